// scenarios/platform_file.hpp: the SimGrid platform file that a scenario names: found, screened, and surveyed.
// Tested in tests/scenarios/build_machines_test.cpp and tests/cases/running_test.py.
#pragma once

#include <filesystem>
#include <optional>

#include "scenarios/chain.hpp"
#include "scenarios/survey.hpp"

namespace counterless {

struct PlatformFile {
    std::filesystem::path path;
    std::optional<PlatformSurvey> survey;  // empty: it was refused, and a problem says why
};

// Nothing if the scenario names none that can be read. Fills in `sha256`, as scenarios/named_file.hpp says.
std::optional<PlatformFile> find_platform(const Chain& chain, const std::filesystem::path& outermost, const Surveyor& surveyor,
                                          Report& report);

}  // namespace counterless
