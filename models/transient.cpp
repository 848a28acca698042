#include "models/transient.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace counterless {
namespace {
constexpr double jumps_mean_max = 50;  // of the Poisson law in one stride

struct Rates {
    double arrivals, service, patience;  // per second and person
    int counters;
    [[nodiscard]] double out(int service_now, int line) const { return arrivals + service_now * service + line * patience; }
};

// One jump of the uniformised chain: next = now P. Who is served beyond the counters is not followed by another.
void jump(const Rates& rates, double uniform_rate, const HallLaw& now, std::vector<double>& next) {
    std::fill(next.begin(), next.end(), 0.0);
    for (int busy = 0; busy <= now.service_max; ++busy) {
        for (int line = 0; line <= now.line_max; ++line) {
            const std::size_t at = now.index(busy, line);
            const double share = now.share[at] / uniform_rate;
            if (share == 0) continue;
            next[at] += now.share[at] - share * rates.out(busy, line);
            const bool room = line < now.line_max;
            next[busy < rates.counters ? now.index(busy + 1, line) : room ? at + 1 : at] += share * rates.arrivals;
            const bool called = line > 0 && busy <= rates.counters;
            if (busy > 0) next[called ? at - 1 : now.index(busy - 1, line)] += share * busy * rates.service;
            if (line > 0) next[at - 1] += share * line * rates.patience;
        }
    }
}

double busiest(const Rates& rates, const HallLaw& law) { return rates.out(law.service_max, law.line_max); }

// Moves the law by `length_s` within one stride and adds the time spent in each state to `time_s`.
void stride(const Rates& rates, double length_s, HallLaw& law, std::vector<double>& time_s) {
    const double rate = std::max(busiest(rates, law), 1e-300), jumps_mean = rate * length_s;
    double weight = std::exp(-jumps_mean), later = 1 - weight;  // chance of exactly, and of more than, n jumps
    std::vector<double> end(law.share.size(), 0.0), next(law.share.size());
    for (int n = 0;; ++n) {
        for (std::size_t k = 0; k < end.size(); ++k) {
            end[k] += weight * law.share[k];
            time_s[k] += std::max(0.0, later) / rate * law.share[k];
        }
        if (n > jumps_mean && weight < 1e-16) break;
        jump(rates, rate, law, next);
        law.share.swap(next);
        weight *= jumps_mean / (n + 1);
        later -= weight;
    }
    law.share.swap(end);
}

std::vector<double> advance(const Rates& rates, double length_s, HallLaw& law) {
    std::vector<double> time_s(law.share.size(), 0.0);
    const int strides = std::max(1, static_cast<int>(std::ceil(busiest(rates, law) * length_s / jumps_mean_max)));
    for (int k = 0; k < strides; ++k) stride(rates, length_s / strides, law, time_s);
    return time_s;
}

// The number of counters changes: new ones call from the line; of those that go, the hall's rule.
HallLaw change_shift(const HallLaw& law, int counters, ShiftEnd rule) {
    HallLaw changed(std::max(law.service_max, counters), law.line_max);
    changed.share[0] = 0;
    for (int busy = 0; busy <= law.service_max; ++busy) {
        for (int line = 0; line <= law.line_max; ++line) {
            const int inside = busy + line,
                      stay = rule == ShiftEnd::finish ? std::max(busy, std::min(inside, counters)) : std::min(inside, counters);
            changed.share[changed.index(stay, std::min(inside - stay, law.line_max))] += law.at(busy, line);
        }
    }
    return changed;
}

PieceAnswer measure(const Rates& rates, const HallLaw& law, const std::vector<double>& time_s, double length_s) {
    PieceAnswer answer{};
    double waiting_s = 0, cut_s = 0;
    for (int busy = 0; busy <= law.service_max; ++busy) {
        for (int line = 0; line <= law.line_max; ++line) {
            const double time = time_s[law.index(busy, line)];
            answer.busy_mean += busy * time / length_s;
            answer.line_mean += line * time / length_s;
            if (busy >= rates.counters) waiting_s += time;
            if (busy >= rates.counters && line == law.line_max) cut_s += time;
        }
    }
    answer.inside_mean = answer.busy_mean + answer.line_mean;
    answer.arrivals = rates.arrivals * length_s;
    answer.refused = rates.arrivals * cut_s;
    answer.abandoned = answer.line_mean * length_s * rates.patience;
    answer.served = answer.busy_mean * length_s * rates.service;
    answer.wait_probability = rates.arrivals > 0 ? waiting_s / length_s : 0;
    answer.inside_end = law.inside_mean();
    answer.line_end = law.line_mean();
    return answer;
}
}  // namespace

