// results/variance.hpp: the same sureness from fewer replications.
//   antithetic pairs   replication 2k + 1 has the mirrored luck of 2k: where the one meets long services, the other meets short
//                      ones. Its pairs are independent of each other, so a pair plays the part of a replication (Hammersley and
//                      Morton 1956; Law 2015, section 11.3).
//   control variates   a replication with more arrivals, or with longer services, than expected has longer waits; how many were
//                      expected is known. The regression on what is known is read at its true mean (models/control_variates).
// Each estimate then says how many times more replications it would need without. What both do not do: change the means they
// estimate. Tested in tests/results/variance_test.cpp.
#pragma once

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

// A total whose mean is known without simulating.
struct KnownTotal {
    std::size_t slot;
    double mean;
};
// The needs that arise, or the arrivals of Poisson streams; and the service times beyond their laws' means. Empty unless the
// study asks for controls.
std::vector<KnownTotal> known_totals(const Scenario& scenario, const Layout& layout, const Forecast& forecast);
std::vector<Control> controls_of(std::span<const KnownTotal> known, std::span<const Summary> units);

// Of `replications` as the study says: in pairs, corrected by `known`, with the runs saved. n of an estimate counts pairs.
std::vector<Estimate> estimate_as_stated(const Study& study, std::span<const KnownTotal> known, std::span<const Measure> measures,
                                         std::span<const Summary> replications);

}  // namespace counterless
