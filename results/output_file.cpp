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

namespace counterless {
namespace {

namespace fs = std::filesystem;

// The file itself, behind any link; may not exist yet.
fs::path resolved(const fs::path& target) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(fs::absolute(target), error);
    return error ? fs::absolute(target) : real;
}

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

void write_special(const fs::path& target, std::string_view text) {
    const int file = open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) fail(target, errno);
    const int error = write_all(file, text);
    close(file);
    if (error) fail(target, error);
}

}  // namespace

std::optional<Problem> unwritable(const fs::path& target) {
    if (target.empty()) return Problem{"output file", "an empty name", "a file that can be written"};
    std::error_code error;
    const fs::path file = resolved(target);
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

void write_whole(const fs::path& target, std::string_view text) {
    const fs::path file = resolved(target);
    if (is_special(file)) return write_special(target, text);
    std::string temporary = temporary_beside(file);
    const int out = mkstemp(temporary.data());
    if (out < 0) fail(target, errno);
    const mode_t mask = umask(0);
    umask(mask);
    int error = fchmod(out, 0666 & ~mask) < 0 ? errno : write_all(out, text);
    if (!error && fsync(out) < 0) error = errno;
    if (close(out) < 0 && !error) error = errno;
    if (!error && std::rename(temporary.c_str(), file.c_str()) < 0) error = errno;
    if (!error) return;
    unlink(temporary.c_str());
    fail(target, error);
}

}  // namespace counterless
