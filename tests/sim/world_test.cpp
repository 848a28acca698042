#include "sim/world.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "scenarios/forecast.hpp"
#include "sim/run.hpp"
#include "tests/sim/diary.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
Diary live(const Scenario& scenario, std::uint32_t replication = 0) {
    Diary diary;
    run(scenario, {}, replication, diary);
    return diary;
}
double share_of(const Diary& diary, VisitEnd end) {
    const auto count =
        std::count_if(diary.visits.begin(), diary.visits.end(), [end](const VisitRecord& visit) { return visit.end == end; });
    return static_cast<double>(count) / static_cast<double>(diary.visits.size());
}
}  // namespace

TEST_CASE("a day in the town: the clock never goes back and everyone is accounted for") {
    Scenario scenario = town();
    add_initiative(scenario, 0.5);
    const Diary diary = live(scenario);  // the balance sheet throws if it does not add up
    CHECK_FALSE(diary.clock_went_back);
    CHECK(diary.visits.size() > 500);
    CHECK(diary.overtimes_s.size() == 2);
    CHECK(share_of(diary, VisitEnd::taught) > 0.1);
}

TEST_CASE("an initiative of zero effect changes no record of the same seed") {
    const Diary without = live(town());
    Scenario scenario = town();
    add_initiative(scenario, 0);
    std::erase_if(scenario.knobs, [](const Knob& knob) { return knob.kind == KnobKind::guides; });  // guides on duty are recorded
    const Diary with = live(scenario);
    auto story = [](const Diary& diary) {
        std::vector<std::string> lines = diary.lines;
        std::erase_if(lines, [](const std::string& line) { return line.find("staffed") != std::string::npos; });
        return lines;
    };
    CHECK(story(with) == story(without));
}

TEST_CASE("after closing everyone inside is served, and only then the agents go home") {
    Scenario scenario = town();
    scenario.stations[0].agents = 7;  // 800 transactions of 4 minutes need 7.6 hours of them: a line at closing time
    scenario.stations[0].patience = never();
    const Diary diary = live(scenario);
    REQUIRE(diary.overtimes_s.size() == 2);
    CHECK(diary.overtimes_s[0] > 600);
    for (const VisitRecord& visit : diary.visits) {
        const double of_day_s = std::fmod(visit.arrived_s, day_s);
        CHECK(of_day_s >= 8 * hour_s);
        CHECK(of_day_s < 14 * hour_s);
    }
}

TEST_CASE("a fee leads past the cashier, no fee does not") {
    Scenario scenario = town();
    scenario.services[0].fee = scenario.services[1].fee = 0;
    const Diary diary = live(scenario);
    for (const std::string& line : diary.lines) CHECK(line.find("arrives at 1") == std::string::npos);
}

TEST_CASE("a need ends once: at a counter, on a channel, or given up") {
    Scenario scenario = town();
    add_initiative(scenario, 0.5);
    const Diary diary = live(scenario);
    const auto arose = static_cast<std::size_t>(
        std::count_if(diary.lines.begin(), diary.lines.end(), [](const std::string& line) { return line.ends_with(" need"); }));
    CHECK(arose == diary.transactions.size() + diary.inside.transactions);
}

// 40 days of 2000: the share of transactions by way against the closed form. Standard errors by the binomial; 4.5 of them, 7e-6 a
// check.
TEST_CASE("what is moved, taught and failed is what the forecast computes") {
    Scenario scenario = town();
    add_initiative(scenario, 0.6);
    for (Station& station : scenario.stations) station.patience = never(), station.agents = station.guides ? 0 : 60;
    for (Knob& knob : scenario.knobs)
        if (knob.kind == KnobKind::guides) knob.value = 60;
    double digital = 0, counter = 0, given_up = 0, visits = 0;
    for (std::uint32_t replication = 0; replication < 20; ++replication) {
        const Diary diary = live(scenario, replication);
        for (const TransactionRecord& one : diary.transactions)
            ++(one.end == TransactionEnd::digital ? digital : one.end == TransactionEnd::counter ? counter : given_up);
        visits += static_cast<double>(diary.visits.size());
    }
    const Forecast expected = forecast(scenario);
    const double all = digital + counter;
    CHECK(std::abs(all - 20 * expected.transactions) < 4.5 * std::sqrt(all));
    CHECK(std::abs(digital / all - expected.digital / expected.transactions) < 4.5 * std::sqrt(0.25 / all));
    CHECK(std::abs(visits - 20 * expected.visits) <
          4.5 * std::sqrt(1.3 * visits));  // a visit carries others: a little more than Poisson
    CHECK(given_up > 0);
}

TEST_CASE("without an initiative the completed digital share is the one asked for") {
    Scenario scenario = town();
    const Forecast expected = forecast(scenario);
    CHECK(expected.digital / expected.transactions == doctest::Approx(scenario.adoption.share));
    CHECK(expected.digital == doctest::Approx(expected.digital_without));
    CHECK(expected.digital_ceiling > expected.digital);
}

TEST_CASE("guides who leave while people wait for them strand nobody, and finish the lessons they began") {
    Scenario scenario = town();
    add_initiative(scenario, 1);
    scenario.stations[2].patience = never();
    for (Knob& knob : scenario.knobs) {
        if (knob.kind == KnobKind::guides) knob.value = 1;
        if (knob.kind == KnobKind::lesson_success) knob.value = 1;
        knob.until_s = 11 * hour_s;  // in the middle of the first day
    }
    const Diary diary = live(scenario);
    CHECK(diary.inside.visits == 0);
    const auto at_eleven = std::count_if(diary.lines.begin(), diary.lines.end(),
                                         [](const std::string& line) { return line.starts_with("39600 moved from 2"); });
    CHECK(at_eleven > 10);  // the line of one guide by eleven o'clock
    for (const std::string& line : diary.lines)
        if (line.find("begins at 2") != std::string::npos) CHECK(std::stod(line) < 11 * hour_s);
}

TEST_CASE("nobody comes: an empty town ends in balance") {
    const Diary diary = live(town(0));
    CHECK(diary.visits.empty());
    CHECK(diary.ending == Ending::nothing_left);
}

TEST_CASE("a stream outside opening hours meets closed doors") {
    Scenario scenario = town(0);
    scenario.needs.reset();
    scenario.streams.push_back({.id = "early", .station = 0, .channel = none, .pieces = {{6 * hour_s, 7 * hour_s, 0.1}}});
    const Diary diary = live(scenario);
    CHECK(diary.visits.size() > 100);
    CHECK(share_of(diary, VisitEnd::refused) == 1);
}
