// results/study.hpp: the answer to one command, complete and ready for any form: terminal, JSON, SQLite, page.
// Everything a reader can see is in here; writers only choose words and places.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/anova.hpp"
#include "models/growth.hpp"
#include "results/estimate.hpp"
#include "results/gap.hpp"
#include "results/measures.hpp"
#include "results/milestones.hpp"
#include "results/precision.hpp"
#include "scenarios/forecast.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct Value {
    Measure measure;
    Estimate estimate;
};
struct Difference {  // this scenario minus the baseline, paired
    Measure measure;
    Estimate baseline, difference;
};
struct BalanceLine {
    std::string what;  // "visits entered", "served", ...; fixed keys, see docs/reference/output.md
    double count;      // summed over replications
};
struct BalanceSheet {  // entered = sum of the ends + still inside, for visits and for transactions; in all replications
    double transactions = 0, at_counters = 0, on_smart_channels = 0, on_other_channels = 0, given_up = 0, open = 0;
    double visits = 0, served = 0, taught = 0, gave_up = 0, refused = 0, returning = 0, inside = 0;
    [[nodiscard]] bool holds() const {
        return transactions == at_counters + on_smart_channels + on_other_channels + given_up + open &&
               visits == served + taught + gave_up + refused + returning + inside;
    }
};
struct Baseline {
    std::string file, name, sha256;
    Name title;
    std::vector<Difference> differences;  // visits, customer_hours, sheets, cost, co2, digital_share, waits of `all`
};
// What is not known of the inputs, carried through: of one outcome, its value in each draw of the parameters, and two components.
struct Spread {
    Measure measure;
    Estimate mean;                       // over the draws: what is to be expected, all inputs considered
    double low = 0, high = 0;            // nine in ten draws lie between, luck taken out
    bool components = false;             // several replications a draw, so that luck and parameters can be told apart
    VarianceComponent luck, parameters;  // of one replication; between draws
};
struct Uncertainty {
    int draws = 0, replications = 0;                    // replications of each draw
    std::vector<std::vector<double>> values;            // by draw, then uncertain value in the order of the scenario
    std::vector<Spread> measures, series, differences;  // of `all`
};
enum class RunEnding : std::uint8_t { done, interrupted };

struct StudyResult {
    Scenario scenario;
    std::string file;     // as given on the command line
    std::string command;  // how to make this again
    std::string version, cpu_class;
    int replications_asked = 0, replications_done = 0, replications_reused = 0;
    RunEnding ending = RunEnding::done;
    std::optional<double> batch_autocorrelation;  // lag 1, of the mean wait; of batch means only
    std::vector<Value> measures;
    std::vector<Value> series;
    std::vector<Milestone> milestones;  // of a series by month or year
    std::vector<Beside> beside;         // the formulas beside the half-hours of the series
    BalanceSheet balance;
    Forecast forecast;
    std::optional<Baseline> baseline;
    std::optional<Precision> precision;        // what was asked, and what was reached
    std::optional<QueueGrowth> growth;         // of the number inside, where it was looked for
    std::optional<Uncertainty> uncertainty;    // then every other interval here is one over the draws
    double wall_s = 0, memory_peak_bytes = 0;  // shown on the terminal only: never in JSON, which must be reproducible

    [[nodiscard]] const Value* find(const std::string& measure, const std::string& of) const {
        for (const Value& value : measures)
            if (value.measure.name == measure && value.measure.of == of) return &value;
        return nullptr;
    }
};

}  // namespace counterless
