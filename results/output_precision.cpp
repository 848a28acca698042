// results/output_precision.cpp: how sure it was to be, how sure it is, and what was saved on the way.
#include <fmt/format.h>

#include <cmath>

#include "results/numbers.hpp"
#include "results/output_sections.hpp"
#include "results/variance.hpp"

namespace counterless::sections {
namespace {

// In the unit that is shown: times in minutes, shares in points of a hundred.
std::string in_unit(double half_width, const ShownMeasure& shown) {
    const double value = half_width * shown.scale;
    const std::string unit = shown.unit == "%" ? " points" : shown.unit.empty() ? "" : " " + shown.unit;
    return "±" + thousands(value, decimals_for(value, value, 4)) + unit;
}

std::string asked_text(const PreciseMeasure& one, const ShownMeasure& shown) {
    return one.asked.relative ? "±" + one.asked.text : in_unit(one.asked.half_width, shown);
}

std::string reached_text(const PreciseMeasure& one, const ShownMeasure& shown) {
    if (!one.estimate.known || one.estimate.n < 2) return "–";
    const double half_width = one.estimate.half_width;
    if (!one.asked.relative) return in_unit(half_width, shown);
    if (one.estimate.mean == 0) return in_unit(half_width, shown) + " of 0";
    return "±" + thousands(100 * half_width / std::abs(one.estimate.mean), 2) + " %";
}

std::string state_text(const PreciseMeasure& one) {
    if (one.held) return "held";
    if (!one.estimate.known) return "no data";
    if (!one.replications) return "no number would do";
    return "about " + thousands(static_cast<double>(*one.replications));
}

}  // namespace

std::string precision(const StudyResult& result) {
    if (!result.precision) return "";
    TextTable table({"", "mean", "asked", "is", "replications"});
    for (const PreciseMeasure& one : result.precision->measures) {
        const ShownMeasure shown = shown_as(one.measure.name, one.measure.of, result);
        table.row({measure_in_words(one.measure.name, one.measure.of, result), with_half_width(one.estimate, shown.scale),
                   asked_text(one, shown), reached_text(one, shown), state_text(one)});
    }
    const std::string rounds = thousands(result.precision->rounds) + (result.precision->rounds == 1 ? " round" : " rounds");
    std::string note = "NOT REACHED after " + rounds + "; the last column: replications it would take";
    if (result.precision->reached()) note = "all held at two successive rounds of " + rounds;
    if (result.precision->unconfirmed())
        note = "HELD after " + rounds + ", NOT CONFIRMED: one more round, to " +
               thousands(static_cast<double>(result.precision->next_round)) + " replications, would tell";
    return section(result, "PRECISION", table, note);
}

std::vector<std::string> still_open(const StudyResult& result) {
    std::vector<std::string> lines;
    for (const PreciseMeasure& one : result.precision->measures) {
        if (one.held) continue;
        const ShownMeasure shown = shown_as(one.measure.name, one.measure.of, result);
        std::string line =
            "  " + measure_in_words(one.measure.name, one.measure.of, result) + ": asked " + asked_text(one, shown);
        line += one.estimate.known ? ", is " + reached_text(one, shown) + " of a mean of " + alone(one.estimate, shown.scale)
                                   : ", but there are no data";
        if (one.estimate.known)
            line += one.replications ? "; about " + thousands(static_cast<double>(*one.replications)) + " replications would do"
                                     : "; no number would do";
        lines.push_back(line);
    }
    return lines;
}

std::string runs_saved(const StudyResult& result) {
    const Study& study = result.scenario.study;
    if (!study.antithetic && !study.controls) return "";
    TextTable table({"times as many replications without", ""});
    for (const Value& value : result.measures)
        if (value.measure.of == "all" && value.estimate.runs_saved > 0)
            table.row({measure_in_words(value.measure.name, value.measure.of, result),
                       fmt::format("{:.2f}", value.estimate.runs_saved)});
    std::string note = "estimated from the same replications; below 1 it cost some. Of every measure: --json, runs_saved";
    const bool too_few = study.controls && static_cast<std::size_t>(result.replications_done) < controls_from(study);
    if (too_few)
        note += fmt::format("\ncontrol variates not used: too few replications, they take at least {}", controls_from(study));
    else if (table.empty())
        note = study.controls ? "no measure of all is corrected: too little of it is explained by what is known beforehand"
                              : "not known: it takes two pairs at least, and a measure of all that varies";
    const std::string how = study.antithetic && study.controls && !too_few ? "antithetic pairs and control variates"
                            : study.antithetic                             ? "antithetic pairs"
                                                                           : "control variates";
    const std::string title = "REPLICATIONS SAVED BY " + how;
    return table.empty() ? "\n" + title + "\n" + note + "\n" : section(result, title, table, note);
}

}  // namespace counterless::sections
