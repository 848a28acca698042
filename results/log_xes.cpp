// results/log_xes.cpp: XES as in IEEE 1849-2016. A trace holds its events, so each visit's are kept until he leaves: memory grows
// with those inside, not with those who came. An attempt on a channel is a trace of its own. Ids need no escaping.
#include <unordered_map>

#include "results/log_text.hpp"

namespace counterless {
namespace {

constexpr std::string_view head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<log xes.version=\"1849.2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n"
    "<extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
    "<extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
    "<extension name=\"Lifecycle\" prefix=\"lifecycle\" uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n"
    "<extension name=\"Organizational\" prefix=\"org\" uri=\"http://www.xes-standard.org/org.xesext\"/>\n"
    "<global scope=\"trace\">\n<string key=\"concept:name\" value=\"\"/>\n</global>\n"
    "<global scope=\"event\">\n<string key=\"concept:name\" value=\"\"/>\n"
    "<date key=\"time:timestamp\" value=\"1970-01-01T00:00:00.000+00:00\"/>\n"
    "<string key=\"lifecycle:transition\" value=\"complete\"/>\n</global>\n"
    "<classifier name=\"Activity\" scope=\"event\" keys=\"concept:name\"/>\n"
    "<classifier name=\"Step\" scope=\"event\" keys=\"concept:name lifecycle:transition\"/>\n"
    "<string key=\"lifecycle:model\" value=\"standard\"/>\n";

class XesLog final : public LogWriter {
  public:
    XesLog(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going)
        : names_(scenario),
          dates_(scenario),
          file_(file),
          keep_going_(std::move(keep_going)),
          event_max_(700 + 8 * names_.longest()) {
        text_.room(block + event_max_);
        text_.put(head);
        put("concept:name", scenario.name.empty() ? std::string("counterless") : escaped(scenario.name));
    }
    void write(const LogEvent& event) override {
        if (event.attempt) return write_attempt(event);
        LogText& trace = traces_[event.number];
        trace.room(event_max_);
        put_event(trace, event);
    }
    void write(const LogCase& visit) override {
        begin_trace();
        text_.put_number(visit.number);
        text_.put("\"/>\n");
        put("centre", name_at(names_.centres, visit.centre));
        put("class", name_at(names_.classes, visit.klass));
        if (visit.segment != none) put("segment", name_at(names_.segments, visit.segment));
        if (visit.end) put("outcome", visit.end);
        if (const auto trace = traces_.find(visit.number); trace != traces_.end()) {
            text_.room(trace->second.size() + event_max_);
            text_.put(trace->second.text());
            traces_.erase(trace);
        }
        text_.put("</trace>\n");
    }
    void close() override {
        text_.put("</log>\n");
        flush();
        file_.commit();
    }

  private:
    static constexpr std::size_t block = 1u << 18;

    static std::string escaped(std::string_view plain) {
        std::string text;
        for (const char letter : plain) {
            if (letter == '&')
                text += "&amp;";
            else if (letter == '<')
                text += "&lt;";
            else if (letter == '"')
                text += "&quot;";
            else if (static_cast<unsigned char>(letter) < ' ')
                text += ' ';
            else
                text += letter;
        }
        return text;
    }
    void put(std::string_view key, std::string_view value) { put(text_, key, value); }
    void put(LogText& text, std::string_view key, std::string_view value) {
        text.room(key.size() + value.size() + event_max_);
        text.put("<string key=\""), text.put(key), text.put("\" value=\""), text.put(value), text.put("\"/>\n");
    }
    void begin_trace() {
        if (text_.size() > block) flush();
        text_.room(event_max_);
        text_.put("<trace>\n<string key=\"concept:name\" value=\"");
    }
    void put_event(LogText& text, const LogEvent& event) {
        text.put("<event>\n<string key=\"concept:name\" value=\""), text.put(names_.activities[event.activity]);
        text.put("\"/>\n<string key=\"lifecycle:transition\" value=\""), text.put(name_of(event.lifecycle));
        text.put("\"/>\n<date key=\"time:timestamp\" value=\"");
        dates_.put(text, microseconds(event.time_s));
        text.put("+00:00\"/>\n");
        if (event.agent != none) {
            text.put("<string key=\"org:resource\" value=\""), text.put(names_.activities[event.activity]), text.put('/');
            const std::string_view pool = name_at(names_.pools[event.activity], event.pool);
            if (!pool.empty()) text.put(pool), text.put('/');
            text.put_number(event.agent + 1), text.put("\"/>\n");
        }
        if (event.pool != none && event.pool < names_.pools[event.activity].size())
            put(text, "org:group", name_at(names_.pools[event.activity], event.pool));
        if (event.detail != LogDetail::nothing) put(text, "detail", name_of(event.detail));
        text.room(event_max_);
        text.put("</event>\n");
    }
    // Its two events come one after the other.
    void write_attempt(const LogEvent& event) {
        if (event.lifecycle == Lifecycle::start) {
            begin_trace();
            text_.put('a'), text_.put_number(event.number), text_.put("\"/>\n");
            if (event.segment != none) put("segment", name_at(names_.segments, event.segment));
            if (event.service != none) put("service", name_at(names_.services, event.service));
        }
        text_.room(event_max_);
        put_event(text_, event);
        if (event.lifecycle != Lifecycle::start) text_.put("</trace>\n");
    }
    void flush() {
        if (!keep_going_()) throw LogInterrupted{};
        file_.write(text_.text());
        text_.clear();
    }
    LogNames names_;
    LogDates dates_;
    StagedFile file_;
    std::function<bool()> keep_going_;
    LogText text_;
    std::size_t event_max_;
    std::unordered_map<std::uint64_t, LogText> traces_;  // of those inside
};

}  // namespace

std::unique_ptr<LogWriter> xes_log(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going) {
    return std::make_unique<XesLog>(scenario, file, std::move(keep_going));
}

}  // namespace counterless
