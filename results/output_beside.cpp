// results/output_beside.cpp: the formulas beside the simulated half-hours, one line for each remark.
#include <fmt/format.h>

#include <cmath>

#include "results/numbers.hpp"
#include "results/output_sections.hpp"

namespace counterless::sections {

std::string beside(const StudyResult& result) {
    if (result.beside.empty()) return "";
    TextTable table({"Remark", "times", "widest gap at", "wait, min", "formula", "in " + within_text(result) + ", %", "formula"});
    for (const GapCount& count : gap_counts(result.beside)) {
        const Beside& one = *count.largest;
        const std::string place = one.of.starts_with("centre/") ? one.of.substr(7) : one.of;
        table.row({std::string(because_words(count.because)), thousands(count.intervals),
                   shortened(place, 18) + " " + clock_text({.start_s = one.start_s}, result.scenario),
                   with_decimals(one.wait, 1.0 / 60, 1), std::isinf(one.wait_mean_s) ? "∞" : thousands(one.wait_mean_s / 60, 1),
                   with_decimals(one.level_simulated, 100, 1), thousands(100 * one.level, 1)});
    }
    return section(result, "BESIDE THE FORMULAS  Erlang's, with each interval's own rate, mean service and agents", table,
                   "the remark is the first assumption of the formula that could explain a gap; docs/reference/output.md");
}

}  // namespace counterless::sections
