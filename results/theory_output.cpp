// results/theory_output.cpp: one answer is a list, several are a table over agents; JSON holds all figures of both.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "results/numbers.hpp"
#include "results/text_table.hpp"
#include "results/theory.hpp"
#include "results/theory_numbers.hpp"

namespace counterless {
namespace {

std::string shown(const Figure& figure, const TimeUnit& unit) {
    if (figure.shown == Shown::time) return four_digits(figure.value / unit.size_s);
    if (figure.shown == Shown::number) return four_digits(figure.value);
    if (figure.shown == Shown::whole) return thousands(figure.value);
    // As many digits as tell it from all: 99.9993 % is not 100 %.
    const double lacks = 100 - 100 * figure.value;
    constexpr double rounding = 1e-9;
    const int more = lacks < 0.005 && lacks > rounding ? -static_cast<int>(std::floor(std::log10(lacks))) : 2;
    return percent_of(figure.value, more);
}

std::string list_of(const std::vector<Figure>& figures, const TimeUnit& unit) {
    std::size_t widest = 0;
    for (const Figure& figure : figures) widest = std::max(widest, shown(figure, unit).size());
    std::string text;
    for (const Figure& figure : figures) {
        const std::string value = shown(figure, unit);
        text += fmt::format("  {:<34}{}{}{}\n", figure.label, std::string(widest - width(value), ' '), value,
                            figure.shown == Shown::time && !std::isnan(figure.value) ? " " + std::string(unit.name) : "");
    }
    return text;
}

std::string table_of(const TheoryAnswer& answer, const TimeUnit& unit) {
    std::vector<std::string> header = answer.heads;
    for (const Figure& figure : answer.figures.front())
        if (figure.in_table)
            header.push_back(std::string(figure.head) + (figure.shown == Shown::time ? ", " + std::string(unit.name) : ""));
    TextTable table(header);
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        std::vector<std::string> cells = answer.rows[row].labels;
        for (const Figure& figure : answer.figures[row])
            if (figure.in_table) cells.push_back(shown(figure, unit));
        table.row(std::move(cells));
    }
    return table.text(TextTable::whole_names);
}

bool any_value(const std::vector<Figure>& row, bool (*is)(double)) {
    return std::any_of(row.begin(), row.end(), [is](const Figure& figure) { return is(figure.value); });
}

// What no number of agents keeps, of all rows, as it was typed; and with how many the best is had.
std::string missed_text(const TheoryAnswer& answer) {
    std::set<std::string_view> missed;
    for (const auto& row : answer.missed) missed.insert(row.begin(), row.end());
    std::string names;
    for (const auto& [name, value] : answer.stated)
        if (missed.contains(name)) names += fmt::format("{}--{} {}", names.empty() ? "" : " and ", name, value);
    double best = 0;
    for (const auto& row : answer.figures)
        for (const Figure& figure : row)
            if (figure.name == "agents_best") best = figure.value;
    return wrapped(
        fmt::format("no number of agents keeps {}; beside it the best that can be had, with {}.", names, thousands(best)), "–:");
}

}  // namespace

bool target_missed(const TheoryAnswer& answer) {
    return std::any_of(answer.missed.begin(), answer.missed.end(), [](const auto& row) { return !row.empty(); });
}

std::string theory_text(const TheoryAnswer& answer) {
    const TimeUnit unit = unit_for(answer.rows.front().given("service"));
    std::string text = fmt::format("{}\n", answer.formula->title), stated;
    for (const auto& [name, value] : answer.stated) stated += (stated.empty() ? "" : ", ") + name + " " + value;
    text += stated + "\n\n" + (answer.rows.size() == 1 ? list_of(answer.figures.front(), unit) : table_of(answer, unit)) + "\n";
    bool endless = false, without = false;
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        endless = endless || any_value(answer.figures[row], [](double value) { return std::isinf(value); });
        without = without ||
                  (answer.missed[row].empty() && any_value(answer.figures[row], [](double value) { return std::isnan(value); }));
    }
    if (endless) text += "∞: more work comes than can be done, so the line grows without end.\n";
    if (target_missed(answer)) text += missed_text(answer);
    if (without) text += "–: has no value here, or lies beyond what this formula can be computed for.\n";
    return text + fmt::format("Assumes: {}.\nSource: {}.\n", answer.formula->assumes, answer.formula->source);
}

std::string theory_json(const TheoryAnswer& answer, std::string_view version) {
    using Json = nlohmann::ordered_json;
    Json stated = Json::object(), rows = Json::array();
    for (const auto& [name, value] : answer.stated) stated[name] = value;
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        Json figures = Json::object();
        const Given& given = answer.rows[row].given;
        if (given.has("agents")) figures["agents"] = static_cast<int>(given("agents"));
        if (std::find(answer.heads.begin(), answer.heads.end(), "arrivals") != answer.heads.end())
            figures["arrivals_per_s"] = given("arrivals");
        for (const Figure& figure : answer.figures[row])
            figures[std::string(figure.name)] = std::isfinite(figure.value) ? Json(figure.value) : Json(nullptr);
        if (!answer.formula->targets.empty()) figures["targets_missed"] = answer.missed[row];
        rows.push_back(std::move(figures));
    }
    const Json all = {{"schema_version", 1},
                      {"version", version},
                      {"formula", answer.formula->name},
                      {"assumes", answer.formula->assumes},
                      {"source", answer.formula->source},
                      {"given", std::move(stated)},
                      {"answers", std::move(rows)}};
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace counterless
