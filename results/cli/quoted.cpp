#include "results/cli/quoted.hpp"

namespace counterless {

std::string quoted(const std::string& word) {
    const bool plain = !word.empty() && word.find_first_not_of(
                                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                            "_-./=:,+@%") == std::string::npos;
    if (plain) return word;
    std::string inside;
    for (const char letter : word) inside += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return "'" + inside + "'";
}

}  // namespace counterless
