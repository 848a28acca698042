#include "models/varying_staffing.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "models/offered_load.hpp"

using namespace counterless;

namespace {
std::vector<StaffingInterval> quarters() { return {{0, 100}, {100, 200}, {200, 300}, {300, 400}}; }
// Rises to 2, jumps to 4, falls to nothing.
const std::vector<Piece> rates = {{0, 100, 0, 0.02}, {100, 200, 4}, {200, 300, 4, -0.04}};
}  // namespace

TEST_CASE("a constant rate, long after the start: all methods agree") {
    const std::vector<Piece> steady = {{-10000, 1000, 0.5}};
    for (const StaffingMethod method : staffing_methods)
        for (const double rate : equivalent_rates(method, steady, exponential(60), quarters()))
            CHECK(rate == doctest::Approx(0.5).epsilon(1e-9));
}

TEST_CASE("by hand: averages, worst moments, and the mix that takes the average only where the rate rises") {
    using enum StaffingMethod;
    const auto by = [&](StaffingMethod method) { return equivalent_rates(method, rates, exponential(50), quarters()); };
    CHECK(by(sipp) == std::vector<double>{1, 4, 2, 0});
    CHECK(by(sipp_max) == std::vector<double>{2, 4, 4, 0});
    CHECK(by(sipp_mix) == std::vector<double>{1, 4, 4, 0});
    // 50 seconds earlier: (half empty, half from 0 to 1), (1 to 2, then 4), (4, then 4 to 2), (2 to 0, then nothing).
    const std::vector<double> lagged = by(lag_sipp), worst = by(lag_max), mixed = by(lag_mix);
    CHECK(lagged[0] == doctest::Approx(0.25));
    CHECK(lagged[1] == doctest::Approx((1.5 + 4) / 2));
    CHECK(lagged[2] == doctest::Approx((4 + 3) / 2.0));
    CHECK(lagged[3] == doctest::Approx(0.5));
    CHECK(worst[0] == doctest::Approx(1));
    CHECK(worst[3] == doctest::Approx(2));
    CHECK(mixed[1] == doctest::Approx(lagged[1]));  // rises, with a jump
    CHECK(mixed[3] == doctest::Approx(2));
}

TEST_CASE("the modified offered load: no more than there can be, and still some after the last arrival") {
    const auto mol = equivalent_rates(StaffingMethod::mol, rates, exponential(50), quarters());
    const auto most = equivalent_rates(StaffingMethod::mol_max, rates, exponential(50), quarters());
    CHECK(mol[3] > 0.05);
    for (std::size_t k = 0; k < mol.size(); ++k) CHECK(most[k] >= mol[k]);
    CHECK(most[3] == doctest::Approx(offered_load(rates, exponential(50), 300) / 50));
}

TEST_CASE("staffing asks the stationary queue, and nobody where nobody comes") {
    const auto agents = staff(std::vector<double>{0.1, 0, 2}, [](double rate) { return static_cast<int>(std::ceil(rate * 10)); });
    CHECK(agents == std::vector<int>{1, 0, 20});
}

TEST_CASE("the stepped day holds as many arrivals as the rates") {
    const std::vector<int> agents = {1, 2, 3, 4};
    const SteppedDay day = stepped_day(rates, quarters(), agents, 30);
    CHECK(day.pieces.size() == 16);
    double all = 0, time = 0;
    for (const DayPiece& piece : day.pieces) all += piece.arrivals_per_s * piece.length_s, time += piece.length_s;
    CHECK(all == doctest::Approx(100 + 400 + 200));
    CHECK(time == doctest::Approx(400));
    CHECK(day.pieces.back().counters == 4);
    CHECK(day.interval_of[4] == 1);
}
