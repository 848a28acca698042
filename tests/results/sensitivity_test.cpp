// A made-up outcome whose drivers are known: 3 a + 1 b + 2 a b, with luck that all points share.
#include "results/sensitivity.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

using namespace counterless;

namespace {

bool tells(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Inputs /a, /b ... whose intervals are set by hand; the answer of Sobol, or of another method.
SensitivityStudy told_by(SensitivityMethod method, const std::vector<Driver>& drivers) {
    SensitivityStudy study;
    study.question.method = method;
    study.points.measures = {{.name = "outcome", .of = "all"}};
    for (std::size_t at = 0; at < drivers.size(); ++at) {
        study.points.inputs.push_back(
            {.places = {std::string("/") + static_cast<char>('a' + at)}, .is_range = true, .low = 0, .high = 1});
        study.points.inputs.back().stated.value = 0.5;
    }
    study.points.points.resize(2);
    for (PointAnswer& point : study.points.points) {
        point.values.assign(drivers.size(), "0.5");
        point.estimates = {{.known = true, .mean = 1}};
        point.replicated = {{.whole = 1, .values = {}}};
    }
    study.outcomes = {{.measure = study.points.measures[0], .drivers = drivers}};
    study.outcomes[0].not_told_apart = not_told_apart(method, drivers);
    return study;
}
SensitivityStudy told_by_sobol(const std::vector<SensitivityIndex>& totals) {
    std::vector<Driver> drivers;
    for (const SensitivityIndex& total : totals) drivers.push_back({.input = drivers.size(), .total = total});
    return told_by(SensitivityMethod::sobol, drivers);
}
Driver morris_driver(std::size_t input, double mu_star, std::optional<double> half_width) {
    return {.input = input, .morris = {.effects = 4, .mu_star = mu_star, .mu_star_half_width = half_width}};
}
Driver tornado_driver(std::size_t input, double mean, double half_width, int runs) {
    const Estimate swing{.known = true, .mean = mean, .half_width = half_width, .n = runs};
    return {
        .input = input, .low = {.known = true, .mean = 0, .n = 1}, .high = {.known = true, .mean = mean, .n = 1}, .swing = swing};
}

double outcome_of(double a, double b, double luck) { return 3 * a + b + 2 * a * b + luck; }

SensitivityStudy study_of(SensitivityMethod method, double shared_luck, double own_luck) {
    SensitivityStudy study;
    study.question = {.method = method, .trajectories = 30, .rows = 1024, .seed = 11};
    PointStudy& points = study.points;
    points.measures = {{.name = "outcome", .of = "all"}};
    points.inputs = {{.places = {"/a"}, .is_range = true, .low = 0, .high = 1},
                     {.places = {"/b"}, .is_range = true, .low = 0, .high = 1}};
    for (Input& input : points.inputs) input.stated.value = 0.5;
    std::size_t number = 0;
    for (const Settings& at : sensitivity_points(study.question, points.inputs)) {
        const double a = number_of(at[0]).value_or(0.5), b = number_of(at[1]).value_or(0.5);
        PointAnswer answer{.values = at};
        Replicated made{.whole = outcome_of(a, b, 0), .values = {}};
        for (int run = 0; run < 6; ++run)
            made.values.push_back(outcome_of(a, b, shared_luck * (run - 2.5)) + own_luck * ((run + number) % 2 == 0 ? 1 : -1));
        Estimate estimate{.known = true, .mean = *made.whole, .half_width = 0.1, .n = 6};
        answer.estimates = {estimate};
        answer.replicated = {made};
        points.points.push_back(answer);
        ++number;
    }
    conclude_sensitivity(study);
    return study;
}

}  // namespace

TEST_CASE("tornado: one input at a time at both ends, the widest first, and shared luck cancels in the change") {
    const SensitivityStudy study = study_of(SensitivityMethod::tornado, 1, 0);
    REQUIRE(study.points.points.size() == 5);
    const OutcomeEffects& outcome = study.outcomes.at(0);
    CHECK(outcome.stated.mean == doctest::Approx(2.5));
    REQUIRE(outcome.drivers.size() == 2);
    CHECK(outcome.drivers[0].input == 0);
    CHECK(outcome.drivers[0].low.mean == doctest::Approx(0.5));   // a = 0, b = 0.5
    CHECK(outcome.drivers[0].high.mean == doctest::Approx(4.5));  // a = 1, b = 0.5
    CHECK(outcome.drivers[0].swing.mean == doctest::Approx(4));
    CHECK(outcome.drivers[0].swing.half_width == doctest::Approx(0));
    CHECK(outcome.drivers[1].swing.mean == doctest::Approx(2));  // 1 + 2 * 0.5
    CHECK(outcome.luck_sd > 0.5);
    CHECK(outcome.left_sd == doctest::Approx(0));
}

TEST_CASE("luck of each point's own does not cancel, and is told") {
    CHECK(study_of(SensitivityMethod::tornado, 0, 1).outcomes.at(0).left_sd > 0.5);
}

TEST_CASE("a target met at one end and missed at the other flips the answer") {
    SensitivityStudy study = study_of(SensitivityMethod::tornado, 0, 0);
    const Target target{.measure = "outcome", .of = "all", .at_least = true, .value = 2};
    for (PointAnswer& point : study.points.points)
        point.targets = {{target, point.estimates[0], judge(target, point.estimates[0])}};
    study.outcomes.clear();
    conclude_sensitivity(study);
    CHECK(study.outcomes[0].drivers[0].flips);  // 0.5 and 4.5
    CHECK(study.outcomes[0].drivers[1].flips);  // 1.5 and 3.5
    CHECK(flips_anywhere(study));
}

TEST_CASE("against a baseline the sign must be clear at both ends") {
    SensitivityStudy study = study_of(SensitivityMethod::tornado, 0, 0);
    study.points.baseline = Baseline{};
    for (PointAnswer& point : study.points.points) {
        point.differences = point.estimates;
        point.differences[0].mean -= 2.55;
        point.differences[0].half_width = 1.2;
    }
    study.outcomes.clear();
    conclude_sensitivity(study);
    CHECK(study.outcomes[0].drivers[0].flips);   // -2.05 and 1.95, each clear of 0
    CHECK(!study.outcomes[0].drivers[1].flips);  // -1.05 and 0.95 are not
}

TEST_CASE("Morris: mean effects of a and b are 4 and 2, and both depend on the other") {
    const OutcomeEffects outcome = study_of(SensitivityMethod::morris, 1, 0).outcomes.at(0);
    REQUIRE(outcome.drivers.size() == 2);
    CHECK(outcome.drivers[0].input == 0);
    CHECK(outcome.drivers[0].morris.mu_star == doctest::Approx(4).epsilon(0.1));
    CHECK(outcome.drivers[1].morris.mu_star == doctest::Approx(2).epsilon(0.2));
    CHECK(outcome.drivers[0].morris.sigma.value_or(0) > 0.3);
}

// E[f | a] = 0.5 + 4 a, E[f | b] = 1.5 + 2 b, the rest is 2 (a - 1/2) (b - 1/2): variances 16/12, 4/12 and 4/144.
TEST_CASE("Sobol: shares of the variance as they are by hand") {
    const OutcomeEffects outcome = study_of(SensitivityMethod::sobol, 1, 0).outcomes.at(0);
    const double all = 16.0 / 12 + 4.0 / 12 + 4.0 / 144;
    CHECK(outcome.variance == doctest::Approx(all).epsilon(0.02));
    CHECK(outcome.drivers.at(0).first.value == doctest::Approx(16.0 / 12 / all).epsilon(0.02));
    CHECK(outcome.drivers.at(0).total.value == doctest::Approx((16.0 / 12 + 4.0 / 144) / all).epsilon(0.02));
    CHECK(outcome.drivers.at(1).first.value == doctest::Approx(4.0 / 12 / all).epsilon(0.05));
}

// Whole numbers: of a straight line the effect is its slope times the range, exactly, whatever the range holds.
TEST_CASE("Morris and the tornado agree on whole numbers, few or many") {
    for (const double high : {9.0, 10.0, 11.0, 12.0, 20.0}) {
        std::vector<Input> inputs{{.places = {"/agents"}, .is_range = true, .low = 8, .high = high},
                                  {.places = {"/share"}, .is_range = true, .low = 0, .high = 1}};
        inputs[0].stated = {.value = 8, .whole = true};
        std::vector<double> mu;
        for (const SensitivityMethod method : {SensitivityMethod::tornado, SensitivityMethod::morris}) {
            SensitivityStudy study{.question = {.method = method, .trajectories = 6, .seed = 3}};
            study.points.measures = {{.name = "outcome", .of = "all"}};
            study.points.inputs = inputs;
            for (const Settings& at : sensitivity_points(study.question, inputs)) {
                const double agents = number_of(at[0]).value_or(8), share = number_of(at[1]).value_or(0.5);
                CHECK(agents == std::round(agents));
                CHECK((agents >= 8 && agents <= high));
                const Replicated made{.whole = 100 - 7 * agents + share, .values = {}};
                const Estimate estimate{.known = true, .mean = *made.whole, .n = 1};
                study.points.points.push_back({.values = at, .estimates = {estimate}, .replicated = {made}});
            }
            conclude_sensitivity(study);
            const Driver& driver = study.outcomes.at(0).drivers.at(0);
            REQUIRE(driver.input == 0);
            mu.push_back(method == SensitivityMethod::tornado ? driver.swing.mean : driver.morris.mu);
            if (method == SensitivityMethod::morris) CHECK(driver.morris.sigma.value_or(-1) == doctest::Approx(0));
        }
        CHECK(mu[0] == doctest::Approx(-7 * (high - 8)));
        CHECK(mu[1] == doctest::Approx(mu[0]));
    }
}

TEST_CASE("a law of whole numbers is stepped over its own numbers, to the next where a step would stay") {
    Input input{.places = {"/agents"}, .law = Law(uniform(7.6, 9.4)), .stated = {.value = 8, .whole = true}};
    const SensitivityQuestion question{.method = SensitivityMethod::morris, .trajectories = 5, .seed = 1};
    const std::vector<Settings> points = sensitivity_points(question, {input});
    REQUIRE(points.size() == 2);  // 8 to 9 is all there is
    CHECK(points[0] != points[1]);
    for (const Settings& point : points) CHECK((point[0] == "8" || point[0] == "9"));
}

TEST_CASE("one input is the strongest where its interval lies wholly above every other") {
    const SensitivityStudy study = told_by_sobol({{0.8, 0.6, 1.1}, {0.3, 0.1, 0.55}, {0.1, 0, 0.2}});
    CHECK(study.outcomes[0].not_told_apart.empty());
    CHECK(tells(sensitivity_headline(study), "hangs most on /a: "));
    CHECK(tells(sensitivity_json(study), "\"not_told_apart\":[]"));
    CHECK(!tells(sensitivity_page(study), "not told apart"));
}

TEST_CASE("where another interval reaches into its own, all of these are named, in both languages") {
    const SensitivityStudy study = told_by_sobol({{1.65, 0.2, 9.02}, {0.3, 0.1, 0.55}, {0.1, 0, 0.15}});
    CHECK(study.outcomes[0].not_told_apart == std::vector<std::size_t>{0, 1});
    CHECK(tells(sensitivity_headline(study), "hangs most on /a or /b: not told apart by the points lived through\n"));
    CHECK(tells(sensitivity_json(study), "\"not_told_apart\":[\"/a\",\"/b\"]"));
    const std::string page = sensitivity_page(study);
    CHECK(tells(page, "</bdi> or <bdi"));
    CHECK(tells(page, "not told apart by the points lived through</h1>"));
    CHECK(tells(page, "</bdi> أو <bdi"));
    CHECK(tells(page, "لا تكفي النقاط التي شُغّلت للتمييز بينها</h1>"));
}

TEST_CASE("of many that are not told apart three are named") {
    const SensitivityIndex wide{0.5, 0.1, 0.9};
    CHECK(tells(sensitivity_headline(told_by_sobol({wide, wide, wide})), "hangs most on /a, /b or /c: not told"));
    const SensitivityStudy five = told_by_sobol({wide, wide, wide, wide, wide});
    CHECK(tells(sensitivity_headline(five), "hangs most on /a, /b, /c and 2 more: not told"));
    CHECK(tells(sensitivity_page(five), " more: not told apart"));
}

TEST_CASE("Morris and the tornado are told apart by mu* and by the size of the change") {
    using enum SensitivityMethod;
    CHECK(not_told_apart(morris, {morris_driver(1, 0.19, 0.10), morris_driver(0, 0.16, 0.25)}) == std::vector<std::size_t>{1, 0});
    CHECK(not_told_apart(morris, {morris_driver(1, 0.50, 0.05), morris_driver(0, 0.16, 0.25)}).empty());
    CHECK(not_told_apart(tornado, {tornado_driver(0, -5, 1, 6), tornado_driver(1, 4, 1, 6)}) == std::vector<std::size_t>{0, 1});
    CHECK(not_told_apart(tornado, {tornado_driver(0, -5, 1, 6), tornado_driver(1, 3, 0.5, 6)}).empty());
    CHECK(not_told_apart(tornado, {tornado_driver(0, 0, 0, 6), tornado_driver(1, 0, 0, 6)}).size() == 2);  // neither moves it
}

TEST_CASE("without any interval the values decide, and a flip among those not told apart is still said") {
    using enum SensitivityMethod;
    CHECK(not_told_apart(morris, {morris_driver(0, 0.2, {}), morris_driver(1, 0.1, {})}).empty());
    CHECK(not_told_apart(tornado, {tornado_driver(0, 5, 0, 1), tornado_driver(1, 4, 0, 1)}).empty());
    std::vector<Driver> drivers{tornado_driver(0, -5, 1, 6), tornado_driver(1, 4, 1, 6)};
    drivers[1].flips = true;
    CHECK(tells(sensitivity_headline(told_by(tornado, drivers)),
                "/a or /b: not told apart by the points lived through; the answer FLIPS"));
}
