// Columns line up at the ±, letters count rather than bytes, and nothing is wider than the page.
#include "results/text_table.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace counterless;

TEST_CASE("numbers line up at their sign") {
    TextTable table({"centre", "wait, min", "n"});
    table.row({"Déira", "4.62 ± 0.31", "12"});
    table.row({"Port", "12.1 ± 2", "3"});
    table.row({"Al Quoz", "–", "100"});
    CHECK(table.text() ==
          "centre     wait, min    n\n"
          "Déira    4.62 ± 0.31   12\n"
          "Port     12.1 ± 2       3\n"
          "Al Quoz     –         100\n");
}

TEST_CASE("a long name gives way") {
    TextTable table({"service", "needs"});
    table.row({std::string(300, 'x'), "1,234,567"});
    std::istringstream lines(table.text());
    for (std::string line; std::getline(lines, line);) CHECK(width(line) <= 100);
    CHECK(shortened("Überweisung", 5) == "Über…");
    CHECK(shortened("short", 5) == "short");
}

TEST_CASE("a sentence is broken between words, and its later lines are as far in as its first") {
    const std::string ten = "ninebytes";  // with its space: ten columns
    std::string sentence = ten;
    for (int i = 1; i < 12; ++i) sentence += " " + ten;
    const std::string text = wrapped(sentence, "-");
    CHECK(text.substr(0, 4) == "- ni");
    CHECK(text.find('\n') == 1 + 9 * 10);  // the mark and nine words; the tenth would end at 101
    CHECK(text.substr(text.find('\n'), 5) == "\n  ni");
    CHECK(text.ends_with("ninebytes\n"));
}
