// tests/results/staffing_page_test.cpp: the page of `counterless staff` says what its study says, in both languages, and nothing
// a name contains can act. The study is made by hand: one centre, two intervals, one target. What only a browser can judge is
// looked at there.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "results/report/text.hpp"
#include "results/staffing_page.hpp"

using namespace counterless;
using namespace counterless::report;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

// Agents 3 then 1 over two half-hours: 2 hours a day, 3 at once. 10 and 2 customers come.
CentreStaffing centre_of(ClaimState first, ClaimState second) {
    CentreStaffing centre;
    centre.task.centre = 0;
    centre.task.timetable.first = 16, centre.task.timetable.count = 2;
    centre.task.posts = {{0, 0, 1, 10}};
    Aim aim;
    aim.id = "quick", aim.measure = "service_level@10min/offered", aim.within_s = 600, aim.value = 0.9;
    centre.task.aims = {aim};
    centre.task.stations = {none};
    centre.answer.agents = {{3, 1}};
    centre.answer.erlang = {{4, 2}};
    centre.answer.load = {1.25, 0.5};
    centre.answer.came = {10, 2};
    centre.answer.open_s = {1800, 1800};
    centre.answer.claims = {{0, 0, 1, 0.8, 0.02, 500, first, false, first == ClaimState::broken},
                            {0, 1, 2, 0.91, 0.03, 100, second, false, false}};
    centre.answer.days_searched = 100, centre.answer.days_judged = 1500;
    centre.have_hours_a_day = 1.5;
    return centre;
}

StaffingStudy study_of(const std::vector<double>& shares, ClaimState first, ClaimState second) {
    StaffingStudy study;
    study.scenario.name = "Week <b>&";
    Centre centre;
    centre.id = "deira", centre.name = {"Deira <&> \"Wharf\"", "ديرة <&>"};
    study.scenario.centres = {centre};
    Station station;
    station.id = "counter", station.centre = 0, station.name = {"Counter", "شباك"};
    study.scenario.stations = {station};
    study.scenario.costs.agent_hour = 100;
    study.scenario.study.seed = 77;
    study.file = "week.json", study.command = "counterless staff week.json --set 'a<b'", study.version = "1.0";
    study.weeks = 6, study.claims = 2;
    for (const double share : shares)
        study.shares.push_back({.share = share, .visits_a_day = 12, .centres = {centre_of(first, second)}});
    study.scenario.staffing.aims = study.shares.front().centres.front().task.aims;
    return study;
}

// Of the page, what stands in that language, without style, script and notices.
std::string part_of(const std::string& page, const std::string& lang) {
    const std::size_t from = page.find("<div class=language id=" + lang);
    const std::size_t until = lang == "en" ? page.find("<div class=language id=ar") : page.find("<script>", from);
    return page.substr(from, until - from);
}
std::string heading(const std::string& part) {
    const std::size_t from = part.find("<h1>") + 4;
    return part.substr(from, part.find("</h1>") - from);
}

}  // namespace

TEST_CASE("the answer of one share is one sentence, chosen by the worst claim") {
    const auto said = [](ClaimState first, ClaimState second) {
        return heading(part_of(staffing_page(study_of({0.9}, first, second)), "en"));
    };
    CHECK(said(ClaimState::held, ClaimState::held).starts_with("Every target holds with <bdi dir=ltr>2</bdi>\u00A0hours"));
    CHECK(said(ClaimState::held, ClaimState::open).starts_with("No target is missed, though not every one is settled"));
    CHECK(said(ClaimState::broken, ClaimState::open).starts_with("Not every target is met"));
    CHECK(has(said(ClaimState::held, ClaimState::held), "at <bdi dir=ltr>90\u00A0%</bdi> digital"));
}

TEST_CASE("a share that the scenario does not state is not given a number") {
    const std::string part = part_of(staffing_page(study_of({-1}, ClaimState::held, ClaimState::held)), "en");
    CHECK(!has(heading(part), "digital"));
    CHECK(has(part, "as the scenario says"));
}

