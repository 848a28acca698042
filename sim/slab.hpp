// sim/slab.hpp: records with a number for a name. Freed places are used again, so memory grows with those present, not with those
// who ever came, and nothing is allocated in the loop once the slab has grown. Tested in tests/sim/slab_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterless {

template <typename Record>
class Slab {
  public:
    std::uint32_t add(const Record& record) {
        const std::uint32_t place = claim();
        records_[place] = record;
        return place;
    }
    // A place that still holds what its last owner left there (a stamp that must go on counting, say).
    std::uint32_t claim() {
        if (free_.empty()) {
            records_.emplace_back();
            return static_cast<std::uint32_t>(records_.size() - 1);
        }
        const std::uint32_t place = free_.back();
        free_.pop_back();
        return place;
    }
    void remove(std::uint32_t place) { free_.push_back(place); }
    Record& operator[](std::uint32_t place) { return records_[place]; }
    const Record& operator[](std::uint32_t place) const { return records_[place]; }
    [[nodiscard]] std::size_t present() const { return records_.size() - free_.size(); }
    [[nodiscard]] std::size_t places() const { return records_.size(); }  // the most ever present at once

  private:
    std::vector<Record> records_;
    std::vector<std::uint32_t> free_;
};

}  // namespace counterless
