// models/inverse.hpp: the inverse of a distribution function as a table, where it has no cheap closed form.
// Polynomials of the fifth degree between equal halvings of u, read from UNU.RAN's PINV (Derflinger, Hoermann, Leydold 2010) for
// smooth densities (its own generator takes twice as long to draw), or from the exact inverse between given cuts for laws with
// jumps, gaps and kinks. Both are proven while they are built: wherever looked, the share of outcomes up to
// the value is within `share_error` of u. Beyond the body, 1e-6 from either end, the exact (slow) inverse answers.
// A table is built once, never changes and draws nothing, so it is safe to share between threads and forked processes.
// Tested in tests/models/inverse_test.cpp.
#pragma once

#include <functional>
#include <vector>

namespace counterless {

class Inverse {
  public:
    using Function = std::function<double(double)>;
    static constexpr double share_error = 1e-11;
    static constexpr double body_begin = 1e-6, body_end = 1 - 1e-6;

    // `exact`: u to value; `shares`: value to share up to it. `log_density` need not be normalised.
    static Inverse smooth(const Function& log_density, double left, double right, double centre, Function exact,
                          const Function& shares);
    // The density is smooth between neighbouring cuts (shares, 0 to 1, rising). Without cuts always exact.
    static Inverse pieces(const std::vector<double>& cuts, Function exact, const Function& shares);

    double operator()(double u) const;
    [[nodiscard]] bool has_table() const { return !cells_.empty(); }

  private:
    struct alignas(64) Cell {  // one line of the cache
        double from, per_width;
        double coefficients[6];
    };
    struct Growing;

    explicit Inverse(Function exact);
    void keep(std::vector<Cell> cells);
    [[nodiscard]] double from_cells(double u) const;

    std::vector<Cell> cells_;
    std::vector<unsigned> guide_;  // the cell in which each of equally wide pieces of (0, 1) begins
    double first_ = 0, last_ = 0;  // exact values at the ends of the body
    Function exact_;
};

// The smallest value at which `shares` (or, for u above one half, 1 - `above`) reaches u, between low and high.
double solve(const Inverse::Function& shares, const Inverse::Function& above, double u, double low, double high);

}  // namespace counterless
