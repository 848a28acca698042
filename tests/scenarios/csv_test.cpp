#include "scenarios/csv.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

using namespace counterless;

namespace {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "csv.XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;
    std::vector<std::string> problems;
};

Table read(const std::string& text, CsvShape shape = {}) {
    const Folder folder;
    std::ofstream(folder.path / "t.csv", std::ios::binary) << text;
    CsvReader reader(folder.path / "t.csv", "t.csv", shape);
    Table table{.header = reader.header()};
    while (reader.next()) {
        table.rows.emplace_back(reader.cells().begin(), reader.cells().end());
        table.lines.push_back(reader.line());
    }
    for (const Problem& problem : reader.take_problems()) table.problems.push_back(to_text(problem));
    return table;
}

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

}  // namespace

TEST_CASE("names, rows, and the lines they stand on") {
    const Table table = read("wait,who\n1,a\n\n2,b\n");
    CHECK(table.header == Row{"wait", "who"});
    CHECK(table.rows == Rows{{"1", "a"}, {"2", "b"}});
    CHECK(table.lines == std::vector<std::size_t>{2, 4});
    CHECK(table.problems.empty());
}

TEST_CASE("RFC 4180: quotation marks, doubled ones, separators and line breaks between them, CRLF, no last line end") {
    const Table table = read("a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\n\"\",last");
    CHECK(table.rows == Rows{{"x, \"y\"", "two\r\nlines"}, {"", "last"}});
    CHECK(table.lines == std::vector<std::size_t>{2, 4});
    CHECK(table.problems.empty());
}

TEST_CASE("byte order mark, semicolons, empty cells, no header") {
    CHECK(read("\xEF\xBB\xBFwait\n3\n").header == Row{"wait"});
    CHECK(read("a;b\n;\n", {.separator = ';'}).rows == Rows{{"", ""}});
    const Table bare = read(
        "\xEF\xBB\xBF"
        "1,2\n3,4\n",
        {.header = false});
    CHECK(bare.header == Row{"1", "2"});
    CHECK(bare.rows == Rows{{"1", "2"}, {"3", "4"}});
    CHECK(bare.problems.empty());
}

TEST_CASE("every fault is told with its place, and the rows between are read") {
    const Table table = read("a,b\n1\n2,3\n4,5,6\n5\" nail,7\n\"x\"y,8\n9,10\n");
    CHECK(table.rows == Rows{{"2", "3"}, {"9", "10"}});
    CHECK(table.problems ==
          Row{"t.csv:2: found 1 cell, expected 2, as in the first line",
              "t.csv:4: found 3 cells, expected 2, as in the first line",
              "t.csv:5:2: found a quotation mark inside a cell, expected the whole cell in quotation marks, those inside doubled",
              "t.csv:6:4: found text behind a closing quotation mark, expected \",\" or the end of the line"});
}

TEST_CASE("what is no table at all") {
    CHECK(read("").problems == Row{"t.csv: found an empty file, expected a line of column names, then rows"});
    CHECK(read("\n\n").problems.size() == 1);
    CHECK(read("\xFF\xFE\x61").problems == Row{"t.csv:1: found UTF-16 text, expected UTF-8 text"});
    CHECK(read("1,2\n3,4\n").problems.size() == 1);  // no names
    CHECK(read("a,b,a\n1,2,3\n").problems == Row{"t.csv:1: found two columns called \"a\", expected a name for each column"});
    CHECK(read("a\n\"never closed\n1\n2\n").problems.size() == 1);
    CHECK(read("a\rb\r1\r").problems.size() == 1);  // line ends of forty years ago
    CHECK(read("a\n\"" + std::string(3 << 20, 'x')).problems.size() == 1);
    CHECK(read(std::string(20'000, ',') + "\n").problems.size() == 1);
}

TEST_CASE("files that are none") {
    const Folder folder;
    for (const std::string name : {"missing.csv", "."}) {
        CsvReader reader(folder.path / name, name);
        CHECK_FALSE(reader.next());
        CHECK(reader.take_problems().size() == 1);
    }
}

TEST_CASE("the list of faults has an end") {
    std::string text = "a,b\n";
    for (int line = 0; line < 1000; ++line) text += "1\n";
    const Table table = read(text);
    CHECK(table.problems.size() == csv_problems_max + 1);
    CHECK(table.problems.back() == "t.csv: found 980 more problems, expected none");
}

TEST_CASE("rows cross the edges of the buffer unharmed") {
    std::string text = "n,text\n";
    for (int row = 0; row < 60'000; ++row)
        text += std::to_string(row) + ",\"" + std::string(static_cast<std::size_t>(row % 23), 'x') + "\"\"\n\"\n";
    const Table table = read(text);
    REQUIRE(table.rows.size() == 60'000);
    bool right = true;
    for (int row = 0; row < 60'000; ++row)
        right =
            right && table.rows[row] == Row{std::to_string(row), std::string(static_cast<std::size_t>(row % 23), 'x') + "\"\n"};
    CHECK(right);
    CHECK(table.lines.back() == 2 + 2 * 59'999);
}

TEST_CASE("any bytes are read to their end") {
    std::mt19937 source(1);
    const std::string letters = "\"\",\n\r;a1 .\xEF\xBB\xBF";
    for (int round = 0; round < 500; ++round) {
        std::string text = round % 2 ? "a,b\n" : "";
        for (auto left = source() % 60; left > 0; --left) text += letters[source() % letters.size()];
        if (round % 50 == 0) text += '\0';
        for (const auto& row : read(text).rows) CHECK(row.size() >= 1);
    }
}

TEST_CASE("numbers and what only looks like one") {
    CHECK(csv_number(" 4.5 ") == 4.5);
    CHECK(csv_number("-1e3") == -1000);
    for (const char* text : {"", " ", "nan", "inf", "-inf", "1,5", "5 min", "0x10", "1e999", "--1", "1 2"})
        CHECK_FALSE(csv_number(text));
}
