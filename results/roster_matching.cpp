#include "results/roster_matching.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace counterless {
namespace {

// One day's shifts and who may work them: a matching by chains of changes (Kuhn 1955).
struct DayMatching {
    std::vector<std::vector<std::size_t>> may = {};         // by shift: members, who should take it first
    std::vector<std::optional<std::size_t>> shift_of = {};  // by member
    std::vector<bool> seen = {};

    bool take(std::size_t shift) {
        for (const std::size_t member : may[shift]) {
            if (seen[member]) continue;
            seen[member] = true;
            if (shift_of[member] && !take(*shift_of[member])) continue;
            shift_of[member] = shift;
            return true;
        }
        return false;
    }
};

std::vector<ShiftCount> one_by_one(const std::vector<ShiftCount>& shifts) {
    std::vector<ShiftCount> each;
    for (ShiftCount shift : shifts)
        for (int left = std::exchange(shift.people, 1); left > 0; --left) each.push_back(shift);
    return each;
}

// To the diaries, and whom each went to: a member, or nobody.
std::vector<std::optional<std::size_t>> give_day(const RosterFrame& frame, std::vector<Diary>& diaries,
                                                 const std::vector<ShiftCount>& shifts) {
    std::vector<std::size_t> order(diaries.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto& week = frame.weeks[static_cast<std::size_t>(shifts.front().day / 7)];
    std::vector<std::pair<double, double>> wants;
    for (const Diary& diary : diaries) wants.emplace_back(-diary.hours_short_in(week), diary.hours());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) { return wants[one] < wants[other]; });
    DayMatching day;
    day.shift_of.resize(diaries.size());
    for (const ShiftCount& shift : shifts) {
        day.may.emplace_back();
        for (const std::size_t member : order)
            if (diaries[member].may(shift.day, frame.forms[shift.day][shift.form])) day.may.back().push_back(member);
    }
    for (std::size_t shift = 0; shift < shifts.size(); ++shift) {
        day.seen.assign(diaries.size(), false);
        day.take(shift);
    }
    std::vector<std::optional<std::size_t>> who(shifts.size());
    for (std::size_t member = 0; member < diaries.size(); ++member)
        if (const auto shift = day.shift_of[member]) {
            who[*shift] = member;
            diaries[member].note(shifts[*shift].day, frame.forms[shifts[*shift].day][shifts[*shift].form]);
        }
    return who;
}

std::map<int, std::vector<ShiftCount>> by_day(const RosterFrame& frame, const std::vector<ShiftCount>& shifts) {
    std::map<int, std::vector<ShiftCount>> days;
    for (const ShiftCount& shift : one_by_one(shifts)) days[shift.day].push_back(shift);
    for (auto& [day, all] : days)
        std::stable_sort(all.begin(), all.end(), [&, at = day](const ShiftCount& one, const ShiftCount& other) {
            return frame.forms[at][one.form].from < frame.forms[at][other.form].from;
        });
    return days;
}

}  // namespace

std::vector<GivenShift> give_by_hand(const RosterFrame& frame, Index team, std::vector<Diary> diaries,
                                     const std::vector<ShiftCount>& shifts) {
    std::vector<GivenShift> given;
    for (const auto& [day, all] : by_day(frame, shifts)) {
        const auto who = give_day(frame, diaries, all);
        for (std::size_t at = 0; at < all.size(); ++at)
            given.push_back({who[at] ? frame.teams[team].members[*who[at]] : none, team, day, all[at].form});
    }
    return given;
}

}  // namespace counterless
