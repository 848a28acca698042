#include "results/cpu_class.hpp"

#include <doctest/doctest.h>

#include <sstream>

using counterless::cpu_class;

TEST_CASE("the class is of the first processor: vendor, family, model, and what changes exp and log") {
    std::istringstream text(
        "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 143\nmodel name\t: Intel(R)\n"
        "flags\t\t: fpu sse avx2 fma avx512f\n\nprocessor\t: 1\nvendor_id\t: AuthenticAMD\n");
    CHECK(cpu_class(text) == "GenuineIntel 6-143 avx2 fma avx512f");
    std::istringstream arm(
        "processor : 0\nFeatures : fp asimd sve\nCPU implementer : 0x41\nCPU architecture: 8\nCPU part : 0xd40\n");
    CHECK(cpu_class(arm) == "0x41 8-0xd40 sve");
    std::istringstream nothing("");
    CHECK(cpu_class(nothing) == "unknown");
    CHECK_FALSE(cpu_class().empty());
}
