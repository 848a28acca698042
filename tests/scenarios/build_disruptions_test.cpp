// What a file says of outages, of failures and of channels of people: read by hand, and what is wrong told by its place.
#include <doctest/doctest.h>

#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
// Two hosts of web (elements 0 and 1), one of bank (2), one link (3).
std::string with(const std::string& disruptions, const std::string& channel = "", const std::string& more = "") {
    return R"({"name": "x", "calendar": {"start": "2018-10-21", "end": "2018-10-25"},
        "demand": {"streams": {"all": {"to": "web", "rate": "1 / min"}}},
        "channels": {"web": {"fidelity": "pool", "journey": [{"work": "web", "amount": "1 s"}])" +
           channel + R"(}},
        "platform": {"tiers": {"web": {"hosts": 2}, "bank": {}}, "links": {"line": {}}, "disruptions": {)" +
           disruptions + "}}" + more + "}";
}
// A problem at this place that says so.
bool told(const Problems& problems, const std::string& place, const std::string& text) {
    return tells(problems, place, text) || tells(problems, place, "", text);
}
std::vector<double> begins(const Disruption& one) {
    std::vector<double> from;
    for (const auto& span : one.when) from.push_back(span.from_s);
    return from;
}
}  // namespace

TEST_CASE("an outage of a date and a clock time, of a tier, a host, a link and everything") {
    const auto read = read_scenario_text(with(R"("a": {"of": "tier/web", "date": "2018-10-22", "from": "09:00", "length": "2 h"},
        "b": {"of": "host/web/2", "from": "30 min", "length": "1 min", "in_flight": "freeze"},
        "c": {"of": "link/line", "from": "12:00", "length": "1 h", "speed": 0.5}, "d": {"of": "platform", "from": "1 h", "length": "1 s"})"),
                                         "t.json");
    REQUIRE_MESSAGE(read.problems.empty(), all_of(read.problems));
    const auto& all = read.scenario.platform.disruptions;
    CHECK(all[0].elements == std::vector<Index>{0, 1});
    CHECK(begins(all[0]) == std::vector<double>{86400 + 9 * 3600});
    CHECK(all[0].when[0].until_s == 86400 + 11 * 3600);
    CHECK(all[0].in_flight == InFlight::fail);
    CHECK(all[1].elements == std::vector<Index>{1});
    CHECK(begins(all[1]) == std::vector<double>{1800});
    CHECK(all[1].in_flight == InFlight::freeze);
    CHECK(all[2].elements == std::vector<Index>{3});
    CHECK(all[2].speed == 0.5);
    CHECK(all[3].elements == std::vector<Index>{0, 1, 2, 3});
}

TEST_CASE("every night of five days, and by chance each host for itself") {
    const auto read =
        read_scenario_text(with(R"("night": {"of": "tier/web", "every_day": true, "from": "23:00", "length": "2 h", "speed": 0.5},
        "luck": {"of": "tier/web", "each": true, "up": {"law": "exponential", "mean": "10 d"}, "repair": "1 h"})"),
                           "t.json");
    REQUIRE_MESSAGE(read.problems.empty(), all_of(read.problems));
    const auto& all = read.scenario.platform.disruptions;
    CHECK(begins(all[0]) == std::vector<double>{0, 82800, 169200, 255600, 342000, 428400});
    CHECK(all[1].random);
    CHECK(all[1].each);
    CHECK(all[1].up.mean == 864000);
}

TEST_CASE("what is wrong with disruptions is told, all of it") {
    const auto tell = [](const std::string& disruption) {
        return read_scenario_text(with("\"a\": {" + disruption + "}"), "t.json").problems;
    };
    const std::string place = "/platform/disruptions/a";
    CHECK(told(tell(R"("of": "tier/wep", "from": "1 h", "length": "1 h")"), place + "/of", "tier/web"));
    CHECK(told(tell(R"("of": "host/web/3", "from": "1 h", "length": "1 h")"), place + "/of", "from 1 to 2"));
    CHECK(told(tell(R"("of": "host/wep/1", "from": "1 h", "length": "1 h")"), place + "/of", "web"));
    CHECK(told(tell(R"("of": "tier/web", "from": "1 h")"), place, "no \"length\""));
    CHECK(told(tell(R"("of": "tier/web")"), place, "no \"from\""));
    CHECK(told(tell(R"("of": "tier/web", "from": "1 h", "length": "1 h", "up": "1 d", "repair": "1 h")"), place, "from and up"));
    CHECK(told(tell(R"("of": "tier/web", "up": "1 d")"), place, "no \"repair\""));
    CHECK(told(tell(R"("of": "tier/web", "up": "1 ms", "repair": "1 ms")"), place + "/up", "million"));
    CHECK(
        told(tell(R"("of": "tier/web", "date": "2018-12-01", "from": "09:00", "length": "1 h")"), place, "outside the horizon"));
    CHECK(told(tell(R"("of": "tier/web", "from": "1 h", "length": "1 h", "speed": 0.5, "in_flight": "freeze")"),
               place + "/in_flight", "nothing goes down"));
    CHECK(told(tell(R"("of": "tier/web", "from": "1 h", "length": "1 h", "speed": 1)"), place + "/speed", "less than 1"));
    CHECK(told(tell(R"("of": "tier/web", "every_day": true, "from": "09:00", "length": "25 h")"), place + "/length", "24 h"));
    const auto two = tell(R"("of": "tier/wep", "from": "1 h")");
    CHECK(two.size() == 2);
}

TEST_CASE("what a customer does after each kind of failure, and after those of which nothing is said") {
    const auto read = read_scenario_text(
        with("", R"(, "failure": 0.1, "retry": 0.5, "retry_delay": "2 min",
        "on_failure": {"outage": {"retry": 0.25, "move": 0.5, "channel": "phone", "delay": "5 min"}}},
        "phone": {"smart": false, "centre": "contact")",
             R"(, "centres": {"contact": {"remote": true, "stations": {"line": {"agents": 2, "service": "3 min"}}}})"),
        "t.json");
    REQUIRE_MESSAGE(read.problems.empty(), all_of(read.problems));
    const Channel &web = read.scenario.channels[0], &phone = read.scenario.channels[1];
    CHECK(web.after(Failure::error).retry == 0.5);
    CHECK(web.after(Failure::timed_out).retry == 0.5);
    CHECK(web.after(Failure::timed_out).delay.mean == 120);
    CHECK(web.after(Failure::outage).retry == 0.25);
    CHECK(web.after(Failure::outage).move == 0.5);
    CHECK(web.after(Failure::outage).channel == 1);
    CHECK(phone.centre == 0);
    CHECK(read.scenario.centres[0].remote);
    CHECK(read.scenario.centres[0].weight == 0);
}

