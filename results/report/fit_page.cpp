#include "results/report/fit_page.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/report/assets.hpp"
#include "results/report/markup.hpp"
#include "results/report/text.hpp"

namespace counterless::report {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) { return std::round(value * 1e5) / 1e5; }

Json points(const std::vector<FitChart::Point>& all) {
    Json list = Json::array();
    for (const auto& point : all) list.push_back({rounded(point.x), rounded(point.y), point.label});
    return list;
}

Json curves(const std::vector<FitChart::Curve>& all) {
    Json list = Json::array();
    for (const auto& curve : all) {
        Json values = Json::array();
        for (const auto& [x, y] : curve.values) values.push_back({rounded(x), rounded(y)});
        list.push_back({{"name", curve.name}, {"values", values}});
    }
    return list;
}

struct Span {
    double low = INFINITY, high = -INFINITY;
    void take(double value) { low = std::min(low, value), high = std::max(high, value); }
    // A little room, and ends at multiples of `step`.
    [[nodiscard]] Json rounded_to(double step) const {
        return {rounded(std::floor(low / step) * step), rounded(std::ceil(high / step) * step)};
    }
};

}  // namespace

std::string plain_page(std::string_view title, std::string_view kicker, std::string_view body) {
    std::string page = "<!doctype html>\n<!--\n";
    page.append(notices()).append("-->\n<html lang=en dir=ltr><head><meta charset=utf-8>");
    page +=
        "<meta name=viewport content=\"width=device-width,initial-scale=1\"><meta name=color-scheme content=\"light dark\">"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
        "'unsafe-inline'; font-src data:\">";
    page += element("title", html(title));
    page.append("<style>").append(style_sheet()).append("</style></head><body>\n");
    const std::string top = element("p class=kicker", html(kicker)) + element("h1", html(title));
    page += element("div class=language id=en lang=en dir=ltr data-title=\"" + attribute(title) + "\"",
                    element("main", top + std::string(body)));
    return page.append("\n<script>").append(script()).append("</script></body></html>\n");
}

std::string fit_chart(std::string_view label, const FitChart& chart) {
    Span x, y;
    for (const auto* list : {&chart.seen, &chart.unseen})
        for (const auto& point : *list) x.take(point.x), y.take(point.y);
    for (const auto* list : {&chart.curves, &chart.naive})
        for (const auto& curve : *list)
            for (const auto& [at, value] : curve.values) x.take(at), y.take(value);
    Json band = Json::array();
    for (const auto& point : chart.band) band.push_back({rounded(point.x), rounded(point.low), rounded(point.high)});
    const double wide = std::max(y.high - y.low, 1e-6);
    const double step = std::pow(10.0, std::floor(std::log10(wide)));
    const Json data = {{"text", {{"x", chart.x_text}, {"y", chart.y_text}}},
                       {"x", {rounded(x.low - 0.01 * (x.high - x.low)), rounded(std::max(x.high, x.low + 1e-3))}},
                       {"y", y.rounded_to(wide / step < 4 ? step / 2 : step)},
                       {"seen", points(chart.seen)},
                       {"unseen", points(chart.unseen)},
                       {"curves", curves(chart.curves)},
                       {"naive", curves(chart.naive)},
                       {"band", band},
                       {"split", chart.has_split ? Json(rounded(chart.split)) : Json(nullptr)}};
    return report::chart("fit", label, data.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace counterless::report
