#include "models/luck.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <vector>

using namespace counterless;

TEST_CASE("a draw is a pure function of its address") {
    const Luck luck(2018, 3);
    const Luck again(2018, 3);
    CHECK(luck.at(Purpose::service, 77, 1).u == again.at(Purpose::service, 77, 1).u);
    CHECK(luck.at(Purpose::service, 78, 1).v == again.at(Purpose::service, 78, 1).v);
}

TEST_CASE("each part of the address matters") {
    const double reference = Luck(1, 0).at(Purpose::service, 5, 0).u;
    CHECK(Luck(2, 0).at(Purpose::service, 5, 0).u != reference);
    CHECK(Luck(1ULL + (1ULL << 40), 0).at(Purpose::service, 5, 0).u != reference);
    CHECK(Luck(1, 1).at(Purpose::service, 5, 0).u != reference);
    CHECK(Luck(1, 0).at(Purpose::patience, 5, 0).u != reference);
    CHECK(Luck(1, 0).at(Purpose::service, 6, 0).u != reference);
    CHECK(Luck(1, 0).at(Purpose::service, 5 + (1ULL << 40), 0).u != reference);
    CHECK(Luck(1, 0).at(Purpose::service, 5, 1).u != reference);
}

// Known answer of Philox4x32-10 from the authors' own vectors (Random123, kat_vectors): counter 0, key 0 gives 6627e8d5 e169c58d
// bc57ac4c 9b00dbd8; Purpose::gap is 0, so address zero is counter zero.
TEST_CASE("the generator is Philox4x32-10") {
    const Uniforms luck = Luck(0, 0).at(Purpose::gap, 0, 0);
    CHECK(luck.u == (static_cast<double>(0x6627e8d5e169c58dULL >> 11) + 0.5) * 0x1.0p-53);
    CHECK(luck.v == (static_cast<double>(0xbc57ac4c9b00dbd8ULL >> 11) + 0.5) * 0x1.0p-53);
}

// The middle of the topmost cell is nearer to 1 than to any other number: it must not become 1, where laws have no quantile.
TEST_CASE("no draw is 0 or 1, alone or beside neighbours") {
    constexpr std::uint64_t ulp_above = 1ULL << 11;
    for (const std::uint64_t bits : {~0ULL, ~0ULL - ulp_above, 0ULL, (1ULL << 63) - 1, 1ULL << 63, (1ULL << 63) + ulp_above}) {
        const auto high = static_cast<std::uint32_t>(bits >> 32), low = static_cast<std::uint32_t>(bits);
        const double one = uniform_of(high, low);
        CHECK(one > 0);
        CHECK(one < 1);
        if (!eight_in_lanes()) continue;
        for (std::size_t lane = 0; lane < 4; ++lane) {
            std::array<std::uint32_t, 4> highs{1, 2, 3, 4}, lows{5, 6, 7, 8};
            highs[lane] = high, lows[lane] = low;
            CHECK(uniforms_of_four(highs, lows)[lane] == one);
        }
    }
    CHECK(uniform_of(0xffffffff, 0xffffffff) == 1 - 0x1.0p-53);
    CHECK(uniform_of(0xffffffff, 0xfffff000) == 1 - 0x1.0p-52);  // of k = 2^53 - 2 the half is rounded away
    CHECK(uniform_of(0xffffffff, 0xffffe000) == 1 - 0x1.0p-51);
    CHECK(uniform_of(0, 0) == 0x1.0p-54);
}

