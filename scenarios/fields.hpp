// scenarios/fields.hpp: the one table of everything a scenario file may say.
// A row names a place ("*": any member of a collection, "[]": any element of a list), what stands there, its range, its default
// and its meaning. The checker, the typed readers, the JSON Schema and docs/reference/scenario.md are all made from these rows,
// so a new field is one row here plus the line of scenarios/build_*.cpp that reads it.
// Some kinds take other forms too: a place whose row has a scalar kind and also rows below it may be either. Tested through
// tests/scenarios/check_test.cpp and schema_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterless {

enum class Kind : unsigned char {
    part,        // an object with the keys of the rows below it
    collection,  // an object of members by id; `choices` may say where the ids come from
    list,        // an array
    name,        // a line, or {"en": .., "ar": ..}
    law,         // a duration, or a law of durations
    patience,    // the same, and {"law": "never"}
    amount,      // bytes or core time, or a law of them
    figure,      // a number without unit, or a law of numbers
    otherwise,   // what an unserved customer does: shares of several ways out
    line,        // text without line breaks
    text,
    file,  // the path of another file, beside this one
    number,
    whole,   // and the word unlimited, if it stands in `choices`
    length,  // of a line: people, or a duration
    share,
    flag,
    word,       // one of `choices`, separated by |
    reference,  // the id of a member of the collections in `choices`, or one of its plain words
    duration,   // and the word auto, if it stands in `choices`
    quantity,   // bytes or a duration, as the amount of a step
    rate,
    volume,
    bandwidth,
    clock,
    moment,  // a clock time, or a duration from the start
    date,
    money,
    mass,
    power,
};

enum class Need : bool { may, must };
struct Range {
    double low = 0, high = 0;  // both allowed; both 0: what the kind allows
};

struct Field {
    std::string_view pointer;  // "/centres/*/stations/*/agents"
    Kind kind;
    Need need;
    Range range;
    std::string_view choices;   // "visit|transaction", or "/channels|counter"
    std::string_view fallback;  // the default, as JSON text; empty: none
    std::string_view meaning;   // one sentence
    std::string_view source;    // where the default comes from
};

// The table as a tree: what may stand at one place of the file.
struct Node {
    std::string key;  // "agents", "*" or "[]"
    const Field* field = nullptr;
    bool provenance = false;         // may also have confidence, source and note
    bool optional = false;           // a shared default states only a part
    std::vector<Node> keys = {};     // named, in the order of the table
    std::vector<Node> member = {};   // one: what each member of a collection is
    std::vector<Node> element = {};  // one: what each element of a list is

    [[nodiscard]] const Node* find(std::string_view name) const;  // a key, or the member; null if not known
    [[nodiscard]] bool marks(std::string_view name) const;        // is this key confidence, source or note here
    [[nodiscard]] std::vector<std::string> names() const;         // the keys it has
};

std::span<const Field> field_table();           // fields_table.cpp
std::span<const Field> shape_table(Kind kind);  // rows below a law, an amount, a figure, a name or an otherwise
const Node& field_tree();

Range range_of(const Field& field);                     // the row's, or else its kind's
std::vector<std::string> words_of(const Field& field);  // choices, split at |
bool may_be_unlimited(const Field& field);
bool may_be_auto(const Field& field);
std::string expectation(const Field& field);  // "a whole number from 0 to 5000"

inline constexpr std::string_view provenance_keys[] = {"confidence", "source", "note"};
std::vector<std::string> confidence_words();  // stated, found, ...
bool is_provenance_key(std::string_view key);
bool is_id(std::string_view text);  // [a-z][a-z0-9_-]*, at most 64
std::vector<std::string> split_text(std::string_view text, char separator);

}  // namespace counterless
