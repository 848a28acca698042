// sim/record.hpp: what the simulation says happened, as it happens. The only header of sim that results may include.
// Records are plain facts (who left where, when, after how long); averages and formats are the listener's business.
// Indices are those of the Scenario (stations, centres, channels, services, segments, tiers, links).
#pragma once

#include <cstdint>

#include "scenarios/scenario.hpp"

namespace counterless {

// The place is full; the doors are closed; he saw the line and went; nobody is on duty, and there is a rule for that.
enum class Refusal : std::uint8_t { full, closed, balked, unstaffed };
enum class VisitEnd : std::uint8_t {
    served,
    taught,  // every transaction moved to a smart channel in the hall
    gave_up,
    refused,
    returns,  // will come again: an orbit, or another day
};
enum class TransactionEnd : std::uint8_t { counter, digital, given_up };
enum class Ending : std::uint8_t { nothing_left, horizon_reached };

// One person at one station; his visit's number is the case of a log. Agents are numbered within their pool.
struct Person {
    std::uint64_t visit = 0;
    Index station = none, klass = 0;
    Index pool = none, agent = none;  // who serves him; none while he waits
};
struct VisitRecord {
    std::uint64_t visit;
    double arrived_s, left_s, waited_s;  // waited: sum over all lines of the visit
    Index centre, segment, klass;
    int transactions;
    VisitEnd end;
    bool admitted;         // some station took him in
    bool refused = false;  // some station, or the house, did not; neither: he was moved at the door
    bool by_case = false;  // a case of a back office: nobody's own time
};
struct TransactionRecord {  // one need reached its end
    double time_s;
    Index service, segment, channel, centre;  // channel: none at a counter; centre: none when no visit was made
    TransactionEnd end;
};
struct AttemptRecord {
    double began_s, ended_s;
    Index channel, service, segment;
    Failure why;               // nothing: it completed its need
    bool again = false;        // another try of the same need follows, here or on another channel
    std::uint64_t number = 0;  // of the need, among those that went to a channel: the tries of one have the same
    std::uint64_t visit = 0;   // at whose desk the agent does it; 0: the customer himself does
    [[nodiscard]] bool failed() const { return why != Failure::nothing; }
};

struct CaseRecord {  // of a back office
    double opened_s, ended_s;
    Index back_office, service;
    bool done;     // else nobody served it, and its transaction is given up
    bool in_time;  // done within what is promised, if anything is
};

struct StillInside {  // counted, not derived: at the horizon, for the balance sheet
    std::uint64_t transactions, visits;
};

class Recorder {
  public:
    virtual ~Recorder() = default;
    // One person at one station: arrived, began (his wait is over) and ended; or only refused. Between these he may be
    // interrupted and resumed; in line he may give up or be moved elsewhere by a rule; in service he may be dropped.
    virtual void arrived(double now_s, const Person& person) = 0;
    virtual void began(double now_s, const Person& person, double waited_s) = 0;
    virtual void interrupted(double now_s, const Person& person) = 0;  // back in line, work left to do
    virtual void resumed(double now_s, const Person& person) = 0;
    // waited: until he began; served: from then on, interruptions included.
    virtual void ended(double now_s, const Person& person, double waited_s, double served_s) = 0;
    virtual void dropped(double now_s, const Person& person, double waited_s, double served_s) = 0;  // out of the service
    virtual void reneged(double now_s, const Person& person, double waited_s) = 0;                   // out of the line
    virtual void moved(double now_s, const Person& person, double waited_s, Unserved why) = 0;       // out of the line, by a rule
    virtual void refused(double now_s, const Person& person, Refusal why) = 0;
    // From now on: agents on duty and able to work; those on duty at all, on a break or at a broken desk too.
    virtual void staffed(double now_s, Index station, Index pool, int agents, int paid) = 0;
    // Agents of a pool who are busy without a customer (after-service work, a blocked desk) from now on.
    virtual void occupied(double now_s, Index station, Index pool, int agents) = 0;
    virtual void need_arose(double now_s, Index service, Index segment) = 0;
    virtual void centre_emptied(double now_s, Index centre,
                                double overtime_s) = 0;  // the last customer left, so long after closing
    // service: of his first transaction; none: he brings none.
    virtual void visit_began(double now_s, std::uint64_t visit, Index centre, Index segment, Index klass, Index service) = 0;
    virtual void visit_ended(const VisitRecord& visit) = 0;
    virtual void attempt_ended(const AttemptRecord& attempt) = 0;
    virtual void transaction_ended(const TransactionRecord& transaction) = 0;
    virtual void worked(double now_s, Index tier, double core_seconds) = 0;  // core-seconds of busy time, speed applied
    virtual void transferred(double now_s, Index link, double bytes) = 0;
    virtual void messaged(double now_s, Index tier, double waited_s) = 0;  // one was sent, so long after it was handed over
    virtual void message_lost(double now_s, Index tier) = 0;
    virtual void hosts_on(double now_s, Index tier, int hosts) = 0;  // from now on
    virtual void consumed(double from_s, double until_s, Index tier, Index site,
                          double joules) = 0;               // by the machines, without PUE
    virtual void pausing(double now_s, int customers) = 0;  // failed and waiting to try again or to come, from now on
    virtual void case_opened(double now_s, Index back_office, Index service) = 0;
    virtual void case_ended(const CaseRecord& one) = 0;
    virtual void told(double now_s, Index initiative, double sent, double read) = 0;  // messages of an initiative, at once
    virtual void finished(double now_s, Ending ending, StillInside inside) = 0;       // the horizon; said once, last
};

// Hears nothing: who listens to a few things only says which.
class Deaf : public Recorder {
  public:
    void arrived(double, const Person&) override {}
    void began(double, const Person&, double) override {}
    void interrupted(double, const Person&) override {}
    void resumed(double, const Person&) override {}
    void ended(double, const Person&, double, double) override {}
    void dropped(double, const Person&, double, double) override {}
    void reneged(double, const Person&, double) override {}
    void moved(double, const Person&, double, Unserved) override {}
    void refused(double, const Person&, Refusal) override {}
    void staffed(double, Index, Index, int, int) override {}
    void occupied(double, Index, Index, int) override {}
    void need_arose(double, Index, Index) override {}
    void centre_emptied(double, Index, double) override {}
    void visit_began(double, std::uint64_t, Index, Index, Index, Index) override {}
    void visit_ended(const VisitRecord&) override {}
    void attempt_ended(const AttemptRecord&) override {}
    void transaction_ended(const TransactionRecord&) override {}
    void worked(double, Index, double) override {}
    void transferred(double, Index, double) override {}
    void messaged(double, Index, double) override {}
    void message_lost(double, Index) override {}
    void hosts_on(double, Index, int) override {}
    void consumed(double, double, Index, Index, double) override {}
    void pausing(double, int) override {}
    void case_opened(double, Index, Index) override {}
    void case_ended(const CaseRecord&) override {}
    void told(double, Index, double, double) override {}
    void finished(double, Ending, StillInside) override {}
};

}  // namespace counterless
