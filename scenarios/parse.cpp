// scenarios/parse.cpp: sound text to a JSON tree. nlohmann takes the last of two like keys in silence and has no limit of size,
// so the text passes a first time through a listener that only counts and compares, then a second time into the tree. The
// listener learns where it is from the iterator the parser reads through.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_set>

#include "scenarios/text.hpp"

namespace counterless {
namespace {
// A character iterator that keeps its place where others can see it.
struct Reading {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at;
    const char** shared;
    reference operator*() const { return *at; }
    Reading& operator++() {
        *shared = ++at;
        return *this;
    }
    Reading operator++(int) {
        const Reading before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Reading& other) const { return at == other.at; }
    bool operator!=(const Reading& other) const { return at != other.at; }
};

struct Level {
    std::unordered_set<std::string> keys;
    std::string key;
    std::size_t index = 0;
    bool list;
};

class Listener : public nlohmann::json_sax<Json> {
  public:
    Listener(std::string_view text, std::string place, Problems& problems)
        : text_(text), place_(std::move(place)), problems_(problems), at_(text.data()) {}

    Reading begin() { return {text_.data(), &at_}; }
    Reading end() { return {text_.data() + text_.size(), &end_}; }

    bool null() override { return value(); }
    bool boolean(bool) override { return value(); }
    bool number_integer(number_integer_t) override { return value(); }
    bool number_unsigned(number_unsigned_t) override { return value(); }
    bool number_float(number_float_t, const string_t&) override { return value(); }
    bool string(string_t&) override { return value(); }
    bool binary(binary_t&) override { return value(); }
    bool start_object(std::size_t) override { return value() && open(false); }
    bool start_array(std::size_t) override { return value() && open(true); }
    bool end_object() override { return shut(); }
    bool end_array() override { return shut(); }
    bool key(string_t& name) override;
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override;

  private:
    bool value();
    bool open(bool list) {
        levels_.push_back({.keys = {}, .key = {}, .list = list});
        return true;
    }
    bool shut() {
        levels_.pop_back();
        return true;
    }
    [[nodiscard]] std::string pointer() const;
    [[nodiscard]] std::string position() const;

    std::string_view text_;
    std::string place_;
    Problems& problems_;
    std::vector<Level> levels_;
    std::size_t values_ = 0;
    const char* at_;
    const char* end_ = nullptr;
};

bool Listener::value() {
    if (!levels_.empty() && levels_.back().list) ++levels_.back().index;
    if (++values_ <= values_max) return true;
    problems_.push_back({position(), fmt::format("more than {} values", values_max), "a scenario of a reasonable size"});
    return false;
}

bool Listener::key(string_t& name) {
    Level& level = levels_.back();
    level.key = name;
    if (!level.keys.insert(name).second)
        problems_.push_back({position() + ": " + pointer(), "the key a second time", "each key once"});
    if (level.keys.size() <= keys_max) return true;
    problems_.push_back(
        {position(), fmt::format("more than {} keys in one object", keys_max), "a scenario of a reasonable size"});
    return false;
}

bool Listener::parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
    const std::string message = error.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value - unexpected ..."
    const std::size_t column = message.find("column "), from = message.find(": ", column == std::string::npos ? 0 : column);
    std::string found = from == std::string::npos ? message.substr(message.find("] ") + 2) : message.substr(from + 2);
    std::string expected = "JSON";
    if (const std::size_t wish = found.find("; expected "); wish != std::string::npos) {
        expected = found.substr(wish + 11);
        found.resize(wish);
    }
    constexpr std::size_t shown_max = 160;
    if (found.size() > shown_max) found = found.substr(0, 60) + " ... " + found.substr(found.size() - 80);
    problems_.push_back({position(), found, expected});
    return false;
}

std::string Listener::pointer() const {
    std::string pointer;
    for (const Level& level : levels_) pointer += "/" + (level.list ? std::to_string(level.index - 1) : level.key);
    return pointer;
}

// Line and column of the last character read.
std::string Listener::position() const {
    const auto read = static_cast<std::size_t>(at_ - text_.data());
    const std::string_view before = text_.substr(0, read > 0 ? read - 1 : 0);
    std::size_t line = 1, line_begin = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (before[i] == '\n') ++line, line_begin = i + 1;
    return fmt::format("{}:{}:{}", place_, line, before.size() - line_begin + 1);
}

// The first of two like keys is kept: the tree is for finding further problems only.
Json tree_of(std::string_view text) { return Json::parse(text.begin(), text.end(), nullptr, false, true); }
}  // namespace

std::optional<Json> parse_json(std::string_view text, const std::string& place, Problems& problems) {
    Listener listener(text, place, problems);
    const bool whole = Json::sax_parse(listener.begin(), listener.end(), &listener, Json::input_format_t::json, true, true);
    if (!whole) return {};
    Json tree = tree_of(text);
    if (tree.is_discarded()) {
        problems.push_back({place, "text that is no JSON", "JSON"});
        return {};
    }
    return tree;
}

std::string shown(const Json& value) {
    if (value.is_object()) return "an object";
    if (value.is_array()) return "a list";
    constexpr std::size_t shown_max = 80;
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= shown_max) return text;
    std::size_t cut = shown_max;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;  // not inside a character
    return text.substr(0, cut) + "...\"";
}

}  // namespace counterless
