// What is estimated from narrowed summaries is what is estimated from whole ones, to the last bit.
#include "results/narrow.hpp"

#include <doctest/doctest.h>

#include "results/batches.hpp"
#include "results/conclude.hpp"

using namespace counterless;

namespace {

// A layout of nothing but what every scenario has; the totals are numbers of our own.
Summary made_up(const Layout& layout, std::uint32_t number) {
    Summary summary{.replication = number};
    for (std::size_t slot = 0; slot < layout.size(); ++slot)
        summary.totals.push_back(static_cast<double>((slot * 7 + number * 13) % 29) + 1 / (1.0 + number));
    for (std::size_t at = 0; at < layout.distributions(); ++at) {
        summary.distributions.emplace_back();
        for (int wait = 1; wait < 40; ++wait) summary.distributions.back().add(wait * (1.0 + number) + static_cast<double>(at));
    }
    return summary;
}
std::vector<Measure> some_measures(const Layout& layout) {
    const std::size_t far = layout.size() - 1;
    return {{.name = "a", .of = "all", .estimator = Estimator::per_replication, .numerator = far},
            {.name = "b", .of = "all", .estimator = Estimator::ratio, .numerator = 3, .denominator = far},
            {.name = "c", .of = "all", .estimator = Estimator::quantile, .distribution = layout.distributions() - 1, .q = 0.9}};
}

}  // namespace

TEST_CASE("narrowed and whole give the same estimates and the same balance sheet") {
    Layout layout;
    layout.stations = 2, layout.centres = 1, layout.pools_before = {0, 0, 0};
    const std::vector<Measure> chosen = some_measures(layout);
    const Narrowing narrowing(layout, chosen, 0);
    std::vector<Summary> whole, narrowed;
    for (std::uint32_t number = 0; number < 5; ++number) {
        whole.push_back(made_up(layout, number));
        narrowed.push_back(whole.back());
        narrowing.narrow(narrowed.back());
    }
    CHECK(narrowed.front().totals.size() < 20);
    CHECK(narrowed.front().distributions.size() == 1);
    const auto before = estimate(chosen, whole, 0.95), after = estimate(narrowing.measures(), narrowed, 0.95);
    for (std::size_t at = 0; at < chosen.size(); ++at) {
        CHECK(after[at].mean == before[at].mean);
        CHECK(after[at].half_width == before[at].half_width);
    }
    CHECK(Narrowing::balance(narrowed).visits == balance(layout, whole).visits);
    CHECK(Narrowing::balance(narrowed).inside == balance(layout, whole).inside);
}

TEST_CASE("each batch of a run is narrowed by itself") {
    Layout layout;
    layout.stations = 1, layout.centres = 1, layout.pools_before = {0, 0};
    const std::vector<Measure> chosen = some_measures(layout);
    const Narrowing narrowing(layout, chosen, 2);
    Summary run = joined({made_up(layout, 0), made_up(layout, 1)});
    narrowing.narrow(run);
    const std::vector<Summary> parts = narrowing.parted({run});
    REQUIRE(parts.size() == 2);
    const auto after = estimate(narrowing.measures(), parts, 0.95);
    const std::vector<Summary> whole{made_up(layout, 0), made_up(layout, 1)};
    CHECK(after[1].mean == estimate(chosen, whole, 0.95)[1].mean);
}
