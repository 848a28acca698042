#include "results/gap.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace counterless {

std::string_view because_key(Because because) {
    constexpr std::string_view keys[] = {"agrees",      "few",         "overload",    "service_law", "carried_over",
                                         "not_settled", "changes",     "days_differ", "arrivals",    "refused",
                                         "skills",      "agents_vary", "unexplained"};
    static_assert(std::size(keys) == static_cast<std::size_t>(Because::count));
    return keys[static_cast<std::size_t>(because)];
}

std::string_view because_words(Because because) {
    constexpr std::string_view words[] = {
        "as the formula says",  "too few customers", "overload: no steady state", "service not exponential",
        "line carried over",    "no time to settle", "the rate changes",          "days differ",
        "arrivals not Poisson", "some do not join",  "classes, orders, skills",   "the agents vary",
        "not explained"};
    static_assert(std::size(words) == static_cast<std::size_t>(Because::count));
    return words[static_cast<std::size_t>(because)];
}

double Beside::distance() const {
    return std::isinf(wait_mean_s) ? 1 : level_simulated.known ? std::abs(level_simulated.mean - level) : 0;
}

std::vector<GapCount> gap_counts(const std::vector<Beside>& beside) {
    std::vector<GapCount> counts;
    for (const Beside& one : beside) {
        auto count =
            std::find_if(counts.begin(), counts.end(), [&](const GapCount& other) { return other.because == one.because; });
        if (count == counts.end()) count = counts.insert(counts.end(), {one.because, 0, &one});
        ++count->intervals;
        if (one.distance() > count->largest->distance()) count->largest = &one;
    }
    const auto rank = [](const GapCount& count) {
        const int place = count.because == Because::agrees ? 0 : count.because == Because::few ? 2 : 1;
        return std::pair(place, -count.intervals);
    };
    std::stable_sort(counts.begin(), counts.end(), [&](const GapCount& a, const GapCount& b) { return rank(a) < rank(b); });
    return counts;
}

}  // namespace counterless
