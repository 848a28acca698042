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

// One file that `link` extends; nothing if it cannot be one.
std::optional<fs::path> base_of(const Link& link, const Json& stated, const std::string& place, const fs::path& folder,
                                Problems& problems) {
    if (!stated.is_string()) {
        problems.push_back({place, shown(stated), "the name of a scenario file"});
        return {};
    }
    std::string why;
    auto base = path_inside(folder, link.file, stated.get<std::string>(), why);
    if (!base) problems.push_back({place, shown(stated) + ", " + why, "a scenario file in the folder of the first file"});
    return base;
}

// What `link` extends, taken out of its tree: one file, or several in the order in which each lies over those before it.
// Nothing if one of them cannot be a base.
std::optional<std::vector<fs::path>> bases_of(Link& link, const fs::path& folder, Problems& problems) {
    link.tree.erase("$schema");
    std::vector<fs::path> bases;
    if (!link.tree.contains("extends")) return bases;
    const Json stated = link.tree["extends"];
    link.tree.erase("extends");
    const std::string place = link.label + ": /extends";
    const std::size_t count = stated.is_array() ? stated.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string here = stated.is_array() ? place + "/" + std::to_string(i) : place;
        auto base = base_of(link, stated.is_array() ? stated[i] : stated, here, folder, problems);
        if (base) bases.push_back(std::move(*base));
    }
    return bases.size() == count ? std::optional(bases) : std::nullopt;
}

// Reads files and what they extend, each before its bases, and of several bases the last first: what stands later in `links`
// lies under what stands before it.
struct Collection {
    const fs::path folder;
    std::vector<Link> links = {};
    std::vector<std::size_t> above = {};  // the way from the outermost file to the one being read, in `links`

    bool visit(const fs::path& file, const std::string* text, Problems& problems);
    bool may_visit(const Link& from, const fs::path& base, Problems& problems) const;
};

bool Collection::may_visit(const Link& from, const fs::path& base, Problems& problems) const {
    std::error_code error;
    const auto same = [&](const Link& link) { return fs::equivalent(link.file, base, error); };
    const bool loop = std::any_of(above.begin(), above.end(), [&](std::size_t index) { return same(links[index]); });
    const bool twice = std::any_of(links.begin(), links.end(), same);
    if (!twice && links.size() < chain_max) return true;
    const std::string found = loop    ? "a loop back to " + base.string()
                              : twice ? base.string() + " for the second time"
                                      : "a chain of more than 32 files";
    problems.push_back({from.label + ": /extends", found, twice && !loop ? "each file once" : "a chain of files that ends"});
    return false;
}

// False when one of them could not be read.
bool Collection::visit(const fs::path& file, const std::string* text, Problems& problems) {
    const std::string label = file.empty() ? "scenario" : file.string();
    std::optional<std::string> loaded;
    if (text == nullptr && !(loaded = load_text(file, label, problems))) return false;
    auto tree = read_tree(text != nullptr ? *text : *loaded, label, problems);
    if (!tree) return false;
    Link link{file, label, std::move(*tree)};
    auto bases = bases_of(link, folder, problems);
    if (!bases) return false;
    std::reverse(bases->begin(), bases->end());
    above.push_back(links.size());
    links.push_back(std::move(link));
    for (const fs::path& base : *bases) {
        const std::size_t here = above.back();
        if (!may_visit(links[here], base, problems) || !visit(base, nullptr, problems)) return false;
    }
    above.pop_back();
    return true;
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
    Collection collection{folder_of(outermost)};
    if (!collection.visit(outermost, outermost_text, problems)) return {};
    std::vector<Link>& links = collection.links;
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
