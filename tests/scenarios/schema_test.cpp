#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "scenarios/fields.hpp"
#include "scenarios/reference.hpp"
#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
// The kept page is the table's. RENEW_REFERENCE=1 build/release/tests/scenarios_test writes it anew.
void check_page(const std::string& name, const std::string& text) {
    const auto file = std::filesystem::path(COUNTERLESS_SOURCE_DIR) / "docs/reference" / name;
    if (std::getenv("RENEW_REFERENCE") != nullptr) std::ofstream(file) << text;
    std::ostringstream kept;
    kept << std::ifstream(file).rdbuf();
    CHECK_MESSAGE(kept.str() == text, name << " is behind the field table: RENEW_REFERENCE=1 "
                                           << "scenarios_test writes it");
}
}  // namespace

TEST_CASE("the reference pages say what the table says") {
    check_page("scenario.md", scenario_reference());
    check_page("scenario.schema.json", scenario_schema());
}
TEST_CASE("every row has a meaning, a default has a source, and a default is of its field") {
    for (const Field& field : field_table()) {
        const std::string place(field.pointer);
        CHECK_MESSAGE(field.meaning.ends_with("."), place);
        if (field.fallback.empty()) continue;
        CHECK_MESSAGE(!field.source.empty(), place);
        CHECK_MESSAGE(!nlohmann::json::parse(field.fallback, nullptr, false).is_discarded(), place);
    }
}
TEST_CASE("the schema explains every key") {
    const auto schema = nlohmann::json::parse(scenario_schema());
    CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
    CHECK(schema["additionalProperties"] == false);
    for (const Field& field : field_table()) {  // the meaning of each row stands somewhere, word for word
        const std::string meaning = nlohmann::json(field.meaning).dump();
        CHECK_MESSAGE(schema.dump().find(meaning.substr(0, meaning.size() - 1)) != std::string::npos, field.pointer);
    }
}
