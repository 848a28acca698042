// results/cli/roster_simulate.hpp: a roster put to the proof: the scenario is simulated with its duties in place of the staff of
// the stations it covers, once with everybody there and once with absence drawn for each duty. Tested in
// tests/cases/roster_test.py.
#pragma once

#include <optional>
#include <string>

#include "results/roster_output.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct RosterProof {
    std::optional<int> replications;  // the scenario's if absent
    double absence = 0;               // chance that a person misses a duty
    bool quiet = false;
};

// "Telephone, Both languages", of "line/both"; empty where the scenario has no such station.
Name post_name(const Scenario& scenario, const RosterTask& task, const std::string& post);

// What stands against simulating it: found before the roster is made.
void check_proof(const Scenario& scenario, const RosterTask& task, Problems& problems);
// What the scenario's targets and the covered stations come to, also as a text; `missed`: a target, with absence, or
// customers whom nobody on the roster can serve.
struct Proven {
    RosterProven values;
    std::string text;
    bool missed = false;
};
Proven prove_roster(const Scenario& scenario, const RosterAnswer& answer, const RosterProof& proof);

}  // namespace counterless
