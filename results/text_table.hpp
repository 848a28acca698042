// results/text_table.hpp: a table in letters, columns aligned, never wider than a terminal of 100.
// The first column is text and gives way (with an ellipsis) when room is short, unless its names are asked for whole; the others
// are numbers, lined up at their "±".
// Width counts code points, which is right for Latin text. Tested in tests/results/text_table_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace counterless {

class TextTable {
  public:
    static constexpr std::size_t whole_names = 10'000;  // as width: where the first column is the question, a cut one is none
    explicit TextTable(std::vector<std::string> header) : header_(std::move(header)) {}
    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] std::string text(std::size_t width_max = 100) const;

  private:
    std::vector<std::string> header_;
    std::vector<std::vector<std::string>> rows_;
};

std::size_t width(const std::string& text);                             // code points
std::string shortened(const std::string& text, std::size_t width_max);  // the last letter becomes an ellipsis
// A sentence in lines no wider than a terminal of 100; the first begins with `mark`, the next are as far in.
std::string wrapped(const std::string& sentence, const std::string& mark);

}  // namespace counterless
