// results/cpu_class.cpp: reads the first processor of /proc/cpuinfo.
#include "results/cpu_class.hpp"

#include <fstream>
#include <map>
#include <sstream>

namespace counterless {
namespace {

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t"), end = text.find_last_not_of(" \t");
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

}  // namespace

std::string cpu_class(std::istream& cpuinfo) {
    std::map<std::string, std::string> facts;
    for (std::string line; std::getline(cpuinfo, line) && !(line.empty() && !facts.empty());) {
        const auto colon = line.find(':');
        if (colon != std::string::npos) facts.emplace(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    const auto fact = [&](const char* name, const char* other) {
        const auto found = facts.find(facts.contains(name) ? name : other);
        return found == facts.end() ? std::string() : found->second;
    };
    std::string text = fact("vendor_id", "CPU implementer");
    if (text.empty()) return "unknown";
    text += " " + fact("cpu family", "CPU architecture") + "-" + fact("model", "CPU part");
    std::istringstream flags(fact("flags", "Features"));
    for (std::string flag; flags >> flag;)
        if (flag == "fma" || flag == "fma4" || flag == "avx2" || flag == "avx512f" || flag == "sve") text += " " + flag;
    return text;
}

std::string cpu_class() {
    std::ifstream cpuinfo("/proc/cpuinfo");
    return cpu_class(cpuinfo);
}

}  // namespace counterless
