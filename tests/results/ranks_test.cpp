// Every job comes home once whoever computes it, and whatever becomes of him; what would mix two studies is refused. The launcher
// is played by a thread at the other end of the socket.
#include "results/ranks.hpp"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <map>
#include <string>
#include <thread>

using namespace counterless;

namespace {

const RankIdentity ours{"1.0+abc", "one CPU", "the work"};
const std::string our_hello = "1.0+abc\nthe work\none CPU";

struct Sockets {
    Sockets() { REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, end) == 0); }
    ~Sockets() {
        for (const int one : end)
            if (one >= 0) close(one);
    }
    void hang_up(int which) { close(end[which]), end[which] = -1; }
    int end[2];
};

class Launcher {  // at the far end
  public:
    explicit Launcher(int socket) : socket_(socket) {}
    std::optional<wire::Frame> hear() {
        while (true) {
            if (auto frame = wire::take_frame(bytes_)) return frame;
            char buffer[4096];
            const ssize_t received = recv(socket_, buffer, sizeof buffer, 0);
            if (received <= 0) return {};
            bytes_.append(buffer, static_cast<std::size_t>(received));
        }
    }
    void say(const wire::Frame& frame) const { wire::write_frame(socket_, frame); }
    void hello(std::uint32_t rank, std::uint64_t workers = 1, const std::string& text = our_hello) const {
        say({wire::FrameKind::hello, workers, text, rank});
    }
    void answer(const wire::Frame& jobs) const {
        for (const std::uint64_t job : of(jobs)) answer(job, jobs.rank);
    }
    void answer(std::uint64_t job, std::uint32_t rank) const {
        Summary summary{.replication = static_cast<std::uint32_t>(job)};
        summary.totals = {static_cast<double>(job) * 2};
        say({wire::FrameKind::summary, job, encode(summary), rank});
    }
    static std::vector<std::uint64_t> of(const wire::Frame& frame) {
        std::vector<std::uint64_t> jobs(frame.bytes.size() / 8);
        std::memcpy(jobs.data(), frame.bytes.data(), frame.bytes.size());
        return jobs;
    }

  private:
    int socket_;
    std::string bytes_;
};

struct Outcome {
    std::map<std::size_t, int> finished;
    std::string failure;
    std::vector<std::string> remarks;
};

// The head with so many jobs, and the other end played by `play`.
template <typename Play>
Outcome head(std::size_t jobs, Play play, std::size_t ranks = 2, std::size_t portion = 4) {
    Sockets sockets;
    Outcome outcome;
    std::thread other([&] {
        Launcher launcher(sockets.end[1]);
        const auto begin = launcher.hear();
        if (begin && begin->kind == wire::FrameKind::begin) play(launcher);
        shutdown(sockets.end[1], SHUT_RDWR);
    });
    try {
        RankHead head({RankRole::head, sockets.end[0], ranks}, ours,
                      [&](const std::string& text) { outcome.remarks.push_back(text); });
        std::vector<std::size_t> all;
        for (std::size_t job = 0; job < jobs; ++job) all.push_back(job);
        head.run(
            all, portion,
            [&](std::size_t job, const Summary& summary) {
                CHECK(summary.totals.at(0) == static_cast<double>(job) * 2);
                ++outcome.finished[job];
            },
            [] { return true; });
    } catch (const JobFailed& failure) {
        outcome.failure = "job " + std::to_string(failure.job) + ": " + failure.what();
    } catch (const std::exception& failure) { outcome.failure = failure.what(); }
    shutdown(sockets.end[0], SHUT_RDWR);
    other.join();
    return outcome;
}

bool each_once(const Outcome& outcome, std::size_t jobs) {
    for (const auto& [job, times] : outcome.finished)
        if (times != 1) return false;
    return outcome.finished.size() == jobs;
}

}  // namespace

TEST_CASE("a place among ranks is one word, and any other word is none") {
    CHECK(rank_place("head:3:16").role == RankRole::head);
    CHECK(rank_place("server:7:16").role == RankRole::server);
    CHECK(rank_place("server:7:16").socket == 7);
    CHECK(rank_place("head:3:16").ranks == 16);
    for (const char* word : {"", "head", "head:3", "head:x:2", "head::2", "tail:3:2", "head:3:2:1", "head:-1:2"})
        CHECK(rank_place(word).role == RankRole::alone);
    CHECK(rank_place(nullptr).role == RankRole::alone);
}

TEST_CASE("every job comes home once, and both ranks have a part of it") {
    std::map<std::uint32_t, std::size_t> by_rank;
    const Outcome outcome = head(200, [&](Launcher& launcher) {
        launcher.hello(0), launcher.hello(1, 2);
        while (const auto frame = launcher.hear()) {
            by_rank[frame->rank] += Launcher::of(*frame).size();
            launcher.answer(*frame);
        }
    });
    CHECK(outcome.failure.empty());
    CHECK(each_once(outcome, 200));
    CHECK(by_rank[0] > 20);
    CHECK(by_rank[1] > 20);
}

