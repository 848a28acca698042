#include "results/milp.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "results/cbc.hpp"

using namespace counterless;

namespace {
// Two kinds of coin, 3 and 5, for at least 11 at the least number of coins: 3 coins (5 + 3 + 3, or 5 + 5 + 3).
Milp coins() {
    Milp program;
    const auto three = program.column({.cost = 1, .high = 10, .whole = true});
    const auto five = program.column({.cost = 1, .high = 10, .whole = true});
    program.row({{three, 3}, {five, 5}}, RowSense::at_least, 11);
    return program;
}
}  // namespace

TEST_CASE("a program is written as free MPS, column by column") {
    Milp program = coins();
    program.column({.cost = 0.5, .low = -milp_infinite});
    const std::string text = mps_text(program);
    CHECK(text.find("NAME ROSTER FREE\n") == 0);
    CHECK(text.find(" G R0\n") != std::string::npos);
    CHECK(text.find(
              " MARKER 'MARKER' 'INTORG'\n C0 COST 1\n C0 R0 3\n C1 COST 1\n C1 R0 5\n MARKER 'MARKER' 'INTEND'\n C2 COST 0.5") !=
          std::string::npos);
    CHECK(text.find(" RHS R0 11\n") != std::string::npos);
    CHECK(text.find(" UP BOUND C1 10\n MI BOUND C2\n") != std::string::npos);
}

TEST_CASE("what CBC writes is read back, bound and all") {
    const Milp program = coins();
    const MilpAnswer proven =
        read_cbc(program,
                 "Optimal - objective value 3.00000000\n      0 C0                     2                       1\n"
                 "      1 C1             0.9999999                       1\n",
                 "Result - Optimal solution found\n", 0.01);
    CHECK(proven.end == MilpEnd::within_gap);
    CHECK(proven.values == std::vector<double>{2, 1});
    CHECK(proven.bound == 3);
    const MilpAnswer cut = read_cbc(program, "Stopped on time - objective value 4.00000000\n 0 C0 3 1\n 1 C1 1 1\n",
                                    "Objective value: 4.0\nLower bound:                    2.200\n", 0.01);
    CHECK(cut.end == MilpEnd::stopped);
    CHECK(cut.bound == 2.2);
    CHECK(read_cbc(program, "Infeasible - objective value 5.60000000\n", "", 0).end == MilpEnd::infeasible);
    CHECK_THROWS_AS(read_cbc(program, "something else\n", "", 0), std::runtime_error);
    CHECK_THROWS_AS(read_cbc(program, "Optimal - objective value 3\n 0 C7 2 1\n", "", 0), std::runtime_error);
}

TEST_CASE("CBC itself counts the coins, and says when there is no way") {
    const auto cbc = find_cbc();
    if (!cbc) {
        MESSAGE("no CBC here");
        return;
    }
    Milp program = coins();
    const auto on = [] { return true; };
    const MilpAnswer answer = solve_with_cbc(*cbc, program, {.gap = 0}, on);
    REQUIRE(answer.solved());
    CHECK(answer.cost == 3);
    CHECK(answer.bound == doctest::Approx(3));
    program.row({{0, 1}, {1, 1}}, RowSense::at_most, 2);
    CHECK(solve_with_cbc(*cbc, program, {}, on).end == MilpEnd::infeasible);
}
