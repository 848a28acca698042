// results/report/page.cpp: sets the parts one under the other, once in each language. Nothing is fetched from anywhere, and the
// page itself forbids it.
#include <cmath>
#include <string>

#include "results/report.hpp"
#include "results/report/document.hpp"
#include "results/report/format.hpp"
#include "results/report/frame.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless {
namespace report {
namespace {

std::string title_of(const StudyResult& result, Lang lang) {
    return name_text(lang, result.scenario.title, result.scenario.name);
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

std::string parts(const StudyResult& result, const DayClock& clock, Lang lang) {
    return sample(result, lang) + tiles(result, lang) + expected(result, lang) + against_baseline(result, lang) +
           the_years(result, clock, lang) + uncertainty(result, lang) + left_behind(result, lang) + the_day(result, clock, lang) +
           the_balance(result, lang) + heat(result, clock, lang) + centres(result, lang) + channels(result, lang) +
           (result.scenario.channels.empty() ? "" : platform(result, clock, lang) + failures(result, clock, lang)) +
           beside_the_formulas(result, clock, lang) + services(result, lang) + all_measures(result, lang) +
           how_made(result, lang);
}

std::string in_language(const StudyResult& result, const DayClock& clock, Lang lang) {
    const Answer said = answer(result, clock, lang);
    std::string top = kicker(result, lang) + element("h1", html(said.headline));
    if (!said.against.empty()) top += element("p class=lead", html(said.against));
    if (result.growth && result.growth->grows)
        top += element("p class=notice", html(say(lang, "no_steady_state", {percent(lang, result.growth->relative, 0)})));
    top += element("p class=sure", html(said.sure)) + "<noscript><p class=notice>" + html(say(lang, "no_script")) +
           "</p></noscript>\n";
    return framed(lang, say(lang, "title", {title_of(result, lang)}), top + parts(result, clock, lang));
}

}  // namespace
}  // namespace report

std::string report_page(const StudyResult& result) {
    using namespace report;
    const DayClock clock(result);
    std::string body;
    for (const Lang lang : langs) body += in_language(result, clock, lang);
    return document(say(Lang::en, "title", {title_of(result, Lang::en)}), body);
}

}  // namespace counterless
