#include <doctest/doctest.h>

#include "models/constants.hpp"
#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
const std::string office = R"("back_office": {"remote": true, "always_open": true, "stations": {"desk": {"service": "20 min",
    "staff": {"workers": {"shifts": [{"from": "07:30", "until": "14:30", "agents": 3}]}}}}})";
const std::string refunds = R"("refunds": {"centre": "back_office", "share": 0.03, "services": ["refund"], "promise": 2})";

// From Sunday 21 to Sunday 28 October 2018; Tuesday 23 is a holiday, and so is Monday 29, after the end.
ReadResult read_office(const std::string& queues, const std::string& centres = office, const std::string& more = "") {
    return read_parts(
        R"("calendar": {"start": "2018-10-21", "end": "2018-10-28", "working_week": ["sun", "mon", "tue", "wed", "thu"],
        "holidays": ["2018-10-23", "2018-10-29"]},
        "services": {"refund": {"volume": "10 / day"}, "licence": {"volume": "10 / day"}}, "customers": {"segments": {"all": {}},
        "classes": {"plain": {}, "hard": {}}}, "demand": {"volume": "100 / day"}, "adoption": {"share": 1},
        "channels": {"web": {"response": "2 s"}, "phone": {"smart": false, "centre": "back_office"}}, "centres": {)" +
        centres + R"(}, "back_office": {)" + queues + "}" + more);
}
bool office_tells(const std::string& queues, const std::string& place, const std::string& found,
                  const std::string& centres = office) {
    const ReadResult result = read_office(queues, centres);
    return tells(result.problems, place, found);
}
}  // namespace

TEST_CASE("a queue of a back office reads as it stands") {
    const ReadResult result = read_office(refunds + R"(, "rest": {"name": "The rest", "centre": "back_office", "share": 0.5,
        "class": "hard"})");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    const BackOffice &first = result.scenario.back_offices.at(0), &second = result.scenario.back_offices.at(1);
    CHECK(first.id == "refunds");
    CHECK(first.name.en == "refunds");
    CHECK(first.centre == 0);
    CHECK(first.share == 0.03);
    CHECK(first.services == std::vector<Index>{0});
    CHECK(first.klass == none);
    CHECK(first.promise_days == 2);
    CHECK(second.name.en == "The rest");
    CHECK(second.services.empty());
    CHECK(second.klass == 1);
    CHECK(second.promise_days == -1);
    CHECK(second.due_of(5) == infinite);
    CHECK(result.scenario.centres.at(0).always_open);
    CHECK(result.scenario.centres[0].open.empty());
    CHECK(result.scenario.stations.at(0).pools.at(0).duties.size() == 5);  // five working days, a holiday among six
}

TEST_CASE("the promise counts working days after the day on which the case arose") {
    const ReadResult result = read_office(refunds);
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    const BackOffice& one = result.scenario.back_offices.at(0);
    REQUIRE(one.due_s.size() == 8);
    CHECK(one.due_s[0] == 4 * day_s);   // of Sunday: Monday, Wednesday; done before Thursday begins
    CHECK(one.due_s[1] == 5 * day_s);   // of Monday: Wednesday, Thursday
    CHECK(one.due_s[2] == 5 * day_s);   // of the holiday: the same
    CHECK(one.due_s[3] == 8 * day_s);   // of Wednesday: Thursday, Sunday
    CHECK(one.due_s[4] == 10 * day_s);  // of Thursday: Sunday, and not Monday, which is a holiday, but Tuesday
    CHECK(one.due_s[5] == one.due_s[4]);
    CHECK(one.due_s[6] == one.due_s[4]);
    CHECK(one.due_s[7] == 11 * day_s);  // of the last day: Tuesday, Wednesday after the end
    CHECK(one.due_of(4.99 * day_s) == one.due_s[4]);
    CHECK(one.due_of(8 * day_s) == one.due_s[7]);  // an event at the horizon itself
}

TEST_CASE("a back office must be remote and without doors, for cases arise at all hours") {
    const std::string hall = R"("back_office": {"stations": {"desk": {"agents": 3, "service": "20 min"}}})";
    const std::string doors = R"("back_office": {"remote": true, "stations": {"desk": {"agents": 3, "service": "20 min"}}})";
    CHECK(office_tells(refunds, "/back_office/refunds/centre", "people travel", hall));
    CHECK(office_tells(refunds, "/back_office/refunds/centre", "doors close", doors));
    CHECK(office_tells(R"("refunds": {"centre": "nowhere", "share": 0.03})", "/back_office/refunds/centre", "nowhere"));
    const std::string online = R"("back_office": {"remote": true, "always_open": true, "stations": {"desk": {"agents": 3,
        "service": "20 min", "capacity": 10, "on_full": {"digital": 1, "channel": "web"}}}})";
    CHECK(office_tells(refunds, "/back_office/refunds/centre", "to a channel", online));
}

