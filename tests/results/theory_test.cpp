#include "results/theory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <tuple>

#include "models/constants.hpp"
#include "models/erlang.hpp"
#include "results/theory_numbers.hpp"
#include "scenarios/units.hpp"

using namespace counterless;

namespace {

const Formula& formula(std::string_view name) {
    for (const Formula& one : theory_formulas())
        if (one.name == name) return one;
    FAIL("no such formula");
    return theory_formulas().front();
}

// "--agents 8 --arrivals \"7.2 / min\"" as the command line would read it.
Given typed(std::string_view example) {
    Given all;
    const std::string text(example);
    const std::regex option("--([a-z-]+) (?:\"([^\"]+)\"|(\\S+))");
    for (std::sregex_iterator found(text.begin(), text.end(), option), end; found != end; ++found) {
        const std::string name = (*found)[1], value = (*found)[2].matched ? (*found)[2] : (*found)[3];
        const ParameterKind kind = theory_parameter(name).kind;
        if (kind == ParameterKind::rate)
            all.set(name, parse_rate(value.substr(value.find_last_of(":,") + 1)).value());  // of several the last
        else if (kind == ParameterKind::share)
            all.set(name, std::stod(value) / (value.ends_with('%') ? 100 : 1));
        else if (kind == ParameterKind::duration)
            all.set(name, parse_duration(value).value());
        else
            all.set(name, std::stod(value));
    }
    return all;
}

Given given(std::initializer_list<std::pair<std::string_view, double>> values) {
    Given all;
    for (const auto& [name, value] : values) all.set(name, value);
    return all;
}

double figure(const Formula& asked, const Given& given, std::string_view name) {
    for (const Figure& one : asked.answer(given))
        if (one.name == name) return one.value;
    FAIL("no such figure");
    return 0;
}

}  // namespace

TEST_CASE("every formula names its parameters, assumptions and source, and answers an ordinary question") {
    std::set<std::string_view> names;
    for (const Formula& one : theory_formulas()) {
        CAPTURE(one.name);
        CHECK(names.insert(one.name).second);
        CHECK_FALSE(one.assumes.empty());
        CHECK_FALSE(one.source.empty());
        const Given ordinary = typed(one.example);
        for (const std::string_view name : one.needs) CHECK(ordinary.has(name));
        std::set<std::string_view> figures;
        for (const Figure& figure : one.answer(ordinary)) {
            CHECK(figures.insert(figure.name).second);
            CHECK(std::isfinite(figure.value));
            CHECK(figure.value >= 0);
            if (figure.shown == Shown::share) CHECK(figure.value <= 1);
        }
        const TheoryAnswer answer = answer_theory(one, {{"x", "1"}}, {}, {{ordinary}});
        CHECK(theory_text(answer).find(one.source) != std::string::npos);
        CHECK(nlohmann::json::parse(theory_json(answer, "v")).at("answers").size() == 1);
    }
}

TEST_CASE("one agent, four models, one queue: M/M/1 at 0.8 load stays 5 services") {
    const Given one = given({{"agents", 1}, {"arrivals", 0.8}, {"service", 1}, {"cv", 1}, {"capacity", 1000}, {"patience", 1e5}});
    for (const char* name : {"erlang-c", "mg1", "ps", "mmck"}) {
        CAPTURE(name);
        CHECK(figure(formula(name), one, "sojourn_mean") == doctest::Approx(5).epsilon(1e-6));
        CHECK(figure(formula(name), one, "occupancy") == doctest::Approx(0.8).epsilon(1e-6));
    }
    CHECK(figure(formula("erlang-a"), one, "wait_mean") == doctest::Approx(4).epsilon(0.001));  // patience nearly without end
}

