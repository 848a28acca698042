// tests/sim/story.hpp: small deterministic stories: who comes when, needs how long and waits how long is stated customer by
// customer, and what became of each is told in one line, so that a test can be checked by hand. Customers are numbered as they
// come, from 1.
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/record.hpp"
#include "sim/run.hpp"

namespace counterless {

class Teller final : public Deaf {
  public:
    std::map<std::uint64_t, std::string> of;  // by visit: what happened to him
    StillInside inside{0, 0};
    double overtime_s = -1;

    void arrived(double now_s, const Person& person) override { tell(now_s, person, fmt::format("comes to {}", person.station)); }
    void began(double now_s, const Person& person, double) override { tell(now_s, person, "begins"); }
    void interrupted(double now_s, const Person& person) override { tell(now_s, person, "stops"); }
    void resumed(double now_s, const Person& person) override { tell(now_s, person, "resumes"); }
    void ended(double now_s, const Person& person, double, double) override { tell(now_s, person, "ends"); }
    void dropped(double now_s, const Person& person, double, double) override { tell(now_s, person, "dropped"); }
    void reneged(double now_s, const Person& person, double) override { tell(now_s, person, "gives up"); }
    void moved(double now_s, const Person& person, double, Unserved) override { tell(now_s, person, "moved"); }
    void refused(double now_s, const Person& person, Refusal why) override {
        constexpr const char* reasons[] = {"full", "closed", "balked", "unstaffed"};
        tell(now_s, person, fmt::format("{} {}", person.station, reasons[static_cast<int>(why)]));
    }
    void centre_emptied(double, Index, double late_s) override { overtime_s = late_s; }
    void finished(double, Ending, StillInside still) override { inside = still; }

  private:
    void tell(double now_s, const Person& person, const std::string& what) {
        std::string& line = of[person.visit];
        line += fmt::format("{}{} {}", line.empty() ? "" : ", ", now_s, what);
    }
};

// Two classes (0 low, 1 high) and as many stations as wanted, in one centre that is always open.
struct Story {
    Scenario scenario;

    explicit Story(int stations = 1) {
        scenario.classes = {{"low", {}}, {"high", {}}};
        scenario.centres.push_back({.id = "hall"});
        for (int k = 0; k < stations; ++k) {
            Station station;
            station.id = "s" + std::to_string(k);
            station.centre = 0;
            station.service = deterministic(10);
            station.patience = never();
            scenario.stations.push_back(station);
            scenario.centres[0].path.push_back(static_cast<Index>(k));
        }
        scenario.study.horizon_s = 1000;
    }
    Station& at(std::size_t station = 0) { return scenario.stations[station]; }
    // The first pool of a station, made when it is first asked for.
    Pool& pool(std::size_t station = 0) {
        if (at(station).pools.empty()) at(station).pools.emplace_back();
        return at(station).pools.front();
    }
    void duty(double from_s, double until_s, int agents, std::size_t station = 0) {
        pool(station).duties.push_back({from_s, until_s, agents, {}});
    }
    void high_preempts(std::size_t station = 0) {
        Station& one = at(station);
        one.between = OrderBetween::priority;
        one.classes = {{.priority = 0, .service = one.service, .patience = one.patience},
                       {.priority = 1, .preempts = true, .service = one.service, .patience = one.patience}};
    }
    void open(double from_s, double until_s) {
        scenario.centres[0].always_open = false;
        scenario.centres[0].open.push_back({from_s, until_s});
    }
    void comes(double time_s, double service_s, double patience_s = infinite, Index klass = 0, Index station = 0) {
        if (scenario.streams.size() <= station)
            for (Index k = static_cast<Index>(scenario.streams.size()); k <= station; ++k) {
                Stream stream;
                stream.station = k;
                stream.process = Process::trace;
                scenario.streams.push_back(stream);
            }
        scenario.streams[station].trace.push_back({time_s, klass, {service_s}, patience_s});
    }
    void high_comes(double time_s, double service_s, double patience_s = infinite) { comes(time_s, service_s, patience_s, 1); }
    [[nodiscard]] Teller told() const {
        Teller teller;
        run(scenario, {}, 0, teller);
        return teller;
    }
};

inline Otherwise elsewhere(Index station) {
    Otherwise rule;
    rule.elsewhere = 1;
    rule.station = station;
    rule.delay = deterministic(0);
    return rule;
}
inline void set_rule(Station& station, Unserved why, const Otherwise& rule) {
    station.otherwise[static_cast<std::size_t>(why)] = rule;
}

}  // namespace counterless
