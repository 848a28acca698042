#include "models/luck.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace counterless {
namespace {
// From 2^52 on the half is rounded away, and the middle of the topmost cell would be 1: that one becomes the last number below.
constexpr double below_one = 1 - 0x1.0p-53;

Uniforms mirror(const Uniforms& drawn) { return {std::min(1 - drawn.u, below_one), std::min(1 - drawn.v, below_one)}; }

// ---- two neighbours side by side
// The same generator on pairs of 64-bit lanes, each holding a 32-bit word: half the instructions of one block after the other.
using Pair = std::uint64_t __attribute__((vector_size(16)));
using Reals = double __attribute__((vector_size(16)));
struct PairOfBlocks {
    Pair a, b, c, d;
};

Pair both(std::uint64_t value) { return Pair{value, value}; }
Pair product(Pair words, std::uint32_t factor) {
#ifdef __SSE2__
    return std::bit_cast<Pair>(_mm_mul_epu32(std::bit_cast<__m128i>(words), std::bit_cast<__m128i>(both(factor))));
#else
    return words * both(factor);
#endif
}
Reals lesser(Reals values, double bound) {
#ifdef __SSE2__
    return std::bit_cast<Reals>(_mm_min_pd(std::bit_cast<__m128d>(values), _mm_set1_pd(bound)));
#else
    return values < bound ? values : Reals{bound, bound};
#endif
}
// As uniform_of. Each half of a whole number becomes a double exactly by writing it into the mantissa of a large power of two.
Reals uniforms_of(Pair high, Pair low) {
    const Pair bits = ((high << 32) | low) >> 11;
    const Reals upper = std::bit_cast<Reals>((bits >> 32) | both(0x4530000000000000u)) - (0x1p84 + 0x1p52);
    const Reals whole = upper + std::bit_cast<Reals>((bits & both(0xffffffffu)) | both(0x4330000000000000u));
    return lesser((whole + 0.5) * 0x1.0p-53, below_one);
}
void one_round(PairOfBlocks& block, Pair key_b, Pair key_d) {
    const Pair first = product(block.a, PHILOX_M4x32_0), second = product(block.c, PHILOX_M4x32_1);
    block.a = (second >> 32) ^ block.b ^ key_b;
    block.c = (first >> 32) ^ block.d ^ key_d;
    block.b = second & both(0xffffffffu);
    block.d = first & both(0xffffffffu);
}
}  // namespace

double uniform_of(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (std::uint64_t{high} << 32) | low;
    return std::min((static_cast<double>(static_cast<std::int64_t>(bits >> 11)) + 0.5) * 0x1.0p-53, below_one);
}
double uniform_of_two(std::uint32_t high, std::uint32_t low, bool second) {
    const Pair upper{second ? 0 : high, second ? high : 0}, lower{second ? 0 : low, second ? low : 0};
    return uniforms_of(upper, lower)[second ? 1 : 0];
}

// Four pairs at once: what one waits for, the others do.
void Luck::compute_neighbours(Window& window) const {
    std::array<PairOfBlocks, width / 2> blocks;
    for (std::uint64_t i = 0; i < blocks.size(); ++i) {
        const std::uint64_t low = (window.first + 2 * i) & 0xffffffffu;
        blocks[i] = {both(replication_), both(window.draw), both(window.first >> 32), Pair{low, low + 1}};
    }
    auto key_b = static_cast<std::uint32_t>(seed_), key_d = static_cast<std::uint32_t>(seed_ >> 32);
    for (int round = 0; round < 10; ++round) {
#pragma GCC unroll 4
        for (PairOfBlocks& block : blocks) one_round(block, both(key_b), both(key_d));
        key_b += PHILOX_W32_0, key_d += PHILOX_W32_1;
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Reals u = uniforms_of(blocks[i].a, blocks[i].b), v = uniforms_of(blocks[i].c, blocks[i].d);
        window.drawn[2 * i] = {u[0], v[0]};
        window.drawn[2 * i + 1] = {u[1], v[1]};
    }
    if (!mirrored_) return;
    for (Uniforms& drawn : window.drawn) drawn = mirror(drawn);
}

inline Uniforms Luck::compute(std::uint32_t draw, std::uint64_t who) const {
    using Philox = r123::Philox4x32;
    const Philox::ctr_type counter = {
        {replication_, draw, static_cast<std::uint32_t>(who >> 32), static_cast<std::uint32_t>(who)}};
    const Philox::key_type key = {{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
    const Philox::ctr_type block = Philox{}(counter, key);
    const Uniforms drawn{uniform_of(block[0], block[1]), uniform_of(block[2], block[3])};
    return mirrored_ ? mirror(drawn) : drawn;
}

// Not in the window. Eight are computed together when those before them were, or when another of them is asked for; anybody else
// is computed alone.
Uniforms Luck::look(Purpose purpose, std::uint64_t who, std::uint32_t which) const {
    if (which >= which_end) throw std::out_of_range("luck: one person cannot draw more than 2^24 times for one purpose");
    const std::uint32_t draw = draw_of(purpose, which);
    Window& window = windows_[place_of(draw, who)];
    const std::uint64_t first = who & ~(width - 1);
    const Window& before = windows_[place_of(draw, first - width)];
    const bool together =
        (window.draw == draw && window.asked == first) || (before.draw == draw && before.first == first - width);
    window.draw = draw;
    window.first = together ? first : nobody;
    window.asked = first;
    if (!together) return compute(draw, who);
    compute_neighbours(window);
    return window.drawn[who - first];
}

#ifndef NDEBUG
void Luck::remember(Purpose purpose, std::uint64_t who, std::uint32_t which) const {
    std::uint64_t& drawn = (*drawn_)[{static_cast<std::uint8_t>(purpose), which, who / 64}];
    const std::uint64_t one = std::uint64_t{1} << (who % 64);
    if (drawn & one) throw std::logic_error("luck: an address was drawn twice");
    drawn |= one;
}
#endif

}  // namespace counterless
