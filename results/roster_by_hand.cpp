#include "results/roster_by_hand.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <queue>
#include <tuple>
#include <utility>

#include "models/constants.hpp"
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

class ByHand {
  public:
    ByHand(const RosterTask& task, const RosterFrame& frame, const std::vector<int>& days, bool evenly)
        : task_(task),
          frame_(frame),
          evenly_(evenly),
          short_(frame.needed),
          duty_(static_cast<std::size_t>(frame.slots), 0),
          spare_(duty_) {
        const auto asked = [&](std::size_t slot) {  // of nights all days are asked for
            const int day = static_cast<int>(static_cast<double>(slot) * frame.slot_s / day_s);
            return frame.nights || std::find(days.begin(), days.end(), day) != days.end();
        };
        for (auto& of_post : short_)
            for (std::size_t slot = 0; slot < of_post.size(); ++slot)
                if (!asked(slot)) of_post[slot] = 0;
        away_.assign(task.rules.breaks.size(), duty_);
        for (const RosterTeam& team : frame.teams) {
            diaries_.emplace_back();
            for (const Index person : team.members) diaries_.back().emplace_back(task, frame, task.rules.people[person]);
        }
    }
    void begin_with(const Cover& start);
    void cover(int day);
    void keep_promises(const std::vector<int>& week);
    [[nodiscard]] bool complete() const {
        return std::all_of(short_.begin(), short_.end(), [](const std::vector<int>& of_post) {
            return std::all_of(of_post.begin(), of_post.end(), [](int missing) { return missing == 0; });
        });
    }
    [[nodiscard]] Cover cover_found(const std::vector<std::vector<int>>& weeks) const;

  private:
    [[nodiscard]] const ShiftForm& form(const Offer& offer) const { return frame_.forms[offer.day][offer.form]; }
    [[nodiscard]] const std::vector<bool>& posts(Index team) const { return frame_.guilds[frame_.teams[team].guild]; }
    [[nodiscard]] int missed(Index team, int slot) const;
    [[nodiscard]] std::optional<int> best_begin(Index team, const BreakWindow& window) const;
    [[nodiscard]] std::optional<Offer> offer(Index team, int day, std::size_t form) const;
    [[nodiscard]] bool covers_on(const Offer& offer, int day) const;
    [[nodiscard]] Diary* taker(const Offer& offer);
    bool one_round(int day);
    bool promise(Index team, Diary& diary, const std::vector<int>& week);
    void put_in(const Offer& offer, Diary* who);
    void stand(Index team, int slot);
    [[nodiscard]] double cost(const std::vector<std::vector<int>>& weeks) const;

    const RosterTask& task_;
    const RosterFrame& frame_;
    const bool evenly_;
    std::vector<std::vector<int>> short_;      // by post and slot: how many are missing
    std::vector<int> duty_, spare_;            // by slot: on duty, on breaks too; present without a post that is short
    std::vector<std::vector<int>> away_;       // by rule and slot
    std::vector<std::vector<Diary>> diaries_;  // by team and member
    std::vector<Offer> in_;
};

// How short the posts are at which this team can stand; less than nothing where some are to spare.
int ByHand::missed(Index team, int slot) const {
    int sum = -spare_[slot];
    for (std::size_t post = 0; post < short_.size(); ++post)
        if (posts(team)[post]) sum += short_[post][slot];
    return sum;
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
        for (std::size_t post = 0; post < short_.size(); ++post)
            if (posts(team)[post] && short_[post][slot] > 0) {
                ++offer.covers;
                break;
            }
    }
    for (std::size_t pause = 0; pause < offer.begins.size(); ++pause)
        for (int slot = offer.begins[pause]; slot < offer.begins[pause] + form.breaks[pause].length; ++slot)
            offer.covers -= missed(team, slot) > 0;
    offer.for_pay = offer.covers / std::max(pay_of(task_, frame_.teams[team].contract, form), 1e-9);
    return offer;
}

bool ByHand::covers_on(const Offer& offer, int day) const {
    const int day_slots = static_cast<int>(std::lround(day_s / frame_.slot_s));
    for (int slot = form(offer).from; slot < std::min(form(offer).until, (day + 1) * day_slots); ++slot)
        for (std::size_t post = 0; post < short_.size(); ++post)
            if (posts(offer.team)[post] && short_[post][slot] > 0) return true;
    return false;
}

// The first who may, so that few work it; or who has worked least, so that all are left with days to work.
Diary* ByHand::taker(const Offer& offer) {
    Diary* best = nullptr;
    double least = 0;
    for (Diary& one : diaries_[offer.team]) {
        if (!one.may(offer.day, form(offer))) continue;
        if (!evenly_) return &one;
        if (best == nullptr || one.hours() < least) best = &one, least = one.hours();
    }
    return best;
}