TEST_CASE("portions shrink towards the end, so that ranks finish together") {
    std::vector<std::size_t> sizes;
    head(
        1000,
        [&](Launcher& launcher) {
            launcher.hello(0);
            while (const auto frame = launcher.hear()) {
                sizes.push_back(Launcher::of(*frame).size());
                launcher.answer(*frame);
            }
        },
        1, 32);
    REQUIRE(sizes.size() > 4);
    CHECK(sizes.front() == 33);  // a portion and one more
    CHECK(sizes.back() <= 2);
}

TEST_CASE("what a server had in hand when it died is done by another") {
    const Outcome outcome = head(50, [&](Launcher& launcher) {
        launcher.hello(0), launcher.hello(1);
        bool died = false;
        while (const auto frame = launcher.hear()) {
            if (frame->rank == 1 && !died) {
                died = true;
                launcher.say({wire::FrameKind::lost, 0, "it fell over", 1});
            } else {
                launcher.answer(*frame);
            }
        }
    });
    CHECK(outcome.failure.empty());
    CHECK(each_once(outcome, 50));
    REQUIRE(outcome.remarks.size() == 1);
    CHECK(outcome.remarks[0] == "rank 1: it fell over; the others do its work");
}

TEST_CASE("an answer that comes twice counts once") {
    const Outcome outcome = head(20, [&](Launcher& launcher) {
        launcher.hello(0);
        while (const auto frame = launcher.hear()) launcher.answer(*frame), launcher.answer(*frame);
    });
    CHECK(outcome.failure.empty());
    CHECK(each_once(outcome, 20));
}

TEST_CASE("a job that no server survives ends the run") {
    const Outcome outcome = head(
        1,
        [&](Launcher& launcher) {
            launcher.hello(0);
            while (const auto frame = launcher.hear()) {
                launcher.say({wire::FrameKind::lost, 1, "it fell over", 0});
                launcher.hello(0);
            }
        },
        1);
    CHECK(outcome.failure == "job 0: handed out 3 times, and each time it fell over");
    CHECK(outcome.remarks.size() == 2);
}

TEST_CASE("no rank left, the launcher gone, and a job that failed are told apart") {
    const Outcome none_left = head(
        9,
        [&](Launcher& launcher) {
            launcher.say({wire::FrameKind::lost, 0, "it never began", 0});
            launcher.say({wire::FrameKind::lost, 0, "nor did it", 1});
            launcher.hear();
        },
        2);
    CHECK(none_left.failure == "no rank computes any more; the last: nor did it");
    const Outcome gone = head(9, [&](Launcher& launcher) { launcher.hello(0), launcher.hear(); });
    CHECK(gone.failure == "the launcher is gone");
    const Outcome failed = head(9, [&](Launcher& launcher) {
        launcher.hello(0);
        launcher.say({wire::FrameKind::failure, 4, "no such thing", 0});
        while (launcher.hear()) {}
    });
    CHECK(failed.failure == "job 4: no such thing");
}

TEST_CASE("another build or other scenarios on a rank stop the run, another CPU is said") {
    const auto with = [](const std::string& hello) {
        return head(4, [&](Launcher& launcher) {
            launcher.hello(1, 1, hello);
            while (const auto frame = launcher.hear()) launcher.answer(*frame);
        });
    };
    CHECK(with("1.0+xyz\nthe work\none CPU").failure ==
          "rank 1 runs another build of counterless (1.0+xyz; the head is 1.0+abc)");
    CHECK(with("1.0+abc\nother work\none CPU").failure ==
          "rank 1 read other scenarios than the head: are the files the same there?");
    const Outcome other_cpu = with("1.0+abc\nthe work\nan abacus");
    CHECK(other_cpu.failure.empty());
    CHECK(other_cpu.remarks.at(0).find("an abacus") != std::string::npos);
}

TEST_CASE("a server does what it is given while more comes, and ends with the launcher") {
    Sockets sockets;
    Nursery nursery([](std::size_t job) {
        if (job == 77) throw std::runtime_error("seventy-seven");
        Summary summary{.replication = static_cast<std::uint32_t>(job)};
        summary.totals = {static_cast<double>(job) * 2};
        return summary;
    });
    std::map<std::size_t, int> finished;
    std::string failure;
    std::thread head_of_it([&] {
        Launcher launcher(sockets.end[1]);
        const auto hello = launcher.hear();
        CHECK((hello && hello->kind == wire::FrameKind::hello && hello->job == 2 && hello->bytes == our_hello));
        const auto give = [&](std::vector<std::uint64_t> jobs) {
            launcher.say({wire::FrameKind::jobs, 0, {reinterpret_cast<const char*>(jobs.data()), jobs.size() * 8}});
        };
        give({0, 1, 2}), give({3});
        for (int answers = 0; answers < 4; ++answers) ++finished[launcher.hear()->job];
        give({4, 5});
        for (int answers = 0; answers < 2; ++answers) ++finished[launcher.hear()->job];
        give({77});
        const auto last = launcher.hear();
        failure = last && last->kind == wire::FrameKind::failure ? last->bytes : "none";
        sockets.hang_up(1);
    });
    serve_rank(sockets.end[0], ours, nursery, {.workers = 2, .chunk = 8});
    head_of_it.join();
    CHECK(finished.size() == 6);
    CHECK(failure == "seventy-seven");
}
