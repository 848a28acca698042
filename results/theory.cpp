// results/theory.cpp: the two tables, and for each formula the function that turns what is given into figures.
// Little's law gives numbers from times and times from numbers; it is not repeated in the comments.
#include "results/theory.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "models/erlang.hpp"

namespace counterless {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity(), unknown = std::numeric_limits<double>::quiet_NaN();
using Figures = std::vector<Figure>;

constexpr std::array parameters{
    Parameter{"agents", ParameterKind::whole, 0, 100'000, "8", "How many serve: 8, or several as in 5:12 or 4,6,10:20:2"},
    Parameter{"arrivals", ParameterKind::rate, 0, 1e9, "\"7.2 / min\"", "Customers who come per time, as in \"7.2 / min\""},
    Parameter{"service", ParameterKind::duration, 1e-6, 1e12, "\"1 min\"", "Mean time with an agent, as in \"3 min\""},
    Parameter{"patience", ParameterKind::duration, 1e-6, 1e12, "\"10 min\"", "Mean time until one who waits gives up"},
    Parameter{"capacity", ParameterKind::whole, 1, 1'000'000, "20", "Places in line and in service together"},
    Parameter{"cv", ParameterKind::number, 0, 1000, "0.7",
              "Standard deviation of the service time over its mean: 0 always the same, 1 exponential"},
    Parameter{"within", ParameterKind::duration, 0, 1e12, "\"2 min\"", "Adds the share served within this time of waiting"},
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

Figures of_erlang_a(const Given& given) {
    const ImpatientQueue queue = can_be_walked(given)
                                     ? erlang_a(agents_of(given), given("arrivals"), given("service"), given("patience"))
                                     : ImpatientQueue{unknown, unknown, unknown, unknown};
    const double served = given("arrivals") * (1 - queue.abandonment);
    return {load(load_of(given)),
            occupancy(share_of(served * given("service"), agents_of(given))),
            wait_probability(queue.wait_probability),
            {"abandonment", "give up", "give up", Shown::share, queue.abandonment},
            wait_mean(queue.queue_mean / given("arrivals")),
            {"wait_served_mean", "mean wait of the served", "if served", Shown::time, queue.wait_served_mean_s},
            queue_mean(queue.queue_mean),
            throughput(served)};
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
            {"agents", "arrivals", "service"},
            {},
            of_erlang_b},
    Formula{"erlang-c",
            "M/M/c: everybody waits as long as it takes",
            "Poisson arrivals; exponential service; one line, first come, first served; steady state",
            "Erlang 1917",
            {"agents", "arrivals", "service"},
            {"within"},
            of_erlang_c},
    Formula{"erlang-a",
            "M/M/c+M: who waits may give up",
            "Poisson arrivals; exponential service and patience; one line; steady state",
            "Palm 1957; Garnett, Mandelbaum and Reiman 2002",
            {"agents", "arrivals", "service", "patience"},
            {},
            of_erlang_a},
    Formula{"mmck",
            "M/M/c/K: a hall of K places, who finds it full is turned away",
            "Poisson arrivals; exponential service; one line; steady state",
            "Kleinrock 1975, section 3.6 (birth and death)",
            {"agents", "capacity", "arrivals", "service"},
            {},
            of_mmck},
    Formula{"mg1",
            "M/G/1: one agent, any law of service",
            "Poisson arrivals; first come, first served; steady state",
            "Pollaczek 1930; Khinchine 1932",
            {"arrivals", "service", "cv"},
            {},
            of_mg1},
    Formula{"ps",
            "M/G/1-PS: one server whose speed is shared by all who are inside",
            "Poisson arrivals; any law of service, only its mean matters; steady state",
            "Sakata, Noguchi and Oizumi 1971",
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
