#include "models/offered_load.hpp"

#include <algorithm>
#include <cmath>

#include "models/integral.hpp"
#include "models/law_parts.hpp"

namespace counterless {
namespace {

// The integrals of survival(x) and of x survival(x) over [0, y]: E[min(S, y)] and half of E[min(S, y)^2].
struct Survived {
    double plain, weighted;
};
Survived survived(const Law& law, double y) {
    if (y <= 0) return {0, 0};
    const PartialMoments below = moments_below(law, y);
    const double beyond = std::max(0.0, 1 - below.chance);
    return {below.first + y * beyond, (below.second + y * y * beyond) / 2};
}

// How much of each moment's value stays and how much moves on by k steps when it is delayed by a law: the weights of straight
// lines between moments, so that a straight line is delayed exactly.
std::vector<double> delay_weights(const Law& law, double step, int moments) {
    std::vector<double> weights(static_cast<std::size_t>(moments), 0.0);
    PartialMoments before = moments_below(law, 0);
    weights[0] = before.chance;  // an atom at 0
    for (int k = 0; k + 1 < moments; ++k) {
        const PartialMoments up_to = moments_below(law, (k + 1) * step);
        const double chance = up_to.chance - before.chance;
        const double onward =
            (up_to.first - before.first) / step - k * chance;  // the mean place within the step, times its chance
        weights[k] += chance - onward;
        weights[k + 1] += onward;
        before = up_to;
    }
    return weights;
}

std::vector<double> delayed(const std::vector<double>& curve, const Law& law, double step) {
    const std::vector<double> weights = delay_weights(law, step, static_cast<int>(curve.size()));
    std::vector<double> later(curve.size(), 0.0);
    for (std::size_t t = 0; t < curve.size(); ++t)
        for (std::size_t k = 0; k <= t; ++k) later[t] += weights[k] * curve[t - k];
    return later;
}

}  // namespace

double offered_load(std::span<const Piece> rates, const Law& service_s, double time_s) {
    double sum = 0;
    Survived near{0, 0};
    double near_from = time_s;
    for (std::size_t at = rates.size(); at-- > 0;) {
        const Piece& piece = rates[at];
        if (piece.from_s >= time_s) continue;
        const double until = std::min(piece.until_s, time_s);
        if (until != near_from) near = survived(service_s, time_s - until);
        if (near.plain >= service_s.mean * (1 - 1e-15)) break;  // who came so long ago is gone
        const Survived far = survived(service_s, time_s - piece.from_s);
        // x = time since arrival: the rate was (rate at time_s, prolonged) - growth x.
        sum += piece.rate_at(time_s) * (far.plain - near.plain) - piece.growth_per_s2 * (far.weighted - near.weighted);
        near = far;
        near_from = piece.from_s;
    }
    return std::max(0.0, sum);
}

double rate_at(std::span<const Piece> rates, double time_s) {
    for (const Piece& piece : rates)
        if (time_s >= piece.from_s && time_s < piece.until_s) return piece.rate_at(time_s);
    return 0;
}

// The load has kinks where the rate jumps: between them it is smooth but for the law's own jumps.
double offered_load_mean(std::span<const Piece> rates, const Law& service_s, double from_s, double until_s) {
    std::vector<double> cuts{from_s, until_s};
    for (const Piece& piece : rates)
        for (const double cut : {piece.from_s, piece.until_s})
            if (cut > from_s && cut < until_s) cuts.push_back(cut);
    std::sort(cuts.begin(), cuts.end());
    double sum = 0;
    for (std::size_t k = 1; k < cuts.size(); ++k)
        sum += integral_smooth([&](double t) { return offered_load(rates, service_s, t); }, cuts[k - 1], cuts[k]);
    return sum / (until_s - from_s);
}

double rate_mean(std::span<const Piece> rates, double from_s, double until_s) {
    double sum = 0;
    for (const Piece& piece : rates) {
        const double from = std::max(from_s, piece.from_s), until = std::min(until_s, piece.until_s);
        if (until > from) sum += expected_arrivals(piece, nullptr, from, until);
    }
    return sum / (until_s - from_s);
}

std::vector<std::vector<double>> path_loads(std::span<const Piece> rates, std::span<const Law> path, double begin_s,
                                            double step_s, int moments) {
    std::vector<std::vector<double>> loads;
    for (std::size_t station = 0; station < path.size(); ++station) {
        std::vector<double> load(static_cast<std::size_t>(moments));
        for (int k = 0; k < moments; ++k) load[k] = offered_load(rates, path[station], begin_s + k * step_s);
        for (std::size_t before = 0; before < station; ++before) load = delayed(load, path[before], step_s);
        loads.push_back(std::move(load));
    }
    return loads;
}

}  // namespace counterless
