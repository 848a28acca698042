// results/theory_classic.cpp: Erlang's formulas and their family: turned away, waiting, giving up, a hall of so many places.
#include <cmath>

#include "models/erlang.hpp"
#include "models/patience.hpp"
#include "results/theory_figures.hpp"

namespace counterless::theory {

Figures of_erlang_b(const Given& given) {
    const double lost = erlang_b(agents_of(given), load_of(given));
    const double carried = load_of(given) * (1 - lost);
    return {load(load_of(given)), blocked(lost), occupancy(share_of(carried, agents_of(given))),
            throughput(given("arrivals") * (1 - lost)), in_system(carried)};
}

namespace {

// Among those who wait the wait is exponential with mean service / (c - load): the quantile follows.
double wait_quantile_mmc(const Given& given, double q) {
    const double spare = agents_of(given) - load_of(given), waits = erlang_c(agents_of(given), load_of(given));
    if (spare <= 0) return infinite;
    return waits <= 1 - q ? 0 : std::log(waits / (1 - q)) * given("service") / spare;
}

}  // namespace

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

bool can_be_walked(double agents, const Given& given) {
    constexpr double steps_most = 2e7;
    const double too_many = std::max(0.0, given("arrivals") - agents / given("service"));
    return too_many * given("patience") + 8 * std::sqrt(given("arrivals") * given("patience")) < steps_most;
}

Figures of_erlang_a(const Given& given) {
    const ImpatientQueue queue = can_be_walked(given("agents"), given)
                                     ? erlang_a(agents_of(given), given("arrivals"), given("service"), given("patience"))
                                     : ImpatientQueue{unknown, unknown, unknown, unknown};
    const double served = given("arrivals") * (1 - queue.abandonment);
    Figures figures{load(load_of(given)),
                    occupancy(share_of(served * given("service"), agents_of(given))),
                    wait_probability(queue.wait_probability),
                    abandonment(queue.abandonment),
                    wait_mean(queue.queue_mean / given("arrivals")),
                    {"wait_served_mean", "mean wait of the served", "if served", Shown::time, queue.wait_served_mean_s},
                    queue_mean(queue.queue_mean),
                    throughput(served)};
    if (given.has("within"))
        figures.push_back(service_level(served_within_erlang_a(agents_of(given), given("arrivals"), given("service"),
                                                               given("patience"), queue.wait_probability, given("within"))));
    return figures;
}

Figures of_patience(const Given& given) {
    constexpr PatienceAnswer beyond{unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown};
    PatienceAnswer queue = beyond;
    if (agents_of(given) > 0 && can_be_walked(given("agents"), given))
        queue = mmc_patience(agents_of(given), given("arrivals"), given("service"),
                             survival_lognormal(given("patience"), given("patience-cv")), within_of(given));
    if (std::isinf(queue.wait_mean_s)) queue = beyond;  // everybody's patience ends: the steps did not suffice
    const double served = given("arrivals") * (1 - queue.abandonment);
    Figures figures{load(load_of(given)),
                    occupancy(share_of(served * given("service"), agents_of(given))),
                    wait_probability(queue.wait_probability),
                    abandonment(queue.abandonment),
                    wait_mean(queue.wait_mean_s),
                    {"wait_served_mean", "mean wait of the served", "if served", Shown::time, queue.wait_served_mean_s},
                    queue_mean(queue.queue_mean),
                    throughput(served)};
    if (given.has("within")) figures.push_back(service_level(queue.served_within));
    return figures;
}

Figures of_mmck(const Given& given) {
    const FiniteQueue queue = mmck(agents_of(given), static_cast<int>(given("capacity")), given("arrivals"), given("service"));
    const double admitted = given("arrivals") * (1 - queue.blocked);
    return {load(load_of(given)),         occupancy(share_of(admitted * given("service"), agents_of(given))),
            blocked(queue.blocked),       wait_mean(queue.wait_mean_s),
            queue_mean(queue.queue_mean), sojourn(queue.wait_mean_s + given("service")),
            throughput(admitted)};
}

}  // namespace counterless::theory
