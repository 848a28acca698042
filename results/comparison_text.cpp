// results/comparison_text.cpp: the comparison in letters: the answer in a sentence, the measures that decide, the race, all
// measures side by side.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/comparison.hpp"
#include "results/numbers.hpp"
#include "results/output_sections.hpp"
#include "results/text_table.hpp"

namespace counterless {
namespace {

constexpr std::size_t side_by_side = 3;  // scenarios in one table
constexpr std::size_t name_width = 26;

// The measure of the unit that its name in words states.
struct Words {
    std::string name;
    double scale = 1;
    int most = 2;
};
Words words_of(const Comparison& comparison, const Measure& measure) {
    StudyResult one{.scenario = comparison.contenders[comparison.baseline].scenario, .file = {}, .command = {}};
    one.measures.push_back({measure, {}});
    const std::string& unit = measure.unit;
    const bool small = unit == "1" || unit == "s" || unit == "points";
    return {sections::measure_in_words(measure.name, measure.of, one),
            unit == "1"   ? 100
            : unit == "s" ? 1.0 / 60
                          : 1.0,
            small ? 2 : 1};
}

std::string title(const Comparison& comparison, std::size_t side) {
    return shortened(comparison.contenders[side].title.en, name_width);
}
std::string list(const Comparison& comparison, const std::vector<std::size_t>& who) {
    std::string text;
    for (std::size_t at = 0; at < who.size(); ++at)
        text += (at == 0 ? "" : at + 1 < who.size() ? ", " : " and ") + comparison.contenders[who[at]].title.en;
    return text;
}

std::string percent(double share) { return fmt::format("{:g} %", std::round(share * 1e6) / 1e4); }
// Never the certainty that rounding makes of it.
std::string chance_text(double chance) { return chance >= 0.9995 ? "above 99.9 %" : fmt::format("{:.1f} %", 100 * chance); }
std::string times(double ratio) { return ratio < 9.95 ? fmt::format("{:.1f}x", ratio) : thousands(std::round(ratio)) + "x"; }

std::string zone_text(const Comparison& comparison, const Words& words) {
    const double zone = comparison.race->zone * words.scale;
    return zone < 1000 ? fmt::format("{:.3g}", zone) : thousands(zone);
}

// KN keeps its promise; OCBA can only estimate. A race without a zone is for the exactly best.
std::string race_won(const Comparison& comparison, const std::string& who, const Words& words) {
    const RaceResult& race = *comparison.race;
    const std::string near = race.zone > 0 ? ", or worse by less than " + zone_text(comparison, words) : "";
    const std::string sure = comparison.terms->independent ? "estimated chance " + chance_text(race.chance)
                                                           : "known with " + percent(comparison.confidence) + " confidence";
    return fmt::format("{} is best in {}{}: {} after {} runs", who, words.name, near, sure, race.runs());
}

// How to state a difference of this measure by itself, as in its files.
std::string own_unit(const Measure& measure) {
    return measure.unit == "1"   ? "as in 0.01 for one percentage point"
           : measure.unit == "s" ? "in seconds"
                                 : "in " + measure.unit;
}

std::string race_open(const Comparison& comparison, const std::string& who, const Words& words) {
    if (comparison.race->end != RaceEnd::no_zone)
        return fmt::format("Not known yet which is best in {}{}{}", words.name, who.empty() ? "" : ": " + who,
                           comparison.terms->independent && !who.empty() ? " leads so far" : "");
    return fmt::format(
        "Not known yet which is best in {}: the baseline's mean is 0, and {} of 0 is 0; say what is too small to matter with "
        "--difference D, {}",
        words.name, percent(comparison.terms->difference), own_unit(comparison.rows[comparison.ranking->row].measure));
}

std::string answer(const Comparison& comparison) {
    const Saying saying = saying_of(comparison);
    const MeasureRow& row = comparison.rows[comparison.ranking->row];
    const Words words = words_of(comparison, row.measure);
    const std::string who = list(comparison, saying.who);
    switch (saying.what) {
        case Says::race_decided:
            return race_won(comparison, who, words);
        case Says::race_open:
            return race_open(comparison, who, words);
        case Says::one_best:
            return fmt::format("{} is best in {}: {}", who, words.name,
                               with_half_width(row.estimates[saying.who.front()], words.scale, words.most));
        case Says::told_apart_not:
            return fmt::format("{} cannot be told apart in {}; the others are not the best", who, words.name);
        case Says::no_difference:
            return fmt::format("No clear best in {}: any of the {} may be", words.name, comparison.contenders.size());
        default:
            return who.empty() ? fmt::format("Nobody is shown to be better than {} in {}",
                                             comparison.contenders[comparison.baseline].title.en, words.name)
                               : fmt::format("Better than {} in {}: {}", comparison.contenders[comparison.baseline].title.en,
                                             words.name, who);
    }
}

std::string finding_text(const Against& against) {
    constexpr const char* texts[] = {"", "no difference shown", "better", "worse", "changed"};
    return texts[static_cast<std::size_t>(against.finding)];
}

std::string best_text(const Comparison& comparison, std::size_t row, std::size_t side) {
    if (row != comparison.ranking->row || comparison.ranking->against_best.empty()) return "";
    const AgainstBest& one = comparison.ranking->against_best[side];
    return one.is_best ? "yes" : one.may_be_best ? "perhaps" : "no";
}

std::string deciding(const Comparison& comparison, std::size_t at) {
    const MeasureRow& row = comparison.rows[at];
    const Words words = words_of(comparison, row.measure);
    const bool ranks = at == comparison.ranking->row && !comparison.ranking->against_best.empty();
    std::vector<std::string> header{"Scenario", "mean", "difference", "verdict"};
    if (!comparison.independent) header.emplace_back("fewer runs");
    if (ranks) header.emplace_back("best");
    TextTable table(header);
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
        const Against& against = row.against[side];
        Estimate together = against.difference;
        together.half_width = against.half_width_together;
        const bool known = against.finding != Finding::unknown;
        std::vector<std::string> cells{title(comparison, side), with_half_width(row.estimates[side], words.scale, words.most),
                                       side == comparison.baseline ? "baseline"
                                       : known                     ? with_half_width(together, words.scale, words.most + 1)
                                                                   : alone(against.difference, words.scale, words.most),
                                       finding_text(against)};
        if (!comparison.independent) cells.push_back(against.pairing ? times(*against.pairing) : "");
        if (ranks) cells.push_back(best_text(comparison, at, side));
        table.row(cells);
    }
    constexpr const char* better[] = {"", "  lower is better", "  higher is better"};
    return "\n" + fmt::format("{}{}\n", words.name, better[static_cast<std::size_t>(row.measure.direction)]) + table.text();
}

std::string race_end(const Comparison& comparison) {
    const RaceResult& race = *comparison.race;
    const std::string who = comparison.contenders[race.end == RaceEnd::no_value ? race.without : race.leader].title.en;
    switch (race.end) {
        case RaceEnd::decided:
            break;
        case RaceEnd::most_reached:
            return fmt::format("--most {} replications of a scenario do not tell the best; {} leads\n", comparison.terms->most,
                               who);
        case RaceEnd::no_value:
            return fmt::format("a replication of {} brought no value to judge: nobody was there to be measured\n", who);
        case RaceEnd::no_zone:
            return "a share of a mean of 0 is 0: --difference D states what is too small to matter\n";
        default:
            return "stopped before it was decided\n";
    }
    std::string text = fmt::format("{} runs; ", race.runs());
    text += comparison.terms->independent
                ? fmt::format("equally many of each would have been {} for the confidence asked", thousands(race.equal))
                : fmt::format("all of them in the race to the end would have been {}", thousands(race.equal));
    if (race.rinott > 0) text += fmt::format(", Rinott's two stages of independent runs {}", thousands(race.rinott));
    return text + "\n";
}

std::string race_method(const Comparison& comparison) {
    const RaceTerms& terms = *comparison.terms;
    if (!terms.independent) return "KN, runs that share their luck";
    std::string text = "OCBA, independent runs";
    if (comparison.race->end == RaceEnd::decided)
        text += "; estimated chance of the leader " + chance_text(comparison.race->chance);
    return terms.first_asked > 0 ? text + fmt::format("; {} of each first, not {}", terms.first, terms.first_asked) : text;
}

std::string race_table(const Comparison& comparison) {
    if (!comparison.race) return "";
    const RaceResult& race = *comparison.race;
    const MeasureRow& row = comparison.rows[comparison.ranking->row];
    const Words words = words_of(comparison, row.measure);
    TextTable table({"Scenario", "runs", "mean of runs, " + words.name, ""});
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
        const bool leads = race.end == RaceEnd::decided && side == race.leader;
        const bool judged = std::isfinite(race.means[side]);
        table.row({title(comparison, side), thousands(static_cast<double>(race.asked[side])),
                   judged ? thousands(race.means[side] * words.scale, words.most) : "–",
                   leads                                                 ? "best"
                   : !comparison.terms->independent && !race.alive[side] ? fmt::format("left after {}", race.used[side])
                                                                         : ""});
    }
    const std::string zone = race.zone > 0 ? "; a difference below " + zone_text(comparison, words) + " does not matter" : "";
    return fmt::format("\nTHE RACE  {}{}\n", race_method(comparison), zone) + table.text() + race_end(comparison);
}

