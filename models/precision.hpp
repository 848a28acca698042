// models/precision.hpp: how many runs are enough, when the runs themselves must tell.
// Run on until the half-width is what was asked, absolute or relative to the mean; but whoever looks after every run stops at a
// lucky moment, and his interval holds too seldom. So we look seldom: after `first` runs, and then after a quarter more each
// time; and the half-width must hold at two rounds one after the other. Rounds depend on the numbers of runs alone, never on
// workers or time. The coverage that is left is measured in tests/models/precision_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "models/intervals.hpp"

namespace counterless {

struct AskedPrecision {
    double half_width = 0.01;  // above 0; in the unit of the measure, or a fraction of the mean where `relative`
    bool relative = true;
};
// The half-width is small enough. Relative to a mean of 0 only a half-width of 0 is.
bool is_precise(const MeanInterval& interval, const AskedPrecision& asked);
// The fewest runs whose half-width is expected to hold, if mean and spread stay: t(m - 1) sd / sqrt(m), with the sd that the
// interval of n >= 2 runs tells. At least 2, at most runs_forecast_max; nothing where no number would do (relative to a mean of
// 0).
inline constexpr std::size_t runs_forecast_max = 1'000'000'000;
std::optional<std::size_t> runs_forecast(std::size_t n, const MeanInterval& interval, const AskedPrecision& asked,
                                         double confidence);

// The rule. Rounds end after `first`, first + first / 4, ... runs (rounded up), the last at `cap`.
struct RunRounds {
    std::size_t first = 10;    // at least 10
    std::size_t cap = 10'000;  // no more runs than that
};
std::size_t next_round(std::size_t n, const RunRounds& rounds);  // where the round after n runs ends; n = 0: the first

enum class Enough : std::uint8_t {
    not_yet,      // a half-width is too wide: run to the next round
    to_confirm,   // all hold for the first time: run to the next round and look again
    reached,      // all held at two successive rounds
    cap_reached,  // no more runs allowed, and not all held twice
};
// After a round that ended with n runs: do all half-widths hold now, and did they at the round before.
Enough judge(std::size_t n, bool hold_now, bool held_before, const RunRounds& rounds);

}  // namespace counterless
