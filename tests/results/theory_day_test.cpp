#include "results/theory_day.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/erlang.hpp"

using namespace counterless;

namespace {

// Three hours, the middle one thrice as busy.
DayQuestion rush() {
    DayQuestion day{.rates = {}, .service_mean_s = 600, .target = {.wait_probability_max = 0.2}};
    for (int k = 0; k < 6; ++k) {
        const double rate = k == 2 || k == 3 ? 0.03 : 0.01;
        day.rates.push_back({28800 + k * 1800.0, 30600 + k * 1800.0, rate});
    }
    return day;
}
const StaffedDay& way(const DayFigures& figures, std::string_view name) {
    return *std::find_if(figures.ways.begin(), figures.ways.end(), [&](const StaffedDay& one) { return one.name == name; });
}

}  // namespace

TEST_CASE("a constant rate, hours later: all methods give Erlang C's number, and the equations its chance") {
    DayQuestion day{.rates = {}, .service_mean_s = 300, .target = {.wait_probability_max = 0.2}};
    for (int k = 0; k < 20; ++k) day.rates.push_back({k * 3600.0, (k + 1) * 3600.0, 0.02});
    const DayFigures figures = answer_day(day);
    const int agents = *least_agents(queue_erlang_c(0.02, 300), day.target, 6);
    for (const StaffedDay& one : figures.ways) {
        CHECK(one.agents.back() == agents);
        CHECK(one.met.back().wait_probability == doctest::Approx(erlang_c(agents, 6)).epsilon(1e-6));
        CHECK(one.broken == 0);
    }
    CHECK(figures.load.back() == doctest::Approx(6));
    CHECK(figures.possible);
}

TEST_CASE("after a rush SIPP is too few, before it too many; ISA keeps the target everywhere") {
    const DayFigures figures = answer_day(rush());
    const StaffedDay &sipp = way(figures, "sipp"), &mol = way(figures, "mol"), &isa = way(figures, "isa");
    CHECK(sipp.met[4].wait_probability > 0.4);
    CHECK(sipp.met[2].wait_probability < 0.2);
    CHECK(mol.agents[4] > sipp.agents[4]);
    CHECK(isa.broken == 0);
    CHECK(isa.met[4].wait_probability <= 0.2);
    CHECK(figures.settled);
    // An hour of nine agents is nine hours.
    double hours = 0;
    for (const int agents : isa.agents) hours += agents / 2.0;
    CHECK(isa.agent_hours == doctest::Approx(hours));
}

TEST_CASE("with patience as long as service the number inside is Poisson with the offered load, whatever the agents") {
    DayQuestion day = rush();
    day.patience_mean_s = 600;
    day.agents = {4, 4, 9, 9, 9, 4};
    const DayFigures figures = answer_day(day);
    for (std::size_t i = 0; i < day.rates.size(); ++i)
        CHECK(figures.fluid[i].inside_mean == doctest::Approx(figures.load[i]).epsilon(0.01));
    // Who leaves: those in line over the patience; of all, what is not lost is served in the end.
    const StaffedDay& stated = way(figures, "stated");
    CHECK(stated.day.lost > 0.02);
    CHECK(stated.day.lost < 0.5);
    CHECK(way(figures, "isa").broken == 0);
}

TEST_CASE("pauses, half-hours without anybody, and a target that cannot be kept") {
    DayQuestion day = rush();
    day.rates[1].rate_per_s = 0;
    day.rates[5].from_s += 1800, day.rates[5].until_s += 1800;
    const DayFigures figures = answer_day(day);
    for (const StaffedDay& one : figures.ways) {
        CHECK(one.agents[1] == 0);
        CHECK(one.agents[5] > 0);
        CHECK(std::isfinite(one.day.wait_mean_s));
    }
    day.target = {.occupancy_max = 0.0};
    const DayFigures none = answer_day(day);
    CHECK_FALSE(none.possible);
    CHECK(theory_day_text(day, none).find("No number of agents") != std::string::npos);
    for (const StaffedDay& one : none.ways) {  // the best that can be had: as many as are tried
        CHECK(one.agents[0] == day_agents_most);
        CHECK(one.agents[1] == 0);
        CHECK(one.broken == 5);
        CHECK(one.met[0].occupancy < 1e-3);
    }
}

TEST_CASE("an occupancy that takes more agents than there are people: ISA finds them too") {
    DayQuestion day = rush();
    day.target = {.occupancy_max = 0.01};
    const DayFigures figures = answer_day(day);
    CHECK(figures.possible);
    CHECK(way(figures, "isa").broken == 0);
    // 18 erlang busy on the mean of the second half-hour of the rush, less what is not yet there: some 1700 agents.
    CHECK(way(figures, "isa").agents[3] == doctest::Approx(100 * figures.load[3]).epsilon(0.01));
}