TEST_CASE(
    "retrials without loss: the closed form for one agent, in line for those who come back at once, no end beyond the load") {
    const auto retrial = [](double agents, double arrivals, double back) {
        return given({{"agents", agents}, {"arrivals", arrivals}, {"service", 1}, {"return", back}, {"give-up", 0}});
    };
    // rho^2 / (1 - rho) + rho arrivals / (return rate (1 - rho)): Falin and Templeton 1997, 1.2.
    CHECK(figure(formula("retrial"), retrial(1, 0.5, 2), "orbit_mean") == doctest::Approx(1.5));
    CHECK(figure(formula("retrial"), retrial(3, 2, 1e-5), "orbit_mean") ==
          doctest::Approx(2 * wait_mean_mmc(3, 2, 1)).epsilon(1e-3));
    CHECK(figure(formula("retrial"), retrial(2, 1, 3), "abandonment") == doctest::Approx(0).epsilon(1e-9));
    CHECK(std::isinf(figure(formula("retrial"), retrial(2, 2, 3), "orbit_mean")));
}

TEST_CASE("a hall with as many places as agents is Erlang B") {
    const Given six = given({{"agents", 6}, {"capacity", 6}, {"arrivals", 5}, {"service", 1}});
    CHECK(figure(formula("mmck"), six, "blocked") == doctest::Approx(figure(formula("erlang-b"), six, "blocked")).epsilon(1e-12));
    CHECK(figure(formula("mmck"), six, "wait_mean") == 0);
}

TEST_CASE("the wait's quantile is where its tail says: P(W > p90) = 0.1") {
    const Given eight = given({{"agents", 8}, {"arrivals", 7.2}, {"service", 1}});
    Given within = eight;
    within.set("within", figure(formula("erlang-c"), eight, "wait_p90"));
    CHECK(figure(formula("erlang-c"), within, "service_level") == doctest::Approx(0.9).epsilon(1e-12));
    CHECK(figure(formula("erlang-c"), given({{"agents", 30}, {"arrivals", 7.2}, {"service", 1}}), "wait_p90") == 0);
}

TEST_CASE("who gives up is not served: occupancy follows from abandonment") {
    const Given five = given({{"agents", 5}, {"arrivals", 7.2}, {"service", 1}, {"patience", 10}});
    const double occupancy = figure(formula("erlang-a"), five, "occupancy"),
                 lost = figure(formula("erlang-a"), five, "abandonment");
    CHECK(occupancy == doctest::Approx(7.2 * (1 - lost) / 5).epsilon(1e-12));
    // P(give up) = mean wait / mean patience, for exponential patience.
    CHECK(lost == doctest::Approx(figure(formula("erlang-a"), five, "wait_mean") / 10).epsilon(1e-9));
}

TEST_CASE("Erlang A's service level: at once at least those who do not wait, in the end all who do not give up") {
    // The end is a second method for the abandonment, by an integral instead of a sum; light, critical and heavy load.
    for (const auto& [agents, arrivals, patience] :
         {std::tuple{8.0, 7.2, 10.0}, {8.0, 8.0, 0.5}, {5.0, 20.0, 3.0}, {1.0, 0.2, 100.0}, {200.0, 210.0, 1.0}}) {
        CAPTURE(agents);
        Given hall = given({{"agents", agents}, {"arrivals", arrivals}, {"service", 1}, {"patience", patience}, {"within", 0}});
        CHECK(figure(formula("erlang-a"), hall, "service_level") ==
              doctest::Approx(1 - figure(formula("erlang-a"), hall, "wait_probability")));
        hall.set("within", 1e6);
        CHECK(figure(formula("erlang-a"), hall, "service_level") ==
              doctest::Approx(1 - figure(formula("erlang-a"), hall, "abandonment")).epsilon(1e-7));
    }
    // Patience without end is Erlang C.
    const Given endless = given({{"agents", 8}, {"arrivals", 7.2}, {"service", 1}, {"patience", 1e6}, {"within", 2}});
    CHECK(figure(formula("erlang-a"), endless, "service_level") ==
          doctest::Approx(figure(formula("erlang-c"), endless, "service_level")).epsilon(1e-4));
}