TEST_CASE("what a channel of people must not be told, and where it must not lead") {
    const auto tell = [](const std::string& phone, const std::string& contact, const std::string& web = "") {
        return read_scenario_text(
                   with("", web + R"(}, "phone": {"smart": false, "centre": "contact")" + phone,
                        R"(, "centres": {"contact": {)" + contact + R"("stations": {"line": {"agents": 2, "service": "3 min",
                                       "capacity": 5}}}})"),
                   "t.json")
            .problems;
    };
    const std::string remote = R"("remote": true, )";
    CHECK(tell("", remote).empty());
    CHECK(told(tell("", ""), "/channels/phone/centre", "remote"));
    CHECK(told(tell(R"(, "timeout": "1 min")", remote), "/channels/phone/timeout", "a journey"));
    CHECK(told(tell(R"(, "fidelity": "pool")", remote), "/channels/phone/fidelity", "visits"));
    CHECK(told(tell(R"(, "retry": 0.5)", remote), "/channels/phone", "1 s"));
    CHECK(told(tell("", remote, R"(, "on_failure": {"outage": {"move": 1, "channel": "web", "delay": "1 min"}})"),
               "/channels/web/on_failure/outage/channel", "itself"));
    const auto ruled = [](const std::string& rule) {
        return read_scenario_text(
                   with("", R"(}, "phone": {"smart": false, "centre": "contact")",
                        R"(, "centres": {"contact": {"remote": true, "stations": {"line": {"agents": 2, "service": "3 min",
                                       "capacity": 5, "on_full": {"digital": 1, "channel": ")" +
                            rule + R"("}}}}})"),
                   "t.json")
            .problems;
    };
    CHECK(told(ruled("web"), "/on_full/digital", "unserved"));
    CHECK(told(ruled("phone"), "/on_full/channel", "people"));
}

