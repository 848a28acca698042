// Tiers and links from a platform file: SimGrid is played by a list of hosts and links, so that every fault can be shown.
#include <doctest/doctest.h>

#include <limits>

#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
const std::string xml = "<platform version=\"4.1\"/>\n";

PlatformSurvey plain() {
    PlatformSurvey survey;
    for (const char* name : {"web-1", "web-2", "web-3"})
        survey.hosts.push_back(
            {.name = name, .flops_per_s = 3e9, .cores = 16, .wattage_per_state = "100:120:250", .wattage_off = "5"});
    survey.hosts.push_back({.name = "old-1", .flops_per_s = 1.5e9, .cores = 4});
    survey.links = {{.name = "backbone", .bandwidth_per_s = 1.25e8, .latency_s = 0.02},
                    {.name = "access", .bandwidth_per_s = 1e6, .latency_s = 0.05, .sharing = Sharing::fatpipe},
                    {.name = "air", .bandwidth_per_s = 1e6, .latency_s = 0, .sharing = Sharing::other}};
    return survey;
}

std::string scenario_with(const std::string& platform) {
    return scenario_of(hall + ", " + stream + ", " + hour + R"(, "platform": {)" + platform + "}");
}
ReadResult read_with(const std::string& platform, const PlatformSurvey& survey = plain()) {
    const Folder folder;
    (void)folder.file("dc.xml", xml);
    return read_scenario(folder.file("t.json", scenario_with(platform)), {}, [&](const std::string&) { return survey; });
}
const std::string file = R"("file": "dc.xml", )";
ReadResult read_tier(const std::string& tier, const PlatformSurvey& survey = plain()) {
    return read_with(file + R"("tiers": {"web": {)" + tier + "}}", survey);
}
ReadResult read_link(const std::string& link, const PlatformSurvey& survey = plain()) {
    return read_with(file + R"("links": {"wan": {)" + link + "}}", survey);
}
Platform platform_of(const ReadResult& result) {
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    return result.scenario.platform;
}
}  // namespace

TEST_CASE("a tier takes number, cores, speed and power from the hosts it names, and the rest from the scenario") {
    const auto result = read_tier(R"("machines": ["web-1", "web-3"], "worker_threads": 7)");
    const Tier tier = platform_of(result).tiers.at(0);
    CHECK(tier.hosts == 2);
    CHECK(tier.cores == 16);
    CHECK(tier.speed == 3);  // of 1 Gf a core-second
    CHECK(tier.worker_threads == 7);
    REQUIRE(tier.power);
    CHECK(tier.power->off_w == 5);
    CHECK(tier.power->idle_w == 100);
    CHECK(tier.power->least_w == 120);
    CHECK(tier.power->full_w == 250);
}

TEST_CASE("sites, power and capacity go with machines of the file") {
    const auto tier = [](const std::string& more) {
        return read_with(file + R"("sites": {"main": {}, "second": {}}, "tiers": {"web": {)" + more + "}}");
    };
    const Platform placed = platform_of(tier(R"("machines": ["web-*"], "sites": {"main": 1, "second": 2})"));
    CHECK(placed.tiers[0].hosts == 3);
    CHECK(placed.tiers[0].sites == std::vector<Index>{0, 1, 1});
    CHECK(tells(tier(R"("machines": ["web-*"], "sites": {"main": 1, "second": 1})").problems, "/platform/tiers/web/sites",
                "2 hosts", "3, as many"));
    CHECK(platform_of(tier(R"("machines": ["web-*"], "capacity": [{"from": "10 min", "hosts": 2}])")).tiers[0].capacity.size() ==
          2);
    CHECK(platform_of(tier(R"("machines": ["old-1"], "power": {"idle": "1 W", "full": "2 W"})")).tiers[0].power->full_w == 2);
    CHECK(tells(tier(R"("machines": ["web-1"], "power": {"idle": "1 W", "full": "2 W"})").problems, "/platform/tiers/web/power",
                "beside that of the platform file"));
    CHECK(tells(read_link(R"("wire": "access", "shared": true)").problems, "/platform/links/wan/shared", "\"wire\""));
    CHECK(platform_of(read_link(R"("wire": "access", "transfers": 7)")).links.at(0).transfers_max == 7);
}

