#include "results/cbc.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace counterless {
namespace {

using Clock = std::chrono::steady_clock;

class WorkFolder {
  public:
    WorkFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "counterless-roster-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder in " + name);
        path_ = name;
    }
    ~WorkFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

std::string content(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> words_for(const std::string& cbc, const WorkFolder& folder, const MilpLimits& limits, bool preprocess) {
    std::vector<std::string> words{cbc,
                                   folder.file("program.mps"),
                                   "-timeMode",
                                   "elapsed",
                                   "-seconds",
                                   fmt::format("{:.1f}", limits.time_s),
                                   "-ratioGap",
                                   fmt::format("{:.6f}", limits.gap),
                                   "-allowableGap",
                                   fmt::format("{:.8g}", limits.gap_absolute)};
    if (!preprocess) words.insert(words.end(), {"-preprocess", "off"});
    words.insert(words.end(), {"-solve", "-solution", folder.file("solution.txt")});
    return words;
}

pid_t start(const std::vector<std::string>& words, const std::string& log) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot start the solver CBC");
    if (child > 0) return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    const int nothing = open("/dev/null", O_RDONLY);
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (nothing < 0 || out < 0) _exit(127);
    dup2(nothing, 0);
    dup2(out, 1);
    dup2(out, 2);
    execv(arguments.front(), arguments.data());
    _exit(127);
}

// The status it ended with; nothing if it had to be stopped.
std::optional<int> wait_for(pid_t child, double most_s, const std::function<bool()>& tick) {
    const auto began = Clock::now();
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        const double took_s = std::chrono::duration<double>(Clock::now() - began).count();
        if (took_s > most_s || !tick()) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return {};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(took_s < 0.2 ? 5 : 50));
    }
    return status;
}

bool may_run(const std::filesystem::path& file) {
    std::error_code error;
    return std::filesystem::is_regular_file(file, error) && access(file.c_str(), X_OK) == 0;
}

// Empty is unset.
const char* named_cbc() {
    const char* named = std::getenv("COUNTERLESS_CBC");
    return named != nullptr && *named != '\0' ? named : nullptr;
}

std::string state_of(const std::filesystem::path& program) {
    std::error_code ignored;
    const std::string shown = "\"" + program.string() + "\", ";
    if (!std::filesystem::exists(program, ignored)) return shown + "where there is nothing";
    return shown + (std::filesystem::is_regular_file(program, ignored) ? "a file that may not be run" : "which is no file");
}

// The first of these that is set says where temporary files go, as the standard library reads them.
const char* temporary_variable() {
    for (const char* name : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"})
        if (std::getenv(name) != nullptr) return name;
    return "TMPDIR";
}

std::string ending(int status) {
    return WIFSIGNALED(status) ? fmt::format("by signal {}", WTERMSIG(status)) : fmt::format("exit code {}", WEXITSTATUS(status));
}

}  // namespace

std::optional<std::filesystem::path> find_cbc() {
    if (const char* named = named_cbc()) return may_run(named) ? std::optional<std::filesystem::path>(named) : std::nullopt;
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (!folder.empty() && may_run(std::filesystem::path(folder) / "cbc")) return std::filesystem::path(folder) / "cbc";
    return {};
}

Problems cbc_problems() {
    Problems problems;
    if (const char* named = named_cbc(); named != nullptr && !may_run(named))
        problems.push_back(
            {"COUNTERLESS_CBC", state_of(named), "the solver CBC, such as /usr/bin/cbc; unset, it is looked for on PATH"});
    else if (!find_cbc())
        problems.push_back({"PATH", "no program \"cbc\" in its folders", "the solver CBC, as in: apt-get install coinor-cbc"});
    std::error_code error;
    const auto folder = std::filesystem::temp_directory_path(error);
    if (error || access(folder.c_str(), W_OK | X_OK) != 0) {
        const char* variable = temporary_variable();
        const char* value = std::getenv(variable);
        problems.push_back({variable,
                            fmt::format("\"{}\", {}", value != nullptr ? value : "/tmp",
                                        error ? "which is no folder" : "a folder in which nothing may be written"),
                            "a folder for the files of the solver CBC"});
    }
    return problems;
}

// CBC 2.10 breaks off now and then at an assertion of its own about what its preprocessing left; without that it solves the
// program.
MilpAnswer solve_with_cbc(const std::filesystem::path& cbc, const Milp& program, const MilpLimits& limits,
                          const std::function<bool()>& tick) {
    const auto began = Clock::now();
    const WorkFolder folder;
    std::ofstream(folder.file("program.mps"), std::ios::binary) << mps_text(program);
    MilpAnswer answer;
    for (const bool preprocess : {true, false}) {
        MilpLimits left = limits;
        left.time_s = std::max(1.0, limits.time_s - std::chrono::duration<double>(Clock::now() - began).count());
        const auto words = words_for(cbc.string(), folder, left, preprocess);
        const auto status = wait_for(start(words, folder.file("log.txt")), left.time_s + limits.grace_s, tick);
        if (!status) break;
        const std::string solution = content(folder.file("solution.txt")), log = content(folder.file("log.txt"));
        if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0 && !solution.empty()) {
            answer = read_cbc(program, solution, log, limits.gap);
            break;
        }
        if (!preprocess)
            throw std::runtime_error(fmt::format("the solver CBC ({}) ended without a solution, {}{}", cbc.string(),
                                                 ending(*status),
                                                 log.empty() ? "" : ": " + log.substr(log.size() > 300 ? log.size() - 300 : 0)));
    }
    answer.took_s = std::chrono::duration<double>(Clock::now() - began).count();
    return answer;
}

}  // namespace counterless
