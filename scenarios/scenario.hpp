// scenarios/scenario.hpp: one complete, checked, immutable study, as the simulation wants it.
// Inside, time is seconds from the start of the horizon, money is the scenario's currency, shares are fractions, and things
// name each other by index into these vectors. Units, dates and names as people write them stop at scenarios/read.*.
// Past the door nothing is checked again.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/law.hpp"
#include "scenarios/station.hpp"
#include "scenarios/stream.hpp"

namespace counterless {

// Where a value comes from: kept beside the value, shown in the report. confidence: stated, found, derived, known, assumed.
struct Provenance {
    std::string place;       // JSON pointer of the value, "/services/refund_claim/fee"
    std::string confidence;  // as written in the scenario
    std::string source;
};

// ---- calendar ---------------------------------------------------------------------------------------------------------------
struct OpenInterval {
    double open_s, close_s;  // people may come in [open_s, close_s)
};
struct Day {
    double start_s;    // midnight, seconds from the start of the horizon
    int weekday;       // 0 = Sunday ... 6 = Saturday
    bool working;      // are centres open on this day (working week, not a holiday)
    double factor;     // this day's volume over that of a mean working day, or of a mean closed day; 1 if nothing is said
    std::string date;  // "2018-10-21"; empty when the scenario has no dates
};
struct Calendar {
    bool has_dates = false;
    std::vector<Day> days;   // one a calendar day touched by the horizon; empty when the scenario has no dates
    std::string start, end;  // ISO dates, first and last day; empty without dates
};

// ---- what people come for ---------------------------------------------------------------------------------------------------
struct DatedValue {
    double from_s;  // -infinity for the value that holds from the beginning
    double value;
};
struct Service {
    std::string id;
    Name name;
    std::string category;
    double share = 0;                  // of all transactions; sums to 1 over the services
    double fee = 0;                    // per transaction, extras included
    double sheets = 0;                 // sheets of paper one transaction takes at a counter
    std::vector<DatedValue> presence;  // fraction of transactions for which a person must come, dated; sorted by from_s
    double counter_time_factor = 1;    // stretches the counter's law for this service
    bool at_counter = true;            // may it be done at a counter at all
    std::vector<Index> channels;       // digital channels that offer it
    std::vector<Index> segments;       // who is eligible
    Index klass = none;                // of a visit that begins with this service; none: the segment's
};
struct Segment {
    std::string id;
    Name name;
    double weight = 1;                  // of its eligible needs, relative to the other eligible segments
    double habit = 0;                   // digital habit, logit, relative to the other segments
    Index klass = 0;                    // how counters treat it
    std::vector<double> channel_share;  // by channel; which smart channel, among those that offer the service; sums to 1
};

// ---- demand -----------------------------------------------------------------------------------------------------------------
struct ProfilePiece {
    double from_s, until_s;  // seconds of the day, within one day
    double share;            // of the day's needs; sums to 1
};
// The real way in: a yearly or weekly volume of needs over all channels, by service and segment; each chooses its channel.
struct Needs {
    double per_working_day = 0;                 // expected transactions on a mean working day, all channels
    double weekend_share = 0;                   // digital transactions on a closed day, over those of a mean working day
    double transactions_per_visit = 1;          // mean, at least 1
    Law day_factor = deterministic(1);          // drawn for each day, times its volume
    std::vector<ProfilePiece> counter_profile;  // visits over the day
    std::vector<std::vector<ProfilePiece>> channel_profile;  // by channel: digital transactions over the day
};
struct Adoption {
    std::string model = "fixed";
    double share = 0;  // digital share of completed transactions without any initiative
};

// ---- centres ----------------------------------------------------------------------------------------------------------------
struct Centre {
    std::string id;
    Name name;
    double weight = 1;        // share of visits, normalised to sum 1
    int capacity = -1;        // people inside at once; -1: unlimited
    bool remote = false;      // nobody travels to it: a contact centre or a back office; no part of all centres together
    std::vector<Index> path;  // stations in the order a visit passes them
    Index guides = none;      // its teaching desk, if any initiative brings guides here
    bool always_open = true;
    std::vector<OpenInterval> open;  // sorted; empty when always_open. After closing, everyone inside is served (overtime)
};

// ---- channels and platform --------------------------------------------------------------------------------------------------
enum class Fidelity : std::uint8_t { delay, pool, platform };
enum class StepKind : std::uint8_t { transfer, work, think, notify };
struct Step {
    StepKind kind = StepKind::work;
    Index where = none;          // link of a transfer, tier of a work or of a message, for which the customer does not wait
    Law amount;                  // bytes, core-seconds at speed 1, or seconds that the customer thinks
    bool only_with_fee = false;  // payment steps
};
// Why an attempt did not end well. The order is that of Way in results/measures.hpp.
enum class Failure : std::uint8_t {
    error,      // the customer did not manage, after all steps
    declined,   // a tier that may say no did: the payment
    timed_out,  // a step took longer than the customer waits
    rejected,   // "try later": a full line before a host, or no session left
    outage,     // what the step needed was down, or went down under it
    expired,    // the customer thought longer than his session lives
    unserved,   // of a channel of people: nobody answered, or he gave up waiting
    nothing,    // it ended well
};
inline constexpr std::size_t failure_kinds = static_cast<std::size_t>(Failure::nothing);
inline constexpr std::array<std::string_view, failure_kinds> failure_words{"error",  "declined", "timed_out", "rejected",
                                                                           "outage", "expired",  "unserved"};
// What the customer does then; the rest gives up.
struct Reaction {
    double retry = 0;              // chance to try again
    double move = 0;               // chance to go over to `channel`
    double visit = 0;              // chance to come to a centre
    Index channel = none;          // only with `move`
    Law delay = deterministic(0);  // seconds until any of them
};
struct Channel {
    std::string id;
    Name name;
    bool smart = true;  // does it count into the digital share
    Fidelity fidelity = Fidelity::delay;
    Index centre = none;                              // a channel of people: its attempts are calls to this centre; no steps
    double failure = 0;                               // chance that one attempt fails, after its steps
    std::array<Reaction, failure_kinds> reactions{};  // by Failure
    double timeout_s = infinite;                      // how long the customer waits for one step
    double session_timeout_s = infinite;              // how long he may think
    int sessions_max = -1;                            // attempts at once; -1: unlimited
    std::vector<Step> steps;                          // the journey of one transaction
    Law response;                                     // fidelity delay without steps: the response time itself

