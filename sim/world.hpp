// sim/world.hpp: everything that moves, and the one switch that says where it goes next. In three files: the switch, the calendar
// and the books; who comes (world_arrivals.cpp); where people go, served or not (world_flow.cpp).
// Demand says who comes, Halls who is served, Attempts what a channel did; none of them knows another. The world hears what
// became of somebody and sends him on: to the next station of his path, to a guide, to a smart channel, home. At the end a
// balance sheet: whoever entered was served, moved, gave up, was refused, or is still inside; in release builds too. Tested in
// tests/sim/world_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/attempts.hpp"
#include "sim/back_office.hpp"
#include "sim/capacity.hpp"
#include "sim/clock.hpp"
#include "sim/customers.hpp"
#include "sim/demand.hpp"
#include "sim/halls.hpp"
#include "sim/knobs.hpp"
#include "sim/ledger.hpp"
#include "sim/meter.hpp"
#include "sim/plan.hpp"
#include "sim/streams.hpp"

namespace counterless {

class World {
  public:
    World(const Scenario& scenario, const Plan& plan, const Luck& luck, const Conditions& conditions, EventQueue& events,
          Recorder& recorder, const std::vector<Carrier*>& carriers);
    void handle(const Event& event);
    // The horizon: counts who is still inside and checks the balance.
    StillInside close_books();
    [[nodiscard]] const Ledger& ledger() const { return ledger_; }
    [[nodiscard]] const Halls& halls() const { return halls_; }

  private:
    // What happens by the calendar.
    void announce_the_calendar();
    void announce_door();
    void announce_day(Index day);
    void begin_day(const Event& event);
    void pass_yesterday(std::size_t today);
    void send_letters(std::size_t day);
    void close_counters(double now_s, Index centre);
    void announce_visit(Index segment);
    void announce_digital(Index way);
    void open_doors(double now_s, Index centre);
    void close_doors(double now_s, Index centre);
    void end_duty(double now_s, Index centre);
    void show_staff(double now_s, Index centre, bool present);
    void turn_knobs(double now_s);
    void machines_change(const Event& event);
    void announce_machines_change(std::size_t number);
    void staff_changes(const Event& event);
    [[nodiscard]] bool another_shift_now(double now_s);
    [[nodiscard]] bool is_direct(const Stream& stream) const;
    // Somebody comes (world_arrivals.cpp).
    void announce(Index stream);
    void announce_present();
    void stream_arrives(const Event& event);
    void member_comes(const Event& event);
    void come_together(double now_s, Index stream, const Arrival& arrival);
    void walk_in(double now_s, Index stream, std::uint64_t who, const Arrival& arrival);
    void click(double now_s, Index stream, std::uint64_t who);
    [[nodiscard]] bool room_for(Index stream, std::uint32_t size) const;
    void visit_arrives(const Event& event);
    void digital_need(const Event& event);
    void comes_otherwise(const Event& event);
    void visit_later(const Event& event);
    void call_begins(const Event& event);
    void case_begins(const Event& event);
    void comes_back(const Event& event);
    void note(double now_s, std::uint32_t visitor, bool own_choice);
    void announce_traced(std::size_t place);
    void announce_crew(std::size_t place);
    void change_crew(const Event& event);
    void traced_visit(const Event& event);
    [[nodiscard]] bool is_silent(const Stream& stream) const;
    void enter(double now_s, std::uint32_t visitor);
    void come_in(double now_s, std::uint32_t visitor);
    [[nodiscard]] Index class_by(Index service, Index segment) const;
    void add_transaction(std::uint32_t visitor, const PlannedNeed& need);
    [[nodiscard]] bool is_full(Index centre) const;
    [[nodiscard]] int people_in(Index centre) const;
    // At the door (world_arrivals.cpp).
    void welcome(double now_s, std::uint32_t visitor);
    void follow_signs(double now_s, std::uint32_t visitor);
    [[nodiscard]] bool wants_guide(double now_s, const Visitor& person) const;
    [[nodiscard]] Index guided_by(double now_s, const Visitor& person, const VisitTransaction& transaction) const;
    void turn_away(double now_s, std::uint32_t visitor, Unserved why);
    // Somebody is sent on (world_flow.cpp).
    void service_ends(const Event& event);
    void use_system(double now_s, std::uint32_t visitor, Index channel);
    void served(double now_s, std::uint32_t visitor);
    void after_lesson(double now_s, std::uint32_t visitor);
    struct Way {  // where to, and as whom
        Index station = none;
        std::uint16_t step = 0;  // its place on the path
        Index becomes = none;
        bool by_route = false;
    };
    [[nodiscard]] Way way_from(std::uint32_t visitor);
    [[nodiscard]] Way way_by_route(const Visitor& person, const Route& route) const;
    [[nodiscard]] bool applies(const Route& route, const Visitor& person) const;
    [[nodiscard]] Way next_of_path(const Visitor& person) const;
    [[nodiscard]] bool blocked(const Visitor& person, Index station) const;
    void take(double now_s, std::uint32_t visitor, const Way& way);
    void go_on(double now_s, std::uint32_t visitor);  // to the station `step` of his path, or home when it is over
    void go_to(double now_s, std::uint32_t visitor, Index station);
    void ensure_time_passes(double now_s, Index station);
    void move_up(double now_s, Index station);  // those who are blocked
    void split(double now_s, std::uint32_t visitor);
    void branch_ends(double now_s, std::uint32_t visitor, VisitEnd end);
    // Somebody is not served (world_flow.cpp).
    void patience_ends(const Event& event);
    void otherwise(double now_s, std::uint32_t visitor, Unserved why, bool at_door = false);
    void do_otherwise(double now_s, std::uint32_t visitor, Unserved why, bool at_door);
    void go_away(double now_s, std::uint32_t visitor, double until_s);
    [[nodiscard]] double next_open_s(Index centre, double midnight_s, double u) const;
    void come_tomorrow(double now_s, std::uint32_t visitor, Unserved why, double u);
    void do_it_online(double now_s, std::uint32_t visitor, Index channel, Unserved why);
    void go_elsewhere(double now_s, std::uint32_t visitor, Index station, double delay_s);
    void send_away_all(double now_s, Index station, Unserved why);
    // Those of his transactions for which `moves` holds are done on a smart channel from now on, on his own phone.
    template <typename Moves>
    void move_to_smart(double now_s, std::uint32_t visitor, How how, Moves moves);
    void leave(double now_s, std::uint32_t visitor, VisitEnd end);
    void thinks_again(double now_s, Index stream);
    void leave_house(double now_s, std::uint32_t visitor, VisitEnd end);
    void remove_transactions(double now_s, std::uint32_t visitor, TransactionEnd end);
    void attempt_ends(const Event& event);
    void open_case(double now_s, const Attempt& attempt, Index back_office);
    void close_case(double now_s, std::uint32_t dossier, bool done);
    void remember(double now_s, const Attempt& attempt, bool done);
    void need_ends(const TransactionRecord& transaction);
    void settle(double now_s);  // what an event left open: those put out, and those who can move up

