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

// Totals kept of every place (a station, a centre, all centres together), once over the horizon and once per interval.
enum class Place : std::uint8_t {
    arrived,
    began,
    ended,
    reneged,
    refused,
    waited_some,
    within,
    wait_sum,
    wait_square,
    sojourn_sum,
    queue_area,
    inside_area,
    busy_area,
    duty_area,
    count
};
enum class PlacePart : std::uint8_t { arrived, began, within, wait_sum, reneged, queue_area, busy_area, duty_area, count };
// Totals kept of every channel, and of every service and segment.
enum class Way : std::uint8_t { completed, attempts, failed, response_sum, response_square, count };
enum class WayPart : std::uint8_t { attempts, failed, response_sum, count };
enum class Kind : std::uint8_t { arose, counter, digital, given_up, count };
enum class Whole : std::uint8_t {
    needs,
    done_counter,
    done_digital,
    done_other,
    given_up,
    open_needs,  // transactions, balanced
    visits,
    visits_served,
    visits_taught,
    visits_gave_up,
    visits_refused,
    visits_inside,  // visits, balanced
    customer_hours,
    sheets,
    cost,
    co2,
    overtime_s,
    last_out_s,
    count
};

struct Layout {
    std::size_t size = 0;           // of Summary::totals
    std::size_t distributions = 0;  // of Summary::distributions
    std::size_t bins = 0;           // intervals of the series; 0 with Series::off
    double bin_s = 1800;
    std::size_t stations = 0, centres = 0, channels = 0, services = 0, segments = 0, tiers = 0, links = 0;

    // Places are numbered: stations first, then centres, then all.
    [[nodiscard]] std::size_t places() const { return stations + centres + 1; }
    [[nodiscard]] std::size_t place(std::size_t place, Place what) const;
    [[nodiscard]] std::size_t place_part(std::size_t place, std::size_t bin, PlacePart what) const;
    [[nodiscard]] std::size_t way(std::size_t channel, Way what) const;
    [[nodiscard]] std::size_t way_part(std::size_t channel, std::size_t bin, WayPart what) const;
    [[nodiscard]] std::size_t service(std::size_t service, Kind what) const;
    [[nodiscard]] std::size_t segment(std::size_t segment, Kind what) const;
    [[nodiscard]] std::size_t tier_busy(std::size_t tier) const;  // core-seconds
    [[nodiscard]] std::size_t tier_busy_part(std::size_t tier, std::size_t bin) const;
    [[nodiscard]] std::size_t link_bytes(std::size_t link) const;
    [[nodiscard]] std::size_t whole(Whole what) const;
    [[nodiscard]] std::size_t bin_length(std::size_t bin) const;  // seconds of the window that fall in the bin
    [[nodiscard]] std::size_t window() const;                     // seconds measured, after warm-up
    [[nodiscard]] std::size_t bin_of(double time_s) const;
    // Distributions: waits by place, responses by channel, waits (all) by bin, responses (all smart channels) by bin.
    [[nodiscard]] std::size_t waits(std::size_t place) const { return place; }
    [[nodiscard]] std::size_t responses(std::size_t channel) const { return places() + channel; }
    [[nodiscard]] std::size_t waits_part(std::size_t bin) const { return places() + channels + bin; }
    [[nodiscard]] std::size_t responses_part(std::size_t bin) const { return places() + channels + bins + bin; }

    Series series = Series::off;
    double origin_s = 0;            // second of the week (Sunday 00:00) at which the horizon starts
    std::vector<Measure> measures;  // over the horizon, in the order in which they are shown
    std::vector<Measure> parts;     // the series
};

Layout layout(const Scenario& scenario);

}  // namespace counterless
