// results/race.hpp: a race for the best scenario: who runs on, who has lost, when it is decided. Two ways (models/selection.hpp):
// KN on runs that share their luck, in rounds; OCBA on independent ones, in portions, and looked at whenever there are half as
// many runs more. Whatever is judged is judged from the
// replications in the order of their numbers, so the race is the same for any number of workers and after an interruption: it is
// run again from the start each time it is asked. What a run brings is one value: its total, or for a measure over customers its
// own ratio or quantile. A mean of such values is not the ratio of all totals, but differs from it only as far as waits and
// numbers go together from run to run; both are shown. Tested in tests/results/race_test.cpp: also how often OCBA is right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/selection.hpp"
#include "results/experiment.hpp"
#include "results/measures.hpp"

namespace counterless {

// Spreads told by fewer runs are too unsure to say who gets the next ones: a leader by luck would get all of them.
inline constexpr std::size_t ocba_first_least = 10;

struct RaceTerms {
    std::vector<Measure> measures;  // by side: the same one, as each side's layout has it
    std::size_t baseline = 0;       // whose first runs say how much a relative difference is
    Best best = Best::least;
    bool independent = false;     // OCBA, not KN
    double confidence = 0.95;     // between 1 / sides and 1
    double difference = 0.05;     // below it two sides are as good as each other; above 0, for OCBA 0 is allowed
    bool relative = true;         // a share of the baseline's mean
    std::size_t first = 10;       // runs of each before anybody is judged; 2 or more, for OCBA ocba_first_least
    std::size_t first_asked = 0;  // where fewer were asked for than that; 0: they were not
    std::size_t most = 1000;      // of one side; first or more
    bool savings = true;          // Rinott's runs are told too; their constant takes a tenth of a second
};
enum class RaceEnd : std::uint8_t {
    running,
    decided,
    most_reached,  // no more runs allowed
    no_value,      // a run brought none: nobody was served
    no_zone,       // a relative difference of a mean of 0
};
struct RaceResult {
    RaceEnd end = RaceEnd::running;
    std::vector<std::size_t> asked;  // runs of each side; those of a portion that nobody needed any more are among them
    std::vector<std::size_t> used;   // of these, runs that were judged
    std::vector<double> means;       // of the values judged; not a number before any was
    std::vector<bool> alive;         // KN: not beaten yet
    std::size_t leader = 0;          // the best once decided
    double zone = 0;                 // the difference in the unit of the measure
    // OCBA: that the leader is the best, or worse by no more than the zone, less what the looks before have cost; an estimate.
    double chance = 0;
    std::size_t looks = 0;    // OCBA: of these
    std::size_t rounds = 0;   // KN: of these
    std::size_t without = 0;  // where a run brought no value: its side
    // For the same promise: runs in all if every side had run as long as the longest (KN) or as equally often as OCBA's chance
    // asks; and by Rinott's two stages of independent runs, from the variances of the first stage. 0: not decided.
    double equal = 0, rinott = 0;

    [[nodiscard]] std::size_t runs() const;  // asked, in all
};
RaceResult race(const RaceTerms& terms, const Sides& there);

// As the loop over replications asks for it.
Wanted racing(const RaceTerms& terms);

// What a replication brings; nothing where nobody was there to be measured.
std::optional<double> value_of(const Measure& measure, const Summary& summary);

}  // namespace counterless
