// A store forgets nothing that was written, refuses what is not its own, and survives damage, kills and full disks.
#include "results/store.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <string>

using namespace counterless;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() : path(fs::temp_directory_path() / ("counterless-store-" + std::to_string(getpid()))) {
        fs::remove_all(path);
        fs::create_directory(path);
    }
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

const StudyInputs inputs{
    .sha256 = "abc", .seed = 18446744073709551615u, .version = "1", .name = "a", .scenario = "{}", .cpu_class = "x"};

Summary summary(std::uint32_t replication, std::size_t totals = 8) {
    Summary made{.replication = replication};
    for (std::size_t slot = 0; slot < totals; ++slot) made.totals.push_back(static_cast<double>(slot) + replication + 0.25);
    made.distributions.resize(2);
    made.distributions[1].add(replication + 1.0);
    return made;
}
Store::Kept kept(Store& store, std::size_t below = 100) { return store.kept(store.study(inputs), below, 8, 2); }

void sql(const fs::path& file, const char* text) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    CHECK(sqlite3_exec(database, text, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}
std::string problem_with(const fs::path& file) {
    try {
        const Store store(file, 50);
    } catch (const StoreUnusable& unusable) { return unusable.problem.found; }
    return "";
}

// Runs it in a process of its own and gives its exit code, so that limits and kills stay there.
template <typename Work>
int in_child(Work work) {
    const pid_t child = fork();
    if (child == 0) _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("what was kept is there when the file is opened again") {
    const Folder folder;
    {
        Store store(folder.path / "week.db");
        for (const std::uint32_t replication : {3u, 0u, 7u}) store.keep(store.study(inputs), summary(replication));
    }
    Store store(folder.path / "week.db");
    const Store::Kept found = kept(store);
    REQUIRE(found.summaries.size() == 3);
    CHECK(found.damaged == 0);
    CHECK(found.summaries[2].replication == 7);
    CHECK(encode(found.summaries[1]) == encode(summary(3)));
    CHECK(kept(store, 5).summaries.size() == 2);
    CHECK(store.cpu_class_of(store.study(inputs)) == "x");
}

TEST_CASE("studies with other inputs live beside it and share nothing") {
    const Folder folder;
    Store store(folder.path / "week.db");
    store.keep(store.study(inputs), summary(0));
    store.flush();
    for (const StudyInputs& other : {StudyInputs{.sha256 = "abd", .seed = inputs.seed, .version = "1"},
                                     StudyInputs{.sha256 = "abc", .seed = 1, .version = "1"},
                                     StudyInputs{.sha256 = "abc", .seed = inputs.seed, .version = "2"}}) {
        CHECK(store.study(other) != store.study(inputs));
        CHECK(store.kept(store.study(other), 9, 8, 2).summaries.empty());
    }
    CHECK(kept(store).summaries.size() == 1);
}

TEST_CASE("a replication that is damaged or of another layout is left out and counted") {
    const Folder folder;
    const fs::path file = folder.path / "week.db";
    {
        Store store(file);
        for (std::uint32_t replication = 0; replication < 4; ++replication) store.keep(store.study(inputs), summary(replication));
        store.keep(store.study(inputs), summary(4, 9));
    }
    sql(file, "UPDATE replications SET summary = x'00112233' WHERE replication = 1");
    sql(file, "UPDATE replications SET summary = (SELECT summary FROM replications WHERE replication = 3) WHERE replication = 2");
    Store store(file);
    const Store::Kept found = kept(store);
    CHECK(found.damaged == 3);
    REQUIRE(found.summaries.size() == 2);
    CHECK(found.summaries[1].replication == 3);
}

TEST_CASE("what is no store of ours is named and left as it is") {
    const Folder folder;
    std::ofstream(folder.path / "text.db") << std::string(5000, 'x');
    CHECK(problem_with(folder.path / "text.db") == "a file that is no database");
    CHECK(fs::file_size(folder.path / "text.db") == 5000);
    CHECK(problem_with(folder.path) == "a folder");
    CHECK(problem_with("/dev/null") == "a device or pipe");
    CHECK(problem_with(folder.path / "none" / "week.db").find("does not exist") != std::string::npos);
    CHECK(problem_with("") == "an empty name");
    sql(folder.path / "other.db", "CREATE TABLE people(name TEXT)");
    CHECK(problem_with(folder.path / "other.db") == "a database of another program");
    { const Store ours(folder.path / "later.db"); }
    sql(folder.path / "later.db", "PRAGMA user_version = 99");
    CHECK(problem_with(folder.path / "later.db") == "a database of another version of counterless");
}

TEST_CASE("a database with bytes overwritten is refused or its rows left out, never believed") {
    const Folder folder;
    const fs::path file = folder.path / "week.db";
    {
        Store store(file);
        for (std::uint32_t replication = 0; replication < 50; ++replication)
            store.keep(store.study(inputs), summary(replication, 500));
    }
    const auto size = static_cast<long>(fs::file_size(file));
    for (long at = 100; at < size; at += size / 40) {
        fs::copy_file(file, folder.path / "damaged.db", fs::copy_options::overwrite_existing);
        {
            std::fstream bytes(folder.path / "damaged.db", std::ios::in | std::ios::out | std::ios::binary);
            bytes.seekp(at);
            bytes << "damaged damaged damaged";
        }
        try {
            Store store(folder.path / "damaged.db");
            for (const Summary& one : store.kept(store.study(inputs), 50, 500, 2).summaries)
                CHECK(encode(one) == encode(summary(one.replication, 500)));
        } catch (const StoreUnusable&) {
        } catch (const StoreFailed&) {}
    }
}

TEST_CASE("a file held by another process is waited for, then named") {
    const Folder folder;
    const fs::path file = folder.path / "week.db";
    { const Store made(file); }
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr) == SQLITE_OK);
    std::string text;
    try {
        const Store store(file, 100);
    } catch (const StoreFailed& failed) { text = failed.what(); }
    CHECK(text.find("locked by another process") != std::string::npos);
    sqlite3_close(other);
    CHECK_NOTHROW(Store(file, 100));
}

