// results/cli/analyse.cpp: from a CSV file to columns of numbers, or to the list of all that is wrong with it; then the answer.
#include <fmt/format.h>

#include "results/analysis.hpp"
#include "results/cli/commands.hpp"
#include "results/cli/say.hpp"
#include "results/cli/typed.hpp"
#include "results/cli/version.hpp"
#include "results/numbers.hpp"
#include "results/output_file.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/suggest.hpp"

namespace counterless {
namespace {

constexpr std::size_t numbers_max = 200'000'000;  // all columns together: 1.6 GB

struct Column {
    std::size_t cell;
    std::vector<double> values;
    std::size_t empty = 0;
};

struct Table {
    std::vector<std::string> header;
    std::vector<Column> columns;
    std::vector<std::string> left_out;  // columns that hold no numbers
    std::size_t rows = 0;
};

// The columns asked for, by name or number.
std::vector<Column> asked_for(const AnalyseOptions& options, const CsvReader& reader, Problems& problems) {
    std::vector<Column> columns;
    for (const std::string& name : options.columns) {
        auto cell = reader.column(name);
        const auto number = typed_whole(name, 1, reader.header().size());
        if (!cell && number) cell = *number - 1;
        if (cell)
            columns.push_back({*cell, {}});
        else
            problems.push_back({"--column", "\"" + name + "\"", suggestion(name, reader.header())});
    }
    return columns;
}

// Without --column: those whose first row holds a number, or nothing where empty cells are passed over.
void choose_by_first_row(const AnalyseOptions& options, const CsvReader& reader, Table& table) {
    for (std::size_t cell = 0; cell < reader.header().size(); ++cell) {
        const std::string_view first = reader.cells()[cell];
        if (csv_number(first) || (options.skip_empty && first.empty()))
            table.columns.push_back({cell, {}});
        else
            table.left_out.push_back(reader.header()[cell]);
    }
}

void take_row(const AnalyseOptions& options, CsvReader& reader, Table& table) {
    for (Column& column : table.columns) {
        const std::string_view cell = reader.cells()[column.cell];
        if (const auto value = csv_number(cell))
            column.values.push_back(*value);
        else if (cell.empty() && options.skip_empty)
            ++column.empty;
        else
            reader.problem(column.cell,
                           cell.empty() ? "a number; --skip-empty passes over empty cells" : "a number with a decimal point");
    }
    ++table.rows;
}

Table read_table(const AnalyseOptions& options, const std::string& place, Problems& problems) {
    CsvShape shape = options.shape;
    shape.without_header = "; or --no-header if there are none";
    CsvReader reader(options.file, place, shape);
    Table table{.header = reader.header()};
    if (reader.good()) table.columns = asked_for(options, reader, problems);
    const bool choose = options.columns.empty();
    while (problems.empty() && reader.next()) {
        if (choose && table.rows == 0) choose_by_first_row(options, reader, table);
        take_row(options, reader, table);
        if (table.rows * table.columns.size() > numbers_max) {
            problems.push_back({place, "more than 200 million numbers", "fewer; --column takes one column alone"});
            break;
        }
    }
    const bool sound = reader.good();
    for (Problem& problem : reader.take_problems()) problems.push_back(std::move(problem));
    if (sound && problems.empty() && table.rows == 0)
        problems.push_back({place, "no rows below the names", "a number in each row"});
    if (sound && problems.empty() && table.columns.empty())
        problems.push_back({place, "no column that begins with a number", "one at least; is --separator right?"});
    return table;
}

// What only the number of rows can tell.
void check_question(const AnalyseOptions& options, const std::string& place, const Table& table, Problems& problems) {
    for (const Column& column : table.columns) {
        const std::string& name = table.header[column.cell];
        const std::size_t rows = column.values.size(), left_out = options.question.left_out;
        if (rows == 0)
            problems.push_back({fmt::format("{}, column \"{}\"", place, name), "no number", "one at least"});
        else if (left_out >= rows)
            problems.push_back(
                {"--warmup", std::to_string(left_out), fmt::format("fewer than the {} rows of \"{}\"", rows, name)});
        else if (options.question.batches && *options.question.batches > (rows - left_out) / 2)
            problems.push_back({"--batches", std::to_string(*options.question.batches),
                                fmt::format("at most {}, two rows in each, for \"{}\"", (rows - left_out) / 2, name)});
    }
}

std::string text_of(const AnalysedFile& analysed, const Table& table) {
    std::string text = fmt::format("{}: {} rows\n", analysed.file, thousands(static_cast<double>(analysed.rows)));
    if (!table.left_out.empty()) {
        std::string names;
        for (const std::string& name : table.left_out) names += (names.empty() ? "\"" : ", \"") + name + "\"";
        text += "columns without numbers, not looked at: " + names + "\n";
    }
    for (const Analysis& analysis : analysed.columns) text += "\n" + analysis_text(analysis);
    return text;
}

}  // namespace

int analyse_command(const AnalyseOptions& options, Problems problems) {
    const std::string place = options.file == "-" ? "standard input" : options.file;
    if (!options.json.empty() && options.json != "-")
        if (const auto problem = unwritable(options.json)) problems.push_back(*problem);
    if (std::error_code error; std::filesystem::equivalent(options.json, options.file, error))
        problems.push_back({"--json", "\"" + options.json + "\"", "another file than the one that is read"});
    Problems found;
    Table table = read_table(options, place, found);
    if (found.empty()) check_question(options, place, table, found);
    append(problems, found);
    if (!problems.empty()) return tell_problems(problems);

    AnalysedFile analysed{.file = place, .version = version, .rows = table.rows};
    for (const Column& column : table.columns) {
        analysed.columns.push_back(analyse(column.values, options.question));
        Analysis& analysis = analysed.columns.back();
        analysis.name = table.header[column.cell];
        analysis.unit = options.unit;
        analysis.empty = column.empty;
    }
    if (options.json == "-") return say(analysis_json(analysed)) ? exit_code::done : exit_code::failed;
    if (!options.json.empty()) write_whole(options.json, analysis_json(analysed));
    return say(text_of(analysed, table)) ? exit_code::done : exit_code::failed;
}

}  // namespace counterless
