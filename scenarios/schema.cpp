// scenarios/schema.cpp: the field table as a JSON Schema (draft 2020-12), for editors and for checks by other programs.
// One schema serves bases and variants: a variant (it has `extends`) may state a part and remove by null, so what must be there
// is asked in `$defs/whole`, for files without `extends` only. Elements of lists are always whole, because lists are replaced
// whole. The schema cannot know references, sums and dates: `check` does. Tested in tests/scenarios/schema_test.cpp and
// schema_test.py.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "scenarios/fields.hpp"
#include "scenarios/read.hpp"
#include "scenarios/text.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr std::string_view id_pattern = "^[a-z][a-z0-9_-]{0,63}$";

Json schema_of(const Node& node, bool removable);

Json pattern(std::string_view after_number) {
    return {{"type", "string"}, {"pattern", fmt::format("^{}{}$", number_pattern, after_number)}};
}
Json united(std::string_view units) { return pattern(fmt::format(" *({})", units)); }
Json per(std::string_view units) { return pattern(fmt::format(" */ *({})", units)); }
Json matching(std::string_view whole) { return {{"type", "string"}, {"pattern", std::string(whole)}}; }

Json line(const Field& field) {
    const auto [low, high] = range_of(field);
    return {{"type", "string"}, {"minLength", static_cast<int>(low)}, {"maxLength", static_cast<int>(high)}};
}

Json bounded(const char* type, const Field& field) {
    const auto [low, high] = range_of(field);
    Json schema = {{"type", type}};
    const auto bound = [&](const char* key, double value) {
        if (field.kind == Kind::whole)
            schema[key] = static_cast<std::int64_t>(value);
        else
            schema[key] = value;
    };
    bound("minimum", low);
    bound("maximum", high);
    return schema;
}

// How a scalar of this kind looks; null for kinds that are never scalar.
Json scalar_of(const Field& field) {
    constexpr std::string_view clock = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00";
    switch (field.kind) {
        case Kind::part:
        case Kind::collection:
        case Kind::list:
        case Kind::otherwise:
            return nullptr;
        case Kind::name:
        case Kind::line:
        case Kind::file:
        case Kind::text:
            return line(field);
        case Kind::reference:
            return {{"type", "string"}};
        case Kind::number:
        case Kind::share:
        case Kind::figure:
            return bounded("number", field);
        case Kind::whole:
            if (may_be_unlimited(field)) return {{"anyOf", {bounded("integer", field), {{"const", "unlimited"}}}}};
            return bounded("integer", field);
        case Kind::length:
            return {{"anyOf", {bounded("number", field), united(duration_units)}}};
        case Kind::flag:
            return {{"type", "boolean"}};
        case Kind::word:
            return {{"enum", words_of(field)}};
        case Kind::law:
        case Kind::patience:
        case Kind::duration:
            if (may_be_auto(field)) return {{"anyOf", {united(duration_units), {{"const", "auto"}}}}};
            return united(duration_units);
        case Kind::amount:
        case Kind::quantity:
            return united(fmt::format("{}|{}", byte_units, duration_units));
        case Kind::rate:
            return per(rate_units);
        case Kind::volume:
            return per(volume_units);
        case Kind::bandwidth:
            return united(bandwidth_units);
        case Kind::clock:
            return matching(fmt::format("^({})$", clock));
        case Kind::moment:
            return matching(fmt::format("^({}|{} *({}))$", clock, number_pattern, duration_units));
        case Kind::date:
            return matching("^(19|20|21|22)[0-9]{2}-[01][0-9]-[0-3][0-9]$");
        case Kind::money:
            return united("[A-Z]{3}");
        case Kind::mass:
            return united(mass_units);
        case Kind::power:
            return united(power_units);
    }
    return nullptr;
}

Json marks_schema(std::string_view key) { return {{"$ref", key == "confidence" ? "#/$defs/confidence" : "#/$defs/remark"}}; }

Json object_of(const Node& node) {
    Json schema = {{"type", "object"}};
    for (const Node& child : node.keys) schema["properties"][child.key] = schema_of(child, true);
    for (const std::string_view key : provenance_keys)
        if (node.marks(key)) schema["properties"][std::string(key)] = marks_schema(key);
    if (node.member.empty()) {
        schema["additionalProperties"] = false;
        return schema;
    }
    const auto words = words_of(*node.field);
    const bool plain_words = !words.empty() && !words.front().starts_with("/");
    if (plain_words)
        schema["propertyNames"] = {{"enum", words}};
    else
        schema["propertyNames"] = {{"pattern", words.empty() ? id_pattern : "^([a-z][a-z0-9_-]{0,63}|\\*)$"}};
    if (node.field->kind == Kind::collection) schema["maxProperties"] = static_cast<int>(range_of(*node.field).high);
    schema["additionalProperties"] = schema_of(node.member.front(), true);
    return schema;
}

Json list_of(const Node& node) {
    Json items = schema_of(node.element.front(), false);
    for (const Node& child : node.element.front().keys)
        if (child.field->need == Need::must) items["required"].push_back(child.key);
    Json schema = {{"type", "array"}, {"items", items}, {"minItems", 1}};
    if (node.field->kind != Kind::list) return schema;
    schema["minItems"] = static_cast<int>(range_of(*node.field).low);
    schema["maxItems"] = static_cast<int>(range_of(*node.field).high);
    return schema;
}

