#include "results/roster_people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/constants.hpp"
#include "results/roster_diary.hpp"
#include "results/roster_matching.hpp"
#include "results/roster_program.hpp"

namespace counterless {
namespace {

// Beside a wish of weight 1: an hour of need that a shift leaves open; an hour's pay of overtime.
constexpr double open_hour_price = 125, money_weight = 20;

// By slot: the part of those on duty that is needed.
std::vector<double> parts_needed(const RosterFrame& frame, const Cover& cover) {
    std::vector<double> duty(static_cast<std::size_t>(frame.slots), 0), parts = duty;
    for (const ShiftCount& shift : cover.shifts) {
        const ShiftForm& form = frame.forms[shift.day][shift.form];
        for (int slot = form.from; slot < form.until; ++slot) duty[slot] += shift.people;
    }
    for (std::size_t slot = 0; slot < parts.size(); ++slot) {
        double needed = 0;
        for (const auto& of_post : frame.needed) needed += of_post[slot];
        if (duty[slot] > 0) parts[slot] = std::min(1.0, needed / duty[slot]);
    }
    return parts;
}

// What one person has behind him.
struct Past {
    Diary diary;
    double hours = 0;
    int late = 0, weekend = 0, free_days = 0, row = 0;  // row: days with a shift, up to now without a break
    int last_until = -1'000'000;                        // slot
};
using Pasts = std::map<Index, Past>;
using Terms = std::vector<MilpTerm>;

struct Cell {  // may this person work this shift on this day
    Index person;
    int day;
    std::size_t form, column;
};

struct WeekOfTeam {
    CoverQuestion& question;
    Index team;
    const std::vector<int>& week;
    const std::vector<double>& needed;  // by slot: the part of those on duty
    std::vector<ShiftCount> shifts;     // to be given
    Milp milp = {};
    std::vector<Cell> cells = {};
    std::vector<std::pair<ShiftCount, std::size_t>> open = {};

