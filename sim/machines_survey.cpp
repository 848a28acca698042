#include "sim/machines_survey.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <new>
#include <stdexcept>

#include "sim/machines_engine.hpp"

namespace counterless {
namespace sg4 = simgrid::s4u;
namespace {
constexpr std::size_t things_max = 100'000;  // hosts and links together
constexpr std::size_t answer_bytes_max = 64 << 20;
constexpr std::size_t words_max = 4096;  // of what SimGrid says
constexpr rlim_t memory_bytes_max = rlim_t{2} << 30;

// ---- the child ----------------------------------------------------------------------------------------------------------------
void write_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = write(to, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw std::runtime_error(std::string("cannot write: ") + std::strerror(errno));
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void limit(decltype(RLIMIT_AS) resource, rlim_t most) {
    const rlimit both{most, most};
    setrlimit(resource, &both);
}

// A file without a name on any disk: what SimGrid opens is what was screened.
std::string keep_in_memory(const std::string& xml) {
    const int file = memfd_create("platform", 0);
    if (file < 0) throw std::runtime_error(std::string("cannot keep the file in memory: ") + std::strerror(errno));
    write_all(file, xml);
    return "/proc/self/fd/" + std::to_string(file);
}

std::string property(const sg4::Host& host, const char* key) {
    const char* value = host.get_property(key);
    return value != nullptr ? value : "";
}

Sharing sharing_of(const sg4::Link& link) {
    using enum sg4::Link::SharingPolicy;
    const auto policy = link.get_sharing_policy();
    if (policy == FATPIPE) return Sharing::fatpipe;
    return policy == SHARED || policy == SPLITDUPLEX ? Sharing::shared : Sharing::other;
}

PlatformSurvey survey_of(const sg4::Engine& engine) {
    PlatformSurvey survey;
    const auto hosts = engine.get_all_hosts();
    const auto links = engine.get_all_links();
    if (hosts.size() + links.size() > things_max)
        throw std::runtime_error(
            fmt::format("{} hosts and {} links, more than {} together", hosts.size(), links.size(), things_max));
    for (const sg4::Host* host : hosts)
        survey.hosts.push_back({.name = host->get_name(),
                                .flops_per_s = host->get_speed(),
                                .cores = host->get_core_count(),
                                .power_state = host->get_pstate(),
                                .wattage_per_state = property(*host, "wattage_per_state"),
                                .wattage_off = property(*host, "wattage_off")});
    for (const sg4::Link* link : links)
        if (link->get_name() != "__loopback__")  // SimGrid's own, in no file
            survey.links.push_back({.name = link->get_name(),
                                    .bandwidth_per_s = link->get_bandwidth(),
                                    .latency_s = link->get_latency(),
                                    .sharing = sharing_of(*link)});
    return survey;
}

// Its settings are those of every engine of this program. What it has to say goes to stderr, and so to the parent.
void load(const std::string& xml, int answer) {
    const std::string path = keep_in_memory(xml);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    if (!sanitized) limit(RLIMIT_AS, memory_bytes_max);
    sg4::Engine* engine = configure_engine(1);
    engine->load_platform(path);
    write_all(answer, encode(survey_of(*engine)));
}

[[noreturn]] void live_as_child(const std::string& xml, int answer, int words, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(nothing, 0);
    dup2(nothing, 1);
    dup2(words, 2);
    std::signal(SIGXFSZ, SIG_IGN);  // a file that grows gives an error instead
    try {
        load(xml, answer);
        _exit(0);
    } catch (const std::bad_alloc&) {
        constexpr std::string_view what = "more than 2 GB of memory needed";
        (void)!write(words, what.data(), what.size());
    } catch (const std::exception& exception) {
        const std::string_view what = exception.what();
        (void)!write(words, what.data(), what.size());
    } catch (...) {}
    _exit(1);
}

// ---- the parent ---------------------------------------------------------------------------------------------------------------
struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error(std::string("no pipe: ") + std::strerror(errno));
        read = ends[0];
        write = ends[1];
    }
    ~Pipe() {
        close(read);
        close_writing();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close_writing() {
        if (write >= 0) close(write);
        write = -1;
    }
};

struct Heard {
    std::string answer, words;
    bool in_time = true;
};

// Until both pipes are closed; what is beyond a bound is read and dropped.
Heard listen(const Pipe& answer, const Pipe& words, double limit_s) {
    using namespace std::chrono;
    const auto end = steady_clock::now() + duration_cast<steady_clock::duration>(duration<double>(limit_s));
    Heard heard;
    struct Ear {
        std::string& text;
        std::size_t most;
    };
    std::array ears{Ear{heard.answer, answer_bytes_max}, Ear{heard.words, words_max}};
    std::array waiting{pollfd{answer.read, POLLIN, 0}, pollfd{words.read, POLLIN, 0}};
    std::string block(1 << 16, '\0');
    while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
        const auto left_ms = duration_cast<milliseconds>(end - steady_clock::now()).count();
        if (left_ms <= 0) {
            heard.in_time = false;
            break;
        }
        if (poll(waiting.data(), waiting.size(), static_cast<int>(left_ms)) <= 0) continue;
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            if (waiting[i].fd < 0 || waiting[i].revents == 0) continue;
            const ssize_t count = read(waiting[i].fd, block.data(), block.size());
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) waiting[i].fd = -1;
            const std::size_t room = ears[i].most - ears[i].text.size();
            if (count > 0) ears[i].text.append(block, 0, std::min(room, static_cast<std::size_t>(count)));
        }
    }
    return heard;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) text.replace(at, what.size(), by);
}

