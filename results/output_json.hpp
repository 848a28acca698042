// results/output_json.hpp: the answer for other programs; the contract is docs/reference/output.md.
// The same inputs give the same bytes, however many workers there were and however often the run was interrupted: no times, no
// counts of workers, no file names. Tested in tests/results/conclude_test.cpp.
#pragma once

#include <string>

#include "results/study.hpp"

namespace counterless {

std::string to_json(const StudyResult& result);

}  // namespace counterless