TEST_CASE("formulas that meet: lognormal and exponential patience, cv 0 and 1, nobody urgent, nobody back, many customers") {
    Given eight =
        given({{"agents", 8}, {"arrivals", 7.2}, {"service", 1}, {"cv", 0}, {"arrival-cv", 1}, {"urgent", 1e-9}, {"again", 0}});
    const double constant = figure(formula("mdc"), eight, "wait_mean"), waiting = figure(formula("erlang-c"), eight, "wait_mean");
    CHECK(figure(formula("mgc"), eight, "wait_mean") == doctest::Approx(constant));
    CHECK(constant == doctest::Approx(waiting / 2).epsilon(0.1));  // nearly half of the wait, exactly at one agent
    CHECK(figure(formula("dmc"), eight, "wait_mean") < waiting);
    CHECK(figure(formula("feedback"), eight, "wait_mean") == doctest::Approx(waiting));
    CHECK(figure(formula("priority"), eight, "wait_mean_others") == doctest::Approx(waiting).epsilon(1e-6));
    eight.set("cv", 1);
    for (const char* name : {"mgc", "ggc"}) CHECK(figure(formula(name), eight, "wait_mean") == doctest::Approx(waiting));
    // 50,000 customers who each come once in 50,000 / 7.2 are nearly a Poisson stream.
    const Given many = given({{"agents", 8}, {"customers", 50'000}, {"think", 50'000 / 7.2}, {"service", 1}, {"arrivals", 7.2}});
    CHECK(figure(formula("engset"), many, "blocked") ==
          doctest::Approx(figure(formula("erlang-b"), many, "blocked")).epsilon(1e-3));
    CHECK(figure(formula("finite-source"), many, "wait_mean") == doctest::Approx(waiting).epsilon(0.01));
}

TEST_CASE("too few agents: no steady state, null in JSON, said in words") {
    const TheoryAnswer answer = answer_theory(formula("erlang-c"), {}, {"agents"},
                                              {{given({{"agents", 7}, {"arrivals", 7.2}, {"service", 1}}), {"7"}},
                                               {given({{"agents", 8}, {"arrivals", 7.2}, {"service", 1}}), {"8"}}});
    CHECK(theory_text(answer).find("without end") != std::string::npos);
    const auto rows = nlohmann::json::parse(theory_json(answer, "v")).at("answers");
    CHECK(rows.at(0).at("wait_mean").is_null());
    CHECK(rows.at(0).at("agents") == 7);
    CHECK(rows.at(1).at("wait_mean").get<double>() == doctest::Approx(0.8769).epsilon(1e-4));
}

TEST_CASE("any number of agents gives the same figures, so that a table has its columns") {
    for (const Formula& one : theory_formulas()) {
        CAPTURE(one.name);
        Given ordinary = typed(one.example);
        const std::size_t figures = one.answer(ordinary).size();
        for (const double agents : {0.0, 1.0, 70.0}) {
            if (!ordinary.has("agents")) continue;
            ordinary.set("agents", agents);
            CHECK(one.answer(ordinary).size() == figures);
        }
    }
}

TEST_CASE("the edges: nobody serves, and a line too long to walk along") {
    CHECK(figure(formula("erlang-b"), given({{"agents", 0}, {"arrivals", 1}, {"service", 1}}), "blocked") == 1);
    CHECK(figure(formula("erlang-a"), given({{"agents", 0}, {"arrivals", 1}, {"service", 1}, {"patience", 5}}), "abandonment") ==
          doctest::Approx(1));
    CHECK(std::isnan(figure(formula("erlang-a"), given({{"agents", 1}, {"arrivals", 1e6}, {"service", 1}, {"patience", 1e9}}),
                            "abandonment")));
}

TEST_CASE("how many agents: the first line of the table of the same queue that keeps the target") {
    for (const auto& [staffing, queue] : {std::pair{"staff-erlang-c", "erlang-c"},
                                          {"staff-erlang-a", "erlang-a"},
                                          {"staff-mmc-patience", "mmc-patience"},
                                          {"staff-mmck", "mmck"}}) {
        CAPTURE(staffing);
        Given hall =
            given({{"arrivals", 7.2}, {"service", 1}, {"patience", 5}, {"patience-cv", 1.5}, {"capacity", 40}, {"wait", 0.1}});
        const double agents = figure(formula(staffing), hall, "agents");
        hall.set("agents", agents);
        CHECK(figure(formula(queue), hall, "wait_mean") <= 0.1);
        CHECK(figure(formula(staffing), hall, "wait_mean") ==
              doctest::Approx(figure(formula(queue), hall, "wait_mean")).epsilon(1e-6));
        hall.set("agents", agents - 1);
        CHECK(figure(formula(queue), hall, "wait_mean") > 0.1);
    }
    Given lines = given({{"arrivals", 10}, {"service", 1}, {"lost", 0.01}});
    CHECK(figure(formula("staff-erlang-b"), lines, "agents") == 18);  // the table of Erlang B: 1 % lost at 10 erlang
    CHECK(figure(formula("staff-mgc"), typed("--arrivals \"7.2 / min\" --service \"1 min\" --cv 1 --wait \"6 s\""), "agents") ==
          figure(formula("staff-erlang-c"), typed("--arrivals \"7.2 / min\" --service \"1 min\" --wait \"6 s\""), "agents"));
}

