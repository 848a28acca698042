// results/store_log.cpp: two tables, `events` and `cases`. One transaction into a temporary without journal: if it does not come
// to its end, the file is thrown away.
#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <deque>
#include <optional>
#include <stdexcept>

#include "results/log_text.hpp"

namespace counterless {
namespace {

constexpr const char* tables =
    "PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
    "CREATE TABLE events(\"case\" TEXT NOT NULL, activity TEXT NOT NULL, lifecycle TEXT NOT NULL, time_s REAL NOT NULL,"
    " time TEXT NOT NULL, resource TEXT, pool TEXT, class TEXT, segment TEXT, service TEXT, detail TEXT);"
    "CREATE TABLE cases(\"case\" TEXT NOT NULL, centre TEXT NOT NULL, class TEXT, segment TEXT, arrived_s REAL NOT NULL,"
    " left_s REAL, waited_s REAL, outcome TEXT);";

class SqliteLog final : public LogWriter {
  public:
    SqliteLog(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going)
        : names_(scenario), dates_(scenario), target_(file), file_(file), keep_going_(std::move(keep_going)) {
        if (file_.special()) throw std::runtime_error("cannot write " + file + ": a database needs a regular file");
        attempt([&] {
            database_.emplace(file_.place().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
            database_->exec(tables);
            database_->exec("BEGIN");
            event_.emplace(*database_, "INSERT INTO events VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            case_.emplace(*database_, "INSERT INTO cases VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
        });
    }
    void write(const LogEvent& event) override {
        if (++rows_ % 4096 == 0 && !keep_going_()) throw LogInterrupted{};
        number_.assign(event.attempt ? "a" : "").append(std::to_string(event.number));
        text_.clear();
        text_.room(64);
        dates_.put(text_, microseconds(event.time_s));
        time_.assign(text_.text());
        attempt([&] {
            event_->bindNoCopy(1, number_);
            bind(2, &names_.activities[event.activity]);
            bind(3, &lifecycles_[static_cast<std::size_t>(event.lifecycle)]);
            event_->bind(4, static_cast<double>(microseconds(event.time_s)) / 1e6);
            event_->bindNoCopy(5, time_);
            bind(6, resource_of(event));
            bind(7, event.pool == none ? nullptr : at(names_.pools[event.activity], event.pool));
            bind(8, at(names_.classes, event.klass));
            bind(9, at(names_.segments, event.segment));
            bind(10, at(names_.services, event.service));
            bind(11, event.detail == LogDetail::nothing ? nullptr : &details_[static_cast<std::size_t>(event.detail)]);
            event_->exec();
            event_->reset();
        });
    }
    void write(const LogCase& visit) override {
        attempt([&] {
            case_->clearBindings();
            case_->bind(1, std::to_string(visit.number));
            case_->bind(2, std::string(name_at(names_.centres, visit.centre)));
            case_->bind(3, std::string(name_at(names_.classes, visit.klass)));
            if (visit.segment != none) case_->bind(4, std::string(name_at(names_.segments, visit.segment)));
            case_->bind(5, visit.arrived_s);
            if (visit.end) case_->bind(6, visit.left_s), case_->bind(7, visit.waited_s), case_->bind(8, visit.end);
            case_->exec();
            case_->reset();
        });
    }
    void close() override {
        attempt([&] {
            database_->exec("CREATE UNIQUE INDEX cases_case ON cases(\"case\")");  // quicker at the end
            database_->exec("COMMIT");
            event_.reset(), case_.reset(), database_.reset();
        });
        file_.commit();
    }

  private:
    template <typename Work>
    void attempt(Work work) {
        try {
            work();
        } catch (const SQLite::Exception& exception) {
            throw std::runtime_error("cannot write " + target_ + ": " + exception.what());
        }
    }
    // A column keeps what it is bound to, so only what is another name than in the row before is said. Nothing is NULL.
    void bind(int column, const std::string* name) {
        const std::string*& before = bound_[static_cast<std::size_t>(column)];
        if (name == before) return;
        before = name;
        if (name == nullptr)
            event_->bind(column);
        else
            event_->bindNoCopy(column, *name);
    }
    static const std::string* at(const std::vector<std::string>& names, Index index) {
        return index < names.size() ? &names[index] : nullptr;
    }
    const std::string* resource_of(const LogEvent& event) {
        if (event.agent == none) return nullptr;
        const std::size_t pool = event.pool == none ? 0 : event.pool;
        auto& pools = resources_[event.activity];
        if (pool >= pools.size()) pools.resize(pool + 1);
        std::deque<std::string>& agents = pools[pool];
        while (event.agent >= agents.size()) {
            const std::string_view of = name_at(names_.pools[event.activity], event.pool);
            agents.push_back(names_.activities[event.activity] + "/" + (of.empty() ? "" : std::string(of) + "/") +
                             std::to_string(agents.size() + 1));
        }
        return &agents[event.agent];
    }
    LogNames names_;
    LogDates dates_;
    std::string target_;
    StagedFile file_;
    std::function<bool()> keep_going_;
    std::optional<SQLite::Database> database_;
    std::optional<SQLite::Statement> event_, case_;
    const std::vector<std::string> lifecycles_{lifecycle_names.begin(), lifecycle_names.end()},
        details_{detail_names.begin(), detail_names.end()};
    std::vector<std::deque<std::deque<std::string>>> resources_{names_.activities.size()};  // by activity, pool, agent; they stay
    std::array<const std::string*, 12> bound_{};                                            // by column; at first all are NULL
    std::string number_, time_;
    LogText text_;
    std::uint64_t rows_ = 0;
};

}  // namespace

std::unique_ptr<LogWriter> sqlite_log(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going) {
    return std::make_unique<SqliteLog>(scenario, file, std::move(keep_going));
}

}  // namespace counterless
