#include "models/networks.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "models/birth_death.hpp"
#include "models/erlang.hpp"

using namespace counterless;

TEST_CASE("traffic by hand: two stations, a third of the second's customers go back") {
    const std::vector<OpenStation> stations = {{0.2, 1, 1}, {0.2, 2, 2}};
    const OpenNetwork network = jackson(stations, {{0, 0.5}, {1.0 / 3, 0}});
    // first = 0.2 + second / 3, second = 0.2 + first / 2: first = 0.32, second = 0.36.
    CHECK(network.stations[0].arrivals_per_s == doctest::Approx(0.32));
    CHECK(network.stations[1].arrivals_per_s == doctest::Approx(0.36));
    CHECK(network.stations[1].wait_mean_s == doctest::Approx(wait_mean_mmc(2, 0.36, 2)));
    const double inside = network.stations[0].inside_mean + network.stations[1].inside_mean;
    CHECK(network.sojourn_mean_s == doctest::Approx(inside / 0.4));  // Little, door to door
}

TEST_CASE("feedback is a longer service: the number inside is that of service / (1 - again)") {
    const OpenNetwork network = feedback_mmc(1, 0.3, 1, 0.5);
    CHECK(network.stations[0].visits_mean == doctest::Approx(2));
    CHECK(network.stations[0].inside_mean == doctest::Approx(0.6 / 0.4));
    CHECK(std::isinf(feedback_mmc(1, 0.5, 1, 0.5).sojourn_mean_s));
    CHECK_THROWS_AS((void)feedback_mmc(1, 0.5, 1, 1), std::invalid_argument);
}

TEST_CASE("a closed network of thinking and one hall is the finite source") {
    for (const int customers : {1, 7, 60}) {
        const std::vector<ClosedStation> stations = {{1, 20, 0}, {1, 1, 3}};
        const ClosedNetwork network = closed_network(stations, customers);
        const LineAnswer source = finite_source(3, customers, 20, 1);
        CHECK(network.tours_per_s == doctest::Approx(source.throughput_per_s));
        CHECK(network.stations[1].inside_mean == doctest::Approx(source.inside_mean));
    }
}

// Mean value analysis (Reiser and Lavenberg 1980), one counter each: an arrival sees the network with one customer less.
TEST_CASE("convolution is mean value analysis") {
    const std::vector<ClosedStation> stations = {{1, 2, 1}, {0.7, 3, 1}, {0.3, 5, 1}, {1, 10, 0}};
    constexpr int customers = 25;
    std::vector<double> inside(4, 0.0);
    double tours = 0;
    for (int n = 1; n <= customers; ++n) {
        std::vector<double> sojourn(4);
        double tour = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            sojourn[i] = stations[i].service_mean_s * (stations[i].counters == 0 ? 1 : 1 + inside[i]);
            tour += stations[i].visits * sojourn[i];
        }
        tours = n / tour;
        for (std::size_t i = 0; i < 4; ++i) inside[i] = tours * stations[i].visits * sojourn[i];
    }
    const ClosedNetwork network = closed_network(stations, customers);
    CHECK(network.tours_per_s == doctest::Approx(tours));
    for (std::size_t i = 0; i < 4; ++i) CHECK(network.stations[i].inside_mean == doctest::Approx(inside[i]));
}

TEST_CASE("a closed network with nobody, and one so full that its narrowest station never rests") {
    const std::vector<ClosedStation> stations = {{1, 2, 4}, {1, 1, 1}};
    CHECK(closed_network(stations, 0).tours_per_s == 0);
    CHECK(closed_network(stations, 400).tours_per_s == doctest::Approx(1));
    const std::vector<ClosedStation> thinkers = {{1, 100, 0}, {1, 3, 20}};
    CHECK(closed_network(thinkers, 500).tours_per_s == doctest::Approx(finite_source(20, 500, 100, 3).throughput_per_s));
}
