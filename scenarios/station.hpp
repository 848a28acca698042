// scenarios/station.hpp: one place of service: the lines before it, the agents behind it, and where people go from there.
// Three separate things, so that each can be as plain or as rich as the study asks. A *line* orders those who wait: between
// classes, and within one. A *pool* is a number of like agents with skills and duty; a named agent is a pool of one. A *route*
// says what follows a service, an `Otherwise` what follows when there is none: place full, too long a line, patience over, doors
// closed, nobody on duty. The plain case (one line, `agents` alike, on to the next station) needs none of the vectors below.
// Seconds from the start of the horizon, indices as in scenario.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/constants.hpp"
#include "models/law.hpp"

namespace counterless {

using Index = std::uint32_t;
inline constexpr Index none = std::numeric_limits<Index>::max();
inline constexpr int unlimited = std::numeric_limits<int>::max();  // agents or places

struct Name {
    std::string en, ar;  // ar may be empty: the page then shows en
};

// Customers who are treated alike at counters. Class 0 always exists.
struct CustomerClass {
    std::string id;
    Name name;
};

// ---- lines --------------------------------------------------------------------------------------------------------------------
enum class OrderBetween : std::uint8_t {
    arrival,
    priority,
    accumulating
};  // classes: as they came; by number; number + rate x wait
enum class OrderWithin : std::uint8_t { fifo, lifo, random, shortest_first };  // shortest_first: by the service time he will need
enum class Interruption : std::uint8_t { resume, restart, resample };          // what happens to work that was begun
enum class Balking : std::uint8_t { never, by_length, by_announced_wait };

// How a station treats one class.
struct Treatment {
    double priority = 0;      // the higher goes first
    double growth_per_s = 0;  // priority earned by each second of waiting (accumulating)
    bool preempts = false;    // takes an agent from a class of lower priority
    Law service, patience;    // the station's own unless the class has another
};
struct BalkStep {
    double from = 0;    // people in line, or announced seconds, from this value on
    double chance = 0;  // that a customer does not join
};

// ---- agents -------------------------------------------------------------------------------------------------------------------
enum class EndOfShift : std::uint8_t {
    finish,
    hand_over,
    drop
};  // serve him to the end; he goes back to the head of his line; he leaves
enum class AgentChoice : std::uint8_t { longest_idle, fastest, least_skilled, preferred, random };

// What a pool can do. Absent from a pool's list: it does not serve that class.
struct Skill {
    Index klass = 0;
    double speed = 1;            // divides the service time
    int agent_prefers = 0;       // the lower first, when a free agent chooses among lines
    int customer_prefers = 0;    // the lower first, when a customer finds several pools free (AgentChoice::preferred)
    int reserve = 0;             // serve this class only while more than so many of the pool are free
    std::optional<Law> service;  // for this pool and class instead of the class's own
};
struct Break {
    double from_s, until_s,
        length_s;  // to be begun in [from, until), evenly staggered over the agents, after the customer at the desk
};
struct Duty {  // a number of agents from one instant to another
    double from_s, until_s;
    int agents;  // or unlimited
    std::vector<Break> breaks;
};
struct Breakdown {
    bool while_busy = false;  // the clock runs only while the agent serves; otherwise always while on duty
    bool together = false;    // the whole station stops at once (its system is down)
    Law up, repair;           // time to the next breakdown, time to repair it
    int repairers = unlimited;
    Interruption work = Interruption::resume;
};
struct Pool {
    std::string id;
    Name name;
    int agents = 0;             // on duty while the centre is open and until the last has left; unused if there are duties
    std::vector<Duty> duties;   // shifts over the whole horizon, sorted by from_s; may overlap
    std::vector<Skill> skills;  // empty: serves every class at speed 1
    EndOfShift end = EndOfShift::finish;
    double absence = 0;  // chance that an agent misses a duty
    Law after_service = deterministic(0);
    Law setup = deterministic(0);  // before a service of another class than the agent's last
    std::optional<Breakdown> breakdown;
    bool one_crew = false;                // the duties are one crew's number piece by piece: only the difference comes or goes
    [[nodiscard]] bool endless() const {  // at some time there is an agent for everyone
        return agents == unlimited ||
               std::any_of(duties.begin(), duties.end(), [](const Duty& d) { return d.agents == unlimited; });
    }
};

// ---- what follows -------------------------------------------------------------------------------------------------------------
enum class Goal : std::uint8_t {
    next,
    out,
    station,
    shortest
};                  // the next station of the path; home; a named one; the shortest of several
struct Condition {  // about the state of a station now
    Index station = none;
    int waiting_from = 0, waiting_below = unlimited;
};
struct Route {
    double share = 1;  // among the routes that apply, in proportion
    Goal goal = Goal::next;
    std::vector<Index> stations;  // one, or several for Goal::shortest
    Index klass = none;           // applies to this class only
    Index becomes = none;         // and he goes on as this class
    std::optional<Condition> when;
};
// What an unserved customer does; the rest of the chance: he goes home.
struct Otherwise {
    double retry = 0;  // comes back after `delay`
    Law delay;
    double tomorrow = 0;  // comes back at some time of the next open day
    double digital = 0;   // does it on `channel` instead
    Index channel = none;
    double onward = 0;  // goes on as if served here
    double elsewhere = 0;
    Index station = none;  // there
    [[nodiscard]] bool stated() const { return retry + tomorrow + digital + onward + elsewhere > 0; }
};
// Why he was not served.
enum class Unserved : std::uint8_t { full, balked, reneged, closed, unstaffed, dropped };
inline constexpr int unserved_reasons = 6;

struct Callback {
    double from_wait_s = 0;  // offered when the announced wait is at least this
    double accepts = 0;      // share of those to whom it is offered
    double answers = 1;      // share who can be reached when it is their turn
};
struct Fork {
    bool by_transaction = false;  // one branch for each transaction of the visit; else one for each station
    std::vector<Index> stations;  // where the branches go; by transaction: one station
};

enum class ServiceUnit : std::uint8_t { visit, transaction };  // the service law is per visit, or once for each transaction of it
enum class Serves : std::uint8_t { everyone, fee_payers };     // others walk past
enum class LinesPer : std::uint8_t { station, counter };       // one for all, or one before each counter

struct Station {
    std::string id;  // "counter"
    Index centre = none;
    Name name;
    int counters = -1;      // desks; -1: as many as are wanted
    int agents = 0;         // of the plain case, or of all pools together; while the centre is open and until the last has left
    Law service, patience;  // seconds
    int capacity = -1;      // places in line and service together; -1: unlimited
    ServiceUnit unit = ServiceUnit::visit;
    Serves serves = Serves::everyone;
    bool guides = false;  // the initiative's teaching desk: staffed by the `guides` knob, never by `agents`

