// results/cli/analyse_options.hpp: the words of `counterless analyse`, as typed and as checked.
#pragma once

#include <string>
#include <vector>

#include "results/analysis.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/problem.hpp"

namespace CLI {
class App;
}

namespace counterless {

struct AnalyseOptions {
    std::string file;  // "-": standard input
    std::vector<std::string> columns;
    CsvShape shape;
    Question question;
    std::string unit, json;
    bool skip_empty = false;
};

class AnalyseWords {
  public:
    void add_to(CLI::App& command);
    AnalyseOptions take(const CLI::App& command, Problems& problems) const;

  private:
    std::string file_, confidence_, quantiles_, batches_, warm_up_, unit_, json_, separator_;
    std::vector<std::string> columns_;
    bool no_header_ = false, independent_ = false, skip_empty_ = false;
};

}  // namespace counterless
