// results/roster_cover.hpp: the first stage: how many of each team work which shift on which day, and how many go on break when.
// Days are solved alone, alike days once; where the days of a week together ask too much of a team, or give it too little, the
// week is solved with what each day costs at least as a floor: that floor is what makes the week quick to prove. Shifts over
// midnight join all days into one program. Tested in tests/results/roster_test.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "results/milp.hpp"
#include "results/roster_counts.hpp"
#include "results/roster_frame.hpp"

namespace counterless {

struct CoverQuestion {
    const RosterTask* task;
    const RosterFrame* frame;
    const MilpSolver* solve;
    std::function<double()> time_left_s;
    std::function<void(const std::string&)> say;
    std::size_t programs = 0;
};

Cover cover_need(CoverQuestion& question);
// All days in one program, which knows of rest and days in a row from week to week too: slower.
Cover cover_at_once(CoverQuestion& question);
// How many of the first team, there being nobody yet, the days ask for.
int people_enough(const CoverQuestion& question, const Cover& free);
Cover cover_days(CoverQuestion& question);  // each alone, whatever that asks of a week
// The fewest people more with which a program covers everything that a shift and a desk can reach; empty if there is no such
// number. It knows less of the law than a roster: whether so many are enough, a roster must show.
struct PeopleMore {
    Extra by_team;
    int least = 0;  // of all teams together: with fewer there is no such roster
};
std::optional<PeopleMore> people_more(CoverQuestion& question);

}  // namespace counterless
