// results/summary.hpp: what one replication leaves behind: totals and distributions, never averages.
// A per-customer measure is a ratio of totals over all replications, so totals are what crosses the pipe and what is stored.
// Which place of `totals` means what is the Layout's business (results/measures.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "results/buckets.hpp"

namespace counterless {

struct Summary {
    std::uint32_t replication = 0;
    std::uint8_t ending = 0;  // counterless::Ending
    std::vector<double> totals;
    std::vector<Buckets> distributions;
    double cpu_s = 0;              // user and system time of the replication; never part of a result that is compared
    double memory_peak_bytes = 0;  // of its process
};

// To bytes and back, the same on every machine of one byte order; decode throws std::runtime_error on damage.
std::string encode(const Summary& summary);
Summary decode(const std::string& bytes);

}  // namespace counterless
