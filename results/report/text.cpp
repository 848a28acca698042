// results/report/text.cpp: isolates and escapes. A scenario's names are typed by anyone, so nothing of them may act:
// neither as markup nor as a direction that leaks into the words beside it.
#include "results/report/text.hpp"

namespace counterless::report {
namespace {

constexpr std::string_view open_ltr = "\u2066", open_name = "\u2068", close = "\u2069";

// U+200E, U+200F, U+202A .. U+202E, U+2066 .. U+2069: in UTF-8 all three bytes long, beginning with E2.
bool steers_direction(std::string_view three) {
    if (three.size() < 3 || three[0] != '\xE2') return false;
    const auto second = static_cast<unsigned char>(three[1]), third = static_cast<unsigned char>(three[2]);
    if (second == 0x80) return third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE);
    return second == 0x81 && third >= 0xA6 && third <= 0xA9;
}

std::string_view escaped(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return {};
    }
}

std::string escape(std::string_view text, bool with_bdi) {
    std::string out;
    out.reserve(text.size() + text.size() / 4);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view three = text.substr(i, 3);
        const bool isolate = with_bdi && (three == open_ltr || three == open_name || three == close);
        if (isolate) {
            out += three == open_ltr ? "<bdi dir=ltr>" : three == open_name ? "<bdi>" : "</bdi>";
            i += 2;
        } else if (const auto replacement = escaped(text[i]); !replacement.empty()) {
            out += replacement;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string without_steering(std::string_view text, bool without_controls) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (steers_direction(text.substr(i, 3))) {
            i += 2;
        } else if (without_controls && (static_cast<unsigned char>(text[i]) < 0x20 || text[i] == 0x7F)) {
            out += ' ';
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

std::string ltr(std::string_view number) { return std::string(open_ltr).append(number).append(close); }
std::string named(std::string_view typed) { return std::string(open_name).append(without_steering(typed, true)).append(close); }
std::string html(std::string_view text) { return escape(text, true); }
std::string attribute(std::string_view text) { return escape(text, false); }
std::string bare(std::string_view text) { return without_steering(text, false); }

std::string script_json(std::string_view json) {
    std::string out;
    for (const char c : json) {
        if (c == '<')
            out += "\\u003c";
        else
            out += c;
    }
    return out;
}

std::string element(std::string_view open, std::string_view inside) {
    const std::string_view name = open.substr(0, open.find(' '));
    std::string out = "<";
    return out.append(open).append(">").append(inside).append("</").append(name).append(">");
}

}  // namespace counterless::report
