// results/store_merge.cpp: one transaction. A new output is built beside its place and renamed; one that is there is added to.
#include "results/store_merge.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "results/output_file.hpp"
#include "results/store.hpp"
#include "results/store_read.hpp"
#include "results/told_apart.hpp"

namespace counterless {
namespace {

namespace fs = std::filesystem;

std::optional<Summary> whole(const std::string& bytes) try { return decode(bytes); } catch (const std::runtime_error&) {
    return {};
}

std::string outcome(Summary summary) {
    summary.cpu_s = summary.memory_peak_bytes = 0;
    return encode(summary);
}

// What is wrong with a row by itself. `of`: its study.
std::optional<Problem> damage(const std::string& input, const StudyInputs& of, std::uint32_t replication,
                              const std::string& summary) {
    const std::optional<Summary> ours = whole(summary);
    if (ours && ours->replication == replication) return {};
    return Problem{fmt::format("{}: {}, seed {}, replication {}", input, of.name, of.seed, replication), "a damaged summary",
                   "a whole one: the command that made the file repairs it"};
}

// Goes through a database, or says why that cannot be done.
template <typename EachStudy>
void read_through(const std::string& input, const EachStudy& each_study, Problems& problems) {
    try {
        StoreReader reader(input);
        for (const StoredStudy& stored : reader.studies()) each_study(reader, stored);
    } catch (const StoreUnusable& unusable) { problems.push_back(unusable.problem); } catch (const StoreFailed& failed) {
        problems.push_back({input, failed.what(), "a database made by counterless --db"});
    }
}

// Where nothing can be merged: what is wrong with an input all the same.
void look_through(const std::string& input, Problems& problems) {
    const auto each_study = [&](StoreReader& reader, const StoredStudy& stored) {
        reader.each(stored.number, [&](std::uint32_t replication, const std::string& summary) {
            if (const auto found = damage(input, stored.inputs, replication, summary)) problems.push_back(*found);
        });
    };
    read_through(input, each_study, problems);
}

// Takes one database after the other into the output, and notes all that is wrong.
class Merging {
  public:
    Merging(SQLite::Database& output, std::string name) : output_(output), name_(std::move(name)) {}
    void take(const std::string& input);
    Merged result();
    Problems problems;

  private:
    struct Study {
        MergedStudy merged;
        std::map<std::uint32_t, std::size_t> from;  // the input that a replication came from
    };
    void call_by_name();
    Study& study_of(const StoredStudy& stored, const std::string& input);
    void take_row(Study& study, std::int64_t number, std::uint32_t replication, const std::string& summary);
    void remark_on_builds();
    void remark_on_gaps(const std::vector<std::pair<std::string, std::size_t>>& counts);

