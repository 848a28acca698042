// results/cli/sensitivity_options.hpp: the words of `counterless sensitivity`.
#pragma once

#include <string>
#include <vector>

#include "results/cli/campaign_options.hpp"
#include "results/points.hpp"
#include "results/sensitivity.hpp"

namespace counterless {

struct SensitivityOptions : CampaignOptions {
    std::string file, csv;
    std::vector<std::string> varied;  // as typed
    std::vector<Input> inputs;        // the same, read; empty: what the scenario calls uncertain
    SensitivityQuestion question;     // its seed is the study's
    std::vector<std::string> measures;
    bool against_baseline = false;
};

class SensitivityWords {
  public:
    void add_to(CLI::App& sensitivity);
    SensitivityOptions take(const CLI::App& sensitivity, Problems& problems) const;

  private:
    CampaignWords campaign_;
    std::string file_, method_, trajectories_, rows_, csv_;
    std::vector<std::string> varied_, measures_;
    bool against_baseline_ = false;
};

}  // namespace counterless
