// tests/results/report_test.cpp: the page says what the interval allows, in both languages, and nothing a name contains can act.
// Figures are made up (report_fixture.cpp). What only a browser can judge is in tests/browser/.
#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "results/report.hpp"
#include "results/report/format.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/report/text.hpp"
#include "results/report/verdict.hpp"
#include "results/report/words.hpp"
#include "tests/results/report_fixture.hpp"

using namespace counterless;
using namespace counterless::report;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool arabic(std::string_view text) {  // any letter of U+0600 .. U+06FF: in UTF-8 it begins with D8 .. DB
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0xD8 && static_cast<unsigned char>(c) <= 0xDB) return true;
    return false;
}

std::multiset<char> places(std::string_view text) {
    std::multiset<char> found;
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == '{' && text[i + 2] == '}') found.insert(text[i + 1]);
    return found;
}

std::string headline(const StudyResult& result, Lang lang) {
    return bare(answer(result, report::DayClock(result), lang).headline);
}

Estimate known(double mean, double half_width, int n = 40) { return {true, mean, half_width, half_width, 0.95, n}; }

void add_part(StudyResult& result, const char* name, const std::string& of, double start_s, double mean) {
    Measure measure;
    measure.name = name, measure.of = of, measure.start_s = start_s, measure.end_s = start_s + 1800;
    result.series.push_back({measure, known(mean, 0)});
}

}  // namespace

TEST_CASE("every word stands in both languages, once, with the same places") {
    const std::set<std::string_view> same_in_both{"title", "percent", "other_language"};
    std::set<std::string_view> keys;
    for (const Phrase& phrase : phrases) {
        INFO(phrase.key);
        CHECK(keys.insert(phrase.key).second);
        CHECK(!phrase.en.empty());
        CHECK(!phrase.ar.empty());
        CHECK(places(phrase.en) == places(phrase.ar));
        if (same_in_both.contains(phrase.key)) continue;
        const bool only_places = phrase.key == "pair" || phrase.key == "comma" || phrase.key == "and";
        CHECK((arabic(phrase.ar) || only_places));
        CHECK(!arabic(phrase.en));
    }
}

TEST_CASE("every measure that a layout lists has words in both languages") {
    for (const Scenario& scenario : {fixture::flagship_like().scenario, fixture::textbook().scenario}) {
        const Layout all = layout(scenario);
        for (const auto* list : {&all.measures, &all.parts})
            for (const Measure& measure : *list) {
                INFO(measure.name);
                CHECK(measure_text(Lang::en, measure) != named(measure.name));
                CHECK(arabic(measure_text(Lang::ar, measure)));
                CHECK(!has(measure_text(Lang::en, measure), "{"));
            }
    }
}

TEST_CASE("counted nouns take the six Arabic forms of CLDR") {
    const auto visits = [](double count) { return bare(counted(Lang::ar, count, Noun::visit)); };
    CHECK(visits(0) == "لا زيارات");
    CHECK(visits(1) == "زيارة واحدة");
    CHECK(visits(2) == "زيارتان");
    for (const int few : {3, 10, 103}) CHECK(visits(few) == std::to_string(few) + "\u00A0زيارات");
    const auto replications = [](double count) { return bare(counted(Lang::ar, count, Noun::replication)); };
    for (const int many : {11, 99, 111}) CHECK(replications(many) == std::to_string(many) + "\u00A0تكراراً");
    for (const int other : {100, 101, 102}) CHECK(replications(other) == std::to_string(other) + "\u00A0تكرار");
    CHECK(replications(1000) == "1,000\u00A0تكرار");
    CHECK(bare(counted(Lang::ar, 5.8, Noun::minute, 1)) == "5.8\u00A0دقيقة");  // decimals take the singular
    CHECK(bare(counted(Lang::en, 1, Noun::visit)) == "1\u00A0visit");
    for (int noun = 0; noun < static_cast<int>(Noun::count); ++noun)
        for (const std::string_view form : forms(static_cast<Noun>(noun)).ar) CHECK(!form.empty());
}

