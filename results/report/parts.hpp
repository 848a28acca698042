// results/report/parts.hpp: the parts of the page in the order in which they stand. Each takes the result and a language and
// gives HTML, or nothing when the scenario has nothing of the kind. page.cpp only sets them one under the other.
#pragma once

#include <string>

#include "results/report/series.hpp"
#include "results/report/words.hpp"
#include "results/study.hpp"

namespace counterless::report {

struct Answer {
    std::string headline;  // text: one sentence with its number
    std::string against;   // text: what speaks against it; may be empty
    std::string sure;      // text: how sure, and what is missing
};
Answer answer(const StudyResult& result, const DayClock& clock, Lang lang);

std::string tiles(const StudyResult& result, Lang lang);     // tiles.cpp
std::string expected(const StudyResult& result, Lang lang);  // against.cpp
std::string against_baseline(const StudyResult& result, Lang lang);
std::string sample(const StudyResult& result, Lang lang);  // outcomes.cpp
std::string the_years(const StudyResult& result, const DayClock& clock, Lang lang);
std::string left_behind(const StudyResult& result, Lang lang);
std::string uncertainty(const StudyResult& result, Lang lang);
std::string the_day(const StudyResult& result, const DayClock& clock, Lang lang);              // day.cpp
std::string the_balance(const StudyResult& result, Lang lang);                                 // balance.cpp
std::string heat(const StudyResult& result, const DayClock& clock, Lang lang);                 // heat.cpp
std::string centres(const StudyResult& result, Lang lang);                                     // centres.cpp
std::string channels(const StudyResult& result, Lang lang);                                    // channels.cpp
std::string platform(const StudyResult& result, const DayClock& clock, Lang lang);             // platform.cpp
std::string failures(const StudyResult& result, const DayClock& clock, Lang lang);             // failures.cpp
std::string beside_the_formulas(const StudyResult& result, const DayClock& clock, Lang lang);  // formulas.cpp
std::string services(const StudyResult& result, Lang lang);                                    // lists.cpp
std::string all_measures(const StudyResult& result, Lang lang);
// `unused`: places of the scenario that the command does not use; empty: none. making.cpp
std::string how_made(const StudyResult& result, Lang lang, const std::string& unused = "");
std::string assumptions(const Scenario& scenario, Lang lang);  // of its values: where they come from

// What several parts share.
double reference_share(const StudyResult& result);  // the target of the service level of all, or 0.9 when none is stated
std::string confidence_text(const StudyResult& result, Lang lang);  // "95 %"
std::vector<std::size_t> centres_worst_first(const StudyResult& result);

}  // namespace counterless::report
