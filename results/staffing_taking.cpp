// results/staffing_taking.cpp: one agent fewer wherever no target misses him.
#include <algorithm>
#include <cmath>

#include "results/staffing_search.hpp"

namespace counterless {
namespace {
constexpr double alone_miss = 0.02, group_miss = 0.05;  // one-sided, of each look at each claim; the judges have the last word
constexpr double felt = 0.1;                            // of the tolerance: a claim that moves by less is not concerned
constexpr double clear = 0.3;                           // of the tolerance: a value foretold so closely is decided
constexpr std::size_t apart = 4;                        // intervals after which an agent's absence is no longer felt
constexpr std::size_t near = 2;                         // intervals in which another agent may make one dispensable
}  // namespace

void StaffingSearch::live_on(std::vector<Evidence>& seen, const Agents& agents) const {
    Evidence next = seen.empty() ? Evidence(task_, blank_, sureness_.clusters) : seen.back();
    while (next.stretches() < trial_.looks[seen.size()])
        next.add(next.stretches(), (*trial_.live)(agents, trial_.begin + next.stretches()));
    seen.push_back(std::move(next));
}

// Who of these is it that a claim misses? The last of them to be missed there or before, at the claim's own station if there is
// one.
std::size_t StaffingSearch::culprit(const Claim& claim, const std::vector<Place>& without) const {
    const Index station = task_.stations[claim.aim];
    std::size_t found = without.size();
    for (const bool own : {true, false}) {
        for (std::size_t at = 0; at < without.size(); ++at) {
            if (own && station != none && task_.posts[without[at].post].station != station) continue;
            if (without[at].cell >= claim.until_cell) continue;
            if (found == without.size() || without[at].cell > without[found].cell) found = at;
        }
        if (found < without.size()) return found;
    }
    return without.empty() ? 0 : without.size() - 1;
}

// By whom of these is a claim kept? Its value without them is foretold: that of the plan as it is on all days, and what their
// absence changed on the days seen so far. A claim that the plan of comparison broke is kept by whoever was added since, though
// without him it is no worse than it was. Beside others an agent is soon called indispensable, for he is asked again alone. A
// claim that no agent can keep asks for all who together better it by a tenth of the tolerance, and lets the useless go.
StaffingSearch::Missed StaffingSearch::missed(const std::vector<Place>& without, const std::vector<Evidence>& seen,
                                              bool last) const {
    Missed missed{std::vector<char>(without.size())};
    const std::vector<double> present = present_.back().values();
    const Evidence &evidence = seen.back(), &before = present_[seen.size() - 1];
    // What the days of the last look will say, they having the last word: of its variance so much is not known yet.
    const double ahead = std::sqrt(1 - static_cast<double>(evidence.stretches()) / trial_.looks.back());
    for (std::size_t at = 0; at < blank_.size(); ++at) {
        const Evidence::Change change = evidence.change(at, before);
        const double by = change.by, error = ahead * change.error;
        const double tolerance = tolerance_of(blank_[at]);
        const bool to_be_mended = trial_.stays && !hopeless_[at] && evidence.beyond(blank_[at], present[at]) > 0;
        const double worse = task_.aims[blank_[at].aim].at_least ? -by : by;
        if (hopeless_[at] ? lost(at, present[at]) + worse <= felt * tolerance : std::abs(by) <= felt * tolerance && !to_be_mended)
            continue;
        const double sure = change.factor(alone_miss), soon = without.size() > 1 ? change.factor(group_miss) : sure;
        const double beyond = hopeless_[at] ? worse + lost(at, present[at]) : evidence.beyond(blank_[at], present[at] + by);
        const bool by_value = last || sure * error <= clear * tolerance;
        if (beyond > (by_value ? 0 : soon * error))
            missed.by_agent[culprit(blank_[at], without)] = 1;
        else if (!by_value && beyond > -sure * error)
            missed.decided = false;
    }
    return missed;
}

// By how much a claim is worse than when the days of this trial began: many who matter little matter together.
double StaffingSearch::lost(std::size_t claim, double present) const {
    const double off = at_first_[claim] - present;
    return std::max(0.0, task_.aims[blank_[claim].aim].at_least ? off : -off);
}

// Looks at the plan without these agents on the same days with the same people. Of each claim that is lost one agent is called
// indispensable, and left out of the group: false. Once no claim is, all of them go. `unsure`: who is so beside others, or by
// value.
bool StaffingSearch::take(std::vector<Place>& without, std::vector<Place>& unsure) {
    Agents fewer = answer_.agents;
    for (const Place& place : without) --fewer[place.post][place.cell];
    if (!trial_.stays) present_agents_ = answer_.agents;
    while (present_.size() < trial_.looks.size()) live_on(present_, present_agents_);
    if (at_first_.empty()) at_first_ = present_.back().values();
    std::vector<Evidence> seen;
    ++answer_.candidates;
    for (;;) {
        live_on(seen, fewer);
        const Missed found = missed(without, seen, seen.size() == trial_.looks.size());
        if (std::find(found.by_agent.begin(), found.by_agent.end(), char{1}) != found.by_agent.end()) {
            std::vector<Place> rest, needed;
            for (std::size_t at = 0; at < without.size(); ++at) (found.by_agent[at] != 0 ? needed : rest).push_back(without[at]);
            if (without.size() > 1 || seen.size() == trial_.looks.size())
                unsure.insert(unsure.end(), needed.begin(), needed.end());
            without = rest;
            return false;
        }
        if (!found.decided) continue;
        answer_.agents = fewer;
        if (!trial_.stays) present_.swap(seen);
        return true;
    }
}

// Agents whose absence is felt apart, two hours or a station away from each other, are tried together; whoever was found
// indispensable beside others, or by value only, is asked once more by himself on more days, for it may have been another who was
// missed, and few days may have been wrong. Fewer agents elsewhere rarely make an agent dispensable (where people give up
// upstream they may), so what is said to him alone is left so until others are added.
std::vector<StaffingSearch::Place> StaffingSearch::take_away_together() {
    std::vector<Place> asked, again;
    for (std::size_t post = 0; post < task_.posts.size(); ++post)
        for (std::size_t cell = 0; cell < cells(); ++cell)
            if (load_.open_s[cell] > 0) asked.push_back({post, cell});
    trial_ = {&live_, 0, looks_to(together_max_)};
    present_.clear();
    at_first_.clear();
    while (!asked.empty()) {
        std::vector<Place> next;
        for (std::size_t begin = 0; begin < apart; ++begin) {
            std::vector<Place> without;
            for (const Place& place : asked)
                if ((place.cell + 2 * place.post) % apart == begin && spare(place)) without.push_back(place);
            while (!without.empty() && !take(without, again)) {}
            next.insert(next.end(), without.begin(), without.end());
        }
        asked = next;
    }
    return again;
}

// The days of a trial, and the plan that others are compared with on them: as it is now.
void StaffingSearch::begin_trial(const Live& live, std::uint32_t begin, std::uint32_t most) {
    trial_ = {&live, begin, looks_to(most), true};
    present_.clear();
    at_first_.clear();
    present_agents_ = answer_.agents;
}

// With a claim that no agent can keep the plan as it is must be lived through, to see who betters it.
bool StaffingSearch::ask_alone(const std::vector<Place>& asked) {
    bool gone = false;
    if (std::find(hopeless_.begin(), hopeless_.end(), char{1}) != hopeless_.end())
        trial_.stays = false, present_.clear(), at_first_.clear();
    for (const Place& place : asked) {
        std::vector<Place> one{place}, unsure;
        while (!one.empty() && spare(place)) gone = take(one, unsure) || gone;
    }
    return gone;
}

// `asked`, and whoever stands within so many intervals of one who was added, at his station; he himself only if another was added
// there too. Whoever was indispensable while another was missing may not be so with him.
std::vector<StaffingSearch::Place> StaffingSearch::beside(const std::vector<Place>& added, std::vector<Place> asked) const {
    const std::size_t row = std::max<std::size_t>(task_.timetable.count, 1);
    const auto is_beside = [&](const Place& place, const Place& other) {
        const std::size_t off = place.cell > other.cell ? place.cell - other.cell : other.cell - place.cell;
        return !(other == place) && task_.posts[other.post].station == task_.posts[place.post].station &&
               other.cell / row == place.cell / row && off <= near;
    };
    for (std::size_t post = 0; post < task_.posts.size(); ++post)
        for (std::size_t cell = 0; cell < cells(); ++cell) {
            const Place place{post, cell};
            if (load_.open_s[cell] <= 0 || std::find(asked.begin(), asked.end(), place) != asked.end()) continue;
            if (std::any_of(added.begin(), added.end(), [&](const Place& other) { return is_beside(place, other); }))
                asked.push_back(place);
        }
    return asked;
}

}  // namespace counterless
