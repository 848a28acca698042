// From summaries to the answer: what is judged, what is balanced, what JSON and tables say of it. The figures are made by hand.
#include "results/conclude.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "results/output_json.hpp"
#include "results/output_table.hpp"
#include "results/tally.hpp"
#include "results/text_table.hpp"
#include "tests/results/hall_fixture.hpp"

using namespace counterless;

namespace {

// In replication r, 10 + r people came and waited 60 s each.
std::vector<Summary> replications(const Layout& layout, int count, double wait_s = 60) {
    std::vector<Summary> made;
    for (int number = 0; number < count; ++number) {
        Summary summary{.replication = static_cast<std::uint32_t>(number), .totals = std::vector<double>(layout.size())};
        summary.distributions.resize(layout.distributions());
        const double people = 10 + number;
        for (std::size_t place = 0; place < layout.places(); ++place) {
            for (const Place what : {Place::arrived, Place::began, Place::ended})
                summary.totals[layout.place(place, what)] = people;
            summary.totals[layout.place(place, Place::wait_sum)] = people * wait_s;
            summary.distributions[layout.waits(place)].add(wait_s, people);
        }
        summary.totals[layout.whole(Whole::visits)] = people;
        summary.totals[layout.whole(Whole::visits_served)] = people;
        made.push_back(std::move(summary));
    }
    return made;
}
StudyResult result(int count) {
    StudyResult made{.scenario = hall(), .version = "1", .cpu_class = "x", .replications_asked = count};
    const Layout plan = layout(made.scenario);
    conclude(made, plan, replications(plan, count));
    return made;
}
Verdict verdict_on(StudyResult study, const std::string& measure, bool at_least, double value) {
    study.scenario.targets = {{.measure = measure, .of = "all", .at_least = at_least, .value = value}};
    return judge_targets(study).at(0).verdict;
}

}  // namespace

TEST_CASE("estimates and balance are those of the replications") {
    const StudyResult study = result(3);
    CHECK(study.find("visits", "all")->estimate.mean == 11);
    CHECK(study.find("wait_mean", "all")->estimate.mean == doctest::Approx(60));
    CHECK(study.find("wait_p90", "centre/hall/counter")->estimate.mean == doctest::Approx(60).epsilon(0.008));
    CHECK(study.balance.visits == 33);
    CHECK(study.balance.holds());
}

TEST_CASE("a target is met or missed only by the whole interval") {
    // Visits 10, 11, 12: mean 11, half-width 4.303 / sqrt(3) = 2.48.
    const StudyResult study = result(3);
    CHECK(verdict_on(study, "visits", true, 8.5) == Verdict::met);
    CHECK(verdict_on(study, "visits", true, 8.6) == Verdict::undecided);
    CHECK(verdict_on(study, "visits", true, 13.4) == Verdict::undecided);
    CHECK(verdict_on(study, "visits", true, 13.5) == Verdict::missed);
    CHECK(verdict_on(study, "visits", false, 13.5) == Verdict::met);
    CHECK(verdict_on(study, "visits", false, 8.5) == Verdict::missed);
    CHECK(verdict_on(study, "happiness", true, 1) == Verdict::unknown);
    CHECK(verdict_on(result(1), "visits", true, 1) == Verdict::undecided);
}

TEST_CASE("differences are of the measures both have, this minus the baseline") {
    const Layout plan = layout(hall());
    const auto found = differences(plan, replications(plan, 4, 60), plan, replications(plan, 4, 90), 0.95);
    bool waits = false;
    for (const Difference& difference : found) {
        CHECK(difference.measure.of == "all");
        if (difference.measure.name == "wait_mean") {
            waits = true;
            CHECK(difference.baseline.mean == doctest::Approx(90));
            CHECK(difference.difference.mean == doctest::Approx(-30));
        }
        if (difference.measure.name == "visits") CHECK(difference.difference.mean == 0);
    }
    CHECK(waits);
}

