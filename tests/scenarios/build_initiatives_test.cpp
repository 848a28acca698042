// Initiatives as dated knobs: by hand, knob by knob. The hall measures of a plain one: build_test.cpp.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "tests/scenarios/remembering.hpp"

using namespace counterless;

namespace {
std::vector<Knob> knobs_of(const ReadResult& read, KnobKind kind) {
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    std::vector<Knob> found;
    std::copy_if(read.scenario.knobs.begin(), read.scenario.knobs.end(), std::back_inserter(found),
                 [kind](const Knob& knob) { return knob.kind == kind; });
    return found;
}
}  // namespace

TEST_CASE("without a last day it lasts to the end of the horizon") {
    const ReadResult read = read_initiative(R"("mandate": true)");
    const auto knobs = knobs_of(read, KnobKind::mandate);
    REQUIRE(knobs.size() == 1);
    CHECK(knobs[0].from_s == 2 * day_s);
    CHECK(knobs[0].until_s == 7 * day_s);
    CHECK(knobs[0].centre == none);
    CHECK(read.scenario.knobs.size() == 1);  // and nothing else, no acceptance either
    CHECK(read.scenario.initiatives[0].until.empty());
    CHECK(read.scenario.initiatives[0].from == "2018-10-23");
}

TEST_CASE("its scope: services, segments and centres; who is exempt is spared unless named") {
    const std::vector<Override> spared{{"/customers/segments/citizen/exempt", "true"}};
    const auto initiative = [](const ReadResult& read) {
        REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
        return read.scenario.initiatives.at(0);
    };
    const Initiative all = initiative(read_initiative(R"("mandate": true)"));
    CHECK(all.covers(0, 0));
    CHECK(all.segments.empty());
    const Initiative others = initiative(read_initiative(R"("mandate": true)", spared));
    CHECK_FALSE(others.covers(none, 0));
    CHECK(others.covers(none, 1));
    const Initiative named = initiative(read_initiative(R"("mandate": true, "segments": ["citizen"])", spared));
    CHECK(named.covers(none, 0));
    CHECK_FALSE(named.covers(none, 1));
    const Initiative one = initiative(read_initiative(R"("mandate": true, "services": ["refund"])"));
    CHECK(one.covers(1, 0));
    CHECK_FALSE(one.covers(0, 0));
    const auto signs =
        knobs_of(read_initiative(R"("acceptance": 0.5, "signs": {"moves": 1}, "centres": ["port"])"), KnobKind::signs);
    REQUIRE(signs.size() == 1);
    CHECK(signs[0].centre == 1);
    CHECK(initiative_tells(R"("mandate": true, "services": ["refund", "refund"])", "/services", "twice"));
    CHECK(initiative_tells(R"("mandate": true, "segments": ["nobody"])", "/segments/0", "nobody"));
}

TEST_CASE("guides only in the centres of its scope, for fee payers or for everyone") {
    const std::string guides = R"("acceptance": 1, "guides": {"agents": 2, "lesson": "10 min", "success": 0.7)";
    const ReadResult scoped = read_initiative(guides + R"(}, "centres": ["port"])");
    const auto knobs = knobs_of(scoped, KnobKind::guides);
    REQUIRE(knobs.size() == 1);
    CHECK(knobs[0].centre == 1);
    CHECK(scoped.scenario.centres[0].guides == none);
    CHECK(scoped.scenario.centres[1].guides != none);
    CHECK(knobs_of(scoped, KnobKind::guide_all).empty());
    CHECK(knobs_of(read_initiative(guides + R"(, "approach": "everyone"})"), KnobKind::guide_all).size() == 1);
}

