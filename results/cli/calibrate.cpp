#include "results/cli/calibrate.hpp"

#include <CLI/CLI.hpp>

#include "results/cli/typed.hpp"
#include "scenarios/suggest.hpp"

namespace counterless {

void CalibrateWords::add_to(CLI::App& calibrate) {
    kinds_ = {add_calibrate_shares(calibrate)};
    for (Calibrating& kind : add_calibrate_laws(calibrate)) kinds_.push_back(std::move(kind));
    calibrate.require_subcommand(0, 1);
    calibrate.footer(
        "Examples:\n"
        "  counterless calibrate shares filings.csv --time year --share online --hold-out 1/3\n"
        "  counterless calibrate times calls.csv --time service_s --plot service.html\n"
        "  counterless calibrate patience calls.csv --time queue_s --outcome outcome --gave-up HANG\n"
        "  counterless calibrate arrivals calls.csv --date date --time arrival_s\n"
        "Each kind of data has its own --help.");
}

CalibrateOptions CalibrateWords::take(const CLI::App& calibrate, Problems& problems) const {
    const auto chosen = calibrate.get_subcommands();
    std::vector<std::string> names;
    for (const Calibrating& kind : kinds_) {
        names.push_back(kind.name);
        if (!chosen.empty() && chosen.front()->get_name() == kind.name) return {kind.take(problems)};
    }
    const auto words = calibrate.remaining(false);
    problems.push_back({"command line", words.empty() ? "no kind of data" : "\"" + words.front() + "\"",
                        suggestion(words.empty() ? "" : words.front(), names)});
    return {};
}

void take_where(const std::vector<std::string>& where, std::vector<KeptRows>& kept, Problems& problems) {
    for (const std::string& one : where) {
        const auto equals = one.find('=');
        if (equals == std::string::npos || equals == 0)
            problems.push_back({"--where", "\"" + one + "\"", "COLUMN=VALUE or COLUMN=A,B, as in --where outcome=AGENT"});
        else
            kept.push_back({one.substr(0, equals), parts_of(one.substr(equals + 1), ',')});
    }
}

}  // namespace counterless
