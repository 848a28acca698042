#include "results/told_apart.hpp"

#include <doctest/doctest.h>

using namespace counterless;
using Texts = std::vector<std::string>;

TEST_CASE("scenarios of one name are told apart by the values in which they differ") {
    const auto hall = [](const std::string& agents, const std::string& mean) {
        return R"({"name": "M/M/2", "hall": {"counter": {"agents": )" + agents + R"(, "service": {"mean": ")" + mean + R"("}}}})";
    };
    CHECK(told_apart({hall("2", "1 min"), hall("3", "1 min")}) == Texts{"counter/agents=2", "counter/agents=3"});
    CHECK(told_apart({hall("2", "1 min"), hall("3", "2 min"), hall("3", "1 min")})[1] == "counter/agents=3, service/mean=2 min");
    CHECK(told_apart({R"({"a": {"b": 1}})", R"({"a": {"b": 1, "c": 2}})"}) == Texts{"a/c=nothing", "a/c=2"});
}

TEST_CASE("alike, alone, or no scenario at all: nothing is told") {
    CHECK(told_apart({R"({"a": 1})", R"({"a": 1})"}) == Texts{"", ""});
    CHECK(told_apart({R"({"a": 1})"}) == Texts{""});
    CHECK(told_apart({"...", R"({"a": 1})"}) == Texts{"", ""});
    CHECK(told_apart({}).empty());
}
