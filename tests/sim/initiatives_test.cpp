// What initiatives do to customers who remember, held to closed forms in the town of town.hpp: 2,000 needs a day, three quarters
// of them licences with a fee (a tenth need presence), the rest inquiries; two segments.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/adoption.hpp"
#include "scenarios/choice.hpp"
#include "sim/demand.hpp"
#include "sim/run.hpp"
#include "tests/sim/diary.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {

constexpr double end_of_time_s = 2 * day_s;

// No failures, so that what goes digital is done digitally, and everybody is served.
Scenario calm(double needs = 2000) {
    Scenario scenario = town(needs);
    scenario.channels[0].failure = 0;
    for (Station& station : scenario.stations) station.patience = never(), station.agents = station.guides ? 0 : 400;
    scenario.needs->transactions_per_visit = 1;
    return scenario;
}
Scenario remembering(double needs = 2000) {
    Scenario scenario = calm(needs);
    scenario.adoption.model = AdoptionModel::habit;
    for (Segment& segment : scenario.segments) segment.customers = 500;
    return scenario;
}
Scenario days(Scenario scenario, int number) {
    scenario.calendar.days.clear();
    scenario.centres[0].open.clear();
    for (int day = 0; day < number; ++day) {
        scenario.calendar.days.push_back({day * day_s, day % 7, true, 1, ""});
        scenario.centres[0].open.push_back({day * day_s + 8 * hour_s, day * day_s + 14 * hour_s});
    }
    scenario.study.horizon_s = number * day_s;
    return scenario;
}
Initiative& begin(Scenario& scenario, double from_s = 0, double until_s = end_of_time_s) {
    return scenario.initiatives.emplace_back(Initiative{.id = "one", .from_s = from_s, .until_s = until_s});
}
void turn(Scenario& scenario, KnobKind kind, double value, Index centre = none) {
    const Initiative& one = scenario.initiatives.back();
    const auto number = static_cast<Index>(scenario.initiatives.size() - 1);
    scenario.knobs.push_back({kind, number, centre, one.from_s, one.until_s, value});
}
Diary live(const Scenario& scenario, std::uint32_t replication = 0) {
    Diary diary;
    run(scenario, {}, replication, diary);
    return diary;
}
std::vector<std::string> story(const Diary& diary) {
    std::vector<std::string> lines = diary.lines;
    std::erase_if(lines, [](const std::string& line) { return line.find("tells") != std::string::npos; });
    return lines;
}
double count(const Diary& diary, auto which) {
    return static_cast<double>(std::count_if(diary.transactions.begin(), diary.transactions.end(), which));
}
bool digital(const TransactionRecord& one) { return one.end == TransactionEnd::digital; }
bool at_counter(const TransactionRecord& one) { return one.end == TransactionEnd::counter; }
// Of n needs as many as a share: 4.5 standard deviations of a Poisson number, false alarm 7e-6 a check.
bool is_about(double found, double expected) { return std::abs(found - expected) < 4.5 * std::sqrt(std::max(expected, 1.0)); }

}  // namespace

TEST_CASE("customers who learn nothing live the same days as customers whom nobody tells apart") {
    CHECK(story(live(remembering())) == story(live(calm())));
}

TEST_CASE("an initiative of zero effect changes nothing for the same seed, whatever its measures") {
    Scenario without = remembering();
    without.adoption.learning = {.success = 0.1, .taught = 1, .moved = 1, .failure = 0.2};
    Scenario with = without;
    with.segments[0].exempt = with.segments[1].exempt = false;
    begin(with).letter_read = 0;
    for (const KnobKind kind :
         {KnobKind::acceptance, KnobKind::message, KnobKind::signs, KnobKind::restricted, KnobKind::lift, KnobKind::ease,
          KnobKind::mandate, KnobKind::displaced, KnobKind::centre_closed, KnobKind::counters_closed, KnobKind::letter})
        turn(with, kind, 0);
    CHECK(story(live(with)) == story(live(without)));
}

