// models/share_fit.hpp: each way in which a share may rise, fitted to the rows that were seen, and held against those kept back.
// By likelihood (beta-binomial where counts are known, normal on the logit otherwise) and beside it by least squares; parameter
// intervals by profile or by parametric bootstrap; AICc and BIC to compare; what the last rows would have been foretold as,
// beside the two forecasts that need no model. Tested in tests/models/share_fit_test.cpp: recovery and coverage.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/share_error.hpp"
#include "models/share_model.hpp"

namespace counterless {

enum class IntervalRule : unsigned char { nothing, profile, bootstrap };
struct ShareQuestion {
    std::vector<ShareForm> forms{std::begin(share_forms), std::end(share_forms)};
    std::vector<ShareStated> stated;
    HabitGiven habit;
    std::size_t held_out = 0;  // rows at the end that no fit sees
    double confidence = 0.95;
    IntervalRule intervals = IntervalRule::profile;
    int draws = 200;  // of the bootstrap
    std::uint64_t seed = 1;
};

// How far predictions lay from rows that were not seen, in shares.
struct Foretold {
    std::vector<double> shares;
    double rmse = 0, mean_absolute = 0, mean_error = 0;  // error: foretold less seen
};

struct ShareParameter {
    FitParameter parameter;
    double value = 0, least_squares = 0;
    std::optional<ProfileEnd> low, high;
};
struct ShareFit {
    ShareModel model;
    std::vector<ShareParameter> parameters;  // the free ones
    Values values, least_squares;            // of the same
    double scatter = 0;                      // overdispersion, or standard deviation of logits
    double log_likelihood = 0;
    std::size_t free = 0;        // parameters fitted, with the scatter
    std::optional<double> aicc;  // nothing: too few rows for so many parameters
    double bic = 0;
    std::vector<double> shares, shares_by_squares;  // on all rows, those held out too
    double rmse = 0, rmse_by_squares = 0;
    std::optional<double> r2;
    double residual_lag1 = 0;                 // autocorrelation of the residuals
    double condition = 0;                     // see models/fit.hpp; 0: not looked at
    std::vector<Ridge> ridges;                // their points hold the free parameters, then with counts the overdispersion
    std::vector<double> band_low, band_high;  // on ShareFits::grid: all curves within the intervals
    std::optional<Foretold> foretold, foretold_by_squares;
    bool saturated = false;  // as many parameters as rows or more
};
struct ShareFits {
    ShareQuestion question;
    std::vector<ShareRow> rows;  // all
    std::size_t fitted = 0;      // so many of them, the first
    ShareError error = ShareError::logits;
    std::vector<ShareFit> fits;
    std::optional<Foretold> last_value, drift;  // no change; the mean change per year so far goes on
    std::vector<double> grid;                   // times at which curves are drawn
};

// Rows by rising time, at least one more than are held out.
ShareFits fit_shares(std::span<const ShareRow> rows, const ShareQuestion& question);

// Of one fit, at times from the first row on.
std::vector<double> shares_at(const ShareFits& fits, const ShareFit& fit, std::span<const double> times);

}  // namespace counterless
