// results/cli/main.cpp: the door of the house. Whatever goes wrong inside ends here as a line on stderr and an exit code.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <functional>
#include <variant>

#include "results/cli/campaign.hpp"
#include "results/cli/commands.hpp"
#include "results/cli/options.hpp"
#include "results/cli/say.hpp"

using namespace counterless;

namespace {

struct Doing {
    Problems problems;  // with the words: who reads no file has nothing more to find

    int told_or(const std::function<int()>& command) const { return problems.empty() ? command() : tell_problems(problems); }
    template <typename Command>
    int with_file(int (*command)(const Command&, Problems), const Command& options) const {
        return nothing_to_read(options.file, problems) ? tell_problems(problems) : command(options, problems);
    }

    int operator()(const Said& said) const {
        return told_or([&] { return say(said.text) ? exit_code::done : exit_code::failed; });
    }
    int operator()(const RunOptions& options) const { return with_file(run_command, options); }
    int operator()(const CompareOptions& options) const { return compare_command(options, problems); }
    int operator()(const SweepOptions& options) const { return with_file(sweep_command, options); }
    int operator()(const SensitivityOptions& options) const { return with_file(sensitivity_command, options); }
    int operator()(const CheckOptions& options) const { return with_file(check_command, options); }
    int operator()(const SchemaOptions&) const { return told_or(schema_command); }
    int operator()(const AnalyseOptions& options) const { return with_file(analyse_command, options); }
    int operator()(const TheoryOptions& options) const {
        return told_or([&] { return theory_command(options); });
    }
    int operator()(const RosterOptions& options) const { return roster_command(options, problems); }
    int operator()(const StaffOptions& options) const { return with_file(staff_command, options); }
    int operator()(const MergeOptions& options) const { return merge_command(options, problems); }
    int operator()(const ExportOptions& options) const { return with_file(export_command, options); }
    int operator()(const CalibrateOptions& options) const {
        return options.doing ? options.doing(problems) : tell_problems(problems);
    }
};

// A caller may have closed stdin, stdout or stderr; then the next file or pipe we open would take that number and hear what is
// meant for the caller. /dev/null takes the place: reading finds nothing, and writing to a closed stdout fails, as it should.
void fill_standard_streams() {
    for (int opened = open("/dev/null", O_RDONLY); opened >= 0; opened = open("/dev/null", O_RDONLY))
        if (opened > 2) {
            close(opened);
            return;
        }
}

}  // namespace

int main(int count, char** words) {
    fill_standard_streams();
    std::signal(SIGXFSZ, SIG_IGN);  // a file grown too large is an error of writing, of which we tell, not our end
    try {
        CommandLine line = read_command_line(count, words);
        return std::visit(Doing{std::move(line.problems)}, line.options);
    } catch (const CampaignOver& over) { return over.exit_code; } catch (const std::exception& exception) {
        tell(std::string("counterless failed: ") + exception.what());
        return exit_code::failed;
    }
}
