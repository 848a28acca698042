#include "models/inside.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/tables.hpp"

namespace counterless {
namespace {
constexpr double jumps_mean_max = 50;  // of the Poisson law in one stride
constexpr double nothing = 1e-10;      // that may be cut
constexpr int room_max = 40'000;

struct Hall1 {
    double arrivals, service, patience;  // per second and person
    int counters;
    [[nodiscard]] double down(int n) const { return std::min(n, counters) * service + std::max(0, n - counters) * patience; }
};

// Moves the law and adds the time spent with each number inside.
void stride(const Hall1& hall, double length_s, std::vector<double>& law, std::vector<double>& time_s) {
    const auto last = static_cast<int>(law.size()) - 1;
    // At least one jump: where nothing happens the sums below would be of rounding errors.
    const double rate = std::max(hall.arrivals + hall.down(last), 1 / length_s), jumps_mean = rate * length_s;
    double weight = std::exp(-jumps_mean), later = 1 - weight;
    std::vector<double> end(law.size(), 0.0), next(law.size());
    for (int jump = 0;; ++jump) {
        for (std::size_t n = 0; n < law.size(); ++n) {
            end[n] += weight * law[n];
            time_s[n] += std::max(0.0, later) / rate * law[n];
        }
        if (jump > jumps_mean && weight < 1e-16) break;
        for (int n = 0; n <= last; ++n) {
            const double stays = 1 - ((n < last ? hall.arrivals : 0) + hall.down(n)) / rate;
            next[n] = stays * law[n] + (n > 0 ? hall.arrivals / rate * law[n - 1] : 0) +
                      (n < last ? hall.down(n + 1) / rate * law[n + 1] : 0);
        }
        law.swap(next);
        weight *= jumps_mean / (jump + 1);
        later -= weight;
    }
    law.swap(end);
}

double chance_from(const std::vector<double>& share, int from) {
    double sum = 0;
    for (std::size_t n = static_cast<std::size_t>(std::max(0, from)); n < share.size(); ++n) sum += share[n];
    return std::min(1.0, sum);
}

InsidePiece measured(std::vector<double> share, const std::vector<double>& end, int counters) {
    InsidePiece piece{.share = std::move(share)};
    for (int n = 0; n < static_cast<int>(piece.share.size()); ++n) {
        piece.busy_mean += std::min(n, counters) * piece.share[n];
        piece.line_mean += std::max(0, n - counters) * piece.share[n];
    }
    piece.inside_mean = piece.busy_mean + piece.line_mean;
    piece.wait_probability = chance_from(piece.share, counters);
    piece.wait_probability_end = chance_from(end, counters);
    return piece;
}

InsideDay follow_with_room(std::span<const DayPiece> pieces, double service_mean_s, double patience_mean_s,
                           std::vector<double> law, int room) {
    law.resize(static_cast<std::size_t>(room) + 1, 0.0);
    InsideDay day{.pieces = {}, .end = {}, .cut = 0};
    for (const DayPiece& piece : pieces) {
        const Hall1 hall{piece.arrivals_per_s, 1 / service_mean_s, 1 / patience_mean_s, piece.counters};
        std::vector<double> time_s(law.size(), 0.0);
        const double jumps = (hall.arrivals + hall.down(room)) * piece.length_s;
        const int strides = std::max(1, static_cast<int>(std::ceil(jumps / jumps_mean_max)));
        for (int k = 0; k < strides; ++k) stride(hall, piece.length_s / strides, law, time_s);
        for (double& time : time_s) time /= piece.length_s;
        day.cut = std::max({day.cut, time_s.back(), law.back()});
        day.pieces.push_back(measured(std::move(time_s), law, piece.counters));
    }
    day.end = std::move(law);
    return day;
}
}  // namespace

InsideDay follow_inside(std::span<const DayPiece> pieces, double service_mean_s, double patience_mean_s,
                        const std::vector<double>& start) {
    double busiest = 0;
    for (const DayPiece& piece : pieces) busiest = std::max(busiest, piece.arrivals_per_s * service_mean_s);
    int room =
        static_cast<int>(std::min(busiest + 8 * std::sqrt(busiest) + 30 + static_cast<double>(start.size()), 1.0 * room_max));
    while (true) {
        InsideDay day = follow_with_room(pieces, service_mean_s, patience_mean_s, start, room);
        if (day.cut < nothing || room >= room_max) return day;
        room = std::min(2 * room, room_max);
    }
}

double wait_offered_mean_s(std::span<const double> share, int counters, double service_mean_s, double patience_mean_s) {
    double mean = 0, wait = 0;
    for (int n = counters; n < static_cast<int>(share.size()); ++n) {
        wait += 1 / (counters / service_mean_s + (n - counters) / patience_mean_s);
        mean += share[n] * wait;
    }
    return mean;
}

// With k in line ahead, exp(-theta wait) is a product of powers of uniforms: beta(c mu / theta, k + 1), Riordan 1962. Without
// impatience it is a sum of k + 1 exponentials.
double served_within_s(std::span<const double> share, int counters, double service_mean_s, double patience_mean_s, double t_s) {
    double served = 0;
    const double speed = counters / service_mean_s, shape = speed * patience_mean_s;
    for (int n = 0; n < static_cast<int>(share.size()); ++n) {
        const double place = n - counters + 1.0;
        if (place <= 0) {
            served += share[n];
        } else if (counters > 0 && t_s > 0 && share[n] > 1e-15) {
            served +=
                share[n] * (std::isinf(patience_mean_s)
                                ? 1 - chi_square_above(2 * place, 2 * speed * t_s)
                                : shape / (shape + place) * (1 - beta_below(shape + 1, place, std::exp(-t_s / patience_mean_s))));
        }
    }
    return served;
}

}  // namespace counterless
