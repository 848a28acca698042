// models/rinott.cpp: expectations over a chi-squared variable are taken at the middles of equally likely slices, and h by
// halving.
#include "models/rinott.hpp"

#include <cmath>
#include <numbers>
#include <vector>

#include "models/tables.hpp"

namespace counterless {
namespace {

constexpr std::size_t slices = 200;  // h is right to a hundredth from a first stage of five on

std::vector<double> middles(std::size_t freedom) {
    std::vector<double> values;
    for (std::size_t slice = 0; slice < slices; ++slice)
        values.push_back(chi_square_quantile(static_cast<double>(freedom), (static_cast<double>(slice) + 0.5) / slices));
    return values;
}

double normal_below(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

double confidence_at(double h, const std::vector<double>& values, double freedom, double rivals) {
    double sum = 0;
    for (const double y : values) {
        double inner = 0;
        for (const double x : values) inner += normal_below(h / std::sqrt(freedom * (1 / x + 1 / y)));
        sum += std::pow(inner / slices, rivals);
    }
    return sum / slices;
}

}  // namespace

double rinott_constant(std::size_t systems, std::size_t first_stage, double confidence) {
    const std::vector<double> values = middles(first_stage - 1);
    const auto freedom = static_cast<double>(first_stage - 1), rivals = static_cast<double>(systems - 1);
    double low = 0, high = 1;
    while (confidence_at(high, values, freedom, rivals) < confidence && high < 1e6) low = high, high *= 2;
    for (int step = 0; step < 40; ++step) {
        const double middle = (low + high) / 2;
        (confidence_at(middle, values, freedom, rivals) < confidence ? low : high) = middle;
    }
    return high;
}

}  // namespace counterless
