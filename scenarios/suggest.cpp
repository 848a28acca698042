#include "scenarios/suggest.hpp"

#include <algorithm>

namespace counterless {
namespace {
constexpr std::size_t word_max = 64;  // longer words are no typing mistakes; the table stays small
constexpr std::size_t shown_max = 12;
}  // namespace

std::size_t edit_distance(std::string_view one, std::string_view other) {
    one = one.substr(0, word_max);
    other = other.substr(0, word_max);
    std::vector<std::size_t> before(other.size() + 1), row(other.size() + 1), next(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= other.size(); ++j) {
            const bool same = one[i - 1] == other[j - 1];
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
        }
        std::swap(before, row);
        std::swap(row, next);
    }
    return row[other.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    std::string best;
    std::size_t best_distance = word_max;
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(word, candidate);
        const std::size_t allowed = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
        if (distance <= allowed && distance < best_distance && word.size() <= word_max)
            best = candidate, best_distance = distance;
    }
    return best;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
    if (const std::string near = nearest(word, known); !near.empty()) return "\"" + near + "\" (did you mean it?)";
    if (known.empty()) return "nothing here";
    std::vector<std::string> names;  // each once, though the columns of a file may have one name
    for (const std::string& name : known)
        if (names.size() <= shown_max && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    std::string list = names.size() == 1 ? "" : "one of ";
    for (std::size_t i = 0; i < std::min(names.size(), shown_max); ++i) list += (i > 0 ? ", \"" : "\"") + names[i] + "\"";
    return names.size() > shown_max ? list + ", ..." : list;
}

}  // namespace counterless
