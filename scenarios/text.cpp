#include "scenarios/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace counterless {
namespace {
struct Closing {
    int descriptor;
    ~Closing() {
        if (descriptor >= 0) close(descriptor);
    }
};

std::string position(const std::string& place, std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return fmt::format("{}:{}:{}", place, line, offset - line_begin + 1);
}

// Length of the UTF-8 character that begins at `at`, 0 if none does. Overlong forms and surrogates are none.
std::size_t character_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned first = byte(at);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(at + 1) ? 2 : 0;
    if (first == 0xE0) return follows(at + 1, 0xA0) && follows(at + 2) ? 3 : 0;
    if (first == 0xED) return follows(at + 1, 0x80, 0x9F) && follows(at + 2) ? 3 : 0;
    if (first >= 0xE1 && first <= 0xEF) return follows(at + 1) && follows(at + 2) ? 3 : 0;
    if (first == 0xF0) return follows(at + 1, 0x90) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    if (first == 0xF4) return follows(at + 1, 0x80, 0x8F) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    if (first >= 0xF1 && first <= 0xF3) return follows(at + 1) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    return 0;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'; }

std::optional<std::size_t> first_binary(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_length(text, at);
        if (length == 0 || is_control(text[at]) || text[at] == '\x7F') return at;
        at += length;
    }
    return {};
}

// The offset just behind a string or comment that begins at `at`; `at` itself if neither begins there.
std::size_t behind_quoted(std::string_view text, std::size_t at) {
    const auto behind = [&](std::string_view end, std::size_t from) {
        const std::size_t found = text.find(end, from);
        return found == std::string_view::npos ? text.size() : found + end.size();
    };
    if (text.substr(at, 2) == "//") return behind("\n", at);
    if (text.substr(at, 2) == "/*") return behind("*/", at + 2);
    if (text[at] != '"') return at;
    for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at)
        if (text[at] == '\\') ++at;
    return std::min(at + 1, text.size());
}

std::optional<std::size_t> first_too_deep(std::string_view text) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t behind = behind_quoted(text, at);
        if (behind != at) {
            at = behind;
            continue;
        }
        if (text[at] == '{' || text[at] == '[') ++depth;
        if (text[at] == '}' || text[at] == ']') --depth;
        if (depth > depth_max) return at;
        ++at;
    }
    return {};
}

std::optional<std::string> read_bytes(int descriptor, const std::string& place, Problems& problems) {
    std::string text;
    std::string block(1 << 16, '\0');
    while (text.size() <= text_bytes_max) {
        const ssize_t count = read(descriptor, block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            problems.push_back({place, std::string("an unreadable file (") + std::strerror(errno) + ")", "a readable file"});
            return {};
        }
        if (count == 0) return text;
        text.append(block, 0, static_cast<std::size_t>(count));
    }
    problems.push_back({place, "a file that grows while it is read", "at most 64 MB"});
    return {};
}
}  // namespace

std::optional<std::string> load_text(const std::filesystem::path& file, const std::string& place, Problems& problems,
                                     const std::string& kind) {
    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    const Closing opened{open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    struct stat status {};
    if (opened.descriptor < 0 || fstat(opened.descriptor, &status) != 0) {
        const int reason = errno;
        const bool missing = reason == ENOENT || reason == ENOTDIR;
        problems.push_back({place, missing ? "no such file" : std::string("an unreadable file (") + std::strerror(reason) + ")",
                            "a readable " + kind});
        return {};
    }
    if (!S_ISREG(status.st_mode)) {
        problems.push_back({place, S_ISDIR(status.st_mode) ? "a directory" : "not a regular file", "a " + kind});
        return {};
    }
    if (static_cast<std::size_t>(status.st_size) > text_bytes_max) {
        problems.push_back(
            {place, fmt::format("a file of {:.0f} MB", static_cast<double>(status.st_size) / 1e6), "at most 64 MB"});
        return {};
    }
    return read_bytes(opened.descriptor, place, problems);
}

bool bytes_are_text(std::string_view text, const std::string& place, Problems& problems) {
    const auto at = first_binary(text);
    if (at)
        problems.push_back({position(place, text, *at), fmt::format("the byte 0x{:02X}", static_cast<unsigned char>(text[*at])),
                            "UTF-8 text without control characters"});
    return !at;
}

bool text_is_sound(std::string_view text, const std::string& place, Problems& problems) {
    if (text.size() > text_bytes_max) {
        problems.push_back({place, fmt::format("a text of {:.0f} MB", static_cast<double>(text.size()) / 1e6), "at most 64 MB"});
        return false;
    }
    if (!bytes_are_text(text, place, problems)) return false;
    if (const auto at = first_too_deep(text)) {
        problems.push_back({position(place, text, *at), "brackets nested deeper than 64", "at most 64 levels"});
        return false;
    }
    return true;
}

}  // namespace counterless