TEST_CASE("JSON holds every measure, and null where nothing is known") {
    const auto json = nlohmann::json::parse(to_json(result(1)));
    CHECK(json.at("schema_version") == 1);
    CHECK(json.at("measures").size() == result(1).measures.size());
    CHECK(json.at("balance").at("visits") == 10);
    for (const auto& measure : json.at("measures")) CHECK(measure.at("half_width").is_null());
    const auto several = nlohmann::json::parse(to_json(result(3)));
    for (const auto& measure : several.at("measures"))
        if (measure.at("measure") == "visits" && measure.at("of") == "all") CHECK(measure.at("half_width").is_number());
    CHECK_FALSE(several.contains("baseline"));
}

TEST_CASE("times and workers leave no trace in JSON, and names may hold anything") {
    StudyResult one = result(2), other = result(2);
    other.wall_s = 99;
    other.memory_peak_bytes = 1e9;
    other.replications_reused = 2;
    other.file = "elsewhere.json";
    CHECK(to_json(one) == to_json(other));
    one.scenario.name = "quote \" and \xff and \n";
    CHECK(nlohmann::json::accept(to_json(one)));
}

TEST_CASE("a broken balance is shouted") {
    StudyResult study = result(2);
    CHECK(to_table(study).find("nobody lost") != std::string::npos);
    study.balance.served -= 1;
    CHECK(to_table(study).find("DOES NOT ADD UP") != std::string::npos);
}

TEST_CASE("a cut run says so first") {
    StudyResult study = result(2);
    study.ending = RunEnding::interrupted;
    study.replications_asked = 20;
    CHECK(headline(study).find("Stopped after 2 of 20 replications") != std::string::npos);
}

TEST_CASE("a figure reported in life is told in the units of the measure beside it: per cent, minutes, or as it is") {
    StudyResult study = result(3);  // all wait a minute, none gives up, 10, 11 and 12 came
    const auto reported = [](const std::string& measure, double value) {
        return Reported{.id = measure, .name = {measure, ""}, .measure = measure, .of = "all", .value = value};
    };
    study.scenario.reported = {reported("wait_mean", 73.8), reported("wait_probability", 0.188), reported("visits", 12),
                               reported("happiness", 0.9)};
    const std::string said = headline(study);
    CHECK(said.find("reported mean wait, min: 1.23; simulated 1.00 ± 0.00") != std::string::npos);
    CHECK(said.find("reported wait_probability, %: 18.8; simulated 0") != std::string::npos);
    CHECK(said.find("reported visits to centres: 12; simulated 11.0 ± 2.5, -8.33 ± 20.70 %") != std::string::npos);
    CHECK(said.find("reported happiness, of 100: 0.90; simulated –") != std::string::npos);
}

TEST_CASE("agents without number have no occupancy, and none of a centre's") {
    Scenario both = hall();
    both.stations.push_back({.id = "seats", .centre = 0, .name = {"Seats", ""}, .agents = unlimited});
    both.centres[0].path = {0, 1};
    StudyResult study{.scenario = both, .version = "1", .cpu_class = "x", .replications_asked = 1};
    const Layout plan = layout(both);
    Tally tally(both, plan, 0);
    // One agent serves half the hour; meanwhile and after, three sit.
    tally.staffed(0, 0, 0, 1, 1);
    tally.began(0, {.station = 0}, 0);
    for (int seat = 0; seat < 3; ++seat) tally.began(0, {.station = 1}, 0);
    tally.ended(1800, {.station = 0}, 0, 1800);
    tally.finished(3600, Ending::horizon_reached, {0, 0});
    conclude(study, plan, {tally.take()});
    CHECK(study.find("occupancy", "centre/hall/counter")->estimate.mean == doctest::Approx(0.5));
    CHECK(study.find("occupancy", "centre/hall")->estimate.mean == doctest::Approx(0.5));
    CHECK_FALSE(study.find("occupancy", "centre/hall/seats")->estimate.known);
    CHECK(study.find("agents", "centre/hall/seats")->estimate.mean == doctest::Approx(3));
    CHECK(to_table(study).find("unlimited") != std::string::npos);
    const auto answer = nlohmann::json::parse(to_json(study));
    for (const auto& one : answer.at("measures"))
        if (one.at("measure") == "occupancy" && one.at("of") == "centre/hall/seats") CHECK(one.at("mean").is_null());
}

