// Real platform files before the real SimGrid: what they hold, and that nothing they hold brings the asking program down.
#include "sim/machines_survey.hpp"

#include <dirent.h>
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenarios/read.hpp"

using namespace counterless;
using doctest::Approx;

namespace {
PlatformSurvey survey(const std::string& content, double limit_s = survey_limit_s) {
    return survey_platform(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"
        "<platform version=\"4.1\">\n" +
            content + "\n</platform>\n",
        limit_s);
}
std::string zone(const std::string& content) { return "<zone id=\"z\" routing=\"Full\">" + content + "</zone>"; }
PlatformSurvey good(const std::string& content) {
    PlatformSurvey result = survey(content);
    REQUIRE_MESSAGE(result.error.empty(), result.error);
    return result;
}
const SurveyedLink& link_of(const PlatformSurvey& found, const std::string& name) {
    for (const SurveyedLink& link : found.links)
        if (link.name == name) return link;
    FAIL("no link " << name);
    return found.links.front();
}
bool says(const PlatformSurvey& result, const std::string& words) { return result.error.find(words) != std::string::npos; }
// The first block of this language after a heading of the guide.
std::string example(const std::string& heading, const std::string& language) {
    std::ostringstream page;
    page << std::ifstream(COUNTERLESS_SOURCE_DIR "/docs/guides/platform.md").rdbuf();
    const std::string text = page.str(), fence = "```" + language + "\n";
    const std::size_t from = text.find(fence, text.find(heading)) + fence.size();
    return text.substr(from, text.find("```", from) - from);
}
std::ptrdiff_t open_files() {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return std::distance(begin(all), end(all));
}
}  // namespace

TEST_CASE("hosts with speed, cores and watts; links with bandwidth, latency and how they are shared") {
    const auto found = good(zone(
        R"(<host id="big" speed="2Gf,1Gf" core="4" pstate="1"><prop id="wattage_per_state" value="100:120:200, 50:60:90"/>
           <prop id="wattage_off" value="10"/></host><host id="a &lt;b&gt; &amp; &quot;c&quot;" speed="500Mf"/>
           <link id="backbone" bandwidth="1Gbps" latency="20ms"/>
           <link id="access" bandwidth="125MBps" latency="0" sharing_policy="FATPIPE"/>
           <link id="both" bandwidth="2GBps" latency="1us" sharing_policy="SPLITDUPLEX"/>)"));
    REQUIRE(found.hosts.size() == 2);
    CHECK(found.hosts[0] == SurveyedHost{.name = "a <b> & \"c\"", .flops_per_s = 5e8});
    CHECK(found.hosts[1] == SurveyedHost{.name = "big",
                                         .flops_per_s = 1e9,
                                         .cores = 4,
                                         .power_state = 1,
                                         .wattage_per_state = "100:120:200, 50:60:90",
                                         .wattage_off = "10"});
    CHECK(found.links.size() == 4);
    CHECK(link_of(found, "backbone").bandwidth_per_s == 1.25e8);  // as written: no factor of a network model
    CHECK(link_of(found, "backbone").latency_s == 0.02);
    CHECK(link_of(found, "backbone").sharing == Sharing::shared);
    CHECK(link_of(found, "access").sharing == Sharing::fatpipe);
    CHECK(link_of(found, "both_UP").latency_s == Approx(1e-6));
    CHECK(link_of(found, "both_DOWN").sharing == Sharing::shared);
}

TEST_CASE("a cluster is its hosts, its links and its backbone") {
    const auto found = good(R"(<cluster id="c" prefix="node-" suffix=".dc" radical="0-2,7" speed="5Gf" core="8"
        bw="125MBps" lat="50us" bb_bw="2.25GBps" bb_lat="500us"/>)");
    std::vector<std::string> names;
    for (const SurveyedHost& host : found.hosts) names.push_back(host.name);
    CHECK(names == std::vector<std::string>{"node-0.dc", "node-1.dc", "node-2.dc", "node-7.dc"});
    CHECK(found.hosts[3].cores == 8);
    CHECK(found.hosts[3].flops_per_s == 5e9);
    CHECK(link_of(found, "c_backbone").bandwidth_per_s == 2.25e9);
    CHECK(link_of(found, "c_link_7_UP").latency_s == Approx(50e-6));
}

TEST_CASE("wifi is neither shared nor a fat pipe") {
    const auto found = good(R"(<zone id="w" routing="Wifi"><prop id="access_point" value="r"/>
        <link id="air" bandwidth="54Mbps,6Mbps" latency="0ms" sharing_policy="WIFI"/><host id="h" speed="1f"/><router id="r"/></zone>)");
    CHECK(link_of(found, "air").sharing == Sharing::other);
}

TEST_CASE("a program may ask again and again, and nothing stays behind") {
    const std::string two = zone(R"(<host id="h" speed="1f"/>)");
    (void)survey(two);
    const auto before = open_files();
    for (int i = 0; i < 3; ++i) CHECK(good(two).hosts.size() == 1);
    (void)survey("<zone");
    CHECK(open_files() == before);
    CHECK(waitpid(-1, nullptr, WNOHANG) == -1);
    CHECK(errno == ECHILD);
}

TEST_CASE("what SimGrid does not understand is told in its words, with the line") {
    CHECK(says(survey(zone("\n\n<host id=\"h\" speed=\"1Gg\"/>")), "line 6: unknown unit: Gg"));
    CHECK(says(survey(zone("<host id=\"h\" speeed=\"1Gf\"/>")), "speeed"));
    CHECK(says(survey(zone("<host id=\"h\" speed=\"1Gf\"")), "line "));
    CHECK(says(survey(zone(R"(<host id="h" speed="1f"/><host id="h" speed="1f"/>)")), "second host named 'h'"));
    CHECK(says(survey_platform(""), "EOF"));
    CHECK(says(survey_platform("<platform version=\"3\"></platform>"), "line 1"));
    CHECK(survey("<zone").error.find("/proc/") == std::string::npos);
}

TEST_CASE("a file on which SimGrid aborts ends the child, not the program") {
    const auto coreless = survey(zone(R"(<host id="h" speed="1f" core="0"/>)"));
    CHECK_MESSAGE(says(coreless, "SimGrid aborts: Host h must have at least one core"), coreless.error);
    CHECK(coreless.error.find("Backtrace") == std::string::npos);
    CHECK(says(survey("<zone id=\"z\" routing=\"Nonsense\"></zone>"), "SimGrid aborts"));
    CHECK(says(survey("<include file=\"other.xml\"></include>"), "removed"));
}

TEST_CASE("a cluster beyond all bounds: too many, too large, too slow") {
    const auto cluster = [](const std::string& most) {
        return R"(<cluster id="c" prefix="n" suffix="" radical="0-)" + most + R"(" speed="1f" bw="1Bps" lat="1s"/>)";
    };
    CHECK(says(survey(cluster("40000")), "more than 100000 together"));
    const auto began = std::chrono::steady_clock::now();
    CHECK(says(survey(cluster("100000000"), 0.3), "not loaded after 0.3 s"));
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(10));
}

