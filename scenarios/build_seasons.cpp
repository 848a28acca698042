// scenarios/build_seasons.cpp: what the days of a week are like, and from when to when.
// The calendar states a week: working days, hours, factors. A season states what is different on the days from its first to its
// last; what it does not state stays as it was. Seasons may overlap: the later in the list wins, value by value, so the hours of
// a Ramadan lie over a year of another working week without repeating it. Here the overlaps become stretches of days, one after
// the other, each with one week. Tested in tests/scenarios/build_seasons_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
using std::chrono::sys_days;
constexpr double days_a_week = 7;

// What the calendar or one of its seasons states.
struct Layer {
    View stated;
    sys_days from = sys_days::min(), until = sys_days::max();
    std::optional<std::array<bool, 7>> working = {};
    std::optional<std::array<std::optional<double>, 7>> factors = {};
    std::optional<WeekHours> hours = {};
};

std::optional<std::array<bool, 7>> read_working(const View& owner) {
    std::array<bool, 7> working{};
    for (const std::string& word : owner.words("working_week")) {
        const int weekday = weekday_named(word);
        if (weekday == days_a_week) continue;
        if (working[weekday]) owner.problem("working_week", word + " twice", "each weekday once");
        working[weekday] = true;
    }
    const bool any = std::any_of(working.begin(), working.end(), [](bool works) { return works; });
    return any ? std::optional(working) : std::nullopt;
}

std::optional<std::array<std::optional<double>, 7>> read_factors(const View& owner) {
    if (!owner.has("day_factors")) return {};
    const View stated = owner.at("day_factors");
    std::array<std::optional<double>, 7> factors{};
    for (const std::string& word : stated.keys())
        if (const int weekday = weekday_named(word); weekday < days_a_week) factors[weekday] = stated.number(word);
    return factors;
}

Layer read_layer(const View& owner) {
    Layer layer{.stated = owner, .working = read_working(owner), .factors = read_factors(owner)};
    if (owner.has("hours")) layer.hours = read_hours(owner);
    return layer;
}

std::vector<Layer> read_layers(const View& calendar) {
    std::vector<Layer> layers{read_layer(calendar)};
    for (const View& season : calendar.elements("seasons")) {
        const auto from = parse_date(season.text("from")), until = parse_date(season.text("until"));
        if (!from || !until) continue;
        if (*until < *from) {
            season.problem("until", "\"" + season.text("until") + "\"", "a day not before \"" + season.text("from") + "\"");
            continue;
        }
        layers.push_back(read_layer(season));
        layers.back().from = *from;
        layers.back().until = *until;
    }
    return layers;
}

// ---- layers over each other
// -----------------------------------------------------------------------------------------------------
void check_factors(const Layer& layer, const Week& week) {
    const View& owner = layer.stated;
    double sum = 0;
    for (std::size_t weekday = 0; weekday < week.factor.size(); ++weekday) {
        if ((*layer.factors)[weekday] && !week.working[weekday])
            owner.at("day_factors").problem(weekday_words[weekday], "a factor of a closed day", "factors of the working week");
        sum += week.working[weekday] ? week.factor[weekday] : 0;
    }
    const double mean = sum / week.working_days();
    if (std::abs(mean - 1) > 1e-6)
        owner.problem("day_factors", fmt::format("a mean of {:.6g} over the working week", mean), "a mean of 1");
}

void check_hours(const Layer& layer, const Week& week) {
    for (std::size_t weekday = 0; weekday < week.working.size(); ++weekday)
        if (week.working[weekday] && !(*layer.hours)[weekday])
            layer.stated.problem("hours", "no hours of " + std::string(weekday_words[weekday]),
                                 "hours of every weekday of the working week");
}

// A week of other days has other factors: those of the old one would not have a mean of 1.
Week week_of(const std::vector<Layer>& layers, sys_days day) {
    Week week;
    const Layer *factors = nullptr, *hours = nullptr;
    for (const Layer& layer : layers) {
        if (day < layer.from || day > layer.until) continue;
        if (layer.working) {
            week.working = *layer.working;
            week.factor.fill(1);
            factors = nullptr;
        }
        if (layer.factors) factors = &layer;
        for (std::size_t weekday = 0; factors == &layer && weekday < week.factor.size(); ++weekday)
            week.factor[weekday] = (*layer.factors)[weekday].value_or(1);
        if (layer.hours) hours = &layer;
    }
    if (factors != nullptr) check_factors(*factors, week);
    if (hours == nullptr) return week;
    check_hours(*hours, week);
    for (std::size_t weekday = 0; weekday < week.hours.size(); ++weekday)
        week.hours[weekday] = (*hours->hours)[weekday].value_or(Hours{});
    return week;
}

// Of one day, or of all days that state none.
std::optional<Hours> hours_of(const View& owner, const View& place, std::string_view key) {
    const auto from = owner.stated_number("from"), until = owner.stated_number("until");
    if (!from || !until) return {};
    if (*from < *until) return Hours{*from, *until};
    place.problem(key, owner.text("from") + " to " + owner.text("until"), "a time to close after the time to open");
    return Hours{};
}

// From and until if they are stated; else from the first opening to the last closing of the week.
Hours usual_of(const View& calendar, const WeekHours& week) {
    if (!calendar.has("hours")) return {};
    if (const auto plain = hours_of(calendar.at("hours"), calendar, "hours")) return *plain;
    Hours widest{86400, 0};
    for (const auto& hours : week) {
        if (!hours) continue;
        widest = {std::min(widest.from_s, hours->from_s), std::max(widest.until_s, hours->until_s)};
    }
    return widest.from_s < widest.until_s ? widest : Hours{};
}
}  // namespace

WeekHours read_hours(const View& owner) {
    WeekHours week{};
    const View stated = owner.at("hours");
    for (const char* one : {"from", "until"}) {
        const char* other = std::string_view(one) == "from" ? "until" : "from";
        if (stated.has(one) && !stated.has(other))
            stated.problem(fmt::format("no \"{}\"", other), fmt::format("\"{}\": a clock time such as \"07:30\"", other));
    }
    if (stated.keys().empty()) stated.problem("no hours", "\"from\" and \"until\", or hours by weekday");
    if (stated.has("from") || stated.has("until")) week.fill(hours_of(stated, owner, "hours").value_or(Hours{}));
    for (const std::string& word : stated.keys())
        if (const int weekday = weekday_named(word); weekday < days_a_week)
            week[weekday] = hours_of(stated.at(word), stated, word).value_or(Hours{});
    return week;
}

void read_weeks(const View& calendar, Dates& dates) {
    const auto layers = read_layers(calendar);
    dates.usual = usual_of(calendar, layers.front().hours.value_or(WeekHours{}));
    for (const Layer& layer : layers) {
        if (layer.from > sys_days::min()) dates.weeks[layer.from] = {};
        if (layer.until < sys_days::max()) dates.weeks[layer.until + std::chrono::days(1)] = {};
    }
    for (auto& [from, week] : dates.weeks) week = week_of(layers, from);
}

}  // namespace counterless
