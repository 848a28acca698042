#include "models/luck_eight.hpp"

#include <Random123/philox.h>

#include <algorithm>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define COUNTERLESS_LANES
#endif

namespace counterless {

// From 2^52 on the half is rounded away, and the middle of the topmost cell would be 1.
double uniform_of(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (std::uint64_t{high} << 32) | low;
    return std::min((static_cast<double>(static_cast<std::int64_t>(bits >> 11)) + 0.5) * 0x1.0p-53, below_one);
}

Uniforms one_alone(const Drawing& drawing, std::uint64_t who) {
    using Philox = r123::Philox4x32;
    const Philox::ctr_type counter = {
        {drawing.replication, drawing.draw, static_cast<std::uint32_t>(who >> 32), static_cast<std::uint32_t>(who)}};
    const Philox::key_type key = {{static_cast<std::uint32_t>(drawing.seed), static_cast<std::uint32_t>(drawing.seed >> 32)}};
    const Philox::ctr_type block = Philox{}(counter, key);
    return {uniform_of(block[0], block[1]), uniform_of(block[2], block[3])};
}

#ifdef COUNTERLESS_LANES
// ---- four neighbours side by side
// Each 64-bit lane holds a 32-bit word; what a round leaves above it is noise, which no product reads and the end cuts off.
namespace {
#define AVX2 [[gnu::target("avx2")]] inline

using Lanes = __m256i;
struct FourBlocks {
    Lanes a, b, c, d;
};

AVX2 Lanes all(std::uint64_t value) { return _mm256_set1_epi64x(static_cast<long long>(value)); }

AVX2 void one_round(FourBlocks& block, const Lanes& key_b, const Lanes& key_d) {
    const Lanes first = _mm256_mul_epu32(block.a, all(PHILOX_M4x32_0)), second = _mm256_mul_epu32(block.c, all(PHILOX_M4x32_1));
    block.a = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(second, 32), block.b), key_b);
    block.c = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(first, 32), block.d), key_d);
    block.b = second;
    block.d = first;
}

// Each half of a whole number becomes a double exactly by writing it into the mantissa of a large power of two.
AVX2 __m256d uniforms_of(const Lanes& high, const Lanes& low) {
    const Lanes low_word = _mm256_and_si256(low, all(0xffffffffu));
    const Lanes bits = _mm256_srli_epi64(_mm256_or_si256(_mm256_slli_epi64(high, 32), low_word), 11);
    const Lanes upper_bits = _mm256_or_si256(_mm256_srli_epi64(bits, 32), all(0x4530000000000000u));
    const Lanes lower_bits = _mm256_or_si256(_mm256_and_si256(bits, all(0xffffffffu)), all(0x4330000000000000u));
    const __m256d upper = _mm256_sub_pd(_mm256_castsi256_pd(upper_bits), _mm256_set1_pd(0x1p84 + 0x1p52));
    const __m256d whole = _mm256_add_pd(upper, _mm256_castsi256_pd(lower_bits));
    const __m256d middle = _mm256_mul_pd(_mm256_add_pd(whole, _mm256_set1_pd(0.5)), _mm256_set1_pd(0x1.0p-53));
    return _mm256_min_pd(middle, _mm256_set1_pd(below_one));
}

// The second and the third of four change places, so that pairs of u and v fall out in order.
AVX2 void put(const FourBlocks& block, Uniforms* drawn) {
    const __m256d u = uniforms_of(block.a, block.b), v = uniforms_of(block.c, block.d);
    _mm256_storeu_pd(&drawn[0].u, _mm256_unpacklo_pd(u, v));
    _mm256_storeu_pd(&drawn[2].u, _mm256_unpackhi_pd(u, v));
}

