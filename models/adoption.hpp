// models/adoption.hpp: which share goes digital, in closed form.
// `fixed`: every free need goes digital with chance logistic(base + habit of its segment); base is the one number that makes the
// completed digital share what the scenario states. Where customers differ among themselves, their own habits are normal around
// that of their segment, and the chance is the mean of the logistic over them. What happens to an attempt is a geometric series
// of retries. Tested in tests/models/adoption_test.cpp; the simulation is held to it in tests/oracle/.
#pragma once

#include <span>

namespace counterless {

double logistic(double x);
double logit(double share);  // its inverse; infinite at 0 and 1

// The mean of logistic(x + sd Z), Z standard normal: by the trapezoidal rule, whose error falls exponentially for a function
// without poles near the axis. The step follows from the logistic's nearest pole, at pi / sd: error below 1e-13 for sd up to 20.
double mean_logistic(double x, double sd);

// One customer who wants to do it digitally: attempts fail with chance `failure`, each failure is tried again with chance
// `retry`; one that is not becomes a visit with chance `visit`, else the need is given up. Shares of the customers, summing to 1.
struct DigitalOutcome {
    double digital, visit, given_up;
};
DigitalOutcome digital_outcome(double failure, double retry, double visit);

// A segment's needs over some period, in transactions.
struct NeedGroup {
    double habit;            // logit
    double free;             // needs that may go either way
    double free_smart;       // completed digitally, of one free need that goes digital
    double free_completed;   // completed in any way, of one free need that goes digital (a visit after failure counts)
    double bound_smart;      // completed digitally by needs without a choice
    double bound_completed;  // completed in any way by needs without a choice
    double habit_sd = 0;     // of its customers' own habits, normal around `habit`
};
struct ShareRange {
    double lowest, highest;  // digital share of completed transactions if every free need avoids or chooses digital
};
ShareRange share_range(std::span<const NeedGroup> groups);
// Digital share of completed transactions when the base is `base`.
double share_at(std::span<const NeedGroup> groups, double base);
// The base that gives `share`; precondition: strictly inside share_range, or equal to one of its ends (then +-infinity).
double base_for(std::span<const NeedGroup> groups, double share);

}  // namespace counterless