TEST_CASE("numbers are written by us: comma, point, a true minus, no sign on nothing") {
    CHECK(number(-1234.5, 1) == "\u22121,234.5");
    CHECK(number(1234567) == "1,234,567");
    CHECK(number(999.999, 2) == "1,000.00");
    CHECK(number(-0.04, 1) == "0.0");
    CHECK(signed_number(0.04, 1) == "0.0");
    CHECK(signed_number(12) == "+12");
    CHECK(percent(Lang::en, 0.901, 1) == "90.1\u00A0%");
    CHECK(percent(Lang::ar, 0.901, 1) == "90.1%");
    CHECK(clock(7.5 * 3600) == "07:30");
    CHECK(bare(dates(Lang::en, "2018-10-21", "2018-10-25")) == "21 to 25\u00A0Oct\u00A02018");
    CHECK(bare(dates(Lang::en, "2018-12-30", "2019-01-02")) == "30\u00A0Dec\u00A02018 to 2\u00A0Jan\u00A02019");
    CHECK(bare(dates(Lang::ar, "2018-10-25", "2018-10-25")) == "25\u00A0أكتوبر\u00A02018");
}

TEST_CASE("a half-width decides the decimals: one figure of it, two when it begins with 1 or 2") {
    CHECK(digits_for(0.9, 84.1) == 1);
    CHECK(digits_for(1.3, 16) == 1);
    CHECK(digits_for(3, 16) == 0);
    CHECK(digits_for(410, 203590) == 0);
    CHECK(digits_for(0.06, 94.7) == 2);
    CHECK(digits_for(0, 7) == 0);
    CHECK(digits_for(0, 0.8783) == 3);
}

TEST_CASE("the headline is chosen by the interval, not by the mean") {
    CHECK(headline(fixture::flagship_like(0.93, 0.01), Lang::en).starts_with("Yes: 93 of 100"));
    CHECK(headline(fixture::flagship_like(0.84, 0.01), Lang::en).starts_with("No: 84 of 100"));
    CHECK(headline(fixture::flagship_like(0.905, 0.01), Lang::en).starts_with("Too close to call: between 89.5 and 91.5 of 100"));
    CHECK(headline(fixture::flagship_like(0.895, 0.004), Lang::en)
              .starts_with("No: 89.5 of 100"));  // "90 of 100; the target is 90" would puzzle
    CHECK(headline(fixture::flagship_like(0.93, 0.01), Lang::ar).starts_with("تحقق الهدف"));
    CHECK(headline(fixture::flagship_like(0.84, 0.01), Lang::ar).starts_with("لم يتحقق الهدف"));
    CHECK(headline(fixture::textbook(), Lang::en) ==
          "Customers waited 52.7\u00A0seconds on average; nine in ten no longer than 2.7\u00A0minutes");
}

TEST_CASE("one replication gives no verdict, and the page says so") {
    StudyResult result = fixture::textbook(1);
    result.scenario.targets = {{"service_level@10min/offered", "all", true, 0.9}};
    CHECK(headline(result, Lang::en).starts_with("One replication, so no verdict"));
    CHECK(has(report_page(result), "--replications 20"));
    CHECK(!has(report_page(result), "±\u00A0"));
}

TEST_CASE("a target that no measure meets by name is told in general words") {
    StudyResult result = fixture::textbook();
    result.scenario.targets = {{"wait_p90", "centre/hall", false, 120}};
    CHECK(headline(result, Lang::en).starts_with("No, the target is missed. Nine in ten wait no longer than (hall): 2.72"));
    result.scenario.targets = {{"wait_p90", "nowhere", false, 120}};
    CHECK(headline(result, Lang::en).starts_with("Customers waited"));
}

TEST_CASE("customers who do not add up come before every other answer") {
    StudyResult result = fixture::flagship_like(0.93, 0.01);
    result.balance.served -= 3;
    CHECK(headline(result, Lang::en).starts_with("Do not use these results"));
    CHECK(has(report_page(result), "unaccounted for"));
}

TEST_CASE("replications needed grow with the square of half-width over distance") {
    CHECK(replications_to_decide(known(0.8955, 0.009), 0.9) == 160);  // twice too wide: four times 40
    CHECK(replications_to_decide(known(0.9, 0.009), 0.9) == 0);
    CHECK(replications_to_decide(known(0.9 + 1e-6, 0.009), 0.9) == 0);
}

