// models/fit_scale.hpp: parameters as people read them, and as a climber moves them: a step of 1 means as much anywhere.
// Part of models/fit.hpp; tested with it.
#pragma once

#include <span>
#include <vector>

#include "models/fit.hpp"

namespace counterless {

double to_scale(Scale scale, double value);
double from_scale(Scale scale, double at);

class FitScale {
  public:
    explicit FitScale(std::span<const FitParameter> parameters);
    [[nodiscard]] Values values(std::span<const double> at) const;
    [[nodiscard]] std::vector<double> inside(std::span<const double> values) const;  // on the scale, moved into the box
    [[nodiscard]] const std::vector<double>& low() const { return low_; }
    [[nodiscard]] const std::vector<double>& high() const { return high_; }

  private:
    std::span<const FitParameter> parameters_;
    std::vector<double> low_, high_;
};

}  // namespace counterless
