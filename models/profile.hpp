// models/profile.hpp: when, within a day. A day's needs are a unit-rate Poisson process on (0, 1); the profile turns a place in
// it into a second of the day: the inverse of the cumulative rate, exact across jumps and over gaps without anybody. So the n-th
// person of a day stays the n-th person when the rate changes. Method: Cinlar 1975. A day with shorter hours has the same shape
// on those hours: who came in the first tenth of a usual day comes in the first tenth of that one. Tested in
// tests/models/profile_test.cpp.
#pragma once

#include <vector>

namespace counterless {

class Profile {
  public:
    struct Piece {
        double from_s, until_s, share;
    };
    Profile() = default;
    explicit Profile(std::vector<Piece> pieces);         // in order, not overlapping; shares >= 0, sum > 0 (they are normalised)
    [[nodiscard]] double second_of(double place) const;  // place in [0, 1)
    // On a day of other hours than those it was stated for: stretched linearly from the one onto the other.
    struct Hours {
        double from_s, until_s;
    };
    [[nodiscard]] double second_of(double place, const Hours& stated_for, const Hours& today) const;
    [[nodiscard]] bool empty() const { return pieces_.empty(); }

  private:
    std::vector<Piece> pieces_;
    std::vector<double> before_;  // share of the day before each piece
    std::vector<double> last_s_;  // the last instant of each: until_s is the next one's
};

}  // namespace counterless
