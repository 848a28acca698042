// scenarios/build_provenance.cpp: confidence and source, wherever the file states them, as one flat list by place.
// A mark of the whole object also holds for those of its fields that are marked one by one for something else.
#include <nlohmann/json.hpp>

#include "scenarios/build.hpp"

namespace counterless {
namespace {
std::string mark_of(const Json& owner, const char* key, const std::string& field) {
    const auto marks = owner.find(key);
    if (marks == owner.end()) return "";
    if (marks->is_string()) return marks->get<std::string>();
    if (!marks->is_object() || field.empty() || !marks->contains(field) || !(*marks)[field].is_string()) return "";
    return (*marks)[field].get<std::string>();
}

void collect(const Json& value, const Node& node, const std::string& pointer, std::vector<Provenance>& list) {
    if (!value.is_object()) return;
    if (node.provenance) {
        std::vector<std::string> fields;
        for (const char* key : {"confidence", "source"}) {
            const auto marks = value.find(key);
            if (marks == value.end() || !node.marks(key)) continue;
            if (marks->is_string()) fields.emplace_back();
            if (!marks->is_object()) continue;
            for (const auto& [field, mark] : marks->items()) fields.push_back(field);
        }
        std::vector<std::string> done;
        for (const std::string& field : fields) {
            if (index_in(done, field) != none) continue;
            done.push_back(field);
            list.push_back({pointer + (field.empty() ? "" : "/" + field), mark_of(value, "confidence", field),
                            mark_of(value, "source", field)});
        }
    }
    for (const auto& [key, member] : value.items()) {
        const Node* child = node.find(key);
        if (child != nullptr && !node.marks(key)) collect(member, *child, pointer + "/" + key, list);
    }
}
}  // namespace

std::vector<Provenance> build_provenance(const Json& scenario) {
    std::vector<Provenance> list;
    collect(scenario, field_tree(), "", list);
    return list;
}

}  // namespace counterless
