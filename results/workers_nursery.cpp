// results/workers_nursery.cpp: the nursery's side. One thread, no file open but its socket: the cleanest thing to fork from.
// It waits for two things at once, a letter from the parent and the end of a child (as a readable signal), and does nothing else.
// Children leave by _exit, so nothing inherited is flushed or closed a second time.
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <map>

#include "results/workers_wire.hpp"

namespace counterless::wire {
namespace {

using Children = std::map<pid_t, std::uint32_t>;

double cpu_s(const rusage& usage) {
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

rusage usage_now() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage;
}

Frame do_job(std::uint64_t job, const std::function<Summary(std::size_t)>& work) {
    try {
        const double before_s = cpu_s(usage_now());
        Summary summary = work(job);
        const rusage usage = usage_now();
        summary.cpu_s = cpu_s(usage) - before_s;
        summary.memory_peak_bytes = 1024.0 * static_cast<double>(usage.ru_maxrss);
        return {FrameKind::summary, job, encode(summary)};
    } catch (const std::exception& exception) { return {FrameKind::failure, job, exception.what()}; } catch (...) {
        return {FrameKind::failure, job, "an exception that is no std::exception"};
    }
}

void default_signals() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGPIPE, SIGQUIT}) std::signal(signal, SIG_DFL);
    sigset_t nothing;
    sigemptyset(&nothing);
    sigprocmask(SIG_SETMASK, &nothing, nullptr);
}

[[noreturn]] void live_as_child(const Request& request, int pipe, pid_t nursery,
                                const std::function<Summary(std::size_t)>& work) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != nursery) _exit(1);
    prctl(PR_SET_NAME, "counterless-job");
    default_signals();
    for (std::uint32_t number = 0; number < request.count && number < chunk_max; ++number) {
        const Frame frame = do_job(request.jobs[number], work);
        if (!write_frame(pipe, frame) || frame.kind == FrameKind::failure) _exit(1);
    }
    _exit(0);
}

void kill_all(const Children& children) {
    for (const auto& [process, child] : children) kill(process, SIGKILL);
}

bool reap(int socket, Children& children, int options) {
    int status = 0;
    for (pid_t process = 0; (process = waitpid(-1, &status, options)) != 0;) {
        if (process < 0 && errno == EINTR) continue;
        if (process < 0) break;  // no children left
        const auto child = children.find(process);
        if (child == children.end()) continue;
        const std::uint32_t number = child->second;
        children.erase(child);
        if (!send_notice(socket, {number, status, 0})) return false;
    }
    return true;
}

// One letter: a child to start, or all to kill. False when the parent is gone.
bool obey(int socket, int signals, Children& children, const std::function<Summary(std::size_t)>& work) {
    Request request;
    int pipe = -1;
    if (!receive_request(socket, request, pipe)) return false;
    if (request.count == 0) {
        kill_all(children);
        return true;
    }
    const pid_t nursery = getpid();
    const pid_t process = fork();
    const int problem = errno;
    if (process == 0) {
        close(socket);
        close(signals);
        live_as_child(request, pipe, nursery, work);
    }
    close(pipe);
    if (process < 0) return send_notice(socket, {request.child, 0, problem});
    children.emplace(process, request.child);
    return true;
}

void keep_only(int socket) {
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(nothing, 0);
    dup2(nothing, 1);  // a result goes through the pipe; stderr stays, for what a crash has to say
    const auto kept = static_cast<unsigned>(socket);
    if (kept > 3) close_range(3, kept - 1, 0);
    close_range(kept + 1, ~0u, 0);
}

int child_signals() {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ends, nullptr);
    return signalfd(-1, &ends, SFD_CLOEXEC);
}

}  // namespace

void live_as_nursery(int socket, int parent, const std::function<Summary(std::size_t)>& work) try {
    setpgid(0, 0);  // Ctrl-C is the parent's business
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    prctl(PR_SET_NAME, "counterless-nur");
    default_signals();
    std::signal(SIGPIPE, SIG_IGN);
    keep_only(socket);
    const int signals = child_signals();
    Children children;
    for (bool wanted = true; wanted;) {
        pollfd waiting[2] = {{socket, POLLIN, 0}, {signals, POLLIN, 0}};
        if (poll(waiting, 2, -1) < 0) continue;
        if (waiting[1].revents) {
            signalfd_siginfo said;
            if (read(signals, &said, sizeof said) < 0) continue;
            wanted = reap(socket, children, WNOHANG);
        }
        if (wanted && waiting[0].revents) wanted = obey(socket, signals, children, work);
    }
    kill_all(children);
    while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {}
    _exit(0);
} catch (...) {
    _exit(1);  // the children follow by their death signal, the parent sees the socket close
}

}  // namespace counterless::wire
