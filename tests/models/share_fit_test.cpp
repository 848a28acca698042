#include "models/share_fit.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace counterless;

namespace {

std::vector<ShareRow> on_curve(ShareForm form, const Values& truth, int rows, double per_year, double total = 0) {
    const ShareModel model(form, {});
    std::vector<double> times;
    for (int row = 0; row < rows; ++row) times.push_back(row / per_year);
    const std::vector<double> shares = model.shares(truth, times);
    std::vector<ShareRow> all;
    for (int row = 0; row < rows; ++row) {
        const auto at = static_cast<std::size_t>(row);
        all.push_back({2012 + times[at], shares[at], total});
    }
    return all;
}

// In how many of 200 worlds drawn from the truth each interval holds it.
std::vector<int> covered(ShareForm form, const Values& truth, double overdispersion) {
    const std::vector<ShareRow> rows = on_curve(form, truth, 24, 4, 3000);
    std::vector<double> expected;
    for (const ShareRow& row : rows) expected.push_back(row.share);
    std::vector<int> count(truth.size(), 0);
    for (std::uint32_t world = 0; world < 200; ++world) {
        const auto seen = rows_drawn(rows, expected, ShareError::counts, overdispersion, Luck(11, world));
        const ShareFits fits = fit_shares(seen, {.forms = {form}});
        for (std::size_t index = 0; index < truth.size(); ++index) {
            const ShareParameter& parameter = fits.fits[0].parameters[index];
            count[index] += parameter.low->value <= truth[index] && truth[index] <= parameter.high->value ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("rows that lie on a curve give its parameters back") {
    const std::pair<ShareForm, Values> truths[] = {
        {ShareForm::bass, {0.1, 0.05, 0.6}},     {ShareForm::bass_ceiling, {0.1, 0.05, 0.9, 0.85}},
        {ShareForm::logistic, {0.1, 0.8}},       {ShareForm::logistic_ceiling, {0.1, 1.2, 0.9}},
        {ShareForm::gompertz, {0.1, 0.7, 0.93}}, {ShareForm::habit, {0.3, 0.08, 0.02}}};
    for (const auto& [form, truth] : truths)
        for (const double total : {0.0, 1e6}) {
            const ShareFits fits =
                fit_shares(on_curve(form, truth, 24, 4, total), {.forms = {form}, .intervals = IntervalRule::nothing});
            CAPTURE(fits.fits[0].model.title());
            for (std::size_t index = 0; index < truth.size(); ++index) {
                CHECK(std::abs(fits.fits[0].values[index] / truth[index] - 1) < 0.03);
                CHECK(std::abs(fits.fits[0].least_squares[index] / truth[index] - 1) < 0.03);
            }
            CHECK(fits.fits[0].rmse < 1e-4);
        }
}

// Quarters of 3,000 over six years, the chance itself scattered. Of 200 intervals of 95 % at least 180 hold the truth: were they
// right, a binomial(200, 0.95) would be below 180 with chance 0.001 for one parameter, so below 0.3 % for these three.
TEST_CASE("95 % intervals of Bass hold the truth in at least 180 of 200 worlds" * doctest::test_suite("repeats")) {
    for (const int count : covered(ShareForm::bass, {0.1, 0.05, 0.6}, 0.001)) CHECK(count >= 180);
}

// Four minutes of a processor: models_test -tc="*of the other forms*" --no-skip -s. False alarm below 1.5 % for these fifteen.
TEST_CASE("95 % intervals of the other forms hold the truth in at least 180 of 200 worlds" * doctest::skip()) {
    const std::pair<ShareForm, Values> truths[] = {{ShareForm::bass_ceiling, {0.1, 0.05, 0.9, 0.85}},
                                                   {ShareForm::logistic, {0.1, 0.8}},
                                                   {ShareForm::logistic_ceiling, {0.1, 1.2, 0.9}},
                                                   {ShareForm::gompertz, {0.1, 0.7, 0.93}},
                                                   {ShareForm::habit, {0.3, 0.08, 0.02}}};
    for (const auto& [form, truth] : truths)
        for (const int count : covered(form, truth, 0.001)) CHECK(count >= 180);
}

TEST_CASE("one reported figure and five effects: the ridge, never a number alone") {
    const std::vector<ShareRow> figure{{2018.8, 0.947, 215000}};
    const std::vector<ShareStated> free{{"failure", {}}, {"spread", {}}};
    const ShareFits fits = fit_shares(figure, {.forms = {ShareForm::habit}, .stated = free});
    const ShareFit& fit = fits.fits[0];
    CHECK(fit.parameters.size() == 5);
    CHECK(fit.saturated);
    CHECK_FALSE(fit.aicc);
    CHECK(fit.values[0] == doctest::Approx(0.947).epsilon(1e-3));
    // One figure tells the start; of the four others nothing at all.
    for (std::size_t index = 1; index < 5; ++index) {
        CHECK_FALSE(fit.parameters[index].low->bounded);
        CHECK_FALSE(fit.parameters[index].high->bounded);
    }
    CHECK(fit.condition > 1e8);
    CHECK(fit.ridges.size() >= 4);  // one for each at least
    for (const Ridge& ridge : fit.ridges)
        for (const LikelihoodProfile::Point& point : ridge.points) CHECK(point.values[0] == doctest::Approx(0.947).epsilon(0.01));
}

TEST_CASE("a figure before and one after: gain and loss make up for each other along a ridge") {
    const std::vector<ShareRow> figures{{2018, 0.90, 10000}, {2019, 0.95, 10000}};
    const ShareFits fits = fit_shares(figures, {.forms = {ShareForm::habit}, .stated = std::vector<ShareStated>{{"spread", {}}}});
    const ShareFit& fit = fits.fits[0];
    REQUIRE_FALSE(fit.ridges.empty());
    for (const Ridge& ridge : fit.ridges)
        for (const LikelihoodProfile::Point& point : ridge.points) {
            const auto shares = fit.model.shares(std::span(point.values).first(4), std::vector<double>{0, 1});
            CHECK(shares[0] == doctest::Approx(0.90).epsilon(0.02));  // every point of it tells the same two figures
            CHECK(shares[1] == doctest::Approx(0.95).epsilon(0.02));
        }
}

TEST_CASE("an early stretch of a curve does not tell the ceiling, and says so") {
    const auto rows = on_curve(ShareForm::logistic_ceiling, {0.02, 0.8, 0.9}, 6, 2);  // up to 12 %
    std::vector<ShareRow> noisy = rows;
    for (std::size_t row = 0; row < noisy.size(); ++row) noisy[row].share *= row % 2 ? 1.03 : 0.97;
    const ShareFits fits = fit_shares(noisy, {.forms = {ShareForm::logistic_ceiling}});
    CHECK_FALSE(fits.fits[0].parameters[2].high->bounded);
}

TEST_CASE("rows held out are foretold by curve, by standing still and by drift") {
    const auto rows = on_curve(ShareForm::logistic, {0.1, 0.8}, 24, 4, 1e6);
    const ShareFits fits = fit_shares(rows, {.forms = {ShareForm::logistic}, .held_out = 8, .intervals = IntervalRule::nothing});
    CHECK(fits.fitted == 16);
    CHECK(fits.fits[0].foretold->mean_absolute < 1e-3);
    double still = 0;
    for (std::size_t row = 16; row < 24; ++row) still += (rows[row].share - rows[15].share) / 8;
    CHECK(fits.last_value->mean_absolute == doctest::Approx(still));
    CHECK(fits.last_value->mean_error == doctest::Approx(-still));
    const double slope = (rows[15].share - rows[0].share) / 3.75;
    CHECK(fits.drift->shares.back() == doctest::Approx(std::min(1.0, rows[15].share + 2 * slope)));
}

TEST_CASE("the bootstrap agrees with the profile where both hold") {
    const Values truth{0.1, 0.8};
    const auto rows = on_curve(ShareForm::logistic, truth, 24, 4, 3000);
    std::vector<double> expected;
    for (const ShareRow& row : rows) expected.push_back(row.share);
    const auto seen = rows_drawn(rows, expected, ShareError::counts, 0.001, Luck(5, 0));
    const auto width = [&](IntervalRule rule) {
        const ShareFits fits = fit_shares(seen, {.forms = {ShareForm::logistic}, .intervals = rule, .draws = 400});
        return fits.fits[0].parameters[1].high->value - fits.fits[0].parameters[1].low->value;
    };
    // The width from 400 draws has a relative error of about 5 %; the profile's allows for the fitted scatter, 5 to 10 % more.
    const double ratio = width(IntervalRule::bootstrap) / width(IntervalRule::profile);
    CHECK(ratio > 0.7);
    CHECK(ratio < 1.2);
}

TEST_CASE("edges: a flat row, shares of 0 and 1, one row") {
    for (const double share : {0.0, 0.5, 1.0})
        for (const double total : {0.0, 100.0}) {
            const std::vector<ShareRow> flat{{0, share, total}, {1, share, total}, {2, share, total}};
            const ShareFits fits = fit_shares(flat, {});
            for (const ShareFit& fit : fits.fits) {
                CHECK(std::isfinite(fit.log_likelihood));
                CHECK(fit.shares[1] == doctest::Approx(share).epsilon(0.02));
            }
        }
    for (const ShareFit& fit : fit_shares(std::vector<ShareRow>{{0, 0.4, 0}}, {}).fits) CHECK(fit.saturated);
}
