#include "results/cli/roster_simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <thread>

#include "results/cli/interruption.hpp"
#include "results/cli/progress.hpp"
#include "results/cli/replicate.hpp"
#include "results/cli/roster_unattended.hpp"
#include "results/conclude.hpp"
#include "results/numbers.hpp"
#include "results/output_sections.hpp"
#include "results/roster_duties.hpp"
#include "results/text_table.hpp"
#include "results/workers.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"
#include "sim/run.hpp"

namespace counterless {
namespace {

std::string station_of(const std::string& post) { return post.substr(0, post.find('/')); }
std::string skill_of(const std::string& post) {
    const auto slash = post.find('/');
    return slash == std::string::npos ? "" : post.substr(slash + 1);
}

Index find_station(const Scenario& scenario, const RosterTask& task, const std::string& post) {
    for (Index at = 0; at < scenario.stations.size(); ++at) {
        const Station& station = scenario.stations[at];
        const bool centre = task.need.centre.empty() || scenario.centres[station.centre].id == task.need.centre;
        if (centre && !station.guides && station.id == station_of(post)) return at;
    }
    return none;
}

Index find_class(const Scenario& scenario, const std::string& skill) {
    for (Index klass = 0; klass < scenario.classes.size(); ++klass)
        if (scenario.classes[klass].id == skill) return klass;
    return none;
}

int most_at_once(const std::vector<Pool>& pools) {
    std::vector<std::pair<double, int>> changes;
    for (const Pool& pool : pools)
        for (const Duty& duty : pool.duties) {
            changes.emplace_back(duty.from_s, duty.agents);
            changes.emplace_back(duty.until_s, -duty.agents);
        }
    std::sort(changes.begin(), changes.end());
    int now = 0, most = 0;
    for (const auto& [time_s, by] : changes) most = std::max(most, now += by);
    return most;
}

// A skill is what the people of a pool of that station can do, as `counterless staff` calls it, or to serve a class of customers.
std::optional<Pool> pool_of(const Scenario& scenario, const Station& station, const std::string& skill) {
    if (skill.empty()) return Pool{.id = "roster", .name = {"roster", ""}};
    const auto known = std::find_if(station.pools.begin(), station.pools.end(), [&](const Pool& one) { return one.id == skill; });
    if (known != station.pools.end()) return *known;
    const Index klass = find_class(scenario, skill);
    if (klass == none) return {};
    return Pool{.id = skill, .name = {skill, ""}, .skills = {{.klass = klass, .service = {}}}};
}

// Each covered station has the roster's people and nobody else.
Scenario with_duties(const Scenario& stated, const RosterAnswer& answer, double absence) {
    Scenario scenario = stated;
    const RosterTask& task = answer.task;
    const std::chrono::duration<double> shift = task.dates.days.front() - *parse_date(scenario.calendar.start);
    std::vector<bool> cleared(scenario.stations.size(), false);
    for (Index post = 0; post < task.need.posts.size(); ++post) {
        const Index at = find_station(scenario, task, task.need.posts[post]);
        Station& station = scenario.stations[at];
        if (!cleared[at]) station.pools.clear();
        cleared[at] = true;
        Pool pool = *pool_of(stated, stated.stations[at], skill_of(task.need.posts[post]));
        pool.duties = duties_of(answer.roster, post, shift.count(), scenario.study.horizon_s);
        pool.one_crew = false;
        pool.absence = absence;
        station.pools.push_back(std::move(pool));
        station.agents = most_at_once(station.pools);
    }
    return scenario;
}

std::vector<Summary> replications_of(const Scenario& scenario, const std::function<Summary(std::uint32_t)>& one, bool quiet) {
    Nursery nursery([&](std::size_t job) { return one(static_cast<std::uint32_t>(job)); });
    std::vector<std::size_t> jobs(static_cast<std::size_t>(scenario.study.replications));
    std::iota(jobs.begin(), jobs.end(), 0u);
    std::vector<Summary> summaries(jobs.size());
    Progress progress(jobs.size(), 0, quiet);
    nursery.run(
        jobs, {std::max(1u, std::thread::hardware_concurrency()), 1},
        [&](std::size_t job, Summary summary) {
            summaries[job] = std::move(summary);
            progress.one_more();
        },
        [&] {
            progress.tick();
            return !interrupted();
        });
    return summaries;
}

StudyResult lived(const Scenario& scenario, bool quiet) {
    const Side side{&scenario, layout(scenario)};
    const auto summaries = replications_of(
        scenario, [&](std::uint32_t replication) { return replicate(side, replication); }, quiet);
    StudyResult result{.scenario = scenario};
    if (!interrupted()) conclude(result, side.layout, summaries);
    return result;
}

const char* word_of(Verdict verdict) {
    constexpr const char* words[] = {"met", "missed", "undecided", "unknown"};
    return words[static_cast<std::size_t>(verdict)];
}

ProvenSide side_of(const Estimate& estimate, const char* verdict) {
    ProvenSide side{.mean = {}, .half_width = {}, .verdict = verdict};
    if (estimate.known) side.mean = estimate.mean;
    if (estimate.known && estimate.n >= 2) side.half_width = estimate.half_width;
    return side;
}

bool any_serves(const std::vector<Pool>& pools, Index klass) {
    return std::any_of(pools.begin(), pools.end(), [&](const Pool& pool) { return serves(pool, klass); });
}

// The stations of the need, each once.
std::vector<Index> covered_stations(const Scenario& scenario, const RosterTask& task) {
    std::vector<Index> covered;
    for (const std::string& post : task.need.posts)
        if (const Index at = find_station(scenario, task, post);
            at != none && std::find(covered.begin(), covered.end(), at) == covered.end())
            covered.push_back(at);
    return covered;
}

std::string listed(const std::vector<std::string>& names, const char* last) {
    std::string text;
    for (std::size_t k = 0; k < names.size(); ++k) text += (k == 0 ? "" : k + 1 == names.size() ? last : ", ") + names[k];
    return text;
}

// Pools that the need leaves out would be gone from their station: whom they alone serve would wait for nobody. Of several that
// serve the same classes one is enough.
void check_left_out(const Scenario& scenario, const RosterTask& task, Index at, Problems& problems) {
    const Station& station = scenario.stations[at];
    std::vector<Pool> asked;
    for (const std::string& post : task.need.posts)
        if (find_station(scenario, task, post) == at)
            if (auto pool = pool_of(scenario, station, skill_of(post))) asked.push_back(std::move(*pool));
    std::map<std::vector<std::string>, std::vector<std::string>> lost;  // classes, by the pools that serve them
    for (Index klass = 0; klass < scenario.classes.size(); ++klass) {
        std::vector<std::string> pools;
        for (const Pool& pool : station.pools)
            if (serves(pool, klass)) pools.push_back(fmt::format("\"{}/{}\"", station.id, pool.id));
        if (!pools.empty() && !any_serves(asked, klass)) lost[pools].push_back(scenario.classes[klass].id);
    }
    for (const auto& [pools, classes] : lost)
        problems.push_back({"--simulate", "a need without " + listed(pools, " and "),
                            fmt::format("a line for {}, of 0 agents if nobody is to come: no other post of the need serves {}",
                                        pools.size() > 1 ? "one of them" : "it", listed(classes, " and "))});
}

// As the measures call it; without classes the station itself.
std::string class_place(const Scenario& scenario, Index at, Index klass) {
    const Station& station = scenario.stations[at];
    const std::string place = fmt::format("centre/{}/{}", scenario.centres[station.centre].id, station.id);
    return scenario.classes.size() > 1 ? place + "/class/" + scenario.classes[klass].id : place;
}

Estimate mean_of(const std::vector<Summary>& summaries, std::size_t total, double confidence) {
    Replicated parts{.whole = 0.0, .values = {}};
    for (const Summary& one : summaries) {
        parts.values.push_back(one.totals[total]);
        *parts.whole += one.totals[total] / static_cast<double>(summaries.size());
    }
    return estimate_of(parts, summaries.size(), confidence);
}

// Who came to a covered station at which nobody of the roster can serve him, whenever it is.
std::string unserved_lines(const RosterTask& task, const Scenario& rostered, const StudyResult& all, const StudyResult& absent,
                           RosterProven& proven) {
    std::string lines;
    for (const Index at : covered_stations(rostered, task)) {
        const Station& station = rostered.stations[at];
        std::vector<Pool> there = station.pools;
        std::erase_if(there, [](const Pool& pool) { return pool.duties.empty(); });
        for (Index klass = 0; klass < rostered.classes.size(); ++klass) {
            if (any_serves(there, klass)) continue;
            const std::string of = class_place(rostered, at, klass);
            const Value *came = all.find("arrivals", of), *other = absent.find("arrivals", of);
            if (came == nullptr || other == nullptr || !came->estimate.known || came->estimate.mean <= 0) continue;
            lines += fmt::format("Nobody on the roster can serve {} at {}: {} customers who came were not served\n",
                                 rostered.classes[klass].id, station.id, with_half_width(came->estimate));
            proven.unserved.push_back({.measure = "arrivals",
                                       .of = of,
                                       .all_come = side_of(came->estimate, ""),
                                       .with_absence = side_of(other->estimate, "")});
        }
    }
    return lines;
}

// Hours in which the doors are open and nobody is at a post, told whether or not that harms anybody.
std::string unattended_rows(const RosterTask& task, const Scenario& rostered, RosterProven& proven) {
    TextTable table({"Post", "open, h", "without anybody, h"});
    for (const std::string& post : task.need.posts) {
        const Station& station = rostered.stations[find_station(rostered, task, post)];
        const Centre& centre = rostered.centres[station.centre];
        std::vector<Pool> its = station.pools;
        const std::string skill = skill_of(post), id = skill.empty() ? "roster" : skill;
        std::erase_if(its, [&](const Pool& pool) { return pool.id != id; });
        const std::vector<TimeSpan> open = open_spans(rostered, centre);
        const double hours = hours_of(unattended(open, its, none));
        if (hours <= 0) continue;
        table.row({post, thousands(hours_of(open), 1), thousands(hours, 1)});
        const ProvenSide side{.mean = hours, .half_width = {}, .verdict = ""};
        proven.unserved.push_back(
            {.measure = "hours_unattended",
             .of = fmt::format("centre/{}/{}{}", centre.id, station.id, skill.empty() ? "" : "/pool/" + skill),
             .all_come = side,
             .with_absence = side});
    }
    return table.empty() ? "" : "\nOpen without anybody of the roster\n" + table.text();
}

// Classes of covered stations that nobody can serve for a part of the open hours. Whom nobody can serve at all is told by now.
std::vector<Unattended> unattended_classes(const RosterTask& task, const Scenario& rostered, const RosterProven& proven) {
    std::vector<Unattended> watch;
    for (const Index at : covered_stations(rostered, task)) {
        const Station& station = rostered.stations[at];
        const std::vector<TimeSpan> open = open_spans(rostered, rostered.centres[station.centre]);
        for (Index klass = 0; klass < std::max<std::size_t>(rostered.classes.size(), 1); ++klass) {
            const std::string of = class_place(rostered, at, klass);
            const bool told = std::any_of(proven.unserved.begin(), proven.unserved.end(),
                                          [&](const ProvenValue& one) { return one.of == of && one.measure == "arrivals"; });
            std::vector<TimeSpan> spans = unattended(open, station.pools, klass);
            if (!told && !spans.empty()) watch.push_back({at, klass, std::move(spans)});
        }
    }
    return watch;
}

// Who came in those hours, and what became of them; `missed` where anybody did.
std::string met_nobody_lines(const Scenario& rostered, const Scenario& absent, const std::vector<Unattended>& watch, bool quiet,
                             Proven& proven) {
    if (watch.empty()) return "";
    const auto counted = [&](const Scenario& scenario) {
        return replications_of(
            scenario, [&](std::uint32_t replication) { return watched(scenario, watch, replication); }, quiet);
    };
    const std::vector<Summary> all = counted(rostered), with_absence = interrupted() ? all : counted(absent);
    if (interrupted()) return "";
    std::string lines;
    for (std::size_t k = 0; k < watch.size(); ++k) {
        const Unattended& one = watch[k];
        const Station& station = rostered.stations[one.station];
        const double confidence = rostered.study.confidence;
        const Estimate came = mean_of(all, 2 * k, confidence), lost = mean_of(all, 2 * k + 1, confidence);
        if (came.mean <= 0) continue;
        const std::string of = class_place(rostered, one.station, one.klass);
        const std::string who = rostered.classes.size() > 1 ? rostered.classes[one.klass].id + " " : "";
        lines +=
            wrapped(fmt::format("{} {}customers came to {} in the {} h in which it is open and nobody on the roster is there "
                                "for them; {} of these were never served.",
                                with_half_width(came), who, station.id, thousands(hours_of(one.spans), 1), with_half_width(lost)),
                    "-");
        proven.values.unserved.push_back({.measure = "arrivals_unattended",
                                          .of = of,
                                          .all_come = side_of(came, ""),
                                          .with_absence = side_of(mean_of(with_absence, 2 * k, confidence), "")});
        proven.values.unserved.push_back({.measure = "unserved_unattended",
                                          .of = of,
                                          .all_come = side_of(lost, ""),
                                          .with_absence = side_of(mean_of(with_absence, 2 * k + 1, confidence), "")});
        proven.missed = true;
    }
    return lines;
}

std::string target_rows(const StudyResult& all, const StudyResult& absent, RosterProven& proven) {
    TextTable table({"Target", "wanted", "all come", "", "with absence", ""});
    const auto first = judge_targets(all), second = judge_targets(absent);
    for (std::size_t at = 0; at < first.size(); ++at) {
        const Target& target = first[at].target;
        const char *here = word_of(first[at].verdict), *there = word_of(second[at].verdict);
        const double scale = sections::shown_as(target.measure, target.of, all).scale, wanted = target.value * scale;
        table.row({sections::measure_in_words(target.measure, target.of, all),
                   fmt::format("{} {}", target.at_least ? ">=" : "<=", thousands(wanted, decimals_for(wanted, 0))),
                   with_half_width(first[at].estimate, scale), here, with_half_width(second[at].estimate, scale), there});
        proven.targets.push_back({target.measure, target.of, target.at_least, target.value, side_of(first[at].estimate, here),
                                  side_of(second[at].estimate, there)});
    }
    return first.empty() ? "The scenario states no targets.\n" : table.text();
}

std::string station_rows(const RosterTask& task, const Scenario& scenario, const StudyResult& all, const StudyResult& absent,
                         RosterProven& proven) {
    TextTable table({"Measure", "all come", "with absence"});
    for (const Index at : covered_stations(scenario, task)) {
        const std::string of = "centre/" + scenario.centres[scenario.stations[at].centre].id + "/" + scenario.stations[at].id;
        for (const Value& value : all.measures) {
            const std::string& name = value.measure.name;
            const bool wanted = name == "wait_mean" || name == "occupancy" || name == "abandonment" ||
                                (name.starts_with("service_level") && name.ends_with("offered"));
            const Value* other = absent.find(name, of);
            if (value.measure.of != of || !wanted || other == nullptr) continue;
            const double scale = sections::shown_as(name, of, all).scale;
            table.row({sections::measure_in_words(name, of, all), with_half_width(value.estimate, scale),
                       with_half_width(other->estimate, scale)});
            proven.stations.push_back({.measure = name,
                                       .of = of,
                                       .all_come = side_of(value.estimate, ""),
                                       .with_absence = side_of(other->estimate, "")});
        }
    }
    return table.text();
}

}  // namespace

Name post_name(const Scenario& scenario, const RosterTask& task, const std::string& post) {
    const Index at = find_station(scenario, task, post);
    if (at == none) return {};
    Name name = scenario.stations[at].name;
    const auto pool = pool_of(scenario, scenario.stations[at], skill_of(post));
    if (skill_of(post).empty() || !pool || name.en.empty()) return name;
    name.en += ", " + (pool->name.en.empty() ? pool->id : pool->name.en);
    if (!name.ar.empty() && !pool->name.ar.empty()) name.ar += "، " + pool->name.ar;
    return name;
}

void check_proof(const Scenario& scenario, const RosterTask& task, Problems& problems) {
    if (!scenario.calendar.has_dates) return problems.push_back({"--simulate", "a scenario without a calendar", "a calendar"});
    if (date_text(task.dates.days.front()) != scenario.calendar.days.front().date ||
        date_text(task.dates.days.back()) != scenario.calendar.days.back().date)
        problems.push_back(
            {"--simulate",
             fmt::format("a roster from {} to {}", date_text(task.dates.days.front()), date_text(task.dates.days.back())),
             fmt::format("one of all days of the scenario, {} to {}", scenario.calendar.days.front().date,
                         scenario.calendar.days.back().date)});
    const std::size_t before = problems.size();
    std::vector<std::string> stations, classes;
    for (const Station& station : scenario.stations) stations.push_back(station.id);
    for (const CustomerClass& klass : scenario.classes) classes.push_back(klass.id);
    for (const std::string& post : task.need.posts) {
        const Index at = find_station(scenario, task, post);
        if (at == none) {
            problems.push_back(
                {"--simulate", "the station \"" + post + "\" of the need", suggestion(station_of(post), stations)});
            continue;
        }
        std::vector<std::string> known = classes;
        for (const Pool& pool : scenario.stations[at].pools) known.push_back(pool.id);
        if (!pool_of(scenario, scenario.stations[at], skill_of(post)))
            problems.push_back({"--simulate", "the skill \"" + skill_of(post) + "\", no pool of that station and no class",
                                suggestion(skill_of(post), known)});
    }
    if (problems.size() > before) return;
    for (const Index at : covered_stations(scenario, task)) check_left_out(scenario, task, at, problems);
}

Proven prove_roster(const Scenario& scenario, const RosterAnswer& answer, const RosterProof& proof) {
    Scenario present = with_duties(scenario, answer, 0), absent = with_duties(scenario, answer, proof.absence);
    for (Scenario* one : {&present, &absent}) one->study.replications = proof.replications.value_or(scenario.study.replications);
    const StudyResult all = lived(present, proof.quiet);
    const StudyResult with_absence = lived(absent, proof.quiet);
    Proven proven{
        .values = {
            .replications = present.study.replications, .absence = proof.absence, .targets = {}, .stations = {}, .unserved = {}}};
    if (interrupted()) return proven;
    const auto judged = judge_targets(with_absence);
    proven.missed =
        std::any_of(judged.begin(), judged.end(), [](const Judgement& one) { return one.verdict == Verdict::missed; });
    proven.text = fmt::format("\nThe roster simulated, {} replications; with absence each misses a duty with chance {:g}\n",
                              present.study.replications, proof.absence);
    proven.text += target_rows(all, with_absence, proven.values) + "\n";
    proven.text += station_rows(answer.task, scenario, all, with_absence, proven.values);
    proven.text += unserved_lines(answer.task, present, all, with_absence, proven.values);
    proven.missed = proven.missed || !proven.values.unserved.empty();
    const std::vector<Unattended> watch = unattended_classes(answer.task, present, proven.values);
    proven.text += unattended_rows(answer.task, present, proven.values);
    proven.text += met_nobody_lines(present, absent, watch, proof.quiet, proven);
    return proven;
}

}  // namespace counterless