TEST_CASE("of several targets each is judged and shown by its own name") {
    DayQuestion day = rush();
    day.patience_mean_s = 1200;
    day.target = {.lost_max = 0.05, .occupancy_max = 0.8};
    const DayFigures figures = answer_day(day);
    const std::string text = theory_day_text(day, figures);
    CHECK(text.find("meet: give up, at most 5 %") != std::string::npos);
    CHECK(text.find("meet: occupancy, at most 80 %") != std::string::npos);
    const auto ways = nlohmann::json::parse(theory_day_json(day, figures, "v")).at("day");
    for (std::size_t k = 0; k < figures.ways.size(); ++k) {
        int lost = 0, busy = 0, either = 0;
        for (const StaffedQueue& met : figures.ways[k].met) {
            const bool gone = met.lost > 0.05, full = met.occupancy > 0.8;
            lost += gone, busy += full, either += gone || full;
        }
        CHECK(ways[k].at("intervals_missed_by").at("abandonment") == lost);
        CHECK(ways[k].at("intervals_missed_by").at("occupancy") == busy);
        CHECK(ways[k].at("intervals_missed") == either);
    }
}

TEST_CASE("shares of a busy hall's long day are shares: none above one") {
    DayQuestion day{.rates = {}, .service_mean_s = 600, .target = {.level_min = 0.9}, .within_s = 300};
    for (int k = 0; k < 8; ++k) day.rates.push_back({k * 3600.0, (k + 1) * 3600.0, 0.2});
    day.agents.assign(8, 300);
    const DayFigures figures = answer_day(day);
    for (const StaffedDay& one : figures.ways)
        for (const StaffedQueue& met : one.met)
            for (const double share : {met.level, met.wait_probability, met.lost, met.occupancy})
                CHECK((share >= 0 && share <= 1));
    CHECK(way(figures, "stated").met.back().level == doctest::Approx(1).epsilon(1e-14));
}

TEST_CASE("what is met stands with a digit more than its target: 99.99 % is not 100.0 %") {
    DayQuestion day = rush();
    day.target = {.level_min = 0.9999}, day.within_s = 600;
    const std::string text = theory_day_text(day, answer_day(day));
    CHECK(text.find("at least 99.99 %") != std::string::npos);
    CHECK(text.find("100.0 %") == std::string::npos);
    CHECK(text.find("99.99") != std::string::npos);
}

TEST_CASE("each staffing that was followed is told, so that a long answer can show how far it is") {
    DayQuestion day = rush();
    day.agents.assign(day.rates.size(), 10);
    int told = 0;
    const DayFigures figures = answer_day(day, [&told] { ++told; });
    // Three methods, ISA's rounds, once more at its end (unless half changes were made) and its answer; and the agents stated.
    CHECK(told >= 3 + figures.iterations + 1 + 1);
    CHECK(told <= 3 + figures.iterations + 2 + 1);
}

TEST_CASE("a mean wait is shown in the unit of its target") {
    DayQuestion day = rush();
    day.target = {.wait_mean_max_s = 1e-6};
    CHECK(theory_day_text(day, answer_day(day)).find("mean wait, at most 0.001 ms,") != std::string::npos);
    day.target = {.wait_mean_max_s = 45};
    CHECK(theory_day_text(day, answer_day(day)).find("mean wait, at most 45 s,") != std::string::npos);
    day.target = {.wait_mean_max_s = 90};
    CHECK(theory_day_text(day, answer_day(day)).find("mean wait, at most 1.5 min,") != std::string::npos);
}

TEST_CASE("a day of services without length would never be through, and is not begun") {
    DayQuestion day = rush();
    CHECK(can_be_followed(day));
    day.service_mean_s = 1e-6;
    CHECK_FALSE(can_be_followed(day));
}

TEST_CASE("JSON holds each way by interval and over the day") {
    DayQuestion day = rush();
    day.agents = {3, 3, 9, 9, 7, 3};
    const auto json = nlohmann::json::parse(theory_day_json(day, answer_day(day), "v"));
    CHECK(json.at("intervals").size() == 6);
    CHECK(json.at("day").size() == 5);
    CHECK(json.at("intervals").at(2).at("stated").at("agents") == 9);
    CHECK(json.at("intervals").at(2).at("fluid").at("in_system_mean").get<double>() > 5);
}
