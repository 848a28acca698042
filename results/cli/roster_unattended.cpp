#include "results/cli/roster_unattended.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "models/constants.hpp"
#include "sim/run.hpp"

namespace counterless {
namespace {

// How many are there from each instant on.
std::map<double, int> there(const std::vector<Pool>& pools, Index klass) {
    std::map<double, int> change;
    for (const Pool& pool : pools) {
        if (klass != none && !serves(pool, klass)) continue;
        for (const Duty& duty : pool.duties) {
            change[duty.from_s] += duty.agents;
            change[duty.until_s] -= duty.agents;
            for (const Break& pause : duty.breaks) {
                change[pause.from_s] -= duty.agents;
                change[pause.from_s + pause.length_s] += duty.agents;
            }
        }
    }
    int now = 0;
    for (auto& [time_s, agents] : change) agents = now += agents;
    return change;
}

class Watching : public Deaf {
  public:
    explicit Watching(const std::vector<Unattended>& watch) : watch_(watch), waiting_(watch.size()), counts_(2 * watch.size()) {}

    void arrived(double now_s, const Person& person) override {
        for (std::size_t k = 0; k < watch_.size(); ++k) {
            if (!comes_then(watch_[k], now_s, person)) continue;
            ++counts_[2 * k], ++counts_[2 * k + 1];
            waiting_[k].insert(person.visit);
        }
    }
    void refused(double now_s, const Person& person, Refusal) override {
        for (std::size_t k = 0; k < watch_.size(); ++k)
            if (comes_then(watch_[k], now_s, person)) ++counts_[2 * k], ++counts_[2 * k + 1];
    }
    void began(double, const Person& person, double) override {
        for (std::size_t k = 0; k < watch_.size(); ++k)
            if (watch_[k].station == person.station && waiting_[k].erase(person.visit) > 0) --counts_[2 * k + 1];
    }
    [[nodiscard]] std::vector<double> counts() const { return counts_; }

  private:
    static bool comes_then(const Unattended& one, double now_s, const Person& person) {
        if (one.station != person.station || one.klass != person.klass) return false;
        const auto after = std::upper_bound(one.spans.begin(), one.spans.end(), now_s,
                                            [](double time_s, const TimeSpan& span) { return time_s < span.until_s; });
        return after != one.spans.end() && now_s >= after->from_s;
    }

    const std::vector<Unattended>& watch_;
    std::vector<std::unordered_set<std::uint64_t>> waiting_;  // visits of each that came then and still wait
    std::vector<double> counts_;
};

}  // namespace

bool serves(const Pool& pool, Index klass) {
    return pool.skills.empty() ||
           std::any_of(pool.skills.begin(), pool.skills.end(), [&](const Skill& skill) { return skill.klass == klass; });
}

std::vector<TimeSpan> open_spans(const Scenario& scenario, const Centre& centre) {
    if (centre.always_open) return {{0, scenario.study.horizon_s}};
    std::vector<TimeSpan> spans;
    for (const OpenInterval& open : centre.open) {
        const TimeSpan span{std::max(0.0, open.open_s), std::min(open.close_s, scenario.study.horizon_s)};
        if (span.from_s < span.until_s) spans.push_back(span);
    }
    return spans;
}

std::vector<TimeSpan> unattended(const std::vector<TimeSpan>& open, const std::vector<Pool>& pools, Index klass) {
    constexpr double moment_s = 1;  // a change of people at one instant leaves no gap
    const std::map<double, int> changes = there(pools, klass);
    std::vector<TimeSpan> spans;
    for (const TimeSpan& span : open) {
        const auto add = [&](double from_s, double until_s) {
            if (until_s - from_s >= moment_s) spans.push_back({from_s, until_s});
        };
        auto next = changes.upper_bound(span.from_s);
        bool nobody = next == changes.begin() || std::prev(next)->second <= 0;
        double since_s = span.from_s;
        for (; next != changes.end() && next->first < span.until_s; ++next) {
            if (nobody == (next->second <= 0)) continue;
            if (nobody) add(since_s, next->first);
            nobody = !nobody;
            since_s = next->first;
        }
        if (nobody) add(since_s, span.until_s);
    }
    return spans;
}

double hours_of(const std::vector<TimeSpan>& spans) {
    double hours = 0;
    for (const TimeSpan& span : spans) hours += (span.until_s - span.from_s) / hour_s;
    return hours;
}

Summary watched(const Scenario& scenario, const std::vector<Unattended>& watch, std::uint32_t replication) {
    Watching listener(watch);
    run(scenario, Plan{}, replication, listener);
    return {.replication = replication, .totals = listener.counts(), .distributions = {}};
}

}  // namespace counterless
