// models/share_error.hpp: how far a share that was seen may lie from the curve.
// With counts: k of n are digital, and the chance itself scatters around the curve (beta-binomial; Skellam 1948), since quarters
// of millions lie much further from any curve than coins would. Shares alone: the logit scatters normally (Aitchison and Shen
// 1980). Both widths are fitted with the curve. Least squares weighs every row's share alike.
// Tested in tests/models/share_error_test.cpp.
#pragma once

#include <span>
#include <vector>

#include "models/luck.hpp"

namespace counterless {

struct ShareRow {
    double time = 0;   // years
    double share = 0;  // 0 to 1
    double total = 0;  // transactions behind it; 0: not known
};
enum class ShareError : unsigned char { counts, logits, squares };

// Shares of exactly 0 and 1 have no logit: they are taken as this far inside.
inline constexpr double share_edge = 0.0005;
// With very few rows any curve passes through all of them; their scatter is then taken as this, in logits.
inline constexpr double logit_sd_least = 0.01;
// Of the beta-binomial law: 0 is the binomial one, 1 is all or nothing. The variance is F (1 - F) (1 + (n - 1) rho) / n.
inline constexpr double overdispersion_least = 1e-8, overdispersion_most = 0.5;

class ShareLikelihood {
  public:
    ShareLikelihood(std::span<const ShareRow> rows, ShareError error);
    // `overdispersion` is used with counts alone. The normal law's width is at its best for these shares.
    [[nodiscard]] double log(std::span<const double> expected, double overdispersion = overdispersion_least) const;
    [[nodiscard]] double logit_sd(std::span<const double> expected) const;
    [[nodiscard]] double squares(std::span<const double> expected) const;  // sum of squared differences of shares
    // What is left over, in standard deviations; of counts or logits.
    [[nodiscard]] std::vector<double> residuals(std::span<const double> expected, double scatter) const;

  private:
    [[nodiscard]] double log_counts(std::span<const double> expected, double overdispersion) const;

    std::vector<ShareRow> rows_;
    std::vector<double> logits_;
    ShareError error_;
    double combinations_ = 0;  // sum of log of n choose k
};

double share_logit(double share);  // edges as above

// Rows as another world might have shown them, if the expected shares are true. `scatter`: overdispersion of counts, or logit_sd
// of logits; squares draw nothing.
std::vector<ShareRow> rows_drawn(std::span<const ShareRow> rows, std::span<const double> expected, ShareError error,
                                 double scatter, const Luck& luck);

}  // namespace counterless
