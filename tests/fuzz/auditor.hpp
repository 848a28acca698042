// tests/fuzz/auditor.hpp: a recorder that believes nothing. From the records alone it keeps who is where, and notes the first
// thing that cannot be: a clock that goes back, somebody in two places, an agent with two customers, a wait that is not the time
// since he came, more agents at work than on duty; and both sides of Little's law. A visit that has parted at a fork may be in as
// many places as it has branches, and in no more.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "sim/record.hpp"

namespace counterless {

class Auditor final : public Recorder {
  public:
    explicit Auditor(const Scenario& scenario) : scenario_(scenario) {}
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
        for (const auto& [key, stay] : stays_) by_people_s += now_s - stay.since_s;
        if (std::abs(by_people_s - area_s_) > 1e-6 * (1 + area_s_))
            say(now_s, fmt::format("Little: {} by people, {} by time", by_people_s, area_s_));
    }

    void arrived(double now_s, const Person& person) override {
        look(now_s, 1, person);
        ++inside_;
        const auto parted = branches_.find(person.visit);
        if (++at_[person.visit] > (parted == branches_.end() ? 1 : parted->second)) say(now_s, "in too many places", person);
        stays_.emplace(key(person), Stay{Where::waits, now_s, -1});
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
        if (const auto& fork = scenario_.stations[person.station].fork)  // a branch may part again
            branches_.try_emplace(person.visit, 1).first->second += static_cast<int>(fork->stations.size()) - 1;
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
        const auto found = the_stay(now_s, person, waited_s);
        const bool stopped = found != stays_.end() && found->second.where == Where::stopped;
        step(now_s, person, stopped ? Where::stopped : Where::waits, Where::gone, waited_s, 0);
    }
    void refused(double now_s, const Person& person, Refusal) override {
        look(now_s, 9, person);
        if (at_.contains(person.visit) && !branches_.contains(person.visit)) say(now_s, "refused while elsewhere", person);
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
        if (at_.contains(visit.visit)) say(visit.left_s, fmt::format("visit {} ended inside a station", visit.visit));
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
    void messaged(double now_s, Index, double) override { look(now_s, 21, {}); }
    void message_lost(double now_s, Index) override { look(now_s, 22, {}); }
    void hosts_on(double now_s, Index, int) override { look(now_s, 23, {}); }
    void consumed(double, double until_s, Index, Index, double) override { look(until_s, 24, {}); }
    void pausing(double now_s, int) override { look(now_s, 25, {}); }
    void case_opened(double now_s, Index, Index) override { look(now_s, 27, {}); }
    void case_ended(const CaseRecord& one) override { look(one.ended_s, 26, {}); }
    void told(double now_s, Index, double, double) override { look(now_s, 28, {}); }
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
        return !one.pools.empty() && one.system != none && one.pools[pool].breakdown && one.pools[pool].breakdown->together;
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
        const auto found = the_stay(now_s, person, waited_s < 0 ? -1 : waited_s + (from == Where::stopped ? 0 : served_s), from);
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
        if (--at_[person.visit] == 0) at_.erase(person.visit);
    }
    // Two branches of a visit may meet in one line, and their records do not tell which is which: he who came as long ago as is
    // said; else the first who is where the step begins.
    std::multimap<Key, Stay>::iterator the_stay(double now_s, const Person& person, double told_s, Where from = Where::gone) {
        const auto [begin, end] = stays_.equal_range(key(person));
        if (begin == end) return stays_.end();
        if (std::next(begin) == end) return begin;
        const auto starts = [&](const auto& entry) { return entry.second.where == from; };
        if (told_s < 0) {
            const auto first = std::find_if(begin, end, starts);
            return first == end ? begin : first;
        }
        const auto since = [&](const auto& entry) { return std::abs(now_s - entry.second.since_s - told_s) <= 1e-6; };
        const auto exact = std::find_if(begin, end, [&](const auto& entry) { return since(entry) && starts(entry); });
        if (exact != end) return exact;
        const auto found = std::find_if(begin, end, since), other = std::find_if(begin, end, starts);
        if (found == end) return begin;
        if (other != end)
            std::swap(found->second.where, other->second.where), std::swap(found->second.waited_s, other->second.waited_s);
        return found;
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
    double last_s_ = 0, area_s_ = 0, gone_s_ = 0;
    int inside_ = 0;
    std::map<std::uint64_t, int> at_, branches_;  // by visit: in how many places he is, and may be once he has parted
    std::multimap<Key, Stay> stays_;
    std::map<std::tuple<Index, Index, Index>, int> with_;
    std::map<std::pair<Index, Index>, int> busy_, able_;
};

}  // namespace counterless