TEST_CASE("two initiatives apart in time: before the second begins the runs with and without it are the same") {
    Scenario without = days(remembering(), 3);
    without.adoption.learning = {.success = 0.2, .taught = 2, .moved = 1};
    Scenario with = without;
    begin(with, 2 * day_s, 3 * day_s);
    turn(with, KnobKind::mandate, 1);
    const auto early = [](const Diary& diary) {
        std::vector<std::string> lines;
        for (const std::string& line : diary.lines)
            if (std::stod(line) < 2 * day_s) lines.push_back(line);
        return lines;
    };
    CHECK(early(live(with)) == early(live(without)));
    CHECK(live(with).lines != live(without).lines);
}

TEST_CASE("a mandate leaves at the counter what needs presence, and those who cannot") {
    Scenario scenario = calm(20000);
    begin(scenario);
    turn(scenario, KnobKind::mandate, 1);
    const Diary diary = live(scenario);
    CHECK(is_about(count(diary, at_counter), 2 * 20000 * 0.75 * 0.1));
    scenario = remembering(20000);
    for (Segment& segment : scenario.segments) segment.customers = 20000;
    begin(scenario);
    turn(scenario, KnobKind::mandate, 1);
    scenario.segments[0].offline = 0.3;  // of people, who have all the inquiries and a third of the licences
    const double unable = 2 * 20000 * 0.3 * (0.25 + 0.75 / 3 * 0.9);
    CHECK(std::abs(count(live(scenario), at_counter) - 2 * 20000 * 0.75 * 0.1 - unable) <
          4.5 * std::sqrt(3000 + unable + unable * unable * 0.7 / 0.3 / 20000));  // needs, and who is unable
}

TEST_CASE("a mandate for one service binds no other") {
    Scenario scenario = calm(20000);
    const Diary before = live(scenario);
    begin(scenario).services = {0, 1};
    turn(scenario, KnobKind::mandate, 1);
    const Diary after = live(scenario);
    const auto licence = [](const TransactionRecord& one) { return at_counter(one) && one.service == 0; };
    CHECK(count(after, licence) == count(before, licence));
    CHECK(count(before, at_counter) - count(before, licence) > 1000);
    CHECK(count(after, at_counter) == count(after, licence));
}

TEST_CASE("a segment that is spared goes on as before") {
    Scenario scenario = calm(20000);
    const Diary before = live(scenario);
    begin(scenario).segments = {0, 1};
    turn(scenario, KnobKind::mandate, 1);
    const auto spared = [](const TransactionRecord& one) { return at_counter(one) && one.segment == 0; };
    CHECK(count(live(scenario), spared) == count(before, spared));
}

TEST_CASE("a lift of some logits moves the share as the logistic law says") {
    Scenario scenario = calm(50000);
    begin(scenario);
    turn(scenario, KnobKind::lift, 0.7);
    const ChoiceTable table = choices(scenario);
    double expected = 0;
    for (std::size_t g = 0; g < 2; ++g)
        for (std::size_t s = 0; s < 2; ++s) {
            const ServiceChoice& choice = table.segments[g].services[s];
            const double free = 1 - presence_at(scenario.services[s], 0);
            expected += 2 * 50000 * table.segments[g].share * choice.weight * free *
                        logistic(table.base + scenario.segments[g].habit + 0.7);
        }
    const double found = count(live(scenario), digital);
    CHECK(std::abs(found - expected) < 4.5 * std::sqrt(expected));
    CHECK(expected > 1.1 * 0.6 * 100000);
}

