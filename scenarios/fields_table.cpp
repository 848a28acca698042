// scenarios/fields_table.cpp: the rows. Place, kind, must it be there, range, choices, default, meaning, source of the default.
// "neutral" as a source: the value that changes nothing, so that what is not said is not assumed.
// Figures for a real study, with their sources, stand beside the values in scenarios/library/, not here.
#include "scenarios/fields.hpp"

#include <array>

namespace counterless {
namespace {
using enum Kind;
using enum Need;
constexpr std::string_view weekdays = "sun|mon|tue|wed|thu|fri|sat";
constexpr std::string_view neutral = "neutral";

// One row, one line.
// clang-format off
constexpr Field rows[] = {
    {"", part, must, {}, "", "", "A scenario: who comes for what, who serves them, and what is to be found out.", ""},
    {"/$schema", line, may, {0, 1000}, "", "", "Where an editor finds the schema; not read.", ""},
    {"/extends", file, may, {}, "", "", "The scenario this one varies: only what differs is stated, null removes, lists are replaced whole.", ""},
    {"/name", line, must, {1, 200}, "", "", "The scenario's name, on one line.", ""},
    {"/title", name, may, {}, "", "", "The heading of the report; the name if absent.", ""},
    {"/description", text, may, {}, "", "\"\"", "What the scenario shows, for readers.", neutral},

    {"/calendar", part, may, {}, "", "", "The days studied; without it there are no dates and everything is always open.", ""},
    {"/calendar/start", date, must, {}, "", "", "First day.", ""},
    {"/calendar/end", date, must, {}, "", "", "Last day, included.", ""},
    {"/calendar/working_week", list, may, {1, 7}, "", "", "Weekdays on which centres open; all seven if absent.", neutral},
    {"/calendar/working_week/[]", word, may, {}, weekdays, "", "A weekday.", ""},
    {"/calendar/hours", part, may, {}, "", "", "Opening hours of every centre that states none; the whole day if absent.", neutral},
    {"/calendar/hours/from", clock, must, {}, "", "", "People may come in from this time.", ""},
    {"/calendar/hours/until", clock, must, {}, "", "", "Nobody comes in from this time on; those inside are served.", ""},
    {"/calendar/holidays", list, may, {0, 1000}, "", "", "Dates on which centres stay closed.", neutral},
    {"/calendar/holidays/[]", date, may, {}, "", "", "A date; one outside the calendar changes nothing.", ""},
    {"/calendar/day_factors", collection, may, {}, weekdays, "", "Volume of each weekday over that of a mean working day; the mean over the working week is 1.", neutral},
    {"/calendar/day_factors/*", number, may, {0, 10}, "", "1", "Factor of this weekday.", neutral},

    {"/services", collection, may, {}, "", "", "What people come for.", ""},
    {"/services/*", part, may, {}, "", "", "One service.", ""},
    {"/services/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/services/*/category", line, may, {}, "", "\"\"", "The group it is listed in.", neutral},
    {"/services/*/volume", volume, must, {}, "", "", "How often it is asked for; only the proportion to the other services counts.", ""},
    {"/services/*/fee", money, may, {}, "", "0", "What the customer pays for one transaction, extras included.", neutral},
    {"/services/*/sheets", number, may, {0, 1000}, "", "0", "Sheets of paper one transaction takes at a counter.", neutral},
    {"/services/*/presence", share, may, {}, "", "0", "Share of transactions for which the customer must come in person; a list gives it by date.", neutral},
    {"/services/*/presence/[]", part, may, {}, "", "", "A share that holds from a date on.", ""},
    {"/services/*/presence/[]/from", date, must, {}, "", "", "The first day on which it holds; the earliest also holds before.", ""},
    {"/services/*/presence/[]/value", share, must, {}, "", "", "The share from that day on.", ""},
    {"/services/*/counter_time_factor", number, may, {0.01, 100}, "", "1", "Stretches the counters' service law for this service.", neutral},
    {"/services/*/channels", list, may, {1, 100}, "", "", "Where it can be done: ids of channels, and the word counter; everywhere if absent.", neutral},
    {"/services/*/channels/[]", reference, may, {}, "/channels|counter", "", "A channel, or counter.", ""},
    {"/services/*/eligible", list, may, {1, 1000}, "", "", "Segments that may ask for it; all if absent.", neutral},
    {"/services/*/eligible/[]", reference, may, {}, "/customers/segments", "", "A segment of customers.", ""},

    {"/customers", part, may, {}, "", "", "Who comes.", ""},
    {"/customers/segments", collection, may, {0, 100}, "", "", "Groups of customers that differ in needs and habit.", ""},
    {"/customers/segments/*", part, may, {}, "", "", "One segment.", ""},
    {"/customers/segments/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/customers/segments/*/weight", number, may, {0, 1e6}, "", "1", "Its part of the needs it is eligible for, relative to the other segments.", neutral},
    {"/customers/segments/*/habit", number, may, {-20, 20}, "", "0", "Digital habit relative to the other segments, in logits: +0.7 doubles the odds of going digital.", neutral},
    {"/customers/segments/*/channels", collection, may, {}, "/channels", "", "Which channel those who go digital take; shares sum to 1; even over the smart channels if absent.", neutral},
    {"/customers/segments/*/channels/*", share, may, {}, "", "0", "Share of this channel.", neutral},

    {"/demand", part, must, {}, "", "", "How much is asked for and when: a volume of needs, streams of arrivals, or both.", ""},
    {"/demand/volume", volume, may, {}, "", "", "Transactions on all channels in a full working week, a year, or a mean working day.", ""},
    {"/demand/weekend_share", number, may, {0, 10}, "", "0", "Digital transactions on a closed day over those of a mean working day.", neutral},
    {"/demand/transactions_per_visit", number, may, {1, 20}, "", "1", "Mean number of transactions one visit holds.", neutral},
    {"/demand/counter_profile", list, may, {1, 1000}, "", "", "When in the day visits begin; shares sum to 1; even over the opening hours if absent.", neutral},
    {"/demand/counter_profile/[]", part, may, {}, "", "", "A piece of the day.", ""},
    {"/demand/counter_profile/[]/from", clock, must, {}, "", "", "Begin of the piece.", ""},
    {"/demand/counter_profile/[]/until", clock, must, {}, "", "", "End of the piece.", ""},
    {"/demand/counter_profile/[]/share", share, must, {}, "", "", "Share of the day's visits.", ""},
    {"/demand/digital_profile", list, may, {1, 1000}, "", "", "When in the day digital transactions begin, for channels without a profile; even over the day if absent.", neutral},
    {"/demand/digital_profile/[]", part, may, {}, "", "", "A piece of the day.", ""},
    {"/demand/digital_profile/[]/from", clock, must, {}, "", "", "Begin of the piece.", ""},
    {"/demand/digital_profile/[]/until", clock, must, {}, "", "", "End of the piece.", ""},
    {"/demand/digital_profile/[]/share", share, must, {}, "", "", "Share of the day's digital transactions.", ""},
    {"/demand/streams", collection, may, {}, "", "", "Arrivals at stated rates, straight to one station or channel.", ""},
    {"/demand/streams/*", part, may, {}, "", "", "One Poisson stream of customers, each with one transaction.", ""},
    {"/demand/streams/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/demand/streams/*/to", line, must, {1, 200}, "", "", "Where they go: a centre (its first station), centre/station, or a channel.", ""},
    {"/demand/streams/*/rate", rate, must, {}, "", "", "How many arrive in a unit of time, while the centre is open; a list gives it piece by piece.", ""},
    {"/demand/streams/*/rate/[]", part, may, {}, "", "", "A piece of constant rate; between the pieces nobody comes.", ""},
    {"/demand/streams/*/rate/[]/from", moment, must, {}, "", "", "Begin: a time from the start, or a clock time of every working day.", ""},
    {"/demand/streams/*/rate/[]/until", moment, must, {}, "", "", "End of the piece, stated in the same way.", ""},
    {"/demand/streams/*/rate/[]/rate", rate, must, {}, "", "", "The rate in this piece.", ""},

    {"/stations", collection, may, {}, "", "", "By station id: what that station has in every centre which does not say otherwise.", ""},
    {"/centres", collection, may, {}, "", "", "Places where people are served.", ""},
    {"/centres/*", part, may, {}, "", "", "One centre.", ""},
    {"/centres/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/centres/*/weight", number, may, {0, 1e9}, "", "1", "Its part of all visits, relative to the other centres.", neutral},
    {"/centres/*/hours", part, may, {}, "", "", "Its opening hours; the calendar's if absent.", ""},
    {"/centres/*/hours/from", clock, must, {}, "", "", "People may come in from this time.", ""},
    {"/centres/*/hours/until", clock, must, {}, "", "", "Nobody comes in from this time on; those inside are served.", ""},
    {"/centres/*/stations", collection, must, {1, 60}, "", "", "Its stations, in the order a visit passes them.", ""},
    {"/centres/*/stations/*", part, may, {}, "", "", "A station: agents, and one line before them.", ""},
    {"/centres/*/stations/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/centres/*/stations/*/agents", whole, may, {0, 5000}, "", "", "Agents on duty while the centre is open and until the last customer has left; stated here or in /stations.", ""},
    {"/centres/*/stations/*/service", law, may, {}, "", "", "How long one service takes; stated here or in /stations.", ""},
    {"/centres/*/stations/*/patience", patience, may, {}, "", "{\"law\":\"never\"}", "How long a customer waits in line before he gives up.", neutral},
    {"/centres/*/stations/*/capacity", whole, may, {1, 1e6}, "", "", "Places in line and service together; who finds none is turned away; without limit if absent.", neutral},
    {"/centres/*/stations/*/unit", word, may, {}, "visit|transaction", "\"visit\"", "What one service is for: the whole visit, or each of its transactions.", "the textbook case"},
    {"/centres/*/stations/*/serves", word, may, {}, "everyone|fee_payers", "\"everyone\"", "Who stops here; the others walk past.", "the textbook case"},

    {"/channels", collection, may, {}, "", "", "Digital ways in.", ""},
    {"/channels/*", part, may, {}, "", "", "One channel.", ""},
    {"/channels/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/channels/*/smart", flag, may, {}, "", "true", "Does it count into the digital share.", "a channel is smart unless the scenario says otherwise"},
    {"/channels/*/fidelity", word, may, {}, "delay|pool|platform", "\"delay\"", "How its steps are simulated: without contention, as queues, or by SimGrid.", "the cheapest that is right at light load"},
    {"/channels/*/failure", share, may, {}, "", "0", "Chance that one attempt fails.", neutral},
    {"/channels/*/retry", share, may, {}, "", "0", "Chance that a failed attempt is tried again.", neutral},
    {"/channels/*/retry_delay", law, may, {}, "", "\"0 s\"", "Time until it is tried again.", neutral},
    {"/channels/*/visit_after_failure", share, may, {}, "", "0", "Chance that a failure which is not tried again becomes a visit; otherwise it is given up.", neutral},
    {"/channels/*/profile", list, may, {1, 1000}, "", "", "When in the day its transactions begin; demand/digital_profile if absent.", ""},
    {"/channels/*/profile/[]", part, may, {}, "", "", "A piece of the day.", ""},
    {"/channels/*/profile/[]/from", clock, must, {}, "", "", "Begin of the piece.", ""},
    {"/channels/*/profile/[]/until", clock, must, {}, "", "", "End of the piece.", ""},
    {"/channels/*/profile/[]/share", share, must, {}, "", "", "Share of the day's transactions.", ""},
    {"/channels/*/response", law, may, {}, "", "", "The response time itself, for fidelity delay without a journey.", ""},
    {"/channels/*/journey", list, may, {1, 100}, "", "", "The steps of one transaction on the platform, one after the other.", ""},
    {"/channels/*/journey/[]", part, may, {}, "", "", "A step: either a transfer or a work.", ""},
    {"/channels/*/journey/[]/transfer", reference, may, {}, "/platform/links", "", "The link that carries the amount, in bytes.", ""},
    {"/channels/*/journey/[]/work", reference, may, {}, "/platform/tiers", "", "The tier that works the amount, in core time at speed 1.", ""},
    {"/channels/*/journey/[]/amount", amount, must, {}, "", "", "How much: bytes for a transfer, a duration for a work.", ""},
    {"/channels/*/journey/[]/only_with_fee", flag, may, {}, "", "false", "Only transactions with a fee take this step.", neutral},

    {"/platform", part, may, {}, "", "", "Servers and links behind the digital channels.", ""},
    {"/platform/tiers", collection, may, {}, "", "", "Groups of like hosts behind a balancer.", ""},
    {"/platform/tiers/*", part, may, {}, "", "", "One tier.", ""},
    {"/platform/tiers/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/platform/tiers/*/hosts", whole, may, {1, 10000}, "", "1", "Number of hosts.", neutral},
    {"/platform/tiers/*/cores", whole, may, {1, 1024}, "", "1", "Cores of each host.", neutral},
    {"/platform/tiers/*/speed", number, may, {0.001, 1000}, "", "1", "Core time of work done in one second by one core.", neutral},
    {"/platform/tiers/*/worker_threads", whole, may, {1, 100000}, "", "64", "Executions at once on one host; the rest wait in line.", "a common default of application servers"},
    {"/platform/tiers/*/balance", word, may, {}, "round_robin|least_busy", "\"round_robin\"", "How the balancer chooses a host.", "a common default of balancers"},
    {"/platform/links", collection, may, {}, "", "", "Network links.", ""},
    {"/platform/links/*", part, may, {}, "", "", "One link.", ""},
    {"/platform/links/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/platform/links/*/latency", duration, may, {0, 3600}, "", "\"0 s\"", "Time before the first byte arrives.", neutral},
    {"/platform/links/*/bandwidth", bandwidth, may, {}, "", "", "Shared by the transfers on it; without limit if absent.", neutral},

    {"/adoption", part, may, {}, "", "", "Who goes digital without any initiative.", ""},
    {"/adoption/model", word, may, {}, "fixed", "\"fixed\"", "How the share comes about: fixed keeps it constant.", "the only model so far"},
    {"/adoption/share", share, may, {}, "", "", "Digital share of all completed transactions; needed with demand/volume.", ""},

    {"/initiatives", collection, may, {}, "", "", "Dated measures that move visitors to digital channels.", ""},
    {"/initiatives/*", part, may, {}, "", "", "One initiative.", ""},
    {"/initiatives/*/name", name, may, {}, "", "", "Its name; the id if absent.", ""},
    {"/initiatives/*/from", date, must, {}, "", "", "First day.", ""},
    {"/initiatives/*/until", date, must, {}, "", "", "Last day, included.", ""},
    {"/initiatives/*/acceptance", share, must, {}, "", "", "Share of eligible visitors who accept to be moved.", ""},
    {"/initiatives/*/message", part, may, {}, "", "", "SMS and e-mail beforehand.", ""},
    {"/initiatives/*/message/moves", share, must, {}, "", "", "Of those who accept, the share moved before they travel.", ""},
    {"/initiatives/*/signs", part, may, {}, "", "", "Signs in the hall.", ""},
    {"/initiatives/*/signs/moves", share, must, {}, "", "", "Of those who accept and pay no fee, the share who do it on their own phone in the hall.", ""},
    {"/initiatives/*/guides", part, may, {}, "", "", "Staff in the hall who teach.", ""},
    {"/initiatives/*/guides/agents", whole, must, {0, 1000}, "/centres|*", "", "Guides in each centre; by centre id, with * for all others.", ""},
    {"/initiatives/*/guides/agents/*", whole, may, {0, 1000}, "", "", "Guides in this centre.", ""},
    {"/initiatives/*/guides/lesson", law, must, {}, "", "", "How long one lesson takes.", ""},
    {"/initiatives/*/guides/success", share, must, {}, "", "", "Chance that a lesson ends with the transaction done digitally.", ""},
    {"/initiatives/*/restricted_counters", flag, may, {}, "", "false", "Counters serve only what needs presence: who accepts is not passed to the counter first.", neutral},

    {"/targets", collection, may, {}, "", "", "What is wanted of the results.", ""},
    {"/targets/*", part, may, {}, "", "", "One target: at_least or at_most, not both.", ""},
    {"/targets/*/measure", line, must, {1, 200}, "", "", "The measure, as in the results: service_level@10min/offered.", ""},
    {"/targets/*/of", line, may, {1, 200}, "", "\"all\"", "Of what, as in the results: all, centre/deira, channel/web.", "the whole scenario"},
    {"/targets/*/at_least", number, may, {-1e15, 1e15}, "", "", "The value to reach.", ""},
    {"/targets/*/at_most", number, may, {-1e15, 1e15}, "", "", "The value not to exceed.", ""},

    {"/reported", collection, may, {}, "", "", "Figures observed in life, to hold the result against; the simulation never uses them.", ""},
    {"/reported/*", part, may, {}, "", "", "One observed figure.", ""},
    {"/reported/*/name", name, may, {}, "", "", "Shown in results.", ""},
    {"/reported/*/measure", line, must, {1, 200}, "", "", "The measure, as in the results: digital_transactions.", ""},
    {"/reported/*/of", line, may, {1, 200}, "", "\"all\"", "Of what, as in the results: all, centre/deira, channel/web.", "the whole scenario"},
    {"/reported/*/value", number, must, {-1e15, 1e15}, "", "", "The figure, in the measure's own unit.", ""},

    {"/costs", part, may, {}, "", "", "What things cost; what is not stated costs nothing.", ""},
    {"/costs/currency", line, may, {3, 3}, "", "\"AED\"", "Three capital letters; every amount of money is in it.", "Dubai's"},
    {"/costs/counter_transaction", money, may, {}, "", "0", "Of one transaction completed at a counter.", neutral},
    {"/costs/digital_transaction", money, may, {}, "", "0", "Of one transaction completed digitally.", neutral},
    {"/costs/guide_hour", money, may, {}, "", "0", "Of one guide on duty for one hour.", neutral},
    {"/costs/centre_day", money, may, {}, "", "0", "Fixed, of one centre on one working day.", neutral},
    {"/costs/trip_time", duration, may, {}, "", "\"0 s\"", "The customer's way to the centre and back.", neutral},
    {"/costs/trip_co2", mass, may, {}, "", "\"0 kg\"", "Emitted by the way of one visit.", neutral},
    {"/costs/sheet_co2", mass, may, {}, "", "\"0 kg\"", "Emitted for one sheet of paper.", neutral},
    {"/costs/digital_time", duration, may, {}, "", "\"0 s\"", "The customer's own time on one digital attempt, beside the response time.", neutral},

    {"/study", part, may, {}, "", "", "How it is studied.", ""},
    {"/study/horizon", duration, may, {1, 3155760000}, "", "", "How long one replication lasts; the calendar's days if absent, needed without a calendar.", ""},
    {"/study/warmup", duration, may, {}, "", "\"0 s\"", "The beginning that is simulated but not counted.", neutral},
    {"/study/replications", whole, may, {1, 100000}, "", "10", "Independent repetitions.", "convention"},
    {"/study/seed", whole, may, {0, 9007199254740992}, "", "1", "The same seed brings the same luck.", "convention"},
    {"/study/series", word, may, {}, "none|half_hour|typical_day|typical_week|day", "", "Resolution of results over time; typical_day with a calendar and none without, if absent.", ""},
    {"/study/confidence_level", number, may, {0.5, 0.9999}, "", "0.95", "Of the intervals.", "convention"},
    {"/study/within", duration, may, {}, "", "\"10 min\"", "The wait that the service level promises not to exceed.", "the mission: 90 % served within 10 minutes"},
    {"/study/baseline", file, may, {}, "", "", "The scenario this one is measured against.", ""},
};

constexpr std::string_view families =
    "never|deterministic|exponential|lognormal|gamma|erlang|weibull|uniform|triangular|beta|hyperexponential|phase_type|empirical|"
    "histogram|mixture";
// Which family has which of them: scenarios/law_forms.cpp. `size` is a duration or a quantity, `inner` the kind of the law itself.
constexpr auto rows_of_law(Kind size, Kind inner) {
    return std::to_array<Field>({
        {"/law", word, may, {}, families, "", "The family of the law.", ""},
        {"/mean", size, may, {}, "", "", "Mean, before any cut and shift.", ""},
        {"/cv", number, may, {0.01, 20}, "", "", "Standard deviation over mean.", ""},
        {"/k", whole, may, {1, 1000}, "", "", "Number of phases, of erlang.", ""},
        {"/shape", number, may, {0.1, 100}, "", "", "Shape, of weibull and gamma; 1 is exponential.", ""},
        {"/scale", size, may, {}, "", "", "Scale, of weibull and gamma.", ""},
        {"/median", size, may, {}, "", "", "Median, of lognormal.", ""},
        {"/sigma", number, may, {0.01, 4}, "", "", "Standard deviation of the logarithm, of lognormal.", ""},
        {"/low", size, may, {}, "", "", "Lowest value, of uniform, triangular and beta; other laws are cut there: given not below.", ""},
        {"/mode", size, may, {}, "", "", "Most likely value, of triangular.", ""},
        {"/high", size, may, {}, "", "", "Highest value, of uniform, triangular and beta; other laws are cut there: given not above.", ""},
        {"/alpha", number, may, {0.05, 10000}, "", "", "First shape, of beta.", ""},
        {"/beta", number, may, {0.05, 10000}, "", "", "Second shape, of beta.", ""},
        {"/shares", list, may, {1, 50}, "", "", "Share of each phase, of hyperexponential.", ""},
        {"/shares/[]", share, may, {}, "", "", "A share.", ""},
        {"/means", list, may, {1, 50}, "", "", "Mean of each phase, of hyperexponential.", ""},
        {"/means/[]", size, may, {}, "", "", "A mean.", ""},
        {"/phases", list, may, {1, 50}, "", "", "Phases passed one after the other, of phase_type.", ""},
        {"/phases/[]", part, may, {}, "", "", "A phase.", ""},
        {"/phases/[]/mean", size, must, {}, "", "", "Its mean.", ""},
        {"/phases/[]/start", share, may, {}, "", "", "Chance to begin here; if no phase states it, all begin in the first.", ""},
        {"/phases/[]/go_on", share, may, {}, "", "", "Chance that the phase after it follows, or else the end; 1 if neither this nor next is stated.", ""},
        {"/phases/[]/next", list, may, {1, 50}, "", "", "Chance of each phase to follow; the rest is the end.", ""},
        {"/phases/[]/next/[]", share, may, {}, "", "", "A chance.", ""},
        {"/initial", list, may, {1, 50}, "", "", "Chance to begin in each phase, of phase_type by its generator.", ""},
        {"/initial/[]", share, may, {}, "", "", "A chance.", ""},
        {"/generator", list, may, {1, 50}, "", "", "Rates between phases, row by row; what a row lacks to 0 is its rate to the end.", ""},
        {"/generator/[]", list, may, {1, 50}, "", "", "Rates out of one phase; its own is negative.", ""},
        {"/generator/[]/[]", number, may, {-1e9, 1e9}, "", "", "A rate.", ""},
        {"/per", size, may, {}, "", "", "The unit of the generator's rates.", ""},
        {"/values", list, may, {1, 100000}, "", "", "Observed values, of empirical.", ""},
        {"/values/[]", size, may, {}, "", "", "A value.", ""},
        {"/edges", list, may, {2, 10001}, "", "", "Edges of the classes of a histogram, rising.", ""},
        {"/edges/[]", size, may, {}, "", "", "An edge.", ""},
        {"/weights", list, may, {1, 100000}, "", "", "Weight of each value or class; of empirical all alike if absent.", ""},
        {"/weights/[]", number, may, {0, 1e12}, "", "", "A weight.", ""},
        {"/parts", list, may, {1, 50}, "", "", "Laws of which one holds by chance, of mixture.", ""},
        {"/parts/[]", part, may, {}, "", "", "One of them.", ""},
        {"/parts/[]/share", share, must, {}, "", "", "Its share; the shares sum to 1.", ""},
        {"/parts/[]/of", inner, must, {}, "", "", "The law, or a value.", ""},
        {"/shift", size, may, {}, "", "", "Added to every outcome, after any cut.", ""},
    });
}
constexpr auto law_rows = rows_of_law(duration, law);
constexpr auto patience_rows = rows_of_law(duration, patience);
constexpr auto amount_rows = rows_of_law(quantity, amount);
constexpr Field name_rows[] = {
    {"/en", line, must, {1, 200}, "", "", "In English.", ""},
    {"/ar", line, may, {0, 200}, "", "\"\"", "In Arabic; the English if absent.", neutral},
};
// clang-format on
}  // namespace

std::span<const Field> field_table() { return rows; }

std::span<const Field> shape_table(Kind kind) {
    if (kind == law) return law_rows;
    if (kind == patience) return patience_rows;
    if (kind == amount) return amount_rows;
    if (kind == name) return name_rows;
    return {};
}

}  // namespace counterless
