// models/transient.hpp: M(t)/M/s(t)+M, a day with its rush and its shift changes, followed through time without simulating.
// The Kolmogorov forward equations are solved by uniformisation (Grassmann 1977): within a piece of constant rates the law at its
// end and its time averages are Poisson-weighted powers of one matrix, exact to 1e-13, never negative. The state is (in service,
// in line), for at a shift end those beyond the new number may finish their customer. The line is cut at `line_max`: whoever
// comes then is lost and counted as refused; choose it so large that this is nothing. Tested in tests/models/transient_test.cpp;
// against the simulation in tests/oracle/.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace counterless {

struct DayPiece {
    double length_s, arrivals_per_s;
    int counters;
};
enum class ShiftEnd : unsigned char {
    finish,         // who serves completes the service, then goes
    return_to_line  // the interrupted customer goes back to the head of the line
};
struct Hall {
    double service_mean_s;
    double patience_mean_s;  // infinity: nobody gives up
    ShiftEnd shift_end = ShiftEnd::finish;
    int line_max = 300;
};

class HallLaw {  // of (in service, in line) at one moment
  public:
    HallLaw(int service_max, int line_max);  // empty hall
    [[nodiscard]] double at(int service, int line) const { return share[index(service, line)]; }
    [[nodiscard]] std::size_t index(int service, int line) const {
        return static_cast<std::size_t>(service) * static_cast<std::size_t>(line_max + 1) + static_cast<std::size_t>(line);
    }
    [[nodiscard]] double inside_mean() const;
    [[nodiscard]] double line_mean() const;
    int service_max, line_max;
    std::vector<double> share;
};

struct PieceAnswer {
    double inside_mean, line_mean, busy_mean;     // over the piece's time
    double arrivals, refused, abandoned, served;  // expected numbers in the piece
    double wait_probability;                      // of its arrivals: no counter free on arrival (0 when nobody comes)
    double inside_end, line_end;                  // at its end
};
struct DayAnswer {
    std::vector<PieceAnswer> pieces;
    HallLaw end;
};
// From `inside_start` people at time 0 (as many as can in service) through the pieces.
DayAnswer follow_day(const Hall& hall, std::span<const DayPiece> pieces, int inside_start = 0);

struct ClosingAnswer {
    double empty_at_closing;   // chance
    double overtime_mean_s;    // from closing to the last departure
    double served, abandoned;  // expected numbers after closing
};
// Nobody comes any more, `counters` serve all who are inside. Precondition: counters > 0 or patience finite, or it lasts for
// ever.
ClosingAnswer close_day(const Hall& hall, const HallLaw& at_closing, int counters);
// Chance that the last departure comes later than t after closing.
double overtime_over(const Hall& hall, const HallLaw& at_closing, int counters, double t_s);

}  // namespace counterless
