// Cases by hand: an office with one worker, on duty from eight to three on working days, and customers who click at stated times.
#include "sim/back_office.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "scenarios/forecast.hpp"
#include "scenarios/read.hpp"
#include "sim/run.hpp"
#include "tests/sim/diary.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;
using doctest::Approx;

namespace {

struct Wanted {
    std::string channel = R"("response": "10 s")";
    std::string queues = R"("all": {"centre": "office", "share": 1, "promise": 1})";
    std::string desk;  // more fields of the station
    std::string end_of_shift = "finish";
};
// Two weeks from Sunday 21 October 2018; Tuesday 23 is a holiday. A case takes an hour.
Scenario office(const Wanted& wanted = {}) {
    const ReadResult read = read_scenario_text(R"({"name": "office",
        "calendar": {"start": "2018-10-21", "end": "2018-11-03", "working_week": ["sun", "mon", "tue", "wed", "thu"],
                     "holidays": ["2018-10-23"]},
        "demand": {"streams": {"clicks": {"to": "web", "rate": "1 / h"}}},
        "platform": {"tiers": {"host": {}}},
        "channels": {"web": {)" + wanted.channel + R"(}},
        "centres": {"office": {"remote": true, "always_open": true, "stations": {"desk": {"service": "1 h", )" +
                                                   wanted.desk + R"(
            "staff": {"workers": {"shifts": [{"from": "08:00", "until": "15:00", "agents": 1}], "end_of_shift": ")" +
                                                   wanted.end_of_shift + R"("}}}}}},
        "back_office": {)" + wanted.queues + "}}",
                                               "office.json");
    std::string problems;
    for (const Problem& problem : read.problems) problems += to_text(problem) + "\n";
    REQUIRE_MESSAGE(read.ok(), problems);
    Scenario scenario = read.scenario;
    scenario.streams[0].process = Process::trace;
    scenario.streams[0].pieces.clear();
    return scenario;
}
void clicks(Scenario& scenario, double day, double hours) {
    scenario.streams[0].trace.push_back({.arrived_s = day * day_s + hours * hour_s, .klass = 0, .service_s = {}});
}
Diary lived(const Scenario& scenario) {
    Diary diary;
    run(scenario, {}, 0, diary);
    CHECK(!diary.clock_went_back);
    return diary;
}
struct Fate {
    double opened_s, ended_s;
    bool in_time;
};
void check_fates(const Diary& diary, const std::vector<Fate>& fates) {
    REQUIRE(diary.cases.size() == fates.size());
    for (std::size_t i = 0; i < fates.size(); ++i) {
        CAPTURE(i);
        CHECK(diary.cases[i].opened_s == Approx(fates[i].opened_s).epsilon(1e-12));
        CHECK(diary.cases[i].ended_s == Approx(fates[i].ended_s).epsilon(1e-12));
        CHECK(diary.cases[i].done);
        CHECK(diary.cases[i].in_time == fates[i].in_time);
        CHECK(diary.transactions.at(i).time_s == diary.cases[i].ended_s);  // the transaction is completed then, on its channel
        CHECK(diary.transactions[i].end == TransactionEnd::digital);
        CHECK(diary.transactions[i].channel == 0);
        CHECK(diary.transactions[i].centre == none);
    }
}
constexpr double at(double day, double hours, double seconds = 0) { return day * day_s + hours * hour_s + seconds; }
}  // namespace

TEST_CASE("a case waits in its tray over the night, the weekend and a holiday, and nobody stays late for it") {
    for (const char* channel :
         {R"("response": "10 s")", R"("fidelity": "pool", "journey": [{"work": "host", "amount": "10 s"}])"}) {
        Scenario scenario = office({.channel = channel});
        clicks(scenario, 1, 14.5);      // Monday: begun at once, and finished after the end of the shift
        clicks(scenario, 1, 14.75);     // waits over the holiday
        clicks(scenario, 4, 14.9);      // Thursday
        clicks(scenario, 4, 14.95);     // waits over the weekend
        clicks(scenario, 5, 23);        // Friday night
        clicks(scenario, 6, 23.99999);  // the last second of Saturday: arises on Sunday
        const Diary diary = lived(scenario);
        check_fates(diary, {{at(1, 14.5, 10), at(1, 15.5, 10), true},
                            {at(1, 14.75, 10), at(3, 9), true},
                            {at(4, 14.9, 10), at(4, 15.9, 10), true},
                            {at(4, 14.95, 10), at(7, 9), true},
                            {at(5, 23, 10), at(7, 10), true},
                            {at(6, 23.99999, 10), at(7, 11), true}});
        CHECK(diary.overtimes_s.empty());  // no doors, so nobody is locked in
        for (const AttemptRecord& attempt : diary.attempts) CHECK(attempt.ended_s - attempt.began_s == Approx(10));
        for (const VisitRecord& visit : diary.visits) CHECK(visit.by_case);
    }
}

