#include "models/inside.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "models/constants.hpp"
#include "models/erlang.hpp"

using namespace counterless;

namespace {}

TEST_CASE("the same day as the solver that knows who is in service, if interrupted customers return to the line") {
    const std::vector<DayPiece> day = {{300, 0.05, 3}, {200, 0.12, 5}, {250, 0.02, 1}, {100, 0, 2}};
    for (const double patience : {infinite, 150.0}) {
        const Hall hall{.service_mean_s = 50, .patience_mean_s = patience, .shift_end = ShiftEnd::return_to_line, .line_max = 80};
        const DayAnswer both = follow_day(hall, day);
        const InsideDay one = follow_inside(day, 50, patience);
        CHECK(one.cut < 1e-9);
        for (std::size_t k = 0; k < day.size(); ++k) {
            CHECK(one.pieces[k].inside_mean == doctest::Approx(both.pieces[k].inside_mean).epsilon(1e-8));
            CHECK(one.pieces[k].line_mean == doctest::Approx(both.pieces[k].line_mean).epsilon(1e-8));
            if (day[k].arrivals_per_s > 0)
                CHECK(one.pieces[k].wait_probability == doctest::Approx(both.pieces[k].wait_probability).epsilon(1e-8));
        }
    }
}

TEST_CASE("a long piece ends in Erlang A, its wait and its service level too; without impatience in Erlang C") {
    const InsideDay day = follow_inside(std::vector<DayPiece>{{80, 9, 8}}, 1, 2),
                    endless = follow_inside(std::vector<DayPiece>{{400, 6, 8}}, 1, infinite);
    const ImpatientQueue palm = erlang_a(8, 9, 1, 2);
    CHECK(day.pieces[0].wait_probability_end == doctest::Approx(palm.wait_probability).epsilon(1e-9));
    CHECK(served_within_s(day.end, 8, 1, 2, 0.3) ==
          doctest::Approx(served_within_erlang_a(8, 9, 1, 2, palm.wait_probability, 0.3)).epsilon(1e-7));
    CHECK(served_within_s(endless.end, 8, 1, infinite, 0.3) == doctest::Approx(1 - wait_over_mmc(8, 6, 1, 0.3)).epsilon(1e-8));
    CHECK(wait_offered_mean_s(endless.end, 8, 1, infinite) == doctest::Approx(wait_mean_mmc(8, 6, 1)).epsilon(1e-8));
    CHECK(wait_mean_s(endless.end, 8, 1, infinite) == doctest::Approx(wait_mean_mmc(8, 6, 1)).epsilon(1e-8));
    CHECK(wait_mean_s(day.end, 8, 1, 2) == doctest::Approx(palm.queue_mean / 9).epsilon(1e-8));  // Little
    CHECK(wait_mean_s(std::vector<double>{1}, 0, 1, 2) == 2);  // without counters everybody waits till patience ends
    CHECK(wait_mean_s(std::vector<double>{1}, 0, 1, infinite) == infinite);
    CHECK(wait_mean_s(std::vector<double>{0, 1}, 2, 1, infinite) == 0);
}

TEST_CASE("hundreds of thousands of jumps at once: a large hall that starts empty is Poisson at every moment") {
    // Agents enough for all: with a constant rate the mean grows as load (1 - exp(-t)).
    const InsideDay day = follow_inside(std::vector<DayPiece>{{1, 1000, 1300}, {40, 1000, 1300}}, 1, infinite);
    CHECK(day.pieces[0].inside_mean == doctest::Approx(1000 * std::exp(-1)).epsilon(1e-9));
    double sum = 0;
    for (const int n : {900, 1000, 1100}) {
        CHECK(day.end[n] == doctest::Approx(std::exp(-1000 + n * std::log(1000.0) - std::lgamma(n + 1.0))).epsilon(1e-8));
    }
    for (const double share : day.end) sum += share;
    CHECK(sum == doctest::Approx(1).epsilon(1e-14));
}

TEST_CASE("patience like service: always Poisson, whatever the agents") {
    const InsideDay day = follow_inside(std::vector<DayPiece>{{100, 0.5, 3}, {100, 0.1, 60}}, 40, 40);
    const double first = 20 * (1 - std::exp(-2.5)), mean = 4 + (first - 4) * std::exp(-2.5);
    for (const int n : {0, 3, 7})
        CHECK(day.end[n] == doctest::Approx(std::exp(-mean + n * std::log(mean) - std::lgamma(n + 1.0))).epsilon(1e-8));
}

TEST_CASE("nobody comes, nobody serves, a crowd at the start") {
    const InsideDay empty = follow_inside(std::vector<DayPiece>{{100, 0, 0}}, 10, infinite);
    CHECK(empty.pieces[0].inside_mean == 0);
    CHECK(empty.pieces[0].wait_probability == doctest::Approx(1));  // with no agent nobody is free
    std::vector<double> crowd(51, 0.0);
    crowd.back() = 1;
    const InsideDay served = follow_inside(std::vector<DayPiece>{{10, 0, 50}}, 10, infinite, crowd);
    CHECK(served.pieces[0].line_mean == doctest::Approx(0));
    double left = 0;
    for (std::size_t n = 0; n < served.end.size(); ++n) left += static_cast<double>(n) * served.end[n];
    CHECK(left == doctest::Approx(50 * std::exp(-1)));
}