    [[nodiscard]] const RosterTask& task() const { return *question.task; }
    [[nodiscard]] const RosterFrame& frame() const { return *question.frame; }
    [[nodiscard]] const ShiftForm& form(int day, std::size_t form) const { return frame().forms[day][form]; }
    // What it costs to leave this shift open: the hours of need that are its part, but never nothing.
    [[nodiscard]] double open_price(int day, std::size_t at) const {
        double slots = 0;
        for (int slot = form(day, at).from; slot < form(day, at).until; ++slot) slots += needed[static_cast<std::size_t>(slot)];
        return open_hour_price * std::max(1.0, slots * frame().slot_s / hour_s);
    }
    [[nodiscard]] const std::vector<Index>& members() const { return frame().teams[team].members; }
    [[nodiscard]] Terms of_person(Index person, int day) const {
        Terms terms;
        for (const Cell& cell : cells)
            if (cell.person == person && cell.day == day) terms.push_back({cell.column, 1});
        return terms;
    }
};

double wish_cost(const RosterTask& task, const Employee& person, int day, double from_s) {
    double cost = 0;
    const auto date = task.dates.days[static_cast<std::size_t>(day)];
    for (const Wish& wish : person.wishes) {
        const bool that_day = wish.days[std::chrono::weekday(date).c_encoding()] ||
                              std::find(wish.dates.begin(), wish.dates.end(), date) != wish.dates.end();
        const bool late = is_late(task, from_s);
        if (that_day && (wish.what == WishFor::off || (wish.what == WishFor::early) == late)) cost += wish.weight;
    }
    return cost;
}

void add_cells(WeekOfTeam& week, const Pasts& pasts) {
    for (const ShiftCount& shift : week.shifts) {
        const ShiftForm& form = week.form(shift.day, shift.form);
        Terms takers;
        for (const Index person : week.members()) {
            const Employee& one = week.task().rules.people[person];
            const double from_s = form.from * week.frame().slot_s;
            if (!free_on(week.task(), one, shift.day)) continue;
            if (too_near(week.task(), week.frame(), pasts.at(person).last_until, form.from)) continue;
            const std::size_t column =
                week.milp.column({.cost = wish_cost(week.task(), one, shift.day, from_s), .high = 1, .whole = true});
            week.cells.push_back({person, shift.day, shift.form, column});
            takers.push_back({column, 1});
        }
        week.open.emplace_back(
            shift, week.milp.column({.cost = week.open_price(shift.day, shift.form), .high = static_cast<double>(shift.people)}));
        takers.push_back({week.open.back().second, 1});
        week.milp.row(std::move(takers), RowSense::equal, shift.people);
    }
}

// One shift a day, and the legal rest before the next.
void add_rest(WeekOfTeam& week, Index person) {
    for (const int day : week.week) {
        const Terms today = week.of_person(person, day);
        if (today.size() > 1) week.milp.row(today, RowSense::at_most, 1);
        for (const Cell& cell : week.cells) {
            if (cell.person != person || cell.day != day) continue;
            Terms too_soon{{cell.column, 1}};
            for (const Cell& next : week.cells)
                if (next.person == person && next.day > day && next.day <= day + 2 &&
                    too_near(week.task(), week.frame(), week.form(day, cell.form).until, week.form(next.day, next.form).from))
                    too_soon.push_back({next.column, 1});
            if (too_soon.size() > 1) week.milp.row(std::move(too_soon), RowSense::at_most, 1);
        }
    }
}

// Days off in the week, in a row, and no more days in a row than allowed, those before the week counted.
void add_days(WeekOfTeam& week, Index person, const Past& past) {
    const RosterLimits& limits = week.task().rules.limits;
    const auto& days = week.week;
    const auto working = [&](std::size_t from, std::size_t count) {
        Terms terms;
        for (std::size_t at = from; at < from + count; ++at)
            for (const MilpTerm& term : week.of_person(person, days[at])) terms.push_back(term);
        return terms;
    };
    const auto row_most = static_cast<std::size_t>(limits.days_row_max);
    if (days.size() > row_most)
        for (std::size_t from = 0; from + row_most < days.size(); ++from)
            week.milp.row(working(from, row_most + 1), RowSense::at_most, limits.days_row_max);
    if (past.row > 0 && limits.days_row_max - past.row < static_cast<int>(days.size())) {
        const int left = std::max(0, limits.days_row_max - past.row);
        week.milp.row(working(0, static_cast<std::size_t>(left) + 1), RowSense::at_most, left);
    }
    const int most = 7 - limits.days_off_min;
    if (static_cast<int>(days.size()) > most) week.milp.row(working(0, days.size()), RowSense::at_most, most);
    if (!days_off_matter(week.task(), week.frame(), days)) return;
    Terms blocks;
    const auto off = static_cast<std::size_t>(limits.days_off_min);
    for (std::size_t begin = 0; begin + off <= days.size(); ++begin) {
        const std::size_t block = week.milp.column({.high = 1, .whole = true});
        blocks.push_back({block, 1});
        for (std::size_t at = begin; at < begin + off; ++at) {
            Terms terms = week.of_person(person, days[at]);
            if (terms.empty()) continue;
            terms.push_back({block, 1});
            week.milp.row(std::move(terms), RowSense::at_most, 1);
        }
    }
    week.milp.row(std::move(blocks), RowSense::equal, 1);
}

void add_hours(WeekOfTeam& week, Index person) {
    const RosterTask& task = week.task();
    const Employee& one = task.rules.people[person];
    const Contract& contract = task.rules.contracts[one.contract];
    const double part = week_part(task, week.week);
    Terms hours;
    for (const Cell& cell : week.cells)
        if (cell.person == person) hours.push_back({cell.column, week.form(cell.day, cell.form).work_s / hour_s});
    if (hours.empty()) return;
    week.milp.row(hours, RowSense::at_most, std::min(contract.hours_max_s, task.rules.limits.week_max_s) / hour_s * part);
    Terms plain = hours, least = hours;
    plain.push_back({week.milp.column({.cost = money_weight * (contract.overtime / std::max(contract.hour, 1e-9) - 1)}), -1});
    week.milp.row(std::move(plain), RowSense::at_most, contract.hours_s / hour_s * part);
    const double hours_min = hours_least(task, week.frame(), one, week.week);
    if (hours_min <= 0) return;
    least.push_back({week.milp.column({.cost = money_weight}), 1});
    week.milp.row(std::move(least), RowSense::at_least, hours_min);
}

// Counted from what is one's part: each unit above costs, and each beyond `step` above costs the same again; below likewise.
void add_evenness(WeekOfTeam& week, Terms amount, double before, double part, double step, double weight) {
    if (amount.empty() || weight <= 0) return;
    const Terms plain = std::move(amount);
    for (const double direction : {1.0, -1.0})
        for (const double slack : {0.0, step}) {
            Terms terms = plain;
            for (MilpTerm& term : terms) term.factor *= direction;
            terms.push_back({week.milp.column({.cost = weight}), -1});
            week.milp.row(std::move(terms), RowSense::at_most, direction * (part - before) + slack);
        }
}

struct Parts {
    double hours = 0, late = 0, weekend = 0, free_days = 0;  // of the whole team so far, this week included
};
Parts parts_of(const WeekOfTeam& week, const Pasts& pasts) {
    Parts parts;
    for (const ShiftCount& shift : week.shifts) {
        const ShiftForm& form = week.form(shift.day, shift.form);
        parts.hours += shift.people * form.work_s / hour_s;
        parts.late += shift.people * is_late(week.task(), form.from * week.frame().slot_s);
        parts.weekend += shift.people * is_weekend(week.task(), shift.day);
    }
    for (const Index person : week.members()) {
        const Past& past = pasts.at(person);
        parts.hours += past.hours;
        parts.late += past.late;
        parts.weekend += past.weekend;
        parts.free_days += past.free_days;
    }
    return parts;
}

void add_fairness(WeekOfTeam& week, Index person, const Past& past, const Parts& parts) {
    const Fairness& fair = week.task().rules.fairness;
    const double own = parts.free_days > 0 ? past.free_days / parts.free_days : 0;
    Terms hours, late, weekend;
    for (const Cell& cell : week.cells) {
        if (cell.person != person) continue;
        const ShiftForm& form = week.form(cell.day, cell.form);
        hours.push_back({cell.column, form.work_s / hour_s});
        if (is_late(week.task(), form.from * week.frame().slot_s)) late.push_back({cell.column, 1});
        if (is_weekend(week.task(), cell.day)) weekend.push_back({cell.column, 1});
    }
    add_evenness(week, std::move(hours), past.hours, own * parts.hours, 4, fair.hour);
    add_evenness(week, std::move(late), past.late, own * parts.late, 1, fair.late);
    add_evenness(week, std::move(weekend), past.weekend, own * parts.weekend, 1, fair.weekend);
}

void count_free_days(const WeekOfTeam& week, Pasts& pasts) {
    for (const Index person : week.members())
        for (const int day : week.week)
            if (!week.frame().forms[day].empty())
                pasts.at(person).free_days += free_on(week.task(), week.task().rules.people[person], day);
}

// What was given goes behind everybody.
void remember(const WeekOfTeam& week, const std::vector<GivenShift>& given, Pasts& pasts) {
    for (const Index person : week.members()) {
        Past& past = pasts.at(person);
        for (const int day : week.week) {
            const auto mine = std::find_if(given.begin(), given.end(),
                                           [&](const GivenShift& one) { return one.person == person && one.day == day; });
            past.row = mine == given.end() ? 0 : past.row + 1;
            if (mine == given.end()) continue;
            const ShiftForm& form = week.form(day, mine->form);
            past.diary.note(day, form);
            past.hours += form.work_s / hour_s;
            past.late += is_late(week.task(), form.from * week.frame().slot_s);
            past.weekend += is_weekend(week.task(), day);
            past.last_until = form.until;
        }
    }
}

std::vector<GivenShift> read_given(const WeekOfTeam& week, const MilpAnswer& answer) {
    std::vector<GivenShift> given;
    for (const Cell& cell : week.cells)
        if (answer.values[cell.column] > 0.5) given.push_back({cell.person, week.team, cell.day, cell.form});
    for (const auto& [shift, column] : week.open)
        for (int one = 0; one < static_cast<int>(std::lround(answer.values[column])); ++one)
            given.push_back({none, week.team, shift.day, shift.form});
    return given;
}

// What the solver found; where its time ended first, what is found by hand, if that is all there is or leaves less open.
std::vector<GivenShift> given_in(const WeekOfTeam& week, const Pasts& pasts, const MilpAnswer& answer, GivenHow how) {
    if (answer.end == MilpEnd::within_gap) return read_given(week, answer);
    how.cut_short = true;
    std::vector<Diary> diaries;
    for (const Index person : week.members()) diaries.push_back(pasts.at(person).diary);
    auto by_hand = give_by_hand(week.frame(), week.team, std::move(diaries), week.shifts);
    const auto open = [&](const std::vector<GivenShift>& given) {
        double sum = 0;
        for (const GivenShift& one : given) sum += one.person == none ? week.open_price(one.day, one.form) : 0;
        return sum;
    };
    if (answer.solved())
        if (auto given = read_given(week, answer); open(given) <= open(by_hand)) return given;
    how.by_hand = true;
    return by_hand;
}

std::vector<GivenShift> give_week(WeekOfTeam& week, Pasts& pasts, double share_of_time, GivenHow how) {
    count_free_days(week, pasts);
    if (week.shifts.empty()) {
        remember(week, {}, pasts);
        return {};
    }
    add_cells(week, pasts);
    const Parts parts = parts_of(week, pasts);
    for (const Index person : week.members()) {
        add_rest(week, person);
        add_days(week, person, pasts.at(person));
        add_hours(week, person);
        add_fairness(week, person, pasts.at(person), parts);
    }
    ++week.question.programs;
    const MilpAnswer answer = (*week.question.solve)(
        week.milp, {.time_s = std::max(0.5, week.question.time_left_s() * share_of_time), .gap = 0.02, .gap_absolute = 0.5});
    auto given = given_in(week, pasts, answer, how);
    remember(week, given, pasts);
    return given;
}

}  // namespace

std::vector<GivenShift> give_shifts(CoverQuestion& question, const Cover& cover, GivenHow how) {
    const RosterFrame& frame = *question.frame;
    std::vector<GivenShift> all;
    const auto needed = parts_needed(frame, cover);
    const std::size_t steps = frame.teams.size() * frame.weeks.size();
    std::size_t step = 0;
    for (Index team = 0; team < frame.teams.size(); ++team) {
        Pasts pasts;
        for (const Index person : frame.teams[team].members)
            pasts.emplace(person, Past{.diary = Diary(*question.task, frame, question.task->rules.people[person])});
        for (const auto& days : frame.weeks) {
            WeekOfTeam week{.question = question, .team = team, .week = days, .needed = needed, .shifts = {}};
            for (const ShiftCount& shift : cover.shifts)
                if (shift.team == team && std::find(days.begin(), days.end(), shift.day) != days.end())
                    week.shifts.push_back(shift);
            question.say(fmt::format("people, {} of {}", step + 1, steps));
            const auto given = give_week(week, pasts, 1.0 / static_cast<double>(steps - step), how);
            all.insert(all.end(), given.begin(), given.end());
            ++step;
        }
    }
    return all;
}

}  // namespace counterless
