// results/cli/commands.hpp: each command from its options to an exit code.
#pragma once

#include "results/cli/options.hpp"

namespace counterless {

int run_command(const RunOptions& options);
int compare_command(const CompareOptions& options);
int sweep_command(const SweepOptions& options);
int sensitivity_command(const SensitivityOptions& options);
int check_command(const CheckOptions& options);
int schema_command();
int analyse_command(const AnalyseOptions& options);
int staff_command(const StaffOptions& options);
int theory_command(const TheoryOptions& options);
int roster_command(const RosterOptions& options);
int merge_command(const MergeOptions& options);
int export_command(const ExportOptions& options);

}  // namespace counterless
