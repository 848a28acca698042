// Streams against the theory of the process each of them is. Every check of chance states how often a right program fails it;
// seeds are fixed, so each either passes always or never.
#include "sim/streams.hpp"

#include <doctest/doctest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <vector>

#include "models/constants.hpp"
#include "models/rate.hpp"

using namespace counterless;

namespace {

Scenario with(const Stream& stream, int days = 0) {
    Scenario scenario;
    scenario.classes.resize(2);
    scenario.streams.push_back(stream);
    scenario.calendar.has_dates = days > 0;
    for (int day = 0; day < days; ++day) scenario.calendar.days.push_back({day * day_s, day % 7, true, 1, ""});
    return scenario;
}
std::vector<Arrival> all_of(const Scenario& scenario, std::uint64_t seed = 7, std::uint32_t replication = 0) {
    const Luck luck(seed, replication);
    Streams streams(scenario, luck);
    std::vector<Arrival> all;
    for (Arrival arrival = streams.next(0); arrival.time_s < infinite; arrival = streams.next(0)) {
        if (!all.empty()) REQUIRE(arrival.time_s >= all.back().time_s);
        all.push_back(arrival);
    }
    CHECK(streams.next(0).time_s == infinite);
    std::set<std::uint64_t> addresses;
    for (const Arrival& arrival : all) addresses.insert(arrival.who);
    CHECK(addresses.size() == all.size());
    return all;
}
// Cells of Poisson counts with known means: the chance of a chi-square at least as large.
double chance_of(const std::vector<double>& found, const std::vector<double>& expected) {
    double sum = 0;
    for (std::size_t i = 0; i < found.size(); ++i) sum += (found[i] - expected[i]) * (found[i] - expected[i]) / expected[i];
    const boost::math::chi_squared law(static_cast<double>(found.size()));
    return boost::math::cdf(boost::math::complement(law, sum));
}
std::vector<double> counts(const std::vector<Arrival>& all, double width_s, std::size_t cells, double period_s = infinite) {
    std::vector<double> found(cells);
    for (const Arrival& arrival : all) {
        const double time_s = period_s < infinite ? std::fmod(arrival.time_s, period_s) : arrival.time_s;
        ++found.at(static_cast<std::size_t>(time_s / width_s));
    }
    return found;
}
struct Moments {
    double mean = 0, variance = 0;
};
Moments moments(const std::vector<double>& values) {
    Moments moments;
    const auto n = static_cast<double>(values.size());
    for (const double value : values) moments.mean += value / n;
    for (const double value : values) moments.variance += (value - moments.mean) * (value - moments.mean) / (n - 1);
    return moments;
}
Stream bus_stop() {
    Stream stream;
    stream.id = "all";
    stream.station = 0;
    return stream;
}
}  // namespace

// ---- Poisson ------------------------------------------------------------------------------------------------------------------

TEST_CASE("a stream keeps its rate over pieces, pauses where it is zero, and ends") {
    Stream stream = bus_stop();
    stream.pieces = {{0, 1000, 2}, {1000, 2000, 0}, {2000, 3000, 5}};
    const auto found = counts(all_of(with(stream)), 1000, 3);
    CHECK(found[1] == 0);
    CHECK(std::abs(found[0] - 2000) < 4.5 * std::sqrt(2000));  // Poisson, false alarm 7e-6
    CHECK(std::abs(found[2] - 5000) < 4.5 * std::sqrt(5000));
}

