// scenarios/staffing.hpp: what must hold where staff is looked for, and within which limits. Read from /staffing and, where that
// says nothing, from /targets; used by `counterless staff` and by nothing that simulates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/station.hpp"

namespace counterless {

enum class AimKind : std::uint8_t {
    level_offered,     // served within `within_s` / all who came to a station
    level_served,      // / served
    wait_mean,         // seconds, of those served
    wait_probability,  // waited at all / served
    abandonment,       // gave up / came
    occupancy,         // of agents on duty
    overtime,          // seconds from closing until the last customer has left, mean over days
    last_out,          // days on which he has left within `within_s` of closing / days
};
// Measures of time have seconds; all others are shares.
inline constexpr bool is_time(AimKind kind) { return kind == AimKind::wait_mean || kind == AimKind::overtime; }
// Of a day, not of an interval.
inline constexpr bool is_of_the_day(AimKind kind) { return kind == AimKind::overtime || kind == AimKind::last_out; }

struct Aim {
    std::string id;       // of the target; not unique where one target is held in several places
    std::string measure;  // as stated
    AimKind kind = AimKind::level_offered;
    double within_s = 0;
    bool at_least = true;
    double value = 0;
    Index centre = none;        // none: in every centre
    std::string station;        // the station's id; "*": each by itself; empty: all stations of the centre together
    bool each_interval = true;  // else over the day
};

struct StaffingRules {
    std::vector<Aim> aims;
    double interval_s = 1800;      // agents are constant for so long
    int presence = 1;              // of every station, while its centre is open
    double tolerance = 0.01;       // a share may fall short by so much
    double time_tolerance = 0.05;  // a time may exceed its target by this share of it
    double confidence = 0.95;      // of all claims of one answer together
    double shrinkage = 0;          // share of paid time lost to absence; adds people at the end, hidden nowhere
};

// One target in every centre and interval, by the name of its measure; empty if it has none of these names.
std::optional<Aim> aim_for(const std::string& measure, double value);

}  // namespace counterless
