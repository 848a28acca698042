// A log says what happened, once, in the words of the standard, in three forms, whole or not at all.
#include "results/log.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/sim/town.hpp"

using namespace counterless;
namespace fs = std::filesystem;

namespace {
struct Folder {
    Folder() : path(fs::temp_directory_path() / ("counterless-log-" + std::to_string(getpid()))) {
        fs::remove_all(path);
        fs::create_directory(path);
    }
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::string file(const std::string& name) const { return (path / name).string(); }
    fs::path path;
};
std::string content(const std::string& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}
std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
}
std::size_t times(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
    return count;
}
Scenario bank() {
    Scenario scenario = town();
    scenario.name = "A \"bank\" & <more>";
    scenario.calendar.start = "2018-10-31";
    scenario.classes = {{.id = "plain", .name = {}}, {.id = "urgent", .name = {}}};
    scenario.stations[0].pools.resize(1);
    scenario.stations[0].pools[0].id = "senior";
    return scenario;
}
// Visit 7 is preempted once and served; 8 gives up; 9 finds the place full; 10 is still inside. A need is tried twice on a
// channel, and another at the desk of visit 10.
void live(const Scenario& scenario, LogWriter& writer) {
    Log log(scenario, writer);
    const Person anna{.visit = 7, .station = 0, .klass = 0, .pool = 0, .agent = 2};
    const auto someone = [](std::uint64_t visit) { return Person{.visit = visit, .station = 0, .klass = 1}; };
    for (const std::uint64_t visit : {7, 8, 9, 10})
        log.visit_began(9 * hour_s, visit, 0, 1, visit == 7 ? 0 : 1, visit == 10 ? none : 0);
    log.arrived(9 * hour_s, {.visit = 7, .station = 0, .klass = 0});
    log.began(9 * hour_s + 60.25, anna, 60.25);
    log.arrived(9.5 * hour_s, someone(8));
    log.interrupted(10 * hour_s, anna);
    log.refused(10 * hour_s, someone(9), Refusal::full);
    log.visit_ended({9, 9 * hour_s, 10 * hour_s, 0, 0, 1, 1, 1, VisitEnd::refused, false});
    log.resumed(11 * hour_s, anna);
    log.reneged(11 * hour_s, someone(8), 1.5 * hour_s);
    log.visit_ended({8, 9 * hour_s, 11 * hour_s, 1.5 * hour_s, 0, 1, 1, 1, VisitEnd::gave_up, true});
    log.attempt_ended({day_s, day_s + 2, 0, 1, 0, Failure::error, true, 4});
    log.attempt_ended({day_s + 1, day_s + 3, 1, none, 1, Failure::nothing, false, 5, 10});
    log.attempt_ended({day_s + 60, day_s + 62, 0, 1, 0, Failure::nothing, false, 4});
    log.ended(day_s + 1.5 * hour_s, anna, 60.25, 16 * hour_s);
    log.visit_ended({7, 9 * hour_s, day_s + 1.5 * hour_s, 60.25, 0, 1, 0, 1, VisitEnd::served, true});
    log.finished(2 * day_s, Ending::horizon_reached, {0, 1});
}
void write_log(const std::string& file) {
    const Scenario scenario = bank();
    const auto writer = log_writer(scenario, file, [] { return true; });
    live(scenario, *writer);
}
}  // namespace

TEST_CASE("a CSV line holds case, activity, lifecycle, time, resource and who it was") {
    const Folder folder;
    write_log(folder.file("a.csv"));
    const auto all = lines(content(folder.file("a.csv")));
    REQUIRE(all.size() == 1 + 14);
    CHECK(all[0] == "case,activity,lifecycle,time_s,time,resource,pool,class,segment,service,detail");
    CHECK(all[1] == "7,hall/counter,schedule,32400.000000,2018-10-31T09:00:00.000,,,plain,traders,licence,");
    CHECK(all[2] ==
          "7,hall/counter,start,32460.250000,2018-10-31T09:01:00.250,hall/counter/senior/3,senior,plain,traders,licence,");
    CHECK(all[5] == "9,hall/counter,autoskip,36000.000000,2018-10-31T10:00:00.000,,,urgent,traders,licence,full");
    CHECK(all[7] == "8,hall/counter,withdraw,39600.000000,2018-10-31T11:00:00.000,,,urgent,traders,licence,gave_up");
    CHECK(all[8] == "a4,channel/app,start,86400.000000,2018-11-01T00:00:00.000,,,,people,inquiry,");
    CHECK(all[9] == "a4,channel/app,ate_abort,86402.000000,2018-11-01T00:00:02.000,,,,people,inquiry,failed");
    CHECK(all[10] == "10,channel/web,start,86401.000000,2018-11-01T00:00:01.000,,,,traders,,");
    CHECK(all[13] == "a4,channel/app,complete,86462.000000,2018-11-01T00:01:02.000,,,,people,inquiry,");
}

