// How it is studied, as far as it is more than numbers of its own: series, samples of the customers.
#include <doctest/doctest.h>

#include "tests/scenarios/remembering.hpp"

using namespace counterless;

namespace {
const std::vector<Override> needs_only{
    {"/demand/streams", "null"}, {"/targets", "null"}, {"/initiatives", "null"}, {"/study/scale", "0.1"}};
}

TEST_CASE("series by month and by year") {
    CHECK(read_town({{"/study/series", "month"}}).scenario.study.series == Series::month);
    CHECK(read_town({{"/study/series", "year"}}).scenario.study.series == Series::year);
    CHECK(read_town({{"/study/series", "none"}}).scenario.study.series == Series::off);
    CHECK(read_town({{"/study/series", "typical_week"}}).scenario.study.series == Series::typical_week);
    CHECK(read_town({{"/study/series", "null"}}).scenario.study.series == Series::typical_day);
    for (const char* series : {"month", "year"})  // a batch holds parts of one or two of them, no repetition of any
        CHECK(tells(read_town({{"/study/series", series}, {"/study/method", "batch_means"}}).problems, "/study/series", series));
    CHECK(tells(read_town({{"/study/series", "decade"}}).problems, "/study/series", "decade"));
}

TEST_CASE("a sample of the customers, whether they remember or not") {
    const ReadResult fixed = read_town(needs_only), habit = read_remembering({{"/study/scale", "0.1"}});
    REQUIRE_MESSAGE(fixed.ok(), all_of(fixed.problems));
    REQUIRE_MESSAGE(habit.ok(), all_of(habit.problems));
    CHECK(fixed.scenario.study.scale == 0.1);
    CHECK(tells(read_town({{"/study/scale", "0"}}).problems, "/study/scale"));
    CHECK(tells(read_town({{"/study/scale", "2"}}).problems, "/study/scale"));
}

TEST_CASE("a sample does not weigh waits that it never meets") {
    const auto weighing = [](const char* scale) {
        return read_remembering(
            {{"/study/scale", scale}, {"/adoption/model", "logit"}, {"/adoption/weights", R"({"wait_per_minute": 0.1})"}});
    };
    CHECK(tells(weighing("0.1").problems, "/study/scale", "weigh the wait"));
    CHECK(weighing("1").ok());
}

TEST_CASE("a sample has no streams and meets no lines") {
    const ReadResult read = read_town({{"/study/scale", "0.1"}});
    CHECK(tells(read.problems, "/study/scale", "\"walk_in\""));
    CHECK(tells(read.problems, "/study/scale", "\"robots\""));
    CHECK(tells(read.problems, "/study/scale", "guides"));
    CHECK(tells(read.problems, "/targets/soon/measure", "service_level@10min/offered", "a scale of 1"));
    CHECK(tells(read.problems, "/targets/few_lost/measure", "abandonment"));
    CHECK(tells(read_parts(stream + "," + hall + R"(, "study": {"horizon": "1 h", "scale": 0.5})").problems, "/study/scale",
                "without needs"));
}
