// scenarios/law_forms.hpp: which parameters a family takes. A family may be stated in several forms (by mean and cv, by its own
// parameters), but in one at a time. Tested through tests/scenarios/laws_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/law.hpp"
#include "scenarios/view.hpp"

namespace counterless {

enum class LawOf : unsigned char { time, patience, bytes, work, figure };

using Form = std::vector<std::string_view>;  // the keys it needs
struct FamilyForms {
    std::string_view name;
    std::vector<Form> forms;
    bool may_be_cut = false;      // low and high, where the family has none of its own
    bool may_be_shifted = false;  // shift
};
const FamilyForms* forms_of(std::string_view family);  // null if unknown

// The form that is stated. Missing, superfluous and contradictory keys are reported, then none is.
std::optional<Form> stated_form(const View& law, const FamilyForms& family);

// The numbers of a law, in the unit that its place asks for. What the checker has not seen is reported.
class LawNumbers {
  public:
    LawNumbers(const View& law, LawOf of) : law_(law), of_(of) {}
    [[nodiscard]] std::optional<double> one(std::string_view key) const;
    [[nodiscard]] std::optional<std::vector<double>> list(std::string_view key) const;
    [[nodiscard]] std::optional<double> size(const Json& value, const Field& field, const View& owner,
                                             std::string_view key) const;
    [[nodiscard]] const View& law() const { return law_; }
    [[nodiscard]] LawOf of() const { return of_; }

  private:
    const View& law_;
    LawOf of_;
};

Kind kind_of(LawOf of);

// The families stated by lists (law_lists.cpp); empty after a problem.
std::optional<Law> build_listed(std::string_view family, const Form& form, const LawNumbers& numbers);

}  // namespace counterless
