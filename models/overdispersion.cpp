#include "models/overdispersion.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/maximise.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {

constexpr double cv_least = 1e-4, cv_most = 20;

struct Kind {
    std::vector<double> counts;
    double mean = 0;
};

std::vector<Kind> kinds_of(const std::vector<DayCount>& days) {
    std::map<std::size_t, Kind> by_kind;
    for (const DayCount& day : days) by_kind[day.kind].counts.push_back(day.count);
    std::vector<Kind> kinds;
    for (auto& [name, kind] : by_kind) {
        for (const double count : kind.counts) kind.mean += count / static_cast<double>(kind.counts.size());
        if (kind.counts.size() > 1 && kind.mean > 0) kinds.push_back(std::move(kind));
    }
    return kinds;
}

// log of Gamma(n + size) / Gamma(size), without the loss of digits of a difference of large numbers.
double log_rising(double size, double n) {
    if (n < 200) {
        double sum = 0;
        for (int i = 0; i < static_cast<int>(n); ++i) sum += std::log(size + i);
        return sum;
    }
    if (size < 1e7) return std::lgamma(size + n) - std::lgamma(size);
    return n * std::log(size) + n * (n - 1) / (2 * size);
}

// The mean of a kind is its likeliest whatever the cv, so only the cv is left. What does not depend on it is left out.
double adjusted_likelihood(const std::vector<Kind>& kinds, double cv) {
    const double size = 1 / (cv * cv);
    double sum = 0;
    for (const Kind& kind : kinds) {
        for (const double n : kind.counts)
            sum += log_rising(size, n) - n * std::log(size) - (n + size) * std::log1p(kind.mean / size);
        const double information = static_cast<double>(kind.counts.size()) / (kind.mean * (1 + kind.mean / size));
        sum -= std::log(information) / 2;
    }
    return sum;
}

// Where the likelihood has fallen by `fall` from its peak, by bisection of the logarithm; nothing if it does not fall so far.
std::optional<double> fallen(const std::vector<Kind>& kinds, double peak, double wanted, double end) {
    if (adjusted_likelihood(kinds, end) > wanted) return {};
    double inside = std::log(peak), outside = std::log(end);
    for (int i = 0; i < 60; ++i) {
        const double middle = (inside + outside) / 2;
        (adjusted_likelihood(kinds, std::exp(middle)) > wanted ? inside : outside) = middle;
    }
    return std::exp(inside);
}

void by_likelihood(Overdispersion& answer, const std::vector<Kind>& kinds, double confidence) {
    const auto surface = [&](const std::vector<double>& at) {
        return adjusted_likelihood(kinds, std::clamp(std::exp(at[0]), cv_least, cv_most));
    };
    const Peak peak = maximise(surface, {std::log(std::clamp(answer.cv_moments, 0.01, 2.0))}, 0.3);
    const double cv = std::clamp(std::exp(peak.at[0]), cv_least, cv_most);
    const bool poisson = adjusted_likelihood(kinds, cv_least) >= peak.value - 1e-6;
    const double wanted = peak.value - chi_square_quantile(1, confidence) / 2;
    answer.cv = poisson ? 0 : cv;
    answer.cv_low = fallen(kinds, cv, wanted, cv_least).value_or(0);
    answer.cv_high = fallen(kinds, cv, wanted, cv_most);
}

}  // namespace

std::optional<Overdispersion> overdispersion(const std::vector<DayCount>& days, double confidence) {
    const std::vector<Kind> kinds = kinds_of(days);
    if (kinds.empty()) return {};
    Overdispersion answer;
    double chi_square = 0, squares = 0, expected = 0, means_squared = 0;
    for (const Kind& kind : kinds) {
        const double free = static_cast<double>(kind.counts.size()) - 1;
        double sum = 0;
        for (const double n : kind.counts) sum += (n - kind.mean) * (n - kind.mean);
        answer.days += kind.counts.size();
        answer.free += free;
        chi_square += sum / kind.mean;
        squares += sum;
        expected += free * kind.mean;
        means_squared += free * kind.mean * kind.mean;
    }
    answer.variance_over_mean = chi_square / answer.free;
    answer.poisson_p = chi_square_above(answer.free, chi_square);
    answer.cv_moments = std::sqrt(std::max(0.0, (squares - expected) / means_squared));
    by_likelihood(answer, kinds, confidence);
    return answer;
}

}  // namespace counterless
