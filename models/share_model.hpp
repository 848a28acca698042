// models/share_model.hpp: the ways in which a digital share may rise, each as a handful of named parameters.
// All begin at `start`, the share on the first row, and none foresees a fall. Times are in years, so rates are per year.
// Tested in tests/models/share_model_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/fit.hpp"
#include "models/habit_curve.hpp"

namespace counterless {

enum class ShareForm : unsigned char { bass, bass_ceiling, logistic, logistic_ceiling, gompertz, habit };
inline constexpr ShareForm share_forms[] = {ShareForm::bass,     ShareForm::bass_ceiling,
                                            ShareForm::logistic, ShareForm::logistic_ceiling,
                                            ShareForm::gompertz, ShareForm::habit};
std::string_view share_form_name(ShareForm form);   // "bass-ceiling"
std::string_view share_form_title(ShareForm form);  // "Bass with ceiling"

// A value that is stated instead of fitted (`value`), or fitted although it would be stated (no value).
struct ShareStated {
    std::string name;
    std::optional<double> value;
};
// What the habit model is told beside its parameters.
struct HabitGiven {
    double needs_per_year = 12;  // of one customer. Only its product with a gain or a loss shows in a curve
    double failing = 0.08;       // of attempts
    double limit = 10;           // logits
};

class ShareModel {
  public:
    // `stated` may name parameters that this form does not have.
    ShareModel(ShareForm form, std::span<const ShareStated> stated, const HabitGiven& given = {});
    [[nodiscard]] ShareForm form() const { return form_; }
    [[nodiscard]] std::string_view title() const { return share_form_title(form_); }
    [[nodiscard]] const std::vector<FitParameter>& free() const { return free_; }
    [[nodiscard]] std::vector<std::pair<std::string, double>> fixed() const;
    // The value of any parameter, free or fixed; nothing if the form has none of that name.
    [[nodiscard]] std::optional<double> value(std::string_view name, std::span<const double> free) const;
    // Shares at rising times, years from the first row on (which is at 0).
    [[nodiscard]] std::vector<double> shares(std::span<const double> free, std::span<const double> times) const;
    [[nodiscard]] HabitCurve habit(std::span<const double> free) const;  // of the form habit
    // Where a fit may begin: several guesses around what the first and the highest share suggest.
    [[nodiscard]] std::vector<Values> starts(double first, double highest, double years) const;

  private:
    [[nodiscard]] double at(std::size_t index, std::span<const double> free) const;

    ShareForm form_;
    HabitGiven given_;
    std::vector<FitParameter> all_;
    std::vector<std::optional<double>> stated_;  // by parameter of all_; nothing: free
    std::vector<FitParameter> free_;
};

// All parameters that any form has, for whoever names one.
std::vector<std::string> share_parameter_names();
const FitParameter& share_parameter(std::string_view name);

}  // namespace counterless
