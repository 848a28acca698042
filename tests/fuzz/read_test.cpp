// tests/fuzz/read_test.cpp: thousands of small accidents to a valid scenario. The reader may accept or refuse; it may not crash,
// and what it accepts must be whole. Seeds are fixed; a failure prints the one to repeat. About ten seconds at most, by count and
// clock.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <random>
#include <sstream>

#include "scenarios/read.hpp"

using namespace counterless;

namespace {
using Random = std::mt19937_64;  // its sequence is the same everywhere
std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

std::string fixture(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(std::string(COUNTERLESS_SOURCE_DIR) + "/tests/scenarios/fixtures/" + name).rdbuf();
    return text.str();
}

const std::vector<std::string> tokens = {"null",
                                         "true",
                                         "-1",
                                         "0",
                                         "1e308",
                                         "1e999",
                                         "-0.0",
                                         "99999999999999999999",
                                         "\"\"",
                                         "\"8 min\"",
                                         "\"0 s\"",
                                         "\"1e300 week\"",
                                         "{}",
                                         "[]",
                                         "[[]]",
                                         "{\"law\":\"never\"}",
                                         "\"2018-10-22\"",
                                         "\"24:00\"",
                                         "\"main\"",
                                         "\"web\"",
                                         ",",
                                         ":",
                                         "{",
                                         "}",
                                         "[",
                                         "]",
                                         "\"",
                                         "/*",
                                         "//",
                                         "\\",
                                         "\xFF",
                                         "\xE2\x82",
                                         "0.5",
                                         "5000",
                                         "\"1 / s\""};

// One accident: a byte, a token, a value, or a piece dropped, doubled or moved.
void harm(std::string& text, Random& random) {
    const std::size_t at = below(random, text.size()), length = std::min(below(random, 40) + 1, text.size() - at);
    switch (below(random, 12)) {
        case 0:
            text[at] = static_cast<char>(below(random, 256));
            break;
        case 1:
            text.insert(at, tokens[below(random, tokens.size())]);
            break;
        case 2:
            text.erase(at, length);
            break;
        case 3:
            text.insert(below(random, text.size()), text.substr(at, length));
            break;
        default: {  // a whole value: what stands between a colon and the next comma or bracket
            const std::size_t from = text.find(": ", at), until = text.find_first_of(",}]", from);
            if (from != std::string::npos && until != std::string::npos)
                text.replace(from + 2, until - from - 2, tokens[below(random, tokens.size())]);
        }
    }
    if (text.empty()) text = "x";
}

bool whole(const Law& law) { return !std::isnan(law.mean) && law.mean >= 0 && !std::isnan(law.sd); }

std::string fault_of(const Scenario& scenario, const Pool& pool) {
    if (pool.agents < 0 || !whole(pool.after_service) || !whole(pool.setup)) return "pool " + pool.id;
    double reached_s = 0;
    for (const Duty& duty : pool.duties) {
        if (duty.from_s < reached_s || duty.until_s <= duty.from_s || duty.until_s > scenario.study.horizon_s || duty.agents < 0)
            return "duty of " + pool.id;
        reached_s = duty.from_s;
        for (const Break& pause : duty.breaks)
            if (pause.from_s < duty.from_s || pause.from_s > pause.until_s || pause.until_s > duty.until_s ||
                !(pause.length_s > 0))
                return "break of " + pool.id;
    }
    for (const Skill& skill : pool.skills)
        if (skill.klass >= scenario.classes.size() || !(skill.speed > 0)) return "skill of " + pool.id;
    return pool.breakdown && !(pool.breakdown->up.mean > 0) ? "breakdown of " + pool.id : "";
}

std::string fault_of(const Scenario& scenario, const Station& station) {
    if (!station.classes.empty() && station.classes.size() != scenario.classes.size()) return "classes";
    if (station.batch_min < 1 || station.batch_max < station.batch_min) return "batch";
    for (std::size_t i = 1; i < station.balk.size(); ++i)
        if (station.balk[i].from <= station.balk[i - 1].from) return "balking";
    for (const Pool& pool : station.pools)
        if (!fault_of(scenario, pool).empty()) return fault_of(scenario, pool);
    const auto known = [&](Index one) { return one < scenario.stations.size() && !scenario.stations[one].guides; };
    for (const Route& route : station.routes) {
        const bool goes = route.goal == Goal::station || route.goal == Goal::shortest;
        if (goes == route.stations.empty() || !std::all_of(route.stations.begin(), route.stations.end(), known)) return "route";
        if (route.when && !known(route.when->station)) return "condition";
    }
    if (station.fork &&
        (station.fork->stations.empty() || !std::all_of(station.fork->stations.begin(), station.fork->stations.end(), known)))
        return "fork";
    for (const Otherwise& one : station.otherwise) {
        if ((one.elsewhere > 0 && !known(one.station)) || (one.digital > 0 && one.channel >= scenario.channels.size()))
            return "way";
        if (one.stated() && (!whole(one.delay) || !std::isfinite(one.delay.mean))) return "delay";
    }
    return "";
}

// What the simulation relies on without looking again.
std::string fault_of(const Scenario& scenario) {
    if (!(scenario.study.horizon_s > 0) || !std::isfinite(scenario.study.horizon_s)) return "horizon";
    if (scenario.study.warmup_s >= scenario.study.horizon_s || scenario.study.replications < 1) return "study";
    if (scenario.streams.empty() && !scenario.needs) return "nobody comes";
    if (scenario.centres.empty() && scenario.channels.empty()) return "nobody serves";
    for (const Station& station : scenario.stations) {
        if (!fault_of(scenario, station).empty()) return fault_of(scenario, station) + " of " + station.id;
        if (station.centre >= scenario.centres.size() || station.agents < 0 || !whole(station.service) ||
            !std::isfinite(station.service.mean))
            return "station " + station.id;
        if (!whole(station.patience)) return "patience of " + station.id;
    }
    for (const Centre& centre : scenario.centres) {
        if (centre.path.empty() || !(centre.weight >= 0)) return "centre " + centre.id;
        for (std::size_t i = 1; i < centre.open.size(); ++i)
            if (centre.open[i].open_s < centre.open[i - 1].close_s) return "hours of " + centre.id;
    }
    for (const Channel& channel : scenario.channels)
        for (const Step& step : channel.steps)
            if (step.where >=
                    (step.kind == StepKind::transfer ? scenario.platform.links.size() : scenario.platform.tiers.size()) ||
                !whole(step.amount))
                return "step of " + channel.id;
    for (const Stream& stream : scenario.streams) {
        if ((stream.station == none) == (stream.channel == none) || stream.pieces.empty()) return "stream " + stream.id;
        if (stream.pieces.front().from_s != 0 || stream.pieces.back().until_s != scenario.study.horizon_s)
            return "pieces of " + stream.id;
    }
    for (const Knob& knob : scenario.knobs)
        if (!(knob.from_s < knob.until_s) || knob.from_s < 0 || knob.until_s > scenario.study.horizon_s) return "knob";
    double share = 0;
    for (const Service& service : scenario.services) {
        share += service.share;
        if (service.presence.empty() || service.segments.size() > scenario.segments.size()) return "service " + service.id;
    }
    return !scenario.services.empty() && std::abs(share - 1) > 1e-6 ? "shares of the services" : "";
}

struct Count {
    int read = 0, accepted = 0;
};
Count bombard(const std::string& healthy, std::uint64_t seeds, double seconds) {
    Count count;
    const auto begin = std::chrono::steady_clock::now();
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        if (std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() > seconds) break;
        Random random(seed);
        std::string text = healthy;
        for (std::size_t accidents = 1 + below(random, 3); accidents > 0; --accidents) harm(text, random);
        const ReadResult result =
            read_scenario_text(text, std::string(COUNTERLESS_SOURCE_DIR) + "/tests/scenarios/fixtures/fuzz.json");
        ++count.read;
        for (const Problem& problem : result.problems)
            if (problem.place.empty() || problem.found.empty() || problem.expected.empty() ||
                to_text(problem).find('\n') != std::string::npos)
                FAIL_CHECK("seed " << seed << ": an empty or broken line: " << to_text(problem));
        if (!result.ok()) continue;
        ++count.accepted;
        const std::string fault = fault_of(result.scenario);
        if (!fault.empty()) FAIL_CHECK("seed " << seed << " is accepted with a faulty " << fault);
    }
    return count;
}
}  // namespace

