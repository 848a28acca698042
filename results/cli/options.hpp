// results/cli/options.hpp: what was asked on the command line, checked, or the list of what is wrong with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "results/cli/analyse_options.hpp"
#include "results/cli/calibrate.hpp"
#include "results/cli/roster_options.hpp"
#include "results/cli/staff_options.hpp"
#include "results/cli/theory_options.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/read.hpp"

namespace counterless {

struct RunOptions {
    std::string file;
    std::vector<Override> overrides;
    std::optional<std::uint64_t> seed;
    std::optional<int> replications;
    std::optional<int> draws;  // of the uncertain values; 0: as stated
    std::size_t workers = 1;
    std::string db, json, report;  // empty: not wanted; json "-": stdout
    std::string log;               // every customer's way through one replication; empty: not wanted
    std::uint32_t log_replication = 0;
    std::optional<std::uint32_t> only;  // one replication, in this process, for whoever looks for a fault
    bool quiet = false, baseline = true;
};
struct CheckOptions {
    std::string file;
    std::vector<Override> overrides;
};
struct SchemaOptions {};
struct Said {  // nothing to do but say this: help, version
    std::string text;
};

using Options = std::variant<Said, Problems, RunOptions, CheckOptions, SchemaOptions, AnalyseOptions, TheoryOptions,
                             RosterOptions, CalibrateOptions, StaffOptions>;

Options read_command_line(int count, const char* const* words);

}  // namespace counterless
