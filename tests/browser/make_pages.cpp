// tests/browser/make_pages.cpp: writes the pages the browser tests open, from the made-up studies of
// tests/results/report_fixture, and the pages of fits to made-up waits and shares.
//   make_pages FOLDER
#include <cmath>
#include <fstream>

#include "results/report.hpp"
#include "results/share_calibration.hpp"
#include "results/tuning.hpp"
#include "tests/results/comparison_fixture.hpp"
#include "tests/results/report_fixture.hpp"

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
    std::ofstream(std::string(argv[1]) + "/shares.html") << page_of_shares();
    std::ofstream(std::string(argv[1]) + "/compare.html") << comparison_page(fixture::four_weeks());
    std::ofstream(std::string(argv[1]) + "/race.html") << comparison_page(fixture::four_weeks(200, true));
    return 0;
}
