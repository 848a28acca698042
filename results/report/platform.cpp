// results/report/platform.cpp: how the platform bore the attempts: response times and the use of each tier on one clock.
// One list of rows in words feeds both the table and what stands under the pointer, so the two cannot differ.
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

std::vector<std::size_t> digital_intervals(const DayClock& clock) {
    std::vector<std::size_t> at;
    const Row* p99 = clock.row("response_p99", "platform");
    for (std::size_t i = 0; p99 && i < clock.intervals(); ++i)
        if ((*p99)[i]) at.push_back(i);
    return at;
}

// What the table shows of each interval, and what stands under the pointer.
std::vector<std::pair<std::string, const Row*>> platform_columns(const StudyResult& result, const DayClock& clock, Lang lang) {
    std::vector<std::pair<std::string, const Row*>> columns{
        {say(lang, "slowest", {ltr(percent(lang, 0.01, 0))}) + say(lang, "comma_sign") + say(lang, "s"),
         clock.row("response_p99", "platform")}};
    for (const Channel& channel : result.scenario.channels)
        if (const Row* row = clock.row("response_mean", "channel/" + channel.id))
            columns.emplace_back(
                say(lang, "mean_of", {name_text(lang, channel.name, channel.id)}) + say(lang, "comma_sign") + say(lang, "s"),
                row);
    for (const Tier& tier : result.scenario.platform.tiers)
        if (const Row* row = clock.row("utilisation", "platform/" + tier.id))
            columns.emplace_back(name_text(lang, tier.name, tier.id), row);
    return columns;
}

struct Words {
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;
};
Words platform_words(const StudyResult& result, const DayClock& clock, const std::vector<std::size_t>& at, Lang lang) {
    Words words{{say(lang, "clock_from")}, {}};
    const auto columns = platform_columns(result, clock, lang);
    for (const auto& [head, row] : columns) words.heads.push_back(head);
    for (const std::size_t i : at) {
        words.rows.push_back({clock.label(lang, i)});
        for (const auto& [head, row] : columns) {
            const Value* value = (*row)[i];
            words.rows.back().push_back(value ? plus_minus(lang, value->estimate, show_of(value->measure)) : "–");
        }
    }
    return words;
}

std::string platform_figures(const StudyResult& result, const DayClock& clock, const std::vector<std::size_t>& at,
                             const Words& words, Lang lang) {
    json means = json::array(), tiers = json::array();
    for (const Channel& channel : result.scenario.channels)
        if (const Row* row = clock.row("response_mean", "channel/" + channel.id); row && means.size() < 3)
            means.push_back({{"name", name_text(lang, channel.name, channel.id)}, {"values", values_at(row, at, 1)}});
    for (const Tier& tier : result.scenario.platform.tiers)
        if (const Row* row = clock.row("utilisation", "platform/" + tier.id); row && tiers.size() < 4)
            tiers.push_back({{"name", name_text(lang, tier.name, tier.id)}, {"values", values_at(row, at, 100)}});
    const Row* p99 = clock.row("response_p99", "platform");
    const json data{{"heads", words.heads},
                    {"rows", words.rows},
                    {"p99", values_at(p99, at, 1)},
                    {"half", half_widths_at(p99, at)},
                    {"means", means},
                    {"tiers", tiers},
                    {"text",
                     {{"panels", {say(lang, "panel_response"), say(lang, "panel_utilisation")}},
                      {"slowest", say(lang, "slowest", {ltr(percent(lang, 0.01, 0))})}}}};
    return data.dump(-1, ' ', false, json::error_handler_t::replace);
}

// The same order and looks as in charts.js: first blue, then dotted ink, dashed plum, grey.
std::string platform_key(const StudyResult& result, const DayClock& clock, Lang lang) {
    constexpr std::string_view looks[] = {"l-good", "l-ink", "l-plum", "l-same"};
    std::string above = swatch(looks[0], say(lang, "slowest", {ltr(percent(lang, 0.01, 0))})), below;
    std::size_t lines = 1, tiers = 0;
    for (const Channel& channel : result.scenario.channels)
        if (clock.row("response_mean", "channel/" + channel.id) && lines < std::size(looks))
            above += swatch(looks[lines++], say(lang, "mean_of", {name_text(lang, channel.name, channel.id)}));
    for (const Tier& tier : result.scenario.platform.tiers)
        if (clock.row("utilisation", "platform/" + tier.id) && tiers < std::size(looks))
            below += swatch(looks[tiers++], name_text(lang, tier.name, tier.id));
    return element("ul class=\"keys lines\"", above) + element("ul class=\"keys lines\"", below);
}

