#include "sim/adopters.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "models/bass.hpp"

using namespace counterless;

namespace {

constexpr double day = 86400, days_a_year = 365.25;

struct Course {
    std::vector<double> at_year;  // share of the able, at the end of each
};
Course live(const Bass& bass, double start, std::size_t people, int years, std::uint32_t run, double lift = 0) {
    const Luck luck(7, run);
    Adopters adopters(bass, start, std::vector<char>(people, 1), luck);
    Course course;
    int today = 0;
    for (int year = 1; year <= years; ++year) {
        for (; today < year * days_a_year; ++today) adopters.pass_day(today * day, lift);
        course.at_year.push_back(adopters.share());
    }
    return course;
}
// Mean over runs against the curve; 4.5 standard errors (false alarm 7e-6 a check) and the bias of finite numbers, below 1 /
// people.
void check_against(const BassCurve& curve, const Bass& bass, double start, int years, double lift = 0) {
    constexpr int runs = 20;
    constexpr std::size_t people = 4000;
    std::vector<double> sum(static_cast<std::size_t>(years)), squares(sum.size());
    for (std::uint32_t run = 0; run < runs; ++run) {
        const Course course = live(bass, start, people, years, run, lift);
        for (std::size_t k = 0; k < sum.size(); ++k) {
            sum[k] += course.at_year[k];
            squares[k] += course.at_year[k] * course.at_year[k];
        }
    }
    for (std::size_t k = 0; k < sum.size(); ++k) {
        const double mean = sum[k] / runs, sd = std::sqrt(std::max(squares[k] / runs - mean * mean, 1e-9) * runs / (runs - 1));
        CAPTURE(k);
        CHECK(std::abs(mean - bass_share(curve, static_cast<double>(k) + 1)) < 4.5 * sd / std::sqrt(runs) + 5e-3);
    }
}

}  // namespace

TEST_CASE("many who adopt one by one follow the curve of Bass, from nobody and from a third") {
    const Bass bass{.innovation_per_year = 0.03, .imitation_per_year = 0.38, .ceiling = {{-infinite, 1}}};
    check_against({.p = 0.03, .q = 0.38, .ceiling = 1, .start = 0}, bass, 0, 15);
    check_against({.p = 0.03, .q = 0.38, .ceiling = 1, .start = 1.0 / 3}, bass, 1.0 / 3, 8);
}

TEST_CASE("a ceiling is reached and not passed") {
    const Bass bass{.innovation_per_year = 0.05, .imitation_per_year = 0.7, .ceiling = {{-infinite, 0.6}}};
    check_against({.p = 0.05, .q = 0.7, .ceiling = 0.6, .start = 0.1}, bass, 0.1, 12);
}

TEST_CASE("where the ceiling rises the newcomers begin then: the curve from the share of that day to the new ceiling") {
    const Bass bass{
        .innovation_per_year = 0.05, .imitation_per_year = 0.5, .ceiling = {{-infinite, 0.4}, {4 * days_a_year * day, 0.9}}};
    const Luck luck(7, 0);
    Adopters adopters(bass, 0.1, std::vector<char>(40000, 1), luck);
    int today = 0;
    for (; today < 4 * days_a_year; ++today) adopters.pass_day(today * day, 0);
    const double before = adopters.share();
    CHECK(before < 0.41);  // 0.4 is the share who may, drawn: 4.5 standard deviations are 0.011
    for (; today < 7 * days_a_year; ++today) adopters.pass_day(today * day, 0);
    const BassCurve curve{.p = 0.05, .q = 0.5, .ceiling = 0.9, .start = before};
    CHECK(std::abs(adopters.share() - bass_share(curve, 3)) < 0.02);  // one run of 40,000: about 4.5 standard deviations
    for (; today < 60 * days_a_year; ++today) adopters.pass_day(today * day, 0);
    CHECK(std::abs(adopters.share() - 0.9) < 4.5 * std::sqrt(0.09 / 40000));
}

TEST_CASE("a ceiling that falls undoes nothing and lets nobody follow") {
    const Bass bass{.innovation_per_year = 0.2, .imitation_per_year = 0, .ceiling = {{-infinite, 1}, {day, 0.3}}};
    const Luck luck(7, 0);
    Adopters adopters(bass, 0.5, std::vector<char>(20000, 1), luck);
    adopters.pass_day(0, 0);
    const double before = adopters.share();
    for (int today = 1; today < 400; ++today) adopters.pass_day(today * day, 0);
    CHECK(adopters.share() == before);
}

TEST_CASE("without imitation each adopts at the same hazard, and a lift multiplies it") {
    const Bass bass{.innovation_per_year = 0.2, .imitation_per_year = 0, .ceiling = {{-infinite, 1}}};
    const Course plain = live(bass, 0, 100000, 1, 3), lifted = live(bass, 0, 100000, 1, 3, std::log(2.0));
    const double days = 366 / days_a_year;
    const auto holds = [](double found, double expected) {
        return std::abs(found - expected) < 4.5 * std::sqrt(expected * (1 - expected) / 100000);  // false alarm 7e-6
    };
    CHECK(holds(plain.at_year[0], 1 - std::exp(-0.2 * days)));
    CHECK(holds(lifted.at_year[0], 1 - std::exp(-0.4 * days)));
}

TEST_CASE("who cannot never adopts and is not counted; who was won by a trial has adopted") {
    const Bass bass{.innovation_per_year = 5, .imitation_per_year = 5, .ceiling = {{-infinite, 1}}};
    const Luck luck(7, 0);
    std::vector<char> able(1000, 1);
    for (std::size_t k = 0; k < 300; ++k) able[k] = 0;
    Adopters adopters(bass, 0, able, luck);
    CHECK(adopters.share() == 0);
    adopters.adopt(999);
    CHECK(adopters.has(999));
    CHECK(adopters.share() == doctest::Approx(1.0 / 700));
    for (int today = 0; today < 4000; ++today) adopters.pass_day(today * day, 0);
    CHECK(adopters.share() == 1);
    CHECK_FALSE(adopters.has(0));
}
