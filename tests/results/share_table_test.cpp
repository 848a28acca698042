#include "results/share_table.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace counterless;

namespace {

struct File {
    std::filesystem::path path = std::filesystem::temp_directory_path() / "counterless_share_table_test.csv";
    explicit File(const std::string& text) { std::ofstream(path) << text; }
    ~File() { std::filesystem::remove(path); }
};

ShareTable read(const std::string& text, ShareTableQuestion question, Problems& problems) {
    const File file(text);
    question.file = file.path.string();
    question.place = "shares.csv";
    return read_shares(question, problems);
}

}  // namespace

TEST_CASE("years, quarters, months and dates stand for the beginning of their time") {
    CHECK(time_in_years("2014", 1) == 2014);
    CHECK(time_in_years(" 2014.5 ", 1) == 2014.5);
    CHECK(time_in_years("6", 0.25) == 1.5);  // the sixth quarter
    CHECK(time_in_years("2014-Q1", 1) == 2014);
    CHECK(time_in_years("2014-Q4", 1) == 2014.75);
    CHECK(time_in_years("2014Q2", 1) == 2014.25);
    CHECK(*time_in_years("2014-02", 1) == doctest::Approx(2014 + 31.0 / 365));
    CHECK(*time_in_years("2012-12-31", 1) == doctest::Approx(2012 + 365.0 / 366));
    for (const char* none : {"", "2014-Q5", "2014-13", "2014-02-30", "2014-2", "May 2014", "2014/05", "2014-05-28x", "1e9"})
        CHECK_FALSE(time_in_years(none, 1));
}

TEST_CASE("two columns need no names; rows are put in the order of time") {
    Problems problems;
    const ShareTable table = read("year,share\n2015,0.5\n2014,0.25\n", {}, problems);
    REQUIRE(problems.empty());
    CHECK(table.rows[0].share == 0.25);
    CHECK(table.rows[0].total == 0);
    CHECK(table.labels == std::vector<std::string>{"2014", "2015"});
}

TEST_CASE("counts of one service among several; quarters in which nobody came have no share") {
    Problems problems;
    const ShareTable table = read("id,q,all,online\n1,2014-Q1,10,5\n2,2014-Q1,100,90\n1,2014-Q2,0,0\n1,2014-Q3,20,15\n",
                                  {.time = "q", .digital = "online", .total = "all", .where = {{"id", {"1"}}}}, problems);
    REQUIRE(problems.empty());
    CHECK(table.rows.size() == 2);
    CHECK(table.rows[1].share == 0.75);
    CHECK(table.rows[1].total == 20);
    CHECK(table.other == 1);
    CHECK(table.empty == 1);
}

TEST_CASE("rows of one service or of another") {
    Problems problems;
    const ShareTable table = read("id,q,s\n1,2014-Q1,0.1\n2,2014-Q2,0.2\n 3,2014-Q3,0.3\n",
                                  {.time = "q", .share = "s", .where = {{"id", {"1", "3"}}}}, problems);
    REQUIRE(problems.empty());
    CHECK(table.rows.size() == 2);
    CHECK(table.other == 1);
}

TEST_CASE("percent are percent") {
    Problems problems;
    CHECK(read("y,s\n2014,97.2\n", {.percent = true}, problems).rows[0].share == doctest::Approx(0.972));
    CHECK(read("y,s\n2014,97.2\n", {}, problems).rows.empty());
    REQUIRE(problems.size() == 1);
    CHECK(to_text(problems[0]) ==
          "shares.csv:2, column \"s\": found \"97.2\", expected a number from 0 to 1; --percent where shares go from 0 to 100");
}

TEST_CASE("all that is wrong is said at once") {
    Problems problems;
    read("q,all,online\n2014-Q5,10,5\n2014-Q1,10,12\n2014-Q2,,4\n2014-Q3,x,4\n", {.digital = "online", .total = "all"}, problems);
    REQUIRE(problems.size() == 4);
    CHECK(problems[0].found == "\"2014-Q5\"");
    CHECK(problems[1].expected == "a number from 0 to the total, 10");
    CHECK(problems[2].place == "shares.csv:4, column \"all\"");
    problems.clear();
    read("q,all,online\n2014-Q1,10,5\n", {}, problems);
    CHECK(problems.size() == 1);  // three columns, none named
    problems.clear();
    read("q,s\n2014-Q1,0.1\n2014-Q1,0.2\n", {}, problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].found == "two rows of \"2014-Q1\"");
    problems.clear();
    read("q,s\n2014-Q1,0.1\n", {.where = {{"q", {"2015-Q1"}}}}, problems);
    CHECK(problems.size() == 1);
}

TEST_CASE("empty cells are passed over when asked, and counted") {
    Problems problems;
    const ShareTable table = read("y,s\n2014,\n2015,0.4\n", {.skip_empty = true}, problems);
    CHECK(problems.empty());
    CHECK(table.rows.size() == 1);
    CHECK(table.empty == 1);
}
