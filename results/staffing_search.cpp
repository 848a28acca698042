#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "models/erlang.hpp"
#include "results/staffing.hpp"
#include "results/staffing_judge.hpp"

namespace counterless {
namespace {

constexpr std::uint32_t first_look = 6;        // stretches before a candidate may be turned down
constexpr double search_miss = 0.001;          // one-sided, of each look at each claim while searching; the judges have the last word
constexpr int rounds_max = 200;

// ---- the start: Erlang's formula for the load -----------------------------------------------------------------------------------

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
    std::vector<Claim> judged(const Agents& agents);

  private:
    using Look = std::vector<Claim>;
    [[nodiscard]] std::size_t cells() const { return task_.timetable.cells(); }
    [[nodiscard]] std::size_t at(std::size_t post, std::size_t cell) const { return post * cells() + cell; }
    void learn_load();
    void start();
    [[nodiscard]] int erlang(std::size_t post, std::size_t cell, double load) const;
    // Lives through stretches until every claim is decided, or there are `most`; stops early if one is broken and `hopeless`.
    Look look(const Agents& agents, const Live& live, std::uint32_t begin, std::uint32_t most, double miss, bool hopeless);
    bool mend(Look& claims, const Lived& lived);
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> place_to_mend(const Claim& claim, const Lived& lived) const;
    [[nodiscard]] std::size_t best_post(std::size_t post, std::size_t cell);
    void add_until_it_holds();
    void take_away();
    [[nodiscard]] bool can_do_without(const Agents& fewer);
    void judge_and_mend();
    [[nodiscard]] double family_miss() const { return (1 - sureness_.confidence) / std::max(sureness_.family, 1.0); }

    const StaffingTask& task_;
    const Sureness& sureness_;
    const Live &live_, &judge_;
    [[nodiscard]] bool all_hold(const Look& claims) const;
    [[nodiscard]] bool is_hopeless(std::size_t cell) const;
    [[nodiscard]] int most_useful(std::size_t post) const;

