// What of a platform file reaches SimGrid: hosts, links and what joins them; never settings, other files or programs.
#include "scenarios/platform_screen.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
const std::string head = "<?xml version='1.0'?>\n<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n";
std::string platform_of(const std::string& content) {
    return head + "<platform version=\"4.1\">\n" + content + "\n</platform>\n";
}

struct Screened {
    std::optional<std::string> xml;
    Problems problems;
};
Screened screen(const std::string& text) {
    Screened result;
    result.xml = screen_platform(text, "dc.xml", result.problems);
    CHECK(result.xml.has_value() == result.problems.empty());
    return result;
}
Problems problems_of(const std::string& content) { return screen(platform_of(content)).problems; }
std::ptrdiff_t line_of(const std::string& text, const std::string& word) {
    REQUIRE(text.find(word) != std::string::npos);
    return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(word)), '\n');
}
}  // namespace

TEST_CASE("hosts, links and routes pass, each on its line; comments are left out") {
    const std::string text = platform_of(
        "<!-- two\nlines --><zone id='z' routing=\"Full\">\n\n"
        "  <host id=\"a\" speed=\"1Gf\"\n   core=\"4\"><prop id=\"wattage_per_state\" value=\"1:2:3\"/></host>\n"
        "<!-- <config/> -->\n"
        "  <link id=\"l\" bandwidth=\"1GBps\" latency=\"1ms\"/>\n"
        "  <route src=\"a\" dst=\"a\"><link_ctn id=\"l\"/></route></zone>");
    const auto screened = screen(text);
    REQUIRE_MESSAGE(screened.xml, all_of(screened.problems));
    CHECK(screened.xml->find("config") == std::string::npos);
    CHECK(screened.xml->find("two") == std::string::npos);
    for (const std::string word : {"<platform", "<zone", "<host", "<link id", "<route"})
        CHECK(line_of(*screened.xml, word) == line_of(text, word));
    CHECK(screen(*screened.xml).xml == screened.xml);  // what was written says the same
}

