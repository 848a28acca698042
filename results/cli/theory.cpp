// results/cli/theory.cpp: a closed form, answered.
#include <filesystem>

#include "results/cli/commands.hpp"
#include "results/cli/say.hpp"
#include "results/cli/version.hpp"
#include "results/output_file.hpp"
#include "results/theory.hpp"

namespace counterless {

int theory_command(const TheoryOptions& options) {
    if (!options.json.empty() && options.json != "-")
        if (const auto problem = unwritable(options.json)) return tell_problems({*problem});
    const TheoryAnswer answer = answer_theory(*options.formula, options.stated, options.given);
    if (options.json == "-") return say(theory_json(answer, version)) ? exit_code::done : exit_code::failed;
    if (!options.json.empty()) write_whole(options.json, theory_json(answer, version));
    return say(theory_text(answer)) ? exit_code::done : exit_code::failed;
}

}  // namespace counterless
