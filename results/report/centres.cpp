// results/report/centres.cpp: the table of centres, worst first, and what several parts share about them.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/report/verdict.hpp"

namespace counterless::report {
namespace {

// Larger is worse: the share not served in time, or the mean wait where the share is unknown.
double badness(const StudyResult& result, const Centre& centre) {
    const std::string of = "centre/" + centre.id;
    if (const Value* share = service_level(result, of); share && share->estimate.known) return 1 - share->estimate.mean;
    const Value* wait = result.find("wait_mean", of);
    return wait && wait->estimate.known ? wait->estimate.mean : -1;
}

std::string cell(const StudyResult& result, const char* measure, const std::string& of, Lang lang) {
    const Value* value = result.find(measure, of);
    return value && value->estimate.known ? html(plus_minus(lang, value->estimate, show_of(value->measure))) : "–";
}

std::string within_cell(const StudyResult& result, const std::string& of, Lang lang) {
    const Value* value = service_level(result, of);
    if (!value || !value->estimate.known) return "–";
    std::string out = html(plus_minus(lang, value->estimate, Show::share));
    const Value* all = service_level(result, "all");
    if (!judged_for(result, all) || !has_interval(value->estimate)) return out;
    const double target = reference_share(result);
    const std::string goal = ltr(percent(lang, target, digits_for(0, 100 * target)));
    switch (judge_share(value->estimate, target)) {
        case Verdict::met:
            return out + "<small>" + verdict("good", say(lang, "meets", {goal})) + "</small>";
        case Verdict::missed:
            return out + "<small>" + verdict("bad", say(lang, "below", {goal})) + "</small>";
        default:
            return out + "<small>" + verdict("same", say(lang, "undecided")) + "</small>";
    }
}

std::string agents_of(const StudyResult& result, const Centre& centre, Lang lang) {
    int agents = 0;
    for (const Index station : centre.path) {
        if (station >= result.scenario.stations.size()) continue;
        if (result.scenario.stations[station].agents == unlimited) return html(say(lang, "unlimited"));
        agents += result.scenario.stations[station].agents;
    }
    return html(ltr(number(agents)));
}

// How many came: arrivals of the centre where the measure exists, else served per hour is left to the full table.
std::string visits_cell(const StudyResult& result, const std::string& of, Lang lang) {
    return result.find("visits", of) ? cell(result, "visits", of, lang) : cell(result, "arrivals", of, lang);
}

}  // namespace

double reference_share(const StudyResult& result) {
    for (const Target& target : result.scenario.targets)
        if (is_service_level(target.measure) && target.of == "all") return target.value;
    return 0.9;
}

std::string confidence_text(const StudyResult& result, Lang lang) {
    const double confidence = result.scenario.study.confidence;
    return ltr(percent(lang, confidence, digits_for(0, 100 * confidence)));
}

std::vector<std::size_t> centres_worst_first(const StudyResult& result) {
    std::vector<std::size_t> order(result.scenario.centres.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> bad;
    for (const Centre& centre : result.scenario.centres) bad.push_back(badness(result, centre));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return bad[a] > bad[b]; });
    return order;
}

std::string centres(const StudyResult& result, Lang lang) {
    if (result.scenario.centres.empty()) return card(say(lang, "centres"), say(lang, "no_centres"), "");
    const std::string within = minutes(lang, result.scenario.study.within_s);
    bool came = false;
    for (const Centre& centre : result.scenario.centres) came = came || result.find("visits", "centre/" + centre.id);
    Table rows{say(lang, "centres"),
               {{say(lang, "col_centre"), true},
                {say(lang, "col_visits")},
                {say(lang, "col_wait")},
                {say(lang, "col_p90")},
                {say(lang, "col_within", {within})},
                {say(lang, "col_gave_up")},
                {say(lang, "col_agents")},
                {say(lang, "col_busy")}},
               {},
               "wide long"};
    for (const std::size_t c : centres_worst_first(result)) {
        const Centre& centre = result.scenario.centres[c];
        const std::string of = "centre/" + centre.id;
        rows.rows.push_back({html(name_text(lang, centre.name, centre.id)), visits_cell(result, of, lang),
                             cell(result, "wait_mean", of, lang), cell(result, "wait_p90", of, lang),
                             within_cell(result, of, lang), cell(result, "abandonment", of, lang),
                             agents_of(result, centre, lang), cell(result, "occupancy", of, lang)});
    }
    if (!came) {
        rows.columns.erase(rows.columns.begin() + 1);
        for (auto& row : rows.rows) row.erase(row.begin() + 1);
    }
    return card(say(lang, "centres"), say(lang, "centres_note", {confidence_text(result, lang)}), table(rows));
}

}  // namespace counterless::report