TEST_CASE("a letter is one knob on each day on which it is sent") {
    const ReadResult read = read_initiative(
        R"("message": {"reach": 0.8, "delivered": 0.9, "read": 0.5, "effect": 0.4, "every": "2 d", "cost": "0.1 AED"},
           "until": "2018-10-26")");
    const auto letters = knobs_of(read, KnobKind::letter);
    REQUIRE(letters.size() == 2);  // Tuesday and Thursday
    CHECK(letters[0].from_s == 2 * day_s);
    CHECK(letters[0].until_s == 3 * day_s);
    CHECK(letters[1].from_s == 4 * day_s);
    CHECK(letters[1].value == 0.4);
    const Initiative& initiative = read.scenario.initiatives[0];
    CHECK(initiative.letter_reach == 0.8);
    CHECK(initiative.letter_read == doctest::Approx(0.36));
    CHECK(initiative.letter_cost == 0.1);
    CHECK(knobs_of(read_initiative(R"("message": {"effect": 0.4})"), KnobKind::letter).size() == 1);  // sent once
    // Begun before the horizon and sent on the 15th, 18th, 21st, 24th and 27th: three of these are within.
    // day.
    const auto early =
        read_remembering({{"/initiatives", R"({"it": {"from": "2018-10-15", "message": {"effect": 0.4, "every": "3 d"}}})"}});
    const auto later = knobs_of(early, KnobKind::letter);
    REQUIRE(later.size() == 3);
    CHECK(later[0].from_s == 0);
    CHECK(later[2].from_s == 6 * day_s);
}

TEST_CASE("letters ask for customers who remember them, whole days and an effect") {
    CHECK(
        initiative_tells(R"("message": {"effect": 0.4})", "/message/effect", "nobody remembers", {{"/adoption/model", "fixed"}}));
    CHECK(initiative_tells(R"("message": {"effect": 0.4, "every": "36 h"})", "/message/every", "36 h"));
    CHECK(initiative_tells(R"("message": {})", "/message", "no effect"));
    CHECK(initiative_tells(R"("acceptance": 1, "message": {"moves": 0.3, "reach": 0.5})", "/message/reach", "without"));
    CHECK(initiative_tells(R"("message": {"moves": 0.3})", "", "no \"acceptance\""));
    const auto unknown = read_town({{"/initiatives/week/message/cost", "1 AED"}});
    CHECK(tells(unknown.problems, "/initiatives/week/message/cost", "nobody knows how many"));
}

TEST_CASE("an announcement grows from nothing to its effect on the last day before, and is gone then") {
    const ReadResult read = read_remembering(
        {{"/initiatives",
          R"({"it": {"from": "2018-10-25", "until": "2018-10-25", "announcement": {"date": "2018-10-21", "effect": 0.9,
                              "pull_forward": 0.2, "pull_forward_days": 2}}})"}});
    const auto lifts = knobs_of(read, KnobKind::lift);
    REQUIRE(lifts.size() == 3);  // Sunday nothing, then 0.3, 0.6 and on Wednesday 0.9
    for (int i = 0; i < 3; ++i) {
        CHECK(lifts[static_cast<std::size_t>(i)].from_s == (i + 1) * day_s);
        CHECK(lifts[static_cast<std::size_t>(i)].until_s == (i + 2) * day_s);
        CHECK(lifts[static_cast<std::size_t>(i)].value == doctest::Approx(0.3 * (i + 1)));
    }
    CHECK(read.scenario.initiatives[0].pulled_forward == 0.2);
    CHECK(read.scenario.initiatives[0].pulled_days == 2);
    CHECK(knobs_of(read_initiative(R"("announcement": {"date": "2018-10-22", "effect": 0.9})"), KnobKind::lift).at(0).value ==
          0.9);
    CHECK(initiative_tells(R"("announcement": {"date": "2018-10-23", "effect": 0.9})", "/announcement/date", "2018-10-23"));
    CHECK(initiative_tells(R"("announcement": {"date": "2018-10-22", "pull_forward": 0.2})", "/announcement",
                           "no \"pull_forward_days\""));
}

