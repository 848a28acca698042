#include "results/report/fit_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "results/report/document.hpp"
#include "results/report/markup.hpp"
#include "results/report/text.hpp"

namespace counterless::report {
namespace {

using Json = nlohmann::ordered_json;

// Eight figures: a year with its day, and a small density.
double rounded(double value) { return std::stod(fmt::format("{:.8g}", value)); }

struct Span {
    double low = INFINITY, high = -INFINITY;
    void take(double value) { low = std::min(low, value), high = std::max(high, value); }
    [[nodiscard]] double wide() const { return std::max(high - low, 1e-6); }
};

// Ends that are not stated lie a little outside of the data, or at multiples of a step that a reader can follow.
Json axis(const FitAxis& axis, const Span& span, bool by_steps) {
    double low = span.low - 0.01 * span.wide(), high = std::max(span.high, span.low + 1e-3);
    if (by_steps) {
        const double ten = std::pow(10.0, std::floor(std::log10(span.wide()))), tens = span.wide() / ten;
        const double step = tens < 4 ? ten / 2 : tens < 5 ? ten : 2 * ten;
        low = std::floor(span.low / step) * step;
        high = std::ceil(span.high / step) * step;
    }
    return {{"name", axis.name},
            {"ends", {rounded(axis.low.value_or(low)), rounded(axis.high.value_or(high))}},
            {"stated", {by_steps || axis.low, by_steps || axis.high}}};
}

Json curve_json(const FitCurve& curve) {
    Json points = Json::array(), band = Json::array();
    for (const auto& [x, y] : curve.points) points.push_back({rounded(x), rounded(y)});
    for (const FitBand& at : curve.band) band.push_back({rounded(at.x), rounded(at.low), rounded(at.high)});
    return {{"look", curve.look.colour}, {"stroke", curve.look.stroke}, {"width", curve.look.width},
            {"step", curve.step},        {"points", std::move(points)}, {"band", std::move(band)}};
}

Json points_json(const std::vector<FitPoint>& all) {
    Json list = Json::array();
    for (const FitPoint& point : all) list.push_back({rounded(point.x), rounded(point.y), point.label});
    return list;
}

Json chart_json(const FitChart& chart) {
    Span x, y;
    Json curves = Json::array();
    for (const FitCurve& curve : chart.curves) {
        for (const auto& point : curve.points) x.take(point.first), y.take(point.second);
        curves.push_back(curve_json(curve));
    }
    for (const auto* list : {&chart.seen, &chart.unseen})
        for (const FitPoint& point : *list) x.take(point.x), y.take(point.y);
    return {{"x", axis(chart.x, x, false)},        {"y", axis(chart.y, y, true)},
            {"curves", std::move(curves)},         {"seen", points_json(chart.seen)},
            {"unseen", points_json(chart.unseen)}, {"split", chart.split ? Json(rounded(*chart.split)) : Json(nullptr)}};
}

// A key's line: what the sheet has, by colour and stroke.
std::string key_of(const FitCurve& curve) {
    return "<li><i class=sw style=\"block-size:0;border-radius:0;vertical-align:4px;border-block-start:" +
           std::to_string(std::lround(curve.look.width)) + "px " + curve.look.stroke + " var(--" + curve.look.colour +
           ")\"></i>" + html(named(curve.name)) + "\n";
}

std::string drawn(const FitChart& one) {
    std::string keys;
    for (const FitCurve& curve : one.curves) keys += key_of(curve);
    const std::string json = chart_json(one).dump(-1, ' ', false, Json::error_handler_t::replace);
    return figure(one.title, one.note, element("ul class=keys", keys) + chart("fit", one.title, json));
}

std::string remarks(const FitPage& page) {
    if (page.remarks.empty()) return {};
    std::string list;
    for (const std::string& remark : page.remarks) list += "<li>" + html(remark) + "\n";
    return card("What may be believed", "", element("ul class=prose", list));
}

}  // namespace

FitLook fit_look(std::size_t place) {
    static constexpr FitLook looks[] = {{"good", "solid", 2.6}, {"bad", "dashed"},  {"plum", "dotted"},
                                        {"same", "dashed"},     {"good", "dotted"}, {"plum", "dashed"}};
    return looks[place % std::size(looks)];
}

std::string fit_page(const FitPage& page) {
    std::string inside = element("p class=kicker", html(named(page.kicker))) + element("h1", html(named(page.title)));
    if (!page.lead.empty()) inside += element("p class=lead", html(page.lead));
    inside += "<noscript><p class=notice>Charts need JavaScript; all figures are in the tables.</p></noscript>\n";
    for (const FitChart& one : page.charts) inside += drawn(one);
    inside += page.cards + remarks(page) + element("p class=sure", html(page.made));
    const std::string title = named(page.title);
    return document(title, element("div class=language id=en lang=en dir=ltr data-title=\"" + attribute(bare(title)) + "\"",
                                   element("main lang=en dir=ltr", inside)) +
                               "\n");
}

}  // namespace counterless::report
