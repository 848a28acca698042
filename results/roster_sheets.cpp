// results/roster_sheets.cpp: a page to print: one sheet of A4 a person, English and Arabic side by side, so that one print serves
// everybody. A bar shows each shift on the hours of the roster: dark at a post, light on duty without one, a gap for a break.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "results/report/document.hpp"
#include "results/report/format.hpp"
#include "results/report/text.hpp"
#include "results/roster_output.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

using namespace report;

constexpr double wide = 300, high = 16;  // of a bar, in units of its own

constexpr const char* weekdays_ar[] = {"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"};
constexpr const char* weekdays_en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

constexpr const char* style =
    "<style>@page{size:A4;margin:14mm}.sheet{background:var(--card);border:1px solid var(--line);border-radius:8px;"
    "padding:20px 22px;margin:20px auto;max-width:900px}.sheet header{display:flex;justify-content:space-between;gap:20px;"
    "align-items:baseline}.sheet h2{margin:0;font-size:1.3rem}.sheet table{border-collapse:collapse;inline-size:100%;"
    "margin-block:10px}.sheet :is(th,td){border-block-end:1px solid var(--line);padding:4px 6px;text-align:start;"
    "font-size:.86rem;line-height:1.35;vertical-align:top}.sheet svg{display:block;inline-size:150px;block-size:16px;"
    "direction:ltr}.sheet .soft{color:var(--soft)}.sheet td "
    "div{white-space:nowrap}.on{fill:var(--good)}.spare{fill:var(--good-line)}.axis{stroke:var(--line)}"
    "@media(max-width:640px){.sheet{padding:12px 10px;margin:10px 0}.sheet svg{display:none}.sheet :is(th,td){padding:4px "
    "2px;font-size:.74rem;overflow-wrap:break-word}.sheet td div{white-space:normal}}"
    "@media print{.sheet :is(th,td){font-size:.72rem;padding:2px "
    "5px}.sheet{border:0;padding:0;margin:0;break-after:page;max-width:none}.bar{display:none}}</style>";

struct Hours {
    double from_s = day_s, until_s = 0;
};
// The hours of the day that all bars share.
Hours hours_of(const Roster& roster) {
    Hours hours;
    for (const Work& work : roster.works) {
        hours.from_s = std::min(hours.from_s, work.from_s - day_s * work.day);
        hours.until_s = std::max(hours.until_s, work.until_s - day_s * work.day);
    }
    hours.from_s = std::floor(hours.from_s / 3600) * 3600;
    hours.until_s = std::ceil(hours.until_s / 3600) * 3600;
    return hours;
}

std::string bar_of(const Work& work, const Hours& hours) {
    const auto x = [&](double time_s) {
        return wide * (time_s - day_s * work.day - hours.from_s) / std::max(hour_s, hours.until_s - hours.from_s);
    };
    std::string inside;
    for (double full_s = hours.from_s; full_s <= hours.until_s; full_s += hour_s)
        inside += fmt::format("<path class=axis d=\"M{0:.1f} 0V{1:.0f}\"/>", x(day_s * work.day + full_s), high);
    for (const AtPost& stay : work.posts)
        inside += fmt::format("<rect class={} x={:.1f} y=3 width={:.1f} height=10 />", stay.post == none ? "spare" : "on",
                              x(stay.from_s), x(stay.until_s) - x(stay.from_s));
    return element(fmt::format("svg viewBox=\"0 0 {:.0f} {:.0f}\" preserveAspectRatio=none aria-hidden=true", wide, high),
                   inside);
}

std::string both(const std::string& en, const std::string& ar) {
    return html(en) + " <span lang=ar dir=rtl class=soft>" + html(ar) + "</span>";
}

// As the scenario calls it; by its id where there is none.
std::string post_of(const RosterAnswer& answer, Index post) {
    const Name name = post < answer.post_names.size() ? answer.post_names[post] : Name{};
    if (name.en.empty()) return html(named(post_text(answer.task, post)));
    return name.ar.empty() ? html(named(name.en)) : both(named(name.en), named(name.ar));
}

