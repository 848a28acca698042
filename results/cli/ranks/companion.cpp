// results/cli/ranks/companion.cpp: posix_spawn, not fork: a process that uses MPI may hold memory that a fork must not copy.
#include "results/cli/ranks/companion.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "results/ranks_variable.hpp"

namespace counterless {
namespace {

constexpr int their_socket = 3;

// Our environment with one word more.
std::vector<std::string> environment_with(const std::string& word) {
    std::vector<std::string> all;
    const std::string name = std::string(rank_variable) + "=";
    for (char** one = environ; *one; ++one)
        if (std::string(*one).rfind(name, 0) != 0) all.emplace_back(*one);
    all.push_back(name + word);
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    for (std::string& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

}  // namespace

void Companion::start(const std::string& program, const std::vector<std::string>& words, const std::string& role,
                      std::uint32_t ranks) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) wire::throw_errno("cannot make a socket");
    std::vector<std::string> all{program}, environment = environment_with(fmt::format("{}:{}:{}", role, their_socket, ranks));
    all.insert(all.end(), words.begin(), words.end());
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], their_socket);
    if (role == "server") {
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    }
    posix_spawnattr_t attributes;  // a group of its own: signals reach it through us, or not at all
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    const int error =
        posix_spawn(&process_, program.c_str(), &files, &attributes, pointers(all).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    close(ends[1]);
    socket_ = ends[0];
    fcntl(socket_, F_SETFL, O_NONBLOCK);
    in_.clear(), out_.clear();
    if (error == 0) return;
    process_ = -1;
    throw std::system_error(error, std::generic_category(), "cannot start " + program);
}

void Companion::say(const wire::Frame& frame) {
    if (socket_ >= 0) out_ += wire::frame_bytes(frame);
}

std::optional<wire::Frame> Companion::hear() { return wire::take_frame(in_); }

void Companion::move() {
    while (socket_ >= 0 && !out_.empty()) {
        const ssize_t sent = send(socket_, out_.data(), out_.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) break;
        out_.erase(0, static_cast<std::size_t>(sent));
    }
    char buffer[1 << 16];
    while (socket_ >= 0) {
        const ssize_t received = recv(socket_, buffer, sizeof buffer, 0);
        if (received < 0 && errno == EINTR) continue;
        if (received == 0 || (received < 0 && errno != EAGAIN && errno != EWOULDBLOCK)) return hang_up();
        if (received < 0) return;
        in_.append(buffer, static_cast<std::size_t>(received));
    }
}

void Companion::hang_up() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
}

void Companion::signal(int number) const {
    if (process_ > 0) kill(process_, number);
}

bool Companion::over() {
    if (process_ <= 0 || waitpid(process_, &status_, WNOHANG) != process_) return false;
    process_ = -1;
    return true;
}

std::string how_it_ended(int status) {
    if (WIFSIGNALED(status)) return std::string("its process ended by signal ") + strsignal(WTERMSIG(status));
    return "its process ended with exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace counterless
