// results/cli/stubs.cpp: stands in for what another room still owes. Goes when that comes.
#include "results/report.hpp"

namespace counterless {

__attribute__((weak)) std::string report_page(const StudyResult& result) {
    return "<!doctype html><title>" + result.scenario.name + "</title>\n";
}

}  // namespace counterless
