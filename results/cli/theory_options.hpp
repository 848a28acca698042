// results/cli/theory_options.hpp: the words of `counterless theory FORMULA`, one subcommand for each row of the table of
// formulas, and `day`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "results/cli/theory_day.hpp"
#include "results/theory.hpp"
#include "scenarios/problem.hpp"

namespace CLI {
class App;
}

namespace counterless {

struct TheoryOptions {
    const Formula* formula = nullptr;
    std::vector<std::pair<std::string, std::string>> stated;
    std::vector<std::string> heads;  // of what varies
    std::vector<TheoryRow> rows;
    std::string json;
    std::optional<TheoryDayOptions> day = {};  // instead of a formula
};

class TheoryWords {
  public:
    void add_to(CLI::App& theory);
    TheoryOptions take(const CLI::App& theory, Problems& problems) const;

  private:
    void take_formula(const CLI::App& command, TheoryOptions& options, Problems& problems) const;

    std::map<std::string, std::string, std::less<>> typed_;  // parameter name to what was typed; the same for all formulas
    std::string json_;
    TheoryDayWords day_;
};

}  // namespace counterless
