#include "results/roster_make.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "models/constants.hpp"
#include "results/roster_by_hand.hpp"
#include "results/roster_cover.hpp"
#include "results/roster_people.hpp"
#include "results/roster_places.hpp"
#include "results/roster_program.hpp"
#include "results/roster_rules.hpp"

namespace counterless {
namespace {

constexpr double time_for_cover = 0.85;  // of the whole; the rest for the people

std::vector<WorkSum> tally_shifts(const RosterTask& task, const Roster& roster) {
    std::vector<WorkSum> tallies(roster.people.size());
    for (const Work& work : roster.works) {
        WorkSum& tally = tallies[work.person];
        ++tally.shifts;
        tally.hours += work.work_s / hour_s;
        tally.late += is_late(task, work.from_s);
        tally.weekend += is_weekend(task, work.day);
    }
    return tallies;
}

const Work* work_on(const Roster& roster, Index person, int day) {
    for (const Work& work : roster.works)
        if (work.person == person && work.day == day) return &work;
    return nullptr;
}

// A wish counts on each day on which somebody is needed. Early and late are granted by a shift of that kind or a day off.
void tally_wishes(const RosterTask& task, const RosterFrame& frame, const Roster& roster, Index person, WorkSum& tally) {
    for (int day = 0; day < static_cast<int>(task.dates.days.size()); ++day) {
        if (frame.forms[day].empty()) continue;
        const auto date = task.dates.days[static_cast<std::size_t>(day)];
        const Work* work = work_on(roster, person, day);
        for (const Wish& wish : roster.people[person].wishes) {
            if (!wish.days[std::chrono::weekday(date).c_encoding()] &&
                std::find(wish.dates.begin(), wish.dates.end(), date) == wish.dates.end())
                continue;
            ++tally.wishes;
            tally.granted +=
                work == nullptr || (wish.what != WishFor::off && (wish.what == WishFor::late) == is_late(task, work->from_s));
        }
    }
}

void price(const RosterTask& task, const RosterFrame& frame, Roster& roster) {
    for (Index person = 0; person < roster.people.size(); ++person) {
        const Contract& contract = task.rules.contracts[roster.people[person].contract];
        for (const auto& week : frame.weeks) {
            double hours = 0;
            for (const Work& work : roster.works) {
                if (work.person != person || std::find(week.begin(), week.end(), work.day) == week.end()) continue;
                hours += work.work_s / hour_s;
                roster.cost += task.rules.shifts[work.kind].cost;
            }
            const double plain = contract.hours_s / hour_s * week_part(task, week);
            const double over = std::max(0.0, hours - plain);
            roster.sums[person].overtime += over;
            roster.cost += hours * contract.hour + over * (contract.overtime - contract.hour);
            const double least = hours_least(task, frame, roster.people[person], week);
            roster.priced += short_hour_price(contract) * std::max(0.0, least - hours);
            roster.sums[person].hours_short += std::max(0.0, least - hours);
        }
        roster.hours_worked += roster.sums[person].hours;
    }
    for (const Uncovered& one : roster.uncovered)
        if (one.why != Shortage::desks)
            roster.priced += one.missing * (one.until_s - one.from_s) / frame.slot_s * uncovered_price(task, frame.slot_s);
    for (const NeedSpan& span : task.need.spans) roster.hours_needed += span.agents * (span.until_s - span.from_s) / hour_s;
}

// How many new people can work the shifts that stayed open, team by team. The roster of the others stays as it is.
void look_for_takers(const RosterTask& task, const RosterFrame& frame, const std::vector<GivenShift>& given, Roster& roster) {
    for (Index team = 0; team < frame.teams.size(); ++team) {
        std::vector<ShiftCount> open;
        for (const GivenShift& one : given)
            if (one.team == team && one.person == none) open.push_back({one.day, team, one.form, 1});
        const auto people = people_for(task, frame, team, open);
        if (!people || *people == 0) continue;
        const Employee& alike = task.rules.people[frame.teams[team].members.front()];
        roster.for_open.push_back({alike.contract, alike.skills, *people});
    }
}

// From shifts in numbers to people, breaks and posts.
Roster fill_in(CoverQuestion& question, const Cover& cover) {
    const RosterTask& task = *question.task;
    const RosterFrame& frame = *question.frame;
    Roster roster{
        .people = task.rules.people, .bound = cover.bound, .cut_short = cover.cut_short, .shifts_by_hand = cover.by_hand};
    const auto given = give_shifts(question, cover, {roster.cut_short, roster.people_by_hand});
    auto away = give_breaks(frame, given, cover.breaks);
    spread_breaks(task, frame, given, away);
    for (std::size_t at = 0; at < given.size(); ++at) {
        const ShiftForm& form = frame.forms[given[at].day][given[at].form];
        const double from_s = form.from * frame.slot_s, until_s = form.until * frame.slot_s;
        if (given[at].person == none)
            roster.open.push_back({given[at].day, form.kind, frame.teams[given[at].team].contract, from_s, until_s});
        else
            roster.works.push_back({given[at].person, given[at].day, form.kind, from_s, until_s, form.work_s, away[at], {}});
    }
    std::sort(roster.works.begin(), roster.works.end(), [](const Work& one, const Work& other) {
        return one.person != other.person ? one.person < other.person : one.day < other.day;
    });
    look_for_takers(task, frame, given, roster);
    give_posts(task, frame, roster);
    for (Uncovered& one : roster.uncovered)
        if (roster.cut_short && one.why == Shortage::people) one.why = Shortage::time;
    roster.sums = tally_shifts(task, roster);
    for (Index person = 0; person < roster.people.size(); ++person)
        tally_wishes(task, frame, roster, person, roster.sums[person]);
    price(task, frame, roster);
    return roster;
}

// What would make it possible: people, where a shift and a desk reach; the rest is told by the reasons of what is uncovered.
void look_for_remedy(CoverQuestion& question, Roster& roster) {
    const bool people = std::any_of(roster.uncovered.begin(), roster.uncovered.end(),
                                    [](const Uncovered& one) { return one.why == Shortage::people; });
    if (!people && roster.open.empty()) return;
    const auto extra = people_more(question);
    if (!extra) return;
    for (std::size_t team = 0; team < extra->size(); ++team) {
        if ((*extra)[team] == 0) continue;
        const Employee& alike = question.task->rules.people[question.frame->teams[team].members.front()];
        roster.remedies.push_back({alike.contract, alike.skills, (*extra)[team]});
        roster.remedied = true;
    }
}

// So many of the only contract as `people`.
RosterTask with_people(RosterTask task, int people) {
    task.rules.people.clear();
    task.rules.contracts.front().people = people;
    complete_rules(task);
    return task;
}

// So many that no more could be of use: round the clock three shifts of eight hours a day, with breaks and odd ends five, and who
// has two days off works five days of seven.
int plenty(const RosterTask& task) {
    int sum = 0;
    for (std::size_t post = 0; post < task.need.posts.size(); ++post) {
        int most = 0;
        for (const NeedSpan& span : task.need.spans)
            if (span.post == post) most = std::max(most, span.agents);
        sum += most;
    }
    return 7 * sum + 10;
}

}  // namespace

Roster make_roster(const RosterTask& asked, const MilpSolver& solve, const std::function<void(const std::string&)>& say) {
    const auto began = std::chrono::steady_clock::now();
    const auto took_s = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); };
    CoverQuestion question{.solve = &solve, .say = say};
    RosterTask task = asked;
    bool cut_short = false;
    int people_by_hand = 0;
    if (asked.as_many_as_needed) {
        task = with_people(asked, plenty(asked));
        const RosterFrame frame = frame_of(task);
        question.task = &task;
        question.frame = &frame;
        question.time_left_s = [&] { return std::max(0.0, 0.3 * asked.time_limit_s - took_s()); };
        const Cover free = cover_days(question);
        cut_short = free.cut_short;
        people_by_hand = people_by_hand_enough(question, free);
        task = with_people(asked, people_enough(question, free));
    }
    const auto attempt = [&] {
        const RosterFrame frame = frame_of(task);
        question.task = &task;
        question.frame = &frame;
        question.time_left_s = [&] { return std::max(0.0, time_for_cover * asked.time_limit_s - took_s()); };
        Cover cover = cover_need(question);
        cover.cut_short = cover.cut_short || cut_short;
        question.time_left_s = [&] { return std::max(0.0, asked.time_limit_s - took_s()); };
        Roster roster = fill_in(question, cover);
        if (!roster.complete()) look_for_remedy(question, roster);
        roster.parted = frame.parted;
        return roster;
    };
    Roster roster = attempt();
    if (!roster.complete() && people_by_hand > static_cast<int>(roster.people.size())) {  // by hand it takes a few more
        task = with_people(asked, people_by_hand);
        roster = attempt();
    }
    roster.programs = question.programs;
    roster.took_s = took_s();
    return roster;
}

}  // namespace counterless
