#include "models/fit_scale.hpp"

#include <algorithm>
#include <cmath>

#include "models/adoption.hpp"

namespace counterless {

double to_scale(Scale scale, double value) {
    if (scale == Scale::logarithm) return std::log(value);
    if (scale == Scale::logit) return logit(value);
    return value;
}

double from_scale(Scale scale, double at) {
    if (scale == Scale::logarithm) return std::exp(at);
    if (scale == Scale::logit) return logistic(at);
    return at;
}

FitScale::FitScale(std::span<const FitParameter> parameters) : parameters_(parameters) {
    for (const FitParameter& parameter : parameters) {
        low_.push_back(to_scale(parameter.scale, parameter.low));
        high_.push_back(to_scale(parameter.scale, parameter.high));
    }
}

Values FitScale::values(std::span<const double> at) const {
    Values values;
    values.reserve(at.size());
    for (std::size_t index = 0; index < at.size(); ++index) {
        const FitParameter& parameter = parameters_[index];
        values.push_back(std::clamp(from_scale(parameter.scale, at[index]), parameter.low, parameter.high));
    }
    return values;
}

std::vector<double> FitScale::inside(std::span<const double> values) const {
    std::vector<double> at;
    for (std::size_t index = 0; index < values.size(); ++index) {
        const FitParameter& parameter = parameters_[index];
        at.push_back(std::clamp(to_scale(parameter.scale, std::clamp(values[index], parameter.low, parameter.high)), low_[index],
                                high_[index]));
    }
    return at;
}

}  // namespace counterless
