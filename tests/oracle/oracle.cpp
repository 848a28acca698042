// How a claim is run, judged and written down: tests/oracle/oracle.hpp.
#include "tests/oracle/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "results/tally.hpp"
#include "scenarios/read.hpp"
#include "sim/run.hpp"

namespace counterless {
namespace {

constexpr double confidence = 0.9999;
#ifdef NDEBUG
constexpr int replications_max = 1'000'000;
constexpr bool judge_width = true;
#else
constexpr int replications_max = 3;
constexpr bool judge_width = false;
#endif

// One file a process, begun anew by its first claim.
void write_row(const Claim& claim) {
    static const char* const path = std::getenv("VALIDATION");
    if (!path) return;
    static std::ofstream file(path, std::ios::trunc);
    const double error = claim.estimate.half_width / student_t(claim.estimate.n, confidence);
    file << fmt::format("{}\t{}\t{}\t{:.17g}\t{:.17g}\t{:.17g}\t{:.17g}\t{}\t{}\t{}\n", claim.scenario, claim.quantity,
                        claim.unit, claim.theory, claim.estimate.mean, claim.estimate.half_width,
                        (claim.estimate.mean - claim.theory) / error, claim.estimate.n, claim.seed, claim.source)
         << std::flush;
    REQUIRE(file);
}

// FNV-1a: alike on every machine.
std::uint32_t seed_of(std::string_view name) {
    std::uint32_t hash = 2166136261U;
    for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
    return hash;
}

std::string shown(std::string_view thing) {  // "hall/counter" of "centre/hall/counter"
    constexpr std::string_view centre = "centre/";
    return std::string(thing.starts_with(centre) ? thing.substr(centre.size()) : thing);
}

}  // namespace

void check_holds(const Claim& claim, double relative_width) {
    CAPTURE(claim.scenario);
    CAPTURE(claim.quantity);
    CAPTURE(claim.estimate.mean);
    CAPTURE(claim.estimate.half_width);
    CAPTURE(claim.theory);
    CHECK(claim.estimate.known);
    CHECK(std::abs(claim.estimate.mean - claim.theory) <= claim.estimate.half_width);
    if (judge_width) CHECK(claim.estimate.half_width <= relative_width * std::abs(claim.theory));
    write_row(claim);
}

Simulated::Simulated(const std::string& text) {
    ReadResult read = read_scenario_text(text, "oracle.json");
    for (const Problem& problem : read.problems) FAIL(to_text(problem));
    name_ = read.scenario.name;
    seed_ = read.scenario.study.seed = seed_of(name_);
    layout_ = layout(read.scenario);
    std::vector<Summary> summaries;
    for (int replication = 0; replication < std::min(read.scenario.study.replications, replications_max); ++replication) {
        Tally tally(read.scenario, layout_, static_cast<std::uint32_t>(replication));
        run(read.scenario, {}, static_cast<std::uint32_t>(replication), tally);
        summaries.push_back(tally.take());
    }
    estimates_ = estimate(layout_.measures, summaries, confidence);
    parts_ = estimate(layout_.parts, summaries, confidence);
}

std::size_t Simulated::place(const std::vector<Measure>& list, std::string_view measure, std::string_view thing,
                             double start_s) const {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Measure& one) {
        return one.name == measure && one.of == thing && one.start_s == start_s;
    });
    if (found == list.end()) FAIL("no measure " << std::string(measure) << " of " << std::string(thing) << " at " << start_s);
    return static_cast<std::size_t>(found - list.begin());
}

Estimate Simulated::of(std::string_view measure, std::string_view thing) const {
    return estimates_[place(layout_.measures, measure, thing, 0)];
}
Estimate Simulated::part(std::string_view measure, std::string_view thing, double start_s) const {
    return parts_[place(layout_.parts, measure, thing, start_s)];
}

void Simulated::check(std::string_view measure, std::string_view thing, double theory, double relative_width,
                      std::string_view source) const {
    const std::size_t at = place(layout_.measures, measure, thing, 0);
    check_holds({.scenario = name_,
                 .quantity = fmt::format("{} of {}", measure, shown(thing)),
                 .unit = layout_.measures[at].unit,
                 .source = std::string(source),
                 .theory = theory,
                 .estimate = estimates_[at],
                 .seed = seed_},
                relative_width);
}
void Simulated::check_part(std::string_view measure, std::string_view thing, double start_s, double theory, double relative_width,
                           std::string_view source) const {
    const std::size_t at = place(layout_.parts, measure, thing, start_s);
    check_holds({.scenario = name_,
                 .quantity = fmt::format("{} of {} from {:g} h", measure, shown(thing), start_s / 3600),
                 .unit = layout_.parts[at].unit,
                 .source = std::string(source),
                 .theory = theory,
                 .estimate = parts_[at],
                 .seed = seed_},
                relative_width);
}

std::string hall(std::string_view name, std::string_view stream, std::string_view station, int horizon_min,
                 std::string_view more) {
    return fmt::format(R"({{"name": "{}",
        "demand": {{"streams": {{"all": {{"to": "hall", {}}}}}}},
        "centres": {{"hall": {{"stations": {{"counter": {{{}}}}}}}}}, {}
        "study": {{"horizon": "{} min", "warmup": "500 min", "replications": 20}}}})",
                       name, stream, station, more, horizon_min);
}

}  // namespace counterless
