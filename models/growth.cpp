#include "models/growth.hpp"

#include <cmath>

#include "models/series.hpp"
#include "models/simultaneous.hpp"

namespace counterless {
namespace {

constexpr std::size_t replications_least = 5;  // with fewer, Student's t over them asks for the impossible
constexpr std::size_t batches = 10;

struct Line {
    double slope = 0, error = 0;  // error by what the values leave of the line, as if they were independent
};

Line line_through(Observations values) {
    const auto n = static_cast<double>(values.size());
    const double mean = moments(values).mean, middle = (n - 1) / 2, spread = n * (n * n - 1) / 12;
    Line line;
    for (std::size_t i = 0; i < values.size(); ++i) line.slope += (static_cast<double>(i) - middle) * (values[i] - mean) / spread;
    double squares = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double rest = values[i] - mean - line.slope * (static_cast<double>(i) - middle);
        squares += rest * rest;
    }
    line.error = std::sqrt(squares / (n - 2) / spread);
    return line;
}

// Chance of a slope as large or larger, where there is none.
double one_sided(double slope, double error, double freedom) {
    const double both = student_p(slope, error, freedom);
    return slope > 0 ? both / 2 : 1 - both / 2;
}

// The whole is cut from its end, so that all batches are of one length.
Line line_through_batches(Observations values) {
    const std::size_t length = values.size() / batches;
    const Observations last = values.last(length * batches);
    std::vector<double> means;
    for (std::size_t batch = 0; batch < batches; ++batch) means.push_back(moments(last.subspan(batch * length, length)).mean);
    const Line line = line_through(means);
    return {line.slope / static_cast<double>(length), line.error / static_cast<double>(length)};
}

}  // namespace

std::optional<QueueGrowth> queue_growth(std::span<const std::vector<double>> inside, const GrowthTest& test) {
    if (inside.empty() || inside.front().size() < growth_intervals_min) return {};
    const std::size_t half = inside.front().size() / 2;
    const auto replications = static_cast<double>(inside.size());
    std::vector<double> slopes, mean(half);
    for (const std::vector<double>& one : inside) {
        const Observations second = Observations(one).last(half);
        slopes.push_back(line_through(second).slope);
        for (std::size_t i = 0; i < half; ++i) mean[i] += second[i] / replications;
    }
    QueueGrowth answer;
    if (inside.size() >= replications_least) {
        const Moments all = moments(slopes);
        answer.slope = all.mean;
        answer.chance = one_sided(all.mean, all.sd / std::sqrt(replications), replications - 1);
    } else {
        const Line line = line_through_batches(mean);
        answer.slope = line.slope;
        answer.chance = one_sided(line.slope, line.error, static_cast<double>(batches - 2));
    }
    const double level = moments(mean).mean;
    if (level > 0) answer.relative = answer.slope * static_cast<double>(half) / level;
    answer.grows = answer.chance <= test.false_alarm && answer.relative >= test.relative_least;
    return answer;
}

}  // namespace counterless
