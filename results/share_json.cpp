// results/share_json.cpp: the same for other programs, and the fragment of a scenario. What is not known is null.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "results/share_calibration.hpp"

namespace counterless {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }

Json foretold(const std::optional<Foretold>& one) {
    if (!one) return nullptr;
    return {{"shares", one->shares},
            {"rmse", number(one->rmse)},
            {"mean_absolute", number(one->mean_absolute)},
            {"mean_error", number(one->mean_error)}};
}

Json end_of(const std::optional<ProfileEnd>& end) {
    if (!end) return nullptr;
    return {{"value", number(end->value)}, {"bounded", end->bounded}};
}

Json parameters(const ShareFit& fit) {
    Json all = Json::object();
    for (const ShareParameter& one : fit.parameters)
        all[one.parameter.name] = {{"unit", one.parameter.unit},
                                   {"value", number(one.value)},
                                   {"low", end_of(one.low)},
                                   {"high", end_of(one.high)},
                                   {"least_squares", number(one.least_squares)}};
    return all;
}

Json ridges(const ShareFit& fit) {
    Json all = Json::array();
    const auto name = [&](std::size_t index) {
        return index < fit.parameters.size() ? fit.parameters[index].parameter.name : "overdispersion";
    };
    for (const Ridge& ridge : fit.ridges) {
        Json points = Json::array();
        for (const LikelihoodProfile::Point& point : ridge.points) {
            Json values = Json::object();
            for (std::size_t index = 0; index < point.values.size(); ++index) values[name(index)] = number(point.values[index]);
            points.push_back({{"values", values}, {"fall", number(point.fall)}});
        }
        all.push_back({{"along", name(ridge.along)}, {"with", name(ridge.with)}, {"points", points}});
    }
    return all;
}

Json one_fit(const ShareFits& fits, const ShareFit& fit) {
    Json stated = Json::object();
    for (const auto& [name, value] : fit.model.fixed()) stated[name] = value;
    return {{"model", share_form_name(fit.model.form())},
            {"parameters", parameters(fit)},
            {"stated", stated},
            {fits.error == ShareError::counts ? "overdispersion" : "logit_sd", number(fit.scatter)},
            {"log_likelihood", number(fit.log_likelihood)},
            {"free", fit.free},
            {"aicc", number(fit.aicc)},
            {"bic", number(fit.bic)},
            {"rmse", number(fit.rmse)},
            {"rmse_least_squares", number(fit.rmse_by_squares)},
            {"r2", number(fit.r2)},
            {"residual_lag1", number(fit.residual_lag1)},
            {"condition", fit.condition > 0 ? number(fit.condition) : Json(nullptr)},
            {"shares", fit.shares},
            {"shares_least_squares", fit.shares_by_squares},
            {"held_out", foretold(fit.foretold)},
            {"held_out_least_squares", foretold(fit.foretold_by_squares)},
            {"ridges", ridges(fit)},
            {"remarks", share_remarks(fits, fit)}};
}

Json rows_of(const ShareCalibration& calibration) {
    Json rows = Json::array();
    for (std::size_t index = 0; index < calibration.fits.rows.size(); ++index) {
        const ShareRow& row = calibration.fits.rows[index];
        rows.push_back({{"time", calibration.table.labels[index]},
                        {"years", row.time},
                        {"share", row.share},
                        {"total", row.total > 0 ? Json(row.total) : Json(nullptr)},
                        {"held_out", index >= calibration.fits.fitted}});
    }
    return rows;
}

std::string on_one_line(std::string text) {
    for (char& letter : text)
        if (static_cast<unsigned char>(letter) < 0x20) letter = ' ';
    return text;
}

