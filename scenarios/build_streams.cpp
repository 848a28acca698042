// scenarios/build_streams.cpp: the textbook's way in, from what the file says to one of five processes.
// Tested in tests/scenarios/streams_test.cpp; the processes themselves in tests/sim/streams_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr std::size_t slots_max = 1'000'000;
constexpr double geometric_mean_max = 30;   // beyond it the tail above the largest size, 1000, would be felt
constexpr double arrivals_a_day_max = 2e7;  // a day's ordinals have 26 bits

// ---- where to -----------------------------------------------------------------------------------------------------------------
std::vector<std::string> goals(const Scenario& scenario) {
    std::vector<std::string> known = ids_of(scenario.centres);
    for (const Station& station : scenario.stations)
        if (!station.guides) known.push_back(scenario.centres[station.centre].id + "/" + station.id);
    for (const Channel& channel : scenario.channels) known.push_back(channel.id);
    return known;
}

void find_goal(const View& view, const Scenario& scenario, Stream& stream) {
    const std::string to = view.text("to");
    const Index centre = index_in(ids_of(scenario.centres), to), channel = index_in(ids_of(scenario.channels), to);
    if (centre != none && channel != none)
        return view.problem("to", "\"" + to + "\", which is a centre and a channel", "different ids");
    stream.whole_path = centre != none;
    if (centre != none && !scenario.centres[centre].path.empty()) stream.station = scenario.centres[centre].path.front();
    stream.channel = channel;
    for (Index i = 0; i < scenario.stations.size(); ++i) {
        const Station& station = scenario.stations[i];
        if (!station.guides && to == scenario.centres[station.centre].id + "/" + station.id) stream.station = i;
    }
    if (stream.station == none && stream.channel == none && centre == none && view.has("to"))
        view.problem("to", "\"" + to + "\"",
                     goals(scenario).empty() ? "a centre or channel: there are none" : suggestion(to, goals(scenario)));
}

const Centre* centre_of(const Stream& stream, const Scenario& scenario) {
    return stream.station == none ? nullptr : &scenario.centres[scenario.stations[stream.station].centre];
}

// ---- which process ------------------------------------------------------------------------------------------------------------
struct Way {
    std::string_view key;
    Process process;
};
constexpr Way ways[] = {{"rate", Process::poisson},
                        {"gap", Process::renewal},
                        {"source", Process::finite_source},
                        {"trace", Process::trace},
                        {"appointments", Process::appointments}};

void find_process(const View& view, Stream& stream) {
    std::vector<std::string> stated;
    for (const Way& way : ways) {
        if (!view.has(way.key)) continue;
        stated.emplace_back(way.key);
        stream.process = way.process;
    }
    const std::string expected = "exactly one of \"rate\", \"gap\", \"source\", \"trace\" and \"appointments\"";
    if (stated.empty()) view.problem("no \"rate\"", expected);
    if (stated.size() > 1) view.problem(fmt::format("\"{}\"", fmt::join(stated, "\", \"")), expected);
    for (const std::string_view key : {"wave", "day_factor"})
        if (view.has(key) && !view.has("rate") && !stated.empty())
            view.problem(key, "a change of the rate, but no rate", "\"rate\", or no \"" + std::string(key) + "\"");
    const bool single = stream.process == Process::finite_source || stream.process == Process::trace;
    if (view.has("batch") && single)
        view.problem("batch", "batches of a " + stated.front(), "batches of a rate, of gaps or of appointments");
}

void check_crowd(const View& view, const Stream& stream) {
    double sum = 0, day = 0;
    for (const Piece& piece : stream.pieces) {
        const double begun = std::floor(piece.from_s / day_s);
        sum = begun == day ? sum : 0;
        day = begun;
        sum += expected_arrivals(piece, nullptr, piece.from_s, std::min(piece.until_s, piece.from_s + day_s));
        if (sum > arrivals_a_day_max)
            return view.problem("rate", fmt::format("{:.3g} arrivals in a day", sum), "at most twenty million a day");
    }
}

