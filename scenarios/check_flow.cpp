// scenarios/check_flow.cpp: what only the whole network shows: a class that comes to a station where nobody may serve it, and
// circles in which people would go round without time passing, or become more and more. Who comes where is followed from the
// ways in along every route that may be taken; what may happen with any chance counts. Tested in
// tests/scenarios/check_flow_test.cpp.
#include <algorithm>
#include <vector>

#include "scenarios/build.hpp"

namespace counterless {
namespace {
using Edges = std::vector<std::vector<Index>>;

Index next_on_path(const Scenario& scenario, Index station) {
    const Centre& centre = scenario.centres[scenario.stations[station].centre];
    const auto here = std::find(centre.path.begin(), centre.path.end(), station);
    return here == centre.path.end() || here + 1 == centre.path.end() ? none : *(here + 1);
}

View view_of(const View& root, const Scenario& scenario, Index index) {
    const Station& station = scenario.stations[index];
    return root.at("centres").at(scenario.centres[station.centre].id).at("stations").at(station.id);
}

// ---- who comes where ----------------------------------------------------------------------------------------------------------
class Reach {
  public:
    explicit Reach(const Scenario& scenario)
        : scenario_(scenario), seen_(scenario.stations.size(), std::vector<bool>(scenario.classes.size())) {
        for (const Stream& stream : scenario.streams)
            if (stream.station != none) arrive(stream.station, stream.klass);
        const bool visits =
            scenario.needs.has_value() || std::any_of(scenario.channels.begin(), scenario.channels.end(), comes_back);
        if (visits) arrive_everywhere();
        while (!open_.empty()) {
            const auto [station, klass] = open_.back();
            open_.pop_back();
            go_on(station, klass);
        }
    }
    [[nodiscard]] bool comes(Index station, Index klass) const { return seen_[station][klass]; }

  private:
    static bool comes_back(const Channel& channel) { return channel.visit_after_failure > 0; }

    void arrive(Index station, Index klass) {
        if (station == none || klass == none || seen_[station][klass]) return;
        seen_[station][klass] = true;
        open_.emplace_back(station, klass);
    }
    void arrive_everywhere() {
        for (const Centre& centre : scenario_.centres) {
            const Index first = centre.path.empty() ? none : centre.path.front();
            for (const Segment& segment : scenario_.segments) arrive(first, segment.klass);
            for (const Service& service : scenario_.services) arrive(first, service.klass);
            for (const Stream& stream : scenario_.streams)
                if (stream.channel != none) arrive(first, stream.klass);
        }
    }
    void go_on(Index index, Index klass) {
        const Station& station = scenario_.stations[index];
        if (station.routes.empty()) arrive(next_on_path(scenario_, index), klass);
        for (const Route& route : station.routes) {
            if ((route.klass != none && route.klass != klass) || route.share <= 0) continue;
            const Index as = route.becomes == none ? klass : route.becomes;
            if (route.goal == Goal::next) arrive(next_on_path(scenario_, index), as);
            for (const Index to : route.stations) arrive(to, as);
        }
        if (station.fork)
            for (const Index to : station.fork->stations) arrive(to, klass);
        for (const Otherwise& otherwise : station.otherwise)
            if (otherwise.elsewhere > 0) arrive(otherwise.station, klass);
    }

