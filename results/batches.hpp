// results/batches.hpp: one long run instead of many: what follows the warm-up is cut into batches of equal length, and each
// batch plays the part of a replication (batch means; Law 2015, section 9.5.3; ratios of totals with the jackknife as
// everywhere). That is sound where batches are so long that they hardly know of each other: their lag-1 autocorrelation is told,
// with a warning. A person counts in the batch in which it was known: who came in one and began in the next has his coming in the
// one and his wait in the other, a bias of the order of one wait in a batch. Tested in tests/results/batches_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "results/tally.hpp"

namespace counterless {

// Stands before the tally: looks at the clock, then passes on what it hears.
class Batches final : public Recorder {
  public:
    Batches(const Scenario& scenario, const Layout& layout, std::uint32_t replication);
    // Precondition: `finished` was heard. One a batch, in order.
    std::vector<Summary> take() { return std::move(done_); }

    void arrived(double now_s, const Person& person) override { at(now_s).arrived(now_s, person); }
    void began(double now_s, const Person& person, double waited_s) override { at(now_s).began(now_s, person, waited_s); }
    void interrupted(double now_s, const Person& person) override { at(now_s).interrupted(now_s, person); }
    void resumed(double now_s, const Person& person) override { at(now_s).resumed(now_s, person); }
    void ended(double now_s, const Person& person, double waited_s, double served_s) override {
        at(now_s).ended(now_s, person, waited_s, served_s);
    }
    void dropped(double now_s, const Person& person, double waited_s, double served_s) override {
        at(now_s).dropped(now_s, person, waited_s, served_s);
    }
    void reneged(double now_s, const Person& person, double waited_s) override { at(now_s).reneged(now_s, person, waited_s); }
    void moved(double now_s, const Person& person, double waited_s, Unserved why) override {
        at(now_s).moved(now_s, person, waited_s, why);
    }
    void refused(double now_s, const Person& person, Refusal why) override { at(now_s).refused(now_s, person, why); }
    void staffed(double now_s, Index station, Index pool, int agents, int paid) override {
        at(now_s).staffed(now_s, station, pool, agents, paid);
    }
    void occupied(double now_s, Index station, Index pool, int agents) override {
        at(now_s).occupied(now_s, station, pool, agents);
    }
    void need_arose(double now_s, Index service, Index segment) override { at(now_s).need_arose(now_s, service, segment); }
    void centre_emptied(double now_s, Index centre, double overtime_s) override {
        at(now_s).centre_emptied(now_s, centre, overtime_s);
    }
    void visit_began(double now_s, std::uint64_t visit, Index centre, Index segment, Index klass, Index service) override {
        at(now_s).visit_began(now_s, visit, centre, segment, klass, service);
    }
    void visit_ended(const VisitRecord& visit) override { at(visit.left_s).visit_ended(visit); }
    void attempt_ended(const AttemptRecord& attempt) override { at(attempt.ended_s).attempt_ended(attempt); }
    void transaction_ended(const TransactionRecord& transaction) override {
        at(transaction.time_s).transaction_ended(transaction);
    }
    void worked(double now_s, Index tier, double core_seconds) override { at(now_s).worked(now_s, tier, core_seconds); }
    void transferred(double now_s, Index link, double bytes) override { at(now_s).transferred(now_s, link, bytes); }
    void messaged(double now_s, Index tier, double waited_s) override { at(now_s).messaged(now_s, tier, waited_s); }
    void message_lost(double now_s, Index tier) override { at(now_s).message_lost(now_s, tier); }
    void hosts_on(double now_s, Index tier, int hosts) override { at(now_s).hosts_on(now_s, tier, hosts); }
    void consumed(double from_s, double until_s, Index tier, Index site, double joules) override {
        at(from_s).consumed(from_s, until_s, tier, site, joules);  // read at the edges of batches too
    }
    void pausing(double now_s, int customers) override { at(now_s).pausing(now_s, customers); }
    void case_opened(double now_s, Index back_office, Index service) override {
        at(now_s).case_opened(now_s, back_office, service);
    }
    void case_ended(const CaseRecord& one) override { at(one.ended_s).case_ended(one); }
    void told(double now_s, Index initiative, double sent, double read) override {
        at(now_s).told(now_s, initiative, sent, read);
    }
    void finished(double now_s, Ending ending, StillInside inside) override;

  private:
    Tally& at(double now_s) {
        while (now_s >= edge_s_) cut();
        return tally_;
    }
    void cut();

    Tally tally_;
    double warmup_s_, length_s_, edge_s_;
    std::size_t batches_;
    std::uint32_t replication_;
    std::vector<Summary> done_;
};

// The batches of one run as one summary, for the pipe and the database, and back.
Summary joined(std::vector<Summary> batches);
std::vector<Summary> separated(const Summary& run, std::size_t batches);

// Lag-1 autocorrelation of a ratio over successive batches, averaged over runs of `batches` each; absent without data.
std::optional<double> autocorrelation_of_batches(const Measure& measure, std::span<const Summary> summaries, std::size_t batches);
// Beyond what independent batches would show with chance 5 %.
bool is_suspicious(double autocorrelation, std::size_t batches, std::size_t runs);

}  // namespace counterless