TEST_CASE("what could hide something is written out: entities, quotation marks, brackets") {
    const auto screened = screen(platform_of(R"(<zone id="&#60;config&gt;" routing='"/>&lt;config'/>)"));
    REQUIRE(screened.xml);
    CHECK(screened.xml->find("<config") == std::string::npos);
    CHECK(screened.xml->find(R"(<zone id="&lt;config&gt;" routing="&quot;/&gt;&lt;config"></zone>)") != std::string::npos);
    const auto unknown = screen(platform_of(R"(<zone id="&secret;" routing="Full"/>)"));  // pugixml resolves no entity
    REQUIRE(unknown.xml);
    CHECK(unknown.xml->find("&amp;secret;") != std::string::npos);
}

TEST_CASE("settings, includes, traces and actors are refused with their place, all at once") {
    const std::string content =
        "<config id=\"General\"><prop id=\"tracing/filename\" value=\"/etc/passwd\"/></config>\n"
        "<include file=\"other.xml\"/>\n"
        "<zone id=\"z\" routing=\"Full\"/>\n"
        "  <trace id=\"t\" file=\"t.txt\" periodicity=\"1\"/>\n"
        "<trace_connect trace=\"t\" element=\"a\"/>\n"
        "<process host=\"a\" function=\"f\"/><actor host=\"a\" function=\"f\"><argument value=\"1\"/></actor>";
    const Problems problems = problems_of(content);
    CHECK(tells(problems, "dc.xml:4:1", "<config>", "settings"));
    CHECK(tells(problems, "dc.xml:5:1", "<include>", "one file"));
    CHECK(tells(problems, "dc.xml:5:1", "file in <include>"));
    CHECK(tells(problems, "dc.xml:7:3", "<trace>", "/platform/disruptions"));
    CHECK(tells(problems, "dc.xml:8:1", "<trace_connect>"));
    CHECK(tells(problems, "dc.xml:9:1", "<process>", "actors"));
    CHECK(tells(problems, "dc.xml:9:33", "<actor>", "actors"));
    CHECK(problems.size() == 9);
}

TEST_CASE("no attribute names another file") {
    for (const std::string name : {"availability_file", "state_file", "speed_file", "bandwidth_file", "latency_file", "any_file"})
        CHECK(tells(problems_of("<host id=\"a\" speed=\"1Gf\" " + name + "=\"\"/>"), "dc.xml:4:1", name + " in <host>"));
}

TEST_CASE("what SimGrid may know some day is refused until it was looked at") {
    CHECK(tells(problems_of("<plugin id=\"p\"/>"), "dc.xml:4:1", "<plugin>", "one of"));
    CHECK(tells(problems_of("<hots id=\"a\"/>"), "dc.xml:4:1", "<hots>", "\"host\" (did you mean it?)"));
    CHECK(tells(problems_of("<storage_type id=\"p\"/>"), "dc.xml:4:1", "<storage_type>"));
    CHECK(tells(problems_of("<config:x/>"), "dc.xml:4:1", "<config:x>"));
}

TEST_CASE("a DOCTYPE other than SimGrid's own, with entities or without") {
    const std::string body = "<platform version=\"4.1\"/>";
    const auto tell = [&](const std::string& doctype) { return screen(doctype + body).problems; };
    CHECK(tell("").empty());
    CHECK(tell("<!DOCTYPE platform SYSTEM 'simgrid.dtd'>").empty());
    CHECK(tell("<!DOCTYPE platform SYSTEM \"http://simgrid.gforge.inria.fr/simgrid/simgrid.dtd\" >").empty());
    for (const std::string own :
         {"<!DOCTYPE platform SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE platform>", "<!DOCTYPE html SYSTEM \"simgrid.dtd\">",
          "<!DOCTYPE platform [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
          "<!DOCTYPE platform SYSTEM \"simgrid.dtd\" [<!ENTITY a \"b\">]>"})
        CHECK_MESSAGE(tells(tell(own), "dc.xml:1:", "DOCTYPE"), own);
}

TEST_CASE("no instructions, no text, no CDATA, nothing twice") {
    CHECK(tells(problems_of("<?include /etc/passwd?>"), "dc.xml:4:", "<?include?>"));
    CHECK(tells(screen(head + "<?xml-stylesheet href='x'?><platform version='4.1'/>").problems, "dc.xml:3:", "xml-stylesheet"));
    CHECK(tells(problems_of("<![CDATA[<config/>]]>"), "dc.xml:4:", "text between"));
    CHECK(tells(problems_of("hello"), "dc.xml", "text between"));
    CHECK(tells(problems_of("<host id='a' id='b'/>"), "dc.xml:4:1", "id twice in <host>"));
    CHECK(tells(problems_of("<host id='a&#10;b'/>"), "dc.xml:4:1", "control character"));
    CHECK(tells(screen("<platform version='4.1'/><platform version='4.1'/>").problems, "dc.xml:1:26", "<platform> at the top"));
    CHECK(tells(screen("<zone id='z' routing='Full'/>").problems, "dc.xml:1:1", "<zone> at the top", "one <platform>"));
}

TEST_CASE("what is no XML, no text or too much of it") {
    CHECK(tells(screen("").problems, "dc.xml:1:1", "broken XML"));
    CHECK(tells(screen(head + "<platform version='4.1'>\n<zone>\n</platform>").problems, "dc.xml:5", "broken XML"));
    CHECK(tells(screen(std::string("<platform>\0</platform>", 22)).problems, "dc.xml:1:11", "0x00", "UTF-8"));
    CHECK(tells(screen("<platform version='\xFF'/>").problems, "dc.xml:1:20", "0xFF"));
    CHECK(tells(screen("\x7F"
                       "ELF\x02")
                    .problems,
                "dc.xml:1:1", "0x7F"));  // SimGrid would run a shared library
    std::string deep, many;
    for (int i = 0; i < 70; ++i) deep += "<zone id='z' routing='Full'>";
    for (int i = 0; i < 70; ++i) deep += "</zone>";
    CHECK(tells(problems_of(deep), "dc.xml:4:", "nested deeper", "64"));
    for (int i = 0; i < 600'000; ++i) many += "<a/>";
    CHECK(tells(problems_of(many), "dc.xml", "more than 500000 elements"));
    many.resize(4 * 10'000);
    CHECK(problems_of(many).size() <= 510);
    CHECK(problems_of(many).size() >= 400);
}
