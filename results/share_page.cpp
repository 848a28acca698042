// results/share_page.cpp: the curves over the rows they were fitted to, and the tables of the text beside them.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "results/report/fit_page.hpp"
#include "results/report/markup.hpp"
#include "results/report/text.hpp"
#include "results/share_calibration.hpp"

namespace counterless {
namespace {

using namespace report;

std::string shown(double value) { return fmt::format("{:.4g}", value); }
std::string points(double share) { return fmt::format("{:.2f}", 100 * share); }

FitCurve curve_of(const ShareFits& fits, const ShareFit& fit, std::size_t place) {
    FitCurve curve{std::string(fit.model.title()), fit_look(place)};
    const std::vector<double> shares = shares_at(fits, fit, fits.grid);
    for (std::size_t at = 0; at < fits.grid.size(); ++at) curve.points.emplace_back(fits.grid[at], 100 * shares[at]);
    return curve;
}

FitCurve naive_of(const ShareFits& fits, const Foretold& foretold, const char* name, const char* stroke) {
    FitCurve curve{
        name, {"ink", stroke, 1.4}, false, {{fits.rows[fits.fitted - 1].time, 100 * fits.rows[fits.fitted - 1].share}}};
    for (std::size_t row = fits.fitted; row < fits.rows.size(); ++row)
        curve.points.emplace_back(fits.rows[row].time, 100 * foretold.shares[row - fits.fitted]);
    return curve;
}

// The preferred one first, with its band.
std::vector<FitCurve> curves_of(const ShareFits& fits) {
    if (fits.fits.empty()) return {};
    const std::size_t first = share_preferred(fits).value_or(0);
    std::vector<FitCurve> curves{curve_of(fits, fits.fits[first], 0)};
    for (std::size_t at = 0; at < fits.fits[first].band_low.size(); ++at)
        curves.front().band.push_back({fits.grid[at], 100 * fits.fits[first].band_low[at], 100 * fits.fits[first].band_high[at]});
    for (std::size_t index = 0; index < fits.fits.size(); ++index)
        if (index != first) curves.push_back(curve_of(fits, fits.fits[index], curves.size()));
    return curves;
}

std::string note_of(const ShareFits& fits, const std::vector<FitCurve>& curves) {
    std::string note = "Filled: rows that were fitted.";
    if (fits.last_value) note += " Hollow, right of the dashed line: rows held out.";
    if (curves.empty() || curves.front().band.empty()) return note;
    return note + fmt::format(
                      " Thick: {}, with the band of all its curves within the {:g} % intervals of its parameters; it bounds "
                      "the curve, not the scatter around it.",
                      curves.front().name, 100 * fits.question.confidence);
}

FitChart chart_of(const ShareCalibration& calibration) {
    const ShareFits& fits = calibration.fits;
    FitChart chart{.title = "Shares and curves", .x = {"year", {}, {}}, .y = {"digital share, %", {}, {}}};
    for (std::size_t row = 0; row < fits.rows.size(); ++row)
        (row < fits.fitted ? chart.seen : chart.unseen)
            .push_back({fits.rows[row].time, 100 * fits.rows[row].share,
                        fmt::format("{}: {} %", calibration.table.labels[row], points(fits.rows[row].share))});
    chart.curves = curves_of(fits);
    chart.note = note_of(fits, chart.curves);
    if (fits.last_value) {
        chart.curves.push_back(naive_of(fits, *fits.last_value, "last value", "dotted"));
        chart.curves.push_back(naive_of(fits, *fits.drift, "linear drift", "dashed"));
        chart.split = (fits.rows[fits.fitted - 1].time + fits.rows[fits.fitted].time) / 2;
    }
    return chart;
}

std::string comparison(const ShareFits& fits) {
    const bool ahead = fits.last_value.has_value();
    Table all{"Models", {{"Model", true}, {"Free"}, {"AICc"}, {"BIC"}, {"RMSE"}, {"R²"}, {"Residuals, lag 1"}}, {}, "stack"};
    if (ahead)
        for (const char* head : {"Held out: RMSE", "absolute", "bias"}) all.columns.push_back({head});
    const auto add = [&](std::vector<std::string> cells, const std::optional<Foretold>& one) {
        if (one) {
            cells.push_back(points(one->rmse));
            cells.push_back(points(one->mean_absolute));
            cells.push_back(fmt::format("{:+.2f}", 100 * one->mean_error));
        }
        all.rows.push_back(std::move(cells));
    };
    for (const ShareFit& fit : fits.fits)
        add({html(fit.model.title()), std::to_string(fit.parameters.size()), fit.aicc ? fmt::format("{:.1f}", *fit.aicc) : "–",
             fmt::format("{:.1f}", fit.bic), points(fit.rmse), fit.r2 ? fmt::format("{:.3f}", *fit.r2) : "–",
             fmt::format("{:.2f}", fit.residual_lag1)},
            fit.foretold);
    if (ahead) {
        add({"last value", "", "", "", "", "", ""}, fits.last_value);
        add({"linear drift", "", "", "", "", "", ""}, fits.drift);
    }
    return card("Models side by side", "Errors in points of share.", table(all));
}

std::string end_cell(const std::optional<ProfileEnd>& end, const char* open) {
    return end ? (end->bounded ? "" : open) + shown(end->value) : "–";
}

std::string ridges(const ShareFit& fit) {
    std::string text;
    const auto name = [&](std::size_t index) {
        return index < fit.parameters.size() ? fit.parameters[index].parameter.name : std::string("overdispersion");
    };
    for (const Ridge& ridge : fit.ridges) {
        const bool alone = ridge.along == ridge.with;
        Table all{"These fit alike", {{name(ridge.along)}}, {}, "slim"};
        if (!alone) all.columns.push_back({name(ridge.with)});
        all.columns.push_back({"log-likelihood below best"});
        for (const LikelihoodProfile::Point& point : ridge.points) {
            std::vector<std::string> row{shown(point.values[ridge.along])};
            if (!alone) row.push_back(shown(point.values[ridge.with]));
            row.push_back(fmt::format("{:.2f}", std::max(0.0, point.fall)));
            all.rows.push_back(std::move(row));
        }
        const std::string said =
            alone ? name(ridge.along) + " may have any of these values:"
                  : name(ridge.along) + " and " + name(ridge.with) + " make up for each other. These fit nearly alike:";
        text += element("p class=\"prose after\"", html(said)) + table(all);
    }
    return text;
}

std::string one_model(const ShareFits& fits, const ShareFit& fit) {
    Table all{std::string(fit.model.title()),
              {{"Parameter", true}, {"Unit", true}, {"Likeliest"}, {"From"}, {"To"}, {"Least squares"}},
              {},
              "slim"};
    for (const ShareParameter& one : fit.parameters)
        all.rows.push_back({html(one.parameter.name), html(one.parameter.unit), shown(one.value), end_cell(one.low, "≤ "),
                            end_cell(one.high, "≥ "), shown(one.least_squares)});
    std::string remarks;
    for (const std::string& remark : share_remarks(fits, fit)) remarks += element("p class=\"prose after\"", html(remark));
    return card(fit.model.title(), "", table(all) + remarks + ridges(fit));
}

}  // namespace

std::string share_calibration_page(const ShareCalibration& calibration) {
    const ShareFits& fits = calibration.fits;
    FitPage page{.title = "Curves fitted to " + std::filesystem::path(calibration.file).filename().string()};
    if (!calibration.series.empty()) page.title += ", " + calibration.series;
    page.kicker = fmt::format("Calibration of shares · {} rows · {} to {}", fits.rows.size(), calibration.table.labels.front(),
                              calibration.table.labels.back());
    if (const auto best = share_preferred(fits))
        page.lead = fmt::format("Likeliest for its number of parameters (AICc): {}.", fits.fits[*best].model.title());
    page.charts = {chart_of(calibration)};
    page.cards = comparison(fits);
    for (const ShareFit& fit : fits.fits) page.cards += one_model(fits, fit);
    page.made = fmt::format("Made by Counterless {}. Methods: docs/reference/calibrate.md.", calibration.version);
    return fit_page(page);
}

}  // namespace counterless
