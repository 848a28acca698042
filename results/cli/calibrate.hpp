// results/cli/calibrate.hpp: the words of `counterless calibrate KIND FILE`. Kinds of data that are read alike share a source
// file (shares: calibrate_shares.cpp; times, patience, arrivals: calibrate_laws.cpp). A new one is a function here and a line in
// calibrate.cpp.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "results/kept_rows.hpp"
#include "scenarios/problem.hpp"

namespace CLI {
class App;
}

namespace counterless {

// From what is wrong with the words to the exit code; the data are looked at all the same.
using Calibration = std::function<int(Problems)>;

struct CalibrateOptions {
    Calibration doing;
};

// A kind of data: its name, and what turns the words typed into what is to be done, or into problems.
struct Calibrating {
    std::string name;
    std::function<Calibration(Problems&)> take;
};
Calibrating add_calibrate_shares(CLI::App& calibrate);
std::vector<Calibrating> add_calibrate_laws(CLI::App& calibrate);

// --where COLUMN=VALUE or COLUMN=A,B, as often as typed.
void take_where(const std::vector<std::string>& where, std::vector<KeptRows>& kept, Problems& problems);

class CalibrateWords {
  public:
    void add_to(CLI::App& calibrate);
    CalibrateOptions take(const CLI::App& calibrate, Problems& problems) const;

  private:
    std::vector<Calibrating> kinds_;
};

}  // namespace counterless
