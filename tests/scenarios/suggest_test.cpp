#include "scenarios/suggest.hpp"

#include <doctest/doctest.h>

using namespace counterless;

TEST_CASE("distance counts letters inserted, dropped, changed and swapped") {
    CHECK(edit_distance("agents", "agents") == 0);
    CHECK(edit_distance("agent", "agents") == 1);
    CHECK(edit_distance("agenst", "agents") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("", "abc") == 3);
}
TEST_CASE("the nearest word is meant, a far one is not") {
    CHECK(nearest("capasity", {"agents", "capacity", "service"}) == "capacity");
    CHECK(nearest("weather", {"agents", "capacity", "service"}).empty());
    CHECK(nearest("x", {}).empty());
    CHECK(suggestion("weather", {"agents", "unit"}) == "one of \"agents\", \"unit\"");
    CHECK(suggestion("weather", {"agents", "unit", "agents"}) == "one of \"agents\", \"unit\"");  // each once
    CHECK(suggestion("weather", {"agents", "agents"}) == "\"agents\"");
}
