#include "results/cli/calibrate_laws_read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <unordered_map>

#include "models/constants.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

using Cell = std::optional<std::size_t>;

// "08:30", "08:30:15", "08:30:15.25"; seconds of the day.
std::optional<double> clock_time(std::string_view text) {
    if (text.size() < 5) return {};
    const auto minutes = parse_clock(text.substr(0, 5));
    if (!minutes || text.size() == 5) return minutes;
    double seconds = 0;
    const char* end = text.data() + text.size();
    if (text[5] != ':' || text.size() < 8 || text[6] < '0' || text[6] > '5') return {};
    const auto [stopped, error] = std::from_chars(text.data() + 6, end, seconds, std::chars_format::fixed);
    if (error != std::errc() || stopped != end || seconds >= 60) return {};
    return *minutes + seconds;
}

// Finds columns by the names asked for or the usual ones, and tells what is missing.
class Finder {
  public:
    Finder(const CsvReader& reader, Problems& problems) : reader_(reader), problems_(problems) {}
    Cell asked(const char* option, const std::string& name, const std::vector<std::string>& usual) const {
        if (!name.empty()) {
            const Cell cell = reader_.column(name);
            if (!cell) problems_.push_back({option, "\"" + name + "\"", suggestion(name, reader_.header())});
            return cell;
        }
        for (const std::string& one : usual)
            if (const Cell cell = reader_.column(one)) return cell;
        return {};
    }
    Cell needed(const char* option, const std::string& name, const std::vector<std::string>& usual) const {
        const Cell cell = asked(option, name, usual);
        if (cell || !name.empty()) return cell;
        std::string names;
        for (const std::string& one : usual) names += (names.empty() ? "" : ", ") + one;
        problems_.push_back({"columns", "none called " + names, std::string(option) + " COLUMN"});
        return {};
    }

  private:
    const CsvReader& reader_;
    Problems& problems_;
};

// Rows to keep, by --where.
class Filter {
  public:
    Filter(const CalibrateLawsOptions& options, const CsvReader& reader, Problems& problems) : where_(options.where) {
        for (const KeptRows& one : where_) {
            const Cell cell = reader.column(one.column);
            if (!cell) problems.push_back({"--where", "\"" + one.column + "\"", suggestion(one.column, reader.header())});
            cells_.push_back(cell.value_or(0));
        }
    }
    [[nodiscard]] bool keeps(const CsvReader& reader) const {
        for (std::size_t i = 0; i < where_.size(); ++i) {
            const auto& values = where_[i].values;
            if (std::find(values.begin(), values.end(), trimmed(reader.cells()[cells_[i]])) == values.end()) return false;
        }
        return true;
    }

  private:
    const std::vector<KeptRows>& where_;
    std::vector<std::size_t> cells_;
};

// A time: a number in the unit asked for, or a duration with its own. Below 0 or above ten years it is a mistake.
std::optional<double> time_of(std::string_view cell, double unit_s) {
    constexpr double most_s = 10 * 366 * day_s;
    auto value = csv_number(cell);
    if (value)
        *value *= unit_s;
    else
        value = parse_duration(trimmed(cell));
    return value && *value >= 0 && *value <= most_s ? value : std::nullopt;
}

void read_times(const CalibrateLawsOptions& options, CsvReader& reader, LawsRead& read, Problems& problems) {
    const Finder find(reader, problems);
    std::vector<std::string> usual{"service_s", "service", "duration_s", "duration"};
    if (reader.header().size() == 1) usual = {reader.header().front()};
    const Cell time = find.needed("--time", options.time, usual);
    const Filter filter(options, reader, problems);
    if (!problems.empty()) return;
    read.column = reader.header()[*time];
    while (reader.next()) {
        if (!filter.keeps(reader)) continue;
        const auto value = time_of(reader.cells()[*time], options.unit_s);
        if (!value) reader.problem(*time, "a time from 0: a number, or a duration such as \"5 min\"; --where keeps rows out");
        read.values.push_back(value.value_or(0));
    }
}

// Whether the customer gave up, as the outcome says it.
class Outcome {
  public:
    explicit Outcome(const CalibrateLawsOptions& options) : gave_up_(options.gave_up), stated_(!gave_up_.empty()) {
        if (!stated_) gave_up_ = {"1", "true", "yes", "gave_up", "abandoned", "HANG"};
    }
    [[nodiscard]] std::optional<bool> of(std::string_view cell) const {
        if (std::find(gave_up_.begin(), gave_up_.end(), cell) != gave_up_.end()) return true;
        if (stated_ && !cell.empty()) return false;
        for (const char* served : {"0", "false", "no", "served", "AGENT"})
            if (cell == served) return false;
        return {};
    }

  private:
    std::vector<std::string> gave_up_;
    bool stated_;
};

