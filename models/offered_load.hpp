// models/offered_load.hpp: how many would be busy at each moment if there were always an agent free: M(t)/G/infinity.
// The number is Poisson with mean m(t) = integral of rate(t - x) survival(x) dx (Palm 1943; Eick, Massey and Whitt 1993): the
// load that time-varying staffing rests on. Rates are constant or linear pieces, and the integrals of the survival follow from
// the partial moments of the law, so m(t) is exact for every law, a rush or a closing hour notwithstanding. Along a path of
// stations each departure is the next arrival, so a station's load is that of its own service, delayed by all services before.
// Tested in tests/models/offered_load_test.cpp.
#pragma once

#include <span>
#include <vector>

#include "models/law.hpp"
#include "models/rate.hpp"

namespace counterless {

// The pieces in rising order; before, after and between them nobody comes.
double offered_load(std::span<const Piece> rates, const Law& service_s, double time_s);
double rate_at(std::span<const Piece> rates, double time_s);
// Averages over [from, until].
double offered_load_mean(std::span<const Piece> rates, const Law& service_s, double from_s, double until_s);
double rate_mean(std::span<const Piece> rates, double from_s, double until_s);

// At begin_s, begin_s + step_s, ...: for each station of the path its load at each of `moments` moments. Nobody comes before
// begin_s. Between moments the loads are taken as straight lines: choose a step well below the services.
std::vector<std::vector<double>> path_loads(std::span<const Piece> rates, std::span<const Law> path, double begin_s,
                                            double step_s, int moments);

}  // namespace counterless
