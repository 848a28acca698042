#include "results/staffing_judge.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/intervals.hpp"

namespace counterless {
namespace {

// Where days do not decide: so far into the tolerance a claim may lie. Near its end, for what is taken away must be missed.
constexpr double settled = 0.9;
// With fewer, one day that varies most would claim more degrees of freedom than it has: at a level of 1e-5 four times too many
// misses.
constexpr std::uint32_t clusters_least = 20;

void add(std::vector<double>& sum, const std::vector<double>& more) {
    if (sum.empty()) sum.resize(more.size());
    for (std::size_t at = 0; at < more.size(); ++at) sum[at] += more[at];
}

std::size_t values_of(const StaffingTask& task, const Aim& aim) { return aim.each_interval ? task.timetable.cells() : 1; }

// Intervals joined until each has a visitor a day; the last joins the one before it. An occupancy needs no visitors.
void add_intervals(const StaffingTask& task, std::size_t aim, std::span<const double> whole, const Lived& load,
                   std::vector<Claim>& claims) {
    const double enough = task.aims[aim].kind == AimKind::occupancy ? 1e-9 : load.days;
    const std::size_t row = task.timetable.count;
    for (std::size_t begin = 0; begin < whole.size(); begin += row) {
        const double days = enough / static_cast<double>(task.timetable.rows);
        const std::size_t before = claims.size();
        double sum = 0;
        std::size_t from = begin;
        for (std::size_t cell = begin; cell < begin + row; ++cell) {
            sum += whole[cell];
            if (sum < days) continue;
            claims.push_back({.aim = aim, .from_cell = from, .until_cell = cell + 1});
            from = cell + 1, sum = 0;
        }
        if (sum > 0 && claims.size() > before)
            claims.back().until_cell = begin + row;
        else if (sum > 0)
            claims.push_back({.aim = aim, .from_cell = begin, .until_cell = begin + row});
    }
}

struct Bounds {
    double low, high;
};

// Mean time at the counter of those who come in these cells, at the slowest of the aim's stations. Agents without number stand at
// the first post of a station.
double service_of(const StaffingTask& task, const Claim& claim, const Lived& load) {
    double slowest_s = 0;
    for (std::size_t post = 0; post < task.posts.size(); ++post) {
        const Index station = task.stations[claim.aim];
        if (station != none && station != task.posts[post].station) continue;
        double busy_s = 0, came = 0;
        for (std::size_t cell = claim.from_cell; cell < claim.until_cell; ++cell) {
            busy_s += load.busy_s[post * task.timetable.cells() + cell];
            came += load.came[post * task.timetable.cells() + cell];
        }
        if (came > 0) slowest_s = std::max(slowest_s, busy_s / came);
    }
    return slowest_s;
}

// Wilson's interval for a share; n independent customers.
Bounds wilson(double share, double n, double factor) {
    const double square = factor * factor / n;
    const double middle = (share + square / 2) / (1 + square);
    const double half = factor / (1 + square) * std::sqrt(share * (1 - share) / n + square / (4 * n));
    return {middle - half, middle + half};
}

}  // namespace

void add_up(Lived& sum, const Lived& more) {
    add(sum.part, more.part);
    add(sum.whole, more.whole);
    add(sum.came, more.came);
    add(sum.missed, more.missed);
    add(sum.busy_s, more.busy_s);
    add(sum.open_s, more.open_s);
    sum.days += more.days;
}

Lived sum_of(const LivedDays& days) {
    Lived sum;
    for (const Lived& day : days) add_up(sum, day);
    return sum;
}

std::vector<std::size_t> offsets_of(const StaffingTask& task) {
    std::vector<std::size_t> offsets{0};
    for (const Aim& aim : task.aims) offsets.push_back(offsets.back() + values_of(task, aim));
    return offsets;
}
std::size_t pairs_of(const StaffingTask& task) { return offsets_of(task).back(); }
std::size_t claims_of(const StaffingTask& task) { return pairs_of(task); }

std::vector<Claim> claims_for(const StaffingTask& task, const Lived& load) {
    std::vector<Claim> claims;
    const auto offsets = offsets_of(task);
    for (std::size_t aim = 0; aim < task.aims.size(); ++aim) {
        if (task.aims[aim].each_interval)
            add_intervals(task, aim, std::span(load.whole).subspan(offsets[aim], task.timetable.cells()), load, claims);
        else
            claims.push_back({.aim = aim, .from_cell = 0, .until_cell = task.timetable.cells()});
    }
    for (Claim& claim : claims) claim.service_s = service_of(task, claim, load);
    return claims;
}

Evidence::Evidence(const StaffingTask& task, const std::vector<Claim>& claims, std::uint32_t clusters)
    : task_(task), claims_(claims), offsets_(offsets_of(task)), clusters_(clusters) {}

void Evidence::add(std::uint32_t number, const LivedDays& days) {
    if (days_ == 0) {
        days_ = days.size();
        part_.resize(claims_.size() * days_ * clusters_);
        whole_.resize(part_.size());
    }
    for (std::size_t at = 0; at < claims_.size(); ++at) {
        const Claim& claim = claims_[at];
        const bool each = task_.aims[claim.aim].each_interval;
        const std::size_t from = offsets_[claim.aim] + (each ? claim.from_cell : 0);
        const std::size_t until = offsets_[claim.aim] + (each ? claim.until_cell : 1);
        for (std::size_t day = 0; day < days_; ++day) {
            const std::size_t place = first(at) + day * clusters_ + number % clusters_;
            for (std::size_t value = from; value < until; ++value) {
                part_[place] += days[day].part[value];
                whole_[place] += days[day].whole[value];
            }
        }
    }
    for (const Lived& day : days) add_up(sum_, day);
    ++stretches_;
}

template <typename Off>
Evidence::Spread Evidence::spread(Off off) const {
    const double k = clusters();
    const auto stretches_in = [&](std::size_t cluster) {
        return stretches_ / clusters_ + (cluster < stretches_ % clusters_ ? 1 : 0);
    };
    double variance = 0, squares = 0;
    for (std::size_t begin = 0; begin < days_ * clusters_; begin += clusters_) {
        double sum = 0, around = 0;
        for (std::size_t cluster = 0; cluster < clusters(); ++cluster) sum += off(begin + cluster);
        for (std::size_t cluster = 0; cluster < clusters(); ++cluster) {
            const double apart = off(begin + cluster) - sum / stretches_ * stretches_in(cluster);
            around += apart * apart;
        }
        const double of_day = k / (k - 1) * around;
        variance += of_day;
        squares += of_day * of_day / (k - 1);
    }
    const bool told_apart = squares > 0 && clusters_ >= clusters_least;
    const double degrees = told_apart ? variance * variance / squares : k - 1;
    return {variance, static_cast<std::size_t>(degrees + 1e-9) + 1};
}

double Evidence::limit(const Claim& claim, double part_of_tolerance) const {
    const Aim& aim = task_.aims[claim.aim];
    const double slack = part_of_tolerance * (is_time(aim.kind) ? task_.time_tolerance * aim.value : task_.tolerance);
    return aim.at_least ? aim.value - slack : aim.value + slack;
}

Claim Evidence::judged(std::size_t at, double miss) const {
    Claim claim = claims_[at];
    const auto [part, whole] = totals(at);
    claim.count = whole;
    const Aim& aim = task_.aims[claim.aim];
    // Nobody came: nothing to break, and nothing to show; but a day that never ended shows nothing either.
    if (claim.count <= 0) {
        claim.state = is_of_the_day(aim.kind) ? ClaimState::open : ClaimState::held;
        claim.value = aim.value;
        return claim;
    }
    claim.value = part / claim.count;
    if (clusters() < 2) return claim;
    const auto [of_sum, values] =
        spread([&](std::size_t place) { return part_[first(at) + place] - claim.value * whole_[first(at) + place]; });
    const double variance = of_sum / (claim.count * claim.count), factor = student_factor(values, 1 - 2 * miss);
    Bounds bounds{claim.value - factor * std::sqrt(variance), claim.value + factor * std::sqrt(variance)};
    if (!is_time(aim.kind) && aim.kind != AimKind::occupancy) {
        // Where all were served alike the clusters show no variation; half of them count then, as if two always fared alike.
        const double spread = claim.value * (1 - claim.value);
        const double n = spread > 0 && variance > 0 ? std::min(spread / variance, claim.count) : claim.count / 2;
        bounds = wilson(claim.value, n, factor);
    }
    // Where nobody waited, or stayed after closing, time shows no variation either: a share of them as large as Wilson allows
    // may yet, each as long as one customer is served.
    if (is_time(aim.kind) && variance == 0) bounds.high += wilson(0, claim.count / 2, factor).high * claim.service_s;
    const double edge = limit(claim, 1);
    const double worst = aim.at_least ? bounds.low : bounds.high, best = aim.at_least ? bounds.high : bounds.low;
    claim.half_width = std::abs(claim.value - worst);
    if (aim.at_least ? worst >= edge : worst <= edge) claim.state = ClaimState::held;
    if (aim.at_least ? best < edge : best > edge) claim.state = ClaimState::broken;
    return claim;
}

double Evidence::beyond(const Claim& claim, double value) const {
    return task_.aims[claim.aim].at_least ? limit(claim, settled) - value : value - limit(claim, settled);
}

std::pair<double, double> Evidence::totals(std::size_t claim) const {
    const auto from = static_cast<std::ptrdiff_t>(first(claim)), until = static_cast<std::ptrdiff_t>(first(claim + 1));
    return {std::accumulate(part_.begin() + from, part_.begin() + until, 0.0),
            std::accumulate(whole_.begin() + from, whole_.begin() + until, 0.0)};
}

Evidence::Change Evidence::change(std::size_t claim, const Evidence& other) const {
    struct Ratio {
        double value, whole;
    };
    const auto ratio_of = [claim](const Evidence& evidence) {
        const auto [part, whole] = evidence.totals(claim);
        return Ratio{whole > 0 ? part / whole : 0, whole};
    };
    const auto off_of = [](const Evidence& evidence, const Ratio& ratio, std::size_t at) {
        return (evidence.part_[at] - ratio.value * evidence.whole_[at]) / ratio.whole;
    };
    const Ratio mine = ratio_of(*this), its = ratio_of(other);
    if (mine.whole <= 0 || its.whole <= 0) return {0, 0, 2};
    if (clusters() < 2) return {mine.value - its.value, infinite, 2};
    const auto [variance, values] = spread(
        [&](std::size_t place) { return off_of(*this, mine, first(claim) + place) - off_of(other, its, first(claim) + place); });
    return {mine.value - its.value, std::sqrt(variance), values};
}

double Evidence::Change::factor(double miss) const { return student_factor(values, 1 - 2 * miss); }

std::vector<double> Evidence::values() const {
    std::vector<double> values;
    for (std::size_t at = 0; at < claims_.size(); ++at) {
        const auto [part, whole] = totals(at);
        values.push_back(whole > 0 ? part / whole : 0);
    }
    return values;
}

double Evidence::shortfall() const {
    double sum = 0;
    for (std::size_t at = 0; at < claims_.size(); ++at) {
        const Claim claim = judged(at, 0.25);
        if (fails(claim)) sum += std::abs(claim.value - limit(claim, settled)) * claim.count;
    }
    return sum;
}

}  // namespace counterless
