#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
struct Span {
    double from_s, until_s;
};

// From midnight before the first day to midnight after the last, as far as it lies inside the horizon.
Span span_of(const View& view, const Dates& dates, double horizon_s) {
    const auto from = parse_date(view.text("from")), until = parse_date(view.text("until"));
    if (!dates.stated) view.problem("from", "dates without a calendar", "a calendar");
    if (!from || !until || !dates.usable) return {0, 0};
    if (*until < *from) view.problem("until", "\"" + view.text("until") + "\"", "a day not before \"" + view.text("from") + "\"");
    const double until_s = dates.second_of(*until) + 86400;
    return {std::clamp(dates.second_of(*from), 0.0, horizon_s), std::clamp(until_s, 0.0, horizon_s)};
}

class KnobBox {
  public:
    KnobBox(Index initiative, Span span, std::vector<Knob>& knobs) : initiative_(initiative), span_(span), knobs_(knobs) {}
    void add(KnobKind kind, double value, Index centre = none) {
        if (span_.from_s >= span_.until_s) return;  // none of it within the horizon
        knobs_.push_back({.kind = kind,
                          .initiative = initiative_,
                          .centre = centre,
                          .from_s = span_.from_s,
                          .until_s = span_.until_s,
                          .value = value});
    }

  private:
    Index initiative_;
    Span span_;
    std::vector<Knob>& knobs_;
};

void add_knobs(const View& view, KnobBox& box, const std::vector<Centre>& centres) {
    box.add(KnobKind::acceptance, view.number("acceptance"));
    if (view.has("message")) box.add(KnobKind::message, view.at("message").number("moves"));
    if (view.has("signs")) box.add(KnobKind::signs, view.at("signs").number("moves"));
    if (view.flag("restricted_counters")) box.add(KnobKind::restricted, 1);
    if (!view.has("guides")) return;
    const View guides = view.at("guides");
    box.add(KnobKind::lesson_success, guides.number("success"));
    for (Index i = 0; i < centres.size(); ++i)
        if (const int agents = guides_at(guides, centres[i].id); agents > 0 && !centres[i].remote)
            box.add(KnobKind::guides, agents, i);
}
}  // namespace

int guides_at(const View& guides, const std::string& centre) {
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
            if (!initiative.has("guides") || guides_at(initiative.at("guides"), centre) == 0) continue;
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
    for (const View& view : initiatives.members()) {
        const auto index = static_cast<Index>(scenario.initiatives.size());
        const Span span = span_of(view, dates, scenario.study.horizon_s);
        scenario.initiatives.push_back({.id = view.id(),
                                        .name = view.name("name", view.id()),
                                        .from_s = span.from_s,
                                        .until_s = span.until_s,
                                        .from = view.text("from"),
                                        .until = view.text("until")});
        KnobBox box(index, span, scenario.knobs);
        add_knobs(view, box, scenario.centres);
    }
    std::stable_sort(scenario.knobs.begin(), scenario.knobs.end(),
                     [](const Knob& one, const Knob& other) { return one.from_s < other.from_s; });
}

}  // namespace counterless
