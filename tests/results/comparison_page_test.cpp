// tests/results/comparison_page_test.cpp: the page of `counterless compare` says what its comparison says, in both languages, and
// nothing a name contains can act. The comparison is made up. What only a browser can judge is looked at there.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/results/comparison_fixture.hpp"

using namespace counterless;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

// A race that is not decided, after 10, 30, 26 and 10 runs; the second has the best mean so far.
Comparison open_race(bool independent) {
    Comparison comparison = fixture::four_weeks(30);
    const std::vector<std::size_t> runs{10, 30, 26, 10};
    comparison.independent = independent;
    comparison.terms = RaceTerms{.measures = {}, .independent = independent, .most = 30};
    comparison.race = RaceResult{.end = RaceEnd::most_reached,
                                 .asked = runs,
                                 .used = runs,
                                 .means = {3, 1, 2, 4},
                                 .alive = {independent, true, true, independent},
                                 .leader = 1};
    comparison.ranking->against_best.clear();
    for (std::size_t side = 0; side < runs.size(); ++side)
        comparison.contenders[side].replications = static_cast<int>(runs[side]);
    return comparison;
}

}  // namespace

TEST_CASE("the page names the best in its headline, in both languages, and no name acts") {
    const Comparison comparison = fixture::four_weeks();
    REQUIRE(saying_of(comparison).what == Says::one_best);
    const std::string page = comparison_page(comparison);
    CHECK(times(page, "<h1>") == 2);
    CHECK(has(page, "is the best, shown against every other"));
    CHECK(has(page, "هو الأفضل، وثبت ذلك أمام كل ما سواه"));
    CHECK(!has(page, "<b>Week</b>"));
    CHECK(has(page, "&lt;b&gt;Week&lt;/b&gt;"));
}

TEST_CASE("each chart has its table, and outcomes need twenty runs") {
    const std::string page = comparison_page(fixture::four_weeks());
    CHECK(times(page, "data-chart=\"difference\"") + times(page, "data-chart=difference") == 8);  // four measures, two languages
    CHECK(times(page, "data-chart=\"outcomes\"") + times(page, "data-chart=outcomes") == 2);
    CHECK(times(page, "data-chart=\"course\"") + times(page, "data-chart=course") == 2);
    const std::string few = comparison_page(fixture::four_weeks(12));
    CHECK(times(few, "data-chart=\"outcomes\"") + times(few, "data-chart=outcomes") == 0);
    CHECK(has(few, "--replications 20"));
}

TEST_CASE("a race is told with what it saved") {
    const Comparison comparison = fixture::four_weeks(200, true);
    REQUIRE(comparison.race->end == RaceEnd::decided);
    const std::string page = comparison_page(comparison), text = comparison_text(comparison);
    CHECK(has(page, "The race for the best"));
    CHECK(has(page, "السباق إلى الأفضل"));
    CHECK(has(text, "THE RACE  KN"));
    CHECK(has(text, std::to_string(comparison.race->runs()) + " runs; all of them in the race"));
}

TEST_CASE("text, JSON and CSV hold each measure of each scenario") {
    const Comparison comparison = fixture::four_weeks();
    CHECK(times(comparison_csv(comparison), "\n") == 1 + 4 * 4);
    CHECK(times(comparison_json(comparison), "\"difference_half_width\"") == 4 * 3);
    CHECK(times(comparison_json(comparison), "\"verdict\"") == 4 * 3);
    CHECK(has(comparison_text(comparison), "SIDE BY SIDE"));
    CHECK(comparison_text(comparison).starts_with(comparison_headline(comparison)));
}

TEST_CASE("nobody leaves a race of independent runs: one that is open has a leader so far") {
    Comparison comparison = open_race(true);
    const std::string page = comparison_page(comparison);
    CHECK(has(page, "Not known yet which is the best"));
    CHECK(has(page, "leads so far</h1>"));
    CHECK(has(page, "المتقدم حتى الآن"));
    CHECK(!has(page, "still in the race"));
    CHECK(!has(page, "ما زال في السباق"));
    CHECK(has(comparison_headline(comparison), ": One agent more at the cargo village leads so far\n"));
    comparison.race->means.assign(4, std::nan(""));  // stopped before anybody was judged
    CHECK(saying_of(comparison).who.empty());
    CHECK(!has(comparison_page(comparison), "leads so far"));
    CHECK(!has(comparison_headline(comparison), ": "));
}

TEST_CASE("an open race names nobody the best, so nothing speaks against it") {
    for (const bool independent : {false, true}) {
        Comparison comparison = open_race(independent);
        for (Against& against : comparison.rows[comparison.deciding[0]].against) against.finding = Finding::worse;
        const std::string page = comparison_page(comparison);
        CHECK(!has(page, "Against it speaks"));
        CHECK(!has(page, "وما يؤخذ عليه"));
        CHECK(!has(page, "class=lead"));
    }
    CHECK(has(comparison_page(open_race(false)), "still in the race are"));
    Comparison best = fixture::four_weeks();
    for (Against& against : best.rows[best.deciding[0]].against) against.finding = Finding::worse;
    CHECK(has(comparison_page(best), "Against it speaks"));
}

TEST_CASE("different numbers of runs are told from the least to the most") {
    const std::string page = comparison_page(open_race(true)), alike = comparison_page(fixture::four_weeks());
    CHECK(has(page, "<bdi dir=ltr>10</bdi> to <bdi dir=ltr>30</bdi>\u00A0replications of a scenario, each with"));
    CHECK(has(page, "من <bdi dir=ltr>10</bdi> إلى <bdi dir=ltr>30</bdi>\u00A0تكراراً لكل سيناريو"));
    CHECK(has(alike, "<bdi dir=ltr>24</bdi>\u00A0replications of each scenario, with"));
}

TEST_CASE("one verdict is not several") {
    Comparison comparison = fixture::four_weeks();
    CHECK(has(comparison_page(comparison), "verdicts hold together"));
    CHECK(has(comparison_text(comparison), "Its 12 intervals and verdicts"));
    comparison.contenders.resize(2);
    for (MeasureRow& row : comparison.rows) row.estimates.resize(2), row.against.resize(2);
    comparison.deciding.resize(1);
    comparison.ranking->row = comparison.deciding[0];
    comparison.ranking->against_best.clear();
    comparison.course.reset();
    const std::string page = comparison_page(comparison);
    CHECK(has(page, "The one verdict holds with a confidence of"));
    CHECK(has(page, "ويصح الحكم الوحيد بثقة"));
    CHECK(!has(page, "verdicts hold"));
    CHECK(has(comparison_text(comparison), "Its one interval and verdict"));
}
