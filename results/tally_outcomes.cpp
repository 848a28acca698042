// results/tally_outcomes.cpp: what it comes to: paper, hours, money, air, content. All of it is a sum of what happened times what
// the scenario says of one of it, so it is worked out at the end, for the whole window and, with a series by month or year, for
// each interval alike: the horizon is the sum of its intervals to the last digit that sums keep.
// Where only a share of the customers is simulated (study.scale), what follows from their number is divided by that share, and
// what does not (centres, guides, a prize) is not. Tested in tests/results/tally_outcomes_test.cpp.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "results/tally.hpp"

namespace counterless {
namespace {

constexpr std::size_t at(Whole what) { return static_cast<std::size_t>(what) - static_cast<std::size_t>(Whole::counter); }
constexpr std::size_t cell_size = static_cast<std::size_t>(Whole::count) - static_cast<std::size_t>(Whole::counter);

struct Span {
    double from_s, until_s;
};

bool is_closed(const Scenario& scenario, Index centre, double time_s) {
    return std::any_of(scenario.knobs.begin(), scenario.knobs.end(), [&](const Knob& knob) {
        return knob.kind == KnobKind::centre_closed && knob.value > 0 && (knob.centre == none || knob.centre == centre) &&
               time_s >= knob.from_s && time_s < knob.until_s;
    });
}

// When some centre is open to which people travel, as spans that do not overlap.
std::vector<Span> hours_of_any(const Scenario& scenario, double from_s, double end_s) {
    std::vector<Span> spans;
    for (Index centre = 0; centre < scenario.centres.size(); ++centre) {
        const Centre& one = scenario.centres[centre];
        if (one.remote) continue;
        if (one.always_open) return {{from_s, end_s}};
        for (const OpenInterval& open : one.open)
            if (!is_closed(scenario, centre, open.open_s))
                spans.push_back({std::max(open.open_s, from_s), std::min(open.close_s, end_s)});
    }
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from_s < b.from_s; });
    std::vector<Span> joined;
    for (const Span& span : spans) {
        if (!(span.from_s < span.until_s)) continue;
        if (!joined.empty() && span.from_s <= joined.back().until_s)
            joined.back().until_s = std::max(joined.back().until_s, span.until_s);
        else
            joined.push_back(span);
    }
    return joined;
}

// Agents times seconds that an initiative's guides are to be at a centre while it is open.
double guide_plan_s(const Scenario& scenario, Index centre, Index initiative, double from_s, double end_s) {
    double area = 0;
    for (const Knob& knob : scenario.knobs) {
        if (knob.kind != KnobKind::guides || knob.initiative != initiative) continue;
        if (knob.centre != none && knob.centre != centre) continue;
        const double since_s = std::max(knob.from_s, from_s), until_s = std::min(knob.until_s, end_s);
        const Centre& one = scenario.centres[centre];
        if (one.always_open) area += knob.value * std::max(0.0, until_s - since_s);
        for (const OpenInterval& open : one.open)
            if (!is_closed(scenario, centre, open.open_s))
                area += knob.value * std::max(0.0, std::min(open.close_s, until_s) - std::max(open.open_s, since_s));
    }
    return area;
}

}  // namespace

void Tally::told(double now_s, Index initiative, double sent, double read) {
    if (!measured(now_s)) return;
    total(layout_.effort(initiative, Effort::sent)) += sent;
    total(layout_.effort(initiative, Effort::read)) += read;
    outcome(Whole::letters, now_s) += sent * scenario_.initiatives[initiative].letter_cost;
}

// A day of two openings is one day. A centre that never closes has no such days, and a closed one costs nothing.
void Tally::count_centre_days(double end_s) {
    for (Index centre = 0; centre < scenario_.centres.size(); ++centre) {
        const Centre& one = scenario_.centres[centre];
        double day = -1;
        for (const OpenInterval& open : one.open) {
            if (one.remote || open.open_s < from_s_ || open.open_s >= end_s) continue;
            if (std::floor(open.open_s / 86400) == day || is_closed(scenario_, centre, open.open_s)) continue;
            day = std::floor(open.open_s / 86400);
            ++outcome(Whole::centre_days, open.open_s);
        }
    }
    for (Span span : hours_of_any(scenario_, from_s_, end_s))
        while (span.from_s < span.until_s) {
            const double until_s = layout_.by_calendar() ? std::min(layout_.edge_after(span.from_s), span.until_s) : span.until_s;
            outcome(Whole::open_s, span.from_s) += until_s - span.from_s;
            span.from_s = until_s;
        }
}

