// results/text_table.cpp: measure every column, then write every line.
#include "results/text_table.hpp"

#include <algorithm>

namespace counterless {
namespace {

const std::string between = "  ";
const std::string sign = " ± ";

bool continues(char letter) { return (static_cast<unsigned char>(letter) & 0xC0u) == 0x80u; }

struct Column {
    std::size_t all = 0;     // width of the whole
    std::size_t spread = 0;  // width of what stands from the ± on
};

std::size_t spread_of(const std::string& cell) {
    const auto at = cell.find(sign);
    return at == std::string::npos ? 0 : width(cell.substr(at));
}

Column measure(const std::vector<std::vector<std::string>>& rows, const std::string& header, std::size_t index) {
    Column column;
    std::size_t left = 0;
    for (const auto& row : rows) {
        if (index >= row.size()) continue;
        const std::size_t spread = spread_of(row[index]);
        column.spread = std::max(column.spread, spread);
        left = std::max(left, width(row[index]) - spread);
    }
    column.all = std::max(left + column.spread, width(header));
    return column;
}

std::string padded(const std::string& cell, const Column& column) {
    const std::size_t spread = spread_of(cell);
    const std::string after(column.spread - spread, ' ');
    const std::size_t used = width(cell) + after.size();
    return std::string(column.all > used ? column.all - used : 0, ' ') + cell + after;
}

std::string without_trailing_spaces(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

}  // namespace

std::size_t width(const std::string& text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
}

std::string shortened(const std::string& text, std::size_t width_max) {
    if (width(text) <= width_max) return text;
    std::size_t end = 0;
    for (std::size_t letters = 0; end < text.size(); ++end)
        if (!continues(text[end]) && ++letters == std::max<std::size_t>(width_max, 1)) break;
    return text.substr(0, end) + "…";
}

std::string TextTable::text(std::size_t width_max) const {
    std::vector<Column> columns;
    std::size_t numbers = 0, names = 0;
    for (std::size_t index = 1; index < header_.size(); ++index) {
        columns.push_back(measure(rows_, header_[index], index));
        numbers += columns.back().all + between.size();
    }
    for (const auto& row : rows_) names = std::max(names, width(row.front()));
    names = std::max(names, width(header_.front()));
    if (names + numbers > width_max) names = width_max > numbers + 8 ? width_max - numbers : 8;

    const auto line = [&](const std::vector<std::string>& cells, bool is_header) {
        std::string text = shortened(cells.front(), names);
        text += std::string(names - width(text), ' ');
        for (std::size_t index = 1; index < cells.size(); ++index) {
            const Column& column = columns[index - 1];
            text += between + (is_header ? std::string(column.all - width(cells[index]), ' ') + cells[index]
                                         : padded(cells[index], column));
        }
        return without_trailing_spaces(text);
    };
    std::string text = line(header_, true);
    for (const auto& row : rows_) text += line(row, false);
    return text;
}

std::string wrapped(const std::string& sentence, const std::string& mark) {
    constexpr std::size_t wide = 98;
    std::string text, line = mark;
    for (std::size_t from = 0; from < sentence.size();) {
        const std::size_t end = std::min(sentence.find(' ', from), sentence.size());
        const std::string word = sentence.substr(from, end - from);
        if (width(line) + 1 + width(word) > wide) text += line + "\n", line = std::string(width(mark), ' ');
        line += " " + word;
        from = end + 1;
    }
    return text + line + "\n";
}

}  // namespace counterless
