// scenarios/check_flow.cpp: what only the whole network shows: a class that comes to a station where nobody may serve it, and
// circles in which people would go round without time passing, or become more and more. Who comes where is followed from the
// ways in along every route that may be taken; what may happen with any chance counts. Tested in
// tests/scenarios/check_flow_test.cpp.
#include <algorithm>
#include <vector>

#include "scenarios/build.hpp"

namespace counterless {
namespace {
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
        : scenario_(scenario), seen_(scenario.stations.size(), std::vector<Seen>(scenario.classes.size())) {
        for (const Stream& stream : scenario.streams) come_by(stream);
        if (scenario.needs || std::any_of(scenario.channels.begin(), scenario.channels.end(), comes_back)) arrive_everywhere();
        for (const BackOffice& office : scenario.back_offices) arrive_as_case(office);
        while (!open_.empty()) {
            const Arrival arrival = open_.back();
            open_.pop_back();
            go_on(arrival);
        }
    }
    [[nodiscard]] bool comes(Index station, Index klass) const {
        return seen_[station][klass].alone || seen_[station][klass].on_path;
    }

  private:
    struct Arrival {
        Index station, klass;
        bool alone;  // for this station alone, not for those after it on the path
    };
    struct Seen {
        bool alone = false, on_path = false;
    };
    static bool comes_back(const Channel& channel) {
        return channel.centre != none ||
               std::any_of(channel.reactions.begin(), channel.reactions.end(), [](const Reaction& one) { return one.visit > 0; });
    }

    void arrive(const Arrival& arrival) {
        if (arrival.station == none || arrival.klass == none) return;
        Seen& seen = seen_[arrival.station][arrival.klass];
        bool& known = arrival.alone ? seen.alone : seen.on_path;
        if (known) return;
        known = true;
        open_.push_back(arrival);
    }
    void come_by(const Stream& stream) {
        arrive({stream.station, stream.klass, !stream.whole_path});
        for (const Ticket& ticket : stream.trace) arrive({stream.station, ticket.klass, !stream.whole_path});
    }
    void arrive_everywhere() {
        for (const Centre& centre : scenario_.centres) {
            const Index first = centre.path.empty() ? none : centre.path.front();
            for (const Segment& segment : scenario_.segments) arrive({first, segment.klass, false});
            for (const Service& service : scenario_.services) arrive({first, service.klass, false});
            for (const Stream& stream : scenario_.streams)
                if (stream.channel != none) arrive({first, stream.klass, false});
        }
    }
    void arrive_as_case(const BackOffice& office) {
        if (office.centre == none) return;
        const std::vector<Index>& path = scenario_.centres[office.centre].path;
        const Index first = path.empty() ? none : path.front();
        if (office.klass != none) return arrive({first, office.klass, false});
        for (const Segment& segment : scenario_.segments) arrive({first, segment.klass, false});
        for (const Service& service : scenario_.services) arrive({first, service.klass, false});
        if (office.services.empty() && !scenario_.streams.empty()) arrive({first, 0, false});
    }
    void go_on(const Arrival& from) {
        const Station& station = scenario_.stations[from.station];
        bool always = false;  // some route holds in every state
        for (const Route& route : station.routes) {
            if ((route.klass != none && route.klass != from.klass) || route.share <= 0) continue;
            always = always || !route.when;
            const Index as = route.becomes == none ? from.klass : route.becomes;
            if (route.goal == Goal::next) go_next(from, as);
            for (const Index to : route.stations) arrive({to, as, from.alone});
        }
        if (!always) go_next(from, from.klass);
        if (station.fork)
            for (const Index to : station.fork->stations) arrive({to, from.klass, true});
        go_unserved(from);
    }
    void go_next(const Arrival& from, Index klass) {
        if (!from.alone) arrive({next_on_path(scenario_, from.station), klass, false});
    }
    void go_unserved(const Arrival& from) {
        const Station& station = scenario_.stations[from.station];
        const Centre& centre = scenario_.centres[station.centre];
        for (const Otherwise& one : station.otherwise) {
            if (one.elsewhere > 0) arrive({one.station, from.klass, from.alone});
            const bool again = one.tomorrow > 0 && !from.alone && !centre.path.empty();
            if (again) arrive({centre.path.front(), from.klass, false});  // another day begins at the first station
        }
    }

