// models/selection.cpp: inside, greater is better; a race for the least turns every sign.
#include "models/selection.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace counterless {

// ---- KN

KimNelson::KimNelson(std::size_t systems, const Race& race) : race_(race), alive_(systems), runs_(systems), sums_(systems) {
    std::iota(alive_.begin(), alive_.end(), std::size_t{0});
    const double rivals = static_cast<double>(systems) - 1, freedom = static_cast<double>(race.first_stage) - 1;
    const double eta = (std::pow(2 * (1 - race.confidence) / rivals, -2 / freedom) - 1) / 2;
    h_squared_ = 2 * eta * freedom;
}

void KimNelson::feed(std::span<const double> outputs) {
    const double sign = race_.best == Best::greatest ? 1 : -1;
    ++rounds_;
    for (const std::size_t system : alive_) {
        sums_[system] += sign * outputs[system];
        ++runs_[system];
    }
    if (rounds_ <= race_.first_stage) first_.emplace_back(outputs.begin(), outputs.end());
    if (rounds_ < race_.first_stage) return;
    if (rounds_ == race_.first_stage) measure_variances();
    screen();
}

void KimNelson::measure_variances() {
    const std::size_t systems = sums_.size();
    variances_.assign(systems, std::vector<double>(systems));
    std::vector<double> differences(first_.size());
    for (std::size_t i = 0; i < systems; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            for (std::size_t round = 0; round < first_.size(); ++round) differences[round] = first_[round][i] - first_[round][j];
            const double sd = moments(differences).sd;
            variances_[i][j] = variances_[j][i] = sd * sd;
        }
}

// Everybody is held against all who were alive before the round. Once no pair leaves luck any room, the leader is left alone;
// only equals could be left beside him.
void KimNelson::screen() {
    const auto r = static_cast<double>(rounds_);
    const double delta = race_.indifference;
    std::vector<std::size_t> staying;
    for (const std::size_t i : alive_) {
        const bool stays = std::all_of(alive_.begin(), alive_.end(), [&](std::size_t j) {
            const double room = std::max(0.0, delta / (2 * r) * (h_squared_ * variances_[i][j] / (delta * delta) - r));
            return sums_[i] / r >= sums_[j] / r - room;
        });
        if (stays) staying.push_back(i);
    }
    alive_ = staying;
    if (rounds_ >= rounds_most()) alive_ = {leader()};
}

std::size_t KimNelson::leader() const {
    return *std::max_element(alive_.begin(), alive_.end(), [&](std::size_t a, std::size_t b) { return sums_[a] < sums_[b]; });
}

double KimNelson::mean(std::size_t system) const {
    const double sign = race_.best == Best::greatest ? 1 : -1;
    return runs_[system] == 0 ? 0 : sign * sums_[system] / static_cast<double>(runs_[system]);
}

std::size_t KimNelson::rounds_most() const {
    if (variances_.empty()) return 0;
    double widest = 0;
    for (const std::size_t i : alive_)
        for (const std::size_t j : alive_) widest = std::max(widest, variances_[i][j]);
    const double most = std::floor(h_squared_ * widest / (race_.indifference * race_.indifference)) + 1;
    return std::max(race_.first_stage, static_cast<std::size_t>(std::min(most, 1e15)));
}

// ---- OCBA

