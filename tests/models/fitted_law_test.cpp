#include "models/fitted_law.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

using namespace counterless;

namespace {

const FittedLaw laws[] = {fitted_law(FitFamily::exponential, {std::log(180.0)}),
                          fitted_law(FitFamily::erlang, {std::log(180.0)}, 3),
                          fitted_law(FitFamily::gamma, {std::log(180.0), std::log(0.6)}),
                          fitted_law(FitFamily::weibull, {std::log(180.0), std::log(1.4)}),
                          fitted_law(FitFamily::lognormal, {std::log(180.0), std::log(0.9)}),
                          fitted_law(FitFamily::hyperexponential, {std::log(180.0), -1.0, 1.5})};

}  // namespace

TEST_CASE("a fitted law is the scenario's law of that family: same shares, same mean, same spread") {
    for (const FittedLaw& fitted : laws) {
        CAPTURE(fit_family_name(fitted.family));
        const Law law = law_of(fitted);
        CHECK(law.mean == doctest::Approx(180));
        CHECK(law.sd / law.mean == doctest::Approx(fitted.cv()));
        for (const double value : {0.5, 20.0, 180.0, 900.0}) {
            CHECK(fitted.below(value) == doctest::Approx(cdf(law, value)).epsilon(1e-9));
            CHECK(fitted.survival(value) == doctest::Approx(survival(law, value)).epsilon(1e-9));
            CHECK(std::exp(fitted.log_survival(value)) == doctest::Approx(fitted.survival(value)).epsilon(1e-9));
        }
    }
}

TEST_CASE("the density is the slope of the share, and the quantile undoes the share") {
    for (const FittedLaw& fitted : laws) {
        CAPTURE(fit_family_name(fitted.family));
        for (const double value : {5.0, 100.0, 700.0}) {
            const double step = 1e-4 * value, slope = (fitted.below(value + step) - fitted.below(value - step)) / (2 * step);
            CHECK(std::exp(fitted.log_density(value, std::log(value))) == doctest::Approx(slope).epsilon(1e-6));
            CHECK(fitted.quantile(fitted.below(value)) == doctest::Approx(value).epsilon(1e-9));
        }
        CHECK(fitted.below(0) == 0);
        CHECK(fitted.survival(INFINITY) == 0);
    }
}

TEST_CASE("names lead to families and back") {
    for (const FitFamily family : fit_families) CHECK(fit_family_named(fit_family_name(family)) == family);
    CHECK_FALSE(fit_family_named("cauchy"));
}
