// results/share_table.hpp: from a CSV file to shares by time, or to the list of all that is wrong with it.
// Tested in tests/results/share_table_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/share_error.hpp"
#include "results/kept_rows.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

struct ShareTableQuestion {
    std::string file, place;  // "-" reads standard input; `place` is its name in problems
    CsvShape shape;
    std::string time, share, digital, total;  // columns by name or number; empty: not said
    std::vector<KeptRows> where;
    bool percent = false;  // shares are written from 0 to 100
    bool skip_empty = false;
    double number_years = 1;  // what a plain number in the time column counts, in years
};
struct ShareTable {
    std::vector<ShareRow> rows;       // by rising time
    std::vector<std::string> labels;  // the time cells as they stand in the file
    std::size_t other = 0;            // rows that `where` leaves out
    std::size_t empty = 0;            // rows passed over because a cell was empty, or nobody came at all
};
ShareTable read_shares(const ShareTableQuestion& question, Problems& problems);

// "2014", "2014-Q2", "2014-05", "2014-05-28" as years: the beginning of the period. Plain numbers count `number_years`.
std::optional<double> time_in_years(std::string_view text, double number_years);

}  // namespace counterless
