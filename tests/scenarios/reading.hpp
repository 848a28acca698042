// tests/scenarios/reading.hpp: a scenario from a few words, and a look for one problem in a list.
#pragma once

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <string>

#include "scenarios/read.hpp"

namespace counterless {

inline const std::filesystem::path fixtures = std::filesystem::path(COUNTERLESS_SOURCE_DIR) / "tests/scenarios/fixtures";

// A line that names all these parts stands among the problems.
inline bool tells(const Problems& problems, const std::string& place, const std::string& found = "",
                  const std::string& expected = "") {
    for (const Problem& problem : problems)
        if (problem.place.find(place) != std::string::npos && problem.found.find(found) != std::string::npos &&
            problem.expected.find(expected) != std::string::npos)
            return true;
    return false;
}

inline std::string all_of(const Problems& problems) {
    std::string lines;
    for (const Problem& problem : problems) lines += to_text(problem) + "\n";
    return lines;
}

inline ReadResult read_town(const std::vector<Override>& overrides) { return read_scenario(fixtures / "town.json", overrides); }

// A folder of files that lives as long as the test.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "scenarios_XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path file(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// What the smallest scenarios share: 8 agents, 7.2 a minute.
inline const std::string hall = R"("centres": {"hall": {"stations": {"counter": {"agents": 8, "service": "1 min"}}}})";
inline const std::string stream = R"("demand": {"streams": {"all": {"to": "hall", "rate": "7.2 / min"}}})";
inline const std::string hour = R"("study": {"horizon": "1 h"})";
inline std::string scenario_of(const std::string& parts) { return R"({"name": "t", )" + parts + "}"; }
inline ReadResult read_parts(const std::string& parts) { return read_scenario_text(scenario_of(parts), "t.json"); }

}  // namespace counterless
