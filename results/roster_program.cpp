#include "results/roster_program.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <optional>
#include <set>

#include "models/constants.hpp"

namespace counterless {
std::vector<std::vector<bool>> post_sets(const RosterFrame& frame) {
    const std::size_t posts = frame.needed.size();
    std::map<std::vector<bool>, std::vector<bool>> largest;  // by guilds that touch it
    for (std::size_t set = 1; set < (std::size_t{1} << posts); ++set) {
        std::vector<bool> touching(frame.guilds.size());
        for (std::size_t guild = 0; guild < frame.guilds.size(); ++guild)
            for (std::size_t post = 0; post < posts; ++post)
                if ((set >> post & 1) != 0 && frame.guilds[guild][post]) touching[guild] = true;
        auto& posts_of = largest[touching];
        posts_of.resize(posts);
        for (std::size_t post = 0; post < posts; ++post)
            if ((set >> post & 1) != 0) posts_of[post] = true;  // a union is touched by the same guilds
    }
    std::vector<std::vector<bool>> sets;
    for (const auto& [touching, set] : largest) sets.push_back(set);
    return sets;
}

bool serves(const RosterFrame& frame, Index guild, const std::vector<bool>& set) {
    for (std::size_t post = 0; post < set.size(); ++post)
        if (set[post] && frame.guilds[guild][post]) return true;
    return false;
}

bool too_near(const RosterTask& task, const RosterFrame& frame, int until, int from) {
    return (from - until) * frame.slot_s < task.rules.limits.rest_min_s - 1e-6;
}

double uncovered_price(const RosterTask& task, double slot_s) {
    double hour = 0, shift = 0;
    for (const Contract& contract : task.rules.contracts) hour = std::max({hour, contract.hour, contract.overtime});
    for (const ShiftKind& kind : task.rules.shifts) shift = std::max(shift, kind.cost);
    return std::max(1.0, 20 * hour + 2 * shift) * std::max(1.0, slot_s / hour_s);
}

double short_hour_price(const Contract& contract) { return 5 * std::max(contract.hour, 0.01); }

int free_in(const RosterTask& task, const RosterTeam& team, int day) {
    return static_cast<int>(std::count_if(team.members.begin(), team.members.end(),
                                          [&](Index person) { return free_on(task, task.rules.people[person], day); }));
}

int free_in_either(const RosterTask& task, const RosterTeam& team, int day) {
    return static_cast<int>(std::count_if(team.members.begin(), team.members.end(), [&](Index person) {
        return free_on(task, task.rules.people[person], day) || free_on(task, task.rules.people[person], day + 1);
    }));
}

double hours_least(const RosterTask& task, const RosterFrame& frame, const Employee& person, const std::vector<int>& week) {
    double open = 0, free = 0;
    for (const int day : week) {
        if (frame.forms[static_cast<std::size_t>(day)].empty()) continue;
        ++open;
        free += free_on(task, person, day);
    }
    if (open == 0) return 0;
    return task.rules.contracts[person.contract].hours_min_s / hour_s * week_part(task, week) * free / open *
           static_cast<double>(week.size()) / 7;
}

namespace {
struct Lengths {
    double shortest = milp_infinite, longest = 0;
};
// Of the shifts of a team's people in a week, in hours of work.
Lengths shift_lengths(const RosterTask& task, const RosterFrame& frame, const RosterTeam& team, const std::vector<int>& week) {
    Lengths hours;
    const auto& kinds = task.rules.contracts[team.contract].shifts;
    for (const int day : week)
        for (const ShiftForm& form : frame.forms[day]) {
            if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), form.kind) == kinds.end()) continue;
            hours.shortest = std::min(hours.shortest, form.work_s / hour_s);
            hours.longest = std::max(hours.longest, form.work_s / hour_s);
        }
    return hours;
}

double hours_most(const RosterTask& task, const RosterTeam& team, const std::vector<int>& week) {
    return std::min(task.rules.contracts[team.contract].hours_max_s, task.rules.limits.week_max_s) / hour_s *
           week_part(task, week);
}
}  // namespace

