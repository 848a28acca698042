// What several databases hold becomes one whole, or nothing is touched.
#include "results/store_merge.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "results/store.hpp"
#include "results/store_read.hpp"

using namespace counterless;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() : path(fs::temp_directory_path() / ("counterless-merge-" + std::to_string(getpid()))) {
        fs::remove_all(path);
        fs::create_directory(path);
    }
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::string at(const char* name) const { return (path / name).string(); }
    fs::path path;
};

const StudyInputs inputs{
    .sha256 = "abc", .seed = 18446744073709551615u, .version = "1", .name = "a", .scenario = "{}", .cpu_class = "x"};

Summary summary(std::uint32_t replication, double total = 1, double cpu_s = 0) {
    return {.replication = replication, .totals = {total, 0, 2}, .distributions = {}, .cpu_s = cpu_s};
}
void fill(const std::string& file, const std::vector<Summary>& summaries, const StudyInputs& of = inputs) {
    Store store(file);
    const std::int64_t study = store.study(of);
    for (const Summary& one : summaries) store.keep(study, one);
    store.flush();
}
void spoil(const std::string& file, const char* how) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    CHECK(sqlite3_exec(database, how, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}
std::size_t rows(const std::string& file) {
    StoreReader reader(file);
    std::size_t count = 0;
    for (const StoredStudy& study : reader.studies())
        reader.each(study.number, [&](std::uint32_t, const std::string&) { ++count; });
    return count;
}
Problems refused(const std::string& output, const std::vector<std::string>& from) {
    try {
        merge_stores(output, from);
    } catch (const MergeRefused& refusal) { return refusal.problems; }
    return {};
}

}  // namespace

TEST_CASE("a reader sees what a store has kept") {
    const Folder folder;
    fill(folder.at("a.db"), {summary(2), summary(0)});
    StoreReader reader(folder.at("a.db"));
    const auto studies = reader.studies();
    REQUIRE(studies.size() == 1);
    CHECK(studies[0].inputs.seed == inputs.seed);
    CHECK(studies[0].inputs.sha256 == "abc");
    std::vector<std::uint32_t> numbers;
    reader.each(studies[0].number, [&](std::uint32_t number, const std::string& bytes) {
        numbers.push_back(number);
        CHECK(decode(bytes).replication == number);
    });
    CHECK(numbers == std::vector<std::uint32_t>{0, 2});
}

TEST_CASE("three parts become one, counted, with what is missing named") {
    const Folder folder;
    fill(folder.at("a.db"), {summary(0), summary(3)});
    fill(folder.at("b.db"), {summary(1), summary(3, 1, 5.0)});  // 3 again: another time spent, the same outcome
    StudyInputs other = inputs;
    other.seed = 7;
    fill(folder.at("b.db"), {summary(0)}, other);
    const Merged merged = merge_stores(folder.at("out.db"), {folder.at("a.db"), folder.at("b.db")});
    REQUIRE(merged.studies.size() == 2);
    REQUIRE(merged.remarks.size() == 1);  // three of one and one of the other
    CHECK(merged.remarks[0].find("of a there are 1 replications, of a 3: if they belong to one command") == 0);
    CHECK(merged.studies[0].added == 3);
    CHECK(merged.studies[0].twice == 1);
    CHECK(merged.studies[0].missing == std::vector<std::uint32_t>{2});
    CHECK(merged.studies[1].added == 1);
    CHECK(rows(folder.at("out.db")) == 4);
    Store store(folder.at("out.db"));  // and it is a store like any other
    CHECK(store.kept(store.study(inputs), 100, 3, 0).summaries.size() == 3);
    for (const auto& entry : fs::directory_iterator(folder.path)) CHECK(entry.path().filename().string().front() != '.');
}

TEST_CASE("an output that is there is added to, and stays as it was when something is wrong") {
    const Folder folder;
    fill(folder.at("out.db"), {summary(0)});
    fill(folder.at("a.db"), {summary(1)});
    fill(folder.at("b.db"), {summary(2), summary(0, 99)});  // another outcome
    const Problems problems = refused(folder.at("out.db"), {folder.at("a.db"), folder.at("b.db")});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].place == folder.at("b.db") + ": a, seed 18446744073709551615, replication 0");
    CHECK(problems[0].found == "another outcome than in " + folder.at("out.db"));
    CHECK(rows(folder.at("out.db")) == 1);
    const Merged merged = merge_stores(folder.at("out.db"), {folder.at("a.db")});
    CHECK(merged.studies[0].before == 1);
    CHECK(merged.studies[0].added == 1);
}

