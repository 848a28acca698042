#include <nlohmann/json.hpp>

#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"

namespace counterless {
namespace {
constexpr std::string_view desk_id = "guides";

// Of two ways to state the same, the centre's own wins over the shared one.
void drop_other_way(Json& common, const Json& own, const char* one, const char* other) {
    if (own.contains(one)) common.erase(other);
    if (own.contains(other)) common.erase(one);
}

// A centre's station is the shared default of its id, patched with what the centre itself says.
Json merged_station(const Json& own, const Json* common) {
    Json merged = common != nullptr && common->is_object() ? *common : Json::object();
    for (const std::string_view key : provenance_keys) merged.erase(std::string(key));
    drop_other_way(merged, own, "agents", "staff");
    if (own.contains("staff") && merged.contains("staff"))
        for (const auto& [id, pool] : own["staff"].items())
            if (Json& shared = merged["staff"]; shared.is_object() && shared.contains(id) && shared[id].is_object())
                drop_other_way(shared[id], pool, "agents", "shifts");
    merged.merge_patch(own);
    return merged;
}

template <typename Visitor>
void for_each_station(const View& centre, const View& shared, Visitor visit) {
    for (const View& own : centre.at("stations").members()) {
        const Json* stated = centre.at("stations").find(own.id());
        const Json merged = merged_station(*stated, shared.find(own.id()));
        visit(View(merged, *stated, shared.place(own.id()), own));
    }
}

void add_stations(const View& centre, const View& shared, const Dates& dates, Index index, Scenario& scenario) {
    for_each_station(centre, shared, [&](const View& view) {
        if (view.id() == desk_id) view.problem("the id \"guides\"", "another id: this one is the teaching desk of initiatives");
        if (view.id() == "next" || view.id() == "out")
            view.problem("the id \"" + view.id() + "\"", "another id: this word is a goal of \"next\"");
        scenario.centres[index].path.push_back(static_cast<Index>(scenario.stations.size()));
        scenario.stations.push_back(build_station(view, index, dates, scenario));
    });
}

void add_desk(const View& guides, Index centre, Scenario& scenario) {
    Station desk;
    desk.id = desk_id;
    desk.centre = centre;
    desk.name = {"Guides", "المرشدون"};
    desk.service = build_law(guides, "lesson", LawOf::time);
    const auto& path = scenario.centres[centre].path;
    if (guides.has("patience"))
        desk.patience = build_law(guides, "patience", LawOf::patience);
    else if (!path.empty())
        desk.patience = scenario.stations[path.front()].patience;
    desk.guides = true;
    scenario.centres[centre].guides = static_cast<Index>(scenario.stations.size());
    scenario.stations.push_back(std::move(desk));
}

void set_hours(const View& view, const Dates& dates, const Scenario& scenario, Centre& centre) {
    if (view.has("hours") && !dates.stated) view.problem("hours", "opening hours without a calendar", "a calendar, or no hours");
    const bool no_doors = view.flag("always_open");
    if (no_doors && view.has("hours")) view.problem("hours", "opening hours of a centre that never closes", "one of them");
    if (no_doors && !centre.remote)
        view.problem("always_open", "no doors, where people travel", "\"remote\": true, or \"hours\"");
    centre.always_open = no_doors || !dates.stated;
    if (centre.always_open) return;
    const Hours hours = view.has("hours") ? read_hours(view) : dates.hours;
    centre.open = open_intervals(scenario.calendar, hours, scenario.study.horizon_s);
}

// Routes may name stations of centres that stand further down.
template <typename Visitor>
void for_all_stations(const View& root, Scenario& scenario, Visitor visit) {
    Index index = 0;
    for (const View& view : root.at("centres").members()) {
        auto station = scenario.centres[index++].path.begin();
        for_each_station(view, root.at("stations"), [&](const View& merged) { visit(merged, scenario.stations[*station++]); });
    }
}

void normalise_weights(const View& centres, std::vector<Centre>& built) {
    double sum = 0;
    bool reachable = false;
    for (const Centre& centre : built) {
        sum += centre.weight;
        reachable = reachable || !centre.remote;
    }
    if (reachable && sum <= 0) centres.problem("weights that sum to 0", "a weight above 0");
    for (Centre& centre : built) centre.weight = sum > 0 ? centre.weight / sum : 0;
}
}  // namespace

void build_centres(const View& root, const Dates& dates, Scenario& scenario) {
    const View centres = root.at("centres"), shared = root.at("stations");
    const auto desks = guide_desks(root.at("initiatives"), centres.keys());
    for (const View& view : centres.members()) {
        const auto index = static_cast<Index>(scenario.centres.size());
        Centre& centre = scenario.centres.emplace_back();
        centre.id = view.id();
        centre.name = view.name("name", centre.id);
        centre.weight = view.number("weight");
        centre.capacity = view.has("capacity") ? view.whole("capacity") : -1;
        centre.remote = view.flag("remote");
        if (view.has("trip")) centre.trip_s = view.number("trip");
        if (centre.remote) centre.weight = 0;
        set_hours(view, dates, scenario, centre);
        add_stations(view, shared, dates, index, scenario);
        for (const GuideDesk& desk : desks)
            if (desk.centre == centre.id && !centre.remote) add_desk(desk.guides, index, scenario);
    }
    for_all_stations(root, scenario, [&](const View& view, Station& station) { build_flow(view, scenario, station); });
    normalise_weights(centres, scenario.centres);
    const auto ids = ids_of(scenario.centres);
    for (const std::string& id : shared.keys()) {
        bool used = false;
        for (const Station& station : scenario.stations) used = used || (station.id == id && !station.guides);
        if (!used) shared.problem(id, "defaults for a station that no centre has", "the id of a station of /centres");
    }
}

void check_reasons(const View& root, Scenario& scenario) {
    for_all_stations(root, scenario, [&](const View& view, const Station& station) { check_reasons(view, scenario, station); });
}

}  // namespace counterless
