#include "models/rate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace counterless {
namespace {
// A piece from an instant on, in seconds since then: (rate + growth x) (1 + amplitude sin(omega x + phase)).
struct Onward {
    double rate, growth, amplitude = 0, omega = 1, phase = 0;

    Onward(const Piece& piece, const Wave& wave, double from_s)
        : rate(piece.rate_at(from_s)),
          growth(piece.growth_per_s2),
          amplitude(wave.amplitude),
          omega(2 * std::numbers::pi / wave.period_s),
          phase(omega * std::fmod(from_s - wave.shift_s, wave.period_s)) {}

    [[nodiscard]] double now(double x) const { return (rate + growth * x) * (1 + amplitude * std::sin(omega * x + phase)); }
    // The sinusoid's part by parts; cos a - cos b as a product, which keeps its digits when a and b are close.
    [[nodiscard]] double until(double x) const {
        const double middle = omega * x / 2 + phase, half = std::sin(omega * x / 2);
        const double cosines = 2 * std::sin(middle) * half;  // cos(phase) - cos(omega x + phase)
        const double sines = 2 * std::cos(middle) * half;    // sin(omega x + phase) - sin(phase)
        const double wave =
            (rate * cosines - growth * x * std::cos(omega * x + phase)) / omega + growth * sines / (omega * omega);
        return x * (rate + growth * x / 2) + amplitude * wave;
    }
};

// Newton inside a bracket that every step narrows; where the rate is nearly zero it halves the bracket instead.
double solve(const Onward& onward, double high, double wanted) {
    const double bracket = high;
    double low = 0, x = std::min(high / 2, wanted / std::max(onward.now(0), wanted / high));
    for (int step = 0; step < 200; ++step) {
        const double excess = onward.until(x) - wanted;
        if (excess == 0) return x;
        (excess > 0 ? high : low) = x;
        const double newton = x - excess / onward.now(x);
        const bool inside = newton > low && newton < high;
        const double next = inside ? newton : low + (high - low) / 2;
        const double step_s = std::abs(next - x);
        x = next;
        // A Newton step squares the error: after one of 1e-9 of the bracket nothing is left to correct.
        if (step_s <= (inside ? 1e-9 : 1e-15) * bracket) return x;
    }
    return x;
}

double linear(double rate, double growth, double wanted) {
    if (growth == 0) return wanted / rate;
    return 2 * wanted / (rate + std::sqrt(std::max(0.0, rate * rate + 2 * growth * wanted)));  // the stable root
}
}  // namespace

double expected_arrivals(const Piece& piece, const Wave* wave, double from_s, double until_s) {
    const double length_s = until_s - from_s;
    if (wave != nullptr) return std::max(0.0, Onward(piece, *wave, from_s).until(length_s));
    return length_s * (piece.rate_at(from_s) + piece.growth_per_s2 * length_s / 2);
}

double instant_of(const Piece& piece, const Wave* wave, double from_s, double wanted) {
    const double time_s = from_s + (wave != nullptr ? solve(Onward(piece, *wave, from_s), piece.until_s - from_s, wanted)
                                                    : linear(piece.rate_at(from_s), piece.growth_per_s2, wanted));
    return time_s < piece.until_s ? time_s : std::nextafter(piece.until_s, from_s);
}

}  // namespace counterless
