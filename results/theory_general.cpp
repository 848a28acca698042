// results/theory_general.cpp: other laws of service and arrivals, other orders, customers who come again.
#include <array>
#include <cmath>
#include <limits>

#include "models/birth_death.hpp"
#include "models/erlang.hpp"
#include "models/general_queue.hpp"
#include "models/networks.hpp"
#include "models/priority.hpp"
#include "models/retrial.hpp"
#include "results/theory_figures.hpp"

namespace counterless::theory {

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

namespace {

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

}  // namespace

Figures of_mdc(const Given& given) {
    if (overloaded(given)) return of_wait(given, infinite);
    return of_wait(given,
                   can_be_summed(given) ? mdc(agents_of(given), given("arrivals"), given("service")).wait_mean_s : unknown);
}
Figures of_dmc(const Given& given) {
    if (overloaded(given)) return of_wait(given, infinite);
    const double gap = 1 / given("arrivals");
    return of_wait(given, can_be_summed(given)
                              ? gmc(agents_of(given), transform_deterministic(gap), gap, given("service")).wait_mean_s
                              : unknown);
}
Figures of_mgc(const Given& given) {
    if (overloaded(given)) return of_wait(given, infinite);
    return of_wait(given, can_be_summed(given)
                              ? wait_mean_mgc_interpolated(agents_of(given), given("arrivals"), given("service"), given("cv"))
                              : unknown);
}
Figures of_ggc(const Given& given) {
    if (overloaded(given)) return of_wait(given, infinite);
    return of_wait(
        given, wait_mean_allen_cunneen(agents_of(given), given("arrivals"), given("arrival-cv"), given("service"), given("cv")));
}

Figures of_priority(const Given& given) {
    const std::array rates{given("urgent"), given("arrivals")};
    const auto waits = wait_mean_priority_mmc(agents_of(given), rates, given("service"));
    const auto inside = sojourn_mean_preemptive_mmc(agents_of(given), rates, given("service"));
    const double load_all = (rates[0] + rates[1]) * given("service");
    return {
        load(load_all),
        occupancy(share_of(load_all, agents_of(given))),
        {"wait_mean_urgent", "mean wait, urgent", "wait urgent", Shown::time, waits[0]},
        {"wait_mean_others", "mean wait, others", "wait others", Shown::time, waits[1]},
        {"sojourn_mean_urgent_preemptive", "mean time inside if they interrupt, urgent", "stay urgent", Shown::time, inside[0]},
        {"sojourn_mean_others_preemptive", "mean time inside if interrupted, others", "stay others", Shown::time, inside[1]}};
}

Figures of_finite_source(const Given& given) {
    const int customers = static_cast<int>(given("customers"));
    const double all = customers;
    const LineAnswer line =
        agents_of(given) > 0 ? finite_source(agents_of(given), customers, given("think"), given("service"))
                             : LineAnswer{.inside_mean = all, .queue_mean = all, .wait_probability = 1, .wait_mean_s = infinite};
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

namespace {

// The chain is cut at an orbit that can be solved in a second. It is large enough if a third less changes nothing.
RetrialAnswer retrial_if_it_fits(const Given& given) {
    constexpr int states_most = 1500;
    constexpr double small = 1e-6;
    const int orbit = states_most / (agents_of(given) + 1);
    const auto cut_at = [&](int most) {
        return retrial_mmc(agents_of(given), given("arrivals"), given("service"), given("return"), given("give-up"), most);
    };
    if (given("give-up") <= 0) {  // nobody is lost, so there must be agents for all of them
        if (load_of(given) >= agents_of(given))
            return {1, infinite, 0, infinite, infinite, static_cast<double>(agents_of(given))};
        if (agents_of(given) == 1) return retrial_mm1(given("arrivals"), given("service"), given("return"));
    }
    if (orbit >= 20) {
        const RetrialAnswer all = cut_at(orbit), fewer = cut_at(2 * orbit / 3);
        if (std::abs(all.orbit_mean - fewer.orbit_mean) <= small * all.orbit_mean) return all;
    }
    return {unknown, unknown, unknown, unknown, unknown, unknown};
}

}  // namespace

Figures of_retrial(const Given& given) {
    const RetrialAnswer all = retrial_if_it_fits(given);
    return {load(load_of(given)),
            occupancy(share_of(all.busy_mean, agents_of(given))),
            {"refused_first", "find no agent free at first", "refused", Shown::share, all.refused_first},
            {"abandonment", "give up", "give up", Shown::share, all.lost},
            {"attempts_mean", "attempts, per customer", "attempts", Shown::number, all.attempts_mean},
            {"orbit_mean", "away, about to try again", "away", Shown::number, all.orbit_mean}};
}

}  // namespace counterless::theory
