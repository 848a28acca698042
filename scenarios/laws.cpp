#include "scenarios/laws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/check.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
struct Family {
    std::string_view name;
    std::vector<std::string_view> parameters;
};
const std::vector<Family>& families() {
    static const std::vector<Family> list = {
        {"never", {}},
        {"deterministic", {"mean"}},
        {"exponential", {"mean"}},
        {"lognormal", {"mean", "cv"}},
        {"gamma", {"mean", "cv"}},
        {"erlang", {"mean", "k"}},
        {"weibull", {"mean", "shape"}},
        {"uniform", {"low", "high"}},
        {"triangular", {"low", "mode", "high"}},
    };
    return list;
}

// A size in the unit that the place asks for; empty if the checker has refused it, or if it is of the other unit.
std::optional<double> size_of(const Json& value, const Field& field, LawOf of, const View& owner, std::string_view key) {
    if (!sound_number(field, value)) return {};
    if (of == LawOf::time || of == LawOf::patience) return number_of(field, value);
    const std::string& text = value.get_ref<const std::string&>();
    const auto size = of == LawOf::bytes ? parse_bytes(text) : parse_duration(text);
    if (!size) owner.problem(key, shown(value), of == LawOf::bytes ? "bytes such as \"200 kB\"" : "core time such as \"40 ms\"");
    return size;
}

class Parameters {
  public:
    Parameters(const View& law, LawOf of) : law_(law), of_(of) {}

    // False when one is missing, superfluous or wrong; what is not the checker's is reported here.
    bool read(const Family& family) {
        bool good = true;
        for (const std::string_view key : family.parameters) good &= read_one(family, key);
        for (const std::string& key : law_.keys())
            if (key != "law" && is_parameter(key) && !takes(family, key)) {
                law_.problem(key, "a parameter that " + std::string(family.name) + " does not have",
                             takes_text(family) + " only");
                good = false;
            }
        return good;
    }
    [[nodiscard]] double get(std::string_view key) const {
        for (const auto& [name, value] : values_)
            if (name == key) return value;
        return 0;
    }

  private:
    static bool is_parameter(std::string_view key) {
        return std::any_of(families().begin(), families().end(), [&](const Family& family) { return takes(family, key); });
    }
    static bool takes(const Family& family, std::string_view key) {
        return std::find(family.parameters.begin(), family.parameters.end(), key) != family.parameters.end();
    }
    static std::string takes_text(const Family& family) {
        return family.parameters.empty() ? "\"law\"" : fmt::format("{}", fmt::join(family.parameters, ", "));
    }
    bool read_one(const Family& family, std::string_view key) {
        const Json* value = law_.find(key);
        if (value == nullptr) {
            law_.problem("no \"" + std::string(key) + "\"", std::string(family.name) + " with " + takes_text(family));
            return false;
        }
        const Field& field = law_.field(key);
        const bool sized = field.kind == Kind::duration || field.kind == Kind::quantity;
        const auto number = sized ? size_of(*value, field, of_, law_, key) : sound_number(field, *value);
        if (number) values_.emplace_back(key, *number);
        return number.has_value();
    }

    const View& law_;
    LawOf of_;
    std::vector<std::pair<std::string_view, double>> values_;
};

bool in_order(const View& law, std::string_view family, const Parameters& parameters) {
    if (family == "uniform" && !(parameters.get("low") < parameters.get("high"))) {
        law.problem("low and high that are not in order", "low < high");
        return false;
    }
    const double low = parameters.get("low"), mode = parameters.get("mode"), high = parameters.get("high");
    if (family == "triangular" && !(low <= mode && mode <= high && low < high)) {
        law.problem("low, mode and high that are not in order", "low <= mode <= high, low < high");
        return false;
    }
    if (parameters.get("mean") > 0 || family == "deterministic" || family == "uniform" || family == "triangular") return true;
    law.problem("mean", "a mean of 0", "a mean above 0, or the law deterministic");
    return false;
}

Law make(std::string_view family, const Parameters& p) {
    if (family == "deterministic") return deterministic(p.get("mean"));
    if (family == "exponential") return exponential(p.get("mean"));
    if (family == "lognormal") return lognormal(p.get("mean"), p.get("cv"));
    if (family == "gamma") return gamma(p.get("mean"), p.get("cv"));
    if (family == "erlang") return gamma(p.get("mean"), 1 / std::sqrt(p.get("k")));
    if (family == "weibull") return weibull(p.get("mean"), p.get("shape"));
    if (family == "uniform") return uniform(p.get("low"), p.get("high"));
    return triangular(p.get("low"), p.get("mode"), p.get("high"));
}

Law build_family(const View& law, LawOf of) {
    const Json* word = law.find("law");
    if (word == nullptr) law.problem("no \"law\"", "\"law\": " + expectation(law.field("law")));
    if (word == nullptr || !word->is_string()) return deterministic(0);
    for (const Family& family : families()) {
        if (family.name != word->get_ref<const std::string&>()) continue;
        Parameters parameters(law, of);
        if (!parameters.read(family)) return deterministic(0);
        if (family.name == "never") {
            if (of != LawOf::patience) law.problem("law", "\"never\"", "a law that ends; only patience may be without end");
            return of == LawOf::patience ? never() : deterministic(0);
        }
        return in_order(law, family.name, parameters) ? make(family.name, parameters) : deterministic(0);
    }
    return deterministic(0);
}
}  // namespace

Law build_law(const View& owner, std::string_view key, LawOf of) {
    const Json* stated = owner.find(key);
    if (stated == nullptr) {
        if (of == LawOf::patience) return never();
        return deterministic(owner.number(key));
    }
    if (stated->is_object()) return build_family(owner.at(key), of);
    return deterministic(size_of(*stated, owner.field(key), of, owner, key).value_or(0));
}

}  // namespace counterless
