// Traces: what a CSV file says becomes tickets, each fault is told with its line and column, and no file is opened outside.
#include "scenarios/trace.hpp"

#include <doctest/doctest.h>

#include "scenarios/forecast.hpp"
#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
const std::string place = "/demand/streams/all/trace";
// A centre of two stations, two classes, one day from 2018-10-21.
std::string scenario_with(const std::string& trace, const std::string& to = "hall") {
    return scenario_of(R"("centres": {"hall": {"stations": {"reception": {"agents": 1, "service": "1 min"},
                                                         "counter": {"agents": 8, "service": "1 min"}}}},
        "calendar": {"start": "2018-10-21", "end": "2018-10-22"},
        "customers": {"classes": {"everyone": {}, "elderly": {}}},
        "demand": {"streams": {"all": {"to": ")" +
                       to + R"(", "trace": {)" + trace + "}}}}");
}
ReadResult read_csv(const std::string& csv, const std::string& more = "", const std::string& to = "hall") {
    const Folder folder;
    (void)folder.file("arrivals.csv", csv);
    return read_scenario(folder.file("t.json", scenario_with(R"("file": "arrivals.csv")" + more, to)));
}
std::vector<Ticket> tickets_of(const ReadResult& result) {
    INFO(all_of(result.problems));
    REQUIRE(result.ok());
    return result.scenario.streams.at(0).trace;
}
}  // namespace

TEST_CASE("whole tickets: times in every form, class, patience, service by station; empty cells are drawn") {
    const auto result = read_csv(
        "arrived,class,patience,counter,reception\n"
        "2018-10-22 08:30:15.5,elderly,10 min,240,\n"
        "90,,,,30\n"
        "08:30,everyone,600,2 min,0\n"
        "2018-10-21T08:30,,,,\n"
        "1.5 min,,,,\n");
    const auto tickets = tickets_of(result);
    REQUIRE(tickets.size() == 5);
    CHECK(tickets[0].arrived_s == 90);                           // sorted, equal ones in the order of the file
    CHECK(tickets[0].service_s == std::vector<double>{30, -1});  // by the path: reception, counter
    CHECK(tickets[1].service_s.empty());
    CHECK(tickets[2].arrived_s == 8.5 * 3600);
    CHECK(tickets[2].patience_s == 600);
    CHECK(tickets[2].service_s == std::vector<double>{0, 120});
    CHECK(tickets[3].arrived_s == 8.5 * 3600);
    CHECK(tickets[4].arrived_s == 86400 + 8.5 * 3600 + 15.5);
    CHECK(tickets[4].klass == 1);
    CHECK(tickets[4].patience_s == 600);
    CHECK(tickets[4].service_s == std::vector<double>{-1, 240});
    CHECK(forecast(result.scenario).visits == doctest::Approx(5));
}

TEST_CASE("a stream to one station has the service time of that station only") {
    const auto tickets = tickets_of(read_csv("arrived,counter\n0,60\n", "", "hall/counter"));
    CHECK(tickets[0].service_s == std::vector<double>{60});
    CHECK(tells(read_csv("arrived,reception\n0,60\n", "", "hall/counter").problems, place + "/file", "reception"));
}

TEST_CASE("columns may be named; the others are then not read") {
    const auto tickets = tickets_of(read_csv("id,when,took\nx,5,60\n", R"(, "columns": {"arrived": "when", "counter": "took"})"));
    CHECK(tickets[0].arrived_s == 5);
    CHECK(tickets[0].service_s == std::vector<double>{-1, 60});
    CHECK(tells(read_csv("arrived,took\n5,60\n").problems, place + "/file", "took"));
    CHECK(
        tells(read_csv("when\n5\n", R"(, "columns": {"arrived": "whne"})").problems, place + "/columns/arrived", "whne", "when"));
    CHECK(tells(read_csv("when\n5\n", R"(, "columns": {"arrived": "when", "countre": "when"})").problems, place + "/columns",
                "countre", "counter"));
    CHECK(tells(read_csv("counter\n5\n").problems, place + "/file", "no column \"arrived\""));
}

