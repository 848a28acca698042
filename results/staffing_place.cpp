// results/staffing_place.cpp: when a centre is open, and who may work there.
#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "results/staffing.hpp"

namespace counterless {
namespace {
constexpr int agents_most = 5000;            // as a scenario may state
constexpr std::size_t days_told_apart = 31;  // of a stretch; a longer one has days enough as one
}  // namespace

Timetable timetable_of(const Scenario& scenario, Index centre, double interval_s, bool by_weekday) {
    Timetable table{.interval_s = interval_s, .dated = scenario.calendar.has_dates};
    const auto intervals = static_cast<std::size_t>(std::lround(day_s / interval_s));
    std::size_t first = intervals, last = 0;
    double opens_s = day_s, closes_s = 0;
    const Centre& place = scenario.centres[centre];
    if (place.always_open) first = 0, last = intervals;
    for (const OpenInterval& open : place.open) {
        const double midnight_s = std::floor(open.open_s / day_s) * day_s;
        first = std::min(first, static_cast<std::size_t>((open.open_s - midnight_s) / interval_s));
        opens_s = std::min(opens_s, open.open_s - midnight_s);
        closes_s = std::max(closes_s, std::min(open.close_s - midnight_s, day_s));
        const double until_s = std::min(open.close_s - midnight_s, day_s);
        last = std::max(last, static_cast<std::size_t>(std::ceil(until_s / interval_s)));
    }
    table.first = std::min(first, last);
    table.count = last - table.first;
    if (!place.always_open) table.opens_s = opens_s, table.closes_s = closes_s;
    if (!by_weekday || !table.dated) return table;
    table.row.fill(-1);
    table.rows = 0;
    for (int weekday = 0; weekday < 7; ++weekday)
        for (const Day& day : scenario.calendar.days)
            if (day.weekday == weekday && day.working && table.row[static_cast<std::size_t>(weekday)] < 0)
                table.row[static_cast<std::size_t>(weekday)] = static_cast<int>(table.rows++);
    for (int& row : table.row) row = std::max(row, 0);  // a day on which nobody comes
    return table;
}

std::vector<Post> posts_of(const Scenario& scenario, Index centre, int presence) {
    std::vector<Post> posts;
    for (const Index station : scenario.centres[centre].path) {
        const Station& one = scenario.stations[station];
        if (one.guides || one.agents == unlimited) continue;
        const int most = one.counters >= 0 ? one.counters : agents_most;
        const auto pools = static_cast<Index>(std::max<std::size_t>(one.pools.size(), 1));
        for (Index pool = 0; pool < pools; ++pool)  // of several kinds of agents any one may do without
            posts.push_back({station, pool, std::min(pools == 1 ? presence : 0, most), most, std::min(presence, most), most});
    }
    return posts;
}

namespace {

// Whether what goes wrong outside, or how busy a day is, may send people to the doors on another day: outages last, a refused
// caller calls again, and a day's own luck follows whoever comes back from it.
bool days_are_linked(const Scenario& scenario) {
    bool reacts = false, people_refuse = false;
    for (const Channel& channel : scenario.channels)
        for (const Reaction& reaction : channel.reactions) {
            const bool later = reaction.retry + reaction.move + reaction.visit > 0;
            reacts = reacts || later;
            people_refuse = people_refuse || (later && channel.centre != none);
        }
    const bool pulled = std::any_of(scenario.initiatives.begin(), scenario.initiatives.end(),
                                    [](const Initiative& one) { return one.pulled_forward > 0; });
    const bool day_of_chance = scenario.needs->day_factor.family != LawFamily::deterministic;
    return !scenario.platform.disruptions.empty() || people_refuse || (day_of_chance && (reacts || pulled)) ||
           !scenario.back_offices.empty() || scenario.adoption.remembers();
}

bool closes_every_night(const Centre& centre) {
    return !centre.always_open && std::all_of(centre.open.begin(), centre.open.end(), [](const OpenInterval& open) {
        return std::floor(open.open_s / day_s) == std::ceil(open.close_s / day_s) - 1;
    });
}

bool forgets_overnight(const Station& station) {
    return std::none_of(station.otherwise.begin(), station.otherwise.end(),
                        [](const Otherwise& rule) { return rule.retry + rule.tomorrow > 0; }) &&
           std::all_of(station.pools.begin(), station.pools.end(), [](const Pool& pool) {
               return !pool.breakdown && pool.setup.family == LawFamily::deterministic && pool.setup.a == 0;
           });
}

}  // namespace

bool days_are_independent(const Scenario& scenario, Index centre) {
    const Centre& place = scenario.centres[centre];
    if (!scenario.needs || place.remote || !closes_every_night(place) || days_are_linked(scenario)) return false;
    if (scenario.calendar.days.size() > days_told_apart) return false;
    if (std::any_of(scenario.streams.begin(), scenario.streams.end(), [&](const Stream& stream) {
            return stream.station == none || scenario.stations[stream.station].centre == centre;
        }))
        return false;
    return std::all_of(place.path.begin(), place.path.end(),
                       [&](Index station) { return forgets_overnight(scenario.stations[station]); });
}

bool days_are_told_apart(const Scenario& scenario, const StaffingTask& task) {
    return days_are_independent(scenario, task.centre) &&
           std::none_of(task.aims.begin(), task.aims.end(), [](const Aim& aim) { return aim.kind == AimKind::occupancy; });
}

}  // namespace counterless
