// results/roster_program.hpp: the program of some days: columns for shifts, breaks and what stays uncovered; rows for cover,
// breaks and people. Breaks are one column a guild and slot, kept true to the shifts' windows by Hall's condition over all
// intervals, so that they can be given to people afterwards. Where people stand is not in the program: by Hall's condition again,
// each set of posts that some guilds alone can serve has a row. Of the law from day to day it knows the rest: shifts of one day
// and the next that are all too near to each other are worked by different people. Tested in tests/results/roster_test.cpp.
#pragma once

#include <map>
#include <vector>

#include "results/milp.hpp"
#include "results/roster_counts.hpp"
#include "results/roster_frame.hpp"

namespace counterless {

struct ProgramWish {
    std::vector<int> days;
    std::vector<std::vector<int>> weeks;  // whose limits hold; empty: each day as if it were alone
    std::vector<double> floors;           // by day of `days`: what it costs at least; empty: not known
    bool more_people = false;             // the fewest people more, instead of the least cost
};

class CoverProgram {
  public:
    CoverProgram(const RosterTask& task, const RosterFrame& frame, ProgramWish wish);
    [[nodiscard]] const Milp& milp() const { return milp_; }
    [[nodiscard]] Cover cover_of(const MilpAnswer& answer) const;
    [[nodiscard]] Extra extra_of(const MilpAnswer& answer) const;

  private:
    struct ShiftColumn {
        ShiftCount what;
        std::size_t column;
    };
    struct BreakColumn {
        BreakCount what;
        int length;
        std::size_t column;
    };
    using Terms = std::vector<MilpTerm>;
    const ShiftForm& form(const ShiftColumn& shift) const { return frame_.forms[shift.what.day][shift.what.form]; }
    Index guild(const ShiftColumn& shift) const { return frame_.teams[shift.what.team].guild; }

    void add_shifts();
    void add_breaks(int day, Index guild, Index rule);
    struct Window {  // in which the break of a column's shifts begins
        int first, last;
        std::size_t column;
    };
    struct Stock {  // after a slot: columns
        std::size_t waiting, early;
    };
    void hold_windows(const std::vector<const ShiftColumn*>& shifts, std::size_t first_break, Index rule);
    void hold_inner(const std::vector<Window>& windows, const std::map<int, Stock>& stocks);
    void add_availability(int day);
    void add_cover();
    void cover_stretch(int slot, int slots);
    void limit_breaks(int slot);
    void add_week(Index team, const std::vector<int>& week);
    void add_days_off(Index team, const std::vector<int>& week);
    void add_rest(Index team, int day);
    void add_days_row(Index team, int first);
    void add_floors();
    [[nodiscard]] std::vector<bool> edges() const;

    const RosterTask& task_;
    const RosterFrame& frame_;
    ProgramWish wish_;
    std::vector<std::vector<bool>> sets_;  // of posts, whose cover is a row
    Milp milp_;
    std::vector<ShiftColumn> shifts_;
    std::vector<BreakColumn> breaks_;
    std::vector<std::size_t> extra_;
    std::map<int, std::vector<std::size_t>> uncovered_of_day_;
    double uncovered_price_;  // of one agent in one slot
};

// The largest sets of posts that no more than the same guilds can serve: every smaller one asks for less of the same people. As
// many are missing at a time as the set lacks that lacks most (Hall's theorem, in Ore's form of a deficiency).
std::vector<std::vector<bool>> post_sets(const RosterFrame& frame);
bool serves(const RosterFrame& frame, Index guild, const std::vector<bool>& set);

// Is the legal rest longer than from the slot at which a shift ends until the one at which the next begins?
bool too_near(const RosterTask& task, const RosterFrame& frame, int until, int from);

inline constexpr double rounding_up = 0.99;  // a share of people, rounded up: at most share x n + 0.99

// Of one agent missing for one slot: far more than any shift that would be there.
double uncovered_price(const RosterTask& task, double slot_s);
// Of an hour that a contract promises and the roster does not give.
double short_hour_price(const Contract& contract);

// What a week asks of a team: days and hours it can give, hours it should get.
struct TeamWeek {
    double days_most = 0, hours_most = 0, hours_least = 0, hours_plain = 0;
    // Who should get so many hours needs so many shifts; each that is lacking leaves him at least `short_h` short.
    double shifts_least = 0, short_h = milp_infinite;
};
TeamWeek team_week(const RosterTask& task, const RosterFrame& frame, const RosterTeam& team, const std::vector<int>& week);
double shifts_most(const RosterTask& task, const RosterFrame& frame, const RosterTeam& team, const std::vector<int>& week);
double hours_least(const RosterTask& task, const RosterFrame& frame, const Employee& person, const std::vector<int>& week);
int free_in(const RosterTask& task, const RosterTeam& team, int day);
int free_in_either(const RosterTask& task, const RosterTeam& team, int day);  // on it, or on the next
bool rest_matters(const RosterTask& task, const RosterFrame& frame);  // can some shift be too near to one of the next day?
bool days_off_matter(const RosterTask& task, const RosterFrame& frame, const std::vector<int>& week);

}  // namespace counterless