TEST_CASE("speed is what a core computes over what a core of speed 1 does") {
    const auto result = read_tier(R"("machines": ["old-1"]}}, "flops_per_core_second": 3e9, "links": {"wan": {"latency": "1 s")");
    CHECK(platform_of(result).tiers.at(0).speed == 0.5);
    CHECK_FALSE(platform_of(result).tiers.at(0).power);
    CHECK(tells(read_tier(R"("machines": ["old-1"]}}, "flops_per_core_second": 1, "links": {"wan": {"latency": "1 s")").problems,
                "/platform/tiers/web/machines", "speed 1.5e+09", "/platform/flops_per_core_second"));
}

TEST_CASE("a pattern stands for several hosts; a name that looks like one comes first") {
    CHECK(platform_of(read_tier(R"("machines": ["web-*"])")).tiers.at(0).hosts == 3);
    CHECK(platform_of(read_tier(R"("machines": ["web-?"])")).tiers.at(0).hosts == 3);
    CHECK(tells(read_tier(R"("machines": ["db-*"])").problems, "/machines/0", "db-*"));
    PlatformSurvey odd = plain();
    odd.hosts.push_back({.name = "web-*", .flops_per_s = 1e9});
    CHECK(platform_of(read_tier(R"("machines": ["web-*"])", odd)).tiers.at(0).hosts == 1);
}

TEST_CASE("a link takes bandwidth, latency and whether it is shared") {
    const Link shared = platform_of(read_link(R"("wire": "backbone")")).links.at(0);
    CHECK(shared.bandwidth_per_s == 1.25e8);
    CHECK(shared.latency_s == 0.02);
    CHECK(shared.shared);
    CHECK_FALSE(platform_of(read_link(R"("wire": "access")")).links.at(0).shared);
}

TEST_CASE("the machines are those of a scenario with the same numbers typed in") {
    const Platform found = platform_of(read_with(file + R"("tiers": {"web": {"machines": ["old-1"]}, "bank": {"hosts": 2}},
        "links": {"wan": {"wire": "backbone"}})"));
    const Platform typed = platform_of(read_parts(hall + ", " + stream + ", " + hour + R"(, "platform": {
        "tiers": {"web": {"hosts": 1, "cores": 4, "speed": 1.5}, "bank": {"hosts": 2}},
        "links": {"wan": {"bandwidth": "125 MB/s", "latency": "20 ms"}}})"));
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(found.tiers[i].hosts == typed.tiers[i].hosts);
        CHECK(found.tiers[i].cores == typed.tiers[i].cores);
        CHECK(found.tiers[i].speed == typed.tiers[i].speed);
        CHECK(found.tiers[i].worker_threads == typed.tiers[i].worker_threads);
    }
    CHECK(found.links[0].bandwidth_per_s == typed.links[0].bandwidth_per_s);
    CHECK(found.links[0].latency_s == typed.links[0].latency_s);
}

TEST_CASE("hosts of one tier are alike, else two that differ are named") {
    CHECK(tells(read_tier(R"("machines": ["web-1", "web-2", "old-1"])").problems, "/platform/tiers/web/machines",
                "web-1 (16 cores of 3e+09 flop/s, 100:120:250 W, state 0, off 5 W) and old-1 (4 cores of 1.5e+09 flop/s)",
                "alike"));
    PlatformSurvey survey = plain();
    survey.hosts[1].wattage_per_state = "100:120:260";
    CHECK(tells(read_tier(R"("machines": ["web-1", "web-2"])", survey).problems, "/machines", "250 W", "alike"));
}

