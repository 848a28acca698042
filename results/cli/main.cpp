// results/cli/main.cpp: the door of the house. Whatever goes wrong inside ends here as a line on stderr and an exit code.
#include <exception>
#include <variant>

#include "results/cli/commands.hpp"
#include "results/cli/options.hpp"
#include "results/cli/say.hpp"

using namespace counterless;

namespace {

struct Doing {
    int operator()(const Said& said) const { return say(said.text) ? exit_code::done : exit_code::failed; }
    int operator()(const Problems& problems) const { return tell_problems(problems); }
    int operator()(const RunOptions& options) const { return run_command(options); }
    int operator()(const CheckOptions& options) const { return check_command(options); }
    int operator()(const SchemaOptions&) const { return schema_command(); }
};

}  // namespace

int main(int count, char** words) {
    try {
        return std::visit(Doing(), read_command_line(count, words));
    } catch (const std::exception& exception) {
        tell(std::string("counterless failed: ") + exception.what());
        return exit_code::failed;
    }
}
