// Streams from what the file says: each form by hand, and each mistake told with its place.
#include <doctest/doctest.h>

#include <cmath>

#include "models/constants.hpp"
#include "models/rate.hpp"
#include "scenarios/forecast.hpp"
#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {

// One stream of the given parts to an always open hall; more parts of the scenario behind.
ReadResult read_stream(const std::string& parts, const std::string& more = hour) {
    return read_parts(hall + R"(, "demand": {"streams": {"all": {"to": "hall", )" + parts + "}}}, " + more);
}
Stream stream_of(const ReadResult& result) {
    INFO(all_of(result.problems));
    REQUIRE(result.ok());
    return result.scenario.streams.at(0);
}
// A week from Sunday 2018-10-21; Friday and Saturday are closed, Tuesday is a holiday; 08:00 to 14:00.
const std::string week = R"("calendar": {"start": "2018-10-21", "end": "2018-10-27", "holidays": ["2018-10-23"],
    "working_week": ["sun", "mon", "tue", "wed", "thu"], "hours": {"from": "08:00", "until": "14:00"}})";
const std::string open_week = R"("calendar": {"start": "2018-10-21", "end": "2018-10-27", "holidays": ["2018-10-23"]},
    "channels": {"web": {"response": "2 s"}})";
ReadResult read_web(const std::string& parts) {
    return read_parts(open_week + R"(, "demand": {"streams": {"all": {"to": "web", )" + parts + "}}}");
}
double rate_at(const Stream& stream, double time_s) {
    for (const Piece& piece : stream.pieces)
        if (time_s >= piece.from_s && time_s < piece.until_s) return piece.rate_at(time_s);
    return -1;
}
std::string halves(const std::string& early, const std::string& late) {  // of the half-hours before and after noon
    std::string list = "[";
    for (int i = 0; i < 48; ++i) list += (i > 0 ? ", " : "") + (i < 24 ? early : late);
    return list + "]";
}
}  // namespace

// ---- rates --------------------------------------------------------------------------------------------------------------------

TEST_CASE("a stream to a centre walks its whole path, one to a station stops only there") {
    CHECK(stream_of(read_stream(R"("rate": "1 / min")")).whole_path);
    const auto only =
        read_parts(hall + R"(, "demand": {"streams": {"all": {"to": "hall/counter", "rate": "1 / min"}}}, )" + hour);
    CHECK(!stream_of(only).whole_path);
}

TEST_CASE("a ramp reaches its rate at the end of the piece") {
    const Stream stream =
        stream_of(read_stream(R"("rate": [{"from": "10 min", "until": "20 min", "rate": "0 / min", "to_rate": "6 / min"}])"));
    CHECK(rate_at(stream, 0) == 0);
    CHECK(rate_at(stream, 600) == 0);
    CHECK(rate_at(stream, 900) == doctest::Approx(0.05));
    CHECK(rate_at(stream, 1200) == 0);
    CHECK(expected_arrivals(stream.pieces[1], nullptr, 600, 1200) == doctest::Approx(30));
}

TEST_CASE("doors cut a ramp without bending it") {
    const auto result = read_parts(hall + ", " + week + R"(, "demand": {"streams": {"all": {"to": "hall",
        "rate": [{"from": "07:00", "until": "09:00", "rate": "0 / h", "to_rate": "20 / h"}]}}})");
    const Stream stream = stream_of(result);
    CHECK(rate_at(stream, 7.5 * hour_s) == 0);
    CHECK(rate_at(stream, 8 * hour_s) == doctest::Approx(10 / hour_s));
    CHECK(rate_at(stream, 8.5 * hour_s) == doctest::Approx(15 / hour_s));
    CHECK(rate_at(stream, 2 * day_s + 8.5 * hour_s) == 0);  // the holiday
    CHECK(forecast(result.scenario).visits == doctest::Approx(4 * 15));
}

