#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr double day_s = 86400;
constexpr int days_max = 3660;  // ten years
constexpr std::array<std::string_view, 7> weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

int weekday_of(std::chrono::sys_days day) { return static_cast<int>(std::chrono::weekday(day).c_encoding()); }

void read_working_week(const View& calendar, Dates& dates) {
    if (!calendar.has("working_week")) return;
    std::array<bool, 7> working{};
    for (const std::string& word : calendar.words("working_week")) {
        const int weekday = weekday_named(word);
        if (weekday == 7) continue;
        if (working[weekday]) calendar.problem("working_week", word + " twice", "each weekday once");
        working[weekday] = true;
    }
    if (std::any_of(working.begin(), working.end(), [](bool works) { return works; })) dates.working = working;
}

void read_factors(const View& calendar, Dates& dates) {
    if (!calendar.has("day_factors")) return;
    const View factors = calendar.at("day_factors");
    for (const std::string& word : factors.keys()) {
        const int weekday = weekday_named(word);
        if (weekday == 7) continue;
        if (!dates.working[weekday]) factors.problem(word, "a factor of a closed day", "factors of the working week");
        dates.factor[weekday] = factors.number(word);
    }
    double sum = 0;
    for (int i = 0; i < 7; ++i) sum += dates.working[i] ? dates.factor[i] : 0;
    const double mean = sum / dates.working_days_a_week();
    if (std::abs(mean - 1) > 1e-6)
        calendar.problem("day_factors", fmt::format("a mean of {:.6g} over the working week", mean), "a mean of 1");
}

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
    return static_cast<int>(std::find(weekdays.begin(), weekdays.end(), word) - weekdays.begin());
}

int Dates::working_days_a_week() const { return static_cast<int>(std::count(working.begin(), working.end(), true)); }
double Dates::second_of(std::chrono::sys_days day) const { return static_cast<double>((day - start).count()) * day_s; }
bool Dates::works_on(std::chrono::sys_days day) const { return working[weekday_of(day)] && !holidays.contains(day); }
double Dates::length_s() const { return second_of(end) + day_s; }

Hours read_hours(const View& owner) {
    if (!owner.has("hours")) return {};
    const View hours = owner.at("hours");
    const auto from = hours.stated_number("from"), until = hours.stated_number("until");
    if (!from || !until) return {};
    if (*from < *until) return {*from, *until};
    owner.problem("hours", hours.text("from") + " to " + hours.text("until"), "a time to close after the time to open");
    return {};
}

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
                             "an end on or after the start, at most ten years");
    }
    read_working_week(calendar, dates);
    read_factors(calendar, dates);
    for (const std::string& text : calendar.words("holidays"))
        if (const auto day = parse_date(text)) dates.holidays.insert(*day);
    dates.hours = read_hours(calendar);
    return dates;
}

Calendar build_calendar(const Dates& dates, double horizon_s) {
    Calendar calendar;
    if (!dates.usable) return calendar;
    calendar.has_dates = true;
    calendar.start = date_text(dates.start);
    calendar.end = date_text(dates.end);
    for (auto date = dates.start; date <= dates.end && dates.second_of(date) < horizon_s; date += std::chrono::days(1)) {
        const int weekday = weekday_of(date);
        const bool working = dates.works_on(date);
        calendar.days.push_back({.start_s = dates.second_of(date),
                                 .weekday = weekday,
                                 .working = working,
                                 .factor = working ? dates.factor[weekday] : 1,
                                 .date = date_text(date)});
    }
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
        if (!dates.working[weekday] || !dates.holidays.contains(date)) continue;
        const double missed = dates.factor[weekday] * calendar.days[index].factor;
        move_needs(dates, {index, 1, closures.whole("catch_up_days"), missed * after}, moved);
        move_needs(dates, {index, -1, closures.whole("pull_forward_days"), missed * before}, moved);
    }
    for (std::size_t index = 0; index < calendar.days.size(); ++index) calendar.days[index].factor += moved[index];
}

std::vector<OpenInterval> open_intervals(const Calendar& calendar, const Hours& hours, double horizon_s) {
    std::vector<OpenInterval> open;
    for (const Day& day : calendar.days) {
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
