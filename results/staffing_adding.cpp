// results/staffing_adding.cpp: one agent more wherever a target fails, on the days of the search and then on those of the judges.
#include <algorithm>
#include <limits>
#include <utility>

#include "results/staffing_search.hpp"

namespace counterless {
namespace {
constexpr double search_miss = 0.005;  // one-sided, of each look at each claim; the judges have the last word
constexpr std::uint32_t rounds_max = 200;
// Of judging, after which those added before and those beside who is added now are asked again.
constexpr std::uint32_t rounds_asked = 2;
}  // namespace

// Where most were missed, among the posts and intervals that the claim is about; if none may have another agent there, the
// interval before: who waits there still waits here.
std::optional<StaffingSearch::Place> StaffingSearch::place_to_mend(const Claim& claim, const Lived& lived) const {
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
std::size_t StaffingSearch::best_post(std::size_t post, std::size_t cell) {
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
std::vector<StaffingSearch::Place> StaffingSearch::mend(Look& claims, const Lived& lived) {
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
std::vector<StaffingSearch::Place> StaffingSearch::add_until_it_holds(std::array<std::uint32_t, 2> looks) {
    std::vector<Place> all;
    for (std::uint32_t round = 0; round < rounds_max; ++round) {
        begin_trial(live_, 0, looks.back());
        Look claims = look(live_, 0, looks, search_miss);
        const Lived lived = lived_;
        if (all_hold(claims)) break;
        const std::vector<Place> added = mend(claims, lived);
        if (added.empty()) break;
        for (const Place& place : added)
            if (std::find(all.begin(), all.end(), place) == all.end()) all.push_back(place);
    }
    return all;
}

// On the days just begun; nothing was mended on them yet.
bool StaffingSearch::ask_before_judging(const std::vector<Place>& added) {
    trial_.stays = false;
    const bool gone = ask_alone(added);
    trial_.stays = true;
    return gone;
}

// Whoever was added is first asked again on days on which he was not chosen, for a few unlucky days may have called for him.
// Where somebody goes other days are begun; where nobody does, the judges go on with these. Two looks at each claim, each at half
// of the level of this judging, which is a half of all in the first, a sixth in the second, a twelfth in the third: together all
// of it, however often they judge. Where they add, those beside are asked, and what is left is judged on other stretches, of the
// same recorded weeks. `added`: since everybody was asked.
void StaffingSearch::judge_and_mend(std::vector<Place> added) {
    int judged = 0;
    for (std::uint32_t round = 0; round < rounds_max; ++round) {
        const std::uint32_t begin = round * judge_max_;
        begin_trial(judge_, begin, std::min(alone_max_, judge_max_));
        if (round < rounds_asked && ask_before_judging(std::exchange(added, {}))) continue;
        const double miss = family_miss() / (2 * (judged + 1.0) * (judged + 2.0));
        ++judged;
        answer_.claims = look(judge_, begin, {std::max(judge_max_ / 8, std::min(first_look, judge_max_)), judge_max_}, miss);
        answer_.days_judged = lived_.days;
        if (all_hold(answer_.claims)) break;
        const Lived lived = lived_;
        added = mend(answer_.claims, lived);
        if (added.empty()) break;
        if (round < rounds_asked) ask_alone(beside(added, {}));
    }
    for (std::size_t at = 0; at < answer_.claims.size(); ++at)
        answer_.claims[at].at_limit = hopeless_[at] && answer_.claims[at].bad();
}

}  // namespace counterless
