#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/build.hpp"

namespace counterless {
namespace {
Series series_of(const View& study, const Dates& dates) {
    if (study.has("series")) return word_of<Series>(study, "series");
    return dates.stated ? Series::typical_day : Series::off;
}

double horizon_of(const View& study, const Dates& dates) {
    const double days_s = dates.usable ? dates.length_s() : 0;
    if (!study.has("horizon")) {
        if (!dates.stated) study.problem("no \"horizon\"", "how long to simulate, such as \"1000 h\", or a calendar");
        return dates.usable ? days_s : 86400;
    }
    const auto stated = study.stated_number("horizon");
    if (stated && dates.usable && *stated > days_s)
        study.problem("horizon", "\"" + study.text("horizon") + "\"",
                      fmt::format("at most the calendar's {:g} days", days_s / 86400));
    return stated.value_or(dates.usable ? days_s : 86400);
}

std::vector<AskedHalfWidth> precision_of(const View& study) {
    std::vector<AskedHalfWidth> all;
    for (const View& one : study.at("precision").members()) {
        auto asked = half_width_of(one.text("half_width"));
        if (!asked) {
            one.problem("half_width", "\"" + one.text("half_width") + "\"", half_width_expected);
            continue;
        }
        asked->measure = one.text("measure");
        asked->of = one.text("of");
        asked->place = one.place("measure");
        all.push_back(std::move(*asked));
    }
    return all;
}

void read_variance(const View& study, Study& built) {
    built.antithetic = study.flag("antithetic");
    built.controls = study.flag("controls");
    const bool batches = built.batches > 0;
    if (built.antithetic && batches) study.problem("antithetic", "true, beside batch_means", "\"method\": \"replications\"");
    if (built.controls && batches) study.problem("controls", "true, beside batch_means", "\"method\": \"replications\"");
    if (!built.precision.empty() && batches)
        study.problem("precision", "half-widths, beside batch_means", "\"method\": \"replications\"");
    if (!built.precision.empty() && built.antithetic && built.replications_max < 50)  // two rounds: results/precision.hpp
        study.problem("replications_max", std::to_string(built.replications_max) + ", of an antithetic study",
                      "50 or more, in pairs: a precision must hold at two rounds");
}

}  // namespace

Study build_study(const View& study, const Dates& dates) {
    Study built;
    built.horizon_s = horizon_of(study, dates);
    built.warmup_auto = study.text("warmup") == "auto";
    built.warmup_s = built.warmup_auto ? 0 : study.number("warmup");
    if (built.warmup_s >= built.horizon_s)
        study.problem("warmup", "\"" + study.text("warmup") + "\"",
                      fmt::format("less than the horizon of {:g} s", built.horizon_s));
    built.replications = study.whole("replications");
    const bool batches = study.text("method") == "batch_means";
    if (batches) built.batches = study.whole("batches");
    if (!batches && study.has("batches")) study.problem("batches", "no batch_means", "\"method\": \"batch_means\" beside it");
    built.seed = static_cast<std::uint64_t>(study.number("seed"));
    built.series = series_of(study, dates);
    if (batches && (built.series == Series::month || built.series == Series::year))
        study.problem("series", "by " + study.text("series") + ", beside batch_means, whose batches are no months or years",
                      "\"replications\", or another series");
    built.confidence = study.number("confidence_level");
    built.within_s = study.number("within");
    built.scale = study.number("scale");
    built.precision = precision_of(study);
    built.replications_max = study.whole("replications_max");
    read_variance(study, built);
    return built;
}

// A tenth of the customers before as many agents meets no line, so nothing that comes of lines may be asked of a sample.
void check_scale(const View& root, const Scenario& scenario) {
    if (scenario.study.scale >= 1) return;
    const View study = root.at("study");
    const std::string found = fmt::format("{:g}", scenario.study.scale);
    if (scenario.adoption.weights.wait_per_s > 0)
        study.problem("scale", found + ", beside customers who weigh the wait, which a sample does not meet",
                      "1, or no \"wait_per_minute\" in /adoption/weights");
    if (std::any_of(scenario.knobs.begin(), scenario.knobs.end(),
                    [](const Knob& knob) { return knob.kind == KnobKind::guides && knob.value > 0; }))
        study.problem("scale", found + ", beside guides, who would teach as many of a sample as of all",
                      "1, or initiatives without guides (signs, restricted_counters, a mandate)");
    if (!scenario.needs) study.problem("scale", found + ", without needs", "1, or \"/demand/volume\"");
    for (const Stream& stream : scenario.streams)
        study.problem("scale", found + ", beside the stream \"" + stream.id + "\", which is no one's needs", "1, or no streams");
    constexpr std::array<std::string_view, 21> of_lines{
        "wait",         "service_level",  "abandonment",    "balking",  "blocked",       "closed",      "dropped",
        "queue_length", "in_system",      "sojourn",        "response", "occupancy",     "utilisation", "overtime",
        "throughput",   "visits_gave_up", "visits_refused", "backlog",  "recovery_time", "case_time",   "promise_kept"};
    for (const Target& target : scenario.targets)
        if (std::any_of(of_lines.begin(), of_lines.end(),
                        [&](std::string_view word) { return target.measure.starts_with(word); }))
            root.at("targets").at(target.id).problem("measure", "\"" + target.measure + "\", of a sample of the customers",
                                                     "a scale of 1, or a measure that lines do not change");
}

Costs build_costs(const View& costs) {
    Costs built;
    built.currency = costs.text("currency");
    const bool letters = std::all_of(built.currency.begin(), built.currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!letters) costs.problem("currency", "\"" + built.currency + "\"", "three capital letters such as \"AED\"");
    built.counter_transaction = costs.number("counter_transaction");
    built.digital_transaction = costs.number("digital_transaction");
    built.agent_hour = costs.number("agent_hour");
    built.guide_hour = costs.number("guide_hour");
    built.centre_day = costs.number("centre_day");
    built.trip_time_s = costs.number("trip_time");
    built.trip_co2_kg = costs.number("trip_co2");
    built.centre_day_co2_kg = costs.number("centre_day_co2");
    built.sheet_co2_kg = costs.number("sheet_co2");
    built.digital_time_s = costs.number("digital_time");
    return built;
}

Happiness build_happiness(const View& root) {
    const View view = root.at("happiness");
    return {.stated = root.has("happiness"),
            .base = view.number("base"),
            .per_minute_waited = view.number("per_minute_waited"),
            .per_failure = view.number("per_failure"),
            .per_given_up = view.number("per_given_up"),
            .per_trip = view.number("per_trip")};
}

std::vector<Target> build_targets(const View& targets) {
    std::vector<Target> built;
    for (const View& target : targets.members()) {
        const bool least = target.has("at_least"), most = target.has("at_most");
        if (least == most) target.problem(least ? "at_least and at_most" : "no value", "either at_least or at_most");
        built.push_back({.measure = target.text("measure"),
                         .of = target.text("of"),
                         .at_least = least,
                         .value = target.number(least ? "at_least" : "at_most"),
                         .id = target.id()});
    }
    return built;
}

std::vector<Reported> build_reported(const View& reported) {
    std::vector<Reported> built;
    for (const View& one : reported.members())
        built.push_back({.id = one.id(),
                         .name = one.name("name", one.id()),
                         .measure = one.text("measure"),
                         .of = one.text("of"),
                         .value = one.number("value")});
    return built;
}

}  // namespace counterless
