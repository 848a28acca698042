// tests/results/report_fixture.cpp: invented, plausible, consistent enough with each other to look at.
#include "tests/results/report_fixture.hpp"

#include <cmath>

namespace counterless::fixture {
namespace {

constexpr double pi = 3.14159265358979;

struct Maker {
    StudyResult& result;
    int n = 40;
    Estimate estimate(double mean, double half) const { return {true, mean, half * std::sqrt(double(n)) / 2, half, 0.95, n}; }
    void add(const char* name, const std::string& of, const char* unit, double mean, double half) {
        Measure measure;
        measure.name = name, measure.of = of, measure.unit = unit;
        result.measures.push_back({measure, estimate(mean, half)});
    }
    void part(const char* name, const std::string& of, const char* unit, int bin, double mean, double half) {
        Measure measure;
        measure.name = name, measure.of = of, measure.unit = unit, measure.start_s = 1800.0 * bin,
        measure.end_s = 1800.0 * (bin + 1);
        result.series.push_back({measure, estimate(mean, half)});
    }
};

struct Place {
    const char *id, *en, *ar;
    double stress;
    int visits, agents;
};
constexpr Place places[] = {{"deira", "Deira", "ديرة", 1.42, 1010, 4},
                            {"dry-port", "Dry Port", "الميناء الجاف", 1.3, 905, 4},
                            {"head-office", "Head Office", "المقر الرئيسي", .98, 840, 4},
                            {"port-rashid", "Port Rashid", "ميناء راشد", .9, 770, 3},
                            {"cargo-village", "Cargo Village", "قرية الشحن", .82, 705, 3},
                            {"hamriya", "Hamriya", "الحمرية", .76, 640, 3},
                            {"jebel-ali", "Jebel Ali", "جبل علي", .7, 560, 2},
                            {"logistics", "Logistics City", "المدينة اللوجستية", .62, 500, 2},
                            {"ducamz", "DUCAMZ", "دوكامز", .56, 435, 2},
                            {"airport", "Airport Terminal 3", "المطار، المبنى 3", .5, 370, 1},
                            {"aweer", "Al Aweer", "العوير", .44, 315, 1},
                            {"hatta", "Hatta", "حتا", .3, 200, 1}};
constexpr double shape[] = {.2, .45, .6, .95, 1, 1, .97, .85, .72, .5, .4, .3, .2, .1};
constexpr double arrivals[] = {73, 112, 114, 152, 149, 144, 142, 114, 112, 85, 78, 64, 66, 45};
constexpr double agents[] = {22, 28, 30, 30, 30, 30, 30, 28, 26, 22, 26, 22, 20, 16};
constexpr double p90[] = {4.1, 6.2, 8.4, 14.2, 18.9, 21.3, 19.6, 15.8, 11.9, 9.6, 6.3, 5.2, 4.1, 3.2};

void describe(Scenario& scenario) {
    scenario.name = "Week Without Service Centres 2018";
    scenario.title = {"Week Without Service Centres 2018", "أسبوع بلا مراكز خدمة 2018"};
    scenario.calendar.has_dates = true, scenario.calendar.start = "2018-10-21", scenario.calendar.end = "2018-10-25";
    scenario.needs = Needs{};
    scenario.study.horizon_s = 5 * 86400.0, scenario.study.replications = 40, scenario.study.seed = 2018;
    scenario.sha256 = "4f1c0d3b8a6e57299ab24f1c0d3b8a6e57299ab24f1c0d3b8a6e57299ab20123";
    scenario.targets = {{"service_level@10min/offered", "all", true, 0.9},
                        {"wait_p90", "all", false, 600},
                        {"abandonment", "all", false, 0.03},
                        {"occupancy", "all", false, 0.85},
                        {"digital_share", "all", true, 0.94}};
    for (const Place& place : places) {
        Centre centre;
        centre.id = place.id, centre.name = {place.en, place.ar}, centre.always_open = false;
        centre.path = {static_cast<Index>(scenario.stations.size())};
        Station station;
        station.id = "counter", station.name = {"Counter", "الشباك"},
        station.centre = static_cast<Index>(scenario.centres.size()), station.agents = place.agents;
        scenario.stations.push_back(station);
        scenario.centres.push_back(centre);
    }
    const std::pair<const char*, Name> channels[] = {{"app", {"Mobile app", "تطبيق الهاتف"}},
                                                     {"web", {"Web portal", "البوابة الإلكترونية"}},
                                                     {"b2g", {"System to system", "الربط بين الأنظمة"}}};
    for (const auto& [id, name] : channels) {
        Channel channel;
        channel.id = id, channel.name = name, channel.fidelity = Fidelity::platform;
        scenario.channels.push_back(channel);
    }
    scenario.platform.tiers = {{"web", {"Web servers", "خوادم الويب"}, 4, 4},
                               {"data", {"Database", "قاعدة البيانات"}, 2, 8},
                               {"gateway", {"Payment gateway", "بوابة الدفع"}, 2, 4}};
    scenario.platform.tiers[0].power.emplace(), scenario.platform.tiers[0].autoscale.emplace();
    scenario.platform.tiers[1].power.emplace();
    Disruption dark;
    dark.id = "dark", dark.elements = {0}, dark.when = {{32400, 39600}};
    scenario.platform.disruptions = {dark};
    const std::pair<const char*, Name> services[] = {{"import", {"Import declaration", "بيان استيراد"}},
                                                     {"export", {"Export declaration", "بيان تصدير"}},
                                                     {"refund_claim", {"Refund claim", "طلب استرداد رسوم"}},
                                                     {"code", {"New business code", "رمز عمل جديد"}},
                                                     {"permit", {"Exit permit", "تصريح خروج"}}};
    double presence = 0;
    for (const auto& [id, name] : services) {
        Service service;
        service.id = id, service.name = name, service.fee = 120, service.sheets = 4, service.presence = {{-infinite, presence}};
        presence += 0.05;
        scenario.services.push_back(service);
    }
    scenario.text =
        R"({"services":{"import":{"fee":"120 AED","presence":0.05}},"costs":{"trip_time":"60 min"},"demand":{"volume":"215000 / week"}})";
    scenario.provenance = {{"/demand/volume", "stated", "Dubai Customs, press release, October 2018"},
                           {"/services/import/fee", "found", "Service guide 2018, page 12"},
                           {"/services/import/presence", "assumed", "no figure published"},
                           {"/costs/trip_time", "assumed", ""}};
}

void measure_places(Maker& maker, double within, double half) {
    maker.add("visits", "all", "visits", 7250, 62);
    maker.add("wait_mean", "all", "s", 348, 11), maker.add("wait_p90", "all", "s", 816, 48);
    maker.add("service_level@10min/offered", "all", "1", within, half), maker.add("abandonment", "all", "1", .023, .002);
    maker.add("occupancy", "all", "1", .81, .01);
    for (const Place& place : places) {
        const std::string of = std::string("centre/") + place.id;
        const double wait = 126 + 366 * (place.stress - .3);
        maker.add("visits", of, "visits", place.visits, 12), maker.add("wait_mean", of, "s", wait, 9 + 15 * place.stress);
        maker.add("wait_p90", of, "s", wait * 2.3, 30),
            maker.add("service_level@10min/offered", of, "1", .966 - .24 * std::fmax(0, place.stress - .38),
                      .004 + .008 * place.stress);
        maker.add("abandonment", of, "1", .01 + .02 * place.stress, .003),
            maker.add("occupancy", of, "1", .52 + .28 * place.stress, .01);
        maker.add("wait_mean", of + "/counter", "s", wait, 9 + 15 * place.stress);
    }
}

void measure_digital(Maker& maker) {
    maker.add("transactions", "all", "transactions", 214980, 420),
        maker.add("digital_transactions", "all", "transactions", 203590, 410);
    maker.add("digital_share", "all", "1", .947, .0006), maker.add("response_p99", "platform", "s", 2.13, .06);
    const struct {
        const char* id;
        double attempts, failure, mean;
    } channels[] = {{"app", 58100, .081, .62}, {"web", 91200, .094, .81}, {"b2g", 71800, .021, .35}};
    for (const auto& channel : channels) {
        const std::string of = std::string("channel/") + channel.id;
        maker.add("attempts", of, "attempts", channel.attempts, 240),
            maker.add("attempts_failed", of, "attempts", channel.attempts * channel.failure, 40);
        maker.add("failure_share", of, "1", channel.failure, .0011),
            maker.add("transactions", of, "transactions", channel.attempts * (1 - channel.failure), 230);
        maker.add("response_mean", of, "s", channel.mean, .004), maker.add("response_p90", of, "s", channel.mean * 2, .02),
            maker.add("response_p99", of, "s", channel.mean * 2.6, .07);
    }
    maker.add("recovery_time", "disruption/dark", "s", 4150, 40);
    for (const char* of : {"platform/web", "platform/data", "platform"}) maker.add("energy", of, "kWh", 88.5, .3);
    maker.add("hosts", "platform/web", "hosts", 2.86, .02);
    maker.add("utilisation", "platform/web", "1", .41, .002), maker.add("utilisation", "platform/data", "1", .28, .002),
        maker.add("utilisation", "platform/gateway", "1", .11, .001);
    double count = 120000;
    for (const char* id : {"import", "export", "refund_claim", "code", "permit"}) {
        const std::string of = std::string("service/") + id;
        maker.add("counter_transactions", of, "transactions", count * .05, count / 900),
            maker.add("digital_transactions", of, "transactions", count * .95, count / 500);
        count /= 2.2;
    }
    maker.add("sheets", "all", "sheets", 46200, 310), maker.add("customer_hours", "all", "h", 24300, 140),
        maker.add("cost", "all", "AED", 921400, 5200), maker.add("co2", "all", "kg", 7480, 61);
}

void series_of_counters(Maker& maker) {
    for (int i = 0; i < 14; ++i) {
        const int bin = 15 + i;
        maker.part("arrivals", "all", "visits", bin, arrivals[i], 3), maker.part("agents", "all", "agents", bin, agents[i], 0);
        maker.part("occupancy", "all", "1", bin, std::fmin(1, arrivals[i] / (agents[i] * 4.6)), .02),
            maker.part("wait_p90", "all", "s", bin, 60 * p90[i], 60 * (.3 + p90[i] / 16));
        maker.part("service_level@10min/offered", "all", "1", bin, 1.02 - .013 * p90[i], .015);
        int c = 0;
        for (const Place& place : places) {
            const std::string of = std::string("centre/") + place.id;
            const double share = 1 - .3 * std::pow(place.stress * shape[i], 1.7) - ((c * 7 + i * 5) % 4) * .006;
            maker.part("service_level@10min/offered", of, "1", bin, share, .03),
                maker.part("arrivals", of, "visits", bin, c == 11 && i == 13 ? .5 : arrivals[i] * place.visits / 7250, 1);
            ++c;
        }
    }
}

void series_of_platform(Maker& maker) {
    for (int bin = 0; bin < 48; ++bin) {
        const double load = .25 + .75 * std::exp(-std::pow((bin - 23) / 7.0, 2));
        maker.part("response_p99", "platform", "s", bin, .7 + 1.6 * load * load, .05 + .08 * load);
        maker.part("response_mean", "channel/app", "s", bin, .3 + .4 * load, .01),
            maker.part("response_mean", "channel/web", "s", bin, .4 + .5 * load, .01);
        maker.part("response_mean", "channel/b2g", "s", bin, .2 + .2 * load, .01);
        maker.part("utilisation", "platform/web", "1", bin, .62 * load, .01),
            maker.part("utilisation", "platform/data", "1", bin, .44 * load, .01);
        maker.part("utilisation", "platform/gateway", "1", bin, .2 * load + .02 * std::sin(pi * bin / 24), .005);
        const bool down = bin >= 18 && bin < 22;
        maker.part("backlog_mean", "platform", "customers", bin, down ? 900 + 90 * (bin - 18) : 80 * load, 12);
        for (const char* channel : {"channel/app", "channel/web", "channel/b2g"})
            maker.part("failure_share", channel, "1", bin, down ? .94 : .08, .01);
    }
}

void compare(StudyResult& result, const Maker& maker) {
    Baseline baseline{
        "ordinary-week-2018.json", "Ordinary week 2018", "77aa", {"Ordinary week, October 2018", "أسبوع عادي، أكتوبر 2018"}, {}};
    const struct {
        const char *name, *unit;
        Direction direction;
        double base, change, half;
    } lines[] = {{"visits", "visits", Direction::lower_is_better, 15900, -8650, 80},
                 {"customer_hours", "h", Direction::lower_is_better, 33100, -8800, 160},
                 {"sheets", "sheets", Direction::lower_is_better, 86100, -39900, 400},
                 {"cost", "AED", Direction::lower_is_better, 902000, 19400, 6100},
                 {"co2", "kg", Direction::lower_is_better, 16330, -8850, 75},
                 {"digital_share", "1", Direction::higher_is_better, .9, .047, .0007},
                 {"transactions", "transactions", Direction::neutral, 214650, 330, 12},
                 {"wait_mean", "s", Direction::lower_is_better, 352, -4, 14}};
    for (const auto& line : lines) {
        Measure measure;
        measure.name = line.name, measure.of = "all", measure.unit = line.unit, measure.direction = line.direction;
        baseline.differences.push_back(
            {measure, maker.estimate(line.base, line.half / 1.5), maker.estimate(line.change, line.half)});
    }
    result.baseline = baseline;
}

}  // namespace

StudyResult flagship_like(double within_mean, double within_half) {
    StudyResult result;
    describe(result.scenario);
    result.file = "scenarios/library/week-without-centres-2018.json";
    result.command =
        "counterless run scenarios/library/week-without-centres-2018.json --replications 40 --seed 2018 --report week.html";
    result.version = "0.1.0", result.cpu_class = "x86-64 with AVX2 and FMA";
    result.replications_asked = 40, result.replications_done = 40;
    Maker maker{result};
    measure_places(maker, within_mean, within_half);
    measure_digital(maker);
    series_of_counters(maker);
    series_of_platform(maker);
    compare(result, maker);
    result.balance = {8599200, 456000, 8143600 - 16000, 0, 12000, 3600, 290000, 265360, 16080, 6720, 1840, 0};
    result.balance.transactions =
        result.balance.at_counters + result.balance.on_smart_channels + result.balance.given_up + result.balance.open;
    result.scenario.reported.push_back({"smart",
                                        {"Transactions through smart channels", "المعاملات عبر القنوات الذكية"},
                                        "digital_transactions",
                                        "all",
                                        203650});
    result.forecast = {215000, 203650, 193500, 207400, 11350, 19800, 7240, 1.9e6, 1.2e6, 4e7};
    return result;
}

StudyResult textbook(int replications) {
    StudyResult result;
    Scenario& scenario = result.scenario;
    scenario.name = "M/M/8";
    scenario.sha256 = "00aa", scenario.study.series = Series::off, scenario.study.warmup_s = 60000;
    Centre hall;
    hall.id = "hall", hall.path = {0};
    Station counter;
    counter.id = "counter", counter.centre = 0, counter.agents = 8;
    scenario.stations = {counter}, scenario.centres = {hall};
    result.file = "mm8.json", result.command = "counterless run mm8.json --report mm8.html", result.version = "0.1.0";
    result.replications_asked = result.replications_done = replications;
    Maker maker{result, replications};
    for (const char* of : {"all", "centre/hall", "centre/hall/counter"}) {
        maker.add("wait_mean", of, "s", 52.7, replications > 1 ? .6 : 0),
            maker.add("wait_p90", of, "s", 163, replications > 1 ? 2 : 0);
        maker.add("occupancy", of, "1", .9, replications > 1 ? .001 : 0),
            maker.add("queue_length_mean", of, "customers", 6.32, replications > 1 ? .07 : 0);
        maker.add("service_level@10min/offered", of, "1", .9997, replications > 1 ? .0001 : 0);
    }
    result.balance.visits = 28800000, result.balance.served = 28799900, result.balance.inside = 100;
    return result;
}

}  // namespace counterless::fixture
