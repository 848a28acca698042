// models/luck.hpp: luck is addressed, not consumed.
// Every draw is a pure function of (seed, replication, purpose, who, which), so two scenarios meet the same people with the
// same needs, results do not depend on the number of workers, and a draw that one scenario skips moves no other draw.
// A debug build throws when one address is drawn twice: two decisions that share luck are a fault.
// Generator: Philox4x32-10 (Salmon et al., SC 2011) through the Random123 library; one block yields two uniforms.
// People draw nearly in the order of their addresses, so eight neighbours are computed at once (models/luck_eight.hpp) and kept
// in a window: one block alone is 20 ns of waiting for its ten rounds. The next eight have the next window, so that who is a
// little before or behind the others, or far away on another channel, finds his own. A cache of a pure function: it moves no
// draw. Tested in tests/models/luck_test.cpp; measured in tests/bench/queue_bench.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>
#ifndef NDEBUG
#include <map>
#include <memory>
#include <tuple>
#endif

#include "models/luck_eight.hpp"

namespace counterless {

// What a draw decides. Purposes that are needed together share a block: one Philox call per event.
enum class Purpose : std::uint8_t {
    gap,      // u: time to the next arrival or need, v: size of a stream's batch; of a need: presence, counter or smart channel
    need,     // u: which service, v: which centre, or which smart channel
    company,  // u: does this need travel with the visit planned before it, v: free
    acceptance,     // u: would the customer accept to be moved by an initiative, v: does the message move him before he travels
    signs,          // u: does a visitor without a fee follow the signs, v: is a visitor turned away from a restricted counter
    moved,          // u: which smart channel a moved customer takes, v: free
    service,        // u: time at a station, v: free
    patience,       // u: how long he would wait, v: free
    lesson,         // u: how long a guide teaches, v: does the lesson succeed
    work,           // u: amount of a platform step, v: of the next
    attempt,        // u: does the attempt fail, v: what the customer does about a failure
    retry,          // u: how long until he tries again or comes to a centre, v: the time of day if the centre is closed then
    fallback,       // u: which centre a failed customer comes to, v: free
    day_factor,     // u: how busy the whole day is, v: free
    appointment,    // u: does he stay away, v: how late he comes
    order,          // u: who is next of a line without order, v: free
    agent_choice,   // u: which of the free agents, v: free
    absence,        // u: does an agent miss his shift, v: free
    after_service,  // u: time at the papers or for a setup, v: free
    breakdown,      // u: time to the next breakdown, v: free
    repair,         // u: time to repair it, v: free
    balking,        // u: does he join so long a line, v: free
    callback,       // u: does he take the offer of a callback, v: free
    answers,        // u: does he answer when he is called, v: free
    route,          // u: where he goes next, v: free
    unserved,       // u: what he does who was not served, v: when he comes back
    decline,        // u: does a tier say no, v: free
    disruption,     // u: time until machines go down, or until they are back, v: free
    back_office,    // u: must a person look at it, v: free
    customer,       // u: whose need it is, v: can he go digital at all, where nobody is told apart
    traits,         // u: a customer's own habit, v: how often he needs something
    ability,        // u: can he go digital at all, v: may he ever adopt
    adoption,       // u: when he adopts, v: free
    letter,         // u: does a message reach him, and does he read it, v: free
    learning,       // u: does what he was shown stay with him, v: free
    displaced,      // u: does he go to somebody who does it for him, v: free
    pulled,         // u: does he come before an initiative begins, v: on which day
    merged,         // u: which centre instead of a closed one, v: free
    door,           // u: to which centre a visit of a trace comes in another replication, v: free
};

class Luck {
  public:
    // Mirrored: 1 - u wherever the same address has u otherwise, for antithetic pairs (Hammersley and Morton 1956).
    Luck(std::uint64_t seed, std::uint32_t replication, bool mirrored = false)
        : seed_(seed), replication_(replication), mirrored_(mirrored) {}
    // The same luck for somebody who looks ahead: what he sees is not drawn yet.
    [[nodiscard]] Luck aside() const { return {seed_, replication_, mirrored_}; }
    // `who` is the address of a person, need or thing; `which` numbers his draws of that purpose (below 2^24).
    [[nodiscard]] Uniforms at(Purpose purpose, std::uint64_t who, std::uint32_t which = 0) const {
#ifndef NDEBUG
        remember(purpose, who, which);
#endif
        const std::uint32_t draw = draw_of(purpose, which);
        const Window& window = windows_[place_of(draw, who)];
        if (window.draw == draw && window.first == (who & ~(width - 1)) && which < which_end) [[likely]]
            return window.drawn[who & (width - 1)];
        return look(purpose, who, which);
    }
    // The u of many who are no neighbours: as at(purpose, who, which).u for each, in a fraction of the time.
    struct Address {
        std::uint64_t who;
        std::uint32_t which;
    };
    [[nodiscard]] std::vector<double> us_of(Purpose purpose, std::span<const Address> addresses) const;

  private:
    static constexpr std::uint64_t width = 8, nobody = 1;  // no eight begin at 1
    static constexpr int windows_log2 = 8;
    static constexpr std::uint32_t which_end = 1u << 24;
    struct Window {                                    // what eight neighbours draw for one purpose, with one number
        std::uint64_t first = nobody, asked = nobody;  // the eight it holds begin here; those of whom one was asked for, there
        std::uint32_t draw = ~std::uint32_t{0};        // purpose and number; this one is nobody's
        Eight drawn;
    };
    static std::uint32_t draw_of(Purpose purpose, std::uint32_t which) {
        return (std::uint32_t{static_cast<std::uint8_t>(purpose)} << 24) | which;
    }
    // Streams, segments and days differ above bit 40. Multiplied by odd numbers, the upper bits depend on all of an address; the
    // eights of one day lie one after the other from there.
    static std::size_t place_of(std::uint32_t draw, std::uint64_t who) {
        const std::uint32_t begin = (draw * 0x85ebca6bu) ^ (static_cast<std::uint32_t>(who >> 40) * 0x9e3779b1u);
        return ((begin >> (32 - windows_log2)) + who / width) % (std::size_t{1} << windows_log2);
    }
    [[nodiscard]] Uniforms look(Purpose purpose, std::uint64_t who, std::uint32_t which) const;
    [[nodiscard]] Uniforms compute(std::uint32_t draw, std::uint64_t who) const;
    void compute_neighbours(Window& window) const;

    std::uint64_t seed_;
    std::uint32_t replication_;
    bool mirrored_;
    mutable std::array<Window, 1u << windows_log2> windows_{};
#ifndef NDEBUG
    using SixtyFour = std::tuple<std::uint8_t, std::uint32_t, std::uint64_t>;  // neighbours share a word, for there are many
    void remember(Purpose purpose, std::uint64_t who, std::uint32_t which) const;
    std::shared_ptr<std::map<SixtyFour, std::uint64_t>> drawn_ = std::make_shared<std::map<SixtyFour, std::uint64_t>>();
#endif
};

}  // namespace counterless
