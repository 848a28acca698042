// results/cli/compare_options.hpp: the words of `counterless compare`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "results/cli/campaign_options.hpp"

namespace counterless {

struct Variant {  // the baseline's file with some values changed
    std::string name;
    std::vector<Override> changes;
};
// Of each before a race judges; Nelson et al. (Operations Research 49, 2001) advise ten or more.
inline constexpr std::size_t race_first_stage = 10;

struct CompareOptions : CampaignOptions {
    std::vector<std::string> files;
    std::vector<Variant> variants;
    std::string baseline;         // one of the files, or a variant's name; empty: the first file
    std::vector<std::string> by;  // measures that decide, as typed
    std::string best, csv;        // the measure of the race, as typed; empty: no race
    std::optional<double> confidence;
    double difference = 0.05;  // of the race
    bool relative = true;
    std::size_t most = 1000;
    bool independent = false;
};

class CompareWords {
  public:
    void add_to(CLI::App& compare);
    CompareOptions take(const CLI::App& compare, Problems& problems) const;

  private:
    void take_race(const CLI::App& compare, CompareOptions& options, Problems& problems) const;
    CampaignWords campaign_;
    std::vector<std::string> files_, variants_, by_;
    std::string baseline_, best_, csv_, confidence_, difference_, most_;
    bool independent_ = false;
};

// "one-more=/centres/deira/stations/counter/agents=8,/name=x": a comma before a slash begins the next value.
std::optional<Variant> typed_variant(const std::string& text);

}  // namespace counterless
