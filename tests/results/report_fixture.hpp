// tests/results/report_fixture.hpp: studies with made-up figures for the tests of the page: never a result of the simulation.
// `flagship_like()` has everything a page can show; `textbook()` is an M/M/8 with no calendar, platform, target or name.
#pragma once

#include "results/study.hpp"

namespace counterless::fixture {

StudyResult flagship_like(double within_mean = 0.841, double within_half = 0.009);
StudyResult textbook(int replications = 20);

}  // namespace counterless::fixture
