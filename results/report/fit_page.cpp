#include "results/report/fit_page.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "results/report/assets.hpp"
#include "results/report/markup.hpp"
#include "results/report/text.hpp"

namespace counterless::report {
namespace {

using Json = nlohmann::ordered_json;

// A key's line: what the sheet has, by colour and stroke.
std::string key_of(const FitCurve& curve) {
    return "<li><i class=sw style=\"block-size:0;border-radius:0;vertical-align:4px;border-block-start:" +
           std::to_string(std::lround(curve.width)) + "px " + curve.dash + " var(--" + curve.look + ")\"></i>" +
           html(named(curve.name)) + "\n";
}

std::string keys(const FitChart& chart) {
    std::string list;
    for (const FitCurve& curve : chart.curves) list += key_of(curve);
    return element("ul class=keys", list);
}

std::string drawn(const FitChart& one) {
    Json lines = Json::array(), band = Json::array();
    for (const FitCurve& curve : one.curves) {
        Json points = Json::array();
        for (const auto& [x, y] : curve.points) points.push_back({x, y});
        lines.push_back({{"look", curve.look},
                         {"dash", curve.dash},
                         {"width", curve.width},
                         {"step", curve.step},
                         {"points", std::move(points)}});
    }
    for (const FitBand& at : one.band) band.push_back({at.x, at.low, at.high});
    const Json data = {{"x", one.x},
                       {"y", one.y},
                       {"xMax", one.x_max > 0 ? Json(one.x_max) : Json(nullptr)},
                       {"yMax", one.y_max > 0 ? Json(one.y_max) : Json(nullptr)},
                       {"lines", std::move(lines)},
                       {"band", std::move(band)}};
    return figure(one.title, one.note,
                  keys(one) + chart("curves", one.title, data.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

std::string set(const FitTable& one) {
    Table all{.caption = one.title};
    for (const std::string& head : one.heads) all.columns.push_back({head, all.columns.empty()});
    for (const auto& row : one.rows) {
        std::vector<std::string> cells;
        for (const std::string& cell : row) cells.push_back(html(cell));
        all.rows.push_back(std::move(cells));
    }
    return card(one.title, one.note, table(all));
}

std::string remarks(const FitPage& page) {
    if (page.remarks.empty()) return {};
    std::string list;
    for (const std::string& remark : page.remarks) list += "<li>" + html(remark) + "\n";
    return card("What may be believed", "", element("ul class=prose", list));
}

}  // namespace

std::string fit_page(const FitPage& page) {
    std::string inside = element("p class=kicker", html(named(page.kicker))) + element("h1", html(named(page.title))) +
                         element("p class=lead", html(page.lead)) +
                         "<noscript><p class=notice>Charts need JavaScript; all figures are in the tables.</p></noscript>\n";
    for (const FitChart& one : page.charts) inside += drawn(one);
    for (const FitTable& one : page.tables) inside += set(one);
    inside += remarks(page) + element("p class=sure", html(page.made));
    std::string all = "<!doctype html>\n<!--\n";
    all.append(notices()).append("-->\n<html lang=en dir=ltr><head><meta charset=utf-8>");
    all +=
        "<meta name=viewport content=\"width=device-width,initial-scale=1\"><meta name=color-scheme content=\"light dark\">"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
        "'unsafe-inline'; font-src data:\">";
    all += element("title", html(bare(named(page.title))));
    all.append("<style>").append(style_sheet()).append("</style></head><body>\n");
    all += element("div class=language id=en lang=en dir=ltr data-title=\"" + attribute(bare(named(page.title))) + "\"",
                   element("main lang=en dir=ltr", inside));
    all.append("\n<script>").append(script()).append("</script></body></html>\n");
    return all;
}

}  // namespace counterless::report
