#include "results/roster_frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "models/constants.hpp"

namespace counterless {
namespace {

constexpr std::size_t ways_max = 60;           // to order and part the windows of one shift
constexpr std::size_t forms_ordered_max = 44;  // of a day: with more, orders cost the solver more time than they save pay
constexpr double short_shift_s = 5 * 3600.0;   // nobody takes hours off a shift as short as this

int slots_in(double time_s, double slot_s) { return static_cast<int>(std::lround(time_s / slot_s)); }

// ---- breaks
// The window of one rule in one shift, before it is cut.
std::optional<BreakWindow> window_of(const BreakRule& rule, Index index, const ShiftForm& form, int day, double slot_s) {
    if ((form.until - form.from) * slot_s <= rule.longer_than_s) return {};
    const int length = slots_in(rule.length_s, slot_s);
    for (const int night : {0, 1}) {  // a clock time of the next morning, of a night shift
        const double zero_s = rule.clock ? day_s * (day + night) : form.from * slot_s;
        const int first = std::max(slots_in(zero_s + rule.from_s, slot_s), form.from);
        const int last = std::min(slots_in(zero_s + rule.until_s, slot_s), form.until - length);
        if (first <= last) return BreakWindow{index, first, last, length};
        if (!rule.clock) break;
    }
    return {};
}

// The times at which two windows that overlap can be cut in two: the first break is over by then, the second begins from then on.
// As early as the second wants it, as late as the first does, and where both have the most room to stagger.
std::vector<int> cuts(const BreakWindow& one, const BreakWindow& next) {
    const int earliest = std::max(next.first, one.first + one.length), latest = std::min(next.last, one.last + one.length);
    if (earliest > latest) return {};
    int best = earliest;
    double room_best = -1;
    for (int cut = earliest; cut <= latest; ++cut) {
        const double room = std::min(static_cast<double>(cut - one.length - one.first) / one.length,
                                     static_cast<double>(next.last - cut) / next.length);
        if (room > room_best) best = cut;
        room_best = std::max(room_best, room);
    }
    std::vector<int> all{best};
    for (const int cut : {earliest, latest})
        if (std::find(all.begin(), all.end(), cut) == all.end()) all.push_back(cut);
    return all;
}

// The shift in each way to part its windows from the one `at` on; none if there is no way.
std::vector<ShiftForm> parted(const ShiftForm& form, std::size_t at) {
    if (at >= form.breaks.size()) return {form};
    const BreakWindow &one = form.breaks[at - 1], &next = form.breaks[at];
    if (one.last + one.length <= next.first) return parted(form, at + 1);
    std::vector<ShiftForm> forms;
    for (const int cut : cuts(one, next)) {
        ShiftForm way = form;
        way.breaks[at - 1].last = std::min(one.last, cut - one.length);
        way.breaks[at].first = std::max(next.first, cut);
        for (ShiftForm& rest : parted(way, at + 1)) forms.push_back(std::move(rest));
    }
    return forms;
}

// In each order in which the breaks from `at` on can follow each other, by time first; where no windows overlap there is one.
void add_orders(const ShiftForm& form, std::size_t at, std::vector<ShiftForm>& ways) {
    if (at + 1 >= form.breaks.size()) {
        for (ShiftForm& way : parted(form, 1))
            if (ways.size() < ways_max) ways.push_back(std::move(way));
        return;
    }
    for (std::size_t next = at; next < form.breaks.size() && ways.size() < ways_max; ++next) {
        const BreakWindow& one = form.breaks[next];
        const bool can_lead =
            std::all_of(form.breaks.begin() + static_cast<std::ptrdiff_t>(at), form.breaks.end(),
                        [&](const BreakWindow& other) { return other.rule == one.rule || one.first + one.length <= other.last; });
        if (!can_lead) continue;
        ShiftForm order = form;
        std::rotate(order.breaks.begin() + static_cast<std::ptrdiff_t>(at),
                    order.breaks.begin() + static_cast<std::ptrdiff_t>(next),
                    order.breaks.begin() + static_cast<std::ptrdiff_t>(next + 1));
        add_orders(order, at + 1, ways);
    }
}

std::vector<ShiftForm> with_breaks(const RosterTask& task, ShiftForm form, int day, double slot_s, bool every_order) {
    for (Index rule = 0; rule < task.rules.breaks.size(); ++rule)
        if (const auto window = window_of(task.rules.breaks[rule], rule, form, day, slot_s)) form.breaks.push_back(*window);
    std::stable_sort(form.breaks.begin(), form.breaks.end(),
                     [](const BreakWindow& one, const BreakWindow& other) { return one.first < other.first; });
    form.work_s = (form.until - form.from) * slot_s;
    for (const BreakWindow& window : form.breaks)
        if (!task.rules.breaks[window.rule].paid) form.work_s -= window.length * slot_s;
    std::vector<ShiftForm> ways = every_order ? std::vector<ShiftForm>() : parted(form, 1);
    if (ways.empty()) add_orders(form, 0, ways);
    return ways;
}

// ---- shifts
void add_form(const RosterTask& task, RosterFrame& frame, int day, Index kind, double begin_s, double length_s,
              bool every_order) {
    const double less_s = less_on(task, day);
    const double length = length_s > short_shift_s ? std::max(length_s - less_s, frame.slot_s) : length_s;
    const int from = slots_in(day_s * day + begin_s, frame.slot_s);
    const ShiftForm form{.kind = kind, .from = from, .until = from + slots_in(length, frame.slot_s), .work_s = 0, .breaks = {}};
    const auto ways = with_breaks(task, form, day, frame.slot_s, every_order);
    if (ways.empty()) {
        if (frame.troubles.empty())
            frame.troubles.push_back(fmt::format("breaks that do not fit into a shift of {:g} h", length / 3600));
        return;
    }
    if (ways.front().work_s > task.rules.limits.day_max_s - less_s + 1e-6) return;
    bool useful = false;
    for (const auto& needed : frame.needed)
        for (int slot = form.from; slot < std::min(form.until, frame.slots); ++slot) useful = useful || needed[slot] > 0;
    if (!useful) return;
    frame.nights = frame.nights || form.until * frame.slot_s > day_s * (day + 1) + 1e-6;
    frame.parted = frame.parted || ways.size() > 1;
    for (const ShiftForm& way : ways) frame.forms[static_cast<std::size_t>(day)].push_back(way);
}

void add_forms_of(const RosterTask& task, RosterFrame& frame, int day, bool every_order) {
    const auto weekday = std::chrono::weekday(task.dates.days[static_cast<std::size_t>(day)]).c_encoding();
    for (Index kind = 0; kind < task.rules.shifts.size(); ++kind) {
        const ShiftKind& one = task.rules.shifts[kind];
        if (!one.days[weekday]) continue;
        for (double begin_s = one.first_s; begin_s <= one.last_s + 1; begin_s += one.step_s)
            for (const double length_s : one.lengths_s) add_form(task, frame, day, kind, begin_s, length_s, every_order);
    }
}

// Every order of overlapping breaks where that leaves few forms; else the order of their windows, unless only another will do.
void add_forms(const RosterTask& task, RosterFrame& frame) {
    frame.forms.resize(task.dates.days.size());
    for (int day = 0; day < static_cast<int>(task.dates.days.size()); ++day) {
        auto& forms = frame.forms[static_cast<std::size_t>(day)];
        add_forms_of(task, frame, day, true);
        if (forms.size() <= forms_ordered_max) continue;
        forms.clear();
        add_forms_of(task, frame, day, false);
    }
}

// ---- need, people, weeks
void add_need(const RosterTask& task, RosterFrame& frame) {
    frame.slots = slots_in(day_s * static_cast<double>(task.dates.days.size() + 1), frame.slot_s);
    frame.needed.assign(task.need.posts.size(), std::vector<int>(static_cast<std::size_t>(frame.slots), 0));
    frame.beyond = frame.needed;
    for (const NeedSpan& span : task.need.spans) {
        const std::string& post = task.need.posts[span.post];
        const auto limit = task.rules.counters.find(post.substr(0, post.find('/')));
        const int desks = limit == task.rules.counters.end() ? span.agents : std::min(span.agents, limit->second);
        for (int slot = slots_in(span.from_s, frame.slot_s); slot < slots_in(span.until_s, frame.slot_s); ++slot) {
            frame.needed[span.post][static_cast<std::size_t>(slot)] = desks;
            frame.beyond[span.post][static_cast<std::size_t>(slot)] = span.agents - desks;
        }
    }
}

std::vector<bool> guild_of(const RosterTask& task, const Employee& person) {
    std::vector<bool> can(task.need.posts.size());
    for (std::size_t post = 0; post < can.size(); ++post) {
        const std::string& name = task.need.posts[post];
        const std::string station = name.substr(0, name.find('/'));
        can[post] = person.skills.empty() || name.empty() ||
                    std::any_of(person.skills.begin(), person.skills.end(),
                                [&](const std::string& skill) { return skill == name || skill == station; });
    }
    return can;
}

void add_teams(const RosterTask& task, RosterFrame& frame) {
    std::map<std::vector<bool>, Index> guilds;
    std::map<std::pair<Index, Index>, Index> teams;
    for (Index person = 0; person < task.rules.people.size(); ++person) {
        const auto can = guild_of(task, task.rules.people[person]);
        const auto [guild, fresh] = guilds.emplace(can, static_cast<Index>(frame.guilds.size()));
        if (fresh) frame.guilds.push_back(can);
        const Index contract = task.rules.people[person].contract;
        const auto [team, other] = teams.emplace(std::pair{contract, guild->second}, static_cast<Index>(frame.teams.size()));
        if (other) frame.teams.push_back({contract, guild->second, {}});
        frame.teams[team->second].members.push_back(person);
    }
}

}  // namespace

bool RosterFrame::allows(const RosterTask& task, Index team, const ShiftForm& form) const {
    const auto& kinds = task.rules.contracts[teams[team].contract].shifts;
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), form.kind) != kinds.end();
}