TEST_CASE("every bad cell is told with line and column, up to twenty and a count of the rest") {
    const auto few =
        read_csv("arrived,class,counter\n-5,,\nx,,\n5,vip,\n5,,-1\n2018-13-01 08:00,,\n2018-10-20 08:00,,\n08:61,,\n5\n");
    for (const int line : {2, 3, 6, 7, 8})
        CHECK(tells(few.problems, "arrivals.csv:" + std::to_string(line) + ", column \"arrived\""));
    CHECK(tells(few.problems, "arrivals.csv:4, column \"class\"", "vip"));
    CHECK(tells(few.problems, "arrivals.csv:5, column \"counter\"", "-1", "duration"));
    CHECK(tells(few.problems, "arrivals.csv:9"));
    CHECK(few.problems.size() == 8);
    std::string many = "arrived\n";
    for (int i = 0; i < 50; ++i) many += "x\n";
    CHECK(tells(read_csv(many).problems, "arrivals.csv", "30 more problems"));
    CHECK(tells(read_csv("arrived\n").problems, place + "/file", "without rows"));
}

TEST_CASE("another file is another scenario, and a stated sum must fit") {
    const auto one = read_csv("arrived\n1\n"), same = read_csv("arrived\n1\n"), other = read_csv("arrived\n2\n");
    CHECK(one.scenario.sha256 == same.scenario.sha256);
    CHECK(one.scenario.sha256 != other.scenario.sha256);
    const std::string wrong(64, '0');
    CHECK(tells(read_csv("arrived\n1\n", R"(, "sha256": ")" + wrong + "\"").problems, place + "/sha256", wrong));
}

TEST_CASE("the resolved text reads again, also when a base in a folder below names the trace") {
    const Folder folder;
    (void)folder.file("below/arrivals.csv", "arrived\n1\n2\n");
    (void)folder.file("below/base.json", scenario_with(R"("file": "arrivals.csv")"));
    const auto first = read_scenario(folder.file("t.json", R"({"extends": "below/base.json"})"));
    CHECK(tickets_of(first).size() == 2);
    const auto again = read_scenario_text(first.scenario.text, folder.path() / "t.json");
    CHECK(tickets_of(again).size() == 2);
    CHECK(again.scenario.sha256 == first.scenario.sha256);
    CHECK(first.scenario.files.back().ends_with("arrivals.csv"));
}

TEST_CASE("no file is opened outside the scenario's folder, nor one that is none") {
    const Folder folder;
    (void)folder.file("arrivals.csv", "arrived\n1\n");
    (void)folder.file("inside/folder.csv/x", "");
    const auto read = [&](const std::string& file) {
        return read_scenario(folder.file("inside/t.json", scenario_with(R"("file": ")" + file + "\""))).problems;
    };
    CHECK(tells(read("../arrivals.csv"), place + "/file", "../arrivals.csv"));
    CHECK(tells(read("/etc/passwd"), place + "/file", "/etc/passwd"));
    CHECK(tells(read("missing.csv"), place + "/file", "does not exist"));
    CHECK(!read("folder.csv").empty());
    CHECK(tells(read_parts(hall + R"(, "demand": {"streams": {"all": {"to": "hall", "trace": {"file": 5}}}}, )" + hour).problems,
                place + "/file", "5"));
}

TEST_CASE("who brings his patience, or comes at his own hour, may have to be told what follows") {
    const auto read = [](const std::string& csv, const std::string& rule) {
        const Folder folder;
        (void)folder.file("a.csv", csv);
        return read_scenario(folder.file("t.json", scenario_of(R"("centres": {"hall": {"stations": {"desk": {"agents": 1,
            "service": "1 min", )" + rule + R"(: {"onward": 1}}}}}, "demand": {"streams": {"all": {"to": "hall",
            "trace": {"file": "a.csv"}}}}, "study": {"horizon": "1 h"})")));
    };
    CHECK(read("arrived,patience\n1 min,\n2 min,5 min\n", R"("on_reneging")").ok());
    CHECK(tells(read("arrived,patience\n1 min,\n", R"("on_reneging")").problems, "/desk/on_reneging", "never happens"));
    CHECK(read("arrived\n1 min\n", R"("on_closing")").ok());
}

TEST_CASE("what is wrong with the file is told of a trace, not of a scenario or a command") {
    const auto bare = read_csv("1\n2\n").problems;
    CHECK_MESSAGE(tells(bare, "arrivals.csv:1", "only numbers", "the names of the columns"), all_of(bare));
    CHECK(all_of(bare).find("--no-header") == std::string::npos);
    const Folder folder;
    std::filesystem::create_directory(folder.path() / "arrivals.csv");
    const auto directory = read_scenario(folder.file("t.json", scenario_with(R"("file": "arrivals.csv")"))).problems;
    CHECK_MESSAGE(tells(directory, "arrivals.csv", "a directory", "a CSV file"), all_of(directory));
}
