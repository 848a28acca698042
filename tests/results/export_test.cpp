// What a replication came to is what its own totals say, and text for other programs is text that they can read.
#include "results/export.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace counterless;

namespace {

ExportedStudy study() {
    ExportedStudy made{.number = 3, .inputs = {.sha256 = "abc", .seed = 18446744073709551615u, .name = "one, \"two\""}};
    Measure count{.name = "visits", .of = "all", .unit = "visits", .numerator = 0};
    Measure share{
        .name = "digital_share", .of = "all", .unit = "1", .estimator = Estimator::ratio, .numerator = 1, .denominator = 0};
    made.layout.measures = {count, share};
    Measure part = count;
    part.start_s = 1800, part.end_s = 3600;
    made.layout.parts = {part};
    return made;
}
Summary summary(std::uint32_t replication, double visits, double digital) {
    return {.replication = replication, .totals = {visits, digital}};
}

}  // namespace

TEST_CASE("a count is the count, a share that of the replication's own totals, and without data there is nothing") {
    const auto values = values_of(study().layout.measures, summary(0, 8, 2));
    CHECK(values[0].value() == 8);
    CHECK(values[1].value() == 0.25);
    CHECK_FALSE(values_of(study().layout.measures, summary(0, 0, 0))[1].has_value());
}

TEST_CASE("a line for each measure; names with commas and quotes are one cell") {
    CHECK(export_lines(study(), summary(5, 8, 2), false) ==
          "3,\"one, \"\"two\"\"\",5,visits,all,visits,8\n3,\"one, \"\"two\"\"\",5,digital_share,all,1,0.25\n");
    CHECK(export_lines(study(), summary(5, 0, 0), false).ends_with("digital_share,all,1,\n"));
    CHECK(export_lines(study(), summary(5, 8, 2), true) == "3,\"one, \"\"two\"\"\",5,visits,all,visits,1800,3600,8\n");
    const std::string head = export_head(true);
    CHECK(std::count(head.begin(), head.end(), ',') == 8);
}

TEST_CASE("JSON holds the same, by replication, and a seed to its last digit") {
    const auto out = nlohmann::json::parse(export_json(study(), {summary(0, 8, 2), summary(4, 0, 0)}));
    CHECK(out["seed"].get<std::uint64_t>() == 18446744073709551615u);
    CHECK(out["study"] == 3);
    CHECK(out["replications"] == nlohmann::json({0, 4}));
    CHECK(out["measures"][1]["values"] == nlohmann::json({0.25, nullptr}));
}

TEST_CASE("batches count as replications, numbered one after the other") {
    ExportedStudy batched = study();
    CHECK(as_replications(batched, summary(2, 1, 1)).size() == 1);
    CHECK(as_replications(batched, summary(2, 1, 1))[0].replication == 2);
}
