#include "models/curves.hpp"

#include <cmath>

namespace counterless {

// The odds F / (ceiling - F) grow as exp(rate t).
double logistic_share(const LogisticCurve& curve, double t) {
    if (curve.start <= 0 || curve.start >= curve.ceiling) return curve.start;
    return curve.ceiling / (1 + (curve.ceiling / curve.start - 1) * std::exp(-curve.rate * t));
}

// log(ceiling / F) decays as exp(-rate t).
double gompertz_share(const GompertzCurve& curve, double t) {
    if (curve.start <= 0 || curve.start >= curve.ceiling) return curve.start;
    return curve.ceiling * std::pow(curve.start / curve.ceiling, std::exp(-curve.rate * t));
}

}  // namespace counterless