    struct Door {  // opens or closes then
        double time_s;
        Index centre;
        EventKind kind;
    };
    struct House {  // the moving part of a centre
        std::uint32_t inside = 0;
        double closed_s = 0;  // when the doors closed last
        bool open = false, staffed = false;
    };

    const Scenario& scenario_;
    const Plan plan_;
    const Luck& luck_;
    const Conditions& conditions_;
    EventQueue& events_;
    Recorder& recorder_;
    Knobs knobs_;
    Halls halls_;
    Attempts attempts_;
    CaseBook cases_;
    Capacity capacity_;
    Meter meter_;
    std::optional<Customers> customers_;  // where they are told apart
    std::optional<Planner> planner_;
    Streams streams_;
    std::vector<Arrival> coming_;  // by stream: the announced arrival
    Slab<Arrival> members_;        // announced, one by one: of finite sources, and those present at time 0
    std::vector<House> houses_;
    std::vector<int> agents_;  // by station without pools: on duty while nobody closes counters
    std::vector<Door> doors_;  // in order of time
    std::size_t next_door_ = 0;
    std::vector<std::vector<Index>> blocked_;  // by station: those held at a desk upstream, in order
    static constexpr std::uint64_t moves_in_an_instant_max = 10'000'000;
    double moves_at_s_ = -1;  // the present instant, and how often somebody went to a station in it
    std::uint64_t moves_ = 0;
    int depth_ = 0;  // of `otherwise` within itself
    std::uint64_t away_ = 0, branches_ = 0;
    std::vector<char> straight_;     // by station: plain, and left by the path alone
    std::vector<char> direct_;       // by stream: one straight station, and out
    bool leaves_unstaffed_ = false;  // some station has a rule for nobody on duty
    Ledger ledger_;
};

}  // namespace counterless