TEST_CASE("a disk that fills up loses only what did not fit, and the file goes on working") {
    const Folder folder;
    const fs::path file = folder.path / "week.db";
    const int code = in_child([&] {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{200000, 200000};
        setrlimit(RLIMIT_FSIZE, &limit);
        Store store(file);
        const std::int64_t study = store.study(inputs);
        try {
            for (std::uint32_t replication = 0; replication < 1000; ++replication) {
                store.keep(study, summary(replication, 500));
                store.flush();
            }
        } catch (const StoreFailed& failed) {
            return std::string(failed.what()).find(file.string()) != std::string::npos ? 7 : 8;
        }
        return 9;
    });
    CHECK(code == 7);
    Store store(file);
    const std::size_t before = store.kept(store.study(inputs), 1000, 500, 2).summaries.size();
    CHECK(before > 10);
    for (std::uint32_t replication = 0; replication < 200; ++replication)
        store.keep(store.study(inputs), summary(replication, 500));
    store.flush();
    CHECK(store.kept(store.study(inputs), 1000, 500, 2).summaries.size() == 200);
}

TEST_CASE("a process killed in the middle of writing leaves a store that opens") {
    const Folder folder;
    const fs::path file = folder.path / "week.db";
    for (int round = 0; round < 3; ++round) {
        const pid_t child = fork();
        if (child == 0) {
            Store store(file);
            for (std::uint32_t replication = 0;; ++replication) {
                store.keep(store.study(inputs), summary(replication % 100));
                store.flush();
            }
        }
        usleep(150000);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        Store store(file);
        CHECK(kept(store).damaged == 0);
        CHECK(kept(store).summaries.size() > 0);
    }
}

TEST_CASE("results replace those of before") {
    const Folder folder;
    Store store(folder.path / "week.db");
    StudyResult result;
    result.measures = {{{.name = "visits", .of = "all", .unit = "visits"}, {.known = true, .mean = 5, .n = 1}},
                       {{.name = "wait_mean", .of = "all", .unit = "s"}, {}}};
    result.series = {
        {{.name = "visits", .of = "all", .unit = "visits", .start_s = 0, .end_s = 1800}, {.known = true, .mean = 1, .n = 3}}};
    result.baseline = Baseline{.name = "before", .differences = {{{.name = "visits", .of = "all"}, {}, {}}}};
    store.write_results(store.study(inputs), result);
    store.write_results(store.study(inputs), result);
    sql(folder.path / "week.db",
        "CREATE TABLE claim(ok CHECK(ok)); INSERT INTO claim SELECT count(*) = 2 FROM measures; "
        "INSERT INTO claim SELECT count(*) = 1 FROM measures WHERE mean IS NULL; "
        "INSERT INTO claim SELECT count(*) = 2 FROM measures WHERE half_width IS NULL; "
        "INSERT INTO claim SELECT count(*) = 1 FROM series; INSERT INTO claim SELECT count(*) = 13 FROM balance; "
        "INSERT INTO claim SELECT count(*) = 1 FROM differences");
}
