// models/fit_scale.hpp: parameters as people read them, and as a climber moves them: a step of 1 means as much anywhere.
// Part of models/fit.hpp; tested with it.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace counterless {

// On which scale a parameter is moved: each step of 1 is alike anywhere.
enum class Scale : unsigned char { linear, logarithm, logit };
struct FitParameter {
    std::string name, unit;
    double low = 0, high = 1;  // the box: above 0 for a logarithm, strictly between 0 and 1 for a logit
    Scale scale = Scale::linear;
};
using Values = std::vector<double>;  // one per parameter, as people read them

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
