// results/store_read.cpp: one transaction holds all that is read, so a run that goes on writing meanwhile changes nothing in it.
#include "results/store_read.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <unistd.h>

#include <charconv>
#include <system_error>

namespace counterless {
namespace {

namespace fs = std::filesystem;

constexpr int patience_ms = 10000;

[[noreturn]] void unusable(const fs::path& file, const std::string& found) {
    throw StoreUnusable({file.string(), found, "a database made by counterless --db"});
}

void look_at(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) unusable(file, "no such file");
    if (fs::is_directory(file, error)) unusable(file, "a folder");
    if (!fs::is_regular_file(file, error)) unusable(file, "a device or pipe");
    if (access(file.c_str(), R_OK) != 0) unusable(file, "a file that may not be read");
    if (fs::file_size(file, error) == 0) unusable(file, "an empty file");
}

// A journal that was left behind can only be rolled back by who may write.
int way_to_open(const fs::path& file) { return access(file.c_str(), W_OK) == 0 ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY; }

}  // namespace

struct StoreReader::Inside {
    fs::path file;
    SQLite::Database database;
};

StoreReader::StoreReader(const fs::path& file) {
    look_at(file);
    try {
        inside_ = std::unique_ptr<Inside>(new Inside{file, SQLite::Database(file.string(), way_to_open(file), patience_ms)});
        SQLite::Database& database = inside_->database;
        database.exec("BEGIN");
        if (const std::string fault = fault_of(database); !fault.empty()) unusable(file, fault);
    } catch (const SQLite::Exception& exception) { unusable(file, std::string("no sound database (") + exception.what() + ")"); }
}

StoreReader::~StoreReader() = default;

std::vector<StoredStudy> StoreReader::studies() {
    try {
        std::vector<StoredStudy> found;
        SQLite::Statement rows(inside_->database,
                               "SELECT id, sha256, seed, version, name, scenario, cpu_class, created_by FROM study ORDER BY id");
        while (rows.executeStep()) {
            const std::string seed = rows.getColumn(2).getString();
            StoredStudy study{rows.getColumn(0).getInt64(), {}};
            study.inputs.sha256 = rows.getColumn(1).getString();
            const auto [end, error] = std::from_chars(seed.data(), seed.data() + seed.size(), study.inputs.seed);
            if (error != std::errc() || end != seed.data() + seed.size())
                unusable(inside_->file, "a study whose seed is \"" + seed + "\"");
            study.inputs.version = rows.getColumn(3).getString();
            study.inputs.name = rows.getColumn(4).getString();
            study.inputs.scenario = rows.getColumn(5).getString();
            study.inputs.cpu_class = rows.getColumn(6).getString();
            study.inputs.created_by = rows.getColumn(7).getString();
            found.push_back(std::move(study));
        }
        return found;
    } catch (const SQLite::Exception& exception) {
        throw StoreFailed("cannot read " + inside_->file.string() + " (" + exception.what() + ")");
    }
}

void StoreReader::each(std::int64_t study, const std::function<void(std::uint32_t, const std::string&)>& row) {
    try {
        SQLite::Statement rows(inside_->database,
                               "SELECT replication, summary FROM replications WHERE study = ? ORDER BY replication");
        rows.bind(1, study);
        while (rows.executeStep()) row(static_cast<std::uint32_t>(rows.getColumn(0).getInt64()), rows.getColumn(1).getString());
    } catch (const SQLite::Exception& exception) {
        throw StoreFailed("cannot read " + inside_->file.string() + " (" + exception.what() + ")");
    }
}

}  // namespace counterless
