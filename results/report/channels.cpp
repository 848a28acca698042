// results/report/channels.cpp: what became of the digital attempts, channel by channel, and how the platform bore them.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless::report {
namespace {

using nlohmann::json;

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
    return fmt::format("<div class=row100><span>{}</span><div class=bar100 role=img aria-label=\"{}\"><i class=blue style=\"flex-grow:{:.4f}\" title=\"{}\"></i>"
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
    return say(lang, "channels_title", {share, name_text(lang, worst->name, worst->id), ltr(percent(lang, 1 - failed_share(result, "channel/" + worst->id), 1))});
}

std::vector<const Channel*> tried_channels(const StudyResult& result) {
    std::vector<const Channel*> tried;
    for (const Channel& channel : result.scenario.channels)
        if (const Value* attempts = known(result.find("attempts", "channel/" + channel.id)); attempts && attempts->estimate.mean > 0) tried.push_back(&channel);
    return tried;
}

// ---- platform
json line_of(const Row* row, const std::vector<std::size_t>& at, double scale) {
    json list = json::array();
    for (const std::size_t i : at) {
        const Value* value = row ? (*row)[i] : nullptr;
        list.push_back(value ? json(std::round(value->estimate.mean * scale * 1e4) / 1e4) : json());
    }
    return list;
}

json half_widths(const Row* row, const std::vector<std::size_t>& at) {
    json list = json::array();
    for (const std::size_t i : at) {
        const Value* value = row ? (*row)[i] : nullptr;
        list.push_back(value && has_interval(value->estimate) ? json(std::round(value->estimate.half_width * 1e4) / 1e4) : json());
    }
    return list;
}

std::vector<std::size_t> digital_intervals(const Clock& clock) {
    std::vector<std::size_t> at;
    const Row* p99 = clock.row("response_p99", "platform");
    for (std::size_t i = 0; p99 && i < clock.intervals(); ++i)
        if ((*p99)[i]) at.push_back(i);
    return at;
}

std::string platform_figures(const StudyResult& result, const Clock& clock, const std::vector<std::size_t>& at, Lang lang) {
    json labels = json::array(), means = json::array(), tiers = json::array();
    for (const std::size_t i : at) labels.push_back(clock.label(lang, i));
    for (const Channel& channel : result.scenario.channels)
        if (const Row* row = clock.row("response_mean", "channel/" + channel.id); row && means.size() < 3)
            means.push_back({{"name", name_text(lang, channel.name, channel.id)}, {"values", line_of(row, at, 1)}});
    for (const Tier& tier : result.scenario.platform.tiers)
        if (const Row* row = clock.row("utilisation", "platform/" + tier.id); row && tiers.size() < 4)
            tiers.push_back({{"name", name_text(lang, tier.name, tier.id)}, {"values", line_of(row, at, 100)}});
    const Row* p99 = clock.row("response_p99", "platform");
    const json data{{"labels", labels}, {"p99", line_of(p99, at, 1)}, {"half", half_widths(p99, at)}, {"means", means}, {"tiers", tiers},
                    {"text", {{"panels", {say(lang, "panel_response"), say(lang, "panel_utilisation")}},
                              {"slowest", say(lang, "slowest", {ltr(percent(lang, 0.01, 0))})}, {"s", say(lang, "s")},
                              {"interval", say(lang, "interval", {confidence_text(result, lang)})}, {"range", say(lang, "from_to", {"LO", "HI"})}}}};
    return data.dump(-1, ' ', false, json::error_handler_t::replace);
}

// The same order and looks as in charts.js: first blue, then dotted ink, dashed plum, grey.
std::string platform_key(const StudyResult& result, const Clock& clock, Lang lang) {
    constexpr std::string_view looks[] = {"l-good", "l-ink", "l-plum", "l-same"};
    std::string above = swatch(looks[0], say(lang, "slowest", {ltr(percent(lang, 0.01, 0))})), below;
    std::size_t lines = 1, tiers = 0;
    for (const Channel& channel : result.scenario.channels)
        if (clock.row("response_mean", "channel/" + channel.id) && lines < std::size(looks))
            above += swatch(looks[lines++], say(lang, "mean_of", {name_text(lang, channel.name, channel.id)}));
    for (const Tier& tier : result.scenario.platform.tiers)
        if (clock.row("utilisation", "platform/" + tier.id) && tiers < std::size(looks)) below += swatch(looks[tiers++], name_text(lang, tier.name, tier.id));
    return element("ul class=\"keys lines\"", above) + element("ul class=\"keys lines\"", below);
}

std::string platform_by_interval(const StudyResult& result, const Clock& clock, const std::vector<std::size_t>& at, const std::string& title, Lang lang) {
    Table rows{say(lang, "pair", {say(lang, "as_table"), title}), {{say(lang, "clock_from"), true}, {say(lang, "col_response_p99")}}, {}, ""};
    std::vector<const Row*> tiers;
    for (const Tier& tier : result.scenario.platform.tiers)
        if (const Row* row = clock.row("utilisation", "platform/" + tier.id)) {
            tiers.push_back(row);
            rows.columns.push_back({name_text(lang, tier.name, tier.id)});
        }
    const Row* p99 = clock.row("response_p99", "platform");
    for (const std::size_t i : at) {
        std::vector<std::string> cells{html(clock.label(lang, i)), html(plus_minus(lang, (*p99)[i]->estimate, Show::seconds) + "\u00A0" + say(lang, "s"))};
        for (const Row* row : tiers) cells.push_back((*row)[i] ? html(plus_minus(lang, (*row)[i]->estimate, Show::share)) : "–");
        rows.rows.push_back(std::move(cells));
    }
    return closed(say(lang, "as_table"), table(rows));
}

std::string platform_title(const StudyResult& result, Lang lang) {
    const Tier* busiest = nullptr;
    double most = 0, p99 = 0;
    for (const Tier& tier : result.scenario.platform.tiers)
        if (const Value* value = known(result.find("utilisation", "platform/" + tier.id)); value && (!busiest || value->estimate.mean > most)) {
            busiest = &tier;
            most = value->estimate.mean;
        }
    if (const Value* value = known(result.find("response_p99", "platform"))) p99 = value->estimate.mean;
    const std::string one = ltr(percent(lang, 0.01, 0));
    if (!busiest) return p99 > 0 ? say(lang, "platform_slowest", {one, duration(lang, p99)}) : say(lang, "platform");
    const std::string name = name_text(lang, busiest->name, busiest->id), used = ltr(percent(lang, most, 0));
    return p99 > 0 ? say(lang, "platform_title", {one, duration(lang, p99), name, used}) : say(lang, "platform_busiest", {name, used});
}

std::string tiers_table(const StudyResult& result, Lang lang) {
    Table rows{say(lang, "platform"), {{say(lang, "col_tier"), true}, {say(lang, "col_cores")}, {say(lang, "col_utilisation")}}, {}, "slim"};
    for (const Tier& tier : result.scenario.platform.tiers)
        rows.rows.push_back({html(name_text(lang, tier.name, tier.id)), html(ltr(number(tier.hosts) + " × " + number(tier.cores))),
                             cell(result, "utilisation", "platform/" + tier.id, lang)});
    return rows.rows.empty() ? std::string() : table(rows);
}

}  // namespace

