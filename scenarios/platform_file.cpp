#include "scenarios/platform_file.hpp"

#include <nlohmann/json.hpp>

#include "scenarios/named_file.hpp"
#include "scenarios/platform_screen.hpp"

namespace counterless {
namespace {
std::optional<PlatformSurvey> survey(const NamedFile& file, const Surveyor& surveyor, Report& report) {
    Problems problems;
    const auto xml = screen_platform(file.bytes, file.path.string(), problems);
    report.add(std::move(problems));
    if (!xml) return {};
    if (!surveyor) {
        report.add("/platform/file", "a platform file, which only SimGrid can read", "none: this program runs without SimGrid");
        return {};
    }
    PlatformSurvey found = surveyor(*xml);
    if (found.error.empty()) return found;
    report.add(Problems{{file.path.string(), found.error, "a platform file that SimGrid can load"}});
    return {};
}
}  // namespace

std::optional<PlatformFile> find_platform(const Chain& chain, const std::filesystem::path& outermost, const Surveyor& surveyor,
                                          Report& report) {
    Json* platform = object_at(chain.merged.get(), "platform");
    if (platform == nullptr) return {};
    const auto file = find_named_file(*platform, "/platform", "platform file", chain, outermost, report);
    if (!file) return {};
    return PlatformFile{file->path, survey(*file, surveyor, report)};
}

}  // namespace counterless