TEST_CASE("no accident to a textbook scenario brings the reader down") {
    const Count count = bombard(fixture("mm8.json"), 60000, 4);
    MESSAGE(count.read << " read, " << count.accepted << " accepted");
    CHECK(count.read > 100);
}
TEST_CASE("no accident to a scenario with every part brings the reader down") {
    const Count count = bombard(fixture("town.json"), 40000, 6);
    MESSAGE(count.read << " read, " << count.accepted << " accepted");
    CHECK(count.read > 100);
    CHECK(count.accepted > 0);
}
TEST_CASE("no accident to a hall with every rule of a station brings the reader down") {
    const Count count = bombard(fixture("halls.json"), 40000, 6);
    MESSAGE(count.read << " read, " << count.accepted << " accepted");
    CHECK(count.read > 100);
    CHECK(count.accepted > 0);
}
TEST_CASE("no nonsense of --set brings the reader down") {
    const std::vector<std::string> keys = {"centres",  "*",       "main", "stations", "counter", "service", "mean",  "agents",
                                           "channels", "journey", "0",    "",         "~",       "~1",      "study", "x"};
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        Random random(seed);
        std::string pointer;
        for (std::size_t i = below(random, 6); i > 0; --i) pointer += "/" + keys[below(random, keys.size())];
        const ReadResult result = read_scenario(std::string(COUNTERLESS_SOURCE_DIR) + "/tests/scenarios/fixtures/town.json",
                                                {{pointer, tokens[below(random, tokens.size())]}});
        if (result.ok() && !fault_of(result.scenario).empty()) FAIL_CHECK("seed " << seed << ": " << fault_of(result.scenario));
    }
}
