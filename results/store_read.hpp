// results/store_read.hpp: a database of runs as it lies there, for whoever only reads it: `merge` takes replications out of
// several, `export` tells what one holds. A file of another program, of another version or a damaged one is refused, in the words
// of the Store. A run that was killed in the middle of a commit has left a journal; SQLite rolls it back on opening, as for the
// Store. Tested in tests/results/store_merge_test.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "results/store.hpp"

namespace counterless {

struct StoredStudy {
    std::int64_t number = 0;  // in this file
    StudyInputs inputs;
};

class StoreReader {
  public:
    // Throws StoreUnusable.
    explicit StoreReader(const std::filesystem::path& file);
    ~StoreReader();
    StoreReader(const StoreReader&) = delete;
    StoreReader& operator=(const StoreReader&) = delete;

    std::vector<StoredStudy> studies();
    // In the order of their numbers; whether the bytes are a whole summary is for the reader to see. Throws StoreFailed.
    void each(std::int64_t study, const std::function<void(std::uint32_t replication, const std::string& summary)>& row);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace counterless
