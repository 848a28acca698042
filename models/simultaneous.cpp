#include "models/simultaneous.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "models/intervals.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {

// Mean differences of all pairs, in the direction in which more is better, and how far luck reaches on one side.
struct Pairs {
    std::vector<std::vector<double>> difference, reach;
};

Pairs pairs_of(std::span<const std::vector<double>> values, double sign, double confidence) {
    const std::size_t systems = values.size(), n = values.front().size();
    const double one_sided = (1 - confidence) / static_cast<double>(systems - 1);
    const double factor = student_factor(n, 1 - 2 * one_sided) / std::sqrt(static_cast<double>(n));
    const std::vector<std::vector<double>> square(systems, std::vector<double>(systems));
    Pairs pairs{square, square};
    std::vector<double> paired(n);
    for (std::size_t i = 0; i < systems; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            std::transform(values[i].begin(), values[i].end(), values[j].begin(), paired.begin(), std::minus<>());
            const Moments all = moments(paired);
            pairs.difference[i][j] = sign * all.mean;
            pairs.difference[j][i] = -sign * all.mean;
            pairs.reach[i][j] = pairs.reach[j][i] = factor * all.sd;
        }
    return pairs;
}

// The least over the others j of difference + reach * side, where `counts` holds; infinite if there is none.
double least_over(const Pairs& pairs, std::size_t i, double side, const std::vector<bool>& counts) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < counts.size(); ++j)
        if (j != i && counts[j]) least = std::min(least, pairs.difference[i][j] + side * pairs.reach[i][j]);
    return least;
}

}  // namespace

std::vector<double> bonferroni_adjusted(std::span<const double> p_values) {
    std::vector<double> adjusted;
    for (const double p : p_values) adjusted.push_back(std::min(1.0, p * static_cast<double>(p_values.size())));
    return adjusted;
}

std::vector<double> holm_adjusted(std::span<const double> p_values) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
    std::vector<double> adjusted(p_values.size());
    double largest = 0;  // nobody is rejected before one that is less likely
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto left = static_cast<double>(order.size() - place);
        largest = std::max(largest, std::min(1.0, left * p_values[order[place]]));
        adjusted[order[place]] = largest;
    }
    return adjusted;
}

double student_p(double estimate, double error, double freedom) {
    if (error <= 0) return estimate == 0 ? 1 : 0;
    const double t = estimate / error;
    return beta_below(freedom / 2, 0.5, freedom / (freedom + t * t));
}

double paired_p(Observations differences) {
    const Moments all = moments(differences);
    const auto n = static_cast<double>(all.n);
    return student_p(all.mean, all.sd / std::sqrt(n), n - 1);
}

double bonferroni_confidence(double confidence, std::size_t family) { return 1 - (1 - confidence) / static_cast<double>(family); }

double bonferroni_student_factor(std::size_t n, double confidence, std::size_t family) {
    return student_factor(n, bonferroni_confidence(confidence, family));
}

// A contender is not shown to be worse than any other. The best is one of them, all with the confidence asked; so lower bounds
// need to look at contenders only, and a contender without rival is the best.
std::vector<AgainstBest> compare_with_best(std::span<const std::vector<double>> values, Best best, double confidence) {
    const double sign = best == Best::greatest ? 1 : -1;
    const Pairs pairs = pairs_of(values, sign, confidence);
    const std::vector<bool> everybody(values.size(), true);
    std::vector<bool> contender;
    for (std::size_t i = 0; i < values.size(); ++i) contender.push_back(least_over(pairs, i, 1, everybody) >= 0);
    const auto contenders = std::count(contender.begin(), contender.end(), true);
    std::vector<AgainstBest> answer;
    for (std::size_t i = 0; i < values.size(); ++i) {
        AgainstBest one{.may_be_best = contender[i], .is_best = contender[i] && contenders == 1};
        const double high = std::max(0.0, least_over(pairs, i, 1, everybody));
        const double low = one.is_best ? 0 : std::min(0.0, least_over(pairs, i, -1, contender));
        one.difference = sign * least_over(pairs, i, 0, everybody);
        one.low = sign > 0 ? low : -high;
        one.high = sign > 0 ? high : -low;
        answer.push_back(one);
    }
    return answer;
}

}  // namespace counterless
