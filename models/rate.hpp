// models/rate.hpp: a rate that changes with time, inverted exactly.
// A rate is a row of pieces, each constant or linear, perhaps times one sinusoid. Arrivals come when the integral of the rate
// reaches the next sum of unit exponentials: one draw per arrival, exact across a jump of the rate and over gaps without
// anybody. Thinning needs a bound on the rate, and two draws; done wrongly (the rate looked up at the last arrival, not at the
// candidate) it still sees the old rate after a jump. Constant and linear pieces are solved in closed form; under a sinusoid the
// integral is a closed form and its inverse a guarded Newton iteration to the last digit.   Method: Cinlar 1975, ch. 4.
// Tested in tests/models/rate_test.cpp.
#pragma once

namespace counterless {

struct Piece {
    double from_s, until_s;
    double rate_per_s;         // at the begin of the piece
    double growth_per_s2 = 0;  // its slope: 0 for a constant rate; the rate never falls below 0 inside the piece

    [[nodiscard]] double rate_at(double time_s) const { return rate_per_s + growth_per_s2 * (time_s - from_s); }
};
struct Wave {  // the rate of the pieces times 1 + amplitude sin(2 pi (t - shift) / period); amplitude from 0 to 1
    double amplitude = 0, period_s = 86400, shift_s = 0;
};

// Arrivals expected in [from, until], which lies inside the piece. Without a sinusoid `wave` is null.
double expected_arrivals(const Piece& piece, const Wave* wave, double from_s, double until_s);

// The instant at which that number reaches `wanted`; precondition: wanted < expected_arrivals(piece, wave, from_s, until_s).
// Before the end of the piece.
double instant_of(const Piece& piece, const Wave* wave, double from_s, double wanted);

}  // namespace counterless
