#include "results/cli/compare_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "results/cli/typed.hpp"
#include "results/race.hpp"

namespace counterless {
namespace {

constexpr std::size_t scenarios_max = 20;
constexpr std::uint64_t most_max = 1'000'000;
constexpr const char* variant_form = "NAME=/POINTER=VALUE, as in one-more=/centres/deira/stations/counter/agents=8";

void repeatable(CLI::App& command, const char* name, std::vector<std::string>& into, const char* type, const char* what) {
    command.add_option(name, into, what)->type_name(type)->expected(1)->take_all()->allow_extra_args(false);
}

void take_variants(const std::vector<std::string>& typed, CompareOptions& options, Problems& problems) {
    for (const std::string& text : typed) {
        const auto variant = typed_variant(text);
        if (!variant) {
            problems.push_back({"--variant", "\"" + text + "\"", variant_form});
            continue;
        }
        if (std::any_of(options.variants.begin(), options.variants.end(),
                        [&](const Variant& other) { return other.name == variant->name; }))
            problems.push_back({"--variant", "two of the name \"" + variant->name + "\"", "a name of its own for each"});
        options.variants.push_back(*variant);
    }
}

void take_difference(const std::string& text, CompareOptions& options, Problems& problems) {
    std::string figure = text;
    options.relative = figure.ends_with("%");
    if (options.relative) figure.pop_back();
    while (figure.ends_with(" ")) figure.pop_back();
    const auto value = typed_number(figure);
    const bool zero_allowed = options.independent && value && *value == 0;
    if (!value || (*value <= 0 && !zero_allowed))
        problems.push_back({"--difference", "\"" + text + "\"",
                            "above 0, as in 5% (of the baseline's mean) or 30 (in the unit of the measure)"});
    else
        options.difference = options.relative ? *value / 100 : *value;
}

void check_count(const CompareOptions& options, std::size_t variants, Problems& problems) {
    const std::size_t count = options.files.size() + variants;
    if (options.files.empty())
        problems.push_back({"command line", "no FILE", "scenarios, as in counterless compare autumn.json signs.json"});
    else if (count < 2)
        problems.push_back({"command line", "one scenario", "two or more, files or --variant"});
    if (count > scenarios_max)
        problems.push_back({"command line", std::to_string(count) + " scenarios", "at most " + std::to_string(scenarios_max)});
}

}  // namespace

std::optional<Variant> typed_variant(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || text.find('/') < equals) return {};
    Variant variant{text.substr(0, equals), {}};
    for (std::size_t from = equals + 1; from <= text.size();) {
        const std::size_t end = std::min(text.find(",/", from), text.size());
        const std::string change = text.substr(from, end - from);
        const std::size_t value = change.find('=');
        if (change.empty() || change.front() != '/' || value == std::string::npos) return {};
        variant.changes.push_back({change.substr(0, value), change.substr(value + 1)});
        from = end + 1;
    }
    return variant;
}

void CompareWords::add_to(CLI::App& compare) {
    compare.add_option("FILES", files_, "The scenarios; the first is the baseline")->type_name("");
    repeatable(compare, "--variant", variants_, "NAME=PTR=VALUE[,...]",
               "One more scenario: the baseline's file with these values. Repeatable");
    compare.add_option("--baseline", baseline_, "Measures against this file or variant instead of the first file")
        ->type_name("FILE|NAME");
    repeatable(compare, "--by", by_, "MEASURE[@OF]",
               "A measure that decides; repeatable, the first ranks (default: the targets', visits, wait, cost)");
    compare.add_option("--confidence", confidence_, "Of all verdicts together (default: as the baseline says, 95%)")
        ->type_name("SHARE");
    compare.add_flag("--independent", independent_, "Each scenario gets luck of its own: differences are not paired");
    compare.add_option("--best", best_, "Runs on until the best in this measure is known (--replications: the first stage, 10)")
        ->type_name("MEASURE[@OF]");
    compare
        .add_option(
            "--difference", difference_,
            "What is too small to matter to --best: a share of the baseline's mean, or in the measure's unit (default: 5%)")
        ->type_name("D");
    compare.add_option("--most", most_, "Replications of one scenario at most, with --best (default: 1000)")->type_name("N");
    campaign_.add_to(compare);
    compare.add_option("--csv", csv_, "Writes every measure of every scenario as a table")->type_name("FILE");
    compare.footer(
        "Examples:\n"
        "  counterless compare autumn.json signs.json guides.json --report autumn.html --db autumn.db\n"
        "  counterless compare week.json --variant one-more=/centres/deira/stations/counter/agents=8\n"
        "  counterless compare week.json --variant a=/x=1,/y=2 --variant b=/x=3 --best wait_mean@centre/deira --difference 30\n"
        "Exit code: 0 done, 1 failed while running, 2 bad usage or input, 3 --most runs do not tell the best, 130 interrupted.");
}

void CompareWords::take_race(const CLI::App& compare, CompareOptions& options, Problems& problems) const {
    for (const char* name : {"--difference", "--most"})
        if (best_.empty() && compare.count(name) > 0) problems.push_back({name, "no --best", "--best MEASURE beside it"});
    if (compare.count("--difference") > 0) take_difference(difference_, options, problems);
    if (compare.count("--most") > 0)
        options.most = whole_or_problem("--most", most_, 2, most_max, problems).value_or(options.most);
    std::size_t first = static_cast<std::size_t>(options.replications.value_or(static_cast<int>(race_first_stage)));
    if (options.independent) first = std::max(first, ocba_first_least);
    if (!best_.empty() && first > options.most)
        problems.push_back({"--most", std::to_string(options.most), fmt::format("no fewer than the first stage, {}", first)});
}

CompareOptions CompareWords::take(const CLI::App& compare, Problems& problems) const {
    CompareOptions options;
    static_cast<CampaignOptions&>(options) = campaign_.take(compare, problems);
    options.files = files_, options.by = by_, options.baseline = baseline_, options.best = best_, options.csv = csv_;
    options.independent = independent_;
    take_variants(variants_, options, problems);
    check_count(options, variants_.size(), problems);
    if (compare.count("--confidence") > 0) {
        const bool percent = confidence_.ends_with("%");
        const auto value = typed_number(confidence_.substr(0, confidence_.size() - (percent ? 1 : 0)));
        const double share = value ? *value / (percent ? 100 : 1) : 0;
        if (share < 0.5 || share >= 1)
            problems.push_back({"--confidence", "\"" + confidence_ + "\"", "from 0.5 to below 1, as in 95% or 0.99"});
        else
            options.confidence = share;
    }
    take_race(compare, options, problems);
    if (only_serves()) options.csv.clear();
    refuse_empty_names(compare, {"--csv", "--baseline", "--best"}, problems);
    return options;
}

}  // namespace counterless