TEST_CASE("an announcement made before the horizon has grown by its first day") {
    const auto read = read_remembering(
        {{"/initiatives", R"({"it": {"from": "2018-10-23", "announcement": {"date": "2018-10-12", "effect": 1}}})"}});
    const auto lifts = knobs_of(read, KnobKind::lift);
    REQUIRE(lifts.size() == 2);
    CHECK(lifts[0].from_s == 0);
    CHECK(lifts[0].value == doctest::Approx(0.9));  // nine of ten days after it
    CHECK(lifts[1].value == doctest::Approx(1));
}

TEST_CASE("prizes lift and cost, an improvement eases, what was prepared costs once") {
    const ReadResult read = read_initiative(
        R"("incentive": {"effect": 0.3, "prizes": "50000 AED"}, "improvement": {"ease": 0.8}, "cost": "20000 AED")");
    CHECK(knobs_of(read, KnobKind::lift).at(0).value == 0.3);
    CHECK(knobs_of(read, KnobKind::ease).at(0).value == 0.8);
    CHECK(read.scenario.initiatives[0].cost == 70000);
}

TEST_CASE("choice knows no centre: a scope of centres belongs to the halls") {
    for (const std::string measure : {R"("mandate": true)", R"("incentive": {"effect": 1})", R"("improvement": {"ease": 1})",
                                      R"("message": {"effect": 1})", R"("announcement": {"date": "2018-10-22", "effect": 1})"})
        CHECK_MESSAGE(initiative_tells(measure + R"(, "centres": ["port"])", "/centres", "before they choose a centre"), measure);
    CHECK(initiative_tells(R"("acceptance": 1, "message": {"moves": 0.3}, "mandate": true, "centres": ["port"])", "/centres",
                           "mandate"));
    CHECK(read_initiative(R"("acceptance": 1, "message": {"moves": 0.3}, "mandate": false, "centres": ["port"])").ok());
}

TEST_CASE("who is displaced goes to a channel that is not the customer's own") {
    const ReadResult read = read_initiative(R"("displacement": {"share": 0.25, "to": "api"})");
    CHECK(knobs_of(read, KnobKind::displaced).at(0).value == 0.25);
    CHECK(read.scenario.initiatives[0].displaced_to == 2);
    CHECK(initiative_tells(R"("displacement": {"share": 0.25, "to": "web"})", "/displacement/to", "counts as digital"));
    CHECK(initiative_tells(R"("displacement": {"share": 0.25})", "/displacement", "no \"to\""));
}

TEST_CASE("a centre is closed, or merged into another; one stays open") {
    const ReadResult read = read_initiative(R"("close": {"centres": ["port"], "into": "main"})");
    const auto closed = knobs_of(read, KnobKind::centre_closed);
    REQUIRE(closed.size() == 1);
    CHECK(closed[0].centre == 1);
    CHECK(read.scenario.initiatives[0].merged_into == 0);
    CHECK(read_initiative(R"("close": {"centres": ["port"]})").scenario.initiatives[0].merged_into == none);
    CHECK(initiative_tells(R"("close": {"centres": ["port", "main"]})", "/close/centres", "no centre left open"));
    CHECK(initiative_tells(R"("close": {"centres": ["port"], "into": "port"})", "/close/into", "itself closed"));
    // Two initiatives may close one each, if not at the same time.
    const auto two = [](const std::string& until) {
        return read_remembering({{"/initiatives", R"({"a": {"from": "2018-10-21", "until": ")" + until +
                                                      R"(", "close": {"centres": ["port"]}},
                                                      "b": {"from": "2018-10-24", "close": {"centres": ["main"]}}})"}});
    };
    CHECK(two("2018-10-23").ok());
    CHECK(tells(two("2018-10-24").problems, "/initiatives/a/close/centres", "no centre left open"));
    CHECK(tells(two("2018-10-24").problems, "/initiatives/b/close/centres", "no centre left open"));
}

