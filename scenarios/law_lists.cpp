// scenarios/law_lists.cpp: the families stated by lists: hyperexponential, phase_type, empirical, histogram, mixture.
// Lists must fit each other; a list that does not is reported where it stands. Tested in tests/scenarios/laws_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "scenarios/check.hpp"
#include "scenarios/laws.hpp"

namespace counterless {
namespace {
using Numbers = std::vector<double>;
constexpr double rounding = 1e-6;  // of shares written with a few digits

double sum_of(const Numbers& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

bool as_many(const View& law, std::string_view key, const Numbers& numbers, std::size_t wanted, std::string_view of) {
    if (numbers.size() == wanted) return true;
    law.problem(key, fmt::format("{} members", numbers.size()), fmt::format("{}: {}", wanted, of));
    return false;
}
bool sums_to_one(const View& law, std::string_view key, Numbers& shares) {
    const double sum = sum_of(shares);
    if (std::abs(sum - 1) > rounding) {
        law.problem(key, fmt::format("shares that sum to {}", sum), "shares that sum to 1");
        return false;
    }
    for (double& share : shares) share /= sum;
    return true;
}
bool weighs(const View& law, const Numbers& weights) {
    if (sum_of(weights) > 0) return true;
    law.problem("weights", "no weight above 0", "a weight above 0");
    return false;
}

std::optional<Law> build_hyperexponential(const LawNumbers& numbers) {
    auto shares = numbers.list("shares");
    const auto means = numbers.list("means");
    const View& law = numbers.law();
    if (!shares || !means || !as_many(law, "means", *means, shares->size(), "a mean for each share") ||
        !sums_to_one(law, "shares", *shares))
        return {};
    if (*std::min_element(means->begin(), means->end()) <= 0) {
        law.problem("means", "a mean of 0", "means above 0");
        return {};
    }
    return hyperexponential(*shares, *means);
}

std::optional<Law> build_empirical(const LawNumbers& numbers, bool weighted) {
    const auto values = numbers.list("values");
    const auto weights = weighted ? numbers.list("weights") : Numbers{};
    if (!values || !weights) return {};
    const bool good = !weighted || (as_many(numbers.law(), "weights", *weights, values->size(), "a weight for each value") &&
                                    weighs(numbers.law(), *weights));
    return good ? std::optional(empirical(*values, *weights)) : std::nullopt;
}

std::optional<Law> build_histogram(const LawNumbers& numbers) {
    const auto edges = numbers.list("edges"), weights = numbers.list("weights");
    if (!edges || edges->size() < 2 || !weights) return {};
    if (std::adjacent_find(edges->begin(), edges->end(), std::greater_equal<>()) != edges->end()) {
        numbers.law().problem("edges", "edges that do not rise", "each edge above the one before");
        return {};
    }
    if (!as_many(numbers.law(), "weights", *weights, edges->size() - 1, "a weight between each two edges") ||
        !weighs(numbers.law(), *weights))
        return {};
    return histogram(*edges, *weights);
}

std::optional<Law> build_mixture(const LawNumbers& numbers) {
    std::vector<Law> laws;
    Numbers shares;
    bool good = true;
    for (const View& part : numbers.law().elements("parts")) {
        const auto share = part.stated_number("share");
        good &= share.has_value() && part.has("of");
        shares.push_back(share.value_or(0));
        laws.push_back(build_law(part, "of", numbers.of()));
    }
    if (!good || laws.empty() || !sums_to_one(numbers.law(), "parts", shares)) return {};
    return mixture(laws, shares);
}

// ---- phase_type ---------------------------------------------------------------------------------------------------------------
std::optional<Law> absorbed(const View& law, std::string_view key, const Numbers& start, const Rates& rates) {
    const int stuck = never_absorbed(rates);
    if (stuck < 0) return phase_type(start, rates);
    law.problem(key, fmt::format("phase {}, from which the end is never reached", stuck + 1),
                "a way to the end from every phase");
    return {};
}

// The chances by which each phase follows this one; empty after a problem.
std::optional<Numbers> followers(const View& phase, std::size_t which, std::size_t count) {
    Numbers chances(count, 0);
    const Json* next = phase.find("next");
    if (next == nullptr) {
        const auto go_on = phase.stated_number("go_on");
        if (phase.has("go_on") && !go_on) return {};
        if (which + 1 < count)
            chances[which + 1] = go_on.value_or(1);
        else if (go_on.value_or(0) > 0) {
            phase.problem("go_on", "a chance to go on", "0, after the last phase");
            return {};
        }
        return chances;
    }
    if (phase.has("go_on")) {
        phase.problem("go_on", "go_on beside next", "only one of them");
        return {};
    }
    if (!next->is_array() || !as_many(phase, "next", Numbers(next->size()), count, "a chance for each phase")) return {};
    for (std::size_t i = 0; i < count; ++i) {
        const auto chance = sound_number({.kind = Kind::share}, (*next)[i]);
        if (!chance) return {};
        chances[i] = *chance;
    }
    if (sum_of(chances) <= 1 + rounding) return chances;
    phase.problem("next", fmt::format("chances that sum to {}", sum_of(chances)), "chances that sum to 1 at most");
    return {};
}

std::optional<Law> build_phases(const LawNumbers& numbers) {
    const std::vector<View> phases = numbers.law().elements("phases");
    Numbers start;
    Rates rates;
    bool good = true, stated = false;
    for (std::size_t i = 0; i < phases.size(); ++i) {
        const Json* stated_mean = phases[i].find("mean");
        if (stated_mean == nullptr) return {};
        const auto sound_mean = numbers.size(*stated_mean, phases[i].field("mean"), phases[i], "mean");
        const auto chances = followers(phases[i], i, phases.size());
        const double mean = sound_mean.value_or(0);
        if (sound_mean && mean <= 0) phases[i].problem("mean", "a mean of 0", "a mean above 0");
        stated |= phases[i].has("start");
        start.push_back(phases[i].stated_number("start").value_or(0));
        good &= mean > 0 && chances.has_value() && (!phases[i].has("start") || phases[i].stated_number("start"));
        if (!good) continue;
        rates.push_back(*chances);
        const double sum = std::max(1.0, sum_of(*chances));
        for (double& rate : rates.back()) rate /= sum * mean;
        rates.back()[i] -= 1 / mean;
    }
    if (!good || phases.empty()) return {};
    if (!stated) start.front() = 1;
    return sums_to_one(numbers.law(), "phases", start) ? absorbed(numbers.law(), "phases", start, rates) : std::nullopt;
}

// A row of the generator: as long as the others, only its own rate negative, and no more going out than leaves.
bool is_row(const View& law, const Numbers& row, std::size_t which, std::size_t count) {
    const std::string key = fmt::format("generator/{}", which);
    if (!as_many(law, key, row, count, "a rate for each phase of initial")) return false;
    for (std::size_t i = 0; i < count; ++i)
        if (i == which ? row[i] >= 0 : row[i] < 0) {
            law.problem(fmt::format("{}/{}", key, i), fmt::format("{}", row[i]),
                        i == which ? "a rate below 0, on the diagonal" : "a rate of 0 or above, off the diagonal");
            return false;
        }
    if (sum_of(row) <= -rounding * row[which]) return true;
    law.problem(key, fmt::format("rates that sum to {}", sum_of(row)), "rates that sum to 0 at most");
    return false;
}

std::optional<Law> build_generator(const LawNumbers& numbers) {
    const View& law = numbers.law();
    auto start = numbers.list("initial");
    const auto per = numbers.one("per");
    const Json* rows = law.find("generator");
    if (!start || !per || !rows->is_array() || !sums_to_one(law, "initial", *start)) return {};
    if (*per <= 0) law.problem("per", "a unit of 0", "a unit above 0");
    if (!as_many(law, "generator", Numbers(rows->size()), start->size(), "a row for each phase of initial") || *per <= 0)
        return {};
    Rates rates;
    for (const Json& stated : *rows) {
        Numbers row;
        for (const Json& rate : stated)
            if (const auto sound = sound_number({.kind = Kind::number, .range = {-1e9, 1e9}}, rate)) row.push_back(*sound);
        const bool sound = stated.is_array() && row.size() == stated.size();  // else the checker has said so
        if (!sound || !is_row(law, row, rates.size(), start->size())) return {};
        // A row that sums to a hair above 0 has no way out and nothing more.
        row[rates.size()] -= std::max(0.0, sum_of(row));
        for (double& rate : row) rate /= *per;
        rates.push_back(row);
    }
    return absorbed(law, "generator", *start, rates);
}
}  // namespace

std::optional<Law> build_listed(std::string_view family, const Form& form, const LawNumbers& numbers) {
    if (family == "hyperexponential") return build_hyperexponential(numbers);
    if (family == "empirical") return build_empirical(numbers, form.size() > 1);
    if (family == "histogram") return build_histogram(numbers);
    if (family == "mixture") return build_mixture(numbers);
    return form.size() > 1 ? build_generator(numbers) : build_phases(numbers);
}

}  // namespace counterless
