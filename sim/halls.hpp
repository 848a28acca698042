// sim/halls.hpp: the people inside: lines before stations, agents behind them, and every way in which the two part.
// Halls know one station at a time: who is admitted, who is next, who gives up, who is interrupted. Where a visitor goes then is
// the world's business: every call says what became of him, those whom an agent's end of shift puts out are in `cast_out`, and
// halls never call back. The rules, each in one place: a free agent beside a customer whom he may serve does not exist after any
// call (`serve_waiting`); whatever was announced for a visitor is outdated the moment he begins, is interrupted or leaves; an
// interrupted customer is the next of his class and no longer gives up. Tested in tests/sim/halls_test.cpp,
// tests/sim/interruptions_test.cpp and, against theory, in tests/oracle/.
#pragma once

#include <cstdint>
#include <vector>

#include "models/luck.hpp"
#include "scenarios/scenario.hpp"
#include "sim/event_queue.hpp"
#include "sim/lines.hpp"
#include "sim/record.hpp"
#include "sim/slab.hpp"
#include "sim/staff.hpp"
#include "sim/visit_trace.hpp"
#include "sim/visitor.hpp"

namespace counterless {

enum class Admission : std::uint8_t { begun, waiting, full, balked };

class Halls {
  public:
    // `drawn`: what visitors of a trace drew in earlier lives (sim/plan.hpp), or null.
    Halls(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder, DrawnTimes* drawn = nullptr);

    Slab<Visitor> visitors;
    Slab<VisitTransaction> transactions;

    // A person comes in: a fresh record, and a number for the time of his visit.
    std::uint32_t enter();
    // The visitor comes to his station: served at once, in line, or not admitted (and recorded as refused).
    Admission admit(double now_s, std::uint32_t visitor);
    [[nodiscard]] bool has_room(Index station) const;

    // An event of his service; false if it is stale. Then, for each of those served with him: `complete`, and once for all of
    // them `release`, which lets the agent go on; in between they may be held at the desk (blocked, or while a system works).
    bool service_ends(const Event& event);
    void complete(double now_s, std::uint32_t visitor);
    void hold(double now_s, std::uint32_t visitor);
    void wait_for_system(std::uint32_t visitor);  // before `complete`
    void release(double now_s, std::uint32_t visitor);
    // All of it at once, at a plain station: his service ends, the next begins.
    void finish_plain(double now_s, std::uint32_t visitor);
    [[nodiscard]] bool plain(Index station) const { return desks_[station].plain; }
    [[nodiscard]] bool loose_ends() const { return !cast_out.empty() || !made_room.empty(); }
    [[nodiscard]] Index next_of_batch(std::uint32_t visitor) const { return visitors[visitor].behind; }

    // His patience is over. False if the event is stale: he is served, or has gone.
    bool gives_up(const Event& event);
    // Takes the next out of the lines of a station; none when they are empty. Recorded as moved.
    Index send_away(double now_s, Index station, Unserved why);
    [[nodiscard]] int waiting(Index station) const { return lines_.waiting_at(station); }
    [[nodiscard]] int inside(Index station) const { return lines_.waiting_at(station) + desks_[station].serving; }

    // Agents of a plain station on duty from now on. Fewer than are busy: those finish first. More: the line moves up.
    void staff(double now_s, Index station, int agents);
    void hire(Index station) { staff_.hire(station); }
    void present(double now_s, Index station, bool present) { staff_.present(now_s, station, present); }
    [[nodiscard]] int agents(Index station) const { return staff_.on_duty(station); }
    void announce_duties();
    // Shifts, breaks, papers, breakdowns.
    void handle(const Event& event);
    // Those whom something else than their own decision put out: the world takes them from here.
    struct CastOut {
        Index visitor;
        Unserved why;
    };
    std::vector<CastOut> cast_out;
    // Stations where somebody left since this was last emptied; kept only where a station blocks another.
    std::vector<Index> made_room;

    // The time he would be told to wait, coming now: those before him and he himself, each for the mean time between two begins.
    [[nodiscard]] double announced_wait_s(const Visitor& person) const;
    // Visits of people who left the hall until they are called back.
    [[nodiscard]] int promised(Index station) const { return asides_[station].promised; }
    // Behind closed doors nobody waits for a batch to fill.
    void doors(double now_s, Index station, bool open);

