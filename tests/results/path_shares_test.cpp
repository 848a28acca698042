#include "results/path_shares.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace counterless;

namespace {
// A result as `run --json` writes it, cut to what is read: October and November 2018, and what is not asked for.
std::filesystem::path result_file(const std::string& series) {
    const auto file =
        std::filesystem::temp_directory_path() / ("path_shares_" + std::to_string(std::hash<std::string>{}(series)) + ".json");
    std::ofstream(file) << R"({"calendar": {"start": "2018-10-01", "end": "2018-11-30"}, "series": [)" << series << "]}";
    return file;
}
}  // namespace

TEST_CASE("shares are those of the months in which the intervals begin") {
    const auto file = result_file(R"({"measure": "arrivals", "of": "all", "start": 0, "end": 1, "mean": 7},
        {"measure": "digital_share", "of": "all", "start": 0, "end": 2678400, "mean": 0.91},
        {"measure": "digital_share", "of": "all", "start": 2678400, "end": 5270400, "mean": 0.93})");
    Problems problems;
    const auto shares = path_shares(file, {"2018-11", "2018"}, problems);
    CHECK(problems.empty());
    REQUIRE(shares.size() == 2);
    CHECK(shares[0].second == 0.93);  // 31 days after the first of October
    CHECK(shares[1].second == 0.91);
    CHECK(path_shares(file, {"2020-01"}, problems).empty());
    CHECK(problems.size() == 1);
    std::filesystem::remove(file);
}

TEST_CASE("a path by year says so to whoever asks for a month") {
    const auto file = std::filesystem::temp_directory_path() / "path_shares_by_year.json";
    std::ofstream(file) << R"({"calendar": {"start": "2017-01-01", "end": "2018-12-31"}, "series": [
        {"measure": "digital_share", "of": "all", "start": 0, "end": 31536000, "mean": 0.8},
        {"measure": "digital_share", "of": "all", "start": 31536000, "end": 63072000, "mean": 0.9}]})";
    Problems problems;
    CHECK(path_shares(file, {"2018"}, problems).size() == 1);
    CHECK(path_shares(file, {"2018-10"}, problems).empty());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].expected.starts_with("a year of "));
    CHECK(problems[0].expected.find("has 2017 to 2018 (months: run it with --set") != std::string::npos);
    std::filesystem::remove(file);
}

TEST_CASE("what is no result of a run with dates is a problem, not a crash") {
    for (const char* text : {"", "{", "[1, 2]", R"({"series": []})", R"({"calendar": {"start": "soon"}, "series": [{}]})"}) {
        const auto file = std::filesystem::temp_directory_path() / "path_shares_broken.json";
        std::ofstream(file) << text;
        Problems problems;
        CHECK(path_shares(file, {"2018-11"}, problems).empty());
        CHECK(problems.size() == 1);
        std::filesystem::remove(file);
    }
    Problems problems;
    CHECK(path_shares("/nowhere/at/all.json", {"2018"}, problems).empty());
    CHECK(problems.size() == 1);
}
