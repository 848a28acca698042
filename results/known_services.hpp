// results/known_services.hpp: how much longer services took than their laws expect. Each service is drawn when it begins,
// whatever happened before, so the sum of these differences at a station has mean 0 however long the lines are: a control variate
// that waits cannot spoil (a martingale; Wald's equation). Left out are services that may be interrupted, and those whose law is
// not one number beforehand (several transactions, setups, a platform in between). Those in service when a run begins and ends
// are cut out of the sum by its edges; in the mean they make up for each other, but for a run that begins empty and never closes:
// there about one service a busy counter is missing. Tested in tests/results/variance_test.cpp.
#pragma once

#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/record.hpp"

namespace counterless {

class KnownServices {
  public:
    explicit KnownServices(const Scenario& scenario);
    // Seconds beyond the mean of its law; 0 where that is not known.
    [[nodiscard]] double excess_s(const Person& person, double served_s) const;

  private:
    std::size_t classes_;
    std::vector<std::vector<double>> means_s_;  // by station, then pool and class; 0: not known
};

}  // namespace counterless
