// results/report/balance.cpp: every visit and every transaction, and how it ended, as one full-width bar and as a list with
// counts. The bars are plain HTML, so they stand without the script and on paper. Counts are of all replications together: whole
// numbers that add up, which averages would not.
#include <fmt/format.h>

#include <algorithm>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/parts.hpp"

namespace counterless::report {
namespace {

struct End {
    std::string text;
    double count;
    std::string_view tone;
};

std::string bar(const std::vector<End>& ends, double total, std::string_view label) {
    std::string pieces;
    for (const End& end : ends)
        if (end.count > 0)
            pieces += fmt::format("<i class=\"{}\" style=\"flex-grow:{:.0f}\" title=\"{}\"></i>", end.tone, end.count,
                                  attribute(end.text + " " + ltr(number(end.count))));
    return total > 0 ? "<div class=bar100 role=img aria-label=\"" + attribute(label) + "\">" + pieces + "</div>" : std::string();
}

std::string sheet(Lang lang, const std::string& title, const std::vector<End>& ends, double total) {
    std::string list, label = title;
    for (const End& end : ends) {
        const double share = total > 0 ? end.count / total : 0;
        const std::string count = ltr(number(end.count));
        list += swatch(end.tone, end.text + " " + count + (share >= 0.0005 ? " (" + ltr(percent(lang, share, 1)) + ")" : ""));
        label += "; " + end.text + " " + count;
    }
    return element("h3 class=sub", html(title)) + bar(ends, total, label) + element("ul class=keys", list);
}

}  // namespace

std::string the_balance(const StudyResult& result, Lang lang) {
    const BalanceSheet& sheet_of = result.balance;
    const auto& centres = result.scenario.centres;
    const bool remote = std::any_of(centres.begin(), centres.end(), [](const Centre& centre) { return centre.remote; });
    const std::string visits_text = ltr(number(sheet_of.visits));
    std::string inside;
    if (sheet_of.visits > 0)
        inside += sheet(lang, remote ? say(lang, "balance_contacts", {visits_text}) : say(lang, "balance_visits", {visits_text}),
                        {{say(lang, "end_served"), sheet_of.served, "blue"},
                         {say(lang, "end_taught"), sheet_of.taught, "plum"},
                         {say(lang, "end_gave_up"), sheet_of.gave_up, "orange"},
                         {say(lang, "end_refused"), sheet_of.refused, "pale"},
                         {say(lang, "end_returning"), sheet_of.returning, "pale-blue"},
                         {say(lang, "end_inside"), sheet_of.inside, "grey"}},
                        sheet_of.visits);
    if (sheet_of.transactions > 0)
        inside += sheet(lang, say(lang, "balance_transactions", {ltr(number(sheet_of.transactions))}),
                        {{say(lang, "end_smart"), sheet_of.on_smart_channels, "blue"},
                         {say(lang, "end_counter"), sheet_of.at_counters, "plum"},
                         {say(lang, "end_other"), sheet_of.on_other_channels, "pale-blue"},
                         {say(lang, "end_given_up"), sheet_of.given_up, "orange"},
                         {say(lang, "end_open"), sheet_of.open, "grey"}},
                        sheet_of.transactions);
    if (inside.empty()) return {};
    const double visits = sheet_of.visits - sheet_of.served - sheet_of.taught - sheet_of.gave_up - sheet_of.refused -
                          sheet_of.returning - sheet_of.inside;
    const double transactions = sheet_of.transactions - sheet_of.at_counters - sheet_of.on_smart_channels -
                                sheet_of.on_other_channels - sheet_of.given_up - sheet_of.open;
    const std::string title = sheet_of.holds() ? say(lang, "balance_title")
                                               : say(lang, "balance_broken", {ltr(number(visits)), ltr(number(transactions))});
    const int runs = result.replications_done * (result.uncertainty ? result.uncertainty->draws : 1);
    return figure(title, say(lang, "balance_note", {counted(lang, runs, Noun::replication)}), inside);
}

}  // namespace counterless::report
