#include "results/cli/say.hpp"

#include <cstdio>

namespace counterless {

bool say(std::string_view text) {
    const bool said = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!said) tell("cannot write to standard output");
    return said;
}

void tell(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fputc('\n', stderr);
    std::fflush(stderr);
}

int tell_problems(const Problems& problems) {
    for (const Problem& problem : problems) tell(to_text(problem));
    tell(problems.size() == 1 ? "1 problem" : std::to_string(problems.size()) + " problems");
    return exit_code::bad_input;
}

bool nothing_to_read(const std::string& file, const Problems& problems) {
    return file.empty() || (file == "-" && !problems.empty());
}

}  // namespace counterless
