// results/measures.hpp: every measure stands in one table: name, unit, numerator, denominator, estimator, direction.
// `layout(scenario)` lays out the totals of a Summary and lists the measures over them; estimators, tables, JSON, the store and
// the report all walk this list and know nothing else. Names and things (`of`) are those of docs/reference/measures.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace counterless {

enum class Estimator : std::uint8_t {
    per_replication,  // mean over replications of totals[numerator] * scale
    ratio,            // sum totals[numerator] / sum totals[denominator] * scale; interval by jackknife over replications
    deviation,        // standard deviation from totals[square], totals[numerator], totals[denominator]; jackknife
    quantile,         // of the pooled distribution; jackknife
};
enum class Direction : std::uint8_t { neutral, lower_is_better, higher_is_better };

inline constexpr double joules_per_kwh = 3.6e6;
inline constexpr std::size_t no_slot = static_cast<std::size_t>(-1);

struct Measure {
    std::string name;  // "wait_mean"
    std::string of;    // "centre/deira/counter"
    std::string unit;  // "s", "1" (a share), "transactions", "AED", "kg", "h", ...
    Direction direction = Direction::neutral;
    Estimator estimator = Estimator::per_replication;
    std::size_t numerator = no_slot, denominator = no_slot, square = no_slot, distribution = no_slot;
    double scale = 1, q = 0;
    double start_s = 0, end_s = 0;  // series only: the interval (of the day, week or horizon, as study.series says)
};

// Totals kept of every place (a station, a centre, all centres together, a class at a station, a pool), once over the horizon;
// the first of them, the PlacePart, once per interval too. A person counts at a station from his arrival there, at a centre (and
// at `all`) from his coming in. `offered` came to be served, the refused included; `arrived` is the visits of a centre.
enum class PlacePart : std::uint8_t {
    arrived,
    offered,
    began,   // by the interval of his arrival
    within,  // of these, in time for the service level
    wait_sum,
    reneged,
    started,  // the same three by the interval in which he began
    started_within,
    started_wait_sum,
    queue_area,
    busy_area,
    duty_area,
    count
};
enum class Place : std::uint8_t {
    arrived,  // as PlacePart, in its order
    offered,
    began,
    within,
    wait_sum,
    reneged,
    started,
    started_within,
    started_wait_sum,
    queue_area,
    busy_area,
    duty_area,
    waited_some,  // over the horizon only
    wait_square,
    ended,
    sojourn_sum,
    blocked,
    balked,
    closed,
    moved,
    dropped,
    interrupted,
    paid_area,  // of stations, pools, centres and all
    refused,    // from here on of visits: of centres and all
    asked,      // those who came to its stations, each time
    returning,
    taught,
    inside_area,
    overtime_sum,
    closings,
    count
};
static_assert(static_cast<int>(Place::duty_area) == static_cast<int>(PlacePart::duty_area));
// Totals kept of every channel, and of every service and segment.
enum class Way : std::uint8_t {
    completed,
    lost,  // given up after a failure here
    attempts,
    failed,
    response_sum,
    response_square,
    error,  // of these failed, by Failure and in its order
    declined,
    timed_out,
    rejected,
    outage,
    expired,
    unserved,
    count
};
static_assert(static_cast<int>(Way::count) - static_cast<int>(Way::error) == static_cast<int>(Failure::nothing));
enum class WayPart : std::uint8_t { completed, lost, attempts, failed, response_sum, count };
enum class NeedKind : std::uint8_t { arose, completed, counter, smart, other, given_up, count };
// Totals kept of every tier; the first of them, the MachinePart, once per interval too.
enum class Machine : std::uint8_t { busy_s, hosts_s, energy_j, messages, messages_lost, message_wait_sum, count };
enum class MachinePart : std::uint8_t { busy_s, hosts_s, energy_j, count };
// Totals kept of every queue of a back office; the first of them, the CasePart, once per interval too.
enum class Casework : std::uint8_t {
    arose,
    open_area,  // of all that are open, those of the warm-up too
    done,
    given_up,
    open,   // at the end
    kept,   // done in time
    known,  // whether in time: done, given up, or still open and late
    time_sum,
    count
};
enum class CasePart : std::uint8_t { arose, open_area, count };
enum class Whole : std::uint8_t {
    needs,
    done_counter,
    done_smart,
    done_other,
    given_up,
    open_needs,  // transactions, balanced, warm-up included
    visits,
    visits_served,
    visits_taught,
    visits_gave_up,
    visits_refused,
    visits_returning,
    visits_inside,  // visits, balanced, warm-up included
    counter,        // within the window; from here on kept by month or year too, where the series is
    smart,
    completed,
    lost,
    came,
    moved,
    failed,       // attempts
    waited_s,     // in line, of visits and calls, however they ended
    letters,      // money for messages
    centre_days,  // days on which a centre opens, of all centres to which people travel
    open_s,       // some centre is open
    duty_s,       // of all agents there
    guide_s,
    initiative_cost,
    happiness,
    customer_s,
    sheets,
    cost,
    co2,
    co2_trips,  // of co2
    co2_paper,
    co2_buildings,
    co2_machines,
    energy_j,      // of the machines, PUE applied
    backlog_area,  // customers who failed and will try again
    count
};

