// tests/results/staffing_fixture.hpp: an answer of `counterless staff` with made-up figures for the tests of its page in a
// browser: never a result of the simulation. Six centres of two stations and fourteen half-hours, at so many digital shares,
// with claims in every state.
#pragma once

#include "results/staffing_study.hpp"

namespace counterless::fixture {

// `by_weekday`: two centres, each of five days with a plan of its own.
StaffingStudy staffed_week(std::size_t shares, bool by_weekday = false);

}  // namespace counterless::fixture
