// results/race.cpp: both races run again from their first replication, as far as there are replications to judge.
#include "results/race.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "models/rinott.hpp"
#include "results/estimate.hpp"

namespace counterless {
namespace {

constexpr std::size_t portion = 8;  // the next portion is an eighth of what there is: little is run in vain, and workers are busy

double mean_of(std::span<const double> values) {
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// The values of each side, read from its replications as they are needed.
class Values {
  public:
    Values(const RaceTerms& terms, const Sides& there) : terms_(terms), there_(there), values_(there.size()) {}

    // So many of this side: `missing` replications are not there yet; `without` a value, it cannot be judged.
    enum class Got : std::uint8_t { all, missing, without };
    Got take(std::size_t side, std::size_t count) {
        while (values_[side].size() < count) {
            const std::size_t next = values_[side].size();
            if (next >= there_[side].size()) return Got::missing;
            const auto value = value_of(terms_.measures[side], there_[side][next]);
            if (!value) return Got::without;
            values_[side].push_back(*value);
        }
        return Got::all;
    }
    // The same of all sides; the first that has not all.
    Got take(const std::vector<std::size_t>& counts, std::size_t& side) {
        Got worst = Got::all;
        for (std::size_t one = 0; one < counts.size(); ++one) {
            const Got got = take(one, counts[one]);
            if (got == Got::without) side = one;
            worst = std::max(worst, got);
        }
        return worst;
    }
    [[nodiscard]] std::span<const double> of(std::size_t side, std::size_t count) const {
        return std::span(values_[side]).first(std::min(count, values_[side].size()));
    }

  private:
    const RaceTerms& terms_;
    const Sides& there_;
    std::vector<std::vector<double>> values_;
};
using Got = Values::Got;

class Racing {
  public:
    Racing(const RaceTerms& terms, const Sides& there) : terms_(terms), values_(terms, there) {
        result_.asked.assign(there.size(), std::min(terms.first, terms.most));
        result_.used.assign(there.size(), 0);
        result_.means.assign(there.size(), std::numeric_limits<double>::quiet_NaN());
        result_.alive.assign(there.size(), true);
    }
    RaceResult run() {
        if (!terms_.relative) result_.zone = terms_.difference;  // known before any run
        if (!enough()) return std::move(result_);
        result_.zone = terms_.relative ? terms_.difference * std::abs(mean_of(values_.of(terms_.baseline, terms_.first)))
                                       : terms_.difference;
        if (result_.zone <= 0 && !(terms_.independent && terms_.difference == 0))
            without_zone();
        else if (terms_.independent)
            in_portions();
        else
            in_rounds();
        return std::move(result_);
    }

  private:
    bool enough() {
        const Got got = values_.take(result_.asked, result_.without);
        if (got == Got::without) result_.end = RaceEnd::no_value;
        return got == Got::all;
    }
    void without_zone() {
        result_.end = RaceEnd::no_zone;
        result_.used.assign(result_.used.size(), terms_.first);
        for (std::size_t side = 0; side < result_.means.size(); ++side)
            result_.means[side] = mean_of(values_.of(side, terms_.first));
    }
    void in_rounds();
    void in_portions();
    void read(const KimNelson& race);
    bool look(const std::vector<SystemSoFar>& found);
    [[nodiscard]] std::vector<std::size_t> after(std::size_t increment, const std::vector<SystemSoFar>& found) const;
    [[nodiscard]] std::vector<SystemSoFar> systems() const;
    [[nodiscard]] double chance_of(std::vector<SystemSoFar> systems) const;
    [[nodiscard]] double equally_often(std::vector<SystemSoFar> systems) const;
    [[nodiscard]] double two_stages() const;

    const RaceTerms& terms_;
    Values values_;
    RaceResult result_;
};

void Racing::read(const KimNelson& race) {
    result_.rounds = race.rounds();
    result_.used = race.runs();
    result_.leader = race.leader();
    std::fill(result_.alive.begin(), result_.alive.end(), false);
    for (const std::size_t side : race.alive()) result_.alive[side] = true;
    for (std::size_t side = 0; side < result_.means.size(); ++side) result_.means[side] = race.mean(side);
}

void Racing::in_rounds() {
    const std::size_t sides = result_.asked.size();
    KimNelson race(sides, {terms_.first, result_.zone, terms_.confidence, terms_.best});
    std::size_t until = terms_.first;
    std::vector<double> outputs(sides);
    while (true) {
        while (race.rounds() < until && !race.decided()) {
            for (const std::size_t side : race.alive()) outputs[side] = values_.of(side, until)[race.rounds()];
            race.feed(outputs);
        }
        read(race);
        if (race.decided()) {
            result_.end = RaceEnd::decided;
            result_.equal = static_cast<double>(sides * race.rounds());
            result_.rinott = two_stages();
            return;
        }
        if (until >= terms_.most) {
            result_.end = RaceEnd::most_reached;
            return;
        }
        until = std::min({terms_.most, until + std::max<std::size_t>(1, until / portion), race.rounds_most()});
        for (const std::size_t side : race.alive()) result_.asked[side] = until;
        if (!enough()) return;
    }
}

std::vector<SystemSoFar> Racing::systems() const {
    std::vector<SystemSoFar> all;
    for (std::size_t side = 0; side < result_.asked.size(); ++side) {
        const Moments found = moments(values_.of(side, result_.asked[side]));
        all.push_back({found.mean, found.sd, found.n});
    }
    return all;
}

std::size_t best_of(const std::vector<SystemSoFar>& systems, Best best) {
    const double sign = best == Best::greatest ? 1 : -1;
    const auto found = std::max_element(systems.begin(), systems.end(), [&](const SystemSoFar& a, const SystemSoFar& b) {
        return sign * a.mean < sign * b.mean;
    });
    return static_cast<std::size_t>(found - systems.begin());
}

// A leader that is worse than another by less than the zone is as good as the best: his lead counts that much more. A look that
// may spend a tenth of the error counts its own error tenfold.
double Racing::chance_of(std::vector<SystemSoFar> systems) const {
    systems[best_of(systems, terms_.best)].mean += terms_.best == Best::greatest ? result_.zone : -result_.zone;
    return std::max(0.0, 1 - (1 - chance_of_best(systems, terms_.best)) / share_of_look(result_.looks));
}

// Does it end here?
bool Racing::look(const std::vector<SystemSoFar>& found) {
    ++result_.looks;
    result_.chance = chance_of(found);
    if (result_.chance < terms_.confidence) return false;
    result_.end = RaceEnd::decided;
    result_.equal = equally_often(found);
    result_.rinott = terms_.savings && result_.zone > 0 ? two_stages() : 0;
    return true;
}

// As many of each as there will be after so many more.
std::vector<std::size_t> Racing::after(std::size_t increment, const std::vector<SystemSoFar>& found) const {
    std::vector<std::size_t> runs = ocba_next(found, increment, terms_.best, result_.zone);
    for (std::size_t side = 0; side < runs.size(); ++side) runs[side] = std::min(terms_.most, result_.asked[side] + runs[side]);
    return runs;
}

// Runs are handed out more often than it is looked at: where they go costs no error. The last runs allowed are looked at too.
void Racing::in_portions() {
    std::size_t looked_at = 0, next_look = result_.runs();  // runs in all
    while (true) {
        const std::vector<SystemSoFar> found = systems();
        const std::size_t runs = result_.runs();
        result_.used = result_.asked;
        result_.leader = best_of(found, terms_.best);
        for (std::size_t side = 0; side < found.size(); ++side) result_.means[side] = found[side].mean;
        if (runs >= next_look) {
            if (look(found)) return;
            looked_at = runs, next_look = runs + (runs + 1) / 2;
        }
        const std::size_t increment = std::min(std::max(found.size(), runs / portion), next_look - runs);
        std::vector<std::size_t> next = after(increment, found);
        if (next == result_.asked) {
            if (looked_at < runs && look(found)) return;
            result_.end = RaceEnd::most_reached;
            return;
        }
        result_.asked = std::move(next);
        if (!enough()) return;
    }
}

// The least number of runs, the same for each, at which these means and spreads would give the confidence at this look; in all.
double Racing::equally_often(std::vector<SystemSoFar> systems) const {
    const auto sure = [&](std::size_t runs) {
        for (SystemSoFar& one : systems) one.runs = runs;
        return chance_of(systems) >= terms_.confidence;
    };
    std::size_t low = 1, high = 2;
    while (!sure(high) && high < (std::size_t{1} << 40)) low = high, high *= 2;
    while (low + 1 < high) {
        const std::size_t middle = low + (high - low) / 2;
        (sure(middle) ? high : low) = middle;
    }
    return static_cast<double>(std::max(high, terms_.first) * systems.size());
}

double Racing::two_stages() const {
    const double h = rinott_constant(result_.asked.size(), terms_.first, terms_.confidence);
    double runs = 0;
    for (std::size_t side = 0; side < result_.asked.size(); ++side) {
        const double ratio = h * moments(values_.of(side, terms_.first)).sd / result_.zone;
        runs += std::max(static_cast<double>(terms_.first), std::ceil(ratio * ratio));
    }
    return runs;
}

}  // namespace

std::size_t RaceResult::runs() const { return std::accumulate(asked.begin(), asked.end(), std::size_t{0}); }

RaceResult race(const RaceTerms& terms, const Sides& there) { return Racing(terms, there).run(); }

Wanted racing(const RaceTerms& terms) {
    return [terms](const Sides& there) { return race(terms, there).asked; };
}

std::optional<double> value_of(const Measure& measure, const Summary& summary) {
    return replicated({&measure, 1}, {&summary, 1}).front().whole;
}

}  // namespace counterless
