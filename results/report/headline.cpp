// results/report/headline.cpp: the answer is the headline. Which sentence it is, the interval of the target's measure decides;
// what speaks against it follows: the centres and the hours below the target, other targets that are missed. Then how sure all
// this is.
#include <cmath>

#include "results/report/format.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/report/text.hpp"
#include "results/report/verdict.hpp"

namespace counterless::report {
namespace {

// "92", or "89.8" where a whole number would hide on which side of the target it lies.
std::string of_hundred(double share, double target) {
    return ltr(number(100 * share, std::abs(share - target) < 0.01 && share != target ? 1 : 0));
}

std::string target_text(const StudyResult& result, Lang lang, const Target& target, const Measure& measure) {
    const Show show = show_of(measure);
    const int digits = digits_for(0, target.value * (show == Show::share ? 100 : scale_of(show)));
    const std::string value = with_unit(lang, target.value, measure, result.scenario.costs.currency, digits);
    return target.at_least ? say(lang, "at_least", {value}) : say(lang, "at_most", {value});
}

std::string service_level_headline(const StudyResult& result, const Judged& judged, Lang lang) {
    const Estimate& estimate = judged.value->estimate;
    const double target = judged.target.value, mean = estimate.mean, half = estimate.half_width;
    const std::string share = of_hundred(mean, target), hundred = ltr("100"),
                      goal = ltr(number(100 * target, digits_for(0, 100 * target)));
    const std::string within = minutes(lang, result.scenario.study.within_s);
    switch (judged.verdict) {
        case Verdict::met:
            return say(lang, "head_met", {share, hundred, within, goal});
        case Verdict::missed:
            return say(lang, "head_missed", {share, hundred, within, goal});
        case Verdict::unknown:
            return say(lang, "head_once", {share, hundred, within, goal});
        default:
            break;
    }
    const int digits = std::max(1, digits_for(100 * half, 100 * mean));
    const std::string low = ltr(number(100 * (mean - half), digits)),
                      high = ltr(number(100 * std::min(1.0, mean + half), digits));
    return say(lang, "head_undecided", {low, high, hundred, within, goal});
}

std::string other_headline(const StudyResult& result, const Judged& judged, Lang lang) {
    const Measure& measure = judged.value->measure;
    const Show show = show_of(measure);
    const int digits = digits_of(judged.value->estimate, show);
    std::string what = measure_text(lang, measure);
    if (measure.of != "all") what += " (" + thing_text(lang, result.scenario, measure.of) + ")";
    const std::string value = with_unit(lang, judged.value->estimate.mean, measure, result.scenario.costs.currency, digits);
    const std::string goal = target_text(result, lang, judged.target, measure);
    switch (judged.verdict) {
        case Verdict::met:
            return say(lang, "head_any_met", {what, value, goal});
        case Verdict::missed:
            return say(lang, "head_any_missed", {what, value, goal});
        case Verdict::unknown:
            return say(lang, "head_any_once", {what, value, goal});
        default:
            return say(lang, "head_any_undecided", {what, value, goal});
    }
}

const Value* known(const Value* value) { return value && value->estimate.known ? value : nullptr; }

// All centres together; where nobody travels to any, the first of those that people call.
std::string whose_wait(const StudyResult& result) {
    if (known(result.find("wait_mean", "all"))) return "all";
    for (const Centre& centre : result.scenario.centres)
        if (known(result.find("wait_mean", "centre/" + centre.id))) return "centre/" + centre.id;
    return "all";
}

std::string headline_without_target(const StudyResult& result, Lang lang) {
    const std::string of = whose_wait(result);
    if (const Value* wait = known(result.find("wait_mean", of))) {
        const std::string mean = duration(lang, wait->estimate.mean);
        const Value* p90 = known(result.find("wait_p90", of));
        return p90 ? say(lang, "head_wait", {mean, duration(lang, p90->estimate.mean)}) : say(lang, "head_wait_mean", {mean});
    }
    if (const Value* share = known(result.find("digital_share", "all")))
        return say(lang, "head_digital", {ltr(number(100 * share->estimate.mean, 1)), ltr("100")});
    for (const Value& value : result.measures)
        if (value.measure.name == "response_mean" && value.estimate.known)
            return say(lang, "head_response", {duration(lang, value.estimate.mean)});
    return say(lang, "head_nothing");
}

void add(std::string& text, const std::string& sentence) {
    if (!text.empty() && !sentence.empty()) text += ' ';
    text += sentence;
}

std::string centres_short(const StudyResult& result, double target, Lang lang) {
    std::vector<std::string> names;
    for (const std::size_t c : centres_worst_first(result)) {
        const Centre& centre = result.scenario.centres[c];
        const Value* value = known(service_level(result, "centre/" + centre.id));
        if (value && judge_share(value->estimate, target) == Verdict::missed)
            names.push_back(name_text(lang, centre.name, centre.id));
    }
    const auto all = static_cast<double>(result.scenario.centres.size());
    if (all < 2) return {};
    if (names.empty()) return say(lang, "no_centre_short");
    if (names.size() == 1) return say(lang, "centre_short", {counted(lang, all, Noun::centre), names.front()});
    const std::string count = ltr(number(static_cast<double>(names.size())));
    return say(lang, "centres_short", {count, counted(lang, all, Noun::centre), list_text(lang, names, 3)});
}

std::string hours_short(const StudyResult& result, const DayClock& clock, double target, Lang lang) {
    const Row* row = clock.service_level_row("all");
    if (!row || result.scenario.study.series != Series::typical_day) return {};
    std::vector<std::size_t> below;
    for (std::size_t i = 0; i < row->size(); ++i)
        if ((*row)[i] && judge_share((*row)[i]->estimate, target) == Verdict::missed) below.push_back(i);
    return below.empty() ? std::string() : say(lang, "short_hours", {clock.stretches(lang, below)});
}

std::string other_targets(const StudyResult& result, const std::vector<Judged>& judged, const Value* main, Verdict verdict,
                          Lang lang) {
    std::vector<std::string> names;
    for (const Judged& one : judged) {
        if (one.value == main || one.verdict != verdict) continue;
        std::string name = measure_text(lang, one.value->measure);
        if (one.target.of != "all") name += " (" + thing_text(lang, result.scenario, one.target.of) + ")";
        const Estimate& estimate = one.value->estimate;
        name += " " + with_unit(lang, estimate.mean, one.value->measure, result.scenario.costs.currency,
                                digits_of(estimate, show_of(one.value->measure)));
        names.push_back(name);
    }
    if (names.empty()) return {};
    return verdict == Verdict::missed ? say(lang, "others_missed", {list_text(lang, names, 4)})
                                      : say(lang, "others_close", {list_text(lang, names, 4)});
}

std::string what_speaks_against(const StudyResult& result, const DayClock& clock, const std::vector<Judged>& judged, Lang lang) {
    const auto main = main_target(judged);
    std::string text;
    if (!main) {
        const auto order = centres_worst_first(result);
        const Centre* worst = order.size() > 1 ? &result.scenario.centres[order.front()] : nullptr;
        const Value* wait = worst ? known(result.find("wait_mean", "centre/" + worst->id)) : nullptr;
        if (wait)
            text = say(lang, "longest_wait", {name_text(lang, worst->name, worst->id), duration(lang, wait->estimate.mean)});
        return text;
    }
    if (main->verdict == Verdict::undecided) {
        const int needed = replications_to_decide(main->value->estimate, main->target.value);
        add(text,
            needed > 0 ? say(lang, "would_decide", {counted(lang, needed, Noun::replication)}) : say(lang, "hardly_decide"));
    }
    if (is_service_level(main->target.measure) && has_interval(main->value->estimate)) {
        add(text, centres_short(result, main->target.value, lang));
        add(text, hours_short(result, clock, main->target.value, lang));
    }
    add(text, other_targets(result, judged, main->value, Verdict::missed, lang));
    add(text, other_targets(result, judged, main->value, Verdict::undecided, lang));
    return text;
}

std::string how_sure(const StudyResult& result, Lang lang) {
    const std::string done = ltr(number(result.replications_done)), asked = ltr(number(result.replications_asked));
    std::string text =
        result.replications_done < 2
            ? say(lang, "sure_once", {ltr("--replications 20")})
            : say(lang, "sure", {counted(lang, result.replications_done, Noun::replication), confidence_text(result, lang)});
    if (result.ending == RunEnding::interrupted)
        add(text, say(lang, "interrupted", {done, asked}));
    else if (result.replications_done < result.replications_asked)
        add(text, say(lang, "some_missing", {ltr(number(result.replications_asked - result.replications_done)), asked, done}));
    return text;
}

}  // namespace

Answer answer(const StudyResult& result, const DayClock& clock, Lang lang) {
    const auto judged = known_targets(result);
    const auto main = main_target(judged);
    Answer answer;
    if (!result.balance.holds())
        answer.headline = say(lang, "head_broken");
    else if (!main)
        answer.headline = headline_without_target(result, lang);
    else if (is_service_level(main->target.measure) && main->target.of == "all" && main->target.at_least)
        answer.headline = service_level_headline(result, *main, lang);
    else
        answer.headline = other_headline(result, *main, lang);
    answer.against = what_speaks_against(result, clock, judged, lang);
    answer.sure = how_sure(result, lang);
    return answer;
}

}  // namespace counterless::report
