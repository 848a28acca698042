// results/comparison.hpp: several scenarios side by side, and whether their differences from one of them, the baseline, are real.
// Replication n of all scenarios meets the same customers and the same luck, so a difference is taken pair by pair and varies far
// less than either side: `pairing` says how many times fewer runs that needed. The few measures that decide are judged together:
// their intervals hold all at once (Bonferroni), their verdicts are by Holm's test, so that of all words "better" and "worse" not
// even one is wrong with the confidence stated. "Which is best" is asked of one measure (multiple comparisons with the best).
// All other measures have intervals of their own and no verdict. Tested in tests/results/comparison_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/simultaneous.hpp"
#include "results/race.hpp"
#include "results/study.hpp"
#include "results/unsteady.hpp"
#include "scenarios/setting.hpp"

namespace counterless {

struct MeasureOf {
    std::string measure, of = "all";
    friend bool operator==(const MeasureOf&, const MeasureOf&) = default;
};

struct Contender {      // one of the scenarios
    Scenario scenario;  // as it is run: with its settings, its seed
    std::string file;
    std::string variant;            // the name given to it on the command line; empty: a file as it is
    std::vector<Override> changes;  // what makes it a variant
    Name title;                     // told apart from all others
    // after the runs
    int replications = 0;
    BalanceSheet balance;
    std::optional<Unsteady> unsteady;
    std::vector<double> outcomes;  // of the ranking measure, run by run: less the baseline's run of the same number where paired
};

enum class Finding : std::uint8_t { unknown, not_shown, better, worse, changed };
struct Against {                 // of one measure, less the baseline
    Estimate difference;         // its interval holds by itself, with the study's confidence
    double half_width_together;  // that of the simultaneous one; of deciding measures only, else 0
    double p = 1, p_adjusted = 1;
    Finding finding = Finding::unknown;  // of deciding measures only
    // So many times more runs of each side would have been needed had they not met the same luck; absent where nothing varies.
    std::optional<double> pairing;
};
struct MeasureRow {
    Measure measure;
    bool deciding = false;
    std::vector<Estimate> estimates;  // by scenario; not known where it does not have this measure
    std::vector<Against> against;     // by scenario; the baseline's own says nothing
};

enum class Chosen : std::uint8_t { asked, targets_first };  // how the deciding measures came to be
struct Ranking {
    std::size_t row = 0;  // the measure
    Best best = Best::least;
    std::vector<AgainstBest> against_best;  // by scenario; empty where luck is not shared or a scenario has no values
};
struct Course {  // one measure by interval of the series
    Measure measure;
    std::vector<Value> clock;                    // of the baseline: when the intervals are
    std::vector<std::vector<Estimate>> by_side;  // by scenario, then interval
};

struct Comparison {
    std::vector<Contender> contenders;
    std::size_t baseline = 0;
    bool independent = false;
    double confidence = 0.95;
    Chosen chosen = Chosen::targets_first;
    std::vector<MeasureRow> rows;       // all measures there are
    std::vector<std::size_t> deciding;  // rows, in the order in which they decide
    std::optional<Ranking> ranking;
    std::optional<Course> course;
    std::optional<RaceTerms> terms;  // of the race, if one was run
    std::optional<RaceResult> race;
    std::string command, version, cpu_class;
    int replications_asked = 0;
    RunEnding ending = RunEnding::done;
    double wall_s = 0;  // for the terminal only

    [[nodiscard]] std::size_t family() const { return deciding.size() * (contenders.size() - 1); }
    [[nodiscard]] bool balanced() const;
};

// The measures that decide when nobody says which, known before anything is run: those of the baseline's targets, then mean wait,
// service level, cost and visits, where an initiative is tried visits first; four in all, and only those that the layout has.
std::vector<MeasureOf> deciding_measures(const Scenario& baseline, const Layout& layout, bool initiatives);

// Fills rows, ranking, course and what contenders have after the runs. `contenders`, `baseline`, `independent`, `confidence` are
// set; `by` is not empty, and its first measure ranks. Without a race all sides are of one length.
void compare(Comparison& comparison, const std::vector<Layout>& layouts, const Sides& sides, const std::vector<MeasureOf>& by);

// The measure of that name in a layout; nothing if there is none.
const Measure* find_measure(const Layout& layout, const MeasureOf& which);
Best best_end(Direction direction);  // the greatest where higher is better, else the least

// ---- what may be said in one sentence, by intervals alone
enum class Says : std::uint8_t {
    race_decided,    // `who`: the best
    race_open,       // `who`: those still in the race; of independent runs, which nobody leaves, the leader so far, or nobody
    one_best,        // `who`: shown to be better than every other
    told_apart_not,  // `who`: two or more that may be the best; others are shown not to be
    no_difference,   // nobody is shown to differ from anybody in the ranking measure
    better_than,     // `who`: shown to be better than the baseline; may be nobody. Where nothing is known of the best
};
struct Saying {
    Says what = Says::no_difference;
    std::vector<std::size_t> who;
};
Saying saying_of(const Comparison& comparison);

// ---- the answer in its forms
std::string comparison_text(const Comparison& comparison);
std::string comparison_headline(const Comparison& comparison);  // the first line of the text
std::string comparison_json(const Comparison& comparison);
std::string comparison_csv(const Comparison& comparison);  // a line for each measure and scenario
std::string comparison_page(const Comparison& comparison);

}  // namespace counterless
