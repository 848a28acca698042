#include "results/share_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <numeric>

#include "scenarios/suggest.hpp"

namespace counterless {
namespace {

constexpr std::size_t rows_max = 100'000;
constexpr const char* time_forms = "a year, 2014-Q2, 2014-05, 2014-05-28 or a number";

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return value;
}

double day_in_years(const std::chrono::year_month_day& date) {
    using namespace std::chrono;
    const double days = static_cast<double>((sys_days(date) - sys_days(date.year() / January / 1)).count());
    return static_cast<int>(date.year()) + days / (date.year().is_leap() ? 366 : 365);
}

struct Cells {
    std::size_t time = 0;
    std::optional<std::size_t> share, digital, total;
    std::vector<std::pair<std::size_t, std::vector<std::string>>> where;
};

std::optional<std::size_t> column(const CsvReader& reader, const std::string& name, const char* option, Problems& problems) {
    if (const auto cell = reader.column(name)) return cell;
    const auto number = whole(name);
    if (number && *number >= 1 && static_cast<std::size_t>(*number) <= reader.header().size())
        return static_cast<std::size_t>(*number) - 1;
    problems.push_back({option, "\"" + name + "\"", suggestion(name, reader.header())});
    return {};
}

// The columns that are named, or the only ones there can be: time, then share.
Cells cells_of(const ShareTableQuestion& question, const CsvReader& reader, Problems& problems) {
    Cells cells;
    if (!question.time.empty()) cells.time = column(reader, question.time, "--time", problems).value_or(0);
    if (!question.share.empty()) cells.share = column(reader, question.share, "--share", problems);
    if (!question.digital.empty()) cells.digital = column(reader, question.digital, "--digital", problems);
    if (!question.total.empty()) cells.total = column(reader, question.total, "--total", problems);
    for (const auto& [name, values] : question.where)
        if (const auto cell = column(reader, name, "--where", problems)) cells.where.emplace_back(*cell, values);
    if (question.share.empty() && question.digital.empty()) {
        if (reader.header().size() == 2)
            cells.share = 1 - std::min<std::size_t>(cells.time, 1);
        else
            problems.push_back({question.place, fmt::format("{} columns, and none named", reader.header().size()),
                                "--share NAME, or --digital NAME with --total NAME"});
    }
    return cells;
}

class Taker {
  public:
    Taker(const ShareTableQuestion& question, const Cells& cells, CsvReader& reader, ShareTable& table)
        : question_(question), cells_(cells), reader_(reader), table_(table) {}

    void take() {
        for (const auto& [cell, values] : cells_.where)
            if (std::find(values.begin(), values.end(), trimmed(reader_.cells()[cell])) == values.end()) {
                ++table_.other;
                return;
            }
        const auto time = time_in_years(reader_.cells()[cells_.time], question_.number_years);
        if (!time) reader_.problem(cells_.time, time_forms);
        const std::size_t before = table_.empty;
        ShareRow row{.time = time.value_or(0)};
        const bool sound = cells_.share ? take_share(row) : take_counts(row);
        if (!time || !sound || table_.empty != before) return;
        table_.rows.push_back(row);
        table_.labels.emplace_back(trimmed(reader_.cells()[cells_.time]));
    }

