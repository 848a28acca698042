// With controls every number is one that can be: of simulated replications, few and enough, of the measures of a whole town.
#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <vector>

#include "results/tally.hpp"
#include "results/variance.hpp"
#include "sim/run.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

// An office with hardly a line, one that is busy, one that is too small: with needs and with services whose mean is known.
TEST_CASE("of a simulated town nothing impossible is told, and few intervals are wider than without controls") {
    for (const double needs_a_day : {150.0, 2000.0, 4000.0}) {
        Scenario scenario = town(needs_a_day);
        scenario.study.controls = true;
        scenario.classes.resize(1);  // as a file that names none
        const Layout plan = layout(scenario);
        std::vector<Summary> runs;
        for (std::uint32_t number = 0; number < 20; ++number) {
            Tally tally(scenario, plan, number);
            run(scenario, Plan{}, number, tally);
            runs.push_back(tally.take());
        }
        const std::vector<KnownTotal> known = known_totals(scenario, plan, forecast(scenario));
        for (const std::size_t count : {std::size_t{8}, std::size_t{20}}) {
            const std::span<const Summary> some(runs.data(), count);
            const std::vector<Estimate> told = estimate_as_stated(scenario.study, known, plan.measures, some),
                                        without = estimate(plan.measures, some, 0.95);
            std::size_t wider = 0;
            for (std::size_t at = 0; at < told.size(); ++at) {
                const Measure& measure = plan.measures[at];
                INFO(measure.name << " of " << measure.of << ": " << told[at].mean);
                CHECK(told[at].known == without[at].known);
                CHECK(told[at].mean >= std::min(0.0, without[at].mean));
                if (measure.unit == "1") CHECK(told[at].mean <= std::max(1.0, without[at].mean));
                if (count < 20) CHECK(told[at].mean == without[at].mean);
                if (count < 20) CHECK(told[at].half_width == without[at].half_width);
                wider += told[at].half_width > without[at].half_width;
            }
            CHECK(wider * 50 <= told.size());
        }
    }
}