double slot_of(const RosterTask& task) {
    long step = 0;
    const auto add = [&](double time_s) { step = std::gcd(step, std::lround(time_s)); };
    for (const NeedSpan& span : task.need.spans) {
        add(span.from_s);
        add(span.until_s);
    }
    for (const ShiftKind& kind : task.rules.shifts) {
        add(kind.first_s);
        if (kind.last_s > kind.first_s) add(kind.step_s);
        for (const double length_s : kind.lengths_s) add(length_s);
    }
    for (const BreakRule& rule : task.rules.breaks) {
        add(rule.from_s);
        add(rule.until_s);
        add(rule.length_s);
    }
    for (const ShortDays& season : task.rules.seasons) add(season.less_s);
    return step == 0 ? 1800.0 : static_cast<double>(step);
}

RosterFrame frame_of(const RosterTask& task) {
    RosterFrame frame;
    frame.slot_s = slot_of(task);
    add_need(task, frame);
    add_forms(task, frame);
    add_teams(task, frame);
    for (int day = 0; day < static_cast<int>(task.dates.days.size()); ++day) {
        if (day % 7 == 0) frame.weeks.emplace_back();
        frame.weeks.back().push_back(day);
    }
    return frame;
}

double less_on(const RosterTask& task, int day) {
    const auto date = task.dates.days[static_cast<std::size_t>(day)];
    double less_s = 0;
    for (const ShortDays& season : task.rules.seasons)
        if (season.from <= date && date <= season.until) less_s = std::max(less_s, season.less_s);
    return less_s;
}