TEST_CASE("what is wrong with reactions and steps is told") {
    const auto tell = [](const std::string& channel) { return read_scenario_text(with("", channel), "t.json").problems; };
    const std::string place = "/channels/web/on_failure/outage";
    CHECK(told(tell(R"(, "on_failure": {"outage": {"move": 0.5, "delay": "1 min"}})"), place + "/move", "channel"));
    CHECK(told(tell(R"(, "on_failure": {"outage": {"channel": "web"}})"), place + "/channel", "move"));
    CHECK(told(tell(R"(, "on_failure": {"outage": {"retry": 0.5}})"), place + "/delay", "1 s"));
    CHECK(told(tell(R"(, "on_failure": {"outage": {"retry": 0.8, "delay": "1 min", "visit": 0.5}})"), place, "at most 1"));
    CHECK(told(tell(R"(, "on_failure": {"outage": {"visit": 0.5}})"), place + "/visit", "a centre"));
    CHECK(told(tell(R"(, "on_failure": {"outrage": {}})"), "/channels/web/on_failure/outrage", "outage"));
    const auto steps = [](const std::string& journey) {
        return read_scenario_text(
                   R"({"name": "x", "study": {"horizon": "1 h"}, "demand": {"streams": {"all": {"to": "web", "rate": "1 / min"}}},
            "channels": {"web": {"fidelity": "pool", "journey": [)" +
                       journey + R"(]}}, "platform": {"tiers": {"web": {}}}})",
                   "t.json")
            .problems;
    };
    CHECK(told(steps(R"({"work": "web"})"), "/channels/web/journey/0", "amount"));
    CHECK(told(steps(R"({"think": "1 min", "amount": "1 s"})"), "/channels/web/journey/0", "amount of thinking"));
    CHECK(told(steps(R"({"think": "1 min", "work": "web", "amount": "1 s"})"), "/channels/web/journey/0", "work and think"));
}

TEST_CASE("a site goes down with its hosts and links; a tier's hosts stand where the scenario says") {
    const auto read = read_scenario_text(
        R"({"name": "x", "demand": {"streams": {"all": {"to": "web", "rate": "1 / min"}}}, "study": {"horizon": "1 d"},
        "channels": {"web": {"fidelity": "pool", "journey": [{"work": "web", "amount": "1 s"}, {"notify": "sms", "amount": "50 ms"}]}},
        "platform": {"pue": 1.5, "grid_co2": "400 g", "sites": {"main": {}, "second": {"pue": 1.2, "grid_co2": "0.1 kg"}},
            "tiers": {"web": {"sites": {"main": 2, "second": 1}, "power": {"idle": "100 W", "full": "0.25 kW"}}, "sms": {"hosts": 2}},
            "links": {"line": {"site": "main", "transfers": 8}, "home": {"shared": false, "bandwidth": "10 Mbit/s"}},
            "disruptions": {"dark": {"of": "site/main", "from": "1 h", "length": "1 h"}, "dark2": {"of": "site/second", "from": "1 h", "length": "1 h"}}}})",
        "t.json");
    REQUIRE_MESSAGE(read.problems.empty(), all_of(read.problems));
    const Platform& platform = read.scenario.platform;
    CHECK(platform.tiers[0].hosts == 3);
    CHECK(platform.tiers[0].sites == std::vector<Index>{0, 1, 0});  // they take turns
    CHECK(platform.disruptions[0].elements == std::vector<Index>{0, 2, 5});
    CHECK(platform.disruptions[1].elements == std::vector<Index>{1});
    CHECK(platform.sites[0].pue == 1.5);
    CHECK(platform.sites[0].grid_kg_per_kwh == 0.4);
    CHECK(platform.sites[1].pue == 1.2);
    CHECK(platform.sites[1].grid_kg_per_kwh == 0.1);
    CHECK(platform.tiers[0].power->idle_w == 100);
    CHECK(platform.tiers[0].power->least_w == 100);
    CHECK(platform.tiers[0].power->full_w == 250);
    CHECK(platform.links[0].transfers_max == 8);
    CHECK(!platform.links[1].shared);
    CHECK(read.scenario.channels[0].steps[1].kind == StepKind::notify);
    CHECK(read.scenario.channels[0].steps[1].where == 1);
}

namespace {
std::string with_tier(const std::string& tier, const std::string& sites = "") {
    return R"({"name": "x", "calendar": {"start": "2018-10-21", "end": "2018-10-25"},
        "demand": {"streams": {"all": {"to": "web", "rate": "1 / min"}}},
        "channels": {"web": {"fidelity": "pool", "journey": [{"work": "web", "amount": "1 s"}]}},
        "platform": {)" +
           sites + R"("tiers": {"web": {)" + tier + "}}}}";
}
}  // namespace

