#include "results/cli/database_options.hpp"

#include <CLI/CLI.hpp>

#include "results/cli/campaign_options.hpp"

namespace counterless {

void MergeWords::add_to(CLI::App& command) {
    command.add_option("FILES", files_, "The database to be made or added to, then those whose replications go into it")
        ->type_name("")
        ->expected(0, -1)
        ->take_all();
    command.add_flag("--quiet", quiet_, "Prints one line only");
    command.footer(
        "Examples:\n"
        "  counterless run week.json --replications 400 --shard 1/2 --db one.db      on one machine\n"
        "  counterless run week.json --replications 400 --shard 2/2 --db two.db      on another\n"
        "  counterless merge week.db one.db two.db\n"
        "  counterless run week.json --replications 400 --db week.db --report week.html\n"
        "Exit code: 0 merged, 1 failed while writing, 2 something is wrong with the files: nothing is merged then.");
}

MergeOptions MergeWords::take(const CLI::App&, Problems& problems) const {
    MergeOptions options{.output = files_.empty() ? "" : files_.front(), .quiet = quiet_};
    if (!files_.empty()) options.inputs.assign(files_.begin() + 1, files_.end());
    if (files_.size() < 2)
        problems.push_back({"command line", files_.empty() ? "no files" : "only one file",
                            "the output and at least one input, as in counterless merge week.db one.db two.db"});
    for (const std::string& file : files_)
        if (file.empty()) problems.push_back({"command line", "an empty name", "the name of a database"});
    std::erase(options.inputs, "");
    return options;
}

void ExportWords::add_to(CLI::App& command) {
    command.add_option("FILE", file_, "The database, made by --db")->type_name("");
    command.add_option("--csv", csv_, "Writes each measure of each replication as a line; - for standard output")
        ->type_name("FILE");
    command.add_option("--series", series_, "The same for the intervals of the series")->type_name("FILE");
    command.add_option("--json", json_, "Writes each measure with its values by replication; - for standard output")
        ->type_name("FILE");
    command.add_option("--beside", beside_, "Where the files lie that a stored scenario names (default: beside the database)")
        ->type_name("FOLDER");
    command.footer(
        "Examples:\n"
        "  counterless export week.db --csv values.csv\n"
        "  counterless export week.db --csv values.csv --series halfhours.csv --json values.json\n"
        "Exit code: 0 done, 1 failed while writing, 2 bad usage or input.");
}

ExportOptions ExportWords::take(const CLI::App& command, Problems& problems) const {
    ExportOptions options{.file = file_, .csv = csv_, .series = series_, .json = json_, .beside = beside_};
    if (file_.empty())
        problems.push_back({"command line", "no FILE", "the database, as in counterless export week.db --csv values.csv"});
    refuse_empty_names(command, {"--csv", "--series", "--json", "--beside"}, problems);
    if (csv_.empty() && series_.empty() && json_.empty())
        problems.push_back({"command line", "no output", "--csv FILE, --series FILE or --json FILE"});
    if ((csv_ == "-") + (series_ == "-") + (json_ == "-") > 1)
        problems.push_back({"command line", "two outputs that are -", "standard output for one of them"});
    return options;
}

}  // namespace counterless
