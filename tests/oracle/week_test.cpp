// The shipped Week itself: the formula's expectation and the simulated number against the 203,650 that were reported, and its
// machinery on one day. In a debug build (the sanitize preset is one) every draw of that day is checked to have an address of its
// own.
#include "results/conclude.hpp"
#include "results/tally.hpp"
#include "scenarios/forecast.hpp"
#include "scenarios/read.hpp"
#include "sim/run.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
constexpr double reported = 203'650;

Scenario library(const std::string& file, const std::vector<Override>& overrides) {
    const ReadResult read = read_scenario(COUNTERLESS_SOURCE_DIR "/scenarios/library/" + file, overrides);
    for (const Problem& problem : read.problems) FAIL(to_text(problem));
    return read.scenario;
}
Summary live(const Scenario& scenario, const Layout& plan) {
    Tally tally(scenario, plan, 0);
    run(scenario, {}, 0, tally);
    return tally.take();
}
const std::vector<Override> one_day = {{"/calendar/end", "2018-10-21"}, {"/study/baseline", "null"}};
std::vector<Override> with_fidelity(const std::string& fidelity) {
    std::vector<Override> overrides = one_day;
    overrides.push_back({"/channels/*/fidelity", fidelity});
    return overrides;
}
}  // namespace

TEST_CASE("the Week is fitted: its expected smart transactions are the reported ones, below the ceiling of presence") {
    const Scenario week = library("week-without-centres-2018.json", {});
    const Forecast expected = forecast(week);
    CHECK(std::abs(expected.digital / reported - 1) < 0.001);
    CHECK(expected.digital_ceiling > 1.02 * reported);
    // About 47 % of what the counters would have done moved; the total volume stayed.
    const Forecast ordinary = forecast(library("ordinary-week-2018.json", {}));
    CHECK((ordinary.counter - expected.counter) / ordinary.counter == doctest::Approx(0.47).epsilon(0.02));
    CHECK(expected.transactions == doctest::Approx(ordinary.transactions).epsilon(1e-3));
    CHECK(ordinary.digital / ordinary.transactions == doctest::Approx(0.9).epsilon(1e-6));
    CHECK(ordinary.transactions == doctest::Approx(215'000).epsilon(1e-3));
}

#ifdef NDEBUG
// One whole Week has a standard deviation of about 450 smart transactions (Poisson), 0.22 %: four such runs within 1 % of the
// reported number, but for chance 1e-18.
TEST_CASE("the simulated Week lies within 1 % of the reported number") {
    const Scenario week = library("week-without-centres-2018.json", {{"/channels/*/fidelity", "pool"}});
    const Layout plan = layout(week);
    double smart = 0;
    for (std::uint32_t replication = 0; replication < 4; ++replication) {
        Tally tally(week, plan, replication);
        run(week, {}, replication, tally);
        smart += tally.take().totals[plan.whole(Whole::smart)] / 4;
    }
    CHECK(std::abs(smart / reported - 1) < 0.01);
}
#endif

TEST_CASE("a Sunday of the Week, in all three fidelities: the same people, the same halls, nobody lost") {
    const Scenario pool = library("week-without-centres-2018.json", with_fidelity("pool"));
    const Layout plan = layout(pool);
    const Summary by_pool = live(pool, plan);
    const Summary by_delay = live(library("week-without-centres-2018.json", with_fidelity("delay")), plan);
    const Summary by_machines =
        live(library("week-without-centres-2018.json", with_fidelity("platform")), plan);  // once a process
    for (const Whole what : {Whole::needs, Whole::visits, Whole::counter, Whole::done_smart})
        CHECK(by_machines.totals[plan.whole(what)] == by_pool.totals[plan.whole(what)]);
    // Without contention attempts end a little earlier, which may move a fallback visit across closing time, and little else.
    CHECK(std::abs(by_delay.totals[plan.whole(Whole::visits)] / by_pool.totals[plan.whole(Whole::visits)] - 1) < 0.01);
    const auto response = [&](const Summary& summary) {
        return summary.totals[plan.way(0, Way::response_sum)] / summary.totals[plan.way(0, Way::attempts)];
    };
    CHECK(response(by_machines) == doctest::Approx(response(by_pool)).epsilon(1e-6));
    CHECK(response(by_delay) < response(by_pool));
}

TEST_CASE("about six activities a transaction run on the platform") {
    const Forecast expected = forecast(library("week-without-centres-2018.json", {}));
    const double attempts = 1.07 * expected.digital;
    CHECK(expected.platform_activities / attempts > 5);
    CHECK(expected.platform_activities / attempts < 7.5);
}
