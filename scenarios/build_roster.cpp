// scenarios/build_roster.cpp: the rules of a roster, as stated. What hangs on the need waits for results/roster_rules.cpp.
#include <algorithm>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
std::vector<std::chrono::sys_days> read_days(const View& owner, std::string_view key) {
    std::vector<std::chrono::sys_days> days;
    for (const std::string& word : owner.words(key))
        if (const auto date = parse_date(word)) days.push_back(*date);
    std::sort(days.begin(), days.end());
    return days;
}

std::array<bool, 7> read_weekdays(const View& owner, std::string_view key, std::array<bool, 7> otherwise) {
    if (!owner.has(key)) return otherwise;
    std::array<bool, 7> weekdays{};
    for (const std::string& word : owner.words(key)) {
        const auto weekday = static_cast<std::size_t>(weekday_named(word));
        if (weekday == 7) continue;
        if (weekdays[weekday]) owner.problem(key, word + " twice", "each weekday once");
        weekdays[weekday] = true;
    }
    return weekdays;
}

ShiftKind read_kind(const View& view) {
    ShiftKind kind{.id = view.id(), .name = view.name("name", view.id())};
    kind.first_s = view.number("from");
    kind.last_s = view.stated_number("until").value_or(kind.first_s);
    kind.step_s = view.number("step");
    for (const std::string& word : view.words("lengths"))
        if (const auto length_s = parse_duration(word)) kind.lengths_s.push_back(*length_s);
    kind.days = read_weekdays(view, "days", kind.days);
    kind.cost = view.number("cost");
    if (view.has("until") && kind.last_s < kind.first_s)
        view.problem("until", "\"" + view.text("until") + "\"", "a time not before \"" + view.text("from") + "\"");
    return kind;
}

BreakRule read_break(const View& view) {
    BreakRule rule{.id = view.id(), .name = view.name("name", view.id())};
    rule.clock = parse_clock(view.text("from")).has_value();
    rule.from_s = view.number("from");
    rule.until_s = view.number("until");
    rule.length_s = view.number("length");
    rule.longer_than_s = view.number("longer_than");
    rule.at_once = view.number("at_once");
    rule.paid = view.flag("paid");
    if (view.has("until") && rule.clock != parse_clock(view.text("until")).has_value())
        view.problem("until", "\"" + view.text("until") + "\"", "a window in clock times or in times from the begin, not mixed");
    else if (rule.until_s < rule.from_s)
        view.problem("until", "\"" + view.text("until") + "\"", "a time not before \"" + view.text("from") + "\"");
    if (view.has("at_once") && rule.at_once <= 0) view.problem("at_once", "0", "a share above 0, or nobody could go");
    return rule;
}

Contract read_contract(const View& view, const std::vector<std::string>& kinds) {
    Contract contract{.id = view.id(), .name = view.name("name", view.id())};
    contract.shifts = indices_of(view, "shifts", kinds, "kind of shift");
    contract.hours_s = view.number("hours");
    contract.hours_min_s = view.number("hours_min");
    contract.hours_max_s = view.number("hours_max");
    contract.hour = view.number("hour");
    contract.overtime = view.stated_number("overtime_hour").value_or(1.25 * contract.hour);
    contract.people = view.whole("people");
    contract.skills = view.words("skills");
    if (contract.hours_min_s > contract.hours_max_s)
        view.problem("hours_min", "\"" + view.text("hours_min") + "\"", "not more than hours_max, " + view.text("hours_max"));
    if (contract.overtime < contract.hour)
        view.problem("overtime_hour", "less than an hour of work costs", "at least the cost of an hour");
    return contract;
}

Employee read_person(const View& view, const std::vector<Contract>& contracts) {
    Employee person{.id = view.id(), .name = view.name("name", view.id())};
    const Index contract = index_in(ids_of(contracts), view.text("contract"));
    person.contract = contract == none ? 0 : contract;
    person.skills = view.words("skills");
    if (!view.has("skills") && !contracts.empty()) person.skills = contracts[person.contract].skills;
    person.unavailable = read_days(view, "unavailable");
    for (const View& wish : view.elements("wishes")) {
        Wish& read = person.wishes.emplace_back();
        read.what = word_of<WishFor>(wish, "for");
        read.dates = read_days(wish, "dates");
        const bool always = !wish.has("dates") && !wish.has("days");
        if (wish.has("days") || always) read.days = read_weekdays(wish, "days", {true, true, true, true, true, true, true});
        read.weight = wish.number("weight");
    }
    return person;
}

ShortDays read_season(const View& view) {
    const auto from = parse_date(view.text("from")), until = parse_date(view.text("until"));
    ShortDays season{view.text("name"), from.value_or(std::chrono::sys_days{}), until.value_or(std::chrono::sys_days{}),
                     view.number("hours_less")};
    if (from && until && *until < *from)
        view.problem("until", "\"" + view.text("until") + "\"", "a day not before \"" + view.text("from") + "\"");
    return season;
}

RosterLimits read_limits(const View& view) {
    return {.day_max_s = view.number("hours_a_day"),
            .week_max_s = view.number("hours_a_week"),
            .rest_min_s = view.number("rest"),
            .days_row_max = view.whole("days_in_a_row"),
            .days_off_min = view.whole("days_off")};
}
}  // namespace

std::optional<RosterRules> build_roster(const View& root) {
    if (!root.has("roster")) return {};
    const View view = root.at("roster");
    RosterRules rules;
    rules.centre = view.text("centre");
    for (const View& one : view.at("shifts").members()) rules.shifts.push_back(read_kind(one));
    for (const View& one : view.at("breaks").members()) rules.breaks.push_back(read_break(one));
    rules.breaks_stated = view.has("breaks");
    for (const View& one : view.at("contracts").members()) rules.contracts.push_back(read_contract(one, ids_of(rules.shifts)));
    for (const View& one : view.at("people").members()) rules.people.push_back(read_person(one, rules.contracts));
    for (const View& one : view.elements("seasons")) rules.seasons.push_back(read_season(one));
    rules.limits = read_limits(view.at("limits"));
    for (const View& one : view.at("stations").members()) rules.counters[one.id()] = one.whole("counters");
    rules.seats = view.has("seats") ? view.whole("seats") : -1;
    const View fairness = view.at("fairness");
    rules.fairness = {.hour = fairness.number("hour"),
                      .late = fairness.number("late"),
                      .weekend = fairness.number("weekend"),
                      .late_from_s = fairness.number("late_from"),
                      .weekend_days = read_weekdays(fairness, "weekend_days", Fairness{}.weekend_days)};
    return rules;
}

}  // namespace counterless
