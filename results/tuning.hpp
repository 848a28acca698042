// results/tuning.hpp: laws from logs. What given times, waits and arrivals say of the laws behind them, ready for a scenario.
// The mathematics is in models (law_fit, gof, kaplan_meier, overdispersion, poisson_blocks); here it is put together, put into
// words, and written as text, JSON, a fragment of a scenario and a page. Tested in tests/results/tuning_test.cpp.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/gof.hpp"
#include "models/kaplan_meier.hpp"
#include "models/law_fit.hpp"
#include "models/overdispersion.hpp"
#include "models/poisson_blocks.hpp"
#include "models/series.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

struct TuningQuestion {
    std::vector<FitFamily> families;
    std::optional<FitFamily> chosen;  // the law of the scenario and the first of the page; absent: the best by AICc
    double confidence = 0.95;
    std::size_t bootstrap = 199;  // p can then be as small as 0.005
    std::uint64_t seed = 1;
};

struct FamilyFit {
    LawFit fit;
    std::vector<FittedNumber> numbers;
    Distance distance;
    Chance chance;
    double aicc_behind = 0;  // more than the best
};

struct Bounded {
    double low = 0, high = std::numeric_limits<double>::infinity();
    bool dropped = false;  // the law is fitted as if there were no bounds; else given them
};
struct TimesTuning {
    std::string file, column, version;
    TuningQuestion question;
    Bounded bounds;
    std::size_t rows = 0, zero = 0, below = 0, above = 0;  // rows read; left out: at 0, under and over the bounds
    Moments all;                                           // of what is left
    std::vector<double> quantiles;                         // 0.1, 0.5, 0.9, 0.99
    Durations seen;
    std::vector<FamilyFit> fits;  // best first
    std::vector<std::string> remarks;
};
inline constexpr double tuning_quantiles[] = {0.1, 0.5, 0.9, 0.99};
// Precondition: ten values or more above 0 and within bounds, not all alike.
TimesTuning tune_times(const std::vector<double>& values, const Bounded& bounds, const TuningQuestion& question);

struct PatienceTuning {
    std::string file, column, version;
    TuningQuestion question;
    std::size_t rows = 0, at_once = 0;  // left without waiting: no patience to be seen
    Durations seen;                     // ended: gave up
    std::vector<SurvivalStep> curve;
    std::vector<HazardCell> hazards;
    SurvivalQuantile median;
    double end = 0;  // the curve is held against laws up to here
    std::vector<FamilyFit> fits;
    std::vector<std::string> remarks;
};
PatienceTuning tune_patience(const std::vector<double>& waits, const std::vector<unsigned char>& gave_up,
                             const TuningQuestion& question);

inline constexpr int half_hours_a_day = 48;
using DayShape = std::array<double, half_hours_a_day>;
struct ArrivalDay {
    std::int64_t number = 0;  // days since 1970, or as the file counts them
    std::size_t kind = 0;     // weekday, Sunday 0; all 0 where days have no dates
    DayShape counts{};
    std::vector<double> instants;  // seconds of the day, sorted; empty where the file gives counts
};
struct ArrivalsQuestion {
    double confidence = 0.95, block_s = 1800;
    bool dated = true, common_shape = false;  // one day's shape for all weekdays
    std::uint64_t seed = 1;
};
struct ArrivalsTuning {
    std::string file, version;
    ArrivalsQuestion question;
    std::size_t rows = 0, days_silent = 0;  // days between the first and the last without any row: taken as closed
    std::vector<ArrivalDay> days;
    struct Kind {
        std::size_t days = 0;
        double mean = 0;   // customers a day
        DayShape means{};  // a half-hour
    };
    std::array<Kind, 7> kinds;
    std::optional<Overdispersion> days_vary;
    double within_day = 0, within_day_free = 0;  // half-hours given the day's count: variance over mean; 0 free: not known
    double trend_per_week = 0, trend_se = 0;     // of the day's count over its weekday's mean; se 0: not known
    double grid_s = 0;                           // instants were recorded in steps of it
    std::optional<BlockTest> blocks;             // of instants only
    std::optional<LawFit> gaps;                  // gamma law of the gaps on the clock of the rate
    std::vector<FittedNumber> gap_numbers;
    double gap_cv = 0;
    std::vector<std::string> remarks;
};
double trend_half_width(const ArrivalsTuning& tuning);  // of the question's confidence, by the normal law
ArrivalsTuning tune_arrivals(std::vector<ArrivalDay> days, const ArrivalsQuestion& question);

// ---- written
std::string tuning_text(const TimesTuning& tuning);
std::string tuning_text(const PatienceTuning& tuning);
std::string tuning_text(const ArrivalsTuning& tuning);
std::string tuning_json(const TimesTuning& tuning);
std::string tuning_json(const PatienceTuning& tuning);
std::string tuning_json(const ArrivalsTuning& tuning);
std::string tuning_page(const TimesTuning& tuning);
std::string tuning_page(const PatienceTuning& tuning);
std::string tuning_page(const ArrivalsTuning& tuning);

// A scenario that says only what was found, at the place `at` ("/centres/bank/stations/agents/service"), on top of the base it
// extends (empty: none named).
// Laid on its base key by key (JSON Merge Patch), it must take away what the base says of the same thing in other words: a median
// beside a mean, a wave on the rate. So the base is read, and such keys are set to null.
struct FragmentPlace {
    std::string at, extends;
    std::string there;  // JSON of what the base has at `at`; empty: nothing, or no base
};
// What the base has there; it is named in `file` (in this folder if there is none). What is wrong with the base becomes problems.
std::string there_in_base(const FragmentPlace& place, const std::string& file, Problems& problems);
std::string tuning_fragment(const TimesTuning& tuning, const FragmentPlace& place);
std::string tuning_fragment(const PatienceTuning& tuning, const FragmentPlace& place);
std::string tuning_fragment(const ArrivalsTuning& tuning, const FragmentPlace& place);

const FamilyFit& chosen_fit(const std::vector<FamilyFit>& fits, const TuningQuestion& question);
inline constexpr const char* weekday_ids[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

}  // namespace counterless
