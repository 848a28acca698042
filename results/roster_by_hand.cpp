#include "results/roster_by_hand.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <queue>
#include <tuple>

#include "models/constants.hpp"
#include "results/roster_matching.hpp"
#include "results/roster_places.hpp"
#include "results/roster_program.hpp"

namespace counterless {
namespace {

// A shift that could be put in, with breaks at the times at which it is missed least.
struct Offer {
    Index team;
    int day;
    std::size_t form;
    std::vector<int> begins;         // of its breaks, by window
    double covers = 0, for_pay = 0;  // slots that are short without it; those for a unit of pay
    [[nodiscard]] auto rank() const { return std::tuple(for_pay, covers, -static_cast<int>(team), -static_cast<int>(form)); }
    bool operator<(const Offer& other) const { return rank() < other.rank(); }
};

// Somebody like those of a team who works nothing yet, and is never away.
Diary nobody_of(const RosterTask& task, const RosterFrame& frame, Index team) {
    Employee alike = task.rules.people[frame.teams[team].members.front()];
    alike.unavailable.clear();
    return {task, frame, std::move(alike)};
}

struct Entry {
    Offer offer;
    std::size_t member;  // of the team
};

class ByHand {
  public:
    enum class Take : unsigned char { first, evenly, hiring };  // who takes a shift; hiring: the first, and else somebody new
    ByHand(const RosterTask& task, const RosterFrame& frame, const std::vector<int>& days, Take take)
        : task_(task),
          frame_(frame),
          take_(take),
          sets_(post_sets(frame)),
          lack_(sets_.size() * static_cast<std::size_t>(frame.slots), 0),
          duty_(static_cast<std::size_t>(frame.slots), 0),
          away_(task.rules.breaks.size(), duty_) {
        const int day_slots = static_cast<int>(std::lround(day_s / frame.slot_s));
        for (int slot = 0; slot < frame.slots; ++slot)  // of nights all days are asked for
            if (frame.nights || std::find(days.begin(), days.end(), slot / day_slots) != days.end())
                for (std::size_t set = 0; set < sets_.size(); ++set)
                    for (std::size_t post = 0; post < sets_[set].size(); ++post)
                        if (sets_[set][post]) lack(set, slot) += frame.needed[post][static_cast<std::size_t>(slot)];
        for (Index team = 0; team < frame.teams.size(); ++team) {
            diaries_.emplace_back();
            for (const Index person : frame.teams[team].members)
                diaries_.back().emplace_back(task, frame, task.rules.people[person]);
            serves_.emplace_back();
            for (const auto& set : sets_) serves_.back().push_back(serves(frame, frame.teams[team].guild, set));
        }
    }
    void begin_with(const Cover& start);
    void begin_with(const Worked& worked);
    void cover(const std::vector<int>& days);
    void drop_needless(std::size_t from);
    void keep_promises(const std::vector<int>& week);
    [[nodiscard]] int missing_in_all() const;
    [[nodiscard]] bool complete() const { return missing_in_all() == 0; }
    [[nodiscard]] Cover cover_found(const std::vector<std::vector<int>>& weeks) const;
    [[nodiscard]] Worked worked_from(std::size_t entry) const;  // those put in since
    [[nodiscard]] std::size_t entries() const { return in_.size(); }
    bool stands_for_cover(const GivenShift& open, std::vector<Away>& breaks);  // an open shift: then it is counted as worked
    [[nodiscard]] Extra hired() const;

  private:
    [[nodiscard]] const ShiftForm& form(const Offer& offer) const { return frame_.forms[offer.day][offer.form]; }
    [[nodiscard]] int& lack(std::size_t set, int slot) { return lack_[static_cast<std::size_t>(slot) * sets_.size() + set]; }
    [[nodiscard]] int lack(std::size_t set, int slot) const { return lack_[static_cast<std::size_t>(slot) * sets_.size() + set]; }
    [[nodiscard]] int missing(int slot) const;
    [[nodiscard]] bool helps(Index team, int slot) const;
    [[nodiscard]] int missed(Index team, int slot) const;
    [[nodiscard]] std::optional<int> best_begin(Index team, const BreakWindow& window) const;
    [[nodiscard]] std::optional<Offer> offer(Index team, int day, std::size_t form) const;
    [[nodiscard]] bool covers_on(const Offer& offer, int day) const;
    [[nodiscard]] std::vector<Away> breaks_of(const Offer& offer) const;
    [[nodiscard]] std::vector<bool> present(const Offer& offer) const;  // by slot of the shift
    [[nodiscard]] std::optional<std::size_t> taker(const Offer& offer);
    bool one_round(int day, bool for_the_day);
    bool promise(Index team, std::size_t member, const std::vector<int>& week);
    void put_in(const Offer& offer, std::size_t member);
    void count_present(const Offer& offer, int by = 1);
    [[nodiscard]] bool needless(const Entry& entry) const;
    [[nodiscard]] double cost(const std::vector<std::vector<int>>& weeks) const;

