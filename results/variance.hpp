// results/variance.hpp: the same sureness from fewer replications.
//   antithetic pairs   replication 2k + 1 has the mirrored luck of 2k: where the one meets long services, the other meets short
//                      ones. Its pairs are independent of each other, so a pair plays the part of a replication (Hammersley and
//                      Morton 1956; Law 2015, section 11.3).
//   control variates   a replication with more arrivals, or with longer services, than expected has longer waits; how many were
//                      expected is known. The regression on what is known is read at its true mean (models/control_variates).
// Each estimate then says how many times more replications it would need without.
//
// A regression moves the mean that is told, and where what is known explains little it only adds noise: it makes intervals wider
// and leads out of the range of a measure. So a rule that does not look at the half-width says what is corrected, and by what:
//   what it is           a measure of load over the whole horizon (waits, lines, those inside, how busy agents are) of all, a
//                        centre or a station, by the arrivals and services of that place alone. Never counts, shares of
//                        customers, far quantiles, overtime: they are rare, bounded, or a control themselves.
//   from 20 values on    replications or pairs: two controls then cost an eighth of the variance (the loss factor).
//   known well enough    by the plain interval to within half of itself: what few runs have is no straight line.
//   if much is explained by the F test at 5 %: with 20 values and two controls 30 % of the variance, where 11 % would pay. What
//                        this look costs in coverage is counted in tests/results/variance_test.cpp and tests/coverage.
//   but not all          a measure that is its own control would be told without any error.
//   what is possible     a corrected value below 0, or a share above 1, gives way to the plain one.
// Tested in tests/results/variance_test.cpp and tests/coverage/controls_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "models/control_variates.hpp"
#include "results/estimate.hpp"
#include "results/measures.hpp"
#include "results/summary.hpp"
#include "scenarios/forecast.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

// The halves of each antithetic pair as one summary; an odd one at the end waits for its partner and is left out.
std::vector<Summary> in_pairs(std::span<const Summary> replications);
// What varies independently: pairs in an antithetic study, else the replications as they are.
std::vector<Summary> independent(const Study& study, std::span<const Summary> replications);

// What a study asks for that only `run` does: its places, "/study/controls, /study/precision"; empty if nothing.
std::string only_for_run(const Study& study);

// A total whose mean is known without simulating, and the place for whose measures it counts.
struct KnownTotal {
    std::vector<std::size_t> slots;  // their sum
    double mean = 0;
    std::string of = "all";
};
// The needs that arise, or the arrivals of Poisson streams from where nobody comes a second time: of all, and of the one centre
// and its stations where there is but one. And the service times beyond their laws' means: of each station, each centre, and all
// centres to which people travel. Empty unless the study asks for controls.
std::vector<KnownTotal> known_totals(const Scenario& scenario, const Layout& layout, const Forecast& forecast);
std::vector<Control> controls_of(std::span<const KnownTotal> known, const std::string& of, std::span<const Summary> units);
// How many replications controls take; with fewer every estimate is the plain one.
std::size_t controls_from(const Study& study);

// Of `replications` as the study says: in pairs, corrected by `known`, with the runs saved. n of an estimate counts pairs;
// runs_saved is 0 of what is neither paired nor corrected.
std::vector<Estimate> estimate_as_stated(const Study& study, std::span<const KnownTotal> known, std::span<const Measure> measures,
                                         std::span<const Summary> replications);

}  // namespace counterless
