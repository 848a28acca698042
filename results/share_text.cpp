// results/share_text.cpp: a calibration as a person reads it, no line wider than a terminal of 100.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/numbers.hpp"
#include "results/share_calibration.hpp"
#include "results/text_table.hpp"

namespace counterless {
namespace {

std::string points(double share) { return fmt::format("{:.2f}", 100 * share); }
std::string shown(double value) { return fmt::format("{:.4g}", value); }

std::string head(const ShareCalibration& calibration) {
    const ShareFits& fits = calibration.fits;
    const auto [low, high] = std::minmax_element(fits.rows.begin(), fits.rows.end(),
                                                 [](const ShareRow& a, const ShareRow& b) { return a.share < b.share; });
    std::string text = calibration.file;
    if (!calibration.series.empty()) text += ", " + calibration.series;
    text += fmt::format(": {} row{}, {} to {}, shares from {:.1f} % to {:.1f} %\n", fits.rows.size(),
                        fits.rows.size() == 1 ? "" : "s", calibration.table.labels.front(), calibration.table.labels.back(),
                        100 * low->share, 100 * high->share);
    if (calibration.table.empty > 0) text += fmt::format("passed over without a share: {}\n", calibration.table.empty);
    if (fits.question.held_out > 0)
        text += fmt::format("fitted to the first {}; the last {}, from {} on, are held out\n", fits.fitted,
                            fits.question.held_out, calibration.table.labels[fits.fitted]);
    return text + (fits.error == ShareError::counts
                       ? "likelihood: beta-binomial, counts that scatter more than coins\n"
                       : "likelihood: normal on the logit of the share; --digital and --total would weigh the rows\n");
}

std::vector<std::string> foretold_cells(const std::optional<Foretold>& foretold) {
    if (!foretold) return {};
    return {points(foretold->rmse), points(foretold->mean_absolute), fmt::format("{:+.2f}", 100 * foretold->mean_error)};
}

std::string comparison(const ShareFits& fits) {
    const bool ahead = fits.question.held_out > 0;
    std::vector<std::string> header{"", "free", "AICc", "BIC", "RMSE", "R²", "lag 1"};
    if (ahead) header.insert(header.end(), {"held out: RMSE", "absolute", "bias"});
    TextTable table(header);
    const auto add = [&](std::vector<std::string> cells, const std::optional<Foretold>& foretold) {
        for (std::string& cell : foretold_cells(foretold)) cells.push_back(std::move(cell));
        table.row(std::move(cells));
    };
    for (const ShareFit& fit : fits.fits)
        add({"  " + std::string(fit.model.title()), std::to_string(fit.parameters.size()),
             fit.aicc ? fmt::format("{:.1f}", *fit.aicc) : "–", fmt::format("{:.1f}", fit.bic), points(fit.rmse),
             fit.r2 ? fmt::format("{:.3f}", *fit.r2) : "–", fmt::format("{:.2f}", fit.residual_lag1)},
            fit.foretold);
    if (ahead) {
        add({"  last value", "", "", "", "", "", ""}, fits.last_value);
        add({"  linear drift", "", "", "", "", "", ""}, fits.drift);
    }
    std::string text = "\n" + table.text() + "  RMSE" + (ahead ? ", absolute error and bias" : "") + " in points of share";
    if (const auto best = share_preferred(fits)) text += fmt::format("; lowest AICc: {}", fits.fits[*best].model.title());
    return text + "\n";
}

std::string interval(const ShareParameter& parameter) {
    if (!parameter.low) return "";
    const auto end = [](const ProfileEnd& one, const char* mark) { return (one.bounded ? "" : mark) + shown(one.value); };
    return end(*parameter.low, "≤ ") + " to " + end(*parameter.high, "≥ ");
}

std::string parameters(const ShareFits& fits, const ShareFit& fit) {
    const bool bounded = fits.question.intervals != IntervalRule::nothing;
    const std::string level = fmt::format("{:g} %{}", 100 * fits.question.confidence,
                                          fits.question.intervals == IntervalRule::bootstrap ? ", bootstrap" : "");
    std::vector<std::string> header{"  parameter", "unit", "likeliest"};
    if (bounded) header.push_back(level);
    header.emplace_back("least squares");
    TextTable table(header);
    for (const ShareParameter& parameter : fit.parameters) {
        std::vector<std::string> cells{"  " + parameter.parameter.name, parameter.parameter.unit, shown(parameter.value)};
        if (bounded) cells.push_back(interval(parameter));
        cells.push_back(shown(parameter.least_squares));
        table.row(std::move(cells));
    }
    std::string text = table.text(), stated;
    for (const auto& [name, value] : fit.model.fixed())
        stated += (stated.empty() ? "  stated: " : ", ") + name + " " + shown(value);
    if (!stated.empty()) text += stated + "\n";
    return text +
           fmt::format("  {}: {}\n", fits.error == ShareError::counts ? "overdispersion" : "scatter, logits", shown(fit.scatter));
}

std::string name_in(const ShareFit& fit, std::size_t index) {
    return index < fit.parameters.size() ? fit.parameters[index].parameter.name : "overdispersion";
}

std::string ridge(const ShareFit& fit, const Ridge& ridge) {
    const bool alone = ridge.along == ridge.with;
    std::string text = alone ? fmt::format("  {} alone: these fit nearly alike\n", name_in(fit, ridge.along))
                             : fmt::format("  {} and {} make up for each other: these fit nearly alike\n",
                                           name_in(fit, ridge.along), name_in(fit, ridge.with));
    const auto line = [&](const std::string& name, const auto& value) {
        text += fmt::format("    {:<26}", name);
        for (const LikelihoodProfile::Point& point : ridge.points) text += fmt::format("{:>12}", value(point));
        text += "\n";
    };
    line(name_in(fit, ridge.along), [&](const LikelihoodProfile::Point& point) { return shown(point.values[ridge.along]); });
    if (!alone)
        line(name_in(fit, ridge.with), [&](const LikelihoodProfile::Point& point) { return shown(point.values[ridge.with]); });
    line("log-likelihood, below best",
         [](const LikelihoodProfile::Point& point) { return fmt::format("{:.2f}", std::max(0.0, point.fall)); });
    return text;
}

}  // namespace

std::string share_calibration_text(const ShareCalibration& calibration) {
    const ShareFits& fits = calibration.fits;
    std::string text = head(calibration) + comparison(fits);
    for (const ShareFit& fit : fits.fits) {
        text += "\n" + std::string(fit.model.title()) + "\n" + parameters(fits, fit);
        for (const std::string& remark : share_remarks(fits, fit)) text += wrapped(remark, " ");
        for (const Ridge& one : fit.ridges) text += ridge(fit, one);
    }
    return text;
}

}  // namespace counterless