std::string span_text(double from_s, double until_s) { return ltr(clock_text(from_s) + "–" + clock_text(until_s)); }

// Where he is, whatever breaks lie between: a sheet has room for where he changes.
std::vector<AtPost> without_breaks(const Work& work) {
    std::vector<AtPost> stays;
    for (const AtPost& stay : work.posts)
        if (!stays.empty() && stays.back().post == stay.post)
            stays.back().until_s = stay.until_s;
        else
            stays.push_back(stay);
    return stays;
}

std::string row_of(const RosterAnswer& answer, const Work& work, const Hours& hours) {
    const auto date = answer.task.dates.days[static_cast<std::size_t>(work.day)];
    const auto weekday = std::chrono::weekday(date).c_encoding();
    std::string breaks, posts;
    for (const Away& away : work.breaks) {
        const Name& name = answer.task.rules.breaks[away.rule].name;
        breaks += element("div", html(span_text(away.from_s, away.until_s)) + " " + both(named(name.en), named(name.ar)));
    }
    const auto stays = without_breaks(work);
    for (const AtPost& stay : stays) {
        const std::string post = stay.post == none ? both("spare", "احتياط") : post_of(answer, stay.post);
        posts += element("div", (stays.size() > 1 ? html(span_text(stay.from_s, stay.until_s)) + " " : "") + post);
    }
    return "<tr><th scope=row>" + both(weekdays_en[weekday], weekdays_ar[weekday]) + "<br>" + html(ltr(date_text(date))) +
           "<td>" + html(span_text(work.from_s, work.until_s)) + bar_of(work, hours) + "<td>" + posts + "<td>" + breaks + "<td>" +
           html(number(work.work_s / 3600, 2)) + "\n";
}

std::string sheet_of(const RosterAnswer& answer, Index person, const Hours& hours) {
    const Employee& one = answer.roster.people[person];
    const WorkSum& sum = answer.roster.sums[person];
    std::string rows;
    for (const Work& work : answer.roster.works)
        if (work.person == person) rows += row_of(answer, work, hours);
    const Name& contract = answer.task.rules.contracts[one.contract].name;
    const auto& days = answer.task.dates.days;
    std::string head = element("h2", both(named(one.name.en), named(one.name.ar)));
    head += element("p class=soft", both(named(contract.en), named(contract.ar)) + " · " +
                                        html(ltr(date_text(days.front()) + " – " + date_text(days.back()))));
    std::string table = "<thead><tr>";
    for (const auto& [en, ar] : {std::pair{"Date", "التاريخ"}, std::pair{"Shift", "المناوبة"}, std::pair{"Post", "الموقع"},
                                 std::pair{"Break", "الاستراحة"}, std::pair{"Hours", "الساعات"}})
        table += "<th scope=col>" + both(en, ar);
    table += "</thead><tbody>" + rows + "</tbody>";
    const std::string foot =
        both(fmt::format("{} shifts, {} hours", sum.shifts, number(sum.hours, 2)),
             fmt::format("المناوبات: {}، الساعات: {}", ltr(std::to_string(sum.shifts)), ltr(number(sum.hours, 2))));
    return element("section class=sheet", element("header", head) + element("table", table) + element("p", foot)) + "\n";
}

}  // namespace

std::string roster_sheets(const RosterAnswer& answer) {
    const Hours hours = hours_of(answer.roster);
    std::string body = style;
    for (Index person = 0; person < answer.roster.people.size(); ++person) body += sheet_of(answer, person, hours);
    if (answer.roster.people.empty()) body += element("p class=sheet", both("Nobody is needed.", "لا حاجة إلى موظفين."));
    return document("Roster", element("main", body), Script::none);
}

}  // namespace counterless
