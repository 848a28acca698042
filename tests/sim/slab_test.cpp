#include "sim/slab.hpp"

#include <doctest/doctest.h>

using namespace counterless;

TEST_CASE("a freed place is used again, so memory follows those present") {
    Slab<int> slab;
    const auto first = slab.add(1), second = slab.add(2);
    slab.remove(first);
    CHECK(slab.present() == 1);
    CHECK(slab.add(3) == first);
    CHECK(slab[first] == 3);
    CHECK(slab[second] == 2);
    for (int i = 0; i < 1000; ++i) slab.remove(slab.add(i));
    CHECK(slab.places() == 3);
}

TEST_CASE("a claimed place still holds what its last owner left") {
    Slab<int> slab;
    slab.remove(slab.add(41));
    CHECK(slab[slab.claim()] == 41);
}