    const Scenario& scenario_;
    std::vector<std::vector<bool>> seen_;
    std::vector<std::pair<Index, Index>> open_;
};

bool served(const Station& station, Index klass) {
    const auto can = [&](const Pool& pool) {
        return pool.skills.empty() ||
               std::any_of(pool.skills.begin(), pool.skills.end(), [&](const Skill& skill) { return skill.klass == klass; });
    };
    return station.pools.empty() || std::any_of(station.pools.begin(), station.pools.end(), can);
}

void check_skills(const View& root, const Scenario& scenario) {
    const auto limited = [](const Station& station) {
        return std::any_of(station.pools.begin(), station.pools.end(), [](const Pool& pool) { return !pool.skills.empty(); });
    };
    if (std::none_of(scenario.stations.begin(), scenario.stations.end(), limited)) return;
    const Reach reach(scenario);
    for (Index index = 0; index < scenario.stations.size(); ++index)
        for (Index klass = 0; klass < scenario.classes.size(); ++klass)
            if (reach.comes(index, klass) && !served(scenario.stations[index], klass))
                view_of(root, scenario, index)
                    .problem("staff", "nobody who serves the class " + scenario.classes[klass].id + ", which comes here",
                             "a pool with that class among its skills");
}

// ---- circles ------------------------------------------------------------------------------------------------------------------
// A station on a circle of these edges; `none` if there is no circle. Stations without a way in or without a way out go, one
// after the other; what stays has a circle.
Index on_circle(Edges edges) {
    for (bool changed = true; changed;) {
        changed = false;
        for (std::vector<Index>& from : edges) {
            const auto dead = [&](Index to) { return edges[to].empty(); };
            const auto kept = std::remove_if(from.begin(), from.end(), dead);
            changed = changed || kept != from.end();
            from.erase(kept, from.end());
        }
    }
    for (Index start = 0; start < edges.size(); ++start) {
        if (edges[start].empty()) continue;
        std::vector<bool> seen(edges.size());
        Index at = start;
        for (; !seen[at]; at = edges[at].front()) seen[at] = true;
        return at;
    }
    return none;
}

// Who is sent on at once, whatever the luck: refused there too, he would come back within the same instant, for ever.
Edges sent_on(const Scenario& scenario) {
    Edges edges(scenario.stations.size());
    for (Index i = 0; i < scenario.stations.size(); ++i)
        for (const Unserved why : {Unserved::full, Unserved::balked, Unserved::closed, Unserved::unstaffed})
            if (const Otherwise& one = scenario.stations[i].after(why); one.elsewhere > 1 - 1e-9) edges[i].push_back(one.station);
    return edges;
}

bool takes_no_time(const Station& station) {
    const auto nothing = [](const Law& law) { return law.family != LawFamily::never && law.mean <= 0; };
    if (station.classes.empty()) return nothing(station.service);
    return std::any_of(station.classes.begin(), station.classes.end(),
                       [&](const Treatment& one) { return nothing(one.service); });
}

Edges passed_at_once(const Scenario& scenario) {
    Edges edges(scenario.stations.size());
    for (Index i = 0; i < scenario.stations.size(); ++i) {
        const Station& station = scenario.stations[i];
        if (!takes_no_time(station)) continue;
        if (station.routes.empty())
            if (const Index next = next_on_path(scenario, i); next != none) edges[i].push_back(next);
        for (const Route& route : station.routes) {
            if (route.goal == Goal::next)
                if (const Index next = next_on_path(scenario, i); next != none) edges[i].push_back(next);
            edges[i].insert(edges[i].end(), route.stations.begin(), route.stations.end());
        }
    }
    return edges;
}

Edges branches(const Scenario& scenario) {
    Edges edges(scenario.stations.size());
    for (Index i = 0; i < scenario.stations.size(); ++i)
        if (const auto& fork = scenario.stations[i].fork) edges[i] = fork->stations;
    return edges;
}

void check_circles(const View& root, const Scenario& scenario) {
    const auto tell = [&](const Edges& edges, const char* found, const char* expected) {
        const Index station = on_circle(edges);
        if (station != none) view_of(root, scenario, station).problem(found, expected);
    };
    tell(sent_on(scenario), "customers sent elsewhere in a circle, within the same instant",
         "an \"elsewhere\" below 1, or a station outside the circle");
    tell(passed_at_once(scenario), "a circle of services that take no time", "a \"service\" above 0 on the way round");
    tell(branches(scenario), "a fork that comes back to itself", "branches to stations that do not fork back");
}
}  // namespace

void check_flow(const View& root, const Scenario& scenario) {
    check_skills(root, scenario);
    check_circles(root, scenario);
}

}  // namespace counterless
