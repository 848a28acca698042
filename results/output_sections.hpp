// results/output_sections.hpp: the tables of results/output_table.cpp, each an answer to one question; empty when it has no rows.
#pragma once

#include <string>
#include <vector>

#include "results/study.hpp"
#include "results/text_table.hpp"

namespace counterless::sections {

std::string transactions(const StudyResult& result);             // how many, on which channel
std::string waits(const StudyResult& result);                    // per centre and station
std::string load(const StudyResult& result);                     // per centre and station: visits, line, busy, gave up
std::string course(const StudyResult& result);                   // by half-hour, all centres
std::string beside(const StudyResult& result);                   // output_beside.cpp: the formulas beside the half-hours
std::string platform(const StudyResult& result);                 // response times per channel; utilisation of tiers and links
std::string cases(const StudyResult& result);                    // per queue of a back office
std::string kinds(const StudyResult& result);                    // services and segments
std::string precision(const StudyResult& result);                // output_precision.cpp: what was asked and what was reached
std::vector<std::string> still_open(const StudyResult& result);  // a line for each half-width that did not hold
std::string runs_saved(const StudyResult& result);               // by antithetic pairs and control variates
std::string against_baseline(const StudyResult& result);
std::string balance(const StudyResult& result);
std::string intervals(const StudyResult& result);    // output_outcomes.cpp: by month or year
std::string initiatives(const StudyResult& result);  // what each cost, and its messages
std::string uncertainty(const StudyResult& result);  // output_uncertainty.cpp: what is not known of the inputs, carried through
std::string left_behind(const StudyResult& result);  // by segment
std::string milestones(const StudyResult& result);   // output_milestones.cpp: when the digital share reaches a level

// Finds estimates by name; unknown where the scenario has none.
class Finder {
  public:
    explicit Finder(const StudyResult& result);
    [[nodiscard]] const Estimate& operator()(const std::string& measure, const std::string& of) const;
    [[nodiscard]] const std::string& service_level() const { return service_level_; }  // "service_level@10min/offered"

  private:
    const StudyResult& result_;
    std::string service_level_;
};

bool is_sample(const StudyResult& result);            // study.scale is below 1
std::string sample_words(const StudyResult& result);  // "a sample of 10 %"
// A title, a table and a note below it; nothing where the table has no rows. Of a sample, the title says so.
std::string section(const StudyResult& result, const std::string& title, const TextTable& table, const std::string& note = "");
std::string clock_text(const Measure& interval, const Scenario& scenario);  // when an interval begins
std::string within_text(const StudyResult& result);                         // "10 min"
// How people read a measure: its unit in a file times `scale` is `unit`; empty where the name says it.
struct ShownMeasure {
    double scale;
    std::string unit;
};
ShownMeasure shown_as(const std::string& measure, const std::string& of, const StudyResult& result);
std::string measure_in_words(const std::string& measure, const std::string& of, const StudyResult& result);

}  // namespace counterless::sections
