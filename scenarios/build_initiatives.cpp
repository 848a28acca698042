// scenarios/build_initiatives.cpp: an initiative's days and scope, and its measures in the hall. What it does to the customers'
// choice and to the centres: build_measures.cpp. Tested in tests/scenarios/build_initiatives_test.cpp.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

// From midnight before the first day to midnight after the last; to the end of the horizon if there is no last.
KnobSpan span_of(const View& view, const Dates& dates, double horizon_s) {
    const auto from = parse_date(view.text("from")), until = parse_date(view.text("until"));
    if (!dates.stated) view.problem("from", "dates without a calendar", "a calendar");
    if (!from || (!until && view.has("until")) || !dates.usable) return {0, 0};
    if (until && *until < *from)
        view.problem("until", "\"" + view.text("until") + "\"", "a day not before \"" + view.text("from") + "\"");
    return {dates.second_of(*from), until ? dates.second_of(*until) + day_s : horizon_s};
}

std::vector<char> services_of(const View& view, const std::vector<Service>& services) {
    if (!view.has("services")) return {};
    std::vector<char> holds(services.size(), 0);
    for (const Index service : indices_of(view, "services", ids_of(services), "service")) holds[service] = 1;
    return holds;
}

std::vector<char> segments_of(const View& view, const std::vector<Segment>& segments) {
    std::vector<char> holds(segments.size(), 0);
    for (const Index segment : indices_of(view, "segments", ids_of(segments), "segment")) holds[segment] = 1;
    if (view.has("segments")) return holds;
    for (std::size_t segment = 0; segment < segments.size(); ++segment) holds[segment] = segments[segment].exempt ? 0 : 1;
    const bool all = std::find(holds.begin(), holds.end(), 0) == holds.end();
    return all ? std::vector<char>{} : holds;
}

void add_hall_measures(const View& view, KnobBox& box) {
    if (view.has("acceptance")) box.at_centres(KnobKind::acceptance, view.number("acceptance"));
    if (const View message = view.at("message"); message.has("moves")) box.at_centres(KnobKind::message, message.number("moves"));
    if (view.has("signs")) box.at_centres(KnobKind::signs, view.at("signs").number("moves"));
    if (view.flag("restricted_counters")) box.at_centres(KnobKind::restricted, 1);
    if (!view.has("guides")) return;
    const View guides = view.at("guides");
    box.at_centres(KnobKind::lesson_success, guides.number("success"));
    if (guides.text("approach") == "everyone") box.at_centres(KnobKind::guide_all, 1);
    const auto& centres = box.scenario().centres;
    for (Index i = 0; i < centres.size(); ++i)
        if (const int agents = guides_at(view, centres[i].id); agents > 0 && !centres[i].remote)
            box.at(i, KnobKind::guides, agents);
}

void check_acceptance(const View& view) {
    if (view.has("acceptance")) return;
    const char* measure = view.at("message").has("moves")    ? "message/moves"
                          : view.has("signs")                ? "signs"
                          : view.has("guides")               ? "guides"
                          : view.flag("restricted_counters") ? "restricted_counters"
                                                             : nullptr;
    if (measure != nullptr)
        view.problem("no \"acceptance\"",
                     std::string("\"acceptance\": the share who accept to be moved, needed with ") + measure);
}
}  // namespace

int guides_at(const View& initiative, const std::string& centre) {
    const auto scope = initiative.words("centres");
    if (initiative.has("centres") && std::find(scope.begin(), scope.end(), centre) == scope.end()) return 0;
    const View guides = initiative.at("guides");
    const Json* stated = guides.find("agents");
    if (stated == nullptr || !stated->is_object()) return guides.whole("agents");
    const View by_centre = guides.at("agents");
    return by_centre.has(centre) ? by_centre.whole(centre) : by_centre.has("*") ? by_centre.whole("*") : 0;
}

std::vector<GuideDesk> guide_desks(const View& initiatives, const std::vector<std::string>& centres) {
    std::vector<GuideDesk> desks;
    const auto members = initiatives.members();
    for (const std::string& centre : centres) {
        const View* first = nullptr;
        for (const View& initiative : members) {
            if (!initiative.has("guides") || guides_at(initiative, centre) == 0) continue;
            if (first == nullptr) {
                first = &initiative;
                desks.push_back({centre, initiative.at("guides")});
            } else if (*initiative.at("guides").find("lesson") != *first->at("guides").find("lesson")) {
                initiative.at("guides").problem("lesson", "another lesson than that of " + first->id() + " at " + centre,
                                                "the same law: a centre has one teaching desk");
            }
        }
    }
    return desks;
}

void build_initiatives(const View& initiatives, const Dates& dates, Scenario& scenario) {
    const double horizon_s = scenario.study.horizon_s;
    for (const View& view : initiatives.members()) {
        const auto index = static_cast<Index>(scenario.initiatives.size());
        const KnobSpan span = span_of(view, dates, horizon_s);
        scenario.initiatives.push_back({.id = view.id(),
                                        .name = view.name("name", view.id()),
                                        .from_s = std::clamp(span.from_s, 0.0, horizon_s),
                                        .until_s = std::clamp(span.until_s, 0.0, horizon_s),
                                        .from = view.text("from"),
                                        .until = view.text("until"),
                                        .services = services_of(view, scenario.services),
                                        .segments = segments_of(view, scenario.segments)});
        KnobBox box(index, span, indices_of(view, "centres", ids_of(scenario.centres), "centre"), scenario);
        check_acceptance(view);
        add_hall_measures(view, box);
        add_measures(view, dates, box);
        if (span.from_s < 0 || span.from_s >= horizon_s) scenario.initiatives[index].cost = 0;  // prepared in another time
    }
    check_closures(initiatives, scenario);
    std::stable_sort(scenario.knobs.begin(), scenario.knobs.end(),
                     [](const Knob& one, const Knob& other) { return one.from_s < other.from_s; });
}

}  // namespace counterless
