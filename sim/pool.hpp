// sim/pool.hpp: hosts and links as processor sharing, computed in the event queue. No engine: runs in any process.
// All who share a host proceed equally fast, so one number a host, the service each has attained since the host was last empty
// (its virtual time), tells who ends next: he who entered at v with w to do ends at v + w, and the first of these is the next
// to go. A host has one live event, for that end; it is announced anew only if the end moves forward. If it moved back, the old
// event finds nobody finished and announces the true one. Events made stale by a newer one carry an older stamp. Tested in
// tests/sim/pool_test.cpp: by hand, against M/G/1-PS theory, and against SimGrid step by step.
#pragma once

#include "sim/steps.hpp"

namespace counterless {

// One host or link: `cores` served at once at full speed, any number inside.
class SharedServer {
  public:
    SharedServer(double speed, double cores) : speed_(speed), cores_(cores) {}
    void enter(double now_s, double amount, Index task);
    // The task that ends next, and when. Precondition: not empty.
    [[nodiscard]] double due_s() const { return due_s_; }
    // Takes out one task that is finished at now_s = due_s(), and sets due_s() for the next.
    Index leave(double now_s);
    void clear();                              // takes everybody out
    void set_pace(double now_s, double pace);  // its speed is so many times what it was made with; 0: all stand still
    [[nodiscard]] bool empty() const { return inside_.empty(); }

    double announced_s = infinite;  // time of the live event
    std::uint32_t stamp = 0;        // and its stamp

  private:
    struct Inside {
        double finish;         // in virtual time
        std::uint32_t serial;  // of two that finish together, the first to come leaves first
        Index task;
    };
    static bool later(const Inside& a, const Inside& b) {
        return a.finish != b.finish ? a.finish > b.finish : static_cast<std::int32_t>(a.serial - b.serial) > 0;
    }
    [[nodiscard]] double rate() const;
    void look_ahead(double now_s);

    void advance(double now_s);

    double speed_, cores_;
    double pace_ = 1;
    double attained_ = 0;  // virtual time at since_s_
    double since_s_ = 0;
    double due_s_ = infinite;
    std::uint32_t serial_ = 0;
    std::vector<Inside> inside_;  // a heap, first to finish on top
};

class PoolCarrier final : public StepwiseCarrier {
  public:
    PoolCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events);
    void handle(const Event& event) override;

  private:
    bool start_transfer(double now_s, Index task, Index link, double bytes) override;
    void start_work(double now_s, Index task, Index host, double core_seconds) override;
    void abort_all(double now_s, Index element) override;
    void set_pace(double now_s, Index element, double pace) override;
    void transfer_begins(const Event& event);
    void share(double now_s, Index server, double amount, Index task);
    void announce(Index server);

    std::vector<SharedServer> servers_;  // the hosts, then the links
};

}  // namespace counterless
