// results/report/tiles.cpp: the five figures a manager asks for first, each with its interval, a gauge and a verdict.
// A measure that the scenario does not produce has no tile. The gauge is decoration: all it shows is said in words beside it.
#include <fmt/format.h>

#include <algorithm>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/report/verdict.hpp"

namespace counterless::report {
namespace {

struct Tile {
    std::string title;  // text
    const Value* value;
};

std::string_view tone_of(Verdict verdict) {
    return verdict == Verdict::met ? "good" : verdict == Verdict::missed ? "bad" : "same";
}

std::string verdict_word(Verdict verdict, Lang lang) {
    switch (verdict) {
        case Verdict::met:
            return say(lang, "met");
        case Verdict::missed:
            return say(lang, "missed");
        case Verdict::undecided:
            return say(lang, "undecided");
        default:
            return say(lang, "no_verdict");
    }
}

// Shares of good service live near 1 and are looked at from one half up; small shares and waits from 0 to a little beyond what
// matters.
std::pair<double, double> gauge_range(const Value& value, double target) {
    const double mean = value.estimate.mean, reach = std::max({mean + value.estimate.half_width, target, 1e-9});
    if (show_of(value.measure) != Show::share) return {0, 1.35 * reach};
    if (std::min(mean, target > 0 ? target : mean) >= 0.6) return {0.5, 1};
    return reach < 0.25 ? std::pair{0.0, 1.5 * reach} : std::pair{0.0, 1.0};
}

std::string gauge(const Value& value, const std::optional<Judged>& judged) {
    const double target = judged ? judged->target.value : 0;
    const auto [low, high] = gauge_range(value, target);
    const auto at = [low = low, high = high](double x) { return 100 * std::clamp((x - low) / (high - low), 0.0, 1.0); };
    const double mean = value.estimate.mean, half = has_interval(value.estimate) ? value.estimate.half_width : 0;
    std::string out = "<div class=gauge aria-hidden=true>";
    out += fmt::format("<i style=\"inset-inline-start:{:.1f}%;inline-size:{:.1f}%\"></i>", at(mean - half),
                       at(mean + half) - at(mean - half));
    out += fmt::format("<b style=\"inset-inline-start:{:.1f}%\"></b>", at(mean));
    if (judged) out += fmt::format("<u style=\"inset-inline-start:{:.1f}%\"></u>", at(target));
    return out + "</div>";
}

std::string tile(const StudyResult& result, const Tile& tile, Lang lang) {
    const Value& value = *tile.value;
    const auto judged = judged_for(result, &value);
    const Show show = show_of(value.measure);
    const int digits = digits_of(value.estimate, show);
    std::string big = html(with_unit(lang, value.estimate.mean, value.measure, result.scenario.costs.currency, digits));
    if (has_interval(value.estimate)) {
        const double half = value.estimate.half_width * (show == Show::share ? 100 : scale_of(show));
        big += " " + element("span", html(ltr("±\u00A0" + number(half, digits))));
    }
    std::string below = html(say(lang, "no_target"));
    if (judged) {
        const double factor = show == Show::share ? 100 : scale_of(show);
        const std::string goal = with_unit(lang, judged->target.value, value.measure, result.scenario.costs.currency,
                                           digits_for(0, judged->target.value * factor));
        below = html(say(lang, judged->target.at_least ? Word("at_least") : Word("at_most"), {goal})) + "<br>" +
                verdict(tone_of(judged->verdict), verdict_word(judged->verdict, lang));
    }
    const std::string tone(judged ? tone_of(judged->verdict) : "none");
    return "<div class=\"tile " + tone + "\">" + element("dt", html(tile.title)) +
           element("dd", element("div class=big", big) + gauge(value, judged) + element("p", below)) + "</div>\n";
}

}  // namespace

std::string tiles(const StudyResult& result, Lang lang) {
    const Tile all[] = {
        {say(lang, "tile_within", {minutes(lang, result.scenario.study.within_s)}), service_level(result, "all")},
        {say(lang, "tile_p90"), result.find("wait_p90", "all")},
        {say(lang, "tile_gave_up"), result.find("abandonment", "all")},
        {say(lang, "tile_busy"), result.find("occupancy", "all")},
        {say(lang, "tile_digital"), result.find("digital_share", "all")},
    };
    std::string out;
    for (const Tile& one : all)
        if (one.value && one.value->estimate.known) out += tile(result, one, lang);
    return out.empty() ? out : element("h2 class=vh", html(say(lang, "tiles"))) + element("dl class=tiles", out) + "\n";
}

}  // namespace counterless::report