// Totals kept of every segment, beside its NeedKind: its visits to centres, and what befell it.
enum class Group : std::uint8_t {
    visits,
    trip_s,
    served,  // of these visits, with their wait
    wait_sum,
    waited_s,  // in line, of visits and calls, however they ended
    failed,    // attempts
    ended,     // needs: completed or given up
    happiness,
    count
};
// Totals kept of every initiative.
enum class Effort : std::uint8_t { sent, read, cost, count };

// Where each total stands in Summary::totals. Blocks, one after the other; a block's things in the order of the Scenario.
struct Layout {
    std::size_t stations = 0, centres = 0, channels = 0, services = 0, segments = 0, tiers = 0, links = 0, disruptions = 0;
    std::size_t back_offices = 0, initiatives = 0;
    std::size_t classes = 0;                      // 0 unless there are several
    std::vector<std::size_t> pools_before = {0};  // of the stations before this one; the last is of all
    std::size_t bins = 0;                         // intervals of the series; 0 with Series::off
    double bin_s = 1800;
    bool controls = false;
    // Where nobody reads the series, channels and machines may do without it: 7 % of a week of 200,000 needs. Every other total
    // stays as it is, to the bit.
    bool machines_in_series = true;
    Series series = Series::off;
    std::vector<double> edges_s;    // months and years of a calendar: where each begins, and the end; else all are of bin_s
    double origin_s = 0;            // second of the week (from Sunday 00:00) at which the horizon starts
    std::vector<Measure> measures;  // over the horizon, in the order in which they are shown
    std::vector<Measure> parts;     // the series

    // Places are numbered: stations first, then centres, then all; these have a series. Then each station's classes, then pools.
    [[nodiscard]] std::size_t all() const { return stations + centres; }
    [[nodiscard]] std::size_t places_in_series() const { return all() + 1; }
    [[nodiscard]] std::size_t klass(std::size_t station, std::size_t klass) const {
        return places_in_series() + station * classes + klass;
    }
    [[nodiscard]] std::size_t pool(std::size_t station, std::size_t pool) const {
        return places_with_waits() + pools_before[station] + pool;
    }
    [[nodiscard]] std::size_t pools(std::size_t station) const { return pools_before[station + 1] - pools_before[station]; }
    [[nodiscard]] std::size_t places() const { return places_with_waits() + pools_before.back(); }
    [[nodiscard]] std::size_t place(std::size_t place, Place what) const { return place * size_of<Place>() + at(what); }
    [[nodiscard]] std::size_t place_part(std::size_t place, std::size_t bin, PlacePart what) const {
        return place_parts() + (place * bins + bin) * size_of<PlacePart>() + at(what);
    }
    [[nodiscard]] std::size_t way(std::size_t channel, Way what) const { return ways() + channel * size_of<Way>() + at(what); }
    [[nodiscard]] std::size_t way_part(std::size_t channel, std::size_t bin, WayPart what) const {
        return way_parts() + (channel * bins + bin) * size_of<WayPart>() + at(what);
    }
    [[nodiscard]] std::size_t service(std::size_t service, NeedKind what) const {
        return kinds() + service * size_of<NeedKind>() + at(what);
    }
    [[nodiscard]] std::size_t segment(std::size_t segment, NeedKind what) const { return service(services + segment, what); }
    [[nodiscard]] std::size_t machine(std::size_t tier, Machine what) const {
        return tier_block() + tier * size_of<Machine>() + at(what);
    }
    [[nodiscard]] std::size_t machine_part(std::size_t tier, std::size_t bin, MachinePart what) const {
        return machine(tiers, Machine::busy_s) + (tier * bins + bin) * size_of<MachinePart>() + at(what);
    }
    [[nodiscard]] std::size_t backlog_part(std::size_t bin) const { return machine_part(tiers, 0, MachinePart::busy_s) + bin; }
    [[nodiscard]] std::size_t recovery(std::size_t disruption) const { return backlog_part(bins) + 2 * disruption; }  // s, number
    [[nodiscard]] std::size_t link_bytes(std::size_t link) const { return recovery(disruptions) + link; }
    [[nodiscard]] std::size_t casework(std::size_t back_office, Casework what) const {
        return link_bytes(links) + back_office * size_of<Casework>() + at(what);
    }
    [[nodiscard]] std::size_t case_part(std::size_t back_office, std::size_t bin, CasePart what) const {
        return casework(back_offices, Casework::arose) + (back_office * bins + bin) * size_of<CasePart>() + at(what);
    }
    [[nodiscard]] std::size_t whole(Whole what) const { return case_part(back_offices, 0, CasePart::arose) + at(what); }
    static constexpr std::size_t whole_parts = static_cast<std::size_t>(Whole::count) - static_cast<std::size_t>(Whole::counter);
    // By month or year alone, for `what` from Whole::counter on.
    [[nodiscard]] std::size_t whole_part(std::size_t bin, Whole what) const {
        return whole(Whole::count) + bin * whole_parts + at(what) - at(Whole::counter);
    }
    [[nodiscard]] std::size_t group(std::size_t segment, Group what) const {
        return whole_part(by_calendar() ? bins : 0, Whole::counter) + segment * size_of<Group>() + at(what);
    }
    [[nodiscard]] std::size_t effort(std::size_t initiative, Effort what) const {
        return group(segments, Group::visits) + initiative * size_of<Effort>() + at(what);
    }
    [[nodiscard]] std::size_t window() const { return effort(initiatives, Effort::sent); }  // seconds measured, after warm-up
    [[nodiscard]] std::size_t bin_length(std::size_t bin) const {
        return window() + 1 + bin;
    }  // seconds of the window that fall in the bin
    // Of the services that ended there: seconds beyond the means of their laws. With control variates only.
    [[nodiscard]] std::size_t service_excess(std::size_t station) const { return bin_length(bins) + station; }
    [[nodiscard]] std::size_t size() const { return service_excess(controls ? stations : 0); }
    [[nodiscard]] bool by_calendar() const { return series == Series::month || series == Series::year; }
    [[nodiscard]] std::size_t bin_of(double time_s) const;     // precondition: bins > 0
    [[nodiscard]] double edge_before(double time_s) const;     // where the interval of this instant began
    [[nodiscard]] double edge_after(double time_s) const;      // where it ends
    [[nodiscard]] double bin_start_s(std::size_t bin) const {  // as it is shown; of a day or week, its own time
        return edges_s.empty() ? static_cast<double>(bin) * bin_s : edges_s[bin];
    }

