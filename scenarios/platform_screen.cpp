#include "scenarios/platform_screen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>
#include <vector>

#include "scenarios/report.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/text.hpp"

namespace counterless {
namespace {
constexpr std::array allowed{"platform",  "zone",    "AS",          "host",     "disk",          "prop",           "link",
                             "backbone",  "cluster", "cabinet",     "peer",     "router",        "host_link",      "route",
                             "zoneRoute", "ASroute", "bypassRoute", "link_ctn", "bypassASroute", "bypassZoneRoute"};

// What SimGrid knows and we refuse, with the way to say it here.
struct Refused {
    std::string_view element, expected;
};
constexpr Refused refused[] = {
    {"config", "no settings of SimGrid: this program makes them"},
    {"include", "all in one file"},
    {"trace", "no traces: what changes over time stands in /platform/disruptions"},
    {"trace_connect", "no traces: what changes over time stands in /platform/disruptions"},
    {"process", "no actors: who works when, the scenario says"},
    {"actor", "no actors: who works when, the scenario says"},
    {"argument", "no actors: who works when, the scenario says"},
};

std::string expected_instead_of(std::string_view element) {
    for (const Refused& one : refused)
        if (element == one.element) return std::string(one.expected);
    return suggestion(element, {allowed.begin(), allowed.end()});
}

bool is_allowed(std::string_view element) { return std::find(allowed.begin(), allowed.end(), element) != allowed.end(); }
bool names_a_file(std::string_view attribute) { return attribute == "file" || attribute.ends_with("_file"); }
// What a terminal would take for a command, or what turns the text about it round: C0, DEL, C1 and the bidirectional controls.
bool has_control(std::string_view value) {
    constexpr std::array<std::string_view, 12> turning{"\xd8\x9c",     "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaa",
                                                       "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae",
                                                       "\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9"};
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto c = static_cast<unsigned char>(value[i]);
        if (c < 0x20 || c == 0x7f) return true;
        if (c == 0xc2 && i + 1 < value.size() && static_cast<unsigned char>(value[i + 1]) < 0xa0) return true;
    }
    return std::any_of(turning.begin(), turning.end(),
                       [&](std::string_view one) { return value.find(one) != std::string_view::npos; });
}
bool is_whole(std::string_view value) {
    return !value.empty() && value.size() <= 6 && value.find_first_not_of("0123456789") == std::string_view::npos;
}

// SimGrid's own, at any of the addresses it has had: `platform SYSTEM "https://simgrid.org/simgrid.dtd"`.
bool is_own_doctype(std::string_view value) {
    const std::size_t end = value.find_last_not_of(" \t\r\n");
    if (end == std::string_view::npos || value.find('[') != std::string_view::npos) return false;
    value = value.substr(0, end + 1);
    return value.starts_with("platform") && (value.ends_with("simgrid.dtd\"") || value.ends_with("simgrid.dtd'"));
}

void write_escaped(std::string& out, std::string_view value) {
    for (const char c : value) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
}

// Looks at every node once, in the order of the text, and writes what is let through.
class Screen : public pugi::xml_tree_walker {
  public:
    Screen(std::string_view text, std::string place, Problems& problems)
        : text_(text), place_(std::move(place)), problems_(problems) {}

    bool for_each(pugi::xml_node& node) override {
        move_to(node.offset_debug());
        close(static_cast<std::size_t>(depth()));
        if (node.type() == pugi::node_element)
            take(node);
        else
            check_other(node);
        return problems_.size() < problems_max;
    }
    bool end(pugi::xml_node&) override {
        close(0);
        return true;
    }
    void broken(std::ptrdiff_t offset, const char* why) {
        move_to(offset);
        refuse(fmt::format("broken XML ({})", why), "a SimGrid platform file");
    }
    [[nodiscard]] std::string take_written() { return std::move(written_); }

  private:
    void take(const pugi::xml_node& node) {
        const std::string_view name = node.name();
        if (!is_allowed(name)) refuse(fmt::format("<{}>", name), expected_instead_of(name));
        if (depth() >= depth_max) refuse("elements nested deeper than 64", "at most 64 levels");
        if (depth() == 0 && (name != "platform" || rooted_)) refuse(fmt::format("<{}> at the top", name), "one <platform>");
        rooted_ = rooted_ || depth() == 0;
        while (written_line_ < line_) written_ += '\n', ++written_line_;
        written_ += fmt::format("<{}", name);
        take_attributes(node);
        written_ += '>';
        open_.emplace_back(name);
    }
    void take_attributes(const pugi::xml_node& node) {
        std::set<std::string_view> seen;
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            const std::string_view name = attribute.name(), value = attribute.value();
            if (names_a_file(name))
                refuse(fmt::format("{} in <{}>", name, node.name()),
                       "no other files: what changes over time stands in /platform/disruptions");
            if (!seen.insert(name).second) refuse(fmt::format("{} twice in <{}>", name, node.name()), "it once");
            if (name == "core" && !is_whole(value))
                refuse(fmt::format("core=\"{}\" in <{}>", value, node.name()), "a whole number");
            if (has_control(value)) refuse(fmt::format("a control character in {} of <{}>", name, node.name()), "text");
            written_ += fmt::format(" {}=\"", name);
            write_escaped(written_, value);
            written_ += '"';
        }
    }
    void check_other(const pugi::xml_node& node) {
        if (node.type() == pugi::node_pi)
            refuse(fmt::format("<?{}?>", node.name()), "no instructions for programs");
        else if (node.type() == pugi::node_doctype && !is_own_doctype(node.value()))
            refuse("a DOCTYPE of its own", "<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">, without entities");
        else if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
            refuse("text between elements", "only elements");
    }

    // Offsets only grow, so each line is counted once. Of an element it is that of its name, just behind the <.
    void move_to(std::ptrdiff_t offset) {
        const auto to = std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), text_.size());
        for (; at_ < to; ++at_)
            if (text_[at_] == '\n') ++line_, line_begin_ = at_ + 1;
    }
    void close(std::size_t depth) {
        for (; open_.size() > depth; open_.pop_back()) written_ += fmt::format("</{}>", open_.back());
    }
    void refuse(std::string found, std::string expected) {
        const std::size_t column = std::max<std::size_t>(at_ - line_begin_, 1);
        problems_.push_back({fmt::format("{}:{}:{}", place_, line_, column), std::move(found), std::move(expected)});
    }

    std::string_view text_;
    std::string place_;
    Problems& problems_;
    std::size_t at_ = 0, line_ = 1, line_begin_ = 0;
    bool rooted_ = false;
    std::vector<std::string> open_;
    std::string written_ = R"(<?xml version="1.0"?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">)";
    std::size_t written_line_ = 1;
};
}  // namespace

std::optional<std::string> screen_platform(std::string_view text, const std::string& place, Problems& problems) {
    const std::size_t before = problems.size();
    if (!bytes_are_text(text, place, problems)) return {};
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '<')) > values_max) {
        problems.push_back({place, "more than 500000 elements", "fewer"});
        return {};
    }
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_full, pugi::encoding_utf8);
    Screen screen(text, place, problems);
    if (parsed)
        document.traverse(screen);
    else
        screen.broken(parsed.offset, parsed.description());
    return problems.size() == before ? std::optional(screen.take_written()) : std::nullopt;
}

}  // namespace counterless
