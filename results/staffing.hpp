// results/staffing.hpp: the least agents, post by post and interval by interval, for which every target of a centre holds.
// A post is a pool of agents at a station. The search starts from the offered load (agents without number: how many would be busy
// on the mean, which is the load of the modified-offered-load approximation of Jennings, Mandelbaum, Massey and Whitt 1996) and
// from Erlang's delay formula for that load; it lives through the same days with the same people for every candidate, adds where
// a target fails until none does, and then takes agents away one by one for as long as none fails: what is left is minimal, for
// taking any single agent away breaks a target. That simulation corrects the formula interval by interval is the idea of the
// iterative-staffing algorithm (Feldman, Mandelbaum, Massey and Whitt 2008); which of several posts gets the agent is decided by
// where the target is missed (one kind of agent) or by trying each (several skills), a search by coordinates. At the end other
// days judge: every claim is held, broken or open, at a level that holds for all claims of one answer together (Bonferroni).
// Days come from a function handed in, so none of this knows a simulation. Tested in tests/results/staffing_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace counterless {

// The intervals of a day, by the clock; a row of them for every weekday that is told apart.
struct Timetable {
    double interval_s = 1800;
    std::size_t first = 0, count = 0;  // intervals of a day, counted from midnight
    std::array<int, 7> row{};          // by weekday
    std::size_t rows = 1;
    bool dated = false;  // the horizon has weekdays

    [[nodiscard]] std::size_t cells() const { return rows * count; }
    double opens_s = 0, closes_s = 86400;  // the earliest and the latest of any day
    [[nodiscard]] double from_s(std::size_t cell) const {
        return std::max(opens_s, interval_s * static_cast<double>(first + cell % count));
    }
    [[nodiscard]] double until_s(std::size_t cell) const {
        return std::min(closes_s, interval_s * static_cast<double>(first + cell % count + 1));
    }
};
// Of a centre: from the first opening to the last closing of any day. `by_weekday`: each weekday has a row of its own.
Timetable timetable_of(const Scenario& scenario, Index centre, double interval_s, bool by_weekday);

struct Post {
    Index station = none, pool = 0;
    int least = 1, most = 5000;  // agents, while the centre is open
    int presence = 1;            // of all posts of the station together; and so many desks
    int desks = 5000;
};
std::vector<Post> posts_of(const Scenario& scenario, Index centre, int presence);
// Whether what happens in a hall on one day tells nothing of another: it closes every night, and nobody comes because of what
// went wrong, or by how much was going on, another day. Who fails online by his own luck and comes tomorrow is anybody else.
bool days_are_independent(const Scenario& scenario, Index centre);

using Agents = std::vector<std::vector<int>>;  // by post, then by cell

// A centre, its posts and what must hold there.
struct StaffingTask {
    Index centre = none;
    Timetable timetable;
    std::vector<Post> posts;
    std::vector<Aim> aims;        // of this centre
    std::vector<Index> stations;  // by aim: the one it is about; none: all
    double tolerance = 0.01, time_tolerance = 0.05;
};
// Whether each day is an observation of its own: they are independent, and nothing is asked of occupancy, where agents may be
// busier on one day than there are agents, so that only the sum of the days counts.
bool days_are_told_apart(const Scenario& scenario, const StaffingTask& task);

// What days were like. Sums, so that days add up.
struct Lived {
    std::vector<double> part, whole;  // of every aim in turn: by cell, or one value for the day
    std::vector<double> came;         // to the station of a post, by post and cell
    std::vector<double> missed;       // of these: not served in time for the strictest aim there
    std::vector<double> busy_s;       // of the post, by post and cell
    std::vector<double> open_s;       // by cell: while the centre was open
    double days = 0;                  // on which the centre opened
};
// Of a stretch of days each by itself where they are independent of each other, otherwise one for all; always as many.
using LivedDays = std::vector<Lived>;
// Lives through stretch `number` of days with these agents; empty agents: as many as are wanted, to learn the load.
using Live = std::function<LivedDays(const Agents& agents, std::uint32_t number)>;

enum class ClaimState : std::uint8_t { held, broken, open };
struct Claim {
    std::size_t aim = 0;
    std::size_t from_cell = 0, until_cell = 0;  // intervals with less than a visitor a day are joined; of a day: all
    double value = 0, half_width = 0;           // one-sided, at the level of the whole family
    double count = 0;                           // customers (or days) it rests on
    ClaimState state = ClaimState::open;
    bool fails = false;     // open, and its value lies beyond nine tenths of the tolerance
    bool at_limit = false;  // more agents would not help, or there is no desk for them
    double service_s = 0;   // mean, of the customers of these intervals; at the slowest of several stations
    [[nodiscard]] bool is_missed() const { return state == ClaimState::broken || at_limit; }
    [[nodiscard]] bool bad() const { return state == ClaimState::broken || fails; }
};

struct StaffingAnswer {
    Agents agents;                                        // what is needed on duty
    std::vector<std::vector<std::optional<int>>> erlang;  // what Erlang's formula says; nothing where no number will do
    std::vector<double> load;                             // erlang, by post and cell; of a station, at the first of its posts
    std::vector<double> came;                             // customers a day, likewise
    std::vector<double> open_s;                           // by cell: while the centre is open, of a mean day
    std::vector<Claim> claims;                            // judged on other days than the search used
    double days_searched = 0, days_judged = 0;
    int candidates = 0;                        // plans lived through
    [[nodiscard]] bool holds() const;          // no claim is missed
    [[nodiscard]] double hours_a_day() const;  // of agents on duty, on a mean open day
};

struct Sureness {
    double family = 1;  // claims judged together, of all centres and shares
    double confidence = 0.95;
    std::uint32_t stretches_search_max = 48, stretches_alone_max = 200, stretches_judge_max = 500;
    double visits_search_max = 120'000,
           visits_judge_max = 400'000;  // and not more than so many visits, for each candidate
    std::uint32_t clusters = 20;        // stretch n and n + clusters know of each other: they stand on the same recorded days
};

// How many claims a task makes.
std::size_t claims_of(const StaffingTask& task);

// The search. `judge` lives through other days than `live`. Throws what these throw.
StaffingAnswer find_staffing(const StaffingTask& task, const Sureness& sureness, const Live& live, const Live& judge);

}  // namespace counterless
