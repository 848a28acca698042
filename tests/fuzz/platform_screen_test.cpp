// tests/fuzz/platform_screen_test.cpp: thousands of small accidents to a platform file, with every forbidden word among them.
// It may be refused; what is let through holds nothing forbidden, and screened again it stays as it is. Seeds are fixed.
#include "scenarios/platform_screen.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace counterless;

namespace {
using Random = std::mt19937_64;  // its sequence is the same everywhere
std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

const std::string healthy = R"(<?xml version="1.0"?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1">
  <!-- two hosts -->
  <zone id="dc" routing="Full">
    <host id="a" speed="1Gf" core="2"><prop id="wattage_per_state" value="1:2:3"/></host>
    <cluster id="c" prefix="n-" suffix="" radical="0-3" speed="1Gf" bw="1GBps" lat="1ms"/>
    <link id="l" bandwidth="1GBps" latency="1ms"/><route src="a" dst="a"><link_ctn id="l"/></route>
  </zone>
</platform>
)";
const std::vector<std::string> tokens = {"<config>",
                                         "</config>",
                                         "<config/>",
                                         "<trace id='t' file='x'/>",
                                         "<include file='x'/>",
                                         "<actor/>",
                                         " speed_file=\"x\"",
                                         " file='x'",
                                         "<!--",
                                         "-->",
                                         "<![CDATA[",
                                         "]]>",
                                         "<?",
                                         "?>",
                                         "<!DOCTYPE",
                                         "[<!ENTITY a 'b'>]",
                                         "&a;",
                                         "&lt;",
                                         "&#60;",
                                         "<",
                                         ">",
                                         "\"",
                                         "'",
                                         "/",
                                         "&",
                                         "\n",
                                         std::string(1, '\0'),
                                         "\xEF\xBB\xBF",
                                         "\xFF",
                                         "<zone",
                                         "</zone>",
                                         "<platform>",
                                         "</platform>",
                                         " id=\"a\""};

void harm(std::string& text, Random& random) {
    const std::size_t at = below(random, text.size()), length = std::min(below(random, 60) + 1, text.size() - at);
    switch (below(random, 5)) {
        case 0:
            text[at] = static_cast<char>(below(random, 256));
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(below(random, text.size()), text.substr(at, length));
            break;
        default:
            text.insert(at, tokens[below(random, tokens.size())]);
    }
    if (text.empty()) text = "x";
}

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t found = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
    return found;
}
std::string forbidden_in(const std::string& xml) {
    for (const char* word : {"<config", "<trace", "<include", "<actor", "<process", "file=\"", "<![", "<!--"})
        if (xml.find(word) != std::string::npos) return word;
    return count(xml, "<?") == 1 && count(xml, "<!") == 1 ? "" : "a second head";
}
}  // namespace

TEST_CASE("no accident to a platform file lets anything through but hosts, links and what joins them") {
    int passed = 0;
    for (std::uint64_t seed = 1; seed <= 30000; ++seed) {
        Random random(seed);
        std::string text = healthy;
        for (std::size_t accidents = 1 + below(random, 3); accidents > 0; --accidents) harm(text, random);
        Problems problems;
        const auto xml = screen_platform(text, "dc.xml", problems);
        if (xml.has_value() != problems.empty()) FAIL_CHECK("seed " << seed << ": refused without a reason, or the other way");
        if (!xml) continue;
        ++passed;
        const std::string forbidden = forbidden_in(*xml);
        if (!forbidden.empty()) FAIL_CHECK("seed " << seed << " lets through " << forbidden);
        if (screen_platform(*xml, "dc.xml", problems) != xml) FAIL_CHECK("seed " << seed << " is read differently when written");
    }
    MESSAGE(passed << " passed");
    CHECK(passed > 100);
}
