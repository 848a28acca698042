// sim/meter.hpp: reads what the machines consume, of every tier and site, at every half-hour, at the end of the warm-up and at
// the edges of batches, so that no reading straddles what results are cut at. Each tier is read at the carrier whose channels use
// it: the pool reckons, SimGrid's host_energy plugin measures, and without contention work is spread evenly (sim/delay.hpp). A
// scenario without a power is not metered and pays nothing. Tested in tests/sim/meter_test.cpp.
#pragma once

#include <vector>

#include "sim/carrier.hpp"
#include "sim/record.hpp"

namespace counterless {

class Meter {
  public:
    Meter(const Scenario& scenario, EventQueue& events, Recorder& recorder, const std::vector<Carrier*>& carriers);
    void read(double now_s);  // meter_read

  private:
    struct Dial {  // hosts of one tier at one site
        Index tier, site;
        Carrier* carrier;
        std::vector<Index> hosts;
        double joules = 0;
    };
    void announce(double now_s);

    const Scenario& scenario_;
    EventQueue& events_;
    Recorder& recorder_;
    std::vector<Dial> dials_;
    std::vector<double> edges_s_;  // at which results are cut, beside the half-hours; sorted
    double read_s_ = 0;
};

}  // namespace counterless