// Of who may work 14 h in shifts of at least 4 h: three.
double shifts_most(const RosterTask& task, const RosterFrame& frame, const RosterTeam& team, const std::vector<int>& week) {
    const double shortest = std::max(shift_lengths(task, frame, team, week).shortest, 1e-9);
    return std::floor(hours_most(task, team, week) / shortest + 1e-9);
}

TeamWeek team_week(const RosterTask& task, const RosterFrame& frame, const RosterTeam& team, const std::vector<int>& week) {
    TeamWeek sum;
    const Contract& contract = task.rules.contracts[team.contract];
    const double part = week_part(task, week), longest = shift_lengths(task, frame, team, week).longest;
    const double each_most = shifts_most(task, frame, team, week);
    for (const Index person : team.members) {
        const Employee& one = task.rules.people[person];
        sum.days_most += std::min<double>(days_most(task, week, one), each_most);
        sum.hours_most += hours_most(task, team, week);
        sum.hours_plain += contract.hours_s / hour_s * part;
        const double least = hours_least(task, frame, one, week);
        sum.hours_least += least;
        if (least <= 0 || longest <= 0) continue;
        const double shifts = std::min(std::ceil(least / longest - 1e-9), 1.0 * days_most(task, week, one));
        sum.shifts_least += shifts;
        sum.short_h = std::min(sum.short_h, least - (shifts - 1) * longest);
    }
    return sum;
}

bool rest_matters(const RosterTask& task, const RosterFrame& frame) {
    for (std::size_t day = 0; day + 1 < frame.forms.size(); ++day)
        for (const ShiftForm& late : frame.forms[day])
            for (const ShiftForm& early : frame.forms[day + 1])
                if (too_near(task, frame, late.until, early.from)) return true;
    return false;
}

bool days_off_matter(const RosterTask& task, const RosterFrame& frame, const std::vector<int>& week) {
    const auto open = std::count_if(week.begin(), week.end(), [&](int day) { return !frame.forms[day].empty(); });
    return task.rules.limits.days_off_min >= 2 && week.size() == 7 && open > 7 - task.rules.limits.days_off_min;
}

namespace {
// One, and of teams that would do as well the one with less pay.
double cost_of_one_more(const RosterTask& task, const RosterTeam& team) {
    double dearest = 1e-9;
    for (const Contract& contract : task.rules.contracts) dearest = std::max(dearest, contract.hour);
    return 1 + 1e-4 * task.rules.contracts[team.contract].hour / dearest;
}
}  // namespace

