#include "models/priority.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "models/constants.hpp"
#include "models/erlang.hpp"
#include "models/integral.hpp"

namespace counterless {
namespace {

double load_of(const PriorityClass& one) { return one.arrivals_per_s * one.service_mean_s; }
// What an arrival finds left of the service under way, on average, per unit of the class's rate.
double residual_of(const PriorityClass& one) {
    return load_of(one) * one.service_mean_s * (1 + one.service_cv * one.service_cv) / 2;
}

// The work in progress that an arrival meets. Of the first class that is too much only the part that fits is served.
double residual_met(std::span<const PriorityClass> classes) {
    double residual = 0, load = 0;
    for (const PriorityClass& one : classes) {
        if (load_of(one) == 0) continue;
        const double served = std::clamp((1 - load) / load_of(one), 0.0, 1.0);
        residual += served * residual_of(one);
        load += served * load_of(one);
    }
    return residual;
}

std::vector<PriorityClass> as_one_counter(int counters, std::span<const double> arrivals_per_s, double service_mean_s) {
    std::vector<PriorityClass> classes;
    for (const double rate : arrivals_per_s) classes.push_back({rate, service_mean_s / counters, 1});
    return classes;
}

// While all c counters are busy, c of them are one that is c times as fast: what differs is how often that is.
double busy_ratio(int counters, std::span<const double> arrivals_per_s, double service_mean_s) {
    const double load = std::accumulate(arrivals_per_s.begin(), arrivals_per_s.end(), 0.0) * service_mean_s;
    return load <= 0 ? 0 : erlang_c(counters, load) / std::min(1.0, load / counters);
}

void scale(std::vector<double>& values, double factor) {
    for (double& value : values) value *= factor;
}

double service_at(const Law& service_s, double u) { return quantile(service_s, std::clamp(u, 1e-15, 1 - 1e-15)); }

// Sums over the shortest share u of the services: of the services themselves (power 1) or of their squares (power 2).
// Cells shrink towards both ends, where quantiles bend; in a cell 15 points suffice.
class ShortOnes {
  public:
    static constexpr std::size_t half = 60, cells = 2 * half;
    static double edge(std::size_t cell) {
        if (cell == 0 || cell == cells) return cell == 0 ? 0 : 1;
        if (cell <= half) return std::exp2(-1 - static_cast<double>(half - cell) / 2);
        return 1 - std::exp2(-1 - static_cast<double>(cell - half) / 2);
    }

    ShortOnes(const Law& service_s, int power) : law_(&service_s), power_(power), sums_(cells + 1, 0.0) {
        for (std::size_t cell = 0; cell < cells; ++cell) sums_[cell + 1] = sums_[cell] + part(edge(cell), edge(cell + 1));
    }
    // Of the shortest share u, which lies in this cell.
    [[nodiscard]] double until(std::size_t cell, double u) const { return sums_[cell] + part(edge(cell), u); }

