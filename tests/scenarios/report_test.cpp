#include "scenarios/report.hpp"

#include <doctest/doctest.h>

using namespace counterless;

TEST_CASE("a problem of a whole belongs to who spoke last about a part of it: --set, else the outermost file") {
    Origins origins;
    const std::size_t variant = origins.add_file("variant.json"), base = origins.add_file("base.json");
    origins.set("", base);
    origins.set("/calendar/end", variant);
    CHECK(origins.file_of("/calendar") == "variant.json");
    CHECK(origins.file_of("/calendar/end") == "variant.json");
    CHECK(origins.file_of("/calendar/start") == "base.json");
    CHECK(origins.file_of("/demand") == "base.json");
    origins.set("/centres/deira/weight", origins.add_file("--set"));
    origins.set("/centres/hatta/weight", variant);
    CHECK(origins.file_of("/centres") == "--set");
    CHECK(origins.file_of("/centres/hatta") == "variant.json");
}
