// models/phase_type.hpp: the law of the time until a Markov chain leaves its phases (Neuts 1981), from its matrix exponential.
// Every question is asked of a row vector start * exp(T t): what is left of the start after t. Tested in
// tests/models/phase_type_test.cpp.
#pragma once

#include <memory>
#include <vector>

namespace counterless {

class PhaseType {
  public:
    using Rates = std::vector<std::vector<double>>;
    PhaseType(const std::vector<double>& start, const Rates& generator);

    [[nodiscard]] double survival(double t) const;
    [[nodiscard]] double density(double t) const;
    [[nodiscard]] double below(double t) const;         // 1 - survival, to its own last digits
    [[nodiscard]] double first_below(double t) const;   // E[X; X <= t], t may be infinite
    [[nodiscard]] double second_below(double t) const;  // E[X^2; X <= t]

  private:
    struct Matrices;
    std::shared_ptr<const Matrices> matrices_;
};

}  // namespace counterless
