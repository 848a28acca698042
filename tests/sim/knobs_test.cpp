#include "sim/knobs.hpp"

#include <doctest/doctest.h>

using namespace counterless;

TEST_CASE("a knob holds from its first instant until before its last") {
    const Knobs knobs({{KnobKind::signs, 0, none, 10, 20, 0.5}});
    CHECK(knobs.at(KnobKind::signs, 9.99, 0) == 0);
    CHECK(knobs.at(KnobKind::signs, 10, 0) == doctest::Approx(0.5));
    CHECK(knobs.at(KnobKind::signs, 20, 0) == 0);
    CHECK(knobs.at(KnobKind::message, 15, 0) == 0);
    CHECK(knobs.edges_s() == std::vector<double>{10, 20});
}

TEST_CASE("a knob of one centre leaves the others alone; chances combine, agents add up") {
    const Knobs knobs({{KnobKind::signs, 0, 3, 0, 10, 0.5},
                       {KnobKind::signs, 1, none, 0, 10, 0.2},
                       {KnobKind::guides, 0, none, 0, 10, 2},
                       {KnobKind::guides, 1, 3, 0, 10, 1}});
    CHECK(knobs.at(KnobKind::signs, 5, 3) == doctest::Approx(0.6));  // 1 - 0.5 * 0.8
    CHECK(knobs.at(KnobKind::signs, 5, 4) == doctest::Approx(0.2));
    CHECK(knobs.at(KnobKind::guides, 5, 3) == 3);
    CHECK(knobs.at(KnobKind::guides, 5, 4) == 2);
}
