// results/tuning_json.cpp: what was found for other programs, and for a scenario. What is not known is null.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "results/tuning.hpp"
#include "scenarios/chain.hpp"

namespace counterless {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }

std::string written(const Json& all) { return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json numbers_json(const std::vector<FittedNumber>& numbers) {
    Json list = Json::object();
    for (const FittedNumber& one : numbers)
        list[one.name] = {{"value", number(one.value)}, {"low", number(one.low)}, {"high", number(one.high)}};
    return list;
}

// As a scenario keeps it: four figures are more than any log carries.
double rounded(double value) { return std::stod(fmt::format("{:.4g}", value)); }
std::string seconds(double value) { return fmt::format("{} s", rounded(value)); }

Json law_json(const FittedLaw& law) {
    Json all = {{"law", fit_family_name(law.family)}};
    switch (law.family) {
        case FitFamily::exponential:
            all["mean"] = seconds(law.mean);
            break;
        case FitFamily::erlang:
            all["mean"] = seconds(law.mean);
            all["k"] = static_cast<int>(law.shape);
            break;
        case FitFamily::gamma:
        case FitFamily::lognormal:
            all["mean"] = seconds(law.mean);
            all["cv"] = rounded(law.cv());
            break;
        case FitFamily::weibull:
            all["mean"] = seconds(law.mean);
            all["shape"] = rounded(law.shape);
            break;
        case FitFamily::hyperexponential: {
            const double share = std::round(law.share * 1e4) / 1e4;
            all["shares"] = {share, std::round((1 - share) * 1e4) / 1e4};
            all["means"] = {seconds(law.mean_a), seconds(law.mean_b)};
            break;
        }
    }
    return all;
}

Json fits_json(const std::vector<FamilyFit>& fits) {
    Json list = Json::array();
    for (const FamilyFit& one : fits) {
        const Chance& chance = one.chance;
        const auto p = [&](double value) {
            return chance.beyond || chance.repeats > 0 ? Json(chance.beyond ? beyond_p : value) : Json(nullptr);
        };
        list.push_back({{"law", fit_family_name(one.fit.law.family)},
                        {"parameters", numbers_json(one.numbers)},
                        {"log_likelihood", number(one.fit.log_likelihood)},
                        {"aicc", number(one.fit.aicc)},
                        {"ks", number(one.distance.ks)},
                        {"ks_p", p(chance.ks_p)},
                        {"ad", number(one.distance.ad)},
                        {"ad_p", p(chance.ad_p)},
                        {"bootstrap", chance.repeats},
                        {"p_is_upper_bound", chance.beyond},
                        {"scenario", law_json(one.fit.law)}});
    }
    return list;
}

Json head(const std::string& kind, const std::string& version, const std::string& file, double confidence, std::uint64_t seed) {
    return {{"schema_version", 1}, {"calibrated", kind},       {"version", version},
            {"file", file},        {"confidence", confidence}, {"seed", seed}};
}

Json kinds_json(const ArrivalsTuning& tuning) {
    Json list = Json::array();
    for (std::size_t i = 0; i < tuning.kinds.size(); ++i)
        if (tuning.kinds[i].days > 0)
            list.push_back({{"weekday", tuning.question.dated ? Json(weekday_ids[i]) : Json(nullptr)},
                            {"days", tuning.kinds[i].days},
                            {"mean", tuning.kinds[i].mean},
                            {"by_half_hour", tuning.kinds[i].means}});
    return list;
}

// ---- fragments

// What `old` says beside the new is taken away.
void take_away_others(Json& found, const nlohmann::json& old) {
    if (!found.is_object() || !old.is_object()) return;
    for (const auto& [key, value] : old.items()) {
        if (!found.contains(key))
            found[key] = nullptr;
        else
            take_away_others(found[key], value);
    }
}

nlohmann::json base_of(const FragmentPlace& place) {
    return place.there.empty() ? nlohmann::json(nullptr) : nlohmann::json::parse(place.there);
}

std::string fragment(Json found, const FragmentPlace& place) {
    std::string at = place.at;
    while (!at.empty()) {
        const std::size_t slash = at.rfind('/');
        found = Json{{at.substr(slash + 1), std::move(found)}};
        at.resize(slash);
    }
    Json all = Json::object();
    if (!place.extends.empty()) all["extends"] = place.extends;
    all.update(found);
    return written(all);
}

Json factors(const DayShape& means, double base) {
    Json list = Json::array();
    for (const double mean : means) list.push_back(rounded(mean / base));
    return list;
}

// One day for all weekdays, and how busy each is.
Json common_rate(const ArrivalsTuning& tuning, double base) {
    DayShape all{};
    double days = 0, customers = 0;
    for (const ArrivalsTuning::Kind& kind : tuning.kinds) {
        days += static_cast<double>(kind.days);
        customers += kind.mean * static_cast<double>(kind.days);
        for (std::size_t i = 0; i < all.size(); ++i) all[i] += kind.means[i] * static_cast<double>(kind.days);
    }
    for (double& mean : all) mean /= days;
    Json rate = {{"base", fmt::format("{} / h", rounded(2 * base))}, {"by_half_hour", factors(all, base)}};
    if (tuning.question.dated)
        for (std::size_t i = 0; i < tuning.kinds.size(); ++i)
            rate["by_weekday"][weekday_ids[i]] = rounded(tuning.kinds[i].mean * days / customers);
    return rate;
}

Json rate_of(const ArrivalsTuning& tuning) {
    double base = 0;  // the busiest half-hour: factors are then at most 1
    for (const ArrivalsTuning::Kind& kind : tuning.kinds)
        for (const double mean : kind.means) base = std::max(base, mean);
    base = rounded(2 * base) / 2;  // as it will be read again
    if (tuning.question.common_shape || !tuning.question.dated) return common_rate(tuning, base);
    Json rate = {{"base", fmt::format("{} / h", rounded(2 * base))}};
    for (std::size_t i = 0; i < tuning.kinds.size(); ++i)
        rate["by_weekday_and_half_hour"][weekday_ids[i]] = factors(tuning.kinds[i].means, base);
    return rate;
}

Json bounded_law(const TimesTuning& tuning) {
    Json law = law_json(chosen_fit(tuning.fits, tuning.question).fit.law);
    if (tuning.seen.bounded() && tuning.bounds.low > 0) law["low"] = seconds(tuning.bounds.low);
    if (tuning.seen.bounded() && std::isfinite(tuning.bounds.high)) law["high"] = seconds(tuning.bounds.high);
    return law;
}

}  // namespace

