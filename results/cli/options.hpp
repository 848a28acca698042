// results/cli/options.hpp: what was asked on the command line, checked, and the list of what is wrong with it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "results/cli/analyse_options.hpp"
#include "results/cli/calibrate.hpp"
#include "results/cli/compare_options.hpp"
#include "results/cli/database_options.hpp"
#include "results/cli/roster_options.hpp"
#include "results/cli/run_options.hpp"
#include "results/cli/sensitivity_options.hpp"
#include "results/cli/staff_options.hpp"
#include "results/cli/sweep_options.hpp"
#include "results/cli/theory_options.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/read.hpp"

namespace counterless {

struct CheckOptions {
    std::string file;
    std::vector<Override> overrides;
};
struct SchemaOptions {};
struct Said {  // nothing to do but say this: help, version
    std::string text;
};

using Options =
    std::variant<Said, RunOptions, CheckOptions, SchemaOptions, AnalyseOptions, TheoryOptions, RosterOptions, CalibrateOptions,
                 StaffOptions, CompareOptions, SweepOptions, SensitivityOptions, MergeOptions, ExportOptions>;

struct CommandLine {
    Options options;
    Problems problems;  // with the words; the options are what could be understood
};
CommandLine read_command_line(int count, const char* const* words);

}  // namespace counterless
