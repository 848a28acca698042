#include "results/roster_places.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <optional>
#include <tuple>

#include "results/roster_program.hpp"

namespace counterless {
namespace {

// ---- breaks
struct Waiting {
    std::size_t given;
    BreakWindow window;
};
using Pot = std::tuple<int, Index, Index>;  // day, guild, rule: breaks in one pot are alike

// In the order of time, whoever must go first goes first: if any way gives all their breaks, this one does.
void hand_out(const RosterFrame& frame, std::vector<Waiting> waiting, const std::map<int, int>& begins,
              std::vector<std::vector<Away>>& away) {
    for (const auto& [slot, people] : begins)
        for (int one = 0; one < people; ++one) {
            auto next = waiting.end();
            for (auto at = waiting.begin(); at != waiting.end(); ++at)
                if (at->window.first <= slot && slot <= at->window.last &&
                    (next == waiting.end() || at->window.last < next->window.last))
                    next = at;
            if (next == waiting.end()) continue;
            away[next->given].push_back({next->window.rule, slot * frame.slot_s, (slot + next->window.length) * frame.slot_s});
            waiting.erase(next);
        }
}

// ---- breaks of fewer than were counted for
class Spreading {
  public:
    Spreading(const RosterTask& task, const RosterFrame& frame)
        : task_(task),
          frame_(frame),
          spare_(slots()),
          duty_(slots()),
          away_(task.rules.breaks.size(), std::vector<int>(slots())) {
        for (const auto& needed : frame.needed)
            for (std::size_t slot = 0; slot < needed.size(); ++slot) spare_[slot] -= needed[slot];
    }
    void comes(const ShiftForm& form) {
        for (int slot = form.from; slot < form.until; ++slot) ++duty_[slot], ++spare_[slot];
    }
    void goes(const Away& pause, int by) {
        for (int slot = slot_of_time(pause.from_s); slot < slot_of_time(pause.until_s); ++slot)
            away_[pause.rule][slot] += by, spare_[slot] -= by;
    }
    // Of somebody who has all these breaks: moves those at which too many are away.
    void spread(const ShiftForm& form, std::vector<Away>& breaks) {
        for (Away& pause : breaks) {
            goes(pause, -1);
            if (!may_go(pause)) move(form, breaks, pause);
            goes(pause, 1);
        }
    }

  private:
    [[nodiscard]] std::size_t slots() const { return static_cast<std::size_t>(frame_.slots) + 1; }
    [[nodiscard]] int slot_of_time(double time_s) const { return static_cast<int>(std::lround(time_s / frame_.slot_s)); }
    [[nodiscard]] bool may_go(const Away& pause) const {  // one more
        const double share = task_.rules.breaks[pause.rule].at_once;
        for (int slot = slot_of_time(pause.from_s); slot < slot_of_time(pause.until_s); ++slot)
            if (away_[pause.rule][slot] + 1 > share * duty_[slot] + rounding_up) return false;
        return true;
    }
    void move(const ShiftForm& form, const std::vector<Away>& breaks, Away& pause) const {
        const BreakWindow window =
            *std::find_if(form.breaks.begin(), form.breaks.end(), [&](const BreakWindow& one) { return one.rule == pause.rule; });
        const Away before = pause;
        std::optional<int> most;
        for (int begin = window.first; begin <= window.last; ++begin) {
            const Away there{before.rule, begin * frame_.slot_s, (begin + window.length) * frame_.slot_s};
            const bool free = std::none_of(breaks.begin(), breaks.end(), [&](const Away& other) {
                return &other != &pause && other.from_s < there.until_s && there.from_s < other.until_s;
            });
            const int least = *std::min_element(spare_.begin() + begin, spare_.begin() + begin + window.length);
            if (free && may_go(there) && (!most || least > *most)) most = least, pause = there;
        }
    }

