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

#include "models/constants.hpp"
#include "models/law.hpp"
#include "scenarios/half_width.hpp"
#include "scenarios/roster.hpp"
#include "scenarios/staffing.hpp"
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
    // Hours of centres that state none of their own, in seconds of the day. The counter profile is stated for the usual ones.
    OpenInterval usual_hours{0, 86400};
    std::vector<OpenInterval> hours;  // by day; empty: the usual ones every day

    [[nodiscard]] const OpenInterval& hours_on(std::size_t day) const { return hours.empty() ? usual_hours : hours[day]; }
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
    std::vector<DatedValue> ease;      // logits, how easy its digital way is beside the other services'; sorted; empty: 0
    double effort_s = 0;               // the customer's own time on doing it digitally
};
struct Segment {
    std::string id;
    Name name;
    double weight = 1;                  // of its eligible needs, relative to the other eligible segments
    double habit = 0;                   // digital habit, logit, relative to the other segments
    Index klass = 0;                    // how counters treat it
    std::vector<double> channel_share;  // by channel; which smart channel, among those that offer the service; sums to 1
    // Its customers, where they are told apart (Adoption::remembers).
    std::uint32_t customers = 0;      // registered
    Law activity = deterministic(1);  // needs of one of them over those of another
    double habit_sd = 0;              // of their own habits around `habit`, normal, in logits
    double offline = 0;               // share who cannot go digital at all
    bool exempt = false;              // spared by initiatives that do not name it
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
    bool closed_days_wait =
        false;  // a need for a counter on a closed day comes on the next working day; false: it does not arise
};
// Why a need that may go either way goes digital. The chance is logistic(base + habit + ease + ...); base is the one number that
// makes the digital share of the first day what is stated.
//   fixed  nobody learns: only who, which service, and what initiatives lift
//   bass   a customer adopts once and for all: at the hazard p + q F / m, F the share of adopters, m of those who ever may
//          (Bass 1969; m that changes: Mahajan and Peterson 1978; lifts multiply the hazard: Bass, Krishnan and Jain 1994)
//   habit  each customer learns from what befalls him, and from messages
//   logit  each weighs the wait he remembers, the trip and the effort
enum class AdoptionModel : std::uint8_t { fixed, bass, habit, logit };
struct Bass {
    double innovation_per_year = 0, imitation_per_year = 0;  // p, q
    std::vector<DatedValue> ceiling;                         // m, a share of the customers; sorted, the first from -infinity
};
// What a customer's habit gains or loses, in logits. A gain g moves it from L to L + g (1 - L / limit), a loss likewise towards
// -limit, so that it stays between.
struct Learning {
    double success = 0;                  // a transaction done digitally of his own accord
    double taught = 0, taught_kept = 1;  // after a lesson, of those who keep it; the chance to keep it
    double moved = 0, moved_kept = 1;    // moved by signs, a message beforehand, restricted counters or a mandate
    double failure = 0;                  // a loss, after an attempt that failed
    double counter = 0;                  // a loss, after a transaction at a counter
    double limit = 10;
    double half_life_s = infinite;          // of what was learnt
    double message_half_life_s = infinite;  // of what a message lifts
    double message_fatigue = 0;             // each message read lifts by so much less than the one before, as a share
};
// Weights of the models `habit` and `logit`, in logits per second.
struct Weights {
    double wait_per_s = 0, trip_per_s = 0, effort_per_s = 0;
    double reference_wait_s = 0;  // the wait that customers expect at the beginning
    double memory = 1;            // weight of the last wait beside what he remembered before it
};
struct Adoption {
    AdoptionModel model = AdoptionModel::fixed;
    double share = 0;  // digital share of completed transactions on the first day, without any initiative
    Bass bass;
    Learning learning;
    Weights weights;

