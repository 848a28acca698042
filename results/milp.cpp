#include "results/milp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <stdexcept>

namespace counterless {
namespace {

// ---- out ----------------------------------------------------------------------------------------------------------------------
// MPS goes column by column.
std::vector<std::vector<MilpTerm>> by_column(const Milp& program) {
    std::vector<std::vector<MilpTerm>> columns(program.columns.size());
    for (std::size_t row = 0; row < program.rows.size(); ++row)
        for (const MilpTerm& term : program.rows[row].terms)
            if (term.factor != 0) columns[term.column].push_back({row, term.factor});
    return columns;
}

char sense_letter(RowSense sense) { return sense == RowSense::at_most ? 'L' : sense == RowSense::at_least ? 'G' : 'E'; }

void write_columns(const Milp& program, std::back_insert_iterator<std::string> out) {
    const auto columns = by_column(program);
    bool whole = false;
    const auto marker = [&](const char* kind) { fmt::format_to(out, " MARKER 'MARKER' '{}'\n", kind); };
    for (std::size_t at = 0; at < columns.size(); ++at) {
        if (program.columns[at].whole != whole) marker(whole ? "INTEND" : "INTORG");
        whole = program.columns[at].whole;
        fmt::format_to(out, " C{} COST {:.12g}\n", at, program.columns[at].cost);
        for (const MilpTerm& term : columns[at]) fmt::format_to(out, " C{} R{} {:.12g}\n", at, term.column, term.factor);
    }
    if (whole) marker("INTEND");
}

void write_bounds(const Milp& program, std::back_insert_iterator<std::string> out) {
    for (std::size_t at = 0; at < program.columns.size(); ++at) {
        const MilpColumn& column = program.columns[at];
        if (column.low == -milp_infinite)
            fmt::format_to(out, " MI BOUND C{}\n", at);
        else if (column.low != 0)
            fmt::format_to(out, " LO BOUND C{} {:.12g}\n", at, column.low);
        if (column.high != milp_infinite)
            fmt::format_to(out, " UP BOUND C{} {:.12g}\n", at, column.high);
        else if (column.whole)
            fmt::format_to(out, " PL BOUND C{}\n", at);  // else some readers take 1 for the upper bound
    }
}

// ---- back ---------------------------------------------------------------------------------------------------------------------
std::optional<double> number_in(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end != text.data() ? std::optional(value) : std::nullopt;
}

// The number after the last line that begins like this.
std::optional<double> told(std::string_view log, std::string_view what) {
    const auto at = log.rfind(what);
    return at == std::string_view::npos ? std::nullopt : number_in(log.substr(at + what.size()));
}

std::string_view line_of(std::string_view& text) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

// "   12 C12   3   0": place, name, value, reduced cost; a line of an infeasible value begins with stars.
void read_value(const Milp& program, std::string_view line, std::vector<double>& values) {
    const auto name = line.find(" C");
    if (name == std::string_view::npos) return;
    const std::string_view digits = line.substr(name + 2);
    std::size_t column = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), column);
    const auto value = number_in(std::string_view(end, static_cast<std::size_t>(digits.data() + digits.size() - end)));
    if (error != std::errc() || !value || column >= values.size())
        throw std::runtime_error("CBC: a line that is no value: " + std::string(line));
    values[column] = program.columns[column].whole ? std::round(*value) : *value;
}

}  // namespace

std::string mps_text(const Milp& program) {
    std::string text;
    const auto out = std::back_inserter(text);
    text += "NAME ROSTER FREE\nROWS\n N COST\n";
    for (std::size_t row = 0; row < program.rows.size(); ++row)
        fmt::format_to(out, " {} R{}\n", sense_letter(program.rows[row].sense), row);
    text += "COLUMNS\n";
    write_columns(program, out);
    text += "RHS\n";
    for (std::size_t row = 0; row < program.rows.size(); ++row)
        if (program.rows[row].bound != 0) fmt::format_to(out, " RHS R{} {:.12g}\n", row, program.rows[row].bound);
    text += "BOUNDS\n";
    write_bounds(program, out);
    return text += "ENDATA\n";
}

MilpAnswer read_cbc(const Milp& program, std::string_view solution, std::string_view log, double gap) {
    const std::string_view head = line_of(solution);
    MilpAnswer answer;
    if (head.find("nfeasible") != std::string_view::npos && head.find("objective value") != std::string_view::npos) {
        answer.end = log.find("proven infeasible") != std::string_view::npos || head.starts_with("Infeasible") ||
                             head.starts_with("Integer infeasible")
                         ? MilpEnd::infeasible
                         : MilpEnd::nothing;
        return answer;
    }
    const auto cost = told(head, "objective value");
    if (!cost) throw std::runtime_error("CBC: no solution in its file: " + std::string(head));
    if (head.find("no integer solution") != std::string_view::npos) return answer;
    answer.values.assign(program.columns.size(), 0.0);
    while (!solution.empty()) read_value(program, line_of(solution), answer.values);
    answer.cost = 0;
    for (std::size_t at = 0; at < answer.values.size(); ++at) answer.cost += program.columns[at].cost * answer.values[at];
    const bool optimal = head.starts_with("Optimal");
    answer.end = optimal ? MilpEnd::within_gap : MilpEnd::stopped;
    // It prints a bound when it stopped early; without one, "optimal" means within what was asked for.
    const auto bound = told(log, "Lower bound:");
    answer.bound = bound ? *bound : optimal ? answer.cost - gap * std::abs(answer.cost) : -milp_infinite;
    if (optimal && !bound && log.find("within gap tolerance") == std::string_view::npos) answer.bound = answer.cost;
    answer.bound = std::min(answer.bound, answer.cost);
    return answer;
}

}  // namespace counterless
