// models/sobol_indices.cpp: what a row adds to each sum is found once; the bootstrap only adds rows up again.
#include "models/sobol_indices.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/luck.hpp"
#include "models/series.hpp"
#include "models/sobol_points.hpp"

namespace counterless {
namespace {

constexpr double rounding = 1e-13;  // an sd below this part of the mean is the rounding of a constant

// By row: f(A), f(B), and by unknown what it adds to S and ST, before the division by the variance.
struct Rows {
    std::size_t unknowns = 0;
    double mean = 0;
    std::vector<double> a, b, first, total;
};
struct Estimates {
    double variance = 0;
    std::vector<double> first, total;
};

Rows rows_of(std::span<const std::optional<double>> outputs, std::size_t unknowns) {
    Rows rows;
    rows.unknowns = unknowns;
    const std::size_t width = unknowns + 2;
    std::vector<std::size_t> whole;
    for (std::size_t begin = 0; begin + width <= outputs.size(); begin += width) {
        const auto row = outputs.subspan(begin, width);
        if (std::all_of(row.begin(), row.end(), [](const auto& output) { return output.has_value(); })) whole.push_back(begin);
    }
    for (const std::size_t begin : whole)
        rows.mean += (*outputs[begin] + *outputs[begin + 1]) / (2 * static_cast<double>(whole.size()));
    for (const std::size_t begin : whole) {
        const double a = *outputs[begin] - rows.mean, b = *outputs[begin + 1] - rows.mean;
        rows.a.push_back(a);
        rows.b.push_back(b);
        for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
            const double mixed = *outputs[begin + 2 + unknown] - rows.mean;
            rows.first.push_back(b * (mixed - a));
            rows.total.push_back((a - mixed) * (a - mixed) / 2);
        }
    }
    return rows;
}

// Of the rows chosen, some perhaps more than once. No variance: nothing is divided by it.
Estimates estimates_of(const Rows& rows, std::span<const std::size_t> chosen) {
    Estimates answer{0, std::vector<double>(rows.unknowns), std::vector<double>(rows.unknowns)};
    double sum = 0, squares = 0;
    for (const std::size_t row : chosen) {
        sum += rows.a[row] + rows.b[row];
        squares += rows.a[row] * rows.a[row] + rows.b[row] * rows.b[row];
        for (std::size_t unknown = 0; unknown < rows.unknowns; ++unknown) {
            answer.first[unknown] += rows.first[row * rows.unknowns + unknown];
            answer.total[unknown] += rows.total[row * rows.unknowns + unknown];
        }
    }
    const auto n = static_cast<double>(chosen.size());
    answer.variance = std::max(0.0, squares / (2 * n) - (sum / (2 * n)) * (sum / (2 * n)));
    if (std::sqrt(answer.variance) <= rounding * std::abs(rows.mean)) answer.variance = 0;
    if (answer.variance <= 0) return answer;
    for (double& one : answer.first) one /= n * answer.variance;
    for (double& one : answer.total) one /= n * answer.variance;
    return answer;
}

// Rows drawn with replacement; a draw without any variance (rare events) is left out.
std::vector<Estimates> resampled(const Rows& rows, const Bootstrap& bootstrap) {
    const Luck luck(bootstrap.seed, std::numeric_limits<std::uint32_t>::max());
    const std::size_t n = rows.a.size();
    std::vector<std::size_t> chosen(n);
    std::vector<Estimates> all;
    for (std::size_t repeat = 0; repeat < bootstrap.repeats; ++repeat) {
        for (std::size_t row = 0; row < n; ++row) {
            const double u = luck.at(Purpose::answers, row, static_cast<std::uint32_t>(repeat)).u;
            chosen[row] = std::min(static_cast<std::size_t>(u * static_cast<double>(n)), n - 1);
        }
        Estimates drawn = estimates_of(rows, chosen);
        if (drawn.variance > 0) all.push_back(std::move(drawn));
    }
    return all;
}

SensitivityIndex with_interval(double value, std::vector<double> drawn, double confidence) {
    if (drawn.empty()) return {value, value, value};
    std::sort(drawn.begin(), drawn.end());
    return {value, quantile_of_sorted(drawn, (1 - confidence) / 2), quantile_of_sorted(drawn, (1 + confidence) / 2)};
}

}  // namespace

std::vector<std::vector<double>> saltelli_design(std::size_t rows, std::size_t unknowns, std::uint64_t seed) {
    std::vector<std::vector<double>> design;
    for (const std::vector<double>& both : sobol_points(rows, 2 * unknowns, seed)) {
        const auto middle = both.begin() + static_cast<std::ptrdiff_t>(unknowns);
        const std::vector<double> a(both.begin(), middle), b(middle, both.end());
        design.push_back(a);
        design.push_back(b);
        for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
            design.push_back(a);
            design.back()[unknown] = b[unknown];
        }
    }
    return design;
}

std::optional<SobolIndices> sobol_indices(std::span<const std::optional<double>> outputs, std::size_t unknowns,
                                          const Bootstrap& bootstrap) {
    const Rows rows = rows_of(outputs, unknowns);
    std::vector<std::size_t> all(rows.a.size());
    for (std::size_t row = 0; row < all.size(); ++row) all[row] = row;
    if (all.size() < 2) return {};
    const Estimates found = estimates_of(rows, all);
    if (found.variance <= 0) return {};
    const std::vector<Estimates> drawn = resampled(rows, bootstrap);
    SobolIndices answer{.rows = all.size(), .mean = rows.mean, .variance = found.variance, .first = {}, .total = {}};
    for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
        std::vector<double> first, total;
        for (const Estimates& one : drawn) {
            first.push_back(one.first[unknown]);
            total.push_back(one.total[unknown]);
        }
        answer.first.push_back(with_interval(found.first[unknown], std::move(first), bootstrap.confidence));
        answer.total.push_back(with_interval(found.total[unknown], std::move(total), bootstrap.confidence));
    }
    return answer;
}

}  // namespace counterless