    std::vector<Treatment> classes;  // one a class, or empty: all alike
    OrderBetween between = OrderBetween::arrival;
    OrderWithin within = OrderWithin::fifo;
    LinesPer lines = LinesPer::station;
    int jockey_from = 0;     // lines per counter: the last of a line this much longer moves over; 0: nobody does
    int line_capacity = -1;  // places in each line, without those in service
    Interruption work = Interruption::resume;  // what is left to do for who was preempted or handed over
    Balking balking = Balking::never;
    std::vector<BalkStep> balk;  // sorted by `from`
    std::optional<Callback> callback;

    std::vector<Pool> pools;  // empty: one of `agents` who can do everything
    AgentChoice choice = AgentChoice::longest_idle;
    int batch_min = 1, batch_max = 1;   // customers served together; an agent waits for the least number
    bool turn_away_at_closing = false;  // those in line leave when the doors close; otherwise all inside are served
    Index system = none;                // a channel whose journey follows each service while the agent waits for it

    bool blocks = false;        // a full station keeps the customer at the agent upstream instead of refusing him
    std::vector<Route> routes;  // empty: the next of the path
    std::optional<Fork> fork;   // after the service; he goes on when all branches are done
    std::array<Otherwise, unserved_reasons> otherwise;
    [[nodiscard]] const Otherwise& after(Unserved why) const { return otherwise[static_cast<std::size_t>(why)]; }
};

}  // namespace counterless
