// results/report/series.hpp: the series of a study as rows on one clock: the same intervals for every measure, each with a label.
// Charts and tables of the day read from here. Tested in tests/results/report_test.cpp.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "results/report/words.hpp"
#include "results/study.hpp"

namespace counterless::report {

using Row = std::vector<const Value*>;  // by interval; null where the measure has none or nothing is known

class DayClock {
  public:
    explicit DayClock(const StudyResult& result);
    [[nodiscard]] std::size_t intervals() const { return starts_.size(); }
    [[nodiscard]] double start_s(std::size_t interval) const { return starts_[interval]; }
    [[nodiscard]] double end_s(std::size_t interval) const { return ends_[interval]; }
    [[nodiscard]] const Row* row(const std::string& measure, const std::string& of) const;
    [[nodiscard]] const Row* service_level_row(const std::string& of) const;
    [[nodiscard]] std::string label(Lang lang, std::size_t interval) const;  // "09:00", "Sun 09:00", "21 Oct"
    // The intervals in which anybody came to a centre, from the first to the last of them on each day.
    [[nodiscard]] std::vector<std::size_t> open_intervals() const;
    // "between 09:00 and 12:00 and between 13:00 and 13:30": the runs among these intervals of a day.
    [[nodiscard]] std::string stretches(Lang lang, const std::vector<std::size_t>& intervals) const;

  private:
    const StudyResult& result_;
    std::vector<double> starts_, ends_;
    std::map<std::pair<std::string, std::string>, Row> rows_;
};

// For a chart, at these intervals, rounded to four decimals: means times `scale`, and half-widths; NaN (null in JSON) where
// unknown.
std::vector<double> values_at(const Row* row, const std::vector<std::size_t>& at, double scale = 1);
std::vector<double> half_widths_at(const Row* row, const std::vector<std::size_t>& at);
double mean_at(const Row* row, std::size_t interval, double otherwise = 0);  // otherwise: no row, nothing known
std::string clock_words(Lang lang, Series series);                           // "Average working day, by half-hour"

}  // namespace counterless::report
