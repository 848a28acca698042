// results/cli/roster_options.hpp: the words of `counterless roster`, as typed and as checked.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/problem.hpp"
#include "scenarios/setting.hpp"

namespace CLI {
class App;
}

namespace counterless {

struct RosterOptions {
    std::string scenario;  // empty: the need alone
    std::vector<Override> overrides;
    std::string need, centre, csv, json, sheets;
    std::optional<std::chrono::sys_days> start;
    std::optional<int> weeks, people;
    double shrinkage = 0, gap = 0.01, time_limit_s = 60;
    bool quiet = false, simulate = false;
    double absence = 0;
    std::optional<int> replications;
};

class RosterWords {
  public:
    void add_to(CLI::App& command);
    RosterOptions take(const CLI::App& command, std::vector<Override> overrides, Problems& problems) const;
    [[nodiscard]] const std::vector<std::string>& sets() const { return sets_; }

  private:
    std::string scenario_, need_, centre_, csv_, json_, sheets_, start_, weeks_, people_, shrinkage_, gap_, time_limit_, absence_,
        replications_;
    std::vector<std::string> sets_;
    bool quiet_ = false, simulate_ = false;
};

}  // namespace counterless