namespace {

constexpr double nearest = 0.1;  // standard errors: two means nearer than that are told apart no better than at that distance

std::size_t best_of(std::span<const SystemSoFar> systems, Best best) {
    const double sign = best == Best::greatest ? 1 : -1;
    const auto found = std::max_element(systems.begin(), systems.end(), [&](const SystemSoFar& a, const SystemSoFar& b) {
        return sign * a.mean < sign * b.mean;
    });
    return static_cast<std::size_t>(found - systems.begin());
}

double error_between(const SystemSoFar& a, const SystemSoFar& b) {
    return std::sqrt(a.sd * a.sd / static_cast<double>(a.runs) + b.sd * b.sd / static_cast<double>(b.runs));
}

// Of their difference (Welch, Biometrika 34, 1947); 1 where neither varies, and then nobody asks.
double freedom_between(const SystemSoFar& a, const SystemSoFar& b) {
    const auto part = [](const SystemSoFar& one) { return one.sd * one.sd / static_cast<double>(one.runs); };
    const auto below = [&](const SystemSoFar& one) { return part(one) * part(one) / (static_cast<double>(one.runs) - 1); };
    const double both = part(a) + part(b);
    return both > 0 ? both * both / (below(a) + below(b)) : 1;
}

// In proportion to what each should have had in all. One that never varies needs no runs.
std::vector<double> weights(std::span<const SystemSoFar> systems, Best best, double indifference) {
    const std::size_t leader = best_of(systems, best);
    std::vector<double> weight(systems.size());
    double squares = 0;
    for (std::size_t i = 0; i < systems.size(); ++i) {
        if (i == leader || systems[i].sd <= 0) continue;
        const double away = std::max({std::abs(systems[i].mean - systems[leader].mean), indifference,
                                      nearest * error_between(systems[i], systems[leader])});
        weight[i] = systems[i].sd * systems[i].sd / (away * away);
        squares += weight[i] * weight[i] / (systems[i].sd * systems[i].sd);
    }
    weight[leader] = systems[leader].sd * std::sqrt(squares);
    if (squares <= 0) weight[leader] = systems[leader].sd > 0 ? 1 : 0;  // the leader alone varies
    if (std::accumulate(weight.begin(), weight.end(), 0.0) <= 0) std::fill(weight.begin(), weight.end(), 1.0);
    return weight;
}

// Whoever has more than his share already keeps it, and the others share the rest.
std::vector<double> shares_of(std::span<const SystemSoFar> systems, const std::vector<double>& weight, std::size_t increment) {
    std::vector<double> more(systems.size());
    std::vector<bool> open(systems.size(), true);
    for (bool settled = false; !settled;) {
        double total = static_cast<double>(increment), weights = 0;
        for (std::size_t i = 0; i < systems.size(); ++i)
            if (open[i]) total += static_cast<double>(systems[i].runs), weights += weight[i];
        settled = true;
        for (std::size_t i = 0; i < systems.size(); ++i) {
            more[i] = open[i] ? total * weight[i] / weights - static_cast<double>(systems[i].runs) : 0;
            if (more[i] < 0) open[i] = settled = false;
        }
    }
    return more;
}

// Whole numbers of the same sum: those with the largest rest are rounded up.
std::vector<std::size_t> rounded(const std::vector<double>& shares, std::size_t sum) {
    std::vector<std::size_t> whole, order(shares.size());
    std::size_t given = 0;
    for (const double share : shares) {
        whole.push_back(std::min(static_cast<std::size_t>(std::max(0.0, share)), sum - given));
        given += whole.back();
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return shares[a] - static_cast<double>(whole[a]) > shares[b] - static_cast<double>(whole[b]);
    });
    for (std::size_t place = 0; given < sum; place = (place + 1) % order.size(), ++given) ++whole[order[place]];
    return whole;
}

}  // namespace

std::vector<std::size_t> ocba_next(std::span<const SystemSoFar> systems, std::size_t increment, Best best, double indifference) {
    return rounded(shares_of(systems, weights(systems, best, indifference), increment), increment);
}

double chance_of_best(std::span<const SystemSoFar> systems, Best best) {
    const std::size_t leader = best_of(systems, best);
    double nearest_rival = 0;
    for (std::size_t i = 0; i < systems.size(); ++i) {
        if (i == leader) continue;
        const double away = systems[i].mean - systems[leader].mean, error = error_between(systems[i], systems[leader]);
        nearest_rival = std::max(nearest_rival, student_p(away, error, freedom_between(systems[i], systems[leader])) / 2);
    }
    return std::max(0.0, 1 - nearest_rival * static_cast<double>(systems.size() - 1));
}

double share_of_look(std::size_t look) {
    const auto n = static_cast<double>(look);
    return 1 / (n * (n + 1));
}

}  // namespace counterless