    std::vector<Claim> blank_;  // claims before anything is known of them
    Lived load_, lived_;        // lived_: of the last look
    std::vector<char> hopeless_;  // by claim: no agent anywhere helps it
    StaffingAnswer answer_;
};

void Search::learn_load() {
    for (std::uint32_t number = 0; number < sureness_.clusters; ++number) add_up(load_, live_({}, number));
    blank_ = claims_for(task_, load_);
    hopeless_.assign(blank_.size(), 0);
    answer_.days_searched = load_.days;
    const double days = std::max(load_.days, 1.0);
    answer_.load.resize(load_.busy_s.size());
    for (std::size_t place = 0; place < answer_.load.size(); ++place) {
        const double open_s = load_.open_s[place % cells()];
        answer_.load[place] = open_s > 0 ? load_.busy_s[place] / open_s : 0;
        answer_.came.push_back(load_.came[place] / days);
    }
    for (const double open_s : load_.open_s) answer_.open_s.push_back(open_s / days);
}

int Search::erlang(std::size_t post, std::size_t cell, double load) const {
    const double came = load_.came[at(post, cell)];
    if (came <= 0 || load <= 0) return 0;
    const double service_s = load_.busy_s[at(post, cell)] / came;
    int agents = static_cast<int>(load) + 1;
    for (std::size_t aim = 0; aim < task_.aims.size(); ++aim) {
        if (task_.stations[aim] != none && task_.stations[aim] != task_.posts[post].station) continue;
        while (agents < task_.posts[post].most && !good_enough(task_.aims[aim], agents, load, std::max(service_s, 1e-9))) ++agents;
    }
    return agents;
}

// Several kinds of agents at one station share its load.
void Search::start() {
    answer_.agents.assign(task_.posts.size(), std::vector<int>(cells()));
    for (std::size_t post = 0; post < task_.posts.size(); ++post)
        for (std::size_t cell = 0; cell < cells(); ++cell) {
            if (load_.open_s[cell] <= 0) continue;
            double load = 0;
            int kinds = 0, number = 0;
            for (std::size_t other = 0; other < task_.posts.size(); ++other)
                if (task_.posts[other].station == task_.posts[post].station) {
                    load += answer_.load[at(other, cell)];
                    number += other < post;
                    ++kinds;
                }
            const int all = erlang(post, cell, load);
            const int mine = all / kinds + (number < all % kinds ? 1 : 0);
            answer_.agents[post][cell] = std::clamp(mine, task_.posts[post].least, task_.posts[post].most);
        }
    answer_.start = answer_.agents;
}

bool Search::all_hold(const Look& claims) const {
    for (std::size_t at = 0; at < claims.size(); ++at)
        if (claims[at].bad() && !hopeless_[at]) return false;
    return true;
}

bool Search::is_hopeless(std::size_t cell) const {
    for (std::size_t at = 0; at < blank_.size(); ++at)
        if (hopeless_[at] && cell >= blank_[at].from_cell && cell < blank_[at].until_cell) return true;
    return false;
}

// With so many nobody waits: the load of the worst interval and six of its standard deviations.
int Search::most_useful(std::size_t post) const {
    const auto first = answer_.load.begin() + static_cast<std::ptrdiff_t>(at(post, 0));
    const double load = *std::max_element(first, first + static_cast<std::ptrdiff_t>(cells()));
    return std::min(task_.posts[post].most, static_cast<int>(load + 6 * std::sqrt(load)) + 6);
}

// ---- looking at one candidate ---------------------------------------------------------------------------------------------------

Search::Look Search::look(const Agents& agents, const Live& live, std::uint32_t begin, std::uint32_t most, double miss,
                          bool hopeless) {
    Evidence evidence(task_, blank_, sureness_.clusters);
    Look claims;
    for (std::uint32_t wanted = first_look;; wanted = std::min(2 * wanted, most)) {
        while (evidence.stretches() < wanted) evidence.add(evidence.stretches(), live(agents, begin + evidence.stretches()));
        claims.clear();
        for (std::size_t claim = 0; claim < blank_.size(); ++claim) claims.push_back(evidence.judged(claim, miss));
        const auto is = [&](ClaimState state) {
            return std::any_of(claims.begin(), claims.end(), [state](const Claim& one) { return one.state == state; });
        };
        if (wanted >= most || !is(ClaimState::open) || (hopeless && is(ClaimState::broken))) break;
    }
    for (Claim& claim : claims)  // what the days do not decide, the middle of the tolerance does
        claim.fails = claim.state == ClaimState::open && evidence.fails(claim);
    ++answer_.candidates;
    lived_ = evidence.sum();
    return claims;
}

// ---- adding ---------------------------------------------------------------------------------------------------------------------

// Where most were missed, among the posts and intervals that the claim is about; if none may have another agent there, the
// interval before: who waits there still waits here.
std::optional<std::pair<std::size_t, std::size_t>> Search::place_to_mend(const Claim& claim, const Lived& lived) const {
    const Aim& aim = task_.aims[claim.aim];
    const std::size_t row = claim.from_cell / std::max<std::size_t>(task_.timetable.count, 1) * task_.timetable.count;
    for (std::size_t back = 0; claim.from_cell >= row + back; ++back) {
        std::optional<std::pair<std::size_t, std::size_t>> found;
        double most = -1;
        for (std::size_t post = 0; post < task_.posts.size(); ++post) {
            if (task_.stations[claim.aim] != none && task_.posts[post].station != task_.stations[claim.aim]) continue;
            const std::size_t until = back == 0 ? claim.until_cell : claim.from_cell - back + 1;
            const std::size_t last = is_of_the_day(aim.kind) && back == 0 ? until - 1 : claim.from_cell - back;
            for (std::size_t cell = last; cell < until; ++cell) {
                if (load_.open_s[cell] <= 0 || answer_.agents[post][cell] >= most_useful(post)) continue;
                const double here = aim.kind == AimKind::occupancy || is_of_the_day(aim.kind)
                                        ? answer_.load[at(post, cell)] / std::max(answer_.agents[post][cell], 1)
                                        : lived.missed[at(post, cell)];
                if (here > most) most = here, found = {post, cell};
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
        if (answer_.agents[other][cell] >= most_useful(other)) continue;
        Agents more = answer_.agents;
        ++more[other][cell];
        Evidence evidence(task_, blank_, sureness_.clusters);
        for (std::uint32_t number = 0; number < sureness_.clusters; ++number) evidence.add(number, live_(more, number));
        ++answer_.candidates;
        if (evidence.shortfall() < least) least = evidence.shortfall(), best = other;
    }
    return best;
}

// One more wherever a claim is bad; false if nothing could be added anywhere.
bool Search::mend(Look& claims, const Lived& lived) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::size_t at = 0; at < claims.size(); ++at) {
        if (!claims[at].bad() || hopeless_[at]) continue;
        const auto place = place_to_mend(claims[at], lived);
        hopeless_[at] = !place;
        if (place && std::find(places.begin(), places.end(), *place) == places.end()) places.push_back(*place);
    }
    for (auto& [post, cell] : places) ++answer_.agents[best_post(post, cell)][cell];
    return !places.empty();
}

void Search::add_until_it_holds() {
    for (int round = 0; round < rounds_max; ++round) {
        Look claims = look(answer_.agents, live_, 0, 4 * sureness_.clusters, search_miss, false);
        const Lived lived = lived_;
        if (all_hold(claims) || !mend(claims, lived)) return;
    }
}

// ---- taking away ----------------------------------------------------------------------------------------------------------------

bool Search::can_do_without(const Agents& fewer) {
    const Look claims = look(fewer, live_, 0, sureness_.stretches_search_max, search_miss, true);
    return all_hold(claims);
}

// Where the slack is largest first. Fewer agents elsewhere never make an agent dispensable, so each place is asked until it says
// no, and once.
void Search::take_away() {
    struct Place {
        std::size_t post, cell;
        double slack;
    };
    std::vector<Place> places;
    for (std::size_t post = 0; post < task_.posts.size(); ++post)
        for (std::size_t cell = 0; cell < cells(); ++cell)
            if (load_.open_s[cell] > 0 && !is_hopeless(cell)) {
                const double load = answer_.load[at(post, cell)];
                places.push_back({post, cell, (answer_.agents[post][cell] - load) / std::sqrt(load + 0.1)});
            }
    std::stable_sort(places.begin(), places.end(), [](const Place& one, const Place& other) { return one.slack > other.slack; });
    for (const auto& [post, cell, slack] : places)
        while (answer_.agents[post][cell] > task_.posts[post].least) {
            Agents fewer = answer_.agents;
            --fewer[post][cell];
            if (!can_do_without(fewer)) break;
            answer_.agents = fewer;
        }
}

// ---- judging --------------------------------------------------------------------------------------------------------------------

std::vector<Claim> Search::judged(const Agents& agents) {
    if (blank_.empty()) learn_load();
    return look(agents, judge_, sureness_.judge_from, sureness_.stretches_judge_max, family_miss(), false);
}

void Search::judge_and_mend() {
    for (int round = 0; round < rounds_max; ++round) {
        answer_.claims = judged(answer_.agents);
        answer_.days_judged = lived_.days;
        const Lived lived = lived_;
        if (all_hold(answer_.claims) || !mend(answer_.claims, lived)) break;
    }
    for (std::size_t at = 0; at < answer_.claims.size(); ++at) answer_.claims[at].at_limit = hopeless_[at] && answer_.claims[at].bad();
}

StaffingAnswer Search::find() {
    learn_load();
    start();
    add_until_it_holds();
    take_away();
    judge_and_mend();
    return answer_;
}

}  // namespace

bool StaffingAnswer::holds() const {
    return std::none_of(claims.begin(), claims.end(), [](const Claim& claim) { return claim.state == ClaimState::broken; });
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

std::vector<Claim> judge_staffing(const StaffingTask& task, const Agents& agents, const Sureness& sureness, const Live& judge) {
    return Search(task, sureness, judge, judge).judged(agents);
}

}  // namespace counterless