TEST_CASE("guides who teach thin the counters, and what is kept shows on the next day") {
    // Everybody is approached, everybody accepts and every lesson succeeds on day 0; a lesson that stays makes somebody digital
    // for good. Each of 10,000 customers has two needs a day: who came on day 0 and kept it (chance k) does not come on day 1.
    const double kept = 0.25;
    Scenario scenario = remembering(20000);
    scenario.services.resize(1);
    scenario.services[0] = {
        .id = "licence", .share = 1, .fee = 100, .presence = {{-infinite, 0}}, .channels = {0, 1}, .segments = {0}};
    scenario.segments.resize(1);
    scenario.segments[0].habit = 0;
    scenario.segments[0].customers = 10000;
    scenario.adoption.share = 0.5;
    scenario.adoption.learning = {.taught = 60, .taught_kept = kept, .limit = 100};
    scenario.stations[2].patience = never();
    begin(scenario, 0, day_s);
    turn(scenario, KnobKind::acceptance, 1);
    turn(scenario, KnobKind::guides, 400);
    turn(scenario, KnobKind::lesson_success, 1);
    const Diary diary = live(scenario);
    const auto on = [&](int day) {
        return static_cast<double>(std::count_if(diary.visits.begin(), diary.visits.end(), [&](const VisitRecord& visit) {
            return visit.arrived_s >= day * day_s && visit.arrived_s < (day + 1) * day_s;
        }));
    };
    CHECK(count(diary, [](const TransactionRecord& one) { return at_counter(one) && one.time_s < day_s; }) == 0);
    CHECK(is_about(on(0), 10000));
    // Lessons of one customer on day 0: Poisson of mean 1; he is not won with chance exp(-kept).
    CHECK(is_about(on(1), 10000 * std::exp(-kept)));
}

TEST_CASE("what a message lifts is gone when its half-lives are over") {
    Scenario scenario = days(remembering(20000), 12);
    scenario.adoption.learning.message_half_life_s = day_s;
    begin(scenario, 2 * day_s, 3 * day_s).letter_read = 1;
    scenario.initiatives[0].letter_reach = 1;
    turn(scenario, KnobKind::letter, 1.2);
    const Diary diary = live(scenario);
    REQUIRE(diary.letters.size() == 1);
    CHECK(diary.letters[0].read == 1000);
    const ChoiceTable table = choices(scenario);
    for (int day = 0; day < 12; ++day) {
        const double lift = day < 2 ? 0 : 1.2 * std::pow(0.5, day - 2);
        double expected = 0;
        for (std::size_t g = 0; g < 2; ++g)
            for (std::size_t s = 0; s < 2; ++s)
                expected += 20000 * table.segments[g].share * table.segments[g].services[s].weight *
                            (1 - presence_at(scenario.services[s], 0)) * logistic(table.base + scenario.segments[g].habit + lift);
        const double found = count(diary, [&](const TransactionRecord& one) {
            return digital(one) && one.time_s >= day * day_s && one.time_s < (day + 1) * day_s;
        });
        CAPTURE(day);
        CHECK(std::abs(found - expected) < 4.5 * std::sqrt(expected) + 5);  // and a few that end after midnight
    }
}

TEST_CASE("displacement goes to the channel of others, is no smart transaction, and nobody is lost") {
    Scenario scenario = calm(20000);
    scenario.channels.push_back(
        {.id = "typing", .smart = false, .fidelity = Fidelity::delay, .steps = {}, .response = deterministic(60)});
    for (Segment& segment : scenario.segments) segment.channel_share.push_back(0);
    for (Service& service : scenario.services) service.channels.push_back(2);
    scenario.needs->channel_profile.push_back({{8 * hour_s, 14 * hour_s, 1}});
    const Diary before = live(scenario);
    begin(scenario).displaced_to = 2;
    turn(scenario, KnobKind::displaced, 0.4);
    const Diary after = live(scenario);
    const double typed = count(after, [](const TransactionRecord& one) { return one.channel == 2; });
    const double eligible = count(before, at_counter) - 2 * 20000 * 0.75 * 0.1;
    CHECK(std::abs(typed - 0.4 * eligible) < 4.5 * std::sqrt(0.4 * eligible) + 4.5 * std::sqrt(0.16 * 3000));
    CHECK(count(before, at_counter) - count(after, at_counter) == typed);
    CHECK(after.transactions.size() + after.inside.transactions == before.transactions.size() + before.inside.transactions);
}

