#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr int days_max = 10958;  // thirty years

int weekday_of(std::chrono::sys_days day) { return static_cast<int>(std::chrono::weekday(day).c_encoding()); }

struct Move {
    std::size_t from;
    int direction, days;
    double amount;
};
// Evenly onto the nearest working days on that side; what falls outside the calendar is outside the study.
void move_needs(const Dates& dates, const Move& move, std::vector<double>& moved) {
    const auto days = static_cast<std::ptrdiff_t>(moved.size());
    auto index = static_cast<std::ptrdiff_t>(move.from) + move.direction;
    for (int left = move.days; left > 0 && index >= 0 && index < days; index += move.direction) {
        if (!dates.works_on(dates.start + std::chrono::days(index))) continue;
        moved[static_cast<std::size_t>(index)] += move.amount / move.days;
        --left;
    }
}
}  // namespace

int weekday_named(std::string_view word) {
    return static_cast<int>(std::find(weekday_words.begin(), weekday_words.end(), word) - weekday_words.begin());
}

int Week::working_days() const { return static_cast<int>(std::count(working.begin(), working.end(), true)); }
bool Dates::ever_works(std::size_t weekday) const {
    return std::any_of(weeks.begin(), weeks.end(), [weekday](const auto& stretch) { return stretch.second.working[weekday]; });
}
double Dates::second_of(std::chrono::sys_days day) const { return static_cast<double>((day - start).count()) * day_s; }
bool Dates::works_on(std::chrono::sys_days day) const { return week_on(day).working[weekday_of(day)] && !holidays.contains(day); }
double Dates::length_s() const { return second_of(end) + day_s; }

Dates read_dates(const View& calendar, bool stated) {
    Dates dates;
    dates.stated = stated;
    if (!stated) return dates;
    const auto start = parse_date(calendar.text("start")), end = parse_date(calendar.text("end"));
    if (start && end) {
        dates.start = *start;
        dates.end = *end;
        const auto days = (*end - *start).count() + 1;
        dates.usable = days >= 1 && days <= days_max;
        if (!dates.usable)
            calendar.problem(fmt::format("{} to {}", calendar.text("start"), calendar.text("end")),
                             "an end on or after the start, at most thirty years");
    }
    read_weeks(calendar, dates);
    for (const std::string& text : calendar.words("holidays"))
        if (const auto day = parse_date(text)) dates.holidays.insert(*day);
    return dates;
}

Calendar build_calendar(const Dates& dates, double horizon_s) {
    Calendar calendar;
    if (!dates.usable) return calendar;
    calendar.has_dates = true;
    calendar.start = date_text(dates.start);
    calendar.end = date_text(dates.end);
    calendar.usual_hours = {dates.usual.from_s, dates.usual.until_s};
    bool as_usual = true;
    for (auto date = dates.start; date <= dates.end && dates.second_of(date) < horizon_s; date += std::chrono::days(1)) {
        const int weekday = weekday_of(date);
        const Week& week = dates.week_on(date);
        const bool working = dates.works_on(date);
        const Hours& hours = week.hours[weekday];
        as_usual = as_usual && (!working || (hours.from_s == dates.usual.from_s && hours.until_s == dates.usual.until_s));
        calendar.hours.push_back({hours.from_s, hours.until_s});
        calendar.days.push_back({.start_s = dates.second_of(date),
                                 .weekday = weekday,
                                 .working = working,
                                 .factor = working ? week.factor[weekday] : 1,
                                 .date = date_text(date)});
    }
    if (as_usual) calendar.hours.clear();
    return calendar;
}

// The earliest value also holds before its date, so that the whole horizon has one.
std::vector<DatedValue> dated_values(const View& owner, std::string_view key, const Dates& dates) {
    const auto pieces = owner.elements(key);
    if (pieces.empty()) return {{-infinite, owner.number(key)}};
    if (!dates.stated) owner.problem(key, "dates without a calendar", "one value, or a calendar");
    std::vector<DatedValue> values;
    for (const View& piece : pieces) {
        const auto date = parse_date(piece.text("from"));
        if (!date) continue;
        const double from_s = dates.usable ? dates.second_of(*date) : static_cast<double>(date->time_since_epoch().count());
        if (!values.empty() && from_s <= values.back().from_s)
            piece.problem("from", "\"" + piece.text("from") + "\"", "dates in rising order");
        values.push_back({from_s, piece.number("value")});
    }
    if (!values.empty()) values.front().from_s = -infinite;
    return values;
}

void shape_days(const View& demand, const Dates& dates, Calendar& calendar) {
    const View closures = demand.at("closures");
    const double after = closures.number("catch_up"), before = closures.number("pull_forward");
    if (after + before > 1 + 1e-9)
        demand.problem("closures", fmt::format("catch_up and pull_forward that sum to {:.6g}", after + before), "a sum up to 1");
    for (std::size_t index = 0; index < calendar.days.size(); ++index)
        calendar.days[index].factor *= season(demand, dates, dates.start + std::chrono::days(index));
    std::vector<double> moved(calendar.days.size());
    for (std::size_t index = 0; index < calendar.days.size(); ++index) {
        const auto date = dates.start + std::chrono::days(index);
        const int weekday = weekday_of(date);
        const Week& week = dates.week_on(date);
        if (!week.working[weekday] || !dates.holidays.contains(date)) continue;
        const double missed = week.factor[weekday] * calendar.days[index].factor;
        move_needs(dates, {index, 1, closures.whole("catch_up_days"), missed * after}, moved);
        move_needs(dates, {index, -1, closures.whole("pull_forward_days"), missed * before}, moved);
    }
    for (std::size_t index = 0; index < calendar.days.size(); ++index) calendar.days[index].factor += moved[index];
}

std::vector<OpenInterval> open_intervals(const Calendar& calendar, const WeekHours* own, double horizon_s) {
    std::vector<OpenInterval> open;
    for (std::size_t index = 0; index < calendar.days.size(); ++index) {
        const Day& day = calendar.days[index];
        const OpenInterval shared = calendar.hours_on(index);
        const Hours hours = own != nullptr ? (*own)[day.weekday].value_or(Hours{}) : Hours{shared.open_s, shared.close_s};
        const OpenInterval interval{day.start_s + hours.from_s, std::min(day.start_s + hours.until_s, horizon_s)};
        if (!day.working || interval.open_s >= interval.close_s) continue;
        if (!open.empty() && open.back().close_s == interval.open_s)
            open.back().close_s = interval.close_s;  // round the clock: midnight closes nothing
        else
            open.push_back(interval);
    }
    return open;
}

}  // namespace counterless