TEST_CASE("factors multiply: half-hour, weekday, month, holiday and growth") {
    const Stream stream = stream_of(read_web(R"("rate": {"base": "60 / h", "by_half_hour": )" + halves("0.5", "2") +
                                             R"(, "by_weekday": {"mon": 3}, "by_month": {"oct": 1.5}, "on_holidays": 0.25,
        "growth_per_year": 0.1, "by_weekday_and_half_hour": {"wed": )" +
                                             halves("1", "0") + "}}"));
    const auto grown = [](int day) { return std::pow(1.1, day / 365.25) * 1.5 / 60; };
    CHECK(rate_at(stream, hour_s) == doctest::Approx(grown(0) * 0.5));
    CHECK(rate_at(stream, 13 * hour_s) == doctest::Approx(grown(0) * 2));
    CHECK(rate_at(stream, day_s + 13 * hour_s) == doctest::Approx(grown(1) * 2 * 3));
    CHECK(rate_at(stream, 2 * day_s + 13 * hour_s) == doctest::Approx(grown(2) * 2 * 0.25));
    CHECK(rate_at(stream, 3 * day_s + hour_s) == doctest::Approx(grown(3)));
    CHECK(rate_at(stream, 3 * day_s + 13 * hour_s) == 0);
}

TEST_CASE("a wave and a day factor come with the rate") {
    const Stream stream = stream_of(read_stream(
        R"("rate": "1 / min", "wave": {"amplitude": 0.5, "period": "2 h", "shift": "10 min"}, "day_factor": {"cv": 0.2})"));
    REQUIRE(stream.wave);
    CHECK(stream.wave->amplitude == 0.5);
    CHECK(stream.wave->period_s == 7200);
    CHECK(stream.wave->shift_s == 600);
    CHECK(stream.day_factor.mean == doctest::Approx(1));
    CHECK(stream.day_factor.sd == doctest::Approx(0.2));
}

TEST_CASE("mistakes in rates are told with their places") {
    const std::string place = "/demand/streams/all";
    CHECK(tells(read_stream(R"("class": "vip", "rate": "1 / h")").problems, place + "/class", "vip"));
    CHECK(tells(read_stream(R"("rate": {"base": "1 / h"})").problems, place + "/rate", "without a calendar"));
    CHECK(tells(read_stream(R"("rate": {"by_weekday": {"sun": 2}})").problems, place + "/rate", "no \"base\""));
    CHECK(tells(read_web(R"("rate": {"base": "1 / h", "by_half_hour": [1, 2]})").problems, "by_half_hour", "2 members"));
    CHECK(tells(read_web(R"("rate": {"base": "1 / h", "by_half_hour": )" + halves("1", "-1") + "}").problems, "by_half_hour/24",
                "-1"));
    CHECK(tells(read_web(R"("rate": {"base": "1 / h", "by_weekday": {"sonntag": 1}})").problems, "by_weekday", "sonntag"));
    CHECK(tells(read_web(R"("rate": {"base": "1 / h", "by_month": {"okt": 1}})").problems, "by_month", "okt", "oct"));
    CHECK(tells(read_web(R"("rate": {"base": "1 / h", "growth_per_year": -1})").problems, "growth_per_year", "-1"));
    CHECK(tells(read_web(R"("rate": "900 / s")").problems, place + "/rate", "arrivals in a day"));
    CHECK(tells(read_stream(R"("rate": "1 / h", "wave": {"amplitude": 1.5})").problems, "wave/amplitude", "1.5"));
    CHECK(tells(read_stream(R"("gap": "1 min", "wave": {"amplitude": 0.5})").problems, place + "/wave", "no rate"));
    CHECK(tells(read_stream(R"("rate": "1 / h", "day_factor": {"cv": 0})").problems, "day_factor/cv", "0"));
}

// ---- the other processes ------------------------------------------------------------------------------------------------------

TEST_CASE("a stream is exactly one process") {
    CHECK(tells(read_stream(R"("name": "x")").problems, "/demand/streams/all", "no \"rate\"", "exactly one"));
    CHECK(tells(read_stream(R"("rate": "1 / h", "gap": "1 min")").problems, "/demand/streams/all", "\"rate\", \"gap\"",
                "exactly one"));
    CHECK(stream_of(read_stream(R"("gap": {"law": "erlang", "mean": "1 min", "k": 2})")).process == Process::renewal);
    CHECK(tells(read_stream(R"("gap": "0 s")").problems, "/demand/streams/all/gap", "no time", "above 0"));
}

