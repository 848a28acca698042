// results/theory.hpp: the closed forms of models/ as a table: what each needs, what it answers, what it assumes, who found it.
// The command line, its help and its output come from the table; a new formula is one row in theory_formulas.cpp
// and one function in theory_classic.cpp, theory_general.cpp or theory_staffing.cpp.
// Tested in tests/results/theory_test.cpp.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterless {

// What a formula may ask for. The number is in seconds, customers per second, a fraction, or as it is.
enum class ParameterKind : unsigned char { whole, number, rate, duration, share };
struct Parameter {
    std::string_view name;  // without the dashes
    ParameterKind kind;
    double low, high;
    std::string_view meaning;
};
std::span<const Parameter> theory_parameters();
const Parameter& theory_parameter(std::string_view name);

class Given {
  public:
    void set(std::string_view name, double value) { values_[std::string(name)] = value; }
    [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
    [[nodiscard]] double operator()(std::string_view name) const { return values_.find(name)->second; }  // it must be there

  private:
    std::map<std::string, double, std::less<>> values_;
};

enum class Shown : unsigned char { share, time, number, whole };
struct Figure {
    std::string_view name;   // in JSON, as in docs/reference/measures.md where it is a measure
    std::string_view label;  // in a list
    std::string_view head;   // over a column
    Shown shown;
    double value;          // seconds, a fraction, or a number; infinite where there is no steady state
    bool in_table = true;  // shown when the answer is a table over agents
};

struct Formula {
    std::string_view name, title, assumes, source;
    std::string_view example;                  // an ordinary question, as it is typed
    std::vector<std::string_view> needs, may;  // names of parameters
    std::vector<Figure> (*answer)(const Given&);
    std::vector<std::string_view> targets = {};  // of these at least one
    std::vector<std::string_view> zeros = {};    // targets of nobody that some number of agents does keep
};
std::span<const Formula> theory_formulas();

// One formula asked once, or for several numbers of agents or several rates.
struct TheoryRow {
    Given given;
    std::vector<std::string> labels = {};  // of what varies, one for each head
};
struct TheoryAnswer {
    const Formula* formula;
    std::vector<std::pair<std::string, std::string>> stated;  // parameter and what was typed
    std::vector<std::string> heads;                           // what varies: "agents", "arrivals"
    std::vector<TheoryRow> rows;
    std::vector<std::vector<Figure>> figures;           // of each row
    std::vector<std::vector<std::string_view>> missed;  // of each row: targets that even the best number of agents does not keep
};
TheoryAnswer answer_theory(const Formula& formula, std::vector<std::pair<std::string, std::string>> stated,
                           std::vector<std::string> heads, std::vector<TheoryRow> rows);
// No number of agents keeps all targets, in some row.
bool target_missed(const TheoryAnswer& answer);
std::string theory_text(const TheoryAnswer& answer);
std::string theory_json(const TheoryAnswer& answer, std::string_view version);

}  // namespace counterless
