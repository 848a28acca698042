// scenarios/view.hpp: one object of the file, read by name. The type, unit and default of a key come from its row in the field
// table, so a reader names the key and nothing else. A value the checker refused reads as its default: building goes on, and
// finds what else is wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/fields.hpp"
#include "scenarios/report.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/text.hpp"

namespace counterless {

class View {
  public:
    View(const Json& value, const Node& node, std::string pointer, Report& report);
    // A member that takes what it does not state from a shared default.
    View(const Json& merged, const Json& own, std::string shared_pointer, const View& stated);

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] const Json* find(std::string_view key) const;            // null if not stated
    [[nodiscard]] View at(std::string_view key) const;                     // the object there; empty if none
    [[nodiscard]] std::vector<View> members() const;                       // of a collection, objects only
    [[nodiscard]] std::vector<View> elements(std::string_view key) const;  // of a list of objects
    [[nodiscard]] bool is_list(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> words(std::string_view key) const;  // of a list of strings
    [[nodiscard]] std::vector<double> numbers(std::string_view key) const;     // of a list of numbers; empty if one is none
    [[nodiscard]] std::vector<std::string> keys() const;                       // of a collection, in the order of the file

    [[nodiscard]] double number(std::string_view key) const;  // any kind with a unit or a range
    [[nodiscard]] std::optional<double> stated_number(std::string_view key) const;
    [[nodiscard]] int whole(std::string_view key) const { return static_cast<int>(number(key)); }
    [[nodiscard]] bool flag(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::size_t choice(std::string_view key) const;  // which of the field's words; 0 if none of them
    [[nodiscard]] Name name(std::string_view key, const std::string& otherwise) const;

    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] std::string place(std::string_view key) const;
    void problem(std::string_view key, std::string found, std::string expected) const;
    void problem(std::string found, std::string expected) const;  // of the object as a whole
    void problems(Problems of_another_file) const { report_->add(std::move(of_another_file)); }
    [[nodiscard]] const Field& field(std::string_view key) const;
    [[nodiscard]] const Origins& origins() const { return report_->origins(); }

  private:
    const Json* value_;
    const Json* own_;  // what is stated at pointer_ itself; the rest is at shared_pointer_
    const Node* node_;
    std::string pointer_, shared_pointer_;
    Report* report_;
    std::string id_;  // the key it stands at; a faulty one may hold a slash
};

}  // namespace counterless