// 200,000 draws in 100 cells: chi-square with 99 degrees lies above 148.2 with chance 0.001.
TEST_CASE("neighbouring addresses give uniform, unrelated draws") {
    const Luck luck(7, 0);
    constexpr int draws = 200'000;
    double cells_u[100] = {}, product = 0;
    for (int i = 0; i < draws; ++i) {
        const Uniforms one = luck.at(Purpose::need, static_cast<std::uint64_t>(i));
        ++cells_u[static_cast<int>(one.u * 100)];
        product += (one.u - 0.5) * (one.v - 0.5);
    }
    double chi_square = 0;
    for (const double count : cells_u) chi_square += (count - draws / 100.0) * (count - draws / 100.0) / (draws / 100.0);
    CHECK(chi_square < 148.2);
    // The product of two independent centred uniforms has standard deviation 1/12; 4 of them over: chance 6e-5.
    CHECK(std::abs(product) < 4 * std::sqrt(draws) / 12);
}

TEST_CASE("many at once draw what each draws alone, mirrored too") {
    std::mt19937_64 numbers{5};
    for (const bool mirrored : {false, true}) {
        const Luck many(11, 3, mirrored), each(11, 3, mirrored);
        std::vector<Luck::Address> addresses;
        for (int i = 0; i < 1003; ++i)  // the last three are less than eight
            addresses.push_back({numbers() >> (i % 50), static_cast<std::uint32_t>(numbers() % (1u << 24))});
        const std::vector<double> us = many.us_of(Purpose::door, addresses);
        REQUIRE(us.size() == addresses.size());
        for (std::size_t i = 0; i < us.size(); ++i)
            REQUIRE(us[i] == each.at(Purpose::door, addresses[i].who, addresses[i].which).u);
    }
    CHECK(Luck(1, 0).us_of(Purpose::door, {}).empty());
    const std::vector<Luck::Address> beyond{{1, 1u << 24}};
    CHECK_THROWS_AS((void)Luck(1, 0).us_of(Purpose::door, beyond), std::out_of_range);
}

// The windows are a cache: whoever is asked for in whatever order draws what he draws alone.
TEST_CASE("the order in which people draw changes nothing") {
    const Luck in_order(5, 1);
    const auto alone = [](Purpose purpose, std::uint64_t who, std::uint32_t which) { return Luck(5, 1).at(purpose, who, which); };
    const std::uint64_t bases[] = {0, 5003, (1ULL << 63) | (2ULL << 44), (1ULL << 32) - 4, ~0ULL - 40};
    int unlike = 0;
    const auto compare = [&](Purpose purpose, std::uint64_t who, std::uint32_t which) {
        const Uniforms one = in_order.at(purpose, who, which), other = alone(purpose, who, which);
        unlike += one.u != other.u || one.v != other.v;
    };
    for (const std::uint64_t base : bases)
        for (std::uint64_t i = 0; i < 40; ++i) {  // neighbours in order, every third, and other purposes and numbers between them
            compare(Purpose::service, base + i, 0);
            if (i % 3 == 0) compare(Purpose::patience, base + i, 1);
            compare(Purpose::service, base + i, 32 + static_cast<std::uint32_t>(i % 2));
        }
    for (std::uint64_t i = 0; i < 5000; ++i) {  // two far apart on the way through one day, each now and then a little behind
        compare(Purpose::work, i ^ ((i >> 4) % 3 == 0 ? 9u : 0u), 0);  // each once: sixteen change places among themselves
        if (i % 4 != 1) compare(Purpose::work, 20'000 + (i ^ 5u), 0);
    }
    for (const std::uint64_t who : {100u, 92u, 108u, 101u, 9u, 8u, 7u, 16u, 15u}) compare(Purpose::lesson, who, 0);
    CHECK(unlike == 0);
}

TEST_CASE("numbering a person's draws beyond its 24 bits is refused, not wrapped") {
    CHECK_THROWS_AS((void)Luck(1, 0).at(Purpose::service, 1, 1u << 24), std::out_of_range);
}

#ifndef NDEBUG
TEST_CASE("a debug build stops when one address is drawn twice") {
    const Luck luck(1, 0);
    (void)luck.at(Purpose::service, 1, 0);
    CHECK_THROWS_AS((void)luck.at(Purpose::service, 1, 0), std::logic_error);
}
#endif
