// results/roster_diary.hpp: what one person works, and whether he may work another shift beside it: days on which he is there,
// rest, days in a row, days off, hours of the week. The rules of the second stage's program (results/roster_people.cpp), asked
// one shift at a time where no solver is at hand. Tested in tests/results/roster_by_hand_test.cpp.
#pragma once

#include <vector>

#include "models/constants.hpp"
#include "results/roster_frame.hpp"

namespace counterless {

class Diary {
  public:
    // `task`, `frame` and the forms of what is noted outlive it.
    Diary(const RosterTask& task, const RosterFrame& frame, Employee person);
    [[nodiscard]] bool may(int day, const ShiftForm& form) const;
    void note(int day, const ShiftForm& form) {
        shifts_[static_cast<std::size_t>(day)] = &form;
        hours_ += form.work_s / hour_s;
    }
    void note(int day, const ShiftForm&& form) = delete;  // which would not
    void strike(int day) {                                // what was noted
        hours_ -= shifts_[static_cast<std::size_t>(day)]->work_s / hour_s;
        shifts_[static_cast<std::size_t>(day)] = nullptr;
    }
    [[nodiscard]] double hours() const { return hours_; }
    [[nodiscard]] double hours_in(const std::vector<int>& week) const;
    [[nodiscard]] double hours_short_in(const std::vector<int>& week) const;  // of what is promised
    [[nodiscard]] const Employee& person() const { return person_; }

  private:
    [[nodiscard]] bool works(int day) const { return shifts_[static_cast<std::size_t>(day)] != nullptr; }
    [[nodiscard]] bool rested(int day, const ShiftForm& form) const;
    [[nodiscard]] int row_with(int day) const;
    [[nodiscard]] bool days_off_left(const std::vector<int>& week, int day) const;

    const RosterTask* task_;
    const RosterFrame* frame_;
    Employee person_;
    double hours_ = 0;
    std::vector<const ShiftForm*> shifts_;  // by day; none: free
};

}  // namespace counterless
