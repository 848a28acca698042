// results/output_table.cpp: what a manager reads first, and how the result was made; the tables between are output_sections.cpp.
#include "results/output_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/conclude.hpp"
#include "results/numbers.hpp"
#include "results/output_sections.hpp"

namespace counterless {
namespace {

using sections::Finder;

std::string digital_line(const StudyResult& result) {
    const Finder find(result);
    const Estimate& digital = find("digital_transactions", "all");
    if (!digital.known || !result.scenario.needs) return "";
    return fmt::format("{} transactions on smart channels: {} % of {}\n", with_half_width(digital, 1, 0),
                       with_half_width(find("digital_share", "all"), 100), thousands(find("transactions", "all").mean));
}

std::string wait_line(const StudyResult& result) {
    const Finder find(result);
    const Estimate& mean = find("wait_mean", "all");
    const Estimate& visits = find("visits", "all");
    const std::vector<Centre>& centres = result.scenario.centres;
    if (std::all_of(centres.begin(), centres.end(), [](const Centre& centre) { return centre.remote; })) return "";
    if (sections::is_sample(result)) return with_half_width(visits, 1, 0) + " visits\n";
    if (!mean.known) return visits.known ? with_half_width(visits, 1, 0) + " visits; nobody was served\n" : "";
    const bool minutes = find("wait_p90", "all").mean >= 60;
    const double scale = minutes ? 1.0 / 60 : 1;
    const char* unit = minutes ? "min" : "s";
    return fmt::format("{} visits; mean wait {} {}, nine in ten no longer than {} {}\n",
                       with_half_width(find("visits", "all"), 1, 0), with_half_width(mean, scale), unit,
                       with_half_width(find("wait_p90", "all"), scale), unit);
}

std::string response_line(const StudyResult& result) {
    const Finder find(result);
    if (!find("response_p50", "platform").known) return "";
    return fmt::format("response on the channels: half within {}, 99 in 100 within {}\n",
                       duration(find("response_p50", "platform").mean), duration(find("response_p99", "platform").mean));
}

std::string target_lines(const StudyResult& result) {
    std::string lines;
    for (const Judgement& judgement : judge_targets(result)) {
        const double scale = sections::shown_as(judgement.target.measure, judgement.target.of, result).scale;
        const char* verdict = judgement.verdict == Verdict::met         ? "met"
                              : judgement.verdict == Verdict::missed    ? "MISSED"
                              : judgement.verdict == Verdict::undecided ? "too close to call; more replications would decide"
                              : result.find(judgement.target.measure, judgement.target.of) ? "no data in this run"
                              : judgement.target.measure.starts_with("service_level@")
                                  ? "not measured: --set /study/within=TIME says within which time it is"
                                  : "not measured in this scenario";
        lines += fmt::format("target {}: {}, wanted at {} {}: {}\n",
                             sections::measure_in_words(judgement.target.measure, judgement.target.of, result),
                             with_half_width(judgement.estimate, scale), judgement.target.at_least ? "least" : "most",
                             thousands(judgement.target.value * scale, decimals_for(judgement.target.value * scale, 0)), verdict);
    }
    return lines;
}

// What the formulas expect, what presence allows at most, and what was observed in life.
std::string expectation_line(const StudyResult& result) {
    const Forecast& expected = result.forecast;
    if (!result.scenario.needs || expected.remembers) return "";  // then it is of the first day only, and for `check` to say
    return fmt::format(
        "by formula, if nobody gives up and nothing is left open: {}\n    without initiatives {}; ceiling by presence {}\n",
        thousands(expected.digital, 0), thousands(expected.digital_without, 0), thousands(expected.digital_ceiling, 0));
}
std::string reported_lines(const StudyResult& result) {
    std::string lines;
    for (const ReportedBeside& one : beside_reported(result)) {
        const double scale = sections::shown_as(one.reported.measure, one.reported.of, result).scale;
        const double reported = one.reported.value * scale;
        lines += fmt::format("reported {}: {}; simulated {}",
                             sections::measure_in_words(one.reported.measure, one.reported.of, result),
                             thousands(reported, reported == std::round(reported) ? 0 : decimals_for(reported, 0)),
                             with_half_width(one.estimate, scale));
        lines += one.estimate.n > 1 ? fmt::format(", {:+.2f} ± {:.2f} %\n", 100 * one.off, 100 * one.off_half_width) : "\n";
    }
    return lines;
}

// What sampling costs: totals of independent customers, divided by the share, vary by 1 / share times as much.
std::string sample_line(const StudyResult& result) {
    if (!sections::is_sample(result)) return "";
    const double share = result.scenario.study.scale;
    return fmt::format(
        "{} of the customers and their needs; totals are divided by {:g}\n"
        "    half-widths: about 1 / sqrt({:g}) = {:.1f} times those of all customers, where these differ by luck alone\n"
        "    such a sample meets no lines: waits, busy agents and response times are not judged\n",
        sections::sample_words(result), share, share, 1 / std::sqrt(share));
}

std::string difference_line(const StudyResult& result) {
    if (!result.baseline) return "";
    for (const Difference& difference : result.baseline->differences)
        if (difference.measure.name == "visits" && difference.difference.known)
            return fmt::format("{} visits than in: {}\n",
                               with_half_width({.known = true,
                                                .mean = std::abs(difference.difference.mean),
                                                .half_width = difference.difference.half_width,
                                                .n = difference.difference.n},
                                               1, 0) +
                                   (difference.difference.mean > 0 ? " more" : " fewer"),
                               result.baseline->title.en.empty() ? result.baseline->name : result.baseline->title.en);
    return "";
}

std::string growth_line(const StudyResult& result) {
    if (!result.growth || !result.growth->grows) return "";
    return fmt::format(
        "NO STEADY STATE: the number inside grows by {:.0f} % over the second half of the horizon; waits depend on how long one "
        "looks\n",
        100 * result.growth->relative);
}

std::string how_it_was_made(const StudyResult& result) {
    std::string text = "\nHOW THIS WAS MADE\n";
    text += fmt::format("{}\n", result.command);
    text += fmt::format("counterless {}, seed {}, {} of {} replications{}; ± is half the {:g} % interval of the mean\n",
                        result.version, result.scenario.study.seed, result.replications_done, result.replications_asked,
                        result.replications_reused > 0 ? fmt::format(" ({} from the database)", result.replications_reused) : "",
                        100 * result.scenario.study.confidence);
    if (result.uncertainty)
        text +=
            fmt::format("{} draws of what is uncertain ({} values), each with these replications: intervals are over the draws\n",
                        result.uncertainty->draws, result.scenario.study.uncertain.size());
    text += fmt::format("scenario sha256 {}, {}\n", result.scenario.sha256, result.cpu_class);
    text += fmt::format("took {}, at most {} in one process\n", duration(result.wall_s), bytes(result.memory_peak_bytes));
    return text;
}

}  // namespace

std::string headline(const StudyResult& result) {
    std::string text = result.scenario.title.en.empty() ? result.scenario.name : result.scenario.title.en;
    const std::string& start = result.scenario.calendar.start;
    if (!start.empty())
        text += " (" + start + (result.scenario.calendar.end == start ? "" : " to " + result.scenario.calendar.end) + ")";
    text += "\n";
    if (result.ending == RunEnding::interrupted)
        text += fmt::format("Stopped after {} of {} replications.\n", result.replications_done, result.replications_asked);
    return text + growth_line(result) + sample_line(result) + digital_line(result) + expectation_line(result) +
           reported_lines(result) + wait_line(result) + response_line(result) + difference_line(result) + target_lines(result);
}

std::string to_table(const StudyResult& result) {
    return headline(result) + sections::transactions(result) + sections::waits(result) + sections::load(result) +
           sections::intervals(result) + sections::milestones(result) + sections::course(result) + sections::beside(result) +
           sections::platform(result) + sections::cases(result) + sections::kinds(result) + sections::left_behind(result) +
           sections::initiatives(result) + sections::uncertainty(result) + sections::against_baseline(result) +
           sections::precision(result) + sections::runs_saved(result) + sections::balance(result) + how_it_was_made(result);
}

}  // namespace counterless
