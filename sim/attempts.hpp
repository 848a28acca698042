// sim/attempts.hpp: one try on a smart channel, and what the customer does when it fails.
// An attempt is carried through its steps by the carrier of its channel's fidelity; then it either fails or completes the
// transaction. A failure is tried again after a while, there or on another channel, becomes a visit, or is given up, by its kind.
// An attempt on a channel of people is a call: the world makes a visitor of it and says how it ended. An agent who works for
// somebody at his desk knows no failure: while the machines fail him he tries again, every minute or as the channel says.
// Counts are conserved: begun = completed + failed + in flight. Tested in tests/sim/attempts_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/luck.hpp"
#include "scenarios/scenario.hpp"
#include "sim/carrier.hpp"
#include "sim/customers.hpp"
#include "sim/event_queue.hpp"
#include "sim/record.hpp"
#include "sim/slab.hpp"

namespace counterless {

struct Attempt {
    std::uint64_t who;  // address of the need
    double began_s;
    Index service, segment, channel;
    Index centre;                         // where the customer was moved from; none: he never came
    std::uint32_t which;                  // number of this try, 0 for the first
    Index holder = none;                  // a visitor at a desk for whom the agent does it; such a try does not fail
    Index klass = none;                   // of who came by a stream; none: his service's, or his segment's
    Index stream = none;                  // of a finite source: whose member comes again when this is over
    std::uint64_t visit = 0, number = 0;  // for the record
    Index customer = none;                // whose need it is, where customers are told apart
    How how = How::own;                   // how it came to be tried digitally
    Uniforms luck{1, 1};                  // u: does it fail, v: what then; drawn when it begins if it may fail by itself
};

enum class Outcome : std::uint8_t { completed, tries_again, visits, gives_up };

class Attempts {
  public:
    // carriers: by Fidelity; those that the scenario's channels do not use may be null.
    Attempts(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder, std::vector<Carrier*> carriers);

    void begin(double now_s, Attempt attempt);
    // Its steps are done (why: nothing), or one failed. For `tries_again` and `visits` an event `retry` or `visit_later` is
    // announced and the attempt stays in `present` until it is handled; otherwise it is gone.
    Outcome end(double now_s, std::uint32_t attempt, Failure why = Failure::nothing);
    void try_again(double now_s, std::uint32_t attempt);
    void becomes_visit(double now_s, std::uint32_t attempt);
    void handle(const Event& event);
    void change(double now_s, const ConditionChange& change);
    [[nodiscard]] std::uint64_t open() const { return present.present() - held_; }  // transactions that wait for their end
    [[nodiscard]] std::uint64_t in_flight() const { return present.present() - pausing_; }

    Slab<Attempt> present;

  private:
    void carry(double now_s, std::uint32_t attempt);
    void pause(double now_s, int change);
    [[nodiscard]] Outcome react(Attempt& attempt, Failure why, double v) const;
    [[nodiscard]] bool offers(Index service, Index channel) const;

    const Scenario& scenario_;
    const Luck& luck_;
    EventQueue& events_;
    Recorder& recorder_;
    std::vector<Carrier*> carriers_;
    std::uint64_t begun_ = 0;    // needs, not tries
    std::uint64_t held_ = 0;     // for somebody at a desk
    std::uint64_t pausing_ = 0;  // failed attempts whose customer will try again or come
};

}  // namespace counterless