TEST_CASE("an XES log has a trace for each visit and need on a channel, and its events in order") {
    const Folder folder;
    write_log(folder.file("a.xes"));
    const std::string text = content(folder.file("a.xes"));
    CHECK(times(text, "<trace>") == 5);  // four visits, one of them still inside, and a need that was tried twice
    CHECK(times(text, "</trace>") == 5);
    CHECK(times(text, "<event>") == 14);
    const auto trace_of = [&](const std::string& name) {
        const std::size_t begin = text.find("<trace>\n<string key=\"concept:name\" value=\"" + name + "\"/>");
        return text.substr(begin, text.find("</trace>", begin) - begin);
    };
    CHECK(times(trace_of("a4"), "<event>") == 4);
    CHECK(times(trace_of("10"), "channel/web") == 2);
    CHECK(times(trace_of("7"), "<string key=\"service\" value=\"licence\"/>") == 1);
    CHECK(times(trace_of("10"), "\"service\"") == 0);
    CHECK(text.find("value=\"A &quot;bank&quot; &amp; &lt;more>\"") != std::string::npos);
    const std::string trace =
        text.substr(text.find("value=\"7\""), text.find("</trace>", text.find("value=\"7\"")) - text.find("value=\"7\""));
    std::size_t at = 0;
    for (const char* lifecycle : {"schedule", "start", "suspend", "resume", "complete"}) {
        const std::size_t found = trace.find(std::string("value=\"") + lifecycle + "\"");
        CHECK(found != std::string::npos);
        CHECK(found > at);
        at = found;
    }
    CHECK(trace.find("<string key=\"outcome\" value=\"served\"/>") != std::string::npos);
    CHECK(trace.find("<string key=\"org:resource\" value=\"hall/counter/senior/3\"/>") != std::string::npos);
    CHECK(trace.find("<date key=\"time:timestamp\" value=\"2018-11-01T01:30:00.000+00:00\"/>") != std::string::npos);
}

TEST_CASE("a SQLite log answers by SQL what the CSV holds") {
    const Folder folder;
    write_log(folder.file("a.sqlite"));
    SQLite::Database database(folder.file("a.sqlite"));
    const auto number = [&](const std::string& query) { return database.execAndGet(query).getDouble(); };
    CHECK(number("SELECT count(*) FROM events") == 14);
    CHECK(number("SELECT count(*) FROM cases") == 4);
    CHECK(number("SELECT count(*) FROM events WHERE \"case\" = 'a4' AND service = 'inquiry' AND class IS NULL") == 4);
    CHECK(number("SELECT count(*) FROM events WHERE resource = 'hall/counter/senior/3' AND pool = 'senior'") == 4);
    CHECK(number("SELECT count(*) FROM events WHERE resource IS NULL AND pool IS NULL") == 10);
    CHECK(number("SELECT count(*) FROM events WHERE detail IS NOT NULL") == 3);
    CHECK(number("SELECT count(*) FROM cases WHERE outcome IS NULL") == 1);
    CHECK(number("SELECT b.time_s - a.time_s FROM events a JOIN events b USING(\"case\") WHERE a.lifecycle = 'schedule' AND "
                 "b.lifecycle = 'start'") == 60.25);
    CHECK(number("SELECT waited_s FROM cases WHERE outcome = 'served'") == 60.25);
}

TEST_CASE("a log that does not come to its end leaves nothing; one that fails says why") {
    const Folder folder;
    const Scenario scenario = bank();
    for (const char* name : {"a.csv", "a.xes", "a.sqlite"}) {
        CAPTURE(name);
        const auto writer = log_writer(scenario, folder.file(name), [] { return true; });
        Log log(scenario, *writer);
        log.arrived(1, {.visit = 1, .station = 0});
    }
    CHECK(fs::is_empty(folder.path));
    const auto stopped = log_writer(scenario, folder.file("a.csv"), [] { return false; });
    CHECK_THROWS_AS(live(scenario, *stopped), LogInterrupted);
    CHECK_THROWS_AS(log_writer(scenario, "/nowhere/a.xes", [] { return true; }), std::runtime_error);
    fs::create_symlink("/dev/full", folder.path / "full.csv");
    const auto full = log_writer(scenario, folder.file("full.csv"), [] { return true; });
    CHECK_THROWS_WITH_AS(live(scenario, *full), doctest::Contains("No space left"), std::runtime_error);
}

TEST_CASE("without a calendar the horizon begins with 1970") {
    const Folder folder;
    Scenario scenario = bank();
    scenario.calendar = {};
    const auto writer = log_writer(scenario, folder.file("a.csv"), [] { return true; });
    live(scenario, *writer);
    CHECK(content(folder.file("a.csv")).find("86402.000000,1970-01-02T00:00:02.000,") != std::string::npos);
}
