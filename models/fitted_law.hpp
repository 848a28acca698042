// models/fitted_law.hpp: the laws that are fitted to times, made to be changed and asked thousands of times.
// A Law (models/law.hpp) builds tables so that one draw is cheap; a likelihood asks a new law at every step and builds nothing.
// So here are the same formulas without tables. The parameters are free numbers on the whole line (logarithms, a logit): a search
// then cannot leave the law, and intervals are kept inside it. The first is always the logarithm of the mean.
// Tested in tests/models/fitted_law_test.cpp, against Law and by hand.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/law.hpp"

namespace counterless {

enum class FitFamily : unsigned char { exponential, erlang, gamma, weibull, lognormal, hyperexponential };
inline constexpr FitFamily fit_families[] = {FitFamily::exponential, FitFamily::erlang,    FitFamily::gamma,
                                             FitFamily::weibull,     FitFamily::lognormal, FitFamily::hyperexponential};
std::string_view fit_family_name(FitFamily family);
std::optional<FitFamily> fit_family_named(std::string_view name);

// exponential: log mean · erlang: log mean (and the whole number of phases, apart) · gamma, weibull: log mean, log shape ·
// lognormal: log mean, log of the sd of the logarithm · hyperexponential: log mean, logit of the share of the short phase,
// logarithm of (mean of the long phase over that of the short one, less 1).
using Free = std::vector<double>;

struct FittedLaw {
    FitFamily family = FitFamily::exponential;
    double mean = 1, shape = 1;                     // shape: of gamma, weibull; erlang's phases; the lognormal's sigma
    double share = 1, mean_a = 1, mean_b = 1;       // hyperexponential: share and mean of the short phase, mean of the long one
    double scale = 1, log_scale = 0, constant = 0;  // of the formulas; of the lognormal the mean of the logarithm

    [[nodiscard]] double log_density(double value, double log_value) const;  // value above 0
    [[nodiscard]] double below(double value) const;
    [[nodiscard]] double survival(double value) const;
    [[nodiscard]] double log_survival(double value) const;
    [[nodiscard]] double quantile(double u) const;
    [[nodiscard]] double cv() const;
};
FittedLaw fitted_law(FitFamily family, const Free& free, int phases = 1);
int numbers_of(FitFamily family);  // free numbers, erlang's phases among them

Law law_of(const FittedLaw& fitted);

}  // namespace counterless