std::string tuning_json(const TimesTuning& tuning) {
    Json all = head("times", tuning.version, tuning.file, tuning.question.confidence, tuning.question.seed);
    all.update({{"column", tuning.column},
                {"rows", tuning.rows},
                {"left_out", {{"at_zero", tuning.zero}, {"below", tuning.below}, {"above", tuning.above}}},
                {"low", tuning.bounds.low},
                {"high", number(tuning.bounds.high)},
                {"trim", tuning.bounds.dropped ? "drop" : "truncate"},
                {"n", tuning.all.n},
                {"mean", number(tuning.all.mean)},
                {"sd", number(tuning.all.sd)},
                {"rounded_to", tuning.seen.grid > 0 ? Json(tuning.seen.grid) : Json(nullptr)},
                {"laws", fits_json(tuning.fits)},
                {"scenario", tuning.fits.empty() ? Json(nullptr) : bounded_law(tuning)},
                {"remarks", tuning.remarks}});
    return written(all);
}

std::string tuning_json(const PatienceTuning& tuning) {
    Json all = head("patience", tuning.version, tuning.file, tuning.question.confidence, tuning.question.seed);
    Json curve = Json::array(), cells = Json::array();
    for (const SurvivalStep& step : tuning.curve)
        curve.push_back({{"after", step.value},
                         {"at_risk", step.at_risk},
                         {"gave_up", step.ended},
                         {"survival", step.survival},
                         {"se", number(step.se)},
                         {"low", number(step.low)},
                         {"high", number(step.high)}});
    for (const HazardCell& cell : tuning.hazards)
        cells.push_back({{"from", cell.from},
                         {"until", cell.until},
                         {"gave_up", cell.ended},
                         {"watched_s", cell.watched},
                         {"per_s", cell.hazard},
                         {"low", cell.low},
                         {"high", cell.high}});
    all.update(
        {{"column", tuning.column},
         {"rows", tuning.rows},
         {"gave_up", tuning.seen.ended},
         {"served", tuning.seen.lasted},
         {"left_at_once", tuning.at_once},
         {"median",
          {{"value", number(tuning.median.value)}, {"low", number(tuning.median.low)}, {"high", number(tuning.median.high)}}},
         {"compared_up_to", number(tuning.end)},
         {"laws", fits_json(tuning.fits)},
         {"hazard", std::move(cells)},
         {"kaplan_meier", std::move(curve)},
         {"scenario", tuning.fits.empty() ? Json(nullptr) : law_json(chosen_fit(tuning.fits, tuning.question).fit.law)},
         {"remarks", tuning.remarks}});
    return written(all);
}

