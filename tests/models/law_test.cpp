#include "models/law.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/constants.hpp"

using namespace counterless;

namespace {

struct Moments {
    double mean, sd;
};
// Moments as integrals of the quantile, by Simpson's rule in each of 64 parts of (1/4, 1/2), (1/8, 1/4) .. and their mirror:
// a second way to them, which knows nothing of formulas and reaches 2^-50 into either tail.
Moments moments(const Law& law) {
    double first = 0, second = 0;
    const auto add = [&](double from, double until) {
        constexpr int parts = 64;
        for (int i = 0; i < parts; ++i) {
            const double begin = from + (until - from) * i / parts, width = (until - from) / parts;
            const double a = quantile(law, begin + 1e-9 * width), b = quantile(law, begin + width / 2),
                         c = quantile(law, begin + width - 1e-9 * width);
            first += width * (a + 4 * b + c) / 6;
            second += width * (a * a + 4 * b * b + c * c) / 6;
        }
    };
    for (int k = 1; k < 50; ++k) {
        add(std::ldexp(1, -k - 1), std::ldexp(1, -k));
        add(1 - std::ldexp(1, -k), 1 - std::ldexp(1, -k - 1));
    }
    return {first, std::sqrt(second - first * first)};
}

struct Named {
    std::string name;
    Law law;
};
Named named(const std::string& remark, const Law& law) { return {std::string(family_name(law.family)) + " " + remark, law}; }

// Laws with a density, as smooth as they come and not.
std::vector<Named> continuous_laws() {
    const Rates coxian = {{-2, 1.5, 0}, {0, -1, 0.5}, {0, 0, -0.25}};
    const Rates with_return = {{-1000, 999, 0}, {0, -1, 0.5}, {0, 0.01, -0.011}};  // rates far apart, and a way back
    return {named("", exponential(8)),
            named("cv 0.8", lognormal(5, 0.8)),
            named("cv 0.01", lognormal(5, 0.01)),
            named("cv 0.05", gamma(5, 0.05)),
            named("cv 0.5", gamma(5, 0.5)),
            named("cv 1", gamma(5, 1)),
            named("cv 1.2", gamma(5, 1.2)),
            named("cv 4", gamma(3, 4)),
            named("shape 1.5", weibull(45, 1.5)),
            named("shape 0.6", weibull(10, 0.6)),
            named("", uniform(2, 6)),
            named("", triangular(1, 2, 7)),
            named("low = mode", triangular(1, 1, 4)),
            named("mode = high", triangular(0, 3, 3)),
            named("2, 3", beta(1, 4, 2, 3)),
            named("0.5, 0.3", beta(0, 1, 0.5, 0.3)),
            named("0.1, 30", beta(10, 20, 0.1, 30)),
            named("900, 1100", beta(0, 1, 900, 1100)),
            named("cv 1", hyperexponential(5, 1)),
            named("cv 3", hyperexponential(5, 3)),
            named("three", hyperexponential({0.2, 0.5, 0.3}, {100, 1, 0.01})),
            named("coxian", phase_type({0.9, 0.1, 0}, coxian)),
            named("with return", phase_type({1, 0, 0}, with_return)),
            named("", histogram({0, 1, 2, 5}, {2, 0.5, 1})),
            named("smooth", mixture({lognormal(5, 0.5), gamma(50, 1)}, {0.7, 0.3})),
            named("with kinks", mixture({triangular(1, 2, 3), uniform(8, 9), gamma(5, 0.5)}, {0.3, 0.3, 0.4})),
            named("with a gap", mixture({uniform(1, 2), uniform(8, 9)}, {0.25, 0.75})),
            named("lognormal", cut(lognormal(5, 1), 1, 20)),
            named("exponential", cut(exponential(5), 3, infinite)),
            named("weibull", cut(weibull(5, 0.8), 0, 6)),
            named("beta", cut(beta(0, 10, 2, 2), 1, 4)),
            named("triangular", cut(triangular(0, 4, 10), 5, 8)),
            named("hyperexponential", cut(hyperexponential(5, 3), 1, 40)),
            named("phases", cut(phase_type({0.9, 0.1, 0}, coxian), 1, 5)),
            named("gamma", shifted(gamma(3, 0.7), 2))};
}
// Laws with jumps too.
std::vector<Named> all_laws() {
    auto list = continuous_laws();
    for (const auto& law : {empirical({3, 1, 2, 9, 3}, {}), empirical({3, 1, 2, 9}, {1, 0, 3, 4}),
                            mixture({lognormal(5, 1), deterministic(3)}, {0.7, 0.3}), cut(empirical({1, 2, 3, 4}, {}), 2, 3.5),
                            mixture({empirical({1, 2, 3}, {}), gamma(4, 0.7), exponential(3)}, {0.2, 0.5, 0.3})})
        list.push_back(named("with jumps", law));
    return list;
}
const std::vector<double> grid = {1e-12, 1e-9, 1e-7,       1e-6,       1.1e-6,   1e-4,     0.003,    0.01,     0.05,
                                  0.1,   0.2,  0.30000001, 0.4,        0.5,      0.61,     0.7,      0.75,     0.83,
                                  0.9,   0.97, 0.999,      1 - 1.1e-6, 1 - 1e-6, 1 - 1e-7, 1 - 1e-9, 1 - 1e-12};
}  // namespace

