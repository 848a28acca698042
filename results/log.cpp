// results/log.cpp: from what happened to what a log calls it. Standard transitions: who joins a line is scheduled, who leaves it
// unserved withdraws; a service may be suspended, resumed, completed or aborted; who is not let in is skipped by the house, who
// does not want to join skips himself.
#include "results/log.hpp"

#include <algorithm>

namespace counterless {

void Log::tell(double now_s, const Person& person, Lifecycle lifecycle, LogDetail detail) {
    LogEvent event{.time_s = now_s,
                   .number = person.visit,
                   .activity = person.station,
                   .pool = person.pool,
                   .agent = person.agent,
                   .klass = person.klass,
                   .segment = none,
                   .service = none,
                   .lifecycle = lifecycle,
                   .detail = detail};
    if (!scenario_.segments.empty() || !scenario_.services.empty()) {
        const auto visit = inside_.find(person.visit);
        if (visit != inside_.end()) event.segment = visit->second.segment, event.service = visit->second.service;
    }
    writer_.write(event);
}

void Log::arrived(double now_s, const Person& person) { tell(now_s, person, Lifecycle::schedule); }
void Log::began(double now_s, const Person& person, double) { tell(now_s, person, Lifecycle::start); }
void Log::interrupted(double now_s, const Person& person) { tell(now_s, person, Lifecycle::suspend); }
void Log::resumed(double now_s, const Person& person) { tell(now_s, person, Lifecycle::resume); }
void Log::ended(double now_s, const Person& person, double, double) { tell(now_s, person, Lifecycle::complete); }
void Log::dropped(double now_s, const Person& person, double, double) {
    tell(now_s, person, Lifecycle::ate_abort, LogDetail::dropped);
}
void Log::reneged(double now_s, const Person& person, double) { tell(now_s, person, Lifecycle::withdraw, LogDetail::gave_up); }
void Log::moved(double now_s, const Person& person, double, Unserved why) {
    tell(now_s, person, Lifecycle::withdraw, why == Unserved::closed ? LogDetail::closed : LogDetail::moved);
}

void Log::refused(double now_s, const Person& person, Refusal why) {
    if (why == Refusal::balked) return tell(now_s, person, Lifecycle::manualskip, LogDetail::balked);
    const LogDetail detail = why == Refusal::full     ? LogDetail::full
                             : why == Refusal::closed ? LogDetail::closed
                                                      : LogDetail::unstaffed;
    tell(now_s, person, Lifecycle::autoskip, detail);
}

void Log::visit_began(double now_s, std::uint64_t visit, Index centre, Index segment, Index klass, Index service) {
    inside_[visit] = {now_s, centre, segment, klass, service};
}

void Log::visit_ended(const VisitRecord& visit) {
    constexpr const char* ends[] = {"served", "taught", "gave_up", "refused", "returns"};
    const auto known = inside_.find(visit.visit);
    const Index service = known != inside_.end() ? known->second.service : none;
    writer_.write(LogCase{visit.visit, visit.arrived_s, visit.left_s, visit.waited_s, visit.centre, visit.segment, visit.klass,
                          service, ends[static_cast<std::size_t>(visit.end)]});
    if (known != inside_.end()) inside_.erase(known);
}

// Told when it ends, so its start stands behind later events in the file. What an agent does for the customer at his desk belongs
// to the visit.
void Log::attempt_ended(const AttemptRecord& attempt) {
    const auto channel = static_cast<Index>(scenario_.stations.size()) + attempt.channel;
    LogEvent event{.time_s = attempt.began_s,
                   .number = attempt.visit != 0 ? attempt.visit : attempt.number,
                   .activity = channel,
                   .pool = none,
                   .agent = none,
                   .klass = none,
                   .segment = attempt.segment,
                   .service = attempt.service,
                   .lifecycle = Lifecycle::start,
                   .attempt = attempt.visit == 0,
                   .more = attempt.again};
    writer_.write(event);
    event.time_s = attempt.ended_s;
    event.lifecycle = attempt.failed() ? Lifecycle::ate_abort : Lifecycle::complete;
    event.detail = attempt.failed() ? LogDetail::failed : LogDetail::nothing;
    writer_.write(event);
}

// Those still inside, in the order in which they came.
void Log::finished(double now_s, Ending, StillInside) {
    std::vector<std::pair<std::uint64_t, Inside>> left(inside_.begin(), inside_.end());
    std::sort(left.begin(), left.end(), [](const auto& one, const auto& other) { return one.first < other.first; });
    for (const auto& [number, visit] : left)
        writer_.write(
            LogCase{number, visit.arrived_s, now_s, 0, visit.centre, visit.segment, visit.klass, visit.service, nullptr});
    writer_.close();
}

}  // namespace counterless
