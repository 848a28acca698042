#include "scenarios/override.hpp"

#include <nlohmann/json.hpp>

#include "scenarios/fields.hpp"
#include "scenarios/suggest.hpp"

namespace counterless {
namespace {
struct Miss {
    std::string found, expected;
};
struct Setting {
    std::vector<std::string> keys;
    const Json& value;
    std::size_t file;
    Origins& origins;
    std::size_t matches = 0;
    std::vector<Miss> misses = {};
};

void set_below(Json& at, const Node& node, std::size_t depth, const std::string& pointer, Setting& setting);

std::vector<std::string> member_ids(const Json& collection) {
    std::vector<std::string> ids;
    if (!collection.is_object()) return ids;
    for (const auto& [key, value] : collection.items())
        if (!is_provenance_key(key)) ids.push_back(key);
    return ids;
}

void set_or_descend(Json& parent, const std::string& key, const Node& child, std::size_t depth, const std::string& pointer,
                    Setting& setting) {
    const bool known = parent.contains(key), last = depth + 1 == setting.keys.size();
    if (last && setting.value.is_null()) {
        if (!known) return setting.misses.push_back({"nothing at " + pointer, "something for null to remove"});
        parent.erase(key);
    } else if (last) {
        parent[key] = setting.value;
    } else {
        Json below = known ? parent[key] : Json::object();
        const std::size_t before = setting.matches;
        set_below(below, child, depth + 1, pointer, setting);
        if (setting.matches > before) parent[key] = std::move(below);
        return;
    }
    setting.origins.set(pointer, setting.file);
    ++setting.matches;
}

void set_in_list(Json& list, const Node& node, std::size_t depth, const std::string& pointer, Setting& setting) {
    const std::string& key = setting.keys[depth];
    bool reached = false;
    for (std::size_t i = 0; i < list.size() && !node.element.empty(); ++i) {
        if (key != "*" && key != std::to_string(i)) continue;
        reached = true;
        const std::string place = pointer + "/" + std::to_string(i);
        if (depth + 1 < setting.keys.size()) {
            set_below(list[i], node.element.front(), depth + 1, place, setting);
        } else {
            list[i] = setting.value;
            setting.origins.set(place, setting.file);
            ++setting.matches;
        }
    }
    if (!reached) setting.misses.push_back({pointer + "/" + key, "a place in a list of " + std::to_string(list.size())});
}

void set_below(Json& at, const Node& node, std::size_t depth, const std::string& pointer, Setting& setting) {
    if (at.is_array()) return set_in_list(at, node, depth, pointer, setting);
    const std::string& key = setting.keys[depth];
    if (!at.is_object()) return setting.misses.push_back({shown(at) + " at " + pointer, "something with a key \"" + key + "\""});
    const bool collection = !node.member.empty();
    if (key == "*" && collection && !at.contains(key)) {
        const auto ids = member_ids(at);
        for (const std::string& id : ids) set_or_descend(at, id, node.member.front(), depth, pointer + "/" + id, setting);
        if (ids.empty()) setting.misses.push_back({"no members of " + pointer, "at least one"});
        return;
    }
    if (node.marks(key) && depth + 1 == setting.keys.size())
        return set_or_descend(at, key, node, depth, pointer + "/" + key, setting);
    const Node* child = node.find(key);
    const bool open_ids = collection && !node.field->choices.empty();  // any id the table allows; the checker judges it
    if (child == nullptr || (collection && !open_ids && !at.contains(key))) {
        const auto known = collection ? member_ids(at) : node.names();
        return setting.misses.push_back({pointer + "/" + key, suggestion(key, known)});
    }
    set_or_descend(at, key, *child, depth, pointer + "/" + key, setting);
}

// "~1" and "~0" as RFC 6901 has them.
std::string unescaped(const std::string& key) {
    std::string plain;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const bool escape = key[i] == '~' && i + 1 < key.size() && (key[i + 1] == '0' || key[i + 1] == '1');
        plain += !escape ? key[i] : key[i + 1] == '1' ? '/' : '~';
        if (escape) ++i;
    }
    return plain;
}

std::optional<Json> value_of(const std::string& text, const std::string& place, Problems& problems) {
    if (!text_is_sound(text, place, problems)) return {};
    Problems unread;
    auto value = parse_json(text, place, unread);
    if (!value) return Json(text);
    problems.insert(problems.end(), unread.begin(), unread.end());
    return value;
}
}  // namespace

void apply_override(Json& scenario, const std::string& pointer, const std::string& text, Origins& origins, Problems& problems) {
    const std::string place = "--set " + pointer;
    if (!text_is_sound(pointer, "--set", problems)) return;
    if (!pointer.starts_with("/") || pointer.size() < 2) {
        problems.push_back({"--set", "\"" + pointer + "\"", "a pointer such as /centres/deira/stations/counter/agents"});
        return;
    }
    const auto value = value_of(text, place, problems);
    if (!value) return;
    Setting setting{.keys = {}, .value = *value, .file = origins.add_file("--set"), .origins = origins};
    for (const std::string& key : split_text(std::string_view(pointer).substr(1), '/')) setting.keys.push_back(unescaped(key));
    const bool closed = setting.keys.front() == "extends" || setting.keys.front() == "$schema";
    if (closed) setting.misses.push_back({"/" + setting.keys.front(), "a value of the scenario itself"});
    if (!closed) set_below(scenario, field_tree(), 0, "", setting);
    if (setting.matches == 0 && !setting.misses.empty())
        problems.push_back({place, setting.misses.front().found, setting.misses.front().expected});
}

}  // namespace counterless
