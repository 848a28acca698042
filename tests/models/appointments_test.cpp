#include "models/appointments.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "models/general_queue.hpp"

using namespace counterless;

TEST_CASE("two appointments a service apart, by hand") {
    const AppointmentAnswer answer = appointments({.times_s = {0, 10}, .service_mean_s = 10, .closing_s = 20});
    const double still = std::exp(-1.0);
    CHECK(answer.wait_mean_s[0] == 0);
    CHECK(answer.wait_mean_s[1] == doctest::Approx(10 * still));
    // At 20: both inside if none has left, with chance still^2 when two were; one inside else.
    const double two = still * still, one = still * still + (1 - still) * still;
    CHECK(answer.inside_closing_mean == doctest::Approx(2 * two + one));
    CHECK(answer.overtime_mean_s == doctest::Approx(10 * (2 * two + one)));
}

TEST_CASE("all are asked to come at once, to two counters") {
    const AppointmentAnswer answer = appointments({.times_s = {0, 0, 0, 0}, .service_mean_s = 6, .counters = 2});
    CHECK(answer.wait_mean_s == std::vector<double>{0, 0, 3, 6});
    CHECK(answer.overtime_mean_s == doctest::Approx(3 + 3 + 3 + 6));
}

TEST_CASE("half do not come: the second of two at once waits half as long") {
    const AppointmentAnswer answer = appointments({.times_s = {0, 0}, .service_mean_s = 8, .no_show = 0.5});
    CHECK(answer.wait_mean_s[1] == doctest::Approx(4));
    CHECK(answer.inside_closing_mean == doctest::Approx(1));
    CHECK(appointments({.times_s = {}, .service_mean_s = 8}).overtime_mean_s == 0);
}

TEST_CASE("an endless row of slots is D/M/c; slots that half of the people miss are its thinned form") {
    std::vector<double> times;
    for (int k = 0; k < 1200; ++k) times.push_back(k * 1.25);
    const auto answer = appointments({.times_s = times, .service_mean_s = 2, .counters = 2, .closing_s = 1500});
    CHECK(answer.wait_mean_s.back() == doctest::Approx(gmc(2, transform_deterministic(1.25), 1.25, 2).wait_mean_s).epsilon(1e-6));
    const auto thinned = appointments({.times_s = times, .service_mean_s = 2, .counters = 1, .no_show = 0.5, .closing_s = 1500});
    const Transform gaps = [](double s) { return 0.5 * std::exp(-1.25 * s) / (1 - 0.5 * std::exp(-1.25 * s)); };
    CHECK(thinned.wait_mean_s.back() == doctest::Approx(gmc(1, gaps, 2.5, 2).wait_mean_s).epsilon(1e-4));
}
