#include "models/share_model.hpp"

#include <doctest/doctest.h>

#include "models/bass.hpp"

using namespace counterless;

TEST_CASE("a model without a ceiling is one with a ceiling of 1") {
    const std::vector<double> times{0, 1, 2, 5};
    const ShareModel free(ShareForm::bass, {}), capped(ShareForm::bass_ceiling, {});
    const auto shares = free.shares(std::vector<double>{0.2, 0.03, 0.4}, times);
    CHECK(shares == capped.shares(std::vector<double>{0.2, 0.03, 0.4, 1}, times));
    CHECK(shares[3] == doctest::Approx(bass_share({.p = 0.03, .q = 0.4, .start = 0.2}, 5)));
}

TEST_CASE("a stated value is no longer fitted, one set free is") {
    const std::vector<ShareStated> stated{{"ceiling", 0.9}, {"spread", {}}};
    const ShareModel capped(ShareForm::bass_ceiling, stated), habit(ShareForm::habit, stated), plain(ShareForm::habit, {});
    CHECK(capped.free().size() == 3);
    CHECK(capped.value("ceiling", std::vector<double>{0.2, 0.03, 0.4}) == 0.9);
    CHECK(capped.shares(std::vector<double>{0.2, 0.03, 0.4}, std::vector<double>{0, 1000})[1] == doctest::Approx(0.9));
    CHECK(plain.free().size() == 3);
    CHECK(habit.free().size() == 4);
    CHECK(habit.habit(std::vector<double>{0.5, 0.1, 0.2, 1.7}).spread == 1.7);
    CHECK(plain.habit(std::vector<double>{0.5, 0.1, 0.2}).spread == 1);
    CHECK_FALSE(plain.value("ceiling", std::vector<double>{0.5, 0.1, 0.2}));
}

TEST_CASE("each form begins at its start and never falls when there is nothing to lose") {
    const std::vector<double> times{0, 1, 2, 4, 8};
    for (const ShareForm form : share_forms) {
        const ShareModel model(form, std::vector<ShareStated>{{"counter", 0}});
        for (const Values& start : model.starts(0.2, 0.6, 5)) {
            REQUIRE(start.size() == model.free().size());
            const auto shares = model.shares(start, times);
            CHECK(shares[0] == doctest::Approx(0.2));
            for (std::size_t at = 1; at < shares.size(); ++at) CHECK(shares[at] >= shares[at - 1]);
        }
    }
}