    const RosterTask& task_;
    const RosterFrame& frame_;
    const Take take_;
    std::vector<std::vector<bool>> sets_;  // of posts, and by team which of them it serves
    std::vector<std::vector<bool>> serves_;
    std::vector<int> lack_;                    // by slot and set: needed less present; below 0 where some are to spare
    std::vector<int> duty_;                    // by slot: on duty, on breaks too
    std::vector<std::vector<int>> away_;       // by rule and slot
    std::vector<std::vector<Diary>> diaries_;  // by team and member
    std::vector<Entry> in_;
};

int ByHand::missing(int slot) const {
    int most = 0;
    for (std::size_t set = 0; set < sets_.size(); ++set) most = std::max(most, lack(set, slot));
    return most;
}

int ByHand::missing_in_all() const {
    int sum = 0;
    for (int slot = 0; slot < frame_.slots; ++slot) sum += missing(slot);
    return sum;
}

// Would one more of this team leave one less missing? He must serve every set that lacks most.
bool ByHand::helps(Index team, int slot) const {
    const int most = missing(slot);
    if (most == 0) return false;
    for (std::size_t set = 0; set < sets_.size(); ++set)
        if (lack(set, slot) == most && !serves_[team][set]) return false;
    return true;
}

// What a set lacks that this team serves; less than nothing where some are to spare.
int ByHand::missed(Index team, int slot) const {
    std::optional<int> most;
    for (std::size_t set = 0; set < sets_.size(); ++set)
        if (serves_[team][set]) most = std::max(most.value_or(lack(set, slot)), lack(set, slot));
    return most.value_or(0);
}

std::optional<int> ByHand::best_begin(Index team, const BreakWindow& window) const {
    const double share = task_.rules.breaks[window.rule].at_once;
    std::optional<int> best;
    int least = 0;
    for (int begin = window.first; begin <= window.last; ++begin) {
        int sum = 0;
        bool may = true;
        for (int slot = begin; slot < begin + window.length; ++slot) {
            sum += missed(team, slot);
            may = may && (share >= 1 || away_[window.rule][slot] + 1 <= share * (duty_[slot] + 1) + rounding_up);
        }
        if (may && (!best || sum < least)) best = begin, least = sum;
    }
    return best;
}

// Nothing where its breaks find no time, or no seat is left.
std::optional<Offer> ByHand::offer(Index team, int day, std::size_t at) const {
    const ShiftForm& form = frame_.forms[day][at];
    Offer offer{.team = team, .day = day, .form = at, .begins = {}};
    for (const BreakWindow& window : form.breaks) {
        const auto begin = best_begin(team, window);
        if (!begin) return {};
        offer.begins.push_back(*begin);
    }
    for (int slot = form.from; slot < form.until; ++slot) {
        if (task_.rules.seats >= 0 && duty_[slot] >= task_.rules.seats) return {};
        offer.covers += helps(team, slot);
    }
    for (std::size_t pause = 0; pause < offer.begins.size(); ++pause)
        for (int slot = offer.begins[pause]; slot < offer.begins[pause] + form.breaks[pause].length; ++slot)
            offer.covers -= helps(team, slot);
    offer.for_pay = offer.covers / std::max(pay_of(task_, frame_.teams[team].contract, form), 1e-9);
    return offer;
}

bool ByHand::covers_on(const Offer& offer, int day) const {
    const int day_slots = static_cast<int>(std::lround(day_s / frame_.slot_s));
    for (int slot = form(offer).from; slot < std::min(form(offer).until, (day + 1) * day_slots); ++slot)
        if (helps(offer.team, slot)) return true;
    return false;
}

std::vector<Away> ByHand::breaks_of(const Offer& offer) const {
    std::vector<Away> breaks;
    for (std::size_t pause = 0; pause < offer.begins.size(); ++pause) {
        const BreakWindow& window = form(offer).breaks[pause];
        breaks.push_back(
            {window.rule, offer.begins[pause] * frame_.slot_s, (offer.begins[pause] + window.length) * frame_.slot_s});
    }
    return breaks;
}

// The first who may, so that few work it; or who has worked least, so that all are left with days to work.
std::optional<std::size_t> ByHand::taker(const Offer& offer) {
    auto& team = diaries_[offer.team];
    std::optional<std::size_t> best;
    for (std::size_t member = 0; member < team.size(); ++member) {
        if (!team[member].may(offer.day, form(offer))) continue;
        if (take_ != Take::evenly) return member;
        if (!best || team[member].hours() < team[*best].hours()) best = member;
    }
    if (best || take_ != Take::hiring) return best;
    Diary fresh = nobody_of(task_, frame_, offer.team);
    if (!fresh.may(offer.day, form(offer))) return {};
    team.push_back(std::move(fresh));
    return team.size() - 1;
}

std::vector<bool> ByHand::present(const Offer& offer) const {
    const ShiftForm& one = form(offer);
    std::vector<bool> present(static_cast<std::size_t>(one.until - one.from), true);
    for (std::size_t pause = 0; pause < offer.begins.size(); ++pause)
        for (int slot = offer.begins[pause]; slot < offer.begins[pause] + one.breaks[pause].length; ++slot)
            present[static_cast<std::size_t>(slot - one.from)] = false;
    return present;
}

// Somebody comes, or, with -1, goes.
void ByHand::count_present(const Offer& offer, int by) {
    const ShiftForm& one = form(offer);
    const auto there = present(offer);
    for (std::size_t pause = 0; pause < offer.begins.size(); ++pause)
        for (int slot = offer.begins[pause]; slot < offer.begins[pause] + one.breaks[pause].length; ++slot)
            away_[one.breaks[pause].rule][slot] += by;
    for (int slot = one.from; slot < one.until; ++slot) {
        duty_[slot] += by;
        if (!there[static_cast<std::size_t>(slot - one.from)]) continue;
        for (std::size_t set = 0; set < sets_.size(); ++set)
            if (serves_[offer.team][set]) lack(set, slot) -= by;
    }
}

// Would nothing be missed without it, nobody short of promised hours, and not too large a part of the others on a break at once?
bool ByHand::needless(const Entry& entry) const {
    const Offer& offer = entry.offer;
    const ShiftForm& one = form(offer);
    const Diary& diary = diaries_[offer.team][entry.member];
    const auto& week = frame_.weeks[static_cast<std::size_t>(offer.day / 7)];
    if (hours_least(task_, frame_, diary.person(), week) > diary.hours_in(week) - one.work_s / hour_s + 1e-9) return false;
    const auto there = present(offer);
    for (int slot = one.from; slot < one.until; ++slot) {
        const bool is_there = there[static_cast<std::size_t>(slot - one.from)];
        for (std::size_t set = 0; is_there && set < sets_.size(); ++set)
            if (serves_[offer.team][set] && lack(set, slot) + 1 > missing(slot)) return false;
        for (std::size_t rule = 0; is_there && rule < away_.size(); ++rule)
            if (const double share = task_.rules.breaks[rule].at_once;
                share < 1 && away_[rule][slot] > share * (duty_[slot] - 1) + rounding_up)
                return false;
    }
    return true;
}

// Those put in since `from` that others have made needless since, the dearest first.
void ByHand::drop_needless(std::size_t from) {
    const auto pay = [&](const Entry& one) { return pay_of(task_, frame_.teams[one.offer.team].contract, form(one.offer)); };
    std::stable_sort(in_.begin() + static_cast<std::ptrdiff_t>(from), in_.end(),
                     [&](const Entry& one, const Entry& other) { return pay(one) > pay(other); });
    for (std::size_t at = from; at < in_.size();) {
        if (!needless(in_[at])) {
            ++at;
            continue;
        }
        count_present(in_[at].offer, -1);
        diaries_[in_[at].offer.team][in_[at].member].strike(in_[at].offer.day);
        in_.erase(in_.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

void ByHand::put_in(const Offer& offer, std::size_t member) {
    diaries_[offer.team][member].note(offer.day, form(offer));
    count_present(offer);
    in_.push_back({offer, member});
}

// What a shift covers only falls as others are put in: whatever stood first and still stands first when looked at again is the
// best. False when nothing more was put in.
bool ByHand::one_round(int day, bool for_the_day) {
    std::priority_queue<Offer> offers;
    for (Index team = 0; team < frame_.teams.size(); ++team)
        for (std::size_t at = 0; at < frame_.forms[day].size(); ++at) {
            if (!frame_.allows(task_, team, frame_.forms[day][at])) continue;
            if (auto one = offer(team, day, at); one && one->covers > 0) offers.push(std::move(*one));
        }
    bool any = false;
    while (!offers.empty()) {
        const Offer top = offers.top();
        offers.pop();
        const auto now = offer(top.team, day, top.form);
        if (!now || now->covers <= 0 || (for_the_day && !covers_on(*now, day))) continue;
        if (!offers.empty() && *now < offers.top()) {
            offers.push(*now);
            continue;
        }
        const auto who = taker(*now);
        if (!who) continue;  // nor will there be anybody later
        put_in(*now, *who);
        offers.push(*now);
        any = true;
    }
    return any;
}

// More on duty may make room for breaks that found none before. What a night covers of the next morning is left to that day at
// first, whose own shifts may do as well.
void ByHand::cover(const std::vector<int>& days) {
    for (const bool for_the_day : {true, false})
        for (const int day : days)
            while (one_round(day, for_the_day)) continue;
}

// The shift of a week that gives one person most of what he lacks, where he is missed most.
bool ByHand::promise(Index team, std::size_t member, const std::vector<int>& week) {
    const Diary& diary = diaries_[team][member];
    const double lacking_h = diary.hours_short_in(week);
    std::optional<Offer> best;
    const auto rank = [&](const Offer& one) { return std::tuple(std::min(form(one).work_s / hour_s, lacking_h), one.rank()); };
    for (const int day : week)
        for (std::size_t at = 0; at < frame_.forms[day].size(); ++at) {
            const ShiftForm& form = frame_.forms[day][at];
            if (!frame_.allows(task_, team, form) || !diary.may(day, form)) continue;
            auto one = offer(team, day, at);
            if (one && (!best || rank(*one) > rank(*best))) best = std::move(one);
        }
    if (best) put_in(*best, member);
    return best.has_value();
}

void ByHand::keep_promises(const std::vector<int>& week) {
    for (Index team = 0; team < frame_.teams.size(); ++team)
        for (std::size_t member = 0; member < diaries_[team].size(); ++member)
            while (diaries_[team][member].hours_short_in(week) > 1e-6 && promise(team, member, week)) continue;
}

void ByHand::begin_with(const Cover& start) {
    Worked worked;
    for (Index team = 0; team < frame_.teams.size(); ++team) {
        std::vector<ShiftCount> shifts;
        for (const ShiftCount& shift : start.shifts)
            if (shift.team == team) shifts.push_back(shift);
        const auto of_team = give_by_hand(frame_, team, diaries_[team], shifts);
        worked.shifts.insert(worked.shifts.end(), of_team.begin(), of_team.end());
    }
    worked.away = give_breaks(frame_, worked.shifts, start.breaks);
    spread_breaks(task_, frame_, worked.shifts, worked.away);
    for (std::size_t at = 0; at < worked.shifts.size(); ++at)  // a shift whose breaks found no time is worked by nobody
        if (worked.away[at].size() != frame_.forms[worked.shifts[at].day][worked.shifts[at].form].breaks.size())
            worked.shifts[at].person = none;
    begin_with(worked);
}

void ByHand::begin_with(const Worked& worked) {
    for (std::size_t at = 0; at < worked.shifts.size(); ++at) {
        const GivenShift& shift = worked.shifts[at];
        if (shift.person == none) continue;
        Offer offer{.team = shift.team, .day = shift.day, .form = shift.form, .begins = {}};
        for (const Away& pause : worked.away[at])
            offer.begins.push_back(static_cast<int>(std::lround(pause.from_s / frame_.slot_s)));
        const auto& members = frame_.teams[offer.team].members;
        put_in(offer, static_cast<std::size_t>(std::find(members.begin(), members.end(), shift.person) - members.begin()));
    }
}

Worked ByHand::worked_from(std::size_t entry) const {
    Worked worked;
    for (; entry < in_.size(); ++entry) {
        const Offer& one = in_[entry].offer;
        worked.shifts.push_back({frame_.teams[one.team].members[in_[entry].member], one.team, one.day, one.form});
        worked.away.push_back(breaks_of(one));
    }
    return worked;
}

bool ByHand::stands_for_cover(const GivenShift& open, std::vector<Away>& breaks) {
    const auto one = offer(open.team, open.day, open.form);
    if (!one || one->covers <= 0) return false;
    breaks = breaks_of(*one);
    count_present(*one);
    return true;
}

Extra ByHand::hired() const {
    Extra hired;
    for (Index team = 0; team < frame_.teams.size(); ++team) {
        std::size_t people = diaries_[team].size();
        const std::size_t before = frame_.teams[team].members.size();
        while (people > before && diaries_[team][people - 1].hours() <= 0) --people;
        hired.push_back(static_cast<int>(people - before));
    }
    return hired;
}

// As the program's: with overtime, what is missing, and what is promised and not given.
double ByHand::cost(const std::vector<std::vector<int>>& weeks) const {
    double sum = 0;
    for (const Entry& one : in_) sum += pay_of(task_, frame_.teams[one.offer.team].contract, form(one.offer));
    sum += missing_in_all() * uncovered_price(task_, frame_.slot_s);
    for (const auto& team : diaries_)
        for (const Diary& diary : team)
            for (const auto& week : weeks) {
                const Contract& contract = task_.rules.contracts[diary.person().contract];
                const double hours = diary.hours_in(week), plain = contract.hours_s / hour_s * week_part(task_, week);
                sum += std::max(0.0, hours - plain) * (contract.overtime - contract.hour);
                sum += diary.hours_short_in(week) * short_hour_price(contract);
            }
    return sum;
}

Cover ByHand::cover_found(const std::vector<std::vector<int>>& weeks) const {
    Cover cover{.shifts = {}, .breaks = {}, .cost = cost(weeks), .cut_short = true, .by_hand = true};
    std::map<std::tuple<int, Index, std::size_t>, int> shifts;
    std::map<std::tuple<int, Index, Index, int>, int> breaks;
    for (const auto& [one, member] : in_) {
        ++shifts[{one.day, one.team, one.form}];
        for (std::size_t pause = 0; pause < one.begins.size(); ++pause)
            ++breaks[{one.day, frame_.teams[one.team].guild, form(one).breaks[pause].rule, one.begins[pause]}];
    }
    for (const auto& [key, people] : shifts)
        cover.shifts.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), people});
    for (const auto& [key, people] : breaks)
        cover.breaks.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), people});
    return cover;
}

}  // namespace

