// tests/oracle/town_text.hpp: a scenario as a user writes it, in its parts, so that a case shows only what is its own.
// The parts are JSON as in docs/guides/; one stream of Poisson arrivals to one hall is the plain case.
#pragma once

#include <fmt/format.h>

#include <string>

namespace counterless {

struct TownText {
    std::string name;
    std::string streams;            // members of /demand/streams
    std::string stations;           // members of /centres/hall/stations
    std::string classes = "";       // members of /customers/classes
    std::string more = "";          // further parts of the scenario, each with a comma behind it
    std::string more_centres = "";  // further members of /centres, with a comma before them
    std::string hall = "";          // fields of the hall beside its stations, each with a comma behind it
    std::string study = R"("horizon": "60000 min", "warmup": "500 min", "replications": 20)";
};

inline std::string to_text(const TownText& town) {
    const std::string customers = town.classes.empty() ? "" : "\"customers\": {\"classes\": {" + town.classes + "}}, ";
    return "{\"name\": \"" + town.name + "\", " + customers + town.more + "\"demand\": {\"streams\": {" + town.streams +
           "}}, \"centres\": {\"hall\": {" + town.hall + "\"stations\": {" + town.stations + "}}" + town.more_centres +
           "}, \"study\": {" + town.study + "}}";
}

// Horizon and warm-up in minutes.
inline std::string study_of(int horizon_min, int warmup_min = 500, int replications = 20) {
    return fmt::format(R"("horizon": "{} min", "warmup": "{} min", "replications": {})", horizon_min, warmup_min, replications);
}
inline std::string stream(const std::string& id, const std::string& to, double per_min, const std::string& klass = "") {
    return fmt::format(R"("{}": {{"to": "{}", "rate": "{} / min"{}}})", id, to, per_min,
                       klass.empty() ? "" : fmt::format(R"(, "class": "{}")", klass));
}
inline std::string exponential_text(double mean_min) {
    return fmt::format(R"({{"law": "exponential", "mean": "{} min"}})", mean_min);
}
// `more` begins with a comma.
inline std::string station(const std::string& id, int agents, double service_mean_min, const std::string& more = "") {
    return fmt::format(R"("{}": {{"agents": {}, "service": {}{}}})", id, agents, exponential_text(service_mean_min), more);
}

}  // namespace counterless
