// What customers remember, as it is read: every field, and every problem. Services and segments stand here too, as far as their
// customers are told apart.
#include <doctest/doctest.h>

#include "models/constants.hpp"
#include "tests/scenarios/remembering.hpp"

using namespace counterless;

namespace {
const std::string bass = R"({"innovation_per_year": 0.03, "imitation_per_year": 0.4})";
}  // namespace

TEST_CASE("what is not said of customers changes nothing") {
    const ReadResult read = read_town({});
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    const Scenario& town = read.scenario;
    CHECK(town.adoption.model == AdoptionModel::fixed);
    CHECK_FALSE(town.adoption.remembers());
    CHECK(town.adoption.share == 0.7);
    CHECK(town.adoption.learning.success == 0);
    CHECK(town.adoption.learning.taught_kept == 1);
    CHECK(town.adoption.learning.limit == 10);
    CHECK(town.adoption.learning.half_life_s == infinite);
    CHECK(town.segments[0].customers == 0);
    CHECK(town.segments[0].activity.family == LawFamily::deterministic);
    CHECK(town.segments[0].activity.mean == 1);
    CHECK_FALSE(town.segments[0].exempt);
    CHECK(town.services[0].ease.empty());
    CHECK(town.services[0].effort_s == 240);  // costs/digital_time
    CHECK(town.centres[0].trip_s < 0);
    CHECK_FALSE(town.happiness.stated);
}

TEST_CASE("customers, services and trips are read") {
    const ReadResult read = read_remembering({
        {"/customers/segments/citizen/activity", R"({"law": "lognormal", "mean": 1, "cv": 3})"},
        {"/customers/segments/citizen/habit_sd", "1.5"},
        {"/customers/segments/citizen/offline", "0.02"},
        {"/customers/segments/company/exempt", "true"},
        {"/services/licence/ease", R"([{"from": "2018-01-01", "value": -1}, {"from": "2018-10-24", "value": 0.5}])"},
        {"/services/refund/ease", "0.25"},
        {"/services/licence/effort", "7 min"},
        {"/centres/port/trip", "90 min"},
    });
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    const Segment& citizen = read.scenario.segments[0];
    CHECK(citizen.customers == 1000);
    CHECK(citizen.activity.family == LawFamily::lognormal);
    CHECK(citizen.activity.sd == doctest::Approx(3));
    CHECK(citizen.habit_sd == 1.5);
    CHECK(citizen.offline == 0.02);
    CHECK(read.scenario.segments[1].exempt);
    const Service& licence = read.scenario.services[0];
    REQUIRE(licence.ease.size() == 2);
    CHECK(licence.ease[0].from_s == -infinite);
    CHECK(licence.ease[1].from_s == 3 * day_s);
    CHECK(licence.ease[1].value == 0.5);
    CHECK(licence.effort_s == 420);
    CHECK(read.scenario.services[1].ease.at(0).value == 0.25);
    CHECK(read.scenario.centres[1].trip_s == 5400);
}

TEST_CASE("learning and weights are read, minutes as seconds") {
    const ReadResult read = read_remembering(
        {{"/adoption/model", "logit"},
         {"/adoption/learning",
          R"({"success": 0.1, "taught": 2, "taught_kept": 0.6, "moved": 0.5, "moved_kept": 0.3, "failure": 0.2, "counter": 0.05,
              "limit": 6, "half_life": "365 d", "message_half_life": "7 d", "message_fatigue": 0.2})"},
         {"/adoption/weights", R"({"wait_per_minute": 0.03, "trip_per_minute": 0.006, "effort_per_minute": 0.12,
                                   "reference_wait": "10 min", "memory": 0.5})"}});
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    const Learning& learning = read.scenario.adoption.learning;
    CHECK(learning.success == 0.1);
    CHECK(learning.taught == 2);
    CHECK(learning.taught_kept == 0.6);
    CHECK(learning.moved == 0.5);
    CHECK(learning.moved_kept == 0.3);
    CHECK(learning.failure == 0.2);
    CHECK(learning.counter == 0.05);
    CHECK(learning.limit == 6);
    CHECK(learning.half_life_s == 365 * day_s);
    CHECK(learning.message_half_life_s == 7 * day_s);
    CHECK(learning.message_fatigue == 0.2);
    const Weights& weights = read.scenario.adoption.weights;
    CHECK(weights.wait_per_s == doctest::Approx(0.0005));
    CHECK(weights.trip_per_s == doctest::Approx(0.0001));
    CHECK(weights.effort_per_s == doctest::Approx(0.002));
    CHECK(weights.reference_wait_s == 600);
    CHECK(weights.memory == 0.5);
}

