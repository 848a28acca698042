// Busy over time on duty and able to work (occupancy), busy over paid time (utilisation): what lies between is breaks and
// broken desks.
#include <fmt/format.h>

#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
std::string desk(const std::string& name, const std::string& staff, const std::string& demand, const std::string& study) {
    return fmt::format(R"({{"name": "{}", "demand": {{"streams": {{"all": {{"to": "hall", "rate": "{}"}}}}}},
        "centres": {{"hall": {{"stations": {{"desk": {{"service": {{"law": "exponential", "mean": "1 min"}},
                                                       "staff": {{"clerk": {{{}}}}}}}}}}}}}, "study": {{{}}}}})",
                       name, demand, staff, study);
}
constexpr const char* places[] = {"centre/hall/desk/pool/clerk", "centre/hall/desk", "centre/hall"};
}  // namespace

// Four clerks for eight hours, each half an hour away: 30 of 32 paid hours, whatever the customers do. Breaks begin after the
// customer at the desk and last as long as stated.
TEST_CASE("breaks are paid and are no time to work in") {
    const Simulated simulated(desk(
        "paid breaks",
        R"("shifts": [{"from": "0 h", "until": "8 h", "agents": 4, "breaks": [{"from": "2 h", "until": "4 h", "length": "30 min"}]}])",
        "2 / min", R"("horizon": "8 h", "replications": 8)"));
    for (const char* place : places) {
        CAPTURE(place);
        const double busy = simulated.of("utilisation", place).mean * 32;
        CHECK(busy == doctest::Approx(simulated.of("occupancy", place).mean * 30).epsilon(1e-9));
        CHECK(busy == doctest::Approx(16).epsilon(0.1));  // 960 customers of a minute each
    }
    CHECK(simulated.of("agents", "centre/hall/desk").mean == doctest::Approx(30.0 / 8));
}

// A desk that fails whether it serves or not is up 20 of 25 minutes; what is begun is resumed, so 0.5 of all time is service.
TEST_CASE("a broken desk is paid") {
    const Simulated simulated(desk(
        "paid repairs",
        R"("agents": 1, "breakdown": {"up": {"law": "exponential", "mean": "20 min"}, "repair": {"law": "exponential", "mean": "5 min"}})",
        "0.5 / min", R"("horizon": "40000 min", "warmup": "500 min", "replications": 16)"));
    for (const char* place : places) {
        CAPTURE(place);
        simulated.check("utilisation", place, 0.5, 0.02, "load");
        simulated.check("occupancy", place, 0.5 / 0.8, 0.02, "load over availability");
    }
}
