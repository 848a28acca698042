// tests/bench/law_bench.cpp: what building a law and drawing from it cost, beside the plain inversion by Boost where there is
// one. The uniforms come from a xorshift register, whose own cost (about 1 ns) is included on both sides.
//     build/release/tests/bench/law_bench
#include <fmt/format.h>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>

#include "models/law.hpp"

using namespace counterless;

namespace {
using Clock = std::chrono::steady_clock;
double ns_since(Clock::time_point begin) { return std::chrono::duration<double, std::nano>(Clock::now() - begin).count(); }

double draw_ns(int draws, const auto& value) {
    std::uint64_t bits = 88172645463325252;
    double sum = 0, best = 1e9;
    for (int repeat = 0; repeat < 40; ++repeat) {
        const auto begin = Clock::now();
        for (int i = 0; i < draws; ++i) {
            bits ^= bits << 13;
            bits ^= bits >> 7;
            bits ^= bits << 17;
            sum += value((static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53);
        }
        best = std::min(best, ns_since(begin) / draws);
    }
    return sum > 0 ? best : -1;
}

void row(const char* name, const std::function<Law()>& make, const std::function<double(double)>& plain = nullptr) {
    const auto begin = Clock::now();
    const Law law = make();
    const double set_up_us = ns_since(begin) / 1000;
    const double ours = draw_ns(50000, [&](double u) { return quantile(law, u); });
    const std::string boost = plain ? fmt::format("{:8.0f}", draw_ns(2000, plain)) : "       -";
    fmt::print("| {:32} | {:8.1f} | {:9.0f} | {} |\n", name, ours, set_up_us, boost);
}
}  // namespace

int main() {
    namespace bm = boost::math;
    fmt::print("| law                              | ns/draw  | us set-up | ns/Boost |\n|---|---:|---:|---:|\n");
    row("exponential", [] { return exponential(5); });
    row("weibull", [] { return weibull(5, 1.5); });
    row("triangular", [] { return triangular(1, 2, 7); });
    row(
        "lognormal, the first", [] { return lognormal(5, 0.8); },
        [](double u) { return std::exp(1 - std::numbers::sqrt2 * 0.7 * bm::erfc_inv(2 * u)); });
    row("lognormal, any other", [] { return lognormal(5, 0.8); });
    row(
        "gamma, cv 0.5", [] { return gamma(5, 0.5); }, [](double u) { return bm::gamma_p_inv(4.0, u); });
    row(
        "gamma, cv 2 (logarithm tabled)", [] { return gamma(5, 2); }, [](double u) { return bm::gamma_p_inv(0.25, u); });
    row(
        "beta 2, 3", [] { return beta(0, 1, 2, 3); }, [](double u) { return bm::ibeta_inv(2.0, 3.0, u); });
    row("hyperexponential, cv 2", [] { return hyperexponential(5, 2); });
    row("phase_type, Coxian, 3 phases", [] { return phase_type({1, 0, 0}, {{-2, 1.5, 0}, {0, -1, 0.5}, {0, 0, -0.25}}); });
    row("histogram, 3 classes", [] { return histogram({0, 1, 2, 5}, {2, 0.5, 1}); });
    row("empirical, 1000 values", [] {
        std::vector<double> values(1000);
        for (int i = 0; i < 1000; ++i) values[i] = i;
        return empirical(values, {});
    });
    row("mixture of two lognormals", [] { return mixture({lognormal(5, 0.5), lognormal(50, 1)}, {0.7, 0.3}); });
    row("mixture, triangular and a value", [] { return mixture({triangular(1, 2, 7), deterministic(3)}, {0.7, 0.3}); });
    row("lognormal, cut on both sides", [] { return cut(lognormal(5, 0.8), 1, 20); });
}
