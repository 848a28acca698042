#include "models/anova.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

namespace counterless {
namespace {

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}
double squares_around(std::span<const double> values, double centre) {
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [centre](double sum, double value) { return sum + (value - centre) * (value - centre); });
}

// Of n times the variance between: groups' own mean square less its share of luck, over the quantile of chi-squared.
double bound(double between, double within, double groups, double in_group, double u) {
    const double freedom = groups - 1, rest = groups * (in_group - 1);
    const double luck = within * boost::math::quantile(boost::math::fisher_f(freedom, rest), u);
    return std::max(0.0, freedom * (between - luck) / (in_group * boost::math::quantile(boost::math::chi_squared(freedom), u)));
}

}  // namespace

Anova one_way_anova(std::span<const std::vector<double>> groups, double confidence) {
    const auto count = static_cast<double>(groups.size()), in_group = static_cast<double>(groups.front().size());
    std::vector<double> means;
    double within = 0;
    for (const std::vector<double>& group : groups) {
        means.push_back(mean_of(group));
        within += squares_around(group, means.back());
    }
    const double rest = count * (in_group - 1), tail = (1 - confidence) / 2;
    within /= rest;
    Anova anova{.mean = mean_of(means), .within = {}, .between = {}};
    const double spread = squares_around(means, anova.mean) / (count - 1), between = in_group * spread;
    anova.mean_half_width = std::sqrt(spread / count) * boost::math::quantile(boost::math::students_t(count - 1), 1 - tail);
    const boost::math::chi_squared law(rest);
    anova.within = {within, within * rest / boost::math::quantile(law, 1 - tail),
                    within * rest / boost::math::quantile(law, tail)};
    anova.between = {std::max(0.0, (between - within) / in_group), bound(between, within, count, in_group, 1 - tail),
                     bound(between, within, count, in_group, tail)};
    return anova;
}

}  // namespace counterless
