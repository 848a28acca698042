// scenarios/build_back_office.cpp: the queues of digital transactions that a person must finish, and until when he promises to.
// A case that arose on some calendar day is in time if it is done before midnight at the end of the P-th working day after that
// day; so what arises on a closed day counts from the next working day on. The end is worked out here for each day of the
// horizon, beyond the calendar's last day by its working week and the holidays stated. Tested in
// tests/scenarios/build_back_office_test.cpp.
#include <fmt/format.h>

#include <algorithm>

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

void set_services(const View& view, const Scenario& scenario, BackOffice& built) {
    const auto ids = ids_of(scenario.services);
    for (const std::string& word : view.words("services")) {
        const Index index = index_in(ids, word);
        const bool twice = std::find(built.services.begin(), built.services.end(), index) != built.services.end();
        if (index != none && twice) view.problem("services", "\"" + word + "\" twice", "each service once");
        if (index != none && !twice) built.services.push_back(index);
    }
}

// A case waits in its tray over nights and holidays, so its centre has no doors; and once with the office it is not done online.
void check_centre(const View& view, const Scenario& scenario, const BackOffice& built) {
    if (built.centre == none) return;
    const Centre& centre = scenario.centres[built.centre];
    if (!centre.remote)
        view.problem("centre", "\"" + centre.id + "\", to which people travel", "a centre with \"remote\": true");
    else if (!centre.always_open)
        view.problem("centre", "\"" + centre.id + "\", whose doors close while cases arise",
                     "a centre with \"always_open\": true, its agents by shifts");
    for (const Index station : centre.path)
        for (const Otherwise& rule : scenario.stations[station].otherwise)
            if (rule.digital > 0)
                return view.problem(
                    "centre",
                    "\"" + centre.id + "\", whose station " + scenario.stations[station].id + " sends people to a channel",
                    "a centre without \"digital\" in its rules: a case has been there");
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
        set_services(view, scenario, one);
        set_promise(view, dates, scenario, one);
        check_centre(view, scenario, one);
    }
    check_shares(back_office, scenario);
    const auto by_machines = [](const Channel& channel) { return channel.centre == none; };
    if (!scenario.back_offices.empty() && std::none_of(scenario.channels.begin(), scenario.channels.end(), by_machines))
        back_office.problem("no digital transactions", "a channel in /channels that is not one of people");
}

}  // namespace counterless