std::string tuning_json(const ArrivalsTuning& tuning) {
    Json all = head("arrivals", tuning.version, tuning.file, tuning.question.confidence, tuning.question.seed);
    Json days = nullptr, blocks = nullptr, gaps = nullptr;
    if (const auto& found = tuning.days_vary)
        days = {{"days", found->days},
                {"variance_over_mean", found->variance_over_mean},
                {"poisson_p", number(found->poisson_p)},
                {"cv", found->cv},
                {"low", found->cv_low},
                {"high", number(found->cv_high)},
                {"cv_moments", found->cv_moments}};
    if (tuning.blocks)
        blocks = {{"block_s", tuning.question.block_s}, {"blocks", tuning.blocks->blocks},
                  {"n", tuning.blocks->customers},      {"ks", number(tuning.blocks->distance.ks)},
                  {"ks_p", tuning.blocks->ks_p},        {"ad", number(tuning.blocks->distance.ad)},
                  {"ad_p", tuning.blocks->ad_p},        {"cv", number(tuning.blocks->cv)}};
    if (tuning.gaps) gaps = {{"cv", tuning.gap_cv}, {"gamma", numbers_json(tuning.gap_numbers)}};
    all.update({{"arrivals", tuning.rows},
                {"days", tuning.days.size()},
                {"days_without_any", tuning.days_silent},
                {"weekdays", kinds_json(tuning)},
                {"day_factor", std::move(days)},
                {"within_day_variance_over_mean", tuning.within_day_free > 0 ? number(tuning.within_day) : Json(nullptr)},
                {"trend_per_week",
                 tuning.trend_se > 0 ? Json{{"value", tuning.trend_per_week}, {"se", tuning.trend_se}} : Json(nullptr)},
                {"poisson_in_blocks", std::move(blocks)},
                {"gaps", std::move(gaps)},
                {"remarks", tuning.remarks}});
    return written(all);
}

std::string there_in_base(const FragmentPlace& place, const std::string& file, Problems& problems) {
    if (place.extends.empty()) return {};
    const std::string asked = Json{{"extends", place.extends}}.dump();
    const auto chain = read_chain(file.empty() || file == "-" ? "part.json" : file, &asked, problems);
    if (!chain) return {};
    const auto pointer = nlohmann::json::json_pointer(place.at);
    return chain->merged->contains(pointer) ? chain->merged->at(pointer).dump() : "";
}

std::string tuning_fragment(const TimesTuning& tuning, const FragmentPlace& place) {
    Json law = bounded_law(tuning);
    take_away_others(law, base_of(place));
    return fragment(std::move(law), place);
}

std::string tuning_fragment(const PatienceTuning& tuning, const FragmentPlace& place) {
    Json law = law_json(chosen_fit(tuning.fits, tuning.question).fit.law);
    take_away_others(law, base_of(place));
    return fragment(std::move(law), place);
}

std::string tuning_fragment(const ArrivalsTuning& tuning, const FragmentPlace& place) {
    constexpr double cv_least = 0.001;  // what a scenario may state
    Json found = {{"rate", rate_of(tuning)}};
    if (tuning.days_vary && tuning.days_vary->cv >= cv_least) found["day_factor"] = {{"cv", rounded(tuning.days_vary->cv)}};
    const auto base = base_of(place);
    // All that says how many come, and when; where they go to and as what is left as it is.
    for (const char* key : {"rate", "day_factor", "wave", "gap", "source", "trace", "appointments"})
        if (base.is_object() && base.contains(key)) {
            if (found.contains(key))
                take_away_others(found[key], base[key]);
            else
                found[key] = nullptr;
        }
    return fragment(std::move(found), place);
}

}  // namespace counterless
