#include "results/cli/sensitivity_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <bit>

#include "results/cli/typed.hpp"
#include "results/cli/vary.hpp"

namespace counterless {
namespace {

constexpr std::uint64_t trajectories_max = 1'000, rows_max = 16'384;
constexpr std::array<const char*, 3> methods = {"tornado", "morris", "sobol"};  // in the order of SensitivityMethod

}  // namespace

void SensitivityWords::add_to(CLI::App& sensitivity) {
    sensitivity.add_option("FILE", file_, "The scenario")->type_name("");
    add_repeatable(sensitivity, "--vary", varied_, "PTR=LOW:HIGH",
                   "Varies one value in this range (default: what the scenario calls uncertain, by its laws). Repeatable");
    sensitivity
        .add_option("--method", method_,
                    "tornado: one input at a time (default); morris: which matter at all; sobol: shares of the variance")
        ->type_name("WORD");
    sensitivity.add_option("--trajectories", trajectories_, "Of morris: how often each input is moved (default: 10)")
        ->type_name("N");
    sensitivity
        .add_option("--rows", rows_, "Of sobol: rows of the design, a power of two; (inputs + 2) points each (default: 64)")
        ->type_name("N");
    add_repeatable(sensitivity, "--measure", measures_, "MEASURE[@OF]",
                   "An outcome, of all or of one thing (default: the targets' measures, or wait_mean). Repeatable");
    sensitivity.add_flag("--against-baseline", against_baseline_,
                         "Asks for the difference from the scenario's baseline, which gets the same values");
    sensitivity.add_option("--csv", csv_, "Writes a row for each point: inputs, outcomes, half-widths")->type_name("FILE");
    campaign_.add_to(sensitivity);
    sensitivity.footer(
        "Examples:\n"
        "  counterless sensitivity week.json --vary /adoption/share=0.88:0.92 --vary '/channels/*/failure=0.03:0.20'\n"
        "  counterless sensitivity scenarios/library/path-2009-2021.json --method morris --measure digital_share\n"
        "  counterless sensitivity week.json --method sobol --rows 128 --vary /adoption/share=0.88:0.92 --report drivers.html\n"
        "Exit code: 0 done, 1 failed while running, 2 bad usage or input, 130 interrupted.");
}

SensitivityOptions SensitivityWords::take(const CLI::App& sensitivity, Problems& problems) const {
    SensitivityOptions options;
    static_cast<CampaignOptions&>(options) = campaign_.take(sensitivity, problems);
    options.file = file_, options.csv = csv_, options.varied = varied_, options.measures = measures_;
    options.against_baseline = against_baseline_;
    if (file_.empty())
        problems.push_back({"command line", "no FILE",
                            "the scenario, as in counterless sensitivity scenarios/library/mm8.json --vary PTR=LOW:HIGH"});
    SensitivityQuestion& question = options.question;
    if (sensitivity.count("--method") > 0) {
        const auto method = std::find(methods.begin(), methods.end(), method_);
        if (method == methods.end())
            problems.push_back({"--method", "\"" + method_ + "\"", "tornado, morris or sobol"});
        else
            question.method = static_cast<SensitivityMethod>(method - methods.begin());
    }
    if (sensitivity.count("--trajectories") > 0) {
        question.trajectories =
            whole_or_problem("--trajectories", trajectories_, 2, trajectories_max, problems).value_or(question.trajectories);
        if (question.method != SensitivityMethod::morris)
            problems.push_back({"--trajectories", "another method than morris", "--method morris beside it"});
    }
    if (sensitivity.count("--rows") > 0) {
        question.rows = whole_or_problem("--rows", rows_, 8, rows_max, problems).value_or(question.rows);
        if (!std::has_single_bit(question.rows))
            problems.push_back({"--rows", rows_, "a power of two: points of a Sobol design are even in those numbers"});
        if (question.method != SensitivityMethod::sobol)
            problems.push_back({"--rows", "another method than sobol", "--method sobol beside it"});
    }
    if (only_serves()) options.csv.clear();
    refuse_empty_names(sensitivity, {"--csv"}, problems);
    options.inputs = take_inputs(varied_, true, problems);
    return options;
}

}  // namespace counterless