void read_waits(const CalibrateLawsOptions& options, CsvReader& reader, LawsRead& read, Problems& problems) {
    const Finder find(reader, problems);
    const Cell time = find.needed("--time", options.time, {"queue_s", "wait_s", "wait"});
    const Cell outcome = find.needed("--outcome", options.outcome, {"outcome", "gave_up", "abandoned"});
    const Filter filter(options, reader, problems);
    if (!problems.empty()) return;
    read.column = reader.header()[*time];
    const Outcome says(options);
    while (reader.next()) {
        if (!filter.keeps(reader)) continue;
        const auto value = time_of(reader.cells()[*time], options.unit_s);
        if (!value) reader.problem(*time, "a wait from 0: a number, or a duration such as \"5 min\"");
        const auto gave_up = says.of(trimmed(reader.cells()[*outcome]));
        if (!gave_up) reader.problem(*outcome, "whether the customer gave up: 1 or 0, gave_up or served; or say --gave-up WORD");
        read.values.push_back(value.value_or(0));
        read.gave_up.push_back(gave_up.value_or(false));
    }
}

// ---- arrivals

struct Instant {
    std::int64_t day = 0;
    double second = 0;
    bool dated = true;
};

struct DayColumns {
    Cell date, time, count;
};

// The day: a date, the date before a time in one cell, or a whole number.
std::optional<Instant> day_of(std::string_view cell) {
    if (const auto date = parse_date(cell.substr(0, std::min<std::size_t>(cell.size(), 10)))) {
        Instant instant{date->time_since_epoch().count(), -1, true};
        if (cell.size() == 10) return instant;
        if (cell[10] != ' ' && cell[10] != 'T') return {};
        const auto clock = clock_time(cell.substr(11));
        if (clock) instant.second = *clock;
        return clock ? std::optional(instant) : std::nullopt;
    }
    const auto number = csv_number(cell);
    if (!number || *number != std::floor(*number) || std::abs(*number) > 1e6) return {};
    return Instant{static_cast<std::int64_t>(*number), -1, false};
}

std::optional<Instant> instant_of(const DayColumns& columns, CsvReader& reader, double unit_s) {
    auto instant = day_of(trimmed(reader.cells()[*columns.date]));
    if (!instant) {
        reader.problem(*columns.date, "a day: \"2018-10-21\", with or without a time behind it, or a whole number");
        return {};
    }
    if (columns.time) {
        const std::string_view cell = trimmed(reader.cells()[*columns.time]);
        auto second = clock_time(cell);
        if (!second) second = time_of(cell, unit_s);
        if (!second || *second > day_s) {
            reader.problem(*columns.time, "a time of the day: \"08:30\", \"08:30:15\" or a number");
            return {};
        }
        instant->second = *second;
    } else if (instant->second < 0) {
        reader.problem(*columns.date, "a day and a time, \"2018-10-21 08:30:15\"; or --time COLUMN beside it");
        return {};
    }
    return instant;
}

// Days put together from instants, in any order.
class Days {
  public:
    void add(const Instant& instant, double count, bool single) {
        ArrivalDay& day = days_[instant.day];
        day.number = instant.day;
        const auto half =
            static_cast<std::size_t>(std::clamp(instant.second / (day_s / half_hours_a_day), 0.0, half_hours_a_day - 1.0));
        day.counts[half] += count;
        if (single) day.instants.push_back(instant.second);
        dated_ += instant.dated;
        undated_ += !instant.dated;
    }
    void hand_over(LawsRead& read, Problems& problems) {
        if (dated_ > 0 && undated_ > 0)
            problems.push_back({"days", fmt::format("{} dates and {} numbers", dated_, undated_), "one of the two"});
        read.dated = undated_ == 0;
        for (auto& [number, day] : days_) {
            if (read.dated) day.kind = std::chrono::weekday(std::chrono::sys_days(std::chrono::days(number))).c_encoding();
            std::sort(day.instants.begin(), day.instants.end());
            read.days.push_back(std::move(day));
        }
    }

  private:
    std::map<std::int64_t, ArrivalDay> days_;
    std::size_t dated_ = 0, undated_ = 0;
};

void read_arrivals(const CalibrateLawsOptions& options, CsvReader& reader, LawsRead& read, Problems& problems) {
    const Finder find(reader, problems);
    DayColumns columns;
    columns.date = find.needed("--date", options.date, {"date", "day"});
    columns.time = find.asked("--time", options.time, {"arrival_s", "arrived", "time"});
    if (!options.count.empty()) columns.count = find.asked("--count", options.count, {});
    const Filter filter(options, reader, problems);
    if (!problems.empty()) return;
    Days days;
    while (reader.next()) {
        if (!filter.keeps(reader)) continue;
        const auto instant = instant_of(columns, reader, options.unit_s);
        double count = 1;
        if (columns.count) {
            const auto number = csv_number(reader.cells()[*columns.count]);
            if (!number || *number < 0 || *number != std::floor(*number)) reader.problem(*columns.count, "a whole number from 0");
            count = number.value_or(0);
        }
        if (instant) days.add(*instant, count, !columns.count);
    }
    days.hand_over(read, problems);
}

