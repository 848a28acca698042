#include "models/luck.hpp"

#include <Random123/philox.h>

#include <stdexcept>

namespace counterless {
namespace {
// The middle of one of 2^53 equal cells: never 0, never 1, so every law may be inverted without a special case.
double uniform_of(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (std::uint64_t{high} << 32) | low;
    return (static_cast<double>(static_cast<std::int64_t>(bits >> 11)) + 0.5) * 0x1.0p-53;
}
}  // namespace

inline Uniforms Luck::compute(std::uint32_t draw, std::uint64_t who) const {
    using Philox = r123::Philox4x32;
    const Philox::ctr_type counter = {
        {replication_, draw, static_cast<std::uint32_t>(who >> 32), static_cast<std::uint32_t>(who)}};
    const Philox::key_type key = {{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
    const Philox::ctr_type block = Philox{}(counter, key);
    return {uniform_of(block[0], block[1]), uniform_of(block[2], block[3])};
}

// Not in the window. It moves on when the next eight are asked for; anybody else is computed alone, and should another of his
// eight be asked for, they are computed together.
Uniforms Luck::look(Purpose purpose, std::uint64_t who, std::uint32_t which) const {
    if (which >= which_end) throw std::out_of_range("luck: one person cannot draw more than 2^24 times for one purpose");
    const std::uint32_t draw = draw_of(purpose, which);
    Window& window = windows_[place_of(draw, who)];
    const std::uint64_t first = who & ~(width - 1);
    const bool follows = window.draw == draw && window.next == first;
    window.draw = draw;
    window.first = follows ? first : nobody;
    window.next = follows ? first + width : first;
    if (!follows) return compute(draw, who);
    for (std::uint64_t place = 0; place < width; ++place) window.drawn[place] = compute(draw, first + place);
    return window.drawn[who - first];
}

#ifndef NDEBUG
void Luck::remember(Purpose purpose, std::uint64_t who, std::uint32_t which) const {
    const bool fresh = drawn_->insert({static_cast<std::uint8_t>(purpose), who, which}).second;
    if (!fresh) throw std::logic_error("luck: an address was drawn twice");
}
#endif

}  // namespace counterless