TEST_CASE("a closed centre takes nobody; its visitors go where they are sent, or to the others by weight") {
    Scenario scenario = calm(6000);
    for (Index k = 1; k < 3; ++k) {
        Centre centre = scenario.centres[0];
        centre.id = "hall" + std::to_string(k);
        centre.path.clear();
        centre.guides = none;
        centre.weight = k;
        for (int s = 0; s < 2; ++s) {
            Station station = scenario.stations[static_cast<std::size_t>(s)];
            station.centre = k;
            centre.path.push_back(static_cast<Index>(scenario.stations.size()));
            scenario.stations.push_back(station);
        }
        scenario.centres.push_back(centre);
    }
    const auto visits = [](const Diary& diary, Index centre) {
        return static_cast<double>(std::count_if(diary.visits.begin(), diary.visits.end(),
                                                 [&](const VisitRecord& visit) { return visit.centre == centre; }));
    };
    const Diary before = live(scenario);
    begin(scenario);
    turn(scenario, KnobKind::centre_closed, 1, 0);
    const Diary spread = live(scenario);
    CHECK(visits(spread, 0) == 0);
    CHECK(spread.visits.size() == before.visits.size());
    const double moved = visits(before, 0);
    CHECK(std::abs(visits(spread, 2) - visits(before, 2) - moved * 2 / 3) < 4.5 * std::sqrt(moved * 2 / 9));  // false alarm 7e-6
    scenario.initiatives[0].merged_into = 1;
    const Diary merged = live(scenario);
    CHECK(visits(merged, 1) == visits(before, 1) + moved);
    CHECK(visits(merged, 2) == visits(before, 2));
    for (const std::string& line : merged.lines) CHECK(line.find("refused") == std::string::npos);
}

TEST_CASE("closed counters are agents fewer, as long as it lasts") {
    Scenario scenario = calm(100);
    begin(scenario, day_s, 2 * day_s);
    turn(scenario, KnobKind::counters_closed, 395);
    const Diary diary = live(scenario);
    const auto said = [&](const std::string& text) {
        return std::find(diary.lines.begin(), diary.lines.end(), text) != diary.lines.end();
    };
    CHECK(said("28800 staffed at 0 by 400"));
    CHECK(said("115200 staffed at 0 by 5"));
}

TEST_CASE("who comes before the initiative does not come during it: the same needs, moved; the sum stays") {
    Scenario scenario = days(calm(5000), 6);
    const auto visits_on = [](const Diary& diary, int day) {
        return static_cast<double>(std::count_if(diary.visits.begin(), diary.visits.end(), [&](const VisitRecord& visit) {
            return visit.arrived_s >= day * day_s && visit.arrived_s < (day + 1) * day_s;
        }));
    };
    const Diary before = live(scenario);
    Initiative& one = begin(scenario, 4 * day_s, 6 * day_s);
    one.pulled_forward = 0.5;
    one.pulled_days = 2;
    const Diary after = live(scenario);
    const double eligible = visits_on(before, 4) + visits_on(before, 5) - 2 * 5000 * 0.75 * 0.1;
    double moved = 0, came = 0;
    for (int day : {4, 5}) moved += visits_on(before, day) - visits_on(after, day);
    for (int day : {2, 3}) came += visits_on(after, day) - visits_on(before, day);
    CHECK(moved == came);
    CHECK(std::abs(moved - 0.5 * eligible) < 4.5 * std::sqrt(0.25 * eligible) + 4.5 * 0.5 * std::sqrt(750));
    for (int day : {0, 1}) CHECK(visits_on(after, day) == visits_on(before, day));
    CHECK(after.visits.size() == before.visits.size());
}

TEST_CASE("a tenth of the customers bring a tenth of the needs") {
    Scenario scenario = remembering(50000);
    scenario.study.scale = 0.1;
    const Diary diary = live(scenario);
    CHECK(is_about(static_cast<double>(diary.transactions.size() + diary.inside.transactions), 2 * 5000));
}

