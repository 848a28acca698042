// results/roster_text.cpp: cost and how sure it is, what is not covered and what would help, the need beside those there, people.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "results/roster_frame.hpp"
#include "results/roster_output.hpp"
#include "results/text_table.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

constexpr std::size_t people_shown = 60, gaps_shown = 20;

std::string money(const RosterAnswer& answer, double amount) {
    return answer.currency.empty() ? fmt::format("{:.2f} hours' pay", amount) : fmt::format("{:.2f} {}", amount, answer.currency);
}

std::string plural(std::size_t count, const char* noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

std::string people_count(std::size_t people) { return people == 1 ? "1 person" : fmt::format("{} people", people); }

std::string contract_skills(const RosterAnswer& answer, const Remedy& remedy) {
    std::string text = answer.task.rules.contracts[remedy.contract].name.en;
    for (const std::string& skill : remedy.skills) text += (&skill == &remedy.skills.front() ? ", for " : ", ") + skill;
    return text;
}

std::string heading(const RosterAnswer& answer) {
    const auto& days = answer.task.dates.days;
    std::string text = fmt::format("Roster, {} to {}", date_text(days.front()), date_text(days.back()));
    if (!answer.task.need.centre.empty()) text += ", centre " + answer.task.need.centre;
    return text +
           fmt::format(": {}, {}\n", people_count(answer.roster.people.size()), plural(answer.roster.works.size(), "shift"));
}

std::string by_hand(const Roster& roster) {
    std::string text;
    if (!roster.proven() && !roster.shifts_by_hand)
        text += "  nothing proven of what it must cost in the time: the gap is unknown\n";
    if (roster.shifts_by_hand)
        text += fmt::format("  {} found without the solver, whose time ended first{}\n",
                            roster.proven() ? "shifts, some or all," : "shifts",
                            roster.proven() ? "" : ": nothing proven, the gap is unknown");
    if (roster.people_by_hand)
        text += "  who works them was found without the solver: evenly, as far as the law lets it, and wishes not looked at\n";
    return text;
}

std::string cost_text(const RosterAnswer& answer) {
    const Roster& roster = answer.roster;
    std::string text = fmt::format("  cost {}, {:.1f} h of work for {:.1f} h of need\n", money(answer, roster.cost),
                                   roster.hours_worked, roster.hours_needed);
    if (roster.priced > 0)
        text += fmt::format("  with what is lacking priced in, {}\n", money(answer, roster.cost + roster.priced));
    if (roster.proven())
        text += fmt::format("  no roster costs less than {}{}: gap {:.2f} %\n", money(answer, roster.bound),
                            roster.priced > 0 ? ", counted so" : "", 100 * roster.gap());
    text += by_hand(roster);
    if (roster.added > 0)
        text += fmt::format("  {} of it put in after the solver, for what it had left short\n", plural(roster.added, "shift"));
    if (roster.proven() && !roster.cut_short && roster.gap() > answer.task.gap)
        text += fmt::format("  more than the {:g} % that was asked for: a better roster is not excluded, nor is one known\n",
                            100 * answer.task.gap);
    if (roster.proven() && roster.parted)
        text += "  of those with overlapping breaks parted at the times that were tried: docs/guides/roster.md\n";
    text += fmt::format("  {} put to CBC, {:.1f} s{}\n", plural(roster.programs, "program"), roster.took_s,
                        roster.cut_short ? "; the time limit cut some short, so another run may find another roster" : "");
    return text;
}

const char* reason(Shortage why) {
    switch (why) {
        case Shortage::no_shift:
            return "no shift reaches it";
        case Shortage::desks:
            return "no desk is left";
        case Shortage::seats:
            return "all seats are taken";
        case Shortage::time:
            return "not found in the time";
        case Shortage::unfound:
            return "nobody found who may";
        case Shortage::people:
            break;
    }
    return "too few people";
}

// Lines that say what no day of the roster hears.
std::string idle(const RosterAnswer& answer) {
    std::string text;
    for (const NeedLine& line : answer.task.need.idle)
        text += fmt::format("{}{}:{} ({})", text.empty() ? "" : ", ", answer.need_file, line.line, weekday_word(line.weekday));
    return text.empty()
               ? text
               : "\nLines of need that hold on no day of the roster, for none of that name is a working day in it: " + text +
                     "\n";
}

std::string lacking(const RosterAnswer& answer) {
    const Roster& roster = answer.roster;
    if (roster.complete()) return "\nAll of the need is covered.\n";
    std::string text = fmt::format("\nNot covered: {}\n", plural(roster.uncovered.size(), "interval"));
    std::size_t shown = 0;
    for (const Uncovered& one : roster.uncovered) {
        if (++shown > gaps_shown) {
            text += fmt::format("  and {} more\n", roster.uncovered.size() - gaps_shown);
            break;
        }
        text += fmt::format("  {} {} to {} {}: {} missing, {}\n", date_of(answer.task, one.from_s), clock_text(one.from_s),
                            clock_text(one.until_s), post_text(answer.task, one.post), one.missing, reason(one.why));
    }
    if (!roster.open.empty())
        text += fmt::format("  {} that would cover some of it nobody may take: rest, days in a row or hours stand against it\n",
                            plural(roster.open.size(), "shift"));
    return text;
}

// Hours that contracts promise and the need does not give.
std::string promises(const RosterAnswer& answer) {
    const Roster& roster = answer.roster;
    if (roster.hours_short() <= 0) return "";
    std::string text = fmt::format("\nPromised and not given (hours_min): {:.1f} h\n", roster.hours_short());
    for (Index contract = 0; contract < answer.task.rules.contracts.size(); ++contract) {
        double sum = 0, most = 0;
        std::size_t people = 0;
        for (std::size_t person = 0; person < roster.people.size(); ++person) {
            if (roster.people[person].contract != contract || roster.sums[person].hours_short < 1e-6) continue;
            sum += roster.sums[person].hours_short, most = std::max(most, roster.sums[person].hours_short), ++people;
        }
        if (people > 0)
            text += fmt::format("  {}: {} short, {:.1f} h together, {:.1f} h at most\n",
                                answer.task.rules.contracts[contract].name.en, people_count(people), sum, most);
    }
    return text;
}

std::string people_remedy(const RosterAnswer& answer) {
    const Roster& roster = answer.roster;
    std::string text;
    int people = 0;
    for (const Remedy& remedy : roster.remedies) {
        text += fmt::format("  {} more of {}\n", remedy.people, contract_skills(answer, remedy));
        people += remedy.people;
    }
    if (people == 0) return text;
    text += roster.remedies.size() == 1 ? "    with them" : "    with all of these";
    text += " all is covered that people can cover";
    if (roster.remedy_least == people) return text + "; with fewer like those there are it is not\n";
    if (roster.remedy_least > 0)
        text += fmt::format("; with fewer than {} like those there are it cannot be", roster.remedy_least);
    return text + (roster.fewer_untried ? ", and not all between were tried in the time\n" : "\n");
}

std::string remedy_text(const RosterAnswer& answer) {
    const Roster& roster = answer.roster;
    if (roster.complete()) return "";
    if (roster.cut_short)
        return "Not decided: the time limit cut the search short, and more of it (--time-limit) may cover the rest. Else:\n" +
               people_remedy(answer);
    const auto has = [&](Shortage why) {
        return std::any_of(roster.uncovered.begin(), roster.uncovered.end(),
                           [&](const Uncovered& one) { return one.why == why; });
    };
    std::string text = has(Shortage::unfound)
                           ? "Another roster of the same people may cover it: none was found, and none is excluded. Else:\n"
                           : "What would make it possible:\n";
    text += people_remedy(answer);
    if (has(Shortage::no_shift)) text += "  a kind of shift that reaches those times (/roster/shifts)\n";
    if (has(Shortage::desks)) text += "  more counters (/roster/stations)\n";
    if (has(Shortage::seats))
        text += fmt::format("  more seats than {}, and the people for them (/roster/seats)\n", answer.task.rules.seats);
    if (roster.remedies.empty() && has(Shortage::people))
        text += "  not more people alone: longer hours, wider break windows or another kind of shift\n";
    return text;
}

// The worst of each time of day: need and those there, over all days.
std::string coverage(const RosterAnswer& answer) {
    struct Row {
        int needed_most = 0, spare_least = unlimited;
        double needed_h = 0, there_h = 0;
    };
    std::map<std::pair<Index, int>, Row> rows;
    for (const Covered& one : answer.roster.covered) {
        for (double at = std::floor(one.from_s / 1800) * 1800; at < one.until_s; at += 1800) {
            if (one.needed == 0) continue;
            Row& row = rows[{one.post, static_cast<int>(std::fmod(at, 86400) / 1800)}];
            const double hours = (std::min(one.until_s, at + 1800) - std::max(one.from_s, at)) / 3600;
            row.needed_most = std::max(row.needed_most, one.needed);
            row.spare_least = std::min(row.spare_least, one.there - one.needed);
            row.needed_h += hours * one.needed;
            row.there_h += hours * one.there;
        }
    }
    TextTable table({"Half-hour", "most needed", "h needed", "h there", "least spare"});
    for (const auto& [key, row] : rows)
        table.row({fmt::format("{} {}", clock_text(key.second * 1800.0), post_text(answer.task, key.first)),
                   std::to_string(row.needed_most), fmt::format("{:.1f}", row.needed_h), fmt::format("{:.1f}", row.there_h),
                   std::to_string(row.spare_least)});
    return "\nNeed and those there, all days together\n" + table.text();
}

std::string spread_text(const RosterAnswer& answer) {
    std::map<Index, std::vector<const WorkSum*>> by_contract;
    for (std::size_t person = 0; person < answer.roster.people.size(); ++person)
        by_contract[answer.roster.people[person].contract].push_back(&answer.roster.sums[person]);
    std::string text = "\nFairness: least and most of one person\n";
    for (const auto& [contract, sums] : by_contract) {
        const auto range = [&, &all = sums](auto member) {
            double least = 1e9, most = 0;
            for (const WorkSum* sum : all) {
                least = std::min(least, static_cast<double>(sum->*member));
                most = std::max(most, static_cast<double>(sum->*member));
            }
            return fmt::format("{:g} to {:g}", least, most);
        };
        text += fmt::format("  {}: {} h, {} late shifts, {} weekend shifts\n", answer.task.rules.contracts[contract].name.en,
                            range(&WorkSum::hours), range(&WorkSum::late), range(&WorkSum::weekend));
    }
    return text;
}

std::string people(const RosterAnswer& answer) {
    TextTable table({"Person", "shifts", "hours", "overtime", "late", "weekend", "wishes"});
    const auto& all = answer.roster.people;
    for (std::size_t person = 0; person < std::min(all.size(), people_shown); ++person) {
        const WorkSum& sum = answer.roster.sums[person];
        table.row({all[person].name.en, std::to_string(sum.shifts), fmt::format("{:.2f}", sum.hours),
                   fmt::format("{:.2f}", sum.overtime), std::to_string(sum.late), std::to_string(sum.weekend),
                   fmt::format("{} of {}", sum.granted, sum.wishes)});
    }
    std::string text = "\nPeople\n" + table.text();
    if (all.size() > people_shown) text += fmt::format("and {} more\n", all.size() - people_shown);
    return text;
}

std::string employ_text(const RosterAnswer& answer) {
    if (answer.shrinkage <= 0) return "\nAbsence is not in the roster; --shrinkage 0.1 says how many people more that takes.\n";
    const auto employ = people_to_employ(answer);
    std::string text =
        fmt::format("\nWith {:g} % of paid time away (leave, illness, training), employ\n", 100 * answer.shrinkage);
    for (std::size_t contract = 0; contract < employ.size(); ++contract) {
        if (employ[contract] == 0) continue;
        const auto on_it = std::count_if(answer.roster.people.begin(), answer.roster.people.end(),
                                         [&](const Employee& person) { return person.contract == contract; });
        text += fmt::format("  {} of {}, for {} on the roster\n", employ[contract], answer.task.rules.contracts[contract].name.en,
                            on_it);
    }
    return text;
}

}  // namespace

