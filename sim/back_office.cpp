#include "sim/back_office.hpp"

#include <algorithm>

namespace counterless {

CaseBook::CaseBook(const Scenario& scenario, const Luck& luck)
    : scenario_(scenario), luck_(luck), chances_(scenario.services.size() + 1) {
    for (Index office = 0; office < scenario.back_offices.size(); ++office) {
        const BackOffice& one = scenario.back_offices[office];
        for (std::size_t service = 0; service < chances_.size(); ++service)
            if (one.services.empty() || std::find(one.services.begin(), one.services.end(), service) != one.services.end())
                chances_[service].push_back({office, one.share});
    }
}

Index CaseBook::queue_for(const Attempt& attempt) const {
    const auto& chances = chances_[std::min<std::size_t>(attempt.service, chances_.size() - 1)];
    if (chances.empty() || scenario_.channels[attempt.channel].centre != none) return none;
    double u = luck_.at(Purpose::back_office, attempt.who).u;
    for (const Chance& chance : chances)
        if ((u -= chance.share) < 0) return chance.back_office;
    return none;
}

}  // namespace counterless