TEST_CASE("better and worse need an interval that leaves zero out") {
    CHECK(read_difference(known(-8, 3), Direction::lower_is_better) == Reading::better);
    CHECK(read_difference(known(+8, 3), Direction::lower_is_better) == Reading::worse);
    CHECK(read_difference(known(+8, 3), Direction::higher_is_better) == Reading::better);
    CHECK(read_difference(known(+8, 3), Direction::neutral) == Reading::changed);
    CHECK(read_difference(known(+3, 3), Direction::higher_is_better) == Reading::same);
    CHECK(read_difference(known(+8, 0, 1), Direction::higher_is_better) == Reading::same);
}

TEST_CASE("what the counters can serve: agents over the work of one arrival, by hand") {
    // 10 agents, busy throughout, 120 arrivals in two half-hours: 20 agent-half-hours serve 120, so each serves 6 and 10
    // serve 60.
    StudyResult result = fixture::textbook();
    result.scenario.study.series = Series::typical_day;
    for (const auto& [start_s, arrivals] : {std::pair{32400.0, 90.0}, std::pair{34200.0, 30.0}}) {
        add_part(result, "arrivals", "all", start_s, arrivals);
        add_part(result, "agents", "all", start_s, 10);
        add_part(result, "occupancy", "all", start_s, 1);
    }
    const std::string day = bare(the_day(result, report::DayClock(result), Lang::en));
    CHECK(has(
        day,
        "More customers come than the open counters can serve between <bdi dir=ltr>09:00</bdi> and <bdi dir=ltr>09:30</bdi>"));
    CHECK(has(day, "\"capacity\":[60.0,60.0]"));
}

TEST_CASE("the clock joins neighbouring intervals and keeps gaps apart") {
    StudyResult result = fixture::textbook();
    result.scenario.study.series = Series::typical_day;
    for (int bin = 18; bin < 24; ++bin) add_part(result, "arrivals", "all", 1800.0 * bin, bin == 18 ? 0 : 5);
    const report::DayClock clock(result);
    CHECK(bare(clock.stretches(Lang::en, {0, 1, 3})) == "between 09:00 and 10:00 and between 10:30 and 11:00");
    CHECK(clock.open_intervals() == std::vector<std::size_t>{1, 2, 3, 4, 5});
}

TEST_CASE("a name can neither act nor turn the text round it about") {
    const std::string evil = "</script><script>alert(1)</script>\"'&\u202Eabc\u2069";
    CHECK(!has(html(named(evil)), "<script"));
    CHECK(!has(html(named(evil)), "\u202E"));
    CHECK(!has(attribute(named(evil)), "\""));
    StudyResult result = fixture::flagship_like();
    result.scenario.name = result.file = result.command = result.version = result.cpu_class = evil;
    result.scenario.title = {evil, evil};
    for (Centre& centre : result.scenario.centres) centre.name = {evil, evil};
    for (Channel& channel : result.scenario.channels) channel.name = {evil, evil};
    for (Tier& tier : result.scenario.platform.tiers) tier.name = {evil, evil};
    for (Service& service : result.scenario.services) service.name = {evil, evil};
    for (Provenance& line : result.scenario.provenance) line = {"/" + evil, evil, evil};
    result.baseline->title = {evil, evil};
    result.baseline->file = evil;
    const std::string page = report_page(result);
    CHECK(!has(page, "alert(1)</script>"));
    CHECK(!has(page, "<script>alert"));
    CHECK(!has(page, "\u202E"));
}

TEST_CASE("an outage is told by who waits to try again and by the time to recover; without one the figure is left out") {
    StudyResult result = fixture::flagship_like();
    CHECK(report_page(result).find("after the outage until no more do than before") != std::string::npos);
    result.scenario.platform.disruptions.clear();
    CHECK(report_page(result).find("wait to try again") == std::string::npos);
}