    const Scenario& scenario_;
    std::vector<std::vector<Seen>> seen_;
    std::vector<Arrival> open_;
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
// Where somebody may be within the same instant: each option is one state of affairs, with all the goals that luck may send him
// to. A goal is a station, or several of which the state takes one (the shortest); `none` is a way out.
using Option = std::vector<std::vector<Index>>;
using Options = std::vector<std::vector<Option>>;  // by station

// A station from which, in some state, no luck leads out; `none` if there is none. Stations with a way out go, one after the
// other, and so do those that may lead to them; what stays is a trap.
Index trap(const Options& options) {
    std::vector<bool> held(options.size(), true);
    for (bool changed = true; changed;) {
        changed = false;
        for (Index i = 0; i < options.size(); ++i) {
            const auto inside = [&](Index to) { return to != none && held[to]; };
            const auto may_stay = [&](const auto& goal) { return std::any_of(goal.begin(), goal.end(), inside); };
            const auto holds = [&](const Option& option) {
                return !option.empty() && std::all_of(option.begin(), option.end(), may_stay);
            };
            if (!held[i] || std::any_of(options[i].begin(), options[i].end(), holds)) continue;
            held[i] = false;
            changed = true;
        }
    }
    const auto found = std::find(held.begin(), held.end(), true);
    return found == held.end() ? none : static_cast<Index>(found - held.begin());
}

void add_goals(const Scenario& scenario, Index station, const Route& route, Option& option) {
    if (route.goal == Goal::next) option.push_back({next_on_path(scenario, station)});
    if (route.goal == Goal::out) option.push_back({none});
    if (!route.stations.empty()) option.push_back(route.stations);
}

// Where one of this class may go from here: by the routes that always hold, else by each of the conditional ones.
void add_onward(const Scenario& scenario, Index station, Index klass, std::vector<Option>& options) {
    const std::vector<Route>& routes = scenario.stations[station].routes;
    if (routes.empty()) return options.push_back({{next_on_path(scenario, station)}});
    Option always;
    std::vector<Option> at_times;
    for (const Route& route : routes) {
        if ((route.klass != none && route.klass != klass) || route.share <= 0) continue;
        add_goals(scenario, station, route, route.when ? at_times.emplace_back() : always);
    }
    if (always.empty())
        options.insert(options.end(), at_times.begin(), at_times.end());
    else
        options.push_back(always);
}

// Who is sent on at once, or nearly: refused there too, he would come back within the same instant, for ever.
Options sent_on(const Scenario& scenario) {
    constexpr double certain = 1 - 1e-9;
    Options options(scenario.stations.size());
    for (Index i = 0; i < scenario.stations.size(); ++i)
        for (const Unserved why : {Unserved::full, Unserved::balked, Unserved::closed, Unserved::unstaffed}) {
            const Otherwise& one = scenario.stations[i].after(why);
            const double elsewhere = one.delay.mean < return_mean_min_s ? one.elsewhere : 0;
            if (elsewhere + one.onward < certain) continue;
            if (one.onward <= 0) options[i].push_back({{one.station}});
            for (Index klass = 0; one.onward > 0 && klass < scenario.classes.size(); ++klass) {
                std::vector<Option> onward;
                add_onward(scenario, i, klass, onward);
                for (Option& option : onward) {
                    if (elsewhere > 0) option.push_back({one.station});
                    options[i].push_back(std::move(option));
                }
            }
        }
    return options;
}

bool takes_no_time(const Station& station) {
    const auto nothing = [](const Law& law) { return law.family != LawFamily::never && law.mean <= 0; };
    if (station.classes.empty()) return nothing(station.service);
    return std::any_of(station.classes.begin(), station.classes.end(),
                       [&](const Treatment& one) { return nothing(one.service); });
}

Options passed_at_once(const Scenario& scenario) {
    Options options(scenario.stations.size());
    for (Index i = 0; i < scenario.stations.size(); ++i)
        for (Index klass = 0; takes_no_time(scenario.stations[i]) && klass < scenario.classes.size(); ++klass)
            add_onward(scenario, i, klass, options[i]);
    return options;
}

// Every branch is certain, so each of them alone makes a circle.
Options branches(const Scenario& scenario) {
    Options options(scenario.stations.size());
    for (Index i = 0; i < scenario.stations.size(); ++i)
        if (const auto& fork = scenario.stations[i].fork)
            for (const Index to : fork->stations) options[i].push_back({{to}});
    return options;
}

void check_circles(const View& root, const Scenario& scenario) {
    const auto tell = [&](const Options& options, const char* found, const char* expected) {
        const Index station = trap(options);
        if (station != none) view_of(root, scenario, station).problem(found, expected);
    };
    tell(sent_on(scenario), "customers sent elsewhere in a circle, in no time or next to none",
         "a way out: a share that goes home, a station outside the circle, or a delay of at least 1 s on average");
    tell(passed_at_once(scenario), "a circle of services that take no time", "a \"service\" above 0 on the way round");
    tell(branches(scenario), "a fork that comes back to itself", "branches to stations that do not fork back");
}
}  // namespace

// A customer held at a desk by a full station downstream is one; a batch cannot be held in part.
void check_batches(const View& root, const Scenario& scenario) {
    for (Index i = 0; i < scenario.stations.size(); ++i)
        for (const Station& other : scenario.stations)
            if (&other != &scenario.stations[i] && scenario.stations[i].batch_max > 1 && other.blocks &&
                other.centre == scenario.stations[i].centre) {
                view_of(root, scenario, i)
                    .problem("batch", "batches in a centre where " + other.id + " blocks",
                             "no \"blocks\", or services one by one");
                break;
            }
}

void check_flow(const View& root, const Scenario& scenario) {
    check_batches(root, scenario);
    check_skills(root, scenario);
    check_circles(root, scenario);
}

}  // namespace counterless
