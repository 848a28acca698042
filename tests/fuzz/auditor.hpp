// tests/fuzz/auditor.hpp: a recorder that believes nothing. From the records alone it keeps who is where, and notes the first
// thing that cannot be: a clock that goes back, somebody in two places, an agent with two customers, a wait that is not the time
// since he came, more agents at work than on duty; and both sides of Little's law. Branches of a fork may be in several places.
#pragma once

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "sim/record.hpp"

namespace counterless {

class Auditor final : public Recorder {
  public:
    explicit Auditor(const Scenario& scenario) : scenario_(scenario) {
        for (const Station& station : scenario.stations) forks_ = forks_ || station.fork.has_value();
    }
    std::string fault;         // the first
    std::uint64_t print = 14;  // of all that was said, in order
    int visits = 0, interruptions = 0;

    // Between two instants: what may not hold even for a moment within one, but must in between.
    void between_instants(double now_s) {
        for (const auto& [place, busy] : busy_) {
            const auto& [station, pool] = place;
            if (!is_unlimited(station, pool) && !may_be_at_work_unseen(station, pool) && busy > able_[place])
                say(now_s, fmt::format("{} agents at work of {} at {}/{}", busy, able_[place], station, pool));
        }
    }
    // L = lambda W on the sample path: time inside, added up over people and over time. Those still inside count so far.
    void close(double now_s) {
        look(now_s, 99, {});
        double by_people_s = gone_s_;
        for (const auto& [key, stay] : stays_)
            if (!forks_) by_people_s += now_s - stay.since_s;
        if (!forks_ && std::abs(by_people_s - area_s_) > 1e-6 * (1 + area_s_))
            say(now_s, fmt::format("Little: {} by people, {} by time", by_people_s, area_s_));
    }

    void arrived(double now_s, const Person& person) override {
        look(now_s, 1, person);
        ++inside_;
        if (forks_) return void(++waiting_[key(person)]);
        if (!at_.emplace(person.visit, person.station).second) say(now_s, "in two places", person);
        stays_[key(person)] = {Where::waits, now_s, -1};
    }
    void began(double now_s, const Person& person, double waited_s) override {
        look(now_s, 2, person);
        take(now_s, person);
        step(now_s, person, Where::waits, Where::served, waited_s, 0);
    }
    void interrupted(double now_s, const Person& person) override {
        look(now_s, 3, person);
        ++interruptions;
        give_back(now_s, person);
        step(now_s, person, Where::served, Where::stopped, -1, 0);
    }
    void resumed(double now_s, const Person& person) override {
        look(now_s, 4, person);
        take(now_s, person);
        step(now_s, person, Where::stopped, Where::served, -1, 0);
    }
    void ended(double now_s, const Person& person, double waited_s, double served_s) override {
        look(now_s, 5, person);
        give_back(now_s, person);
        step(now_s, person, Where::served, Where::gone, waited_s, served_s);
    }
    void dropped(double now_s, const Person& person, double waited_s, double served_s) override {
        look(now_s, 6, person);
        give_back(now_s, person);
        step(now_s, person, Where::served, Where::gone, waited_s, served_s);
    }
    void reneged(double now_s, const Person& person, double waited_s) override {
        look(now_s, 7, person);
        step(now_s, person, Where::waits, Where::gone, waited_s, 0);
    }
    void moved(double now_s, const Person& person, double waited_s, Unserved) override {
        look(now_s, 8, person);
        const auto found = stays_.find(key(person));
        const bool stopped = found != stays_.end() && found->second.where == Where::stopped;
        step(now_s, person, stopped ? Where::stopped : Where::waits, Where::gone, waited_s, 0);
    }
    void refused(double now_s, const Person& person, Refusal) override {
        look(now_s, 9, person);
        if (!forks_ && at_.contains(person.visit)) say(now_s, "refused while elsewhere", person);
    }
    void staffed(double now_s, Index station, Index pool, int agents, int paid) override {
        look(now_s, 10, {.visit = static_cast<std::uint64_t>(agents), .station = station, .pool = pool});
        if (agents < 0 || paid < agents) say(now_s, "fewer than no agents, or fewer paid than able");
        able_[{station, pool}] = agents;
    }
    void occupied(double now_s, Index station, Index pool, int agents) override {
        look(now_s, 11, {.visit = static_cast<std::uint64_t>(agents), .station = station, .pool = pool});
        if (agents < 0) say(now_s, "fewer than no agents occupied");
    }
    void visit_began(double now_s, std::uint64_t visit, Index, Index, Index, Index) override {
        look(now_s, 12, {.visit = visit});
        ++visits;
    }
    void visit_ended(const VisitRecord& visit) override {
        look(visit.left_s, 13, {.visit = visit.visit});
        if (!forks_ && at_.contains(visit.visit)) say(visit.left_s, fmt::format("visit {} ended inside a station", visit.visit));
        if (visit.waited_s < -1e-9 || visit.waited_s > visit.left_s - visit.arrived_s + 1e-6)
            say(visit.left_s,
                fmt::format("visit {} waited {} of {}", visit.visit, visit.waited_s, visit.left_s - visit.arrived_s));
    }
    void need_arose(double now_s, Index, Index) override { look(now_s, 14, {}); }
    void centre_emptied(double now_s, Index, double) override { look(now_s, 15, {}); }
    void attempt_ended(const AttemptRecord& attempt) override { look(attempt.ended_s, 16, {}); }
    void transaction_ended(const TransactionRecord& transaction) override { look(transaction.time_s, 17, {}); }
    void worked(double now_s, Index, double) override { look(now_s, 18, {}); }
    void transferred(double now_s, Index, double) override { look(now_s, 19, {}); }
    void finished(double now_s, Ending, StillInside) override { look(now_s, 20, {}); }

