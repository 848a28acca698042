// models/curves.hpp: two more ways for a share to rise, beside models/bass.hpp, in closed form.
// Each goes from `start` at time 0 to a ceiling that it never passes. The logistic curve rises fastest half-way to its ceiling
// (Verhulst 1838; Griliches 1957 for shares of users), Gompertz's at 37 % of it, so its last mile is the longest.
// Tested in tests/models/curves_test.cpp against the differential equations.
#pragma once

namespace counterless {

// dF/dt = rate F (1 - F / ceiling)
struct LogisticCurve {
    double rate = 0;     // 1 / unit of time
    double ceiling = 1;  // a share
    double start = 0;    // F at time 0; from the ceiling on it stays where it is
};
double logistic_share(const LogisticCurve& curve, double t);

// dF/dt = rate F log(ceiling / F)
struct GompertzCurve {
    double rate = 0, ceiling = 1, start = 0;
};
double gompertz_share(const GompertzCurve& curve, double t);

}  // namespace counterless
