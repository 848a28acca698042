// tests/results/hall_fixture.hpp: the smallest scenario: one hall with one counter and one agent, for an hour, no series.
#pragma once

#include "scenarios/scenario.hpp"

namespace counterless {

inline Scenario hall() {
    Scenario scenario{.name = "Hall"};
    scenario.stations = {{.id = "counter", .centre = 0, .name = {"Counter", ""}, .agents = 1}};
    scenario.centres = {{.id = "hall", .name = {"Hall", ""}, .path = {0}}};
    scenario.study.series = Series::off;
    scenario.study.horizon_s = 3600;
    return scenario;
}

}  // namespace counterless
