// results/report/making.cpp: how to make this page again, and what its numbers rest on: every value of the scenario that says
// where it comes from, grouped by part, with the value itself read from the resolved scenario text.
#include <nlohmann/json.hpp>

#include <array>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/variance.hpp"

namespace counterless::report {
namespace {

using nlohmann::json;

std::string entry(const std::string& term, const std::string& description) {
    return element("dt", html(term)) + element("dd", description) + "\n";
}
std::string code(const std::string& text) { return element("code", html(named(text))); }

std::string confidence_word(const std::string& word, Lang lang) {
    static constexpr std::array<Word, 7> words{"stated", "found", "derived", "known", "assumed", "unknown", "fitted"};
    for (const Word known_word : words)
        if (word == phrases[known_word.index].key) return say(lang, known_word);
    return named(word);
}

// The value a pointer names, short enough for a cell; objects and lists are too long to be one.
std::string value_at(const json& scenario, const std::string& place) {
    try {
        const json& value = scenario.at(json::json_pointer(place));
        if (value.is_object() || value.is_array()) return {};
        return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, json::error_handler_t::replace);
    } catch (const json::exception&) { return {}; }
}

// A part of the scenario by its heading; a key that has none is shown as it is.
std::string part_text(const std::string& part, Lang lang) {
    for (const Phrase& phrase : phrases)
        if (phrase.key == "part/" + part) return std::string(lang == Lang::en ? phrase.en : phrase.ar);
    return named(part);
}

std::string part_of(const std::string& place) {
    const std::size_t end = place.find('/', 1);
    return place.size() > 1 ? place.substr(1, end == std::string::npos ? std::string::npos : end - 1) : place;
}

std::string assumptions_of(const Scenario& stated, Lang lang) {
    const auto& provenance = stated.provenance;
    if (provenance.empty()) return card(say(lang, "assumptions"), say(lang, "assumptions_none"), "");
    const json scenario = json::parse(stated.text, nullptr, false);
    double assumed = 0;
    std::vector<std::string> parts;
    std::vector<Table> tables;
    for (const Provenance& line : provenance) {
        assumed += line.confidence == "assumed" || line.confidence == "unknown" ? 1 : 0;
        const std::string part = part_of(line.place);
        std::size_t at = 0;
        while (at < parts.size() && parts[at] != part) ++at;
        if (at == parts.size()) {
            parts.push_back(part);
            tables.push_back({say(lang, "pair", {say(lang, "assumptions"), part_text(part, lang)}),
                              {{say(lang, "col_place"), true},
                               {say(lang, "col_value"), true},
                               {say(lang, "col_confidence"), true},
                               {say(lang, "col_source"), true}},
                              {},
                              "words"});
        }
        const std::string value = scenario.is_discarded() ? std::string() : value_at(scenario, line.place);
        tables[at].rows.push_back({code(line.place), value.empty() ? "" : html(named(value)),
                                   html(confidence_word(line.confidence, lang)), html(named(line.source))});
    }
    std::string lists;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string count = ltr(number(static_cast<double>(tables[i].rows.size())));
        lists += closed(part_text(parts[i], lang) + " (" + count + ")", table(tables[i]));
    }
    const std::string note =
        say(lang, "assumptions_note", {counted(lang, static_cast<double>(provenance.size()), Noun::value), ltr(number(assumed))});
    return card(say(lang, "assumptions"), note, lists);
}

// What was asked of the intervals, and by what means they became narrower.
std::string how_sure(const StudyResult& result, Lang lang) {
    std::string list;
    if (result.precision)
        for (const PreciseMeasure& one : result.precision->measures) {
            const std::string what = measure_text(lang, one.measure) + " (" + named(one.measure.of) + ")";
            list +=
                entry(say(lang, "how_precision"), html(say(lang,
                                                           !one.held                         ? Word("how_precision_missed")
                                                           : result.precision->unconfirmed() ? Word("how_precision_unconfirmed")
                                                                                             : Word("how_precision_held"),
                                                           {what, ltr(one.asked.text)})));
        }
    const Study& study = result.scenario.study;
    if (study.antithetic) list += entry(say(lang, "how_variance"), html(say(lang, "how_antithetic")));
    if (!study.controls) return list;
    const std::size_t least = controls_from(study);
    const bool used = static_cast<std::size_t>(result.replications_done) >= least;
    list += entry(
        say(lang, "how_variance"),
        html(used ? say(lang, "how_controls") : say(lang, "how_controls_too_few", {ltr(number(static_cast<double>(least)))})));
    return list;
}

}  // namespace

std::string assumptions(const Scenario& scenario, Lang lang) { return assumptions_of(scenario, lang); }

std::string how_made(const StudyResult& result, Lang lang, const std::string& unused) {
    const std::string done = ltr(number(result.replications_done)), asked = ltr(number(result.replications_asked));
    std::string list = entry(say(lang, "how_command"), code(result.command)) + entry(say(lang, "how_file"), code(result.file)) +
                       entry(say(lang, "how_sha"), code(result.scenario.sha256));
    if (result.baseline) list += entry(say(lang, "how_baseline"), code(result.baseline->file));
    list += entry(say(lang, "how_seed"), html(ltr(std::to_string(result.scenario.study.seed)))) +
            entry(say(lang, "how_replications"), html(say(lang, "how_replications_are", {done, asked}))) + how_sure(result, lang);
    if (!unused.empty()) list += entry(say(lang, "how_unused"), code(unused));
    const double warmup = result.scenario.study.warmup_s;
    list += entry(say(lang, "how_warmup"), html(warmup > 0 ? duration(lang, warmup) : say(lang, "none_word")));
    list += entry(say(lang, "how_version"), html(named("Counterless " + result.version)));
    if (!result.cpu_class.empty()) list += entry(say(lang, "how_cpu"), html(named(result.cpu_class)));
    list += entry(say(lang, "how_balance"),
                  html(say(lang, result.balance.holds() ? Word("how_balance_holds") : Word("how_balance_broken"))));
    return assumptions(result.scenario, lang) +
           element("section class=card", element("h2 class=t", html(say(lang, "how"))) + element("dl class=how", list)) + "\n";
}

}  // namespace counterless::report
