// results/cli/export.cpp: a database of runs as tables for other programs. The stored scenario is read again, for it says which
// total means what; files that it names are looked for beside the database.
#include <exception>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "results/cli/commands.hpp"
#include "results/cli/say.hpp"
#include "results/export.hpp"
#include "results/output_file.hpp"
#include "results/store_read.hpp"
#include "scenarios/read.hpp"
#include "sim/machines_survey.hpp"

namespace counterless {
namespace {

namespace fs = std::filesystem;

struct Unsaid {};  // standard output takes no more, which was told

// Written piece by piece, into a file that appears when all is there, or to standard output.
class Out {
  public:
    explicit Out(const std::string& name) : wanted_(!name.empty()) {
        if (wanted_ && name != "-") file_.emplace(name);
    }
    [[nodiscard]] bool wanted() const { return wanted_; }
    void write(std::string_view text) {
        if (file_) return file_->write(text);
        if (wanted_ && !say(text)) throw Unsaid{};
    }
    void close() {
        if (file_) file_->commit();
    }

  private:
    bool wanted_;
    std::optional<StagedFile> file_;
};

class Exporting {
  public:
    explicit Exporting(const ExportOptions& options)
        : options_(options), reader_(options.file), csv_(options.csv), series_(options.series), json_(options.json) {}
    Problems read();
    int write();

  private:
    void write_study(const StoredStudy& stored, const ExportedStudy& study);

    const ExportOptions& options_;
    StoreReader reader_;
    Out csv_, series_, json_;
    std::vector<StoredStudy> stored_;
    std::vector<ExportedStudy> studies_;
    std::size_t damaged_ = 0;
};

// What a study is measured against says nothing of its totals, and its file need not be at hand.
ReadResult read_stored(const StoredStudy& stored, const fs::path& folder) {
    const std::string& text = stored.inputs.scenario;
    const fs::path origin = folder / (stored.inputs.name + " (in the database)");
    const Surveyor surveyor = [](const std::string& xml) { return survey_platform(xml); };
    if (text.find("\"baseline\":") != std::string::npos)
        if (ReadResult read = read_scenario_text(text, origin, {{"/study/baseline", "null"}}, surveyor); read.ok()) return read;
    return read_scenario_text(text, origin, {}, surveyor);
}

Problems Exporting::read() {
    Problems problems;
    const fs::path folder = options_.beside.empty() ? fs::absolute(options_.file).parent_path() : fs::path(options_.beside);
    stored_ = reader_.studies();
    for (const StoredStudy& stored : stored_) {
        const ReadResult read = read_stored(stored, folder);
        problems.insert(problems.end(), read.problems.begin(), read.problems.end());
        if (read.ok())
            studies_.push_back(
                {stored.number, stored.inputs, layout(read.scenario), static_cast<std::size_t>(read.scenario.study.batches)});
    }
    return problems;
}

int Exporting::write() {
    csv_.write(export_head(false));
    series_.write(export_head(true));
    json_.write("{\"schema_version\":1,\"studies\":[");
    for (std::size_t at = 0; at < studies_.size(); ++at) {
        if (at > 0) json_.write(",");
        write_study(stored_[at], studies_[at]);
    }
    json_.write("]}\n");
    for (Out* out : {&csv_, &series_, &json_}) out->close();
    if (damaged_ > 0) tell(std::to_string(damaged_) + " stored replications cannot be used and are left out");
    return exit_code::done;
}

void Exporting::write_study(const StoredStudy& stored, const ExportedStudy& study) {
    const std::size_t parts = std::max<std::size_t>(study.batches, 1);
    std::vector<Summary> summaries;  // of one study, and only for JSON
    reader_.each(stored.number, [&](std::uint32_t, const std::string& bytes) {
        Summary summary;
        try {
            summary = decode(bytes);
            if (summary.totals.size() != study.layout.size() * parts ||
                summary.distributions.size() != study.layout.distributions() * parts)
                throw std::runtime_error("it belongs to another scenario");
        } catch (const std::runtime_error&) {
            ++damaged_;
            return;
        }
        for (Summary& one : as_replications(study, std::move(summary))) {
            if (csv_.wanted()) csv_.write(export_lines(study, one, false));
            if (series_.wanted()) series_.write(export_lines(study, one, true));
            if (json_.wanted()) summaries.push_back(std::move(one));
        }
    });
    if (json_.wanted()) json_.write(export_json(study, summaries));
}

Problems output_problems(const ExportOptions& options) {
    const auto named = [](const std::string& file) { return file == "-" ? std::string() : file; };
    Problems problems =
        clashes({{"--csv", named(options.csv)}, {"--series", named(options.series)}, {"--json", named(options.json)}},
                {options.file}, "the database");
    for (const std::string& file : {named(options.csv), named(options.series), named(options.json)})
        if (!file.empty())
            if (const auto problem = unwritable(file)) problems.push_back(*problem);
    return problems;
}

}  // namespace

int export_command(const ExportOptions& options, Problems problems) {
    append(problems, output_problems(options));
    if (!problems.empty()) {
        try {
            StoreReader(options.file).studies();
        } catch (const StoreUnusable& unusable) { problems.push_back(unusable.problem); }
        return tell_problems(problems);
    }
    try {
        Exporting exporting(options);
        if (const Problems wrong = exporting.read(); !wrong.empty()) return tell_problems(wrong);
        return exporting.write();
    } catch (const StoreUnusable& unusable) { return tell_problems({unusable.problem}); } catch (const Unsaid&) {
        return exit_code::failed;
    } catch (const std::exception& failure) {
        tell(std::string("counterless export: ") + failure.what());
        return exit_code::failed;
    }
}

}  // namespace counterless
