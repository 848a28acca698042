// results/staffing_page_plan.cpp: who is needed when. First all centres in one coloured table, intervals across; then each centre
// post by post with the load and what the formula says. Both are plain tables: they read without the script and aloud.
#include <fmt/format.h>

#include <algorithm>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/staffing_page.hpp"

namespace counterless::report {
namespace {

constexpr std::size_t intervals_max = 60;  // across; more and the table is no picture any more
constexpr std::size_t rows_max = 3000;     // of the tables post by post; all are in the CSV
constexpr std::size_t open_max = 3;        // so few centres stand open

bool broken_at(const CentreStaffing& centre, std::size_t cell) {
    return std::any_of(centre.answer.claims.begin(), centre.answer.claims.end(), [&](const Claim& claim) {
        return claim.state == ClaimState::broken && centre.task.aims[claim.aim].each_interval && claim.from_cell <= cell &&
               cell < claim.until_cell;
    });
}

// Of a centre in one interval of the clock: the day of the week that needs most.
struct Moment {
    int agents = 0, least = 0;
    bool open = false, broken = false;
};
Moment moment_at(const CentreStaffing& centre, std::size_t interval) {
    const Timetable& times = centre.task.timetable;
    Moment moment;
    if (interval < times.first || interval >= times.first + times.count) return moment;
    for (const Post& post : centre.task.posts) moment.least += std::max(post.least, 1);
    for (std::size_t row = 0; row < times.rows; ++row) {
        const std::size_t cell = row * times.count + interval - times.first;
        if (centre.answer.open_s[cell] <= 0) continue;
        int agents = 0;
        for (const auto& post : centre.answer.agents) agents += post[cell];
        moment.open = true;
        moment.agents = std::max(moment.agents, agents);
        moment.broken = moment.broken || broken_at(centre, cell);
    }
    return moment;
}

std::string moment_cell(const Moment& moment, double most, const std::string& where) {
    if (!moment.open) return "<td>";
    const char* look = moment.broken ? "b" : moment.agents <= moment.least ? "x" : 2.0 * moment.agents > most ? "e" : "d";
    const std::string agents = number(moment.agents);
    return fmt::format("<td class={} title=\"{}\"><span>{}</span>", look, attribute(bare(where + " " + agents)), agents);
}

std::string share_title(const StaffingStudy& study, const ShareStaffing& share, Word with, Word without, Lang lang) {
    return share_is_stated(study, share) ? say(lang, with, {share_text(lang, study, share)}) : say(lang, without);
}

// ---- post by post

std::string post_text(const StaffingStudy& study, const CentreStaffing& centre, const Post& post, Lang lang) {
    const Station& station = study.scenario.stations[post.station];
    const auto kinds = std::count_if(centre.task.posts.begin(), centre.task.posts.end(),
                                     [&](const Post& other) { return other.station == post.station; });
    std::string name = name_text(lang, station.name, station.id);
    if (kinds < 2) return name;
    return say(lang, "comma", {name, name_text(lang, station.pools[post.pool].name, station.pools[post.pool].id)});
}

// Pale: agents; in it, dark: how many of them are busy on average.
std::string bar_cell(int agents, double load, double most, bool broken) {
    return fmt::format(
        "<td style=\"min-inline-size:7rem\"><i class={} style=\"display:flex;align-items:center;block-size:14px;"
        "inline-size:{:.1f}%\"><i class={} style=\"block-size:4px;inline-size:{:.1f}%\"></i></i>",
        broken ? "pale" : "pale-blue", 100 * agents / std::max(most, 1.0), broken ? "orange" : "blue",
        agents > 0 ? std::min(100.0, 100 * load / agents) : 0.0);
}

// A table is told apart from that of the other share by its name, which is read aloud.
std::string post_table(const StaffingStudy& study, const ShareStaffing& share, const CentreStaffing& centre, std::size_t post,
                       Lang lang) {
    const Timetable& times = centre.task.timetable;
    std::string name =
        say(lang, "comma", {centre_text(lang, study, centre), post_text(study, centre, centre.task.posts[post], lang)});
    if (study.shares.size() > 1) name = say(lang, "comma", {name, share_text(lang, study, share)});
    Table all{name,
              {{say(lang, "staff_interval"), true},
               {say(lang, "col_agents")},
               {say(lang, "staff_drawn"), true},
               {say(lang, "staff_load")},
               {say(lang, "staff_erlang")},
               {say(lang, "staff_came")}},
              {},
              "slim long"};
    const auto& agents = centre.answer.agents[post];
    const int most = agents.empty() ? 0 : *std::max_element(agents.begin(), agents.end());
    for (std::size_t cell = 0; cell < times.cells(); ++cell) {
        if (centre.answer.open_s[cell] <= 0) continue;
        const PostFigures figures = figures_of(centre, post, cell);
        const auto figure = [](double value, int digits) { return html(ltr(number(value, digits))); };
        const auto known = [&](const std::optional<double>& value, int digits) {
            return value ? figure(*value, digits) : std::string("–");
        };
        all.rows.push_back({html(interval_text(lang, times, cell, cell + 1)), figure(agents[cell], 0),
                            bar_cell(agents[cell], figures.alone ? figures.load.value_or(0) : 0, most, broken_at(centre, cell)),
                            known(figures.load, 2), figures.erlang ? figure(*figures.erlang, 0) : "–", known(figures.came, 1)});
    }
    return table(all);
}

// A centre of one post needs no heading for it.
std::string centre_tables(const StaffingStudy& study, const ShareStaffing& share, const CentreStaffing& centre, bool open,
                          Lang lang) {
    std::string tables;
    for (std::size_t post = 0; post < centre.task.posts.size(); ++post) {
        const std::string name = html(post_text(study, centre, centre.task.posts[post], lang));
        if (centre.task.posts.size() > 1) tables += element(open ? "h4 class=sub" : "h3 class=sub", name);
        tables += post_table(study, share, centre, post, lang);
    }
    return tables;
}

std::size_t rows_of(const CentreStaffing& centre) { return centre.task.posts.size() * centre.task.timetable.cells(); }

}  // namespace

std::string staffing_plan(const StaffingStudy& study, const ShareStaffing& share, Lang lang) {
    std::size_t first = ~std::size_t{0}, until = 0;
    double most = 0;
    for (const CentreStaffing& centre : share.centres) {
        first = std::min(first, centre.task.timetable.first);
        until = std::max(until, centre.task.timetable.first + centre.task.timetable.count);
        most = std::max(most, agents_most(centre));
    }
    if (first >= until || until - first > intervals_max) return {};
    const std::string title = share_title(study, share, "staff_plan", "staff_plan_plain", lang);
    Table all{title, {{say(lang, "col_centre"), true}}, {}, "heat"};
    const double interval_s = share.centres.front().task.timetable.interval_s;
    for (std::size_t interval = first; interval < until; ++interval)
        all.columns.push_back({ltr(clock(interval_s * static_cast<double>(interval)))});
    for (const CentreStaffing& centre : share.centres) {
        const std::string name = centre_text(lang, study, centre);
        std::vector<std::string> cells{html(name)};
        for (std::size_t interval = first; interval < until; ++interval)
            cells.push_back(
                moment_cell(moment_at(centre, interval), most, name + " " + clock(interval_s * static_cast<double>(interval))));
        all.rows.push_back(std::move(cells));
    }
    const std::string keys = swatch("h-x", say(lang, "staff_key_presence")) + swatch("h-d", say(lang, "staff_key_some")) +
                             swatch("h-e", say(lang, "staff_key_many")) + swatch("h-b", say(lang, "staff_key_broken"));
    return figure(title, say(lang, "staff_plan_note"), element("ul class=keys", keys) + table(all));
}

std::string staffing_posts(const StaffingStudy& study, const ShareStaffing& share, Lang lang) {
    const bool open = share.centres.size() <= open_max;
    std::string lists;
    std::size_t rows = 0, shown = 0;
    for (const CentreStaffing& centre : share.centres) {
        if ((rows += rows_of(centre)) > rows_max && shown > 0) break;
        ++shown;
        const std::string name =
            say(lang, "pair", {centre_text(lang, study, centre), counted(lang, centre.answer.hours_a_day(), Noun::hour, 1)});
        const std::string tables = centre_tables(study, share, centre, open, lang);
        lists += open ? element("h3 class=sub", html(name)) + tables : closed(name, tables);
    }
    if (shown < share.centres.size())
        lists += element("p class=\"prose after\"",
                         html(say(lang, "staff_centres_more", {ltr(number(static_cast<double>(share.centres.size() - shown)))})));
    const std::string title = share_title(study, share, "staff_posts_at", "staff_posts", lang);
    const std::string note = say(lang, "staff_posts_note");
    return open ? card(title, note, lists) : list_card(title, note, lists);
}

}  // namespace counterless::report
