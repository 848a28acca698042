// tests/oracle/oracle.hpp: a scenario as text, some replications, and the question whether theory lies inside the interval.
// Each claim is made at confidence 0.9999 with a fixed seed: a right simulator would fail it with chance 1e-4, and the seed is
// fixed, so a failure is a change. Intervals are the program's own (ratios of totals, jackknife, Student's t).
// The scenario's name is the name of the case, and its seed is made of it: with one seed for all, cases would share their luck
// and err together, and nobody chooses a seed that pleases. docs/background/validation.md lists all claims: when the environment
// variable VALIDATION names a file, every claim leaves a row there, from which tests/oracle/validate.py makes that page.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "results/estimate.hpp"
#include "results/measures.hpp"

namespace counterless {

struct Claim {  // a row of the page
    std::string scenario, quantity, unit;
    std::string source;  // of the theory: formula or method, and who found it
    double theory;
    Estimate estimate;
    std::uint64_t seed = 0;
};
// Theory inside the interval; and the interval narrow enough (relative to theory) to mean something.
void check_holds(const Claim& claim, double relative_width);

class Simulated {
  public:
    // In a debug build (the sanitize preset is one) three replications must do, and widths are not judged.
    explicit Simulated(const std::string& text);
    [[nodiscard]] Estimate of(std::string_view measure, std::string_view thing) const;
    // The same of one interval of the series, by its begin in seconds.
    [[nodiscard]] Estimate part(std::string_view measure, std::string_view thing, double start_s) const;

    // simulated.check("wait_mean", the_counter, theory_s, 0.05, "Erlang C");
    void check(std::string_view measure, std::string_view thing, double theory, double relative_width,
               std::string_view source) const;
    void check_part(std::string_view measure, std::string_view thing, double start_s, double theory, double relative_width,
                    std::string_view source) const;

  private:
    [[nodiscard]] std::size_t place(const std::vector<Measure>& list, std::string_view measure, std::string_view thing,
                                    double start_s) const;
    std::string name_;
    std::uint64_t seed_;
    Layout layout_;
    std::vector<Estimate> estimates_, parts_;
};

// One hall with one station `counter`; `station` is its fields, `stream` those of the stream into it, `more` further parts of
// the scenario. 20 replications of `horizon_min` minutes, the first 500 not counted.
inline constexpr const char* the_counter = "centre/hall/counter";
std::string hall(std::string_view name, std::string_view stream, std::string_view station, int horizon_min = 40'000,
                 std::string_view more = "");

}  // namespace counterless