TEST_CASE("a run of a contact centre alone is answered with its wait, not with silence") {
    StudyResult result = fixture::textbook();
    result.scenario.centres[0].remote = true;
    std::erase_if(result.measures, [](const Value& value) { return value.measure.of == "all"; });
    CHECK(headline(result, Lang::en) == headline(fixture::textbook(), Lang::en));
    CHECK(report_page(result).find("Visits, calls and cases") != std::string::npos);
}

TEST_CASE("the figures of the charts are JSON, and break no script") {
    const std::string page = report_page(fixture::flagship_like());
    const std::string open = "<script type=\"application/json\">";
    int charts = 0;
    for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at + 1)) {
        const std::size_t begin = at + open.size(), end = page.find("</script>", begin);
        const auto data = nlohmann::json::parse(page.substr(begin, end - begin));
        CHECK(data["heads"].size() == data["rows"][0].size());
        ++charts;
    }
    CHECK(charts == 6);  // three charts in two languages
}

TEST_CASE("the page is one file: both languages, notices carried, nothing fetched, the same bytes each time") {
    const std::string page = report_page(fixture::flagship_like());
    CHECK(page == report_page(fixture::flagship_like()));
    CHECK(has(page, "<main id=en-results lang=en dir=ltr"));
    CHECK(has(page, "<main id=ar-results lang=ar dir=rtl"));
    CHECK(has(page, "Apache License"));
    CHECK(has(page, "SIL OPEN FONT LICENSE"));
    const std::size_t body = page.find("<body>");
    CHECK(!std::regex_search(page.substr(page.find("-->")),
                             std::regex("(src|href) *= *[\"']?(https?:)?//|url\\((https?:)?//|<link|@import")));
    CHECK(body != std::string::npos);
    CHECK(page.find("-->") < body);
}

TEST_CASE("a scenario of one hall reads well: parts it lacks are named or left out, and no figure is broken") {
    for (const int replications : {1, 2, 20}) {
        const std::string page = report_page(fixture::textbook(replications)),
                          text = page.substr(page.find("<body>"), page.rfind("<script>") - page.find("<body>"));
        CHECK(has(text, "The scenario has no digital channels"));
        CHECK(!has(text, "<div class=chart"));
        CHECK(!std::regex_search(text, std::regex("[^a-z](nan|inf|null)[^a-z]")));
    }
    CHECK(has(report_page(StudyResult{}), "Nothing was measured"));
}

TEST_CASE("a measure without data is a dash, never a number") {
    StudyResult result = fixture::flagship_like();
    for (Value& value : result.measures)
        if (value.measure.of == "centre/hatta") value.estimate = {};
    for (Value& value : result.series) value.estimate = {};
    const std::string page = report_page(result),
                      text = page.substr(page.find("<body>"), page.rfind("<script>") - page.find("<body>"));
    CHECK(has(text, "<td class=n>–"));
    CHECK(!std::regex_search(text, std::regex("[^a-z](nan|inf)[^a-z]")));
}

TEST_CASE("only half-hours whose interval lies below the target are counted as below it") {
    // Two centres, one half-hour each, both with a mean of 80 %: with a half-width of 5 points it is below 90 %, with 15 it is
    // not known.
    StudyResult result = fixture::flagship_like();
    result.series.clear();
    add_part(result, "arrivals", "all", 32400, 60);
    for (const auto& [centre, half_width] : {std::pair{"centre/deira", 0.05}, std::pair{"centre/hatta", 0.15}}) {
        add_part(result, "arrivals", centre, 32400, 30);
        add_part(result, "service_level@10min/offered", centre, 32400, 0.8);
        result.series.back().estimate = known(0.8, half_width);
    }
    CHECK(has(bare(heat(result, report::DayClock(result), Lang::en)),
              "<bdi dir=ltr>1</bdi> of <bdi dir=ltr>2</bdi> half-hours at the centres are clearly below"));
}

TEST_CASE("an expectation that holds of the first day only is told as that, and judges nothing") {
    StudyResult result = fixture::flagship_like();
    const auto tells = [&](const char* words) { return has(report_page(result), words); };
    CHECK(tells("The expectation lies"));
    result.forecast.remembers = true;
    CHECK(tells("If every day were like the first"));
    CHECK(tells("لو كان كل يوم كاليوم الأول"));
    CHECK_FALSE(tells("The expectation lies"));
}
