#include "results/tuning.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenarios/csv.hpp"
#include "tests/models/drawn.hpp"

using namespace counterless;
using nlohmann::json;

namespace {

const FittedLaw service = fitted_law(FitFamily::lognormal, {std::log(180.0), std::log(0.9)});

TuningQuestion asked(std::size_t bootstrap = 0) {
    TuningQuestion question{.bootstrap = bootstrap};
    question.families.assign(std::begin(fit_families), std::end(fit_families));
    return question;
}

bool says(const std::vector<std::string>& remarks, const std::string& words) {
    return std::any_of(remarks.begin(), remarks.end(),
                       [&](const std::string& one) { return one.find(words) != std::string::npos; });
}

std::size_t line_longest(const std::string& text) {
    std::size_t longest = 0, letters = 0;
    for (const char letter : text) {
        if (letter == '\n')
            letters = 0;
        else if ((static_cast<unsigned char>(letter) & 0xC0u) != 0x80u)
            longest = std::max(longest, ++letters);
    }
    return longest;
}

// Eight weeks, Sunday to Thursday, Poisson within the day under a factor of the day.
std::vector<ArrivalDay> weeks_of(double cv, Uniform& uniform) {
    const FittedLaw gap = fitted_law(FitFamily::exponential, {0}), factor = fitted_law(FitFamily::gamma, {0, -2 * std::log(cv)});
    std::vector<ArrivalDay> days;
    for (int number = 0; number < 56; ++number) {
        ArrivalDay day{.number = number, .kind = static_cast<std::size_t>(number % 7)};
        if (day.kind > 4) continue;
        const double rate = 200 * factor.quantile(uniform()) / 36000;  // from 8 to 18
        for (double time = 28800 + gap.quantile(uniform()) / rate; time < 64800; time += gap.quantile(uniform()) / rate) {
            day.instants.push_back(time);
            day.counts[static_cast<std::size_t>(time / 1800)] += 1;
        }
        days.push_back(std::move(day));
    }
    return days;
}

}  // namespace

TEST_CASE("times: the law they came from comes first, zeros and bounds are counted, the text fits a terminal") {
    Uniform uniform(3);
    auto values = drawn(service, 3000, uniform);
    values.insert(values.end(), {0, 0, 5000, 6000, 7000});
    TimesTuning tuning = tune_times(values, {.high = 4000}, asked(19));
    CHECK(tuning.rows == 3005);
    CHECK(tuning.zero == 2);
    CHECK(tuning.above >= 3);
    REQUIRE(tuning.fits.size() == 6);
    CHECK(tuning.fits.front().fit.law.family == FitFamily::lognormal);
    CHECK(tuning.fits.front().aicc_behind == 0);
    CHECK(tuning.fits.front().chance.repeats == 19);
    tuning.file = "calls.csv";
    tuning.column = "service_s";
    CHECK(line_longest(tuning_text(tuning)) <= 100);
    CHECK(tuning_text(tuning).find("3,005 rows, left out: 2 at 0, 3 over 4000 s") != std::string::npos);
}

TEST_CASE("a fragment says where it belongs and takes away what the base says in other words") {
    Uniform uniform(4);
    TimesTuning tuning = tune_times(drawn(service, 500, uniform), {.low = 1, .high = 4000}, asked());
    const FragmentPlace place{"/centres/bank/stations/agents/service", "base.json",
                              R"({"law": "lognormal", "median": "2 min", "sigma": 1, "low": "1 s"})"};
    const json all = json::parse(tuning_fragment(tuning, place));
    CHECK(all["extends"] == "base.json");
    const json& law = all["centres"]["bank"]["stations"]["agents"]["service"];
    CHECK(law["law"] == "lognormal");
    CHECK(law["median"].is_null());
    CHECK(law["sigma"].is_null());
    CHECK(law["high"] == "4000 s");
    CHECK(law["cv"].get<double>() == doctest::Approx(tuning.fits.front().fit.law.cv()).epsilon(1e-3));
    tuning.question.chosen = FitFamily::erlang;
    const json erlang = json::parse(tuning_fragment(tuning, {"/centres/bank/stations/agents/service"}));
    CHECK_FALSE(erlang.contains("extends"));
    CHECK(erlang["centres"]["bank"]["stations"]["agents"]["service"]["k"] == 1);
}

TEST_CASE("dropped bounds leave a law of all times in the scenario, without bounds") {
    Uniform uniform(4);
    const TimesTuning tuning = tune_times(drawn(service, 500, uniform), {.low = 10, .high = 900, .dropped = true}, asked());
    CHECK_FALSE(tuning.seen.bounded());
    CHECK_FALSE(json::parse(tuning_fragment(tuning, {"/a/service"}))["a"]["service"].contains("high"));
    CHECK(json::parse(tuning_json(tuning))["trim"] == "drop");
}

