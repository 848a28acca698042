#include "scenarios/reference.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/fields.hpp"

namespace counterless {
namespace {
constexpr std::string_view opening = R"(# The scenario file

*Made from the field table (`scenarios/fields_table.cpp`); do not edit by hand.*

A scenario is JSON with `//` and `/* */` comments. `*` in a place stands for any id (small letters, digits, `_` and `-`, a letter
first); `[]` for each element of a list. Collections keep the order of the file: a visit passes a centre's stations in the order
written. A number without its unit is an error where a unit is asked for, and so is an unknown or repeated key.

- **Variants.** `"extends": "base.json"` names a base; the variant states only what differs (JSON Merge Patch, RFC 7386): objects
  are merged, lists are replaced whole, `null` removes. The base lies in the folder of the first file, or below.
- **One value from the command line.** `--set /centres/deira/stations/counter/agents=5`; `*` stands for every member:
  `--set '/channels/*/fidelity=pool'`. The value is JSON if it reads as JSON, else text: `--set '/study/within=5 min'`.
- **Where values come from.** Each member of a collection and each top-level part may also have `confidence` (stated, found,
  derived, known, assumed, unknown, fitted), `source` and `note`; for the whole object as text, or field by field as an object.
- **Names** are one line, or `{"en": "..", "ar": ".."}`.
- **Laws** are a duration (always the same), or an object with `law` and what that family needs: `exponential` and
  `deterministic` (`mean`), `lognormal`, `gamma`, `weibull` and `hyperexponential` (`mean`, `cv`), `erlang` (`mean`, `k`),
  `uniform` (`low`, `high`), `triangular` (`low`, `mode`, `high`), `beta`, `phase_type`, `empirical`, `histogram`, `mixture`, and
  for patience `never`. Amounts and plain numbers have the same laws. Further ways to state them, cuts and shifts, formulas and errors: [laws](laws.md).
- **What an unserved customer does** (`on_full` and its kin) is an object of shares: `retry` (with `delay`), `tomorrow`, `digital` (with
  `channel`), `onward`, `elsewhere` (with `station`, and `delay` for the way); what is left of 1 goes home. See
  [lines, staff and flow](../guides/counters.md) for all rules of a station, with examples.
- **Limits.** 64 MB, 64 levels, 1000 members of a collection unless said otherwise.

The shortest scenario:

```json
{ "name": "M/M/8",
  "demand":  { "streams": { "all": { "to": "hall", "rate": "7.2 / min" } } },
  "centres": { "hall": { "stations": { "counter": { "agents": 8, "service": { "law": "exponential", "mean": "1 min" } } } } },
  "study":   { "horizon": "200000 min", "warmup": "1000 min", "replications": 20, "seed": 1 } }
```
)";

std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.replace(at, 1, "\\|");
    return text;
}

std::string part_of(std::string_view pointer) { return std::string(pointer.substr(1, pointer.find('/', 1) - 1)); }

std::string default_of(const Field& field) {
    if (field.need == Need::must) return "required";
    if (field.fallback.empty()) return "";
    const bool plain = field.source == "neutral";
    return fmt::format("`{}`{}", field.fallback, plain ? "" : fmt::format(" ({})", field.source));
}

std::string row(const Field& field, std::string_view part) {
    const std::string_view below = field.pointer.substr(part.size() + 1);
    const std::string key = below.empty() ? std::string(part) : std::string(below.substr(1));
    return fmt::format("| `{}` | {} | {} | {} |\n", key, cell(expectation(field)), cell(default_of(field)),
                       cell(std::string(field.meaning)));
}
}  // namespace

std::string scenario_reference() {
    std::string page(opening);
    std::string part;
    bool simple = false;
    for (const Field& field : field_table()) {
        if (field.pointer.empty()) continue;
        const std::string own = part_of(field.pointer);
        const bool section = field.kind == Kind::part || field.kind == Kind::collection;
        if (own != part && (section || !simple)) {
            page += fmt::format("\n## {}\n\n", section ? own : "head");
            if (section) page += std::string(field.meaning) + (field.need == Need::must ? " Required.\n\n" : "\n\n");
            page += "| key | what stands there | default | meaning |\n|---|---|---|---|\n";
        }
        simple = own != part ? !section : simple;
        if (own == "stations") page += "| `*` | as `/centres/*/stations/*` | | The shared values of a station. |\n";
        if (!(section && own != part)) page += row(field, own);
        part = own;
    }
    return page;
}

}  // namespace counterless