TEST_CASE("a capacity plan by date and by day, and an autoscaler with its defaults") {
    auto read = read_scenario_text(with_tier(R"("hosts": 8, "capacity": [{"from": "20:00", "every_day": true, "hosts": 2},
        {"from": "06:00", "every_day": true, "hosts": 5}, {"date": "2018-10-25", "from": "06:00", "hosts": 8}])"),
                                   "t.json");
    REQUIRE_MESSAGE(read.problems.empty(), all_of(read.problems));
    const auto& plan = read.scenario.platform.tiers[0].capacity;
    REQUIRE(plan.size() == 12);  // the beginning, five evenings, five mornings, and the last day's own
    CHECK(plan[0].from_s == 0);
    CHECK(plan[0].hosts == 2);  // as the evening before
    CHECK(plan[1].from_s == 6 * 3600);
    CHECK(plan[1].hosts == 5);
    CHECK(plan[2].from_s == 20 * 3600);
    CHECK(plan[2].hosts == 2);
    CHECK(plan[9].from_s == plan[10].from_s);  // of two at the same time the later stated holds
    CHECK(plan[10].hosts == 8);

    read = read_scenario_text(with_tier(R"("hosts": 8, "autoscale": {"min": 2, "delay": "3 min"})"), "t.json");
    REQUIRE_MESSAGE(read.problems.empty(), all_of(read.problems));
    const Autoscale& rule = *read.scenario.platform.tiers[0].autoscale;
    CHECK(rule.hosts_min == 2);
    CHECK(rule.up_above == 0.7);
    CHECK(rule.down_below == 0.3);
    CHECK(rule.every_s == 60);
    CHECK(rule.delay_s == 180);
    CHECK(rule.step == 1);
}

TEST_CASE("what is wrong with sites, power, plans, autoscalers and messages is told by its place") {
    const auto problems = [](const std::string& tier, const std::string& sites = "") {
        return read_scenario_text(with_tier(tier, sites), "t.json").problems;
    };
    CHECK(told(problems(R"("hosts": 2, "sites": {"main": 1})", R"("sites": {"main": {}}, )"), "/platform/tiers/web", "only one"));
    CHECK(told(problems(R"("sites": {"main": 1})"), "/platform/tiers/web/sites", "main"));
    CHECK(told(problems(R"("power": {"idle": "100 W", "full": "90 W"})"), "/platform/tiers/web/power/full", "falls"));
    CHECK(told(problems(R"("power": {"idle": "100 W", "least": "80 W", "full": "90 W"})"), "/platform/tiers/web/power/least",
               "falls"));
    CHECK(told(problems(R"("power": {"idle": "100", "full": "90 W"})"), "/platform/tiers/web/power/idle", "250 W"));
    CHECK(told(problems(R"("hosts": 2, "capacity": [{"from": "06:00", "hosts": 3}])"), "/platform/tiers/web/capacity/0/hosts",
               "at most the 2"));
    CHECK(told(problems(R"("capacity": [{"date": "2018-11-25", "from": "06:00", "hosts": 1}])"), "/platform/tiers/web/capacity/0",
               "outside"));
    CHECK(told(problems(R"("hosts": 2, "autoscale": {"min": 3})"), "/platform/tiers/web/autoscale/min", "at most the 2"));
    CHECK(told(problems(R"("hosts": 2, "autoscale": {"up_above": 0.3})"), "/platform/tiers/web/autoscale/down_below", "below"));
    CHECK(told(problems(R"("hosts": 2, "autoscale": {}, "capacity": [{"from": "06:00", "hosts": 1}])"), "/platform/tiers/web",
               "only one"));
    const auto mixed =
        read_scenario_text(with("", R"(}, "app": {"fidelity": "platform", "journey": [{"work": "web", "amount": "1 s"},
        {"notify": "bank", "think": "1 s"}])"),
                           "t.json");
    CHECK(told(mixed.problems, "/channels/app/fidelity", "web is a pool on the same tier"));
    CHECK(told(mixed.problems, "/channels/app/journey/1", "think and notify"));
    CHECK(told(problems(R"("power": {"idle": "100 W", "full": "190 W", "off": "150 W"})"), "/platform/tiers/web/power/off",
               "idle"));
    const auto endless = [](const std::string& tier, const std::string& disruption) {
        return read_scenario_text(
                   R"({"name": "x", "study": {"horizon": "1000 week"}, "demand": {"streams": {"all": {"to": "web", "rate": "1 / d"}}},
            "channels": {"web": {"fidelity": "pool", "journey": [{"work": "web", "amount": "1 s"}]}}, "platform": {"tiers": {"web": {"hosts": 1000)" +
                       tier + R"(}}, "disruptions": {)" + disruption + "}}}",
                   "t.json")
            .problems;
    };
    CHECK(told(endless(R"(, "autoscale": {"every": "1 s"})", ""), "/platform/tiers/web/autoscale/every", "ten million"));
    CHECK(told(endless("", R"("dark": {"of": "platform", "every_day": true, "from": "1 h", "length": "1 h"})"),
               "/platform/disruptions/dark/every_day", "at most a million"));
}