// At a jump every u that jumps there is right; so near an end that a double cannot tell it from the end, likewise.
TEST_CASE("the share of outcomes up to a quantile is u, far into both tails") {
    for (const auto& [name, law] : all_laws()) {
        CAPTURE(name);
        for (const double u : grid) {
            CAPTURE(u);
            const double x = quantile(law, u), hair = 1e-15 * x;
            CHECK(cdf(law, x + hair) > u - 1e-10);
            CHECK(cdf(law, x - hair) < u + 1e-10);
            CHECK(cdf(law, x) + survival(law, x) == doctest::Approx(1).epsilon(1e-12));
        }
    }
}
TEST_CASE("a quantile rises with u, to the very ends") {
    for (const auto& [name, law] : all_laws()) {
        CAPTURE(name);
        double previous = quantile(law, 0x1.0p-54);
        CHECK(previous >= 0);
        bool rising = true;
        for (int i = 1; i < 20000; ++i) {
            const double s = i / 20000.0, near = std::max(std::pow(2 * std::min(s, 1 - s), 8) / 2, 0x1.0p-53);
            const double here = quantile(law, s < 0.5 ? near : 1 - near);  // denser towards the ends, across the tables' seams
            rising = rising && here >= previous * (1 - 1e-15) && std::isfinite(here);  // polynomials round their last digit
            previous = here;
        }
        CHECK(rising);
        CHECK(std::isfinite(quantile(law, 1 - 0x1.0p-53)));
    }
}
TEST_CASE("every law has the mean and spread it states") {
    for (const auto& [name, law] : all_laws()) {
        CAPTURE(name);
        const bool jumps = name.find("jumps") != std::string::npos || name.find("gap") != std::string::npos;
        const Moments found = moments(law);
        CHECK(found.mean == doctest::Approx(law.mean).epsilon(jumps ? 2e-3 : 1e-6));
        CHECK(found.sd == doctest::Approx(law.sd).epsilon(jumps ? 4e-3 : 2e-5));
    }
}

