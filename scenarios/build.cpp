#include "scenarios/build.hpp"

#include <algorithm>

namespace counterless {
namespace {
// Somebody must come, and something must receive him.
void check_purpose(const View& root) {
    const View demand = root.at("demand");
    if (!demand.has("volume") && demand.at("streams").keys().empty())
        demand.problem("no volume and no streams", "\"volume\" or at least one of \"streams\"");
    if (root.at("centres").keys().empty() && root.at("channels").keys().empty())
        root.problem("no centres and no channels", "something that receives the customers");
}
}  // namespace

Index index_in(const std::vector<std::string>& ids, const std::string& id) {
    const auto found = std::find(ids.begin(), ids.end(), id);
    return found == ids.end() ? none : static_cast<Index>(found - ids.begin());
}

std::vector<Index> indices_of(const View& owner, std::string_view key, const std::vector<std::string>& ids,
                              const std::string& what) {
    std::vector<Index> indices;
    for (const std::string& word : owner.words(key)) {
        const Index index = index_in(ids, word);
        const bool twice = std::find(indices.begin(), indices.end(), index) != indices.end();
        if (index != none && twice) owner.problem(key, "\"" + word + "\" twice", "each " + what + " once");
        if (index != none && !twice) indices.push_back(index);
    }
    return indices;
}

Scenario build_scenario(const Json& json, const TraceFiles& traces, const PlatformSurvey* survey, Report& report) {
    const View root(json, field_tree(), "", report);
    const Dates dates = read_dates(root.at("calendar"), root.has("calendar"));
    Scenario scenario;
    scenario.name = root.text("name");
    scenario.title = root.name("title", scenario.name);
    scenario.description = root.text("description");
    scenario.study = build_study(root.at("study"), dates);
    scenario.calendar = build_calendar(dates, scenario.study.horizon_s);
    scenario.platform = build_platform(root.at("platform"), survey);
    build_capacity(root.at("platform"), dates, scenario.study.horizon_s, scenario.platform);
    build_disruptions(root.at("platform"), dates, scenario.study.horizon_s, scenario.platform);
    scenario.channels = build_channels(root.at("channels"), scenario.platform);
    scenario.classes = build_classes(root.at("customers").at("classes"));
    scenario.segments = build_segments(root.at("customers").at("segments"), scenario);
    scenario.services = build_services(root, scenario, dates);
    build_centres(root, dates, scenario);
    join_channels(root.at("channels"), scenario);
    build_back_office(root.at("back_office"), dates, scenario);
    scenario.adoption = build_adoption(root, dates);
    build_initiatives(root.at("initiatives"), dates, scenario);
    build_needs(root, dates, scenario);
    build_streams(root.at("demand").at("streams"), dates, traces, scenario);
    check_reasons(root, scenario);
    scenario.targets = build_targets(root.at("targets"));
    scenario.staffing = build_staffing(root.at("staffing"), scenario);
    scenario.reported = build_reported(root.at("reported"));
    scenario.costs = build_costs(root.at("costs"));
    scenario.happiness = build_happiness(root);
    scenario.roster = build_roster(root);
    build_uncertain(root.at("study"), json, scenario.study);
    scenario.provenance = build_provenance(json);
    check_purpose(root);
    check_flow(root, scenario);
    check_scale(root, scenario);
    return scenario;
}

}  // namespace counterless
