// results/cli/calibrate_laws_options.hpp: what `counterless calibrate times`, `patience` and `arrivals` are asked, checked.
// The words as typed are in the source file.
#pragma once

#include <string>
#include <vector>

#include "results/kept_rows.hpp"
#include "results/tuning.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

enum class LawsOf : unsigned char { times, patience, arrivals };

struct CalibrateLawsOptions {
    LawsOf of = LawsOf::times;
    std::string file;  // "-": standard input
    CsvShape shape;
    std::string time, outcome, date, count;  // columns by name; empty: by the names that are usual
    std::vector<std::string> gave_up;        // what the outcome says of who gave up; empty: the words that are usual
    std::string station;                     // of the program's own log
    std::vector<KeptRows> where;
    double unit_s = 1;  // of plain numbers in the column of times
    Bounded bounds;
    TuningQuestion question;
    ArrivalsQuestion arrivals;
    std::string json, scenario, plot;
    FragmentPlace place;
};

int calibrate_laws(CalibrateLawsOptions options, Problems typed_wrong);  // gives the exit code

}  // namespace counterless