TEST_CASE("all that is no database of ours is told at once, and no output appears") {
    const Folder folder;
    std::ofstream(folder.at("text.db"))
        << "not a database at all, but long enough to have a header of a hundred bytes or more ............";
    std::ofstream(folder.at("empty.db"));
    fill(folder.at("a.db"), {summary(0)});
    CHECK(refused(folder.at("out.db"), {folder.at("text.db"), folder.at("empty.db"), folder.at("a.db"), folder.at("none.db")})
              .size() == 3);
    CHECK_FALSE(fs::exists(folder.at("out.db")));
    CHECK(refused(folder.at("text.db"), {folder.at("a.db"), folder.at("none.db")}).size() == 2);
    CHECK(refused(folder.at("a.db"), {folder.at("a.db")}).size() == 1);
}

TEST_CASE("damaged summaries are told beside an output or an input that cannot be used") {
    const Folder folder;
    std::ofstream(folder.at("text.db")) << "no database";
    fill(folder.at("a.db"), {summary(0), summary(1), summary(2)});
    spoil(folder.at("a.db"), "UPDATE replications SET summary = 'x' WHERE replication > 0");
    const std::string a = folder.at("a.db");
    const auto damaged = [&](const Problems& problems) {
        return std::count_if(problems.begin(), problems.end(), [&](const Problem& one) {
            return one.place.starts_with(a + ": a, seed 18446744073709551615, replication") && one.found == "a damaged summary";
        });
    };
    const Problems beside_input = refused(folder.at("out.db"), {a, folder.at("text.db")}),
                   beside_output = refused(folder.at("text.db"), {a}),
                   itself = refused(folder.at("b.db"), {a, folder.at("b.db")});
    for (const Problems* problems : {&beside_input, &beside_output, &itself}) {
        CHECK(problems->size() == 3);
        CHECK(damaged(*problems) == 2);
    }
}

TEST_CASE("a database without one of its tables, or with a seed that is no number, is refused by name") {
    const Folder folder;
    fill(folder.at("a.db"), {summary(0)});
    fill(folder.at("b.db"), {summary(0)});
    spoil(folder.at("a.db"), "DROP TABLE replications");
    spoil(folder.at("b.db"), "UPDATE study SET seed = 'foo'");
    const Problems problems = refused(folder.at("out.db"), {folder.at("a.db"), folder.at("b.db")});
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].found == "a damaged database (without the table replications)");
    CHECK(problems[1].found == "a study whose seed is \"foo\"");
    try {
        Store store(folder.at("a.db"));
        FAIL("opened");
    } catch (const StoreUnusable& unusable) { CHECK(unusable.problem.found == problems[0].found); }
}

TEST_CASE("other kinds of CPU and other builds are remarked on") {
    const Folder folder;
    StudyInputs cpu = inputs, build = inputs;
    cpu.cpu_class = "y";
    build.version = "2";
    fill(folder.at("a.db"), {summary(0)});
    fill(folder.at("b.db"), {summary(1)}, cpu);
    fill(folder.at("c.db"), {summary(2), summary(3)}, build);
    const Merged merged = merge_stores(folder.at("out.db"), {folder.at("a.db"), folder.at("b.db"), folder.at("c.db")});
    REQUIRE(merged.remarks.size() == 2);
    CHECK(merged.remarks[0].find("another kind of CPU (y; before x)") != std::string::npos);
    CHECK(merged.remarks[1].find("2 builds") != std::string::npos);
    CHECK(merged.studies.size() == 2);
}

TEST_CASE("outcomes are compared without their cost") {
    CHECK(same_outcome(encode(summary(0, 1, 0)), encode(summary(0, 1, 9))));
    CHECK_FALSE(same_outcome(encode(summary(0, 1)), encode(summary(0, 2))));
    CHECK_FALSE(same_outcome(encode(summary(0, 1)), encode(summary(1, 1))));
    CHECK_FALSE(same_outcome(encode(summary(0, 1)), "nonsense"));
}
