#include "scenarios/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "scenarios/station.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
struct Checking {
    const Json& scenario;
    std::string currency;
    Report& report;
    std::map<const Field*, std::vector<std::string>> ids = {};  // known_ids, looked up once

    const std::vector<std::string>& known(const Field& field) {
        const auto found = ids.find(&field);
        return found != ids.end() ? found->second : ids.emplace(&field, known_ids(scenario, field)).first->second;
    }
};

void check(const Json& value, const Node& node, const std::string& pointer, Checking& checking);

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// "from 0 s to 3600 s" of a field whose values carry units.
std::string range_in_units(const Field& field) {
    const auto [low, high] = range_of(field);
    const char* unit = field.kind == Kind::rate        ? " / s"
                       : field.kind == Kind::bandwidth ? " B/s"
                       : field.kind == Kind::mass      ? " kg"
                       : field.kind == Kind::power     ? " W"
                       : field.kind == Kind::duration  ? " s"
                                                       : "";
    return fmt::format("{}, from {}{} to {}{}", expectation(field), low, unit, high, unit);
}

bool has_bare_range(Kind kind) { return kind == Kind::number || kind == Kind::whole || kind == Kind::share; }

void check_number(const Json& value, const Field& field, const std::string& pointer, Checking& checking) {
    const auto number = number_of(field, value);
    if (!number) return checking.report.add(pointer, shown(value), expectation(field));
    if (!sound_number(field, value))
        return checking.report.add(pointer, shown(value),
                                   has_bare_range(field.kind) ? expectation(field) : range_in_units(field));
    if (field.kind != Kind::money) return;
    const auto money = parse_money(value.get_ref<const std::string&>());
    if (money->currency != checking.currency)
        checking.report.add(pointer, shown(value), "money in " + checking.currency + ", the currency of /costs/currency");
}

void check_line(const Json& value, const Field& field, const std::string& pointer, Checking& checking) {
    const std::string& line = value.get_ref<const std::string&>();
    // Characters, not bytes: Arabic takes two bytes a letter.
    const auto length = static_cast<double>(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    const bool broken = field.kind != Kind::text &&
                        std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    const auto [low, high] = range_of(field);
    if (broken || length < low || length > high) checking.report.add(pointer, shown(value), expectation(field));
}

void check_word(const Json& value, const Field& field, const std::string& pointer, Checking& checking) {
    const std::string& word = value.get_ref<const std::string&>();
    const auto& known = checking.known(field);
    if (contains(known, word)) return;
    const bool none_there = known.empty() && field.kind == Kind::reference;
    checking.report.add(pointer, shown(value),
                        none_there ? fmt::format("a member of {}: there are none", field.choices) : suggestion(word, known));
}

void check_scalar(const Json& value, const Field& field, const std::string& pointer, Checking& checking) {
    switch (field.kind) {
        case Kind::flag:
            if (!value.is_boolean()) checking.report.add(pointer, shown(value), expectation(field));
            return;
        case Kind::name:
        case Kind::line:
        case Kind::file:
        case Kind::text:
            if (value.is_string()) return check_line(value, field, pointer, checking);
            break;
        case Kind::word:
        case Kind::reference:
            if (value.is_string()) return check_word(value, field, pointer, checking);
            break;
        case Kind::part:
        case Kind::collection:
        case Kind::list:
            break;
        default:
            return check_number(value, field, pointer, checking);
    }
    checking.report.add(pointer, shown(value), expectation(field));
}

// ---- confidence, source, note -------------------------------------------------------------------------------------------------
void check_mark(const Json& mark, const std::string& key, const std::string& pointer, Checking& checking) {
    const auto known = confidence_words();
    if (!mark.is_string())
        checking.report.add(pointer, shown(mark), "text");
    else if (key == "confidence" && !contains(known, mark.get_ref<const std::string&>()))
        checking.report.add(pointer, shown(mark), suggestion(mark.get_ref<const std::string&>(), known));
}

// Marks may be given for the whole object or field by field; "guides/lesson" names a field further down.
void check_marks(const Json& marks, const std::string& key, const Json& owner, const std::string& pointer, Checking& checking) {
    if (!marks.is_object()) return check_mark(marks, key, pointer, checking);
    std::vector<std::string> known;
    for (const auto& [name, value] : owner.items())
        if (!is_provenance_key(name)) known.push_back(name);
    for (const auto& [field, mark] : marks.items()) {
        const auto path = split_text(field, '/');
        if (path.empty() || !contains(known, path.front()))
            checking.report.add(pointer + "/" + field, "a field that is not stated", suggestion(field, known));
        check_mark(mark, key, pointer + "/" + field, checking);
    }
}

// ---- objects and lists --------------------------------------------------------------------------------------------------------
void check_size(std::size_t size, const Field& field, const std::string& pointer, Checking& checking) {
    if (field.kind != Kind::collection && field.kind != Kind::list) return;
    const auto [low, high] = range_of(field);
    const auto count = static_cast<double>(size);
    if (count < low || count > high)
        checking.report.add(pointer, fmt::format("{} members", size), fmt::format("{} to {} members", low, high));
}

void check_id(const std::string& id, const Node& node, const std::string& pointer, Checking& checking) {
    if (node.field->choices.empty()) {
        if (!is_id(id))
            checking.report.add(pointer, "the id " + Json(id).dump(), "small letters, digits, _ and -, a letter first");
        return;
    }
    const auto& known = checking.known(*node.field);
    if (contains(known, id)) return;
    const std::string expected =
        known.empty() ? fmt::format("a member of {}: there are none", node.field->choices) : suggestion(id, known);
    checking.report.add(pointer, "the key " + Json(id).dump(), expected);
}

void check_object(const Json& object, const Node& node, const std::string& pointer, Checking& checking) {
    std::size_t members = 0;
    for (const auto& [key, value] : object.items()) {
        const std::string place = pointer + "/" + key;
        if (node.marks(key)) {
            check_marks(value, key, object, place, checking);
            continue;
        }
        ++members;
        const Node* child = node.find(key);
        if (child == nullptr) {
            checking.report.add(place, "an unknown key", suggestion(key, node.names()));
            continue;
        }
        if (child->key == "*") check_id(key, node, place, checking);
        check(value, *child, place, checking);
    }
    check_size(members, *node.field, pointer, checking);
    for (const Node& child : node.keys)
        if (child.field->need == Need::must && !node.optional && !object.contains(child.key))
            checking.report.add(pointer, "no \"" + child.key + "\"", "\"" + child.key + "\": " + expectation(*child.field));
}

void check(const Json& value, const Node& node, const std::string& pointer, Checking& checking) {
    if (checking.report.full()) return;
    const bool takes_keys = !node.keys.empty() || !node.member.empty();
    if (value.is_object() && takes_keys) return check_object(value, node, pointer, checking);
    if (value.is_array() && !node.element.empty()) {
        if (node.field->kind == Kind::list) check_size(value.size(), *node.field, pointer, checking);
        if (value.empty() && node.field->kind != Kind::list)
            checking.report.add(pointer, "an empty list", expectation(*node.field));
        for (std::size_t i = 0; i < value.size(); ++i)
            check(value[i], node.element.front(), pointer + "/" + std::to_string(i), checking);
        return;
    }
    check_scalar(value, *node.field, pointer, checking);
}

std::string currency_of(const Json& scenario) {
    const auto costs = scenario.find("costs");
    if (costs == scenario.end() || !costs->is_object() || !costs->contains("currency") || !(*costs)["currency"].is_string())
        return "AED";
    return (*costs)["currency"].get<std::string>();
}

std::optional<double> whole_of(const Json& value) {
    if (!value.is_number()) return {};
    const double number = value.get<double>();
    return std::floor(number) == number ? std::optional(number) : std::nullopt;
}
}  // namespace

