#include "scenarios/units.hpp"

#include <doctest/doctest.h>

using namespace counterless;

TEST_CASE("durations become seconds") {
    CHECK(parse_duration("8 min") == 480);
    CHECK(parse_duration("8min") == 480);
    CHECK(parse_duration("1.5 h") == 5400);
    CHECK(parse_duration("20 ms") == doctest::Approx(0.02));
    CHECK(parse_duration("1 week") == 7 * parse_duration("1 d").value());
    CHECK(parse_duration("0 s") == 0);
    CHECK(parse_duration("1e3 s") == 1000);
}
TEST_CASE("what is no duration is refused, not guessed") {
    for (const char* text : {"8", "8 mins", "min", "", " 8 min", "8 min ", "-8 min", "+8 min", "8. min", ".5 min", "1e999 s",
                             "nan s", "inf s", "8 min 30 s", "0x8 min", "1,5 h", "8 kB", "1e308 week"})
        CHECK_MESSAGE(!parse_duration(text), text);
}
TEST_CASE("rates are per second") {
    CHECK(parse_rate("7.2 / min") == doctest::Approx(0.12));
    CHECK(parse_rate("12/h") == doctest::Approx(1.0 / 300));
    CHECK(parse_rate("604800 / week") == doctest::Approx(1));
    CHECK(!parse_rate("12 h"));
    CHECK(!parse_rate("12 / month"));
    CHECK(!parse_rate("12"));
}
TEST_CASE("a volume keeps its period") {
    CHECK(parse_volume("215000 / week")->count == 215000);
    CHECK(parse_volume("215000 / week")->period == Period::week);
    CHECK(parse_volume("5 / day")->period == Period::day);
    CHECK(!parse_volume("5 / h"));
}
TEST_CASE("bytes count in powers of 1000, and eight bits are a byte") {
    CHECK(parse_bytes("200 kB") == 200000);
    CHECK(!parse_bytes("200 KB"));
    CHECK(parse_bandwidth("1 Gbit/s") == 1e9 / 8);
    CHECK(parse_bandwidth("1 GB/s") == 1e9);
    CHECK(!parse_bandwidth("1 GB"));
}
TEST_CASE("clock times end at 24:00") {
    CHECK(parse_clock("07:30") == 27000);
    CHECK(parse_clock("24:00") == 86400);
    for (const char* text : {"24:01", "7:30", "07:60", "07-30", "07:3x", "0730", ""}) CHECK_MESSAGE(!parse_clock(text), text);
}
TEST_CASE("dates are days of the calendar") {
    CHECK(date_text(*parse_date("2018-10-21")) == "2018-10-21");
    CHECK((*parse_date("2020-03-01") - *parse_date("2020-02-28")).count() == 2);  // a leap year
    for (const char* text : {"2018-02-29", "2018-13-01", "2018-00-10", "18-10-21", "2018-10-32", "2018/10/21", "0000-01-01"})
        CHECK_MESSAGE(!parse_date(text), text);
}
TEST_CASE("money names its currency, mass its unit") {
    CHECK(parse_money("0.75 AED")->amount == 0.75);
    CHECK(parse_money("120AED")->currency == "AED");
    CHECK(!parse_money("120"));
    CHECK(!parse_money("120 aed"));
    CHECK(parse_mass("5 g") == doctest::Approx(0.005));
}
