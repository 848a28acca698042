// results/output_file.cpp: temporary, fsync, rename. Links are followed, so that a link to a report stays a link.
#include "results/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

namespace counterless {
namespace {

namespace fs = std::filesystem;

std::string temporary_beside(const fs::path& file) {
    const fs::path folder = file.parent_path().empty() ? "." : file.parent_path();
    return (folder / ("." + file.filename().string().substr(0, 200) + ".XXXXXX")).string();
}

[[noreturn]] void fail(const fs::path& target, int error) {
    throw std::runtime_error("cannot write " + target.string() + ": " + std::strerror(error));
}

// 0, or the errno.
int write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(file, text.data(), text.size());
        if (written < 0 && errno != EINTR) return errno;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

bool is_special(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

}  // namespace

// A link to a file that does not exist yet is followed too; weakly_canonical would stop at the link.
fs::path behind_links(const fs::path& target) {
    std::error_code error;
    fs::path file = fs::absolute(target);
    for (int links = 0; links < 40 && fs::is_symlink(file, error) && !fs::exists(file, error); ++links)
        file = file.parent_path() / fs::read_symlink(file, error);
    const fs::path real = fs::weakly_canonical(file, error);
    return error ? file : real;
}

bool same_file(const std::string& one, const std::string& other) {
    std::error_code error;
    if (std::filesystem::equivalent(one, other, error)) return true;
    return behind_links(one) == behind_links(other);
}

Problems clashes(const std::vector<Output>& outputs, const std::vector<std::string>& inputs, const std::string& other_than) {
    Problems problems;
    for (auto output = outputs.begin(); output != outputs.end(); ++output) {
        if (output->file.empty()) continue;
        const std::string shown = "\"" + output->file + "\"";
        for (const std::string& input : inputs)
            if (!input.empty() && same_file(output->file, input)) {
                problems.push_back({output->option, shown, "another file than " + other_than});
                break;
            }
        for (auto other = output + 1; other != outputs.end(); ++other)
            if (!other->file.empty() && same_file(output->file, other->file))
                problems.push_back({output->option, shown, std::string("another file than that of ") + other->option});
    }
    return problems;
}

std::optional<Problem> unwritable(const fs::path& target) {
    if (target.empty()) return Problem{"output file", "an empty name", "a file that can be written"};
    if (target == "-")
        return Problem{"-", "standard output, which is not written here", "a file that can be written (./- for one so called)"};
    std::error_code error;
    const fs::path file = behind_links(target);
    const auto problem = [&](const std::string& found) { return Problem{target.string(), found, "a file that can be written"}; };
    if (fs::is_directory(file, error)) return problem("a folder");
    if (is_special(file) || fs::exists(file, error)) {
        if (access(file.c_str(), W_OK) != 0) return problem(std::strerror(errno));
        if (is_special(file)) return {};
    }
    std::string temporary = temporary_beside(file);
    const int probe = mkstemp(temporary.data());
    if (probe < 0) return problem(std::strerror(errno));
    close(probe);
    unlink(temporary.c_str());
    return {};
}

StagedFile::StagedFile(const fs::path& target) : target_(target), file_(behind_links(target)), place_(file_) {
    if (is_special(file_)) {
        out_ = open(target_.c_str(), O_WRONLY | O_CLOEXEC);
        if (out_ < 0) fail(target_, errno);
        return;
    }
    std::string temporary = temporary_beside(file_);
    out_ = mkostemp(temporary.data(), O_CLOEXEC);
    if (out_ < 0) fail(target_, errno);
    place_ = temporary;
    const mode_t mask = umask(0);
    umask(mask);
    if (fchmod(out_, 0666 & ~mask) < 0) give_up(errno);
}

StagedFile::~StagedFile() {
    if (out_ >= 0) close(out_);
    if (!committed_ && !special()) unlink(place_.c_str());
}

void StagedFile::give_up(int error) {
    if (!special()) unlink(place_.c_str());
    fail(target_, error);
}

void StagedFile::write(std::string_view text) {
    if (const int error = write_all(out_, text)) give_up(error);
}

void StagedFile::commit() {
    int error = !special() && fsync(out_) < 0 ? errno : 0;
    if (close(std::exchange(out_, -1)) < 0 && !error) error = errno;
    if (!error && !special() && std::rename(place_.c_str(), file_.c_str()) < 0) error = errno;
    if (error) give_up(error);
    committed_ = true;
}

void write_whole(const fs::path& target, std::string_view text) {
    StagedFile file(target);
    file.write(text);
    file.commit();
}

}  // namespace counterless
