#include "scenarios/lived.hpp"

#include <nlohmann/json.hpp>

#include "scenarios/text.hpp"

namespace counterless {

std::string lived_text(const Scenario& scenario) {
    Json text = Json::parse(scenario.text);  // in the order of the file: a visit passes stations in it
    Json study = Json::object();
    for (const char* key : {"within", "scale"})  // these stay: the one is measured by, the other thins the crowd
        if (text.contains("study") && text["study"].contains(key)) study[key] = text["study"][key];
    for (const char* key :
         {"$schema", "extends", "name", "title", "description", "targets", "reported", "staffing", "roster", "study"})
        text.erase(key);
    text["study"] = study;
    return text.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace counterless
