// results/output_table.hpp: the answer on a terminal, to be read by people: the headline first, then one table for each question.
// At most 100 columns, UTF-8. Tested in tests/results/conclude_test.cpp; whole tables in tests/cases.
#pragma once

#include <string>

#include "results/study.hpp"

namespace counterless {

std::string headline(const StudyResult& result);  // three to six lines: all that --quiet prints
std::string to_table(const StudyResult& result);  // headline, tables, balance sheet, how it was made

}  // namespace counterless