TEST_CASE("by the model bass the first day has the share that was stated, then it grows with the adopters") {
    Scenario scenario = days(calm(20000), 40);
    scenario.adoption.model = AdoptionModel::bass;
    scenario.adoption.bass.innovation_per_year = 8;
    scenario.adoption.bass.ceiling = {{-infinite, 1}};
    for (Segment& segment : scenario.segments) segment.habit = 0, segment.customers = 5000;
    const Diary diary = live(scenario);
    const auto share_on = [&](int day) {
        const auto on = [&](const TransactionRecord& one) { return one.time_s >= day * day_s && one.time_s < (day + 1) * day_s; };
        return count(diary, [&](const TransactionRecord& one) { return on(one) && digital(one); }) / count(diary, on);
    };
    const double free = 1 - 0.075;
    // Share of the free needs that stay at the counter: 1 - 0.6 / free at first, then less by exp(-8 / 365.25) a day. Adopters
    // and needs vary: 4.5 standard deviations, false alarm 7e-6.
    for (int day : {0, 20, 39}) {
        const double expected = free * (1 - (1 - 0.6 / free) * std::exp(-8 * day / 365.25));
        CAPTURE(day);
        CHECK(std::abs(share_on(day) - expected) < 4.5 * std::sqrt(0.25 / 20000 + 0.25 / 10000));
    }
}

TEST_CASE("where needs of closed days wait, a weekend's counter needs come on the first working day, and none is lost") {
    Scenario scenario = days(calm(4000), 4);
    scenario.calendar.days[1].working = scenario.calendar.days[2].working = false;
    scenario.centres[0].open.erase(scenario.centres[0].open.begin() + 1, scenario.centres[0].open.begin() + 3);
    scenario.needs->weekend_share = 0.5;
    const auto visits_on = [](const Diary& diary, int day) {
        return std::count_if(diary.visits.begin(), diary.visits.end(), [&](const VisitRecord& visit) {
            return visit.arrived_s >= day * day_s && visit.arrived_s < (day + 1) * day_s;
        });
    };
    const Diary lost = live(scenario);
    scenario.needs->closed_days_wait = true;
    const Diary kept = live(scenario);
    CHECK(visits_on(kept, 0) == visits_on(lost, 0));
    CHECK(visits_on(kept, 1) + visits_on(kept, 2) == 0);
    const auto waited = static_cast<double>(visits_on(kept, 3) - visits_on(lost, 3));
    CHECK(is_about(waited, static_cast<double>(visits_on(lost, 0))));  // two half days' needs, of one working day's mean
    CHECK(is_about(static_cast<double>(kept.transactions.size() + kept.inside.transactions), 4000 * (1 + 0.5 + 0.5 + 1)));
}

TEST_CASE("guides teach only whom their own initiative covers, whatever another makes people accept") {
    Scenario scenario = calm(6000);
    Initiative& guides = begin(scenario);
    guides.segments = {0, 1};
    turn(scenario, KnobKind::acceptance, 1);
    turn(scenario, KnobKind::guides, 400);
    turn(scenario, KnobKind::lesson_success, 1);
    scenario.stations[2].patience = never();
    const Diary alone = live(scenario);
    begin(scenario).id = "signs";  // of no effect, but people of segment 0 would accept them
    scenario.initiatives.back().segments = {1, 0};
    turn(scenario, KnobKind::acceptance, 0.5);
    turn(scenario, KnobKind::signs, 0);
    CHECK(story(live(scenario)) == story(alone));
    begin(scenario).id = "other guides";  // whom nobody accepts: more agents at the desk, no better lessons
    turn(scenario, KnobKind::guides, 1);
    turn(scenario, KnobKind::lesson_success, 0.7);
    turn(scenario, KnobKind::acceptance, 0);
    const auto taught = [](const Diary& diary) {
        return std::count_if(diary.visits.begin(), diary.visits.end(),
                             [](const VisitRecord& one) { return one.end == VisitEnd::taught; });
    };
    CHECK(taught(live(scenario)) == taught(alone));
}

