// models/share_fit.cpp: one form after the other through the same steps: climb, bound, judge, foretell.
#include "models/share_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/series.hpp"

namespace counterless {
namespace {

constexpr std::size_t grid_points = 80;

std::vector<double> times_of(std::span<const ShareRow> rows) {
    std::vector<double> times;
    for (const ShareRow& row : rows) times.push_back(row.time - rows.front().time);
    return times;
}

// The likelihood of one model, as a function of its free parameters and, with counts, of the overdispersion behind them.
class Task {
  public:
    Task(const ShareModel& model, std::span<const ShareRow> rows, ShareError error)
        : model_(model), times_(times_of(rows)), likelihood_(rows, error), error_(error), parameters_(model.free()) {
        if (error == ShareError::counts)
            parameters_.push_back({"overdispersion", "", overdispersion_least, overdispersion_most, Scale::logarithm});
    }
    [[nodiscard]] const std::vector<FitParameter>& parameters() const { return parameters_; }
    [[nodiscard]] std::span<const double> curve_part(std::span<const double> values) const {
        return values.first(model_.free().size());
    }
    [[nodiscard]] std::vector<double> shares(std::span<const double> values) const {
        return model_.shares(curve_part(values), times_);
    }
    [[nodiscard]] LogLikelihood log_likelihood() const {
        return [this](std::span<const double> values) {
            return likelihood_.log(shares(values), error_ == ShareError::counts ? values.back() : overdispersion_least);
        };
    }
    [[nodiscard]] double scatter(std::span<const double> values) const {
        if (error_ == ShareError::counts) return values.back();
        return likelihood_.logit_sd(shares(values));
    }
    [[nodiscard]] std::vector<Values> starts(std::span<const ShareRow> rows) const {
        double highest = 0;
        for (const ShareRow& row : rows) highest = std::max(highest, row.share);
        std::vector<Values> starts = model_.starts(rows.front().share, highest, times_.back());
        if (error_ == ShareError::counts)
            for (Values& start : starts) start.push_back(0.005);
        return starts;
    }
    [[nodiscard]] const ShareLikelihood& likelihood() const { return likelihood_; }

