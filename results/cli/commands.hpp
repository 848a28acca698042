// results/cli/commands.hpp: each command from its options to an exit code. A command that reads files takes what is wrong with
// its words along, and looks at the files all the same: all that is wrong is told at once.
#pragma once

#include "results/cli/options.hpp"

namespace counterless {

int run_command(const RunOptions& options, Problems problems);
int compare_command(const CompareOptions& options, Problems problems);
int sweep_command(const SweepOptions& options, Problems problems);
int sensitivity_command(const SensitivityOptions& options, Problems problems);
int check_command(const CheckOptions& options, Problems problems);
int schema_command();
int analyse_command(const AnalyseOptions& options, Problems problems);
int staff_command(const StaffOptions& options, Problems problems);
int theory_command(const TheoryOptions& options);
int roster_command(const RosterOptions& options, Problems problems);
int merge_command(const MergeOptions& options, Problems problems);
int export_command(const ExportOptions& options, Problems problems);

}  // namespace counterless
