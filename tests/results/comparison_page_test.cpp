// tests/results/comparison_page_test.cpp: the page of `counterless compare` says what its comparison says, in both languages, and
// nothing a name contains can act. The comparison is made up. What only a browser can judge is looked at there.
#include <doctest/doctest.h>

#include "tests/results/comparison_fixture.hpp"

using namespace counterless;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
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
