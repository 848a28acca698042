// results/cpu_class.hpp: which kind of CPU this is, as far as it can change the last bit of a result.
// glibc picks its exp and log by what the CPU can do (FMA, AVX2, AVX-512), so results are bit-identical only within a class; it
// is kept with the results. Tested in tests/results/cpu_class_test.cpp.
#pragma once

#include <istream>
#include <string>

namespace counterless {

std::string cpu_class();  // of this machine: "GenuineIntel 6-143 fma avx2 avx512f"; "unknown" where nothing is told
std::string cpu_class(std::istream& cpuinfo);  // of a text like /proc/cpuinfo

}  // namespace counterless
