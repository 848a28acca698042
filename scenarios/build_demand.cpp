#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr double weeks_a_year = 365.25 / 7;

std::vector<ProfilePiece> profile_or(const std::vector<ProfilePiece>& stated, const std::vector<ProfilePiece>& otherwise) {
    return stated.empty() ? otherwise : stated;
}

void check_counter_profile(const View& demand, const std::vector<ProfilePiece>& profile, const Hours& hours) {
    for (const ProfilePiece& piece : profile)
        if (piece.share > 0 && (piece.from_s < hours.from_s || piece.until_s > hours.until_s))
            return demand.problem("counter_profile", "visits outside the opening hours", "pieces inside /calendar/hours");
}

// What a volume cannot do without.
void check_needs(const View& root, const Scenario& scenario, const Dates& dates) {
    const View demand = root.at("demand");
    const auto lacks = [&](const std::string& what) { demand.problem("volume", "a volume, but no " + what, "/" + what); };
    if (!dates.stated) lacks("calendar");
    if (scenario.services.empty()) lacks("services");
    if (scenario.segments.empty()) lacks("customers/segments");
    const bool share_stated = root.at("adoption").has("share");
    if (!share_stated) return lacks("adoption/share");
    const bool smart =
        std::any_of(scenario.channels.begin(), scenario.channels.end(), [](const Channel& channel) { return channel.smart; });
    if (scenario.adoption.share < 1 && scenario.centres.empty()) lacks("centres");
    if (scenario.adoption.share > 0 && !smart)
        demand.problem("volume", "a digital share, but no smart channel", "a smart channel in /channels");
}
}  // namespace

std::vector<ProfilePiece> build_profile(const View& owner, std::string_view key) {
    std::vector<ProfilePiece> pieces;
    double sum = 0;
    bool complete = true;
    for (const View& view : owner.elements(key)) {
        const auto from = view.stated_number("from"), until = view.stated_number("until"), share = view.stated_number("share");
        complete = complete && from && until && share;
        if (!from || !until || !share) continue;
        if (*from >= *until || (!pieces.empty() && *from < pieces.back().until_s))
            view.problem(view.text("from") + " to " + view.text("until"), "pieces in order, each ending after it begins");
        pieces.push_back({*from, *until, *share});
        sum += *share;
    }
    if (!pieces.empty() && complete && std::abs(sum - 1) > 1e-6)
        owner.problem(key, fmt::format("shares that sum to {:.6g}", sum), "a sum of 1");
    return pieces;
}

double transactions_per_working_day(const View& owner, std::string_view key, const Dates& dates) {
    const auto volume = parse_volume(owner.text(key));
    if (!volume || !owner.stated_number(key)) return 0;
    const double days = dates.working_days_a_week();
    if (volume->period == Period::day) return volume->count;
    return volume->count / days / (volume->period == Period::week ? 1 : weeks_a_year);
}

void build_needs(const View& root, const Dates& dates, Scenario& scenario) {
    const View demand = root.at("demand");
    const auto counter = build_profile(demand, "counter_profile"), digital = build_profile(demand, "digital_profile");
    std::vector<std::vector<ProfilePiece>> by_channel;
    for (const View& channel : root.at("channels").members())
        by_channel.push_back(profile_or(profile_or(build_profile(channel, "profile"), digital), {{0, day_s, 1}}));
    check_counter_profile(demand, counter, dates.usual);
    for (const char* key : {"by_month", "growth_per_year", "day_factor", "closures"})
        if (demand.has(key) && !demand.has("volume"))
            demand.problem(key, "a change of the volume, but no volume", "\"volume\", or the like in a stream's rate");
    if (!demand.has("volume")) return;
    check_needs(root, scenario, dates);
    Needs& needs = scenario.needs.emplace();
    needs.per_working_day = transactions_per_working_day(demand, "volume", dates);
    needs.weekend_share = demand.number("weekend_share");
    needs.transactions_per_visit = demand.number("transactions_per_visit");
    needs.day_factor = build_day_factor(demand);
    needs.counter_profile = profile_or(counter, {{dates.usual.from_s, dates.usual.until_s, 1}});
    needs.channel_profile = std::move(by_channel);
    const bool by_year = demand.is_list("volume");  // whose total is of all days
    needs.closed_days_wait = demand.has("closed_day_needs") ? demand.text("closed_day_needs") == "wait" : by_year;
    if (by_year)
        build_years(demand, dates, scenario.calendar, needs);
    else
        shape_days(demand, dates, scenario.calendar);
}

}  // namespace counterless
