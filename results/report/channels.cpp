// results/report/channels.cpp: what became of the digital attempts, channel by channel.
// The bars are plain HTML: they stand without the script, on paper and aloud.
#include <fmt/format.h>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless::report {
namespace {

const Value* known(const Value* value) { return value && value->estimate.known ? value : nullptr; }

std::string cell(const StudyResult& result, const char* measure, const std::string& of, Lang lang) {
    const Value* value = known(result.find(measure, of));
    return value ? html(plus_minus(lang, value->estimate, show_of(value->measure))) : "–";
}

// A response may last milliseconds or minutes: the unit goes with the value.
std::string response_cell(const StudyResult& result, const char* measure, const std::string& of, Lang lang) {
    const Value* value = known(result.find(measure, of));
    if (!value) return "–";
    return html(plus_minus(lang, value->estimate, Show::seconds)) + "\u00A0" + html(say(lang, "s"));
}

double failed_share(const StudyResult& result, const std::string& of) {
    if (const Value* share = known(result.find("failure_share", of))) return share->estimate.mean;
    const Value *failed = known(result.find("attempts_failed", of)), *attempts = known(result.find("attempts", of));
    return failed && attempts && attempts->estimate.mean > 0 ? failed->estimate.mean / attempts->estimate.mean : 0;
}

std::string attempts_bar(const StudyResult& result, const Channel& channel, Lang lang) {
    const double failed = failed_share(result, "channel/" + channel.id);
    const std::string good = say(lang, "attempt_done") + " " + ltr(percent(lang, 1 - failed, 1));
    const std::string bad = say(lang, "attempt_failed") + " " + ltr(percent(lang, failed, 1));
    const std::string name = name_text(lang, channel.name, channel.id);
    return fmt::format(
        "<div class=row100><span>{}</span><div class=bar100 role=img aria-label=\"{}\"><i class=blue style=\"flex-grow:{:.4f}\" "
        "title=\"{}\"></i>"
        "<i class=orange style=\"flex-grow:{:.4f}\" title=\"{}\"></i></div></div>\n",
        html(name), attribute(name + ": " + good + "; " + bad), 1 - failed, attribute(good), failed, attribute(bad));
}

std::string channels_title(const StudyResult& result, const std::vector<const Channel*>& tried, Lang lang) {
    double attempts = 0, failed = 0;
    const Channel* worst = tried.front();
    for (const Channel* channel : tried) {
        const std::string of = "channel/" + channel->id;
        const double count = known(result.find("attempts", of))->estimate.mean;
        attempts += count;
        failed += count * failed_share(result, of);
        if (failed_share(result, of) > failed_share(result, "channel/" + worst->id)) worst = channel;
    }
    const std::string share = ltr(percent(lang, attempts > 0 ? 1 - failed / attempts : 1, 1));
    if (tried.size() < 2) return say(lang, "channels_one", {share});
    return say(lang, "channels_title",
               {share, name_text(lang, worst->name, worst->id),
                ltr(percent(lang, 1 - failed_share(result, "channel/" + worst->id), 1))});
}

std::vector<const Channel*> tried_channels(const StudyResult& result) {
    std::vector<const Channel*> tried;
    for (const Channel& channel : result.scenario.channels)
        if (const Value* attempts = known(result.find("attempts", "channel/" + channel.id));
            attempts && attempts->estimate.mean > 0)
            tried.push_back(&channel);
    return tried;
}

}  // namespace

std::string channels(const StudyResult& result, Lang lang) {
    const auto tried = tried_channels(result);
    if (tried.empty()) return card(say(lang, "channels"), say(lang, "no_channels"), "");
    std::string bars;
    Table rows{say(lang, "channels"),
               {{say(lang, "col_channel"), true},
                {say(lang, "col_attempts")},
                {say(lang, "col_failed")},
                {say(lang, "col_completed")},
                {say(lang, "col_response")},
                {say(lang, "col_response_p90")},
                {say(lang, "col_response_p99")}},
               {},
               "wide"};
    for (const Channel* channel : tried) {
        const std::string of = "channel/" + channel->id;
        bars += attempts_bar(result, *channel, lang);
        rows.rows.push_back({html(name_text(lang, channel->name, channel->id)), cell(result, "attempts", of, lang),
                             cell(result, "failure_share", of, lang), cell(result, "transactions", of, lang),
                             response_cell(result, "response_mean", of, lang), response_cell(result, "response_p90", of, lang),
                             response_cell(result, "response_p99", of, lang)});
    }
    const std::string keys =
        element("ul class=keys", swatch("blue", say(lang, "attempt_done")) + swatch("orange", say(lang, "attempt_failed")));
    return figure(channels_title(result, tried, lang), say(lang, "channels_note", {ltr(percent(lang, 1, 0))}),
                  keys + bars + table(rows));
}

}  // namespace counterless::report
