// results/store_merge.hpp: the replications of several databases in one. Shards that knew nothing of each other are put together
// here; the command that made them then draws the answer without simulating. A replication that is there twice must have come to
// the same (what it cost in time and memory aside); where it did not, something is wrong with one of the machines, and nothing is
// written. Answers are not taken over: they are of a part. Tested in tests/results/store_merge_test.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "results/summary.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

struct MergeRefused : std::runtime_error {
    explicit MergeRefused(Problems what) : std::runtime_error("nothing was merged"), problems(std::move(what)) {}
    Problems problems;
};

struct MergedStudy {
    std::string name, sha256, version, cpu_class;
    std::string called;  // the name, and what tells it from others of that name: "M/M/2, counter/agents=3"
    std::uint64_t seed = 0;
    std::size_t before = 0, added = 0, twice = 0;  // in the output already; taken over; found again, and the same
    std::vector<std::uint32_t> missing;            // numbers below the last that is there
    [[nodiscard]] std::size_t there() const { return before + added; }
};
struct Merged {
    std::vector<MergedStudy> studies;
    std::vector<std::string> remarks;  // kinds of CPU and builds that differ
};

// The output is made, or added to if it is one of ours; whole or not at all. Throws MergeRefused with all that is wrong,
// StoreFailed or std::runtime_error when writing breaks. With problems that are known before, all is looked at and nothing
// written.
Merged merge_stores(const std::filesystem::path& output, const std::vector<std::string>& inputs, Problems problems = {});

// Did both replications come to the same? Time and memory may differ. Damaged bytes are like nothing.
bool same_outcome(const std::string& one, const std::string& other);

}  // namespace counterless