TEST_CASE("a finite source has members who think; some may be present") {
    const Stream stream = stream_of(read_stream(R"("source": {"population": 50, "thinking": "5 min"}, "present_at_start": 3)"));
    CHECK(stream.process == Process::finite_source);
    CHECK(stream.population == 50);
    CHECK(stream.present_at_start == 3);
    CHECK(stream.gap.mean == 300);
    CHECK(tells(read_stream(R"("source": {"population": 2, "thinking": "5 min"}, "present_at_start": 3)").problems,
                "present_at_start", "3", "at most the population, 2"));
    CHECK(tells(read_stream(R"("source": {"population": 0, "thinking": "5 min"})").problems, "population", "0"));
    CHECK(tells(read_stream(R"("source": {"population": 5})").problems, "/source", "no \"thinking\""));
    CHECK(tells(read_stream(R"("source": {"population": 5, "thinking": "0 s"})").problems, "thinking", "no time"));
    CHECK(tells(read_stream(R"("source": {"population": 5, "thinking": "1 s"}, "batch": {"sizes": [1]})").problems, "batch"));
}

TEST_CASE("nobody is present behind closed doors") {
    const auto result = read_parts(hall + ", " + week +
                                   R"(, "demand": {"streams": {"all": {"to": "hall", "rate": "1 / h", "present_at_start": 1}}})");
    CHECK(tells(result.problems, "present_at_start", "closed"));
}

TEST_CASE("batches by shares and by law have the mean they state") {
    const auto mean = [](const Stream& stream) {
        double sum = 0, weighted = 0;
        for (std::size_t i = 0; i < stream.batch.shares.size(); ++i) {
            sum += stream.batch.shares[i];
            weighted += stream.batch.shares[i] * static_cast<double>(i + 1);
        }
        CHECK(sum == doctest::Approx(1));
        return weighted;
    };
    const auto batch = [](const std::string& parts) { return read_stream(R"("rate": "1 / h", "batch": {)" + parts + "}"); };
    CHECK(mean(stream_of(batch(R"("sizes": [0.5, 0.5])"))) == doctest::Approx(1.5));
    CHECK(mean(stream_of(batch(R"("law": "geometric", "mean": 30)"))) == doctest::Approx(30));
    CHECK(mean(stream_of(batch(R"("law": "poisson", "mean": 4.5)"))) == doctest::Approx(4.5));
    CHECK(mean(stream_of(batch(R"("law": "fixed", "mean": 3)"))) == doctest::Approx(3));
    CHECK(!stream_of(batch(R"("law": "fixed", "mean": 3)")).batch.whole);
    CHECK(stream_of(batch(R"("law": "fixed", "mean": 3, "admission": "whole")")).batch.whole);
    CHECK(forecast(batch(R"("law": "fixed", "mean": 3)").scenario).visits == doctest::Approx(3));
    CHECK(tells(batch(R"("sizes": [0.5, 0.4])").problems, "batch/sizes", "sum to 0.9"));
    CHECK(tells(batch(R"("law": "fixed", "mean": 2.5)").problems, "batch/mean", "2.5", "whole"));
    CHECK(tells(batch(R"("law": "geometric", "mean": 31)").problems, "batch/mean", "31", "30"));
    CHECK(tells(batch(R"("law": "geometric")").problems, "batch", "no \"mean\""));
    CHECK(tells(batch(R"("mean": 2)").problems, "batch", "neither"));
    CHECK(tells(batch(R"("sizes": [1], "law": "fixed", "mean": 2)").problems, "batch", "\"sizes\" and \"law\""));
}

TEST_CASE("appointments stand in the working days, overbooked evenly") {
    const std::string book = R"("appointments": {"from": "08:00", "until": "10:00", "every": "12 min", "booked": 2,
        "overbooking": 0.1, "no_show": 0.25, "lateness": {"law": "exponential", "mean": "6 min"}, "early": "5 min"})";
    const auto result = read_parts(hall + ", " + week + R"(, "demand": {"streams": {"all": {"to": "hall", )" + book + "}}}");
    const Stream stream = stream_of(result);
    REQUIRE(stream.appointments.slots.size() == 4 * 10);
    int booked = 0;
    for (std::size_t i = 0; i < 10; ++i) booked += stream.appointments.slots[i].booked;
    CHECK(booked == 22);
    CHECK(stream.appointments.slots[4].booked == 3);  // 4 x 2.2 = 8.8, 5 x 2.2 = 11
    CHECK(stream.appointments.slots[1].time_s == doctest::Approx(8 * hour_s + 720));
    CHECK(stream.appointments.slots[20].time_s == doctest::Approx(3 * day_s + 8 * hour_s));  // Tuesday is a holiday
    CHECK(stream.appointments.slots[29].opens_s == doctest::Approx(3 * day_s + 8 * hour_s));
    CHECK(stream.appointments.early_s == 300);
    CHECK(forecast(result.scenario).visits == doctest::Approx(4 * 22 * 0.75));
}

