// tests/fuzz/random_halls.hpp: a rich network of stations at random: lines of every order, pools with skills, shifts, breaks and
// breakdowns, rules for whoever is not served, forks, blocking, closing times. What the reader would refuse is not made: batches
// with preemption, circles without time, a class that nobody serves.
#pragma once

#include <random>

#include "scenarios/scenario.hpp"

namespace counterless {

class RandomHalls {
  public:
    explicit RandomHalls(std::uint64_t seed) : random_(seed) {}
    Scenario make();

  private:
    bool chance(double share) { return static_cast<double>(random_() >> 11) * 0x1.0p-53 < share; }
    int below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }
    int between(int low, int high) { return low + below(high - low + 1); }
    template <typename Word>
    Word word(int words) {
        return static_cast<Word>(below(words));
    }
    Law law(double mean_s);
    void add_station(Scenario& scenario, Index centre);
    void add_classes(Scenario& scenario, Station& station);
    void add_line(Station& station);
    void add_pools(Scenario& scenario, Station& station);
    Pool pool(const Scenario& scenario, bool all_classes, bool own_lines);
    static Pool crew();
    void add_duties(const Scenario& scenario, Pool& pool, bool may_be_unlimited);
    void add_flow(Scenario& scenario, Index station);
    void add_stream(Scenario& scenario);

    std::mt19937_64 random_;
};

inline Law RandomHalls::law(double mean_s) {
    switch (below(4)) {
        case 0:
            return deterministic(mean_s);
        case 1:
            return lognormal(mean_s, 1.2);
        case 2:
            return uniform(0, 2 * mean_s);
        default:
            return exponential(mean_s);
    }
}

inline Scenario RandomHalls::make() {
    Scenario scenario;
    scenario.study.horizon_s = 20000;
    scenario.study.seed = random_();
    for (int k = between(1, 3); k > 0; --k) scenario.classes.push_back({"c" + std::to_string(k), {}});
    scenario.channels.push_back({.id = "web", .response = exponential(20)});
    for (int k = between(1, 2); k > 0; --k) {
        const auto centre = static_cast<Index>(scenario.centres.size());
        scenario.centres.push_back({.id = "hall"});
        Centre& place = scenario.centres.back();
        if (chance(0.2)) place.capacity = between(5, 30);
        place.always_open = chance(0.5);
        if (!place.always_open) place.open = {{1000, 6000}, {7000, 9000}, {12000, 16000}};
        for (int s = between(1, 3); s > 0; --s) add_station(scenario, centre);
    }
    for (Index station = 0; station < scenario.stations.size(); ++station) add_flow(scenario, station);
    for (int k = between(1, 3); k > 0; --k) add_stream(scenario);
    return scenario;
}

inline void RandomHalls::add_station(Scenario& scenario, Index centre) {
    Station station;
    station.id = "s" + std::to_string(scenario.stations.size());
    station.centre = centre;
    station.service = law(between(2, 12) * 10);
    station.patience = chance(0.5) ? law(between(2, 30) * 10) : never();
    if (chance(0.3)) {
        station.agents = between(0, 4);  // the plain case
    } else {
        add_line(station);
        if (chance(0.5)) add_classes(scenario, station);
        if (chance(0.3))
            station.agents = between(0, 4);
        else
            add_pools(scenario, station);
        if (station.lines == LinesPer::counter) station.agents = std::max(station.agents, 1);
    }
    scenario.centres[centre].path.push_back(static_cast<Index>(scenario.stations.size()));
    scenario.stations.push_back(station);
}

inline void RandomHalls::add_classes(Scenario& scenario, Station& station) {
    if (chance(0.8)) station.between = chance(0.7) ? OrderBetween::priority : OrderBetween::accumulating;
    for (std::size_t k = 0; k < scenario.classes.size(); ++k) {
        Treatment one{.priority = static_cast<double>(below(3)),
                      .growth_per_s = station.between == OrderBetween::accumulating ? below(3) * 0.01 : 0,
                      .service = chance(0.5) ? station.service : law(50),
                      .patience = chance(0.7) ? station.patience : law(100)};
        one.preempts = station.between == OrderBetween::priority && station.batch_max == 1 && one.priority > 0 && chance(0.6);
        station.classes.push_back(one);
    }
}

inline void RandomHalls::add_line(Station& station) {
    station.within = word<OrderWithin>(4);
    station.work = word<Interruption>(3);
    if (chance(0.3)) station.line_capacity = between(0, 12);
    if (chance(0.3)) station.capacity = between(3, 20);
    if (chance(0.25)) {
        station.lines = LinesPer::counter;
        station.jockey_from = below(3);
    }
    if (station.lines == LinesPer::station && chance(0.2)) station.batch_max = between(2, 4), station.batch_min = between(1, 2);
    if (chance(0.2)) {
        station.balking = chance(0.5) ? Balking::by_length : Balking::by_announced_wait;
        station.balk = {{station.balking == Balking::by_length ? 3.0 : 120.0, 0.4}};
    }
    if (chance(0.2)) station.callback = Callback{.from_wait_s = between(0, 2) * 60.0, .accepts = 0.7, .answers = 0.6};
    station.turn_away_at_closing = chance(0.4);
}

inline void RandomHalls::add_pools(Scenario& scenario, Station& station) {
    const bool own_lines = station.lines == LinesPer::counter;
    const int pools = own_lines ? 1 : between(1, 3);
    for (int k = 0; k < pools; ++k) {
        Pool one = pool(scenario, k == 0, own_lines);
        if (pools == 1 && !own_lines && chance(0.2)) one = crew();
        add_duties(scenario, one, !own_lines && station.batch_max == 1 && !one.breakdown);
        int agents = 0;
        for (const Duty& duty : one.duties) agents = std::max(agents, duty.agents == unlimited ? 0 : agents + duty.agents);
        station.agents += agents;
        station.pools.push_back(std::move(one));
    }
    station.choice = word<AgentChoice>(5);
}

