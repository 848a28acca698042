// results/cli/program_mark.hpp: which program this is, to the byte. A version number stays the same while the simulation is
// worked on; kept replications of an older build must not pass for ours, so a database knows a study by "0.1.0+<the program's
// fingerprint>".
#pragma once

#include <string>

namespace counterless {

// Version and the first twelve digits of the SHA-256 of the running program file; the version alone where that cannot be read.
std::string program_mark();

}  // namespace counterless