double week_part(const RosterTask& task, const std::vector<int>& days) {
    double part = 0;
    for (const int day : days) part += 1 - less_on(task, day) / task.rules.limits.day_max_s;
    return std::max(0.0, part / static_cast<double>(days.size()));
}

bool free_on(const RosterTask& task, const Employee& person, int day) {
    return !std::binary_search(person.unavailable.begin(), person.unavailable.end(),
                               task.dates.days[static_cast<std::size_t>(day)]);
}

int days_most(const RosterTask& task, const std::vector<int>& week, const Employee& person) {
    const auto free = std::count_if(week.begin(), week.end(), [&](int day) { return free_on(task, person, day); });
    return std::min(static_cast<int>(free), 7 - task.rules.limits.days_off_min);
}

bool is_weekend(const RosterTask& task, int day) {
    const auto weekday = std::chrono::weekday(task.dates.days[static_cast<std::size_t>(day)]).c_encoding();
    return task.rules.fairness.weekend_days[weekday];
}

bool is_late(const RosterTask& task, double from_s) { return std::fmod(from_s, day_s) >= task.rules.fairness.late_from_s - 1e-6; }

double pay_of(const RosterTask& task, Index contract, const ShiftForm& form) {
    return form.work_s / 3600 * task.rules.contracts[contract].hour + task.rules.shifts[form.kind].cost;
}

}  // namespace counterless
