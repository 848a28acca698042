// results/staffing_study.hpp: the answer of `counterless staff`, complete and ready for any form: terminal, JSON, CSV, page.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "results/staffing.hpp"

namespace counterless {

struct CentreStaffing {
    StaffingTask task;
    StaffingAnswer answer;
    double have_hours_a_day = 0;  // what the scenario has on duty
};
struct ShareStaffing {
    double share = 0;         // digital share; negative: as the scenario says
    std::string date;         // of a path, where the share was taken from; empty: stated
    double visits_a_day = 0;  // of a working day, all centres
    double reached = -1;      // what presence and failures allow of it; negative: the scenario's own
    std::vector<CentreStaffing> centres;

    [[nodiscard]] bool is_reached() const { return reached < 0 || std::abs(reached - share) <= 1e-6; }
    [[nodiscard]] double hours_a_day() const;
    [[nodiscard]] std::size_t broken() const;  // claims
    [[nodiscard]] std::size_t open() const;
};
struct StaffingStudy {
    Scenario scenario;
    std::string file, command, version;
    bool by_weekday = false;
    int weeks = 0;  // recorded, as many again to judge
    std::vector<ShareStaffing> shares;
    double claims = 0;
    double wall_s = 0;

    [[nodiscard]] bool holds() const;
};

// "mon"; empty where one plan holds for every day.
std::string day_of(const Timetable& table, std::size_t cell);
// Centres where every post needs its least number all day.
bool at_presence(const CentreStaffing& centre);
double agents_most(const CentreStaffing& centre);  // at once, all posts together
// Of a centre: money a day, agents and the fixed cost; 0 where nothing is priced.
double cost_a_day(const Scenario& scenario, const CentreStaffing& centre);
double visits_a_day(const CentreStaffing& centre);
// Of a post in an interval. Several pools of a station share its customers, by skills that no formula knows: load and customers
// of the station then stand at its first pool, nothing at the others, and none has a number of Erlang's.
struct PostFigures {
    std::optional<double> load, came;  // erlang; customers a day
    std::optional<int> erlang;
    bool alone = true;  // the only kind of agents at its station
};
PostFigures figures_of(const CentreStaffing& centre, std::size_t post, std::size_t cell);

std::string staffing_text(const StaffingStudy& study);
std::string staffing_json(const StaffingStudy& study);
// One row for each share, centre, post and interval.
std::string staffing_csv(const StaffingStudy& study);
// The need of one share as `counterless roster` reads it (docs/reference/need.md).
std::string need_csv(const StaffingStudy& study, const ShareStaffing& share);
std::string staffing_page(const StaffingStudy& study);

}  // namespace counterless
