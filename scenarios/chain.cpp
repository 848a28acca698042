#include "scenarios/chain.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace counterless {
namespace {
namespace fs = std::filesystem;
constexpr std::size_t chain_max = 32;

struct Link {
    fs::path file;
    std::string label;
    Json tree;
};

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

bool lies_inside(const fs::path& folder, const fs::path& file) {
    const fs::path relative = file.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

std::optional<Json> read_tree(const std::string& text, const std::string& label, Problems& problems) {
    if (!text_is_sound(text, label, problems)) return {};
    auto tree = parse_json(text, label, problems);
    if (tree && !tree->is_object()) {
        problems.push_back({label, shown(*tree), "an object with the parts of a scenario"});
        return {};
    }
    return tree;
}

// What `link` extends, taken out of its tree; empty if nothing (or nothing that could be read).
std::optional<fs::path> base_of(Link& link, const fs::path& folder, bool& failed, Problems& problems) {
    link.tree.erase("$schema");
    if (!link.tree.contains("extends")) return {};
    const Json stated = link.tree["extends"];
    link.tree.erase("extends");
    failed = true;
    const std::string place = link.label + ": /extends";
    if (!stated.is_string()) {
        problems.push_back({place, shown(stated), "the name of a scenario file"});
        return {};
    }
    std::string why;
    auto base = path_inside(folder, link.file, stated.get<std::string>(), why);
    if (!base) problems.push_back({place, shown(stated) + ", " + why, "a scenario file in the folder of the first file"});
    failed = !base;
    return base;
}

bool visited(const std::vector<Link>& links, const fs::path& file) {
    std::error_code error;
    return std::any_of(links.begin(), links.end(), [&](const Link& link) { return fs::equivalent(link.file, file, error); });
}

// All files of the chain, the outermost first; false when one of them could not be read.
bool collect(std::vector<Link>& links, const fs::path& outermost, const std::string* text, Problems& problems) {
    fs::path file = outermost;
    const fs::path folder = folder_of(outermost);
    for (std::string loaded;;) {
        const std::string label = file.empty() ? "scenario" : file.string();
        if (text == nullptr) {
            const auto bytes = load_text(file, label, problems);
            if (!bytes) return false;
            loaded = *bytes;
        }
        auto tree = read_tree(text != nullptr ? *text : loaded, label, problems);
        if (!tree) return false;
        text = nullptr;
        links.push_back({file, label, std::move(*tree)});
        bool failed = false;
        const auto base = base_of(links.back(), folder, failed, problems);
        if (!base) return !failed;
        const bool loop = visited(links, *base);
        if (loop || links.size() == chain_max) {
            problems.push_back({label + ": /extends", loop ? "a loop back to " + base->string() : "a chain of more than 32 files",
                                "a chain of files that ends"});
            return false;
        }
        file = *base;
    }
}

void report_nulls(const Json& value, const std::string& pointer, const std::string& label, Problems& problems) {
    if (value.is_null()) problems.push_back({label + ": " + pointer, "null", "a key of the base, for null to remove"});
    if (!value.is_object()) return;
    for (const auto& [key, member] : value.items()) report_nulls(member, pointer + "/" + key, label, problems);
}

struct Patching {
    Origins& origins;
    std::size_t file;
    const std::string& label;
    Problems& problems;
};

void patch(Json& base, const Json& variant, const std::string& pointer, Patching& patching) {
    for (const auto& [key, value] : variant.items()) {
        const std::string place = pointer + "/" + key;
        const bool known = base.contains(key);
        if (value.is_null() && known) {
            base.erase(key);
            patching.origins.forget(place);
        } else if (value.is_object() && known && base[key].is_object()) {
            patch(base[key], value, place, patching);
        } else {
            report_nulls(value, place, patching.label, patching.problems);
            if (value.is_null()) continue;
            base[key] = value;
            patching.origins.set(place, patching.file);
        }
    }
}
}  // namespace

std::optional<fs::path> path_inside(const fs::path& folder, const fs::path& file, const std::string& reference,
                                    std::string& why) {
    const fs::path named(reference);
    why = "which is not a path inside that folder";
    if (reference.empty() || reference.find('\0') != std::string::npos || named.is_absolute()) return {};
    const fs::path path = (file.has_parent_path() ? file.parent_path() / named : named).lexically_normal();
    if (!lies_inside(folder.lexically_normal(), path) &&
        !lies_inside(fs::absolute(folder).lexically_normal(), fs::absolute(path)))
        return {};
    std::error_code error;
    if (!fs::exists(path, error)) {
        why = "which does not exist";
        return {};
    }
    why = "which leads out of that folder";
    const fs::path real = fs::canonical(path, error), real_folder = fs::canonical(folder, error);
    if (error || !lies_inside(real_folder, real)) return {};
    return path;
}

std::optional<Chain> read_chain(const fs::path& outermost, const std::string* outermost_text, Problems& problems) {
    std::vector<Link> links;
    if (!collect(links, outermost, outermost_text, problems)) return {};
    Chain chain;
    for (const Link& link : links) {
        chain.origins.add_file(link.label);
        chain.files.push_back(link.file);
    }
    chain.merged = std::make_shared<Json>(std::move(links.back().tree));
    chain.origins.set("", links.size() - 1);
    for (std::size_t i = links.size() - 1; i-- > 0;) {
        Patching patching{chain.origins, i, links[i].label, problems};
        patch(*chain.merged, links[i].tree, "", patching);
    }
    return chain;
}

}  // namespace counterless
