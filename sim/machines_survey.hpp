// sim/machines_survey.hpp: SimGrid is asked what a platform file amounts to: hosts, links, and their numbers.
// Loading happens in a child. SimGrid's engine can be made only once a process, it aborts or exits on some of what a file may
// say, and a cluster of a billion hosts would take all memory: none of that may befall the program. The child can let no file
// grow, has a bounded memory and a bounded time. It is forked while the scenario is read: before there are threads, a database
// or the nursery. Tested in tests/sim/machines_survey_test.cpp.
#pragma once

#include <string>

#include "scenarios/survey.hpp"

namespace counterless {

inline constexpr double survey_limit_s = 20;

// `xml` as scenarios/platform_screen.hpp lets it through. What goes wrong stands in `error`; nothing is thrown for it.
PlatformSurvey survey_platform(const std::string& xml, double limit_s = survey_limit_s);

}  // namespace counterless