TEST_CASE("a shift that hands over leaves the case on the desk until the next working day") {
    Scenario scenario = office({.end_of_shift = "hand_over"});
    clicks(scenario, 4, 14.5);
    clicks(scenario, 4, 14.75);
    const Diary diary = lived(scenario);
    check_fates(diary, {{at(4, 14.5, 10), at(7, 8.5, 10), true}, {at(4, 14.75, 10), at(7, 9.5, 10), true}});
}

TEST_CASE("done at midnight is too late, a moment before is not") {
    Scenario scenario = office();
    for (Duty& duty : scenario.stations[0].pools[0].duties) duty.until_s = std::floor(duty.until_s / day_s) * day_s + day_s;
    clicks(scenario, 0, 23 - 10 / hour_s);                   // done at midnight, that of Sunday
    for (int k = 0; k < 17; ++k) clicks(scenario, 0, 23.5);  // Monday from 8 to midnight takes sixteen of them
    const Diary diary = lived(scenario);
    REQUIRE(diary.cases.size() == 18);
    CHECK(diary.cases[0].ended_s == day_s);
    CHECK(diary.cases[0].in_time);
    CHECK(diary.cases[15].ended_s == at(1, 23));
    CHECK(diary.cases[15].in_time);
    CHECK(diary.cases[16].ended_s == at(2, 0));  // the promise was the end of Monday
    CHECK(!diary.cases[16].in_time);
    CHECK(!diary.cases[17].in_time);
}

TEST_CASE("a case open at the end is an open transaction, and one whom nobody serves is given up") {
    Scenario scenario = office();
    clicks(scenario, 12, 15.5);  // Friday of the second week: nobody works any more
    const Diary open = lived(scenario);
    CHECK(open.cases.empty());
    CHECK(open.transactions.empty());
    CHECK(open.inside.transactions == 1);
    CHECK(open.inside.visits == 1);

    Scenario impatient = office({.desk = R"("patience": "2 h", )"});
    clicks(impatient, 5, 12);
    const Diary given_up = lived(impatient);
    REQUIRE(given_up.cases.size() == 1);
    CHECK(given_up.cases[0].ended_s == at(5, 14, 10));
    CHECK(!given_up.cases[0].done);
    CHECK(!given_up.cases[0].in_time);
    REQUIRE(given_up.transactions.size() == 1);
    CHECK(given_up.transactions[0].end == TransactionEnd::given_up);
    CHECK(given_up.transactions[0].channel == 0);
}

TEST_CASE("a case that is to come back later stays open meanwhile") {
    Scenario scenario = office({.desk = R"("capacity": 1, "on_full": {"retry": 1, "delay": "3 h"}, )"});
    clicks(scenario, 1, 9);
    clicks(scenario, 1, 9.5);  // finds the desk taken
    const Diary diary = lived(scenario);
    check_fates(diary, {{at(1, 9, 10), at(1, 10, 10), true}, {at(1, 9.5, 10), at(1, 13.5, 10), true}});
    CHECK(diary.visits.size() == 3);
}

TEST_CASE("of share 1 everything is a case, of share 0 nothing, and nobody is drawn for a need twice") {
    Scenario scenario = town();
    scenario.stations.push_back({.id = "desk", .centre = 1, .agents = 1000, .service = exponential(600), .patience = never()});
    scenario.centres.push_back({.id = "office", .weight = 0, .remote = true, .path = {3}});
    scenario.back_offices = {{.id = "all", .centre = 1, .share = 1}};
    const auto completed = [](const Diary& diary) {
        return std::count_if(diary.transactions.begin(), diary.transactions.end(),
                             [](const TransactionRecord& one) { return one.end == TransactionEnd::digital; });
    };
    const Diary all = lived(scenario);
    CHECK(completed(all) > 2000);
    CHECK(completed(all) == static_cast<long>(all.cases.size()));
    const double foretold = forecast(scenario).cases;  // 4.5 standard errors of a Poisson number: false alarm 7e-6
    CHECK(std::abs(static_cast<double>(all.cases.size()) - foretold) < 4.5 * std::sqrt(foretold));
    scenario.back_offices[0].share = 0;
    const Diary nothing = lived(scenario);
    CHECK(nothing.cases.empty());
    scenario.back_offices.clear();
    CHECK(nothing.lines == lived(scenario).lines);  // a share of nothing changes nothing
}