std::string platform_by_interval(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows,
                                 const std::string& title, Lang lang) {
    Table list{say(lang, "pair", {say(lang, "as_table"), title}), {}, {}, ""};
    for (const std::string& head : heads) list.columns.push_back({head, list.columns.empty()});
    for (const auto& row : rows) {
        list.rows.emplace_back();
        for (const std::string& cell : row) list.rows.back().push_back(html(cell));
    }
    return closed(say(lang, "as_table"), table(list));
}

std::string platform_title(const StudyResult& result, Lang lang) {
    const Tier* busiest = nullptr;
    double most = 0, p99 = 0;
    for (const Tier& tier : result.scenario.platform.tiers)
        if (const Value* value = known(result.find("utilisation", "platform/" + tier.id));
            value && (!busiest || value->estimate.mean > most)) {
            busiest = &tier;
            most = value->estimate.mean;
        }
    if (const Value* value = known(result.find("response_p99", "platform"))) p99 = value->estimate.mean;
    const std::string one = ltr(percent(lang, 0.01, 0));
    if (!busiest) return p99 > 0 ? say(lang, "platform_slowest", {one, duration(lang, p99)}) : say(lang, "platform");
    const std::string name = name_text(lang, busiest->name, busiest->id), used = ltr(percent(lang, most, 0));
    return p99 > 0 ? say(lang, "platform_title", {one, duration(lang, p99), name, used})
                   : say(lang, "platform_busiest", {name, used});
}

std::string cell_of(const StudyResult& result, const char* measure, const std::string& of, Show show, Lang lang) {
    const Value* value = known(result.find(measure, of));
    return value ? html(plus_minus(lang, value->estimate, show)) : "–";
}

std::string tiers_table(const StudyResult& result, Lang lang) {
    const bool scaled = result.scenario.platform.scaled();
    const bool metered = result.scenario.platform.metered();
    Table rows{say(lang, "platform"),
               {{say(lang, "col_tier"), true}, {say(lang, "col_cores")}, {say(lang, "col_utilisation")}},
               {},
               "slim"};
    if (scaled) rows.columns.push_back({say(lang, "col_hosts")});
    if (metered) rows.columns.push_back({say(lang, "col_energy")});
    const auto row = [&](const std::string& name, const std::string& cores, const std::string& of) {
        rows.rows.push_back({html(name), html(cores), cell_of(result, "utilisation", of, Show::share, lang)});
        if (scaled) rows.rows.back().push_back(cell_of(result, "hosts", of, Show::ratio, lang));
        if (metered) rows.rows.back().push_back(cell_of(result, "energy", of, Show::count, lang));
    };
    for (const Tier& tier : result.scenario.platform.tiers)
        row(name_text(lang, tier.name, tier.id), ltr(number(tier.hosts) + " × " + number(tier.cores)), "platform/" + tier.id);
    if (metered) row(say(lang, "all_machines"), "–", "platform");
    return rows.rows.empty() ? std::string() : table(rows);
}

}  // namespace

std::string platform(const StudyResult& result, const DayClock& clock, Lang lang) {
    if (result.scenario.platform.tiers.empty()) return card(say(lang, "platform"), say(lang, "no_platform"), "");
    const auto at = digital_intervals(clock);
    const std::string title = platform_title(result, lang), one = ltr(percent(lang, 0.01, 0));
    if (at.size() < 2) return figure(title, "", tiers_table(result, lang));
    const std::string note =
        say(lang, "platform_note", {clock_words(lang, result.scenario.study.series), one, confidence_text(result, lang)});
    const Words words = platform_words(result, clock, at, lang);
    return figure(title, note,
                  chart("platform", title, platform_figures(result, clock, at, words, lang)) + platform_key(result, clock, lang) +
                      platform_by_interval(words.heads, words.rows, title, lang) + tiers_table(result, lang));
}

}  // namespace counterless::report