// Of one interval, or of the window: its counts stand in `cell`.
void Tally::consequences_of(double* cell, std::size_t bin) {
    const auto of = [cell](Whole what) -> double& { return cell[at(what)]; };
    const auto level = [&](std::size_t place, PlacePart what) {
        return layout_.by_calendar() ? part(place, bin, what) : horizon(place, static_cast<Place>(what));
    };
    const Costs& costs = scenario_.costs;
    const double scale = scenario_.study.scale;
    of(Whole::came) = level(layout_.all(), PlacePart::arrived);
    of(Whole::duty_s) = level(layout_.all(), PlacePart::duty_area);
    for (std::size_t station = 0; station < layout_.stations; ++station)
        if (scenario_.stations[station].guides) of(Whole::guide_s) += level(station, PlacePart::duty_area);
    of(Whole::initiative_cost) += of(Whole::letters) / scale + costs.guide_hour * of(Whole::guide_s) / 3600;
    of(Whole::cost) = (costs.counter_transaction * of(Whole::counter) +
                       costs.digital_transaction * (of(Whole::completed) - of(Whole::counter))) /
                          scale +
                      of(Whole::initiative_cost) + costs.centre_day * of(Whole::centre_days);
    of(Whole::co2_trips) = costs.trip_co2_kg * of(Whole::came) / scale;
    of(Whole::co2_paper) = costs.sheet_co2_kg * of(Whole::sheets) / scale;
    of(Whole::co2_buildings) = costs.centre_day_co2_kg * of(Whole::centre_days);
    of(Whole::co2) = of(Whole::co2_trips) + of(Whole::co2_paper) + of(Whole::co2_buildings) + of(Whole::co2_machines);
    const Happiness& happiness = scenario_.happiness;
    of(Whole::happiness) = happiness.base * of(Whole::completed) - happiness.per_minute_waited * of(Whole::waited_s) / 60 -
                           happiness.per_failure * of(Whole::failed) - happiness.per_given_up * of(Whole::lost) -
                           happiness.per_trip * of(Whole::came);
}

void Tally::add_up_consequences(double end_s) {
    count_centre_days(end_s);
    for (const Initiative& initiative : scenario_.initiatives)
        if (initiative.from_s >= from_s_ && initiative.from_s < end_s)
            outcome(Whole::initiative_cost, initiative.from_s) += initiative.cost;
    for (std::size_t bin = 0; layout_.by_calendar() && bin < layout_.bins; ++bin) {
        double* cell = &total(layout_.whole_part(bin, Whole::counter));
        consequences_of(cell, bin);
        for (std::size_t what = 0; what < cell_size; ++what) (&whole(Whole::counter))[what] += cell[what];
    }
    if (!layout_.by_calendar()) consequences_of(&whole(Whole::counter), 0);
    add_up_segments();
    add_up_initiatives(end_s);
}

void Tally::add_up_segments() {
    const Happiness& happiness = scenario_.happiness;
    for (Index segment = 0; segment < layout_.segments; ++segment) {
        const double completed = total(layout_.segment(segment, NeedKind::completed));
        const double given_up = total(layout_.segment(segment, NeedKind::given_up));
        group(segment, Group::ended) = completed + given_up;
        group(segment, Group::happiness) = happiness.base * completed -
                                           happiness.per_minute_waited * group(segment, Group::waited_s) / 60 -
                                           happiness.per_failure * group(segment, Group::failed) -
                                           happiness.per_given_up * given_up - happiness.per_trip * group(segment, Group::visits);
    }
}

// Guides of several initiatives stand at one desk: their hours on duty are shared as those initiatives meant to have them there.
std::vector<double> Tally::guide_seconds(double end_s) const {
    std::vector<double> seconds(scenario_.initiatives.size(), 0);
    for (Index centre = 0; centre < scenario_.centres.size(); ++centre) {
        const Index desk = scenario_.centres[centre].guides;
        if (desk == none) continue;
        std::vector<double> plans;
        for (Index i = 0; i < seconds.size(); ++i) plans.push_back(guide_plan_s(scenario_, centre, i, from_s_, end_s));
        const double all = std::accumulate(plans.begin(), plans.end(), 0.0);
        for (Index i = 0; all > 0 && i < seconds.size(); ++i)
            seconds[i] += summary_.totals[layout_.place(desk, Place::duty_area)] * plans[i] / all;
    }
    return seconds;
}

void Tally::add_up_initiatives(double end_s) {
    const std::vector<double> guides_s = guide_seconds(end_s);
    for (Index i = 0; i < guides_s.size(); ++i) {
        const Initiative& one = scenario_.initiatives[i];
        const bool begins = one.from_s >= from_s_ && one.from_s < end_s;
        total(layout_.effort(i, Effort::cost)) =
            (begins ? one.cost : 0) + total(layout_.effort(i, Effort::sent)) * one.letter_cost / scenario_.study.scale +
            scenario_.costs.guide_hour * guides_s[i] / 3600;
    }
}

}  // namespace counterless