std::string side_by_side_table(const Comparison& comparison, std::size_t from) {
    const std::size_t until = std::min(from + side_by_side, comparison.contenders.size());
    std::vector<std::string> header{"Measure"};
    for (std::size_t side = from; side < until; ++side) header.push_back(shortened(comparison.contenders[side].title.en, 20));
    TextTable table(header);
    for (const MeasureRow& row : comparison.rows) {
        const auto nothing = [](const Estimate& one) { return !one.known || (one.mean == 0 && one.half_width == 0); };
        if (row.measure.of != "all" || std::all_of(row.estimates.begin(), row.estimates.end(), nothing)) continue;
        const Words words = words_of(comparison, row.measure);
        std::vector<std::string> cells{words.name};
        for (std::size_t side = from; side < until; ++side)
            cells.push_back(with_half_width(row.estimates[side], words.scale, words.most));
        table.row(cells);
    }
    return table.text();
}

std::string how(const Comparison& comparison) {
    const std::string sure = percent(comparison.confidence);
    std::string text = "\nHOW THIS WAS MADE\n" + comparison.command + "\n";
    const std::string together =
        comparison.family() == 1
            ? fmt::format("Its one interval and verdict hold with {} confidence", sure)
            : fmt::format(
                  "Its {} intervals and verdicts hold together with {} confidence (Bonferroni; verdicts by Holm's test, "
                  "which may see a difference where an interval still holds 0)",
                  comparison.family(), sure);
    text += wrapped(fmt::format("What decides: {}. {}; all other intervals hold each by itself.",
                                comparison.chosen == Chosen::asked ? "the measures asked for"
                                                                   : "the baseline's targets, then waits, cost and visits",
                                together),
                    "-");
    text += comparison.independent
                ? "- Each scenario had luck of its own.\n"
                : wrapped(
                      "Runs are paired: the same customers, the same luck. \"Fewer runs\": how many times more runs of each "
                      "scenario would have been needed had each had luck of its own.",
                      "-");
    if (comparison.race)
        text += wrapped("After a race, how long a scenario ran depends on what it brought: read its intervals as a guide.", "-");
    for (const Contender& one : comparison.contenders) {
        std::string changes;
        for (const Override& change : one.changes) changes += " " + change.pointer + "=" + change.value;
        text += fmt::format("{}: {} replications, {}{}, sha256 {}, {}\n", one.title.en, one.replications, one.file, changes,
                            one.scenario.sha256.substr(0, 16),
                            one.balance.holds() ? "nobody lost" : "THE BALANCE DOES NOT ADD UP: do not use these results");
    }
    return text + fmt::format("counterless {}, seed {}, took {}\n", comparison.version,
                              comparison.contenders.front().scenario.study.seed, duration(comparison.wall_s));
}

}  // namespace

std::string comparison_headline(const Comparison& comparison) {
    std::string text = answer(comparison) + "\n";
    if (comparison.ending == RunEnding::interrupted) text += "Stopped before all replications were finished.\n";
    for (const Contender& one : comparison.contenders)
        if (one.unsteady)
            text +=
                wrapped(fmt::format("NO STEADY STATE in {}: the line at {} grows without bound, waits depend on the length of "
                                    "the run.",
                                    one.title.en, one.unsteady->at),
                        "-");
    return text;
}

std::string comparison_text(const Comparison& comparison) {
    std::string text = comparison_headline(comparison);
    text += fmt::format("\nWHAT DECIDES  against {}\n", comparison.contenders[comparison.baseline].title.en);
    for (const std::size_t at : comparison.deciding) text += deciding(comparison, at);
    text += race_table(comparison) + "\nSIDE BY SIDE  of all, where anything happened; each interval by itself\n";
    for (std::size_t from = 0; from < comparison.contenders.size(); from += side_by_side)
        text += (from > 0 ? "\n" : "") + side_by_side_table(comparison, from);
    return text + how(comparison);
}

}  // namespace counterless
