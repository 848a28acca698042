#include "models/anova.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>

#include "models/series.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {

// Of n times the variance between: groups' own mean square less its share of luck, over the quantile of chi-squared.
double bound(double between, double within, double groups, double in_group, double u) {
    const double freedom = groups - 1, rest = groups * (in_group - 1);
    const double luck = within * boost::math::quantile(boost::math::fisher_f(freedom, rest), u);
    return std::max(0.0, freedom * (between - luck) / (in_group * chi_square_quantile(freedom, u)));
}

}  // namespace

Anova one_way_anova(std::span<const std::vector<double>> groups, double confidence) {
    const auto count = static_cast<double>(groups.size()), in_group = static_cast<double>(groups.front().size());
    std::vector<double> means;
    double within = 0;
    for (const std::vector<double>& group : groups) {
        const Moments of_group = moments(group);
        means.push_back(of_group.mean);
        within += of_group.sd * of_group.sd / count;
    }
    const double rest = count * (in_group - 1), tail = (1 - confidence) / 2;
    const double spread = moments(means).sd, between = in_group * spread * spread;
    Anova anova;
    anova.within = {within, within * rest / chi_square_quantile(rest, 1 - tail), within * rest / chi_square_quantile(rest, tail)};
    anova.between = {std::max(0.0, (between - within) / in_group), bound(between, within, count, in_group, 1 - tail),
                     bound(between, within, count, in_group, tail)};
    return anova;
}

}  // namespace counterless
