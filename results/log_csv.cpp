// results/log_csv.cpp: one line an event. Ids are letters, digits, _ and - (the reader of scenarios sees to it), so nothing needs
// quoting.
#include "results/log_text.hpp"

namespace counterless {
namespace {

class CsvLog final : public LogWriter {
  public:
    CsvLog(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going)
        : names_(scenario),
          dates_(scenario),
          file_(file),
          keep_going_(std::move(keep_going)),
          line_max_(200 + 8 * names_.longest()) {
        for (const std::string& activity : names_.activities)
            for (const std::string_view lifecycle : lifecycle_names)
                steps_.push_back("," + activity + "," + std::string(lifecycle) + ",");
        text_.room(block + line_max_);
        text_.put("case,activity,lifecycle,time_s,time,resource,pool,class,segment,service,detail\n");
    }
    void write(const LogEvent& event) override {
        if (text_.size() > block) flush();
        if (event.attempt) text_.put('a');
        text_.put_number(event.number);
        text_.put(steps_[event.activity * lifecycle_names.size() + static_cast<std::size_t>(event.lifecycle)]);
        const std::uint64_t time_us = microseconds(event.time_s);
        text_.put_seconds(time_us), text_.put(',');
        dates_.put(text_, time_us), text_.put(',');
        put_resource(event);
        text_.put(name_at(names_.classes, event.klass)), text_.put(',');
        text_.put(name_at(names_.segments, event.segment)), text_.put(',');
        text_.put(name_at(names_.services, event.service)), text_.put(',');
        text_.put(name_of(event.detail)), text_.put('\n');
    }
    void write(const LogCase&) override {}
    void close() override {
        flush();
        file_.commit();
    }

  private:
    static constexpr std::size_t block = 1u << 18;
    void put_resource(const LogEvent& event) {
        if (event.agent != none) {
            text_.put(names_.activities[event.activity]), text_.put('/');
            const std::string_view pool = name_at(names_.pools[event.activity], event.pool);
            if (!pool.empty()) text_.put(pool), text_.put('/');
            text_.put_number(event.agent + 1);
        }
        text_.put(',');
        if (event.pool != none) text_.put(name_at(names_.pools[event.activity], event.pool));
        text_.put(',');
    }
    void flush() {
        if (!keep_going_()) throw LogInterrupted{};
        file_.write(text_.text());
        text_.clear();
    }
    LogNames names_;
    std::vector<std::string> steps_;  // ",activity,lifecycle," by activity and lifecycle
    LogDates dates_;
    StagedFile file_;
    std::function<bool()> keep_going_;
    LogText text_;
    std::size_t line_max_;
};

}  // namespace

std::unique_ptr<LogWriter> csv_log(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going) {
    return std::make_unique<CsvLog>(scenario, file, std::move(keep_going));
}

}  // namespace counterless