    SQLite::Database& output_;
    std::string name_;
    std::vector<std::string> inputs_;
    std::map<std::int64_t, Study> studies_;
    std::vector<std::string> remarks_;
    SQLite::Statement find_{output_, "SELECT summary FROM replications WHERE study = ? AND replication = ?"},
        insert_{output_, "INSERT INTO replications(study, replication, summary) VALUES(?, ?, ?)"};
    std::int64_t last_ = 0;  // the study found last, in the output
};

void Merging::take(const std::string& input) {
    inputs_.push_back(input);
    const auto each_study = [&](StoreReader& reader, const StoredStudy& stored) {
        Study& study = study_of(stored, input);
        const std::int64_t number = last_;
        reader.each(stored.number, [&](std::uint32_t replication, const std::string& summary) {
            if (const auto found = damage(input, stored.inputs, replication, summary))
                problems.push_back(*found);
            else
                take_row(study, number, replication, summary);
        });
    };
    read_through(input, each_study, problems);
}

Merging::Study& Merging::study_of(const StoredStudy& stored, const std::string& input) {
    const StudyInputs& inputs = stored.inputs;
    SQLite::Statement insert(output_,
                             "INSERT OR IGNORE INTO study(sha256, seed, version, name, scenario, cpu_class, created_by) "
                             "VALUES(?, ?, ?, ?, ?, ?, ?)");
    SQLite::bind(insert, inputs.sha256, std::to_string(inputs.seed), inputs.version, inputs.name, inputs.scenario,
                 inputs.cpu_class, inputs.created_by);
    insert.exec();
    SQLite::Statement find(output_,
                           "SELECT id, cpu_class, (SELECT count(*) FROM replications WHERE study = id) FROM study "
                           "WHERE sha256 = ? AND seed = ? AND version = ?");
    SQLite::bind(find, inputs.sha256, std::to_string(inputs.seed), inputs.version);
    find.executeStep();
    last_ = find.getColumn(0).getInt64();
    const auto [place, first] = studies_.try_emplace(last_);
    Study& study = place->second;
    if (first)
        study.merged = {.name = inputs.name,
                        .sha256 = inputs.sha256,
                        .version = inputs.version,
                        .cpu_class = find.getColumn(1).getString(),
                        .seed = inputs.seed,
                        .before = static_cast<std::size_t>(find.getColumn(2).getInt64())};
    if (study.merged.cpu_class != inputs.cpu_class)
        remarks_.push_back(
            fmt::format("{}: {} was begun on another kind of CPU ({}; before {}): results may differ in their last digits", input,
                        inputs.name, inputs.cpu_class, study.merged.cpu_class));
    return study;
}

void Merging::take_row(Study& study, std::int64_t number, std::uint32_t replication, const std::string& summary) {
    find_.reset();
    SQLite::bind(find_, number, static_cast<std::int64_t>(replication));
    if (!find_.executeStep()) {
        insert_.reset();
        insert_.bind(1, number);
        insert_.bind(2, static_cast<std::int64_t>(replication));
        insert_.bindNoCopy(3, summary.data(), static_cast<int>(summary.size()));
        insert_.exec();
        ++study.merged.added;
        study.from[replication] = inputs_.size() - 1;
        return;
    }
    const std::string there = find_.getColumn(0).getString();
    const auto from = study.from.find(replication);
    if (same_outcome(there, summary))
        ++study.merged.twice;
    else
        problems.push_back(
            {fmt::format("{}: {}, seed {}, replication {}", inputs_.back(), study.merged.name, study.merged.seed, replication),
             "another outcome than in " + (from == study.from.end() ? name_ : inputs_[from->second]),
             "the same: one scenario, seed and version have one outcome"});
}

// The points of a sweep all have one name.
void Merging::call_by_name() {
    constexpr std::size_t points_most = 1000;                                       // beyond, no table is read line by line
    std::map<std::string, std::map<std::string, std::vector<MergedStudy*>>> alike;  // by name, then by scenario
    for (auto& [number, study] : studies_) {
        study.merged.called = study.merged.name;
        alike[study.merged.name][study.merged.sha256].push_back(&study.merged);
    }
    for (const auto& [name, scenarios] : alike) {
        if (scenarios.size() < 2 || scenarios.size() > points_most) continue;
        std::vector<std::string> texts;
        for (const auto& [sha256, studies] : scenarios) {
            SQLite::Statement text(output_, "SELECT scenario FROM study WHERE sha256 = ?");
            text.bind(1, sha256);
            if (text.executeStep()) texts.push_back(text.getColumn(0).getString());
        }
        std::size_t at = 0;
        const std::vector<std::string> apart = told_apart(texts);
        for (const auto& [sha256, studies] : scenarios) {
            for (MergedStudy* study : studies) study->called += ", " + (apart[at].empty() ? sha256.substr(0, 8) : apart[at]);
            ++at;
        }
    }
}

// The same scenario and seed from two builds: their replications do not join, and somebody may wonder why.
void Merging::remark_on_builds() {
    std::map<std::pair<std::string, std::uint64_t>, std::set<std::string>> builds;
    for (const auto& [number, study] : studies_) builds[{study.merged.sha256, study.merged.seed}].insert(study.merged.version);
    for (const auto& [number, study] : studies_) {
        const auto several = builds.find({study.merged.sha256, study.merged.seed});
        if (several == builds.end() || several->second.size() < 2) continue;
        std::string names;
        for (const std::string& build : several->second) names += (names.empty() ? "" : ", ") + build;
        remarks_.push_back(fmt::format("{}, seed {}, comes from {} builds of counterless ({}): their replications stay apart",
                                       study.merged.called, study.merged.seed, several->second.size(), names));
        builds.erase(several);
    }
}

// A shard that was forgotten may be all of one side, or the last of every study: then no number is missing in between.
void Merging::remark_on_gaps(const std::vector<std::pair<std::string, std::size_t>>& counts) {
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto [least, most] = std::minmax_element(counts.begin(), counts.end(), fewer);
    if (least == counts.end() || least->second == most->second) return;
    remarks_.push_back(
        fmt::format("of {} there are {} replications, of {} {}: if they belong to one command, a shard may be missing; that "
                    "command with --db does what is not there",
                    least->first, least->second, most->first, most->second));
}

Merged Merging::result() {
    call_by_name();
    remark_on_builds();
    Merged merged;
    std::vector<std::pair<std::string, std::size_t>> counts;
    for (auto& [number, study] : studies_) {
        SQLite::Statement rows(output_, "SELECT replication FROM replications WHERE study = ? ORDER BY replication");
        rows.bind(1, number);
        std::uint32_t next = 0;
        for (; rows.executeStep(); ++next)
            for (const auto here = static_cast<std::uint32_t>(rows.getColumn(0).getInt64()); next < here; ++next)
                study.merged.missing.push_back(next);
        counts.emplace_back(study.merged.called, next - study.merged.missing.size());
        merged.studies.push_back(std::move(study.merged));
    }
    remark_on_gaps(counts);
    merged.remarks = std::move(remarks_);
    return merged;
}

Merged merge_into(const fs::path& place, const std::string& name, const std::vector<std::string>& inputs, Problems problems,
                  const char* journal) try {
    SQLite::Database database(place.string(), SQLite::OPEN_READWRITE, 10000);
    database.exec(journal);
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    Merging merging(database, name);
    merging.problems = std::move(problems);
    for (const std::string& input : inputs) merging.take(input);
    if (!merging.problems.empty()) throw MergeRefused(std::move(merging.problems));
    Merged merged = merging.result();
    transaction.commit();
    return merged;
} catch (const SQLite::Exception& exception) {
    throw StoreFailed("cannot write " + name + " (" + exception.what() + "); it is as it was");
}

Merged merge_into_new(const fs::path& output, const std::vector<std::string>& inputs, Problems problems) {
    StagedFile staged(output);
    Merged merged;
    const auto without_journal = [&] {
        std::error_code error;
        fs::remove(staged.place().string() + "-journal", error);
    };
    try {
        Store(staged.place()).flush();  // makes the tables
        merged = merge_into(staged.place(), output.string(), inputs, std::move(problems),
                            "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    } catch (...) {
        without_journal();
        throw;
    }
    without_journal();
    staged.commit();
    return merged;
}

}  // namespace

bool same_outcome(const std::string& one, const std::string& other) {
    if (one == other) return true;
    const auto a = whole(one), b = whole(other);
    return a && b && outcome(*a) == outcome(*b);
}

Merged merge_stores(const fs::path& output, const std::vector<std::string>& inputs, Problems problems) {
    const std::size_t typed_wrong = problems.size();
    for (const std::string& input : inputs)
        if (same_file(output.string(), input))
            problems.push_back({input, "the output itself", "databases to be put into " + output.string()});
    std::error_code error;
    const bool exists = fs::exists(output, error);
    try {
        if (exists) Store(output).flush();  // is it ours, and sound?
    } catch (const StoreUnusable& unusable) { problems.push_back(unusable.problem); }
    if (!exists)
        if (const auto problem = unwritable(output)) problems.push_back(*problem);
    if (problems.size() > typed_wrong) {  // the inputs are looked at all the same
        for (const std::string& input : inputs)
            if (!same_file(output.string(), input)) look_through(input, problems);
        throw MergeRefused(std::move(problems));
    }
    return exists ? merge_into(output, output.string(), inputs, std::move(problems), "PRAGMA journal_mode = TRUNCATE")
                  : merge_into_new(output, inputs, std::move(problems));
}

}  // namespace counterless