  private:
    // Nothing where the cell is empty and may be, or wrong and told.
    std::optional<double> number(std::size_t cell, double low, double high, const std::string& expected) {
        const std::string_view text = reader_.cells()[cell];
        if (trimmed(text).empty() && question_.skip_empty) return ++table_.empty, std::nullopt;
        const auto value = csv_number(text);
        if (value && *value >= low && *value <= high) return value;
        reader_.problem(cell, trimmed(text).empty() ? expected + "; --skip-empty passes over empty cells" : expected);
        return {};
    }
    bool take_share(ShareRow& row) {
        const double whole_share = question_.percent ? 100 : 1;
        const auto share = number(
            *cells_.share, 0, whole_share,
            question_.percent ? "a number from 0 to 100" : "a number from 0 to 1; --percent where shares go from 0 to 100");
        if (!share) return false;
        row.share = *share / whole_share;
        if (!cells_.total) return true;
        const auto total = number(*cells_.total, 1, 1e12, "a number of transactions, at least 1");
        row.total = total.value_or(0);
        return total.has_value();
    }
    bool take_counts(ShareRow& row) {
        const std::size_t empty = table_.empty;
        const auto total = number(*cells_.total, 0, 1e12, "a number of transactions from 0 to 1e12");
        if (!total && table_.empty != empty) return false;
        const auto digital =
            number(*cells_.digital, 0, total.value_or(1e12),
                   total ? fmt::format("a number from 0 to the total, {:g}", *total) : "a number from 0 to 1e12");
        if (!total || !digital) return false;
        if (*total < 1) return ++table_.empty, false;  // nobody came: there is no share
        row.total = *total;
        row.share = *digital / *total;
        return true;
    }

    const ShareTableQuestion& question_;
    const Cells& cells_;
    CsvReader& reader_;
    ShareTable& table_;
};

void sort_by_time(const ShareTableQuestion& question, ShareTable& table, Problems& problems) {
    std::vector<std::size_t> order(table.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return table.rows[a].time < table.rows[b].time; });
    ShareTable sorted{.other = table.other, .empty = table.empty};
    for (const std::size_t row : order) {
        if (!sorted.rows.empty() && table.rows[row].time <= sorted.rows.back().time && problems.size() < csv_problems_max)
            problems.push_back({question.place, fmt::format("two rows of {}", csv_shown(table.labels[row])),
                                "one row for each time; --where COLUMN=VALUE chooses among several series"});
        sorted.rows.push_back(table.rows[row]);
        sorted.labels.push_back(table.labels[row]);
    }
    table = std::move(sorted);
}

}  // namespace

std::optional<double> time_in_years(std::string_view text, double number_years) {
    text = trimmed(text);
    if (const auto number = csv_number(text)) {
        const bool sound = std::abs(*number * number_years) <= 1e4;
        return sound ? std::optional(*number * number_years) : std::nullopt;
    }
    if (text.size() < 6) return {};
    const auto year = whole(text.substr(0, 4));
    if (!year || *year < 1000) return {};
    std::string_view rest = text.substr(4);
    if (rest.front() == '-') rest.remove_prefix(1);
    if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q') && rest[1] >= '1' && rest[1] <= '4')
        return *year + (rest[1] - '1') / 4.0;
    if (text[4] != '-' || (rest.size() != 2 && rest.size() != 5)) return {};
    const auto month = whole(rest.substr(0, 2)), day = rest.size() == 5 ? whole(rest.substr(3)) : std::optional(1);
    if (!month || !day || *month < 1 || *day < 1 || (rest.size() == 5 && rest[2] != '-')) return {};
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(day_in_years(date)) : std::nullopt;
}

ShareTable read_shares(const ShareTableQuestion& question, Problems& problems) {
    ShareTable table;
    CsvReader reader(question.file, question.place, question.shape);
    if (!reader.good()) {
        for (Problem& problem : reader.take_problems()) problems.push_back(std::move(problem));
        return table;
    }
    const Cells cells = cells_of(question, reader, problems);
    if (!problems.empty()) return table;
    Taker taker(question, cells, reader, table);
    while (reader.next()) {
        taker.take();
        if (table.rows.size() > rows_max) {
            problems.push_back({question.place, "more than 100,000 rows", "fewer: a share by month or quarter"});
            break;
        }
    }
    const bool sound = reader.good();
    for (Problem& problem : reader.take_problems()) problems.push_back(std::move(problem));
    if (sound && problems.empty() && table.rows.empty())
        problems.push_back({question.place,
                            table.other + table.empty > 0 ? "no row that --where leaves and that holds a share" : "no rows",
                            "one at least"});
    if (problems.empty()) sort_by_time(question, table, problems);
    return table;
}

}  // namespace counterless
