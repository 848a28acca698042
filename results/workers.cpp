// results/workers.cpp: our side of the nursery: hand out, listen, judge how each child ended.
// A child is over when two things have come, in either order: the end of its pipe and the nursery's notice of its death.
// What it had delivered by then counts; the first job it had not delivered is the one it died of.
#include "results/workers.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <deque>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "results/workers_wire.hpp"

namespace counterless {
namespace {

constexpr int killed_max = 2;  // times a job is run again after its process was killed
constexpr int nurseries_max = 3;
constexpr int patience_ms = 100;  // how long a question to `keep_going` may be put off

std::string how_it_ended(int status) {
    if (WIFSIGNALED(status)) return std::string("its process ended by signal ") + strsignal(WTERMSIG(status));
    return "its process ended with exit code " + std::to_string(WEXITSTATUS(status));
}
bool was_killed(int status) { return WIFSIGNALED(status) && (WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGTERM); }

}  // namespace

struct Nursery::Child {
    std::deque<std::size_t> jobs;  // not yet delivered
    int pipe = -1;                 // -1: at its end
    std::string bytes;
    bool damaged = false;
    std::optional<wire::Notice> ended;
};

// One call of run(): the children at work and the jobs still to do.
class Nursery::Round {
  public:
    Round(Nursery& nursery, const std::vector<std::size_t>& jobs, const Terms& terms, const Finished& finished)
        : nursery_(nursery), todo_(jobs.begin(), jobs.end()), terms_(terms), finished_(finished) {}
    ~Round() {
        for (auto& [number, child] : children_)
            if (child.pipe >= 0) close(child.pipe);
    }
    Round(const Round&) = delete;
    Round& operator=(const Round&) = delete;

    [[nodiscard]] bool over() const { return todo_.empty() && children_.empty(); }
    void hand_out() {
        while (!todo_.empty() && children_.size() < std::max<std::size_t>(terms_.workers, 1)) {
            if (!begin_child()) return replace_nursery();
        }
    }
    void listen(int wake = -1);
    std::deque<std::size_t>& todo() { return todo_; }

  private:
    bool begin_child();
    void read_pipe(Child& child);
    void take_frames(Child& child);
    void hear_nursery();
    void replace_nursery();
    void bury(std::uint32_t number);
    void judge(Child& child);

    Nursery& nursery_;
    std::deque<std::size_t> todo_;
    Terms terms_;
    const Finished& finished_;
    std::map<std::uint32_t, Child> children_;
    std::map<std::size_t, int> killed_;
    std::uint32_t next_ = 0;
    int nurseries_ = 1;
};

bool Nursery::Round::begin_child() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) wire::throw_errno("cannot make a pipe for a worker");
    wire::Request request{.child = next_};
    Child child;
    child.pipe = ends[0];
    // Where there is little to do, each child that may be gets its part of it.
    const std::size_t fair = (todo_.size() + terms_.workers - 1) / std::max<std::size_t>(terms_.workers, 1);
    const std::size_t chunk = std::clamp<std::size_t>(std::min(terms_.chunk, fair), 1, wire::chunk_max);
    while (!todo_.empty() && request.count < chunk) {
        request.jobs[request.count++] = todo_.front();
        child.jobs.push_back(todo_.front());
        todo_.pop_front();
    }
    children_.emplace(next_++, std::move(child));
    const bool sent = wire::send_request(nursery_.socket_, request, ends[1]);
    close(ends[1]);
    return sent;
}

void Nursery::Round::listen(int wake) {
    std::vector<pollfd> waiting{{nursery_.socket_, POLLIN, 0}, {wake, POLLIN, 0}};  // poll passes over what is negative
    std::vector<std::uint32_t> numbers;
    for (const auto& [number, child] : children_) {
        if (child.pipe < 0) continue;
        waiting.push_back({child.pipe, POLLIN, 0});
        numbers.push_back(number);
    }
    if (poll(waiting.data(), waiting.size(), patience_ms) <= 0) return;  // time is up, or a signal: both are for the caller
    for (std::size_t index = 0; index < numbers.size(); ++index) {
        if (!waiting[index + 2].revents) continue;
        read_pipe(children_.at(numbers[index]));
        bury(numbers[index]);
    }
    if (waiting[0].revents) hear_nursery();
}

