// results/cli/theory_options.hpp: the words of `counterless theory FORMULA`, one subcommand for each row of the table of
// formulas.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "results/theory.hpp"
#include "scenarios/problem.hpp"

namespace CLI {
class App;
}

namespace counterless {

struct TheoryOptions {
    const Formula* formula = nullptr;
    std::vector<std::pair<std::string, std::string>> stated;
    std::vector<Given> given;  // one for each number of agents
    std::string json;
};

class TheoryWords {
  public:
    void add_to(CLI::App& theory);
    TheoryOptions take(const CLI::App& theory, Problems& problems) const;

  private:
    std::map<std::string, std::string, std::less<>> typed_;  // parameter name to what was typed; the same for all formulas
    std::string json_;
};

}  // namespace counterless