TEST_CASE("fewer counters leave one at each station") {
    const std::vector<Override> more{{"/stations/reception/agents", "2"}, {"/centres/main/stations/cashier/agents", "2"}};
    const auto fewer = knobs_of(read_initiative(R"("fewer_counters": 1)", more), KnobKind::counters_closed);
    REQUIRE(fewer.size() == 1);
    CHECK(fewer[0].value == 1);
    CHECK(initiative_tells(R"("fewer_counters": 1)", "/fewer_counters", "main/reception"));
    CHECK(read_initiative(R"("fewer_counters": 1, "centres": ["port"])").ok());  // two at its only counter
    CHECK(initiative_tells(R"("fewer_counters": 2, "centres": ["port"])", "/fewer_counters", "2 fewer, of 2 at port/counter"));
}

TEST_CASE("fewer counters of several initiatives add up, while they hold together") {
    const auto two = [](const std::string& from) {
        return read_remembering(
            {{"/initiatives", R"({"a": {"from": "2018-10-21", "until": "2018-10-22", "centres": ["port"], "fewer_counters": 1},
                                  "b": {"from": ")" +
                                  from + R"(", "centres": ["port"], "fewer_counters": 1}})"}});
    };
    CHECK(two("2018-10-23").ok());
    CHECK(tells(two("2018-10-22").problems, "/initiatives/b/fewer_counters", "2 fewer, of 2 at port/counter"));
}

TEST_CASE("nobody comes early before he was told, nor before an initiative without an end") {
    const auto pulled = [](const std::string& date) {
        const ReadResult read = read_initiative(R"("until": "2018-10-23", "announcement": {"date": ")" + date +
                                                R"(", "pull_forward": 0.2, "pull_forward_days": 5})");
        REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
        return read.scenario.initiatives.at(0).pulled_days;
    };
    CHECK(pulled("2018-10-22") == 1);  // Monday
    CHECK(pulled("2018-10-21") == 2);
    CHECK(initiative_tells(R"("announcement": {"date": "2018-10-22", "pull_forward": 0.2, "pull_forward_days": 1})",
                           "/announcement/pull_forward", "without a last day"));
}

TEST_CASE("what was prepared in another time is not paid in this one") {
    const auto cost = [](const std::string& from, const std::string& until) {
        const ReadResult read = read_remembering(
            {{"/initiatives", R"({"it": {"from": ")" + from + R"(", "until": ")" + until + R"(", "cost": "1000 AED"}})"}});
        REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
        return read.scenario.initiatives.at(0).cost;
    };
    CHECK(cost("2018-10-22", "2018-10-22") == 1000);
    CHECK(cost("2010-01-01", "2010-01-05") == 0);
    CHECK(cost("2018-10-01", "2018-10-25") == 0);  // begun before
    CHECK(cost("2019-01-01", "2019-01-05") == 0);
}

TEST_CASE("places are closed for all who come, and displaced to what does something") {
    CHECK(initiative_tells(R"("segments": ["citizen"], "close": {"centres": ["port"]})", "/segments", "one for all who come"));
    const std::vector<Override> broker{{"/channels/api/smart", "false"}};  // by which licences cannot be had
    CHECK(initiative_tells(R"("services": ["licence"], "displacement": {"share": 0.1, "to": "api"})", "/displacement/to",
                           "none of its services", broker));
    CHECK_FALSE(initiative_tells(R"("displacement": {"share": 0.1, "to": "api"})", "/displacement/to", "none", broker));
}

TEST_CASE("by the model bass nothing lifts a part of the services or customers") {
    const std::vector<Override> bass{{"/adoption/model", "bass"},
                                     {"/adoption/bass", R"({"innovation_per_year": 0.03, "imitation_per_year": 0.4})"}};
    CHECK(initiative_tells(R"("improvement": {"ease": 0.5})", "/improvement", "bass", bass));
    CHECK(initiative_tells(R"("segments": ["citizen"], "incentive": {"effect": 0.5})", "/incentive", "only", bass));
    CHECK_FALSE(initiative_tells(R"("incentive": {"effect": 0.5})", "/incentive", "only", bass));
}
