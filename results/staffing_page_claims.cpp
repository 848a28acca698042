// results/staffing_page_claims.cpp: what must hold, and where and when it does not, or is not settled.
#include <algorithm>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/staffing_page.hpp"

namespace counterless::report {
namespace {

constexpr std::size_t claims_max = 60;  // in each table; all are in the JSON

std::string aim_text(Lang lang, const Aim& aim) {
    Measure measure;
    measure.name = aim.measure;
    return measure_text(lang, measure);
}
std::string wanted_text(Lang lang, const Aim& aim) {
    return say(lang, aim.at_least ? Word("at_least") : Word("at_most"), {aim_value_text(lang, aim, aim.value)});
}

std::string reached_text(Lang lang, const Aim& aim, const Claim& claim) {
    return plus_minus(lang, {true, claim.value, claim.half_width, claim.half_width, 0, 2},
                      is_time(aim.kind) ? Show::minutes : Show::share) +
           (is_time(aim.kind) ? "\u00A0" + say(lang, "min") : "");
}

std::vector<std::string> claim_row(const StaffingStudy& study, const ShareStaffing& share, const CentreStaffing& centre,
                                   const Claim& claim, Lang lang) {
    const Aim& aim = centre.task.aims[claim.aim];
    std::string of = "centre/" + study.scenario.centres[centre.task.centre].id;
    if (!aim.station.empty()) of += "/" + aim.station;
    const std::string when = aim.each_interval ? interval_text(lang, centre.task.timetable, claim.from_cell, claim.until_cell)
                                               : say(lang, "staff_over_day");
    return {html(thing_text(lang, study.scenario, of)),
            html(share_text(lang, study, share)),
            html(when),
            html(aim_text(lang, aim)),
            html(reached_text(lang, aim, claim)),
            html(wanted_text(lang, aim)),
            claim.at_limit ? html(say(lang, "staff_at_limit")) : ""};
}

// Those of one state: how many there are, and the first of them as rows.
struct Listed {
    Table rows;
    std::size_t count = 0;
};
Listed list_of(const StaffingStudy& study, ClaimState state, Lang lang) {
    Listed listed{{"",
                   {{say(lang, "staff_where"), true},
                    {say(lang, "tile_digital")},
                    {say(lang, "staff_when"), true},
                    {say(lang, "col_measure"), true},
                    {say(lang, "staff_value")},
                    {say(lang, "staff_wanted"), true},
                    {say(lang, "staff_remark"), true}},
                   {},
                   "wide long"}};
    for (const ShareStaffing& share : study.shares)
        for (const CentreStaffing& centre : share.centres)
            for (const Claim& claim : centre.answer.claims) {
                if (claim.state != state) continue;
                if (listed.count++ < claims_max) listed.rows.rows.push_back(claim_row(study, share, centre, claim, lang));
            }
    return listed;
}

std::string more_text(const Listed& listed, Lang lang) {
    if (listed.count <= claims_max) return {};
    const std::string rest = ltr(number(static_cast<double>(listed.count - claims_max)));
    return element("p class=\"prose after\"", html(say(lang, "more", {rest})));
}

}  // namespace

std::string staffing_claims(const StaffingStudy& study, Lang lang) {
    std::string parts;
    const auto count = [](const Listed& listed) { return ltr(number(static_cast<double>(listed.count))); };
    if (Listed broken = list_of(study, ClaimState::broken, lang); broken.count > 0) {
        broken.rows.caption = say(lang, "staff_not_met", {count(broken)});
        parts += card(broken.rows.caption, say(lang, "staff_not_met_note"), table(broken.rows) + more_text(broken, lang));
    }
    if (Listed open = list_of(study, ClaimState::open, lang); open.count > 0) {
        open.rows.caption = say(lang, "staff_not_settled", {count(open)});
        parts += card(open.rows.caption, say(lang, "staff_not_settled_note"),
                      closed(say(lang, "open_list"), table(open.rows) + more_text(open, lang)));
    }
    return parts;
}

std::string staffing_rules(const StaffingStudy& study, Lang lang) {
    const StaffingRules& rules = study.scenario.staffing;
    const std::string title = say(lang, "staff_rules");
    Table all{title,
              {{say(lang, "col_measure"), true},
               {say(lang, "staff_wanted"), true},
               {say(lang, "staff_where"), true},
               {say(lang, "staff_when"), true}},
              {},
              "stack"};
    for (const Aim& aim : rules.aims) {
        std::string where = say(lang, "staff_every_centre");
        if (aim.centre < study.scenario.centres.size()) {
            const Centre& centre = study.scenario.centres[aim.centre];
            where = name_text(lang, centre.name, centre.id);
        }
        if (!aim.station.empty())
            where = say(lang, "comma", {where, aim.station == "*" ? say(lang, "staff_each_station") : named(aim.station)});
        const Word when = aim.each_interval ? Word("staff_each_interval") : Word("staff_over_day");
        std::vector<std::string> row;
        for (const std::string& text : {aim_text(lang, aim), wanted_text(lang, aim), where, say(lang, when)})
            row.push_back(element("span", html(text)));  // one thing: on a phone a cell is a grid
        if (std::find(all.rows.begin(), all.rows.end(), row) == all.rows.end()) all.rows.push_back(std::move(row));
    }
    const std::string note = say(lang, "staff_rules_note",
                                 {exact_percent(lang, rules.confidence), ltr(number(study.claims)),
                                  points_text(lang, rules.tolerance), exact_percent(lang, rules.time_tolerance)});
    return card(title, note, table(all));
}

}  // namespace counterless::report