void Nursery::Round::read_pipe(Child& child) {
    char buffer[1 << 16];
    const ssize_t received = read(child.pipe, buffer, sizeof buffer);
    if (received < 0 && errno == EINTR) return;
    if (received > 0) {
        child.bytes.append(buffer, static_cast<std::size_t>(received));
        return take_frames(child);
    }
    close(child.pipe);
    child.pipe = -1;
}

void Nursery::Round::take_frames(Child& child) {
    while (!child.damaged) {
        std::optional<Summary> summary;
        std::size_t job = 0;
        try {
            const std::optional<wire::Frame> frame = wire::take_frame(child.bytes);
            if (!frame) return;
            if (frame->kind == wire::FrameKind::failure) throw JobFailed(frame->job, frame->bytes);
            job = frame->job;
            summary = decode(frame->bytes);
            if (child.jobs.empty() || child.jobs.front() != job)
                throw std::runtime_error("a worker sent a summary nobody asked for");
        } catch (const JobFailed&) { throw; } catch (const std::runtime_error&) {
            child.damaged = true;  // believe nothing more of it; its jobs are run again
            return;
        }
        child.jobs.pop_front();
        finished_(job, std::move(*summary));
    }
}

void Nursery::Round::hear_nursery() {
    wire::Notice notice;
    if (!wire::receive_notice(nursery_.socket_, notice)) return replace_nursery();
    const auto child = children_.find(notice.child);
    if (child == children_.end()) return;
    if (notice.problem != 0)
        throw std::system_error(notice.problem, std::generic_category(), "cannot start a process for a replication");
    child->second.ended = notice;
    bury(notice.child);
}

// Somebody killed the nursery, and its children died with it: their jobs count as killed, and a new nursery is forked.
void Nursery::Round::replace_nursery() {
    if (++nurseries_ > nurseries_max) throw std::runtime_error("the process that starts the workers was killed again and again");
    std::map<std::uint32_t, Child> lost;
    lost.swap(children_);
    for (auto& [number, child] : lost) {
        if (child.pipe >= 0) close(child.pipe);
        child.ended = wire::Notice{number, SIGKILL, 0};
        judge(child);
    }
    nursery_.stop();
    nursery_.start();
}

void Nursery::Round::bury(std::uint32_t number) {
    const auto child = children_.find(number);
    if (child == children_.end() || child->second.pipe >= 0 || !child->second.ended) return;
    const auto body = children_.extract(child);
    judge(body.mapped());
}

void Nursery::Round::judge(Child& child) {
    if (child.jobs.empty()) return;
    const std::size_t job = child.jobs.front();
    if (!child.damaged && !was_killed(child.ended->status)) throw JobFailed(job, how_it_ended(child.ended->status));
    if (++killed_[job] > killed_max)
        throw JobFailed(job, "its process was killed " + std::to_string(killed_[job]) + " times; is there enough memory?");
    todo_.insert(todo_.begin(), child.jobs.begin(), child.jobs.end());
}

Nursery::Nursery(Work work) : work_(std::move(work)) { start(); }
Nursery::~Nursery() { stop(); }

void Nursery::start() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        wire::throw_errno("cannot make a socket for the workers");
    std::fflush(nullptr);
    const pid_t parent = getpid();
    process_ = fork();
    if (process_ == 0) wire::live_as_nursery(ends[1], parent, work_);
    close(ends[1]);
    socket_ = ends[0];
    if (process_ < 0) wire::throw_errno("cannot start the process that starts the workers");
}

void Nursery::stop() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
    if (process_ > 0) kill(process_, SIGCONT);  // a nursery that was stopped would not hear that it is over
    while (process_ > 0 && waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {}
    process_ = -1;
}

void Nursery::serve(const Terms& terms, int wake, const Finished& finished,
                    const std::function<bool(std::deque<std::size_t>&)>& more) {
    if (socket_ < 0) start();
    Round round(*this, {}, terms, finished);
    try {
        while (more(round.todo())) {
            round.hand_out();
            round.listen(wake);
        }
    } catch (...) {
        stop();
        throw;
    }
    stop();
}

bool Nursery::run(const std::vector<std::size_t>& jobs, const Terms& terms, const Finished& finished,
                  const std::function<bool()>& keep_going) {
    if (socket_ < 0) start();
    Round round(*this, jobs, terms, finished);
    try {
        while (!round.over()) {
            if (!keep_going()) {
                stop();  // and with it every child; what they had delivered is kept
                return false;
            }
            round.hand_out();
            round.listen();
        }
    } catch (...) {
        stop();
        throw;
    }
    return true;
}

}  // namespace counterless
