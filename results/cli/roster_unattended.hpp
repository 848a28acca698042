// results/cli/roster_unattended.hpp: hours in which a centre is open and the roster has nobody at a post, and who comes then.
// A need states people for some hours; the scenario that it is simulated with sends customers whenever it is open. Where the one
// says nothing about the other, that is told and counted here, so that what is promised is what was simulated.
// Tested in tests/cases/roster_test.py.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "results/summary.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct TimeSpan {
    double from_s, until_s;
};
// Open hours in which none of these pools is on duty that serves the class; `klass` none: none of them at all.
std::vector<TimeSpan> unattended(const std::vector<TimeSpan>& open, const std::vector<Pool>& pools, Index klass);
std::vector<TimeSpan> open_spans(const Scenario& scenario, const Centre& centre);
double hours_of(const std::vector<TimeSpan>& spans);
bool serves(const Pool& pool, Index klass);

// Customers of one class at one station who come in such hours.
struct Unattended {
    Index station, klass;
    std::vector<TimeSpan> spans;
};
// One replication of the scenario: of each watched how many came then and, of these, how many were never served, as totals in
// turn.
Summary watched(const Scenario& scenario, const std::vector<Unattended>& watch, std::uint32_t replication);

}  // namespace counterless