// ---- the program's own log

struct Passage {
    double came_s = -1, began_s = -1;
    bool interrupted = false;
};

struct LogColumns {
    std::size_t name, activity, lifecycle, time_s, time, detail;
};

std::optional<LogColumns> log_columns(const CsvReader& reader, const std::string& place, Problems& problems) {
    LogColumns columns{};
    for (auto [name, into] : {std::pair{"case", &columns.name},
                              {"activity", &columns.activity},
                              {"lifecycle", &columns.lifecycle},
                              {"time_s", &columns.time_s},
                              {"time", &columns.time},
                              {"detail", &columns.detail}}) {
        const Cell cell = reader.column(name);
        if (!cell)
            problems.push_back(
                {place, fmt::format("no column \"{}\"", name), "a log of counterless run --log, since there is --station"});
        *into = cell.value_or(0);
    }
    return problems.empty() ? std::optional(columns) : std::nullopt;
}

class LogReading {
  public:
    LogReading(const CalibrateLawsOptions& options, CsvReader& reader, const LogColumns& columns, LawsRead& read)
        : options_(options), reader_(reader), columns_(columns), read_(read) {}
    void row() {
        const auto cells = reader_.cells();
        const std::string_view what = cells[columns_.lifecycle];
        const auto time_s = csv_number(cells[columns_.time_s]);
        if (!time_s) {
            reader_.problem(columns_.time_s, "seconds");
            return;
        }
        Passage& passage = passages_[std::string(cells[columns_.name])];
        if (what == "schedule") {
            passage = {*time_s};
            if (options_.of == LawsOf::arrivals) arrive();
        } else if (what == "start") {
            passage.began_s = *time_s;
            wait(passage, *time_s, false);
        } else if (what == "suspend") {
            passage.interrupted = true;
        } else if (what == "complete") {
            if (options_.of == LawsOf::times && passage.began_s >= 0 && !passage.interrupted)
                read_.values.push_back(*time_s - passage.began_s);
            passages_.erase(std::string(cells[columns_.name]));
        } else if (what == "withdraw") {
            wait(passage, *time_s, cells[columns_.detail] == "gave_up");
        }
    }
    void end(Problems& problems) {
        if (options_.of == LawsOf::arrivals) days_.hand_over(read_, problems);
    }

  private:
    void wait(const Passage& passage, double time_s, bool gave_up) {
        if (options_.of != LawsOf::patience || passage.came_s < 0) return;
        read_.values.push_back(time_s - passage.came_s);
        read_.gave_up.push_back(gave_up);
    }
    void arrive() {
        const auto instant = day_of(trimmed(reader_.cells()[columns_.time]));
        if (instant && instant->second >= 0)
            days_.add(*instant, 1, true);
        else
            reader_.problem(columns_.time, "a date and time");
    }
    const CalibrateLawsOptions& options_;
    CsvReader& reader_;
    LogColumns columns_;
    LawsRead& read_;
    std::unordered_map<std::string, Passage> passages_;
    Days days_;
};

void read_log(const CalibrateLawsOptions& options, CsvReader& reader, const std::string& place, LawsRead& read,
              Problems& problems) {
    const auto columns = log_columns(reader, place, problems);
    const Filter filter(options, reader, problems);
    if (!columns || !problems.empty()) return;
    read.column = options.station;
    LogReading reading(options, reader, *columns, read);
    std::vector<std::string> others;
    bool seen = false;
    while (reader.next()) {
        const std::string_view activity = reader.cells()[columns->activity];
        if (activity != options.station) {
            if (others.size() < 100 && std::find(others.begin(), others.end(), activity) == others.end())
                others.emplace_back(activity);
            continue;
        }
        seen = true;
        if (filter.keeps(reader)) reading.row();
    }
    reading.end(problems);
    if (!seen && !others.empty())
        problems.push_back({"--station", "\"" + options.station + "\"", suggestion(options.station, others)});
}

bool empty(const CalibrateLawsOptions& options, const LawsRead& read) {
    return options.of == LawsOf::arrivals ? read.days.empty() : read.values.empty();
}

}  // namespace

LawsRead read_for_laws(const CalibrateLawsOptions& options, const std::string& place, Problems& problems) {
    CsvReader reader(options.file, place, options.shape);
    LawsRead read;
    if (reader.good()) {
        if (!options.station.empty())
            read_log(options, reader, place, read, problems);
        else if (options.of == LawsOf::times)
            read_times(options, reader, read, problems);
        else if (options.of == LawsOf::patience)
            read_waits(options, reader, read, problems);
        else
            read_arrivals(options, reader, read, problems);
    }
    const bool sound = reader.good();
    for (Problem& problem : reader.take_problems()) problems.push_back(std::move(problem));
    if (sound && problems.empty() && empty(options, read))
        problems.push_back({place, options.where.empty() ? "no rows" : "no rows that --where keeps", "one at least"});
    return read;
}

}  // namespace counterless
