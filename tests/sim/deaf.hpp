// tests/sim/deaf.hpp: a recorder that hears nothing; tests override what they listen to.
#pragma once

#include "sim/record.hpp"

namespace counterless {

class Deaf : public Recorder {
  public:
    void arrived(double, Index) override {}
    void began(double, Index, double) override {}
    void ended(double, Index, double, double) override {}
    void reneged(double, Index, double) override {}
    void refused(double, Index, Refusal) override {}
    void staffed(double, Index, int) override {}
    void need_arose(double, Index, Index) override {}
    void centre_emptied(double, Index, double) override {}
    void visit_began(double, Index) override {}
    void visit_ended(const VisitRecord&) override {}
    void attempt_ended(const AttemptRecord&) override {}
    void transaction_ended(const TransactionRecord&) override {}
    void worked(double, Index, double) override {}
    void transferred(double, Index, double) override {}
    void finished(double, Ending, StillInside) override {}
};

}  // namespace counterless
