#include "results/log_text.hpp"

#include <cstdio>

namespace counterless {

LogNames::LogNames(const Scenario& scenario) {
    for (const Centre& centre : scenario.centres) centres.push_back(centre.id);
    for (const Station& station : scenario.stations) {
        const std::string name = scenario.centres[station.centre].id + "/" + station.id;
        activities.push_back(name);
        pools.emplace_back();
        for (const Pool& pool : station.pools) pools.back().push_back(pool.id);
    }
    for (const Channel& channel : scenario.channels) activities.push_back("channel/" + channel.id);
    for (const CustomerClass& klass : scenario.classes) classes.push_back(klass.id);
    for (const Segment& segment : scenario.segments) segments.push_back(segment.id);
    for (const Service& service : scenario.services) services.push_back(service.id);
}

std::size_t LogNames::longest() const {
    std::size_t most = 0;
    const auto look = [&](const std::vector<std::string>& names) {
        for (const std::string& name : names) most = std::max(most, name.size());
    };
    look(activities), look(centres), look(classes), look(segments), look(services);
    for (const auto& names : pools) look(names);
    return most;
}

LogDates::LogDates(const Scenario& scenario) {
    int year = 1970, month = 1, day = 1;
    if (scenario.calendar.has_dates) std::sscanf(scenario.calendar.start.c_str(), "%d-%d-%d", &year, &month, &day);
    first_ = std::chrono::sys_days(std::chrono::year(year) / month / day);
}

void LogDates::look_up(std::uint64_t day) {
    const std::chrono::year_month_day date(first_ + std::chrono::days(day));
    std::snprintf(date_, sizeof date_, "%04d-%02u-%02uT", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
    day_ = day;
}

bool is_log_name(const std::string& file) {
    return file.ends_with(".csv") || file.ends_with(".xes") || file.ends_with(".sqlite") || file.ends_with(".db");
}

std::unique_ptr<LogWriter> log_writer(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going) {
    if (file.ends_with(".csv")) return csv_log(scenario, file, std::move(keep_going));
    if (file.ends_with(".xes")) return xes_log(scenario, file, std::move(keep_going));
    return sqlite_log(scenario, file, std::move(keep_going));
}

}  // namespace counterless