    [[nodiscard]] const Reaction& after(Failure why) const { return reactions[static_cast<std::size_t>(why)]; }
};
enum class Balance : std::uint8_t { round_robin, least_busy };
// Of one host, in watts. Between `least` (it has begun to work) and `full` (all its cores work) in proportion to the busy cores:
// the model of SimGrid's host_energy plugin.
struct Power {
    double off_w = 0, idle_w = 0, least_w = 0, full_w = 0;
};
struct CapacityStep {  // of a plan: from then on so many hosts are switched on
    double from_s;
    int hosts;
};
// Switches hosts on and off by how busy those are that are on.
struct Autoscale {
    int hosts_min = 1;
    double up_above = 1, down_below = 0;  // mean share of busy cores over the last `every_s`
    double every_s = 60;                  // it looks so often
    double delay_s = 0;                   // until a host switched on takes work
    double cool_down_s = 0;               // after a change it makes no other for so long
    int step = 1;                         // hosts at once
};
struct Tier {
    std::string id;
    Name name;
    int hosts = 1, cores = 1;  // cores per host
    double speed = 1;          // core-seconds of work done per second and core
    int worker_threads = 64;   // executions at once per host; the rest wait in line (FIFO)
    int queue_max = -1;        // in that line; who comes then is rejected; -1: unlimited
    double decline = 0;        // chance that it says no when its work is done
    Balance balance = Balance::round_robin;
    std::vector<Index> sites;            // where each host stands; empty: nowhere in particular
    std::optional<Power> power;          // of one host
    std::vector<CapacityStep> capacity;  // sorted by from_s, the first at 0; empty: all hosts, always
    std::optional<Autoscale> autoscale;  // instead of a plan

    [[nodiscard]] bool scaled() const { return autoscale || !capacity.empty(); }
};
struct Site {
    std::string id;
    Name name;
    double pue = 1;              // energy of the whole site over that of its machines
    double grid_kg_per_kwh = 0;  // CO2 of its electricity
};
struct Link {
    std::string id;
    Name name;
    double latency_s = 0, bandwidth_per_s = infinite;  // bytes per second, shared max-min by the transfers on it
    bool shared = true;                                // or each transfer has all of it: a customer's own access
    int transfers_max = -1;                            // at once; the rest wait in line (FIFO); -1: unlimited
    Index site = none;
};
enum class InFlight : std::uint8_t { fail, freeze, finish };  // what is on an element that goes down
// Something befalls elements: hosts, tier by tier, and behind them the links.
struct Disruption {
    struct Span {
        double from_s, until_s;
    };
    std::string id;
    std::vector<Index> elements;
    double speed = 0;  // of what they have otherwise; 0: down
    InFlight in_flight = InFlight::fail;
    std::vector<Span> when;  // dated
    bool random = false;     // up and repair, in turn, instead
    bool each = false;       // each element on a clock of its own
    Law up, repair;
};
struct Platform {
    std::vector<Tier> tiers;
    std::vector<Link> links;
    std::vector<Disruption> disruptions;
    std::vector<Site> sites;
    double pue = 1, grid_kg_per_kwh = 0;  // of machines that stand at no site

