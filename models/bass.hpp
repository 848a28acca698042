// models/bass.hpp: how a novelty spreads: the model of Bass (Management Science 1969), in closed form.
// Of all customers a share m ever may adopt. Who has not yet adopts at the hazard p + q F / m, where F is the share of all
// customers who have. F then follows a logistic-like curve to m. Tested in tests/models/bass_test.cpp.
#pragma once

namespace counterless {

struct BassCurve {
    double p = 0, q = 0;  // innovation and imitation, 1 / unit of time
    double ceiling = 1;   // m
    double start = 0;     // F at time 0, at most m
};
// F at time t >= 0, in the unit of 1 / p and 1 / q.
double bass_share(const BassCurve& curve, double t);
// The integral of the hazard from 0 to t: who may adopt and has not by 0 stays without with chance exp(-this).
double bass_hazard(const BassCurve& curve, double t);

}  // namespace counterless
