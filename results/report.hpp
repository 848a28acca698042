// results/report.hpp: one study as one self-contained page, English and Arabic, for people who decide.
// Texts and tables are plain HTML written here; only charts need the script. The design is docs/background/report.md.
#pragma once

#include <string>

#include "results/study.hpp"

namespace counterless {

// The whole HTML file. A pure function: no clock, no file, the same result gives the same bytes.
std::string report_page(const StudyResult& result);

}  // namespace counterless
