// results/report/formulas.cpp: what the textbook formula says of each half-hour, and which of its assumptions a gap points to.
// Closed until asked for: it is for those who know the formulas. Results of results/beside.
#include <algorithm>
#include <cmath>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless::report {
namespace {

constexpr std::size_t rows_max = 60;  // the widest gaps; all are in the JSON

std::string remark(Because because, Lang lang) {
    switch (because) {
        case Because::agrees:
            return say(lang, "beside_agrees");
        case Because::few:
            return say(lang, "beside_few");
        case Because::overload:
            return say(lang, "beside_overload");
        case Because::service_law:
            return say(lang, "beside_service_law");
        case Because::carried_over:
            return say(lang, "beside_carried_over");
        case Because::not_settled:
            return say(lang, "beside_not_settled");
        case Because::changes:
            return say(lang, "beside_changes");
        case Because::days_differ:
            return say(lang, "beside_days_differ");
        case Because::arrivals:
            return say(lang, "beside_arrivals");
        case Because::refused:
            return say(lang, "beside_refused");
        case Because::skills:
            return say(lang, "beside_skills");
        case Because::agents_vary:
            return say(lang, "beside_agents_vary");
        default:
            return say(lang, "beside_unexplained");
    }
}

std::string formula_wait(const Beside& one) {
    return std::isinf(one.wait_mean_s) ? "∞" : html(ltr(number(one.wait_mean_s / 60, digits_for(0, one.wait_mean_s / 60))));
}

std::vector<std::string> gap_row(const StudyResult& result, const DayClock& clock, const Beside& one, Lang lang) {
    std::string time = "–";
    for (std::size_t i = 0; i < clock.intervals(); ++i)
        if (clock.start_s(i) == one.start_s) time = clock.label(lang, i);
    const auto share = [&](double value) { return html(ltr(percent(lang, value, 1))); };
    return {html(thing_text(lang, result.scenario, one.of)) + " " + html(time),
            html(ltr(number(3600 * one.arrivals_per_s, 1))),
            html(ltr(number(one.agents, digits_for(0, one.agents)))),
            one.wait.known ? html(plus_minus(lang, one.wait, Show::minutes)) : "–",
            formula_wait(one),
            one.level_simulated.known ? html(plus_minus(lang, one.level_simulated, Show::share)) : "–",
            share(one.level),
            html(remark(one.because, lang))};
}

}  // namespace

std::string beside_the_formulas(const StudyResult& result, const DayClock& clock, Lang lang) {
    if (result.beside.empty()) return {};
    int agree = 0, judged = 0;
    Table remarks{say(lang, "beside"), {{say(lang, "beside_remark"), true}, {say(lang, "beside_intervals")}}, {}, ""};
    for (const GapCount& count : gap_counts(result.beside)) {
        if (count.because == Because::agrees) agree = count.intervals;
        if (count.because != Because::few) judged += count.intervals;
        remarks.rows.push_back({html(remark(count.because, lang)), html(ltr(number(count.intervals)))});
    }
    std::vector<const Beside*> gaps;
    for (const Beside& one : result.beside)
        if (one.gap()) gaps.push_back(&one);
    std::stable_sort(gaps.begin(), gaps.end(), [](const Beside* a, const Beside* b) { return a->distance() > b->distance(); });
    gaps.resize(std::min(gaps.size(), rows_max));
    Table widest{say(lang, "beside_widest"),
                 {{say(lang, "beside_where"), true},
                  {say(lang, "beside_rate")},
                  {say(lang, "agents_on")},
                  {say(lang, "col_wait")},
                  {say(lang, "beside_by_formula")},
                  {say(lang, "beside_level")},
                  {say(lang, "beside_by_formula")},
                  {say(lang, "beside_remark"), true}},
                 {},
                 "wide"};
    for (const Beside* one : gaps) widest.rows.push_back(gap_row(result, clock, *one, lang));
    const std::string title = say(lang, "beside_title", {ltr(number(agree)), ltr(number(judged))});
    return list_card(title, say(lang, "beside_note", {minutes(lang, result.scenario.study.within_s)}),
                     closed(say(lang, "beside_by_remark"), table(remarks)) +
                         (gaps.empty() ? "" : closed(say(lang, "beside_widest"), table(widest))));
}

}  // namespace counterless::report
