// tests/sim/deaf.hpp: a recorder that hears nothing; tests override what they listen to.
#pragma once

#include "sim/record.hpp"

namespace counterless {

class Deaf : public Recorder {
  public:
    void arrived(double, const Person&) override {}
    void began(double, const Person&, double) override {}
    void interrupted(double, const Person&) override {}
    void resumed(double, const Person&) override {}
    void ended(double, const Person&, double, double) override {}
    void dropped(double, const Person&, double, double) override {}
    void reneged(double, const Person&, double) override {}
    void moved(double, const Person&, double, Unserved) override {}
    void refused(double, const Person&, Refusal) override {}
    void staffed(double, Index, Index, int, int) override {}
    void occupied(double, Index, Index, int) override {}
    void need_arose(double, Index, Index) override {}
    void centre_emptied(double, Index, double) override {}
    void visit_began(double, std::uint64_t, Index, Index, Index, Index) override {}
    void visit_ended(const VisitRecord&) override {}
    void attempt_ended(const AttemptRecord&) override {}
    void transaction_ended(const TransactionRecord&) override {}
    void worked(double, Index, double) override {}
    void transferred(double, Index, double) override {}
    void messaged(double, Index, double) override {}
    void message_lost(double, Index) override {}
    void hosts_on(double, Index, int) override {}
    void consumed(double, double, Index, Index, double) override {}
    void pausing(double, int) override {}
    void case_opened(double, Index, Index) override {}
    void case_ended(const CaseRecord&) override {}
    void finished(double, Ending, StillInside) override {}
};

}  // namespace counterless
