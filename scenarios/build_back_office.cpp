// scenarios/build_back_office.cpp: the queues of digital transactions that a person must finish, and until when he promises to.
// A case that arose on some calendar day is in time if it is done before midnight at the end of the P-th working day after that
// day; so what arises on a closed day counts from the next working day on. The end is worked out here for each day of the
// horizon, beyond the calendar's last day by its working week and the holidays stated. Tested in
// tests/scenarios/build_back_office_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/build.hpp"

namespace counterless {
namespace {
double end_of_working_day_s(const Dates& dates, std::chrono::sys_days date, int working_days) {
    for (int left = working_days; left > 0;) {
        date += std::chrono::days(1);
        left -= dates.works_on(date);
    }
    return dates.second_of(date + std::chrono::days(1));
}

void set_promise(const View& view, const Dates& dates, const Scenario& scenario, BackOffice& built) {
    if (!view.has("promise")) return;
    built.promise_days = view.whole("promise");
    if (!dates.stated) view.problem("promise", "working days without a calendar", "a calendar, or no promise");
    if (!dates.usable || !view.stated_number("promise")) return;
    for (std::size_t day = 0; day < scenario.calendar.days.size(); ++day)
        built.due_s.push_back(end_of_working_day_s(dates, dates.start + std::chrono::days(day), built.promise_days));
}

// Where a case can come to from the path of its centre: by routes, rules for who is not served, and forks.
std::set<Index> stations_reached(const Scenario& scenario, Index centre) {
    std::set<Index> reached;
    std::vector<Index> left(scenario.centres[centre].path.begin(), scenario.centres[centre].path.end());
    while (!left.empty()) {
        const Index station = left.back();
        left.pop_back();
        if (station == none || !reached.insert(station).second) continue;
        const Station& here = scenario.stations[station];
        const auto& path = scenario.centres[here.centre].path;
        left.insert(left.end(), path.begin(), path.end());
        for (const Route& route : here.routes) left.insert(left.end(), route.stations.begin(), route.stations.end());
        for (const Otherwise& rule : here.otherwise) left.push_back(rule.station);
        if (here.fork) left.insert(left.end(), here.fork->stations.begin(), here.fork->stations.end());
    }
    return reached;
}

// A case waits in its tray over nights and holidays, so its centre has no doors; and once with the office it is not done online.
void check_centre(const View& view, const Scenario& scenario, const BackOffice& built) {
    if (built.centre == none) return;
    const Centre& own = scenario.centres[built.centre];
    if (!own.remote)
        return view.problem("centre", "\"" + own.id + "\", to which people travel", "a centre with \"remote\": true");
    if (!own.always_open)
        return view.problem("centre", "\"" + own.id + "\", whose doors close while cases arise",
                            "a centre with \"always_open\": true, its agents by shifts");
    for (const Index station : stations_reached(scenario, built.centre)) {
        const Station& here = scenario.stations[station];
        const Centre& centre = scenario.centres[here.centre];
        if (!centre.remote || !centre.always_open)
            return view.problem("centre", "\"" + own.id + "\", from where a case can go to " + centre.id + "/" + here.id,
                                "ways only to centres that are \"remote\" and \"always_open\"");
        for (const Otherwise& rule : here.otherwise)
            if (rule.digital > 0)
                return view.problem("centre",
                                    "\"" + own.id + "\", from where a case comes to " + centre.id + "/" + here.id +
                                        ", which sends people to a channel",
                                    "no \"digital\" in its rules: a case has been there");
    }
}

// Each transaction becomes a case of one queue at most.
void check_shares(const View& back_office, const Scenario& scenario) {
    const auto tell = [&](double sum, const std::string& of) {
        if (sum > 1 + 1e-9) back_office.problem(fmt::format("shares that sum to {:.6g}{}", sum, of), "a sum up to 1");
        return sum > 1 + 1e-9;
    };
    double of_all = 0;
    for (const BackOffice& one : scenario.back_offices) of_all += one.services.empty() ? one.share : 0;
    if (tell(of_all, " of every service")) return;
    for (Index service = 0; service < scenario.services.size(); ++service) {
        double sum = of_all;
        for (const BackOffice& one : scenario.back_offices)
            sum += one.share * static_cast<double>(std::count(one.services.begin(), one.services.end(), service));
        tell(sum, " of the service " + scenario.services[service].id);
    }
}
}  // namespace

void build_back_office(const View& back_office, const Dates& dates, Scenario& scenario) {
    const auto centres = ids_of(scenario.centres);
    for (const View& view : back_office.members()) {
        BackOffice& one = scenario.back_offices.emplace_back();
        one.id = view.id();
        one.name = view.name("name", one.id);
        one.centre = index_in(centres, view.text("centre"));
        one.share = view.number("share");
        one.klass = class_of(view, scenario, none);
        one.services = indices_of(view, "services", ids_of(scenario.services), "service");
        set_promise(view, dates, scenario, one);
        check_centre(view, scenario, one);
    }
    check_shares(back_office, scenario);
    const auto by_machines = [](const Channel& channel) { return channel.centre == none; };
    if (!scenario.back_offices.empty() && std::none_of(scenario.channels.begin(), scenario.channels.end(), by_machines))
        back_office.problem("no digital transactions", "a channel in /channels that is not one of people");
}

}  // namespace counterless
