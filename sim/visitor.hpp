// sim/visitor.hpp: one visit as the halls see it, and the transactions it holds. Plain records in slabs; a line is a chain
// through them. `stamp` dates what was announced for him (the end of his patience or of his service): a new one makes the old
// stale, also across owners of the same place in the slab.
#pragma once

#include <cstdint>

#include "models/luck.hpp"
#include "sim/record.hpp"

namespace counterless {

struct VisitTransaction {
    std::uint64_t who;  // address of the need
    Index service;
    Index next;      // chain of the visit's transactions; none: last
    Index customer;  // whose need it is; none: nobody is told apart
    bool accepts, fee;
};

enum class Where : std::uint8_t {
    walking,     // between stations
    in_line,     // waits to begin
    in_service,  // with an agent
    paused,      // at a desk whose agent cannot work now
    again,       // was interrupted and waits, first of his class
    held,        // served, still at the desk: blocked, or a system works for him
    split,       // waits for the branches of his visit
    away,        // comes back later
};

struct Visitor {
    Person at;              // number of the visit, station, class; pool and agent while in service
    double arrived_s = 0;   // at the centre
    double joined_s = 0;    // came to the present station
    double began_s = 0;     // his service there
    double took_up_s = 0;   // when it was last begun or taken up again
    double due_s = 0;       // its announced end; while interrupted: since when; while split: his wait before
    double work_s = -1;     // what is left of it at speed 1; negative: not drawn yet
    double all_work_s = 0;  // of which this was drawn
    double waited_s = 0;    // in all lines of this visit so far
    std::uint64_t who = 0;
    Index centre = none, segment = none, stream = none, ticket = none;
    Index parent = none;                 // of a branch: the visitor who was split
    Index call = none;                   // of a call: the attempt it is
    Index dossier = none;                // of a case: which one
    Index traced = none;                 // of one who comes by a trace: his place among those who come
    Index first = none;                  // his transactions
    Index before = none, behind = none;  // neighbours in line, or in the batch; `before` is the place in a line kept as a heap
    Index line = none;
    Index team = none, agent = none;  // who serves him, as sim/staff numbers them
    Index bound = none;               // held at a desk: where he wants to go, and its step
    std::uint32_t stamp = 0;
    std::uint32_t tries = 0;  // on smart channels before this visit: a second visit for the same need has luck of its own
    std::uint32_t loops = 0;  // how often he was sent somewhere that the path does not say: fresh luck each time
    std::uint16_t step = 0;   // place on the centre's path
    std::uint16_t bound_step = 0, branches = 0;
    std::uint8_t transactions = 0;
    Where where = Where::walking;
    bool single = false;  // a stream's customer who visits one station only
    bool direct = false;  // and no rule can send him anywhere else
    bool fee = false, admitted = false, refused = false, called_back = false;
    bool branch_served = false;  // while split: some branch was
};

// The address of a draw for him, now: by the place on his path, so that a scenario that sends him elsewhere first does not change
// what happens to him here.
struct DrawAddress {
    std::uint64_t who;
    std::uint32_t which;
};
inline constexpr std::uint32_t draws_a_visit = 64 * 4096;
inline DrawAddress address_at(const Visitor& person, bool guides) {
    constexpr std::uint32_t places = 64, loops = 4096;
    const std::uint64_t again = std::uint64_t{person.loops / loops} * 0x9e3779b97f4a7c15u;  // who circulates for ever
    const std::uint64_t late = std::uint64_t{person.tries / 32} * 0x94d049bb133111ebu;      // who has failed very often
    return {person.who + again + late,
            draws_a_visit * (person.tries % 32) + places * (person.loops % loops) + (guides ? places - 1 : person.step)};
}
// A branch of his visit: of each fork anew, and never the address of somebody who came with him (sim/streams.hpp). Mixed (the
// finaliser of SplitMix64), not added: the second branch of a first branch is not the first of a second.
inline std::uint64_t address_of_branch(const Visitor& person, std::uint32_t number) {
    std::uint64_t mixed = person.who + ((std::uint64_t{person.loops} << 32) | (number + 1)) * 0x9fb21c651e98df25u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

}  // namespace counterless
