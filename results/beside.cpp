#include "results/beside.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "models/erlang.hpp"
#include "models/patience.hpp"
#include "models/staffing.hpp"

namespace counterless {
namespace {

constexpr double customers_min = 30;  // of all replications: fewer tell nothing
// What is no gap: intervals aside, a tenth of the wait and five seconds, two points of the level. Ours.
constexpr double wait_near = 0.1, wait_near_s = 5, level_near = 0.02;
constexpr double change_least = 0.15;     // of the rate, from one half-hour to the next
constexpr std::size_t laws_max = 10'000;  // general patience is integrated, a third of a millisecond each: no more than so many

// What of a station no half-hour changes.
struct Facts {
    std::string of, level_name;
    const Station* station;
    double service_mean_s = 0, scv = 1;
    bool days_differ = false, other_arrivals = false, refuses = false, skills = false, agents_vary = false;
};

// One half-hour as simulated, per open second and not per day.
struct Interval {
    double start_s = 0, end_s = 0, open_share = 0, lengths = 0;
    std::map<std::string, Estimate> found = {};
    [[nodiscard]] double mean(const std::string& name) const {
        const auto one = found.find(name);
        return one != found.end() && one->second.known ? one->second.mean : 0;
    }
    [[nodiscard]] double arrivals_per_s() const { return mean("arrivals") / (end_s - start_s) / open_share; }
    [[nodiscard]] double agents() const { return mean("agents") / open_share; }
    [[nodiscard]] double line() const { return mean("queue_length_mean") / open_share; }
};

// Seconds of each interval of the series, and those in which a centre is open.
std::vector<double> folded(const Layout& layout, double from_s, double until_s, std::vector<double> sum) {
    for (double time = from_s; time < until_s;) {
        const double next = std::min(layout.edge_after(time), until_s);
        if (!(next > time)) break;
        sum[layout.bin_of(time)] += next - time;
        time = next;
    }
    return sum;
}
std::vector<double> window_s(const Scenario& scenario, const Layout& layout) {
    return folded(layout, scenario.study.warmup_s, scenario.study.horizon_s, std::vector<double>(layout.bins, 0.0));
}
std::vector<double> open_s(const Centre& centre, const Scenario& scenario, const Layout& layout) {
    std::vector<double> sum(layout.bins, 0.0);
    for (const OpenInterval& open : centre.open)
        sum = folded(layout, std::max(open.open_s, scenario.study.warmup_s), std::min(open.close_s, scenario.study.horizon_s),
                     std::move(sum));
    return sum;
}

bool is_one_number(const Law& law) { return law.sd == 0; }

bool vary(const Station& station) {
    return std::any_of(station.pools.begin(), station.pools.end(), [](const Pool& pool) {
        const bool breaks =
            std::any_of(pool.duties.begin(), pool.duties.end(), [](const Duty& duty) { return !duty.breaks.empty(); });
        return breaks || pool.absence > 0 || pool.breakdown || pool.after_service.mean > 0;
    });
}

Facts facts_of(const Scenario& scenario, Index index) {
    const Station& station = scenario.stations[index];
    const Centre& centre = scenario.centres[station.centre];
    Facts facts{.of = "centre/" + centre.id + "/" + station.id, .level_name = "", .station = &station};
    if (station.service.mean > 0) facts.scv = scv(station.service);
    facts.days_differ = scenario.needs && !is_one_number(scenario.needs->day_factor);
    for (const Stream& stream : scenario.streams) {
        if (stream.station != index &&
            !(stream.whole_path && stream.station != none && scenario.stations[stream.station].centre == station.centre))
            continue;
        facts.days_differ = facts.days_differ || !is_one_number(stream.day_factor);
        facts.other_arrivals =
            facts.other_arrivals || stream.process != Process::poisson || !stream.batch.shares.empty() || stream.station != index;
    }
    facts.other_arrivals = facts.other_arrivals || (!centre.path.empty() && centre.path.front() != index);
    facts.refuses = station.balking != Balking::never || station.capacity >= 0 || station.line_capacity >= 0;
    facts.skills = !station.classes.empty() || station.pools.size() > 1 || station.lines != LinesPer::station ||
                   station.batch_max > 1 || station.callback.has_value();
    facts.agents_vary = vary(station);
    return facts;
}

// The station's half-hours in the order of the series, and its mean service over all of them.
std::vector<Interval> intervals_of(Facts& facts, const std::vector<const Value*>& values, const std::vector<double>& window,
                                   const std::vector<double>& open, const Layout& layout) {
    std::map<std::pair<double, double>, Interval> by_time;
    double busy_s = 0, started = 0;
    for (const Value* value : values) {
        const Measure& measure = value->measure;
        Interval& one = by_time[{measure.start_s, measure.end_s}];
        one.start_s = measure.start_s, one.end_s = measure.end_s;
        one.found[measure.name] = value->estimate;
        if (measure.name.starts_with("service_level@") && measure.name.ends_with("/offered")) facts.level_name = measure.name;
    }
    std::vector<Interval> intervals;
    for (auto& [time, one] : by_time) {
        const auto bin = static_cast<std::size_t>(std::lround(one.start_s / layout.bin_s));
        const double length = one.end_s - one.start_s;
        busy_s += one.mean("occupancy") * one.mean("agents") * length;
        started += one.mean("started");
        if (bin >= layout.bins || window[bin] <= 0) continue;
        one.open_share = open[bin] / window[bin];
        one.lengths = window[bin] / length;
        if (one.open_share > 0.01) intervals.push_back(std::move(one));
    }
    facts.service_mean_s = started > 0 ? busy_s / started : 0;
    return intervals;
}

struct Answered {
    double wait_mean_s, level, line;  // the wait of the served
};
struct Asked {
    std::string_view name;
    double patience_mean_s;
    std::function<Answered(int agents)> answer;
};
Asked formula_of(const Facts& facts, double rate, double within_s) {
    const double service = facts.service_mean_s;
    const Law patience = facts.station->patience;
    if (patience.family == LawFamily::exponential)
        return {"erlang_a", patience.mean, [=](int agents) -> Answered {
                    if (agents == 0) return {infinite, 0, infinite};
                    const ImpatientQueue queue = erlang_a(agents, rate, service, patience.mean);
                    return {queue.wait_served_mean_s,
                            served_within_erlang_a(agents, rate, service, patience.mean, queue.wait_probability, within_s),
                            queue.queue_mean};
                }};
    if (patience.family == LawFamily::never || !std::isfinite(patience.mean))
        return {"erlang_c", infinite, [=](int agents) -> Answered {
                    const StaffedQueue queue = queue_erlang_c(rate, service, within_s)(agents);
                    return {queue.wait_mean_s, queue.level, queue.wait_mean_s * rate};
                }};
    return {"mmc_patience", patience.mean, [=](int agents) -> Answered {
                if (agents == 0) return {infinite, 0, infinite};
                const PatienceAnswer queue = mmc_patience(agents, rate, service, survival_of(patience), within_s);
                return {queue.wait_served_mean_s, queue.served_within, queue.queue_mean};
            }};
}

// 7.4 agents are seven for 60 % of the time and eight for the rest.
Answered answered(const Asked& asked, double agents) {
    const double whole = std::floor(agents + 1e-6), more = agents - whole;
    const Answered low = asked.answer(static_cast<int>(whole));
    if (more < 1e-3) return low;
    const Answered high = asked.answer(static_cast<int>(whole) + 1);
    const auto mixed = [more](double one, double other) { return (1 - more) * one + more * other; };
    return {mixed(low.wait_mean_s, high.wait_mean_s), mixed(low.level, high.level), mixed(low.line, high.line)};
}

struct Gap {
    bool any, longer;
};
Gap gap_between(double wait_s, double level, const Beside& one) {
    const double wait_off = one.wait.mean - wait_s, level_off = one.level_simulated.mean - level;
    const bool wait_far = one.wait.known && std::abs(wait_off) > one.wait.half_width + wait_near * wait_s + wait_near_s;
    const bool level_far = one.level_simulated.known && std::abs(level_off) > one.level_simulated.half_width + level_near;
    return {wait_far || level_far, wait_far ? wait_off > 0 : level_off < 0};
}

// What an M/M/c needs to forget where it began, about; with patience no longer than that.
double settling_s(const Beside& one, double patience_mean_s) {
    const double gap = std::sqrt(one.agents / one.service_mean_s) - std::sqrt(one.arrivals_per_s);
    return std::min(patience_mean_s, gap > 0 ? 1 / (gap * gap) : infinite);
}

Because why(const Facts& facts, const Beside& one, const Gap& gap, const Interval* before, double line, double patience_mean_s) {
    const double spread = (1 + facts.scv) / 2;
    if (std::abs(facts.scv - 1) > 0.1 && (spread > 1) == gap.longer && std::isinf(patience_mean_s) &&
        std::abs(one.wait.mean - spread * one.wait_mean_s) <= one.wait.half_width + wait_near * one.wait_mean_s + wait_near_s)
        return Because::service_law;
    const double rate_before = before ? before->arrivals_per_s() : 0;
    const bool changed = std::abs(one.arrivals_per_s - rate_before) > change_least * one.arrivals_per_s;
    if (gap.longer) {
        const bool overload_before = before && rate_before * facts.service_mean_s >= before->agents();
        if (before && (overload_before || before->line() > 1.5 * line + 0.5)) return Because::carried_over;
        if (facts.days_differ) return Because::days_differ;
    } else if (settling_s(one, patience_mean_s) > (one.end_s - one.start_s) / 2 || !before) {
        return Because::not_settled;
    }
    if (changed && (rate_before > one.arrivals_per_s) == gap.longer) return Because::changes;
    if (facts.refuses && !gap.longer) return Because::refused;
    if (facts.skills) return Because::skills;
    if (facts.agents_vary) return Because::agents_vary;
    if (facts.other_arrivals) return Because::arrivals;
    if (std::abs(facts.scv - 1) > 0.1 && (facts.scv > 1) == gap.longer) return Because::service_law;
    return changed ? Because::changes : Because::unexplained;
}

Beside beside_of(const Facts& facts, const Interval& interval, const Interval* before, const Scenario& scenario,
                 int replications) {
    Beside one{.of = facts.of, .station = none, .start_s = interval.start_s, .end_s = interval.end_s};
    one.arrivals_per_s = interval.arrivals_per_s();
    one.service_mean_s = facts.service_mean_s;
    one.agents = interval.agents();
    one.wait = interval.found.contains("wait_mean") ? interval.found.at("wait_mean") : Estimate{};
    one.level_simulated = interval.found.contains(facts.level_name) ? interval.found.at(facts.level_name) : Estimate{};
    const Asked asked = formula_of(facts, one.arrivals_per_s, scenario.study.within_s);
    const Answered formula = answered(asked, one.agents);
    one.formula = asked.name;
    one.wait_mean_s = formula.wait_mean_s;
    one.level = formula.level;
    if (interval.mean("arrivals") * interval.lengths * replications < customers_min || one.wait.n < 2)
        one.because = Because::few;
    else if (std::isinf(one.wait_mean_s))
        one.because = Because::overload;
    else if (const Gap gap = gap_between(one.wait_mean_s, one.level, one); gap.any)
        one.because = why(facts, one, gap, before, formula.line, asked.patience_mean_s);
    return one;
}

}  // namespace

std::vector<Beside> beside_formulas(const Scenario& scenario, const Layout& layout, const std::vector<Value>& series,
                                    int replications) {
    const bool by_interval =
        layout.bins > 0 && !layout.by_calendar() && layout.series != Series::day && scenario.study.scale >= 1;
    if (!by_interval) return {};
    std::map<std::string, std::vector<const Value*>> values;
    for (const Value& value : series) values[value.measure.of].push_back(&value);
    const std::vector<double> window = window_s(scenario, layout);
    std::vector<std::vector<double>> open;
    for (const Centre& centre : scenario.centres) open.push_back(centre.always_open ? window : open_s(centre, scenario, layout));
    std::vector<Beside> all;
    std::size_t integrated = 0;
    for (Index station = 0; station < scenario.stations.size(); ++station) {
        const Station& one = scenario.stations[station];
        Facts facts = facts_of(scenario, station);
        if (one.agents == unlimited || one.guides) continue;
        const std::vector<Interval> intervals = intervals_of(facts, values[facts.of], window, open[one.centre], layout);
        if (facts.service_mean_s <= 0) continue;
        for (std::size_t k = 0; k < intervals.size() && integrated < laws_max; ++k) {
            if (!(intervals[k].mean("arrivals") > 0) || !(intervals[k].agents() > 0)) continue;
            const bool follows = k > 0 && intervals[k - 1].end_s == intervals[k].start_s;
            all.push_back(beside_of(facts, intervals[k], follows ? &intervals[k - 1] : nullptr, scenario, replications));
            all.back().station = station;
            integrated += all.back().formula == "mmc_patience";
        }
    }
    return all;
}

}  // namespace counterless
