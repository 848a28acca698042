#include "models/gof.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "tests/models/drawn.hpp"

using namespace counterless;

namespace {

const FittedLaw exponential_law = fitted_law(FitFamily::exponential, {std::log(100.0)});
const FittedLaw lognormal_law = fitted_law(FitFamily::lognormal, {std::log(100.0), std::log(0.9)});

Chance held_against(FitFamily family, const Durations& seen, std::uint64_t seed) {
    const LawFit fit = fit_law(family, seen);
    return chance_of(fit, seen, distance(fit.law, seen, curve_end(seen)), 99, seed);
}

}  // namespace

TEST_CASE("distances by hand: one value in the middle, and the sum formula of Anderson and Darling") {
    const Distance one = distance_uniform(std::vector<double>{0.5});
    CHECK(one.ks == doctest::Approx(0.5));
    CHECK(one.ad == doctest::Approx(-1 - 2 * std::log(0.5)));
    const std::vector<double> u{0.1, 0.4, 0.45, 0.9};
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) sum += (2.0 * static_cast<double>(i) + 1) * (std::log(u[i]) + std::log(1 - u[3 - i]));
    CHECK(distance_uniform(u).ad == doctest::Approx(-4 - sum / 4));
    CHECK(distance_uniform(u).ks == doctest::Approx(0.3));  // at 0.45: three quarters seen
}

TEST_CASE("a law's distance is that of its shares from uniform") {
    Uniform uniform(2);
    const auto values = drawn(lognormal_law, 200, uniform);
    std::vector<double> shares;
    for (const double value : values) shares.push_back(lognormal_law.below(value));
    std::sort(shares.begin(), shares.end());
    const Durations seen = durations(values);
    const Distance by_law = distance(lognormal_law, seen, curve_end(seen)), by_shares = distance_uniform(shares);
    CHECK(by_law.ks == doctest::Approx(by_shares.ks));
    CHECK(by_law.ad == doctest::Approx(by_shares.ad));
}

// Smirnov's points as tables print them; their last digit moves p by less than these bands. Anderson and Darling's law is that of
// a sum of chi-squares over j (j + 1): its tails here are by Gil-Pelaez from the characteristic function of 4,000 of them. The 1
// % point that older tables print, 3.857, is that of 1.02 %.
TEST_CASE("the limit laws have the points of printed tables, and the tails of a second method") {
    CHECK(std::abs(ks_above(1.3581 / (1000 + 0.12), 1e6) - 0.05) < 5e-5);
    CHECK(std::abs(ks_above(1.6276 / (1000 + 0.12), 1e6) - 0.01) < 1e-5);
    CHECK(std::abs(ad_above(2.492) - 0.050022) < 2e-6);
    CHECK(std::abs(ad_above(3.857) - 0.010241) < 2e-6);
    CHECK(std::abs(ad_above(1.0) - 0.357267) < 2e-6);
    CHECK(ad_above(0.01) == 1);
}

// p is even on (0, 1) when the law is right: of 100, more than 14 below 0.05 has the chance 0.0002, fewer than 30 above 0.5 3e-5.
TEST_CASE("the bootstrap's chance is right when the law is: whole, rounded, cut and censored data" *
          doctest::test_suite("repeats")) {
    for (const int kind : {0, 1, 2, 3}) {
        CAPTURE(kind);
        int small = 0, large = 0;
        Uniform uniform(100 + static_cast<unsigned>(kind));
        for (std::uint64_t i = 0; i < 100; ++i) {
            auto values = drawn(lognormal_law, 120, uniform);
            std::vector<unsigned char> ended(values.size(), 1);
            Durations seen;
            if (kind == 1)
                for (double& value : values) value = std::max(10.0, std::round(value / 10) * 10);
            if (kind == 2) {
                std::erase_if(values, [](double value) { return value < 30 || value > 300; });
                seen = durations_within(values, 30, 300);
            } else {
                if (kind == 3)
                    for (std::size_t k = 0; k < values.size(); ++k) {
                        const double served = exponential_law.quantile(uniform());
                        ended[k] = values[k] <= served;
                        values[k] = std::min(values[k], served);
                    }
                seen = durations(values, ended);
            }
            const double p = held_against(FitFamily::lognormal, seen, i).ad_p;
            small += p <= 0.05;
            large += p > 0.5;
        }
        CHECK(small <= 14);
        CHECK(large >= 30);
    }
}

TEST_CASE("a wrong law is refused") {
    Uniform uniform(9);
    const Durations seen = durations(drawn(lognormal_law, 400, uniform));
    const Chance chance = held_against(FitFamily::exponential, seen, 1);
    CHECK(chance.ad_p <= 0.01);
    CHECK(held_against(FitFamily::lognormal, seen, 1).ad_p > 0.01);
    const Durations many = durations(drawn(lognormal_law, 20'000, uniform));
    CHECK(held_against(FitFamily::exponential, many, 1).beyond);
}

// Of 20,000 nineteen in twenty are served at once: what is known of patience is what the other thousand tell. Were the distance,
// about 0.8 / sqrt(1,000), held against 20,000 values, it would lie far beyond.
TEST_CASE("many who never waited do not make a right law of patience impossible") {
    Uniform uniform(33);
    std::vector<double> waits(19'000, 0);
    std::vector<unsigned char> ended(19'000, 0);
    for (const double value : drawn(exponential_law, 1'000, uniform)) waits.push_back(value), ended.push_back(1);
    const Durations seen = durations(waits, ended);
    const Chance chance = held_against(FitFamily::exponential, seen, 1);
    CHECK_FALSE(chance.beyond);
    CHECK(chance.ad_p > 0.001);  // one of 1,000 seeds
    CHECK(chance.ks_p > 0.001);
}

TEST_CASE("the same seed gives the same chance, another seed about the same") {
    Uniform uniform(21);
    const Durations seen = durations(drawn(lognormal_law, 100, uniform));
    CHECK(held_against(FitFamily::gamma, seen, 5).ks_p == held_against(FitFamily::gamma, seen, 5).ks_p);
}
