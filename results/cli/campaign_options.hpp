// results/cli/campaign_options.hpp: the words that every command understands that simulates in replications (run, compare, sweep,
// sensitivity): what is set in the scenario, how often it is lived through, by how many processes, and where the answer goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/problem.hpp"
#include "scenarios/read.hpp"

namespace CLI {
class App;
}

namespace counterless {

// Part `number` (from 1) of `count`: the tasks of one machine of several that know nothing of each other.
struct Shard {
    std::size_t number = 1, count = 1;
};

struct CampaignOptions {
    std::vector<Override> overrides;
    std::optional<std::uint64_t> seed;
    std::optional<int> replications;
    std::size_t workers = 1;
    std::string db, json, report;  // empty: not wanted; json "-": stdout
    bool quiet = false;
    std::optional<Shard> shard;
    bool keeps_replications = false;  // in a database, here or (of a rank that only serves) where the ranks are led
};

class CampaignWords {
  public:
    void add_to(CLI::App& command);
    CampaignOptions take(const CLI::App& command, Problems& problems) const;

  private:
    std::string seed_, replications_, workers_, db_, json_, report_, shard_;
    std::vector<std::string> sets_;
    bool quiet_ = false;
};

// Are we a process of a rank, which computes and nothing else? Then no file is written and none need be looked at.
bool only_serves();
// "--set" as every command reads it.
std::vector<Override> take_overrides(const std::vector<std::string>& sets, Problems& problems);
// An option that may be given several times, each time with one word.
void add_repeatable(CLI::App& command, const char* name, std::vector<std::string>& into, const char* type, const char* what);
// A name was given, but an empty one.
void refuse_empty_names(const CLI::App& command, const std::vector<const char*>& options, Problems& problems);

}  // namespace counterless