TEST_CASE("a target that no number of agents keeps is said so, with the best that can be done") {
    const Given six = given({{"arrivals", 7.2}, {"service", 1}, {"capacity", 6}, {"lost", 0.01}});
    const TheoryAnswer missed = answer_theory(formula("staff-mmck"), {}, {}, {{six}});
    CHECK(target_missed(missed));
    CHECK(theory_text(missed).find("no number of agents") != std::string::npos);
    CHECK(figure(formula("staff-mmck"), six, "blocked") == doctest::Approx(erlang_b(6, 7.2)));
    CHECK(figure(formula("staff-mmck"), six, "agents_best") == 6);
    const auto row = nlohmann::json::parse(theory_json(missed, "v")).at("answers").at(0);
    CHECK(row.at("agents").is_null());
    CHECK(row.at("agents_best") == 6);
    CHECK(row.at("targets_missed") == nlohmann::json{"lost"});
    Given far = given({{"arrivals", 1e6}, {"service", 1}, {"patience", 1e9}, {"lost", 0.1}});
    CHECK_FALSE(target_missed(answer_theory(formula("staff-erlang-a"), {}, {}, {{far}})));  // cannot be computed: not the same
    far.set("waiting", 0.2), far.set("service", 1);
    CHECK_FALSE(target_missed(answer_theory(formula("square-root"), {}, {}, {{far}})));
    // Of two targets the one that is missed is named: a tenth of a per cent busy would take more agents than there are tried.
    const Given two = given({{"arrivals", 7.2}, {"service", 1}, {"wait", 1}, {"busy", 1e-5}});
    const TheoryAnswer one = answer_theory(formula("staff-erlang-c"), {{"wait", "1 s"}, {"busy", "0.001%"}}, {}, {{two}});
    CHECK(one.missed == std::vector<std::vector<std::string_view>>{{"busy"}});
    CHECK(theory_text(one).find("keeps --busy 0.001%;") != std::string::npos);
    CHECK(theory_text(one).find("with 100,000") != std::string::npos);
}

TEST_CASE("square roots: Halfin and Whitt's number is Erlang C's, give or take one; a fluid hall loses what it was told to") {
    for (const double arrivals : {10.0, 100.0, 1000.0}) {
        const Given hall = given({{"arrivals", arrivals}, {"service", 1}, {"waiting", 0.3}});
        CHECK(std::abs(figure(formula("square-root"), hall, "agents") - figure(formula("staff-erlang-c"), hall, "agents")) <= 1);
    }
    const Given fluid = given({{"arrivals", 1000}, {"service", 1}, {"patience", 2}, {"lost", 0.1}, {"agents", 900}});
    CHECK(figure(formula("efficiency-driven"), fluid, "agents") == 900);
    CHECK(figure(formula("erlang-a"), fluid, "abandonment") == doctest::Approx(0.1).epsilon(0.01));
    CHECK(figure(formula("efficiency-driven"), fluid, "abandonment_fluid") == doctest::Approx(0.1));
    CHECK(figure(formula("efficiency-driven"), fluid, "wait_served_fluid") == doctest::Approx(-2 * std::log(0.9)));
}