  private:
    enum class Where { waits, served, stopped, gone };
    struct Stay {
        Where where;
        double since_s, waited_s;
    };
    using Key = std::pair<std::uint64_t, Index>;  // visit, station
    static Key key(const Person& person) { return {person.visit, person.station}; }

    bool is_unlimited(Index station, Index pool) const {
        const Station& one = scenario_.stations[station];
        if (one.pools.empty()) return one.agents == unlimited;
        for (const Duty& duty : one.pools[pool].duties)
            if (duty.agents == unlimited) return true;
        return false;
    }
    // While a system works for them customers stay with their agents, though the station is down.
    bool may_be_at_work_unseen(Index station, Index pool) const {
        const Station& one = scenario_.stations[station];
        if (one.pools.empty()) return forks_;  // a branch in another centre does not keep that house open: not mended yet
        return one.system != none && one.pools[pool].breakdown && one.pools[pool].breakdown->together;
    }
    void look(double now_s, std::uint64_t what, const Person& person) {
        if (now_s < last_s_) say(now_s, fmt::format("the clock went back from {}", last_s_));
        area_s_ += inside_ * (now_s - last_s_);
        last_s_ = now_s;
        for (const std::uint64_t word :
             {std::bit_cast<std::uint64_t>(now_s), what, person.visit, (std::uint64_t{person.station} << 32) | person.klass,
              (std::uint64_t{person.pool} << 32) | person.agent})
            print = (print ^ word) * 0x9e3779b97f4a7c15u + (print >> 29);
    }
    void step(double now_s, const Person& person, Where from, Where to, double waited_s, double served_s) {
        if (to == Where::gone) --inside_;
        if (forks_) {  // branches are not told apart: only that never more begin or leave than are there
            if (from == Where::waits && to == Where::served && --waiting_[key(person)] < 0) say(now_s, "nobody waits", person);
            return;
        }
        const auto found = stays_.find(key(person));
        if (found == stays_.end()) return say(now_s, "is not here", person);
        Stay& stay = found->second;
        if (stay.where != from) say(now_s, fmt::format("is {}, not {}", int(stay.where), int(from)), person);
        if (stay.waited_s < 0) stay.waited_s = now_s - stay.since_s;
        if (from == Where::waits || to == Where::gone) {
            const double told_s = to == Where::gone && from == Where::stopped ? waited_s : waited_s + served_s;
            if (std::abs(told_s - (now_s - stay.since_s)) > 1e-6) say(now_s, fmt::format("says {}", told_s), person);
            if (from != Where::stopped && std::abs(waited_s - stay.waited_s) > 1e-6) say(now_s, "waited otherwise", person);
        }
        stay.where = to;
        if (to != Where::gone) return;
        gone_s_ += now_s - stay.since_s;
        stays_.erase(found);
        at_.erase(person.visit);
    }
    // An agent has one customer, or one batch.
    void take(double now_s, const Person& person) {
        if (person.agent == none) return;
        int& with = with_[{person.station, person.pool, person.agent}];
        if (++with == 1) ++busy_[{person.station, person.pool}];
        if (with > scenario_.stations[person.station].batch_max) say(now_s, "the agent has another", person);
    }
    void give_back(double now_s, const Person& person) {
        if (person.agent == none) return;
        int& with = with_[{person.station, person.pool, person.agent}];
        if (--with == 0) --busy_[{person.station, person.pool}];
        if (with < 0) say(now_s, "the agent had nobody", person);
    }
    void say(double now_s, const std::string& what) {
        if (fault.empty()) fault = fmt::format("at {}: {}", now_s, what);
    }
    void say(double now_s, const std::string& what, const Person& person) {
        say(now_s, fmt::format("visit {} at {} with {}/{}: {}", person.visit, person.station, static_cast<int>(person.pool),
                               static_cast<int>(person.agent), what));
    }

    const Scenario& scenario_;
    bool forks_ = false;
    double last_s_ = 0, area_s_ = 0, gone_s_ = 0;
    int inside_ = 0;
    std::map<std::uint64_t, Index> at_;
    std::map<Key, Stay> stays_;
    std::map<Key, int> waiting_;
    std::map<std::tuple<Index, Index, Index>, int> with_;
    std::map<std::pair<Index, Index>, int> busy_, able_;
};

}  // namespace counterless