    const RosterTask& task_;
    const RosterFrame& frame_;
    std::vector<int> spare_, duty_;       // by slot: those present beyond the need; those on duty, on breaks too
    std::vector<std::vector<int>> away_;  // by rule and slot
};

// ---- posts, slot by slot
struct Standing {
    std::size_t work;
    Index guild;
    Index last = none;  // where he stood, before a break too
    Index now = none;
    bool present = false;
};

class Floor {
  public:
    Floor(const RosterTask& task, const RosterFrame& frame, Roster& roster) : task_(task), frame_(frame), roster_(roster) {
        for (std::size_t work = 0; work < roster.works.size(); ++work) all_.push_back({work, guild_of(roster.works[work])});
        for (const std::string& post : task.need.posts) {
            const auto limit = task.rules.counters.find(post.substr(0, post.find('/')));
            desks_.push_back(limit == task.rules.counters.end() ? unlimited : limit->second);
        }
        there_.resize(desks_.size());
    }

    void place(int slot) {
        std::fill(there_.begin(), there_.end(), 0);
        present_.clear();
        for (Standing& one : all_) {
            one.now = none;
            if (on_duty(one, slot)) present_.push_back(&one);
        }
        keep(slot, true);
        keep(slot, false);
        for (Index post = 0; post < there_.size(); ++post)
            while (there_[post] < needed(post, slot) && bring(post)) continue;
        for (Standing* one : present_)
            if (one->now == none) place_spare(*one, slot);
        for (Standing& one : all_) one.present = false;
        for (Standing* one : present_) {
            one->present = true;
            if (one->now != none) one->last = one->now;
            note(*one, slot);
        }
    }
    [[nodiscard]] int there(Index post) const { return there_[post]; }

  private:
    [[nodiscard]] int needed(Index post, int slot) const { return frame_.needed[post][slot]; }
    [[nodiscard]] bool can(const Standing& one, Index post) const { return frame_.guilds[one.guild][post]; }
    [[nodiscard]] Index guild_of(const Work& work) const {
        for (const RosterTeam& team : frame_.teams)
            if (std::find(team.members.begin(), team.members.end(), work.person) != team.members.end()) return team.guild;
        return 0;
    }
    [[nodiscard]] bool on_duty(const Standing& one, int slot) const {
        const Work& work = roster_.works[one.work];
        const double now_s = (slot + 0.5) * frame_.slot_s;
        return work.from_s < now_s && now_s < work.until_s &&
               std::none_of(work.breaks.begin(), work.breaks.end(),
                            [&](const Away& away) { return away.from_s < now_s && now_s < away.until_s; });
    }
    void put(Standing& one, Index post) {
        if (one.now != none) --there_[one.now];
        one.now = post;
        ++there_[post];
    }
    // Who stood there a moment ago first, then who comes back from a break.
    void keep(int slot, bool was_present) {
        for (Standing* one : present_)
            if (one->now == none && one->last != none && one->present == was_present &&
                there_[one->last] < needed(one->last, slot))
                put(*one, one->last);
    }
    // Somebody free for this post, or a chain: he goes there, another takes his place, and so on; the shortest.
    bool bring(Index wanted) {
        std::vector<Standing*> mover(there_.size(), nullptr);  // who would leave this post
        std::vector<Index> from(there_.size(), none);          // the post he would go to
        std::vector<bool> seen(there_.size(), false);
        std::deque<Index> open{wanted};
        seen[wanted] = true;
        while (!open.empty()) {
            const Index post = open.front();
            open.pop_front();
            for (Standing* one : present_) {
                if (!can(*one, post)) continue;
                if (one->now == none) return shift_along(*one, post, mover, from);
                if (seen[one->now]) continue;
                seen[one->now] = true;
                mover[one->now] = one;
                from[one->now] = post;
                open.push_back(one->now);
            }
        }
        return false;
    }
    bool shift_along(Standing& first, Index post, const std::vector<Standing*>& mover, const std::vector<Index>& from) {
        Standing* one = &first;
        for (Index at = post;;) {
            Standing* leaving = mover[at];
            const Index next = from[at];
            put(*one, at);
            if (leaving == nullptr) return true;
            one = leaving;
            at = next;
        }
    }
    // Where somebody is needed; else, so that who comes then is served, wherever he can be.
    void place_spare(Standing& one, int slot) {
        if (one.last != none && there_[one.last] < desks_[one.last]) return put(one, one.last);
        Index best = most_wanted(one, slot, 1);
        if (best == none) best = most_wanted(one, slot, 0);
        if (best != none) put(one, best);
    }
    [[nodiscard]] Index most_wanted(const Standing& one, int slot, int needed_least) const {
        Index best = none;
        for (Index post = 0; post < there_.size(); ++post)
            if (can(one, post) && needed(post, slot) >= needed_least && there_[post] < desks_[post] &&
                (best == none || there_[post] - needed(post, slot) < there_[best] - needed(best, slot)))
                best = post;
        return best;
    }
    void note(const Standing& one, int slot) {
        auto& posts = roster_.works[one.work].posts;
        const double from_s = slot * frame_.slot_s, until_s = from_s + frame_.slot_s;
        if (!posts.empty() && posts.back().post == one.now && std::abs(posts.back().until_s - from_s) < 1e-6)
            posts.back().until_s = until_s;
        else
            posts.push_back({one.now, from_s, until_s});
    }

