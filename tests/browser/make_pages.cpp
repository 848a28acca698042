// tests/browser/make_pages.cpp: writes the pages the browser tests open, from the made-up studies of
// tests/results/report_fixture, and the pages of fits to made-up waits and shares.
//   make_pages FOLDER
#include <cmath>
#include <fstream>

#include "results/report.hpp"
#include "results/sensitivity.hpp"
#include "results/share_calibration.hpp"
#include "results/staffing_study.hpp"
#include "results/sweep.hpp"
#include "results/tuning.hpp"
#include "tests/results/comparison_fixture.hpp"
#include "tests/results/report_fixture.hpp"
#include "tests/results/staffing_fixture.hpp"

namespace {

std::string page_of_a_fit() {
    using namespace counterless;
    std::vector<double> waits;
    std::vector<unsigned char> gave_up;
    for (int i = 1; i < 400; ++i) {
        waits.push_back(-200 * std::log(i / 400.0));
        gave_up.push_back(i % 3 == 0);
    }
    PatienceTuning tuning =
        tune_patience(waits, gave_up, {.families = {FitFamily::exponential, FitFamily::lognormal}, .bootstrap = 0});
    tuning.file = "waits.csv";
    tuning.column = "wait_s";
    return tuning_page(tuning);
}

std::string page_of_shares() {
    using namespace counterless;
    ShareCalibration calibration{.file = "filings.csv", .version = "0"};
    for (int year = 0; year < 14; ++year) {
        const double odds = 0.25 * std::pow(1.6, year) * (year % 3 == 0 ? 0.9 : 1.1);
        calibration.table.rows.push_back({2008.0 + year, odds / (1 + odds), 0});
        calibration.table.labels.push_back(std::to_string(2008 + year));
    }
    calibration.fits = fit_shares(calibration.table.rows, {.held_out = 4});
    return share_calibration_page(calibration);
}

// A wait that falls with agents and rises with the work of each customer, round a target of five minutes.
counterless::PointStudy made_up_points(std::vector<counterless::Input> inputs, const std::vector<counterless::Settings>& points) {
    using namespace counterless;
    PointStudy study{
        .scenario = fixture::flagship_like().scenario, .file = "week.json", .command = "counterless sweep week.json"};
    study.version = "0", study.inputs = std::move(inputs);
    study.measures = {{.name = "wait_mean", .of = "all", .unit = "s", .direction = Direction::lower_is_better},
                      {.name = "cost", .of = "all", .unit = "AED"}};
    study.replications_asked = study.replications_done = 20;
    const Target target{.measure = "wait_mean", .of = "all", .at_least = false, .value = 300};
    study.scenario.targets = {target};
    for (const Settings& at : points) {
        const double agents = number_of(at[0]).value_or(6), work = at.size() > 1 ? number_of(at[1]).value_or(8) : 8;
        const double wait = 60 * std::exp(work / 2 - agents / 2 + 0.6), cost = 3000 * agents;
        PointAnswer answer{.values = at};
        answer.estimates = {{.known = true, .mean = wait, .sd = wait / 4, .half_width = wait / 9, .n = 20},
                            {.known = true, .mean = cost, .sd = 100, .half_width = 60, .n = 20}};
        answer.targets = {{target, answer.estimates[0], judge(target, answer.estimates[0])}};
        for (const Estimate& one : answer.estimates) {
            Replicated made{.whole = one.mean, .values = {}};
            for (int run = 0; run < 20; ++run) made.values.push_back(one.mean + one.sd * std::sin(run * 1.7 + agents));
            answer.replicated.push_back(made);
        }
        study.points.push_back(answer);
    }
    return study;
}

std::string page_of_a_sweep(std::size_t varied) {
    using namespace counterless;
    std::vector<Input> inputs{{.places = {"/centres/creek_deira/stations/counter/agents"}, .values = {"4", "5", "6", "7", "8"}}};
    if (varied > 1)
        inputs.push_back(
            {.places = {"/services/<declaration>/steps/counter/service"}, .values = {"6 min", "7 min", "8 min", "9 min"}});
    return sweep_page(made_up_points(inputs, points_of({}, inputs)));
}

std::string page_of_drivers(counterless::SensitivityMethod method) {
    using namespace counterless;
    std::vector<Input> inputs{
        {.places = {"/centres/creek_deira/stations/counter/agents"}, .is_range = true, .low = 4, .high = 8},
        {.places = {"/services/<declaration>/steps/counter/service"}, .is_range = true, .low = 7, .high = 9, .unit = " min"}};
    inputs[0].stated = {.value = 6, .whole = true};
    SensitivityStudy study{.question = {.method = method, .trajectories = 6, .rows = 64}};
    study.points = made_up_points(inputs, sensitivity_points(study.question, inputs));
    conclude_sensitivity(study);
    return sensitivity_page(study);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    using namespace counterless;
    const auto write = [&](const char* name, const StudyResult& result) {
        std::ofstream(std::string(argv[1]) + "/" + name) << report_page(result);
    };
    write("full.html", fixture::flagship_like());
    write("met.html", fixture::flagship_like(0.93));
    write("undecided.html", fixture::flagship_like(0.898));
    write("textbook.html", fixture::textbook());
    write("once.html", fixture::textbook(1));
    std::ofstream(std::string(argv[1]) + "/fit.html") << page_of_a_fit();
    std::ofstream(std::string(argv[1]) + "/sweep.html") << page_of_a_sweep(1);
    std::ofstream(std::string(argv[1]) + "/sweep-two.html") << page_of_a_sweep(2);
    std::ofstream(std::string(argv[1]) + "/tornado.html") << page_of_drivers(SensitivityMethod::tornado);
    std::ofstream(std::string(argv[1]) + "/morris.html") << page_of_drivers(SensitivityMethod::morris);
    std::ofstream(std::string(argv[1]) + "/sobol.html") << page_of_drivers(SensitivityMethod::sobol);
    std::ofstream(std::string(argv[1]) + "/shares.html") << page_of_shares();
    std::ofstream(std::string(argv[1]) + "/compare.html") << comparison_page(fixture::four_weeks());
    std::ofstream(std::string(argv[1]) + "/race.html") << comparison_page(fixture::four_weeks(200, true));
    std::ofstream(std::string(argv[1]) + "/staffing.html") << staffing_page(fixture::staffed_week(8));
    std::ofstream(std::string(argv[1]) + "/staffing-days.html") << staffing_page(fixture::staffed_week(1, true));
    return 0;
}
