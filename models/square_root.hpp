// models/square_root.hpp: square-root staffing: how many agents a large hall needs, from three regimes.
// Load + beta sqrt(load): waits are short and agents are busy (quality and efficiency driven, QED); beta follows from the chance
// to wait by Halfin and Whitt's function (1981) where nobody leaves and Garnett, Mandelbaum and Reiman's (2002) where waiting
// people give up. (1 - lost) load: that share gives up and everybody waits (efficiency driven, ED). (1 + spare) load: hardly
// anybody waits (quality driven, QD). Limits for many agents, and good from some ten on. Tested in
// tests/models/square_root_test.cpp.
#pragma once

namespace counterless {

// Chance to wait at load + beta sqrt(load) agents, patience without end; beta > 0 (at and below 0 it is 1).
double halfin_whitt(double beta);
double halfin_whitt_beta(double wait_probability);  // the inverse; 0 < wait_probability < 1
// The same with exponential patience, `patience` times the mean service; any beta.
double garnett(double beta, double patience);
double garnett_beta(double wait_probability, double patience);
// Share that gives up, at `load` erlang.
double garnett_abandonment(double beta, double patience, double load_erlang);

double square_root_agents(double load_erlang, double beta);  // not rounded, never below 0
int efficiency_driven_agents(double load_erlang, double lost);
// The wait of the served in that regime: patience outlasts it with chance 1 - lost (exponential patience).
double efficiency_driven_wait_s(double lost, double patience_mean_s);
int quality_driven_agents(double load_erlang, double spare);

}  // namespace counterless
