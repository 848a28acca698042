// models/law.hpp: the laws of durations and amounts, sampled by inversion.
// A Law is what the scenario states (which family, mean and coefficient of variation or parameters); `quantile(law, u)` turns one
// uniform into one value, monotone in u, so the same luck gives the same rank in every scenario. Tables that inversion needs are
// built with the law, never change and are shared by its copies: copying a law allocates nothing, and forked runs share them.
// Units are the caller's (seconds, bytes, core-seconds). Formulas and errors: docs/reference/laws.md. Tested in
// tests/models/law_test.cpp.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

namespace counterless {

enum class LawFamily : unsigned char {
    never,
    deterministic,
    exponential,
    lognormal,
    gamma,
    weibull,
    uniform,
    triangular,
    beta,
    hyperexponential,
    phase_type,
    empirical,
    histogram,
    mixture,
    cut,
    shifted
};

struct LawParts;  // models/law_parts.hpp: tables and component laws

// A shared pointer whose ends are not inline: g++ 12 follows them into every struct that holds a law, and warns of what is not.
class SharedParts {
  public:
    SharedParts() = default;
    SharedParts(std::shared_ptr<const LawParts> parts);
    SharedParts(const SharedParts& other);
    SharedParts(SharedParts&& other) noexcept;
    SharedParts& operator=(const SharedParts& other);
    SharedParts& operator=(SharedParts&& other) noexcept;
    ~SharedParts();
    const LawParts* operator->() const { return parts_.get(); }
    const LawParts& operator*() const { return *parts_; }
    [[nodiscard]] const LawParts* get() const { return parts_.get(); }

  private:
    std::shared_ptr<const LawParts> parts_;
};

struct Law {
    LawFamily family = LawFamily::never;  // never: +infinity (a patience without end)
    double a = 0, b = 0, c = 0;           // family's own parameters, set by the makers below
    double mean = 0, sd = 0;              // moments, for forecasts and formulas; of a law that may never end, infinite
    SharedParts parts = {};
};

// Makers. Precondition: finite arguments in range; a mean above 0 where there is a cv (sd / mean), and a cv above 0.
Law never();
Law deterministic(double value);
Law exponential(double mean);
Law lognormal(double mean, double cv);
Law gamma(double mean, double cv);       // Erlang-k is cv = 1 / sqrt(k)
Law weibull(double mean, double shape);  // by mean and shape, as patience is stated
Law uniform(double low, double high);
Law triangular(double low, double mode, double high);
Law beta(double low, double high, double alpha, double beta);  // shapes above 0

// The two-phase hyperexponential with balanced means (each phase carries half of the mean); cv >= 1.
Law hyperexponential(double mean, double cv);
Law hyperexponential(const std::vector<double>& shares, const std::vector<double>& means);  // shares sum to 1

// The time until a Markov chain leaves its phases: begins in phase i with chance start[i], leaves it at rate -generator[i][i].
// Precondition: every phase leads out at last; `never_absorbed` finds one that does not (-1: all do).
using Rates = std::vector<std::vector<double>>;
Law phase_type(const std::vector<double>& start, const Rates& generator);
int never_absorbed(const Rates& generator);

Law empirical(std::vector<double> values, std::vector<double> weights);               // weights >= 0, one above; empty: all alike
Law histogram(const std::vector<double>& edges, const std::vector<double>& weights);  // even between the edges, which rise
Law mixture(const std::vector<Law>& laws, const std::vector<double>& shares);         // shares sum to 1; may hold never
Law cut(const Law& law, double low, double high);  // given low <= X <= high; precondition: kept_share is at least kept_share_min
Law shifted(const Law& law, double shift);         // X + shift
double kept_share(const Law& law, double low, double high);
inline constexpr double kept_share_min = 1e-3;  // the error of the share grows by 1 / kept

// Other statements of the same families.
double weibull_shape(double cv);  // of a given cv, by bisection
double lognormal_mean(double median, double sigma);
double lognormal_cv(double sigma);
struct BetaShapes {
    double alpha, beta;
};
BetaShapes beta_shapes(double low, double high, double mean, double cv);  // not above 0 if no beta law has these moments

// The value below which a share u of outcomes lies; 0 < u < 1.
double quantile(const Law& law, double u);

// The share of outcomes up to x, and the share above, each to its own last digits.
double cdf(const Law& law, double x);
double survival(const Law& law, double x);
double scv(const Law& law);  // squared coefficient of variation; infinite if the law may never end

// The quantile of the exponential law with mean 1. -log(1 - u) rather than -log1p(-u): a third of the price, and what it rounds
// away lies below 1e-16 of the mean.
double unit_exponential(double u);

std::string_view family_name(LawFamily family);

}  // namespace counterless
