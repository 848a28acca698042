// results/log_xes.cpp: XES as in IEEE 1849-2016. A trace holds its events, so each visit's are kept until he leaves: memory grows
// with those inside, not with those who came. They are kept as records and become text once, in the buffer that is written. The
// tries of one need on a channel are a trace of their own. Ids need no escaping.
#include <unordered_map>
#include <utility>

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
        for (const std::string& activity : names_.activities)
            for (const std::string_view lifecycle : lifecycle_names)
                steps_.push_back("<event>\n<string key=\"concept:name\" value=\"" + activity +
                                 "\"/>\n<string key=\"lifecycle:transition\" value=\"" + std::string(lifecycle) +
                                 "\"/>\n<date key=\"time:timestamp\" value=\"");
        const std::string name = scenario.name.empty() ? std::string("counterless") : escaped(scenario.name);
        text_.room(block + name.size() + 2 * event_max_ + head.size());
        text_.put(head);
        put("concept:name", name);
    }
    void write(const LogEvent& event) override {
        const std::uint64_t key = event.attempt ? event.number | of_attempts : event.number;
        keep(traces_[key], event);
        if (event.attempt && event.lifecycle != Lifecycle::start && !event.more) write_attempts(key);
    }
    void write(const LogCase& visit) override {
        begin_trace();
        text_.put_number(visit.number);
        text_.put("\"/>\n");
        put("centre", name_at(names_.centres, visit.centre));
        put("class", name_at(names_.classes, visit.klass));
        if (visit.segment != none) put("segment", name_at(names_.segments, visit.segment));
        if (visit.service != none) put("service", name_at(names_.services, visit.service));
        if (visit.end) put("outcome", visit.end);
        end_trace(visit.number);
    }
    void close() override {
        std::vector<std::uint64_t> open;  // needs whose next try was still to come
        for (const auto& [key, trace] : traces_)
            if (key & of_attempts) open.push_back(key);
        std::sort(open.begin(), open.end());
        for (const std::uint64_t key : open) write_attempts(key);
        text_.put("</log>\n");
        flush();
        file_.commit();
    }

  private:
    static constexpr std::size_t block = 1u << 16;  // stays in the cache
    static constexpr std::uint64_t of_attempts = std::uint64_t{1} << 63;
    struct Kept {
        LogEvent event;
        Index next = none;
    };
    struct Trace {
        Index first = none, last = none;
    };
    void keep(Trace& trace, const LogEvent& event) {
        Index place = free_;
        if (place == none) {
            place = static_cast<Index>(kept_.size());
            kept_.emplace_back();
        } else {
            free_ = kept_[place].next;
        }
        kept_[place] = {event, none};
        (trace.first == none ? trace.first : kept_[trace.last].next) = place;
        trace.last = place;
    }

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
    void put(std::string_view key, std::string_view value) {
        text_.put("<string key=\""), text_.put(key), text_.put("\" value=\""), text_.put(value), text_.put("\"/>\n");
    }
    void begin_trace() {
        if (text_.size() > block) flush();
        text_.room(event_max_);
        text_.put("<trace>\n<string key=\"concept:name\" value=\"");
    }
    void end_trace(std::uint64_t key) {
        if (const auto trace = traces_.find(key); trace != traces_.end()) {
            for (Index place = trace->second.first; place != none;) {
                put_event(kept_[place].event);
                const Index next = std::exchange(kept_[place].next, free_);
                free_ = std::exchange(place, next);
            }
            traces_.erase(trace);
        }
        text_.put("</trace>\n");
    }
    void put_event(const LogEvent& event) {
        text_.room(event_max_);
        text_.put(steps_[event.activity * lifecycle_names.size() + static_cast<std::size_t>(event.lifecycle)]);
        dates_.put(text_, microseconds(event.time_s));
        text_.put("+00:00\"/>\n");
        if (event.agent != none) {
            text_.put("<string key=\"org:resource\" value=\""), text_.put(names_.activities[event.activity]), text_.put('/');
            const std::string_view pool = name_at(names_.pools[event.activity], event.pool);
            if (!pool.empty()) text_.put(pool), text_.put('/');
            text_.put_number(event.agent + 1), text_.put("\"/>\n");
        }
        if (event.pool != none && event.pool < names_.pools[event.activity].size())
            put("org:group", name_at(names_.pools[event.activity], event.pool));
        if (event.detail != LogDetail::nothing) put("detail", name_of(event.detail));
        text_.put("</event>\n");
    }
    void write_attempts(std::uint64_t key) {
        const LogEvent& first = kept_[traces_[key].first].event;
        begin_trace();
        text_.put('a'), text_.put_number(first.number), text_.put("\"/>\n");
        if (first.segment != none) put("segment", name_at(names_.segments, first.segment));
        if (first.service != none) put("service", name_at(names_.services, first.service));
        end_trace(key);
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
    std::vector<std::string> steps_;  // an event as far as its date, by activity and lifecycle
    std::vector<Kept> kept_;
    Index free_ = none;
    std::unordered_map<std::uint64_t, Trace> traces_;  // of those inside, and of needs with a try to come
};

}  // namespace

std::unique_ptr<LogWriter> xes_log(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going) {
    return std::make_unique<XesLog>(scenario, file, std::move(keep_going));
}

}  // namespace counterless