// One short line: without the frame that SimGrid's log puts around it, and without the name of a file that nobody knows.
std::string in_short(std::string words) {
    if (const std::size_t at = words.find("/CRITICAL] "); at != std::string::npos) words.erase(0, at + 11);
    if (const std::size_t at = words.find("Backtrace (displayed"); at != std::string::npos) words.erase(at);
    if (const std::size_t at = words.find("/proc/self/fd/"); at != std::string::npos) {
        const std::size_t end = words.find_first_not_of("0123456789", at + 14);
        const std::string path = words.substr(at, end == std::string::npos ? end : end - at);
        replace_all(words, path + ":", "line ");
        replace_all(words, path, "the file");
    }
    std::string line;
    for (const char c : words) {
        const bool blank = static_cast<unsigned char>(c) <= ' ';
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    constexpr std::size_t most = 300;
    return line.size() <= most ? line : line.substr(0, most) + " ...";
}

std::string failure_of(const Heard& heard, int status, double limit_s) {
    std::string words = in_short(heard.words);
    if (!heard.in_time) return fmt::format("what SimGrid has not loaded after {} s", limit_s);
    if (WIFEXITED(status) && !words.empty()) return words;
    std::string how = "SimGrid gives up";
    if (WIFSIGNALED(status))
        how =
            WTERMSIG(status) == SIGABRT ? "SimGrid aborts" : std::string("SimGrid crashes (") + strsignal(WTERMSIG(status)) + ")";
    return words.empty() ? how : how + ": " + words;
}

PlatformSurvey ask_child(const std::string& xml, double limit_s) {
    Pipe answer, words;
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error(std::string("no process for SimGrid: ") + std::strerror(errno));
    if (child == 0) live_as_child(xml, answer.write, words.write, parent);
    answer.close_writing();
    words.close_writing();
    const Heard heard = listen(answer, words, limit_s);
    if (!heard.in_time) kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (heard.in_time && WIFEXITED(status) && WEXITSTATUS(status) == 0) return decode_survey(heard.answer);
    return {.hosts = {}, .links = {}, .error = failure_of(heard, status, limit_s)};
}
}  // namespace

PlatformSurvey survey_platform(const std::string& xml, double limit_s) {
    try {
        return ask_child(xml, limit_s);
    } catch (const std::exception& exception) { return {.hosts = {}, .links = {}, .error = exception.what()}; }
}

}  // namespace counterless