TEST_CASE("quantiles by hand") {
    CHECK(quantile(exponential(2), 0.5) == doctest::Approx(2 * std::log(2.0)));
    CHECK(quantile(uniform(2, 6), 0.25) == doctest::Approx(3));
    CHECK(quantile(triangular(0, 1, 2), 0.5) == doctest::Approx(1));
    CHECK(quantile(triangular(0, 1, 2), 0.125) == doctest::Approx(0.5));
    CHECK(quantile(weibull(1, 1), 0.5) == doctest::Approx(std::log(2.0)));     // shape 1 is exponential
    CHECK(quantile(gamma(3, 1), 0.9) == doctest::Approx(-3 * std::log(0.1)));  // cv 1 is exponential
    // The median of a lognormal is mean / sqrt(1 + cv^2).
    CHECK(quantile(lognormal(5, 0.8), 0.5) == doctest::Approx(5 / std::sqrt(1.64)));
    // Erlang-2 with mean 2: (1 + x) exp(-x) = 1/2 at its median 1.67834699...
    CHECK(quantile(gamma(2, std::sqrt(0.5)), 0.5) == doctest::Approx(1.6783469900166605).epsilon(1e-10));
    // beta(2, 1) has the share x^2, beta(1/2, 1/2) is the arcsine law: sin^2(pi u / 2).
    CHECK(quantile(beta(0, 1, 2, 1), 0.36) == doctest::Approx(0.6).epsilon(1e-10));
    CHECK(quantile(beta(0, 1, 0.5, 0.5), 1.0 / 3) == doctest::Approx(0.25).epsilon(1e-10));
    // Half of an exponential law below its median 2 log 2, uniformly mixed by hand: 0.5 (1 - e^-x) + 0.5 x at x = 1/2.
    CHECK(quantile(mixture({exponential(1), uniform(0, 1)}, {0.5, 0.5}), 0.5 * (1 - std::exp(-0.5)) + 0.25) ==
          doctest::Approx(0.5).epsilon(1e-9));
    CHECK(quantile(histogram({0, 10, 30}, {1, 1}), 0.75) == doctest::Approx(20));
    CHECK(quantile(deterministic(4), 0.99) == 4);
    CHECK(std::isinf(quantile(never(), 0.5)));
}
TEST_CASE("data comes back as the step function it is") {
    const Law law = empirical({30, 10, 20}, {1, 2, 1});
    CHECK(quantile(law, 0.01) == 10);
    CHECK(quantile(law, 0.5) == 10);
    CHECK(quantile(law, 0.51) == 20);
    CHECK(quantile(law, 0.76) == 30);
    CHECK(law.mean == doctest::Approx(17.5));
    CHECK(law.sd == doctest::Approx(std::sqrt((2 * 7.5 * 7.5 + 2.5 * 2.5 + 12.5 * 12.5) / 4)));
    // In a mixture a value keeps its weight, and is met exactly.
    const Law mixed = mixture({law, uniform(10, 20)}, {0.5, 0.5});
    CHECK(quantile(mixed, 0.2) == 10);
    CHECK(quantile(mixed, 0.45) == doctest::Approx(14));  // 0.25 + 0.5 (x - 10) / 10
    CHECK(quantile(mixed, 0.8) == 20);
    CHECK(quantile(mixed, 0.9) == 30);
}
TEST_CASE("a cut exponential law begins anew, a cut uniform law stays uniform") {
    const Law late = cut(exponential(5), 3, infinite);
    CHECK(late.mean == doctest::Approx(8));
    CHECK(late.sd == doctest::Approx(5));
    CHECK(quantile(late, 0.5) == doctest::Approx(3 + 5 * std::log(2.0)));
    const Law middle = cut(uniform(0, 10), 2, 4);
    CHECK(middle.mean == doctest::Approx(3));
    CHECK(middle.sd == doctest::Approx(2 / std::sqrt(12.0)));
    CHECK(kept_share(exponential(1), 1, 2) == doctest::Approx(std::exp(-1) - std::exp(-2)));
    const Law steps = cut(empirical({1, 2, 3, 4}, {}), 2, 3);  // both ends are kept
    CHECK(steps.mean == doctest::Approx(2.5));
    CHECK(quantile(steps, 0.5) == 2);
    CHECK(quantile(steps, 0.51) == 3);
}
TEST_CASE("phases by hand: Erlang, hyperexponential and a phase entered again and again") {
    const Law erlang = phase_type({1, 0, 0}, {{-1, 1, 0}, {0, -1, 1}, {0, 0, -1}});
    CHECK(erlang.mean == doctest::Approx(3));
    CHECK(scv(erlang) == doctest::Approx(1.0 / 3));
    const Law same = gamma(3, std::sqrt(1.0 / 3));
    for (const double u : {1e-9, 0.1, 0.5, 0.999}) CHECK(quantile(erlang, u) == doctest::Approx(quantile(same, u)).epsilon(1e-8));
    const Law parallel = phase_type({0.4, 0.6}, {{-2, 0}, {0, -0.1}});
    const Law hyper = hyperexponential({0.4, 0.6}, {0.5, 10});
    CHECK(parallel.mean == doctest::Approx(6.2));
    CHECK(parallel.sd == doctest::Approx(hyper.sd));
    for (const double u : {1e-9, 0.3, 0.5, 0.999})
        CHECK(quantile(parallel, u) == doctest::Approx(quantile(hyper, u)).epsilon(1e-8));
    // Two phases of rate 10, after both of which one begins again with chance 0.9: ten rounds of 0.2 on average.
    CHECK(phase_type({1, 0}, {{-10, 10}, {9, -10}}).mean == doctest::Approx(2));
    CHECK(never_absorbed({{-1, 1}, {0, -1}}) == -1);
    CHECK(never_absorbed({{-1, 0.5, 0}, {0, -1, 1}, {0, 2, -2}}) == 1);  // from there only to and fro
}
TEST_CASE("two phases of balanced means have the stated cv") {
    const Law law = hyperexponential(10, 2);
    CHECK(law.mean == doctest::Approx(10));
    CHECK(law.sd == doctest::Approx(20));
    // scv 4: shares (1 +- sqrt(3/5)) / 2, and each phase gives half of the mean (Whitt 1982).
    const double often = (1 + std::sqrt(0.6)) / 2;
    CHECK(survival(law, 7) ==
          doctest::Approx(often * std::exp(-7 * 2 * often / 10) + (1 - often) * std::exp(-7 * 2 * (1 - often) / 10)));
}
TEST_CASE("who never gives up, in a share of four in ten") {
    const Law law = mixture({never(), weibull(30, 1.5)}, {0.4, 0.6});
    CHECK(std::isinf(law.mean));
    CHECK(std::isinf(scv(law)));
    CHECK(cdf(law, 1e12) == doctest::Approx(0.6));
    CHECK(survival(law, 1e12) == doctest::Approx(0.4));
    CHECK(std::isinf(quantile(law, 0.61)));
    CHECK(quantile(law, 0.3) == doctest::Approx(quantile(weibull(30, 1.5), 0.5)).epsilon(1e-8));
    const Law deep = mixture({law, shifted(law, 5)}, {0.5, 0.5});
    CHECK(cdf(deep, 1e12) == doctest::Approx(0.6));
    const Law ended = cut(law, 0, 60);  // given that it ends within the hour
    CHECK(ended.mean < 60);
    CHECK(quantile(ended, 0.999999) <= 60);
    CHECK(mixture({never(), never()}, {0.4, 0.6}).family == LawFamily::never);
}
TEST_CASE("other statements of a family are the same law") {
    CHECK(weibull(8, weibull_shape(2.5)).sd == doctest::Approx(20));
    CHECK(weibull_shape(1) == doctest::Approx(1));
    const Law byMedian = lognormal(lognormal_mean(4, 0.7), lognormal_cv(0.7));
    CHECK(quantile(byMedian, 0.5) == doctest::Approx(4));
    CHECK(byMedian.b == doctest::Approx(0.7));
    const auto [alpha, beta_shape] = beta_shapes(0, 1, 0.5, std::sqrt(1.0 / 3));  // of the uniform law
    CHECK(alpha == doctest::Approx(1));
    CHECK(beta_shape == doctest::Approx(1));
    CHECK(beta_shapes(0, 1, 0.5, 1.5).alpha < 0);  // more spread than two points at the ends have
}
TEST_CASE("copies of a law share its table") {
    const Law one = gamma(5, 0.7), other = one;
    CHECK(one.parts.get() == other.parts.get());
    CHECK(lognormal(1, 1).parts.get() == lognormal(9, 0.3).parts.get());
}
TEST_CASE("a triangle without width is its value") { CHECK(quantile(triangular(3, 3, 3), 0.3) == 3); }
