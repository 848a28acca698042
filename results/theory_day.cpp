#include "results/theory_day.hpp"

#include <algorithm>
#include <cmath>

#include "models/inside.hpp"
#include "models/isa.hpp"
#include "models/offered_load.hpp"

namespace counterless {
namespace {

Law service_law(const DayQuestion& question) {
    if (question.service_cv == 0) return deterministic(question.service_mean_s);
    if (question.service_cv == 1) return exponential(question.service_mean_s);
    return lognormal(question.service_mean_s, question.service_cv);
}

bool any_target(const StaffingTarget& target) {
    return target.level_min || target.wait_probability_max || target.wait_mean_max_s || target.lost_max || target.occupancy_max;
}

QueueOf queue_at(const DayQuestion& question, double rate) {
    if (std::isfinite(question.patience_mean_s))
        return queue_erlang_a(rate, question.service_mean_s, question.patience_mean_s, question.within_s);
    return queue_mgc(rate, question.service_mean_s, question.service_cv, question.within_s);
}

// The stationary formula for one rate; the best that can be had where nothing is possible.
int agents_for(const DayQuestion& question, double rate, bool& possible) {
    const auto least = least_agents(queue_at(question, rate), question.target, rate * question.service_mean_s, day_agents_most);
    possible = possible && least.has_value();
    return least.value_or(day_agents_most);
}

std::vector<StaffingInterval> intervals_of(const DayQuestion& question) {
    std::vector<StaffingInterval> intervals;
    for (const Piece& piece : question.rates) intervals.push_back({piece.from_s, piece.until_s});
    return intervals;
}

// The day as the solver wants it, pauses between intervals included: then nobody comes and nobody serves.
struct Followed {
    std::vector<DayPiece> pieces;
    std::vector<std::size_t> piece_of;  // of each interval
};
Followed pieces_of(const DayQuestion& question, const std::vector<int>& agents) {
    Followed day;
    double reached = question.rates.front().from_s;
    for (std::size_t i = 0; i < question.rates.size(); ++i) {
        const Piece& piece = question.rates[i];
        if (piece.from_s > reached) day.pieces.push_back({piece.from_s - reached, 0, 0});
        day.piece_of.push_back(day.pieces.size());
        day.pieces.push_back({piece.until_s - piece.from_s, piece.rate_per_s, agents[i]});
        reached = piece.until_s;
    }
    return day;
}

StaffedQueue met_by(const DayQuestion& question, const std::vector<double>& inside, int agents, double rate) {
    double waiting = 0, line = 0, busy = 0;
    for (int n = 0; n < static_cast<int>(inside.size()); ++n) {
        if (n >= agents) waiting += inside[n];
        line += std::max(0, n - agents) * inside[n];
        busy += std::min(n, agents) * inside[n];
    }
    const double level =
        agents > 0 ? served_within_s(inside, agents, question.service_mean_s, question.patience_mean_s, question.within_s) : 0;
    return {
        // sums of many shares may come to a little more than all
        .wait_probability = std::min(1.0, waiting),
        .level = level,
        .wait_mean_s = wait_mean_s(inside, agents, question.service_mean_s, question.patience_mean_s),
        .lost = rate > 0 && std::isfinite(question.patience_mean_s) ? std::min(1.0, line / question.patience_mean_s / rate) : 0,
        .occupancy = agents > 0 ? std::min(1.0, busy / agents) : 1};
}

// Averages over the day's arrivals; the occupancy over the agents' time.
StaffedDay follow(const DayQuestion& question, std::string_view name, const std::vector<int>& agents,
                  const std::function<void()>& followed) {
    StaffedDay way{.name = name, .agents = agents};
    const Followed day = pieces_of(question, agents);
    const InsideDay inside = follow_inside(day.pieces, question.service_mean_s, question.patience_mean_s);
    followed();
    double arrivals = 0, agent_s = 0;
    for (std::size_t i = 0; i < agents.size(); ++i) {
        const Piece& piece = question.rates[i];
        const double length = piece.until_s - piece.from_s, came = piece.rate_per_s * length;
        const StaffedQueue met = met_by(question, inside.pieces[day.piece_of[i]].share, agents[i], piece.rate_per_s);
        way.met.push_back(met);
        if (came > 0) {
            way.day.wait_probability += came * met.wait_probability;
            way.day.level += came * met.level;
            way.day.wait_mean_s += came * met.wait_mean_s;
            way.day.lost += came * met.lost;
            if (!holds(met, question.target)) ++way.broken;
        }
        if (agents[i] > 0) way.day.occupancy += length * agents[i] * met.occupancy;
        arrivals += came;
        agent_s += length * agents[i];
    }
    for (double* sum : {&way.day.wait_probability, &way.day.level, &way.day.wait_mean_s, &way.day.lost}) *sum /= arrivals;
    way.day.occupancy = agent_s > 0 ? way.day.occupancy / agent_s : 1;
    way.agent_hours = agent_s / 3600;
    return way;
}

IsaAnswer iterated(const DayQuestion& question, std::vector<int> start, const std::function<void()>& followed) {
    const InsideLaws laws = [&question, &followed](const std::vector<int>& agents) {
        const Followed day = pieces_of(question, agents);
        InsideDay inside = follow_inside(day.pieces, question.service_mean_s, question.patience_mean_s);
        followed();
        std::vector<std::vector<double>> shares;
        for (const std::size_t piece : day.piece_of) shares.push_back(std::move(inside.pieces[piece].share));
        return shares;
    };
    // Whom nobody follows, and where nobody comes, needs nobody: as the other methods have it.
    std::size_t asked = 0;
    const LeastFor least = [&question, asked](const std::vector<double>& inside) mutable {
        const Piece& piece = question.rates[asked++ % question.rates.size()];
        if (piece.rate_per_s <= 0) return 0;
        int low = -1, high = static_cast<int>(inside.size());  // then nobody waits; for an occupancy it may take more
        if (!holds(met_by(question, inside, high, piece.rate_per_s), question.target)) low = high, high = day_agents_most;
        while (high - low > 1) {
            const int middle = low + (high - low) / 2;
            (holds(met_by(question, inside, middle, piece.rate_per_s), question.target) ? high : low) = middle;
        }
        return high;
    };
    return iterated_staffing(laws, least, std::move(start));
}

void add_methods(const DayQuestion& question, DayFigures& figures, const std::function<void()>& followed) {
    const std::vector<StaffingInterval> intervals = intervals_of(question);
    const Law service = service_law(question);
    const AgentsFor stationary = [&](double rate) { return agents_for(question, rate, figures.possible); };
    for (const StaffingMethod method : {StaffingMethod::sipp, StaffingMethod::lag_sipp, StaffingMethod::mol}) {
        std::vector<double> rates = equivalent_rates(method, question.rates, service, intervals);
        for (std::size_t i = 0; i < rates.size(); ++i)
            if (question.rates[i].rate_per_s <= 0) rates[i] = 0;  // nobody comes: the target is about nobody
        figures.ways.push_back(follow(question, staffing_method_name(method), staff(rates, stationary), followed));
    }
    // Begin where nobody waits: twice the most that any method gives, and some.
    int most = 0;
    for (const StaffedDay& way : figures.ways) most = std::max(most, *std::max_element(way.agents.begin(), way.agents.end()));
    IsaAnswer isa = iterated(question, std::vector<int>(intervals.size(), 2 * most + 20), followed);
    figures.iterations = isa.iterations;
    figures.settled = isa.settled;
    figures.ways.push_back(follow(question, "isa", isa.agents, followed));
}

}  // namespace

bool can_be_followed(const DayQuestion& question) {
    double load = 0, came = 0;
    for (const Piece& piece : question.rates) {
        load = std::max(load, piece.rate_per_s * question.service_mean_s);
        came += piece.rate_per_s * (piece.until_s - piece.from_s);
    }
    // A step of the equations for each arrival, and for each end of a service or of patience if as many were inside as there is
    // room for; over as many states.
    const double length = question.rates.back().until_s - question.rates.front().from_s;
    const double room = load + 8 * std::sqrt(load) + 30;
    const double ends = room * length * (1 / question.service_mean_s + 1 / question.patience_mean_s);
    return load <= 2000 && (came + ends) * room < 3e8;
}

DayFigures answer_day(const DayQuestion& question, const std::function<void()>& followed) {
    DayFigures figures;
    const Law service = service_law(question);
    for (const Piece& piece : question.rates)
        figures.load.push_back(offered_load_mean(question.rates, service, piece.from_s, piece.until_s));
    if (any_target(question.target)) add_methods(question, figures, followed);
    if (question.agents.empty()) return figures;
    figures.ways.push_back(follow(question, "stated", question.agents, followed));
    const Followed day = pieces_of(question, question.agents);
    const std::vector<FluidPiece> fluid = follow_fluid(day.pieces, question.service_mean_s, question.patience_mean_s);
    for (const std::size_t piece : day.piece_of) {
        figures.fluid.push_back(fluid[piece]);
        double& wait_s = figures.fluid.back().wait_mean_s;  // offered: patience ends it for some
        if (std::isfinite(question.patience_mean_s))
            wait_s = -question.patience_mean_s * std::expm1(-wait_s / question.patience_mean_s);
    }
    return figures;
}

}  // namespace counterless
