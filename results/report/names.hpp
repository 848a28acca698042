// results/report/names.hpp: what a measure, a unit and a thing are called, and in which unit a page shows them.
// Names come from the measures table and the scenario; a measure that this table does not know is shown by its own name and unit.
// Tested in tests/results/report_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "results/report/words.hpp"
#include "results/study.hpp"

namespace counterless::report {

enum class Show : unsigned char { count, share, minutes, seconds, hours, money, kilograms, ratio, other };

struct MeasureWords {
    std::string_view name;    // as in results/measures.hpp; a name with a parameter up to its '@'
    std::string_view en, ar;  // {0}: the parameter in words
    Show show;
};
std::span<const MeasureWords> measure_words();

std::string measure_text(Lang lang, const Measure& measure);  // "Served within 10 minutes, of those who came"
Show show_of(const Measure& measure);
double scale_of(Show show);  // from the measure's unit to the shown one; shares stay fractions
int digits_of(const Estimate& estimate, Show show);
std::string unit_text(Lang lang, const Measure& measure, const std::string& currency);

std::string value_text(Lang lang, double value, Show show, int digits);  // "84.1 %", "13.6": no isolate
std::string plus_minus(Lang lang, const Estimate& estimate, Show show);  // "84.1 % ± 0.9": one isolate
std::string with_unit(Lang lang, double value, const Measure& measure, const std::string& currency, int digits);

std::string name_text(Lang lang, const Name& name, const std::string& id);           // isolated; English where Arabic is absent
std::string thing_text(Lang lang, const Scenario& scenario, const std::string& of);  // "Deira, Counter"
std::string list_text(Lang lang, std::span<const std::string> items, std::size_t most);    // "A, B, C and 4 more"
std::string either_text(Lang lang, std::span<const std::string> items, std::size_t most);  // "A, B or C"; "A, B, C and 4 more"

bool is_service_level(const std::string& measure);  // of those who came ("offered")
const Value* service_level(const StudyResult& result, const std::string& of);

}  // namespace counterless::report