    [[nodiscard]] bool scaled() const {
        return std::any_of(tiers.begin(), tiers.end(), [](const Tier& tier) { return tier.scaled(); });
    }
    [[nodiscard]] bool metered() const {
        return std::any_of(tiers.begin(), tiers.end(), [](const Tier& tier) { return tier.power.has_value(); });
    }

    [[nodiscard]] Index hosts() const {
        Index sum = 0;
        for (const Tier& tier : tiers) sum += static_cast<Index>(tier.hosts);
        return sum;
    }
};

// ---- back office: digital transactions that a person must look at
// -------------------------------------------------------------
struct BackOffice {
    std::string id;
    Name name;
    Index centre = none;          // a remote one; a case passes its stations
    double share = 0;             // of the completed attempts for its services
    std::vector<Index> services;  // empty: all, and what comes without a service
    Index klass = none;           // of a case; none: the service's, or the segment's
    int promise_days = -1;        // working days until it is done; -1: nothing is promised
    std::vector<double> due_s;    // by calendar day on which the case arose: the end of the last promised working day

    // Until when a case must be done that arose then; infinite where nothing is promised.
    [[nodiscard]] double due_of(double opened_s) const {
        if (due_s.empty()) return infinite;
        return due_s[std::min(static_cast<std::size_t>(opened_s / 86400), due_s.size() - 1)];
    }
};

// ---- initiatives: compiled into dated knobs
// ------------------------------------------------------------------------------------
enum class KnobKind : std::uint8_t {
    acceptance,      // chance that an eligible visitor accepts to be moved by the measures that reach him
    message,         // chance that an accepting customer is moved by SMS or e-mail before he travels
    signs,           // chance that an accepting visitor without a fee follows the signs and does it on his own phone in the hall
    restricted,      // 1: counters serve only what needs presence; an accepting visitor does not pass to the counter first
    guides,          // agents at the teaching desk of a centre
    lesson_success,  // chance that a lesson ends with the transaction done digitally
};
inline constexpr int knob_kinds = 6;
struct Knob {
    KnobKind kind;
    Index initiative;               // whose it is
    Index centre = none;            // none: everywhere
    double from_s, until_s, value;  // outside [from, until) the knob is 0
};
struct Initiative {
    std::string id;
    Name name;
    double from_s, until_s;
    std::string from, until;  // ISO dates, both days included
};

// ---- what is wanted, what things cost, how it is studied
// ------------------------------------------------------------------------
struct Target {
    std::string measure, of;  // "service_level@10min/offered", "all"
    bool at_least = true;
    double value = 0;
    std::string id = {};
};
// What was observed in life, to hold the result against: never used by the simulation.
struct Reported {
    std::string id;
    Name name;
    std::string measure, of;  // "digital_transactions", "all"
    double value = 0;         // in the measure's own unit
};
struct Costs {
    std::string currency = "AED";
    double counter_transaction = 0, digital_transaction = 0;  // money per completed transaction
    double guide_hour = 0;                                    // money per guide on duty and hour
    double centre_day = 0;                                    // fixed money per centre and working day
    double centre_day_co2_kg = 0;                             // of the building, per centre and working day
    double trip_time_s = 0;                                   // of one visit, both ways
    double trip_co2_kg = 0;                                   // per visit
    double sheet_co2_kg = 0;
    double digital_time_s = 0;  // customer's own time on one digital attempt, beside the response time
};
enum class Series : std::uint8_t { off, half_hour, typical_day, typical_week, day };
struct Study {
    double horizon_s = 0, warmup_s = 0;
    bool warmup_auto = false;  // warmup_s is found by a pilot before the run (results/pilot.hpp)
    int replications = 10;
    int batches = 0;  // one long run is cut into so many; 0: replications as they are
    std::uint64_t seed = 1;
    Series series = Series::typical_day;
    double confidence = 0.95;
    double within_s = 600;  // the service level's threshold
};

struct Scenario {
    std::string name;  // one line
    Name title;
    std::string description;
    Calendar calendar;
    std::vector<Service> services;
    std::vector<Segment> segments;
    std::vector<CustomerClass> classes;  // at least one
    std::vector<Stream> streams;
    std::optional<Needs> needs;
    Adoption adoption;
    std::vector<Station> stations;  // of all centres, grouped by centre
    std::vector<Centre> centres;
    std::vector<Channel> channels;
    Platform platform;
    std::vector<BackOffice> back_offices;
    std::vector<Initiative> initiatives;
    std::vector<Knob> knobs;  // sorted by from_s
    std::vector<Target> targets;
    std::vector<Reported> reported;
    Costs costs;
    Study study;
    std::vector<Provenance> provenance;
    std::string text;    // the resolved scenario as canonical JSON (extends and --set applied)
    std::string sha256;  // of `text`
    std::vector<std::string>
        files;                  // the file and those it extends, outermost first, then traces and the platform file; as found
    std::string baseline_file;  // the scenario this one is measured against, resolved path; empty: none
};

}  // namespace counterless
