#include "scenarios/chain.hpp"

#include <doctest/doctest.h>

#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
const std::string base = scenario_of(hall + "," + stream + "," + hour);
}

TEST_CASE("a variant states only what differs") {
    const Folder folder;
    (void)folder.file("base.json", base);
    const auto file =
        folder.file("more.json",
                    R"({"extends": "base.json", "name": "more", "centres": {"hall": {"stations": {"counter": {"agents": 9}}}}})");
    const ReadResult result = read_scenario(file);
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(result.scenario.name == "more");
    CHECK(result.scenario.stations[0].agents == 9);
    CHECK(result.scenario.stations[0].service.mean == 60);
    // The text is the whole scenario: read alone it is the same study.
    CHECK(read_scenario_text(result.scenario.text, "").scenario.sha256 == result.scenario.sha256);
}
TEST_CASE("null removes, lists are replaced whole, as RFC 7386 has it") {
    const ReadResult quiet = read_scenario(fixtures / "quiet.json");
    REQUIRE_MESSAGE(quiet.ok(), all_of(quiet.problems));
    CHECK(quiet.scenario.initiatives.empty());
    CHECK(quiet.scenario.knobs.empty());
    CHECK(quiet.scenario.baseline_file.empty());
    const ReadResult town = read_town({{"/calendar/holidays", "[]"}});
    CHECK(town.scenario.calendar.days[2].working);
}
TEST_CASE("null for what the base lacks is a mistake, also within something new") {
    const Folder folder;
    (void)folder.file("base.json", base);
    const auto file = folder.file("v.json", R"({"extends": "base.json", "targets": null, "costs": {"currency": null}})");
    CHECK(tells(read_scenario(file).problems, "v.json: /targets", "null"));
    CHECK(tells(read_scenario(file).problems, "v.json: /costs/currency", "null"));
}
TEST_CASE("a problem names the file of the chain it came from") {
    const Folder folder;
    (void)folder.file(
        "a.json", scenario_of(R"("centres": {"hall": {"wieght": 1, "stations": {"counter": {"agents": -1, "service": "1"}}}},)" +
                              stream + "," + hour));
    (void)folder.file("b.json", R"({"extends": "a.json", "centres": {"hall": {"stations": {"counter": {"service": "2"}}}}})");
    const auto file = folder.file("c.json", R"({"extends": "b.json", "study": {"replications": 0}})");
    const Problems problems = read_scenario(file).problems;
    CHECK(tells(problems, "a.json: /centres/hall/wieght", "unknown key", "weight"));
    CHECK(tells(problems, "a.json: /centres/hall/stations/counter/agents", "-1", "0 to 5000"));
    CHECK(tells(problems, "b.json: /centres/hall/stations/counter/service", "\"2\""));
    CHECK(tells(problems, "c.json: /study/replications", "0"));
    CHECK(problems.size() == 4);
}
TEST_CASE("loops and missing bases end") {
    const Folder folder;
    const auto self = folder.file("self.json", R"({"extends": "self.json"})");
    CHECK(tells(read_scenario(self).problems, "self.json: /extends", "a loop"));
    const auto one = folder.file("one.json", R"({"extends": "two.json"})");
    (void)folder.file("two.json", R"({"extends": "./one.json"})");
    CHECK(tells(read_scenario(one).problems, "two.json: /extends", "a loop"));
    CHECK(tells(read_scenario(folder.file("x.json", R"({"extends": "none.json"})")).problems, "x.json: /extends",
                "does not exist"));
    CHECK(tells(read_scenario(folder.file("y.json", R"({"extends": 7})")).problems, "y.json: /extends", "7"));
}
TEST_CASE("of several bases each is laid over those before it, with what it extends itself") {
    const Folder folder;
    (void)folder.file("base.json", base);
    (void)folder.file("nine.json",
                      R"({"extends": [], "name": "nine", "centres": {"hall": {"stations": {"counter": {"agents": 9}}}}})");
    (void)folder.file("slow.json",
                      R"({"extends": "slower.json", "centres": {"hall": {"stations": {"counter": {"agents": 7}}}}})");
    (void)folder.file("slower.json", R"({"centres": {"hall": {"stations": {"counter": {"agents": 6, "service": "2 min"}}}}})");
    const auto read = [&](const std::string& bases) {
        return read_scenario(folder.file("v.json", R"({"extends": )" + bases + "}"));
    };
    const ReadResult one = read(R"(["base.json", "nine.json"])");
    REQUIRE_MESSAGE(one.ok(), all_of(one.problems));
    CHECK(one.scenario.name == "nine");
    CHECK(one.scenario.stations[0].agents == 9);
    const ReadResult three = read(R"(["base.json", "nine.json", "slow.json"])");
    REQUIRE_MESSAGE(three.ok(), all_of(three.problems));
    CHECK(three.scenario.stations[0].agents == 7);
    CHECK(three.scenario.stations[0].service.mean == 120);
    CHECK(read(R"(["base.json", "slow.json", "nine.json"])").scenario.stations[0].agents == 9);
    CHECK(three.scenario.files.size() == 5);
    CHECK(tells(read(R"(["base.json", "slow.json", "./slower.json"])").problems, "slow.json: /extends",
                "slower.json for the second"));
    CHECK(tells(read(R"(["base.json", 7])").problems, "v.json: /extends/1", "7"));
    CHECK(tells(read(R"(["base.json", "v.json"])").problems, "v.json: /extends", "a loop"));
    CHECK(tells(read_scenario(folder.path() / "nine.json").problems, "nine.json: ", "no \"demand\""));  // a part, not a whole
}
TEST_CASE("no path leads out of the folder of the first file") {
    const Folder folder;
    (void)folder.file("secret.json", base);
    const auto refused = [&](const std::string& reference) {
        const auto file = folder.file("in/v.json", R"({"extends": ")" + reference + R"("})");
        return tells(read_scenario(file).problems, "v.json: /extends", reference);
    };
    CHECK(refused("../secret.json"));
    CHECK(refused("deeper/../../secret.json"));
    CHECK(refused((folder.path() / "secret.json").string()));
    CHECK(refused("/etc/passwd"));
    std::filesystem::create_symlink(folder.path() / "secret.json", folder.path() / "in/link.json");
    CHECK(refused("link.json"));
    (void)folder.file("in/sub/base.json", R"({"extends": "../root.json"})");
    (void)folder.file("in/root.json", base);
    CHECK(read_scenario(folder.file("in/v.json", R"({"extends": "sub/base.json"})")).ok());  // inside, there and back
}
TEST_CASE("the baseline is found beside the file that states it") {
    const Folder folder;
    (void)folder.file("sub/plain.json", base);
    (void)folder.file("sub/base.json",
                      scenario_of(hall + "," + stream + R"(, "study": {"horizon": "1 h", "baseline": "plain.json"})"));
    const auto file = folder.file("v.json", R"({"extends": "sub/base.json", "name": "v"})");
    CHECK(read_scenario(file).scenario.baseline_file == (folder.path() / "sub/plain.json").string());
    CHECK(tells(read_scenario(file, {{"/study/baseline", "plain.json"}}).problems, "/study/baseline", "does not exist"));
}
