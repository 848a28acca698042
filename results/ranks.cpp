#include "results/ranks.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace counterless {
namespace {

constexpr int lost_max = 2;  // times a job is handed out again after its server died
constexpr int patience_ms = 100;
constexpr std::size_t jobs_max = 4096;  // in a frame

std::string pack(const std::vector<std::uint64_t>& jobs) {
    return {reinterpret_cast<const char*>(jobs.data()), jobs.size() * sizeof(std::uint64_t)};
}
std::vector<std::uint64_t> unpack(const std::string& bytes) {
    std::vector<std::uint64_t> jobs(bytes.size() / sizeof(std::uint64_t));
    if (!jobs.empty()) std::memcpy(jobs.data(), bytes.data(), jobs.size() * sizeof(std::uint64_t));
    return jobs;
}

std::string pack(const RankIdentity& identity) { return identity.program + '\n' + identity.work + '\n' + identity.cpu_class; }
RankIdentity unpack_identity(const std::string& bytes) {
    const auto first = bytes.find('\n'), second = first == std::string::npos ? first : bytes.find('\n', first + 1);
    if (second == std::string::npos) return {};
    return {bytes.substr(0, first), bytes.substr(second + 1), bytes.substr(first + 1, second - first - 1)};
}

// What has come, without waiting. False at the end.
bool read_all(int socket, std::string& bytes) {
    char buffer[1 << 16];
    while (true) {
        const ssize_t received = recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
        if (received > 0) {
            bytes.append(buffer, static_cast<std::size_t>(received));
            continue;
        }
        if (received < 0 && errno == EINTR) continue;
        return received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    }
}

std::optional<std::size_t> number_in(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

}  // namespace

RankPlace rank_place(const char* word) {
    const std::string_view text = word ? word : "";
    const auto first = text.find(':'), second = first == text.npos ? first : text.find(':', first + 1);
    if (second == text.npos) return {};
    const auto socket = number_in(text.substr(first + 1, second - first - 1)), ranks = number_in(text.substr(second + 1));
    const std::string_view role = text.substr(0, first);
    if (!socket || !ranks || (role != "head" && role != "server")) return {};
    return {role == "head" ? RankRole::head : RankRole::server, static_cast<int>(*socket), *ranks};
}

RankPlace rank_place() { return rank_place(std::getenv(rank_variable)); }

RankHead::RankHead(RankPlace place, RankIdentity ours, std::function<void(const std::string&)> remark)
    : place_(place), ours_(std::move(ours)), remark_(std::move(remark)) {
    fcntl(place_.socket, F_SETFD, FD_CLOEXEC);
    std::signal(SIGPIPE, SIG_IGN);
}

void RankHead::send(const wire::Frame& frame) const {
    if (!wire::write_frame(place_.socket, frame)) throw RanksGone("the launcher is gone");
}

// Each server holds a portion for every process and one more job each, so that none waits for a letter. Portions shrink towards
// the end (guided self-scheduling: Polychronopoulos and Kuck 1987).
void RankHead::hand_out() {
    std::size_t workers = 0;
    for (const auto& [rank, server] : servers_) workers += server.workers;
    for (auto& [rank, server] : servers_) {
        if (server.workers == 0) continue;
        const std::size_t each = std::clamp<std::size_t>(todo_.size() / (workers * 4), 1, portion_);
        const std::size_t full = std::min(server.workers * (each + 1), jobs_max);
        if (server.in_hand.size() > full - (each * server.workers + 1) / 2) continue;
        std::vector<std::uint64_t> jobs;
        while (!todo_.empty() && server.in_hand.size() < full) {
            const std::size_t job = todo_.front();
            todo_.pop_front();
            if (!unfinished_.contains(job)) continue;  // came in after all
            jobs.push_back(job);
            server.in_hand.insert(job);
        }
        if (!jobs.empty()) send({wire::FrameKind::jobs, 0, pack(jobs), rank});
    }
}

void RankHead::listen(const Nursery::Finished& finished) {
    pollfd waiting{place_.socket, POLLIN, 0};
    if (poll(&waiting, 1, patience_ms) <= 0) return;
    const bool there = read_all(place_.socket, bytes_);
    while (const auto frame = wire::take_frame(bytes_)) hear(*frame, finished);
    if (!there && !unfinished_.empty()) throw RanksGone("the launcher is gone");
}

void RankHead::hear(const wire::Frame& frame, const Nursery::Finished& finished) {
    switch (frame.kind) {
        case wire::FrameKind::hello:
            return greet(frame);
        case wire::FrameKind::lost:
            return lose(frame);
        case wire::FrameKind::failure:
            throw JobFailed(frame.job, frame.bytes);
        case wire::FrameKind::summary:
            servers_[frame.rank].in_hand.erase(frame.job);
            if (unfinished_.erase(frame.job) > 0) finished(frame.job, decode(frame.bytes));
            return;
        default:
            throw std::runtime_error("a rank said what nobody asked for");
    }
}

void RankHead::greet(const wire::Frame& frame) {
    const RankIdentity theirs = unpack_identity(frame.bytes);
    if (theirs.program != ours_.program)
        throw std::runtime_error(fmt::format("rank {} runs another build of counterless ({}; the head is {})", frame.rank,
                                             theirs.program, ours_.program));
    if (theirs.work != ours_.work)
        throw std::runtime_error(
            fmt::format("rank {} read other scenarios than the head: are the files the same there?", frame.rank));
    if (theirs.cpu_class != ours_.cpu_class && other_cpus_.insert(theirs.cpu_class).second)
        remark_(fmt::format("rank {} is another kind of CPU ({}; the head's is {}): results may differ in their last digits",
                            frame.rank, theirs.cpu_class, ours_.cpu_class));
    servers_[frame.rank].workers = std::max<std::size_t>(frame.job, 1);
}

void RankHead::lose(const wire::Frame& frame) {
    Server& server = servers_[frame.rank];
    server.workers = 0;
    take_back(server, frame.bytes);
    if (frame.job != 0) return remark_(fmt::format("rank {}: {}; it is started again", frame.rank, frame.bytes));
    if (++gone_ >= place_.ranks) throw std::runtime_error("no rank computes any more; the last: " + frame.bytes);
    remark_(fmt::format("rank {}: {}; the others do its work", frame.rank, frame.bytes));
}

void RankHead::take_back(Server& server, const std::string& why) {
    for (const std::size_t job : server.in_hand) {
        if (!unfinished_.contains(job)) continue;
        if (++lost_[job] > lost_max) throw JobFailed(job, fmt::format("handed out {} times, and each time {}", lost_[job], why));
        todo_.push_front(job);
    }
    server.in_hand.clear();
}

bool RankHead::run(const std::vector<std::size_t>& jobs, std::size_t portion, const Nursery::Finished& finished,
                   const std::function<bool()>& keep_going) {
    if (!begun_) send({wire::FrameKind::begin, 0, ""});
    begun_ = true;
    portion_ = std::max<std::size_t>(portion, 1);
    todo_.assign(jobs.begin(), jobs.end());
    unfinished_ = {jobs.begin(), jobs.end()};
    while (!unfinished_.empty()) {
        if (!keep_going()) return false;
        hand_out();
        listen(finished);
    }
    return true;
}

void serve_rank(int socket, const RankIdentity& ours, Nursery& nursery, const Nursery::Terms& terms) {
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    std::signal(SIGPIPE, SIG_IGN);
    if (!wire::write_frame(socket, {wire::FrameKind::hello, terms.workers, pack(ours)})) return;
    std::string bytes;
    bool heard = true;  // somebody is there to hear
    try {
        nursery.serve(
            terms, socket,
            [&](std::size_t job, const Summary& summary) {
                heard = heard && wire::write_frame(socket, {wire::FrameKind::summary, job, encode(summary)});
            },
            [&](std::deque<std::size_t>& todo) {
                heard = read_all(socket, bytes) && heard;
                while (const auto frame = wire::take_frame(bytes))
                    for (const std::uint64_t job : unpack(frame->bytes)) todo.push_back(job);
                return heard;
            });
    } catch (const JobFailed& failure) {
        wire::write_frame(socket, {wire::FrameKind::failure, failure.job, failure.what()});
        pollfd waiting{socket, 0, 0};
        poll(&waiting, 1, -1);  // until the launcher hangs up: else it would take this for a death
    }
}

}  // namespace counterless
