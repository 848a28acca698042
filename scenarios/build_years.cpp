// scenarios/build_years.cpp: a volume stated year by year becomes a factor for each day.
// What is stated is all that is asked for in a calendar year, working days and closed days together, so the days of a whole year
// sum to it whatever holidays and seasons the year has. Inside a year the level moves in a straight line from the middle of the
// year before to the middle of this one and on to the middle of the next, and is then scaled to the stated total: steps at New
// Year, which nobody has seen in life, would otherwise be learnt and staffed for. A small step is left where growth changes.
// A calendar that begins or ends inside a year has its part of it. Tested in tests/scenarios/build_years_test.cpp.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
using std::chrono::sys_days, std::chrono::year, std::chrono::year_month_day;

sys_days new_year(year which) { return which / 1 / 1; }
year year_of(sys_days day) { return year_month_day(day).year(); }

class Volumes {
  public:
    void add(year from, double count) { by_year_[from] = count; }
    [[nodiscard]] bool empty() const { return by_year_.empty(); }
    [[nodiscard]] double of(year which) const {
        const auto after = by_year_.upper_bound(which);
        return after == by_year_.begin() ? after->second : std::prev(after)->second;
    }
    [[nodiscard]] double level_on(sys_days day) const {
        const year now = year_of(day);
        const double length = static_cast<double>((new_year(now + std::chrono::years(1)) - new_year(now)).count());
        const double passed = (static_cast<double>((day - new_year(now)).count()) + 0.5) / length;  // of the year, at noon
        const double middle = of(now);
        if (passed < 0.5) return middle - (middle - of(now - std::chrono::years(1))) * (0.5 - passed);
        return middle + (of(now + std::chrono::years(1)) - middle) * (passed - 0.5);
    }

  private:
    std::map<year, double> by_year_;  // from that year on
};

Volumes read_volumes(const View& demand) {
    Volumes volumes;
    sys_days before = sys_days::min();
    for (const View& one : demand.elements("volume")) {
        const auto from = parse_date(one.text("from"));
        const auto volume = parse_volume(one.text("value"));
        if (!from || !volume || !one.stated_number("value")) continue;
        if (*from != new_year(year_of(*from))) one.problem("from", "\"" + one.text("from") + "\"", "a 1 January");
        if (*from <= before) one.problem("from", "\"" + one.text("from") + "\"", "a year after the one before it");
        if (volume->period != Period::year) one.problem("value", "\"" + one.text("value") + "\"", "a volume a year");
        volumes.add(year_of(*from), volume->count);
        before = *from;
    }
    return volumes;
}

double weight_of(const Day& day, const Needs& needs) { return day.working ? 1 : needs.weekend_share; }

// All days of the years that the calendar touches, each with what is expected on it, over its weight.
Calendar whole_years(const View& demand, const Dates& dates, const Needs& needs, const Volumes& volumes) {
    Dates whole = dates;
    whole.start = new_year(year_of(dates.start));
    whole.end = new_year(year_of(dates.end) + std::chrono::years(1)) - std::chrono::days(1);
    Calendar years = build_calendar(whole, std::numeric_limits<double>::infinity());
    shape_days(demand, whole, years);
    std::map<year, double> sums;
    for (std::size_t index = 0; index < years.days.size(); ++index) {
        const sys_days date = whole.start + std::chrono::days(index);
        years.days[index].factor *= volumes.level_on(date);
        sums[year_of(date)] += years.days[index].factor * weight_of(years.days[index], needs);
    }
    for (std::size_t index = 0; index < years.days.size(); ++index) {
        const year which = year_of(whole.start + std::chrono::days(index));
        years.days[index].factor *= sums[which] > 0 ? volumes.of(which) / sums[which] : 0;
    }
    for (const auto& [which, sum] : sums)
        if (sum <= 0 && volumes.of(which) > 0)
            demand.problem("volume", fmt::format("a volume in {}, which has no working day", static_cast<int>(which)),
                           "a working day, or a weekend_share");
    return years;
}

double mean_working_day(const Calendar& calendar) {
    double sum = 0, count = 0, sum_all = 0;
    for (const Day& day : calendar.days) {
        sum_all += day.factor;
        sum += day.working ? day.factor : 0;
        count += day.working ? 1 : 0;
    }
    return count > 0 ? sum / count : sum_all / static_cast<double>(calendar.days.size());
}
}  // namespace

void build_years(const View& demand, const Dates& dates, Calendar& calendar, Needs& needs) {
    if (demand.has("growth_per_year"))
        demand.problem("growth_per_year", "growth of a volume that is stated year by year", "one of them");
    const Volumes volumes = read_volumes(demand);
    if (volumes.empty() || calendar.days.empty()) return;
    const Calendar years = whole_years(demand, dates, needs, volumes);
    const auto offset = static_cast<std::size_t>((dates.start - new_year(year_of(dates.start))).count());
    for (std::size_t index = 0; index < calendar.days.size(); ++index)
        calendar.days[index].factor = years.days[offset + index].factor;
    needs.per_working_day = mean_working_day(calendar);
    for (Day& day : calendar.days) day.factor /= needs.per_working_day > 0 ? needs.per_working_day : 1;
}

}  // namespace counterless