TEST_CASE("a message of no effect, and another's messages, change nobody's letters") {
    Scenario scenario = days(remembering(4000), 6);
    scenario.adoption.learning.message_fatigue = 0.5;
    begin(scenario, 3 * day_s, 4 * day_s) = {
        .id = "real", .from_s = 3 * day_s, .until_s = 4 * day_s, .letter_read = 0.5, .letter_reach = 0.8};
    turn(scenario, KnobKind::letter, 1);
    const Diary alone = live(scenario);
    Scenario both = scenario;
    both.initiatives.insert(both.initiatives.begin(),
                            {.id = "empty", .from_s = day_s, .until_s = 2 * day_s, .letter_read = 1, .letter_reach = 1});
    both.knobs[0].initiative = 1;
    both.knobs.insert(both.knobs.begin(), {KnobKind::letter, 0, none, day_s, 2 * day_s, 0});
    CHECK(story(live(both)) == story(alone));
}

TEST_CASE("who was to come on a day of mandate, from a closed day or pulled forward, has no choice then either") {
    Scenario scenario = days(calm(4000), 3);
    scenario.calendar.days[1].working = false;
    scenario.centres[0].open.erase(scenario.centres[0].open.begin() + 1);
    scenario.needs->weekend_share = 0.5;
    scenario.needs->closed_days_wait = true;
    begin(scenario, 2 * day_s, 3 * day_s);
    turn(scenario, KnobKind::mandate, 1);
    const Diary diary = live(scenario);
    const double came = count(diary, [](const TransactionRecord& one) { return at_counter(one) && one.time_s >= 2 * day_s; });
    CHECK(is_about(came, 4000 * 1.5 * 0.75 * 0.1));  // what needs presence, of both days
}

TEST_CASE("two ways of displacement share those who go, the second among those whom the first leaves") {
    Scenario scenario = calm(20000);
    for (const char* id : {"broker", "typist"}) {
        scenario.channels.push_back(
            {.id = id, .smart = false, .fidelity = Fidelity::delay, .steps = {}, .response = deterministic(60)});
        for (Segment& segment : scenario.segments) segment.channel_share.push_back(0);
        scenario.needs->channel_profile.push_back({{8 * hour_s, 14 * hour_s, 1}});
    }
    for (Service& service : scenario.services) service.channels.push_back(2), service.channels.push_back(3);
    const double eligible = count(live(scenario), at_counter) - 2 * 20000 * 0.75 * 0.1;
    begin(scenario).displaced_to = 2;
    turn(scenario, KnobKind::displaced, 0.2);
    begin(scenario).displaced_to = 3;
    turn(scenario, KnobKind::displaced, 0.5);
    const Diary diary = live(scenario);
    const auto by = [&](Index channel) {
        return count(diary, [&](const TransactionRecord& one) { return one.channel == channel; });
    };
    CHECK(std::abs(by(2) - 0.2 * eligible) < 4.5 * std::sqrt(0.2 * eligible) + 4.5 * 0.2 * std::sqrt(3000.0));
    CHECK(std::abs(by(3) - 0.4 * eligible) < 4.5 * std::sqrt(0.4 * eligible) + 4.5 * 0.4 * std::sqrt(3000.0));
}

// A tenth of the customers, each with his own part of the law of activity, and needs in proportion to how active they are: the
// mean share over samples is that of all, heavy users' fast learning included. Before, needs were those of a mean sample whatever
// its customers, and the heavy tail was missing: 1.3 points at a fiftieth.
TEST_CASE("the digital share of samples is on the mean that of all customers, also where a few make most transactions") {
    Scenario scenario = days(remembering(3000), 15);
    for (Segment& segment : scenario.segments) segment.customers = 1500, segment.activity = lognormal(1, 3);
    scenario.adoption.learning = {.success = 0.3, .limit = 6};
    const auto shares = [&](double scale, std::uint32_t runs) {
        scenario.study.scale = scale;
        double smart = 0, all = 0;
        for (std::uint32_t run = 0; run < runs; ++run) {
            const Diary diary = live(scenario, run);
            smart += count(diary, digital);
            all += static_cast<double>(diary.transactions.size());
        }
        return smart / all;
    };
    // Standard error of either side below 0.3 points, by batches of the same runs; the fault was 1.3 points at 1/50 and shows as
    // 0.7 here.
    CHECK(std::abs(shares(1, 6) - shares(0.1, 60)) < 0.009);
}
