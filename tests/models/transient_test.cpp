#include "models/transient.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "models/constants.hpp"
#include "models/erlang.hpp"

using namespace counterless;

namespace {}

// With patience as long as service, and always more counters than people, the hall is M(t)/M/infinite: Poisson with a mean that
// follows m' = rate - m / service.
TEST_CASE("plenty of counters: the mean follows its own little equation") {
    const Hall hall{.service_mean_s = 100, .patience_mean_s = infinite, .line_max = 3};
    const std::vector<DayPiece> day = {{200, 0.05, 40}, {300, 0.1, 40}, {100, 0, 40}};
    const DayAnswer answer = follow_day(hall, day);
    double inside = 0;
    for (std::size_t k = 0; k < day.size(); ++k) {
        const double goal = day[k].arrivals_per_s * 100, fade = std::exp(-day[k].length_s / 100);
        const double mean = goal + (inside - goal) * (1 - fade) * 100 / day[k].length_s;
        inside = goal + (inside - goal) * fade;
        CHECK(answer.pieces[k].inside_end == doctest::Approx(inside).epsilon(1e-9));
        CHECK(answer.pieces[k].inside_mean == doctest::Approx(mean).epsilon(1e-9));
    }
}

// The same Poisson law holds with few counters if patience is as long as service: nobody can tell waiting from being served. A
// change of shift does not matter then either, whoever finishes.
TEST_CASE("patience like service: shift changes move people, not their number") {
    for (const ShiftEnd rule : {ShiftEnd::finish, ShiftEnd::return_to_line}) {
        const Hall hall{.service_mean_s = 100, .patience_mean_s = 100, .shift_end = rule, .line_max = 60};
        const DayAnswer answer = follow_day(hall, std::vector<DayPiece>{{150, 0.1, 4}, {150, 0.1, 1}, {150, 0.1, 6}});
        for (int k = 0; k < 3; ++k)
            CHECK(answer.pieces[k].inside_end == doctest::Approx(10 * (1 - std::exp(-1.5 * (k + 1)))).epsilon(1e-9));
    }
}

TEST_CASE("a long piece ends in Erlang A") {
    const Hall hall{.service_mean_s = 1, .patience_mean_s = 2, .line_max = 80};
    const DayAnswer answer = follow_day(hall, std::vector<DayPiece>{{60, 5, 5}, {10, 5, 5}});
    const ImpatientQueue palm = erlang_a(5, 5, 1, 2);
    CHECK(answer.pieces[1].line_mean == doctest::Approx(palm.queue_mean).epsilon(1e-8));
    CHECK(answer.pieces[1].wait_probability == doctest::Approx(palm.wait_probability).epsilon(1e-8));
    CHECK(answer.pieces[1].abandoned / answer.pieces[1].arrivals == doctest::Approx(palm.abandonment).epsilon(1e-8));
}

TEST_CASE("everybody is accounted for, through a day with a gap without counters") {
    const Hall hall{.service_mean_s = 60, .patience_mean_s = 300, .line_max = 120};
    const DayAnswer answer = follow_day(hall, std::vector<DayPiece>{{600, 0.05, 3}, {300, 0.08, 0}, {600, 0.02, 2}}, 5);
    double inside = 5;
    for (const PieceAnswer& piece : answer.pieces) {
        inside += piece.arrivals - piece.refused - piece.served - piece.abandoned;
        CHECK(piece.inside_end == doctest::Approx(inside).epsilon(1e-9));
        CHECK(piece.refused < 1e-9);
    }
    CHECK(answer.pieces[1].wait_probability == doctest::Approx(1));
}

// Three in service, the shift ends: finishing, all three go at their own rate; returning, two wait for the one who stays.
TEST_CASE("finish or return to the line, by hand") {
    const auto left_after = [](ShiftEnd rule) {
        const Hall hall{.service_mean_s = 1, .patience_mean_s = infinite, .shift_end = rule, .line_max = 5};
        return follow_day(hall, std::vector<DayPiece>{{1e-9, 0, 3}, {0.7, 0, 1}}, 3).pieces[1].inside_end;
    };
    CHECK(left_after(ShiftEnd::finish) == doctest::Approx(3 * std::exp(-0.7)).epsilon(1e-6));
    const double gone = 0.7;  // departures of one counter: Poisson, stopped at three
    CHECK(left_after(ShiftEnd::return_to_line) ==
          doctest::Approx(std::exp(-gone) * (3 + 2 * gone + gone * gone / 2)).epsilon(1e-6));
}

TEST_CASE("closing with n inside by hand") {
    const Hall patient{.service_mean_s = 10, .patience_mean_s = infinite, .line_max = 6};
    HallLaw five(2, 6);
    five.share[0] = 0;
    five.share[five.index(2, 3)] = 1;
    // Two counters: four services at double speed, then the last one alone.
    const ClosingAnswer closing = close_day(patient, five, 2);
    CHECK(closing.overtime_mean_s == doctest::Approx(4 * 5 + 10));
    CHECK(closing.served == doctest::Approx(5));
    CHECK(closing.abandoned == doctest::Approx(0));
    CHECK(closing.empty_at_closing == 0);
    // The second goes home after her customer: three more services and one left behind: 5, then four at single speed.
    CHECK(close_day(patient, five, 1).overtime_mean_s == doctest::Approx(5 + 4 * 10));
    // Three more come to help: the five go at their own rates, 1/5 + 1/4 + 1/3 + 1/2 + 1 services.
    CHECK(close_day(patient, five, 5).overtime_mean_s == doctest::Approx(10 * (137.0 / 60)));
    // One waits, one is served, patience half a service: 1/3 of the time the service ends first.
    const Hall hasty{.service_mean_s = 1, .patience_mean_s = 0.5, .line_max = 6};
    HallLaw two(1, 6);
    two.share[0] = 0;
    two.share[two.index(1, 1)] = 1;
    CHECK(close_day(hasty, two, 1).served == doctest::Approx(1 + 1.0 / 3));
    CHECK(close_day(hasty, two, 1).overtime_mean_s == doctest::Approx(1 + 1.0 / 3));
}

TEST_CASE("the law of overtime and its mean agree") {
    const Hall hall{.service_mean_s = 3, .patience_mean_s = 8, .line_max = 40};
    const DayAnswer day = follow_day(hall, std::vector<DayPiece>{{50, 1, 3}});
    double mean = 0;
    constexpr double step = 0.25;
    for (int k = 0; k < 240; ++k) mean += step * overtime_over(hall, day.end, 2, (k + 0.5) * step);
    CHECK(close_day(hall, day.end, 2).overtime_mean_s == doctest::Approx(mean).epsilon(1e-3));
    CHECK(close_day(hall, day.end, 2).empty_at_closing == doctest::Approx(1 - overtime_over(hall, day.end, 2, 0)));
}