namespace {
// Two years of a hall with customers of two kinds, of whom the initiative's replications shift 100 + r to smart channels.
Scenario two_years() {
    Scenario scenario = hall();
    scenario.needs.emplace();
    scenario.channels.push_back({.id = "app", .name = {"App", ""}, .steps = {}, .response = deterministic(1)});
    scenario.segments = {{.id = "people", .name = {"People", ""}}, {.id = "elders", .name = {"Elders", ""}, .exempt = true}};
    for (const char* date : {"2017-12-31", "2018-01-01"})
        scenario.calendar.days.push_back({86400.0 * static_cast<double>(scenario.calendar.days.size()), 0, true, 1, date});
    scenario.calendar.has_dates = true;
    scenario.study.horizon_s = 2 * 86400;
    scenario.study.series = Series::year;
    scenario.happiness.stated = true;
    scenario.initiatives.push_back({.id = "week", .name = {"The Week", ""}, .from_s = 0, .until_s = 86400, .from = "2017-12-31"});
    return scenario;
}
std::vector<Summary> shifted_by(const Layout& plan, double transactions, double money) {
    std::vector<Summary> made = replications(plan, 3);
    for (Summary& one : made) {
        one.totals[plan.whole(Whole::completed)] = 2000;
        one.totals[plan.whole(Whole::smart)] = 1000 + transactions * (1 + 0.01 * one.replication);
        one.totals[plan.whole(Whole::initiative_cost)] = money;
        one.totals[plan.whole(Whole::cost)] = 90000 + money / 2;
        if (plan.initiatives > 0) one.totals[plan.effort(0, Effort::cost)] = money;
        for (std::size_t bin = 0; bin < plan.bins; ++bin) {
            one.totals[plan.whole_part(bin, Whole::completed)] = 1000;
            one.totals[plan.whole_part(bin, Whole::happiness)] = 80000 + 1000 * static_cast<double>(bin);
        }
    }
    return made;
}
}  // namespace

TEST_CASE("a long study is told by year, by segment and by initiative, within 100 columns") {
    StudyResult study{.scenario = two_years(), .replications_asked = 3};
    const Layout plan = layout(study.scenario);
    conclude(study, plan, shifted_by(plan, 100, 50000));
    const std::string said = to_table(study);
    for (const std::string part :
         {"BY YEAR  what customers do", "BY YEAR  what it comes to", "BY YEAR  agents, and happiness of 100", "BY SEGMENT",
          "Elders (exempt)", "INITIATIVES", "2017-12-31", "no end", "80.00", "81.00"})
        CHECK_MESSAGE(said.find(part) != std::string::npos, part);
    for (std::size_t from = 0, end = 0; (end = said.find('\n', from)) != std::string::npos; from = end + 1)
        CHECK_MESSAGE(width(said.substr(from, end - from)) <= 100, said.substr(from, end - from));
    const auto series = nlohmann::json::parse(to_json(study))["series"];
    const auto is_first_year = [](const nlohmann::json& line) {
        return line["measure"] == "happiness" && line["of"] == "all" && line["start"] == 0 && line["end"] == 86400;
    };
    CHECK(std::any_of(series.begin(), series.end(), is_first_year));
}

TEST_CASE("against a baseline without initiatives: money for each transaction shifted, alone and net of what it saves") {
    const Scenario scenario = two_years();
    Scenario before = scenario;
    before.initiatives.clear();
    const Layout plan = layout(scenario), plan_before = layout(before);
    const auto found = differences(plan, shifted_by(plan, 100, 50500), plan_before, shifted_by(plan_before, 0, 0), 0.95);
    const auto value = [&](const char* name) {
        for (const Difference& one : found)
            if (one.measure.name == name) return one.difference;
        return Estimate{};
    };
    CHECK(value("cost_per_shifted_transaction").mean == doctest::Approx(3 * 50500 / 303.0));
    CHECK(value("net_cost_per_shifted_transaction").mean == doctest::Approx(3 * 25250 / 303.0));
    CHECK(value("cost_per_shifted_transaction").half_width > 0);
    const auto nothing = differences(plan, shifted_by(plan, 0, 50500), plan_before, shifted_by(plan_before, 0, 0), 0.95);
    CHECK_FALSE(nothing.back().difference.known);  // nobody was shifted
}
