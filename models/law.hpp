// models/law.hpp: the laws of durations and amounts, sampled by inversion.
// A Law is what the scenario states (which family, mean and coefficient of variation or parameters); `quantile(law, u)` turns one
// uniform into one value, monotone in u, so the same luck gives the same rank in every scenario.
// Units are the caller's (seconds, bytes, core-seconds). Tested in tests/models/law_test.cpp.
#pragma once

#include <string_view>

namespace counterless {

enum class LawFamily : unsigned char { never, deterministic, exponential, lognormal, gamma, weibull, uniform, triangular };

struct Law {
    LawFamily family = LawFamily::never;  // never: +infinity (a patience without end)
    double a = 0, b = 0, c = 0;           // family's own parameters, set by the makers below
    double mean = 0, sd = 0;              // moments, for forecasts and formulas
};

// Makers. All take a mean >= 0; a cv (sd / mean) > 0 where the family has one. Precondition: finite arguments in range.
Law never();
Law deterministic(double value);
Law exponential(double mean);
Law lognormal(double mean, double cv);
Law gamma(double mean, double cv);       // Erlang-k is cv = 1 / sqrt(k)
Law weibull(double mean, double shape);  // by mean and shape, as patience is stated
Law uniform(double low, double high);
Law triangular(double low, double mode, double high);

// The value below which a share u of outcomes lies; 0 < u < 1.
double quantile(const Law& law, double u);

// The quantile of the exponential law with mean 1. -log(1 - u) rather than -log1p(-u): a third of the price, and what it rounds
// away lies below 1e-16 of the mean.
double unit_exponential(double u);

std::string_view family_name(LawFamily family);

}  // namespace counterless
