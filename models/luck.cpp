#include "models/luck.hpp"

#include <algorithm>
#include <stdexcept>

namespace counterless {
namespace {
// 1 - u, of a u below 2^-53, would be 1.
Uniforms mirror(const Uniforms& drawn) { return {std::min(1 - drawn.u, below_one), std::min(1 - drawn.v, below_one)}; }
[[noreturn]] void throw_too_many() {
    throw std::out_of_range("luck: one person cannot draw more than 2^24 times for one purpose");
}
}  // namespace

void Luck::compute_neighbours(Window& window) const {
    eight_at_once({seed_, replication_, window.draw}, window.first, window.drawn);
    if (!mirrored_) return;
    for (Uniforms& drawn : window.drawn) drawn = mirror(drawn);
}

Uniforms Luck::compute(std::uint32_t draw, std::uint64_t who) const {
    const Uniforms drawn = one_alone({seed_, replication_, draw}, who);
    return mirrored_ ? mirror(drawn) : drawn;
}

// Not in the window. Eight are computed together when those before them were, or when another of them is asked for; anybody else
// is computed alone.
Uniforms Luck::look(Purpose purpose, std::uint64_t who, std::uint32_t which) const {
    if (which >= which_end) throw_too_many();
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

std::vector<double> Luck::us_of(Purpose purpose, std::span<const Address> addresses) const {
    std::vector<double> us(addresses.size());
    for (std::size_t begin = 0; begin < addresses.size(); begin += width) {
        const std::size_t many = std::min<std::size_t>(width, addresses.size() - begin);
        Apart apart{};
        Eight drawn;
        for (std::size_t i = 0; i < many; ++i) {
            const auto& [who, which] = addresses[begin + i];
            if (which >= which_end) throw_too_many();
#ifndef NDEBUG
            remember(purpose, who, which);
#endif
            apart.who[i] = who;
            apart.draw[i] = draw_of(purpose, which);
        }
        eight_apart(seed_, replication_, apart, drawn);
        for (std::size_t i = 0; i < many; ++i) us[begin + i] = mirrored_ ? mirror(drawn[i]).u : drawn[i].u;
    }
    return us;
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
