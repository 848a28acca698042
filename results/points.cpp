#include "results/points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/latin_hypercube.hpp"
#include "models/sobol_points.hpp"

namespace counterless {
namespace {

// A millionth of the range is fine enough, and reads better than all digits there are.
double short_number(double value, double range) {
    if (!(range > 0)) return value;
    const double step = std::pow(10.0, 6 - std::ceil(std::log10(range)));
    return std::round(value * step) / step;
}

// As wide as nearly all of it.
double spread_of(const Law& law) { return quantile(law, 0.99) - quantile(law, 0.01); }

std::vector<Settings> grid(const std::vector<Input>& inputs) {
    std::vector<Settings> points{{}};
    for (const Input& input : inputs) {
        std::vector<Settings> longer;
        for (const Settings& point : points)
            for (const std::string& value : input.values) {
                longer.push_back(point);
                longer.back().push_back(value);
            }
        points = std::move(longer);
    }
    return points;
}

std::vector<Settings> side_by_side(const std::vector<Input>& inputs) {
    std::vector<Settings> points(inputs.empty() ? 0 : inputs.front().values.size());
    for (std::size_t row = 0; row < points.size(); ++row)
        for (const Input& input : inputs) points[row].push_back(input.values[row]);
    return points;
}

std::vector<std::string> keys_of(const std::string& place) {
    std::vector<std::string> keys;
    for (std::size_t from = 1; from <= place.size();) {
        const std::size_t end = std::min(place.find('/', from), place.size());
        keys.push_back(place.substr(from, end - from));
        from = end + 1;
    }
    return keys;
}
std::string last_keys(const std::string& place, std::size_t most) {
    const std::vector<std::string> keys = keys_of(place);
    std::string name;
    for (std::size_t at = keys.size() - std::min(most, keys.size()); at < keys.size(); ++at)
        name += (name.empty() ? "" : "/") + keys[at];
    return name;
}

}  // namespace

std::string Input::name() const {
    std::string all;
    for (const std::string& place : places) all += (all.empty() ? "" : "=") + place;
    return all;
}

std::string value_of(const Input& input, double number) {
    if (input.unit.empty()) return input.stated.with(number);
    return fmt::format("{}{}", input.stated.whole ? std::round(number) : number, input.unit);
}

std::string list_value(const Input& input, const std::string& typed) {
    double number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    const bool bare = error == std::errc() && end == typed.data() + typed.size() && std::isfinite(number);
    return bare && !input.stated.whole ? input.stated.with(number) : typed;
}

std::string value_at(const Input& input, double u) {
    if (input.law) return value_of(input, short_number(quantile(*input.law, u), spread_of(*input.law)));
    const double range = input.high - input.low;
    return value_of(input, short_number(input.low + u * range, range));
}

std::string value_in_slices(const Input& input, double u) {
    if (!input.stated.whole || input.law) return value_at(input, u);
    const double numbers = std::floor(input.high) - std::ceil(input.low) + 1;
    return value_of(input, std::ceil(input.low) + std::min(std::floor(u * numbers), numbers - 1));
}

double point_count(const PointQuestion& question, const std::vector<Input>& inputs) {
    if (question.plan == PointPlan::lhs || question.plan == PointPlan::sobol) return static_cast<double>(question.points);
    double count = inputs.empty() ? 0 : 1;
    for (const Input& input : inputs) {
        const auto values = static_cast<double>(input.values.size());
        count = question.plan == PointPlan::grid ? count * values : values;
    }
    return count;
}

std::vector<Settings> points_of(const PointQuestion& question, const std::vector<Input>& inputs) {
    if (question.plan == PointPlan::grid) return grid(inputs);
    if (question.plan == PointPlan::list) return side_by_side(inputs);
    const auto cube = question.plan == PointPlan::lhs ? latin_hypercube(question.points, inputs.size(), question.seed)
                                                      : sobol_points(question.points, inputs.size(), question.seed);
    std::vector<Settings> points;
    for (const std::vector<double>& place : cube) {
        points.emplace_back();
        for (std::size_t at = 0; at < inputs.size(); ++at) points.back().push_back(value_in_slices(inputs[at], place[at]));
    }
    return points;
}

std::vector<Override> settings_of(const std::vector<Input>& inputs, const Settings& point) {
    std::vector<Override> settings;
    for (std::size_t at = 0; at < inputs.size(); ++at)
        for (const std::string& place : inputs[at].places)
            if (!point[at].empty()) settings.push_back({place, point[at]});
    return settings;
}

std::string shown(const std::vector<Input>& inputs, const Settings& point) {
    std::string text;
    for (std::size_t at = 0; at < inputs.size(); ++at)
        if (!point[at].empty()) text += (text.empty() ? "" : ", ") + inputs[at].name() + "=" + point[at];
    return text.empty() ? "all as stated" : text;
}

std::optional<double> number_of(const std::string& value) {
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool clock = end != value.data() + value.size() && (*end == ':' || *end == '-');
    if (error != std::errc() || clock || !std::isfinite(number)) return {};
    return number;
}

std::vector<std::string> short_names(const std::vector<Input>& inputs) {
    constexpr std::size_t keys_max = 64;  // a scenario is no deeper
    for (std::size_t most = 2; most < keys_max; ++most) {
        std::vector<std::string> names;
        for (const Input& input : inputs) names.push_back(last_keys(input.places.front(), most));
        std::vector<std::string> sorted = names;
        std::sort(sorted.begin(), sorted.end());
        if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return names;
    }
    std::vector<std::string> whole;
    for (const Input& input : inputs) whole.push_back(input.name());
    return whole;
}

}  // namespace counterless
