// scenarios/chain.hpp: a file and what it extends, merged into one tree (JSON Merge Patch, RFC 7386). Of several bases each is
// laid over those before it, with all that it extends itself. Stricter than the RFC in one point: a null that removes nothing is
// a mistake. Files are found beside the file that names them and inside the folder of the outermost one, so that a scenario from
// a stranger opens nothing else. Tested in tests/scenarios/chain_test.cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "scenarios/report.hpp"
#include "scenarios/text.hpp"

namespace counterless {

struct Chain {
    std::shared_ptr<Json> merged;
    Origins origins;
    std::vector<std::filesystem::path> files;  // by the index that `origins` gives; the outermost first
};

// Without a tree, `problems` says why. `outermost_text`: the text of the first file when it is in memory already.
std::optional<Chain> read_chain(const std::filesystem::path& outermost, const std::string* outermost_text, Problems& problems);

// `reference`, named in `file`, as a path inside `folder`; or nothing, and in `why` what is wrong with it.
std::optional<std::filesystem::path> path_inside(const std::filesystem::path& folder, const std::filesystem::path& file,
                                                 const std::string& reference, std::string& why);

}  // namespace counterless
