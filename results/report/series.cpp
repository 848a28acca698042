// results/report/series.cpp: collects values into rows; labels follow the kind of series the scenario asked for.
#include "results/report/series.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/constants.hpp"
#include "results/report/format.hpp"
#include "results/report/names.hpp"
#include "results/report/text.hpp"

namespace counterless::report {
namespace {

std::string_view weekday(Lang lang, int number) {
    static constexpr std::array<std::array<std::string_view, 7>, 2> names{{
        {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
        {"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
    }};
    return names[static_cast<std::size_t>(lang)][static_cast<std::size_t>(std::clamp(number, 0, 6))];
}

}  // namespace

DayClock::DayClock(const StudyResult& result) : result_(result) {
    std::map<double, double> intervals;
    for (const Value& value : result.series) intervals.emplace(value.measure.start_s, value.measure.end_s);
    std::map<double, std::size_t> index;
    for (const auto& [start, end] : intervals) {
        index.emplace(start, starts_.size());
        starts_.push_back(start);
        ends_.push_back(end);
    }
    for (const Value& value : result.series) {
        Row& row = rows_[{value.measure.name, value.measure.of}];
        row.resize(starts_.size(), nullptr);
        if (value.estimate.known) row[index.at(value.measure.start_s)] = &value;
    }
}

const Row* DayClock::row(const std::string& measure, const std::string& of) const {
    const auto found = rows_.find({measure, of});
    return found == rows_.end() ? nullptr : &found->second;
}

const Row* DayClock::service_level_row(const std::string& of) const {
    for (const auto& [key, row] : rows_)
        if (key.second == of && is_service_level(key.first)) return &row;
    return nullptr;
}

std::string DayClock::label(Lang lang, std::size_t interval) const {
    const double start = starts_[interval], of_day = std::fmod(start, day_s);
    const auto day = static_cast<std::size_t>(start / day_s);
    if (result_.scenario.study.series == Series::typical_day) return ltr(clock(start));
    if (result_.scenario.study.series == Series::typical_week)
        return std::string(weekday(lang, static_cast<int>(day))) + "\u00A0" + ltr(clock(of_day));
    const auto& days = result_.scenario.calendar.days;
    const bool dated = result_.scenario.calendar.has_dates && day < days.size();
    if (!dated) return ltr(number(start / 3600, 1)) + "\u00A0" + say(lang, "h");
    if (result_.scenario.study.series == Series::year) return ltr(days[day].date.substr(0, 4));
    if (result_.scenario.study.series == Series::month) return ltr(days[day].date.substr(0, 7));
    const std::string text = date(lang, days[day].date, false);
    return result_.scenario.study.series == Series::day ? text : text + "\u00A0" + ltr(clock(of_day));
}

std::vector<std::size_t> DayClock::open_intervals() const {
    std::map<long long, std::pair<std::size_t, std::size_t>> span;  // by day: first and last interval with customers
    const Row* arrivals = row("arrivals", "all");
    for (std::size_t i = 0; i < intervals(); ++i) {
        if (mean_at(arrivals, i) <= 0) continue;
        const auto day = static_cast<long long>(starts_[i] / day_s);
        span.emplace(day, std::pair{i, i}).first->second.second = i;
    }
    std::vector<std::size_t> open;
    for (const auto& [day, ends] : span)
        for (std::size_t i = ends.first; i <= ends.second; ++i) open.push_back(i);
    return open;
}

std::string DayClock::stretches(Lang lang, const std::vector<std::size_t>& intervals) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < intervals.size();) {
        std::size_t last = i;
        while (last + 1 < intervals.size() && intervals[last + 1] == intervals[last] + 1) ++last;
        parts.push_back(say(lang, "between", {ltr(clock(starts_[intervals[i]])), ltr(clock(ends_[intervals[last]]))}));
        i = last + 1;
    }
    return list_text(lang, parts, 2);
}

std::vector<double> values_at(const Row* row, const std::vector<std::size_t>& at, double scale) {
    std::vector<double> list;
    for (const std::size_t i : at) {
        const Value* value = row ? (*row)[i] : nullptr;
        list.push_back(value ? std::round(value->estimate.mean * scale * 1e4) / 1e4 : std::nan(""));
    }
    return list;
}

std::vector<double> half_widths_at(const Row* row, const std::vector<std::size_t>& at) {
    std::vector<double> list;
    for (const std::size_t i : at) {
        const Value* value = row ? (*row)[i] : nullptr;
        const bool told = value && has_interval(value->estimate);
        list.push_back(told ? std::round(value->estimate.half_width * 1e4) / 1e4 : std::nan(""));
    }
    return list;
}

double mean_at(const Row* row, std::size_t interval, double otherwise) {
    return row && interval < row->size() && (*row)[interval] ? (*row)[interval]->estimate.mean : otherwise;
}

std::string clock_words(Lang lang, Series series) {
    if (series == Series::typical_day) return say(lang, "average_day");
    if (series == Series::typical_week) return say(lang, "average_week");
    if (series == Series::month) return say(lang, "by_month");
    if (series == Series::year) return say(lang, "by_year");
    return series == Series::day ? say(lang, "by_day") : say(lang, "whole_run");
}

}  // namespace counterless::report
