#include "models/share_model.hpp"

#include <algorithm>
#include <cmath>

#include "models/bass.hpp"
#include "models/curves.hpp"

namespace counterless {
namespace {

struct Known {
    FitParameter parameter;
    std::optional<double> stated;  // unless freed
};

// The boxes are wide: a rate of 20 a year is done in a quarter, one of 1e-4 moves nothing in a life. A share of 1e-6 is none.
const std::vector<Known>& known() {
    static const std::vector<Known> all{
        {{"start", "share", 1e-6, 1 - 1e-6, Scale::logit}, {}},    {{"innovation", "1/year", 1e-5, 20, Scale::logarithm}, {}},
        {{"imitation", "1/year", 1e-4, 50, Scale::logarithm}, {}}, {{"rate", "1/year", 1e-4, 50, Scale::logarithm}, {}},
        {{"ceiling", "share", 0.001, 1 - 1e-6, Scale::logit}, {}}, {{"success", "logit", 1e-6, 5, Scale::logarithm}, {}},
        {{"failure", "logit", 1e-6, 5, Scale::logarithm}, 0},      {{"counter", "logit", 1e-6, 5, Scale::logarithm}, {}},
        {{"spread", "logit", 0.01, 6, Scale::logarithm}, 1},       {{"offline", "share", 1e-6, 0.999, Scale::logit}, 0},
    };
    return all;
}

const Known& known(std::string_view name) {
    return *std::find_if(known().begin(), known().end(), [&](const Known& one) { return one.parameter.name == name; });
}

struct Form {
    std::string_view name, title;
    std::vector<std::string_view> parameters;
};
const Form& form_of(ShareForm form) {
    static const Form all[] = {
        {"bass", "Bass", {"start", "innovation", "imitation"}},
        {"bass-ceiling", "Bass with ceiling", {"start", "innovation", "imitation", "ceiling"}},
        {"logistic", "logistic", {"start", "rate"}},
        {"logistic-ceiling", "logistic with ceiling", {"start", "rate", "ceiling"}},
        {"gompertz", "Gompertz with ceiling", {"start", "rate", "ceiling"}},
        {"habit", "habit", {"start", "success", "counter", "failure", "spread", "offline"}},
    };
    return all[static_cast<std::size_t>(form)];
}

// What a guess says of each parameter.
double guessed(std::string_view name, double first, double ceiling, double speed, double innovation) {
    if (name == "start") return first;
    if (name == "ceiling") return ceiling;
    if (name == "innovation") return innovation * speed;
    if (name == "imitation" || name == "rate") return speed;
    if (name == "success") return speed / 8;
    if (name == "counter") return innovation * speed / 8;
    if (name == "failure") return speed / 20;
    if (name == "spread") return 1;
    return 1 - ceiling;  // offline
}

}  // namespace

std::string_view share_form_name(ShareForm form) { return form_of(form).name; }
std::string_view share_form_title(ShareForm form) { return form_of(form).title; }
const FitParameter& share_parameter(std::string_view name) { return known(name).parameter; }
std::vector<std::string> share_parameter_names() {
    std::vector<std::string> names;
    for (const Known& one : known()) names.push_back(one.parameter.name);
    return names;
}

ShareModel::ShareModel(ShareForm form, std::span<const ShareStated> stated, const HabitGiven& given)
    : form_(form), given_(given) {
    for (const std::string_view name : form_of(form).parameters) {
        std::optional<double> value = known(name).stated;
        for (const ShareStated& one : stated)
            if (one.name == name) value = one.value;
        all_.push_back(known(name).parameter);
        stated_.push_back(value);
        if (!value) free_.push_back(all_.back());
    }
}

double ShareModel::at(std::size_t index, std::span<const double> free) const {
    if (stated_[index]) return *stated_[index];
    std::size_t before = 0;
    for (std::size_t other = 0; other < index; ++other) before += stated_[other] ? 0 : 1;
    return free[before];
}

std::optional<double> ShareModel::value(std::string_view name, std::span<const double> free) const {
    for (std::size_t index = 0; index < all_.size(); ++index)
        if (all_[index].name == name) return at(index, free);
    return {};
}

std::vector<std::pair<std::string, double>> ShareModel::fixed() const {
    std::vector<std::pair<std::string, double>> fixed;
    for (std::size_t index = 0; index < all_.size(); ++index)
        if (stated_[index]) fixed.emplace_back(all_[index].name, *stated_[index]);
    return fixed;
}

HabitCurve ShareModel::habit(std::span<const double> free) const {
    return {.start = at(0, free),
            .spread = at(4, free),
            .success = at(1, free),
            .failure = at(3, free),
            .counter = at(2, free),
            .limit = given_.limit,
            .failing = given_.failing,
            .offline = at(5, free),
            .needs_per_year = given_.needs_per_year};
}

std::vector<double> ShareModel::shares(std::span<const double> free, std::span<const double> times) const {
    if (form_ == ShareForm::habit) return habit_shares(habit(free), times);
    const double start = at(0, free), first = at(1, free);
    const double second = all_.size() > 2 ? at(2, free) : 1;
    const double ceiling = form_ == ShareForm::bass_ceiling ? at(3, free) : 1;
    std::vector<double> shares;
    shares.reserve(times.size());
    for (const double t : times) {
        if (form_ == ShareForm::bass || form_ == ShareForm::bass_ceiling)
            shares.push_back(bass_share({.p = first, .q = second, .ceiling = ceiling, .start = start}, t));
        else if (form_ == ShareForm::gompertz)
            shares.push_back(gompertz_share({.rate = first, .ceiling = second, .start = start}, t));
        else
            shares.push_back(logistic_share({.rate = first, .ceiling = second, .start = start}, t));
    }
    return shares;
}

std::vector<Values> ShareModel::starts(double first, double highest, double years) const {
    std::vector<Values> starts;
    const double room = 1 - highest, span = std::max(years, 0.25);
    const auto add = [&](double ceiling, double changes, double innovation) {
        Values values;
        for (const FitParameter& parameter : free_) {
            double speed = changes / span;
            if (form_ == ShareForm::habit) speed *= 12 / given_.needs_per_year;
            values.push_back(guessed(parameter.name, first, ceiling, speed, innovation));
        }
        starts.push_back(std::move(values));
    };
    for (const double changes : {0.5, 3.0, 12.0})
        for (const double innovation : {0.02, 0.3}) {
            add(highest + 0.05 * room, changes, innovation);
            add(highest + 0.7 * room, changes, innovation);
        }
    return starts;
}

}  // namespace counterless
