#include "results/roster_diary.hpp"

#include <algorithm>
#include <utility>

#include "models/constants.hpp"
#include "results/roster_program.hpp"

namespace counterless {
Diary::Diary(const RosterTask& task, const RosterFrame& frame, Employee person)
    : task_(&task), frame_(&frame), person_(std::move(person)), shifts_(frame.forms.size(), nullptr) {}

bool Diary::may(int day, const ShiftForm& form) const {
    if (works(day) || !free_on(*task_, person_, day) || !rested(day, form)) return false;
    if (row_with(day) > task_->rules.limits.days_row_max) return false;
    const auto& week = frame_->weeks[static_cast<std::size_t>(day / 7)];
    if (!days_off_left(week, day)) return false;
    const double most_s =
        std::min(task_->rules.contracts[person_.contract].hours_max_s, task_->rules.limits.week_max_s) * week_part(*task_, week);
    return hours_in(week) + form.work_s / hour_s <= most_s / hour_s + 1e-9;
}

// A night ends on the next day, so that it may be too near to a shift of the day after.
bool Diary::rested(int day, const ShiftForm& form) const {
    const int last = static_cast<int>(shifts_.size()) - 1;
    for (int other = std::max(0, day - 2); other <= std::min(last, day + 2); ++other) {
        if (!works(other)) continue;
        const ShiftForm& there = *shifts_[static_cast<std::size_t>(other)];
        const auto& [first, then] = other < day ? std::pair(there.until, form.from) : std::pair(form.until, there.from);
        if (too_near(*task_, *frame_, first, then)) return false;
    }
    return true;
}

// Days in a row, were he to work on this one.
int Diary::row_with(int day) const {
    int row = 1;
    for (int before = day - 1; before >= 0 && works(before); --before) ++row;
    for (int after = day + 1; after < static_cast<int>(shifts_.size()) && works(after); ++after) ++row;
    return row;
}

// Would he still have his days off, in a row where that is asked for?
bool Diary::days_off_left(const std::vector<int>& week, int day) const {
    const int off = task_->rules.limits.days_off_min;
    int worked = 1, free_row = 0, free_row_most = 0;
    for (const int one : week) {
        const bool free = one != day && !works(one);
        worked += one != day && !free;
        free_row = free ? free_row + 1 : 0;
        free_row_most = std::max(free_row_most, free_row);
    }
    return worked <= 7 - off && (!days_off_matter(*task_, *frame_, week) || free_row_most >= off);
}

double Diary::hours_in(const std::vector<int>& week) const {
    double sum = 0;
    for (const int day : week)
        if (works(day)) sum += shifts_[static_cast<std::size_t>(day)]->work_s / hour_s;
    return sum;
}

double Diary::hours_short_in(const std::vector<int>& week) const {
    return std::max(0.0, hours_least(*task_, *frame_, person_, week) - hours_in(week));
}

}  // namespace counterless
