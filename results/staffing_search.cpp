#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "models/erlang.hpp"
#include "results/staffing.hpp"
#include "results/staffing_judge.hpp"

namespace counterless {
namespace {

constexpr std::uint32_t first_look = 6;                 // stretches before a candidate may be turned down
constexpr double search_miss = 0.005;                   // one-sided, of each look at each claim while agents are added
constexpr double alone_miss = 0.02, group_miss = 0.05;  // while they are taken away; the judges have the last word
constexpr double felt = 0.1;                            // of the tolerance: a claim that moves by less is not concerned
constexpr double clear = 0.3;                           // of the tolerance: a value foretold so closely is decided
constexpr std::size_t apart = 4;                        // intervals after which an agent's absence is no longer felt
constexpr std::uint32_t rounds_max = 200;
constexpr std::size_t near = 2;            // intervals in which another agent may make one dispensable
constexpr std::uint32_t rounds_asked = 4;  // of judging, after which agents beside those added are asked again

// ---- the start: Erlang's formula for the load
// -----------------------------------------------------------------------------------

bool good_enough(const Aim& aim, int agents, double load, double service_s) {
    const double arrivals_per_s = load / service_s;
    switch (aim.kind) {
        case AimKind::level_offered:
        case AimKind::level_served:
            return wait_over_mmc(agents, arrivals_per_s, service_s, aim.within_s) <= 1 - aim.value;
        case AimKind::wait_mean:
            return wait_mean_mmc(agents, arrivals_per_s, service_s) <= aim.value;
        case AimKind::wait_probability:
            return erlang_c(agents, load) <= aim.value;
        case AimKind::occupancy:
            return load <= agents * aim.value;
        default:
            return load < agents;
    }
}

class Search {
  public:
    Search(const StaffingTask& task, const Sureness& sureness, const Live& live, const Live& judge)
        : task_(task), sureness_(sureness), live_(live), judge_(judge) {}
    StaffingAnswer find();

  private:
    using Look = std::vector<Claim>;
    [[nodiscard]] std::size_t cells() const { return task_.timetable.cells(); }
    [[nodiscard]] std::size_t at(std::size_t post, std::size_t cell) const { return post * cells() + cell; }
    void learn_load();
    void start();
    [[nodiscard]] std::size_t first_post(Index station) const;
    [[nodiscard]] int erlang(std::size_t post, std::size_t cell) const;
    // Lives through as many stretches as the first of `looks` says, from `begin` on; if no claim is broken by then and some are
    // not decided, through as many as the next says. `miss`: of each claim at each look.
    Look look(const Live& live, std::uint32_t begin, std::array<std::uint32_t, 2> looks, double miss);
    void live_until(Evidence& evidence, const Live& live, std::uint32_t begin, std::uint32_t wanted);
    [[nodiscard]] bool undecided(const Claim& claim, double narrow) const;
    struct Place {
        std::size_t post, cell;
        bool operator==(const Place&) const = default;
    };
    std::vector<Place> mend(Look& claims, const Lived& lived);
    [[nodiscard]] std::optional<Place> place_to_mend(const Claim& claim, const Lived& lived) const;
    [[nodiscard]] std::size_t best_post(std::size_t post, std::size_t cell);
    std::vector<Place> add_until_it_holds(std::array<std::uint32_t, 2> looks);
    std::vector<Place> take_away_together();
    void begin_trial(const Live& live, std::uint32_t begin, std::uint32_t most);
    void ask_alone(const std::vector<Place>& asked);
    [[nodiscard]] std::vector<Place> beside(const std::vector<Place>& added, std::vector<Place> asked) const;
    [[nodiscard]] std::size_t culprit(const Claim& claim, const std::vector<Place>& without) const;
    struct Missed {
        std::vector<char> by_agent;  // of those who are left out
        bool decided = true;         // more days would not say more
    };
    [[nodiscard]] Missed missed(const std::vector<Place>& without, const std::vector<Evidence>& seen, bool last) const;
    bool take(std::vector<Place>& without, std::vector<Place>& unsure);
    [[nodiscard]] int at_station(Index station, std::size_t cell) const {
        int sum = 0;
        for (std::size_t post = 0; post < task_.posts.size(); ++post)
            if (task_.posts[post].station == station) sum += answer_.agents[post][cell];
        return sum;
    }
    [[nodiscard]] bool may_have_more(std::size_t post, std::size_t cell) const {
        return answer_.agents[post][cell] < most_useful(post) &&
               at_station(task_.posts[post].station, cell) < task_.posts[post].desks;
    }
    [[nodiscard]] bool spare(const Place& place) const {
        const Post& post = task_.posts[place.post];
        return answer_.agents[place.post][place.cell] > post.least && at_station(post.station, place.cell) > post.presence;
    }
    [[nodiscard]] std::vector<std::uint32_t> looks_to(std::uint32_t most) const;
    void live_on(std::vector<Evidence>& seen, const Agents& agents) const;  // to the next of trial_.looks
    [[nodiscard]] double tolerance_of(const Claim& claim) const;
    void judge_and_mend();
    [[nodiscard]] double family_miss() const { return (1 - sureness_.confidence) / std::max(sureness_.family, 1.0); }