TEST_CASE("mistakes in appointments are told with their places") {
    const auto hours = [](const std::string& parts) {
        return read_parts(hall + ", " + week + R"(, "demand": {"streams": {"all": {"to": "hall", "appointments": {)" + parts +
                          "}}}}");
    };
    CHECK(tells(hours(R"("from": "07:00", "until": "09:00", "every": "10 min")").problems, "appointments/from", "outside"));
    CHECK(
        tells(hours(R"("from": "10:00", "until": "09:00", "every": "10 min")").problems, "appointments/until", "10:00 to 09:00"));
    CHECK(tells(hours(R"("from": "1 h", "until": "09:00", "every": "10 min")").problems, "appointments/from", "1 h", "clock"));
    CHECK(tells(hours(R"("from": "08:00", "until": "09:00", "every": "0 s")").problems, "appointments/every"));
    CHECK(tells(hours(R"("from": "08:00", "until": "09:00")").problems, "appointments", "no \"every\""));
    CHECK(tells(read_stream(R"("appointments": {"from": "08:00", "until": "09:00", "every": "1 min"})").problems,
                "appointments/from", "08:00", "no calendar"));
    CHECK(stream_of(read_stream(R"("appointments": {"from": "0 s", "until": "1 h", "every": "1 min"})"))
              .appointments.slots.size() == 60);
}

// ---- classes, and the days of a volume
// ------------------------------------------------------------------------------------------

TEST_CASE("classes are stated once and named by streams; one class always exists") {
    CHECK(read_stream(R"("rate": "1 / h")").scenario.classes.size() == 1);
    const auto result = read_stream(R"("rate": "1 / h", "class": "elderly")",
                                    hour + R"(, "customers": {"classes": {"everyone": {}, "elderly": {"name": "Elderly"}}})");
    CHECK(stream_of(result).klass == 1);
    CHECK(result.scenario.classes[1].name.en == "Elderly");
}

namespace {
ReadResult read_volume(const std::string& demand) {
    return read_parts(hall + ", " + week + R"(, "services": {"licence": {"volume": "1 / week"}}, "adoption": {"share": 0},
        "customers": {"segments": {"people": {}}}, "demand": {"volume": "1000 / day", )" +
                      demand + "}");
}
}  // namespace

TEST_CASE("a holiday's needs are caught up on the next working days and pulled forward to those before") {
    const auto result =
        read_volume(R"("closures": {"catch_up": 0.5, "catch_up_days": 2, "pull_forward": 0.3, "pull_forward_days": 2})");
    INFO(all_of(result.problems));
    REQUIRE(result.ok());
    const auto& days = result.scenario.calendar.days;
    CHECK(days[0].factor == doctest::Approx(1.15));
    CHECK(days[1].factor == doctest::Approx(1.15));
    CHECK(days[3].factor == doctest::Approx(1.25));
    CHECK(days[4].factor == doctest::Approx(1.25));
    // With shares that sum to 1 the volume of the week is what it would have been without the holiday.
    const auto kept = read_volume(R"("closures": {"catch_up": 0.6, "catch_up_days": 1, "pull_forward": 0.4})");
    double sum = 0;
    for (const Day& day : kept.scenario.calendar.days) sum += day.working ? day.factor : 0;
    CHECK(sum == doctest::Approx(5));
    CHECK(forecast(kept.scenario).transactions == doctest::Approx(5000));
    CHECK(tells(read_volume(R"("closures": {"catch_up": 0.6, "pull_forward": 0.5})").problems, "/demand/closures", "1.1",
                "up to 1"));
}

TEST_CASE("a volume grows and has seasons; its random day factor has mean 1") {
    const auto result = read_volume(R"("growth_per_year": 0.1, "by_month": {"oct": 2}, "day_factor": {"cv": 0.3})");
    REQUIRE(result.ok());
    CHECK(result.scenario.calendar.days[0].factor == doctest::Approx(2));
    CHECK(result.scenario.calendar.days[4].factor == doctest::Approx(2 * std::pow(1.1, 4 / 365.25)));
    CHECK(result.scenario.needs->day_factor.sd == doctest::Approx(0.3));
    const auto without = read_parts(
        hall + R"(, "demand": {"growth_per_year": 0.1, "streams": {"all": {"to": "hall", "rate": "1 / h"}}}, )" + hour);
    CHECK(tells(without.problems, "/demand/growth_per_year", "no volume"));
}