    // A station where a free agent stands beside a customer whom he may serve; none: as it must be between two instants. For
    // tests.
    [[nodiscard]] Index neglected() const;

  private:
    // What the common case needs of a station, close together. Plain: one line, first come first served, without limit, one pool
    // that can do everything: the same rules as for all others, taken by a straight road (*_plain).
    struct Desk {
        const Station* rules = nullptr;
        int serving = 0;  // visitors with an agent
        bool plain = false, patient = false;
        Purpose purpose = Purpose::service;
    };
    // Joining.
    Admission admit_by_rules(double now_s, std::uint32_t visitor);
    Server free_server(const Visitor& person);
    Admission wait(double now_s, std::uint32_t visitor, Index line);
    [[nodiscard]] Index line_to_join(const Visitor& person);
    [[nodiscard]] bool balks(const Visitor& person, const Station& station) const;
    [[nodiscard]] double time_to_serve_s(int number, Index station, Index klass, Index beside) const;
    [[nodiscard]] int least_of_batch(Index station) const;
    void is_back(Visitor& person);
    void start_patience(double now_s, std::uint32_t visitor);
    Admission refuse(double now_s, const Visitor& person, Refusal why);
    // Being served.
    void begin_plain(double now_s, std::uint32_t visitor, Server server);
    [[nodiscard]] double plain_work_s(const Visitor& person, const Desk& desk) const;
    void begin(double now_s, std::uint32_t visitor, Server server);
    void begin_batch(double now_s, Index line, Server server);
    void announce_end(double now_s, std::uint32_t visitor, double duration_s);
    void serve_waiting(double now_s, Index station);
    bool serve_next(double now_s, Server server, bool idle);
    [[nodiscard]] Index line_to_serve(double now_s, Server server, bool idle);
    [[nodiscard]] bool goes_before(double now_s, Index line, Index other, Index team);
    [[nodiscard]] bool has_own_line(Index station) const { return scenario_.stations[station].lines == LinesPer::counter; }
    bool answers(double now_s, std::uint32_t visitor);
    void carry_on(double now_s, Server server);
    void jockey(double now_s, Index station);
    [[nodiscard]] bool neglects(Index team, Index line) const;
    // Being interrupted.
    [[nodiscard]] Server agent_to_preempt(const Visitor& person);
    [[nodiscard]] bool may_preempt(const Visitor& person);
    Server preempt(double now_s, const Visitor& person);
    void preempt_for_waiting(double now_s, Index station);
    void stop_work(double now_s, std::uint32_t visitor, Interruption rule);
    void send_back(double now_s, std::uint32_t visitor);
    void pause(double now_s, Index agent);
    void unpause(double now_s, Index agent);
    void relieve(double now_s, Index agent);
    void begin_duty(double now_s, Index duty);
    void end_duty(double now_s, Index duty);
    void leave_counters(double now_s, Index station);
    void agent_is_back(double now_s, Index agent);
    void station_breaks(double now_s, Index team);
    void station_repaired(double now_s, Index team);
    // Times.
    [[nodiscard]] const Treatment* treatment(const Visitor& person) const;
    // What he drew here in an earlier life, or will have drawn; null where it is not kept.
    [[nodiscard]] DrawnTimes::Times* drawn_by(const Visitor& person) const {
        if (drawn_ == nullptr || person.traced == none || person.loops > 0 || desks_[person.at.station].rules->guides)
            return nullptr;
        return &drawn_->at(person.traced, person.step);
    }
    [[nodiscard]] double draw_work_s(const Visitor& person, const Law& law) const;
    [[nodiscard]] double work_s(const Visitor& person, const Skill* skill) const;
    void outdate(Visitor& person) { person.stamp = (person.stamp + 1) & 0xffffffu; }  // what was announced no longer holds

    const Scenario& scenario_;
    const Luck& luck_;
    EventQueue& events_;
    Recorder& recorder_;
    DrawnTimes* drawn_;
    Lines lines_;
    Staff staff_;
    std::vector<Desk> desks_;
    struct Aside {  // what only some rules ask
        int promised = 0;
        bool closed = false;
    };
    std::vector<Aside> asides_;
    bool somebody_blocks_ = false;
};

}  // namespace counterless
