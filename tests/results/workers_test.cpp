// Workers may be killed, may crash, may finish in any order: the same summaries come home, or a clear word why not.
#include "results/workers.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <thread>

using namespace counterless;

namespace {

Summary answer(std::size_t job) {
    Summary summary{.replication = static_cast<std::uint32_t>(job)};
    summary.totals = {static_cast<double>(job * job), 1};
    return summary;
}
std::vector<std::size_t> first(std::size_t count) {
    std::vector<std::size_t> jobs(count);
    std::iota(jobs.begin(), jobs.end(), std::size_t{0});
    return jobs;
}
bool always() { return true; }

std::map<std::size_t, Summary> collect(Nursery& nursery, std::size_t jobs, Nursery::Terms terms) {
    std::map<std::size_t, Summary> found;
    CHECK(nursery.run(
        first(jobs), terms, [&](std::size_t job, Summary summary) { CHECK(found.emplace(job, std::move(summary)).second); },
        always));
    CHECK(found.size() == jobs);
    for (const auto& [job, summary] : found) CHECK(summary.totals.at(0) == static_cast<double>(job * job));
    return found;
}

// A folder in which children leave marks, since nothing else of theirs survives.
struct Marks {
    Marks() : folder(std::filesystem::temp_directory_path() / ("counterless-marks-" + std::to_string(getpid()))) {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directory(folder);
    }
    ~Marks() { std::filesystem::remove_all(folder); }
    // How often this was called for `job` before, in any process.
    int earlier(std::size_t job) const {
        const auto file = folder / std::to_string(job);
        const int before = std::filesystem::exists(file) ? static_cast<int>(std::filesystem::file_size(file)) : 0;
        std::ofstream(file, std::ios::app) << 'x';
        return before;
    }
    std::filesystem::path folder;
};

std::string failure(Nursery& nursery, std::size_t jobs, std::size_t& job, std::size_t chunk = 1) {
    try {
        nursery.run(
            first(jobs), {.workers = 2, .chunk = chunk}, [](std::size_t, const Summary&) {}, always);
    } catch (const JobFailed& failed) {
        job = failed.job;
        return failed.what();
    }
    return "";
}

}  // namespace

TEST_CASE("every job comes home once, for any number of workers and any chunk") {
    Nursery nursery(answer);
    for (const std::size_t workers : {1u, 2u, 7u})
        for (const std::size_t chunk : {1u, 3u, 64u, 1000u}) collect(nursery, 40, {workers, chunk});
    collect(nursery, 0, {2, 1});
}

TEST_CASE("a child reports its own time and memory") {
    Nursery nursery([](std::size_t job) {
        std::vector<char> large(64 << 20, 'x');
        volatile double sum = 0;
        for (std::size_t i = 0; i < large.size(); ++i) sum = sum + large[i];
        return answer(job);
    });
    const auto found = collect(nursery, 1, {1, 1});
    CHECK(found.at(0).memory_peak_bytes > 6e7);
    CHECK(found.at(0).cpu_s > 0.005);
}

TEST_CASE("a summary larger than any pipe gets through") {
    Nursery nursery([](std::size_t job) {
        Summary summary = answer(job);
        for (int i = 0; i < 500000; ++i) summary.totals.push_back(i + 0.5);
        return summary;
    });
    CHECK(collect(nursery, 3, {2, 2}).at(2).totals.back() == 499999.5);
}

TEST_CASE("a child that is killed costs only its job, which is run again") {
    const Marks marks;
    Nursery nursery([&](std::size_t job) {
        if (job % 5 == 2 && marks.earlier(job) < 2) raise(job % 2 ? SIGKILL : SIGTERM);
        return answer(job);
    });
    collect(nursery, 13, {3, 4});
}

