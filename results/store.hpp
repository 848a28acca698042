// results/store.hpp: studies in one SQLite file, replication by replication, so that a run can be stopped, killed and taken up
// again. A study is known by its inputs: the scenario's SHA-256, the seed and the version; one file may hold several (a scenario
// and its baseline). What a replication left behind is stored whole; estimates, series and balance beside it for other programs
// to read. Every write is one transaction (journal TRUNCATE): a full disk or a kill leaves the file as it was before it. Tested
// in tests/results/store_test.cpp; the tables are described in docs/reference/output.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "results/study.hpp"
#include "results/summary.hpp"
#include "scenarios/problem.hpp"

namespace SQLite {
class Database;
}

namespace counterless {

// The named file is not what it should be: bad input, found before the work starts.
struct StoreUnusable : std::runtime_error {
    explicit StoreUnusable(const Problem& what) : std::runtime_error(to_text(what)), problem(what) {}
    Problem problem;
};
// It broke while running: disk full, locked by another, damaged under our hands. What was finished before is kept.
struct StoreFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline constexpr int store_mark = 0x434c5353;  // PRAGMA application_id
inline constexpr int store_schema = 1;         // PRAGMA user_version

struct StudyInputs {
    std::string sha256;
    std::uint64_t seed = 0;
    std::string version;
    std::string name, scenario;  // the scenario's name and its resolved text
    std::string cpu_class, created_by;
};

// What keeps an open database from being one of ours, whole and sound: "a database of another program"; empty: nothing does.
std::string fault_of(SQLite::Database& database);
// Is it a database of runs? Only the file's own mark is looked at.
bool holds_runs(const std::filesystem::path& file);

class Store {
  public:
    // Opens the file or makes it. `patience_ms`: how long to wait for another process that holds it.
    explicit Store(const std::filesystem::path& file, int patience_ms = 10000);
    ~Store();  // flushes if it can
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // The number of the study with these inputs, made when new.
    std::int64_t study(const StudyInputs& inputs);
    // The kind of CPU that began the study.
    std::string cpu_class_of(std::int64_t study);

    // Replications below `below` that are there and whole, of these sizes; damaged and foreign ones are left out and counted.
    struct Kept {
        std::vector<Summary> summaries;
        std::size_t damaged = 0;
    };
    Kept kept(std::int64_t study, std::size_t below, std::size_t totals, std::size_t distributions);

    void keep(std::int64_t study, const Summary& summary);  // written with the next flush, a quarter of a second later at most
    void flush_if_due();
    void flush();

    // Replaces the study's estimates, series, balance and differences.
    void write_results(std::int64_t study, const StudyResult& result);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace counterless
