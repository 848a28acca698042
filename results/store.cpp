// results/store.cpp: SQLite through SQLiteCpp. Two kinds of error leave this file: the named file is no store of ours (found on
// opening), or writing broke later. SQLite itself keeps the file whole; we only say what happened in plain words.
#include "results/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <fstream>
#include <system_error>
#include <utility>

#include "results/conclude.hpp"

namespace counterless {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

constexpr auto flush_every = std::chrono::milliseconds(250);

constexpr const char* tables = R"(
CREATE TABLE study(id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, seed TEXT NOT NULL, version TEXT NOT NULL, name TEXT NOT NULL,
                   scenario TEXT NOT NULL, cpu_class TEXT NOT NULL, created_by TEXT NOT NULL, UNIQUE(sha256, seed, version));
CREATE TABLE replications(study INTEGER NOT NULL REFERENCES study, replication INTEGER NOT NULL, summary BLOB NOT NULL,
                          PRIMARY KEY(study, replication));
CREATE TABLE measures(study INTEGER NOT NULL REFERENCES study, measure TEXT NOT NULL, "of" TEXT NOT NULL, unit TEXT NOT NULL,
                      mean REAL, sd REAL, half_width REAL, confidence REAL NOT NULL, n INTEGER NOT NULL,
                      PRIMARY KEY(study, measure, "of"));
CREATE TABLE series(study INTEGER NOT NULL REFERENCES study, measure TEXT NOT NULL, "of" TEXT NOT NULL, unit TEXT NOT NULL,
                    start_s REAL NOT NULL, end_s REAL NOT NULL, mean REAL, half_width REAL,
                    PRIMARY KEY(study, measure, "of", start_s));
CREATE TABLE balance(study INTEGER NOT NULL REFERENCES study, what TEXT NOT NULL, count REAL NOT NULL, PRIMARY KEY(study, what));
CREATE TABLE differences(study INTEGER NOT NULL REFERENCES study, baseline TEXT NOT NULL, measure TEXT NOT NULL, "of" TEXT NOT NULL,
                         unit TEXT NOT NULL, baseline_mean REAL, mean REAL, half_width REAL,
                         PRIMARY KEY(study, baseline, measure, "of"));
)";

std::string reason(const SQLite::Exception& exception) {
    return exception.getErrorStr() ? exception.getErrorStr() : exception.what();
}

[[noreturn]] void unusable(const fs::path& file, const std::string& found) {
    throw StoreUnusable({file.string(), found, "a database made by counterless --db, or a new file"});
}

// What SQLite's error means while the file is being opened ...
[[noreturn]] void tell_opening(const fs::path& file, const SQLite::Exception& exception);
// ... and while we are at work with it.
[[noreturn]] void tell_working(const fs::path& file, const SQLite::Exception& exception) {
    switch (exception.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw StoreFailed(file.string() + " is locked by another process; try again when it has finished");
        case SQLITE_FULL:
            throw StoreFailed("no space left for " + file.string() + "; replications written before are kept");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw StoreFailed(file.string() + " is damaged (" + reason(exception) + "); use another --db file");
        case SQLITE_IOERR:
            throw StoreFailed("cannot write " + file.string() + " (" + reason(exception) +
                              "; is the disk full?); replications written before are kept");
        default:
            throw StoreFailed("cannot use " + file.string() + " (" + reason(exception) + ")");
    }
}

void tell_opening(const fs::path& file, const SQLite::Exception& exception) {
    switch (exception.getErrorCode()) {
        case SQLITE_NOTADB:
            unusable(file, "a file that is no database");
        case SQLITE_CORRUPT:
            unusable(file, "a damaged database (" + reason(exception) + ")");
        case SQLITE_READONLY:
            unusable(file, "a file that may only be read");
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            unusable(file, "a place where no database can be opened or made");
        default:
            tell_working(file, exception);
    }
}

void refuse_what_is_no_file(const fs::path& file) {
    std::error_code error;
    if (file.empty()) throw StoreUnusable({"--db", "an empty name", "a database made by counterless --db, or a new file"});
    if (fs::is_directory(file, error)) unusable(file, "a folder");
    if (fs::exists(file, error) && !fs::is_regular_file(file, error)) unusable(file, "a device or pipe");
    const fs::path folder = fs::absolute(file).parent_path();
    if (!fs::is_directory(folder, error)) unusable(file, "a folder that does not exist (" + folder.string() + ")");
}

