#include "sim/lines.hpp"

#include <algorithm>
#include <utility>

namespace counterless {
namespace {
bool tells_classes_apart(const Station& station) {
    return !station.classes.empty() ||
           std::any_of(station.pools.begin(), station.pools.end(), [](const Pool& pool) { return !pool.skills.empty(); });
}
bool came_before(const Visitor& a, const Visitor& b) {
    return a.joined_s != b.joined_s ? a.joined_s < b.joined_s : a.at.visit < b.at.visit;
}
}  // namespace

Lines::Lines(const Scenario& scenario, const Luck& luck, Slab<Visitor>& visitors)
    : scenario_(scenario), luck_(luck), visitors_(visitors), at_(scenario.stations.size()) {
    const std::size_t classes = std::max<std::size_t>(scenario.classes.size(), 1);
    for (Index station = 0; station < scenario.stations.size(); ++station) {
        const Station& one = scenario.stations[station];
        first_.push_back(static_cast<Index>(lines_.size()));
        const bool per_counter = one.lines == LinesPer::counter;
        by_class_.push_back(!per_counter && classes > 1 && tells_classes_apart(one));
        const std::size_t number = per_counter        ? static_cast<std::size_t>(std::max(one.agents, 1))
                                   : by_class_.back() ? classes
                                                      : 1;
        for (std::size_t line = 0; line < number; ++line) lines_.push_back({.station = station, .within = one.within});
    }
    first_.push_back(static_cast<Index>(lines_.size()));
}

// ---- coming and going
// ------------------------------------------------------------------------------------------------------------

void Lines::join(Index visitor, Index line_number) {
    Line& line = lines_[line_number];
    Visitor& person = visitors_[visitor];
    person.line = line_number;
    person.where = Where::in_line;
    ++line.waiting;
    ++at_[line.station];
    if (line.within == OrderWithin::fifo || line.within == OrderWithin::lifo) {
        person.before = line.last;
        person.behind = none;
        (line.last == none ? line.first : visitors_[line.last].behind) = visitor;
        line.last = visitor;
    } else {
        put_in_places(line, visitor);
    }
}

void Lines::join_again(Index visitor, Index line_number) {
    Line& line = lines_[line_number];
    Visitor& person = visitors_[visitor];
    person.line = line_number;
    person.where = Where::again;
    ++line.waiting;
    ++line.interrupted;
    ++at_[line.station];
    Index before = none, behind = line.again_first;
    while (behind != none && came_before(visitors_[behind], person)) before = std::exchange(behind, visitors_[behind].behind);
    person.before = before;
    person.behind = behind;
    if (behind != none) visitors_[behind].before = visitor;
    (before == none ? line.again_first : visitors_[before].behind) = visitor;
}

void Lines::leave(Index visitor) {
    Visitor& person = visitors_[visitor];
    Line& line = lines_[person.line];
    --line.waiting;
    --at_[line.station];
    if (person.where == Where::again) {
        --line.interrupted;
        (person.before == none ? line.again_first : visitors_[person.before].behind) = person.behind;
        if (person.behind != none) visitors_[person.behind].before = person.before;
    } else if (line.within == OrderWithin::fifo || line.within == OrderWithin::lifo) {
        (person.before == none ? line.first : visitors_[person.before].behind) = person.behind;
        (person.behind == none ? line.last : visitors_[person.behind].before) = person.before;
    } else {
        take_from_places(line, visitor);
    }
    person.where = Where::walking;
}

Index Lines::next(Index line_number) {
    Line& line = lines_[line_number];
    if (line.again_first != none) return line.again_first;
    switch (line.within) {
        case OrderWithin::fifo:
            return line.first;
        case OrderWithin::lifo:
            return line.last;
        case OrderWithin::random:
            return pick_at_random(line_number);
        case OrderWithin::shortest_first:
            return line.places.empty() ? none : line.places.front();
    }
    return none;
}

// ---- random and shortest first
// ------------------------------------------------------------------------------------------------------

Index Lines::pick_at_random(Index line_number) {
    Line& line = lines_[line_number];
    if (line.places.empty()) return none;
    if (line.picked == none) {
        const std::uint64_t draw = line.draws++;
        const double u = luck_.at(Purpose::order, (std::uint64_t{line_number} << 40) | (draw >> 24), draw & 0xffffff).u;
        line.picked = line.places[static_cast<std::size_t>(u * static_cast<double>(line.places.size()))];
    }
    return line.picked;
}

bool Lines::shorter(Index a, Index b) const {
    const Visitor &first = visitors_[a], &second = visitors_[b];
    return first.work_s != second.work_s ? first.work_s < second.work_s : came_before(first, second);
}

void Lines::put_in_places(Line& line, Index visitor) {
    line.picked = none;
    visitors_[visitor].before = static_cast<Index>(line.places.size());
    line.places.push_back(visitor);
    if (line.within == OrderWithin::shortest_first) sift(line, line.places.size() - 1);
}

void Lines::take_from_places(Line& line, Index visitor) {
    line.picked = none;
    const std::size_t place = visitors_[visitor].before;
    const Index last = line.places.back();
    line.places.pop_back();
    if (place == line.places.size()) return;
    line.places[place] = last;
    visitors_[last].before = static_cast<Index>(place);
    if (line.within == OrderWithin::shortest_first) sift(line, place);
}

// Restores the heap around one place: up, then down.
void Lines::sift(Line& line, std::size_t place) {
    std::vector<Index>& places = line.places;
    const auto swap_places = [&](std::size_t a, std::size_t b) {
        std::swap(places[a], places[b]);
        visitors_[places[a]].before = static_cast<Index>(a);
        visitors_[places[b]].before = static_cast<Index>(b);
    };
    while (place > 0 && shorter(places[place], places[(place - 1) / 2])) {
        swap_places(place, (place - 1) / 2);
        place = (place - 1) / 2;
    }
    for (;;) {
        std::size_t best = place;
        for (std::size_t child = 2 * place + 1; child <= 2 * place + 2 && child < places.size(); ++child)
            if (shorter(places[child], places[best])) best = child;
        if (best == place) return;
        swap_places(place, best);
        place = best;
    }
}

}  // namespace counterless
