#include "models/inside.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/tables.hpp"

namespace counterless {
namespace {
constexpr double jumps_mean_max = 10'000;  // in one stride; then rounding is put right
constexpr double nothing = 1e-10;          // that may be cut
constexpr double rare = 1e-20;             // of a number of jumps, beside the likeliest: left out
constexpr double speck = 1e-30;  // of chance: left out at both ends, where numbers would soon have no room for their digits
constexpr int room_max = 40'000;

// One jump of the uniformised chain: by how many it goes up, stays or goes down from each number inside.
struct Chain {
    int strides;
    double rate, stride_s, up;
    std::vector<double> stay, down;
};

Chain chain_of(const DayPiece& piece, double service_mean_s, double patience_mean_s, int room) {
    const auto down = [&](int n) {
        return std::min(n, piece.counters) / service_mean_s + std::max(0, n - piece.counters) / patience_mean_s;
    };
    const double fastest = piece.arrivals_per_s + down(room);
    const int strides = std::max(1, static_cast<int>(std::ceil(fastest * piece.length_s / jumps_mean_max)));
    Chain chain{.strides = strides, .rate = 0, .stride_s = piece.length_s / strides, .up = 0, .stay = {}, .down = {}};
    // At least one jump: where nothing happens the sums below would be of rounding errors.
    chain.rate = std::max(fastest, 1 / chain.stride_s);
    chain.up = piece.arrivals_per_s / chain.rate;
    for (int n = 0; n <= room; ++n) {
        chain.down.push_back(down(n) / chain.rate);
        chain.stay.push_back(1 - ((n < room ? piece.arrivals_per_s : 0) + down(n)) / chain.rate);
    }
    return chain;
}

// The law of the number inside, and which numbers are more than specks of it: a hall of a thousand is far from empty for hours.
struct LawInside {
    std::vector<double> share, next;  // next: what the jump before left, within the same ends
    std::size_t first, last;
};

// Rounding adds up over a million jumps; chances and shares of time are all there is.
void to_one(std::vector<double>& share) {
    const double sum = std::accumulate(share.begin(), share.end(), 0.0);
    for (double& one : share) one /= sum;
}

LawInside without_specks(std::vector<double> share) {
    LawInside law{.share = std::move(share), .next = {}, .first = 0, .last = 0};
    law.next.resize(law.share.size(), 0.0);
    law.last = law.share.size() - 1;
    return law;
}

void jump(const Chain& chain, LawInside& law) {
    const std::size_t room = law.share.size() - 1;
    const std::vector<double>& now = law.share;
    std::vector<double>& next = law.next;
    law.first -= law.first > 0 ? 1 : 0;
    law.last += law.last < room ? 1 : 0;
    for (std::size_t n = std::max<std::size_t>(law.first, 1); n < std::min(law.last + 1, room); ++n)
        next[n] = chain.stay[n] * now[n] + chain.up * now[n - 1] + chain.down[n + 1] * now[n + 1];
    if (law.first == 0) next[0] = chain.stay[0] * now[0] + chain.down[1] * now[1];
    if (law.last == room) next[room] = chain.stay[room] * now[room] + chain.up * now[room - 1];
    law.share.swap(law.next);
    const auto leave_out = [&](std::size_t n) { law.share[n] = law.next[n] = 0; };
    while (law.first < law.last && law.share[law.first] < speck) leave_out(law.first++);
    while (law.last > law.first && law.share[law.last] < speck) leave_out(law.last--);
}

// How many jumps a stride has: chances from `first` on, and of more than that. Worked out from the likeliest number to both
// sides, so that any mean will do (Fox and Glynn 1988).
struct JumpChances {
    std::size_t first;
    std::vector<double> chance, more;
};

JumpChances jump_chances(double mean) {
    const auto likeliest = static_cast<std::size_t>(mean);
    std::vector<double> below, chance{1};
    double weight = 1;
    for (std::size_t k = likeliest; k > 0 && weight > rare; --k) below.push_back(weight *= static_cast<double>(k) / mean);
    weight = 1;
    for (std::size_t k = likeliest + 1; weight > rare; ++k) chance.push_back(weight *= mean / static_cast<double>(k));
    chance.insert(chance.begin(), below.rbegin(), below.rend());
    to_one(chance);
    std::vector<double> more(chance.size(), 0.0);
    for (std::size_t k = chance.size() - 1; k > 0; --k) more[k - 1] = more[k] + chance[k];
    return {likeliest - below.size(), std::move(chance), std::move(more)};
}

void add(std::vector<double>& sum, double weight, const LawInside& law) {
    for (std::size_t n = law.first; n <= law.last; ++n) sum[n] += weight * law.share[n];
}

// Moves the law and adds the time spent with each number inside.
void stride(const Chain& chain, const JumpChances& jumps, LawInside& law, std::vector<double>& time_s) {
    std::vector<double> end(law.share.size(), 0.0);
    for (std::size_t k = 0; k < jumps.first; ++k) {
        add(time_s, 1 / chain.rate, law);
        jump(chain, law);
    }
    for (std::size_t k = 0; k < jumps.chance.size(); ++k) {
        if (k > 0) jump(chain, law);
        add(end, jumps.chance[k], law);
        add(time_s, jumps.more[k] / chain.rate, law);
    }
    to_one(end);
    law = without_specks(std::move(end));
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
                           std::vector<double> start, int room) {
    start.resize(static_cast<std::size_t>(room) + 1, 0.0);
    LawInside law = without_specks(std::move(start));
    InsideDay day{.pieces = {}, .end = {}, .cut = 0};
    for (const DayPiece& piece : pieces) {
        const Chain chain = chain_of(piece, service_mean_s, patience_mean_s, room);
        std::vector<double> time_s(law.share.size(), 0.0);
        const JumpChances jumps = jump_chances(chain.rate * chain.stride_s);
        for (int k = 0; k < chain.strides; ++k) stride(chain, jumps, law, time_s);
        to_one(time_s);
        day.cut = std::max({day.cut, time_s.back(), law.share.back()});
        day.pieces.push_back(measured(std::move(time_s), law.share, piece.counters));
    }
    day.end = std::move(law.share);
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

double wait_mean_s(std::span<const double> share, int counters, double service_mean_s, double patience_mean_s) {
    double mean = 0;
    for (int n = counters; n < static_cast<int>(share.size()); ++n) {
        const double place = n - counters + 1.0;
        if (share[n] > 0) mean += share[n] * place / (counters / service_mean_s + place / patience_mean_s);
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
    return std::min(1.0, served);  // a sum of many
}

}  // namespace counterless
