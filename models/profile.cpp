#include "models/profile.hpp"

#include <algorithm>
#include <cmath>

namespace counterless {

Profile::Profile(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {
    std::erase_if(pieces_, [](const Piece& piece) { return piece.share <= 0; });
    double total = 0;
    for (const Piece& piece : pieces_) total += piece.share;
    double before = 0;
    for (Piece& piece : pieces_) {
        piece.share /= total;
        before_.push_back(before);
        last_s_.push_back(std::nextafter(piece.until_s, piece.from_s));
        before += piece.share;
    }
}

double Profile::second_of(double place) const {
    const auto after = std::upper_bound(before_.begin(), before_.end(), place);
    const auto i = static_cast<std::size_t>(after - before_.begin()) - 1;
    const Piece& piece = pieces_[i];
    const double within = std::min((place - before_[i]) / piece.share, 1.0);
    return std::min(piece.from_s + within * (piece.until_s - piece.from_s), last_s_[i]);
}

double Profile::second_of(double place, const Hours& stated_for, const Hours& today) const {
    const double second = second_of(place);
    if (stated_for.from_s == today.from_s && stated_for.until_s == today.until_s) return second;  // to the last bit
    const double ratio = (today.until_s - today.from_s) / (stated_for.until_s - stated_for.from_s);
    return std::min(today.from_s + (second - stated_for.from_s) * ratio, std::nexttoward(today.until_s, today.from_s));
}

}  // namespace counterless