HallLaw::HallLaw(int service_most, int line_most)
    : service_max(service_most),
      line_max(line_most),
      share(static_cast<std::size_t>(service_most + 1) * static_cast<std::size_t>(line_most + 1), 0.0) {
    share[0] = 1;
}

double HallLaw::line_mean() const {
    double sum = 0;
    for (int busy = 0; busy <= service_max; ++busy)
        for (int line = 0; line <= line_max; ++line) sum += line * at(busy, line);
    return sum;
}

double HallLaw::inside_mean() const {
    double sum = line_mean();
    for (int busy = 0; busy <= service_max; ++busy)
        for (int line = 0; line <= line_max; ++line) sum += busy * at(busy, line);
    return sum;
}

DayAnswer follow_day(const Hall& hall, std::span<const DayPiece> pieces, int inside_start) {
    int most = 0;
    for (const DayPiece& piece : pieces) most = std::max(most, piece.counters);
    HallLaw law(most, std::max(hall.line_max, inside_start));
    law.share[0] = 0;
    law.share[law.index(0, inside_start)] = 1;
    std::vector<PieceAnswer> answers;
    for (const DayPiece& piece : pieces) {
        const Rates rates{piece.arrivals_per_s, 1 / hall.service_mean_s, 1 / hall.patience_mean_s, piece.counters};
        law = change_shift(law, piece.counters, hall.shift_end);
        const std::vector<double> time_s = advance(rates, piece.length_s, law);
        answers.push_back(measure(rates, law, time_s, piece.length_s));
    }
    return {std::move(answers), std::move(law)};
}

// Without arrivals every jump leads to fewer people, so the expectations follow state by state from the empty hall up.
ClosingAnswer close_day(const Hall& hall, const HallLaw& at_closing, int counters) {
    const HallLaw start = change_shift(at_closing, counters, hall.shift_end);
    const Rates rates{0, 1 / hall.service_mean_s, 1 / hall.patience_mean_s, counters};
    std::vector<double> time(start.share.size(), 0.0), served = time;
    ClosingAnswer answer{start.share[0], 0, 0, 0};
    for (int line = 0; line <= start.line_max; ++line) {
        for (int busy = 0; busy <= start.service_max; ++busy) {
            const std::size_t at = start.index(busy, line);
            const double out = rates.out(busy, line);
            if (line > 0 && busy < std::min(counters, start.service_max)) continue;  // nobody waits beside a free counter
            if (busy + line == 0) continue;
            if (out == 0) {
                time[at] = std::numeric_limits<double>::infinity();
            } else {
                const double by_service = busy * rates.service / out, by_patience = line * rates.patience / out;
                time[at] = 1 / out;
                if (by_service > 0) {
                    const std::size_t next = line > 0 && busy <= counters ? at - 1 : start.index(busy - 1, line);
                    time[at] += by_service * time[next];
                    served[at] += by_service * (1 + served[next]);
                }
                if (by_patience > 0) time[at] += by_patience * time[at - 1], served[at] += by_patience * served[at - 1];
            }
            if (start.share[at] == 0) continue;
            answer.overtime_mean_s += start.share[at] * time[at];
            answer.served += start.share[at] * served[at];
        }
    }
    answer.abandoned = start.inside_mean() - answer.served;
    return answer;
}

double overtime_over(const Hall& hall, const HallLaw& at_closing, int counters, double t_s) {
    HallLaw law = change_shift(at_closing, counters, hall.shift_end);
    const Rates rates{0, 1 / hall.service_mean_s, 1 / hall.patience_mean_s, counters};
    if (t_s > 0) (void)advance(rates, t_s, law);
    return 1 - law.share[0];
}

}  // namespace counterless