  private:
    const ShareModel& model_;
    std::vector<double> times_;
    ShareLikelihood likelihood_;
    ShareError error_;
    std::vector<FitParameter> parameters_;
};

Foretold judged(std::vector<double> shares, std::span<const ShareRow> unseen) {
    Foretold foretold{.shares = std::move(shares)};
    for (std::size_t index = 0; index < unseen.size(); ++index) {
        const double error = foretold.shares[index] - unseen[index].share;
        foretold.rmse += error * error;
        foretold.mean_absolute += std::abs(error);
        foretold.mean_error += error;
    }
    const auto n = static_cast<double>(unseen.size());
    foretold.rmse = std::sqrt(foretold.rmse / n);
    foretold.mean_absolute /= n;
    foretold.mean_error /= n;
    return foretold;
}

std::optional<double> r_squared(std::span<const ShareRow> rows, double squares) {
    double mean = 0, all = 0;
    for (const ShareRow& row : rows) mean += row.share / static_cast<double>(rows.size());
    for (const ShareRow& row : rows) all += (row.share - mean) * (row.share - mean);
    return all > 0 ? std::optional(1 - squares / all) : std::nullopt;
}

void judge(ShareFit& fit, const Task& task, std::span<const ShareRow> rows, std::span<const double> values) {
    const auto n = static_cast<double>(rows.size()), k = static_cast<double>(fit.free);
    fit.saturated = rows.size() <= fit.values.size();
    if (n - k - 1 > 0) fit.aicc = -2 * fit.log_likelihood + 2 * k + 2 * k * (k + 1) / (n - k - 1);
    fit.bic = -2 * fit.log_likelihood + k * std::log(n);
    const std::vector<double> shares = task.shares(values);
    const double squares = task.likelihood().squares(shares);
    fit.rmse = std::sqrt(squares / n);
    fit.r2 = r_squared(rows, squares);
    const std::vector<double> residuals = task.likelihood().residuals(shares, fit.scatter);
    if (residuals.size() > 1) fit.residual_lag1 = autocorrelation(residuals, 1);
}

// All curves of the profiles within the interval; no band where there are none.
void take_band(ShareFit& fit, std::span<const Values> inside, std::span<const double> grid) {
    if (inside.empty()) return;
    fit.band_low.assign(grid.size(), std::numeric_limits<double>::infinity());
    fit.band_high.assign(grid.size(), -std::numeric_limits<double>::infinity());
    for (const Values& values : inside) {
        const auto shares = fit.model.shares(std::span(values).first(fit.values.size()), grid);
        for (std::size_t at = 0; at < grid.size(); ++at) {
            fit.band_low[at] = std::min(fit.band_low[at], shares[at]);
            fit.band_high[at] = std::max(fit.band_high[at], shares[at]);
        }
    }
}

void bound_by_profile(ShareFit& fit, const Task& task, Fit& best, const ShareQuestion& question, std::size_t rows,
                      std::span<const double> grid) {
    const double drop =
        rows > fit.free ? profile_drop(question.confidence, rows, fit.values.size()) : profile_drop(question.confidence);
    const Bounds found = bounds(task.parameters(), task.log_likelihood(), best, drop);
    best = found.best;
    fit.condition = found.condition;
    fit.ridges = found.ridges;
    std::vector<Values> inside;
    for (std::size_t index = 0; index < fit.parameters.size(); ++index) {
        fit.parameters[index].low = found.profiles[index].low;
        fit.parameters[index].high = found.profiles[index].high;
        for (const LikelihoodProfile::Point& point : found.profiles[index].points)
            if (point.fall <= drop) inside.push_back(point.values);
    }
    take_band(fit, inside, grid);
}

// Worlds drawn from the fit, fitted again; the middle of what comes out.
void bound_by_bootstrap(ShareFit& fit, const Task& task, const Fit& best, const ShareFits& all, std::span<const double> grid) {
    const std::span<const ShareRow> rows(all.rows.data(), all.fitted);
    const std::vector<double> expected = task.shares(best.values);
    std::vector<std::vector<double>> parameters(fit.parameters.size()), shares(grid.size());
    for (int draw = 0; draw < all.question.draws; ++draw) {
        const Luck luck(all.question.seed, static_cast<std::uint32_t>(draw));
        const auto drawn = rows_drawn(rows, expected, all.error, fit.scatter, luck);
        const Task again(fit.model, drawn, all.error);
        const Fit fitted = fit_near(again.parameters(), again.log_likelihood(), best.values);
        for (std::size_t index = 0; index < parameters.size(); ++index) parameters[index].push_back(fitted.values[index]);
        const auto curve = fit.model.shares(std::span(fitted.values).first(fit.values.size()), grid);
        for (std::size_t at = 0; at < grid.size(); ++at) shares[at].push_back(curve[at]);
    }
    const double tail = (1 - all.question.confidence) / 2;
    for (std::size_t index = 0; index < parameters.size(); ++index) {
        const FitParameter& parameter = fit.parameters[index].parameter;
        const double low = quantile_of_unsorted(parameters[index], tail),
                     high = quantile_of_unsorted(parameters[index], 1 - tail);
        fit.parameters[index].low = ProfileEnd{low, low > parameter.low * 1.01};
        fit.parameters[index].high = ProfileEnd{high, high < parameter.high * (1 - 1e-4)};
    }
    for (std::vector<double>& at : shares) {
        fit.band_low.push_back(quantile_of_unsorted(at, tail));
        fit.band_high.push_back(quantile_of_unsorted(at, 1 - tail));
    }
}

ShareFit fitted(ShareForm form, const ShareFits& all) {
    const ShareQuestion& question = all.question;
    const std::span<const ShareRow> rows(all.rows.data(), all.fitted), unseen = std::span(all.rows).subspan(all.fitted);
    ShareFit fit{.model = ShareModel(form, question.stated, question.habit)};
    const Task task(fit.model, rows, all.error), squares(fit.model, rows, ShareError::squares);
    const std::vector<Values> starts = task.starts(rows);
    Fit best = counterless::fit(task.parameters(), task.log_likelihood(), starts);
    for (const FitParameter& parameter : fit.model.free()) fit.parameters.push_back({.parameter = parameter});
    fit.values.resize(fit.parameters.size());
    fit.free = fit.parameters.size() + 1;
    std::vector<double> grid = all.grid;
    for (double& time : grid) time -= all.rows.front().time;
    if (question.intervals == IntervalRule::profile) bound_by_profile(fit, task, best, question, rows.size(), grid);
    fit.log_likelihood = best.log_likelihood;
    fit.scatter = task.scatter(best.values);
    if (question.intervals == IntervalRule::bootstrap) bound_by_bootstrap(fit, task, best, all, grid);
    const auto curve = task.curve_part(best.values);
    fit.values.assign(curve.begin(), curve.end());

    std::vector<Values> from{fit.values};
    for (const Values& start : squares.starts(rows)) from.push_back(start);
    fit.least_squares = counterless::fit(squares.parameters(), squares.log_likelihood(), from).values;
    for (std::size_t index = 0; index < fit.parameters.size(); ++index) {
        fit.parameters[index].value = fit.values[index];
        fit.parameters[index].least_squares = fit.least_squares[index];
    }
    judge(fit, task, rows, best.values);
    const std::vector<double> times = times_of(all.rows);
    fit.shares = fit.model.shares(fit.values, times);
    fit.shares_by_squares = fit.model.shares(fit.least_squares, times);
    fit.rmse_by_squares =
        std::sqrt(squares.likelihood().squares(squares.shares(fit.least_squares)) / static_cast<double>(rows.size()));
    if (unseen.empty()) return fit;
    const auto tail = [&](const std::vector<double>& shares) {
        return std::vector<double>(shares.begin() + static_cast<std::ptrdiff_t>(rows.size()), shares.end());
    };
    fit.foretold = judged(tail(fit.shares), unseen);
    fit.foretold_by_squares = judged(tail(fit.shares_by_squares), unseen);
    return fit;
}

void foretell_naively(ShareFits& all) {
    const std::span<const ShareRow> seen(all.rows.data(), all.fitted), unseen = std::span(all.rows).subspan(all.fitted);
    if (unseen.empty()) return;
    const ShareRow &first = seen.front(), &last = seen.back();
    const double years = last.time - first.time, slope = years > 0 ? (last.share - first.share) / years : 0;
    std::vector<double> still, drift;
    for (const ShareRow& row : unseen) {
        still.push_back(last.share);
        drift.push_back(std::clamp(last.share + slope * (row.time - last.time), 0.0, 1.0));
    }
    all.last_value = judged(std::move(still), unseen);
    all.drift = judged(std::move(drift), unseen);
}

}  // namespace

ShareFits fit_shares(std::span<const ShareRow> rows, const ShareQuestion& question) {
    ShareFits all{.question = question, .rows = {rows.begin(), rows.end()}, .fitted = rows.size() - question.held_out};
    const bool counted = std::all_of(rows.begin(), rows.end(), [](const ShareRow& row) { return row.total > 0; });
    all.error = counted ? ShareError::counts : ShareError::logits;
    const double from = rows.front().time, until = rows.back().time;
    for (std::size_t point = 0; point <= grid_points; ++point)
        all.grid.push_back(from + (until - from) * static_cast<double>(point) / grid_points);
    for (const ShareForm form : question.forms) all.fits.push_back(fitted(form, all));
    foretell_naively(all);
    return all;
}

std::vector<double> shares_at(const ShareFits& fits, const ShareFit& fit, std::span<const double> times) {
    std::vector<double> from_first;
    for (const double time : times) from_first.push_back(time - fits.rows.front().time);
    return fit.model.shares(fit.values, from_first);
}

}  // namespace counterless
