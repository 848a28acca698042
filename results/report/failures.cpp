// results/report/failures.cpp: what an outage leaves behind, on one clock: who waits to try again, and how many attempts fail.
// Only of a scenario whose machines are disturbed.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless::report {
namespace {

using nlohmann::json;
constexpr std::size_t lines_max = 4;  // as many looks as the chart has

struct Line {
    std::string name;
    const Row* row;
};

std::vector<Line> failing(const StudyResult& result, const DayClock& clock, Lang lang) {
    std::vector<Line> lines;
    for (const Channel& channel : result.scenario.channels)
        if (const Row* row = clock.row("failure_share", "channel/" + channel.id))
            lines.push_back({name_text(lang, channel.name, channel.id), row});
    const auto worst = [](const Line& line) {
        double most = 0;
        for (const Value* value : *line.row)
            if (value) most = std::max(most, value->estimate.mean);
        return most;
    };
    if (lines.size() > lines_max)  // those that fail most are drawn
        std::stable_sort(lines.begin(), lines.end(), [&](const Line& a, const Line& b) { return worst(a) > worst(b); });
    return lines;
}

std::span<const Line> drawn(const std::vector<Line>& lines) { return {lines.data(), std::min(lines.size(), lines_max)}; }

std::vector<std::size_t> known_intervals(const Row& row) {
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (row[i]) at.push_back(i);
    return at;
}

std::string cell(const Value* value, Lang lang) {
    return value ? plus_minus(lang, value->estimate, show_of(value->measure)) : "–";
}

struct Words {
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;
};
Words words_of(const DayClock& clock, const Row& backlog, const std::vector<Line>& lines, Lang lang) {
    Words words{{say(lang, "clock_from"), say(lang, "waiting_again")}, {}};
    for (const Line& line : lines) words.heads.push_back(line.name);
    for (const std::size_t i : known_intervals(backlog)) {
        words.rows.push_back({clock.label(lang, i), cell(backlog[i], lang)});
        for (const Line& line : lines) words.rows.back().push_back(cell((*line.row)[i], lang));
    }
    return words;
}

std::string figures(const Row& backlog, const std::vector<Line>& lines, const Words& words, Lang lang) {
    const auto at = known_intervals(backlog);
    json shares = json::array();
    for (const Line& line : drawn(lines)) shares.push_back({{"name", line.name}, {"values", values_at(line.row, at, 100)}});
    return json{
        {"heads", words.heads},
        {"rows", words.rows},
        {"p99", values_at(&backlog, at)},
        {"half", half_widths_at(&backlog, at)},
        {"means", json::array()},
        {"tiers", shares},
        {"text",
         {{"panels", {say(lang, "panel_backlog"), say(lang, "panel_failures")}}, {"slowest", say(lang, "waiting_again")}}}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string key_of(const std::vector<Line>& lines, Lang lang) {
    constexpr std::string_view looks[] = {"l-good", "l-ink", "l-plum", "l-same"};
    std::string below;
    for (std::size_t i = 0; i < drawn(lines).size(); ++i) below += swatch(looks[i], lines[i].name);
    return element("ul class=\"keys lines\"", swatch(looks[0], say(lang, "waiting_again"))) +
           element("ul class=\"keys lines\"", below);
}

std::string as_table(const Words& words, const std::string& title, Lang lang) {
    Table list{say(lang, "pair", {say(lang, "as_table"), title}), {}, {}, ""};
    for (const std::string& head : words.heads) list.columns.push_back({head, list.columns.empty()});
    for (const auto& row : words.rows) {
        list.rows.emplace_back();
        for (const std::string& one : row) list.rows.back().push_back(html(one));
    }
    return closed(say(lang, "as_table"), table(list));
}

// The most that wait in any interval; and, where the disruption has a date, how long after its end it is over.
std::string title_of(const StudyResult& result, const Row& backlog, Lang lang) {
    double most = 0;
    for (const Value* value : backlog)
        if (value) most = std::max(most, value->estimate.mean);
    const std::string customers = ltr(number(most));
    for (const Disruption& one : result.scenario.platform.disruptions)
        if (const Value* time = result.find("recovery_time", "disruption/" + one.id); time && time->estimate.known)
            return say(lang, "failures_recovered", {customers, duration(lang, time->estimate.mean)});
    return say(lang, "failures_title", {customers});
}

}  // namespace

std::string failures(const StudyResult& result, const DayClock& clock, Lang lang) {
    const Row* backlog = clock.row("backlog_mean", "platform");
    if (result.scenario.platform.disruptions.empty() || !backlog || known_intervals(*backlog).size() < 2) return "";
    const std::vector<Line> lines = failing(result, clock, lang);
    const std::string title = title_of(result, *backlog, lang);
    const std::string note =
        say(lang, "failures_note", {clock_words(lang, result.scenario.study.series), confidence_text(result, lang)});
    const Words words = words_of(clock, *backlog, lines, lang);
    return figure(
        title, note,
        chart("platform", title, figures(*backlog, lines, words, lang)) + key_of(lines, lang) + as_table(words, title, lang));
}

}  // namespace counterless::report
