// results/log.hpp: who was where and when, for people who look at single customers and for process mining. A recorder that sits
// beside nothing else: the log is one replication lived through once more, so a run without a log pays nothing, and the same
// scenario and seed give the same bytes however the others were run. Each record becomes one event of the XES vocabulary
// (IEEE 1849-2016): case, activity, lifecycle, time, resource; the form (CSV, XES, SQLite) is a writer's business.
// Tested in tests/results/log_test.cpp; its cost in tests/bench/log_bench.cpp; the columns are in docs/reference/log.md.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "results/output_file.hpp"
#include "sim/record.hpp"

namespace counterless {

enum class Lifecycle : std::uint8_t { schedule, start, suspend, resume, complete, withdraw, ate_abort, autoskip, manualskip };
enum class LogDetail : std::uint8_t { nothing, gave_up, moved, full, closed, unstaffed, balked, dropped, failed };

struct LogEvent {
    double time_s;
    std::uint64_t number;  // of the visit or, among the attempts, of the attempt
    Index activity;        // a station, or stations + channel
    Index pool, agent, klass, segment, service;
    Lifecycle lifecycle;
    LogDetail detail = LogDetail::nothing;
    bool attempt = false;
    bool more = false;  // another try of the same need follows
};
struct LogCase {  // one visit, when it is over; `end` is absent while it is not
    std::uint64_t number;
    double arrived_s, left_s, waited_s;
    Index centre, segment, klass, service;
    const char* end;
};

class LogWriter {
  public:
    virtual ~LogWriter() = default;
    virtual void write(const LogEvent& event) = 0;
    virtual void write(const LogCase& visit) = 0;
    // The last word: after it the file is whole.
    virtual void close() = 0;
};

// By the ending of the name: .csv, .sqlite (or .db), .xes. Throws std::runtime_error when the file cannot be written; then, as
// after any other failure, nothing is left behind. `keep_going` is asked now and then; a no ends it by LogInterrupted.
bool is_log_name(const std::string& file);
struct LogInterrupted {};
std::unique_ptr<LogWriter> log_writer(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going);

class Log final : public Deaf {
  public:
    Log(const Scenario& scenario, LogWriter& writer) : scenario_(scenario), writer_(writer) {}

    void arrived(double now_s, const Person& person) override;
    void began(double now_s, const Person& person, double waited_s) override;
    void interrupted(double now_s, const Person& person) override;
    void resumed(double now_s, const Person& person) override;
    void ended(double now_s, const Person& person, double waited_s, double served_s) override;
    void dropped(double now_s, const Person& person, double waited_s, double served_s) override;
    void reneged(double now_s, const Person& person, double waited_s) override;
    void moved(double now_s, const Person& person, double waited_s, Unserved why) override;
    void refused(double now_s, const Person& person, Refusal why) override;
    void visit_began(double now_s, std::uint64_t visit, Index centre, Index segment, Index klass, Index service) override;
    void visit_ended(const VisitRecord& visit) override;
    void attempt_ended(const AttemptRecord& attempt) override;
    void finished(double now_s, Ending ending, StillInside inside) override;

  private:
    struct Inside {
        double arrived_s;
        Index centre, segment, klass, service;
    };
    void tell(double now_s, const Person& person, Lifecycle lifecycle, LogDetail detail = LogDetail::nothing);

    const Scenario& scenario_;
    LogWriter& writer_;
    std::unordered_map<std::uint64_t, Inside> inside_;  // by visit
};

}  // namespace counterless
