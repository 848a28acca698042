#include "results/cli/sweep_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "models/sobol_points.hpp"
#include "results/cli/typed.hpp"
#include "results/cli/vary.hpp"

namespace counterless {
namespace {

constexpr std::uint64_t points_max = 20'000;
constexpr std::array<const char*, 4> plans = {"grid", "list", "lhs", "sobol"};  // in the order of PointPlan

bool is_spread(PointPlan plan) { return plan == PointPlan::lhs || plan == PointPlan::sobol; }

void check_count(const SweepOptions& options, Problems& problems) {
    const double count = point_count(options.question, options.inputs);
    if (count > static_cast<double>(points_max))
        problems.push_back({"--vary", fmt::format("{:.0f} points", count), fmt::format("at most {}", points_max)});
    if (options.question.plan != PointPlan::list) return;
    for (const Input& input : options.inputs)
        if (input.values.size() != options.inputs.front().values.size())
            problems.push_back(
                {"--vary", fmt::format("{} with {} values", input.name(), input.values.size()),
                 fmt::format("{}, as many as {} has", options.inputs.front().values.size(), options.inputs.front().name())});
}

}  // namespace

void SweepWords::add_to(CLI::App& sweep) {
    sweep.add_option("FILE", file_, "The scenario")->type_name("");
    add_repeatable(sweep, "--vary", varied_, "PTR=VALUES",
                   "Varies one value: LOW:HIGH:STEP, A,B,C or, for lhs and sobol, LOW:HIGH. PTR=PTR=VALUES ties several. "
                   "Repeatable");
    sweep.add_option("--points-from", points_from_, "A CSV file of points instead: the header names the places, a row a point")
        ->type_name("FILE");
    sweep
        .add_option("--design", design_,
                    "grid: each value with each other (default); list: side by side; lhs, sobol: spread over ranges")
        ->type_name("WORD");
    sweep.add_option("--points", points_, "How many points, for lhs and sobol")->type_name("N");
    add_repeatable(sweep, "--measure", measures_, "MEASURE[@OF]",
                   "Shows this measure, of all or of one thing (default: targets, visits, digital share, waits, cost). "
                   "Repeatable");
    sweep.add_option("--csv", csv_, "Writes a row for each point: inputs, measures, half-widths, targets")->type_name("FILE");
    campaign_.add_to(sweep);
    sweep.footer(
        "Examples:\n"
        "  counterless sweep week.json --vary /adoption/share=0.90:1.00:0.01 --replications 20 --report sweep.html\n"
        "  counterless sweep scenarios/library/mm8.json --vary /centres/hall/stations/counter/agents=8:12:1 --csv mm.csv\n"
        "  counterless sweep week.json --vary /adoption/share=0.90:1.00 --vary '/channels/*/failure=0.01:0.05' --design lhs "
        "--points 64\n"
        "Exit code: 0 done, 1 failed while running, 2 bad usage or input, 3 a target is missed at every point, 130 interrupted.");
}

SweepOptions SweepWords::take(const CLI::App& sweep, Problems& problems) const {
    SweepOptions options;
    static_cast<CampaignOptions&>(options) = campaign_.take(sweep, problems);
    options.file = file_, options.points_from = points_from_, options.csv = csv_;
    options.varied = varied_, options.measures = measures_;
    if (file_.empty())
        problems.push_back(
            {"command line", "no FILE", "the scenario, as in counterless sweep scenarios/library/mm8.json --vary ..."});
    if (sweep.count("--design") > 0) {
        const auto plan = std::find(plans.begin(), plans.end(), design_);
        if (plan == plans.end())
            problems.push_back({"--design", "\"" + design_ + "\"", "grid, list, lhs or sobol"});
        else
            options.question.plan = static_cast<PointPlan>(plan - plans.begin());
    }
    const bool spread = is_spread(options.question.plan);
    if (sweep.count("--points") > 0) {
        options.question.points = whole_or_problem("--points", points_, 2, points_max, problems).value_or(2);
        if (!spread) problems.push_back({"--points", "without a design that spreads them", "--design lhs or --design sobol"});
    } else if (spread) {
        problems.push_back({"--design", "no --points", "--points N beside it"});
    }
    if (only_serves()) options.csv.clear();
    refuse_empty_names(sweep, {"--csv", "--points-from"}, problems);
    if (points_from_.empty() == varied_.empty())
        problems.push_back({"command line", varied_.empty() ? "nothing that is varied" : "--vary and --points-from",
                            "--vary PTR=VALUES, or --points-from FILE"});
    if (!points_from_.empty()) options.question.plan = PointPlan::list;
    if (!points_from_.empty() && sweep.count("--design") > 0)
        problems.push_back({"--design", "beside --points-from", "one of the two: the file says where the points are"});
    options.inputs = points_from_.empty() ? take_inputs(varied_, spread, problems) : read_points_file(points_from_, problems);
    if (spread && 2 * options.inputs.size() > sobol_unknowns_max)
        problems.push_back({"--vary", "too many of them", "at most 1,800"});
    check_count(options, problems);
    return options;
}

}  // namespace counterless