AVX2 void ten_rounds(std::uint64_t seed, FourBlocks& one, FourBlocks& two, Eight& drawn) {
    auto key_b = static_cast<std::uint32_t>(seed), key_d = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        one_round(one, all(key_b), all(key_d));
        one_round(two, all(key_b), all(key_d));
        key_b += PHILOX_W32_0, key_d += PHILOX_W32_1;
    }
    put(one, &drawn[0]);
    put(two, &drawn[4]);
}

[[gnu::target("avx2")]] void eight_with_avx2(const Drawing& drawing, std::uint64_t first, Eight& drawn) {
    const Lanes replication = all(drawing.replication), draw = all(drawing.draw), upper = all(first >> 32);
    const Lanes lower = all(first & 0xffffffffu);
    FourBlocks one{replication, draw, upper, _mm256_add_epi64(lower, _mm256_set_epi64x(3, 1, 2, 0))};
    FourBlocks two{replication, draw, upper, _mm256_add_epi64(lower, _mm256_set_epi64x(7, 5, 6, 4))};
    ten_rounds(drawing.seed, one, two, drawn);
}

AVX2 Lanes four(const std::array<std::uint64_t, 8>& words, std::size_t at) {  // in the order of `put`
    const auto lane = [&](std::size_t i) { return static_cast<long long>(words[at + i]); };
    return _mm256_set_epi64x(lane(3), lane(1), lane(2), lane(0));
}

[[gnu::target("avx2")]] void eight_apart_with_avx2(std::uint64_t seed, std::uint32_t replication, const Apart& addresses,
                                                   Eight& drawn) {
    std::array<std::uint64_t, 8> draws{}, uppers{}, lowers{};
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        draws[i] = addresses.draw[i];
        uppers[i] = addresses.who[i] >> 32;
        lowers[i] = addresses.who[i] & 0xffffffffu;
    }
    FourBlocks one{all(replication), four(draws, 0), four(uppers, 0), four(lowers, 0)};
    FourBlocks two{all(replication), four(draws, 4), four(uppers, 4), four(lowers, 4)};
    ten_rounds(seed, one, two, drawn);
}

[[gnu::target("avx2")]] std::array<double, 4> four_with_avx2(const std::array<std::uint32_t, 4>& high,
                                                             const std::array<std::uint32_t, 4>& low) {
    std::array<double, 4> found{};
    _mm256_storeu_pd(found.data(), uniforms_of(_mm256_set_epi64x(high[3], high[2], high[1], high[0]),
                                               _mm256_set_epi64x(low[3], low[2], low[1], low[0])));
    return found;
}
#undef AVX2

const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
}  // namespace

bool eight_in_lanes() { return has_avx2; }
std::array<double, 4> uniforms_of_four(const std::array<std::uint32_t, 4>& high, const std::array<std::uint32_t, 4>& low) {
    return four_with_avx2(high, low);
}
#else
namespace {
constexpr bool has_avx2 = false;
void eight_with_avx2(const Drawing&, std::uint64_t, Eight&) {}
void eight_apart_with_avx2(std::uint64_t, std::uint32_t, const Apart&, Eight&) {}
}  // namespace
bool eight_in_lanes() { return false; }
std::array<double, 4> uniforms_of_four(const std::array<std::uint32_t, 4>& high, const std::array<std::uint32_t, 4>& low) {
    std::array<double, 4> found{};
    for (std::size_t i = 0; i < found.size(); ++i) found[i] = uniform_of(high[i], low[i]);
    return found;
}
#endif

void eight_at_once(const Drawing& drawing, std::uint64_t first, Eight& drawn) {
    if (has_avx2) return eight_with_avx2(drawing, first, drawn);
    for (Uniforms& one : drawn) one = one_alone(drawing, first++);
}

void eight_apart(std::uint64_t seed, std::uint32_t replication, const Apart& addresses, Eight& drawn) {
    if (has_avx2) return eight_apart_with_avx2(seed, replication, addresses, drawn);
    for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i] = one_alone({seed, replication, addresses.draw[i]}, addresses.who[i]);
}

}  // namespace counterless