TEST_CASE("even a file that was not screened writes nothing into another") {
    const auto target = std::filesystem::temp_directory_path() / "counterless_survey_trace";
    std::filesystem::remove(target);
    (void)survey("<config id=\"General\"><prop id=\"tracing\" value=\"yes\"/><prop id=\"tracing/filename\" value=\"" +
                 target.string() + "\"/></config>" + zone(R"(<host id="h" speed="1f"/>)"));
    CHECK((!std::filesystem::exists(target) || std::filesystem::file_size(target) == 0));
    std::filesystem::remove(target);
}

TEST_CASE("the example of the guide is read as the guide says") {
    std::string name = (std::filesystem::temp_directory_path() / "survey_XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(name.data());
    const std::string heading = "## An existing SimGrid platform";
    std::ofstream(folder / "datacentre.xml") << example(heading, "xml");
    const std::string text = R"({"name": "t", "centres": {"hall": {"stations": {"desk": {"agents": 1, "service": "1 min"}}}},
        "demand": {"streams": {"all": {"to": "hall", "rate": "1 / h"}}}, "study": {"horizon": "1 h"}, )" +
                             example(heading, "json") + "}";
    const ReadResult read =
        read_scenario_text(text, folder / "t.json", {}, [](const std::string& xml) { return survey_platform(xml); });
    std::filesystem::remove_all(folder);
    for (const Problem& problem : read.problems) FAIL_CHECK(to_text(problem));
    const Platform& platform = read.scenario.platform;
    REQUIRE(platform.tiers.size() == 3);
    CHECK(platform.tiers[0].hosts == 2);
    CHECK(platform.tiers[0].speed == 3);
    CHECK(platform.tiers[1].cores == 32);
    CHECK(platform.tiers[1].power->full_w == 400);
    CHECK(platform.tiers[2].hosts == 2);
    CHECK(platform.links[0].bandwidth_per_s == 1.25e8);
}
