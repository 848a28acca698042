// sim/demand_moved.cpp: who comes on another day than his own: before an initiative begins instead of during it (the
// announcement's pull-forward), or on the next working day where needs of closed days wait. On the first of the days before it
// the planner looks ahead: it walks the needs of the initiative's own days with luck of its own, finds those that would come to a
// counter, and draws who of them comes earlier and on which day. When their own day is walked they are passed over. So nobody is
// made up: the same needs, moved, and the sum over both spans stays.
#include <algorithm>

#include "sim/demand.hpp"

namespace counterless {

void Planner::list_pulls() {
    for (Index number = 0; number < scenario_.initiatives.size(); ++number) {
        const Initiative& one = scenario_.initiatives[number];
        if (one.pulled_forward <= 0 || one.pulled_days <= 0) continue;
        Pull pull{.initiative = number, .onto = {}, .from = {}};
        for (std::size_t day = 0; day < scenario_.calendar.days.size(); ++day) {
            const Day& that = scenario_.calendar.days[day];
            if (!that.working) continue;
            if (that.start_s < one.from_s) pull.onto.push_back(day);
            if (that.start_s >= one.from_s && that.start_s < one.until_s) pull.from.push_back(day);
        }
        const auto kept = std::min<std::size_t>(pull.onto.size(), static_cast<std::size_t>(one.pulled_days));
        pull.onto.erase(pull.onto.begin(), pull.onto.end() - static_cast<std::ptrdiff_t>(kept));
        if (!pull.onto.empty()) pulls_.push_back(std::move(pull));
    }
}

void Planner::look_ahead(const Pull& pull) {
    const Initiative& initiative = scenario_.initiatives[pull.initiative];
    const Luck ahead = luck_.aside();
    Offers offers(scenario_, choices_, knobs_);
    offers.look_at(scenario_.calendar.days[pull.onto.front()].start_s);  // he decides now, as things stand now
    std::vector<std::uint64_t> going;
    for (const std::size_t day : pull.from) {
        const double busy = busy_on(day, ahead);
        for (Index segment = 0; segment < visits_.size(); ++segment)
            walk(ahead, offers, segment, day, busy, [&](const Need& need) {
                if (need.way != Way::counter || !initiative.covers(need.service, need.segment) || came_before(need.who)) return;
                const Uniforms drawn = luck_.at(Purpose::pulled, need.who, pull.initiative);
                if (drawn.u >= initiative.pulled_forward) return;
                const auto place = static_cast<std::size_t>(drawn.v * static_cast<double>(pull.onto.size()));
                moved_.push_back({pull.onto[place], need});
                going.push_back(need.who);
            });
    }
    gone_.insert(gone_.end(), going.begin(), going.end());
    std::sort(gone_.begin(), gone_.end());
}

void Planner::wait_for_open_day(const Need& need) {
    const auto& days = scenario_.calendar.days;
    std::size_t day = need.day + 1;
    while (day < days.size() && !days[day].working) ++day;
    if (day < days.size()) moved_.push_back({day, need});  // else the study ends before the doors open
}

// Each comes alone, at the time of day at which he would have come.
void Planner::plan_moved(std::size_t day) {
    bool some = false;
    for (const Moved& one : moved_) {
        if (one.onto != day) continue;
        Need need = one.need;
        need.day = day;
        some = true;
        if (need.way == Way::counter && offers_.of(need.segment, need.service).mandated) {  // on that day he has no choice
            plan_digital(need, channel_for(need.segment, need.service, need.u), How::moved);
            continue;
        }
        Party party;
        plan_visit(need, party);
    }
    if (!some) return;
    for (DayPlan& plan : visits_) plan.put_in_order();
    for (DayPlan& plan : digital_) plan.put_in_order();
    std::erase_if(moved_, [day](const Moved& one) { return one.onto <= day; });
}

}  // namespace counterless
