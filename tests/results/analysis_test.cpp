#include "results/analysis.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>
#include <string>
#include <vector>

using namespace counterless;

namespace {

std::vector<double> autoregressive(double phi, std::size_t n, unsigned seed) {
    std::mt19937_64 source(seed);
    std::normal_distribution<double> noise;
    std::vector<double> values{noise(source) / std::sqrt(1 - phi * phi)};
    while (values.size() < n) values.push_back(phi * values.back() + noise(source));
    return values;
}

bool says(const Analysis& analysis, const std::string& words) {
    return std::any_of(analysis.remarks.begin(), analysis.remarks.end(),
                       [&](const std::string& remark) { return remark.find(words) != std::string::npos; });
}

std::size_t line_longest(const std::string& text) {
    std::size_t longest = 0, begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        longest = std::max(longest, end - begin);
        begin = end + 1;
    }
    return longest;
}

}  // namespace

TEST_CASE("a row with memory: the textbook interval is called too narrow, by about sqrt((1 + phi) / (1 - phi))") {
    const Analysis analysis = analyse(autoregressive(0.8, 50'000, 1), {});
    CHECK(says(analysis, "may be believed; the textbook one is"));
    // 3, with the relative deviation of a spread from 40 batches, 0.11: outside 4 of them in 1 of 15,000 seeds.
    const double wider = analysis.batch_means->half_width / analysis.if_independent->half_width;
    CHECK(wider == doctest::Approx(3).epsilon(0.45));
    CHECK(analysis.batch_means->effective_n == doctest::Approx(50'000 / 9.0).epsilon(1.2));
    CHECK(analysis.correlations.front().first == 1);
    CHECK(analysis.quantiles.size() == 3);
    CHECK(analysis.quantiles[1].low);
}

TEST_CASE("the warm-up is left out only when asked for, and told in any case") {
    auto values = autoregressive(0, 5000, 2);
    for (std::size_t at = 0; at < 500; ++at) values[at] += 20;
    const Analysis told = analyse(values, {});
    CHECK(told.left_out == 0);
    CHECK(told.all.n == 5000);
    CHECK(says(told, "--warmup auto"));
    const Analysis cut = analyse(values, {.warm_up = WarmUpRule::by_mser5});
    CHECK(cut.left_out == told.warm_up.cut);
    CHECK(cut.left_out >= 500);
    CHECK(cut.all.n == 5000 - cut.left_out);
    CHECK(std::abs(cut.all.mean) < 4 / std::sqrt(4400));
    const Analysis fixed = analyse(values, {.warm_up = WarmUpRule::fixed, .left_out = 4990});
    CHECK(fixed.all.n == 10);
    CHECK(fixed.all.mean == doctest::Approx(std::accumulate(values.end() - 10, values.end(), 0.0) / 10));
}

TEST_CASE("what cannot be believed is said") {
    std::vector<double> climbing(400);
    std::iota(climbing.begin(), climbing.end(), 0.0);
    const Analysis drift = analyse(climbing, {});
    CHECK(says(drift, "no steady state"));
    CHECK(says(drift, "too narrow"));
    CHECK(says(analyse(climbing, {.independent = true}), "not independent"));
    CHECK(says(analyse(autoregressive(0, 15, 1), {}), "too few for batch means"));
    CHECK(says(analyse(std::vector<double>(50, 1.5), {}), "same value"));
    CHECK(says(analyse(autoregressive(0, 1000, 3), {}), "hardly resemble"));
}

TEST_CASE("the rows said to be needed for a quantile are enough, and one fewer are not") {
    for (const bool independent : {false, true})
        for (const double q : {0.99, 0.02}) {
            Question question{.quantiles = {q}, .independent = independent};
            // Order statistics: 0.99^n or 0.98^n at most 0.025, so 368 or 183 rows; sections: five times ten beyond.
            const std::size_t enough = independent ? (q > 0.5 ? 368 : 183) : (q > 0.5 ? 5000 : 2500);
            const auto values = autoregressive(0, enough, 4);
            const Analysis good = analyse(values, question);
            CHECK(good.quantiles[0].low);
            CHECK(good.quantiles[0].high);
            const Analysis short_of_one = analyse(Observations(values).first(enough - 1), question);
            CHECK(says(short_of_one, "has no interval: that takes " + std::string(enough == 5000   ? "5,000"
                                                                                  : enough == 2500 ? "2,500"
                                                                                                   : std::to_string(enough))));
        }
}

TEST_CASE("one row, two rows, equal rows: nothing breaks, nothing is NaN") {
    for (const auto& values : {std::vector{3.0}, {1.0, 2.0}, std::vector<double>(60, 0.0), {1e300, -1e300, 1e300}, {1e-9, 2e-9}})
        for (const bool independent : {false, true}) {
            Analysis analysis = analyse(values, {.independent = independent});
            analysis.name = "x";
            CHECK(analysis_text(analysis).find("nan") == std::string::npos);
            const std::string json = analysis_json({.file = "f", .version = "v", .rows = values.size(), .columns = {analysis}});
            CHECK(nlohmann::json::parse(json).at("columns").size() == 1);
        }
}

TEST_CASE("text fits a terminal; JSON holds the same numbers") {
    Analysis analysis = analyse(autoregressive(0.9, 20'000, 5), {.warm_up = WarmUpRule::by_mser5});
    analysis.name = "wait";
    analysis.unit = "min";
    const std::string text = analysis_text(analysis);
    CHECK(text.starts_with("wait, min\n"));
    CHECK(line_longest(text) <= 104);  // bytes: a ± and a dash have more than one
    const auto json = nlohmann::json::parse(analysis_json({.file = "f", .version = "v", .rows = 20'000, .columns = {analysis}}));
    const auto& column = json.at("columns").at(0);
    CHECK(column.at("n").get<std::size_t>() + column.at("left_out").get<std::size_t>() == 20'000);
    CHECK(column.at("mean").get<double>() == analysis.all.mean);
    CHECK(column.at("batch_means").at("half_width").get<double>() == analysis.batch_means->half_width);
    CHECK(column.at("quantiles").at(1).at("q") == 0.9);
}
