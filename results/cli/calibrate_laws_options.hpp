// results/cli/calibrate_laws_options.hpp: the words of `counterless calibrate times`, `patience` and `arrivals`, as typed and as
// checked.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "results/tuning.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/problem.hpp"

namespace CLI {
class App;
}

namespace counterless {

enum class LawsOf : unsigned char { times, patience, arrivals };

struct KeptRows {  // rows whose cell is one of these
    std::string column;
    std::vector<std::string> values;
};
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

class CalibrateLawsWords {
  public:
    void add_to(CLI::App& calibrate);
    // Whether one of the three was chosen under `calibrate`; then `take` gives it.
    [[nodiscard]] static bool chosen(const CLI::App& calibrate);
    CalibrateLawsOptions take(const CLI::App& calibrate, Problems& problems) const;

  private:
    void add_common(CLI::App& command);
    void add_families(CLI::App& command);
    std::map<std::string, std::string, std::less<>> typed_;  // by the option's name
    std::string file_;
    std::vector<std::string> where_;
    bool no_header_ = false;
};

}  // namespace counterless
