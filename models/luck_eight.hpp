// models/luck_eight.hpp: what eight draw, neighbours or not, all at once.
// One Philox block is ten rounds that wait for one another; several side by side fill the waiting. With AVX2 (x86 since 2013,
// asked for when the program starts) four blocks lie in the lanes of a register, so two chains of instructions are all eight: a
// third of the instructions of one block after the other. Whole numbers and exact conversions only: the draws are those of
// one_alone, to the bit, on every machine. Generator: Philox4x32-10 (Salmon et al., SC 2011).
// Tested in tests/models/luck_test.cpp; measured in docs/background/speed.md.
#pragma once

#include <array>
#include <cstdint>

namespace counterless {

struct Uniforms {
    double u, v;  // both strictly between 0 and 1: (k + 0.5) 2^-53
};
// 64 random bits as a number: the middle of one of 2^53 equal cells, never 0 and never 1, so every law may be inverted without a
// special case.
double uniform_of(std::uint32_t high, std::uint32_t low);
// The last number below 1: what would be rounded to 1 becomes this.
inline constexpr double below_one = 1 - 0x1.0p-53;

// All of an address but who draws.
struct Drawing {
    std::uint64_t seed;
    std::uint32_t replication, draw;
};
Uniforms one_alone(const Drawing& drawing, std::uint64_t who);

using Eight = std::array<Uniforms, 8>;
// `first` is a multiple of eight. With AVX2 where the processor has it.
void eight_at_once(const Drawing& drawing, std::uint64_t first, Eight& drawn);
// Eight who are no neighbours, each with a purpose and number of his own.
struct Apart {
    std::array<std::uint64_t, 8> who;
    std::array<std::uint32_t, 8> draw;
};
void eight_apart(std::uint64_t seed, std::uint32_t replication, const Apart& addresses, Eight& drawn);
// Whether it does so in the lanes of AVX2, which tests want to know.
bool eight_in_lanes();
// uniform_of, as the lanes compute it. Precondition: eight_in_lanes().
std::array<double, 4> uniforms_of_four(const std::array<std::uint32_t, 4>& high, const std::array<std::uint32_t, 4>& low);

}  // namespace counterless
