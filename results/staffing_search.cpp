#include "results/staffing_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/staffing.hpp"

namespace counterless {
namespace {

StaffingTarget target_of(const Aim& aim) {  // of the others Erlang C knows nothing
    switch (aim.kind) {
        case AimKind::level_offered:
        case AimKind::level_served:
            return {.level_min = aim.value};
        case AimKind::wait_mean:
            return {.wait_mean_max_s = aim.value};
        case AimKind::wait_probability:
            return {.wait_probability_max = aim.value};
        case AimKind::occupancy:
            return {.occupancy_max = aim.value};
        default:
            return {};
    }
}

}  // namespace

void StaffingSearch::learn_load() {
    for (std::uint32_t number = 0; number < sureness_.clusters; ++number) add_up(load_, sum_of(live_({}, number)));
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

std::vector<std::uint32_t> StaffingSearch::looks_to(std::uint32_t most) const {
    std::vector<std::uint32_t> looks;
    for (std::uint32_t wanted = first_look; wanted < most; wanted *= 2) looks.push_back(wanted);
    looks.push_back(most);
    return looks;
}

// Agents without number are of no kind: what a station's customers ask stands at the first of its posts.
std::size_t StaffingSearch::first_post(Index station) const {
    std::size_t post = 0;
    while (task_.posts[post].station != station) ++post;
    return post;
}

// At the station of this post, of all kinds together, as `theory staff-erlang-c` says it. Nothing where as many as a scenario may
// state do not keep a target: no number serves everybody in time, or lets nobody wait.
std::optional<int> StaffingSearch::erlang(std::size_t post, std::size_t cell) const {
    const double came = load_.came[at(post, cell)], load = answer_.load[at(post, cell)];
    if (came <= 0 || load <= 0) return 0;
    const double service_s = std::max(load_.busy_s[at(post, cell)] / came, 1e-9);
    int agents = static_cast<int>(load) + 1;
    for (std::size_t number = 0; number < task_.aims.size(); ++number) {
        if (task_.stations[number] != none && task_.stations[number] != task_.posts[post].station) continue;
        const Aim& aim = task_.aims[number];
        const auto least =
            least_agents(queue_erlang_c(load / service_s, service_s, aim.within_s), target_of(aim), load, Post{}.most);
        if (!least) return std::nullopt;
        agents = std::max(agents, *least);
    }
    return agents;
}

// Several kinds of agents at one station share its load. Where the formula has no number the search begins with as many as keep
// pace.
void StaffingSearch::start() {
    answer_.agents.assign(task_.posts.size(), std::vector<int>(cells()));
    answer_.erlang.assign(task_.posts.size(), std::vector<std::optional<int>>(cells()));
    for (std::size_t post = 0; post < task_.posts.size(); ++post) {
        const std::size_t first = first_post(task_.posts[post].station);
        int kinds = 0, number = 0;
        for (std::size_t other = 0; other < task_.posts.size(); ++other)
            if (task_.posts[other].station == task_.posts[post].station) number += other < post, ++kinds;
        for (std::size_t cell = 0; cell < cells(); ++cell) {
            if (load_.open_s[cell] <= 0) continue;
            const std::optional<int> formula = erlang(first, cell);
            const int all = std::clamp(formula.value_or(static_cast<int>(answer_.load[at(first, cell)]) + 1),
                                       task_.posts[post].presence, task_.posts[post].desks);
            const int mine = all / kinds + (number < all % kinds ? 1 : 0);
            answer_.agents[post][cell] = std::clamp(mine, task_.posts[post].least, task_.posts[post].most);
            if (formula) answer_.erlang[post][cell] = answer_.agents[post][cell];
        }
    }
}

bool StaffingSearch::all_hold(const Look& claims) const {
    for (std::size_t at = 0; at < claims.size(); ++at)
        if (claims[at].bad() && !hopeless_[at]) return false;
    return true;
}

// With so many nobody waits: the load of the worst interval and six of its standard deviations. So many are as little busy as
// they are to be, with a tenth more for what the load was learnt on.
int StaffingSearch::most_useful(std::size_t post) const {
    const auto first = answer_.load.begin() + static_cast<std::ptrdiff_t>(at(first_post(task_.posts[post].station), 0));
    const double load = *std::max_element(first, first + static_cast<std::ptrdiff_t>(cells()));
    double most = load + 6 * std::sqrt(load) + 6;
    for (const Aim& aim : task_.aims)
        if (aim.kind == AimKind::occupancy) most = std::max(most, 1.1 * load / aim.value + 1);
    return static_cast<int>(std::min(most, static_cast<double>(task_.posts[post].most)));
}

// More days may settle it: it is open, and its bound is still wider than so many tolerances.
bool StaffingSearch::undecided(const Claim& claim, double narrow) const {
    return claim.state == ClaimState::open && claim.half_width > narrow * tolerance_of(claim);
}

double StaffingSearch::tolerance_of(const Claim& claim) const {
    const Aim& aim = task_.aims[claim.aim];
    return is_time(aim.kind) ? task_.time_tolerance * aim.value : task_.tolerance;
}

// What a trial on these days will ask of the plan as it is, is kept.
void StaffingSearch::live_until(Evidence& evidence, const Live& live, std::uint32_t begin, std::uint32_t wanted) {
    while (evidence.stretches() < wanted) {
        evidence.add(evidence.stretches(), live(answer_.agents, begin + evidence.stretches()));
        const bool asked = trial_.stays && present_.size() < trial_.looks.size();
        if (asked && trial_.looks[present_.size()] == evidence.stretches()) present_.push_back(evidence);
    }
}

StaffingSearch::Look StaffingSearch::look(const Live& live, std::uint32_t begin, std::array<std::uint32_t, 2> looks,
                                          double miss) {
    const bool begun = trial_.stays && present_.size() == trial_.looks.size();  // somebody was asked on these days
    Evidence evidence = begun ? present_.back() : Evidence(task_, blank_, sureness_.clusters);
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
    if (trial_.stays && present_.size() == trial_.looks.size()) present_.push_back(std::move(evidence));
    return claims;
}

StaffingAnswer StaffingSearch::find() {
    learn_load();
    start();
    add_until_it_holds({first_look, 2 * sureness_.clusters});
    const std::vector<Place> again = take_away_together();
    const std::vector<Place> added = add_until_it_holds({alone_max_, alone_max_});
    ask_alone(beside(added, again));
    judge_and_mend(added);
    return answer_;
}

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
    return StaffingSearch(task, sureness, live, judge).find();
}

}  // namespace counterless