inline Pool RandomHalls::pool(const Scenario& scenario, bool all_classes, bool own_lines) {
    Pool pool;
    pool.end = word<EndOfShift>(3);
    if (chance(0.2)) pool.absence = 0.2;
    if (chance(0.3)) pool.after_service = law(20);
    if (chance(0.3)) pool.setup = law(10);
    if (!own_lines && chance(0.5))
        for (Index klass = 0; klass < scenario.classes.size(); ++klass)
            if (all_classes || pool.skills.empty() || chance(0.5)) {
                Skill& skill = pool.skills.emplace_back();
                skill.klass = klass;
                skill.speed = 0.5 + below(3) * 0.5;
                skill.agent_prefers = below(3), skill.customer_prefers = below(3), skill.reserve = below(5) == 0;
                if (chance(0.2)) skill.service = law(40);
            }
    if (chance(0.4)) {
        Breakdown& breakdown = pool.breakdown.emplace();
        breakdown.together = chance(0.4);
        breakdown.while_busy = !breakdown.together && chance(0.5);
        breakdown.up = law(800), breakdown.repair = law(150);
        breakdown.repairers = breakdown.together || chance(0.5) ? unlimited : 1;
        breakdown.work = word<Interruption>(3);
    }
    return pool;
}

// `agents` as a list: a number by the clock, nothing else.
inline Pool RandomHalls::crew() {
    Pool pool;
    pool.one_crew = true;
    return pool;
}

inline void RandomHalls::add_duties(const Scenario& scenario, Pool& pool, bool may_be_unlimited) {
    double from_s = below(3) * 500;
    for (int k = between(1, 5); k > 0; --k) {
        const double until_s = std::min(from_s + between(1, 8) * 500, scenario.study.horizon_s);
        if (until_s <= from_s) return;
        Duty duty{from_s, until_s, between(0, 3), {}};
        if (may_be_unlimited && chance(0.1)) duty.agents = unlimited;
        if (duty.agents != unlimited && !pool.one_crew && chance(0.5)) duty.breaks.push_back({from_s + 100, from_s + 400, 200});
        pool.duties.push_back(duty);
        // One after the other, with a gap, or (but for a crew's number, told piece by piece) overlapping.
        from_s = chance(0.5) ? until_s : pool.one_crew ? until_s + 500 : from_s + below(5) * 500;
    }
}

inline void RandomHalls::add_flow(Scenario& scenario, Index index) {
    Station& station = scenario.stations[index];
    const int stations = static_cast<int>(scenario.stations.size());
    const auto any = [&] { return static_cast<Index>(below(stations)); };
    for (Otherwise& rule : station.otherwise) {
        if (chance(0.5)) continue;
        rule.delay = law(60);
        if (chance(0.4)) rule.retry = 0.5;
        if (chance(0.3)) rule.elsewhere = 0.3, rule.station = any();
        if (chance(0.2)) rule.digital = 0.1, rule.channel = 0;
        if (chance(0.2)) rule.tomorrow = 0.1;
        if (rule.elsewhere > 0 && chance(0.5)) rule.delay = deterministic(0), rule.retry = 0;
    }
    if (chance(0.2)) station.system = 0;
    if (chance(0.3) && station.capacity >= 0) station.blocks = true;
    std::vector<Index> later;  // of the same centre: a fork does not come back to itself
    for (Index k = index + 1; k < scenario.stations.size(); ++k)
        if (scenario.stations[k].centre == station.centre) later.push_back(k);
    if (later.size() > 1 && chance(0.4)) station.fork = Fork{.by_transaction = false, .stations = later};
    if (!chance(0.4)) return;
    Route on{.share = 2, .goal = Goal::next}, back{.share = 0.5, .goal = Goal::shortest, .stations = {any(), any()}};
    if (chance(0.3)) back.becomes = static_cast<Index>(below(static_cast<int>(scenario.classes.size())));
    if (chance(0.3)) back.when = Condition{.station = any(), .waiting_from = 2};
    station.routes = {on, back};
}

inline void RandomHalls::add_stream(Scenario& scenario) {
    Stream stream;
    stream.station = static_cast<Index>(below(static_cast<int>(scenario.stations.size())));
    stream.klass = static_cast<Index>(below(static_cast<int>(scenario.classes.size())));
    stream.whole_path = scenario.centres[scenario.stations[stream.station].centre].path.front() == stream.station && chance(0.7);
    if (chance(0.3)) stream.batch = {.shares = {0.5, 0.3, 0.2}, .whole = chance(0.5)};
    stream.present_at_start = below(3);
    if (chance(0.2)) {
        stream.process = Process::finite_source;
        stream.population = between(1, 20);
        stream.gap = law(400);
    } else if (chance(0.15)) {
        stream.process = Process::appointments;
        for (int slot = between(0, 9); slot < 200; slot += between(1, 4))
            stream.appointments.slots.push_back({slot * 100.0, between(1, 3)});
        stream.appointments.no_show = 0.2;
        stream.appointments.early_s = between(0, 2) * 60;
        stream.appointments.lateness = law(60);
    } else if (chance(0.5)) {
        stream.process = Process::renewal;
        stream.gap = chance(0.5) ? deterministic(between(1, 10) * 10) : law(between(2, 10) * 10);
    } else {
        stream.pieces = {{0, scenario.study.horizon_s, 1.0 / (between(2, 10) * 10)}};
    }
    if (stream.process != Process::poisson) stream.pieces = {{0, scenario.study.horizon_s, 1}};
    scenario.streams.push_back(stream);
}

}  // namespace counterless
