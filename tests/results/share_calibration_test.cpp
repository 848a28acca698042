#include "results/share_calibration.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "models/bass.hpp"

using namespace counterless;

namespace {

// Twelve half-years of a Bass curve with p 0.05, q 0.6 and a ceiling of 0.9, from 10 % on, a tenth of a point up and down.
ShareCalibration bass_like(const ShareQuestion& question) {
    ShareCalibration calibration{.file = "FILE <b>.csv", .version = "1", .series = "id=1"};
    for (int row = 0; row < 12; ++row) {
        const double share = bass_share({.p = 0.05, .q = 0.6, .ceiling = 0.9, .start = 0.1}, row / 2.0);
        calibration.table.rows.push_back({2010 + row / 2.0, share + (row % 3 - 1) * 0.001, 0});
        calibration.table.labels.push_back(std::to_string(2010 + row / 2) + (row % 2 ? "-07" : "-01"));
    }
    calibration.fits = fit_shares(calibration.table.rows, question);
    return calibration;
}

nlohmann::json read_fragment(const std::string& text) { return nlohmann::json::parse(text, nullptr, true, true); }

}  // namespace

TEST_CASE("the fragment says what a scenario reads: model, share at its first day, parameters per year, and where from") {
    const ShareCalibration calibration = bass_like({.forms = {ShareForm::bass_ceiling}});
    const std::string text =
        share_fragment(calibration, {.fit = 0, .time = 2015.5, .time_label = "2015-07", .extends = "base.json"});
    const auto fragment = read_fragment(text);
    CHECK(fragment["extends"] == "base.json");
    const auto& adoption = fragment["adoption"];
    CHECK(adoption["model"] == "bass");
    CHECK(adoption["share"].get<double>() ==
          doctest::Approx(bass_share({.p = 0.05, .q = 0.6, .ceiling = 0.9, .start = 0.1}, 5.5)).epsilon(0.01));
    // A row's error of 0.001 moves p by about 0.002, q by 0.01 and the ceiling by 0.002; nothing is drawn.
    CHECK(std::abs(adoption["bass"]["innovation_per_year"].get<double>() - 0.05) < 0.01);
    CHECK(std::abs(adoption["bass"]["imitation_per_year"].get<double>() - 0.6) < 0.05);
    CHECK(std::abs(adoption["bass"]["ceiling"].get<double>() - 0.9) < 0.01);
    CHECK(adoption["confidence"] == "fitted");
    CHECK(text.starts_with("// Bass with ceiling, fitted to FILE"));
}

TEST_CASE("a habit fragment holds the gains, and names the spread its customers need") {
    const ShareCalibration calibration = bass_like({.forms = {ShareForm::habit}});
    const std::string text = share_fragment(calibration, {.fit = 0, .time = 2015.5, .time_label = "2015-07"});
    const auto fragment = read_fragment(text);
    CHECK_FALSE(fragment.contains("extends"));
    for (const char* field : {"success", "failure", "counter", "limit"}) CHECK(fragment["adoption"]["learning"].contains(field));
    CHECK(text.find("habit_sd") != std::string::npos);
}

TEST_CASE("a habit fragment names who was taken as offline, and what was stated") {
    const std::vector<ShareStated> stated{{"offline", 0.05}, {"spread", 1.5}};
    const std::string text =
        share_fragment(bass_like({.forms = {ShareForm::habit}, .stated = stated}), {.time = 2015.5, .time_label = "2015-07"});
    CHECK(text.find("give segments an offline of 0.05") != std::string::npos);
    CHECK(text.find("spread      1.5         stated, not fitted") != std::string::npos);
    CHECK_FALSE(read_fragment(text)["adoption"].contains("stated"));
}

TEST_CASE("a name with a line break cannot end its comment") {
    ShareCalibration calibration = bass_like({.forms = {ShareForm::bass}});
    calibration.file = "a\n{\"extends\": \"/etc/passwd\"}";
    CHECK_FALSE(read_fragment(share_fragment(calibration, {.time = 2015, .time_label = "2015\n}"})).contains("extends"));
}

TEST_CASE("the text compares the models and those without one on the rows held out, within a terminal's width") {
    const std::string text = share_calibration_text(bass_like({.held_out = 4}));
    for (const char* part : {"fitted to the first 8; the last 4, from 2014-01 on, are held out", "Bass with ceiling",
                             "last value", "linear drift", "lowest AICc", "stated: failure 0, spread 1, offline 0"})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part);
    std::size_t letters = 0;
    for (const char letter : text) {
        letters = letter == '\n' ? 0 : letters + ((static_cast<unsigned char>(letter) & 0xC0u) == 0x80u ? 0 : 1);
        CHECK(letters <= 100);
    }
}

TEST_CASE("the JSON holds the same; what is not known is null") {
    const auto told = nlohmann::json::parse(share_calibration_json(bass_like({.held_out = 4})));
    CHECK(told["fits"].size() == 6);
    CHECK(told["rows"].size() == 12);
    CHECK(told["rows"][8]["held_out"] == true);
    CHECK(told["rows"][0]["total"].is_null());
    CHECK(told["last_value"]["shares"].size() == 4);
    CHECK(told["likelihood"] == "logit-normal");
    const auto one = nlohmann::json::parse(share_calibration_json([] {
        ShareCalibration calibration{.file = "one", .version = "1"};
        calibration.table = {.rows = {{2018, 0.9, 1000}}, .labels = {"2018"}};
        calibration.fits = fit_shares(calibration.table.rows, {.forms = {ShareForm::habit}});
        return calibration;
    }()));
    CHECK(one["fits"][0]["aicc"].is_null());
    CHECK(one["fits"][0]["r2"].is_null());
    CHECK(one["fits"][0]["ridges"].size() >= 2);
    CHECK(one["last_value"].is_null());
}

TEST_CASE("the page is whole, fetches nothing, and lets no file name act") {
    const std::string page = share_calibration_page(bass_like({.held_out = 4}));
    CHECK(page.find("<b>.csv") == std::string::npos);
    CHECK(page.find("data-chart=fit") != std::string::npos);
    CHECK(page.find("default-src 'none'") != std::string::npos);
    CHECK(page.find("src=\"http") == std::string::npos);
    CHECK(page.find("\"seen\":[[2010.0,9.9,\"2010-01: 9.90 %\"]") != std::string::npos);
}