TEST_CASE("a hall of one agent is no fluid: beside what he was chosen for stands what Erlang A says of him") {
    const Given one = given({{"arrivals", 1}, {"service", 1}, {"patience", 10}, {"lost", 0.999999}, {"agents", 1}});
    CHECK(figure(formula("efficiency-driven"), one, "agents") == 1);
    for (const std::string_view name : {"abandonment", "wait_probability", "occupancy", "wait_served_mean"})
        CHECK(figure(formula("efficiency-driven"), one, name) == figure(formula("erlang-a"), one, name));
    CHECK(figure(formula("efficiency-driven"), one, "abandonment_fluid") == 0);  // one agent for one erlang
}

TEST_CASE("what is not zero never reads as zero, and has the digits that were asked for otherwise") {
    CHECK(number_of(0, 1) == "0.0");
    CHECK(number_of(1e-9, 1) == "1e-09");
    CHECK(number_of(0.049, 1) == "0.049");
    CHECK(number_of(0.05, 1) == "0.1");
    CHECK(number_of(1234.56, 1) == "1,234.6");
    CHECK(percent_of(1.23456e-8, 2) == "1.23e-06 %");
    CHECK(percent_of(0.5, 1) == "50.0 %");
    CHECK(number_of(infinite, 2) == "∞");
}

TEST_CASE("balking: nobody joins a line is Erlang B, everybody joins is Erlang C, by hand for one agent") {
    Given eight = given({{"agents", 8}, {"arrivals", 7.2}, {"service", 1}, {"balk", 1}});
    CHECK(figure(formula("balking"), eight, "balking") == doctest::Approx(erlang_b(8, 7.2)));
    CHECK(figure(formula("balking"), eight, "wait_mean") == 0);
    eight.set("balk", 0);
    CHECK(figure(formula("balking"), eight, "wait_mean") == doctest::Approx(wait_mean_mmc(8, 7.2, 1)));
    // One agent, arrivals as fast as services, half of those who find him busy go: 1/2, 1/4, 1/8, ... with 0, 1, 2, ... inside,
    // but for the first step, which nobody refuses: 1 : 1 : 1/2 : 1/4 ...; a third of the time nobody is there.
    const Given one = given({{"agents", 1}, {"arrivals", 1}, {"service", 1}, {"balk", 0.5}});
    CHECK(figure(formula("balking"), one, "occupancy") == doctest::Approx(2.0 / 3));
    CHECK(figure(formula("balking"), one, "balking") == doctest::Approx(1.0 / 3));
    const Given over = given({{"agents", 1}, {"arrivals", 3}, {"service", 1}, {"balk", 0.5}});
    CHECK(std::isinf(figure(formula("balking"), over, "wait_mean")));
}

TEST_CASE("a target of nobody: an agent for each place, and where there is no end of places no number") {
    const Given hall = given({{"arrivals", 7.2}, {"service", 1}, {"capacity", 300}, {"waiting", 0}});
    CHECK(figure(formula("staff-mmck"), hall, "agents") == 300);
    for (const Formula& one : theory_formulas())
        for (const std::string_view name : one.targets) {
            const bool may = std::find(one.zeros.begin(), one.zeros.end(), name) != one.zeros.end();
            CHECK(may == (one.name == "staff-mmck" && (name == "waiting" || name == "wait")));
            CHECK((name == "busy" || theory_parameter(name).low > 0));
        }
    CHECK(std::isnan(figure(formula("staff-erlang-b"), given({{"arrivals", 7.2}, {"service", 1}, {"lost", 0}}), "agents")));
}

TEST_CASE("lognormal patience: the same share in time beside stated agents as beside those that are sought") {
    Given hall =
        given({{"arrivals", 7.2}, {"service", 1}, {"patience", 5}, {"patience-cv", 1.5}, {"within", 0.4}, {"level", 0.9}});
    const double level = figure(formula("staff-mmc-patience"), hall, "service_level");
    hall.set("agents", figure(formula("staff-mmc-patience"), hall, "agents"));
    CHECK(figure(formula("mmc-patience"), hall, "service_level") == doctest::Approx(level));
    CHECK(level >= 0.9);
}

TEST_CASE("far beyond its capacity a hall with lognormal patience is not computed, and nothing is made up") {
    Given hall = given({{"arrivals", 700}, {"service", 60}, {"patience", 600}, {"patience-cv", 1.5}, {"agents", 100}});
    CHECK(std::isnan(figure(formula("mmc-patience"), hall, "abandonment")));
}
