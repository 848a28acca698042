// sim/back_office.hpp: which digital transactions a person must finish, and the cases that are open.
// When the machines are done with a transaction, one draw by the address of its need says whether it becomes a case and of which
// queue; how often it had been tried does not matter, and a larger share only adds to those who were cases before. The world
// sends the case through the stations of its centre and says when it is over: only then is the transaction completed.
// Tested in tests/sim/back_office_test.cpp; against theory in tests/oracle/back_office_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/luck.hpp"
#include "scenarios/scenario.hpp"
#include "sim/attempts.hpp"
#include "sim/slab.hpp"

namespace counterless {

struct Case {
    double opened_s;
    std::uint64_t who;  // address of the need
    Index back_office;
    Index service, segment, channel, centre, klass;  // of the attempt that the machines have done
};

class CaseBook {
  public:
    CaseBook(const Scenario& scenario, const Luck& luck);
    // Of which queue a completed attempt becomes a case; none: it is done.
    [[nodiscard]] Index queue_for(const Attempt& attempt) const;

    Slab<Case> open;

  private:
    struct Chance {
        Index back_office;
        double share;
    };
    const Scenario& scenario_;
    const Luck& luck_;
    std::vector<std::vector<Chance>> chances_;  // by service, and last of what has none
};

}  // namespace counterless
