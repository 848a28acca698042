#include "results/milestones.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/series.hpp"

namespace counterless {
namespace {

constexpr double never_s = std::numeric_limits<double>::infinity();

struct Point {
    double middle_s, share;
};

std::vector<Point> course_of(const Layout& layout, const Summary& summary) {
    std::vector<Point> course;
    for (std::size_t bin = 0; bin + 1 < layout.edges_s.size(); ++bin) {
        const double completed = summary.totals.at(layout.whole_part(bin, Whole::completed));
        if (completed <= 0) continue;
        const double smart = summary.totals.at(layout.whole_part(bin, Whole::smart));
        course.push_back({(layout.edges_s[bin] + layout.edges_s[bin + 1]) / 2, smart / completed});
    }
    return course;
}

// Infinite: not reached; negative: above it from the first.
double crossing_s(const std::vector<Point>& course, double level) {
    if (course.empty()) return never_s;
    if (course.front().share >= level) return -1;
    for (std::size_t k = 1; k < course.size(); ++k) {
        const Point &before = course[k - 1], &after = course[k];
        if (after.share < level) continue;
        return before.middle_s + (after.middle_s - before.middle_s) * (level - before.share) / (after.share - before.share);
    }
    return never_s;
}

Estimate mean_of(const std::vector<double>& dates, double confidence) {
    const Moments all = moments(dates);
    const auto n = static_cast<int>(dates.size());
    const double half_width = n > 1 ? student_t(n, confidence) * all.sd / std::sqrt(n) : 0;
    return {
        .known = true, .mean = all.mean, .sd = n > 1 ? all.sd : 0, .half_width = half_width, .confidence = confidence, .n = n};
}

}  // namespace

std::vector<Milestone> milestones(const Layout& layout, std::span<const Summary> summaries, double confidence,
                                  bool one_interval) {
    std::vector<Milestone> found;
    if (!layout.by_calendar() || layout.edges_s.size() < 3 || layout.channels == 0) return found;
    for (const double level : milestone_levels) {
        Milestone one{.level = level, .runs = static_cast<int>(summaries.size())};
        std::vector<double> dates;
        int before = 0;
        for (const Summary& summary : summaries) {
            const double at_s = crossing_s(course_of(layout, summary), level);
            if (at_s < 0) ++before;
            if (at_s < never_s) dates.push_back(std::max(at_s, 0.0));
        }
        one.reached = static_cast<int>(dates.size());
        one.before = before > 0 && before == one.runs;
        std::sort(dates.begin(), dates.end());
        if (!dates.empty()) one.early_s = quantile_of_sorted(dates, 0.05), one.late_s = quantile_of_sorted(dates, 0.95);
        if (one.reached == one.runs && before == 0 && one_interval && !dates.empty()) one.at_s = mean_of(dates, confidence);
        found.push_back(one);
    }
    return found;
}

}  // namespace counterless