TEST_CASE("the plain rate, which is inline, is a Poisson process: gaps exponential by twenty classes") {
    Stream stream = bus_stop();
    stream.pieces = {{0, 50'000, 2}};
    const auto all = all_of(with(stream));
    std::vector<double> found(20);
    double before_s = 0;
    for (const Arrival& arrival : all) {
        ++found[static_cast<std::size_t>(-std::expm1(-2 * (arrival.time_s - before_s)) * 20)];
        before_s = arrival.time_s;
    }
    CHECK(chance_of(found, std::vector<double>(20, 5000)) > 1e-5);  // false alarm 1e-5: the number of gaps is Poisson too
}

TEST_CASE("half-hours of a day with jumps from zero have their counts, also right after the jump") {
    Stream stream = bus_stop();
    std::vector<double> expected;
    for (int i = 0; i < 48; ++i) {
        const double rate_per_s = i < 16 || i >= 40 ? 0 : i % 2 == 0 ? 0.3 : 0.02;
        stream.pieces.push_back({i * 1800.0, (i + 1) * 1800.0, rate_per_s});
        if (rate_per_s > 0) expected.push_back(rate_per_s * 1800);
    }
    std::vector<double> found(48), first_minutes(1);
    const int runs = 50;
    for (std::uint32_t run = 0; run < runs; ++run)
        for (const Arrival& arrival : all_of(with(stream), 7, run)) {
            ++found[static_cast<std::size_t>(arrival.time_s / 1800)];
            if (arrival.time_s < 16 * 1800.0 + 60) ++first_minutes[0];
        }
    std::vector<double> open(found.begin() + 16, found.begin() + 40);
    for (double& value : expected) value *= runs;
    CHECK(chance_of(open, expected) > 1e-5);  // false alarm 1e-5
    CHECK(chance_of(first_minutes, {0.3 * 60 * runs}) > 1e-5);
    for (int i = 0; i < 48; ++i)
        if (i < 16 || i >= 40) CHECK(found[i] == 0);
}

// A thinning that looks the rate up at the last arrival sees the night's rate in the morning: such a program lets 0.084 an hour
// through where 0.3 was stated.
TEST_CASE("after a long quiet time the stated rate holds at once: 0.3 an hour, not 0.084") {
    Stream stream = bus_stop();
    const int days = 3650;
    for (int day = 0; day < days; ++day) {
        stream.pieces.push_back({day * day_s, day * day_s + 20 * hour_s, 0.001 / hour_s});
        stream.pieces.push_back({day * day_s + 20 * hour_s, (day + 1) * day_s, 0.3 / hour_s});
    }
    double evening = 0;
    for (const Arrival& arrival : all_of(with(stream))) evening += std::fmod(arrival.time_s, day_s) >= 20 * hour_s;
    const double expected = 0.3 * 4 * days;
    CHECK(std::abs(evening - expected) < 4.5 * std::sqrt(expected));
}

TEST_CASE("a linear rate and a sinusoid have the counts of their integrals, with and without a calendar") {
    for (const int days : {0, 4}) {
        Stream linear = bus_stop();
        linear.pieces = {{0, 4 * day_s, 0, 0.2 / (4 * day_s)}};
        Stream wavy = bus_stop();
        wavy.pieces = {{0, 4 * day_s, 0.1}};
        wavy.wave = Wave{1, day_s, 6 * hour_s};
        std::vector<double> rising, swinging;
        for (int i = 0; i < 96; ++i) {
            const double begin = i / 96.0, end = (i + 1) / 96.0, turn = 2 * std::numbers::pi;
            rising.push_back(0.2 * 4 * day_s * (end * end - begin * begin) / 2);
            const auto integral = [&](double x) { return x - std::cos(turn * (4 * x - 0.25)) / (turn * 4); };
            swinging.push_back(0.1 * 4 * day_s * (integral(end) - integral(begin)));
        }
        CHECK(chance_of(counts(all_of(with(linear, days)), hour_s, 96), rising) > 1e-5);  // false alarm 1e-5 each
        CHECK(chance_of(counts(all_of(with(wavy, days)), hour_s, 96), swinging) > 1e-5);
    }
}

TEST_CASE("dropping a holiday, or a busier day, moves nobody on another day") {
    Stream stream = bus_stop();
    for (int day = 0; day < 5; ++day) {
        stream.pieces.push_back({day * day_s, day * day_s + 8 * hour_s, 0});
        stream.pieces.push_back({day * day_s + 8 * hour_s, day * day_s + 14 * hour_s, day == 2 ? 0 : 0.01});
        stream.pieces.push_back({day * day_s + 14 * hour_s, (day + 1) * day_s, 0});
    }
    const auto closed = all_of(with(stream, 5));
    stream.pieces[7].rate_per_s = 0.01;
    stream.pieces[13].rate_per_s = 0.05;
    const auto open = all_of(with(stream, 5));
    std::map<std::uint64_t, double> times;
    for (const Arrival& arrival : open) times[arrival.who] = arrival.time_s;
    for (const Arrival& arrival : closed) {
        const auto day = static_cast<int>(arrival.time_s / day_s);
        CHECK(day != 2);
        if (day < 4) CHECK(times.at(arrival.who) == arrival.time_s);
    }
}

// N given the factor is Poisson(m F), F gamma of mean 1 and cv c: Var N = m + (m c)^2, the negative binomial.
TEST_CASE("a gamma day factor makes daily counts negative binomial" * doctest::test_suite("repeats")) {
    Stream stream = bus_stop();
    const double cv = 0.3, mean = 0.002 * day_s;
    const int days = 4000;
    stream.pieces = {{0, days * day_s, 0.002}};
    stream.day_factor = gamma(1, cv);
    const Moments found = moments(counts(all_of(with(stream)), day_s, days));
    const double variance = mean + mean * mean * cv * cv;
    CHECK(std::abs(found.mean - mean) < 4.5 * std::sqrt(variance / days));
    // A sample variance has relative standard deviation sqrt((kurtosis - 1) / n); excess kurtosis of the negative binomial of
    // size r = 1/cv^2 and p = r / (r + mean) is 6/r + p^2 / ((1-p) r).
    const double r = 1 / (cv * cv), p = r / (r + mean), excess = 6 / r + p * p / ((1 - p) * r);
    CHECK(std::abs(found.variance / variance - 1) < 4.5 * std::sqrt((2 + excess) / days));
}

// ---- batches ------------------------------------------------------------------------------------------------------------------

TEST_CASE("batches have the stated sizes, and each customer an address of his own") {
    Stream stream = bus_stop();
    stream.pieces = {{0, 20'000, 1}};
    stream.batch.shares = {0.5, 0, 0.2, 0.3};
    const auto all = all_of(with(stream));
    std::vector<double> sizes(4);
    std::set<std::uint64_t> members;
    std::size_t customers = 0;
    for (const Arrival& arrival : all) {
        ++sizes.at(arrival.size - 1);
        customers += arrival.size;
        for (std::uint32_t k = 0; k < arrival.size; ++k) members.insert(address_of_member(arrival.who, k));
    }
    CHECK(members.size() == customers);
    CHECK(sizes[1] == 0);
    CHECK(chance_of({sizes[0], sizes[2], sizes[3]}, {10'000, 4'000, 6'000}) > 1e-5);  // false alarm 1e-5
    stream.batch.shares = {1};
    const auto alone = all_of(with(stream));
    CHECK(alone.size() == all.size());
    CHECK(alone.back().who == all.back().who);  // sizes do not move who comes and when
}

// ---- renewal ------------------------------------------------------------------------------------------------------------------

// For large t the count of a renewal process has mean t/m + (c^2 - 1)/2 and variance c^2 t/m (+ constant).
TEST_CASE("renewal counts have the mean and variance of renewal theory" * doctest::test_suite("repeats")) {
    for (const double cv : {0.4, 1.0, 2.0}) {
        Stream stream = bus_stop();
        stream.process = Process::renewal;
        stream.gap = gamma(1, cv);
        stream.pieces = {{0, 1000, 1}};
        std::vector<double> found;
        for (std::uint32_t run = 0; run < 600; ++run) found.push_back(static_cast<double>(all_of(with(stream), 5, run).size()));
        const Moments sample = moments(found);
        const double variance = cv * cv * 1000;
        CHECK(std::abs(sample.mean - (1000 + (cv * cv - 1) / 2)) < 4.5 * std::sqrt(variance / 600));
        CHECK(std::abs(sample.variance / variance - 1) < 4.5 * std::sqrt(2.0 / 600) + 0.02);  // 0.02: the constant
    }
}

TEST_CASE("a renewal stream stands still while the doors are closed") {
    Stream stream = bus_stop();
    stream.process = Process::renewal;
    stream.gap = deterministic(60);
    stream.pieces = {{0, 90, 1}, {90, 1000, 0}, {1000, 1200, 1}};
    const auto all = all_of(with(stream));
    REQUIRE(all.size() == 4);
    CHECK(all[0].time_s == doctest::Approx(60));
    CHECK(all[1].time_s == doctest::Approx(1030));  // 30 s before closing, 30 s after opening
    CHECK(all[2].time_s == doctest::Approx(1090));
    CHECK(all[3].time_s == doctest::Approx(1150));
}

// ---- finite source ------------------------------------------------------------------------------------------------------------

TEST_CASE("a finite source sends each member who is not present once, then again when he has thought") {
    Stream stream = bus_stop();
    stream.process = Process::finite_source;
    stream.population = 20'000;
    stream.present_at_start = 100;
    stream.gap = exponential(500);
    stream.pieces = {{0, 1e9, 1}};
    const Scenario scenario = with(stream);
    const Luck luck(3, 0);
    Streams streams(scenario, luck);
    std::set<std::uint64_t> who;
    double sum_s = 0, before_s = 0;
    for (std::uint32_t k = 0; k < 100; ++k) {
        const Arrival here = streams.present(0, k);
        CHECK(here.time_s == 0);
        who.insert(here.who);
    }
    int first = 0;
    for (Arrival arrival = streams.next(0); arrival.time_s < infinite; arrival = streams.next(0), ++first) {
        CHECK(arrival.time_s >= before_s);
        before_s = arrival.time_s;
        sum_s += arrival.time_s;
        who.insert(arrival.who);
    }
    CHECK(first == 19'900);
    CHECK(std::abs(sum_s / first - 500) < 4.5 * 500 / std::sqrt(first));
    for (int i = 0; i < 20'000; ++i) {
        const Arrival again = streams.after_thinking(0, 1000);
        CHECK(again.time_s > 1000);
        sum_s += again.time_s - 1000;
        who.insert(again.who);
    }
    CHECK(std::abs(sum_s / 39'900 - 500) < 4.5 * 500 / std::sqrt(39'900));
    CHECK(who.size() == 100 + 19'900 + 20'000);
}

// Members who are served in no time: each is a renewal process, so n of them come n t / mean times.
TEST_CASE("a finite source without service comes at the rate of its thinking, in open time") {
    Stream stream = bus_stop();
    stream.process = Process::finite_source;
    stream.population = 10;
    stream.gap = exponential(100);
    stream.pieces = {{0, 5000, 1}, {5000, 8000, 0}, {8000, 13'000, 1}};
    const Scenario scenario = with(stream);
    double count = 0;
    for (std::uint32_t run = 0; run < 20; ++run) {
        const Luck luck(3, run);
        Streams streams(scenario, luck);
        std::vector<Arrival> thinking;
        for (Arrival arrival = streams.next(0); arrival.time_s < infinite; arrival = streams.next(0)) thinking.push_back(arrival);
        while (!thinking.empty()) {
            const double now_s = thinking.back().time_s;
            CHECK(!(now_s > 5000 && now_s < 8000));
            ++count;
            thinking.back() = streams.after_thinking(0, now_s);
            if (thinking.back().time_s == infinite) thinking.pop_back();
        }
    }
    CHECK(std::abs(count - 20'000) < 4.5 * std::sqrt(20'000));  // exponential thinking: a Poisson process
}

// ---- trace --------------------------------------------------------------------------------------------------------------------

TEST_CASE("a trace comes exactly as it was written") {
    Stream stream = bus_stop();
    stream.process = Process::trace;
    stream.trace = {{0, 1, {}, -1}, {12.5, 0, {30}, 60}, {12.5, 1, {}, -1}, {1e6, 0, {}, -1}};
    const auto all = all_of(with(stream));
    REQUIRE(all.size() == 4);
    for (Index row = 0; row < 4; ++row) {
        CHECK(all[row].time_s == stream.trace[row].arrived_s);
        CHECK(all[row].klass == stream.trace[row].klass);
        CHECK(all[row].ticket == row);
        CHECK(all[row].size == 1);
    }
}

// ---- appointments -------------------------------------------------------------------------------------------------------------

TEST_CASE("appointments: stays away, comes late or early, in order of coming") {
    Stream stream = bus_stop();
    stream.process = Process::appointments;
    for (int day = 0; day < 200; ++day)
        for (int i = 0; i < 36; ++i) stream.appointments.slots.push_back({day * day_s + 8 * hour_s + i * 600.0, 2});
    stream.appointments.no_show = 0.12;
    stream.appointments.early_s = 300;
    stream.appointments.lateness = exponential(400);  // so that later slots often come before earlier ones
    const auto all = all_of(with(stream, 200));
    const double booked = 200 * 36 * 2, shown = booked * 0.88;
    CHECK(std::abs(static_cast<double>(all.size()) - shown) < 4.5 * std::sqrt(booked * 0.12 * 0.88));
    double sum_s = 0;
    for (const Arrival& arrival : all) {
        CHECK(std::fmod(arrival.time_s, day_s) >= 8 * hour_s - 300);
        sum_s += std::fmod(arrival.time_s, day_s);
    }
    const double slots_mean_s = 8 * hour_s + 35 * 300.0;
    const double deviation_s = std::hypot(600 * 36 / std::sqrt(12), 400);
    CHECK(std::abs(sum_s / static_cast<double>(all.size()) - (slots_mean_s - 300 + 400)) < 4.5 * deviation_s / std::sqrt(shown));
}

TEST_CASE("who is early for the first appointment waits before the door until it opens") {
    Stream stream;
    stream.process = Process::appointments;
    stream.appointments.slots = {{.time_s = 100, .booked = 1, .opens_s = 100}, {.time_s = 150, .booked = 1, .opens_s = 100}};
    stream.appointments.early_s = 20;
    const std::vector<Arrival> all = all_of(with(stream));
    REQUIRE(all.size() == 2);
    CHECK(all[0].time_s == 100);
    CHECK(all[1].time_s == 130);
}

TEST_CASE("without chance appointments are kept to the second; a day less moves nobody else") {
    Stream stream = bus_stop();
    stream.process = Process::appointments;
    for (int day = 0; day < 3; ++day) stream.appointments.slots.push_back({day * day_s + 100, 3});
    const auto exact = all_of(with(stream, 3));
    CHECK(exact.size() == 9);
    for (std::size_t i = 0; i < 9; ++i) CHECK(exact[i].time_s == static_cast<double>(i / 3) * day_s + 100);
    stream.appointments.no_show = 0.5;
    stream.appointments.lateness = exponential(600);
    std::map<std::uint64_t, double> times;
    for (const Arrival& arrival : all_of(with(stream, 3))) times[arrival.who] = arrival.time_s;
    stream.appointments.slots.erase(stream.appointments.slots.begin());
    for (const Arrival& arrival : all_of(with(stream, 3))) CHECK(times.at(arrival.who) == arrival.time_s);
}
