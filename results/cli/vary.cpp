#include "results/cli/vary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "results/cli/typed.hpp"
#include "scenarios/csv.hpp"

namespace counterless {
namespace {

constexpr double values_max = 20'000;
constexpr const char* vary_forms = "/POINTER=LOW:HIGH:STEP or /POINTER=A,B,C, as in --vary /adoption/share=0.90:1.00:0.01";
constexpr const char* range_forms = "/POINTER=LOW:HIGH, as in --vary /adoption/share=0.90:1.00";

// "4 min"
struct Quantity {
    double number = 0;
    std::string unit;
};
std::optional<Quantity> quantity(const std::string& text) {
    Quantity found;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found.number);
    if (error != std::errc() || !std::isfinite(found.number)) return {};
    found.unit.assign(end, text.data() + text.size());
    return found;
}

// "4 min:12 min:2 min": what stands between the colons, in one unit; empty where it is no such thing.
std::vector<Quantity> quantities(const std::string& text) {
    std::vector<Quantity> all;
    std::string unit;
    for (const std::string& part : parts_of(text, ':')) {
        const auto one = quantity(part);
        if (!one || (!one->unit.empty() && !unit.empty() && one->unit != unit)) return {};
        if (unit.empty()) unit = one->unit;
        all.push_back(*one);
    }
    for (Quantity& one : all) one.unit = unit;
    return all;
}

// What is wrong with the values of a place, in the words of a problem.
struct Fault {
    const char *found, *expected;
};
constexpr Fault low_above_high{", whose LOW is above its HIGH", "LOW below HIGH"};
constexpr Fault too_many_values{": more than 20,000 values", "at most 20,000: a greater STEP"};

// As many digits as tell the steps apart, whatever their size; more are noise: 0.90 + 3 * 0.01 is to read 0.93.
double without_noise(double value, double finest) {
    constexpr int digits = 9;
    const int decimals = std::max(0, digits - static_cast<int>(std::floor(std::log10(finest))));
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    double read = value;
    std::from_chars(text.data(), text.data() + text.size(), read);
    return read + 0.0;  // not "-0"
}

// One more than there may be at most.
std::vector<std::string> steps(const std::vector<Quantity>& ends) {
    const double low = ends[0].number, high = ends[1].number, step = ends[2].number;
    const double finest = low == 0 ? step : std::min(step, std::abs(low));
    std::vector<std::string> values;
    const double last = std::floor((high - low) / step + 1e-6);
    for (double at = 0; at <= last && at <= values_max; ++at)
        values.push_back(fmt::format("{}{}", without_noise(low + at * step, finest), ends[0].unit));
    return values;
}

std::optional<Fault> take_values(const std::string& text, Input& input) {
    for (const std::string& part : parts_of(text, ',')) {
        const std::vector<Quantity> ends = quantities(part);
        const bool stepped = ends.size() == 3;
        if (part.empty()) return Fault{"", vary_forms};
        if (stepped && !(ends[2].number > 0)) return Fault{", whose STEP is not above 0", "a STEP above 0"};
        if (stepped && ends[1].number < ends[0].number) return low_above_high;
        const std::vector<std::string> values = stepped ? steps(ends) : std::vector<std::string>{part};
        input.values.insert(input.values.end(), values.begin(), values.end());
        if (static_cast<double>(input.values.size()) > values_max) return too_many_values;
    }
    return {};
}

std::optional<Fault> take_range(const std::string& text, Input& input) {
    const std::vector<Quantity> ends = quantities(text);
    if (ends.size() != 2) return Fault{"", range_forms};
    if (ends[0].number > ends[1].number) return low_above_high;
    if (ends[0].number == ends[1].number) return Fault{", whose LOW is its HIGH", "LOW below HIGH"};
    input.is_range = true;
    input.low = ends[0].number, input.high = ends[1].number, input.unit = ends[0].unit;
    return {};
}

// Cuts "/a=/b=VALUES" into its places and its values.
std::string take_places(const std::string& text, Input& input) {
    std::size_t from = 0;
    while (from < text.size() && text[from] == '/') {
        const std::size_t equals = text.find('=', from);
        if (equals == std::string::npos) break;
        input.places.push_back(text.substr(from, equals - from));
        from = equals + 1;
    }
    return text.substr(from);
}

void check_twice(const std::vector<Input>& inputs, const std::string& option, Problems& problems) {
    std::vector<std::string> places;
    for (const Input& input : inputs)
        for (const std::string& place : input.places) {
            if (std::find(places.begin(), places.end(), place) != places.end())
                problems.push_back({option, "\"" + place + "\" twice", "each place once"});
            places.push_back(place);
        }
}

}  // namespace

std::vector<Input> take_inputs(const std::vector<std::string>& texts, bool ranges, Problems& problems) {
    std::vector<Input> inputs;
    for (const std::string& text : texts) {
        Input input;
        const std::string values = take_places(text, input);
        const Fault no_place{"", ranges ? range_forms : vary_forms};
        const auto fault = input.places.empty() ? std::optional(no_place)
                           : ranges             ? take_range(values, input)
                                                : take_values(values, input);
        if (fault)
            problems.push_back({"--vary", "\"" + text + "\"" + fault->found, fault->expected});
        else
            inputs.push_back(std::move(input));
    }
    check_twice(inputs, "--vary", problems);
    return inputs;
}

std::vector<Input> read_points_file(const std::string& file, Problems& problems) {
    CsvReader reader(file, file);
    std::vector<Input> inputs;
    for (std::size_t at = 0; at < reader.header().size(); ++at) {
        inputs.emplace_back();
        const std::string name = std::string(trimmed(reader.header()[at]));
        if (!take_places(name + "=", inputs.back()).empty() || inputs.back().places.empty())
            problems.push_back({fmt::format("{}: column {}", file, at + 1), csv_shown(name), "the place that it sets: /POINTER"});
    }
    while (reader.next())
        for (std::size_t at = 0; at < inputs.size(); ++at) {
            const std::string value(trimmed(reader.cells()[at]));
            if (value.empty()) reader.problem(at, "a value to set");
            inputs[at].values.push_back(value);
        }
    const bool empty = reader.good() && !inputs.empty() && inputs.front().values.empty();
    if (empty) problems.push_back({file, "no point", "a row for each point"});
    for (Problem& problem : reader.take_problems()) problems.push_back(std::move(problem));
    std::erase_if(inputs, [](const Input& input) { return input.places.empty(); });
    check_twice(inputs, file, problems);
    return inputs;
}

}  // namespace counterless