CoverProgram::CoverProgram(const RosterTask& task, const RosterFrame& frame, ProgramWish wish)
    : task_(task),
      frame_(frame),
      wish_(std::move(wish)),
      sets_(post_sets(frame)),
      uncovered_price_(uncovered_price(task, frame.slot_s)) {
    if (wish_.more_people)
        for (const RosterTeam& team : frame_.teams)
            extra_.push_back(milp_.column({.cost = cost_of_one_more(task_, team), .high = 10'000, .whole = true}));
    add_shifts();
    for (const int day : wish_.days) {
        for (Index guild = 0; guild < frame_.guilds.size(); ++guild)
            for (Index rule = 0; rule < task_.rules.breaks.size(); ++rule) add_breaks(day, guild, rule);
        add_availability(day);
    }
    add_cover();
    for (const auto& week : wish_.weeks)
        for (Index team = 0; team < frame_.teams.size(); ++team) {
            add_week(team, week);
            if (days_off_matter(task_, frame_, week)) add_days_off(team, week);
        }
    if (!wish_.weeks.empty())
        for (const int day : wish_.days)
            for (Index team = 0; team < frame_.teams.size(); ++team) {
                add_rest(team, day);
                add_days_row(team, day);
            }
    if (!wish_.floors.empty()) add_floors();
}

void CoverProgram::add_shifts() {
    for (const int day : wish_.days)
        for (Index team = 0; team < frame_.teams.size(); ++team)
            for (std::size_t form = 0; form < frame_.forms[day].size(); ++form) {
                const ShiftForm& one = frame_.forms[day][form];
                if (!frame_.allows(task_, team, one)) continue;
                const double pay = pay_of(task_, frame_.teams[team].contract, one);
                const std::size_t column = milp_.column({.cost = wish_.more_people ? 0 : pay, .whole = true});
                shifts_.push_back({{day, team, form, 0}, column});
            }
}

void CoverProgram::add_breaks(int day, Index guild_wanted, Index rule) {
    std::vector<const ShiftColumn*> shifts;
    std::set<int> begins;
    int length = 0;
    for (const ShiftColumn& shift : shifts_) {
        if (shift.what.day != day || guild(shift) != guild_wanted) continue;
        for (const BreakWindow& window : form(shift).breaks) {
            if (window.rule != rule) continue;
            shifts.push_back(&shift);
            length = window.length;
            for (int slot = window.first; slot <= window.last; ++slot) begins.insert(slot);
        }
    }
    const std::size_t first = breaks_.size();
    for (const int slot : begins) breaks_.push_back({{day, guild_wanted, rule, slot, 0}, length, milp_.column({.whole = true})});
    if (!shifts.empty()) hold_windows(shifts, first, rule);
}

// Every shift has its break. Two stocks go from slot to slot: shifts whose window has opened and that still wait for their break,
// and breaks that began though no window had to end yet; neither is less than nothing, and in the end nobody waits. By Hall's
// theorem within each interval at least as many breaks must begin as there are windows in it; the stocks say that of every
// interval which no window reaches over at both ends, and rows of their own (hold_inner) of the others.
void CoverProgram::hold_windows(const std::vector<const ShiftColumn*>& shifts, std::size_t first_break, Index rule) {
    const auto window = [&](const ShiftColumn& shift) {
        const auto& windows = form(shift).breaks;
        return *std::find_if(windows.begin(), windows.end(), [&](const BreakWindow& one) { return one.rule == rule; });
    };
    std::vector<Window> windows;
    std::map<int, std::pair<Terms, Terms>> changes;  // by slot: of those who wait, and of those begun early
    for (const ShiftColumn* shift : shifts) {
        windows.push_back({window(*shift).first, window(*shift).last, shift->column});
        changes[windows.back().first].first.push_back({shift->column, -1});
        changes[windows.back().last].second.push_back({shift->column, 1});
    }
    for (std::size_t at = first_break; at < breaks_.size(); ++at) {
        auto& [waiting, early] = changes[breaks_[at].what.slot];
        waiting.push_back({breaks_[at].column, 1});
        early.push_back({breaks_[at].column, -1});
    }
    std::map<int, Stock> stocks;
    std::optional<Stock> before;
    for (auto& [slot, change] : changes) {
        const bool last = slot == changes.rbegin()->first;
        const Stock stock{milp_.column({.high = last ? 0 : milp_infinite}), milp_.column({})};
        const auto carry = [&](Terms terms, std::size_t now, std::size_t then) {
            terms.push_back({now, 1});
            if (before) terms.push_back({then, -1});
            milp_.row(std::move(terms), RowSense::equal, 0);
        };
        carry(std::move(change.first), stock.waiting, before ? before->waiting : 0);
        carry(std::move(change.second), stock.early, before ? before->early : 0);
        stocks.emplace(slot, stock);
        before = stock;
    }
    hold_inner(windows, stocks);
}

// Of an interval that longer windows reach over at both ends: as many as there are of those are still waiting before it, or began
// early within it; the breaks in it are then enough for the windows in it.
void CoverProgram::hold_inner(const std::vector<Window>& windows, const std::map<int, Stock>& stocks) {
    std::set<int> firsts, lasts;
    for (const Window& one : windows) firsts.insert(one.first), lasts.insert(one.last);
    for (const int from : firsts)
        for (const int until : lasts) {
            Terms around;
            bool begins_there = false, ends_there = false;
            for (const Window& one : windows) {
                if (one.first < from && one.last > until) around.push_back({one.column, -1});
                if (one.first < from || one.last > until) continue;
                begins_there = begins_there || one.first == from;
                ends_there = ends_there || one.last == until;
            }
            if (around.empty() || !begins_there || !ends_there) continue;
            around.push_back({std::prev(stocks.find(from))->second.waiting, 1});
            around.push_back({stocks.at(until).early, 1});
            milp_.row(std::move(around), RowSense::at_least, 0);
        }
}

void CoverProgram::add_availability(int day) {
    for (Index team = 0; team < frame_.teams.size(); ++team) {
        Terms terms;
        for (const ShiftColumn& shift : shifts_)
            if (shift.what.day == day && shift.what.team == team) terms.push_back({shift.column, 1});
        if (terms.empty()) continue;
        if (wish_.more_people) terms.push_back({extra_[team], -1});
        milp_.row(std::move(terms), RowSense::at_most, free_in(task_, frame_.teams[team], day));
    }
}

// Slots in which something may change: between two of them every row would be the same.
std::vector<bool> CoverProgram::edges() const {
    std::vector<bool> edge(static_cast<std::size_t>(frame_.slots) + 1, false);
    const auto mark = [&](int slot) { edge[static_cast<std::size_t>(std::min(slot, frame_.slots))] = true; };
    for (const ShiftColumn& shift : shifts_) {
        mark(form(shift).from);
        mark(form(shift).until);
    }
    for (const BreakColumn& pause : breaks_) {
        mark(pause.what.slot);
        mark(pause.what.slot + pause.length);
    }
    for (const auto& needed : frame_.needed)
        for (int slot = 1; slot < frame_.slots; ++slot)
            if (needed[slot] != needed[slot - 1]) mark(slot);
    return edge;
}

void CoverProgram::add_cover() {
    std::vector<bool> wanted(static_cast<std::size_t>(frame_.slots), false);
    const int day_slots = static_cast<int>(std::lround(day_s / frame_.slot_s));
    for (const int day : wish_.days)
        for (int slot = day * day_slots; slot < std::min((day + 1) * day_slots, frame_.slots); ++slot) wanted[slot] = true;
    if (frame_.nights) wanted.assign(wanted.size(), true);  // then all days are in one program
    const auto edge = edges();
    for (int slot = 0; slot < frame_.slots;) {
        int until = slot + 1;
        while (until < frame_.slots && !edge[until] && until % day_slots != 0) ++until;
        if (wanted[slot]) {
            cover_stretch(slot, until - slot);
            limit_breaks(slot);
        }
        slot = until;
    }
}

void CoverProgram::cover_stretch(int slot, int slots) {
    std::vector<std::size_t> missing(frame_.needed.size());
    for (std::size_t post = 0; post < missing.size(); ++post) {
        const int needed = frame_.needed[post][slot];
        if (needed == 0) continue;
        missing[post] = milp_.column({.cost = uncovered_price_ * slots, .high = static_cast<double>(needed)});
        uncovered_of_day_[static_cast<int>(slot * frame_.slot_s / day_s)].push_back(missing[post]);
    }
    for (const auto& set : sets_) {
        Terms terms;
        int needed = 0;
        for (std::size_t post = 0; post < set.size(); ++post)
            if (set[post] && frame_.needed[post][slot] > 0) {
                needed += frame_.needed[post][slot];
                terms.push_back({missing[post], 1});
            }
        if (needed == 0) continue;
        for (const ShiftColumn& shift : shifts_)
            if (form(shift).from <= slot && slot < form(shift).until && serves(frame_, guild(shift), set))
                terms.push_back({shift.column, 1});
        for (const BreakColumn& pause : breaks_)
            if (pause.what.slot <= slot && slot < pause.what.slot + pause.length && serves(frame_, pause.what.guild, set))
                terms.push_back({pause.column, -1});
        milp_.row(std::move(terms), RowSense::at_least, needed);
    }
}

// Seats, and at most a share on the same break.
void CoverProgram::limit_breaks(int slot) {
    Terms on_duty;
    for (const ShiftColumn& shift : shifts_)
        if (form(shift).from <= slot && slot < form(shift).until) on_duty.push_back({shift.column, 1});
    if (on_duty.empty()) return;
    if (task_.rules.seats >= 0) milp_.row(on_duty, RowSense::at_most, task_.rules.seats);
    for (Index rule = 0; rule < task_.rules.breaks.size(); ++rule) {
        const double share = task_.rules.breaks[rule].at_once;
        Terms away;
        for (const BreakColumn& pause : breaks_)
            if (pause.what.rule == rule && pause.what.slot <= slot && slot < pause.what.slot + pause.length)
                away.push_back({pause.column, 1});
        if (share >= 1 || away.empty()) continue;
        for (const MilpTerm& term : on_duty) away.push_back({term.column, -share});
        milp_.row(std::move(away), RowSense::at_most, rounding_up);
    }
}

void CoverProgram::add_week(Index team, const std::vector<int>& week) {
    Terms days, hours;
    for (const ShiftColumn& shift : shifts_) {
        if (shift.what.team != team || std::find(week.begin(), week.end(), shift.what.day) == week.end()) continue;
        days.push_back({shift.column, 1});
        hours.push_back({shift.column, form(shift).work_s / hour_s});
    }
    if (days.empty()) return;
    const Contract& contract = task_.rules.contracts[frame_.teams[team].contract];
    const TeamWeek limit = team_week(task_, frame_, frame_.teams[team], week);
    Terms plain = hours, least = hours, shifts = days;
    if (wish_.more_people) {
        const auto open = std::min<double>(static_cast<double>(week.size()), 7 - task_.rules.limits.days_off_min);
        days.push_back({extra_[team], -std::min(open, shifts_most(task_, frame_, frame_.teams[team], week))});
        hours.push_back({extra_[team], -hours_most(task_, frame_.teams[team], week)});
    }
    milp_.row(std::move(days), RowSense::at_most, limit.days_most);
    milp_.row(std::move(hours), RowSense::at_most, limit.hours_most);
    if (wish_.more_people) return;
    plain.push_back({milp_.column({.cost = contract.overtime - contract.hour}), -1});
    milp_.row(std::move(plain), RowSense::at_most, limit.hours_plain);
    if (limit.hours_least <= 0) return;
    const std::size_t lacking = milp_.column({.cost = short_hour_price(contract)});
    least.push_back({lacking, 1});
    milp_.row(std::move(least), RowSense::at_least, limit.hours_least);
    if (limit.short_h >= milp_infinite) return;
    shifts.push_back({lacking, 1 / std::min(limit.short_h, 1e6)});  // short of hours for each shift that is lacking
    milp_.row(std::move(shifts), RowSense::at_least, limit.shifts_least);
}

// Days off in a row: each has a block of them in the week, and who is in it works on none of its days.
void CoverProgram::add_days_off(Index team, const std::vector<int>& week) {
    const int off = task_.rules.limits.days_off_min;
    const auto members = static_cast<double>(frame_.teams[team].members.size());
    Terms everyone;
    for (int begin = 0; begin + off <= 7; ++begin) everyone.push_back({milp_.column({.whole = true}), 1});
    for (int at = 0; at < 7; ++at) {
        Terms terms;
        for (int begin = std::max(0, at - off + 1); begin <= std::min(at, 7 - off); ++begin)
            terms.push_back({everyone[static_cast<std::size_t>(begin)].column, 1});
        for (const ShiftColumn& shift : shifts_)
            if (shift.what.team == team && shift.what.day == week[static_cast<std::size_t>(at)])
                terms.push_back({shift.column, 1});
        if (wish_.more_people) terms.push_back({extra_[team], -1});
        milp_.row(std::move(terms), RowSense::at_most, members);
    }
    if (wish_.more_people) everyone.push_back({extra_[team], -1});
    milp_.row(std::move(everyone), RowSense::equal, members);
}

// Who ends too late for a begin works none of the shifts that begin then or before: these and those that end so late are worked
// by different people. Over all begins that is all that two days ask for: shifts of two days that may follow each other form a
// chain graph, where Hall's condition needs no other sets.
void CoverProgram::add_rest(Index team, int day) {
    std::map<int, Terms, std::greater<>> early;  // by begin, the last first: those that begin then
    std::vector<const ShiftColumn*> today;
    for (const ShiftColumn& shift : shifts_) {
        if (shift.what.team != team) continue;
        if (shift.what.day == day) today.push_back(&shift);
        if (shift.what.day == day + 1) early[form(shift).from].push_back({shift.column, 1});
    }
    std::size_t late_before = 0;
    for (auto begin = early.begin(); begin != early.end(); ++begin) {
        Terms apart;
        for (const ShiftColumn* shift : today)
            if (too_near(task_, frame_, form(*shift).until, begin->first)) apart.push_back({shift->column, 1});
        if (apart.size() == late_before) continue;  // the row before says more
        late_before = apart.size();
        for (auto other = begin; other != early.end(); ++other)
            apart.insert(apart.end(), other->second.begin(), other->second.end());
        if (wish_.more_people) apart.push_back({extra_[team], -1});
        milp_.row(std::move(apart), RowSense::at_most, free_in_either(task_, frame_.teams[team], day));
    }
}

// From this day on one day more than may be worked in a row: of these each is free on one.
void CoverProgram::add_days_row(Index team, int first) {
    const int row = task_.rules.limits.days_row_max;
    for (int day = first; day <= first + row; ++day)
        if (std::find(wish_.days.begin(), wish_.days.end(), day) == wish_.days.end()) return;
    Terms terms;
    for (const ShiftColumn& shift : shifts_)
        if (shift.what.team == team && shift.what.day >= first && shift.what.day <= first + row)
            terms.push_back({shift.column, 1});
    if (terms.empty()) return;
    if (wish_.more_people) terms.push_back({extra_[team], -1.0 * row});
    milp_.row(std::move(terms), RowSense::at_most, row * static_cast<double>(frame_.teams[team].members.size()));
}

void CoverProgram::add_floors() {
    for (std::size_t at = 0; at < wish_.days.size(); ++at) {
        Terms terms;
        for (const ShiftColumn& shift : shifts_)
            if (shift.what.day == wish_.days[at]) terms.push_back({shift.column, milp_.columns[shift.column].cost});
        for (const std::size_t column : uncovered_of_day_[wish_.days[at]]) terms.push_back({column, milp_.columns[column].cost});
        if (!terms.empty()) milp_.row(std::move(terms), RowSense::at_least, wish_.floors[at] - 1e-6);
    }
}

Cover CoverProgram::cover_of(const MilpAnswer& answer) const {
    const bool cut_short = answer.end == MilpEnd::stopped || answer.end == MilpEnd::nothing;
    Cover cover{.cost = answer.cost, .bound = answer.bound, .cut_short = cut_short};
    if (!answer.solved()) return cover;
    const auto people = [&](std::size_t column) { return static_cast<int>(answer.values[column]); };
    for (ShiftColumn shift : shifts_)
        if ((shift.what.people = people(shift.column)) > 0) cover.shifts.push_back(shift.what);
    for (BreakColumn pause : breaks_)
        if ((pause.what.people = people(pause.column)) > 0) cover.breaks.push_back(pause.what);
    return cover;
}

Extra CoverProgram::extra_of(const MilpAnswer& answer) const {
    Extra extra;
    for (const std::size_t column : extra_) extra.push_back(static_cast<int>(answer.values[column]));
    return extra;
}

}  // namespace counterless
