#include "results/roster_make.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "models/constants.hpp"
#include "results/roster_by_hand.hpp"
#include "results/roster_cover.hpp"
#include "results/roster_people.hpp"
#include "results/roster_places.hpp"
#include "results/roster_program.hpp"
#include "results/roster_rules.hpp"

namespace counterless {
namespace {

constexpr double time_for_cover = 0.85;  // of a roster's; the rest for the people
constexpr double time_for_more = 1.5;    // of the limit: to look for more people it may take half as long again
constexpr double part_of_try = 0.4;      // of the time that is left: a number of people that is too small is slow to show it

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

// ---- one roster, from the need to the posts
struct Attempt {
    RosterTask task;
    RosterFrame frame;
    Worked worked;
    Roster roster;
};

// From who works what, and when he is away, to posts and sums. What can still be covered is, first.
Roster finish(const RosterTask& task, const RosterFrame& frame, const Worked& worked, Roster roster) {
    roster.people = task.rules.people;
    const Worked whole = fill_by_hand(task, frame, worked, roster.added);
    for (std::size_t at = 0; at < whole.shifts.size(); ++at) {
        const GivenShift& one = whole.shifts[at];
        const ShiftForm& form = frame.forms[one.day][one.form];
        const double from_s = form.from * frame.slot_s, until_s = form.until * frame.slot_s;
        if (one.person == none)
            roster.open.push_back({one.day, form.kind, frame.teams[one.team].contract, from_s, until_s});
        else
            roster.works.push_back({one.person, one.day, form.kind, from_s, until_s, form.work_s, whole.away[at], {}});
    }
    std::sort(roster.works.begin(), roster.works.end(), [](const Work& one, const Work& other) {
        return one.person != other.person ? one.person < other.person : one.day < other.day;
    });
    give_posts(task, frame, roster);
    for (Uncovered& one : roster.uncovered)
        if (roster.cut_short && one.why == Shortage::people) one.why = Shortage::time;
    roster.sums = tally_shifts(task, roster);
    for (Index person = 0; person < roster.people.size(); ++person)
        tally_wishes(task, frame, roster, person, roster.sums[person]);
    price(task, frame, roster);
    roster.parted = frame.parted;
    return roster;
}

bool short_of_people(const Roster& roster) {
    return !roster.open.empty() || std::any_of(roster.uncovered.begin(), roster.uncovered.end(), [](const Uncovered& one) {
        return one.why == Shortage::people || one.why == Shortage::time || one.why == Shortage::unfound;
    });
}

int people_in(const Extra& extra) { return std::accumulate(extra.begin(), extra.end(), 0); }

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

// `extra` and as many more, team by team, as `enough` has, that it is `people` in all.
Extra raised(Extra extra, const Extra& enough, int people) {
    for (std::size_t team = 0; team < extra.size(); ++team)
        while (people_in(extra) < people && extra[team] < enough[team]) ++extra[team];
    return extra;
}

class RosterMaking {
  public:
    RosterMaking(const RosterTask& asked, const MilpSolver& solve, const std::function<void(const std::string&)>& say)
        : asked_(asked), question_{.solve = &solve, .say = say} {}
    Roster make();

  private:
    struct More {
        Extra enough;
        int least = 0;
        bool untried = false;
        std::optional<Attempt> with;  // a roster with so many, if one was made on the way
    };
    [[nodiscard]] double took_s() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    }
    [[nodiscard]] double left_for_more_s() const { return std::max(0.0, time_for_more * asked_.time_limit_s - took_s()); }
    void ask_about(const RosterTask& task, const RosterFrame& frame, double time_s);
    Attempt attempt(const RosterTask& task, double time_s);
    Attempt one_attempt(const RosterTask& task, double time_s, bool all_at_once);
    [[nodiscard]] RosterTask with_more(const Attempt& now, const Extra& extra) const;
    int least_more(const RosterTask& task);
    More look_for_more(const Attempt& now);
    void look_between(const Attempt& now, const Extra& begin, More& more);
    void show_enough(const Attempt& now, More& more);
    Attempt as_many_as_it_takes();
    void tell_remedy(const More& more, Attempt& now) const;