// 5,000 clicks, of which 3 and 2 in ten; 4.5 standard errors of a binomial: false alarm 7e-6 a check.
TEST_CASE("two queues take their shares, and a need that failed often is no more likely to be a case") {
    const std::string queues = R"("first": {"centre": "office", "share": 0.3}, "second": {"centre": "office", "share": 0.2})";
    const auto cases = [&](const std::string& channel) {
        Scenario scenario = office({.channel = channel, .queues = queues});
        for (int k = 0; k < 5000; ++k) clicks(scenario, 0, k * 0.01);
        scenario.stations[0].service = deterministic(1);
        const Diary diary = lived(scenario);
        std::vector<int> number(2);
        for (const CaseRecord& one : diary.cases) ++number[one.back_office];
        CHECK(diary.transactions.size() == 5000);
        return number;
    };
    const auto plain = cases(R"("response": "10 s")");
    CHECK(std::abs(plain[0] - 1500) < 4.5 * std::sqrt(5000 * 0.3 * 0.7));
    CHECK(std::abs(plain[1] - 1000) < 4.5 * std::sqrt(5000 * 0.2 * 0.8));
    CHECK(cases(R"("response": "10 s", "failure": 0.5, "retry": 1, "retry_delay": "1 min")") == plain);
}

TEST_CASE("a queue takes its own services, in a class of its own, and what an agent or a caller completes is no case") {
    Scenario scenario = town();
    scenario.classes = {{"plain", {}}, {"papers", {}}};
    scenario.stations.push_back({.id = "desk", .centre = 1, .agents = 1000, .service = exponential(600), .patience = never()});
    scenario.centres.push_back({.id = "office", .weight = 0, .remote = true, .path = {3}});
    scenario.back_offices = {{.id = "licences", .centre = 1, .share = 0.5, .services = {0}, .klass = 1}};
    scenario.channels.push_back({.id = "phone", .smart = false, .centre = 1, .failure = 0});
    scenario.channels[0].reactions.fill({.move = 1, .channel = 2, .delay = exponential(600)});
    for (Segment& segment : scenario.segments) segment.channel_share.push_back(0);
    scenario.needs->channel_profile.push_back({{0, day_s, 1}});
    scenario.stations[0].system = 1;  // after each service at the counter an agent works on the app
    const Diary diary = lived(scenario);
    CHECK(diary.cases.size() > 500);
    for (const CaseRecord& one : diary.cases) CHECK(one.service == 0);
    // One case at most for each transaction that the machines completed for a customer himself, and all of these become known.
    long by_machines = 0, by_agents = 0, by_phone = 0;
    for (const AttemptRecord& attempt : diary.attempts) {
        if (attempt.failed()) continue;
        ++(attempt.visit != 0 ? by_agents : attempt.channel == 2 ? by_phone : by_machines);
    }
    CHECK(by_agents > 100);
    CHECK(by_phone > 5);
    long of_cases = 0;
    for (const TransactionRecord& one : diary.transactions) {
        const auto ends_now = [&](const CaseRecord& of) { return of.ended_s == one.time_s; };
        if (std::none_of(diary.cases.begin(), diary.cases.end(), ends_now)) continue;
        ++of_cases;
        CHECK(one.channel < 2);
        CHECK(one.service == 0);
        CHECK(one.segment != none);
    }
    CHECK(of_cases == static_cast<long>(diary.cases.size()));
    CHECK(of_cases < by_machines);
    long cases = 0, calls = 0;
    for (const VisitRecord& visit : diary.visits) {
        if (visit.centre != 1) continue;
        ++(visit.by_case ? cases : calls);
        CHECK(visit.klass == (visit.by_case ? 1 : 0));
    }
    CHECK(cases == static_cast<long>(diary.cases.size()));
    CHECK(calls > 20);
}