TEST_CASE("unknown names get a suggestion; nothing can be taken twice, in one tier or in two") {
    const Problems unknown = read_tier(R"("machines": ["web-1", "wbe-2", "nothing like it"])").problems;
    CHECK(tells(unknown, "/platform/tiers/web/machines/1", "wbe-2", "\"web-2\" (did you mean it?)"));
    CHECK(tells(unknown, "/platform/tiers/web/machines/2", "nothing like it", "one of \"web-1\""));
    CHECK(tells(read_link(R"("wire": "backbnoe")").problems, "/platform/links/wan/wire", "backbnoe", "\"backbone\""));
    CHECK(tells(read_tier(R"("machines": ["web-1", "web-*"])").problems, "/machines/1", "\"web-1\" again", "once"));
    CHECK(tells(read_tier(R"("machines": ["web-1"]}, "app": {"machines": ["web-1"])").problems, "/platform/tiers/app/machines/0",
                "\"web-1\" again, after /platform/tiers/web/machines/0"));
    CHECK(tells(read_link(R"("wire": "access"}, "lan": {"wire": "access")").problems, "/platform/links/lan/wire", "again"));
}

TEST_CASE("what the file says is not said again, and what needs the file needs it") {
    const Problems twice = read_tier(R"("machines": ["web-1"], "hosts": 1, "cores": 2, "speed": 3)").problems;
    for (const std::string key : {"hosts", "cores", "speed"}) CHECK(tells(twice, "/platform/tiers/web/" + key, "\"machines\""));
    const Problems link = read_link(R"("wire": "backbone", "latency": "1 ms", "bandwidth": "1 MB/s")").problems;
    for (const std::string key : {"latency", "bandwidth"}) CHECK(tells(link, "/platform/links/wan/" + key, "\"wire\""));
    const Problems alone = read_with(R"("sha256": ")" + std::string(64, '0') + R"(", "flops_per_core_second": 2e9,
        "tiers": {"web": {"machines": ["web-1"]}}, "links": {"wan": {"wire": "backbone"}})")
                               .problems;
    for (const std::string place : {"sha256", "flops_per_core_second", "tiers/web/machines", "links/wan/wire"})
        CHECK(tells(alone, "/platform/" + place, "no /platform/file"));
    CHECK(tells(read_tier(R"("hosts": 2)").problems, "/platform/file", "nothing is used"));
}

TEST_CASE("numbers that no typed-in machine may have") {
    const auto with_host = [](const SurveyedHost& host) {
        return read_tier(R"("machines": ["h"])", {.hosts = {host}, .links = {}, .error = {}}).problems;
    };
    CHECK(tells(with_host({.name = "h", .flops_per_s = 0}), "/machines", "speed 0"));
    CHECK(tells(with_host({.name = "h", .flops_per_s = -1}), "/machines", "speed -1e-09"));
    CHECK(tells(with_host({.name = "h", .flops_per_s = 1e9, .cores = 5000}), "/machines", "cores 5000", "1 to 1024"));
    for (const char* wattage : {"x", "1", "1:2:3:4", "1:-2:3", "1:nan", "1:3:2", "3:2:4", "1:1e9", "1:2,"})
        CHECK(tells(with_host({.name = "h",
                               .flops_per_s = 1e9,
                               .power_state = std::string(wattage) == "1:2," ? 1U : 0U,
                               .wattage_per_state = wattage}),
                    "/machines", "wattage"));
    CHECK(tells(with_host({.name = "h", .flops_per_s = 1e9, .wattage_per_state = "1:2:3", .wattage_off = "off"}), "/machines",
                "off off W"));
    const auto with_link = [](const SurveyedLink& link) {
        return read_link(R"("wire": "l")", {.hosts = {}, .links = {link}, .error = {}}).problems;
    };
    CHECK(tells(with_link({.name = "l", .bandwidth_per_s = 0}), "/wire", "0 B/s"));
    CHECK(tells(with_link({.name = "l", .bandwidth_per_s = std::numeric_limits<double>::quiet_NaN()}), "/wire", "nan B/s"));
    CHECK(tells(with_link({.name = "l", .bandwidth_per_s = 1e6, .latency_s = 5000}), "/wire", "5000 s"));
    CHECK(tells(read_link(R"("wire": "air")").problems, "/wire", "\"air\", a wifi link"));
}

