// results/cli/merge.cpp: several databases into one, and what is there then.
#include <fmt/format.h>

#include <exception>

#include "results/cli/commands.hpp"
#include "results/cli/say.hpp"
#include "results/numbers.hpp"
#include "results/store_merge.hpp"
#include "results/text_table.hpp"

namespace counterless {
namespace {

std::string gaps(const std::vector<std::uint32_t>& missing) {
    constexpr std::size_t shown = 8;
    std::string text;
    for (std::size_t at = 0; at < missing.size() && at < shown; ++at) text += (at > 0 ? ", " : "") + std::to_string(missing[at]);
    return missing.size() > shown ? text + fmt::format(" and {} more", missing.size() - shown) : text;
}

std::string table(const Merged& merged) {
    TextTable table({"study", "seed", "there", "new", "found twice"});
    for (const MergedStudy& study : merged.studies)
        table.row({study.called, std::to_string(study.seed), thousands(static_cast<double>(study.there())),
                   thousands(static_cast<double>(study.added)), thousands(static_cast<double>(study.twice))});
    return table.text();
}

std::string line(const MergeOptions& options, const Merged& merged) {
    std::size_t added = 0, there = 0;
    for (const MergedStudy& study : merged.studies) added += study.added, there += study.there();
    return fmt::format("{}: {} replications of {} {}, {} of them new\n", options.output, there, merged.studies.size(),
                       merged.studies.size() == 1 ? "study" : "studies", added);
}

}  // namespace

int merge_command(const MergeOptions& options, Problems problems) {
    if (options.output.empty()) return tell_problems(problems);
    try {
        const Merged merged = merge_stores(options.output, options.inputs, std::move(problems));
        for (const std::string& remark : merged.remarks) tell(remark);
        for (const MergedStudy& study : merged.studies)
            if (!study.missing.empty())
                tell(fmt::format("{}, seed {}: replications not there: {}; is a shard missing?", study.called, study.seed,
                                 gaps(study.missing)));
        const std::string text = line(options, merged) + (options.quiet ? "" : "\n" + table(merged));
        return say(text) ? exit_code::done : exit_code::failed;
    } catch (const MergeRefused& refused) { return tell_problems(refused.problems); } catch (const std::exception& failure) {
        tell(std::string("counterless merge: ") + failure.what());
        return exit_code::failed;
    }
}

}  // namespace counterless
