// results/output_file.hpp: a file that is written whole or not at all. Whether it can be written is found out before the work
// starts; the text goes to a temporary beside it, which is renamed over it at the end. A pipe or a device is written straight.
// Tested in tests/results/output_file_test.cpp.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/problem.hpp"

namespace counterless {

// The file itself, behind any link; may not exist yet.
std::filesystem::path behind_links(const std::filesystem::path& target);

// One file under two names is one file: by link, by "./", by whatever way.
bool same_file(const std::string& one, const std::string& other);

// A file asked for by an option; an empty name asks for none.
struct Output {
    const char* option;
    std::string file;
};
// Nothing that is read may be written over, and no output may fall upon another. `other_than`: how the inputs are called.
Problems clashes(const std::vector<Output>& outputs, const std::vector<std::string>& inputs, const std::string& other_than);

// What stands against writing there, if anything. Leaves nothing behind.
std::optional<Problem> unwritable(const std::filesystem::path& target);

// The same for what does not fit into memory: written piece by piece to the temporary, which is taken away again unless all went
// well. Throws std::runtime_error with the file and the reason.
class StagedFile {
  public:
    explicit StagedFile(const std::filesystem::path& target);
    ~StagedFile();
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;
    void write(std::string_view text);
    void commit();
    // Where it lies until then, for a library that writes by name. Of a pipe or device: itself.
    [[nodiscard]] const std::filesystem::path& place() const { return place_; }
    [[nodiscard]] bool special() const { return place_ == file_; }

  private:
    [[noreturn]] void give_up(int error);
    std::filesystem::path target_, file_, place_;  // as given; behind any link; being written
    int out_ = -1;
    bool committed_ = false;
};

// Throws std::runtime_error with the file and the reason; the target is then as it was.
void write_whole(const std::filesystem::path& target, std::string_view text);

}  // namespace counterless
