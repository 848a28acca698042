// results/analysis.cpp: first the numbers, then sentences about them. A sentence is said only when something follows from it.
#include "results/analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/numbers.hpp"

namespace counterless {
namespace {

std::vector<std::pair<std::size_t, double>> correlations_of(Observations values) {
    std::vector<std::pair<std::size_t, double>> found;
    for (const std::size_t lag : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000})
        if (lag <= values.size() / 4) found.emplace_back(lag, autocorrelation(values, lag));
    return found;
}

std::size_t cut_of(const WarmUp& warm_up, const Question& question) {
    if (question.warm_up == WarmUpRule::fixed) return question.left_out;
    return question.warm_up == WarmUpRule::by_mser5 && warm_up.found ? warm_up.cut : 0;
}

std::vector<QuantileInterval> quantiles_of(Observations values, Observations sorted, const Analysis& analysis) {
    const Question& question = analysis.question;
    const std::size_t sections = analysis.batch_means ? analysis.batch_means->batches : 0;
    std::vector<QuantileInterval> found;
    for (const double q : question.quantiles)
        found.push_back(question.independent ? quantile_if_independent(sorted, q, question.confidence)
                                             : quantile_by_sections(values, sorted, q, question.confidence, sections));
    return found;
}

class Words {
  public:
    explicit Words(Analysis& analysis) : analysis_(analysis) {}
    void all() {
        if (analysis_.all.low == analysis_.all.high) {
            say("Every row holds the same value: there is nothing to estimate.");
            return;
        }
        if (!analysis_.question.independent || analysis_.question.warm_up == WarmUpRule::by_mser5) of_warm_up();
        if (analysis_.question.independent)
            of_independence();
        else
            of_batches();
        of_quantiles();
    }

  private:
    void say(std::string sentence) { analysis_.remarks.push_back(std::move(sentence)); }

    void of_warm_up() {
        const WarmUp& warm_up = analysis_.warm_up;
        const std::size_t n = analysis_.all.n + analysis_.left_out;
        const auto cut = thousands(static_cast<double>(warm_up.cut));
        if (n < warm_up_observations_min)
            say(fmt::format("Fewer than {} rows: too few to look for a warm-up.", warm_up_observations_min));
        else if (!warm_up.found)
            say("MSER-5 finds no steady state, the least error lies in the last half: the mean is that of these rows, no "
                "forecast.");
        else if (analysis_.question.warm_up == WarmUpRule::nothing && 100 * warm_up.cut > n)  // a hundredth less changes nothing
            say(fmt::format(
                "If this is one run towards a steady state, its first {} rows are warm-up by MSER-5: --warmup auto leaves "
                "them out.",
                cut));
        else if (analysis_.question.warm_up == WarmUpRule::by_mser5 && warm_up.cut > 0)
            say(fmt::format("The first {} rows are left out as warm-up, by MSER-5.", cut));
    }

    void of_independence() {
        if (analysis_.correlations.empty()) return;
        const double lag1 = analysis_.correlations.front().second, most = 3 / std::sqrt(static_cast<double>(analysis_.all.n));
        if (std::abs(lag1) > most)
            say(fmt::format(
                "Neighbours are correlated ({:.2f}, chance alone gives less than {:.2f}): these rows are not independent, "
                "and without --independent the intervals would say so.",
                lag1, most));
    }

    void of_batches() {
        if (!analysis_.batch_means) {
            say(fmt::format(
                "Fewer than {} rows: too few for batch means. Only if the rows are independent may the textbook interval "
                "be believed.",
                batch_means_observations_min));
            return;
        }
        const BatchMeans& batches = *analysis_.batch_means;
        const double wider = batches.half_width / analysis_.if_independent->half_width;
        if (!batches.sound && analysis_.all.n < 10 * batches.batches)
            say(fmt::format(
                "The interval by batch means may be too narrow: {} rows are too few to check {} batches for correlation.",
                analysis_.all.n, batches.batches));
        else if (!batches.sound)
            say(fmt::format(
                "The interval by batch means may be too narrow: the rows remember longer than the batches are ({} batches "
                "still have a lag-1 correlation of {:.2f}, at most 0.4 is wanted). More rows are needed.",
                10 * batches.batches, batches.correlation_fine));
        else if (wider < 1.25)
            say("The interval by batch means may be believed. Neighbouring rows hardly resemble each other.");
        else
            say(fmt::format(
                "The interval by batch means may be believed; the textbook one is {:.1f} times too narrow. For the mean, "
                "these {} rows are worth {} independent ones.",
                wider, thousands(static_cast<double>(analysis_.all.n)), thousands(batches.effective_n)));
    }

    void of_quantiles() {
        for (const QuantileInterval& one : analysis_.quantiles) {
            if (one.low && one.high) continue;
            const double tail = std::min(one.q, 1 - one.q), alpha = (1 - analysis_.question.confidence) / 2;
            const double needed = analysis_.question.independent ? std::log(alpha) / std::log1p(-tail) : 50 / tail;
            say(fmt::format("The quantile {:g} has no interval: that takes {} rows at least.", one.q,
                            thousands(std::ceil(needed * (1 - 1e-12)))));
        }
    }

    Analysis& analysis_;
};

}  // namespace

Analysis analyse(Observations values, const Question& question) {
    Analysis analysis{.question = question, .warm_up = warm_up_mser5(values)};
    analysis.left_out = cut_of(analysis.warm_up, question);
    values = values.subspan(analysis.left_out);
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    analysis.all = moments(values);
    if (values.size() >= 2) analysis.if_independent = mean_if_independent(values, question.confidence);
    if (!question.independent) analysis.batch_means = batch_means(values, question.confidence, question.batches);
    analysis.quantiles = quantiles_of(values, sorted, analysis);
    analysis.correlations = correlations_of(values);
    analysis.histogram = histogram(sorted, 12);
    Words(analysis).all();
    return analysis;
}

}  // namespace counterless
