#include "results/cli/theory_day.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>

#include "results/cli/parameter_typed.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

constexpr double rate_max_per_h = 1e7;
constexpr double agents_max = 100'000;
constexpr std::size_t rows_max = 2000;

// One line of the table: from, until, arrivals_per_h and perhaps agents.
struct Columns {
    std::size_t from, until, arrivals;
    std::optional<std::size_t> agents;
};

std::optional<Columns> columns_of(const CsvReader& reader, const std::string& file, Problems& problems) {
    static const std::vector<std::string> known{"from", "until", "arrivals_per_h", "agents"};
    std::string absent;
    for (const std::string& name : known)
        if (name != "agents" && !reader.column(name)) absent += (absent.empty() ? "\"" : ", \"") + name + "\"";
    if (!absent.empty()) problems.push_back({file, "no column " + absent, "columns from, until, arrivals_per_h"});
    for (const std::string& name : reader.header())
        if (std::find(known.begin(), known.end(), name) == known.end())
            problems.push_back({file, "the column " + csv_shown(name), suggestion(name, known)});
    if (!absent.empty()) return std::nullopt;
    return Columns{*reader.column("from"), *reader.column("until"), *reader.column("arrivals_per_h"), reader.column("agents")};
}

std::string clock_text(double time_s) {
    const auto minutes = static_cast<int>(std::lround(time_s / 60));
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

// Where the line above ends: the next begins there, so that nobody is left out and none comes twice.
struct Above {
    std::size_t line = 0;  // 0: there is none, or its end cannot be read
    double until_s = 0;
};

// Reads the lines one by one; the mistakes of a line are the reader's.
class DayLines {
  public:
    DayLines(CsvReader& reader, const Columns& columns, DayQuestion& question)
        : reader_(reader), columns_(columns), question_(question) {}

    void take_row() {
        const auto cells = reader_.cells();
        const auto from = parse_clock(cells[columns_.from]), until = parse_clock(cells[columns_.until]);
        const auto rate = csv_number(cells[columns_.arrivals]);
        const auto agents = columns_.agents ? csv_number(cells[*columns_.agents]) : std::optional(0.0);
        const bool begins = takes_up(from), ends = until && (!from || *until > *from);
        const bool has_rate = rate && *rate >= 0 && *rate <= rate_max_per_h;
        const bool has_agents = agents && *agents >= 0 && *agents <= agents_max && *agents == std::floor(*agents);
        if (!ends) reader_.problem(columns_.until, "a later time of the day, up to 24:00");
        if (!has_rate) reader_.problem(columns_.arrivals, "customers per hour, from 0 to 1e7");
        if (!has_agents) reader_.problem(*columns_.agents, "a whole number from 0 to 100000");
        above_ = ends ? Above{reader_.line(), *until} : Above{};
        if (!begins || !ends || !has_rate || !has_agents) return;
        question_.rates.push_back({*from, *until, *rate / 3600});
        if (columns_.agents) question_.agents.push_back(static_cast<int>(*agents));
    }

  private:
    // A line that overlaps and a line that leaves a gap both name the line above. Where nobody comes somebody must have said so.
    bool takes_up(const std::optional<double>& from) {
        if (from && (above_.line == 0 || *from == above_.until_s)) return true;
        if (!from)
            reader_.problem(columns_.from, "a time of the day as in 07:30");
        else if (*from < above_.until_s)
            reader_.problem(columns_.from, fmt::format("{}, where line {} ends", clock_text(above_.until_s), above_.line));
        else
            reader_.problem(columns_.from, fmt::format("{0}, where line {1} ends; or a line {0} to {2} between them, with "
                                                       "arrivals_per_h 0 if nobody comes",
                                                       clock_text(above_.until_s), above_.line, clock_text(*from)));
        return false;
    }

    CsvReader& reader_;
    const Columns& columns_;
    DayQuestion& question_;
    Above above_;
};

void read_rates(const std::string& file, DayQuestion& question, Problems& problems) {
    CsvReader reader(file, file);
    std::optional<Columns> columns;
    if (reader.good()) columns = columns_of(reader, file, problems);
    std::size_t rows = 0;
    if (columns) {
        DayLines lines(reader, *columns, question);
        while (reader.next())
            if (++rows <= rows_max) lines.take_row();
    }
    const bool good = columns && reader.good();
    for (Problem& problem : reader.take_problems()) problems.push_back(std::move(problem));
    if (rows > rows_max) problems.push_back({file, fmt::format("{} lines", rows), fmt::format("at most {}", rows_max)});
    const bool anybody =
        std::any_of(question.rates.begin(), question.rates.end(), [](const Piece& one) { return one.rate_per_s > 0; });
    if (good && !anybody) problems.push_back({file, "nobody comes", "at least one line with arrivals_per_h above 0"});
}

}  // namespace

