// results/roster_output.hpp: a roster as people and programs read it: a text for the terminal, a table with a line for each
// shift, JSON, and a page to print with a sheet for each person. Tested in tests/results/roster_test.cpp and
// tests/cases/roster_test.py.
#pragma once

#include <string>

#include "results/roster.hpp"

namespace counterless {

struct RosterAnswer {
    RosterTask task;
    Roster roster;
    std::string version, scenario, need_file, currency;  // scenario, currency: empty without one
    double shrinkage = 0;                                // share of paid time away; adds people at the end
    bool rules_stated = false;
};

// People to employ of each contract so that, with that share away, as many come as the roster has; 0 for contracts without any.
std::vector<int> people_to_employ(const RosterAnswer& answer);

std::string roster_text(const RosterAnswer& answer);
std::string roster_csv(const RosterAnswer& answer);
std::string roster_json(const RosterAnswer& answer);
std::string roster_sheets(const RosterAnswer& answer);

// "07:30", of a time from the first midnight of the dates.
std::string clock_text(double time_s);
std::string date_of(const RosterTask& task, double time_s);
std::string post_text(const RosterTask& task, Index post);  // "any" without a name; "spare" of none

}  // namespace counterless