Cover cover_by_hand(const RosterTask& task, const RosterFrame& frame, const std::vector<int>& days,
                    const std::vector<std::vector<int>>& weeks, const Cover& start) {
    const auto made = [&](ByHand::Take take) {
        ByHand hand(task, frame, days, take);
        hand.begin_with(start);
        hand.cover(days);
        hand.drop_needless(0);
        for (const auto& week : weeks) hand.keep_promises(week);
        return std::pair(hand.cover_found(weeks), hand.complete());
    };
    auto [few, complete] = made(ByHand::Take::first);
    if (complete) return few;
    auto [all, ignored] = made(ByHand::Take::evenly);
    return all.cost < few.cost ? all : few;
}

namespace {
ByHand filled(const RosterTask& task, const RosterFrame& frame, const Worked& worked, ByHand::Take take) {
    const auto days = static_cast<int>(frame.forms.size());
    std::vector<int> all(static_cast<std::size_t>(days));
    std::iota(all.begin(), all.end(), 0);
    ByHand hand(task, frame, all, take);
    hand.begin_with(worked);
    const std::size_t before = hand.entries();
    hand.cover(all);
    hand.drop_needless(before);
    return hand;
}
// What was there, the open shifts that would still cover something, and what was put in.
Worked whole_of(ByHand& hand, const Worked& worked, std::size_t& added) {
    Worked whole;
    const auto keep = [&](const GivenShift& shift, std::vector<Away> away) {
        whole.shifts.push_back(shift);
        whole.away.push_back(std::move(away));
    };
    std::size_t before = 0;
    for (std::size_t at = 0; at < worked.shifts.size(); ++at) {
        std::vector<Away> away = worked.away[at];
        if (worked.shifts[at].person != none) ++before;
        if (worked.shifts[at].person != none || hand.stands_for_cover(worked.shifts[at], away))
            keep(worked.shifts[at], std::move(away));
    }
    const Worked more = hand.worked_from(before);
    added = more.shifts.size();
    for (std::size_t at = 0; at < added; ++at) keep(more.shifts[at], more.away[at]);
    return whole;
}
}  // namespace

// Evenly if that covers all; else perhaps as new people are counted, of whom so many are then enough.
Worked fill_by_hand(const RosterTask& task, const RosterFrame& frame, const Worked& worked, std::size_t& added) {
    ByHand evenly = filled(task, frame, worked, ByHand::Take::evenly);
    if (evenly.complete()) return whole_of(evenly, worked, added);
    ByHand first = filled(task, frame, worked, ByHand::Take::first);
    return whole_of(first.missing_in_all() < evenly.missing_in_all() ? first : evenly, worked, added);
}

Extra hired_by_hand(const RosterTask& task, const RosterFrame& frame, const Worked& worked) {
    return filled(task, frame, worked, ByHand::Take::hiring).hired();
}

}  // namespace counterless