TEST_CASE("two values of wattage: idle is the missing middle; of several states the one it is in holds") {
    const auto power = [](const SurveyedHost& host) {
        return *platform_of(read_tier(R"("machines": ["h"])", {.hosts = {host}, .links = {}, .error = {}})).tiers.at(0).power;
    };
    const Power two = power({.name = "h", .flops_per_s = 1e9, .wattage_per_state = "90:200"});
    CHECK(two.idle_w == 90);
    CHECK(two.least_w == 90);
    CHECK(two.full_w == 200);
    CHECK(two.off_w == 0);
    CHECK(power({.name = "h", .flops_per_s = 1e9, .power_state = 1, .wattage_per_state = "90:100:200, 80:85:150"}).least_w == 85);
}

// ---- the file -----------------------------------------------------------------------------------------------------------------
TEST_CASE("another file is another scenario, a stated sum must fit, and the text reads again") {
    const auto read = [](const Folder& folder, const std::string& content, const std::string& more = "") {
        (void)folder.file("below/dc.xml", content);
        (void)folder.file("below/base.json", scenario_with(file + more + R"("tiers": {"web": {"machines": ["web-*"]}})"));
        return read_scenario(folder.file("t.json", R"({"extends": "below/base.json"})"), {},
                             [](const std::string&) { return plain(); });
    };
    const Folder folder;
    const auto one = read(folder, xml), same = read(folder, xml), other = read(folder, "\n" + xml);
    REQUIRE_MESSAGE(one.ok(), all_of(one.problems));
    CHECK(one.scenario.sha256 == same.scenario.sha256);
    CHECK(one.scenario.sha256 != other.scenario.sha256);
    CHECK(one.scenario.files.back().ends_with("below/dc.xml"));
    const auto again =
        read_scenario_text(other.scenario.text, folder.path() / "t.json", {}, [](const std::string&) { return plain(); });
    REQUIRE_MESSAGE(again.ok(), all_of(again.problems));
    CHECK(again.scenario.sha256 == other.scenario.sha256);
    const std::string wrong(64, '0');
    CHECK(tells(read(folder, xml, R"("sha256": ")" + wrong + "\", ").problems, "/platform/sha256", wrong));
}

TEST_CASE("the file is screened before anybody loads it, and lies in the folder of the scenario") {
    const Folder folder;
    (void)folder.file("outside.xml", xml);
    (void)folder.file("in/config.xml", "<platform version=\"4.1\"><config/><trace/></platform>");
    int asked = 0;
    const auto read = [&](const std::string& name) {
        return read_scenario(
                   folder.file("in/t.json", scenario_with(R"("file": ")" + name + R"(", "tiers": {"web": {"machines": ["x"]}})")),
                   {}, [&](const std::string&) { return ++asked, plain(); })
            .problems;
    };
    const Problems refused = read("config.xml");
    CHECK(tells(refused, "in/config.xml:1:25", "<config>"));
    CHECK(tells(refused, "in/config.xml:1:34", "<trace>"));
    CHECK(refused.size() == 2);  // nothing is said of machines that could not be looked up
    CHECK(tells(read("../outside.xml"), "/platform/file", "../outside.xml"));
    CHECK(tells(read("none.xml"), "/platform/file", "does not exist", "a platform file"));
    CHECK(asked == 0);
}

TEST_CASE("what SimGrid says of it is a problem of the file; without SimGrid there is no such file") {
    const Problems problems = read_tier(R"("machines": ["web-1"])", {.hosts = {}, .links = {}, .error = "no such unit"}).problems;
    CHECK(tells(problems, "dc.xml", "no such unit", "SimGrid can load"));
    CHECK(problems.size() == 1);
    const Folder folder;
    (void)folder.file("dc.xml", xml);
    const auto blind = read_scenario(folder.file("t.json", scenario_with(file + R"("tiers": {"web": {"machines": ["web-1"]}})")));
    CHECK(tells(blind.problems, "/platform/file", "only SimGrid"));
}
