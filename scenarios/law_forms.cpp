#include "scenarios/law_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/check.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
const std::vector<FamilyForms>& families() {
    static const std::vector<FamilyForms> list = {
        {"never", {{}}},
        {"deterministic", {{"mean"}}},
        {"exponential", {{"mean"}}, true, true},
        {"lognormal", {{"mean", "cv"}, {"median", "sigma"}}, true, true},
        {"gamma", {{"mean", "cv"}, {"mean", "shape"}, {"scale", "shape"}}, true, true},
        {"erlang", {{"mean", "k"}}, true, true},
        {"weibull", {{"mean", "shape"}, {"mean", "cv"}, {"scale", "shape"}}, true, true},
        {"uniform", {{"low", "high"}, {"mean", "cv"}}, false, true},
        {"triangular", {{"low", "mode", "high"}}, false, true},
        {"beta", {{"low", "high", "mean", "cv"}, {"low", "high", "alpha", "beta"}}, false, true},
        {"hyperexponential", {{"mean", "cv"}, {"shares", "means"}}, true, true},
        {"phase_type", {{"phases"}, {"initial", "generator", "per"}}, true, true},
        {"empirical", {{"values"}, {"values", "weights"}}, true, true},
        {"histogram", {{"edges", "weights"}}, true, true},
        {"mixture", {{"parts"}}, true, true},
    };
    return list;
}

bool holds(const Form& form, std::string_view key) { return std::find(form.begin(), form.end(), key) != form.end(); }
bool is_own(const FamilyForms& family, std::string_view key) {
    return std::any_of(family.forms.begin(), family.forms.end(), [&](const Form& form) { return holds(form, key); });
}
bool takes(const FamilyForms& family, std::string_view key) {
    return is_own(family, key) || (family.may_be_cut && (key == "low" || key == "high")) ||
           (family.may_be_shifted && key == "shift");
}
bool is_parameter(std::string_view key) {
    return std::any_of(families().begin(), families().end(), [&](const FamilyForms& family) { return takes(family, key); });
}

// "mean, cv or median, sigma"
std::string forms_text(const FamilyForms& family) {
    std::string text;
    for (const Form& form : family.forms) text += fmt::format("{}{}", text.empty() ? "" : " or ", fmt::join(form, ", "));
    return text.empty() ? "\"law\"" : text;
}
std::string also_text(const FamilyForms& family) {
    return family.may_be_cut ? " (and low, high, shift)" : family.may_be_shifted ? " (and shift)" : "";
}

// The form with most of its keys stated, the first of equals.
const Form& nearest(const FamilyForms& family, const Form& stated) {
    const auto distance = [&](const Form& form) {
        return std::count_if(form.begin(), form.end(), [&](std::string_view key) { return !holds(stated, key); }) +
               std::count_if(stated.begin(), stated.end(), [&](std::string_view key) { return !holds(form, key); });
    };
    return *std::min_element(family.forms.begin(), family.forms.end(),
                             [&](const Form& one, const Form& other) { return distance(one) < distance(other); });
}

const Field& row_of(Kind kind, const std::string& pointer) {
    const auto rows = shape_table(kind);
    return *std::find_if(rows.begin(), rows.end(), [&](const Field& row) { return row.pointer == pointer; });
}
}  // namespace

const FamilyForms* forms_of(std::string_view name) {
    for (const FamilyForms& family : families())
        if (family.name == name) return &family;
    return nullptr;
}

std::optional<Form> stated_form(const View& law, const FamilyForms& family) {
    const std::vector<std::string> keys = law.keys();
    Form own;
    bool good = true;
    for (const std::string& key : keys) {
        if (is_own(family, key)) own.push_back(key);
        if (key == "law" || takes(family, key) || !is_parameter(key)) continue;
        law.problem(key, fmt::format("a parameter that {} does not have", family.name),
                    fmt::format("{} only{}", forms_text(family), also_text(family)));
        good = false;
    }
    const Form& form = nearest(family, own);
    for (const std::string_view key : form)
        if (!holds(own, key)) {
            law.problem(fmt::format("no \"{}\"", key), fmt::format("{} with {}", family.name, forms_text(family)));
            good = false;
        }
    for (const std::string_view key : own)
        if (!holds(form, key)) {
            law.problem(key, fmt::format("{} beside {}", key, fmt::join(form, ", ")),
                        fmt::format("one statement only: {}", forms_text(family)));
            good = false;
        }
    return good ? std::optional(form) : std::nullopt;
}

Kind kind_of(LawOf of) {
    if (of == LawOf::figure) return Kind::figure;
    return of == LawOf::patience ? Kind::patience : of == LawOf::time ? Kind::law : Kind::amount;
}

// Empty if the checker has refused it, or if it is of the other unit.
std::optional<double> LawNumbers::size(const Json& value, const Field& field, const View& owner, std::string_view key) const {
    const auto number = sound_number(field, value);
    const bool sized = field.kind == Kind::duration || field.kind == Kind::quantity || field.kind == kind_of(of_);
    if (!number || !sized || of_ == LawOf::time || of_ == LawOf::patience || of_ == LawOf::figure) return number;
    const std::string& text = value.get_ref<const std::string&>();
    const auto amount = of_ == LawOf::bytes ? parse_bytes(text) : parse_duration(text);
    if (!amount)
        owner.problem(key, shown(value), of_ == LawOf::bytes ? "bytes such as \"200 kB\"" : "core time such as \"40 ms\"");
    return amount;
}

std::optional<double> LawNumbers::one(std::string_view key) const {
    const Json* value = law_.find(key);
    return value != nullptr ? size(*value, row_of(kind_of(of_), fmt::format("/{}", key)), law_, key) : std::nullopt;
}

std::optional<std::vector<double>> LawNumbers::list(std::string_view key) const {
    const Json* value = law_.find(key);
    if (value == nullptr || !value->is_array() || value->empty()) return {};
    const Field& field = row_of(kind_of(of_), fmt::format("/{}/[]", key));
    std::vector<double> numbers;
    bool good = true;
    for (std::size_t i = 0; i < value->size(); ++i) {
        const auto number = size((*value)[i], field, law_, fmt::format("{}/{}", key, i));
        good &= number.has_value();
        numbers.push_back(number.value_or(0));
    }
    return good ? std::optional(numbers) : std::nullopt;
}

}  // namespace counterless
