// results/cli/database_options.hpp: the words of the commands that work on databases of runs: `merge` and `export`.
#pragma once

#include <string>
#include <vector>

#include "scenarios/problem.hpp"

namespace CLI {
class App;
}

namespace counterless {

struct MergeOptions {
    std::string output;
    std::vector<std::string> inputs;
    bool quiet = false;
};
struct ExportOptions {
    std::string file;
    std::string csv, series, json;  // empty: not wanted; "-": stdout
    std::string beside;             // folder of the files that a stored scenario names; empty: that of the database
};

class MergeWords {
  public:
    void add_to(CLI::App& command);
    MergeOptions take(const CLI::App& command, Problems& problems) const;

  private:
    std::vector<std::string> files_;
    bool quiet_ = false;
};

class ExportWords {
  public:
    void add_to(CLI::App& command);
    ExportOptions take(const CLI::App& command, Problems& problems) const;

  private:
    std::string file_, csv_, series_, json_, beside_;
};

}  // namespace counterless
