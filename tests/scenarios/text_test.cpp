#include "scenarios/text.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
Problems problems_of(const std::string& text) { return read_scenario_text(text, "t.json").problems; }
std::string times(int count, const std::string& text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}
}  // namespace

TEST_CASE("malformed JSON is placed by line and column") {
    CHECK(tells(problems_of("{\n  \"name\": \"t\",\n  \"demand\": }"), "t.json:3:13", "unexpected '}'"));
    CHECK(tells(problems_of("{\"name\": \"t\""), "t.json:1:", "unexpected end of input"));
    CHECK(tells(problems_of(""), "t.json:1:1", "unexpected end of input"));
    CHECK(tells(problems_of("{} {}"), "t.json:1:4"));
    CHECK(tells(problems_of("{\"a\": NaN}"), "t.json:1:"));
    CHECK(tells(problems_of("{\"a\": 1e999}"), "t.json:1:", "number overflow"));
    CHECK(tells(problems_of("{\"a\": 1,}"), "t.json:1:9"));
    CHECK(tells(problems_of("[]"), "t.json", "a list", "an object"));
    CHECK(tells(problems_of("3"), "t.json", "3", "an object"));
}
TEST_CASE("a key said twice is found wherever it stands, with its place") {
    const auto problems =
        problems_of("{\"name\": \"t\",\n \"centres\": {\"hall\": {\"weight\": 1, \"weight\": 2}},\n \"name\": \"u\"}");
    CHECK(tells(problems, "t.json:2:43: /centres/hall/weight", "a second time"));
    CHECK(tells(problems, "t.json:3:7: /name", "a second time"));
    CHECK(tells(problems_of("{\"name\": \"t\", \"demand\": {\"x\": [1, {\"y\": 1, \"y\": 1}]}}"), "/demand/x/1/y",
                "a second time"));
}
TEST_CASE("comments are no content, and brackets within them or within strings are no depth") {
    const std::string brackets = times(100, "[");
    const std::string text = "// " + brackets + "\n/* " + brackets + " */ {\"name\": \"" + brackets + "\\\"" + brackets + "\", " +
                             hall + "," + stream + "," + hour + "}";
    CHECK(!tells(problems_of(text),
                 "t.json:"
                 "1:"));
    CHECK(read_scenario_text("/* hello */ " + scenario_of(hall + "," + stream + "," + hour) + " // bye", "t.json").ok());
}
TEST_CASE("64 levels pass the text stage, 65 do not, and a million does no harm, balanced or not") {
    CHECK(!tells(problems_of(times(64, "[") + times(64, "]")), "t.json", "deeper"));
    CHECK(tells(problems_of(times(65, "[") + times(65, "]")), "t.json:1:65", "deeper than 64"));
    CHECK(tells(problems_of(times(1000000, "[") + times(1000000, "]")), "t.json:1:65", "deeper"));
    CHECK(tells(problems_of(times(1000000, "{\"a\":")), "t.json", "deeper"));
}
TEST_CASE("binary and broken UTF-8 are refused at their first byte") {
    CHECK(tells(problems_of(std::string("{\0}", 3)), "t.json:1:2", "0x00", "UTF-8"));
    CHECK(tells(problems_of("\x7F\x45LF"), "t.json:1:1", "0x7F"));
    for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80", "\xF0\x80\x80\x80"})
        CHECK_MESSAGE(tells(problems_of(std::string("{\"name\": \"") + bad + "\"}"), "t.json:1:11", "the byte"), bad);
    CHECK(!tells(problems_of("{\"name\": \"مدينة 😀\"}"), "t.json:1:"));
}
TEST_CASE("a flood of values or keys is refused before it costs memory or time") {
    std::string keys = "{";
    for (int i = 0; i < 6000; ++i) keys += "\"k" + std::to_string(i) + "\":1,";
    CHECK(tells(problems_of(keys + "\"z\":1}"), "t.json", "more than 5000 keys"));
    CHECK(tells(problems_of("{\"a\": [" + times(600000, "0,") + "0]}"), "t.json", "more than 500000 values"));
}
TEST_CASE("only a readable regular file of at most 64 MB is opened") {
    const Folder folder;
    CHECK(tells(read_scenario(folder.path() / "nothing.json").problems, "nothing.json", "no such file"));
    CHECK(tells(read_scenario(folder.path()).problems, folder.path().string(), "a directory", "a scenario file"));
    const auto big = folder.file("big.json", "{}");
    std::filesystem::resize_file(big, 1'000'000'000);  // sparse: costs no disk; read in full it would cost a second
    CHECK(tells(read_scenario(big).problems, "big.json", "1000 MB", "at most 64 MB"));
    const auto pipe = folder.path() / "pipe.json";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(tells(read_scenario(pipe).problems, "pipe.json", "not a regular file"));
    CHECK(tells(read_scenario("/dev/zero").problems, "/dev/zero", "not a regular file"));
    const auto locked = folder.file("locked.json", "{}");
    std::filesystem::permissions(locked, std::filesystem::perms::none);
    if (geteuid() != 0) CHECK(tells(read_scenario(locked).problems, "locked.json", "unreadable"));
}
