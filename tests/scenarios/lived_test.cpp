#include "scenarios/lived.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace counterless;

namespace {

std::string lived(std::string text) {
    Scenario scenario;
    scenario.text = std::move(text);
    return lived_text(scenario);
}

}  // namespace

TEST_CASE("names, targets and the study are not lived through") {
    const std::string hall = R"("centres": {"hall": {"weight": 1}})";
    CHECK(lived(R"({"name": "a", "targets": {}, "study": {"seed": 1}, )" + hall + "}") ==
          lived("{" + hall + R"(, "name": "b"})"));
    CHECK(lived("{" + hall + "}") != lived(R"({"centres": {"hall": {"weight": 2}}})"));
}

TEST_CASE("the wait that is promised and the share of the crowd make other figures") {
    CHECK(lived(R"({"study": {"within": "5 min"}})") != lived(R"({"study": {"within": "6 min"}})"));
    CHECK(lived(R"({"study": {"scale": 0.5, "seed": 1}})") == lived(R"({"study": {"seed": 2, "scale": 0.5}})"));
}
