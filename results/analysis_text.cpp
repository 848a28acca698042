// results/analysis_text.cpp: an analysis as a person reads it, no line wider than a terminal of 100.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/analysis.hpp"
#include "results/numbers.hpp"
#include "results/text_table.hpp"

namespace counterless {
namespace {

// As many decimals as tell two digits of `spread`; powers of ten where these would be too many, or the number too long.
std::string shown(double value, double spread) {
    const double size = std::abs(value);
    if (size >= 1e12 || (size > 0 && size < 1e-4)) return fmt::format("{:.4g}", value);
    return thousands(value, decimals_for(value, spread, 7));
}

std::string count(std::size_t number) { return thousands(static_cast<double>(number)); }

std::string percent(double share) { return fmt::format("{:g} %", std::round(share * 1e6) / 1e4); }

std::string line(const std::string& name, const std::string& value, const std::string& note = "") {
    return fmt::format("  {:<20}{}{}\n", name, value, note.empty() ? "" : "   " + note);
}

std::string with_width(const MeanInterval& interval) {
    return shown(interval.mean, interval.half_width) + " ± " + shown(interval.half_width, interval.half_width);
}

std::string batches_note(const Analysis& analysis) {
    const BatchMeans& means = *analysis.batch_means;
    return fmt::format("{}, {} batches of {}{}, {}", percent(analysis.question.confidence), means.batches,
                       analysis.all.n % means.batches ? "about " : "", count(analysis.all.n / means.batches),
                       analysis.question.batches ? "as asked" : "Law and Carson's test");
}

std::string means(const Analysis& analysis) {
    const std::string level = percent(analysis.question.confidence);
    std::string text;
    if (analysis.batch_means) {
        const MeanInterval interval{analysis.batch_means->mean, analysis.batch_means->half_width};
        text += line("mean", with_width(interval), batches_note(analysis));
    }
    if (analysis.if_independent)
        text += line(analysis.question.independent ? "mean" : "  if independent", with_width(*analysis.if_independent),
                     level + (analysis.batch_means ? ", s / sqrt(n), for comparison" : ", s / sqrt(n)"));
    if (!analysis.if_independent) text += line("mean", shown(analysis.all.mean, 0));
    return text;
}

std::string spread(const Analysis& analysis) {
    const Moments& all = analysis.all;
    const double step = all.sd / 100;
    std::string text;
    if (all.n > 1) text += line("sd", shown(all.sd, step));
    text += line("least and most", shown(all.low, step) + " to " + shown(all.high, step));
    if (analysis.warm_up.found || analysis.warm_up.cut > 0)
        text += line("warm-up by MSER-5", !analysis.warm_up.found     ? "no steady state"
                                          : analysis.warm_up.cut == 0 ? "none"
                                                                      : count(analysis.warm_up.cut) + " rows");
    return text;
}

std::string quantiles(const Analysis& analysis) {
    if (analysis.quantiles.empty()) return "";
    TextTable table({"  quantile", "value", percent(analysis.question.confidence) + " from", "to", "by"});
    for (const QuantileInterval& one : analysis.quantiles) {
        const double half = one.low && one.high ? (*one.high - *one.low) / 2 : analysis.all.sd / 100;
        const auto end = [&](const std::optional<double>& value) { return value ? shown(*value, half) : "–"; };
        const bool known = one.low || one.high;
        table.row({fmt::format("  {:g}", one.q), shown(one.value, half), end(one.low), end(one.high),
                   !known                          ? "–"
                   : analysis.question.independent ? "order statistics"
                                                   : fmt::format("{} sections", one.batches)});
    }
    return "\n" + table.text();
}

std::string correlations(const Analysis& analysis) {
    if (analysis.correlations.empty() || analysis.all.sd == 0) return "";
    std::string lags = fmt::format("\n  {:<14}", "lag"), values = fmt::format("  {:<14}", "correlation");
    for (const auto& [lag, value] : analysis.correlations) {
        lags += fmt::format("{:>8}", lag);
        values += fmt::format("{:>8.3f}", value);
    }
    return lags + "\n" + values + "\n";
}

std::string bars(const Analysis& analysis) {
    const Histogram& all = analysis.histogram;
    if (all.counts.size() < 2) return "";
    const std::size_t most = std::max(*std::max_element(all.counts.begin(), all.counts.end()), all.above);
    TextTable table({"  from", "rows"});
    std::vector<std::string> drawn;
    const auto add = [&](double start, std::size_t rows, const char* mark) {
        table.row({"  " + shown(start, all.width * 10) + mark, count(rows)});
        const double length = std::ceil(50.0 * static_cast<double>(rows) / static_cast<double>(most));
        drawn.emplace_back(static_cast<std::size_t>(length), '#');
    };
    for (std::size_t bin = 0; bin < all.counts.size(); ++bin)
        add(all.start + all.width * static_cast<double>(bin), all.counts[bin], "");
    if (all.above > 0) add(all.start + all.width * static_cast<double>(all.counts.size()), all.above, " and above");
    std::string text = "\n", lines = table.text();
    std::size_t row = 0;
    for (std::size_t begin = 0; begin < lines.size(); ++row) {
        const std::size_t end = lines.find('\n', begin);
        text += lines.substr(begin, end - begin);
        if (row > 0 && !drawn[row - 1].empty()) text += "  " + drawn[row - 1];
        text += "\n";
        begin = end + 1;
    }
    return text;
}

// Sentences, one a paragraph, broken at 96.
std::string remarks(const Analysis& analysis) {
    std::string text;
    for (const std::string& remark : analysis.remarks) {
        std::string row = "  ";
        for (std::size_t begin = 0; begin < remark.size();) {
            const std::size_t end = std::min(remark.find(' ', begin), remark.size());
            const std::string word = remark.substr(begin, end - begin);
            if (row.size() + word.size() > 96) text += row + "\n", row = "  ";
            row += (row.size() > 2 ? " " : "") + word;
            begin = end + 1;
        }
        text += row + "\n";
    }
    return text.empty() ? "" : "\n" + text;
}

}  // namespace

std::string analysis_text(const Analysis& analysis) {
    std::string rows = count(analysis.all.n);
    if (analysis.left_out > 0) rows += fmt::format(" (the first {} left out)", count(analysis.left_out));
    if (analysis.empty > 0) rows += fmt::format(" ({} empty)", count(analysis.empty));
    return analysis.name + (analysis.unit.empty() ? "" : ", " + analysis.unit) + "\n" + line("rows", rows) + means(analysis) +
           spread(analysis) + quantiles(analysis) + correlations(analysis) + bars(analysis) + remarks(analysis);
}

}  // namespace counterless
