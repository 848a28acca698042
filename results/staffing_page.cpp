// results/staffing_page.cpp: the page of `counterless staff`: the answer in one sentence, what speaks against it, then what is
// needed by digital share, by centre and by interval, what is not met, and how it was made. In English and in Arabic.
#include "results/staffing_page.hpp"

#include <cmath>

#include "results/report/document.hpp"
#include "results/report/format.hpp"
#include "results/report/frame.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"

namespace counterless {
namespace report {
namespace {

struct Count {
    double held = 0, broken = 0, open = 0;
};
Count count_of(const StaffingStudy& study) {
    Count count;
    for (const ShareStaffing& share : study.shares) {
        for (const CentreStaffing& centre : share.centres) count.held += static_cast<double>(centre.answer.claims.size());
        count.broken += static_cast<double>(share.broken());
        count.open += static_cast<double>(share.open());
    }
    count.held -= count.broken + count.open;
    return count;
}

std::string hours_text(Lang lang, double hours) { return counted(lang, hours, Noun::hour, digits_for(0, hours)); }

std::string need_text(const StaffingStudy& study, Lang lang) {
    const ShareStaffing &first = study.shares.front(), &last = study.shares.back();
    const std::string hours = hours_text(lang, first.hours_a_day());
    if (!share_is_stated(study, first)) return say(lang, "staff_need", {hours});
    if (study.shares.size() == 1) return say(lang, "staff_need_at", {hours, share_text(lang, study, first)});
    return say(lang, "staff_need_from_to",
               {hours, share_text(lang, study, first), hours_text(lang, last.hours_a_day()), share_text(lang, study, last)});
}

std::string headline(const StaffingStudy& study, const Count& count, Lang lang) {
    const std::string need = need_text(study, lang);
    if (count.broken > 0) return say(lang, "staff_broken", {need});
    return say(lang, count.open > 0 ? Word("staff_open") : Word("staff_held"), {need});
}

std::string lead(const StaffingStudy& study, const Count& count, Lang lang) {
    const double all = count.held + count.broken + count.open;
    std::string text =
        count.held == all
            ? say(lang, "staff_claims_held", {exact_percent(lang, study.scenario.staffing.confidence), ltr(number(all))})
            : say(lang, "staff_claims_bad", {ltr(number(count.held)), ltr(number(count.broken)), ltr(number(count.open))});
    return text;
}

std::string kicker(const StaffingStudy& study, const std::string& title, Lang lang) {
    const Calendar& calendar = study.scenario.calendar;
    std::string text = html(say(lang, "staff")) + " · " + html(say(lang, "scenario", {title}));
    if (calendar.has_dates) text += " · " + html(dates(lang, calendar.start, calendar.end));
    return element("p class=kicker", text);
}

std::string entry(const std::string& term, const std::string& description) {
    return element("dt", html(term)) + element("dd", description) + "\n";
}
std::string code(const std::string& text) { return element("code", html(named(text))); }

std::string made(const StaffingStudy& study, Lang lang) {
    double searched = 0, candidates = 0;
    for (const ShareStaffing& share : study.shares)
        for (const CentreStaffing& centre : share.centres)
            searched += centre.answer.days_searched, candidates += centre.answer.candidates;
    const auto figure = [](double value) { return html(ltr(number(value))); };
    std::string list = entry(say(lang, "how_command"), code(study.command)) + entry(say(lang, "how_file"), code(study.file)) +
                       entry(say(lang, "how_sha"), code(study.scenario.sha256)) +
                       entry(say(lang, "how_seed"), html(ltr(std::to_string(study.scenario.study.seed)))) +
                       entry(say(lang, "staff_weeks"), figure(study.weeks)) +
                       entry(say(lang, "staff_candidates"), figure(candidates)) +
                       entry(say(lang, "staff_searched"), figure(searched)) +
                       entry(say(lang, "staff_judged"), figure(centre_days_judged(study)));
    if (const double lost = study.scenario.staffing.shrinkage; lost > 0)
        list += entry(say(lang, "staff_paid", {exact_percent(lang, lost)}),
                      html(say(lang, "pair",
                               {share_text(lang, study, study.shares.front()),
                                ltr(number(study.shares.front().hours_a_day() / (1 - lost), 1))})));
    list += entry(say(lang, "how_version"), html(named("Counterless " + study.version)));
    return element("section class=card", element("h2 class=t", html(say(lang, "how"))) + element("dl class=how", list)) + "\n";
}

std::string in_language(const StaffingStudy& study, Lang lang) {
    const std::string title = name_text(lang, study.scenario.title, study.scenario.name);
    const StaffingRules& rules = study.scenario.staffing;
    const Count count = count_of(study);
    std::string inside =
        kicker(study, title, lang) + element("h1", html(headline(study, count, lang))) +
        element("p class=lead", html(lead(study, count, lang))) +
        element("p class=sure", html(say(lang, "staff_sure",
                                         {ltr(number(centre_days_judged(study))), points_text(lang, rules.tolerance),
                                          exact_percent(lang, rules.time_tolerance)}))) +
        "<noscript><p class=notice>" + html(say(lang, "no_script")) + "</p></noscript>\n" + staffing_shares(study, lang);
    for (const ShareStaffing* share : ends_of(study)) inside += staffing_centres(study, *share, lang);
    for (const ShareStaffing* share : ends_of(study))
        inside += staffing_plan(study, *share, lang) + staffing_posts(study, *share, lang);
    inside += staffing_claims(study, lang) + staffing_rules(study, lang) + made(study, lang);
    return framed(lang, say(lang, "title", {title}), inside);
}

}  // namespace

std::string points_text(Lang lang, double share) {
    const std::string figure = number(100 * share, digits_for(0, 100 * share));
    return figure == "1" ? say(lang, "staff_point") : say(lang, "staff_points", {ltr(figure)});
}

std::string exact_percent(Lang lang, double share) {
    int digits = 0;
    for (double scale = 100; digits < 4 && std::abs(share * scale - std::round(share * scale)) > 1e-7 * scale; scale *= 10)
        ++digits;
    return ltr(percent(lang, share, digits));
}

bool share_is_stated(const StaffingStudy& study, const ShareStaffing& share) {
    return share.share >= 0 || study.scenario.needs.has_value();
}

std::string share_text(Lang lang, const StaffingStudy& study, const ShareStaffing& share) {
    if (!share_is_stated(study, share)) return say(lang, "staff_as_it_is");
    const std::string text = exact_percent(lang, share.share < 0 ? study.scenario.adoption.share : share.share);
    return share.date.empty() ? text : say(lang, "comma", {date(lang, share.date, true), text});
}

std::string interval_text(Lang lang, const Timetable& table, std::size_t from_cell, std::size_t until_cell) {
    static constexpr Word weekdays[] = {"weekday_sun", "weekday_mon", "weekday_tue", "weekday_wed",
                                        "weekday_thu", "weekday_fri", "weekday_sat"};
    std::string clocks = say(lang, "from_to", {ltr(clock(table.from_s(from_cell))), ltr(clock(table.until_s(until_cell - 1)))});
    if (table.rows == 1) return clocks;
    for (std::size_t weekday = 0; weekday < 7; ++weekday)
        if (table.row[weekday] == static_cast<int>(from_cell / table.count))
            return say(lang, "comma", {say(lang, weekdays[weekday]), clocks});
    return clocks;
}

std::string aim_value_text(Lang lang, const Aim& aim, double value) {
    return is_time(aim.kind) ? duration(lang, value) : ltr(percent(lang, value, 1));
}

std::string centre_text(Lang lang, const StaffingStudy& study, const CentreStaffing& centre) {
    const Centre& one = study.scenario.centres[centre.task.centre];
    return name_text(lang, one.name, one.id);
}

std::vector<const ShareStaffing*> ends_of(const StaffingStudy& study) {
    std::vector<const ShareStaffing*> ends{&study.shares.front()};
    if (study.shares.size() > 1) ends.push_back(&study.shares.back());
    return ends;
}

double centre_days_judged(const StaffingStudy& study) {
    double days = 0;
    for (const ShareStaffing& share : study.shares)
        for (const CentreStaffing& centre : share.centres) days += centre.answer.days_judged;
    return days;
}

}  // namespace report

std::string staffing_page(const StaffingStudy& study) {
    using namespace report;
    std::string body;
    for (const Lang lang : langs) body += in_language(study, lang);
    const std::string title = name_text(Lang::en, study.scenario.title, study.scenario.name);
    return document(say(Lang::en, "title", {title}), body);
}

}  // namespace counterless
