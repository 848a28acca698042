// results/export.hpp: what each replication of a database came to, measure by measure: the one thing in it that other programs
// cannot read, for there it is kept as totals. Estimates, series and differences lie in tables of their own and need no export.
// A value is that of its replication alone (a ratio of its own totals): their mean is not the study's estimate, which is a ratio
// of all totals. Tested in tests/results/export_test.cpp; columns and keys are in docs/reference/output.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/measures.hpp"
#include "results/store_read.hpp"
#include "results/summary.hpp"

namespace counterless {

// By measure; empty where the replication holds no data for it.
std::vector<std::optional<double>> values_of(std::span<const Measure> measures, const Summary& summary);

struct ExportedStudy {
    std::int64_t number = 0;  // `id` of the database's table `study`
    StudyInputs inputs;
    Layout layout;
    std::size_t batches = 0;  // a long run in so many parts, each of which counts as a replication
};

// Lines of the long table; with `series` also where the interval begins and ends.
std::string export_head(bool series);
std::string export_lines(const ExportedStudy& study, const Summary& summary, bool series);

// {"study": ..., "replications": [0, 1, ...], "measures": [{"measure", "of", "unit", "values": [...]}, ...]}
std::string export_json(const ExportedStudy& study, const std::vector<Summary>& summaries);

// One replication as the replications it stands for: itself, or its batches.
std::vector<Summary> as_replications(const ExportedStudy& study, Summary summary);

}  // namespace counterless
