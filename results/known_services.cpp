#include "results/known_services.hpp"

#include <algorithm>
#include <cmath>

namespace counterless {
namespace {

bool is_plain(const Station& station) {
    const bool preempts =
        std::any_of(station.classes.begin(), station.classes.end(), [](const Treatment& one) { return one.preempts; });
    return !station.guides && station.unit == ServiceUnit::visit && station.system == none && !station.fork && !preempts &&
           !station.turn_away_at_closing && !station.blocks && station.batch_max == 1;
}

bool is_plain(const Pool& pool) { return !pool.breakdown && pool.setup.mean <= 0 && pool.end == EndOfShift::finish; }

double mean_s(const Station& station, std::size_t pool, std::size_t klass) {
    if (!is_plain(station)) return 0;
    const Law* law = station.classes.empty() ? &station.service : &station.classes[klass].service;
    double speed = 1;
    if (!station.pools.empty()) {
        if (!is_plain(station.pools[pool])) return 0;
        for (const Skill& skill : station.pools[pool].skills)
            if (skill.klass == klass) {
                speed = skill.speed;
                if (skill.service) law = &*skill.service;
            }
    }
    return std::isfinite(law->mean) && std::isfinite(law->sd) ? law->mean / speed : 0;
}

}  // namespace

KnownServices::KnownServices(const Scenario& scenario) : classes_(scenario.classes.size()) {
    const bool traced = std::any_of(scenario.streams.begin(), scenario.streams.end(),
                                    [](const Stream& stream) { return stream.process == Process::trace; });
    for (const Station& station : scenario.stations) {
        const std::size_t pools = std::max<std::size_t>(station.pools.size(), 1);
        std::vector<double> means(pools * classes_, 0.0);
        for (std::size_t at = 0; at < means.size() && !traced; ++at) means[at] = mean_s(station, at / classes_, at % classes_);
        means_s_.push_back(std::move(means));
    }
}

double KnownServices::excess_s(const Person& person, double served_s) const {
    const std::size_t pool = person.pool == none ? 0 : person.pool;
    const double expected_s = means_s_[person.station][pool * classes_ + person.klass];
    return expected_s > 0 ? served_s - expected_s : 0;
}

}  // namespace counterless
