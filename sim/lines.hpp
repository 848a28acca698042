// sim/lines.hpp: who waits, and who is next.
// A station has one line; or one for each class, where classes are treated apart; or one before each counter. Within a line the
// order is first come, last come, at random, or shortest service first; who was interrupted goes before all of them. First and
// last come are chains through the visitors: joining, leaving from any place and being next cost the same however many wait.
// Random and shortest keep places in a vector (a heap for shortest). Between the lines of a station an agent chooses in
// sim/halls. Tested in tests/sim/lines_test.cpp and, against theory, in tests/oracle/.
#pragma once

#include <vector>

#include "sim/slab.hpp"
#include "sim/visitor.hpp"

namespace counterless {

class Lines {
  public:
    Lines(const Scenario& scenario, const Luck& luck, Slab<Visitor>& visitors);

    // Lines of a station are numbered first_of(station) ...; by class, by counter, or only one.
    [[nodiscard]] Index first_of(Index station) const { return first_[station]; }
    [[nodiscard]] Index count_of(Index station) const { return first_[station + 1] - first_[station]; }
    [[nodiscard]] bool by_class(Index station) const { return by_class_[station]; }
    [[nodiscard]] Index line_for(Index station, Index klass) const { return first_[station] + (by_class_[station] ? klass : 0); }

    [[nodiscard]] int waiting(Index line) const { return lines_[line].waiting; }
    [[nodiscard]] int waiting_at(Index station) const { return at_[station]; }

    [[nodiscard]] int interrupted(Index line) const { return lines_[line].interrupted; }

    void join(Index visitor, Index line);
    void join_again(Index visitor, Index line);  // interrupted: before all others of the line, in the order of arrival
    void leave(Index visitor);
    [[nodiscard]] Index next(Index line);  // who would be taken now; none if empty. Stays the same until somebody joins or leaves
    // The same for a station of one line, first come first served, where nobody is ever interrupted.
    [[nodiscard]] Index next_plain(Index station) const { return lines_[first_[station]].first; }
    void join_plain(Index visitor, Index station) {
        Line& line = lines_[first_[station]];
        Visitor& person = visitors_[visitor];
        person.line = first_[station];
        person.where = Where::in_line;
        person.before = line.last;
        person.behind = none;
        (line.last == none ? line.first : visitors_[line.last].behind) = visitor;
        line.last = visitor;
        ++line.waiting;
        ++at_[station];
    }
    void take_plain(Index visitor, Index station) {  // the first
        Line& line = lines_[first_[station]];
        line.first = visitors_[visitor].behind;
        (line.first == none ? line.last : visitors_[line.first].before) = none;
        --line.waiting;
        --at_[station];
    }

    [[nodiscard]] Index last(Index line) const { return lines_[line].last; }  // fifo only

  private:
    struct Line {
        Index station = none;
        OrderWithin within = OrderWithin::fifo;
        int waiting = 0, interrupted = 0;
        Index first = none, last = none;  // the chain, of fifo and lifo
        Index again_first = none;         // chain of those interrupted
        std::vector<Index> places = {};   // of random and shortest_first
        Index picked = none;              // random: drawn, not yet taken
        std::uint64_t draws = 0;
    };
    void put_in_places(Line& line, Index visitor);
    void take_from_places(Line& line, Index visitor);
    void sift(Line& line, std::size_t place);
    [[nodiscard]] bool shorter(Index a, Index b) const;
    Index pick_at_random(Index line);

    const Scenario& scenario_;
    const Luck& luck_;
    Slab<Visitor>& visitors_;
    std::vector<Line> lines_;
    std::vector<Index> first_;    // by station, and one behind the last
    std::vector<bool> by_class_;  // by station
    std::vector<int> at_;         // people waiting, by station
};

}  // namespace counterless
