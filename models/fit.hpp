// models/fit.hpp: the parameters under which what was seen was likeliest, how far each may be moved, and what cannot be told.
// The likelihood is any function of a few parameters in a box. NLopt climbs it without derivatives (BOBYQA, Powell 2009, then
// Nelder and Mead) from every start that is given; nothing is drawn, so the same data give the same fit.
// Intervals are by profile: a value belongs to the interval when, with all other parameters at their best for it, the likelihood
// falls by no more than `drop`. Where that never happens before the end of the box, the data do not bound the parameter; where
// another parameter moves along with it meanwhile, only a combination of the two is known: a ridge, which is given as pairs.
// Tested in tests/models/fit_test.cpp.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "models/fit_scale.hpp"

namespace counterless {

using LogLikelihood = std::function<double(std::span<const double>)>;  // may be -infinity, not NaN

struct Fit {
    Values values;
    double log_likelihood = 0;
};
// At least one start; each is moved into the box first. No parameters: the likelihood as it is.
Fit fit(std::span<const FitParameter> parameters, const LogLikelihood& likelihood, std::span<const Values> starts);
// One short climb, for who begins near the top.
Fit fit_near(std::span<const FitParameter> parameters, const LogLikelihood& likelihood, const Values& start);

struct ProfileEnd {
    double value = 0;
    bool bounded = true;  // false: the end of the box, where the likelihood has not fallen by `drop`
};
struct LikelihoodProfile {
    ProfileEnd low, high;
    struct Point {
        Values values;  // this parameter moved, the others at their best for it
        double fall;    // of the log-likelihood, below the best
    };
    std::vector<Point> points;  // within the interval, by rising value of the parameter
};
// 1.92 for 95 %: half the square of a normal quantile. Where the scatter is fitted from the same rows, Student's quantile t takes
// its place, and the fall is n / 2 log(1 + t^2 / (n - k)): exact for a straight line with normal errors. n > k.
double profile_drop(double confidence);
double profile_drop(double confidence, std::size_t rows, std::size_t parameters);

struct Ridge {
    std::size_t along = 0, with = 0;  // parameters that move together; the same twice: it may have any value, whatever the others
    std::vector<LikelihoodProfile::Point> points;  // a few of them, whose log-likelihood lies within 2 of the best
};
struct Bounds {
    Fit best;                                 // better than the one given, if a profile came upon it
    std::vector<LikelihoodProfile> profiles;  // by parameter
    double condition = 1;       // of the matrix of second derivatives on the parameters' own scales; infinite when singular
    std::vector<Ridge> ridges;  // empty: the data tell the parameters apart
};
Bounds bounds(std::span<const FitParameter> parameters, const LogLikelihood& likelihood, const Fit& best, double drop);

}  // namespace counterless
