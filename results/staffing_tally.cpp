#include "results/staffing_tally.hpp"

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "results/staffing_judge.hpp"

namespace counterless {
namespace {
constexpr double after_closing_s = 6 * 3600;  // somebody stays so long for those inside
}  // namespace

StaffingTally::StaffingTally(const Scenario& scenario, const StaffingTask& task, const Agents& agents, bool by_day)
    : scenario_(scenario),
      task_(task),
      agents_(agents),
      days_(by_day ? scenario.calendar.days.size() : 1),
      asked_(scenario.stations.size()),
      posts_(scenario.stations.size()),
      strictest_s_(scenario.stations.size(), infinite),
      held_(task.posts.size()),
      counts_work_(agents.empty()),
      intervals_a_day_(static_cast<std::uint32_t>(std::lround(day_s / task.timetable.interval_s))),
      warmup_s_(scenario.study.warmup_s) {
    const std::size_t cells = task.timetable.cells(), places = task.posts.size() * cells;
    for (Lived& day : days_)
        day = {.part = std::vector<double>(pairs_of(task)),
               .whole = std::vector<double>(pairs_of(task)),
               .came = std::vector<double>(places),
               .missed = std::vector<double>(places),
               .busy_s = std::vector<double>(places),
               .open_s = std::vector<double>(cells)};
    for (std::size_t post = 0; post < task.posts.size(); ++post) posts_[task.posts[post].station].push_back(post);
    const auto offsets = offsets_of(task);
    for (std::size_t at = 0; at < task.aims.size(); ++at) {
        const Aim& aim = task.aims[at];
        counts_work_ = counts_work_ || aim.kind == AimKind::occupancy;
        const Asked asked{aim.kind, aim.within_s, aim.each_interval, offsets[at]};
        if (is_of_the_day(aim.kind) || aim.kind == AimKind::occupancy) {
            of_the_day_.push_back(asked);
            continue;
        }
        const bool timed = aim.kind == AimKind::level_offered || aim.kind == AimKind::level_served;
        for (const Index station : scenario.centres[task.centre].path) {
            if (task.stations[at] != none && task.stations[at] != station) continue;
            asked_[station].push_back(asked);
            strictest_s_[station] = std::min(strictest_s_[station], timed ? aim.within_s : 0);
        }
    }
    for (const Day& day : scenario.calendar.days) rows_.push_back(task.timetable.row[static_cast<std::size_t>(day.weekday)]);
    for (const OpenInterval& open : scenario.centres[task.centre].open) {
        if (reopens_s_.size() < closings_s_.size()) reopens_s_.push_back(open.open_s);
        if (open.close_s < scenario.study.horizon_s) closings_s_.push_back(open.close_s);
    }
    reopens_s_.resize(closings_s_.size(), scenario.study.horizon_s);
    if (!closings_s_.empty()) somebody_came_.resize(static_cast<std::size_t>(closings_s_.back() / day_s) + 1);
    measure_opening_hours();
}

// Asked several times of every customer, so without a rounding of days: intervals are whole parts of a day, and it is mostly the
// day of before.
std::uint32_t StaffingTally::go_to_day(double time_s) {
    const auto intervals = static_cast<std::uint32_t>(time_s / task_.timetable.interval_s);  // no time is below 0
    if (intervals - midnight_ >= intervals_a_day_) day_ = intervals / intervals_a_day_, midnight_ = day_ * intervals_a_day_;
    return intervals;
}
std::size_t StaffingTally::cell_of(double time_s) {
    const std::uint32_t interval = go_to_day(time_s) - midnight_;
    if (interval < task_.timetable.first || interval >= task_.timetable.first + task_.timetable.count) return nowhere;
    const int row = day_ < rows_.size() ? rows_[day_] : 0;
    return static_cast<std::size_t>(row) * task_.timetable.count + interval - task_.timetable.first;
}

std::size_t StaffingTally::post_of(Index station, Index pool) const {
    const std::vector<std::size_t>& here = posts_[station];
    if (here.empty()) return nowhere;
    return pool < here.size() ? here[pool] : here.front();
}

void StaffingTally::count(const Asked& aim, std::size_t cell, double part, double whole) {
    if (aim.each && cell == nowhere) return;
    const std::size_t place = aim.offset + (aim.each ? cell : 0);
    Lived& lived = today();
    lived.part[place] += part;
    lived.whole[place] += whole;
}

void StaffingTally::count_came(double now_s, const Person& person) {
    if (now_s < warmup_s_) return;
    const std::size_t cell = cell_of(now_s);
    if (day_ < somebody_came_.size()) somebody_came_[day_] = 1;
    for (const Asked& aim : asked_[person.station])
        if (aim.kind == AimKind::level_offered || aim.kind == AimKind::abandonment) count(aim, cell, 0, 1);
    if (cell == nowhere) return;
    for (const std::size_t post : posts_[person.station]) {
        ++today().came[post * task_.timetable.cells() + cell];
        ++today().missed[post * task_.timetable.cells() + cell];
    }
}

void StaffingTally::arrived(double now_s, const Person& person) { count_came(now_s, person); }
void StaffingTally::refused(double now_s, const Person& person, Refusal) { count_came(now_s, person); }

void StaffingTally::began(double now_s, const Person& person, double waited_s) {
    const double arrived_s = now_s - waited_s;
    if (arrived_s < warmup_s_) return;
    const std::size_t cell = cell_of(arrived_s);
    for (const Asked& aim : asked_[person.station]) {
        if (aim.kind == AimKind::level_offered) count(aim, cell, waited_s <= aim.within_s, 0);
        if (aim.kind == AimKind::level_served) count(aim, cell, waited_s <= aim.within_s, 1);
        if (aim.kind == AimKind::wait_mean) count(aim, cell, waited_s, 1);
        if (aim.kind == AimKind::wait_probability) count(aim, cell, waited_s > 0, 1);
    }
    if (cell == nowhere || waited_s > strictest_s_[person.station]) return;
    for (const std::size_t post : posts_[person.station]) --today().missed[post * task_.timetable.cells() + cell];
}

void StaffingTally::reneged(double now_s, const Person& person, double waited_s) {
    if (now_s - waited_s < warmup_s_) return;
    for (const Asked& aim : asked_[person.station])
        if (aim.kind == AimKind::abandonment) count(aim, cell_of(now_s - waited_s), 1, 0);
}

void StaffingTally::ended(double now_s, const Person& person, double, double served_s) {
    if (const std::size_t post = post_of(person.station, person.pool); post != nowhere) work(post, now_s - served_s, now_s, 1);
}
void StaffingTally::dropped(double now_s, const Person& person, double, double served_s) {
    if (const std::size_t post = post_of(person.station, person.pool); post != nowhere) work(post, now_s - served_s, now_s, 1);
}

void StaffingTally::occupied(double now_s, Index station, Index pool, int agents) {
    const std::size_t post = post_of(station, pool);
    if (post == nowhere) return;
    work(post, held_[post].since_s, now_s, held_[post].agents);
    held_[post] = {static_cast<double>(agents), now_s};
}

// Split at the edges of the intervals; what lies outside the hours is overtime, which no interval's agents are asked for.
// Nobody asks for it once the load is known, but an occupancy.
void StaffingTally::work(std::size_t post, double from_s, double until_s, double agents) {
    if (!counts_work_) return;
    from_s = std::max(from_s, warmup_s_);
    if (agents <= 0) return;
    const double length_s = task_.timetable.interval_s;
    while (from_s < until_s) {
        const double edge_s = std::min(until_s, (std::floor(from_s / length_s + 1e-9) + 1) * length_s);
        const std::size_t cell = cell_of((from_s + edge_s) / 2);
        if (cell != nowhere) today().busy_s[post * task_.timetable.cells() + cell] += agents * (edge_s - from_s);
        from_s = edge_s;
    }
}

void StaffingTally::count_closing(double closed_s, double overtime_s) {
    go_to_day(closed_s - 1);
    for (const Asked& aim : of_the_day_) {
        if (aim.kind == AimKind::overtime) count(aim, 0, overtime_s, 1);
        if (aim.kind == AimKind::last_out) count(aim, 0, overtime_s <= aim.within_s, 1);
    }
}

// After closings before `until_s` the centre never emptied, once somebody had come: nobody went home before it opened again, from
// when on it was no overtime.
void StaffingTally::count_closings_missed(double until_s, double now_s) {
    bool inside = false;
    for (; closings_counted_ < closings_s_.size() && closings_s_[closings_counted_] < until_s; ++closings_counted_) {
        const double closed_s = closings_s_[closings_counted_], over_s = std::min(now_s, reopens_s_[closings_counted_]);
        const auto day = static_cast<std::size_t>((closed_s - 1) / day_s);
        inside = inside || (day < somebody_came_.size() && somebody_came_[day] != 0);
        if (closed_s >= warmup_s_ && inside) count_closing(closed_s, std::max(over_s - closed_s, 0.0));
    }
}

void StaffingTally::centre_emptied(double now_s, Index centre, double overtime_s) {
    if (centre != task_.centre || of_the_day_.empty()) return;
    const double closed_s = now_s - overtime_s;
    count_closings_missed(closed_s - 1, now_s);
    if (closings_counted_ < closings_s_.size()) ++closings_counted_;
    if (now_s >= warmup_s_) count_closing(closed_s, overtime_s);
}

void StaffingTally::measure_opening_hours() {
    const double length_s = task_.timetable.interval_s, horizon_s = scenario_.study.horizon_s;
    const Centre& centre = scenario_.centres[task_.centre];
    std::vector<OpenInterval> open = centre.open;
    if (centre.always_open) open = {{0, horizon_s}};
    for (const OpenInterval& one : open) {
        double from_s = std::max(one.open_s, warmup_s_);
        const double until_s = std::min(one.close_s, horizon_s);
        if (from_s >= until_s) continue;
        go_to_day((from_s + until_s) / 2);
        today().days += centre.always_open ? (until_s - from_s) / day_s : 1;
        while (from_s < until_s) {
            const double edge_s = std::min(until_s, (std::floor(from_s / length_s + 1e-9) + 1) * length_s);
            if (const std::size_t cell = cell_of((from_s + edge_s) / 2); cell != nowhere) today().open_s[cell] += edge_s - from_s;
            from_s = edge_s;
        }
    }
}

// Of the agents on duty in the hours, of all posts that the aim is about.
void StaffingTally::count_occupancy(Lived& day) const {
    const std::size_t cells = task_.timetable.cells();
    std::size_t offset = 0;
    for (std::size_t at = 0; at < task_.aims.size(); ++at) {
        const Aim& aim = task_.aims[at];
        for (std::size_t post = 0; aim.kind == AimKind::occupancy && post < task_.posts.size(); ++post) {
            if (task_.stations[at] != none && task_.posts[post].station != task_.stations[at]) continue;
            for (std::size_t cell = 0; cell < cells; ++cell) {
                const double busy_s = day.busy_s[post * cells + cell];
                const double agents = agents_.empty() ? busy_s > 0 : agents_[post][cell];
                const std::size_t place = offset + (aim.each_interval ? cell : 0);
                day.part[place] += std::min(busy_s, agents * day.open_s[cell]);
                day.whole[place] += agents * day.open_s[cell];
            }
        }
        offset += aim.each_interval ? cells : 1;
    }
}

void StaffingTally::finished(double now_s, Ending, StillInside still) {
    for (std::size_t post = 0; post < held_.size(); ++post) work(post, held_[post].since_s, now_s, held_[post].agents);
    if (still.visits > 0) count_closings_missed(now_s, now_s);
    for (Lived& day : days_) count_occupancy(day);
}

// ---- agents on duty
// -------------------------------------------------------------------------------------------------------------

namespace {

// How many from one instant to the next, interval by interval while the centre is open; equal neighbours are one.
std::vector<Duty> steps_of(const Scenario& scenario, const StaffingTask& task, const std::vector<int>& agents) {
    std::vector<Duty> steps;
    const Centre& centre = scenario.centres[task.centre];
    const double length_s = task.timetable.interval_s, horizon_s = scenario.study.horizon_s;
    std::vector<OpenInterval> open = centre.open;
    if (centre.always_open) open = {{0, horizon_s}};
    for (const OpenInterval& one : open) {
        double from_s = std::max(one.open_s, 0.0);
        while (from_s < std::min(one.close_s, horizon_s)) {
            const double edge_s = std::min({one.close_s, horizon_s, (std::floor(from_s / length_s + 1e-9) + 1) * length_s});
            const double middle_s = (from_s + edge_s) / 2, midnight_s = std::floor(middle_s / day_s) * day_s;
            const auto day = static_cast<std::size_t>(middle_s / day_s);
            const bool known = day < scenario.calendar.days.size();
            const auto row = known ? task.timetable.row[static_cast<std::size_t>(scenario.calendar.days[day].weekday)] : 0;
            const auto interval = static_cast<std::size_t>((middle_s - midnight_s) / length_s) - task.timetable.first;
            const int number = agents[static_cast<std::size_t>(row) * task.timetable.count + interval];
            if (!steps.empty() && steps.back().until_s == from_s && steps.back().agents == number)
                steps.back().until_s = edge_s;
            else
                steps.push_back({from_s, edge_s, number, {}});
            from_s = edge_s;
        }
    }
    return steps;
}

// Those who are inside at closing are served by the last on duty.
std::vector<Duty> duties_of(std::vector<Duty> steps, double horizon_s) {
    for (std::size_t at = 0; at < steps.size(); ++at) {
        const double next_s = at + 1 < steps.size() ? steps[at + 1].from_s : horizon_s;
        if (steps[at].until_s < next_s) steps[at].until_s = std::min(steps[at].until_s + after_closing_s, next_s);
    }
    std::erase_if(steps, [](const Duty& duty) { return duty.agents == 0; });
    return steps;
}

void put_on_duty(Station& station, Pool& pool, const std::vector<Duty>& duties) {
    pool.one_crew = station.lines == LinesPer::station;
    pool.absence = 0;
    pool.duties = duties;
    pool.agents = 0;
    int most = station.agents == unlimited ? 0 : station.agents;
    for (const Duty& duty : duties) most = std::max(most, duty.agents);
    station.agents = most;
}

void have_no_limit(Station& station) {
    station.pools.clear();
    station.agents = unlimited;
    station.lines = LinesPer::station;
}

}  // namespace

Crew put_on_duty(const Scenario& scenario, const StaffingTask& task, const Agents& agents) {
    Crew crew;
    const auto own = [&]() -> Scenario& {
        if (!crew.scenario) crew.scenario = std::make_shared<Scenario>(scenario);
        return *crew.scenario;
    };
    for (std::size_t at = 0; at < task.posts.size(); ++at) {
        const Post& post = task.posts[at];
        if (agents.empty()) {
            have_no_limit(own().stations[post.station]);
            continue;
        }
        const std::vector<Duty> steps = steps_of(scenario, task, agents[at]);
        if (scenario.stations[post.station].pools.empty()) {
            for (const Duty& step : steps) crew.changes.push_back({step.from_s, post.station, step.agents});
            continue;
        }
        Station& station = own().stations[post.station];
        put_on_duty(station, station.pools[post.pool], duties_of(steps, scenario.study.horizon_s));
    }
    std::stable_sort(crew.changes.begin(), crew.changes.end(),
                     [](const Change& one, const Change& other) { return one.from_s < other.from_s; });
    return crew;
}

}  // namespace counterless