// At the post that is shortest.
void ByHand::stand(Index team, int slot) {
    std::size_t best = short_.size();
    for (std::size_t post = 0; post < short_.size(); ++post)
        if (posts(team)[post] && short_[post][slot] > 0 && (best == short_.size() || short_[post][slot] > short_[best][slot]))
            best = post;
    if (best == short_.size())
        ++spare_[slot];
    else
        --short_[best][slot];
}

void ByHand::put_in(const Offer& offer, Diary* who) {
    const ShiftForm& one = form(offer);
    who->note(offer.day, one);
    std::vector<bool> present(static_cast<std::size_t>(one.until - one.from), true);
    for (std::size_t pause = 0; pause < offer.begins.size(); ++pause)
        for (int slot = offer.begins[pause]; slot < offer.begins[pause] + one.breaks[pause].length; ++slot) {
            ++away_[one.breaks[pause].rule][slot];
            present[static_cast<std::size_t>(slot - one.from)] = false;
        }
    for (int slot = one.from; slot < one.until; ++slot) {
        ++duty_[slot];
        if (present[static_cast<std::size_t>(slot - one.from)]) stand(offer.team, slot);
    }
    in_.push_back(offer);
}

// What a shift covers only falls as others are put in: whatever stood first and still stands first when looked at again is the
// best. False when nothing more was put in.
bool ByHand::one_round(int day) {
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
        if (!now || now->covers <= 0 || !covers_on(*now, day)) continue;
        if (!offers.empty() && *now < offers.top()) {
            offers.push(*now);
            continue;
        }
        Diary* who = taker(*now);
        if (who == nullptr) continue;  // nor will there be anybody later
        put_in(*now, who);
        offers.push(*now);
        any = true;
    }
    return any;
}

// More on duty may make room for breaks that found none before.
void ByHand::cover(int day) {
    while (one_round(day)) continue;
}

// The shift of a week that gives one person most of what he lacks, where he is missed most.
bool ByHand::promise(Index team, Diary& diary, const std::vector<int>& week) {
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
    if (best) put_in(*best, &diary);
    return best.has_value();
}

void ByHand::keep_promises(const std::vector<int>& week) {
    for (Index team = 0; team < frame_.teams.size(); ++team)
        for (Diary& diary : diaries_[team])
            while (diary.hours_short_in(week) > 1e-6 && promise(team, diary, week)) continue;
}

// Who can do less chooses first where he stands, so that he is not left over.
void ByHand::begin_with(const Cover& start) {
    std::vector<GivenShift> given;
    for (Index team = 0; team < frame_.teams.size(); ++team) {
        std::vector<ShiftCount> shifts;
        for (const ShiftCount& shift : start.shifts)
            if (shift.team == team) shifts.push_back(shift);
        const auto of_team = give_by_hand(frame_, team, diaries_[team], shifts);
        given.insert(given.end(), of_team.begin(), of_team.end());
    }
    const auto skills = [&](const GivenShift& one) { return std::count(posts(one.team).begin(), posts(one.team).end(), true); };
    std::stable_sort(given.begin(), given.end(),
                     [&](const GivenShift& one, const GivenShift& other) { return skills(one) < skills(other); });
    auto away = give_breaks(frame_, given, start.breaks);
    spread_breaks(task_, frame_, given, away);
    for (std::size_t at = 0; at < given.size(); ++at) {
        if (given[at].person == none) continue;
        Offer offer{.team = given[at].team, .day = given[at].day, .form = given[at].form, .begins = {}};
        for (const Away& pause : away[at]) offer.begins.push_back(static_cast<int>(std::lround(pause.from_s / frame_.slot_s)));
        if (offer.begins.size() != form(offer).breaks.size()) continue;
        const auto& members = frame_.teams[offer.team].members;
        const auto who = std::find(members.begin(), members.end(), given[at].person) - members.begin();
        put_in(offer, &diaries_[offer.team][static_cast<std::size_t>(who)]);
    }
}

