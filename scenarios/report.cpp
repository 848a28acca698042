#include "scenarios/report.hpp"

namespace counterless {

void Origins::set(const std::string& pointer, std::size_t file) {
    forget(pointer);
    known_[pointer] = file;
}

void Origins::forget(const std::string& pointer) {
    known_.erase(pointer);
    const std::string below = pointer + "/";
    for (auto at = known_.lower_bound(below); at != known_.end() && at->first.starts_with(below);) at = known_.erase(at);
}

std::size_t Origins::index_of(std::string_view pointer) const {
    for (std::string_view above = pointer;;) {
        if (const auto found = known_.find(above); found != known_.end()) return found->second;
        const std::size_t slash = above.rfind('/');
        if (slash == std::string_view::npos) return 0;
        above = above.substr(0, slash);
    }
}

const std::string& Origins::file_of(std::string_view pointer) const {
    const auto spoke_later = [&](std::size_t one, std::size_t other) {
        if (files_[one] == "--set" || files_[other] == "--set") return files_[one] == "--set";
        return one < other;  // the chain's files are numbered from the outermost on
    };
    std::size_t last = index_of(pointer);
    const std::string below = std::string(pointer) + "/";
    for (auto at = known_.lower_bound(below); at != known_.end() && at->first.starts_with(below); ++at)
        if (spoke_later(at->second, last)) last = at->second;
    return files_[last];
}

void Report::add(Problems problems) {
    for (Problem& problem : problems)
        if (!full()) problems_.push_back(std::move(problem));
}

void Report::add(const std::string& pointer, std::string found, std::string expected) {
    if (full()) return;
    const std::string& file = origins_.file_of(pointer);
    problems_.push_back({file + ": " + (pointer.empty() ? "/" : pointer), std::move(found), std::move(expected)});
}

}  // namespace counterless
