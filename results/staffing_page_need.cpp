// results/staffing_page_need.cpp: what is needed: by digital share, as a table and as a chart, and by centre beside what there
// is.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/staffing_page.hpp"

namespace counterless::report {
namespace {

using nlohmann::json;

constexpr double without_number_hours = 1e6;  // more agents than people live here: the scenario puts no number on them

struct Sum {
    double hours, visits, most = 0, cost = 0, at_presence = 0, have = 0;
};
Sum sum_of(const StaffingStudy& study, const ShareStaffing& share) {
    Sum sum{share.hours_a_day(), share.visits_a_day};
    for (const CentreStaffing& centre : share.centres) {
        sum.most += agents_most(centre);
        sum.cost += cost_a_day(study.scenario, centre);
        sum.at_presence += at_presence(centre) ? 1 : 0;
        sum.have += centre.have_hours_a_day;
    }
    return sum;
}

std::string state_of(const ShareStaffing& share, Lang lang) {
    std::string states;
    const auto add = [&](const char* tone, Word word, std::size_t count) {
        if (count > 0)
            states +=
                element("div", verdict(tone, say(lang, "pair", {say(lang, word), ltr(number(static_cast<double>(count)))})));
    };
    add("bad", "staff_state_broken", share.broken());
    add("same", "staff_state_open", share.open());
    return states.empty() ? verdict("good", say(lang, "staff_state_held")) : element("div", states);
}

Table share_table(const StaffingStudy& study, Lang lang) {
    const bool priced = study.scenario.costs.agent_hour > 0;
    Measure cost;
    cost.name = "cost";
    Table all{say(lang, "staff_by_share"),
              {{say(lang, "tile_digital"), true},
               {say(lang, "staff_visits_a_day")},
               {say(lang, "staff_hours")},
               {say(lang, "staff_most")},
               {say(lang, "staff_presence")}},
              {},
              "stack"};
    if (priced) all.columns.push_back({say(lang, "staff_cost", {unit_text(lang, cost, study.scenario.costs.currency)})});
    all.columns.push_back({say(lang, "staff_targets"), true});
    for (const ShareStaffing& share : study.shares) {
        const Sum sum = sum_of(study, share);
        const auto figure = [](double value, int digits) {
            return element("span", html(ltr(number(value, digits))));
        };  // on a phone a cell is a grid
        std::vector<std::string> row{
            html(share_text(lang, study, share)), figure(sum.visits, 0), figure(sum.hours, 1), figure(sum.most, 0),
            element("span", html(say(lang, "staff_of",
                                     {ltr(number(sum.at_presence)), ltr(number(static_cast<double>(share.centres.size())))})))};
        if (priced) row.push_back(sum.visits > 0 ? figure(sum.cost / sum.visits, 1) : "–");
        row.push_back(state_of(share, lang));
        all.rows.push_back(std::move(row));
    }
    return all;
}

std::string chart_figures(const StaffingStudy& study, Lang lang) {
    json hours = json::array(), visits = json::array(), rows = json::array();
    for (const ShareStaffing& share : study.shares) {
        const Sum sum = sum_of(study, share);
        hours.push_back(std::round(sum.hours * 100) / 100);
        visits.push_back(std::round(sum.visits * 100) / 100);
        rows.push_back({share_text(lang, study, share), ltr(number(sum.hours, 1)), ltr(number(sum.visits))});
    }
    const double have = sum_of(study, study.shares.front()).have;
    const json data{{"heads", {say(lang, "tile_digital"), say(lang, "staff_hours"), say(lang, "staff_visits_a_day")}},
                    {"rows", rows},
                    {"hours", hours},
                    {"visits", visits},
                    {"have", have > 0 && have < without_number_hours ? json(std::round(have * 100) / 100) : json()},
                    {"text",
                     {{"panels", {say(lang, "staff_hours"), say(lang, "staff_visits_a_day")}},
                      {"haveShort", say(lang, "staff_have_short")}}}};
    return data.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string chart_title(const StaffingStudy& study, Lang lang) {
    const ShareStaffing &first = study.shares.front(), &last = study.shares.back();
    if (first.visits_a_day <= 0 || first.hours_a_day() <= 0) return say(lang, "staff_chart_plain");
    const auto change = [&](double from, double to) {
        return ltr(signed_number(100 * (to / from - 1)) + (lang == Lang::ar ? "%" : "\u00A0%"));
    };
    return say(lang, "staff_chart",
               {share_text(lang, study, first), share_text(lang, study, last), change(first.visits_a_day, last.visits_a_day),
                change(first.hours_a_day(), last.hours_a_day())});
}

// Only what is short is marked.
std::string gap_cell(double gap, Lang lang) {
    const std::string figure = html(ltr(signed_number(gap, 1)));
    return std::round(gap * 10) < 0 ? figure + "<small>" + verdict("bad", say(lang, "staff_short")) + "</small>" : figure;
}

double busy_hours(const StaffingAnswer& answer) {
    double busy = 0;
    for (std::size_t at = 0; at < answer.load.size(); ++at)
        busy += answer.load[at] * answer.open_s[at % answer.open_s.size()] / 3600;
    return busy;
}

std::vector<std::string> centre_row(const StaffingStudy& study, const CentreStaffing& centre, Lang lang) {
    const double need = centre.answer.hours_a_day(), have = centre.have_hours_a_day;
    const bool counted_now = have < without_number_hours;
    const auto figure = [](double value, int digits) { return html(ltr(number(value, digits))); };
    return {html(centre_text(lang, study, centre)),
            figure(visits_a_day(centre), 1),
            figure(need, 1),
            counted_now ? figure(have, 1) : html(say(lang, "unlimited")),
            counted_now ? gap_cell(have - need, lang) : "–",
            figure(agents_most(centre), 0),
            need > 0 ? html(ltr(percent(lang, busy_hours(centre.answer) / need, 0))) : "–"};
}

}  // namespace

std::string staffing_shares(const StaffingStudy& study, Lang lang) {
    std::string note = say(lang, "staff_by_share_note");
    if (study.scenario.costs.agent_hour > 0) note += " " + say(lang, "staff_cost_note");
    const auto beyond =
        std::find_if(study.shares.begin(), study.shares.end(), [](const ShareStaffing& one) { return !one.is_reached(); });
    if (beyond != study.shares.end())
        note += " " + say(lang, "staff_beyond", {exact_percent(lang, beyond->reached), exact_percent(lang, beyond->share)});
    std::string parts = card(say(lang, "staff_by_share"), note, table(share_table(study, lang)));
    if (study.shares.size() < 2) return parts;
    const std::string title = chart_title(study, lang);
    return parts + figure(title, say(lang, "staff_chart_note"), chart("shares", title, chart_figures(study, lang)));
}

std::string staffing_centres(const StaffingStudy& study, const ShareStaffing& share, Lang lang) {
    const std::string title = share_is_stated(study, share) ? say(lang, "staff_centres", {share_text(lang, study, share)})
                                                            : say(lang, "staff_centres_plain");
    Table all{title,
              {{say(lang, "col_centre"), true},
               {say(lang, "staff_visits_a_day")},
               {say(lang, "staff_need_hours")},
               {say(lang, "staff_have")},
               {say(lang, "staff_gap")},
               {say(lang, "staff_at_once")},
               {say(lang, "col_busy")}},
              {},
              "wide long"};
    for (const CentreStaffing& centre : share.centres) all.rows.push_back(centre_row(study, centre, lang));
    return card(title, say(lang, "staff_centres_note"), table(all));
}

}  // namespace counterless::report
