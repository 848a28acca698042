#include "results/staffing_judge.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace counterless;

namespace {
StaffingTask task_of(AimKind kind, bool at_least, double value, std::size_t cells) {
    StaffingTask task;
    task.timetable = {.interval_s = 1800, .first = 16, .count = cells};
    task.posts = {{0, 0, 1, 50}};
    task.aims = {{.id = "t", .measure = "m", .kind = kind, .within_s = 600, .at_least = at_least, .value = value}};
    task.stations = {none};
    return task;
}
Lived day(std::vector<double> part, std::vector<double> whole) {
    const std::size_t cells = part.size();
    return {.part = std::move(part),
            .whole = std::move(whole),
            .came = std::vector<double>(cells),
            .missed = std::vector<double>(cells),
            .busy_s = std::vector<double>(cells),
            .open_s = std::vector<double>(cells, 1800),
            .days = 1};
}
}  // namespace

TEST_CASE("intervals with less than a visitor a day are joined until they have one") {
    const StaffingTask task = task_of(AimKind::level_offered, true, 0.9, 6);
    Lived load = day({0, 0, 0, 0, 0, 0}, {4, 40, 3, 5, 9, 1});
    load.days = 10;  // 0.4, 4, 0.3, 0.5, 0.9, 0.1 a day
    const auto claims = claims_for(task, load);
    REQUIRE(claims.size() == 2);
    CHECK(claims[0].from_cell == 0);
    CHECK(claims[0].until_cell == 2);
    CHECK(claims[1].from_cell == 2);
    CHECK(claims[1].until_cell == 6);  // 0.3 + 0.5 + 0.9 is enough; the last has nobody to join but these
}

TEST_CASE("a share has Wilson's bound for as many customers as vary independently") {
    const StaffingTask task = task_of(AimKind::level_offered, true, 0.9, 1);
    const std::vector<Claim> claims{{.aim = 0, .from_cell = 0, .until_cell = 1}};
    Evidence evidence(task, claims, 4);
    // Four days of 100: 92, 96, 94, 98. The mean is 0.95, the variance of the ratio (9 + 1 + 1 + 9) 4 / 3 / 400^2 = 1.667e-4, so
    // 0.95 x 0.05 / 1.667e-4 = 285 independent customers.
    for (std::uint32_t number = 0; number < 4; ++number)
        evidence.add(number, day({92.0 + (number == 1 ? 4 : number == 2 ? 2 : number == 3 ? 6 : 0)}, {100}));
    const Claim claim = evidence.judged(0, 0.05);
    CHECK(claim.value == doctest::Approx(0.95).epsilon(1e-12));
    CHECK(claim.count == 400);
    const double t = 2.353363, n = 285, z = t * t / n;  // Student's t, 3 degrees, 5 % above
    const double low = (0.95 + z / 2) / (1 + z) - t / (1 + z) * std::sqrt(0.95 * 0.05 / n + z / (4 * n));
    CHECK(std::abs(claim.value - claim.half_width - low) < 1e-5);
    CHECK(claim.state == ClaimState::held);  // 0.9037 is above 0.89
}

TEST_CASE("a claim is broken beyond its tolerance only, and open where the days do not tell") {
    const StaffingTask task = task_of(AimKind::level_offered, true, 0.9, 1);
    const std::vector<Claim> claims{{.aim = 0, .from_cell = 0, .until_cell = 1}};
    const auto judged = [&](double served, double came) {
        Evidence evidence(task, claims, 10);
        for (std::uint32_t number = 0; number < 10; ++number)
            evidence.add(number, day({served + (number % 2 == 0 ? 1 : -1)}, {came}));
        return evidence.judged(0, 0.01);
    };
    CHECK(judged(9000, 10000).state == ClaimState::held);
    CHECK(judged(8950, 10000).state == ClaimState::held);  // within the point
    CHECK(judged(8800, 10000).state == ClaimState::broken);
    CHECK(judged(9, 10).state == ClaimState::open);
    CHECK(judged(0, 0).state == ClaimState::held);  // nobody came
}

TEST_CASE("a time may exceed its target by its own tolerance") {
    StaffingTask task = task_of(AimKind::wait_mean, false, 300, 1);
    const std::vector<Claim> claims{{.aim = 0, .from_cell = 0, .until_cell = 1}};
    const auto judged = [&](double wait) {
        Evidence evidence(task, claims, 10);
        for (std::uint32_t number = 0; number < 10; ++number) evidence.add(number, day({wait * 100 + number}, {100}));
        return evidence.judged(0, 0.01).state;
    };
    CHECK(judged(310) == ClaimState::held);  // 315 is the edge
    CHECK(judged(320) == ClaimState::broken);
}

TEST_CASE("stretches on the same recorded days are one cluster") {
    const StaffingTask task = task_of(AimKind::level_offered, true, 0.9, 1);
    const std::vector<Claim> claims{{.aim = 0, .from_cell = 0, .until_cell = 1}};
    Evidence once(task, claims, 2), often(task, claims, 2);
    for (std::uint32_t number = 0; number < 2; ++number) once.add(number, day({number == 0 ? 90.0 : 95.0}, {100}));
    for (std::uint32_t number = 0; number < 20; ++number) often.add(number, day({number % 2 == 0 ? 90.0 : 95.0}, {100}));
    CHECK(once.judged(0, 0.1).value == doctest::Approx(often.judged(0, 0.1).value).epsilon(1e-12));
    CHECK(std::abs(once.judged(0, 0.1).half_width - often.judged(0, 0.1).half_width) < 1e-9);  // ten times the same tells no more
}