double rounded(double value) {
    if (value == 0 || !std::isfinite(value)) return 0;
    const double scale = std::pow(10.0, 5 - std::ceil(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
}

// The lines above the fragment: what it comes from, how sure it is, and what its place is not.
std::string comments(const ShareCalibration& calibration, const ShareFragment& fragment) {
    const ShareFit& fit = calibration.fits.fits[fragment.fit];
    std::string text =
        fmt::format("// {}, fitted to {}{} ({} rows, {} to {}) by counterless calibrate shares, version {}.\n", fit.model.title(),
                    on_one_line(calibration.file), calibration.series.empty() ? "" : ", " + on_one_line(calibration.series),
                    calibration.fits.fitted, on_one_line(calibration.table.labels.front()),
                    on_one_line(calibration.table.labels[calibration.fits.fitted - 1]), calibration.version);
    text +=
        fmt::format("// The share is that of the curve at {}: let the calendar start there.\n", on_one_line(fragment.time_label));
    for (const ShareParameter& one : fit.parameters)
        if (one.low)
            text += fmt::format("//   {:<12}{:<12.4g}{:g} % from {:.4g} to {:.4g}{}\n", one.parameter.name, one.value,
                                100 * calibration.fits.question.confidence, one.low->value, one.high->value,
                                one.low->bounded && one.high->bounded ? "" : "; not bounded by the data");
    for (const auto& [name, value] : fit.model.fixed())
        text += fmt::format("//   {:<12}{:<12.4g}stated, not fitted\n", name, value);
    for (const std::string& remark : share_remarks(calibration.fits, fit)) text += "// " + remark + "\n";
    if (fit.model.form() == ShareForm::habit) {
        const double time = fragment.time - calibration.fits.rows.front().time;
        const Habits habits = habits_at(fit.model.habit(fit.values), std::vector<double>{0, std::max(time, 0.0)}).back();
        text += fmt::format("// Customers differ: give segments a habit_sd of {:.3g} logits.\n", habits.sd);
        if (const double offline = fit.model.value("offline", fit.values).value_or(0); offline > 0)
            text += fmt::format("// Some never go digital: give segments an offline of {:.4g}, over all customers.\n", offline);
    }
    return text;
}

}  // namespace

std::string share_calibration_json(const ShareCalibration& calibration) {
    Json fits = Json::array();
    for (const ShareFit& fit : calibration.fits.fits) fits.push_back(one_fit(calibration.fits, fit));
    const auto best = share_preferred(calibration.fits);
    const ShareQuestion& question = calibration.fits.question;
    const Json all = {{"schema_version", 1},
                      {"version", calibration.version},
                      {"file", calibration.file},
                      {"series", calibration.series},
                      {"fitted", calibration.fits.fitted},
                      {"held_out", question.held_out},
                      {"confidence", question.confidence},
                      {"likelihood", calibration.fits.error == ShareError::counts ? "beta-binomial" : "logit-normal"},
                      {"lowest_aicc", best ? Json(share_form_name(calibration.fits.fits[*best].model.form())) : Json(nullptr)},
                      {"fits", std::move(fits)},
                      {"last_value", foretold(calibration.fits.last_value)},
                      {"linear_drift", foretold(calibration.fits.drift)},
                      {"rows", rows_of(calibration)}};
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool share_usable(const ShareFit& fit) {
    const ShareForm form = fit.model.form();
    return form == ShareForm::bass || form == ShareForm::bass_ceiling || form == ShareForm::habit;
}

std::string share_fragment(const ShareCalibration& calibration, const ShareFragment& fragment) {
    const ShareFit& fit = calibration.fits.fits[fragment.fit];
    const double share =
        shares_at(calibration.fits, fit, std::vector<double>{calibration.fits.rows.front().time, fragment.time}).back();
    // The end of the box, where a logarithm stops, stands for nothing at all.
    const auto value = [&](const char* name) {
        const double found = fit.model.value(name, fit.values).value_or(0);
        return found <= 1.01 * share_parameter(name).low ? 0 : rounded(found);
    };
    Json adoption = {{"model", fit.model.form() == ShareForm::habit ? "habit" : "bass"}, {"share", rounded(share)}};
    if (fit.model.form() == ShareForm::habit) {
        adoption["learning"] = {{"success", value("success")},
                                {"failure", value("failure")},
                                {"counter", value("counter")},
                                {"limit", calibration.fits.question.habit.limit}};
    } else {
        adoption["bass"] = {{"innovation_per_year", value("innovation")}, {"imitation_per_year", value("imitation")}};
        if (fit.model.form() == ShareForm::bass_ceiling) adoption["bass"]["ceiling"] = value("ceiling");
    }
    adoption["confidence"] = "fitted";
    adoption["source"] = fmt::format("fitted to {}{}", on_one_line(calibration.file),
                                     calibration.series.empty() ? "" : ", " + on_one_line(calibration.series));
    Json all = Json::object();
    if (!fragment.extends.empty()) all["extends"] = fragment.extends;
    all["adoption"] = std::move(adoption);
    return comments(calibration, fragment) + all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace counterless
