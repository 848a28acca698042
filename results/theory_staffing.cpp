// results/theory_staffing.cpp: how many agents a target needs, by each queue that models/staffing knows; square-root staffing;
// and the line that some do not join.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "models/birth_death.hpp"
#include "models/erlang.hpp"
#include "models/square_root.hpp"
#include "models/staffing.hpp"
#include "results/theory_figures.hpp"

namespace counterless::theory {
namespace {

constexpr int agents_most = 100'000;
constexpr double load_most = 50'000;

std::optional<double> stated(const Given& given, std::string_view name) {
    return given.has(name) ? std::optional(given(name)) : std::nullopt;
}

StaffingTarget target_of(const Given& given) {
    return {.level_min = stated(given, "level"),
            .wait_probability_max = stated(given, "waiting"),
            .wait_mean_max_s = stated(given, "wait"),
            .lost_max = stated(given, "lost"),
            .occupancy_max = stated(given, "busy")};
}

Figure agents(double value) { return {"agents", "agents needed", "agents", Shown::whole, value}; }

enum class Leaving : unsigned char { nobody, gives_up, turned_away };

Figures staffed(const Given& given, const QueueOf& queue, Leaving leaving, int most = agents_most) {
    bool can = load_of(given) <= load_most && (leaving != Leaving::gives_up || can_be_walked(0, given));
    const auto least = can ? least_agents(queue, target_of(given), load_of(given), most) : std::nullopt;
    // Where one less cannot be computed, he might do.
    if (least && *least > 0 && std::isnan(queue(*least - 1).wait_probability)) can = false;
    StaffedQueue met = can ? queue(least.value_or(most)) : StaffedQueue{unknown, unknown, unknown, unknown, unknown};
    // So rarely that the chains do not tell: shown as nothing.
    constexpr double nothing = 1e-18;
    if (met.wait_probability <= nothing) met.wait_probability = met.wait_mean_s = 0;
    if (met.lost <= nothing) met.lost = 0;
    Figures figures{agents(can && least ? *least : unknown), load(load_of(given)), occupancy(met.occupancy),
                    wait_probability(met.wait_probability), wait_mean(met.wait_mean_s)};
    if (leaving == Leaving::gives_up) figures.push_back(abandonment(met.lost));
    if (leaving == Leaving::turned_away) figures.push_back(blocked(met.lost));
    if (given.has("within")) figures.push_back(service_level(met.level));
    if (can && !least)
        figures.push_back({"agents_best", "the best there is, with agents", "best", Shown::whole, 1.0 * most, false});
    return figures;
}

}  // namespace

std::vector<std::string_view> missed_targets(const Given& given, const Figures& figures) {
    const auto at = [&](std::string_view name) {
        const auto found = std::find_if(figures.begin(), figures.end(), [&](const Figure& one) { return one.name == name; });
        return found != figures.end() ? found->value : 0;
    };
    if (at("agents_best") <= 0) return {};
    const StaffedQueue best{at("wait_probability"), at("service_level"), at("wait_mean"), at("abandonment") + at("blocked"),
                            at("occupancy")};
    std::vector<std::string_view> missed;
    for (const std::string_view name : {"level", "waiting", "wait", "lost", "busy"}) {
        Given alone;
        if (given.has(name)) alone.set(name, given(name));
        if (!holds(best, target_of(alone))) missed.push_back(name);
    }
    return missed;
}

Figures of_staff_erlang_b(const Given& given) {
    const double load_erlang = load_of(given);
    const QueueOf queue = [load_erlang](int count) -> StaffedQueue {
        // Somebody is turned away, if so rarely that a double cannot tell.
        const double lost = std::max(erlang_b(count, load_erlang), std::numeric_limits<double>::min());
        return {0, 1 - lost, 0, lost, count > 0 ? load_erlang * (1 - lost) / count : 1};
    };
    Figures all = staffed(given, queue, Leaving::turned_away);
    std::erase_if(all, [](const Figure& one) { return one.name.starts_with("wait_"); });  // nobody does
    return all;
}

Figures of_staff_erlang_c(const Given& given) {
    return staffed(given, queue_erlang_c(given("arrivals"), given("service"), within_of(given)), Leaving::nobody);
}

Figures of_staff_erlang_a(const Given& given) {
    return staffed(given, queue_erlang_a(given("arrivals"), given("service"), given("patience"), within_of(given)),
                   Leaving::gives_up);
}

Figures of_staff_patience(const Given& given) {
    const Survival patient = survival_lognormal(given("patience"), given("patience-cv"));
    return staffed(given, queue_mmc_patience(given("arrivals"), given("service"), patient, within_of(given)), Leaving::gives_up);
}

Figures of_staff_mmck(const Given& given) {
    const int capacity = static_cast<int>(given("capacity"));
    return staffed(given, queue_mmck(given("arrivals"), given("service"), capacity, within_of(given)), Leaving::turned_away,
                   std::min(capacity, agents_most));
}

Figures of_staff_mgc(const Given& given) {
    return staffed(given, queue_mgc(given("arrivals"), given("service"), given("cv"), within_of(given)), Leaving::nobody);
}

Figures of_square_root(const Given& given) {
    const double chance = given("waiting");
    const bool leaves = given.has("patience"), can = load_of(given) <= load_most;
    const double patience = leaves ? given("patience") / given("service") : 0;
    const double beta = !can ? unknown : leaves ? garnett_beta(chance, patience) : halfin_whitt_beta(chance);
    const double count = can ? std::ceil(square_root_agents(load_of(given), beta)) : unknown;
    double exact = unknown, lost = unknown;
    if (can && !leaves) exact = erlang_c(static_cast<int>(count), load_of(given));
    if (can && leaves && can_be_walked(count, given)) {
        const StaffedQueue met = queue_erlang_a(given("arrivals"), given("service"), given("patience"))(static_cast<int>(count));
        exact = met.wait_probability, lost = met.lost;
    }
    Figures figures{agents(count),
                    load(load_of(given)),
                    {"beta", "beta", "beta", Shown::number, beta},
                    occupancy(can ? share_of(load_of(given) * (leaves ? 1 - lost : 1), count) : unknown),
                    {"wait_probability", "have to wait, exactly", "wait, exact", Shown::share, exact}};
    if (leaves) figures.push_back(abandonment(lost));
    return figures;
}

Figures of_efficiency_driven(const Given& given) {
    const double lost = given("lost");
    const bool can = load_of(given) <= load_most;
    const double count = can ? efficiency_driven_agents(load_of(given), lost) : unknown;
    ImpatientQueue met{unknown, unknown, unknown, unknown};
    if (can && can_be_walked(count, given))
        met = erlang_a(static_cast<int>(count), given("arrivals"), given("service"), given("patience"));
    // The fluid with these agents: whole ones, so it loses a little less than was asked for.
    const double too_many = can ? std::max(0.0, 1 - share_of(count, load_of(given))) : unknown;
    return {agents(count),
            load(load_of(given)),
            occupancy(can ? share_of(load_of(given) * (1 - met.abandonment), count) : unknown),
            {"wait_probability", "have to wait, exactly", "wait, exact", Shown::share, met.wait_probability},
            {"wait_served_mean", "mean wait of the served, exactly", "if served", Shown::time, met.wait_served_mean_s},
            {"wait_served_fluid", "the same as a fluid", "fluid: wait", Shown::time,
             efficiency_driven_wait_s(too_many, given("patience"))},
            {"abandonment", "give up, exactly", "give up, exact", Shown::share, met.abandonment},
            {"abandonment_fluid", "the same as a fluid", "fluid: lost", Shown::share, too_many}};
}

Figures of_quality_driven(const Given& given) {
    const bool can = load_of(given) <= load_most;
    const int count = can ? quality_driven_agents(load_of(given), given("spare")) : 0;
    return {agents(can ? count : unknown), load(load_of(given)), occupancy(can ? share_of(load_of(given), count) : unknown),
            wait_probability(can ? erlang_c(count, load_of(given)) : unknown)};
}

Figures of_balking(const Given& given) {
    constexpr int room = 1'000'000;
    const int serving = agents_of(given), from = given.has("balk-from") ? static_cast<int>(given("balk-from")) : 0;
    const double balk = given("balk"), patience = given.has("patience") ? given("patience") : infinite;
    const bool endless = !given.has("patience") && (1 - balk) * load_of(given) >= serving;
    LineAnswer line{infinite, infinite, 1, 0, 0, infinite, serving / given("service")};
    if (!endless) {
        const auto joins = [&](int inside) { return inside - serving >= from && inside >= serving ? 1 - balk : 1.0; };
        line = mmc_balking(serving, room, given("arrivals"), given("service"), patience, joins);
        if (line.inside_mean > 0.9 * room) line = {unknown, unknown, unknown, unknown, unknown, unknown, unknown};
    }
    Figures figures{load(load_of(given)),
                    occupancy(share_of(line.throughput_per_s * given("service"), serving)),
                    {"balking", "do not join the line", "balk", Shown::share, endless ? balk : line.refused},
                    wait_probability(line.wait_probability),
                    wait_mean(line.wait_mean_s),
                    queue_mean(line.queue_mean),
                    throughput(line.throughput_per_s)};
    if (given.has("patience")) figures.push_back(abandonment(line.abandonment));
    return figures;
}

}  // namespace counterless::theory
