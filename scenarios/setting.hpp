// scenarios/setting.hpp: one "--set" of the command line. read.hpp takes a list of them, override.* applies each.
#pragma once

#include <string>

namespace counterless {

// One "--set /pointer=VALUE" of the command line; a `*` stands for every member of a collection.
struct Override {
    std::string pointer, value;
};

}  // namespace counterless