    [[nodiscard]] bool remembers() const { return model != AdoptionModel::fixed; }
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
    double trip_s = -1;       // the customer's way there and back; negative: Costs::trip_time_s
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
    guide_all,       // 1: guides approach every accepting visitor, not only those with a fee to pay
    lift,            // logits on the choice of digital: a prize draw, an announcement
    ease,            // logits on the choice of digital: the service's digital way was improved
    mandate,         // 1: needs that may go either way must go digital
    displaced,  // chance that who would come to a counter goes to a typing centre or broker instead (Initiative::displaced_to)
    centre_closed,    // 1: the centre takes no visits; they go to the others, or to Initiative::merged_into
    counters_closed,  // agents fewer at each station of the centre that has a plain number of them
    letter,           // a message that lifts, sent at from_s; the value is the logits it lifts who reads it
};
inline constexpr int knob_kinds = 14;
// Chances of several initiatives at once combine as independent ones; these add up.
inline constexpr bool adds_up(KnobKind kind) {
    return kind == KnobKind::guides || kind == KnobKind::lift || kind == KnobKind::ease || kind == KnobKind::counters_closed ||
           kind == KnobKind::letter;
}
struct Knob {
    KnobKind kind;
    Index initiative;               // whose it is; its scope says for which services and segments it holds
    Index centre = none;            // none: everywhere
    double from_s, until_s, value;  // outside [from, until) the knob is 0
};
struct Initiative {
    std::string id;
    Name name;
    double from_s, until_s;
    std::string from, until;     // ISO dates, both days included; until is empty where it does not end
    std::vector<char> services;  // by service: does it hold for it; empty: for all
    std::vector<char> segments;  // by segment; empty: for all
    double letter_read = 0;      // share of customers whom one of its messages reaches and who read it
    Index displaced_to = none;   // a channel
    Index merged_into = none;    // a centre
    double cost = 0;             // money, once: preparing it, prizes
    double letter_cost = 0;      // money per message sent
    double letter_reach = 0;     // share of customers to whom one is sent
    // Before it begins: this share of the counter needs of its days come on the working days before instead.
    double pulled_forward = 0;
    int pulled_days = 0;

    [[nodiscard]] bool covers(Index service, Index segment) const {
        return (services.empty() || service == none || services[service] != 0) &&
               (segments.empty() || segment == none || segments[segment] != 0);
    }
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
    double agent_hour = 0;                                    // money per agent on duty and hour, for staffing alone
    double guide_hour = 0;                                    // money per guide on duty and hour
    double centre_day = 0;                                    // fixed money per centre and working day
    double centre_day_co2_kg = 0;                             // of the building, per centre and working day
    double trip_time_s = 0;                                   // of one visit, both ways
    double trip_co2_kg = 0;                                   // per visit
    double sheet_co2_kg = 0;
    double digital_time_s = 0;  // customer's own time on one digital attempt, beside the response time
};
// Content of customers with what befell them, from 0 to 100: `base` less what each of these takes off it, over all transactions.
struct Happiness {
    bool stated = false;
    double base = 100;
    double per_minute_waited = 0;  // in line, on the mean over all transactions
    double per_failure = 0, per_given_up = 0, per_trip = 0;
};
enum class Series : std::uint8_t { off, half_hour, typical_day, typical_week, day, month, year };
// A value that nobody knows exactly: any field of the scenario, by its JSON pointer, and the law of what it may be.
struct Uncertain {
    std::string id, place;
    Law law;
};
struct Study {
    double horizon_s = 0, warmup_s = 0;
    bool warmup_auto = false;  // warmup_s is found by a pilot before the run (results/pilot.hpp)
    int replications = 10;
    int batches = 0;  // one long run is cut into so many; 0: replications as they are
    std::uint64_t seed = 1;
    Series series = Series::typical_day;
    double confidence = 0.95;
    double within_s = 600;  // the service level's threshold
    double scale = 1;       // share of the customers and their needs that are simulated; totals are divided by it
    std::vector<Uncertain> uncertain;
    int draws = 0;                          // of the uncertain values, each with `replications` runs of its own; 0: as stated
    std::vector<AskedHalfWidth> precision;  // if any: replications until these hold, whatever `replications` says
    int replications_max = 10'000;          // then no more than these
    bool antithetic = false;                // replication 2k + 1 has the mirrored luck of 2k
    bool controls = false;                  // means are corrected by control variates
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
    Happiness happiness;
    Study study;
    std::vector<Provenance> provenance;
    std::string text;    // the resolved scenario as canonical JSON (extends and --set applied)
    std::string sha256;  // of `text`
    std::vector<std::string>
        files;  // the file and those it extends, outermost first, then traces and the platform file; as found
    StaffingRules staffing;
    std::string baseline_file;  // the scenario this one is measured against, resolved path; empty: none
    std::optional<RosterRules> roster;
};

}  // namespace counterless
