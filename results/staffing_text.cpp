// results/staffing_text.cpp: the answer of `counterless staff` in letters: first whether everything holds, then what is needed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/numbers.hpp"
#include "results/staffing_study.hpp"
#include "results/text_table.hpp"

namespace counterless {
namespace {

constexpr std::size_t broken_shown = 12;

std::string percent(double share) { return fmt::format("{:g} %", std::round(share * 1e6) / 1e4); }

std::string share_name(const StaffingStudy& study, const ShareStaffing& share) {
    std::string name = percent(share.share < 0 ? study.scenario.adoption.share : share.share);
    if (!share.is_reached()) name += fmt::format(" (reached: {})", percent(share.reached));
    if (share.share < 0 && !study.scenario.needs) return "today's demand";
    return share.date.empty() ? name : share.date + ", " + name;
}

std::string clock(double second) {
    const auto minutes = std::lround(second / 60);
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string place_of(const Scenario& scenario, const CentreStaffing& centre, const Claim& claim) {
    const Aim& aim = centre.task.aims[claim.aim];
    const Timetable& table = centre.task.timetable;
    std::string place = scenario.centres[centre.task.centre].id + (aim.station.empty() ? "" : "/" + aim.station);
    if (!aim.each_interval) return place + ", over the day";
    if (table.rows > 1) place += ", " + day_of(table, claim.from_cell);
    return place + fmt::format(", {} to {}", clock(table.from_s(claim.from_cell)), clock(table.until_s(claim.until_cell - 1)));
}

std::string value_of(const Aim& aim, double value) {
    return is_time(aim.kind) ? duration(value) : fmt::format("{:.1f} %", 100 * value);
}

// The first line is all that --quiet shows.
std::string headline(const StaffingStudy& study) {
    std::size_t broken = 0, open = 0;
    for (const ShareStaffing& share : study.shares) broken += share.broken(), open += share.open();
    const ShareStaffing &first = study.shares.front(), &last = study.shares.back();
    std::string text = broken > 0 ? fmt::format("{} of the targets cannot be met, or not yet: ", broken)
                       : open > 0 ? fmt::format("No target is missed; {} are not settled by the days lived through: ", open)
                                  : "Every target holds: ";
    text += fmt::format("{} agent-hours a day at {}", thousands(first.hours_a_day(), 1), share_name(study, first));
    if (study.shares.size() > 1) text += fmt::format(", {} at {}", thousands(last.hours_a_day(), 1), share_name(study, last));
    return text + "\n";
}

std::string by_share(const StaffingStudy& study) {
    const bool priced = study.scenario.costs.agent_hour > 0;
    std::vector<std::string> header{"Digital share", "visits a day", "agent-hours a day", "agents at most", "at presence"};
    if (priced) header.emplace_back(study.scenario.costs.currency + " a visit");
    header.insert(header.end(), {"broken", "open"});
    TextTable table(header);
    for (const ShareStaffing& share : study.shares) {
        double most = 0, cost = 0;
        std::size_t bare = 0;
        for (const CentreStaffing& centre : share.centres) {
            most += agents_most(centre), cost += cost_a_day(study.scenario, centre);
            bare += at_presence(centre);
        }
        std::vector<std::string> row{share_name(study, share), thousands(share.visits_a_day), thousands(share.hours_a_day(), 1),
                                     thousands(most), fmt::format("{} of {}", bare, share.centres.size())};
        if (priced) row.push_back(share.visits_a_day > 0 ? thousands(cost / share.visits_a_day, 1) : "–");
        row.push_back(thousands(static_cast<double>(share.broken())));
        row.push_back(thousands(static_cast<double>(share.open())));
        table.row(row);
    }
    std::string text = "BY DIGITAL SHARE  agents at most: the sum of every centre's busiest interval\n" + table.text();
    for (const ShareStaffing& share : study.shares)
        if (!share.is_reached()) {
            text += wrapped(fmt::format("Not every share is reached: needs that ask for presence, failures that end at counters "
                                        "and what only channels "
                                        "offer allow {} instead of {}.",
                                        percent(share.reached), percent(share.share)),
                            "");
            break;
        }
    return text;
}

std::string by_centre(const StaffingStudy& study, const ShareStaffing& share) {
    TextTable table({"Centre", "visits a day", "hours needed", "hours now", "gap", "most at once", "occupancy"});
    for (const CentreStaffing& centre : share.centres) {
        const double need = centre.answer.hours_a_day(), have = centre.have_hours_a_day;
        double busy = 0;
        const std::size_t cells = centre.task.timetable.cells();
        for (std::size_t place = 0; place < centre.answer.load.size(); ++place)
            busy += centre.answer.load[place] * centre.answer.open_s[place % cells] / 3600;
        const Name& name = study.scenario.centres[centre.task.centre].name;
        table.row({name.en, thousands(visits_a_day(centre), 1), thousands(need, 1), thousands(have, 1),
                   fmt::format("{:+.1f}", have - need), thousands(agents_most(centre)),
                   need > 0 ? fmt::format("{:.0f} %", 100 * busy / need) : "–"});
    }
    return fmt::format("\nBY CENTRE  at {}; agent-hours of a mean open day; gap: what there is less what is needed\n",
                       share_name(study, share)) +
           table.text();
}

// One centre in full: a line for each interval.
std::string plan_of(const StaffingStudy& study, const CentreStaffing& centre) {
    const Scenario& scenario = study.scenario;
    std::vector<std::string> header{"Interval"};
    for (const Post& post : centre.task.posts) {
        const Station& station = scenario.stations[post.station];
        header.push_back(station.id + (station.pools.size() > 1 ? "/" + station.pools[post.pool].id : ""));
        header.emplace_back("load");
        header.emplace_back("Erlang");
    }
    TextTable table(header);
    const Timetable& times = centre.task.timetable;
    bool without = false, pools = false;
    for (std::size_t cell = 0; cell < times.cells(); ++cell) {
        if (centre.answer.open_s[cell] <= 0) continue;
        std::vector<std::string> row{(times.rows > 1 ? day_of(times, cell) + " " : "") + clock(times.from_s(cell)) + " to " +
                                     clock(times.until_s(cell))};
        for (std::size_t post = 0; post < centre.task.posts.size(); ++post) {
            row.push_back(thousands(centre.answer.agents[post][cell]));
            const PostFigures figures = figures_of(centre, post, cell);
            row.push_back(figures.load ? fmt::format("{:.2f}", *figures.load) : "–");
            row.push_back(figures.erlang ? thousands(*figures.erlang) : "–");
            without = without || (figures.alone && !figures.erlang);
            pools = pools || !figures.alone;
        }
        table.row(row);
    }
    return fmt::format("\nPLAN  {}: agents on duty; offered load, erlang; what Erlang's formula says for that load\n",
                       scenario.centres[centre.task.centre].name.en) +
           table.text() + (without ? "–: by the formula no number of agents keeps the targets, such as 100 % in time.\n" : "") +
           (pools ? "Pools of a station share its load, which stands at the first of them; the formula knows no skills.\n" : "");
}

std::string what_fails(const StaffingStudy& study) {
    std::string text;
    std::size_t number = 0;
    for (const ShareStaffing& share : study.shares)
        for (const CentreStaffing& centre : share.centres)
            for (const Claim& claim : centre.answer.claims) {
                if (!claim.is_missed() || number++ >= broken_shown) continue;
                const Aim& aim = centre.task.aims[claim.aim];
                text += wrapped(fmt::format("{} at {}: {} is {}, wanted {} {}{}", place_of(study.scenario, centre, claim),
                                            share_name(study, share), aim.measure, value_of(aim, claim.value),
                                            aim.at_least ? "at least" : "at most", value_of(aim, aim.value),
                                            claim.at_limit ? "; no agent more would help, or has a desk" : ""),
                                "  ");
            }
    if (number > broken_shown) text += fmt::format("  and {} more\n", number - broken_shown);
    return text.empty() ? text : "\nNOT MET  the plan above is the best that was found\n" + text;
}

std::string how(const StaffingStudy& study) {
    const StaffingRules& rules = study.scenario.staffing;
    double searched = 0, judged = 0, candidates = 0;
    for (const ShareStaffing& share : study.shares)
        for (const CentreStaffing& centre : share.centres)
            candidates += centre.answer.candidates, judged += centre.answer.days_judged, searched += centre.answer.days_searched;
    std::string text = "\nTARGETS\n";
    std::vector<std::string> said;
    for (const Aim& aim : rules.aims) {
        std::string line = fmt::format("  {} {} {}, {}", aim.measure, aim.at_least ? "at least" : "at most",
                                       value_of(aim, aim.value), aim.each_interval ? "in each interval" : "over the day");
        if (!aim.station.empty()) line += aim.station == "*" ? ", at each station" : ", at " + aim.station;
        if (std::find(said.begin(), said.end(), line) != said.end()) continue;
        said.push_back(line);
        text += line + "\n";
    }
    text += fmt::format(
        "  each within {} of a share, {} of a time; all {} claims together with {} confidence\n"
        "\nHOW THIS WAS MADE\n{}\n{} candidates; the plans shown were judged on {} centre-days that the search had not seen; "
        "took {}\n",
        percent(rules.tolerance), percent(rules.time_tolerance), thousands(study.claims), percent(rules.confidence),
        study.command, thousands(candidates), thousands(judged), duration(study.wall_s));
    if (rules.shrinkage > 0) {
        text += fmt::format("With {} of paid time lost, {} paid hours a day at {} are {} on duty.\n", percent(rules.shrinkage),
                            thousands(study.shares.front().hours_a_day() / (1 - rules.shrinkage), 1),
                            share_name(study, study.shares.front()), thousands(study.shares.front().hours_a_day(), 1));
    }
    return text;
}

}  // namespace

std::string staffing_text(const StaffingStudy& study) {
    std::string text = headline(study) + "\n" + study.scenario.name + "\n\n" + by_share(study);
    if (study.shares.front().centres.size() > 1) {
        text += by_centre(study, study.shares.front());
        if (study.shares.size() > 1) text += by_centre(study, study.shares.back());
    }
    for (const ShareStaffing& share : study.shares)
        if (share.centres.size() <= 3 && study.shares.size() <= 3)
            for (const CentreStaffing& centre : share.centres) text += plan_of(study, centre);
    return text + what_fails(study) + how(study);
}

}  // namespace counterless
