// results/output_sections.cpp: rows are the scenario's things in the scenario's order; cells are looked up by the measure's name.
#include "results/output_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "results/conclude.hpp"
#include "results/numbers.hpp"
#include "results/text_table.hpp"

namespace counterless::sections {
namespace {

const Estimate nothing;
constexpr std::size_t rows_max = 120;  // of the course in time; more is for --json and the report

struct Thing {
    std::string name, of;
    bool endless = false;  // agents without number
};

// All centres, then each with its stations below it; a station alone in its centre says nothing new.
std::vector<Thing> places(const Scenario& scenario) {
    std::vector<Thing> things;
    if (scenario.centres.empty()) return things;
    if (scenario.centres.size() > 1) things.push_back({"all centres", "all"});
    for (Index centre = 0; centre < scenario.centres.size(); ++centre) {
        const std::string of = "centre/" + scenario.centres[centre].id;
        std::vector<Thing> stations;
        for (const Station& station : scenario.stations)
            if (station.centre == centre)
                stations.push_back({"  " + station.name.en, of + "/" + station.id, station.agents == unlimited});
        const bool endless = std::all_of(stations.begin(), stations.end(), [](const Thing& one) { return one.endless; });
        things.push_back({scenario.centres[centre].name.en, of, endless && !stations.empty()});
        if (stations.size() > 1) things.insert(things.end(), stations.begin(), stations.end());
    }
    return things;
}

// Minutes where people wait minutes, else seconds: one unit for a whole table.
struct TimeUnit {
    std::string name;
    double scale;
};
TimeUnit unit_for(double typical_s) {
    return typical_s >= 60 ? TimeUnit{"min", 1.0 / 60} : typical_s >= 1 ? TimeUnit{"s", 1} : TimeUnit{"ms", 1000};
}
TimeUnit wait_unit(const StudyResult& result) {
    const TimeUnit unit = unit_for(Finder(result)("wait_p90", "all").mean);
    return unit.name == "ms" ? TimeUnit{"s", 1} : unit;
}

std::string percent(const Estimate& estimate) { return with_decimals(estimate, 100, 2); }

// Decimals for a whole column: those of the estimate that stands for it.
int decimals_like(const Estimate& estimate, double scale, int least = 1, int most = 2) {
    return std::max(least, decimals_for(estimate.mean * scale, estimate.n < 2 ? 0 : estimate.half_width * scale, most));
}

using Part = std::map<std::string, Estimate>;  // measure of one interval, by name

}  // namespace

bool is_sample(const StudyResult& result) { return result.scenario.study.scale < 1; }
std::string sample_words(const StudyResult& result) {
    return fmt::format("a sample of {:g} %", 100 * result.scenario.study.scale);
}

std::string section(const StudyResult& result, const std::string& title, const TextTable& table, const std::string& note) {
    if (table.empty()) return "";
    return "\n" + title + (is_sample(result) ? "  (" + sample_words(result) + ")" : "") + "\n" + table.text() +
           (note.empty() ? "" : note + "\n");
}

std::string clock_text(const Measure& measure, const Scenario& scenario) {
    const auto minutes = static_cast<long long>(std::llround(measure.start_s / 60));
    std::string time = fmt::format("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const auto day = static_cast<std::size_t>(minutes / 1440);
    switch (scenario.study.series) {
        case Series::typical_week:
            return std::string(weekdays[day % 7]) + " " + time;
        case Series::day:
        case Series::half_hour: {
            const bool dated = day < scenario.calendar.days.size() && !scenario.calendar.days[day].date.empty();
            const std::string date = dated ? scenario.calendar.days[day].date : fmt::format("day {}", day + 1);
            return scenario.study.series == Series::day ? date : date + " " + time;
        }
        case Series::month:
        case Series::year: {
            const bool dated = day < scenario.calendar.days.size() && !scenario.calendar.days[day].date.empty();
            const bool month = scenario.study.series == Series::month;
            if (dated) return scenario.calendar.days[day].date.substr(0, month ? 7 : 4);
            return fmt::format("{} {}", month ? "month" : "year", day / (month ? 30 : 365) + 1);
        }
        default:
            return time;
    }
}

Finder::Finder(const StudyResult& result) : result_(result), service_level_("service_level") {
    for (const Value& value : result.measures)
        if (value.measure.name.starts_with("service_level@") && value.measure.name.ends_with("/offered")) {
            service_level_ = value.measure.name;
            break;
        }
}

const Estimate& Finder::operator()(const std::string& measure, const std::string& of) const {
    const Value* value = result_.find(measure, of);
    return value ? value->estimate : nothing;
}

std::string within_text(const StudyResult& result) {
    const double within_s = result.scenario.study.within_s;
    return std::fmod(within_s, 60) == 0 ? fmt::format("{:g} min", within_s / 60) : fmt::format("{:g} s", within_s);
}

std::string transactions(const StudyResult& result) {
    const Finder find(result);
    TextTable table({"Channel", "completed", "of all, %", "attempts", "failed, %"});
    const auto row = [&](const std::string& name, const Estimate& count, const Estimate& share, const Estimate& attempts,
                         const Estimate& failed) {
        if (!count.known) return;
        table.row({name, with_half_width(count, 1, 0), percent(share), with_half_width(attempts, 1, 0), percent(failed)});
    };
    row("all channels", find("transactions", "all"), nothing, nothing, nothing);
    row("smart channels together", find("digital_transactions", "all"), find("digital_share", "all"), nothing, nothing);
    row("counters", find("transactions", "channel/counter"), find("transaction_share", "channel/counter"), nothing, nothing);
    for (const Channel& channel : result.scenario.channels) {
        const std::string of = "channel/" + channel.id;
        row(channel.name.en + (channel.smart ? "" : " (not smart)"), find("transactions", of), find("transaction_share", of),
            find("attempts", of), find("failure_share", of));
    }
    return section(result, "TRANSACTIONS  in one run of the period", table);
}

std::string waits(const StudyResult& result) {
    if (is_sample(result)) return "";
    const Finder find(result);
    const TimeUnit unit = wait_unit(result);
    const std::vector<Thing> things = places(result.scenario);
    if (things.empty()) return "";
    const int decimals = decimals_like(find("wait_mean", things.front().of), unit.scale);
    const int share_decimals = decimals_like(find(find.service_level(), things.front().of), 100);
    TextTable table({"Centre, station", "mean", "half within", "9 in 10", "99 in 100", "in " + within_text(result) + ", %"});
    for (const Thing& thing : things) {
        std::vector<std::string> cells{thing.name};
        for (const char* measure : {"wait_mean", "wait_p50", "wait_p90", "wait_p99"})
            cells.push_back(with_decimals(find(measure, thing.of), unit.scale, decimals));
        cells.push_back(with_decimals(find(find.service_level(), thing.of), 100, share_decimals));
        table.row(std::move(cells));
    }
    return section(
        result,
        "WAITS  in line before service, " + unit.name + "; and who began within " + within_text(result) + ", % of those who came",
        table);
}

std::string load(const StudyResult& result) {
    if (is_sample(result)) return "";
    const Finder find(result);
    const std::vector<Thing> things = places(result.scenario);
    const bool rests = std::any_of(things.begin(), things.end(), [&](const Thing& thing) {  // some are paid and cannot work
        return find("utilisation", thing.of).known && find("utilisation", thing.of).mean != find("occupancy", thing.of).mean;
    });
    std::vector<std::string> heads{"Centre, station", "came", "in line", "agents busy, %", "gave up, %"};
    if (rests) heads.insert(heads.begin() + 4, "of paid time, %");
    TextTable table(heads);
    for (const Thing& thing : things) {
        const Estimate& visits = find("visits", thing.of);
        std::vector<std::string> cells{thing.name, with_half_width(visits.known ? visits : find("arrivals", thing.of), 1, 0),
                                       with_decimals(find("queue_length_mean", thing.of), 1, 2),
                                       thing.endless ? "unlimited" : with_decimals(find("occupancy", thing.of), 100, 1)};
        if (rests) cells.push_back(thing.endless ? "" : with_decimals(find("utilisation", thing.of), 100, 1));
        cells.push_back(with_decimals(find("abandonment", thing.of), 100, 2));
        table.row(std::move(cells));
    }
    return section(result, "LOAD  who came in one run of the period; people in line, mean over the whole period", table);
}

std::string course(const StudyResult& result) {
    if (is_sample(result)) return "";
    std::vector<std::pair<Measure, Part>> parts;  // in the order of the series
    for (const Value& value : result.series) {
        if (value.measure.of != "all") continue;
        if (parts.empty() || parts.back().first.start_s != value.measure.start_s) parts.push_back({value.measure, {}});
        parts.back().second[value.measure.name] = value.estimate;
    }
    const Finder find(result);
    const TimeUnit unit = wait_unit(result);
    TextTable table({"From", "came", "wait, " + unit.name, "9 in 10", "in " + within_text(result) + ", %", "in line", "busy, %",
                     "gave up, %"});
    for (auto& [measure, part] : parts) {
        if (!(part["arrivals"].mean > 0)) continue;  // nobody comes then
        table.row({clock_text(measure, result.scenario), with_decimals(part["arrivals"], 1, 1),
                   with_decimals(part["wait_mean"], unit.scale, 2), with_decimals(part["wait_p90"], unit.scale, 2),
                   with_decimals(part[find.service_level()], 100, 1), with_decimals(part["queue_length_mean"], 1, 1),
                   with_decimals(part["occupancy"], 100, 1), with_decimals(part["abandonment"], 100, 1)});
    }
    const Series series = result.scenario.study.series;
    const std::string title = series == Series::day     ? "BY DAY"
                              : series == Series::month ? "BY MONTH"
                              : series == Series::year  ? "BY YEAR"
                                                        : "BY HALF-HOUR";
    if (parts.size() > rows_max) return fmt::format("\n{}  {} intervals: see --json, --db or --report\n", title, parts.size());
    return section(result, title + "  all centres", table);
}

namespace {

// The interval in which a thing of the platform is busiest.
std::string busiest(const StudyResult& result, const std::string& of) {
    const Value* most = nullptr;
    for (const Value& value : result.series)
        if (value.measure.of == of && value.measure.name == "utilisation" && value.estimate.known &&
            (!most || value.estimate.mean > most->estimate.mean))
            most = &value;
    return most ? percent(most->estimate) + " at " + clock_text(most->measure, result.scenario) : "–";
}

std::string responses(const StudyResult& result) {
    const Finder find(result);
    double typical_s = 0;
    for (const Channel& channel : result.scenario.channels)
        if (channel.centre == none)  // a call takes minutes, and is no measure for machines
            typical_s = std::max(typical_s, find("response_mean", "channel/" + channel.id).mean);
    const TimeUnit unit = unit_for(typical_s);
    TextTable responses({"Channel", "mean", "half within", "9 in 10", "99 in 100"});
    for (const Channel& channel : result.scenario.channels) {
        std::vector<std::string> cells{channel.name.en};
        for (const char* measure : {"response_mean", "response_p50", "response_p90", "response_p99"})
            cells.push_back(with_decimals(find(measure, "channel/" + channel.id), unit.scale, unit.name == "ms" ? 0 : 2));
        responses.row(std::move(cells));
    }
    return section(result, "RESPONSE TIMES  of one attempt, " + unit.name, responses);
}

std::string machines(const StudyResult& result) {
    const Finder find(result);
    const bool scaled = result.scenario.platform.scaled();
    const bool metered = result.scenario.platform.metered();
    std::vector<std::string> heads{"Platform", "utilisation, %", "in its busiest interval"};
    if (scaled) heads.emplace_back("hosts on");
    if (metered) heads.emplace_back("energy, kWh");
    TextTable table(heads);
    const auto row = [&](const std::string& name, const std::string& of, const std::string& peak) {
        std::vector<std::string> cells{name, percent(find("utilisation", of)), peak};
        if (scaled) cells.push_back(with_decimals(find("hosts", of), 1, 2));
        if (metered) cells.push_back(with_half_width(find("energy", of), 1, find("energy", of).mean < 10 ? 4 : 1));
        table.row(std::move(cells));
    };
    for (const Tier& tier : result.scenario.platform.tiers)
        row(fmt::format("{} ({} x {} cores)", tier.name.en, tier.hosts, tier.cores), "platform/" + tier.id,
            busiest(result, "platform/" + tier.id));
    for (const Link& link : result.scenario.platform.links)
        if (link.shared) row(link.name.en, "platform/link/" + link.id, "–");  // nobody uses up a line of one's own
    if (metered) row("all of it, with its buildings (PUE)", "platform", "");
    return section(result, "PLATFORM", table);
}

std::string messages(const StudyResult& result) {
    const Finder find(result);
    TextTable table({"Messages", "sent", "lost", "mean delay, s"});
    for (const Tier& tier : result.scenario.platform.tiers)
        if (const std::string of = "platform/" + tier.id; find("messages", of).known)
            table.row({tier.name.en, with_half_width(find("messages", of), 1, 0),
                       with_half_width(find("messages_lost", of), 1, 0), with_decimals(find("message_delay_mean", of), 1, 2)});
    return section(result, "MESSAGES  in one run of the period", table);
}

std::string recoveries(const StudyResult& result) {
    const Finder find(result);
    TextTable table({"Disruption", "recovered after, min"});
    for (const Disruption& one : result.scenario.platform.disruptions)
        if (const Estimate& time = find("recovery_time", "disruption/" + one.id); time.known)
            table.row({one.id, with_half_width(time, 1.0 / 60, 1)});
    return section(result, "RECOVERY  until no more customers wait to try again than when it began", table);
}
}  // namespace

std::string platform(const StudyResult& result) {
    if (is_sample(result)) return "";
    return responses(result) + machines(result) + messages(result) + recoveries(result);
}

std::string cases(const StudyResult& result) {
    constexpr double an_hour = 1.0 / 3600;
    const Finder find(result);
    TextTable table({"Queue", "cases", "done", "given up", "open at the end", "hours, mean", "9 in 10", "promise kept, %"});
    for (const BackOffice& office : result.scenario.back_offices) {
        const std::string of = "back_office/" + office.id;
        table.row({office.name.en, with_half_width(find("cases", of), 1, 0), with_half_width(find("cases_done", of), 1, 0),
                   with_decimals(find("cases_given_up", of), 1, 0), with_decimals(find("cases_open", of), 1, 0),
                   with_decimals(find("case_time_mean", of), an_hour, 1), with_decimals(find("case_time_p90", of), an_hour, 1),
                   office.promise_days > 0 ? percent(find("promise_kept", of)) : "none"});
    }
    return section(result, "BACK OFFICE  digital transactions that a person must finish, in one run of the period", table);
}

std::string kinds(const StudyResult& result) {
    const Finder find(result);
    const auto table_of = [&](const std::string& title, const std::string& kind, const auto& things) {
        TextTable table({title, "needs", "at counters", "smart channels", "given up", "smart, %"});
        for (const auto& thing : things) {
            const std::string of = kind + "/" + thing.id;
            const Estimate &counter = find("counter_transactions", of), &smart = find("digital_transactions", of);
            table.row({thing.name.en, with_half_width(find("needs", of), 1, 0), with_half_width(counter, 1, 0),
                       with_half_width(smart, 1, 0), with_half_width(find("given_up", of), 1, 0),
                       with_half_width(find("digital_share", of), 100, 1)});
        }
        return table;
    };
    return section(result, "SERVICES  in one run of the period", table_of("Service", "service", result.scenario.services)) +
           section(result, "CUSTOMERS  in one run of the period", table_of("Segment", "segment", result.scenario.segments));
}

std::string measure_in_words(const std::string& measure, const std::string& of, const StudyResult& result) {
    static const std::map<std::string, std::string> words{
        {"transactions", "transactions completed"},
        {"digital_transactions", "transactions on smart channels"},
        {"digital_share", "digital share, %"},
        {"counter_transactions", "transactions at counters"},
        {"visits", "visits to centres"},
        {"wait_mean", "mean wait, min"},
        {"wait_p50", "wait of half the customers, min"},
        {"wait_p90", "wait of nine in ten, min"},
        {"wait_p99", "wait of 99 in 100, min"},
        {"abandonment", "visitors who gave up, %"},
        {"promise_kept", "cases done as promised, %"},
        {"customer_hours", "customers' own time, hours"},
        {"sheets", "sheets of paper"},
        {"cost", "cost, " + result.scenario.costs.currency},
        {"initiative_cost", "cost of initiatives, " + result.scenario.costs.currency},
        {"happiness", "happiness, of 100"},
        {"agent_hours", "hours of agents on duty"},
        {"cost_per_shifted_transaction", "cost of initiatives per transaction shifted, " + result.scenario.costs.currency},
        {"net_cost_per_shifted_transaction", "change of all cost per transaction shifted, " + result.scenario.costs.currency},
        {"co2", "CO2, kg"},
    };
    const std::string place = of == "all" ? "" : " (" + of + ")";
    if (measure.starts_with("service_level@")) {
        const std::size_t from = measure.find('@') + 1;
        const std::string asked = measure.substr(from, measure.find('/') - from);  // of a target, maybe not what is measured
        return (measure.ends_with("/served") ? "of those served, " : "") + std::string("within ") +
               (result.find(measure, of) ? within_text(result) : asked) + ", %" + place;
    }
    const auto found = words.find(measure);
    if (found != words.end()) return found->second + place;
    const std::string unit = shown_as(measure, of, result).unit;
    return measure + (unit.empty() ? "" : ", " + unit) + place;
}

ShownMeasure shown_as(const std::string& measure, const std::string& of, const StudyResult& result) {
    const Value* value = result.find(measure, of);
    const std::string unit = value ? value->measure.unit : "";
    if (unit == "1") return {100, "%"};
    if (unit == "s") return {1.0 / 60, "min"};
    return {1, ""};
}

std::string against_baseline(const StudyResult& result) {
    if (!result.baseline) return "";
    TextTable table({"Measure", "before", "difference", ""});
    for (const Difference& difference : result.baseline->differences) {
        const Estimate& change = difference.difference;
        const bool clear = change.known && change.n >= 2 && std::abs(change.mean) > change.half_width;
        const Direction direction = difference.measure.direction;
        const bool better = (direction == Direction::higher_is_better) == (change.mean > 0);
        const std::string verdict = !change.known || change.n < 2     ? ""
                                    : !clear                          ? "no clear difference"
                                    : direction == Direction::neutral ? (change.mean > 0 ? "more" : "fewer")
                                    : better                          ? "better"
                                                                      : "worse";
        const std::string& unit = difference.measure.unit;
        const double scale = unit == "1" ? 100 : unit == "s" ? 1.0 / 60 : 1;
        const bool small = unit == "1" || unit == "s" || unit == "points" || difference.measure.name.ends_with("_transaction");
        const int decimals = small ? 2 : 0;
        table.row({measure_in_words(difference.measure.name, difference.measure.of, result),
                   with_half_width(difference.baseline, scale, decimals), with_half_width(change, scale, decimals), verdict});
    }
    const std::string& title = result.baseline->title.en.empty() ? result.baseline->name : result.baseline->title.en;
    return section(result, "AGAINST  " + title, table);
}

std::string balance(const StudyResult& result) {
    const BalanceSheet& sheet = result.balance;
    const auto n = [](double count) { return thousands(count); };
    std::string text = "\nBALANCE SHEET  all runs together, nobody lost";
    text += is_sample(result) ? "; " + sample_words(result) + ", as simulated\n" : "\n";
    if (!sheet.holds()) text = "\nBALANCE SHEET  DOES NOT ADD UP: do not use these results\n";
    if (sheet.transactions > 0)
        text += fmt::format(
            "{} needs = {} at counters + {} on smart channels\n    + {} on other channels + {} given up + {} still open\n",
            n(sheet.transactions), n(sheet.at_counters), n(sheet.on_smart_channels), n(sheet.on_other_channels),
            n(sheet.given_up), n(sheet.open));
    const auto& centres = result.scenario.centres;
    const bool remote = std::any_of(centres.begin(), centres.end(), [](const Centre& centre) { return centre.remote; });
    const char* others = !remote ? "" : result.scenario.back_offices.empty() ? " and calls" : ", calls and cases";
    if (sheet.visits > 0)
        text += fmt::format("{} visits{} = {} served + {} taught\n    + {} gave up + {} refused{} + {} still inside\n",
                            n(sheet.visits), others, n(sheet.served), n(sheet.taught), n(sheet.gave_up), n(sheet.refused),
                            sheet.returning > 0 ? " + " + n(sheet.returning) + " to return" : "", n(sheet.inside));
    return text;
}

}  // namespace counterless::sections
