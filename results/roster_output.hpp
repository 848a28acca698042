// results/roster_output.hpp: a roster as people and programs read it: a text for the terminal, a table with a line for each
// shift, JSON, and a page to print with a sheet for each person. Tested in tests/results/roster_test.cpp and
// tests/cases/roster_test.py.
#pragma once

#include <optional>
#include <string>

#include "results/roster.hpp"

namespace counterless {

// What came of the roster when the scenario was simulated with it, once with everybody there and once with absence.
struct ProvenSide {
    std::optional<double> mean, half_width;  // in the unit of the measure
    std::string verdict;                     // of a target
};
struct ProvenValue {
    std::string measure, of;
    bool at_least = false;  // of a target
    double wanted = 0;
    ProvenSide all_come, with_absence;
};
struct RosterProven {
    int replications = 0;
    double absence = 0;                          // chance that a person misses a duty
    std::vector<ProvenValue> targets, stations;  // of the scenario; of the stations that the roster covers
    std::vector<ProvenValue> unserved;           // who came to those, and nobody on the roster can serve him
};

struct RosterAnswer {
    RosterTask task;
    Roster roster;
    std::string version, scenario, need_file, currency;  // scenario, currency: empty without one
    double shrinkage = 0;                                // share of paid time away; adds people at the end
    std::vector<Name> post_names;                        // by post of the need, as the scenario calls it; empty without one
    bool rules_stated = false;
    std::optional<RosterProven> proven;
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
