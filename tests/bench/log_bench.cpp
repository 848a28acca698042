// tests/bench/log_bench.cpp: what a record costs when each customer's way is written down. An M/M/8 is lived through with a
// recorder that hears nothing and with each form of log, to a file in memory where there is one; the difference, over the events
// that were logged, is the cost of one.
//     build/release/tests/bench/log_bench
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "results/log.hpp"
#include "scenarios/read.hpp"
#include "sim/record.hpp"
#include "sim/run.hpp"

using namespace counterless;

namespace {

double cpu_s() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Counted final : Deaf {
    std::uint64_t events = 0;
    void arrived(double, const Person&) override { ++events; }
    void began(double, const Person&, double) override { ++events; }
    void ended(double, const Person&, double, double) override { ++events; }
};

constexpr const char* queue = R"({"name": "M/M/8", "demand": {"streams": {"all": {"to": "hall", "rate": "7.2 / min"}}},
    "centres": {"hall": {"stations": {"counter": {"agents": 8, "service": {"law": "exponential", "mean": "1 min"}}}}},
    "study": {"horizon": "100000 min", "replications": 1, "seed": 1}})";

}  // namespace

int main() {
    const ReadResult read = read_scenario_text(queue, "queue.json");
    const auto folder = std::filesystem::path("/dev/shm");
    const auto where = std::filesystem::exists(folder) ? folder : std::filesystem::temp_directory_path();
    const double begin_s = cpu_s();
    Counted counted;
    run(read.scenario, {}, 0, counted);
    const double without_s = cpu_s() - begin_s;
    for (const char* form : {"csv", "xes", "sqlite"}) {
        const std::string file = (where / fmt::format("counterless-log-bench-{}.{}", getpid(), form)).string();
        const double from_s = cpu_s();
        const auto writer = log_writer(read.scenario, file, [] { return true; });
        Log log(read.scenario, *writer);
        run(read.scenario, {}, 0, log);
        const double with_s = cpu_s() - from_s;
        fmt::print("{:<7} {:6.1f} ns a record, {:5.1f} bytes ({} records)\n", form,
                   (with_s - without_s) / static_cast<double>(counted.events) * 1e9,
                   static_cast<double>(std::filesystem::file_size(file)) / static_cast<double>(counted.events), counted.events);
        std::filesystem::remove(file);
    }
}