std::string title_of(std::string key) {
    std::replace(key.begin(), key.end(), '_', ' ');
    if (!key.empty() && key.front() >= 'a' && key.front() <= 'z') key.front() = static_cast<char>(key.front() - 'a' + 'A');
    return key;
}

std::string description_of(const Field& field) {
    std::string text(field.meaning);
    const bool unit = field.kind >= Kind::number && field.kind != Kind::word && field.kind != Kind::flag;
    if (unit) text += " Write " + expectation(field) + ".";
    if (field.kind == Kind::law || field.kind == Kind::patience || field.kind == Kind::amount || field.kind == Kind::figure ||
        field.kind == Kind::otherwise)
        text += " Write " + expectation(field) + ".";
    if (!field.fallback.empty() && !field.source.empty()) text += fmt::format(" Default: {} ({}).", field.fallback, field.source);
    return text;
}

void explain(Json& schema, const Node& node) {
    if (node.key != "*" && node.key != "[]" && !node.key.empty()) schema["title"] = title_of(node.key);
    schema["description"] = description_of(*node.field);
    const bool shown = !node.field->fallback.empty() && node.field->kind != Kind::money;  // 0 is no money without its currency
    if (shown) schema["default"] = Json::parse(node.field->fallback);
}

constexpr std::array<std::pair<Kind, const char*>, 4> law_kinds{
    {{Kind::law, "law"}, {Kind::patience, "patience"}, {Kind::amount, "amount"}, {Kind::figure, "figure"}}};
const char* law_name(Kind kind) {
    const auto found = std::find_if(law_kinds.begin(), law_kinds.end(), [&](const auto& one) { return one.first == kind; });
    return found == law_kinds.end() ? nullptr : found->second;
}
bool is_law(Kind kind) { return law_name(kind) != nullptr; }

// A law is described once and referred to: laws of a mixture are laws again.
Json forms_of_law(const Node& node) { return {{"anyOf", {scalar_of(*node.field), object_of(node)}}}; }

Json schema_of(const Node& node, bool removable) {
    if (is_law(node.field->kind)) {
        Json schema = {{"$ref", fmt::format("#/$defs/{}", law_name(node.field->kind))}};
        if (removable) schema = {{"anyOf", {schema, {{"type", "null"}}}}};
        explain(schema, node);
        return schema;
    }
    std::vector<Json> forms;
    if (Json scalar = scalar_of(*node.field); !scalar.is_null()) forms.push_back(std::move(scalar));
    if (!node.keys.empty() || !node.member.empty()) forms.push_back(object_of(node));
    if (!node.element.empty()) forms.push_back(list_of(node));
    if (removable) forms.push_back({{"type", "null"}});
    Json schema = forms.front();
    if (forms.size() > 1) schema = {{"anyOf", forms}};
    const bool one_type = forms.size() == 2 && removable && forms.front().contains("type");
    if (one_type) {
        schema = forms.front();
        schema["type"] = {forms.front()["type"], "null"};
    }
    explain(schema, node);
    return schema;
}

// Only what must be there, for files that extend nothing.
Json required_of(const Node& node) {
    Json schema = Json::object();
    for (const Node& child : node.keys) {
        if (child.field->need == Need::must && !node.optional) schema["required"].push_back(child.key);
        if (Json below = required_of(child); !below.empty()) schema["properties"][child.key] = std::move(below);
    }
    if (node.member.empty()) return schema;
    Json below = required_of(node.member.front());
    if (below.empty()) return schema;
    for (const std::string_view key : provenance_keys)
        if (node.marks(key)) schema["properties"][std::string(key)] = true;
    schema["additionalProperties"] = std::move(below);
    return schema;
}

// The first law of this kind in the table; all of a kind are alike.
const Node* law_in(const Node& node, Kind kind) {
    if (node.field != nullptr && node.field->kind == kind) return &node;
    for (const auto* below : {&node.keys, &node.member, &node.element})
        for (const Node& child : *below)
            if (const Node* found = law_in(child, kind)) return found;
    return nullptr;
}

Json marks(const Json& one, const char* description) {
    return {{"anyOf", {one, {{"type", "object"}, {"additionalProperties", one}}, {{"type", "null"}}}},
            {"description", description}};
}
}  // namespace

std::string scenario_schema() {
    const Json text = {{"type", {"string", "null"}}};
    Json words = confidence_words();
    words.push_back(nullptr);
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Counterless scenario"}};
    schema.update(object_of(field_tree()));
    schema["description"] = std::string(field_tree().field->meaning);
    schema["if"] = {{"not", {{"required", {"extends"}}}}};
    schema["then"] = {{"$ref", "#/$defs/whole"}};
    schema["$defs"]["whole"] = required_of(field_tree());
    for (const auto& [kind, name] : law_kinds)
        if (const Node* node = law_in(field_tree(), kind)) schema["$defs"][name] = forms_of_law(*node);
    schema["$defs"]["confidence"] = marks({{"enum", words}}, "How sure the values are; for all fields, or field by field.");
    schema["$defs"]["remark"] = marks(text, "Where the values come from, or a note; for all fields, or field by field.");
    return schema.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace counterless