TEST_CASE("patience: who left at once is left out and told, the curve and the laws go to JSON") {
    Uniform uniform(6);
    const FittedLaw patience = fitted_law(FitFamily::exponential, {std::log(300.0)});
    std::vector<double> waits{0, 0, 0};
    std::vector<unsigned char> gave_up{1, 1, 0};
    for (int i = 0; i < 2000; ++i) {
        const double would = patience.quantile(uniform()), served = service.quantile(uniform());
        waits.push_back(std::min(would, served));
        gave_up.push_back(would < served);
    }
    TuningQuestion question{.families = {FitFamily::exponential, FitFamily::weibull}, .bootstrap = 0};
    const PatienceTuning tuning = tune_patience(waits, gave_up, question);
    CHECK(tuning.at_once == 2);
    CHECK(tuning.fits.size() == 2);
    // About 800 gave up: the sd of the mean is 300 / sqrt(800) = 11; four of them.
    CHECK(tuning.fits.front().fit.law.mean == doctest::Approx(300).epsilon(0.15));
    const json all = json::parse(tuning_json(tuning));
    CHECK(all["left_at_once"] == 2);
    CHECK(all["kaplan_meier"].size() == tuning.curve.size());
    CHECK(all["laws"][0]["ks_p"].is_null());
    CHECK(line_longest(tuning_text(tuning)) <= 100);
}

// The cv of 40 days of five kinds has a sd of 0.25 / sqrt(2 x 35) = 0.03, the shape of the gaps about 1.3 / sqrt(8,000) = 0.014
// and, the rates being fitted, a bias below 0.02. Four sd, and the bias, are passed once in 16,000 seeds each.
TEST_CASE("arrivals: the factor of the day is found, within the day they are Poisson, and the fragment gives the mean day back") {
    Uniform uniform(11);
    ArrivalsTuning tuning = tune_arrivals(weeks_of(0.25, uniform), {});
    CHECK(tuning.days.size() == 40);
    CHECK(tuning.days_silent == 54 - 40);  // the last day is a Thursday
    REQUIRE(tuning.days_vary);
    CHECK(std::abs(tuning.days_vary->cv - 0.25) < 0.12);
    CHECK(tuning.within_day == doctest::Approx(1).epsilon(0.15));
    REQUIRE(tuning.blocks);
    CHECK(tuning.blocks->ks_p > 0.001);  // one of 1,000 seeds
    REQUIRE(tuning.gaps);
    CHECK(std::abs(tuning.gaps->law.shape - 1) < 0.076);
    CHECK(says(tuning.remarks, "day_factor, cv"));
    CHECK(line_longest(tuning_text(tuning)) <= 100);

    const json found = json::parse(tuning_fragment(
        tuning, {"/demand/streams/calls", "", R"({"to": "bank", "wave": {"amplitude": 1}, "rate": {"by_month": {}}})"}));
    const json& stream = found["demand"]["streams"]["calls"];
    CHECK(stream["wave"].is_null());
    CHECK(stream.contains("wave"));
    CHECK_FALSE(stream.contains("to"));
    CHECK(stream["rate"]["by_month"].is_null());
    const std::string base = stream["rate"]["base"];
    double sunday = 0;
    for (const json& factor : stream["rate"]["by_weekday_and_half_hour"]["sun"])
        sunday += factor.get<double>() * std::stod(base) / 2;
    CHECK(sunday == doctest::Approx(tuning.kinds[0].mean).epsilon(1e-3));
    for (const json& factor : stream["rate"]["by_weekday_and_half_hour"]["fri"]) CHECK(factor == 0);
}

TEST_CASE("the trend is told with the confidence that was asked") {
    ArrivalsTuning tuning{.question = {.confidence = 0.99}};
    tuning.trend_se = 2;
    CHECK(trend_half_width(tuning) == doctest::Approx(2 * 2.575829));
}

TEST_CASE("pages are whole, and name no place on the net") {
    Uniform uniform(5);
    TimesTuning tuning = tune_times(drawn(service, 200, uniform), {}, asked());
    tuning.column = "<b>time</b>";
    const std::string page = tuning_page(tuning);
    CHECK(page.starts_with("<!doctype html>"));
    CHECK(page.ends_with("</html>\n"));
    CHECK(page.find("data-chart=fit") != std::string::npos);
    CHECK(page.find("<b>time</b>") == std::string::npos);
    CHECK(page.find("default-src 'none'") != std::string::npos);
}

// The bank's records have no licence and are not in the repository: who has them names the file in the environment.
TEST_CASE("the bank's services last 185 s in the mean, zeros left out") {
    const char* file = std::getenv("COUNTERLESS_TECHNION_CSV");
    if (file == nullptr || !std::filesystem::exists(file)) {
        MESSAGE("skipped: COUNTERLESS_TECHNION_CSV does not name the records of August 1999");
        return;
    }
    CsvReader reader(file, file);
    const auto outcome = reader.column("outcome"), time = reader.column("service_s");
    REQUIRE(outcome);
    std::vector<double> values;
    while (reader.next())
        if (reader.cells()[*outcome] == "AGENT") values.push_back(csv_number(reader.cells()[*time]).value_or(-1));
    TuningQuestion question{.families = {FitFamily::exponential}, .bootstrap = 0};
    const TimesTuning tuning = tune_times(values, {}, question);
    CHECK(tuning.all.n == 31'263);
    CHECK(std::round(tuning.all.mean) == 185);
    CHECK(tuning.fits.front().fit.law.mean == doctest::Approx(tuning.all.mean));
}
