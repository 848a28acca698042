// results/milp.hpp: a mixed-integer program as a value, and the two files by which it meets a solver that is another program:
// MPS on the way out, CBC's solution file on the way back. Columns and rows are named by their number, so that nothing a user
// typed reaches the solver. Tested in tests/results/milp_test.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterless {

inline constexpr double milp_infinite = std::numeric_limits<double>::infinity();

struct MilpTerm {
    std::size_t column;
    double factor;
};
enum class RowSense : unsigned char { at_most, at_least, equal };
struct MilpColumn {
    double cost = 0, low = 0, high = milp_infinite;
    bool whole = false;
};
struct MilpRow {
    std::vector<MilpTerm> terms;  // each column at most once
    RowSense sense = RowSense::at_most;
    double bound = 0;
};
struct Milp {  // the least cost
    std::vector<MilpColumn> columns;
    std::vector<MilpRow> rows;

    std::size_t column(MilpColumn column) {
        columns.push_back(column);
        return columns.size() - 1;
    }
    void row(std::vector<MilpTerm> terms, RowSense sense, double bound) { rows.push_back({std::move(terms), sense, bound}); }
};

struct MilpLimits {
    double time_s = 60;
    double gap = 0.002;  // stop when the best found is proven to be within this share of the least
    double gap_absolute = 1e-6;
    double grace_s = 20;  // it may take so much longer than its time before it is stopped from outside
};
enum class MilpEnd : unsigned char { within_gap, stopped, infeasible, nothing };  // nothing: out of time before any solution
struct MilpAnswer {
    MilpEnd end = MilpEnd::nothing;
    std::vector<double> values;  // by column; empty without a solution
    double cost = 0;
    double bound = -milp_infinite;  // no solution costs less
    double took_s = 0;

    [[nodiscard]] bool solved() const { return end == MilpEnd::within_gap || end == MilpEnd::stopped; }
};
// Whoever can solve one: CBC, or a test's own enumeration.
using MilpSolver = std::function<MilpAnswer(const Milp&, const MilpLimits&)>;

std::string mps_text(const Milp& program);
// `solution`: what CBC wrote to the file of its command "solution"; `log`: what it printed. Whole values come back whole.
// Throws std::runtime_error where the solution is none that CBC writes.
MilpAnswer read_cbc(const Milp& program, std::string_view solution, std::string_view log, double gap);

}  // namespace counterless
