// results/theory_day_output.cpp: the day as one line for each interval; JSON holds all figures.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "results/numbers.hpp"
#include "results/text_table.hpp"
#include "results/theory_day.hpp"
#include "results/theory_numbers.hpp"

namespace counterless {
namespace {
using Json = nlohmann::ordered_json;

std::string clock(double time_s) {
    const auto minutes = static_cast<int>(std::lround(time_s / 60));
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}
std::string minutes(double time_s) { return number_of(time_s / 60, 2); }

// What a target speaks of.
enum class Shown1 : unsigned char { level, waiting, wait, lost, busy };
Shown1 shown_of(const StaffingTarget& target) {
    if (target.level_min) return Shown1::level;
    if (target.wait_probability_max) return Shown1::waiting;
    if (target.wait_mean_max_s) return Shown1::wait;
    return target.lost_max ? Shown1::lost : Shown1::busy;
}
std::string_view words_of(Shown1 shown) {
    constexpr std::string_view words[] = {"served in time, of all who come", "have to wait at all", "mean wait", "give up",
                                          "occupancy"};
    return words[static_cast<std::size_t>(shown)];
}
TimeUnit unit_of(const StaffingTarget& target) { return unit_for(target.wait_mean_max_s.value_or(60)); }
std::string_view measure_of(Shown1 shown) {
    constexpr std::string_view names[] = {"service_level", "wait_probability", "wait_mean", "abandonment", "occupancy"};
    return names[static_cast<std::size_t>(shown)];
}
std::optional<double> share_of(const StaffingTarget& target) {
    for (const auto& share : {target.level_min, target.wait_probability_max, target.lost_max, target.occupancy_max})
        if (share) return share;
    return {};
}
std::string goal_of(const StaffingTarget& target) {  // of one
    if (target.level_min) return fmt::format("at least {:.9g} %", 100 * *target.level_min);
    if (target.wait_mean_max_s)
        return fmt::format("at most {:.6g} {}", *target.wait_mean_max_s / unit_of(target).size_s, unit_of(target).name);
    return fmt::format("at most {:.9g} %", 100 * share_of(target).value_or(1));
}
// Of what is met, beside its target: one more than the target has, so that what falls short of 99.99 % is not 100.0 %.
int decimals_beside(const StaffingTarget& target) {
    const bool is_time = shown_of(target) == Shown1::wait;
    const double goal_number = is_time ? *target.wait_mean_max_s / unit_of(target).size_s : 100 * share_of(target).value_or(0);
    const std::string goal = fmt::format("{:.9g}", goal_number);
    const std::size_t point = goal.find('.');
    const int decimals = point == std::string::npos ? 1 : static_cast<int>(goal.size() - point);
    return is_time ? std::max(decimals, 2) : decimals;
}
std::string value_of(const StaffingTarget& target, const StaffedQueue& met) {
    const int decimals = decimals_beside(target);
    switch (shown_of(target)) {
        case Shown1::level:
            return percent_of(met.level, decimals);
        case Shown1::waiting:
            return percent_of(met.wait_probability, decimals);
        case Shown1::wait:
            return number_of(met.wait_mean_s / unit_of(target).size_s, decimals);
        case Shown1::lost:
            return percent_of(met.lost, decimals);
        default:
            return percent_of(met.occupancy, decimals);
    }
}
// Intervals in which somebody comes and it does not hold.
int missed_by(const DayQuestion& question, const StaffedDay& way, const StaffingTarget& target) {
    int missed = 0;
    for (std::size_t i = 0; i < question.rates.size(); ++i)
        missed += question.rates[i].rate_per_s > 0 && !holds(way.met[i], target);
    return missed;
}
std::string_view title_of(std::string_view name) {
    if (name == "sipp") return "SIPP";
    if (name == "lag_sipp") return "lag-SIPP";
    if (name == "mol") return "MOL";
    return name == "isa" ? "ISA" : "stated";
}

// Agents of each method, and beside them what its customers meet of one target.
std::string table_of(const DayQuestion& question, const DayFigures& figures, const StaffingTarget& target) {
    std::vector<std::string> header{"", "come / h", "load"};
    for (const StaffedDay& way : figures.ways) header.insert(header.end(), {std::string(title_of(way.name)), "meet"});
    TextTable table(header);
    for (std::size_t i = 0; i < question.rates.size(); ++i) {
        const Piece& piece = question.rates[i];
        std::vector<std::string> row{clock(piece.from_s) + "–" + clock(piece.until_s), number_of(3600 * piece.rate_per_s, 1),
                                     number_of(figures.load[i], 2)};
        for (const StaffedDay& way : figures.ways)
            row.insert(row.end(), {thousands(way.agents[i]), piece.rate_per_s > 0 ? value_of(target, way.met[i]) : ""});
        table.row(std::move(row));
    }
    std::vector<std::string> hours{"agent hours; all", "", ""}, broken{"they miss it", "", ""};
    for (const StaffedDay& way : figures.ways) {
        hours.insert(hours.end(), {thousands(way.agent_hours, way.agent_hours < 1e4 ? 1 : 0), value_of(target, way.day)});
        broken.insert(broken.end(), {thousands(missed_by(question, way, target)), ""});
    }
    table.row(std::move(hours));
    table.row(std::move(broken));
    return table.text(TextTable::whole_names) +
           wrapped(fmt::format("{}, {}, by the equations of M(t)/M/s(t){}.", words_of(shown_of(target)), goal_of(target),
                               std::isfinite(question.patience_mean_s) ? "+M" : ""),
                   "meet:");
}

std::string stated_table(const DayQuestion& question, const DayFigures& figures) {
    const StaffedDay& way = figures.ways.back();
    const bool timed = question.within_s > 0;
    std::vector<std::string> header{"", "come / h", "load", "agents", "wait at all", "mean wait, min", "fluid: wait", "inside"};
    if (timed) header.insert(header.begin() + 6, "in time");
    TextTable table(header);
    for (std::size_t i = 0; i < question.rates.size(); ++i) {
        const Piece& piece = question.rates[i];
        const StaffedQueue& met = way.met[i];
        const bool anybody = piece.rate_per_s > 0;  // to wait
        std::vector<std::string> row{clock(piece.from_s) + "–" + clock(piece.until_s),
                                     number_of(3600 * piece.rate_per_s, 1),
                                     number_of(figures.load[i], 2),
                                     thousands(way.agents[i]),
                                     anybody ? percent_of(met.wait_probability, 1) : "",
                                     anybody ? minutes(met.wait_mean_s) : "",
                                     anybody ? minutes(figures.fluid[i].wait_mean_s) : "",
                                     number_of(figures.fluid[i].inside_mean, 1)};
        if (timed) row.insert(row.begin() + 6, anybody ? percent_of(met.level, 1) : "");
        table.row(std::move(row));
    }
    std::string text =
        fmt::format("{} of all wait, {} min on average", percent_of(way.day.wait_probability, 1), minutes(way.day.wait_mean_s));
    if (timed) text += fmt::format("; {} are served in time", percent_of(way.day.level, 1));
    return table.text(TextTable::whole_names) +
           wrapped(text + ". Fluid: the line by its fluid and diffusion limits (Mandelbaum, Massey and Reiman 1998).", "day:");
}

std::string assumed(const DayQuestion& question) {
    const bool leaves = std::isfinite(question.patience_mean_s);
    std::string text = "Poisson arrivals, nobody inside at the start; one line; an agent who goes hands the customer back. ";
    text += leaves ? "Agents by Erlang A" : question.service_cv == 1 ? "Agents by Erlang C" : "Agents by M/G/c, approximately";
    text += ", the load by M(t)/G/infinity. The equations know exponential service";
    text += question.service_cv == 1 ? "." : " only: what they say of this service is an approximation.";
    return text + " Waits are told as if the agents of his arrival stayed.";
}

}  // namespace

std::string theory_day_text(const DayQuestion& question, const DayFigures& figures) {
    std::string text = "A day by formulas\n\n";
    const bool stated = !question.agents.empty(), methods = figures.ways.size() > (stated ? 1 : 0);
    if (!figures.possible)
        text += fmt::format(
            "No number of agents up to {0} keeps the target in each interval.\n"
            "Where none does the best that can be had is shown: {0}.\n",
            thousands(day_agents_most));
    DayFigures shown = figures;
    if (stated) shown.ways.pop_back();
    const std::vector<StaffingTarget> targets = methods ? one_by_one(question.target) : std::vector<StaffingTarget>{};
    for (const StaffingTarget& target : targets)
        text += table_of(question, shown, target) + (stated || &target != &targets.back() ? "\n" : "");
    if (stated) text += stated_table(question, figures);
    if (methods && !figures.settled)
        text += fmt::format("ISA did not settle in {} iterations; its last staffing is shown.\n", figures.iterations);
    return text + wrapped(assumed(question), "Assumes:") +
           "Source: Green, Kolesar and Soares 2001; Jennings et al. 1996; Feldman et al. 2008; Eick et al. 1993.\n";
}

std::string theory_day_json(const DayQuestion& question, const DayFigures& figures, std::string_view version) {
    const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    const auto met = [&](const StaffedQueue& queue) {
        return Json{{"wait_probability", number(queue.wait_probability)},
                    {"service_level", number(queue.level)},
                    {"wait_mean", number(queue.wait_mean_s)},
                    {"abandonment", number(queue.lost)},
                    {"occupancy", number(queue.occupancy)}};
    };
    Json intervals = Json::array(), ways = Json::array();
    for (std::size_t i = 0; i < question.rates.size(); ++i) {
        const Piece& piece = question.rates[i];
        Json one = {{"from", piece.from_s},
                    {"until", piece.until_s},
                    {"arrivals_per_s", piece.rate_per_s},
                    {"offered_load", figures.load[i]}};
        for (const StaffedDay& way : figures.ways) {
            Json staffed = met(way.met[i]);
            staffed["agents"] = way.agents[i];
            one[std::string(way.name)] = std::move(staffed);
        }
        if (!figures.fluid.empty()) {
            const FluidPiece& fluid = figures.fluid[i];
            one["fluid"] = {{"in_system_mean", fluid.inside_mean},        {"queue_length_mean", fluid.line_mean},
                            {"wait_probability", fluid.wait_probability}, {"wait_mean", number(fluid.wait_mean_s)},
                            {"in_system_end", fluid.inside_end},          {"variance_end", fluid.variance_end}};
        }
        intervals.push_back(std::move(one));
    }
    for (const StaffedDay& way : figures.ways) {
        Json all = met(way.day);
        all["staffing"] = way.name;
        all["agent_hours"] = way.agent_hours;
        all["intervals_missed"] = way.broken;
        for (const StaffingTarget& target : one_by_one(question.target))
            all["intervals_missed_by"][std::string(measure_of(shown_of(target)))] = missed_by(question, way, target);
        ways.push_back(std::move(all));
    }
    const Json all = {{"schema_version", 1},
                      {"version", version},
                      {"formula", "day"},
                      {"assumes", assumed(question)},
                      {"iterations", figures.iterations},
                      {"settled", figures.settled},
                      {"possible", figures.possible},
                      {"day", std::move(ways)},
                      {"intervals", std::move(intervals)}};
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace counterless
