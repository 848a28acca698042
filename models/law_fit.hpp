// models/law_fit.hpp: which member of a family makes the times that were seen most likely, and how surely.
// Maximum likelihood, with times that were only seen to last (right-censored) and with values of which only those between two
// bounds were kept (truncated). Intervals are by profile: a parameter is moved, the others follow to their best, until the
// likelihood has fallen by half the quantile of chi-square with one degree of freedom. They keep their sense where a Wald
// interval would leave the law. The hyperexponential begins with EM (Dempster, Laird and Rubin 1977) from several shares. Tested
// in tests/models/law_fit_test.cpp: recovery and coverage of known laws, and values by hand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/durations.hpp"
#include "models/fitted_law.hpp"

namespace counterless {

struct LawFit {
    FittedLaw law;
    Free free;
    int phases = 1;
    double log_likelihood = 0;
    double aicc = 0;  // Akaike's criterion, corrected for few values (Hurvich and Tsai 1989); infinite when there are too few
};

double log_likelihood(const FittedLaw& law, const Durations& seen);

// Precondition: `seen` has at least as many ended values as the family has numbers, not all alike.
LawFit fit_law(FitFamily family, const Durations& seen);
// The same family again, on data alike: a search from there. For the bootstrap.
LawFit fit_law_near(const LawFit& start, const Durations& seen);

struct FittedNumber {
    std::string name;  // "mean", "cv", "shape", "sigma", "k", "share", "ratio"
    double value = 0;
    std::optional<double> low, high;  // absent: the likelihood does not fall so far on that side, or nothing is said
};
std::vector<FittedNumber> parameters(const LawFit& fit, const Durations& seen, double confidence);

}  // namespace counterless