void TheoryDayWords::add_to(CLI::App& theory) {
    CLI::App* command =
        theory.add_subcommand("day", "A day by intervals: SIPP, lag-SIPP, MOL and ISA, and what each would bring");
    command->add_option("--rates", rates_, "CSV with the columns from, until (as 07:30), arrivals_per_h and perhaps agents")
        ->type_name("FILE");
    const auto add = [&](const char* name, std::string& value) {
        const Parameter& parameter = theory_parameter(name);
        command
            ->add_option(option_name(name), value,
                         std::string(parameter.meaning) + (std::string_view(name) == "service" ? "" : " (may be left out)"))
            ->type_name(parameter_type(parameter));
    };
    add("service", service_);
    add("cv", cv_);
    add("patience", patience_);
    add("level", level_);
    add("waiting", waiting_);
    add("wait", wait_);
    add("lost", lost_);
    add("busy", busy_);
    add("within", within_);
    command->add_option("--json", json_, "Writes the answer as JSON; - for standard output, instead of the text")
        ->type_name("FILE");
    command->allow_extras();
    command->footer(
        "With a target it tells the agents that four methods give by interval and what customers would meet under each; of "
        "agents in\n"
        "the file, what customers would meet, by the exact equations and as a fluid.\n"
        "Example:\n  counterless theory day --rates day.csv --service \"8 min\" --level 90% --within \"10 min\"");
}

TheoryDayOptions TheoryDayWords::take(const CLI::App& command, Problems& problems) const {
    TheoryDayOptions options{.question = {}, .json = json_};
    DayQuestion& question = options.question;
    const auto value = [&](const char* name, const std::string& text) -> std::optional<double> {
        if (command.count(option_name(name)) == 0) return std::nullopt;
        const auto typed = parameter_value(theory_parameter(name), text);
        if (!typed) problems.push_back({option_name(name), "\"" + text + "\"", parameter_expected(theory_parameter(name), text)});
        return typed;
    };
    if (command.count("--rates") == 0)
        problems.push_back({"command line", "no --rates", "a CSV file with the columns from, until, arrivals_per_h"});
    else
        read_rates(rates_, question, problems);
    if (command.count("--service") == 0)
        problems.push_back({"command line", "no --service", parameter_expected(theory_parameter("service"))});
    question.service_mean_s = value("service", service_).value_or(1);
    question.service_cv = value("cv", cv_).value_or(1);
    question.patience_mean_s = value("patience", patience_).value_or(question.patience_mean_s);
    question.target = {.level_min = value("level", level_),
                       .wait_probability_max = value("waiting", waiting_),
                       .wait_mean_max_s = value("wait", wait_),
                       .lost_max = value("lost", lost_),
                       .occupancy_max = value("busy", busy_)};
    question.within_s = value("within", within_).value_or(0);
    if (command.count("--level") > 0 && command.count("--within") == 0)
        problems.push_back({"command line", "--level without --within", "the time within which, as in --within \"10 min\""});
    if (command.count("--lost") > 0 && command.count("--patience") == 0)
        problems.push_back({"command line", "--lost without --patience", "a patience: otherwise nobody gives up"});
    bool target = false;
    for (const char* name : {"--level", "--waiting", "--wait", "--lost", "--busy"}) target = target || command.count(name) > 0;
    if (!target && question.agents.empty() && command.count("--rates") > 0 && problems.empty())
        problems.push_back(
            {"command line", "no target", "at least one of --level, --waiting, --wait, --lost, --busy; or agents in the file"});
    if (command.count("--json") > 0) check_output("--json", json_, problems);
    if (problems.empty() && !can_be_followed(question))
        problems.push_back(
            {rates_, "a day too busy for the equations", "a smaller hall, longer services or patience, or a shorter day"});
    return options;
}

}  // namespace counterless
