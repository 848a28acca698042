#include "scenarios/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/units.hpp"

namespace counterless {
namespace {
Node& place_for(Node& root, std::string_view pointer) {
    Node* node = &root;
    for (const std::string& key : split_text(pointer, '/')) {
        if (key.empty()) continue;
        std::vector<Node>& below = key == "*" ? node->member : key == "[]" ? node->element : node->keys;
        auto found = std::find_if(below.begin(), below.end(), [&](const Node& child) { return child.key == key; });
        if (found == below.end()) found = below.insert(below.end(), Node{.key = key});
        node = &*found;
    }
    return *node;
}

// A mixture's laws may be mixtures again, to this depth; the innermost have no parts.
constexpr int mixtures_deep_max = 2;

void add_shape(Node& node, int mixtures_deep = 0) {
    for (const Field& row : shape_table(node.field->kind)) {
        const bool in_mixture = row.pointer.starts_with("/parts");
        if (in_mixture && mixtures_deep == mixtures_deep_max) continue;
        Node& below = place_for(node, row.pointer);
        below.field = &row;
        add_shape(below, mixtures_deep + (in_mixture ? 1 : 0));
    }
}

// A variant or a shared default may state a part only.
void make_optional(Node& node) {
    node.optional = true;
    for (Node& child : node.keys) make_optional(child);
}

Node grow_tree() {
    Node root;
    for (const Field& row : field_table()) {
        Node& node = place_for(root, row.pointer);
        node.field = &row;
        add_shape(node);
        const auto depth = std::count(row.pointer.begin(), row.pointer.end(), '/');
        const bool holds_keys = row.kind == Kind::part || row.kind == Kind::collection;
        node.provenance = holds_keys && (depth == 1 || row.pointer.ends_with("*"));
    }
    Node shared = place_for(root, "/centres/*/stations/*");
    make_optional(shared);
    place_for(root, "/stations").member = {shared};
    return root;
}

std::string number_text(double number) { return fmt::format("{}", number); }

std::string range_text(const Field& field) {
    const Range range = range_of(field);
    return " from " + number_text(range.low) + " to " + number_text(range.high);
}

std::string units_text(std::string_view units) {
    std::string list(units);
    std::replace(list.begin(), list.end(), '|', ' ');
    return " (units: " + list + ")";
}
}  // namespace

const Node* Node::find(std::string_view name) const {
    for (const Node& child : keys)
        if (child.key == name) return &child;
    return member.empty() ? nullptr : &member.front();
}

// A key of the table wins: /study/confidence is that of the intervals.
bool Node::marks(std::string_view name) const {
    const auto named = [&](const Node& child) { return child.key == name; };
    return provenance && is_provenance_key(name) && std::none_of(keys.begin(), keys.end(), named);
}

std::vector<std::string> Node::names() const {
    std::vector<std::string> list;
    for (const Node& child : keys) list.push_back(child.key);
    return list;
}

const Node& field_tree() {
    static const Node tree = grow_tree();
    return tree;
}

Range range_of(const Field& field) {
    if (field.range.low != 0 || field.range.high != 0) return field.range;
    switch (field.kind) {
        case Kind::share:
            return {0, 1};
        case Kind::duration:
        case Kind::moment:
        case Kind::law:
        case Kind::patience:
            return {0, 100 * 365.25 * 86400};
        case Kind::length:
            return {0, 1e9};
        case Kind::rate:
            return {0, 1e6};
        case Kind::volume:
            return {0, 1e12};
        case Kind::bandwidth:
            return {1, 1e15};
        case Kind::quantity:
        case Kind::amount:
            return {0, 1e15};
        case Kind::figure:
            return {-1e12, 1e12};
        case Kind::money:
        case Kind::mass:
        case Kind::power:
            return {0, 1e12};
        case Kind::line:
        case Kind::file:
        case Kind::name:
            return {1, 200};
        case Kind::text:
            return {0, 10000};
        case Kind::collection:
        case Kind::list:
            return {0, 1000};
        default:
            return {0, 0};
    }
}

std::vector<std::string> words_of(const Field& field) { return split_text(field.choices, '|'); }

bool may_be_unlimited(const Field& field) {
    const auto words = words_of(field);
    return field.kind == Kind::whole && std::find(words.begin(), words.end(), "unlimited") != words.end();
}

bool may_be_auto(const Field& field) { return field.kind == Kind::duration && field.choices == "auto"; }

namespace {
std::string with_units(Kind kind) {
    switch (kind) {
        case Kind::rate:
            return "a rate such as \"12 / h\"" + units_text(rate_units);
        case Kind::volume:
            return "a volume such as \"215000 / week\"" + units_text(volume_units);
        case Kind::bandwidth:
            return "a bandwidth such as \"1 Gbit/s\"" + units_text(bandwidth_units);
        case Kind::mass:
            return "a mass such as \"1.0 kg\"" + units_text(mass_units);
        default:
            return "a power such as \"250 W\"" + units_text(power_units);
    }
}
}  // namespace

std::string expectation(const Field& field) {
    switch (field.kind) {
        case Kind::part:
            return "an object";
        case Kind::collection:
            return "an object of members by id";
        case Kind::list:
            return "a list";
        case Kind::name:
            return "a name: \"..\" or {\"en\": \"..\", \"ar\": \"..\"}";
        case Kind::law:
        case Kind::patience:
            return "a duration such as \"8 min\" or a law such as {\"law\": \"exponential\", \"mean\": \"8 min\"}";
        case Kind::amount:
            return "an amount such as \"200 kB\" or \"40 ms\", or a law such as {\"law\": \"exponential\", \"mean\": \"40 ms\"}";
        case Kind::figure:
            return "a number such as 1 or a law such as {\"law\": \"lognormal\", \"mean\": 1, \"cv\": 3}";
        case Kind::line:
            return fmt::format("one line of {} to {} characters", range_of(field).low, range_of(field).high);
        case Kind::text:
            return "text in quotes";
        case Kind::file:
            return "a file beside or below this one, such as \"base.json\"";
        case Kind::number:
            return "a number" + range_text(field);
        case Kind::whole:
            return "a whole number" + range_text(field) + (may_be_unlimited(field) ? ", or \"unlimited\"" : "");
        case Kind::length:
            return "a number of people such as 5, or a duration such as \"10 min\"";
        case Kind::otherwise:
            return "an object of shares such as {\"retry\": 0.8, \"delay\": \"5 min\"}";
        case Kind::share:
            return "a share" + range_text(field);
        case Kind::flag:
            return "true or false";
        case Kind::word:
            return "one of \"" + fmt::format("{}", fmt::join(words_of(field), "\", \"")) + "\"";
        case Kind::reference:
            return "an id of " + fmt::format("{}", fmt::join(words_of(field), " or "));
        case Kind::duration:
            return "a duration such as \"8 min\"" + units_text(duration_units) + (may_be_auto(field) ? ", or \"auto\"" : "");
        case Kind::quantity:
            return "an amount such as \"200 kB\" or \"40 ms\"";
        case Kind::rate:
        case Kind::volume:
        case Kind::bandwidth:
        case Kind::mass:
        case Kind::power:
            return with_units(field.kind);
        case Kind::clock:
            return "a clock time such as \"07:30\"";
        case Kind::moment:
            return "a duration such as \"30 min\" or a clock time such as \"07:30\"";
        case Kind::date:
            return "a date such as \"2018-10-21\"";
        case Kind::money:
            return "money such as \"120 AED\", in the currency of /costs/currency";
    }
    return "something else";
}

std::vector<std::string> confidence_words() { return {"stated", "found", "derived", "known", "assumed", "unknown", "fitted"}; }

bool is_provenance_key(std::string_view key) {
    return std::find(std::begin(provenance_keys), std::end(provenance_keys), key) != std::end(provenance_keys);
}

bool is_id(std::string_view text) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    if (text.empty() || text.size() > 64 || !lower(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
}

std::vector<std::string> split_text(std::string_view text, char separator) {
    std::vector<std::string> parts;
    if (text.empty()) return parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

}  // namespace counterless