TEST_CASE("the curve of Bass is read, its ceiling by date") {
    const ReadResult plain = read_remembering({{"/adoption/model", "bass"}, {"/adoption/bass", bass}});
    REQUIRE_MESSAGE(plain.ok(), all_of(plain.problems));
    CHECK(plain.scenario.adoption.bass.innovation_per_year == 0.03);
    CHECK(plain.scenario.adoption.bass.imitation_per_year == 0.4);
    CHECK(plain.scenario.adoption.bass.ceiling.at(0).value == 1);
    const ReadResult dated =
        read_remembering({{"/adoption/model", "bass"}, {"/adoption/bass", R"({"innovation_per_year": 0, "imitation_per_year": 1,
                                "ceiling": [{"from": "2018-10-21", "value": 0.9}, {"from": "2018-10-25", "value": 0.95}]})"}});
    REQUIRE_MESSAGE(dated.ok(), all_of(dated.problems));
    CHECK(dated.scenario.adoption.bass.ceiling.at(0).from_s == -infinite);
    CHECK(dated.scenario.adoption.bass.ceiling.at(1).from_s == 4 * day_s);
}

TEST_CASE("a model that tells customers apart must know how many there are, and what they need") {
    const ReadResult read = read_town({{"/adoption/model", "habit"}});
    CHECK(tells(read.problems, "/customers/segments/citizen", "no \"customers\"", "habit"));
    CHECK(tells(read.problems, "/customers/segments/company", "no \"customers\""));
    CHECK(tells(read_parts(stream + "," + hall + "," + hour + R"(, "adoption": {"model": "habit", "share": 0.5})").problems,
                "/adoption/model", "without needs"));
}

TEST_CASE("what a model does not read is a problem") {
    const auto model_tells = [](const std::string& model, const std::string& part, const std::string& value) {
        return tells(read_remembering({{"/adoption/model", model}, {"/adoption/" + part, value}}).problems, "/adoption/" + part,
                     "does not read it");
    };
    CHECK(model_tells("fixed", "learning", "{}"));
    CHECK(model_tells("bass", "learning/success", "0.1"));
    CHECK_FALSE(model_tells("bass", "learning/taught_kept", "0.1"));
    CHECK_FALSE(model_tells("habit", "learning", "{}"));
    CHECK_FALSE(model_tells("logit", "learning", "{}"));
    CHECK(model_tells("fixed", "weights", "{}"));
    CHECK_FALSE(model_tells("habit", "weights", "{}"));
    CHECK(model_tells("habit", "bass", bass));
    CHECK(tells(read_remembering({{"/adoption/model", "bass"}}).problems, "/adoption", "no \"bass\""));
    CHECK(tells(read_remembering({{"/adoption/model", "logit"}}).problems, "/adoption", "no \"weights\""));
    const ReadResult offline = read_remembering({{"/adoption/model", "bass"},
                                                 {"/adoption/bass", bass},
                                                 {"/customers/segments/citizen/offline", "0.1"},
                                                 {"/customers/segments/company/habit_sd", "1"}});
    CHECK(tells(offline.problems, "/customers/segments/citizen/offline", "bass"));
    CHECK(tells(offline.problems, "/customers/segments/company/habit_sd", "bass"));
}

TEST_CASE("activity is a law of numbers of mean 1 that never falls below 0") {
    const auto activity_tells = [](const std::string& law, const std::string& found) {
        return tells(read_remembering({{"/customers/segments/citizen/activity", law}}).problems,
                     "/customers/segments/citizen/activity", found);
    };
    CHECK(activity_tells(R"({"law": "lognormal", "mean": 2, "cv": 3})", "a law of mean 2"));
    CHECK(activity_tells(R"({"law": "uniform", "low": -1, "high": 3})", "below 0"));
    CHECK(activity_tells("2", "a law of mean 2"));
    CHECK(activity_tells("\"1 min\"", "1 min"));
    CHECK(activity_tells(R"({"law": "exponential", "mean": "1 min"})", "1 min"));
    CHECK(read_remembering({{"/customers/segments/citizen/activity", R"({"law": "empirical", "values": [0, 0, 3]})"}}).ok());
    CHECK(read_remembering({{"/customers/segments/citizen/activity", "1"}}).ok());
}

TEST_CASE("values out of range and dates in disorder are told") {
    const auto field_tells = [](const std::string& place, const std::string& value, const std::string& found = "") {
        return tells(read_remembering({{place, value}}).problems, place, found);
    };
    CHECK(field_tells("/customers/segments/citizen/customers", "0"));
    CHECK(field_tells("/customers/segments/citizen/customers", "1.5"));
    CHECK(field_tells("/customers/segments/citizen/habit_sd", "-1"));
    CHECK(field_tells("/customers/segments/citizen/offline", "1.1"));
    CHECK(field_tells("/services/licence/ease", "25"));
    CHECK(field_tells("/services/licence/effort", "7"));
    CHECK(field_tells("/centres/port/trip", "soon"));
    CHECK(field_tells("/adoption/learning", R"({"success": -1})"));
    CHECK(tells(read_remembering({{"/adoption/learning", R"({"half_life": "0 s"})"}}).problems, "/adoption/learning/half_life"));
    CHECK(tells(read_remembering(
                    {{"/services/licence/ease", R"([{"from": "2018-10-24", "value": 1}, {"from": "2018-10-22", "value": 0}])"}})
                    .problems,
                "/services/licence/ease/1/from", "2018-10-22", "rising"));
}

TEST_CASE("the index of content is stated by who uses it") {
    const ReadResult read = read_town(
        {{"/happiness", R"({"base": 96, "per_minute_waited": 0.5, "per_failure": 2, "per_given_up": 10, "per_trip": 1})"}});
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    const Happiness& happiness = read.scenario.happiness;
    CHECK(happiness.stated);
    CHECK(happiness.base == 96);
    CHECK(happiness.per_minute_waited == 0.5);
    CHECK(happiness.per_failure == 2);
    CHECK(happiness.per_given_up == 10);
    CHECK(happiness.per_trip == 1);
    CHECK(tells(read_town({{"/happiness", "{}"}}).problems, "/happiness", "no \"base\""));
    CHECK(tells(read_town({{"/happiness", R"({"base": 101})"}}).problems, "/happiness/base", "101"));
}