  private:
    [[nodiscard]] double part(double from, double until) const {
        if (until <= from) return 0;
        return integral_smooth([this](double u) { return std::pow(service_at(*law_, u), power_); }, from, until);
    }
    const Law* law_;
    int power_;
    std::vector<double> sums_;
};

// The mean over all customers of a quantity of (cell, share u).
double over_all(const std::function<double(std::size_t, double)>& quantity) {
    double sum = 0;
    for (std::size_t cell = 0; cell < ShortOnes::cells; ++cell)
        sum += integral_smooth([&](double u) { return quantity(cell, u); }, ShortOnes::edge(cell), ShortOnes::edge(cell + 1));
    return sum;
}
}  // namespace

std::vector<double> wait_mean_priority_mg1(std::span<const PriorityClass> classes) {
    const double residual = residual_met(classes);
    std::vector<double> waits;
    double above = 0;  // load of the classes that go first
    for (const PriorityClass& one : classes) {
        const double with = above + load_of(one);
        waits.push_back(with < 1 ? residual / ((1 - above) * (1 - with)) : infinite);
        above = with;
    }
    return waits;
}

std::vector<double> sojourn_mean_preemptive_mg1(std::span<const PriorityClass> classes) {
    std::vector<double> sojourns;
    double above = 0, residual = 0;
    for (const PriorityClass& one : classes) {
        const double with = above + load_of(one);
        residual += residual_of(one);
        sojourns.push_back(with < 1 ? one.service_mean_s / (1 - above) + residual / ((1 - above) * (1 - with)) : infinite);
        above = with;
    }
    return sojourns;
}

std::vector<double> wait_mean_priority_mmc(int counters, std::span<const double> arrivals_per_s, double service_mean_s) {
    std::vector<double> waits = wait_mean_priority_mg1(as_one_counter(counters, arrivals_per_s, service_mean_s));
    scale(waits, busy_ratio(counters, arrivals_per_s, service_mean_s));
    return waits;
}

std::vector<double> sojourn_mean_preemptive_mmc(int counters, std::span<const double> arrivals_per_s, double service_mean_s) {
    std::vector<double> sojourns;
    double rate = 0, inside = 0;  // of the classes so far
    for (const double own : arrivals_per_s) {
        const double sojourn = wait_mean_mmc(counters, rate + own, service_mean_s) + service_mean_s;
        if (std::isinf(sojourn)) {
            sojourns.push_back(infinite);
        } else if (own == 0) {  // a rare customer: the slope of the number inside, by a small step
            const double step = 1e-6 * (counters / service_mean_s - rate);
            const double more = (rate + step) * (wait_mean_mmc(counters, rate + step, service_mean_s) + service_mean_s);
            sojourns.push_back((more - inside) / step);
        } else {
            sojourns.push_back(((rate + own) * sojourn - inside) / own);
            inside = (rate + own) * sojourn;
        }
        rate += own;
    }
    return sojourns;
}

std::vector<double> wait_mean_accumulating_mg1(std::span<const PriorityClass> classes, std::span<const double> points_per_s) {
    double load = 0;
    for (const PriorityClass& one : classes) load += load_of(one);
    std::vector<double> waits(classes.size(), infinite);
    if (load >= 1) return waits;
    const double first_come = residual_met(classes) / (1 - load);
    // From the least urgent up: what a class loses to the more urgent needs only their loads, what it gains needs the waits of
    // the less urgent, already known.
    for (std::size_t k = classes.size(); k-- > 0;) {
        double gain = 0, loss = 0;
        for (std::size_t below = k + 1; below < classes.size(); ++below)
            gain += load_of(classes[below]) * waits[below] * (1 - points_per_s[below] / points_per_s[k]);
        for (std::size_t above = 0; above < k; ++above)
            loss += load_of(classes[above]) * (1 - points_per_s[k] / points_per_s[above]);
        waits[k] = (first_come - gain) / (1 - loss);
    }
    return waits;
}

std::vector<double> wait_mean_accumulating_mmc(int counters, std::span<const double> arrivals_per_s, double service_mean_s,
                                               std::span<const double> points_per_s) {
    std::vector<double> waits =
        wait_mean_accumulating_mg1(as_one_counter(counters, arrivals_per_s, service_mean_s), points_per_s);
    scale(waits, busy_ratio(counters, arrivals_per_s, service_mean_s));
    return waits;
}

double wait_mean_shortest_first(double arrivals_per_s, const Law& service_s) {
    if (arrivals_per_s * service_s.mean >= 1) return infinite;
    const double residual = arrivals_per_s * (service_s.mean * service_s.mean + service_s.sd * service_s.sd) / 2;
    const ShortOnes shorter(service_s, 1);
    return residual *
           over_all([&](std::size_t cell, double u) { return std::pow(1 - arrivals_per_s * shorter.until(cell, u), -2); });
}

// The wait until first served, and the stretch from then on, interrupted by those who need less: integral of
// P(service > t) / (1 - load of services below t) over t, here by parts as an integral over the share u.
double sojourn_mean_shortest_remaining(double arrivals_per_s, const Law& service_s) {
    if (arrivals_per_s * service_s.mean >= 1) return infinite;
    const ShortOnes shorter(service_s, 1), squares(service_s, 2);
    return over_all([&](std::size_t cell, double u) {
        const double service = service_at(service_s, u), idle = 1 - arrivals_per_s * shorter.until(cell, u);
        const double met = arrivals_per_s * (squares.until(cell, u) + service * service * (1 - u)) / 2;
        const double stretch = service * (idle - (1 - u) * arrivals_per_s * service);
        return (met + stretch) / (idle * idle);
    });
}

}  // namespace counterless