std::vector<int> people_to_employ(const RosterAnswer& answer) {
    std::vector<int> employ;
    for (Index contract = 0; contract < answer.task.rules.contracts.size(); ++contract) {
        const auto people = std::count_if(answer.roster.people.begin(), answer.roster.people.end(),
                                          [&](const Employee& person) { return person.contract == contract; });
        employ.push_back(static_cast<int>(std::ceil(static_cast<double>(people) / (1 - answer.shrinkage) - 1e-9)));
    }
    return employ;
}

std::string clock_text(double time_s) {
    const auto minutes = static_cast<int>(std::lround(time_s / 60)) % 1440;
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string date_of(const RosterTask& task, double time_s) {
    return date_text(task.dates.days.front() + std::chrono::days(static_cast<int>(std::floor(time_s / 86400))));
}

std::string post_text(const RosterTask& task, Index post) {
    if (post == none) return "spare";
    return task.need.posts[post].empty() ? "any" : task.need.posts[post];
}

std::string roster_text(const RosterAnswer& answer) {
    return heading(answer) + cost_text(answer) + idle(answer) + lacking(answer) + remedy_text(answer) + promises(answer) +
           coverage(answer) + spread_text(answer) + people(answer) + employ_text(answer);
}

std::string roster_csv(const RosterAnswer& answer) {
    const RosterTask& task = answer.task;
    std::string text = "person,name,contract,date,shift,from,until,hours,breaks,posts\n";
    const auto quoted = [](const std::string& cell) {
        if (cell.find_first_of(",\"\n;") == std::string::npos) return cell;
        std::string out = "\"";
        for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
        return out + "\"";
    };
    for (const Work& work : answer.roster.works) {
        const Employee& person = answer.roster.people[work.person];
        std::string breaks, posts;
        for (const Away& away : work.breaks)
            breaks += fmt::format("{}{}-{} {}", breaks.empty() ? "" : "; ", clock_text(away.from_s), clock_text(away.until_s),
                                  task.rules.breaks[away.rule].id);
        for (const AtPost& stay : work.posts)
            posts += fmt::format("{}{}-{} {}", posts.empty() ? "" : "; ", clock_text(stay.from_s), clock_text(stay.until_s),
                                 post_text(task, stay.post));
        text += fmt::format("{},{},{},{},{},{},{},{:.2f},{},{}\n", person.id, quoted(person.name.en),
                            task.rules.contracts[person.contract].id,
                            date_text(task.dates.days[static_cast<std::size_t>(work.day)]), task.rules.shifts[work.kind].id,
                            clock_text(work.from_s), clock_text(work.until_s), work.work_s / 3600, quoted(breaks), quoted(posts));
    }
    return text;
}

}  // namespace counterless
