// results/cli/point_campaign.hpp: from points to their answers. Every point is read before the first is lived through, so all
// that is wrong with any of them is said at once, with the point's number and values. Points with one and the same scenario (a
// whole number met twice, a baseline that an input does not touch) are one study. All live with the same luck, and keep in memory
// only what the chosen measures are made of. Tested through the commands, in tests/cases/.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "results/cli/campaign.hpp"
#include "results/cli/campaign_options.hpp"
#include "results/narrow.hpp"
#include "results/point_study.hpp"

namespace counterless {

struct PointPlanned {
    std::size_t side = 0;
    std::optional<std::size_t> baseline;  // the side it is measured against
    std::vector<Target> targets;          // its own: a target may be varied too
};

// All of a point study before it is lived through.
struct PointFiles {
    PointStudy study;                // its points hold their values, and nothing else yet
    std::deque<Scenario> scenarios;  // by side; they keep their places
    std::vector<Side> sides;
    std::vector<Narrowing> narrowings;  // by side
    std::vector<PointPlanned> points;
    bool readable = false;  // the scenario as stated is sound, so its points can be read
    Problems problems;
};

struct PointsAsked {
    std::string command_name;  // "sweep"
    std::string file;
    std::vector<Input> inputs;
    std::vector<std::string> measures;  // as typed
    bool against_baseline = false;
};

// Reads the scenario as stated; `study.inputs` then know what stands in their places. `problems`: with the words typed; they do
// not make the scenario less readable, but points are made of words.
PointFiles begin_points(const PointsAsked& asked, const CampaignOptions& options, Problems problems);
// Reads it anew at each of these points. Precondition: it is readable.
void read_points(PointFiles& files, const PointsAsked& asked, const CampaignOptions& options,
                 const std::vector<Settings>& points);

// Where words were wrong nobody knows the points: each input's values are tried alone, with all else as stated.
void read_alone(PointFiles& files, const PointsAsked& asked, const CampaignOptions& options);

// Lives through all of them and answers. Returns the exit code where there is no answer.
std::optional<int> live_through(PointFiles& files, const PointsAsked& asked, const CampaignOptions& options);

// "counterless sweep FILE --set ... --seed S --replications N", without what does not change the answer.
std::string point_command(const PointsAsked& asked, const CampaignOptions& options, const Scenario& scenario,
                          const std::vector<std::string>& own_words);

}  // namespace counterless
