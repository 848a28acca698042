#include "models/poisson_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "models/series.hpp"

namespace counterless {
namespace {

// The exponential numbers of one block, `from` its begin.
void add_block(std::span<const double> instants, double from, double block_s, std::vector<double>& numbers) {
    double left_before = block_s, still = static_cast<double>(instants.size());
    for (const double instant : instants) {
        const double left = from + block_s - instant;
        numbers.push_back(still * std::log(left_before / left));
        left_before = left;
        still -= 1;
    }
}

}  // namespace

BlockTest block_test(std::span<const double> instants, double block_s) {
    BlockTest test;
    std::vector<double> numbers;
    for (std::size_t begin = 0; begin < instants.size();) {
        const double from = std::floor(instants[begin] / block_s) * block_s;
        std::size_t end = begin;
        while (end < instants.size() && instants[end] < from + block_s) ++end;
        if (end == begin)
            ++end;  // an instant that rounding puts on the edge
        else {
            add_block(instants.subspan(begin, end - begin), from, block_s, numbers);
            ++test.blocks;
        }
        begin = end;
    }
    test.customers = numbers.size();
    if (numbers.empty()) return test;
    const Moments all_numbers = moments(numbers);
    test.cv = numbers.size() > 1 ? all_numbers.sd / all_numbers.mean : 0;
    for (double& number : numbers) number = -std::expm1(-number);
    std::sort(numbers.begin(), numbers.end());
    test.distance = distance_uniform(numbers);
    test.ks_p = ks_above(test.distance.ks, static_cast<double>(numbers.size()));
    test.ad_p = ad_above(test.distance.ad);
    return test;
}

std::vector<double> spread_over_step(std::span<const double> instants, double step_s, std::uint64_t seed) {
    std::vector<double> all(instants.begin(), instants.end());
    std::mt19937_64 bits(seed);
    for (double& instant : all) instant += step_s * (static_cast<double>(bits() >> 11) + 0.5) * 0x1.0p-53;
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<double> gaps_by_rate(std::span<const double> instants, std::span<const double> expected_in_cell, double cell_s) {
    std::vector<double> before{0};
    for (const double expected : expected_in_cell) before.push_back(before.back() + expected);
    const auto clock = [&](double instant) {
        const double cells = instant / cell_s;
        const std::size_t cell = std::min(static_cast<std::size_t>(cells), expected_in_cell.size() - 1);
        return before[cell] + (cells - static_cast<double>(cell)) * expected_in_cell[cell];
    };
    std::vector<double> gaps;
    for (std::size_t i = 1; i < instants.size(); ++i) gaps.push_back(clock(instants[i]) - clock(instants[i - 1]));
    return gaps;
}

}  // namespace counterless
