#include "models/square_root.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/erlang.hpp"
#include "models/staffing.hpp"

using namespace counterless;

TEST_CASE("by hand: at beta 1 and at 0") {
    // 1 / (1 + Phi(1) / phi(1)) = 1 / (1 + 0.841345 / 0.241971).
    CHECK(halfin_whitt(1) == doctest::Approx(0.223361).epsilon(1e-5));
    CHECK(halfin_whitt(0) == 1);
    // Symmetric hazards at 0: 1 / (1 + sqrt(service / patience)).
    CHECK(garnett(0, 1) == doctest::Approx(0.5));
    CHECK(garnett(0, 4) == doctest::Approx(1 / 1.5));
    // Patience like service: inside is Poisson, so the chance is the normal tail above beta.
    CHECK(garnett(1.2, 1) == doctest::Approx(std::erfc(1.2 / std::sqrt(2)) / 2));
}

TEST_CASE("the inverse functions give back what they were given, over the whole range") {
    for (const double chance : {1e-9, 0.001, 0.1, 0.5, 0.9, 0.999}) {
        CAPTURE(chance);
        CHECK(halfin_whitt(halfin_whitt_beta(chance)) == doctest::Approx(chance).epsilon(1e-9));
        for (const double patience : {0.01, 1.0, 100.0})
            CHECK(garnett(garnett_beta(chance, patience), patience) == doctest::Approx(chance).epsilon(1e-9));
    }
    CHECK(garnett(1, 1e8) == doctest::Approx(halfin_whitt(1)).epsilon(1e-3));  // patience nearly without end
    CHECK(garnett(60, 1) < 1e-300);
    CHECK(garnett(-60, 1) == doctest::Approx(1));
}

TEST_CASE("the limits are reached as halls grow: the error shrinks like one over the root of the load") {
    double before = 1;
    for (const double load : {25.0, 100.0, 400.0, 1600.0, 6400.0}) {
        const int agents = static_cast<int>(load + std::sqrt(load));  // beta = 1, whole numbers
        const double error = std::abs(erlang_c(agents, load) - halfin_whitt(1));
        CHECK(error < 0.6 * before);
        CHECK(error < 0.15 / std::sqrt(load));
        before = error;
        const ImpatientQueue palm = erlang_a(agents, load, 1, 2);
        CHECK(palm.wait_probability == doctest::Approx(garnett(1, 2)).epsilon(0.5 / std::sqrt(load)));
        CHECK(palm.abandonment == doctest::Approx(garnett_abandonment(1, 2, load)).epsilon(1 / std::sqrt(load)));
    }
}

TEST_CASE("square-root staffing is the least number or one off, from 10 to 10,000 erlang") {
    for (const double load : {10.0, 40.0, 100.0, 1000.0, 10000.0})
        for (const double chance : {0.1, 0.3, 0.6}) {
            CAPTURE(load);
            CAPTURE(chance);
            const StaffingTarget target{.wait_probability_max = chance};
            const double open = std::ceil(square_root_agents(load, halfin_whitt_beta(chance))),
                         leaving = std::ceil(square_root_agents(load, garnett_beta(chance, 2)));
            CHECK(std::abs(*least_agents(queue_erlang_c(load, 1), target, load) - open) <= 1);
            CHECK(std::abs(*least_agents(queue_erlang_a(load, 1, 2), target, load) - leaving) <= 1);
        }
}

TEST_CASE("efficiency and quality driven: a tenth gives up, a tenth to spare") {
    CHECK(efficiency_driven_agents(1000, 0.1) == 900);
    CHECK(erlang_a(900, 1000, 1, 2).abandonment == doctest::Approx(0.1).epsilon(0.001));
    // The fluid wait; the served of the stochastic queue wait about as long.
    CHECK(efficiency_driven_wait_s(0.1, 2) == doctest::Approx(0.2107).epsilon(1e-3));
    CHECK(erlang_a(900, 1000, 1, 2).wait_served_mean_s == doctest::Approx(0.2107).epsilon(0.02));
    CHECK(quality_driven_agents(1000, 0.1) == 1100);
    CHECK(erlang_c(1100, 1000) < 0.003);
    CHECK(efficiency_driven_agents(10, 0.1) == 9);
}