void check_fields(const Json& scenario, Report& report) {
    Checking checking{scenario, currency_of(scenario), report};
    check(scenario, field_tree(), "", checking);
}

std::optional<double> number_of(const Field& field, const Json& value) {
    if (field.kind == Kind::whole && value == "unlimited" && may_be_unlimited(field)) return unlimited;
    if (field.kind == Kind::whole) return whole_of(value);
    if (field.kind == Kind::length && value.is_number()) return value.get<double>();
    if (field.kind == Kind::number || field.kind == Kind::share || field.kind == Kind::figure)
        return value.is_number() ? std::optional(value.get<double>() + 0.0) : std::nullopt;  // + 0.0: no negative zero
    if (!value.is_string()) return {};
    const std::string& text = value.get_ref<const std::string&>();
    const auto or_else = [](std::optional<double> one, std::optional<double> other) { return one ? one : other; };
    switch (field.kind) {
        case Kind::duration:
        case Kind::length:
        case Kind::law:
        case Kind::patience:
            if (may_be_auto(field) && text == "auto") return 0;
            return parse_duration(text);
        case Kind::quantity:
        case Kind::amount:
            return or_else(parse_bytes(text), parse_duration(text));
        case Kind::moment:
            return or_else(parse_duration(text), parse_clock(text));
        case Kind::rate:
            return parse_rate(text);
        case Kind::bandwidth:
            return parse_bandwidth(text);
        case Kind::clock:
            return parse_clock(text);
        case Kind::mass:
            return parse_mass(text);
        case Kind::power:
            return parse_power(text);
        case Kind::volume:
            if (const auto volume = parse_volume(text)) return volume->count;
            return {};
        case Kind::money:
            if (const auto money = parse_money(text)) return money->amount;
            return {};
        case Kind::date:
            if (const auto date = parse_date(text)) return date->time_since_epoch().count();
            return {};
        default:
            return {};
    }
}

std::optional<double> sound_number(const Field& field, const Json& value) {
    const auto number = number_of(field, value);
    const auto [low, high] = range_of(field);
    if (!number || (low == 0 && high == 0) || (field.kind == Kind::whole && value.is_string())) return number;  // unlimited
    return *number >= low && *number <= high ? number : std::nullopt;
}

std::vector<std::string> known_ids(const Json& scenario, const Field& field) {
    std::vector<std::string> ids;
    for (const std::string& choice : words_of(field)) {
        if (!choice.starts_with("/")) {
            ids.push_back(choice);
            continue;
        }
        const Json* at = &scenario;
        for (const std::string& key : split_text(choice.substr(1), '/'))
            at = at != nullptr && at->is_object() && at->contains(key) ? &(*at)[key] : nullptr;
        if (at == nullptr || !at->is_object()) continue;
        for (const auto& [id, member] : at->items())
            if (!is_provenance_key(id)) ids.push_back(id);
    }
    return ids;
}

}  // namespace counterless
