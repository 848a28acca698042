// sim/world.hpp: everything that moves, and the one switch that says where it goes next.
// Demand says who comes, Halls who is served, Attempts what a channel did; none of them knows another. The world hears what
// became of somebody and sends him on: to the next station of his path, to a guide, to a smart channel, home. At the end a
// balance sheet: whoever entered was served, moved, gave up, was refused, or is still inside; in release builds too. Tested in
// tests/sim/world_test.cpp.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/attempts.hpp"
#include "sim/clock.hpp"
#include "sim/demand.hpp"
#include "sim/halls.hpp"
#include "sim/knobs.hpp"
#include "sim/ledger.hpp"
#include "sim/plan.hpp"
#include "sim/streams.hpp"

namespace counterless {

class World {
  public:
    World(const Scenario& scenario, const Plan& plan, const Luck& luck, EventQueue& events, Recorder& recorder,
          std::vector<Carrier*> carriers);
    void handle(const Event& event);
    // The horizon: counts who is still inside and checks the balance.
    StillInside close_books();
    [[nodiscard]] const Ledger& ledger() const { return ledger_; }

  private:
    // What happens by the calendar.
    void announce_the_calendar();
    void begin_day(const Event& event);
    void announce_visit(Index segment);
    void announce_digital(Index way);
    void open_doors(double now_s, Index centre);
    void close_doors(double now_s, Index centre);
    void end_duty(double now_s, Index centre);
    void turn_knobs(double now_s);
    // Somebody comes.
    void stream_arrives(const Event& event);
    void announce(Index stream);
    void visit_arrives(const Event& event);
    void digital_need(const Event& event);
    void visit_later(const Event& event);
    std::uint32_t enter(double now_s, const Visitor& person);
    void add_transaction(std::uint32_t visitor, std::uint64_t who, Index service, bool accepts);
    void remove_transactions(double now_s, std::uint32_t visitor, TransactionEnd end);
    // Somebody is sent on.
    void welcome(double now_s, std::uint32_t visitor);
    void follow_signs(double now_s, std::uint32_t visitor);
    [[nodiscard]] bool wants_guide(double now_s, const Visitor& person) const;
    void after_lesson(double now_s, std::uint32_t visitor);
    void service_ends(const Event& event);
    void patience_ends(const Event& event);
    void go_on(double now_s, std::uint32_t visitor);  // to the station `step` of his path, or home when it is over
    void go_to(double now_s, std::uint32_t visitor, Index station);
    // Those of his transactions for which `moves` holds are done on a smart channel from now on, on his own phone.
    template <typename Moves>
    void move_to_smart(double now_s, std::uint32_t visitor, Moves moves);
    void leave(double now_s, std::uint32_t visitor, VisitEnd end);
    void turn_away(double now_s, std::uint32_t visitor);
    void attempt_ends(const Event& event);

    struct House {  // the moving part of a centre
        std::uint32_t inside = 0;
        double closed_s = 0;  // when the doors closed last
        bool open = false, staffed = false;
    };

    const Scenario& scenario_;
    const Luck& luck_;
    EventQueue& events_;
    Recorder& recorder_;
    Knobs knobs_;
    Halls halls_;
    Attempts attempts_;
    std::optional<Planner> planner_;
    Streams streams_;
    std::vector<std::uint64_t> coming_;  // by stream: address of the announced arrival
    std::vector<House> houses_;
    std::vector<int> agents_;  // by station, as planned
    Ledger ledger_;
};

}  // namespace counterless
