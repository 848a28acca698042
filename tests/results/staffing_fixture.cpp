#include "tests/results/staffing_fixture.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace counterless::fixture {
namespace {

constexpr std::size_t intervals = 14, stations = 2;

Scenario halls(std::size_t centres) {
    Scenario scenario;
    scenario.name = "Ordinary week", scenario.title = {"Ordinary week", "أسبوع عادي"};
    scenario.calendar.has_dates = true, scenario.calendar.start = "2018-10-14", scenario.calendar.end = "2018-10-18";
    scenario.adoption.share = 0.9;
    scenario.costs.agent_hour = 120;
    scenario.staffing.shrinkage = 0.25;
    for (Index centre = 0; centre < centres; ++centre) {
        const std::string number = std::to_string(centre + 1);
        Centre one{.id = "hall_" + number, .path = {2 * centre, 2 * centre + 1}};
        one.name = {"Hall of the long name no. " + number, "قاعة الاسم الطويل رقم " + number};
        scenario.centres.push_back(one);
        for (const char* id : {"counter", "cashier"}) {
            Station station{.id = id, .centre = centre, .agents = 4};
            station.name = id[1] == 'o' ? Name{"Counters", "منافذ الخدمة"} : Name{"Cashier", "الصندوق"};
            scenario.stations.push_back(station);
        }
    }
    return scenario;
}

// Busiest in the middle of the day; the larger a hall's number, the emptier it is.
double load_of(Index centre, std::size_t station, std::size_t cell, double share) {
    const double crowd = 0.4 + std::sin(3.1 * (static_cast<double>(cell % intervals) + 1) / intervals);
    return (1 - share) * 90 * crowd / ((centre + 1.0) * (centre + 1.0)) / (1.0 + static_cast<double>(station));
}

Claim claim_of(std::size_t aim, std::size_t cell, Index centre) {
    const bool broken = centre == 1 && cell == 6, open = (centre + cell) % 3 == 0 && !broken;
    return {.aim = aim,
            .from_cell = cell,
            .until_cell = cell + 1,
            .value = broken ? 0.81
                     : open ? 0.893
                            : 0.925,
            .half_width = 0.012,
            .count = 900,
            .state = broken ? ClaimState::broken
                     : open ? ClaimState::open
                            : ClaimState::held,
            .at_limit = broken};
}

CentreStaffing centre_of(const Scenario& scenario, Index number, double share, bool by_weekday) {
    CentreStaffing centre;
    centre.task.centre = number;
    centre.task.timetable.first = 15, centre.task.timetable.count = intervals;
    if (by_weekday) {
        centre.task.timetable.rows = 5, centre.task.timetable.dated = true;
        for (int day = 0; day < 7; ++day) centre.task.timetable.row[static_cast<std::size_t>(day)] = std::min(day, 4);
    }
    const std::size_t cells = centre.task.timetable.cells();
    centre.answer.open_s.assign(cells, 1800);
    for (std::size_t station = 0; station < stations; ++station) {
        centre.task.posts.push_back({scenario.centres[number].path[station], 0, 1, 20, 1, 20});
        Aim aim{.id = "quick", .measure = "service_level@10min/offered", .within_s = 600, .value = 0.9};
        aim.station = scenario.stations[scenario.centres[number].path[station]].id;
        centre.task.aims.push_back(aim);
        centre.task.stations.push_back(scenario.centres[number].path[station]);
        std::vector<int> agents;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            const double load = load_of(number, station, cell, share);
            agents.push_back(1 + static_cast<int>(load + std::sqrt(load)));
            centre.answer.load.push_back(load);
            centre.answer.came.push_back(4 * load);
            centre.answer.claims.push_back(claim_of(station, cell, number));
        }
        centre.answer.agents.push_back(agents);
        auto& erlang = centre.answer.erlang.emplace_back();
        for (const int one : agents) erlang.emplace_back(one + 1);
    }
    centre.answer.days_searched = 200, centre.answer.days_judged = 2500, centre.answer.candidates = 60;
    centre.have_hours_a_day = 30;
    return centre;
}

}  // namespace

StaffingStudy staffed_week(std::size_t shares, bool by_weekday) {
    const std::size_t centres = by_weekday ? 2 : 6;
    StaffingStudy study{
        .scenario = halls(centres), .file = "week.json", .command = "counterless staff week.json", .version = "0"};
    study.by_weekday = by_weekday, study.weeks = 20;
    for (std::size_t number = 0; number < shares; ++number) {
        ShareStaffing share{.share = 0.9 + 0.01 * static_cast<double>(number),
                            .visits_a_day = 3300 - 300.0 * static_cast<double>(number)};
        for (Index centre = 0; centre < centres; ++centre)
            share.centres.push_back(centre_of(study.scenario, centre, share.share, by_weekday));
        for (const CentreStaffing& centre : share.centres) study.claims += static_cast<double>(centre.answer.claims.size());
        study.shares.push_back(share);
    }
    study.scenario.staffing.aims = study.shares.front().centres.front().task.aims;
    return study;
}

}  // namespace counterless::fixture