    const StaffingTask& task_;
    const Sureness& sureness_;
    const Live &live_, &judge_;
    [[nodiscard]] bool all_hold(const Look& claims) const;
    [[nodiscard]] int most_useful(std::size_t post) const;

    std::vector<Claim> blank_;  // claims before anything is known of them
    Lived load_, lived_;        // lived_: of the last look
    struct Trial {              // the days on which agents are taken away
        const Live* live = nullptr;
        std::uint32_t begin = 0;
        std::vector<std::uint32_t> looks;  // stretches after which a plan with fewer agents is looked at
        bool stays = false;                // present_ is of the plan as it was when the days were begun
    } trial_;
    std::vector<Evidence> present_;  // of the plan that others are compared with, on the days of the trial: after each look
    Agents present_agents_;
    std::uint32_t together_max_ = 0, alone_max_ = 0, judge_max_ = 0;  // stretches
    std::vector<char> hopeless_;                                      // by claim: no agent anywhere helps it
    StaffingAnswer answer_;
};

void Search::learn_load() {
    for (std::uint32_t number = 0; number < sureness_.clusters; ++number) add_up(load_, live_({}, number));
    blank_ = claims_for(task_, load_);
    hopeless_.assign(blank_.size(), 0);
    double visits = 1;  // of a stretch, as many as pass its busiest post
    for (std::size_t post = 0; post < task_.posts.size(); ++post) {
        const auto first = load_.came.begin() + static_cast<std::ptrdiff_t>(at(post, 0));
        visits = std::max(visits, std::accumulate(first, first + static_cast<std::ptrdiff_t>(cells()), 0.0) / sureness_.clusters);
    }
    const auto most = [&](double budget, std::uint32_t most_stretches) {
        return static_cast<std::uint32_t>(
            std::max(static_cast<double>(sureness_.clusters), std::min(budget / visits, static_cast<double>(most_stretches))));
    };
    together_max_ = most(sureness_.visits_search_max, sureness_.stretches_search_max);
    alone_max_ = most(sureness_.visits_search_max, sureness_.stretches_alone_max);
    judge_max_ = most(sureness_.visits_judge_max, sureness_.stretches_judge_max);
    answer_.days_searched = load_.days;
    const double days = std::max(load_.days, 1.0);
    answer_.load.resize(load_.busy_s.size());
    answer_.came.resize(load_.busy_s.size());
    for (std::size_t post = 0; post < task_.posts.size(); ++post)
        for (std::size_t cell = 0; post == first_post(task_.posts[post].station) && cell < cells(); ++cell) {
            const double open_s = load_.open_s[cell];
            answer_.load[at(post, cell)] = open_s > 0 ? load_.busy_s[at(post, cell)] / open_s : 0;
            answer_.came[at(post, cell)] = load_.came[at(post, cell)] / days;
        }
    for (const double open_s : load_.open_s) answer_.open_s.push_back(open_s / days);
}

std::vector<std::uint32_t> Search::looks_to(std::uint32_t most) const {
    std::vector<std::uint32_t> looks;
    for (std::uint32_t wanted = first_look; wanted < most; wanted *= 2) looks.push_back(wanted);
    looks.push_back(most);
    return looks;
}

// Agents without number are of no kind: what a station's customers ask stands at the first of its posts.
std::size_t Search::first_post(Index station) const {
    std::size_t post = 0;
    while (task_.posts[post].station != station) ++post;
    return post;
}

// At the station of this post, of all kinds together.
int Search::erlang(std::size_t post, std::size_t cell) const {
    const double came = load_.came[at(post, cell)], load = answer_.load[at(post, cell)];
    if (came <= 0 || load <= 0) return 0;
    const double service_s = load_.busy_s[at(post, cell)] / came;
    int agents = static_cast<int>(load) + 1;
    for (std::size_t aim = 0; aim < task_.aims.size(); ++aim) {
        if (task_.stations[aim] != none && task_.stations[aim] != task_.posts[post].station) continue;
        while (agents < task_.posts[post].most && !good_enough(task_.aims[aim], agents, load, std::max(service_s, 1e-9)))
            ++agents;
    }
    return agents;
}

// Several kinds of agents at one station share its load.
void Search::start() {
    answer_.agents.assign(task_.posts.size(), std::vector<int>(cells()));
    for (std::size_t post = 0; post < task_.posts.size(); ++post) {
        const std::size_t first = first_post(task_.posts[post].station);
        int kinds = 0, number = 0;
        for (std::size_t other = 0; other < task_.posts.size(); ++other)
            if (task_.posts[other].station == task_.posts[post].station) number += other < post, ++kinds;
        for (std::size_t cell = 0; cell < cells(); ++cell) {
            if (load_.open_s[cell] <= 0) continue;
            const int all = std::clamp(erlang(first, cell), task_.posts[post].presence, task_.posts[post].desks);
            const int mine = all / kinds + (number < all % kinds ? 1 : 0);
            answer_.agents[post][cell] = std::clamp(mine, task_.posts[post].least, task_.posts[post].most);
        }
    }
    answer_.start = answer_.agents;
}

bool Search::all_hold(const Look& claims) const {
    for (std::size_t at = 0; at < claims.size(); ++at)
        if (claims[at].bad() && !hopeless_[at]) return false;
    return true;
}

// With so many nobody waits: the load of the worst interval and six of its standard deviations.
int Search::most_useful(std::size_t post) const {
    const auto first = answer_.load.begin() + static_cast<std::ptrdiff_t>(at(first_post(task_.posts[post].station), 0));
    const double load = *std::max_element(first, first + static_cast<std::ptrdiff_t>(cells()));
    return std::min(task_.posts[post].most, static_cast<int>(load + 6 * std::sqrt(load)) + 6);
}

// ---- looking at one candidate
// ---------------------------------------------------------------------------------------------------

// More days may settle it: it is open, and its bound is still wider than so many tolerances.
bool Search::undecided(const Claim& claim, double narrow) const {
    return claim.state == ClaimState::open && claim.half_width > narrow * tolerance_of(claim);
}

double Search::tolerance_of(const Claim& claim) const {
    const Aim& aim = task_.aims[claim.aim];
    return is_time(aim.kind) ? task_.time_tolerance * aim.value : task_.tolerance;
}

// What a trial on these days will ask of the plan as it is, is kept.
void Search::live_until(Evidence& evidence, const Live& live, std::uint32_t begin, std::uint32_t wanted) {
    while (evidence.stretches() < wanted) {
        evidence.add(evidence.stretches(), live(answer_.agents, begin + evidence.stretches()));
        const bool asked = trial_.stays && present_.size() < trial_.looks.size();
        if (asked && trial_.looks[present_.size()] == evidence.stretches()) present_.push_back(evidence);
    }
}

Search::Look Search::look(const Live& live, std::uint32_t begin, std::array<std::uint32_t, 2> looks, double miss) {
    Evidence evidence(task_, blank_, sureness_.clusters);
    Look claims;
    for (const std::uint32_t wanted : looks) {
        live_until(evidence, live, begin, wanted);
        claims.clear();
        for (std::size_t claim = 0; claim < blank_.size(); ++claim) claims.push_back(evidence.judged(claim, miss));
        bool open = false, broken = false;
        for (std::size_t claim = 0; claim < claims.size(); ++claim) {
            open = open || undecided(claims[claim], 0.5);
            broken = broken || (claims[claim].state == ClaimState::broken && !hopeless_[claim]);
        }
        if (!open || broken) break;
    }
    for (Claim& claim : claims)  // what the days do not decide, its value does
        claim.fails = claim.state == ClaimState::open && evidence.fails(claim);
    ++answer_.candidates;
    lived_ = evidence.sum();
    return claims;
}

// ---- adding
// ---------------------------------------------------------------------------------------------------------------------

// Where most were missed, among the posts and intervals that the claim is about; if none may have another agent there, the
// interval before: who waits there still waits here.
std::optional<Search::Place> Search::place_to_mend(const Claim& claim, const Lived& lived) const {
    const Aim& aim = task_.aims[claim.aim];
    const std::size_t row = claim.from_cell / std::max<std::size_t>(task_.timetable.count, 1) * task_.timetable.count;
    for (std::size_t back = 0; claim.from_cell >= row + back; ++back) {
        std::optional<Place> found;
        double most = -1;
        for (std::size_t post = 0; post < task_.posts.size(); ++post) {
            if (task_.stations[claim.aim] != none && task_.posts[post].station != task_.stations[claim.aim]) continue;
            const std::size_t until = back == 0 ? claim.until_cell : claim.from_cell - back + 1;
            const std::size_t last = is_of_the_day(aim.kind) && back == 0 ? until - 1 : claim.from_cell - back;
            for (std::size_t cell = last; cell < until; ++cell) {
                if (load_.open_s[cell] <= 0 || !may_have_more(post, cell)) continue;
                const double here =
                    aim.kind == AimKind::occupancy || is_of_the_day(aim.kind)
                        ? answer_.load[at(first_post(task_.posts[post].station), cell)] / std::max(answer_.agents[post][cell], 1)
                        : lived.missed[at(post, cell)];
                if (here > most) most = here, found = Place{post, cell};
            }
        }
        if (found) return found;
    }
    return {};
}

// Of several kinds of agents at the station, the one whose next agent helps most, by trial.
std::size_t Search::best_post(std::size_t post, std::size_t cell) {
    std::size_t best = post;
    double least = std::numeric_limits<double>::infinity();
    int kinds = 0;
    for (const Post& other : task_.posts) kinds += other.station == task_.posts[post].station;
    for (std::size_t other = 0; kinds > 1 && other < task_.posts.size(); ++other) {
        if (task_.posts[other].station != task_.posts[post].station) continue;
        if (!may_have_more(other, cell)) continue;
        Agents more = answer_.agents;
        ++more[other][cell];
        Evidence evidence(task_, blank_, sureness_.clusters);
        for (std::uint32_t number = 0; number < sureness_.clusters; ++number) evidence.add(number, live_(more, number));
        ++answer_.candidates;
        if (evidence.shortfall() < least) least = evidence.shortfall(), best = other;
    }
    return best;
}

// One more wherever a claim is bad: where; nowhere if nothing could be added.
std::vector<Search::Place> Search::mend(Look& claims, const Lived& lived) {
    std::vector<Place> places;
    for (std::size_t at = 0; at < claims.size(); ++at) {
        if (!claims[at].bad() || hopeless_[at]) continue;
        const auto place = place_to_mend(claims[at], lived);
        hopeless_[at] = !place;
        if (place && std::find(places.begin(), places.end(), *place) == places.end()) places.push_back(*place);
    }
    for (Place& place : places) {
        place.post = best_post(place.post, place.cell);
        ++answer_.agents[place.post][place.cell];
    }
    return places;
}

// Where agents were added.
std::vector<Search::Place> Search::add_until_it_holds(std::array<std::uint32_t, 2> looks) {
    std::vector<Place> all;
    for (std::uint32_t round = 0; round < rounds_max; ++round) {
        begin_trial(live_, 0, looks.back());
        Look claims = look(live_, 0, looks, search_miss);
        const Lived lived = lived_;
        if (all_hold(claims)) break;
        const std::vector<Place> added = mend(claims, lived);
        if (added.empty()) break;
        all.insert(all.end(), added.begin(), added.end());
    }
    return all;
}

// ---- taking away
// ----------------------------------------------------------------------------------------------------------------

void Search::live_on(std::vector<Evidence>& seen, const Agents& agents) const {
    Evidence next = seen.empty() ? Evidence(task_, blank_, sureness_.clusters) : seen.back();
    while (next.stretches() < trial_.looks[seen.size()])
        next.add(next.stretches(), (*trial_.live)(agents, trial_.begin + next.stretches()));
    seen.push_back(std::move(next));
}

// Who of these is it that a claim misses? The last of them to be missed there or before, at the claim's own station if there is
// one.
std::size_t Search::culprit(const Claim& claim, const std::vector<Place>& without) const {
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
// claim that no agent can keep asks everybody who betters it, and lets the useless go.
Search::Missed Search::missed(const std::vector<Place>& without, const std::vector<Evidence>& seen, bool last) const {
    Missed missed{std::vector<char>(without.size())};
    const std::vector<double> present = present_.back().values();
    const Evidence &evidence = seen.back(), &before = present_[seen.size() - 1];
    const double sure = evidence.factor(alone_miss), soon = without.size() > 1 ? evidence.factor(group_miss) : sure;
    for (std::size_t at = 0; at < blank_.size(); ++at) {
        const auto [by, error] = evidence.change(at, before);
        const double tolerance = tolerance_of(blank_[at]);
        const bool to_be_mended = trial_.stays && !hopeless_[at] && evidence.beyond(blank_[at], present[at]) > 0;
        if (std::abs(by) <= felt * tolerance && !to_be_mended) continue;
        const double worse = task_.aims[blank_[at].aim].at_least ? -by : by;
        const double beyond = hopeless_[at] ? worse : evidence.beyond(blank_[at], present[at] + by);
        const bool by_value = last || sure * error <= clear * tolerance;
        if (beyond > (by_value ? 0 : soon * error))
            missed.by_agent[culprit(blank_[at], without)] = 1;
        else if (!by_value && beyond > -sure * error)
            missed.decided = false;
    }
    return missed;
}

// Looks at the plan without these agents on the same days with the same people. Of each claim that is lost one agent is called
// indispensable, and left out of the group: false. Once no claim is, all of them go. `unsure`: who is so beside others, or by
// value.
bool Search::take(std::vector<Place>& without, std::vector<Place>& unsure) {
    Agents fewer = answer_.agents;
    for (const Place& place : without) --fewer[place.post][place.cell];
    if (!trial_.stays) present_agents_ = answer_.agents;
    while (present_.size() < trial_.looks.size()) live_on(present_, present_agents_);
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
std::vector<Search::Place> Search::take_away_together() {
    std::vector<Place> asked, again;
    for (std::size_t post = 0; post < task_.posts.size(); ++post)
        for (std::size_t cell = 0; cell < cells(); ++cell)
            if (load_.open_s[cell] > 0) asked.push_back({post, cell});
    trial_ = {&live_, 0, looks_to(together_max_)};
    present_.clear();
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
void Search::begin_trial(const Live& live, std::uint32_t begin, std::uint32_t most) {
    trial_ = {&live, begin, looks_to(most), true};
    present_.clear();
    present_agents_ = answer_.agents;
}

// With a claim that no agent can keep the plan as it is must be lived through, to see who betters it.
void Search::ask_alone(const std::vector<Place>& asked) {
    if (std::find(hopeless_.begin(), hopeless_.end(), char{1}) != hopeless_.end()) trial_.stays = false, present_.clear();
    for (const Place& place : asked) {
        std::vector<Place> one{place}, unsure;
        while (!one.empty() && spare(place)) take(one, unsure);
    }
}

// `asked`, and whoever stands within so many intervals of one who was added, at his station; he himself only if another was added
// there too. Whoever was indispensable while another was missing may not be so with him.
std::vector<Search::Place> Search::beside(const std::vector<Place>& added, std::vector<Place> asked) const {
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

// ---- judging
// --------------------------------------------------------------------------------------------------------------------

// Two looks at each claim, so each may be wrong with half of what is allowed. Whoever is added is judged on days on which he was
// not chosen, and so are those who go because of him.
void Search::judge_and_mend() {
    const std::array<std::uint32_t, 2> looks{std::max(judge_max_ / 8, std::min(first_look, judge_max_)), judge_max_};
    for (std::uint32_t round = 0; round < rounds_max; ++round) {
        begin_trial(judge_, round * judge_max_, judge_max_);
        answer_.claims = look(judge_, round * judge_max_, looks, family_miss() / 2);
        answer_.days_judged = lived_.days;
        const Lived lived = lived_;
        if (all_hold(answer_.claims)) break;
        const std::vector<Place> added = mend(answer_.claims, lived);
        if (added.empty()) break;
        if (round < rounds_asked) ask_alone(beside(added, {}));
    }
    for (std::size_t at = 0; at < answer_.claims.size(); ++at)
        answer_.claims[at].at_limit = hopeless_[at] && answer_.claims[at].bad();
}

StaffingAnswer Search::find() {
    learn_load();
    start();
    add_until_it_holds({first_look, 2 * sureness_.clusters});
    const std::vector<Place> again = take_away_together();
    ask_alone(beside(add_until_it_holds({alone_max_, alone_max_}), again));
    judge_and_mend();
    return answer_;
}

}  // namespace

bool StaffingAnswer::holds() const {
    return std::none_of(claims.begin(), claims.end(), [](const Claim& claim) { return claim.is_missed(); });
}

double StaffingAnswer::hours_a_day() const {
    double seconds = 0;
    for (const auto& post : agents)
        for (std::size_t cell = 0; cell < post.size(); ++cell) seconds += post[cell] * open_s[cell];
    return seconds / 3600;
}

StaffingAnswer find_staffing(const StaffingTask& task, const Sureness& sureness, const Live& live, const Live& judge) {
    return Search(task, sureness, live, judge).find();
}

}  // namespace counterless