TEST_CASE("a centre without doors is remote and has no hours; without a calendar every centre is like that") {
    const std::string both = R"("back_office": {"remote": true, "always_open": true, "hours": {"from": "07:30", "until": "14:30"},
        "stations": {"desk": {"agents": 3, "service": "20 min"}}})";
    CHECK(office_tells(refunds, "/centres/back_office/hours", "never closes", both));
    const std::string near = R"("back_office": {"always_open": true, "stations": {"desk": {"agents": 3, "service": "20 min"}}})";
    CHECK(office_tells(refunds, "/centres/back_office/always_open", "people travel", near));
    const std::string closing = R"("back_office": {"remote": true, "always_open": true, "stations": {"desk": {"agents": 3,
        "service": "20 min", "at_closing": "turn_away"}}})";
    CHECK(office_tells(refunds, "/centres/back_office/stations/desk/at_closing", "never close", closing));
    const ReadResult undated = read_parts(R"("demand": {"streams": {"all": {"to": "web", "rate": "1 / min"}}},
        "channels": {"web": {"response": "2 s"}}, "centres": {"office": {"remote": true, "stations": {"desk": {"agents": 1,
        "service": "1 min"}}}}, "back_office": {"all": {"centre": "office", "share": 0.1}}, )" +
                                          hour);
    CHECK_MESSAGE(undated.ok(), all_of(undated.problems));
}

TEST_CASE("shares of queues for the same service sum to at most 1") {
    const std::string second = R"(, "more": {"centre": "back_office", "share": 0.98, "services": ["refund"]})";
    const std::string all = R"(, "all": {"centre": "back_office", "share": 0.98})";
    CHECK(office_tells(refunds + second, "/back_office", "1.01 of the service refund"));
    CHECK(office_tells(refunds + all, "/back_office", "1.01 of the service refund"));
    CHECK(office_tells(R"("one": {"centre": "back_office", "share": 0.6}, "two": {"centre": "back_office", "share": 0.6})",
                       "/back_office", "1.2 of every service"));
    const ReadResult apart = read_office(refunds + R"(, "more": {"centre": "back_office", "share": 1, "services": ["licence"]})");
    CHECK_MESSAGE(apart.ok(), all_of(apart.problems));
    const ReadResult exact =
        read_office(refunds + R"(, "more": {"centre": "back_office", "share": 0.97, "services": ["refund"]})");
    CHECK_MESSAGE(exact.ok(), all_of(exact.problems));
}

TEST_CASE("what else can be wrong with a queue is told at once") {
    const ReadResult result =
        read_office(R"("refunds": {"centre": "back_office", "share": 1.5, "services": ["refund", "refund", "x"],
        "promise": 0, "class": "soft", "pledge": 5}, "empty": {})");
    CHECK(tells(result.problems, "/back_office/refunds/share", "1.5"));
    CHECK(tells(result.problems, "/back_office/refunds/services", "\"refund\" twice"));
    CHECK(tells(result.problems, "/back_office/refunds/services/2", "x"));
    CHECK(tells(result.problems, "/back_office/refunds/promise", "0"));
    CHECK(tells(result.problems, "/back_office/refunds/class", "soft"));
    CHECK(tells(result.problems, "/back_office/refunds/pledge"));
    CHECK(tells(result.problems, "/back_office/empty", "no \"centre\""));
    CHECK(tells(result.problems, "/back_office/empty", "no \"share\""));
}

TEST_CASE("no promise without a calendar, and no back office without a channel of machines") {
    const ReadResult result = read_parts(R"("demand": {"streams": {"all": {"to": "phone", "rate": "1 / min"}}},
        "channels": {"phone": {"smart": false, "centre": "office"}}, "centres": {"office": {"remote": true, "stations": {"desk":
        {"agents": 1, "service": "1 min"}}}}, "back_office": {"all": {"centre": "office", "share": 0.1, "promise": 5}}, )" +
                                         hour);
    CHECK(tells(result.problems, "/back_office/all/promise", "without a calendar"));
    CHECK(tells(result.problems, "/back_office", "no digital transactions"));
}

TEST_CASE("somebody must be able to work on the class of a case") {
    const std::string skilled = R"("back_office": {"remote": true, "always_open": true, "stations": {"desk": {"service": "20 min",
        "staff": {"workers": {"agents": 3, "skills": {"plain": {}}}}}}})";
    const std::string hard = R"("hard": {"centre": "back_office", "share": 0.1, "class": "hard"})";
    CHECK(office_tells(hard, "/centres/back_office/stations/desk", "class hard", skilled));
    const ReadResult plain = read_office(refunds, skilled);
    CHECK_MESSAGE(plain.ok(), all_of(plain.problems));
}

TEST_CASE("a case stays among offices: no way leads to a hall with doors, or to a second office that sends it online") {
    const auto with = [](const std::string& desk, const std::string& other) {
        return R"("back_office": {"remote": true, "always_open": true, "stations": {"desk": {"service": "20 min", "agents": 3)" +
               desk + R"(}}}, "other": {)" + other + "}";
    };
    const std::string place = "/back_office/refunds/centre", hall = R"("stations": {"d": {"service": "5 min", "agents": 1}})";
    const std::string route = R"(, "next": [{"to": "other/d"}])";
    const std::string rule = R"(, "patience": "2 h", "on_reneging": {"elsewhere": 1, "station": "other/d"})";
    CHECK(office_tells(refunds, place, "other/d", with(route, hall)));
    CHECK(office_tells(refunds, place, "other/d", with(rule, hall)));
    const std::string office_too = R"("remote": true, "always_open": true, )" + hall;
    CHECK(read_office(refunds, with(route, office_too)).ok());
    CHECK(office_tells(refunds, place, "sends people to a channel",
                       with(route, R"("remote": true, "always_open": true, "stations": {"d": {"service": "5 min", "agents": 1,
                           "capacity": 1, "on_full": {"digital": 1, "channel": "web"}}})")));
}