// As the program's: with overtime, what is missing, and what is promised and not given.
double ByHand::cost(const std::vector<std::vector<int>>& weeks) const {
    double sum = 0;
    for (const Offer& one : in_) sum += pay_of(task_, frame_.teams[one.team].contract, form(one));
    for (const auto& of_post : short_)
        for (const int missing : of_post) sum += missing * uncovered_price(task_, frame_.slot_s);
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
    for (const auto& team : diaries_)
        cover.people =
            std::max(cover.people,
                     static_cast<int>(std::count_if(team.begin(), team.end(), [](const Diary& one) { return one.hours() > 0; })));
    std::map<std::tuple<int, Index, std::size_t>, int> shifts;
    std::map<std::tuple<int, Index, Index, int>, int> breaks;
    for (const Offer& one : in_) {
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

// ---- who works them
// One day's shifts and who may work them: a matching by chains of changes (Kuhn 1955).
struct DayMatching {
    std::vector<std::vector<std::size_t>> may = {};         // by shift: members, who should take it first
    std::vector<std::optional<std::size_t>> shift_of = {};  // by member
    std::vector<bool> seen = {};

    bool take(std::size_t shift) {
        for (const std::size_t member : may[shift]) {
            if (seen[member]) continue;
            seen[member] = true;
            if (shift_of[member] && !take(*shift_of[member])) continue;
            shift_of[member] = shift;
            return true;
        }
        return false;
    }
};

std::vector<ShiftCount> one_by_one(const std::vector<ShiftCount>& shifts) {
    std::vector<ShiftCount> each;
    for (ShiftCount shift : shifts)
        for (int left = std::exchange(shift.people, 1); left > 0; --left) each.push_back(shift);
    return each;
}

// To the diaries, and whom each went to: a member, or nobody.
std::vector<std::optional<std::size_t>> give_day(const RosterFrame& frame, std::vector<Diary>& diaries,
                                                 const std::vector<ShiftCount>& shifts) {
    std::vector<std::size_t> order(diaries.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto& week = frame.weeks[static_cast<std::size_t>(shifts.front().day / 7)];
    std::vector<std::pair<double, double>> wants;
    for (const Diary& diary : diaries) wants.emplace_back(-diary.hours_short_in(week), diary.hours());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) { return wants[one] < wants[other]; });
    DayMatching day;
    day.shift_of.resize(diaries.size());
    for (const ShiftCount& shift : shifts) {
        day.may.emplace_back();
        for (const std::size_t member : order)
            if (diaries[member].may(shift.day, frame.forms[shift.day][shift.form])) day.may.back().push_back(member);
    }
    for (std::size_t shift = 0; shift < shifts.size(); ++shift) {
        day.seen.assign(diaries.size(), false);
        day.take(shift);
    }
    std::vector<std::optional<std::size_t>> who(shifts.size());
    for (std::size_t member = 0; member < diaries.size(); ++member)
        if (const auto shift = day.shift_of[member]) {
            who[*shift] = member;
            diaries[member].note(shifts[*shift].day, frame.forms[shifts[*shift].day][shifts[*shift].form]);
        }
    return who;
}

std::map<int, std::vector<ShiftCount>> by_day(const RosterFrame& frame, const std::vector<ShiftCount>& shifts) {
    std::map<int, std::vector<ShiftCount>> days;
    for (const ShiftCount& shift : one_by_one(shifts)) days[shift.day].push_back(shift);
    for (auto& [day, all] : days)
        std::stable_sort(all.begin(), all.end(), [&, at = day](const ShiftCount& one, const ShiftCount& other) {
            return frame.forms[at][one.form].from < frame.forms[at][other.form].from;
        });
    return days;
}

}  // namespace

Cover cover_by_hand(const RosterTask& task, const RosterFrame& frame, const std::vector<int>& days,
                    const std::vector<std::vector<int>>& weeks, const Cover& start) {
    const auto made = [&](bool evenly) {
        ByHand hand(task, frame, days, evenly);
        hand.begin_with(start);
        for (const int day : days) hand.cover(day);
        for (const auto& week : weeks) hand.keep_promises(week);
        return std::pair(hand.cover_found(weeks), hand.complete());
    };
    auto [few, complete] = made(false);
    if (complete) return few;
    auto [all, ignored] = made(true);
    return all.cost < few.cost ? all : few;
}

std::vector<GivenShift> give_by_hand(const RosterFrame& frame, Index team, std::vector<Diary> diaries,
                                     const std::vector<ShiftCount>& shifts) {
    std::vector<GivenShift> given;
    for (const auto& [day, all] : by_day(frame, shifts)) {
        const auto who = give_day(frame, diaries, all);
        for (std::size_t at = 0; at < all.size(); ++at)
            given.push_back({who[at] ? frame.teams[team].members[*who[at]] : none, team, day, all[at].form});
    }
    return given;
}

std::optional<int> people_for(const RosterTask& task, const RosterFrame& frame, Index team,
                              const std::vector<ShiftCount>& shifts) {
    std::vector<Diary> people;
    Employee alike = task.rules.people[frame.teams[team].members.front()];
    alike.unavailable.clear();
    const Diary nobody(task, frame, alike);
    for (const auto& [day, all] : by_day(frame, shifts))
        for (const ShiftCount& shift : all) {
            const ShiftForm& form = frame.forms[day][shift.form];
            auto who = std::find_if(people.begin(), people.end(), [&, at = day](const Diary& one) { return one.may(at, form); });
            if (who == people.end() && !nobody.may(day, form)) return {};
            if (who == people.end()) who = people.insert(people.end(), nobody);
            who->note(day, form);
        }
    return static_cast<int>(people.size());
}

}  // namespace counterless
