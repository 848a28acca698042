// scenarios/trace.hpp: customers as a file gives them, found as scenarios/named_file.hpp says. Tested in
// tests/scenarios/trace_test.cpp.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "scenarios/build.hpp"
#include "scenarios/chain.hpp"

namespace counterless {

// Of every stream with a readable trace. Fills in `sha256`, and turns `file` into a path from the folder of the outermost file.
TraceFiles find_traces(const Chain& chain, const std::filesystem::path& outermost, Report& report);

// "90", "1.5 min", "08:30", "08:30:15" and, with a calendar, "2018-10-21 08:30:15" (or with a T), as seconds from the start.
std::optional<double> trace_time(std::string_view cell, const Dates& dates);

}  // namespace counterless
