// models/intervals.cpp: batches differ in length by one value at most, so none is thrown away.
#include "models/intervals.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace counterless {
namespace {

constexpr double correlation_fine_most = 0.4;  // Law and Carson's threshold, for ten times as many batches as are used
constexpr std::size_t finer = 10;
constexpr std::size_t batches_least = 10;

Observations section(Observations values, std::size_t index, std::size_t sections) {
    const std::size_t begin = values.size() * index / sections, end = values.size() * (index + 1) / sections;
    return values.subspan(begin, end - begin);
}

std::vector<double> means_of(Observations values, std::size_t batches) {
    std::vector<double> means;
    for (std::size_t index = 0; index < batches; ++index) {
        const Observations batch = section(values, index, batches);
        double sum = 0;
        for (const double value : batch) sum += value;
        means.push_back(sum / static_cast<double>(batch.size()));
    }
    return means;
}

// The estimate of a correlation from few values lies too low by about 1/n; the jackknife takes most of that away.
double correlation_jackknifed(Observations values) {
    const std::size_t half = values.size() / 2;
    return 2 * autocorrelation(values, 1) -
           (autocorrelation(values.first(half), 1) + autocorrelation(values.subspan(half), 1)) / 2;
}

struct Choice {
    std::size_t batches = batches_least;
    bool sound = false;
    double correlation_fine = 0;
};

Choice look_at(Observations values, std::size_t batches) {
    const std::size_t fine = std::min(batches * finer, values.size());
    const double correlation = correlation_jackknifed(means_of(values, fine));
    return {batches, fine == batches * finer && correlation <= correlation_fine_most, correlation};
}

Choice choose(Observations values) {
    Choice choice;
    for (const std::size_t batches : {40, 30, 20, 10}) {
        if (batches > batches_least && values.size() < batches * finer) continue;
        choice = look_at(values, batches);
        if (choice.sound) break;
    }
    return choice;
}

}  // namespace

double student_factor(std::size_t n, double confidence) {
    const boost::math::students_t law(static_cast<double>(n - 1));
    return boost::math::quantile(boost::math::complement(law, (1 - confidence) / 2));
}

MeanInterval mean_if_independent(Observations values, double confidence) {
    const Moments all = moments(values);
    return {all.mean, student_factor(all.n, confidence) * all.sd / std::sqrt(static_cast<double>(all.n))};
}

std::optional<BatchMeans> batch_means(Observations values, double confidence, std::optional<std::size_t> batches) {
    if (values.size() < batch_means_observations_min) return {};
    const Choice choice = batches ? look_at(values, *batches) : choose(values);
    const std::vector<double> means = means_of(values, choice.batches);
    const Moments all = moments(values), between = moments(means);
    const double error = between.sd / std::sqrt(static_cast<double>(choice.batches));
    BatchMeans answer{.batches = choice.batches, .sound = choice.sound, .correlation_fine = choice.correlation_fine};
    answer.correlation = autocorrelation(means, 1);
    answer.mean = all.mean;
    answer.half_width = student_factor(choice.batches, confidence) * error;
    if (error > 0) answer.effective_n = std::min(static_cast<double>(all.n), all.sd * all.sd / (error * error));
    return answer;
}

// The interval [x(low), x(high)] covers the quantile when at least `low` and fewer than `high` observations lie below it.
QuantileInterval quantile_if_independent(Observations sorted, double q, double confidence) {
    QuantileInterval answer{.q = q, .value = quantile_of_sorted(sorted, q)};
    const auto n = static_cast<double>(sorted.size());
    const boost::math::binomial below(n, q);
    const double tail = (1 - confidence) / 2;
    double low = std::floor(boost::math::quantile(below, tail));  // towards: the largest with P(fewer than low) <= tail
    while (low >= 1 && boost::math::cdf(below, low - 1) > tail) --low;
    while (low < n && boost::math::cdf(below, low) <= tail) ++low;
    double high =
        std::ceil(boost::math::quantile(boost::math::complement(below, tail)));  // the least with P(high or more) <= tail
    while (high <= n && high >= 1 && boost::math::cdf(boost::math::complement(below, high - 1)) > tail) ++high;
    while (high > 1 && boost::math::cdf(boost::math::complement(below, high - 2)) <= tail) --high;
    if (low >= 1) answer.low = sorted[static_cast<std::size_t>(low) - 1];
    if (high >= 1 && high <= n) answer.high = sorted[static_cast<std::size_t>(high) - 1];
    return answer;
}

QuantileInterval quantile_by_sections(Observations values, Observations sorted, double q, double confidence,
                                      std::size_t sections) {
    constexpr double beyond_least = 10;
    constexpr std::size_t sections_least = 5;
    QuantileInterval answer{.q = q, .value = quantile_of_sorted(sorted, q)};
    const double beyond = static_cast<double>(values.size()) * std::min(q, 1 - q) * (1 + 1e-12);  // 1000 * (1 - 0.9) is a hundred
    sections = std::min(sections, static_cast<std::size_t>(beyond / beyond_least));
    if (sections < sections_least) return answer;
    double squares = 0;
    for (std::size_t index = 0; index < sections; ++index) {
        const Observations part = section(values, index, sections);
        std::vector<double> copy(part.begin(), part.end());
        const double away = quantile_of_unsorted(copy, q) - answer.value;
        squares += away * away;
    }
    const auto count = static_cast<double>(sections);
    const double half_width = student_factor(sections, confidence) * std::sqrt(squares / (count - 1) / count);
    answer.low = answer.value - half_width;
    answer.high = answer.value + half_width;
    answer.batches = sections;
    return answer;
}

}  // namespace counterless
