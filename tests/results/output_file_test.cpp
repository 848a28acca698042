// A file is written whole or stays as it was, and what cannot be written is known beforehand.
#include "results/output_file.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>

using namespace counterless;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() : path(fs::temp_directory_path() / ("counterless-out-" + std::to_string(getpid()))) {
        fs::remove_all(path);
        fs::create_directory(path);
    }
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
    }
    fs::path path;
};
std::string content(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("what stands for standard output elsewhere is not a file by accident") {
    REQUIRE(unwritable("-").has_value());
    CHECK(!unwritable("./-").has_value());
}

TEST_CASE("a file is written, replaced, and nothing is left beside it") {
    const Folder folder;
    const fs::path file = folder.path / "week.html";
    CHECK_FALSE(unwritable(file));
    CHECK(folder.files() == 0);
    write_whole(file, "one");
    write_whole(file, std::string(100000, 'x'));
    CHECK(content(file) == std::string(100000, 'x'));
    CHECK(folder.files() == 1);
    struct stat facts {};
    stat(file.c_str(), &facts);
    const mode_t mask = umask(0);
    umask(mask);
    CHECK((facts.st_mode & 0777) == (0666 & ~mask));
}

TEST_CASE("a link stays a link") {
    const Folder folder;
    write_whole(folder.path / "real", "old");
    fs::create_symlink(folder.path / "real", folder.path / "link");
    write_whole(folder.path / "link", "new");
    CHECK(fs::is_symlink(folder.path / "link"));
    CHECK(content(folder.path / "real") == "new");
}

TEST_CASE("folders, missing folders and empty names are refused beforehand") {
    const Folder folder;
    CHECK(unwritable(folder.path)->found == "a folder");
    CHECK(unwritable(folder.path / "none" / "week.html")->found == "No such file or directory");
    CHECK(unwritable("")->found == "an empty name");
    CHECK_FALSE(unwritable("/dev/null"));
    CHECK_NOTHROW(write_whole("/dev/null", "text"));
    CHECK_THROWS_WITH(write_whole("/dev/full", "text"), "cannot write /dev/full: No space left on device");
}

TEST_CASE("a full disk leaves the file of before, and no half of the new one") {
    const Folder folder;
    write_whole(folder.path / "week.html", "old");
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{5000, 5000};
        setrlimit(RLIMIT_FSIZE, &limit);
        try {
            write_whole(folder.path / "week.html", std::string(100000, 'x'));
        } catch (const std::runtime_error&) { _exit(7); }
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 7);
    CHECK(content(folder.path / "week.html") == "old");
    CHECK(folder.files() == 1);
}

TEST_CASE("a link to a file that is still to be made stays a link") {
    const Folder folder;
    std::filesystem::create_symlink("week.html", folder.path / "latest.html");
    CHECK(behind_links(folder.path / "latest.html") == behind_links(folder.path / "week.html"));
    write_whole(folder.path / "latest.html", "text");
    CHECK(std::filesystem::is_symlink(folder.path / "latest.html"));
    CHECK(content(folder.path / "week.html") == "text");
    std::filesystem::create_symlink("round.html", folder.path / "round.html");
    CHECK_NOTHROW(unwritable(folder.path / "round.html"));
}