void build_poisson(const View& view, const Dates& dates, const Scenario& scenario, Stream& stream) {
    stream.pieces = build_rate(view, dates, scenario);
    if (dates.stated) check_crowd(view, stream);
    if (view.has("wave")) {
        const View wave = view.at("wave");
        stream.wave = {wave.number("amplitude"), wave.number("period"), wave.number("shift")};
    }
    stream.day_factor = build_day_factor(view);
}

// Time between arrivals must pass, or they never end.
Law build_gap(const View& owner, std::string_view key) {
    const Law law = build_law(owner, key, LawOf::time);
    if (law.mean <= 0 && owner.has(key)) owner.problem(key, "no time at all", "a mean above 0");
    return law.mean > 0 ? law : deterministic(1);
}

// ---- appointments -------------------------------------------------------------------------------------------------------------
// Booked with overbooking: whole numbers whose sums keep to the mean, slot by slot.
void add_slots(const View& view, double midnight_s, double horizon_s, std::vector<Slot>& slots) {
    const double from_s = view.number("from"), until_s = view.number("until"), every_s = view.number("every");
    const double mean = view.number("booked") * (1 + view.number("overbooking"));
    for (int i = 0; slots.size() <= slots_max; ++i) {
        const double time_s = from_s + i * every_s;
        if (time_s >= until_s || midnight_s + time_s >= horizon_s) return;
        const auto booked = static_cast<int>(std::floor((i + 1) * mean + 1e-9) - std::floor(i * mean + 1e-9));
        if (booked > 0) slots.push_back({.time_s = midnight_s + time_s, .booked = booked});
    }
}

// Each lies in opening hours, and knows when these begin.
void set_hours(const View& view, const Scenario& scenario, Stream& stream) {
    const Centre* centre = centre_of(stream, scenario);
    if (centre == nullptr || centre->always_open) return;
    for (Slot& slot : stream.appointments.slots) {
        const auto open = std::upper_bound(centre->open.begin(), centre->open.end(), slot.time_s,
                                           [](double time_s, const OpenInterval& one) { return time_s < one.close_s; });
        if (open == centre->open.end() || slot.time_s < open->open_s)
            return view.problem("from", "appointments outside the opening hours", "slots while the centre is open");
        slot.opens_s = open->open_s;
    }
}

void build_appointments(const View& view, const Dates& dates, const Scenario& scenario, Stream& stream) {
    const auto from = view.stated_number("from"), until = view.stated_number("until"), every = view.stated_number("every");
    stream.appointments.no_show = view.number("no_show");
    stream.appointments.lateness = build_law(view, "lateness", LawOf::time);
    stream.appointments.early_s = view.number("early");
    if (!from || !until || !every) return;
    for (const std::string_view key : {"from", "until"})
        if (parse_clock(view.text(key)).has_value() != dates.stated)
            return view.problem(key, "\"" + view.text(key) + "\"",
                                dates.stated ? "a clock time such as \"08:00\", since there is a calendar"
                                             : "a duration from the start, since there is no calendar");
    if (*from >= *until) return view.problem("until", view.text("from") + " to " + view.text("until"), "an end after the begin");
    std::vector<Slot>& slots = stream.appointments.slots;
    const double horizon_s = scenario.study.horizon_s;
    if (!dates.stated) add_slots(view, 0, horizon_s, slots);
    for (const Day& day : scenario.calendar.days)
        if (day.working) add_slots(view, day.start_s, horizon_s, slots);
    if (slots.size() > slots_max) view.problem("every", "more than a million slots", "slots farther apart, or fewer days");
    set_hours(view, scenario, stream);
}

// ---- batches ------------------------------------------------------------------------------------------------------------------
std::vector<double> geometric_shares(double mean) {
    std::vector<double> shares;
    const double on = 1 - 1 / mean;  // chance of one more
    for (double share = 1 / mean; shares.size() < 1000 && share > 0; share *= on) shares.push_back(share);
    return shares;
}
std::vector<double> poisson_shares(double more) {
    std::vector<double> shares;
    for (int k = 0; k < 1000; ++k) shares.push_back(std::exp(k * std::log(more) - more - std::lgamma(k + 1)));
    return shares;
}

