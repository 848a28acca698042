#include "scenarios/build.hpp"

#include <doctest/doctest.h>

#include "models/constants.hpp"
#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
const Scenario& town() {
    static const ReadResult result = read_town({});
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    return result.scenario;
}
bool town_tells(const std::string& pointer, const std::string& value, const std::string& place, const std::string& found) {
    const auto result = read_town({{pointer, value}});
    return tells(result.problems, place, found);
}
double expected(const Stream& stream) {
    double count = 0;
    for (const Piece& piece : stream.pieces) count += (piece.until_s - piece.from_s) * piece.rate_per_s;
    return count;
}
}  // namespace

TEST_CASE("the textbook queue reads as it stands") {
    const ReadResult result = read_scenario(fixtures / "mm8.json");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    const Scenario& mm8 = result.scenario;
    CHECK(mm8.name == "M/M/8");
    CHECK(mm8.title.en == "M/M/8");
    CHECK(mm8.study.horizon_s == 200000 * 60);
    CHECK(mm8.study.warmup_s == 60000);
    CHECK(mm8.study.series == Series::off);
    CHECK(!mm8.calendar.has_dates);
    CHECK(mm8.centres.at(0).always_open);
    CHECK(mm8.stations.at(0).agents == 8);
    CHECK(mm8.stations[0].capacity == -1);
    CHECK(mm8.streams.at(0).station == 0);
    CHECK(mm8.streams[0].pieces.at(0).rate_per_s == doctest::Approx(0.12));
    CHECK(mm8.streams[0].pieces[0].until_s == mm8.study.horizon_s);
    CHECK(!mm8.needs);
    CHECK(mm8.sha256.size() == 64);
}
TEST_CASE("the calendar knows its weekdays, holidays and factors") {
    const Calendar& calendar = town().calendar;
    REQUIRE(calendar.days.size() == 7);
    CHECK(calendar.days[0].date == "2018-10-21");
    CHECK(calendar.days[0].weekday == 0);  // a Sunday
    CHECK(calendar.days[0].factor == 1.15);
    CHECK(!calendar.days[2].working);  // the holiday
    CHECK(calendar.days[2].factor == 1);
    CHECK(!calendar.days[5].working);  // Friday
    CHECK(calendar.days[6].start_s == 6 * day_s);
    CHECK(town().study.horizon_s == 7 * day_s);
}
TEST_CASE("centres open in their hours on working days") {
    const auto& main = town().centres.at(0).open;
    REQUIRE(main.size() == 4);  // five days of the working week less a holiday
    CHECK(main[0].open_s == 7.5 * 3600);
    CHECK(main[0].close_s == 14.5 * 3600);
    CHECK(main[2].open_s == 3 * day_s + 7.5 * 3600);
    CHECK(town().centres.at(1).open.at(0).open_s == 8 * 3600);
    const auto round = read_town({{"/centres/port/hours", R"({"from": "00:00", "until": "24:00"})"}});
    REQUIRE_MESSAGE(round.ok(), all_of(round.problems));
    CHECK(round.scenario.centres[1].open.size() == 2);  // Sunday and Monday, Wednesday and Thursday: no seam at midnight
}
TEST_CASE("services share out the volume, segments their channels") {
    const auto& services = town().services;
    CHECK(services.at(0).share == doctest::Approx(0.6));
    CHECK(services.at(1).share == doctest::Approx(0.2));
    CHECK(services[0].channels == std::vector<Index>{0, 1});
    CHECK(services[0].at_counter);
    CHECK(!services.at(2).at_counter);
    CHECK(services[1].segments == std::vector<Index>{0, 1});
    CHECK(services[1].presence.at(0).from_s == -infinite);
    CHECK(services[1].presence.at(1).from_s == 3 * day_s);
    CHECK(services[1].presence[1].value == 0.1);
    CHECK(town().segments.at(0).channel_share == std::vector<double>{0.4, 0.6, 0});
    CHECK(town().segments.at(1).channel_share == std::vector<double>{0.5, 0.5, 0});  // even over web and app, the smart ones
}
TEST_CASE("a volume is of the working days") {
    CHECK(town().needs->per_working_day == doctest::Approx(200));  // 1000 a week of five days
    const auto year = read_town({{"/demand/volume", "365.25 / year"}});
    CHECK(year.scenario.needs->per_working_day == doctest::Approx(7.0 / 5));  // one a calendar day
    CHECK(read_town({{"/demand/volume", "90 / day"}}).scenario.needs->per_working_day == 90);
    REQUIRE(town().needs->channel_profile.size() == 3);
    CHECK(town().needs->channel_profile[0].at(0).from_s == 6 * 3600);
    CHECK(town().needs->channel_profile[1].at(0).from_s == 0);
}
TEST_CASE("streams come piece by piece, and to a centre only while it is open") {
    const auto& streams = town().streams;
    CHECK(expected(streams.at(0)) == doctest::Approx(6 * 7 * 4));  // 6 an hour, seven hours, four days
    CHECK(expected(streams.at(1)) == doctest::Approx(2 * 4));      // 08:00 to 09:00 of each working day
    CHECK(expected(streams.at(2)) == doctest::Approx(60));         // one hour, once
    CHECK(streams[1].station == 1);
    CHECK(streams[2].channel == 2);
    for (const Stream& one : streams) {
        double reached_s = 0;
        for (const Piece& piece : one.pieces) {
            CHECK(piece.from_s == reached_s);
            reached_s = piece.until_s;
        }
        CHECK(reached_s == town().study.horizon_s);
    }
}
TEST_CASE("initiatives become dated knobs and teaching desks") {
    const auto& knobs = town().knobs;
    REQUIRE(knobs.size() == 7);
    for (const Knob& knob : knobs) {
        CHECK(knob.from_s == day_s);
        CHECK(knob.until_s == 4 * day_s);  // the last day is included
    }
    CHECK(knobs.back().kind == KnobKind::guides);
    CHECK(knobs.back().centre == 1);
    CHECK(knobs.back().value == 1);
    const Centre& main = town().centres[0];
    CHECK(main.path == std::vector<Index>{0, 1, 2});
    REQUIRE(main.guides == 3);
    const Station& desk = town().stations[3];
    CHECK(desk.guides);
    CHECK(desk.agents == 0);
    CHECK(desk.service.mean == doctest::Approx(600));
    CHECK(desk.patience.family == LawFamily::never);  // as of the reception, which comes first
    CHECK(town().stations[town().centres[1].guides].patience.family == LawFamily::weibull);
}
TEST_CASE("guides may be for those only who find one free") {
    const auto read = read_town({{"/initiatives/week/guides/patience", "0 s"}});
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    const Law& patience = read.scenario.stations[3].patience;
    CHECK(patience.family == LawFamily::deterministic);
    CHECK(patience.mean == 0);
}
TEST_CASE("an initiative outside the horizon turns no knob; one that covers it ends with it") {
    const auto later = read_town({{"/initiatives/week/from", "2019-01-01"}, {"/initiatives/week/until", "2019-01-02"}});
    REQUIRE_MESSAGE(later.ok(), all_of(later.problems));
    CHECK(later.scenario.knobs.empty());
    const auto wide = read_town({{"/initiatives/week/from", "2018-01-01"}, {"/initiatives/week/until", "2019-01-01"}});
    CHECK(wide.scenario.knobs.at(0).from_s == 0);
    CHECK(wide.scenario.knobs.at(0).until_s == 7 * day_s);
}
TEST_CASE("where values come from is kept by place") {
    const auto find = [](const std::string& place) {
        for (const Provenance& one : town().provenance)
            if (one.place == place) return one;
        return Provenance{};
    };
    CHECK(find("/services/licence/volume").confidence == "found");
    CHECK(find("/services/licence/volume").source == "yearly book");
    CHECK(find("/services/licence/fee").confidence == "assumed");
    CHECK(find("/services/refund").source == "nobody");
    CHECK(find("/stations/counter").source == "guess");
}
TEST_CASE("sums that must be one are one") {
    CHECK(town_tells("/customers/segments/citizen/channels/app", "0.7", "/customers/segments/citizen/channels", "sum to 1.1"));
    CHECK(town_tells("/demand/counter_profile/0/share", "0.5", "/demand/counter_profile", "sum to 1.25"));
    CHECK(town_tells("/channels/app/profile/0/share", "0.5", "/channels/app/profile", "sum to 0.5"));
    CHECK(town_tells("/calendar/day_factors/sun", "1.25", "/calendar/day_factors", "a mean of 1.02"));
    CHECK(town_tells("/services/*/volume", "0 / week", "/services", "sum to 0"));
    CHECK(town_tells("/centres/*/weight", "0", "/centres", "sum to 0"));
}
TEST_CASE("what contradicts itself is told") {
    CHECK(town_tells("/calendar/end", "2018-10-20", "/calendar", "2018-10-21 to 2018-10-20"));
    CHECK(town_tells("/calendar/hours/until", "07:00", "/calendar/hours", "07:30 to 07:00"));
    CHECK(town_tells("/study/warmup", "7 d", "/study/warmup", "7 d"));
    CHECK(town_tells("/study/horizon", "8 d", "/study/horizon", "8 d"));
    CHECK(town_tells("/initiatives/week/until", "2018-10-01", "/initiatives/week/until", "2018-10-01"));
    CHECK(town_tells("/targets/soon/at_least", "null", "/targets/soon", "no value"));
    CHECK(town_tells("/channels/web/response", "1 s", "/channels/web", "journey and response"));
    CHECK(town_tells("/channels/app/response", "null", "/channels/app", "neither"));
    CHECK(town_tells("/channels/app/fidelity", "pool", "/channels/app/fidelity", "without a journey"));
    CHECK(town_tells("/channels/web/journey/0/work", "front", "/channels/web/journey/0", "transfer and work"));
    CHECK(town_tells("/services/licence/channels", R"(["web"])", "/services/licence/channels", "no counter"));
    CHECK(town_tells("/demand/streams/inspectors/rate/0/until", "9 h", "/rate/0", "mixed"));
    CHECK(town_tells("/demand/counter_profile/0/from", "07:00", "/demand/counter_profile", "outside"));
    const auto endless = read_town({{"/channels/web/failure", "1"}, {"/channels/web/retry", "1"}});
    CHECK(tells(endless.problems, "/channels/web/retry", "every attempt fails"));
}
TEST_CASE("a volume asks for what it needs, and customers for somebody to receive them") {
    CHECK(town_tells("/adoption", "null", "/demand/volume", "adoption/share"));
    CHECK(town_tells("/calendar", "null", "/demand/volume", "no calendar"));
    CHECK(town_tells("/calendar", "null", "/centres/port/hours", "without a calendar"));
    CHECK(town_tells("/calendar", "null", "/study", "no \"horizon\""));
    CHECK(tells(read_parts(hall + "," + hour).problems, "t.json: /", "no \"demand\""));
    CHECK(tells(read_parts(R"("demand": {},)" + hall + "," + hour).problems, "/demand", "no volume and no streams"));
    CHECK(tells(read_parts(stream + "," + hour).problems, "t.json: /", "no centres and no channels"));
    CHECK(tells(read_parts(stream + "," + hour).problems, "/demand/streams/all/to", "\"hall\""));
    CHECK(
        tells(read_parts(R"("demand": {"volume": "5 / week"},)" + hall + "," + hour).problems, "/demand/volume", "no services"));
}
