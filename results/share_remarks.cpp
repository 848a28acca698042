// results/share_remarks.cpp: what a fit does not know is said before what it knows.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/share_calibration.hpp"

namespace counterless {
namespace {

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t index = 0; index < names.size(); ++index)
        text += (index == 0 ? "" : index + 1 == names.size() ? " and " : ", ") + names[index];
    return text;
}

// A limit that means something by itself, said in words; other ends of a box are only where the search stopped.
std::string at_the_end(const ShareParameter& parameter, bool high) {
    const std::string& name = parameter.parameter.name;
    if (name == "ceiling" && high) return "the data do not speak against a ceiling of 100 %";
    if (name == "ceiling") return "the data do not bound the ceiling from below";
    if (!high) return fmt::format("{} may be 0", name);
    return fmt::format("the data do not bound {} from above (searched up to {:g})", name, parameter.parameter.high);
}

bool open(const std::optional<ProfileEnd>& end) { return end && !end->bounded; }

void add_open_ends(const ShareFit& fit, std::vector<std::string>& remarks) {
    std::vector<std::string> unknown, ends;
    for (const ShareParameter& parameter : fit.parameters) {
        if (open(parameter.low) && open(parameter.high))
            unknown.push_back(parameter.parameter.name);
        else if (open(parameter.low) || open(parameter.high))
            ends.push_back(at_the_end(parameter, open(parameter.high)));
    }
    if (!unknown.empty())
        remarks.push_back(
            fmt::format("Of {} the data say nothing: any value fits as well. The value shown is one of them.", listed(unknown)));
    for (std::string& end : ends) {
        end.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(end.front())));
        remarks.push_back(end + ".");
    }
}

}  // namespace

std::vector<std::string> share_remarks(const ShareFits& fits, const ShareFit& fit) {
    std::vector<std::string> remarks;
    if (fit.saturated)
        remarks.push_back(fmt::format("{} parameters and {} row{}: the curve passes through what was seen, whatever it means.",
                                      fit.parameters.size(), fits.fitted, fits.fitted == 1 ? "" : "s"));
    add_open_ends(fit, remarks);
    if (fits.fitted >= 8 && std::abs(fit.residual_lag1) > 2 / std::sqrt(static_cast<double>(fits.fitted)))
        remarks.push_back(
            fmt::format("Residuals follow one another (lag 1: {:.2f}): the curve misses something, and its "
                        "intervals are too narrow.",
                        fit.residual_lag1));
    if (fit.model.form() == ShareForm::habit)
        remarks.push_back(
            fmt::format("Gains and losses are per transaction, at {:g} a year of one customer: twice as many with "
                        "half the gains draw the same curve. {:.3g} % of attempts fail.",
                        fits.question.habit.needs_per_year, 100 * fits.question.habit.failing));
    return remarks;
}

std::optional<std::size_t> share_preferred(const ShareFits& fits) {
    std::optional<std::size_t> best;
    for (std::size_t index = 0; index < fits.fits.size(); ++index) {
        const auto& aicc = fits.fits[index].aicc;
        if (aicc && (!best || *aicc < *fits.fits[*best].aicc)) best = index;
    }
    return best;
}

}  // namespace counterless