    // Distributions: waits by place, responses by channel, waits (all) by bin, responses (all channels) by bin
    // and over the horizon, times of cases by queue, waits by segment.
    [[nodiscard]] std::size_t waits(std::size_t place) const { return place; }
    [[nodiscard]] std::size_t waits_end() const { return places_with_waits(); }  // pools have none
    [[nodiscard]] std::size_t responses(std::size_t channel) const { return places_with_waits() + channel; }
    [[nodiscard]] std::size_t waits_part(std::size_t bin) const { return responses(channels) + bin; }
    [[nodiscard]] std::size_t responses_part(std::size_t bin) const { return waits_part(bins) + bin; }
    [[nodiscard]] std::size_t responses_all() const { return responses_part(bins); }
    [[nodiscard]] std::size_t case_times(std::size_t back_office) const { return responses_all() + 1 + back_office; }
    [[nodiscard]] std::size_t waits_of_segment(std::size_t segment) const { return case_times(back_offices) + segment; }
    [[nodiscard]] std::size_t distributions() const { return waits_of_segment(segments); }

  private:
    template <typename What>
    static constexpr std::size_t size_of() {
        return static_cast<std::size_t>(What::count);
    }
    template <typename What>
    static constexpr std::size_t at(What what) {
        return static_cast<std::size_t>(what);
    }
    [[nodiscard]] std::size_t places_with_waits() const { return places_in_series() + stations * classes; }
    [[nodiscard]] std::size_t place_parts() const { return places() * size_of<Place>(); }
    [[nodiscard]] std::size_t ways() const { return place_parts() + places_in_series() * bins * size_of<PlacePart>(); }
    [[nodiscard]] std::size_t way_parts() const { return ways() + channels * size_of<Way>(); }
    [[nodiscard]] std::size_t kinds() const { return way_parts() + channels * bins * size_of<WayPart>(); }
    [[nodiscard]] std::size_t tier_block() const { return kinds() + (services + segments) * size_of<NeedKind>(); }
};

// Of a sample (study.scale below 1) the list holds what does not come of lines: their totals stand for all customers.
Layout layout(const Scenario& scenario);

// The names of all measures there are, whatever a scenario holds; the service level at its own threshold.
std::vector<std::string> measure_names(const Scenario& scenario);
// Whether there is a measure of that name in some scenario: a service level may have any threshold.
bool is_measure_name(const std::string& name, const std::vector<std::string>& names);

}  // namespace counterless
