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

void Report::add(const std::string& pointer, std::string found, std::string expected) {
    if (full()) return;
    const std::string& file = origins_.file_of(pointer);
    problems_.push_back({file + ": " + (pointer.empty() ? "/" : pointer), std::move(found), std::move(expected)});
}

}  // namespace counterless
