// scenarios/report.hpp: who said what. A value of the merged scenario may come from any file of the `extends` chain or from
// --set; each problem names that place, so that the visitor opens the right file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/problem.hpp"

namespace counterless {

class Origins {
  public:
    std::size_t add_file(std::string label) {
        files_.push_back(std::move(label));
        return files_.size() - 1;
    }
    void set(const std::string& pointer, std::size_t file);              // everything at and below `pointer` comes from `file`
    void forget(const std::string& pointer);                             // `pointer` and what is below it
    [[nodiscard]] std::size_t index_of(std::string_view pointer) const;  // by the nearest place above that is known
    // Who spoke last about a place or anything in it: --set, else the outermost file. To him a problem of the whole place
    // belongs.
    [[nodiscard]] const std::string& file_of(std::string_view pointer) const;

  private:
    std::vector<std::string> files_;
    std::map<std::string, std::size_t, std::less<>> known_;
};

inline constexpr std::size_t problems_max = 500;

class Report {
  public:
    Report(const Origins& origins, Problems& problems) : origins_(origins), problems_(problems) {}
    void add(const std::string& pointer, std::string found, std::string expected);
    void add(Problems problems);  // of another file, which name their places themselves
    [[nodiscard]] bool full() const { return problems_.size() >= problems_max; }  // a hostile file earns no endless list
    [[nodiscard]] const Origins& origins() const { return origins_; }

  private:
    const Origins& origins_;
    Problems& problems_;
};

}  // namespace counterless