void make_or_check(SQLite::Database& database, const fs::path& file) {
    database.exec("PRAGMA foreign_keys = ON");
    const bool is_new = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
    if (is_new) {
        database.exec("PRAGMA journal_mode = TRUNCATE");
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        if (database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0) {  // nobody was faster
            database.exec(tables);
            database.exec("PRAGMA application_id = " + std::to_string(store_mark));
            database.exec("PRAGMA user_version = " + std::to_string(store_schema));
        }
        return transaction.commit();
    }
    if (const std::string fault = fault_of(database); !fault.empty()) unusable(file, fault);
    if (sqlite3_db_readonly(database.getHandle(), "main") != 0) unusable(file, "a file that may only be read");
    database.exec("PRAGMA journal_mode = TRUNCATE");
    database.exec("BEGIN IMMEDIATE; ROLLBACK");  // may it be written?
}

void bind_estimate(SQLite::Statement& insert, int at, const Estimate& estimate, bool with_sd) {
    const bool spread = estimate.known && estimate.n >= 2;
    if (estimate.known) insert.bind(at, estimate.mean);
    if (with_sd && spread) insert.bind(at + 1, estimate.sd);
    if (spread) insert.bind(at + (with_sd ? 2 : 1), estimate.half_width);
}

void run_once(SQLite::Statement& insert) {
    insert.exec();
    insert.reset();
    insert.clearBindings();
}

}  // namespace

struct Store::Inside {
    fs::path file;
    SQLite::Database database;
    std::vector<std::pair<std::int64_t, std::string>> waiting;  // summaries not yet written: study, bytes
    std::vector<std::uint32_t> waiting_numbers;
    SteadyClock::time_point flushed = SteadyClock::now();

    // Does it, and turns SQLite's errors into ours.
    template <typename Work>
    auto guarded(Work work) {
        try {
            return work();
        } catch (const SQLite::Exception& exception) { tell_working(file, exception); }
    }
};

std::string fault_of(SQLite::Database& database) {
    if (database.execAndGet("PRAGMA application_id").getInt() != store_mark) return "a database of another program";
    if (database.execAndGet("PRAGMA user_version").getInt() != store_schema)
        return "a database of another version of counterless";
    const std::string health = database.execAndGet("PRAGMA quick_check(1)").getString();
    if (health != "ok") return "a damaged database (" + health + ")";
    std::string missing;
    for (const char* name : {"study", "replications", "measures", "series", "balance", "differences"}) {
        SQLite::Statement find(database, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
        find.bind(1, name);
        if (!find.executeStep()) missing += std::string(missing.empty() ? "" : ", ") + name;
    }
    return missing.empty() ? "" : "a damaged database (without the table " + missing + ")";
}

bool holds_runs(const fs::path& file) {
    std::array<char, 72> head{};  // the mark is the four bytes from 68 on (sqlite.org/fileformat.html)
    std::ifstream(file, std::ios::binary).read(head.data(), head.size());
    std::uint32_t mark = 0;
    for (std::size_t at = 68; at < head.size(); ++at) mark = mark << 8 | static_cast<unsigned char>(head[at]);
    return std::string_view(head.data()) == "SQLite format 3" && mark == static_cast<std::uint32_t>(store_mark);
}

Store::Store(const fs::path& file, int patience_ms) {
    refuse_what_is_no_file(file);
    try {
        inside_ = std::unique_ptr<Inside>(
            new Inside{file, SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, patience_ms), {}, {}});
        make_or_check(inside_->database, file);
    } catch (const SQLite::Exception& exception) { tell_opening(file, exception); }
}

Store::~Store() {
    try {
        flush();
        inside_->database.exec("PRAGMA journal_mode = DELETE");  // no empty journal stays behind
    } catch (const std::exception&) {                            // whoever cares has called flush() before and heard of it
    }
}

std::int64_t Store::study(const StudyInputs& inputs) {
    return inside_->guarded([&] {
        SQLite::Statement insert(inside_->database,
                                 "INSERT OR IGNORE INTO study(sha256, seed, version, name, scenario, cpu_class, created_by) "
                                 "VALUES(?, ?, ?, ?, ?, ?, ?)");
        SQLite::bind(insert, inputs.sha256, std::to_string(inputs.seed), inputs.version, inputs.name, inputs.scenario,
                     inputs.cpu_class, inputs.created_by);
        insert.exec();
        SQLite::Statement find(inside_->database, "SELECT id FROM study WHERE sha256 = ? AND seed = ? AND version = ?");
        SQLite::bind(find, inputs.sha256, std::to_string(inputs.seed), inputs.version);
        find.executeStep();
        return find.getColumn(0).getInt64();
    });
}

std::string Store::cpu_class_of(std::int64_t study) {
    return inside_->guarded([&] {
        SQLite::Statement find(inside_->database, "SELECT cpu_class FROM study WHERE id = ?");
        find.bind(1, study);
        return find.executeStep() ? find.getColumn(0).getString() : std::string();
    });
}

