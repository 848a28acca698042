#include "scenarios/laws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace counterless {
namespace {
// Stands for a law that was refused: a mean that gives no cause for a second problem (no time at all, a return at once).
double refused_mean(LawOf of) { return of == LawOf::figure ? 1 : 60; }

// The scalars of a form, by name.
class Scalars {
  public:
    // False if one is refused; what is not the checker's is reported.
    bool read(const Form& form, const LawNumbers& numbers) {
        bool good = true;
        for (const std::string_view key : form) {
            const auto number = numbers.one(key);
            good &= number.has_value();
            if (number) values_.emplace_back(key, *number);
        }
        return good;
    }
    [[nodiscard]] double operator[](std::string_view key) const {
        for (const auto& [name, value] : values_)
            if (name == key) return value;
        return 0;
    }
    [[nodiscard]] bool has(std::string_view key) const {
        return std::any_of(values_.begin(), values_.end(), [&](const auto& one) { return one.first == key; });
    }

  private:
    std::vector<std::pair<std::string_view, double>> values_;
};

bool refuse(const View& law, std::string found, std::string expected) {
    law.problem(std::move(found), std::move(expected));
    return false;
}

bool are_shapes(const View& law, const BetaShapes& shapes) {
    const auto [least, most] = law.field("alpha").range;
    const auto sound = [least = least, most = most](double shape) { return shape >= least && shape <= most; };
    if (sound(shapes.alpha) && sound(shapes.beta)) return true;
    return refuse(law, fmt::format("mean and cv that ask for the shapes {:.4g} and {:.4g}", shapes.alpha, shapes.beta),
                  fmt::format("shapes from {} to {}: another mean, or a cv nearer to that of the uniform law", least, most));
}

bool fits(const View& law, std::string_view family, const Scalars& p) {
    const double low = p["low"], mode = p["mode"], high = p["high"];
    if ((family == "uniform" || family == "beta") && p.has("low") && !(low < high))
        return refuse(law, "low and high that are not in order", "low < high");
    if (family == "triangular" && !(low <= mode && mode <= high && low < high))
        return refuse(law, "low, mode and high that are not in order", "low <= mode <= high, low < high");
    if (family != "deterministic")
        for (const std::string_view key : {"mean", "scale", "median"})
            if (p.has(key) && !(p[key] > 0)) {
                law.problem(key, fmt::format("a {} of 0", key), fmt::format("a {} above 0, or the law deterministic", key));
                return false;
            }
    if (family == "uniform" && p.has("cv") && p["cv"] > 1 / std::sqrt(3.0)) {
        law.problem("cv", fmt::format("{}", p["cv"]), "at most 0.577: above, a uniform law falls below 0");
        return false;
    }
    if (family == "hyperexponential" && p["cv"] < 1) {
        law.problem("cv", fmt::format("{}", p["cv"]), "1 or above: below, the law is gamma or lognormal");
        return false;
    }
    if (family != "beta" || !p.has("mean")) return true;
    if (!(low < p["mean"] && p["mean"] < high)) return refuse(law, "a mean outside of low and high", "low < mean < high");
    return are_shapes(law, beta_shapes(low, high, p["mean"], p["cv"]));
}

Law make(std::string_view family, const Scalars& p) {
    const double mean = p["mean"], cv = p["cv"], shape = p["shape"], low = p["low"], high = p["high"];
    const bool by_cv = p.has("cv");
    if (family == "deterministic") return deterministic(mean);
    if (family == "exponential") return exponential(mean);
    if (family == "lognormal" && by_cv) return lognormal(mean, cv);
    if (family == "lognormal") return lognormal(lognormal_mean(p["median"], p["sigma"]), lognormal_cv(p["sigma"]));
    if (family == "gamma" && by_cv) return gamma(mean, cv);
    if (family == "gamma") return gamma(p.has("scale") ? p["scale"] * shape : mean, 1 / std::sqrt(shape));
    if (family == "erlang") return gamma(mean, 1 / std::sqrt(p["k"]));
    if (family == "weibull" && by_cv) return weibull(mean, weibull_shape(cv));
    if (family == "weibull") return weibull(p.has("scale") ? p["scale"] * std::tgamma(1 + 1 / shape) : mean, shape);
    if (family == "uniform" && by_cv) return uniform(mean * (1 - cv * std::sqrt(3.0)), mean * (1 + cv * std::sqrt(3.0)));
    if (family == "uniform") return uniform(low, high);
    if (family == "hyperexponential") return hyperexponential(mean, cv);
    if (family == "triangular") return triangular(low, p["mode"], high);
    const BetaShapes shapes = by_cv ? beta_shapes(low, high, mean, cv) : BetaShapes{p["alpha"], p["beta"]};
    return beta(low, high, shapes.alpha, shapes.beta);
}

std::optional<Law> build_whole(const FamilyForms& family, const Form& form, const LawNumbers& numbers) {
    const bool listed = std::any_of(form.begin(), form.end(), [](std::string_view key) {
        return key == "shares" || key == "phases" || key == "initial" || key == "values" || key == "edges" || key == "parts";
    });
    if (listed) return build_listed(family.name, form, numbers);
    Scalars scalars;
    if (!scalars.read(form, numbers) || !fits(numbers.law(), family.name, scalars)) return {};
    return make(family.name, scalars);
}

std::optional<Law> build_cut(const Law& whole, const LawNumbers& numbers) {
    const View& law = numbers.law();
    const auto low = numbers.one("low"), high = numbers.one("high");
    if ((law.has("low") && !low) || (law.has("high") && !high)) return {};
    if (!low && !high) return whole;
    const double from = low.value_or(0), until = high.value_or(std::numeric_limits<double>::infinity());
    if (!(from < until)) {
        law.problem("low and high that are not in order", "low < high");
        return {};
    }
    const double kept = kept_share(whole, from, until);
    if (kept >= kept_share_min) return cut(whole, from, until);
    law.problem(fmt::format("low and high that keep {:.3g} of the law", std::max(kept, 0.0)),
                fmt::format("a cut that keeps at least {}", kept_share_min));
    return {};
}

std::optional<Law> build_shifted(const Law& law, const LawNumbers& numbers) {
    if (!numbers.law().has("shift")) return law;
    const auto shift = numbers.one("shift");
    return shift ? std::optional(shifted(law, *shift)) : std::nullopt;
}

std::optional<Law> build_family(const LawNumbers& numbers) {
    const View& law = numbers.law();
    const Json* word = law.find("law");
    if (word == nullptr) law.problem("no \"law\"", "\"law\": " + expectation(law.field("law")));
    const FamilyForms* family = word != nullptr && word->is_string() ? forms_of(word->get_ref<const std::string&>()) : nullptr;
    const auto form = family != nullptr ? stated_form(law, *family) : std::nullopt;
    if (!form) return {};
    if (family->name == "never") {
        if (numbers.of() == LawOf::patience) return never();
        law.problem("law", "\"never\"", "a law that ends; only patience may be without end");
        return {};
    }
    auto built = build_whole(*family, *form, numbers);
    if (built && family->may_be_cut) built = build_cut(*built, numbers);
    return built ? build_shifted(*built, numbers) : std::nullopt;
}
}  // namespace

Law build_law(const View& owner, std::string_view key, LawOf of) {
    const Json* stated = owner.find(key);
    if (stated == nullptr) {
        if (of == LawOf::patience) return never();
        return deterministic(owner.number(key));
    }
    if (!stated->is_object()) {
        const LawNumbers numbers(owner, of);
        return deterministic(numbers.size(*stated, owner.field(key), owner, key).value_or(refused_mean(of)));
    }
    const View law = owner.at(key);
    return build_family(LawNumbers(law, of)).value_or(deterministic(refused_mean(of)));
}

}  // namespace counterless
