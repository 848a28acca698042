// results/cli/staff_options.hpp: the words of `counterless staff`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "results/cli/campaign_options.hpp"
#include "scenarios/problem.hpp"

namespace CLI {
class App;
}

namespace counterless {

// What an option sets in the scenario, so that a problem there is told by its name.
struct SetByOption {
    std::string pointer, option;
};
struct StaffOptions {
    std::string file;
    std::vector<Override> overrides;     // by --set, then by other options
    std::vector<SetByOption> by_option;  // where these do
    std::vector<std::string> words;      // that typed them
    std::vector<double> shares;          // digital; empty: as the scenario says
    std::string path;                    // a result of `run --json` with a series by month or year
    std::vector<std::string> dates;      // months or years of it, as "2019-10" or "2019"
    std::vector<std::string> centres;    // ids; empty: all
    bool by_weekday = false, quiet = false;
    std::optional<std::uint64_t> seed;
    std::uint32_t weeks = 30;  // recorded stretches, as many again for judging
    std::size_t workers = 1;
    std::string json, csv, need, report;
};

class StaffWords {
  public:
    void add_to(CLI::App& staff);
    StaffOptions take(const CLI::App& staff, Problems& problems) const;

  private:
    std::string file_, shares_, path_, dates_, centres_, presence_, interval_, tolerance_, confidence_, shrinkage_, over_, seed_,
        weeks_, workers_, json_, csv_, need_, report_;
    std::vector<std::string> sets_, targets_;
    bool by_weekday_ = false, quiet_ = false;
};

}  // namespace counterless
