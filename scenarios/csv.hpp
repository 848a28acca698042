// scenarios/csv.hpp: tables as spreadsheets write them (RFC 4180), read a row at a time in bounded memory.
// Own code, since Debian's two libraries do not fit: libfccp wants the columns at compile time and takes no line break in quotes;
// libcsv knows no places; both stop at the first fault. Here every fault is told with line and column, up to a cap, and a file of
// any length streams. Tested in tests/scenarios/csv_test.cpp.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/problem.hpp"

namespace counterless {

inline constexpr std::size_t csv_row_bytes_max = 1 << 20;  // longer: most likely a quotation mark that is never closed
inline constexpr std::size_t csv_columns_max = 10'000;
inline constexpr std::size_t csv_problems_max = 20;

struct CsvShape {
    char separator = ',';
    bool header = true;               // without one the columns are called "1", "2", ...
    std::string without_header = {};  // how to say that there is none, for problems: "; or --no-header if there are none"
};

class CsvReader {
  public:
    // `place` is the file's name in problems. "-" reads standard input. A file that cannot be read or has no usable header gives
    // problems and no rows.
    CsvReader(const std::filesystem::path& file, std::string place, CsvShape shape = {});
    ~CsvReader();
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;

    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

    // The next row that has as many cells as the header; others become problems. Empty lines are passed over. The cells stay
    // until the next call. False at the end.
    bool next();
    [[nodiscard]] std::span<const std::string_view> cells() const { return cells_; }
    [[nodiscard]] std::size_t line() const { return line_; }  // where the row begins; the first line is 1

    // The caller's own problem with a cell of this row: its place is FILE:LINE, column "NAME".
    void problem(std::size_t cell, std::string expected);
    // All problems so far, at most csv_problems_max of them and one line that counts the rest. Moves them out.
    [[nodiscard]] Problems take_problems();
    [[nodiscard]] bool good() const { return problems_.empty(); }

  private:
    struct Source;
    void add(std::string place, std::string found, std::string expected);
    [[nodiscard]] std::string at(std::size_t line) const;
    bool read_row();
    void split(std::string_view text);
    std::size_t split_quoted(std::string_view text, std::size_t from);
    void take_header();
    void check_header();
    bool give_up(std::string place, std::string found, std::string expected);  // always false

    std::string place_;
    CsvShape shape_;
    std::unique_ptr<Source> source_;
    std::vector<std::string> header_;
    std::vector<std::string_view> cells_;
    std::string unquoted_;  // what quoted cells say, once their doubled quotation marks are single
    std::size_t line_ = 0, line_next_ = 1;
    bool again_ = false;  // there was no header: the row just read is the first
    Problems problems_;
    std::size_t problems_more_ = 0;
};

// The cell without the blanks and tabs around it.
std::string_view trimmed(std::string_view cell);

// The number a cell holds, blanks around it allowed; empty for "", "nan", "inf", "1,5", "5 min" and whatever else is none.
std::optional<double> csv_number(std::string_view cell);

// A cell as shown in a problem: in quotes, short, without line breaks.
std::string csv_shown(std::string_view cell);

}  // namespace counterless
