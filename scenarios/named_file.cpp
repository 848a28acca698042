#include "scenarios/named_file.hpp"

#include <nlohmann/json.hpp>

#include "scenarios/sha256.hpp"

namespace counterless {
namespace {
namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }
}  // namespace

std::optional<NamedFile> find_named_file(Json& owner, const std::string& pointer, const std::string& kind, const Chain& chain,
                                         const fs::path& outermost, Report& report) {
    if (!owner.contains("file") || !owner["file"].is_string()) return {};
    const Json stated = owner["file"];
    const std::size_t index = chain.origins.index_of(pointer + "/file");
    std::string why;
    const auto path = path_inside(folder_of(outermost), index < chain.files.size() ? chain.files[index] : outermost,
                                  stated.get<std::string>(), why);
    if (!path) {
        report.add(pointer + "/file", shown(stated) + ", " + why, "a " + kind + " in the folder of the first file, or below");
        return {};
    }
    Problems problems;
    auto bytes = load_text(*path, path->string(), problems, kind);
    report.add(std::move(problems));
    if (!bytes) return {};
    const std::string sha256 = sha256_hex(*bytes);
    if (owner.contains("sha256") && owner["sha256"] != sha256)
        report.add(pointer + "/sha256", shown(owner["sha256"]), "the SHA-256 of " + path->string() + ", " + sha256);
    owner["file"] = path->lexically_relative(folder_of(outermost).lexically_normal()).generic_string();
    owner["sha256"] = sha256;
    return NamedFile{*path, std::move(*bytes)};
}

Json* object_at(Json* owner, const char* key) {
    return owner != nullptr && owner->is_object() && owner->contains(key) && (*owner)[key].is_object() ? &(*owner)[key] : nullptr;
}

}  // namespace counterless
