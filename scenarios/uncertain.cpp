#include "scenarios/uncertain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"

namespace counterless {
namespace {
// The value at a JSON pointer and its row; null where there is none. Ids and keys hold no "~", so nothing is escaped.
struct Place {
    const Json* value;
    const Node* node;
};
const Json* below(const Json& value, const std::string& key, bool any_member) {
    if (value.is_object()) {
        const auto found = any_member && key == "*" ? value.begin() : value.find(key);
        return found == value.end() ? nullptr : &*found;
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    const bool is_index = error == std::errc{} && end == key.data() + key.size() && value.is_array() && index < value.size();
    return is_index ? &value[index] : nullptr;
}
Place place_of(const Json& scenario, const std::string& pointer, bool any_member = false) {
    Place at{&scenario, &field_tree()};
    if (pointer.empty() || pointer.front() != '/') return {nullptr, nullptr};
    for (const std::string& key : split_text(pointer.substr(1), '/')) {
        const bool listed = at.value->is_array();
        at.value = below(*at.value, key, any_member);
        if (at.value == nullptr) return {nullptr, nullptr};
        if (at.node == nullptr) continue;
        at.node = listed ? (at.node->element.empty() ? nullptr : &at.node->element.front()) : at.node->find(key);
    }
    return at;
}

// Where the number of "8 min" ends; 0 if it begins with none. A clock time or a date has a number but no unit.
std::size_t number_length(const std::string& text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto length = static_cast<std::size_t>(end - text.data());
    const bool united =
        error == std::errc{} && std::isfinite(number) && length < text.size() && text[length] != ':' && text[length] != '-';
    return united ? length : 0;
}

// A name may begin with a number and is none.
bool holds_words(const Place& place) {
    if (place.node == nullptr) return true;
    constexpr Kind words[] = {Kind::line, Kind::text, Kind::name, Kind::word, Kind::file, Kind::reference};
    return std::find(std::begin(words), std::end(words), place.node->field->kind) != std::end(words);
}

void check_place(const View& view, const Json& scenario) {
    const std::string pointer = view.text("place");
    const Place place = place_of(scenario, pointer);
    if (pointer.starts_with("/study"))
        view.problem("place", "\"" + pointer + "\"", "a value of what is studied, not of how");
    else if (place.value == nullptr)
        view.problem("place", "\"" + pointer + "\", where nothing stands",
                     "the place of a value that is stated in this scenario");
    else if (holds_words(place) || (!place.value->is_number() &&
                                    !(place.value->is_string() && number_length(place.value->get_ref<const std::string&>()) > 0)))
        view.problem("place", "\"" + pointer + "\": " + shown(*place.value),
                     "the place of a number, or of a number with its unit");
}
}  // namespace

void build_uncertain(const View& study, const Json& scenario, Study& built) {
    for (const View& view : study.at("uncertain").members()) {
        const std::string place = view.text("place");
        const bool twice =
            std::any_of(built.uncertain.begin(), built.uncertain.end(), [&](const Uncertain& one) { return one.place == place; });
        if (twice) view.problem("place", "\"" + place + "\" twice", "each place once");
        if (!place.empty() && !twice) check_place(view, scenario);
        built.uncertain.push_back({view.id(), place, build_law(view, "law", LawOf::figure)});
    }
    built.draws = study.has("draws") ? study.whole("draws") : 0;
    if (!built.uncertain.empty() && !study.has("draws"))
        study.problem("no \"draws\"", "\"draws\": how often the uncertain values are drawn");
    if (built.uncertain.empty() && study.has("draws"))
        study.problem("draws", "nothing that is uncertain", "\"uncertain\" beside it");
}

StatedNumber stated_number(const Scenario& scenario, const std::string& place) {
    const Json text = Json::parse(scenario.text, nullptr, false);
    const Place found = place_of(text, place, true);
    StatedNumber stated;
    if (found.value == nullptr) return stated;
    if (found.value->is_number()) {
        stated.value = found.value->get<double>();
        stated.whole = found.node != nullptr && found.node->field->kind == Kind::whole;
    } else if (found.value->is_string() && !holds_words(found)) {
        const std::string& words = found.value->get_ref<const std::string&>();
        const std::size_t length = number_length(words);
        double value = 0;
        std::from_chars(words.data(), words.data() + length, value);
        if (length > 0) stated.value = value, stated.unit = words.substr(length);
    }
    return stated;
}

std::string StatedNumber::with(double number) const { return fmt::format("{}{}", whole ? std::round(number) : number, unit); }

Override drawn_setting(const Scenario& scenario, const Uncertain& one, double value) {
    return {one.place, stated_number(scenario, one.place).with(value)};
}

}  // namespace counterless
