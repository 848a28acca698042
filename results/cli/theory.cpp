// results/cli/theory.cpp: a closed form, answered.
#include <algorithm>
#include <cstddef>

#include "results/cli/commands.hpp"
#include "results/cli/progress.hpp"
#include "results/cli/say.hpp"
#include "results/cli/version.hpp"
#include "results/output_file.hpp"
#include "results/theory.hpp"

namespace counterless {

namespace {

int answer_with(const std::string& json_file, const std::string& json, const std::string& text, bool missed) {
    const int good = missed ? exit_code::target_missed : exit_code::done;
    if (json_file == "-") return say(json) ? good : exit_code::failed;
    if (!json_file.empty()) write_whole(json_file, json);
    return say(text) ? good : exit_code::failed;
}

// The iterated method ends when it settles, so how much there is to do is a guess until then.
DayFigures answer_with_progress(const DayQuestion& question) {
    constexpr std::size_t usual = 12;
    std::size_t done = 0;
    Progress progress(usual, 0, false, "staffings followed through the day");
    return answer_day(question, [&] {
        progress.one_more();
        progress.expect(1, std::max(usual, ++done + 2));
    });
}

int theory_day_command(const TheoryDayOptions& options) {
    const DayFigures figures = answer_with_progress(options.question);
    return answer_with(options.json, theory_day_json(options.question, figures, version),
                       theory_day_text(options.question, figures), !figures.possible);
}

}  // namespace

int theory_command(const TheoryOptions& options) {
    if (options.day) return theory_day_command(*options.day);
    const TheoryAnswer answer = answer_theory(*options.formula, options.stated, options.heads, options.rows);
    return answer_with(options.json, theory_json(answer, version), theory_text(answer), target_missed(answer));
}

}  // namespace counterless
