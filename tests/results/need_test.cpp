#include "results/need.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/scenarios/reading.hpp"

using namespace counterless;
using namespace std::chrono;

namespace {
// A week from Sunday 7 October 2018, open until Thursday.
RosterDates week() {
    RosterDates dates;
    for (int day = 0; day < 7; ++day) {
        dates.days.push_back(sys_days(2018y / October / 7) + days(day));
        dates.working.push_back(day < 5);
    }
    return dates;
}
struct Told {
    StaffNeed need;
    Problems problems;
};
Told read(const std::string& text, const std::string& centre = "") {
    const Folder folder;
    Told told;
    const NeedTable table = read_need(folder.file("need.csv", text), "need.csv", told.problems);
    if (told.problems.empty()) told.need = need_on(table, week(), centre, told.problems);
    return told;
}
}  // namespace

TEST_CASE("a line without a day holds for every working day") {
    const Told told = read("from,until,agents\n07:30,08:00,2\n");
    REQUIRE_MESSAGE(told.problems.empty(), all_of(told.problems));
    REQUIRE(told.need.spans.size() == 5);
    CHECK(told.need.posts == std::vector<std::string>{""});
    CHECK(told.need.spans[1].day == 1);
    CHECK(told.need.spans[1].from_s == 86400 + 7.5 * 3600);
    CHECK(told.need.spans[1].agents == 2);
}

TEST_CASE("a date goes before a weekday, a weekday before every day, station by station") {
    const Told told = read(
        "station,day,from,until,agents\na,,08:00,09:00,1\na,mon,08:00,09:00,2\na,2018-10-09,10:00,11:00,3\nb,,08:00,09:00,4\n");
    REQUIRE(told.problems.empty());
    std::vector<int> of_a;
    for (const NeedSpan& span : told.need.spans)
        if (span.post == 0) of_a.push_back(span.agents);
    CHECK(of_a == std::vector<int>{1, 2, 3, 1, 1});
}

TEST_CASE("a line of a weekday that is never worked is idle; without a calendar its weekday is worked, for this line") {
    const std::string friday = "day,from,until,agents\nfri,08:00,09:00,1\nsat,08:00,09:00,0\n,10:00,11:00,1\n";
    const Told told = read(friday);
    CHECK(told.need.spans.size() == 5);
    REQUIRE(told.need.idle.size() == 1);  // nobody was asked for on Saturday
    CHECK(told.need.idle[0].line == 2);
    const Folder folder;
    Problems problems;
    RosterDates assumed = week();
    assumed.assumed = true;
    const StaffNeed need = need_on(read_need(folder.file("need.csv", friday), "need.csv", problems), assumed, "", problems);
    CHECK(need.idle.empty());
    CHECK(std::count_if(need.spans.begin(), need.spans.end(), [](const NeedSpan& span) { return span.day == 5; }) == 1);
    CHECK(need.spans.size() == 6);  // the line without a day does not hold on Friday
}

TEST_CASE("an unknown column hides no cell; lines overlap unless it may be the column that tells them apart") {
    const std::string lines = "\n08:00,09:00,1,sun\n08:30,10:00,x,sun\n08:30,10:00,1,mon\n";
    const Told typo = read("from,until,agents,dya" + lines), comment = read("from,until,agents,comment" + lines);
    for (const Told* told : {&typo, &comment}) CHECK(tells(told->problems, "need.csv:3", "\"x\""));
    CHECK(tells(typo.problems, "need.csv", "the column \"dya\"", "\"day\""));
    CHECK_FALSE(tells(typo.problems, "need.csv:4", "a time that line 2 has stated"));
    CHECK(tells(comment.problems, "need.csv:4", "a time that line"));
}

TEST_CASE("a date may be a day on which nobody else works") {
    CHECK(read("day,from,until,agents\n2018-10-12,08:00,09:00,1\n").need.spans.size() == 1);
}

TEST_CASE("an end not after the begin is of the next morning") {
    const Told told = read("day,from,until,agents\nsun,22:00,06:00,1\n");
    CHECK(told.need.spans.at(0).until_s == 30 * 3600);
}

TEST_CASE("a skill makes another post of the same station; nobody needed is no span") {
    const Told told = read("station,skill,from,until,agents\ncounter,,08:00,09:00,1\ncounter,customs,08:00,09:00,0\n");
    CHECK(told.need.posts == std::vector<std::string>{"counter", "counter/customs"});
    CHECK(told.need.spans.size() == 5);
}

TEST_CASE("several centres need a choice; lines of other dates are counted") {
    const std::string two = "centre,from,until,agents,day\na,08:00,09:00,1,\nb,08:00,09:00,2,\nb,08:00,09:00,2,2019-01-01\n";
    CHECK(tells(read(two).problems, "need.csv", "2 centres", "--centre a"));
    const Told told = read(two, "b");
    CHECK(told.need.spans.size() == 5);
    CHECK(told.need.passed_over == 1);
    CHECK(tells(read(two, "c").problems, "need.csv", "nothing of the centre"));
}

TEST_CASE("all that is wrong is told at once") {
    const Told told = read("from,until,agents\n8,09:00,1\n08:00,08:00,1\n08:00,09:00,1.5\n");
    CHECK(tells(told.problems, "need.csv:2", "\"8\""));
    CHECK(tells(told.problems, "need.csv:3", "", "a time other than the begin"));
    CHECK(tells(told.problems, "need.csv:4", "\"1.5\""));
    CHECK(tells(read("from,until\n08:00,09:00\n").problems, "need.csv", "no column \"agents\""));
    CHECK(tells(read("from,until,agents,statoin\n08:00,09:00,1,a\n").problems, "need.csv", "statoin", "station"));
    CHECK(tells(read("from,until,agents\n").problems, "need.csv", "no line of need"));
    CHECK(tells(read("from,until,agents\n08:00,10:00,1\n09:00,11:00,1\n").problems, "need.csv:3", "line 2"));
}

TEST_CASE("a bad cell does not hide that lines overlap; a line whose time is not understood overlaps none") {
    const Told told = read(
        "day,from,until,agents\nsun,08:00,10:00,1\nsun,09:00,11:00,x\nmon,09:00,11:00,1\nsun,7:00,12:00,1\n,08:30,12:00,1\n");
    CHECK(told.problems.size() == 3);
    CHECK(all_of(told.problems).find("need.csv:3, column \"agents\"") != std::string::npos);
    CHECK(all_of(told.problems).find("need.csv:5, column \"from\"") != std::string::npos);
    CHECK(all_of(told.problems).find("need.csv:3: found a time that line 2 has stated") != std::string::npos);
}
