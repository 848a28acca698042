// scenarios/named_file.hpp: a file that a scenario names under "file": the trace of a stream, the platform file. It is found like
// a base: beside the file that names it and inside the folder of the outermost one. Its SHA-256 goes into the scenario itself, so
// that a changed file is another scenario to the run database, and a worker that reads the scenario again notices. Tested in
// tests/scenarios/trace_test.cpp and build_machines_test.cpp.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "scenarios/chain.hpp"

namespace counterless {

struct NamedFile {
    std::filesystem::path path;
    std::string bytes;
};

// Of `owner`, which stands at `pointer`; nothing if it names no file, or with a problem if that cannot be read. Fills in
// "sha256", and turns "file" into a path from the folder of the outermost file. `kind`: "CSV file".
std::optional<NamedFile> find_named_file(Json& owner, const std::string& pointer, const std::string& kind, const Chain& chain,
                                         const std::filesystem::path& outermost, Report& report);

// The object at a key of an object, or null.
Json* object_at(Json* owner, const char* key);

}  // namespace counterless
