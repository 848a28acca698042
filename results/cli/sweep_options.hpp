// results/cli/sweep_options.hpp: the words of `counterless sweep`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/cli/campaign_options.hpp"
#include "results/points.hpp"

namespace counterless {

struct SweepOptions : CampaignOptions {
    std::string file, points_from, csv;  // empty: not wanted
    std::vector<std::string> varied;     // as typed
    std::vector<Input> inputs;           // the same, read
    PointQuestion question;              // its seed is the study's
    std::vector<std::string> measures;   // "wait_mean@all"; empty: those a manager asks for
};

class SweepWords {
  public:
    void add_to(CLI::App& sweep);
    SweepOptions take(const CLI::App& sweep, Problems& problems) const;

  private:
    CampaignWords campaign_;
    std::string file_, design_, points_, points_from_, csv_;
    std::vector<std::string> varied_, measures_;
};

}  // namespace counterless
