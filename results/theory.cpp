// results/theory.cpp: the two tables, and for each formula the function that turns what is given into figures.
// Little's law gives numbers from times and times from numbers; it is not repeated in the comments.
#include "results/theory.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "models/birth_death.hpp"
#include "models/erlang.hpp"
#include "models/general_queue.hpp"
#include "models/integral.hpp"
#include "models/networks.hpp"
#include "models/patience.hpp"
#include "models/priority.hpp"
#include "models/retrial.hpp"

namespace counterless {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity(), unknown = std::numeric_limits<double>::quiet_NaN();
using Figures = std::vector<Figure>;

constexpr std::array parameters{
    Parameter{"agents", ParameterKind::whole, 0, 100'000, "How many serve: 8, or several as in 5:12 or 4,6,10:20:2"},
    Parameter{"arrivals", ParameterKind::rate, 0, 1e9, "Customers who come per time, as in \"7.2 / min\""},
    Parameter{"service", ParameterKind::duration, 1e-6, 1e12, "Mean time with an agent, as in \"3 min\""},
    Parameter{"patience", ParameterKind::duration, 1e-6, 1e12, "Mean time until one who waits gives up"},
    Parameter{"patience-cv", ParameterKind::number, 0.01, 100, "Standard deviation of the patience over its mean"},
    Parameter{"capacity", ParameterKind::whole, 1, 1'000'000, "Places in line and in service together"},
    Parameter{"cv", ParameterKind::number, 0, 1000,
              "Standard deviation of the service time over its mean: 0 always the same, 1 exponential"},
    Parameter{"arrival-cv", ParameterKind::number, 0, 1000, "The same of the time between arrivals: 0 by the clock, 1 Poisson"},
    Parameter{"urgent", ParameterKind::rate, 0, 1e9, "Urgent customers who come per time, besides the others"},
    Parameter{"customers", ParameterKind::whole, 1, 100'000, "How many there are in all"},
    Parameter{"think", ParameterKind::duration, 1e-6, 1e12, "Mean time until a customer who was served comes again"},
    Parameter{"again", ParameterKind::number, 0, 0.9999, "Chance that a served customer goes back to the end of the line"},
    Parameter{"return", ParameterKind::duration, 1e-6, 1e12, "Mean time until one who found no agent free tries again"},
    Parameter{"give-up", ParameterKind::number, 0.001, 1, "Chance that one who found no agent free never tries again"},
    Parameter{"within", ParameterKind::duration, 0, 1e12, "Adds the share served within this time of waiting"},
};

int agents_of(const Given& given) { return static_cast<int>(given("agents")); }
double load_of(const Given& given) { return given("arrivals") * given("service"); }

Figure load(double value) { return {"offered_load", "offered load, erlang", "load", Shown::number, value}; }
Figure occupancy(double value) {
    return {"occupancy", "occupancy of the agents", "occupancy", Shown::share, std::min(value, 1.0)};
}
Figure wait_probability(double value) { return {"wait_probability", "have to wait", "wait at all", Shown::share, value}; }
Figure wait_mean(double value) { return {"wait_mean", "mean wait", "mean wait", Shown::time, value}; }
Figure queue_mean(double value) { return {"queue_length_mean", "mean number waiting", "waiting", Shown::number, value}; }
Figure sojourn(double value, bool in_table = false) {
    return {"sojourn_mean", "mean time inside", "inside", Shown::time, value, in_table};
}
Figure in_system(double value) { return {"in_system_mean", "mean number inside", "number in", Shown::number, value, false}; }
Figure blocked(double value) { return {"blocked", "turned away", "turned away", Shown::share, value}; }
Figure throughput(double per_s) { return {"throughput", "served per hour", "served / h", Shown::number, per_s * 3600, false}; }
Figure service_level(double value) {
    return {"service_level", "served in time, of all who come", "in time", Shown::share, value};
}

double share_of(double part, double whole) { return whole > 0 ? part / whole : 0; }

Figures of_erlang_b(const Given& given) {
    const double lost = erlang_b(agents_of(given), load_of(given));
    const double carried = load_of(given) * (1 - lost);
    return {load(load_of(given)), blocked(lost), occupancy(share_of(carried, agents_of(given))),
            throughput(given("arrivals") * (1 - lost)), in_system(carried)};
}

// Among those who wait the wait is exponential with mean service / (c - load): the quantile follows.
double wait_quantile_mmc(const Given& given, double q) {
    const double spare = agents_of(given) - load_of(given), waits = erlang_c(agents_of(given), load_of(given));
    if (spare <= 0) return infinity;
    return waits <= 1 - q ? 0 : std::log(waits / (1 - q)) * given("service") / spare;
}

Figures of_erlang_c(const Given& given) {
    const double wait = wait_mean_mmc(agents_of(given), given("arrivals"), given("service")), inside = wait + given("service");
    Figures figures{load(load_of(given)),
                    occupancy(share_of(load_of(given), agents_of(given))),
                    wait_probability(erlang_c(agents_of(given), load_of(given))),
                    wait_mean(wait),
                    {"wait_p90", "nine in ten wait at most", "90 % wait", Shown::time, wait_quantile_mmc(given, 0.9)},
                    queue_mean(given("arrivals") * wait),
                    sojourn(inside),
                    in_system(given("arrivals") * inside)};
    if (given.has("within"))
        figures.push_back(
            service_level(1 - wait_over_mmc(agents_of(given), given("arrivals"), given("service"), given("within"))));
    return figures;
}

// The line that the recursion walks along: where as many give up as come too many, and eight deviations on.
bool can_be_walked(const Given& given) {
    constexpr double steps_most = 2e7;
    const double too_many = std::max(0.0, given("arrivals") - agents_of(given) / given("service"));
    return too_many * given("patience") + 8 * std::sqrt(given("arrivals") * given("patience")) < steps_most;
}

// The wait w offered to who comes has density proportional to exp(exponent(w)) above 0 (Baccelli and Hebuterne 1981); he is
// served if his patience outlasts it. The curve is integrated up to where it has fallen by exp(-50), in pieces around its peak.
double served_within(const Given& given, double wait_probability, double t_s) {
    const double arrivals = given("arrivals"), speed = agents_of(given) / given("service"), theta = 1 / given("patience");
    if (agents_of(given) == 0) return 0;
    const auto exponent = [&](double wait) { return -arrivals * std::expm1(-theta * wait) / theta - speed * wait; };
    const double peak = arrivals > speed ? std::log(arrivals / speed) / theta : 0, highest = exponent(peak);
    const double bend = 1 / std::sqrt(theta * std::max(arrivals, speed)), steepest = 50 / speed;
    const double fall = arrivals < speed ? std::min(15 * bend + steepest, 50 / (speed - arrivals)) : 15 * bend + steepest;
    const auto area = [&](double until, bool patient) {
        const auto curve = [&](double wait) { return std::exp(exponent(wait) - highest - (patient ? theta * wait : 0)); };
        double sum = 0, from = 0;
        for (const double edge : {peak - 15 * bend, peak - 3 * bend, peak, peak + 3 * bend, peak + fall}) {
            const double to = std::min(edge, until);
            if (to > from) sum += integral(curve, from, to), from = to;
        }
        return sum;
    };
    const double end = peak + std::max(fall, 3 * bend);
    return 1 - wait_probability + wait_probability * area(std::min(t_s, end), true) / area(end, false);
}

Figures of_erlang_a(const Given& given) {
    const ImpatientQueue queue = can_be_walked(given)
                                     ? erlang_a(agents_of(given), given("arrivals"), given("service"), given("patience"))
                                     : ImpatientQueue{unknown, unknown, unknown, unknown};
    const double served = given("arrivals") * (1 - queue.abandonment);
    Figures figures{load(load_of(given)),
                    occupancy(share_of(served * given("service"), agents_of(given))),
                    wait_probability(queue.wait_probability),
                    {"abandonment", "give up", "give up", Shown::share, queue.abandonment},
                    wait_mean(queue.queue_mean / given("arrivals")),
                    {"wait_served_mean", "mean wait of the served", "if served", Shown::time, queue.wait_served_mean_s},
                    queue_mean(queue.queue_mean),
                    throughput(served)};
    if (given.has("within")) figures.push_back(service_level(served_within(given, queue.wait_probability, given("within"))));
    return figures;
}

Figures of_patience(const Given& given) {
    const double unwalked = agents_of(given) > 0 && can_be_walked(given) ? 0 : unknown;
    const PatienceAnswer queue = unwalked == 0 ? mmc_patience(agents_of(given), given("arrivals"), given("service"),
                                                              survival_lognormal(given("patience"), given("patience-cv")))
                                               : PatienceAnswer{unknown, unknown, unknown, unknown, unknown, unknown, unknown};
    const double served = given("arrivals") * (1 - queue.abandonment);
    return {load(load_of(given)),
            occupancy(share_of(served * given("service"), agents_of(given))),
            wait_probability(queue.wait_probability),
            {"abandonment", "give up", "give up", Shown::share, queue.abandonment},
            wait_mean(queue.wait_mean_s),
            {"wait_served_mean", "mean wait of the served", "if served", Shown::time, queue.wait_served_mean_s},
            queue_mean(queue.queue_mean),
            throughput(served)};
}

// What follows from the mean wait alone, in a line that nobody leaves.
Figures of_wait(const Given& given, double wait) {
    const double inside = wait + given("service");
    return {load(load_of(given)),  occupancy(share_of(load_of(given), agents_of(given))),
            wait_mean(wait),       queue_mean(given("arrivals") * wait),
            sojourn(inside, true), in_system(given("arrivals") * inside)};
}
bool overloaded(const Given& given) { return load_of(given) >= agents_of(given); }
// The sums of mdc grow as the load nears the agents: a thousand such units are about half a second.
bool can_be_summed(const Given& given) {
    const double spare = 1 - load_of(given) / agents_of(given);
    return agents_of(given) == 1 || (agents_of(given) <= 100 && agents_of(given) * spare * spare >= 1e-3);
}

Figures of_mdc(const Given& given) {
    if (overloaded(given)) return of_wait(given, infinity);
    return of_wait(given,
                   can_be_summed(given) ? mdc(agents_of(given), given("arrivals"), given("service")).wait_mean_s : unknown);
}
Figures of_dmc(const Given& given) {
    if (overloaded(given)) return of_wait(given, infinity);
    const double gap = 1 / given("arrivals");
    return of_wait(given, can_be_summed(given)
                              ? gmc(agents_of(given), transform_deterministic(gap), gap, given("service")).wait_mean_s
                              : unknown);
}
Figures of_mgc(const Given& given) {
    if (overloaded(given)) return of_wait(given, infinity);
    return of_wait(given, can_be_summed(given)
                              ? wait_mean_mgc_interpolated(agents_of(given), given("arrivals"), given("service"), given("cv"))
                              : unknown);
}
Figures of_ggc(const Given& given) {
    if (overloaded(given)) return of_wait(given, infinity);
    return of_wait(
        given, wait_mean_allen_cunneen(agents_of(given), given("arrivals"), given("arrival-cv"), given("service"), given("cv")));
}

Figures of_priority(const Given& given) {
    const std::array rates{given("urgent"), given("arrivals")};
    const auto waits = wait_mean_priority_mmc(agents_of(given), rates, given("service"));
    const auto inside = sojourn_mean_preemptive_mmc(agents_of(given), rates, given("service"));
    const double load_all = (rates[0] + rates[1]) * given("service");
    return {load(load_all),
            occupancy(share_of(load_all, agents_of(given))),
            {"wait_mean_urgent", "mean wait, urgent", "urgent", Shown::time, waits[0]},
            {"wait_mean_others", "mean wait, others", "others", Shown::time, waits[1]},
            {"sojourn_mean_urgent_preemptive", "mean time inside if they interrupt, urgent", "inside, urgent", Shown::time,
             inside[0]},
            {"sojourn_mean_others_preemptive", "mean time inside if interrupted, others", "others", Shown::time, inside[1]}};
}

Figures of_finite_source(const Given& given) {
    const int customers = static_cast<int>(given("customers"));
    const double all = customers;
    const LineAnswer line =
        agents_of(given) > 0 ? finite_source(agents_of(given), customers, given("think"), given("service"))
                             : LineAnswer{.inside_mean = all, .queue_mean = all, .wait_probability = 1, .wait_mean_s = infinity};
    return {occupancy(share_of(line.throughput_per_s * given("service"), agents_of(given))),
            wait_probability(line.wait_probability), wait_mean(line.wait_mean_s), queue_mean(line.queue_mean),
            throughput(line.throughput_per_s)};
}
Figures of_engset(const Given& given) {
    return {blocked(engset_blocked(agents_of(given), static_cast<int>(given("customers")), given("think"), given("service")))};
}

Figures of_feedback(const Given& given) {
    const OpenNetwork network = feedback_mmc(agents_of(given), given("arrivals"), given("service"), given("again"));
    const OpenStationAnswer& station = network.stations.front();
    const double work = station.arrivals_per_s * given("service");
    return {load(work),
            occupancy(share_of(work, agents_of(given))),
            wait_mean(station.wait_mean_s),
            {"visits_mean", "times in line, per customer", "times", Shown::number, station.visits_mean},
            sojourn(network.sojourn_mean_s, true)};
}

// The chain is cut at an orbit that can be solved in a second. It is large enough if a third less changes nothing.
RetrialAnswer retrial_if_it_fits(const Given& given) {
    constexpr int states_most = 1500;
    constexpr double small = 1e-6;
    const int orbit = states_most / (agents_of(given) + 1);
    const auto cut_at = [&](int most) {
        return retrial_mmc(agents_of(given), given("arrivals"), given("service"), given("return"), given("give-up"), most);
    };
    if (orbit >= 20) {
        const RetrialAnswer all = cut_at(orbit), fewer = cut_at(2 * orbit / 3);
        if (std::abs(all.orbit_mean - fewer.orbit_mean) <= small * all.orbit_mean) return all;
    }
    return {unknown, unknown, unknown, unknown, unknown, unknown};
}

Figures of_retrial(const Given& given) {
    const RetrialAnswer all = retrial_if_it_fits(given);
    return {load(load_of(given)),
            occupancy(share_of(all.busy_mean, agents_of(given))),
            {"refused_first", "find no agent free at first", "refused", Shown::share, all.refused_first},
            {"abandonment", "give up", "give up", Shown::share, all.lost},
            {"attempts_mean", "attempts, per customer", "attempts", Shown::number, all.attempts_mean},
            {"orbit_mean", "away, about to try again", "away", Shown::number, all.orbit_mean}};
}

Figures of_mmck(const Given& given) {
    const FiniteQueue queue = mmck(agents_of(given), static_cast<int>(given("capacity")), given("arrivals"), given("service"));
    const double admitted = given("arrivals") * (1 - queue.blocked);
    return {load(load_of(given)),         occupancy(share_of(admitted * given("service"), agents_of(given))),
            blocked(queue.blocked),       wait_mean(queue.wait_mean_s),
            queue_mean(queue.queue_mean), sojourn(queue.wait_mean_s + given("service")),
            throughput(admitted)};
}

Figures of_mg1(const Given& given) {
    const double wait = wait_mean_mg1(given("arrivals"), given("service"), given("cv")), inside = wait + given("service");
    return {load(load_of(given)),
            occupancy(load_of(given)),
            wait_probability(std::min(load_of(given), 1.0)),
            wait_mean(wait),
            queue_mean(given("arrivals") * wait),
            sojourn(inside),
            in_system(given("arrivals") * inside)};
}

Figures of_ps(const Given& given) {
    const double inside = sojourn_mean_mg1_ps(given("arrivals"), given("service"));
    return {load(load_of(given)),
            occupancy(load_of(given)),
            sojourn(inside, true),
            in_system(given("arrivals") * inside),
            {"slowdown", "times as long as alone", "slowdown", Shown::number, inside / given("service")}};
}

const std::array formulas{
    Formula{"erlang-b",
            "M/G/c/c: nobody waits, who finds all agents busy is turned away",
            "Poisson arrivals; any law of service, only its mean matters",
            "Erlang 1917; insensitivity: Sevast'yanov 1957",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\"",
            {"agents", "arrivals", "service"},
            {},
            of_erlang_b},
    Formula{"erlang-c",
            "M/M/c: everybody waits as long as it takes",
            "Poisson arrivals; exponential service; one line, first come, first served; steady state",
            "Erlang 1917",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\" --within \"2 min\"",
            {"agents", "arrivals", "service"},
            {"within"},
            of_erlang_c},
    Formula{"erlang-a",
            "M/M/c+M: who waits may give up",
            "Poisson arrivals; exponential service and patience; one line, first come, first served; steady state",
            "Palm 1957; Garnett, Mandelbaum and Reiman 2002; service level: Baccelli and Hebuterne 1981",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\" --patience \"10 min\" --within \"2 min\"",
            {"agents", "arrivals", "service", "patience"},
            {"within"},
            of_erlang_a},
    Formula{"mmc-patience",
            "M/M/c+G: the same, with lognormal patience",
            "Poisson arrivals; exponential service; lognormal patience; one line; steady state",
            "Baccelli and Hebuterne 1981; Zeltyn and Mandelbaum 2005",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\" --patience \"10 min\" --patience-cv 1.5",
            {"agents", "arrivals", "service", "patience", "patience-cv"},
            {},
            of_patience},
    Formula{"mmck",
            "M/M/c/K: a hall of K places, who finds it full is turned away",
            "Poisson arrivals; exponential service; one line; steady state",
            "Kleinrock 1975, section 3.6 (birth and death)",
            "--agents 8 --capacity 20 --arrivals \"7.2 / min\" --service \"1 min\"",
            {"agents", "capacity", "arrivals", "service"},
            {},
            of_mmck},
    Formula{"mg1",
            "M/G/1: one agent, any law of service",
            "Poisson arrivals; first come, first served; steady state",
            "Pollaczek 1930; Khinchine 1932",
            "--arrivals \"0.5 / min\" --service \"90 s\" --cv 0.7",
            {"arrivals", "service", "cv"},
            {},
            of_mg1},
    Formula{"mdc",
            "M/D/c: every service takes the same time",
            "Poisson arrivals; constant service; one line; steady state",
            "Crommelin 1932",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\"",
            {"agents", "arrivals", "service"},
            {},
            of_mdc},
    Formula{"mgc",
            "M/G/c: any law of service, APPROXIMATELY",
            "Poisson arrivals; one line; steady state; an approximation, exact at cv 0 and 1, good up to a cv of 1.4",
            "Tijms 2003, section 9.6",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\" --cv 0.7",
            {"agents", "arrivals", "service", "cv"},
            {},
            of_mgc},
    Formula{"ggc",
            "G/G/c: any laws of arrivals and service, APPROXIMATELY",
            "one line; steady state; an approximation, exact for M/M/c and M/G/1",
            "Allen and Cunneen; Allen 1990",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\" --cv 0.7 --arrival-cv 1.5",
            {"agents", "arrivals", "service", "cv", "arrival-cv"},
            {},
            of_ggc},
    Formula{"dmc",
            "D/M/c: customers come by the clock",
            "evenly spaced arrivals; exponential service; one line; steady state",
            "Takacs 1962; Gross and Harris 1998, section 5.3",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\"",
            {"agents", "arrivals", "service"},
            {},
            of_dmc},
    Formula{"priority",
            "M/M/c with urgent customers, who go first or even interrupt",
            "Poisson arrivals; one exponential law of service for both; steady state",
            "Cobham 1954; Kella and Yechiali 1985; Buzen and Bondi 1983",
            "--agents 8 --urgent \"2 / min\" --arrivals \"5.2 / min\" --service \"1 min\"",
            {"agents", "urgent", "arrivals", "service"},
            {},
            of_priority},
    Formula{"feedback",
            "M/M/c whose customers may have to come back at once",
            "Poisson arrivals; exponential service; who comes back goes to the end of the line; steady state",
            "Jackson 1957",
            "--agents 8 --arrivals \"6 / min\" --service \"1 min\" --again 0.1",
            {"agents", "arrivals", "service", "again"},
            {},
            of_feedback},
    Formula{"retrial",
            "M/M/c/c with retrials: no line, who finds no agent free tries again or gives up",
            "Poisson arrivals; exponential service and time until the next try; steady state",
            "Falin and Templeton 1997",
            "--agents 8 --arrivals \"7.2 / min\" --service \"1 min\" --return \"5 min\" --give-up 0.2",
            {"agents", "arrivals", "service", "return", "give-up"},
            {},
            of_retrial},
    Formula{"finite-source",
            "M/M/c//N: a known number of customers who come again and again",
            "exponential service and time between visits; one line; steady state",
            "Gross and Harris 1998, section 2.7",
            "--agents 2 --customers 30 --think \"20 min\" --service \"1 min\"",
            {"agents", "customers", "think", "service"},
            {},
            of_finite_source},
    Formula{"engset",
            "M/M/c/c//N: the same, without a line",
            "exponential service and time between visits; who finds all agents busy is turned away; steady state",
            "Engset 1918",
            "--agents 2 --customers 30 --think \"20 min\" --service \"1 min\"",
            {"agents", "customers", "think", "service"},
            {},
            of_engset},
    Formula{"ps",
            "M/G/1-PS: one server whose speed is shared by all who are inside",
            "Poisson arrivals; any law of service, only its mean matters; steady state",
            "Sakata, Noguchi and Oizumi 1971",
            "--arrivals \"0.5 / s\" --service \"800 ms\"",
            {"arrivals", "service"},
            {},
            of_ps},
};

}  // namespace

std::span<const Parameter> theory_parameters() { return parameters; }
std::span<const Formula> theory_formulas() { return formulas; }

const Parameter& theory_parameter(std::string_view name) {
    for (const Parameter& one : parameters)
        if (one.name == name) return one;
    throw std::logic_error("no such parameter: " + std::string(name));
}

TheoryAnswer answer_theory(const Formula& formula, std::vector<std::pair<std::string, std::string>> stated,
                           std::vector<Given> given) {
    TheoryAnswer answer{&formula, std::move(stated), std::move(given), {}};
    for (const Given& one : answer.given) answer.rows.push_back(formula.answer(one));
    return answer;
}

}  // namespace counterless
