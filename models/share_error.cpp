#include "models/share_error.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <numbers>

#include "models/adoption.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {

// The least whole number up to which the law lies with chance u: Boost would round away from the middle.
using Upwards = boost::math::policies::policy<boost::math::policies::discrete_quantile<boost::math::policies::integer_round_up>>;

double inside(double share) { return std::clamp(share, 1e-9, 1 - 1e-9); }

// Counts as whole numbers: a share and a total that were rounded may not give one.
double digital_of(const ShareRow& row) { return std::round(row.share * row.total); }

}  // namespace

double share_logit(double share) { return logit(std::clamp(share, share_edge, 1 - share_edge)); }

ShareLikelihood::ShareLikelihood(std::span<const ShareRow> rows, ShareError error)
    : rows_(rows.begin(), rows.end()), error_(error) {
    for (const ShareRow& row : rows_) {
        logits_.push_back(share_logit(row.share));
        const double digital = digital_of(row);
        combinations_ += std::lgamma(row.total + 1) - std::lgamma(digital + 1) - std::lgamma(row.total - digital + 1);
    }
}

double ShareLikelihood::squares(std::span<const double> expected) const {
    double sum = 0;
    for (std::size_t index = 0; index < rows_.size(); ++index)
        sum += (rows_[index].share - expected[index]) * (rows_[index].share - expected[index]);
    return sum;
}

double ShareLikelihood::logit_sd(std::span<const double> expected) const {
    double sum = 0;
    for (std::size_t index = 0; index < rows_.size(); ++index) {
        const double difference = logits_[index] - share_logit(expected[index]);
        sum += difference * difference;
    }
    return std::max(std::sqrt(sum / static_cast<double>(rows_.size())), logit_sd_least);
}

double ShareLikelihood::log(std::span<const double> expected, double overdispersion) const {
    if (error_ == ShareError::counts) return log_counts(expected, overdispersion);
    const auto n = static_cast<double>(rows_.size());
    if (error_ == ShareError::squares)
        return -n / 2 * (std::log(2 * std::numbers::pi * std::max(squares(expected) / n, 1e-12)) + 1);
    const double sd = logit_sd(expected);
    double sum = 0;
    for (std::size_t index = 0; index < rows_.size(); ++index) {
        const double difference = (logits_[index] - share_logit(expected[index])) / sd;
        sum -= difference * difference / 2;
    }
    return sum - n * std::log(sd * std::sqrt(2 * std::numbers::pi));
}

double ShareLikelihood::log_counts(std::span<const double> expected, double overdispersion) const {
    const double size = 1 / overdispersion - 1;  // of the beta law: alpha + beta
    const double of_size = std::lgamma(size);
    double sum = combinations_;
    for (std::size_t index = 0; index < rows_.size(); ++index) {
        const double total = rows_[index].total, digital = digital_of(rows_[index]);
        const double alpha = inside(expected[index]) * size, beta = size - alpha;
        sum += std::lgamma(digital + alpha) - std::lgamma(alpha) + std::lgamma(total - digital + beta) - std::lgamma(beta) +
               of_size - std::lgamma(total + size);
    }
    return sum;
}

std::vector<double> ShareLikelihood::residuals(std::span<const double> expected, double scatter) const {
    std::vector<double> residuals;
    for (std::size_t index = 0; index < rows_.size(); ++index) {
        const double share = inside(expected[index]), total = rows_[index].total;
        if (error_ == ShareError::counts)
            residuals.push_back((rows_[index].share - share) /
                                std::sqrt(share * (1 - share) * (1 + (total - 1) * scatter) / std::max(total, 1.0)));
        else
            residuals.push_back((logits_[index] - share_logit(share)) / scatter);
    }
    return residuals;
}

std::vector<ShareRow> rows_drawn(std::span<const ShareRow> rows, std::span<const double> expected, ShareError error,
                                 double scatter, const Luck& luck) {
    std::vector<ShareRow> drawn(rows.begin(), rows.end());
    for (std::size_t index = 0; index < drawn.size(); ++index) {
        const auto [u, v] = luck.at(Purpose::gap, index);
        const double share = inside(expected[index]);
        ShareRow& row = drawn[index];
        if (error == ShareError::counts) {
            const double size = 1 / scatter - 1;
            const double chance =
                inside(boost::math::quantile(boost::math::beta_distribution<>(share * size, size - share * size), u));
            row.share =
                row.total > 0
                    ? boost::math::quantile(boost::math::binomial_distribution<double, Upwards>(row.total, chance), v) / row.total
                    : 0;
        } else {
            row.share = logistic(share_logit(share) + scatter * normal_quantile(u));
        }
    }
    return drawn;
}

}  // namespace counterless
