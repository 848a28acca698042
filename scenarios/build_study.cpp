#include <fmt/format.h>

#include <algorithm>

#include "scenarios/build.hpp"

namespace counterless {
namespace {
Series series_of(const std::string& word, const Dates& dates) {
    if (word == "none") return Series::off;
    if (word == "half_hour") return Series::half_hour;
    if (word == "typical_day") return Series::typical_day;
    if (word == "typical_week") return Series::typical_week;
    if (word == "day") return Series::day;
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
    built.series = series_of(study.text("series"), dates);
    built.confidence = study.number("confidence_level");
    built.within_s = study.number("within");
    return built;
}

Costs build_costs(const View& costs) {
    Costs built;
    built.currency = costs.text("currency");
    const bool letters = std::all_of(built.currency.begin(), built.currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!letters) costs.problem("currency", "\"" + built.currency + "\"", "three capital letters such as \"AED\"");
    built.counter_transaction = costs.number("counter_transaction");
    built.digital_transaction = costs.number("digital_transaction");
    built.guide_hour = costs.number("guide_hour");
    built.centre_day = costs.number("centre_day");
    built.trip_time_s = costs.number("trip_time");
    built.trip_co2_kg = costs.number("trip_co2");
    built.centre_day_co2_kg = costs.number("centre_day_co2");
    built.sheet_co2_kg = costs.number("sheet_co2");
    built.digital_time_s = costs.number("digital_time");
    return built;
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
