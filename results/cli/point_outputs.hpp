// results/cli/point_outputs.hpp: where the answer of sweep and sensitivity goes, and with which exit code.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "results/cli/point_campaign.hpp"

namespace counterless {

struct PointForms {
    std::function<std::string(const PointStudy&)> json, csv, page;
};

// What stands against writing there, beside the other problems.
void add_output_problems(const CampaignOptions& options, const std::string& csv, const std::vector<std::string>& read,
                         PointFiles& files);
void write_point_files(const CampaignOptions& options, const std::string& csv, const PointForms& forms, const PointStudy& study);
// What is told on stderr beside the answer, and the code.
int point_exit_code(const CampaignOptions& options, const PointStudy& study, bool said, bool missed);

// From read points to the exit code: tells problems, lives through, answers.
int finish_points(const char* command, PointFiles& files, const PointsAsked& asked, const CampaignOptions& options,
                  const std::function<void()>& more_problems, const std::function<int()>& answer);

}  // namespace counterless