Store::Kept Store::kept(std::int64_t study, std::size_t below, std::size_t totals, std::size_t distributions) {
    return inside_->guarded([&] {
        Kept found;
        SQLite::Statement rows(
            inside_->database,
            "SELECT replication, summary FROM replications WHERE study = ? AND replication < ? ORDER BY replication");
        rows.bind(1, study);
        rows.bind(2, static_cast<std::int64_t>(below));
        while (rows.executeStep()) {
            try {
                Summary summary = decode(rows.getColumn(1).getString());
                if (summary.replication != rows.getColumn(0).getInt64() || summary.totals.size() != totals ||
                    summary.distributions.size() != distributions)
                    throw std::runtime_error("it belongs to another scenario");
                found.summaries.push_back(std::move(summary));
            } catch (const SQLite::Exception&) { throw; } catch (const std::runtime_error&) {
                ++found.damaged;
            }
        }
        return found;
    });
}

void Store::keep(std::int64_t study, const Summary& summary) {
    inside_->waiting.emplace_back(study, encode(summary));
    inside_->waiting_numbers.push_back(summary.replication);
    flush_if_due();
}

void Store::flush_if_due() {
    if (SteadyClock::now() - inside_->flushed >= flush_every) flush();
}

void Store::flush() {
    if (inside_->waiting.empty()) return;
    inside_->guarded([&] {
        SQLite::Transaction transaction(inside_->database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement insert(inside_->database,
                                 "INSERT OR REPLACE INTO replications(study, replication, summary) VALUES(?, ?, ?)");
        for (std::size_t index = 0; index < inside_->waiting.size(); ++index) {
            const auto& [study, bytes] = inside_->waiting[index];
            insert.bind(1, study);
            insert.bind(2, static_cast<std::int64_t>(inside_->waiting_numbers[index]));
            insert.bindNoCopy(3, bytes.data(), static_cast<int>(bytes.size()));
            run_once(insert);
        }
        transaction.commit();
    });
    inside_->waiting.clear();
    inside_->waiting_numbers.clear();
    inside_->flushed = SteadyClock::now();
}

namespace {

void write_measures(SQLite::Database& database, std::int64_t study, const std::vector<Value>& values) {
    SQLite::Statement insert(database, "INSERT OR REPLACE INTO measures VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Value& value : values) {
        insert.bind(1, study);
        insert.bind(2, value.measure.name);
        insert.bind(3, value.measure.of);
        insert.bind(4, value.measure.unit);
        bind_estimate(insert, 5, value.estimate, true);
        insert.bind(8, value.estimate.confidence);
        insert.bind(9, value.estimate.n);
        run_once(insert);
    }
}

void write_series(SQLite::Database& database, std::int64_t study, const std::vector<Value>& values) {
    SQLite::Statement insert(database, "INSERT OR REPLACE INTO series VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Value& value : values) {
        insert.bind(1, study);
        insert.bind(2, value.measure.name);
        insert.bind(3, value.measure.of);
        insert.bind(4, value.measure.unit);
        insert.bind(5, value.measure.start_s);
        insert.bind(6, value.measure.end_s);
        bind_estimate(insert, 7, value.estimate, false);
        run_once(insert);
    }
}

void write_balance(SQLite::Database& database, std::int64_t study, const BalanceSheet& sheet) {
    SQLite::Statement insert(database, "INSERT INTO balance VALUES(?, ?, ?)");
    for (const BalanceLine& line : balance_lines(sheet)) {
        insert.bind(1, study);
        insert.bind(2, line.what);
        insert.bind(3, line.count);
        run_once(insert);
    }
}

void write_differences(SQLite::Database& database, std::int64_t study, const Baseline& baseline) {
    SQLite::Statement insert(database, "INSERT OR REPLACE INTO differences VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Difference& difference : baseline.differences) {
        insert.bind(1, study);
        insert.bind(2, baseline.name);
        insert.bind(3, difference.measure.name);
        insert.bind(4, difference.measure.of);
        insert.bind(5, difference.measure.unit);
        if (difference.baseline.known) insert.bind(6, difference.baseline.mean);
        bind_estimate(insert, 7, difference.difference, false);
        run_once(insert);
    }
}

}  // namespace

void Store::write_results(std::int64_t study, const StudyResult& result) {
    flush();
    inside_->guarded([&] {
        SQLite::Database& database = inside_->database;
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        for (const char* table : {"measures", "series", "balance", "differences"})
            database.exec(std::string("DELETE FROM ") + table + " WHERE study = " + std::to_string(study));
        write_measures(database, study, result.measures);
        write_series(database, study, result.series);
        write_balance(database, study, result.balance);
        if (result.baseline) write_differences(database, study, *result.baseline);
        transaction.commit();
    });
}

}  // namespace counterless
