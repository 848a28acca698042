// The pilot tells the number inside, interval by interval, and where its beginning ends.
#include "results/pilot.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

using namespace counterless;

TEST_CASE("seconds of visits fall into the intervals in which they were lived") {
    Pilot pilot(1000);  // a thousand intervals of one second
    pilot.visit_began(0.5, 1, 0, none, 0, none);
    pilot.visit_began(1.25, 2, 0, none, 0, none);
    pilot.visit_ended({1, 0.5, 3, 0, 0, none, 0, 0, VisitEnd::served, true});
    pilot.finished(1000, Ending::horizon_reached, {0, 1});
    const Summary summary = pilot.take();
    CHECK(summary.totals[0] == doctest::Approx(0.5));
    CHECK(summary.totals[1] == doctest::Approx(1.75));
    CHECK(summary.totals[2] == doctest::Approx(2));
    CHECK(summary.totals[3] == doctest::Approx(1));
    CHECK(summary.totals[999] == doctest::Approx(1));
}

TEST_CASE("a slow start is cut off about where it ends; a start that never ends is not found") {
    std::mt19937 luck(5);  // fixed seed
    std::normal_distribution<double> noise;
    const auto runs = [&](double settles_at) {
        std::vector<Summary> all(pilot_runs);
        for (Summary& one : all)
            for (std::size_t interval = 0; interval < pilot_intervals; ++interval)
                one.totals.push_back(100 * (1 - std::exp(-3.0 * static_cast<double>(interval) / settles_at)) + noise(luck));
        return all;
    };
    const auto cut_s = warm_up_s(runs(100), 5000);  // 95 % there after a tenth of the horizon, 500 s
    REQUIRE(cut_s.has_value());
    CHECK(*cut_s >= 500);
    CHECK(*cut_s <= 1500);
    CHECK_FALSE(warm_up_s(runs(2000), 5000).has_value());
}