std::vector<double> stated_sizes(const View& batch) {
    std::vector<double> shares = batch.numbers("sizes");
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (!shares.empty() && std::abs(sum - 1) > 1e-6)
        batch.problem("sizes", fmt::format("shares that sum to {:.6g}", sum), "a sum of 1");
    return shares;
}

std::vector<double> sizes_by_law(const View& batch) {
    const std::string law = batch.text("law");
    const double mean = batch.number("mean");
    if (!batch.has("mean")) batch.problem("no \"mean\"", "\"mean\": the mean size of a batch");
    if (!batch.stated_number("mean") || mean == 1) return {};
    if (law == "fixed" && mean != std::floor(mean)) batch.problem("mean", fmt::format("{}", mean), "a whole number for fixed");
    if (law == "geometric" && mean > geometric_mean_max)
        batch.problem("mean", fmt::format("{}", mean), fmt::format("at most {} for geometric", geometric_mean_max));
    if (law == "geometric") return geometric_shares(mean);
    if (law == "poisson") return poisson_shares(mean - 1);
    std::vector<double> shares(static_cast<std::size_t>(mean));
    shares.back() = 1;
    return shares;
}

Batch build_batch(const View& view) {
    if (!view.has("batch")) return {};
    const View batch = view.at("batch");
    Batch built{.shares = {}, .whole = batch.text("admission") == "whole"};
    if (batch.has("sizes") == batch.has("law"))
        batch.problem(batch.has("law") ? "\"sizes\" and \"law\"" : "neither \"sizes\" nor \"law\"",
                      "one of \"sizes\" and \"law\"");
    else
        built.shares = batch.has("sizes") ? stated_sizes(batch) : sizes_by_law(batch);
    return built;
}

// ---- present at time 0 --------------------------------------------------------------------------------------------------------
void build_present(const View& view, const Scenario& scenario, Stream& stream) {
    stream.present_at_start = view.whole("present_at_start");
    if (stream.present_at_start == 0) return;
    if (stream.process == Process::finite_source && stream.present_at_start > stream.population)
        view.problem("present_at_start", fmt::format("{}", stream.present_at_start),
                     fmt::format("at most the population, {}", stream.population));
    const Centre* centre = centre_of(stream, scenario);
    const bool closed = centre != nullptr && !centre->always_open && (centre->open.empty() || centre->open.front().open_s > 0);
    if (closed)
        view.problem("present_at_start", "customers present while the centre is closed", "a centre that is open at time 0");
}

Stream build_stream(const View& view, const Dates& dates, const TraceFiles& traces, const Scenario& scenario) {
    Stream stream;
    stream.id = view.id();
    stream.name = view.name("name", stream.id);
    stream.klass = class_of(view, scenario);
    find_goal(view, scenario, stream);
    find_process(view, stream);
    const double horizon_s = scenario.study.horizon_s;
    stream.pieces = {{0, horizon_s, 1}};  // time runs while the doors are open
    stream.batch = build_batch(view);
    if (stream.process == Process::poisson) build_poisson(view, dates, scenario, stream);
    if (stream.process == Process::renewal) stream.gap = build_gap(view, "gap");
    if (stream.process == Process::appointments) build_appointments(view.at("appointments"), dates, scenario, stream);
    const auto file = traces.find(stream.id);
    if (stream.process == Process::trace && file != traces.end())
        stream.trace = build_trace(view.at("trace"), file->second, dates, scenario, stream);
    if (stream.process == Process::finite_source) {
        stream.gap = build_gap(view.at("source"), "thinking");
        stream.population = view.at("source").whole("population");
    }
    if (const Centre* centre = centre_of(stream, scenario)) stream.pieces = while_open(stream.pieces, *centre, horizon_s);
    build_present(view, scenario, stream);
    return stream;
}
}  // namespace

Law build_day_factor(const View& owner) {
    const auto cv = owner.at("day_factor").stated_number("cv");
    return cv ? gamma(1, *cv) : deterministic(1);
}

void build_streams(const View& streams, const Dates& dates, const TraceFiles& traces, Scenario& scenario) {
    for (const View& view : streams.members()) scenario.streams.push_back(build_stream(view, dates, traces, scenario));
}

}  // namespace counterless