    const RosterTask& asked_;
    CoverQuestion question_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

void RosterMaking::ask_about(const RosterTask& task, const RosterFrame& frame, double time_s) {
    question_.task = &task;
    question_.frame = &frame;
    question_.time_left_s = [this, until_s = took_s() + time_s] { return std::max(0.0, until_s - took_s()); };
}

Attempt RosterMaking::one_attempt(const RosterTask& task, double time_s, bool all_at_once) {
    const double until_s = took_s() + time_s;
    const RosterFrame frame = frame_of(task);
    ask_about(task, frame, time_for_cover * time_s);
    const Cover cover = all_at_once ? cover_at_once(question_) : cover_need(question_);
    ask_about(task, frame, until_s - took_s());
    Roster roster{.bound = cover.bound, .cut_short = cover.cut_short, .shifts_by_hand = cover.by_hand};
    Worked worked{.shifts = give_shifts(question_, cover, {roster.cut_short, roster.people_by_hand}), .away = {}};
    worked.away = give_breaks(frame, worked.shifts, cover.breaks);
    spread_breaks(task, frame, worked.shifts, worked.away);
    roster = finish(task, frame, worked, std::move(roster));
    return {task, frame, std::move(worked), std::move(roster)};
}

// Where weeks that are covered one by one leave something short that is not proven to be, all of them at once: rest and days in a
// row from week to week are then known beforehand.
Attempt RosterMaking::attempt(const RosterTask& task, double time_s) {
    const double until_s = took_s() + time_s;
    Attempt by_week = one_attempt(task, time_s, false);
    const Roster& found = by_week.roster;
    const bool may_help = !by_week.frame.nights && by_week.frame.weeks.size() > 1 && !found.cut_short && found.gap() > task.gap;
    if (!short_of_people(found) || !may_help || until_s - took_s() < 1) return by_week;
    Attempt at_once = one_attempt(task, part_of_try * (until_s - took_s()), true);
    const double bound = std::max(by_week.roster.bound, at_once.roster.bound);
    const bool cut_short = at_once.roster.cut_short;
    const auto all = [](const Roster& roster) { return roster.cost + roster.priced; };
    Attempt& better = all(at_once.roster) < all(by_week.roster) ? at_once : by_week;
    better.roster.bound = bound;
    better.roster.cut_short = cut_short;  // more time may have brought more
    for (Uncovered& one : better.roster.uncovered)
        if (cut_short && one.why == Shortage::people) one.why = Shortage::time;
    return std::move(better);
}

// The same, and so many more of each team, who are free on every day.
RosterTask RosterMaking::with_more(const Attempt& now, const Extra& extra) const {
    if (asked_.as_many_as_needed) return with_people(asked_, static_cast<int>(now.task.rules.people.size()) + people_in(extra));
    RosterTask task = now.task;
    for (Index team = 0; team < extra.size(); ++team) {
        Employee alike = task.rules.people[now.frame.teams[team].members.front()];
        alike.unavailable.clear();
        alike.wishes.clear();
        task.rules.people.insert(task.rules.people.end(), static_cast<std::size_t>(extra[team]), alike);
    }
    return task;
}

// By hand, the others' roster as it is: that many are enough. A program says how many it takes at least; whether so many do, or
// how many between, a roster shows, as long as there is time.
RosterMaking::More RosterMaking::look_for_more(const Attempt& now) {
    More more{.enough = hired_by_hand(now.task, now.frame, now.worked), .with = {}};
    if (people_in(more.enough) == 0) return more;
    ask_about(now.task, now.frame, left_for_more_s());
    const auto program = people_more(question_);
    if (!program) {
        more.untried = true;
        return more;
    }
    more.least = std::min(program->least, people_in(more.enough));
    look_between(now, program->by_team, more);
    show_enough(now, more);
    return more;
}

// From those who are enough downwards, in steps that grow as long as it goes well: a roster that covers all is quickly found.
void RosterMaking::look_between(const Attempt& now, const Extra& begin, More& more) {
    int low = std::max(people_in(begin), 1), step = 1;
    while (low < people_in(more.enough)) {
        if (left_for_more_s() < 1) {
            more.untried = true;
            return;
        }
        const int people = std::max(low, people_in(more.enough) - step);
        const Extra extra = raised(begin, more.enough, people);
        question_.say("a roster of " + std::to_string(people) + " more");
        Attempt with = attempt(with_more(now, extra), part_of_try * left_for_more_s());
        if (!short_of_people(with.roster)) {
            more.enough = extra;
            more.with = std::move(with);
            step *= 2;
        } else {
            low = people + 1;
            step = std::max(1, step / 2);
        }
    }
}

// Without a roster: what a program says that it takes.
int RosterMaking::least_more(const RosterTask& task) {
    const RosterFrame frame = frame_of(task);
    ask_about(task, frame, 0.2 * asked_.time_limit_s);
    const auto more = people_more(question_);
    return more ? more->least : 0;
}

// Who was counted by hand is enough for this roster; is he for one that begins anew? Else the new one says how many more.
void RosterMaking::show_enough(const Attempt& now, More& more) {
    while (!more.with) {
        if (left_for_more_s() < 1) {
            more.untried = true;
            return;
        }
        Attempt with = attempt(with_more(now, more.enough), part_of_try * left_for_more_s());
        if (!short_of_people(with.roster)) {
            more.with = std::move(with);
            return;
        }
        const Extra extra = hired_by_hand(with.task, with.frame, with.worked);
        if (people_in(extra) == 0) return;
        for (std::size_t team = 0; team < extra.size(); ++team) more.enough[team] += extra[team];
    }
}

// As many as the hours ask for; where those leave something open, so many more as it takes.
Attempt RosterMaking::as_many_as_it_takes() {
    const RosterTask plain = with_people(asked_, plenty(asked_));
    const RosterFrame frame = frame_of(plain);
    ask_about(plain, frame, 0.3 * asked_.time_limit_s);
    const Cover free = cover_days(question_);
    int people = people_enough(question_, free);
    if (rest_matters(plain, frame)) people += least_more(with_people(asked_, people));
    Attempt now = attempt(with_people(asked_, people), 0.5 * asked_.time_limit_s);
    now.roster.cut_short = now.roster.cut_short || free.cut_short;
    if (!short_of_people(now.roster)) return now;
    More more = look_for_more(now);
    if (people_in(more.enough) == 0) return now;
    if (more.with) {
        more.with->roster.cut_short = more.with->roster.cut_short || free.cut_short || more.untried;
        return std::move(*more.with);
    }
    Attempt wider{.task = with_more(now, more.enough), .frame = {}, .worked = now.worked, .roster = {}};
    wider.frame = frame_of(wider.task);
    wider.roster = finish(wider.task, wider.frame, wider.worked,
                          {.bound = free.bound,  // holds for any number of people
                           .cut_short = now.roster.cut_short || more.untried,
                           .shifts_by_hand = now.roster.shifts_by_hand,
                           .people_by_hand = now.roster.people_by_hand});
    return wider;
}

void RosterMaking::tell_remedy(const More& more, Attempt& now) const {
    for (std::size_t team = 0; team < more.enough.size(); ++team) {
        if (more.enough[team] == 0) continue;
        const Employee& alike = now.task.rules.people[now.frame.teams[team].members.front()];
        now.roster.remedies.push_back({alike.contract, alike.skills, more.enough[team]});
    }
    now.roster.remedy_least = more.least;
    now.roster.fewer_untried = more.untried;
    if (more.least > 0 || people_in(more.enough) == 0) return;  // then these people are proven to be too few
    for (Uncovered& one : now.roster.uncovered)
        if (one.why == Shortage::people && now.roster.gap() > now.task.gap) one.why = Shortage::unfound;
}

Roster RosterMaking::make() {
    Attempt now = asked_.as_many_as_needed ? as_many_as_it_takes() : attempt(asked_, asked_.time_limit_s);
    if (short_of_people(now.roster)) tell_remedy(look_for_more(now), now);
    now.roster.programs = question_.programs;
    now.roster.took_s = took_s();
    return std::move(now.roster);
}

}  // namespace

Roster make_roster(const RosterTask& asked, const MilpSolver& solve, const std::function<void(const std::string&)>& say) {
    return RosterMaking(asked, solve, say).make();
}

}  // namespace counterless
