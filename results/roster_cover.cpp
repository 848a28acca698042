#include "results/roster_cover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/constants.hpp"
#include "results/roster_by_hand.hpp"
#include "results/roster_program.hpp"

namespace counterless {
namespace {

constexpr double part_of_gap = 0.6;  // a program is proven nearer than was asked for: what is left is for the people

MilpAnswer solve(CoverQuestion& question, const Milp& program, double share_of_time) {
    ++question.programs;
    const double time_s = std::max(0.5, question.time_left_s() * share_of_time);
    return (*question.solve)(program, {.time_s = time_s, .gap = question.task->gap * part_of_gap});
}

// What the solver found. Where its time ended first, what comes of it by hand, if that costs less; or of `start`, if it found
// nothing. What the solver has proven of the cost stays proven.
Cover found(CoverQuestion& question, const ProgramWish& wish, double share_of_time, const Cover& start = {}) {
    const CoverProgram program(*question.task, *question.frame, wish);
    const MilpAnswer answer = solve(question, program.milp(), share_of_time);
    Cover cover = program.cover_of(answer);
    cover.bound = std::max({0.0, cover.bound, start.bound});
    if (!cover.cut_short) return cover;
    Cover by_hand = cover_by_hand(*question.task, *question.frame, wish.days, wish.weeks, answer.solved() ? cover : start);
    by_hand.bound = cover.bound;
    return answer.solved() && cover.cost <= by_hand.cost ? cover : by_hand;
}

// ---- days alone
// What a day's program looks like, but for its date: the same again needs no second solution.
std::string likeness(const RosterTask& task, const RosterFrame& frame, int day) {
    std::string text;
    const int first = static_cast<int>(std::lround(86400 / frame.slot_s)) * day;
    const int last = static_cast<int>(std::lround(86400 / frame.slot_s)) * (day + 1);
    for (const auto& needed : frame.needed)
        for (int slot = first; slot < last; ++slot) text += std::to_string(needed[slot]) + ",";
    for (const ShiftForm& form : frame.forms[day]) text += fmt::format("{}-{};", form.from - first, form.until - first);
    for (const RosterTeam& team : frame.teams) text += fmt::format("|{}", free_in(task, team, day));
    return text;
}

Cover moved(Cover cover, int by_days, double slot_s) {
    const int by_slots = by_days * static_cast<int>(std::lround(86400 / slot_s));
    for (ShiftCount& shift : cover.shifts) shift.day += by_days;
    for (BreakCount& pause : cover.breaks) {
        pause.day += by_days;
        pause.slot += by_slots;
    }
    return cover;
}

void append(Cover& whole, const Cover& part) {
    whole.shifts.insert(whole.shifts.end(), part.shifts.begin(), part.shifts.end());
    whole.breaks.insert(whole.breaks.end(), part.breaks.begin(), part.breaks.end());
    whole.cost += part.cost;
    whole.bound += part.bound;
    whole.cut_short = whole.cut_short || part.cut_short;
    whole.by_hand = whole.by_hand || part.by_hand;
}

std::vector<int> open_days(const RosterFrame& frame) {
    std::vector<int> days;
    for (int day = 0; day < static_cast<int>(frame.forms.size()); ++day)
        if (!frame.forms[day].empty()) days.push_back(day);
    return days;
}

std::vector<Cover> each_day(CoverQuestion& question) {
    const RosterFrame& frame = *question.frame;
    std::vector<Cover> days(frame.forms.size());
    std::map<std::string, int> seen;
    const auto open = open_days(frame);
    for (std::size_t at = 0; at < open.size(); ++at) {
        const int day = open[at];
        const auto [like, fresh] = seen.emplace(likeness(*question.task, frame, day), day);
        if (!fresh) {
            days[day] = moved(days[like->second], day - like->second, frame.slot_s);
            continue;
        }
        question.say(fmt::format("day {} of {}", at + 1, open.size()));
        days[day] = found(question, {.days = {day}}, 0.5 / static_cast<double>(open.size() - at));
    }
    return days;
}

// ---- weeks
// Have enough people the legal rest between two days? As the program's rows say it.
bool rest_enough(const CoverQuestion& question, Index team, const Cover& today, const Cover& tomorrow, int day) {
    const RosterFrame& frame = *question.frame;
    const auto form = [&](const ShiftCount& shift) -> const ShiftForm& { return frame.forms[shift.day][shift.form]; };
    for (const ShiftCount& last : tomorrow.shifts) {
        if (last.team != team) continue;
        const int begin = form(last).from;
        int apart = 0;
        for (const ShiftCount& shift : tomorrow.shifts)
            apart += shift.team == team && form(shift).from <= begin ? shift.people : 0;
        for (const ShiftCount& shift : today.shifts)
            if (shift.team == team && too_near(*question.task, frame, form(shift).until, begin)) apart += shift.people;
        if (apart > free_in_either(*question.task, frame.teams[team], day)) return false;
    }
    return true;
}

bool rows_short_enough(const CoverQuestion& question, Index team, const std::vector<Cover>& days, const std::vector<int>& week) {
    const auto row = static_cast<std::size_t>(question.task->rules.limits.days_row_max);
    for (std::size_t first = 0; first + row < week.size(); ++first) {
        std::size_t worked = 0;
        for (std::size_t at = first; at <= first + row; ++at)
            for (const ShiftCount& shift : days[week[at]].shifts)
                if (shift.team == team) worked += static_cast<std::size_t>(shift.people);
        if (worked > row * question.frame->teams[team].members.size()) return false;
    }
    return true;
}

// Does a week of days that were solved alone suit every team as it is?
bool suits(const CoverQuestion& question, const std::vector<int>& week, const std::vector<Cover>& days) {
    if (days_off_matter(*question.task, *question.frame, week)) return false;
    for (Index team = 0; team < question.frame->teams.size(); ++team) {
        double shifts = 0, hours = 0;
        for (const int day : week)
            for (const ShiftCount& shift : days[day].shifts) {
                if (shift.team != team) continue;
                shifts += shift.people;
                hours += shift.people * question.frame->forms[day][shift.form].work_s / hour_s;
            }
        const TeamWeek limit = team_week(*question.task, *question.frame, question.frame->teams[team], week);
        if (shifts > limit.days_most || hours > std::min(limit.hours_most, limit.hours_plain) + 1e-9 ||
            hours < limit.hours_least - 1e-9 || shifts < limit.shifts_least - 1e-9)
            return false;
        for (std::size_t at = 0; at + 1 < week.size(); ++at)
            if (!rest_enough(question, team, days[week[at]], days[week[at + 1]], week[at])) return false;
        if (!rows_short_enough(question, team, days, week)) return false;
    }
    return true;
}

Cover whole_week(CoverQuestion& question, const std::vector<int>& week, const std::vector<Cover>& days, double share_of_time) {
    ProgramWish wish{.weeks = {week}};
    Cover alone;
    for (const int day : week) {
        append(alone, days[day]);
        if (question.frame->forms[day].empty()) continue;
        wish.days.push_back(day);
        wish.floors.push_back(days[day].bound);
    }
    return found(question, wish, share_of_time, alone);
}

Cover by_weeks(CoverQuestion& question) {
    const auto days = each_day(question);
    Cover cover;
    for (std::size_t at = 0; at < question.frame->weeks.size(); ++at) {
        const auto& week = question.frame->weeks[at];
        question.say(fmt::format("week {} of {}", at + 1, question.frame->weeks.size()));
        if (suits(question, week, days))
            for (const int day : week) append(cover, days[day]);
        else
            append(cover, whole_week(question, week, days, 0.9 / static_cast<double>(question.frame->weeks.size() - at)));
    }
    return cover;
}

}  // namespace

Cover cover_need(CoverQuestion& question) { return question.frame->nights ? cover_at_once(question) : by_weeks(question); }

Cover cover_at_once(CoverQuestion& question) {
    question.say("all days at once");
    return found(question, {.days = open_days(*question.frame), .weeks = question.frame->weeks}, 0.7);
}

Cover cover_days(CoverQuestion& question) {
    if (question.frame->nights) return found(question, {.days = open_days(*question.frame)}, 0.4);
    Cover cover;
    for (const Cover& day : each_day(question)) append(cover, day);
    return cover;
}

namespace {

// What the need of a day asks for whatever the shifts: the hours themselves, by the longest shift. A search that was cut short
// may have found less; then with something to spare, for breaks and odd ends.
constexpr double spare_if_cut_short = 1.4;
std::pair<int, double> at_least(const CoverQuestion& question, int day, double spare) {
    const RosterFrame& frame = *question.frame;
    double longest_s = 0, needed_s = 0;
    for (const ShiftForm& form : frame.forms[static_cast<std::size_t>(day)]) longest_s = std::max(longest_s, form.work_s);
    const int slots = static_cast<int>(std::lround(86400 / frame.slot_s));
    for (const auto& needed : frame.needed)
        for (int slot = day * slots; slot < std::min((day + 1) * slots, frame.slots); ++slot)
            needed_s += needed[static_cast<std::size_t>(slot)] * frame.slot_s;
    if (longest_s <= 0) return {0, 0};
    return {static_cast<int>(std::ceil(spare * needed_s / longest_s - 1e-9)), spare * needed_s / hour_s};
}

}  // namespace

int people_enough(const CoverQuestion& question, const Cover& free) {
    const RosterFrame& frame = *question.frame;
    std::vector<int> by_day(frame.forms.size());
    std::vector<double> hours(frame.forms.size());
    const std::vector<ShiftCount> nothing;  // by hand it may take more than it must
    for (const ShiftCount& shift : free.by_hand ? nothing : free.shifts) {
        by_day[shift.day] += shift.people;
        hours[shift.day] += shift.people * frame.forms[shift.day][shift.form].work_s / hour_s;
    }
    for (std::size_t day = 0; day < hours.size(); ++day) {
        const auto [shifts, worked] = at_least(question, static_cast<int>(day), free.cut_short ? spare_if_cut_short : 1);
        by_day[day] = std::max(by_day[day], shifts), hours[day] = std::max(hours[day], worked);
    }
    int people = 1;
    const double week_h = question.task->rules.contracts.front().hours_s / hour_s;
    for (const auto& week : frame.weeks) {
        double shifts = 0, worked = 0;
        for (const int day : week) {
            people = std::max(people, by_day[day]);
            shifts += by_day[day];
            worked += hours[day];
        }
        const double days_most = std::min<double>(static_cast<double>(week.size()), 7 - question.task->rules.limits.days_off_min);
        people = std::max({people, static_cast<int>(std::ceil(shifts / days_most - 1e-9)),
                           static_cast<int>(std::ceil(worked / (week_h * week_part(*question.task, week)) - 1e-9))});
    }
    return people;
}

std::optional<PeopleMore> people_more(CoverQuestion& question) {
    question.say("how many more people it would take");
    PeopleMore most{.by_team = Extra(question.frame->teams.size(), 0)};
    std::vector<std::vector<int>> blocks;
    if (question.frame->nights)
        blocks.push_back(open_days(*question.frame));
    else
        blocks = question.frame->weeks;
    for (const auto& block : blocks) {
        ProgramWish wish{.weeks = question.frame->nights ? question.frame->weeks : std::vector<std::vector<int>>{block},
                         .more_people = true};
        for (const int day : block)
            if (!question.frame->forms[day].empty()) wish.days.push_back(day);
        const CoverProgram program(*question.task, *question.frame, wish);
        ++question.programs;
        const MilpAnswer answer = (*question.solve)(
            program.milp(), {.time_s = std::clamp(question.time_left_s(), 1.0, 10.0), .gap = 0, .gap_absolute = 0.5});
        if (!answer.solved()) return {};
        const Extra extra = program.extra_of(answer);
        for (std::size_t team = 0; team < extra.size(); ++team) most.by_team[team] = std::max(most.by_team[team], extra[team]);
        if (answer.end == MilpEnd::within_gap) most.least = std::max(most.least, std::accumulate(extra.begin(), extra.end(), 0));
    }
    return most;
}

}  // namespace counterless