std::string channels(const StudyResult& result, Lang lang) {
    const auto tried = tried_channels(result);
    if (tried.empty()) return card(say(lang, "channels"), say(lang, "no_channels"), "");
    std::string bars;
    Table rows{say(lang, "channels"), {{say(lang, "col_channel"), true}, {say(lang, "col_attempts")}, {say(lang, "col_failed")}, {say(lang, "col_completed")},
                                       {say(lang, "col_response")}, {say(lang, "col_response_p90")}, {say(lang, "col_response_p99")}}, {}, "wide"};
    for (const Channel* channel : tried) {
        const std::string of = "channel/" + channel->id;
        bars += attempts_bar(result, *channel, lang);
        rows.rows.push_back({html(name_text(lang, channel->name, channel->id)), cell(result, "attempts", of, lang), cell(result, "failure_share", of, lang),
                             cell(result, "transactions", of, lang), response_cell(result, "response_mean", of, lang),
                             response_cell(result, "response_p90", of, lang), response_cell(result, "response_p99", of, lang)});
    }
    const std::string keys = element("ul class=keys", swatch("blue", say(lang, "attempt_done")) + swatch("orange", say(lang, "attempt_failed")));
    return figure(channels_title(result, tried, lang), say(lang, "channels_note", {ltr(percent(lang, 1, 0))}), keys + bars + table(rows));
}

std::string platform(const StudyResult& result, const Clock& clock, Lang lang) {
    if (result.scenario.platform.tiers.empty()) return card(say(lang, "platform"), say(lang, "no_platform"), "");
    const auto at = digital_intervals(clock);
    const std::string title = platform_title(result, lang), one = ltr(percent(lang, 0.01, 0));
    if (at.size() < 2) return figure(title, "", tiers_table(result, lang));
    const std::string note = say(lang, "platform_note", {clock_words(lang, result.scenario.study.series), one, confidence_text(result, lang)});
    return figure(title, note, chart("platform", title, platform_figures(result, clock, at, lang)) + platform_key(result, clock, lang) + platform_by_interval(result, clock, at, title, lang) +
                                   tiers_table(result, lang));
}

}  // namespace counterless::report
