// sim/record.hpp: what the simulation says happened, as it happens. The only header of sim that results may include.
// Records are plain facts (who left where, when, after how long); averages and formats are the listener's business.
// Indices are those of the Scenario (stations, centres, channels, services, segments, tiers, links).
#pragma once

#include <cstdint>

#include "scenarios/scenario.hpp"

namespace counterless {

enum class Refusal : std::uint8_t { full, closed };  // the place is full; the doors are closed
enum class VisitEnd : std::uint8_t {
    served,
    taught,
    gave_up,
    refused
};  // taught: every transaction moved to a smart channel in the hall
enum class TransactionEnd : std::uint8_t { counter, digital, given_up };
enum class Ending : std::uint8_t { nothing_left, horizon_reached };

struct VisitRecord {
    double arrived_s, left_s, waited_s;  // waited: sum over all lines of the visit
    Index centre, segment;
    int transactions;
    VisitEnd end;
    bool admitted;  // came to some station; otherwise signs or a restricted counter moved him at the door
};
struct TransactionRecord {  // one need reached its end
    double time_s;
    Index service, segment, channel, centre;  // channel: none at a counter; centre: none when no visit was made
    TransactionEnd end;
};
struct AttemptRecord {
    double began_s, ended_s;
    Index channel, service, segment;
    bool failed;
};

struct StillInside {  // counted, not derived: at the horizon, for the balance sheet
    std::uint64_t transactions, visits;
};

class Recorder {
  public:
    virtual ~Recorder() = default;
    // One person at one station, in this order: arrived, then began (wait over) and ended, or reneged; or only refused.
    virtual void arrived(double now_s, Index station) = 0;
    virtual void began(double now_s, Index station, double waited_s) = 0;
    virtual void ended(double now_s, Index station, double waited_s, double served_s) = 0;
    virtual void reneged(double now_s, Index station, double waited_s) = 0;
    virtual void refused(double now_s, Index station, Refusal why) = 0;
    virtual void staffed(double now_s, Index station, int agents) = 0;  // agents on duty from now on
    virtual void need_arose(double now_s, Index service, Index segment) = 0;
    virtual void centre_emptied(double now_s, Index centre,
                                double overtime_s) = 0;  // the last customer left, so long after closing
    virtual void visit_began(double now_s, Index centre) = 0;
    virtual void visit_ended(const VisitRecord& visit) = 0;
    virtual void attempt_ended(const AttemptRecord& attempt) = 0;
    virtual void transaction_ended(const TransactionRecord& transaction) = 0;
    virtual void worked(double now_s, Index tier, double core_seconds) = 0;  // core-seconds of busy time, speed applied
    virtual void transferred(double now_s, Index link, double bytes) = 0;
    virtual void finished(double now_s, Ending ending, StillInside inside) = 0;  // the horizon; said once, last
};

}  // namespace counterless
