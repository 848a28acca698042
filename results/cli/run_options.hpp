// results/cli/run_options.hpp: the words of `counterless run`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "results/cli/campaign_options.hpp"
#include "scenarios/half_width.hpp"

namespace counterless {

struct RunOptions : CampaignOptions {
    std::string file;
    std::optional<int> draws;  // of the uncertain values; 0: as stated
    std::string log;           // every customer's way through one replication; empty: not wanted
    std::uint32_t log_replication = 0;
    std::optional<std::uint32_t> only;  // one replication, in this process, for whoever looks for a fault
    bool baseline = true;
    std::vector<AskedHalfWidth> precision;  // instead of what the scenario asks for
    std::optional<int> most;                // replications, with a precision
};

class RunWords {
  public:
    void add_to(CLI::App& run);
    RunOptions take(const CLI::App& run, Problems& problems) const;

  private:
    CampaignWords campaign_;
    std::string file_, draws_, only_, log_, log_replication_, most_;
    std::vector<std::string> precision_;
    bool no_baseline_ = false, antithetic_ = false, controls_ = false;
};

}  // namespace counterless