TEST_CASE("a child killed from outside while it works is replaced") {
    const Marks marks;
    Nursery nursery([&](std::size_t job) {
        if (job == 1 && marks.earlier(job) == 0) {
            std::ofstream(marks.folder / "pid") << getpid() << std::flush;
            std::this_thread::sleep_for(std::chrono::seconds(30));
        }
        return answer(job);
    });
    bool shot = false;
    std::size_t done = 0;
    CHECK(nursery.run(
        first(3), {2, 1}, [&](std::size_t, const Summary&) { ++done; },
        [&] {
            pid_t child = 0;
            if (!shot && std::ifstream(marks.folder / "pid") >> child) shot = kill(child, SIGKILL) == 0;
            return true;
        }));
    CHECK(shot);
    CHECK(done == 3);
}

TEST_CASE("the nursery itself may be killed: another takes its place") {
    const Marks marks;
    Nursery nursery([&](std::size_t job) {
        if (job == 1 && marks.earlier(job) == 0) {
            kill(getppid(), SIGKILL);
            std::this_thread::sleep_for(std::chrono::seconds(30));
        }
        return answer(job);
    });
    collect(nursery, 6, {2, 2});
}

TEST_CASE("a job that is killed again and again ends the run and is named") {
    Nursery nursery([](std::size_t job) {
        if (job == 4) raise(SIGKILL);
        return answer(job);
    });
    std::size_t job = 0;
    CHECK(failure(nursery, 8, job).find("killed 3 times") != std::string::npos);
    CHECK(job == 4);
}

TEST_CASE("a crash is not tried again; its signal, exit code or exception is told") {
    std::size_t job = 0;
    Nursery crashing([](std::size_t number) {
        if (number == 3) signal(SIGSEGV, SIG_DFL), raise(SIGSEGV);
        return answer(number);
    });
    CHECK(failure(crashing, 8, job, 8).find("Segmentation fault") != std::string::npos);
    CHECK(job == 3);
    Nursery leaving([](std::size_t number) {
        if (number == 2) _exit(9);
        return answer(number);
    });
    CHECK(failure(leaving, 8, job).find("exit code 9") != std::string::npos);
    CHECK(job == 2);
    Nursery throwing([](std::size_t number) -> Summary {
        if (number == 5) throw std::logic_error("every customer is accounted for");
        return answer(number);
    });
    CHECK(failure(throwing, 8, job, 8) == "every customer is accounted for");
    CHECK(job == 5);
    collect(throwing, 4, {2, 1});  // and the nursery can be used again
}

TEST_CASE("when told to stop it stops at once and keeps what was finished") {
    Nursery nursery([](std::size_t job) {
        if (job >= 3) std::this_thread::sleep_for(std::chrono::seconds(60));
        return answer(job);
    });
    const auto start = std::chrono::steady_clock::now();
    std::size_t done = 0;
    CHECK_FALSE(nursery.run(
        first(10), {2, 1}, [&](std::size_t, const Summary&) { ++done; }, [&] { return done < 3; }));
    CHECK(done == 3);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("nobody outlives the parent") {
    const Marks marks;
    const pid_t parent = fork();
    if (parent == 0) {
        Nursery nursery([&](std::size_t job) {
            std::ofstream(marks.folder / "pid") << getpid() << std::flush;
            std::this_thread::sleep_for(std::chrono::seconds(60));
            return answer(job);
        });
        nursery.run(
            first(1), {1, 1}, [](std::size_t, const Summary&) {}, always);
        _exit(0);
    }
    pid_t child = 0;
    for (int tick = 0; tick < 1000 && !(std::ifstream(marks.folder / "pid") >> child); ++tick)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    REQUIRE(child > 0);
    kill(parent, SIGKILL);
    waitpid(parent, nullptr, 0);
    const auto gone = [&] {
        if (kill(child, 0) != 0) return true;
        std::ifstream stat("/proc/" + std::to_string(child) + "/stat");  // dead and not yet buried counts as gone
        std::string number, name, state;
        stat >> number >> name >> state;
        return state == "Z" || state.empty();
    };
    for (int tick = 0; tick < 500 && !gone(); ++tick) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(gone());
}