    const RosterTask& task_;
    const RosterFrame& frame_;
    Roster& roster_;
    std::vector<Standing> all_;
    std::vector<Standing*> present_;
    std::vector<int> desks_, there_;
};

// Is there a shift at that time of anybody who can stand at this post?
bool reached(const RosterTask& task, const RosterFrame& frame, Index post, int slot) {
    for (Index team = 0; team < frame.teams.size(); ++team) {
        if (!frame.guilds[frame.teams[team].guild][post]) continue;
        for (const auto& forms : frame.forms)
            for (const ShiftForm& form : forms)
                if (form.from <= slot && slot < form.until && frame.allows(task, team, form)) return true;
    }
    return false;
}

// How many more are needed at all posts together than there are seats.
int beyond_seats(const RosterTask& task, const RosterFrame& frame, int slot) {
    if (task.rules.seats < 0) return 0;
    int needed = 0;
    for (const auto& of_post : frame.needed) needed += of_post[static_cast<std::size_t>(slot)];
    return std::max(0, needed - task.rules.seats);
}

// In the house, on a break or not.
std::ptrdiff_t on_duty(const RosterFrame& frame, const Roster& roster, int slot) {
    const double from_s = slot * frame.slot_s;
    return std::count_if(roster.works.begin(), roster.works.end(),
                         [&](const Work& work) { return work.from_s <= from_s + 1e-6 && from_s + 1e-6 < work.until_s; });
}

void note_covered(const RosterFrame& frame, Index post, int slot, int there, Roster& roster, std::vector<Covered>& open) {
    const int needed = frame.needed[post][slot] + frame.beyond[post][slot];
    const double from_s = slot * frame.slot_s, until_s = from_s + frame.slot_s;
    Covered& last = open[post];
    const bool goes_on = last.until_s == from_s && last.needed == needed && last.there == there;
    if (!goes_on && last.until_s > last.from_s) roster.covered.push_back(last);
    last = goes_on ? Covered{post, last.from_s, until_s, needed, there} : Covered{post, from_s, until_s, needed, there};
    if (needed == 0 && there == 0) last.until_s = last.from_s;
}

struct Lacking {
    int missing = 0;
    Shortage why = Shortage::people;
};
void note_uncovered(const RosterFrame& frame, Index post, int slot, const Lacking& lacking, std::vector<Uncovered>& uncovered) {
    if (lacking.missing <= 0) return;
    const double from_s = slot * frame.slot_s, until_s = from_s + frame.slot_s;
    for (Uncovered& one : uncovered)
        if (one.post == post && one.why == lacking.why && one.missing == lacking.missing &&
            std::abs(one.until_s - from_s) < 1e-6) {
            one.until_s = until_s;
            return;
        }
    uncovered.push_back({post, from_s, until_s, lacking.missing, lacking.why});
}

}  // namespace

std::vector<std::vector<Away>> give_breaks(const RosterFrame& frame, const std::vector<GivenShift>& given,
                                           const std::vector<BreakCount>& breaks) {
    std::map<Pot, std::vector<Waiting>> waiting;
    for (std::size_t at = 0; at < given.size(); ++at)
        for (const BreakWindow& window : frame.forms[given[at].day][given[at].form].breaks)
            waiting[{given[at].day, frame.teams[given[at].team].guild, window.rule}].push_back({at, window});
    std::map<Pot, std::map<int, int>> begins;
    for (const BreakCount& pause : breaks) begins[{pause.day, pause.guild, pause.rule}][pause.slot] += pause.people;
    std::vector<std::vector<Away>> away(given.size());
    for (auto& [pot, who] : waiting) hand_out(frame, who, begins[pot], away);
    for (auto& breaks_of_one : away)
        std::sort(breaks_of_one.begin(), breaks_of_one.end(),
                  [](const Away& one, const Away& other) { return one.from_s < other.from_s; });
    return away;
}

void spread_breaks(const RosterTask& task, const RosterFrame& frame, const std::vector<GivenShift>& given,
                   std::vector<std::vector<Away>>& away) {
    if (std::none_of(given.begin(), given.end(), [](const GivenShift& one) { return one.person == none; })) return;
    Spreading spreading(task, frame);
    const auto each_person = [&](const auto& what) {
        for (std::size_t at = 0; at < given.size(); ++at)
            if (given[at].person != none) what(frame.forms[given[at].day][given[at].form], away[at]);
    };
    each_person([&](const ShiftForm& form, const std::vector<Away>& breaks) {
        spreading.comes(form);
        for (const Away& pause : breaks) spreading.goes(pause, 1);
    });
    each_person([&](const ShiftForm& form, std::vector<Away>& breaks) { spreading.spread(form, breaks); });
}

void give_posts(const RosterTask& task, const RosterFrame& frame, Roster& roster) {
    Floor floor(task, frame, roster);
    std::vector<Covered> open(task.need.posts.size());
    for (Index post = 0; post < open.size(); ++post) open[post].post = post;
    for (int slot = 0; slot < frame.slots; ++slot) {
        floor.place(slot);
        const bool full = task.rules.seats >= 0 && on_duty(frame, roster, slot) >= task.rules.seats;
        int no_seat = beyond_seats(task, frame, slot);
        for (Index post = 0; post < open.size(); ++post) {
            note_covered(frame, post, slot, floor.there(post), roster, open);
            const int missing = std::max(0, frame.needed[post][slot] - floor.there(post));
            const auto note = [&](int people, Shortage why) {
                note_uncovered(frame, post, slot, {people, why}, roster.uncovered);
                return people;
            };
            note(frame.beyond[post][slot], Shortage::desks);
            if (!reached(task, frame, post, slot)) {
                note(missing, Shortage::no_shift);
                continue;
            }
            const int seatless = note(full ? missing : std::min(missing, no_seat), Shortage::seats);
            no_seat = std::max(0, no_seat - seatless);
            note(missing - seatless, Shortage::people);
        }
    }
    for (const Covered& last : open)
        if (last.until_s > last.from_s) roster.covered.push_back(last);
    std::sort(roster.uncovered.begin(), roster.uncovered.end(),
              [](const Uncovered& one, const Uncovered& other) { return one.from_s < other.from_s; });
}

}  // namespace counterless
