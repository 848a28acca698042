// Every example of docs/guides/counters.md and initiatives.md is read as the guide says. One of counters.md: inside a station of
// a hall with a calendar, two classes, a channel and the stations that the examples name.
#include <doctest/doctest.h>

#include <sstream>

#include "tests/scenarios/halls.hpp"

using namespace counterless;

namespace {
std::vector<std::string> examples(const std::string& page) {
    std::ifstream file(std::filesystem::path(COUNTERLESS_SOURCE_DIR) / page);
    std::vector<std::string> found;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line == "```json")
            found.emplace_back(), inside = true;
        else if (line == "```")
            inside = false;
        else if (inside)
            found.back() += line + "\n";
    }
    return found;
}

// What an example leaves out is plain.
std::string completed(const std::string& fields) {
    const auto states = [&](const char* key) { return fields.find(key) != std::string::npos; };
    std::string more;
    if (fields.find("\"service\"") != 0 && fields.find("\"agents\": 8, \"service\"") != 0) more += R"("service": "5 min", )";
    if (fields.find("\"agents\"") != 0 && !states("\"staff\"")) more += R"("agents": 2, )";
    return more + fields;
}
ReadResult read_example(const std::string& fields) {
    const std::string plain = R"({"agents": 1, "service": "1 min"})";
    return read_parts(R"("calendar": {"start": "2018-10-21", "end": "2018-10-25"},
        "customers": {"classes": {"vip": {}, "regular": {}}}, "channels": {"web": {"response": "2 s"}}, )" +
                      to_hall + R"(, "centres": {"hall": {"stations": {"desk": {)" + completed(fields) + R"(}, "a": )" + plain +
                      R"(, "b": )" + plain + R"(, "cashier": )" + plain + R"(}}, "annex": {"stations": {"desk": )" + plain +
                      "}}}");
}
}  // namespace

TEST_CASE("every example of the guide to counters can be read") {
    const auto all = examples("docs/guides/counters.md");
    CHECK(all.size() > 15);
    for (const std::string& example : all) {
        const ReadResult result = read_example(example);
        CHECK_MESSAGE(result.ok(), example << all_of(result.problems));
    }
}

// Each is some parts of a scenario file, laid over the town that remembers.
TEST_CASE("every example of the guide to initiatives can be read") {
    const auto all = examples("docs/guides/initiatives.md");
    CHECK(all.size() > 10);
    for (const std::string& example : all) {
        const std::string text = R"({"name": "example", "extends": "remembering.json", )" + example + "}";
        const ReadResult result = read_scenario_text(text, fixtures / "example.json");
        CHECK_MESSAGE(result.ok(), example << all_of(result.problems));
    }
}