TEST_CASE("several shares are drawn, one is not; the figures of the chart are JSON") {
    const std::string one = part_of(staffing_page(study_of({0.9}, ClaimState::held, ClaimState::held)), "en");
    CHECK(!has(one, "data-chart"));
    const std::string page = staffing_page(study_of({0.9, 0.95, 0.995}, ClaimState::held, ClaimState::held));
    for (const char* lang : {"en", "ar"}) {
        const std::string part = part_of(page, lang), open = "<script type=\"application/json\">";
        const std::size_t from = part.find(open) + open.size();
        const auto data = nlohmann::json::parse(part.substr(from, part.find("</script>", from) - from));
        CHECK(data["hours"] == nlohmann::json({2.0, 2.0, 2.0}));
        CHECK(data["visits"] == nlohmann::json({12.0, 12.0, 12.0}));
        CHECK(data["have"] == 1.5);
        CHECK(data["rows"].size() == 3);
        CHECK(data["heads"].size() == data["rows"][0].size());
        CHECK(has(part, lang == std::string("en") ? "99.5\u00A0%" : "99.5%"));
    }
}

TEST_CASE("what is not met stands there with its place, time and margin; what is open is counted apart") {
    const std::string part = part_of(staffing_page(study_of({0.9}, ClaimState::broken, ClaimState::open)), "en");
    CHECK(has(part, "Targets not met: <bdi dir=ltr>1</bdi>"));
    CHECK(has(part, "Targets not settled: <bdi dir=ltr>1</bdi>"));
    CHECK(has(part, "80.0\u00A0% ± 2.0"));
    CHECK(has(part, "<bdi dir=ltr>08:00</bdi> to <bdi dir=ltr>08:30</bdi>"));
    CHECK(has(part, "no agent more would help"));
    CHECK(times(part, "<td class=b ") == 1);  // the interval in the table of all centres
    const std::string held = part_of(staffing_page(study_of({0.9}, ClaimState::held, ClaimState::held)), "en");
    CHECK(!has(held, "Targets not met"));
    CHECK(!has(held, "Targets not settled"));
    CHECK(!has(held, "<td class=b "));
}

TEST_CASE("need, have and gap of a centre by hand; no number where the scenario has none") {
    StaffingStudy study = study_of({0.9}, ClaimState::held, ClaimState::held);
    std::string part = staffing_centres(study, study.shares.front(), Lang::en);
    CHECK(has(part, "\u22120.5"));  // there are 1.5 hours, 2 are needed
    CHECK(has(part, "short"));
    CHECK(has(part, "44\u00A0%"));  // half an hour at 1.25 busy and half at 0.5: 0.875 hours, of 2
    study.shares.front().centres.front().have_hours_a_day = 1e9;
    part = staffing_centres(study, study.shares.front(), Lang::en);
    CHECK(has(part, "unlimited"));
    CHECK(!has(part, "short"));
}

TEST_CASE("each interval shows agents, load and what the formula says") {
    const StaffingStudy study = study_of({0.9}, ClaimState::held, ClaimState::held);
    const std::string part = staffing_posts(study, study.shares.front(), Lang::en);
    CHECK(has(part, "1.25"));
    CHECK(has(part, "<bdi dir=ltr>4</bdi>"));
    CHECK(has(part, "inline-size:100.0%"));  // three agents, the most
    CHECK(has(part, "inline-size:33.3%"));   // one of three
    const std::string plan = staffing_plan(study, study.shares.front(), Lang::en);
    CHECK(times(plan, "<td class=") == 2);
    CHECK(has(plan, "<td class=e title"));  // 3 of at most 3
    CHECK(has(plan, "<td class=x title"));  // 1: the least number
}

TEST_CASE("centres too many to show row by row are counted") {
    StaffingStudy study = study_of({0.9}, ClaimState::held, ClaimState::held);
    study.shares.front().centres.assign(1600, centre_of(ClaimState::held, ClaimState::held));  // two rows each, 3000 shown
    const std::string part = staffing_posts(study, study.shares.front(), Lang::en);
    CHECK(times(part, "<details") == 1500);
    CHECK(has(part, "More centres than are shown: <bdi dir=ltr>100</bdi>"));
}

TEST_CASE("names can not act; the page tells how it was made, and is the same each time") {
    const StaffingStudy study = study_of({0.9, 0.99}, ClaimState::broken, ClaimState::open);
    const std::string page = staffing_page(study);
    CHECK(page == staffing_page(study));
    for (const char* lang : {"en", "ar"}) {
        const std::string part = part_of(page, lang);
        CHECK(!has(part, "<&>"));
        CHECK(!has(part, "<b>&"));
        CHECK(!has(part, "a<b"));
        CHECK(has(part, "Week &lt;b&gt;&amp;"));
        CHECK(has(part, "counterless staff week.json"));
        CHECK(has(part, "77"));
        CHECK(!has(part, "{0}"));
    }
    CHECK(has(part_of(page, "ar"), "ديرة"));
    CHECK(!has(page, "http-equiv=refresh"));
}
