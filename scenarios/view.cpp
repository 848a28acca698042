#include "scenarios/view.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "scenarios/check.hpp"

namespace counterless {
namespace {
const Json& nothing() {
    static const Json empty = Json::object();
    return empty;
}

// A default is written in the table as JSON text.
Json fallback_of(const Field& field) { return Json::parse(field.fallback, nullptr, false); }
}  // namespace

View::View(const Json& value, const Node& node, std::string pointer, Report& report)
    : value_(value.is_object() ? &value : &nothing()),
      own_(value_),
      node_(&node),
      pointer_(std::move(pointer)),
      report_(&report) {}

View::View(const Json& merged, const Json& own, std::string shared_pointer, const View& stated)
    : value_(&merged),
      own_(&own),
      node_(stated.node_),
      pointer_(stated.pointer_),
      shared_pointer_(std::move(shared_pointer)),
      report_(stated.report_),
      id_(stated.id_) {}

bool View::has(std::string_view key) const { return value_->contains(std::string(key)); }

const Json* View::find(std::string_view key) const {
    const auto found = value_->find(std::string(key));
    return found == value_->end() ? nullptr : &*found;
}

View View::at(std::string_view key) const {
    const Node* child = node_->find(key);
    if (child == nullptr) throw std::logic_error("view: no row for the key " + std::string(key));
    const Json* value = find(key);
    View below(value != nullptr ? *value : nothing(), *child, place(key), *report_);
    below.id_ = key;
    return below;
}

std::vector<std::string> View::keys() const {
    std::vector<std::string> list;
    for (const auto& [key, value] : value_->items())
        if (!node_->marks(key)) list.push_back(key);
    return list;
}

std::vector<View> View::members() const {
    std::vector<View> list;
    for (const std::string& key : keys())
        if (find(key)->is_object()) list.push_back(at(key));
    return list;
}

std::vector<View> View::elements(std::string_view key) const {
    std::vector<View> list;
    const Json* value = find(key);
    const Node* node = node_->find(key);
    if (value == nullptr || node == nullptr || !value->is_array() || node->element.empty()) return list;
    for (std::size_t i = 0; i < value->size(); ++i)
        list.emplace_back((*value)[i], node->element.front(), place(key) + "/" + std::to_string(i), *report_);
    return list;
}

bool View::is_list(std::string_view key) const {
    const Json* value = find(key);
    return value != nullptr && value->is_array();
}

std::vector<std::string> View::words(std::string_view key) const {
    std::vector<std::string> list;
    const Json* value = find(key);
    if (value == nullptr || !value->is_array()) return list;
    for (const Json& word : *value)
        if (word.is_string()) list.push_back(word.get<std::string>());
    return list;
}

std::vector<double> View::numbers(std::string_view key) const {
    std::vector<double> list;
    const Json* value = find(key);
    if (value == nullptr || !value->is_array()) return list;
    for (const Json& number : *value) {
        if (!number.is_number()) return {};
        list.push_back(number.get<double>());
    }
    return list;
}

const Field& View::field(std::string_view key) const {
    const Node* child = node_->find(key);
    if (child == nullptr) throw std::logic_error("view: no row for the key " + std::string(key));
    return *child->field;
}

std::optional<double> View::stated_number(std::string_view key) const {
    const Json* value = find(key);
    return value != nullptr ? sound_number(field(key), *value) : std::nullopt;
}

double View::number(std::string_view key) const {
    if (const auto stated = stated_number(key)) return *stated;
    if (field(key).fallback.empty()) return 0;
    const Json fallback = fallback_of(field(key));
    return fallback.is_number() ? fallback.get<double>() : number_of(field(key), fallback).value_or(0);
}

bool View::flag(std::string_view key) const {
    const Json* value = find(key);
    return value != nullptr && value->is_boolean() ? value->get<bool>() : fallback_of(field(key)).get<bool>();
}

std::string View::text(std::string_view key) const {
    const Json* value = find(key);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    return field(key).fallback.empty() ? "" : fallback_of(field(key)).get<std::string>();
}

std::size_t View::choice(std::string_view key) const {
    const auto words = words_of(field(key));
    const auto found = std::find(words.begin(), words.end(), text(key));
    return found == words.end() ? 0 : static_cast<std::size_t>(found - words.begin());
}

Name View::name(std::string_view key, const std::string& otherwise) const {
    const Json* value = find(key);
    if (value != nullptr && value->is_string()) return {value->get<std::string>(), ""};
    const View both = at(key);
    return {both.has("en") ? both.text("en") : otherwise, both.text("ar")};
}

std::string View::place(std::string_view key) const {
    const bool shared = !shared_pointer_.empty() && has(key) && !own_->contains(std::string(key));
    return (shared ? shared_pointer_ : pointer_) + "/" + std::string(key);
}

void View::problem(std::string_view key, std::string found, std::string expected) const {
    report_->add(place(key), std::move(found), std::move(expected));
}
void View::problem(std::string found, std::string expected) const {
    report_->add(pointer_, std::move(found), std::move(expected));
}

}  // namespace counterless
