// results/report/page.cpp: sets the parts one under the other, twice: <main lang=en> and <main lang=ar> in one file, one of them
// shown. The switch is a link to #ar or #en that the sheet alone obeys, so it works without the script; nothing is fetched from
// anywhere, and the page itself forbids it.
#include <cmath>
#include <string>

#include "results/report.hpp"
#include "results/report/document.hpp"
#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless {
namespace report {
namespace {

constexpr std::string_view mark =
    "<svg viewBox=\"0 0 26 22\" aria-hidden=true><rect x=0 y=0 width=4 height=22 rx=2 /><rect x=7 y=4 width=4 height=18 rx=2 "
    "opacity=.75 />"
    "<rect x=14 y=9 width=4 height=13 rx=2 opacity=.5 /><circle cx=23 cy=19 r=2.6 opacity=.8 /></svg>";

std::string code_of(Lang lang) { return lang == Lang::en ? "en" : "ar"; }
std::string title_of(const StudyResult& result, Lang lang) {
    return name_text(lang, result.scenario.title, result.scenario.name);
}

std::string header(Lang lang) {
    const std::string other = code_of(lang == Lang::en ? Lang::ar : Lang::en);
    const std::string print = "<button type=button class=print>" + html(say(lang, "print")) + "</button>";
    const std::string link = "<a class=switch href=\"#" + other + "\" lang=" + other + " hreflang=" + other + ">" +
                             html(say(lang, "other_language")) + "</a>";
    return element(
        "header class=bar",
        element("div class=top", "<span class=mark>" + std::string(mark) + "<bdi>Counterless</bdi></span>" +
                                     element("nav aria-label=\"" + attribute(say(lang, "other_language")) + "\"", print + link)));
}

std::string kicker(const StudyResult& result, Lang lang) {
    const Scenario& scenario = result.scenario;
    std::string text = html(say(lang, "run_report")) + " · " + html(say(lang, "scenario", {title_of(result, lang)}));
    if (scenario.calendar.has_dates) text += " · " + html(dates(lang, scenario.calendar.start, scenario.calendar.end));
    const Value* visits = result.find("visits", "all");
    if (visits && visits->estimate.known && visits->estimate.mean >= 0.5)
        text += " · " +
                html(say(lang, "visits_each",
                         {counted(lang, visits->estimate.mean < 100 ? visits->estimate.mean : std::round(visits->estimate.mean),
                                  Noun::visit)}));
    return element("p class=kicker", text);
}

std::string parts(const StudyResult& result, const Clock& clock, Lang lang) {
    return sample(result, lang) + tiles(result, lang) + expected(result, lang) + against_baseline(result, lang) +
           the_years(result, clock, lang) + uncertainty(result, lang) + left_behind(result, lang) + the_day(result, clock, lang) +
           the_balance(result, lang) + heat(result, clock, lang) + centres(result, lang) + channels(result, lang) +
           (result.scenario.channels.empty() ? "" : platform(result, clock, lang) + failures(result, clock, lang)) +
           beside_the_formulas(result, clock, lang) + services(result, lang) + all_measures(result, lang) +
           how_made(result, lang);
}

std::string in_language(const StudyResult& result, const Clock& clock, Lang lang) {
    const std::string code = code_of(lang), direction = lang == Lang::en ? "ltr" : "rtl";
    const Answer said = answer(result, clock, lang);
    std::string top = kicker(result, lang) + element("h1", html(said.headline));
    if (!said.against.empty()) top += element("p class=lead", html(said.against));
    top += element("p class=sure", html(said.sure)) + "<noscript><p class=notice>" + html(say(lang, "no_script")) +
           "</p></noscript>\n";
    const std::string skip = "<a class=skip href=\"#" + code + "-results\">" + html(say(lang, "skip")) + "</a>";
    const std::string main = element("main id=" + code + "-results lang=" + code + " dir=" + direction + " tabindex=-1",
                                     top + parts(result, clock, lang));
    const std::string hidden = lang == Lang::ar ? " hidden" : "";
    return element("div class=language id=" + code + " lang=" + code + " dir=" + direction + " data-title=\"" +
                       attribute(bare(say(lang, "title", {title_of(result, lang)}))) + "\"" + hidden,
                   skip + header(lang) + main) +
           "\n";
}

}  // namespace
}  // namespace report

std::string report_page(const StudyResult& result) {
    using namespace report;
    const Clock clock(result);
    std::string body;
    for (const Lang lang : langs) body += in_language(result, clock, lang);
    return document(say(Lang::en, "title", {title_of(result, Lang::en)}), body);
}

}  // namespace counterless
