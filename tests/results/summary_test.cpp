// A summary survives the way to bytes and back bit for bit, and no damaged byte gets through.
#include "results/summary.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <stdexcept>

using namespace counterless;

namespace {

Summary sample() {
    Summary summary{.replication = 4000000000u, .ending = 1, .cpu_s = 1.25, .memory_peak_bytes = 3e8};
    summary.totals = {0, 0, 1.5, -2, 0, 1e300, 0, 0, 0, -0.0, 5e-324};
    summary.totals.resize(5000);
    summary.totals.push_back(7);
    summary.distributions.resize(3);
    for (int i = 0; i < 1000; ++i) summary.distributions[0].add(0.3 * i);
    summary.distributions[2].add(60, 2.5);
    return summary;
}

void check_same(const Summary& a, const Summary& b) {
    CHECK(a.replication == b.replication);
    CHECK(a.ending == b.ending);
    CHECK(a.cpu_s == b.cpu_s);
    CHECK(a.memory_peak_bytes == b.memory_peak_bytes);
    CHECK(a.totals == b.totals);
    REQUIRE(a.distributions.size() == b.distributions.size());
    for (std::size_t index = 0; index < a.distributions.size(); ++index) {
        CHECK(a.distributions[index].sparse() == b.distributions[index].sparse());
        CHECK(a.distributions[index].count() == b.distributions[index].count());
    }
}

}  // namespace

TEST_CASE("what is encoded is decoded, and to the same bytes again") {
    const Summary summary = sample();
    check_same(decode(encode(summary)), summary);
    CHECK(encode(decode(encode(summary))) == encode(summary));
    check_same(decode(encode(Summary{})), Summary{});
}

TEST_CASE("zeros and empty buckets cost nothing") {
    Summary summary;
    summary.totals.resize(1000000);
    summary.distributions.resize(1000);
    CHECK(encode(summary).size() < 1100);
    check_same(decode(encode(summary)), summary);
}

TEST_CASE("any one damaged or missing byte is noticed") {
    const std::string bytes = encode(sample());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        REQUIRE_THROWS_AS(decode(damaged), std::runtime_error);
        REQUIRE_THROWS_AS(decode(bytes.substr(0, at)), std::runtime_error);
    }
    CHECK_THROWS_AS(decode(bytes + "x"), std::runtime_error);
}

TEST_CASE("noise is no summary (seed 11)") {
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        std::string noise = "CLS1";
        for (auto size = random() % 200; size > 0; --size) noise += static_cast<char>(random());
        REQUIRE_THROWS_AS(decode(noise), std::runtime_error);
    }
}

TEST_CASE("a total that is no number is our mistake and stops at once") {
    Summary summary;
    summary.totals = {1, std::numeric_limits<double>::quiet_NaN()};
    CHECK_THROWS_AS(encode(summary), std::logic_error);
}
