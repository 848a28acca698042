#include "scenarios/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/csv.hpp"
#include "scenarios/named_file.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
namespace fs = std::filesystem;

// ---- cells --------------------------------------------------------------------------------------------------------------------
std::optional<double> span_of_time(std::string_view cell) {
    const auto number = csv_number(cell);
    const auto seconds = number ? number : parse_duration(trimmed(cell));
    return seconds && *seconds >= 0 && *seconds <= 100 * 365.25 * 86400 ? seconds : std::nullopt;
}

// "08:30" or "08:30:15.25".
std::optional<double> clock_time(std::string_view text) {
    const auto minutes = parse_clock(text.substr(0, 5));
    if (!minutes || text.size() <= 5) return minutes;
    const auto seconds = text[5] == ':' && text.size() >= 8 ? csv_number(text.substr(6)) : std::nullopt;
    const bool sound = seconds && text[6] >= '0' && text[6] <= '5' && text[7] >= '0' && text[7] <= '9' && *seconds < 60;
    return sound ? std::optional(*minutes + *seconds) : std::nullopt;
}

// ---- columns ------------------------------------------------------------------------------------------------------------------
struct Columns {
    std::optional<std::size_t> arrived, klass, patience;
    std::vector<std::optional<std::size_t>> service;  // by place on the path
};

// The stations that a customer of this stream passes.
std::vector<std::string> stops(const Scenario& scenario, const Stream& stream) {
    std::vector<std::string> ids;
    if (stream.station == none) return ids;
    const Station& first = scenario.stations[stream.station];
    if (!stream.whole_path) return {first.id};
    for (const Index station : scenario.centres[first.centre].path) ids.push_back(scenario.stations[station].id);
    return ids;
}

std::optional<std::size_t> column_for(const View& trace, const CsvReader& reader, const std::string& what) {
    const View columns = trace.at("columns");
    if (!columns.has(what)) return trace.has("columns") ? std::nullopt : reader.column(what);
    const auto found = reader.column(columns.text(what));
    if (!found && columns.find(what)->is_string())
        columns.problem(what, "\"" + columns.text(what) + "\"", suggestion(columns.text(what), reader.header()));
    return found;
}

Columns find_columns(const View& trace, const CsvReader& reader, const std::vector<std::string>& stations) {
    std::vector<std::string> known{"arrived", "class", "patience"};
    known.insert(known.end(), stations.begin(), stations.end());
    const auto is_known = [&](const std::string& name) { return std::find(known.begin(), known.end(), name) != known.end(); };
    for (const std::string& name : trace.at("columns").keys())
        if (!is_known(name)) trace.at("columns").problem("the key \"" + name + "\"", suggestion(name, known));
    if (!trace.has("columns"))
        for (const std::string& name : reader.header())
            if (!is_known(name))
                trace.problem("file", "the column " + csv_shown(name),
                              suggestion(name, known) + ", or /columns to say which are read");
    Columns columns{
        column_for(trace, reader, "arrived"), column_for(trace, reader, "class"), column_for(trace, reader, "patience"), {}};
    for (const std::string& station : stations) columns.service.push_back(column_for(trace, reader, station));
    const bool lacks = !columns.arrived && (!trace.at("columns").has("arrived"));
    if (lacks) trace.problem("file", "no column \"arrived\"", "a column \"arrived\", or columns/arrived that names it");
    return columns;
}

// ---- rows ---------------------------------------------------------------------------------------------------------------------
class Rows {
  public:
    Rows(CsvReader& reader, Columns columns, const Dates& dates, const Scenario& scenario, Index klass)
        : reader_(reader), columns_(std::move(columns)), dates_(dates), classes_(ids_of(scenario.classes)), klass_(klass) {}

    Ticket read() {
        Ticket ticket{.arrived_s = 0, .klass = klass_, .service_s = {}};
        const auto arrived_s = trace_time(reader_.cells()[*columns_.arrived], dates_);
        if (!arrived_s || *arrived_s < 0) reader_.problem(*columns_.arrived, expected_time());
        ticket.arrived_s = arrived_s.value_or(0);
        if (const auto cell = stated(columns_.klass)) {
            ticket.klass = index_in(classes_, std::string(*cell));
            if (ticket.klass == none) reader_.problem(*columns_.klass, suggestion(std::string(*cell), classes_));
        }
        ticket.patience_s = time_in(columns_.patience);
        for (const auto& column : columns_.service) ticket.service_s.push_back(time_in(column));
        const bool drawn =
            std::all_of(ticket.service_s.begin(), ticket.service_s.end(), [](double time_s) { return time_s < 0; });
        if (drawn) ticket.service_s.clear();
        return ticket;
    }

  private:
    [[nodiscard]] std::string expected_time() const {
        return dates_.stated
                   ? "a time from the start: seconds, \"5 min\", \"08:30:15\" or \"" + date_text(dates_.start) + " 08:30:15\""
                   : "a time from the start: seconds, \"5 min\" or \"08:30:15\"";
    }
    // Empty cells say nothing: what they would say is drawn.
    [[nodiscard]] std::optional<std::string_view> stated(std::optional<std::size_t> column) const {
        if (!column) return {};
        const std::string_view cell = trimmed(reader_.cells()[*column]);
        return cell.empty() ? std::nullopt : std::optional(cell);
    }
    double time_in(std::optional<std::size_t> column) {
        const auto cell = stated(column);
        if (!cell) return -1;
        const auto time_s = span_of_time(*cell);
        if (!time_s) reader_.problem(*column, "seconds or a duration such as \"5 min\", or nothing");
        return time_s.value_or(-1);
    }

    CsvReader& reader_;
    Columns columns_;
    const Dates& dates_;
    std::vector<std::string> classes_;
    Index klass_;
};
}  // namespace

std::optional<double> trace_time(std::string_view cell, const Dates& dates) {
    const std::string_view text = trimmed(cell);
    if (const auto seconds = span_of_time(text)) return seconds;
    if (const auto clock_s = clock_time(text)) return clock_s;
    if (!dates.usable || text.size() < 16 || (text[10] != ' ' && text[10] != 'T')) return {};
    const auto date = parse_date(text.substr(0, 10));
    const auto clock_s = clock_time(text.substr(11));
    return date && clock_s ? std::optional(dates.second_of(*date) + *clock_s) : std::nullopt;
}

TraceFiles find_traces(const Chain& chain, const fs::path& outermost, Report& report) {
    TraceFiles files;
    Json* streams = object_at(object_at(chain.merged.get(), "demand"), "streams");
    if (streams == nullptr) return files;
    for (auto& [id, stream] : streams->items()) {
        Json* trace = object_at(&stream, "trace");
        if (trace == nullptr) continue;
        if (const auto file = find_named_file(*trace, "/demand/streams/" + id + "/trace", "CSV file", chain, outermost, report))
            files[id] = file->path;
    }
    return files;
}

std::vector<Ticket> build_trace(const View& trace, const fs::path& file, const Dates& dates, const Scenario& scenario,
                                const Stream& stream) {
    // Absolute, because to the reader "-" means standard input.
    CsvReader reader(fs::absolute(file), file.string());
    std::vector<Ticket> tickets;
    if (!reader.header().empty()) {
        Columns columns = find_columns(trace, reader, stops(scenario, stream));
        const bool readable = columns.arrived.has_value();
        Rows rows(reader, std::move(columns), dates, scenario, stream.klass);
        while (readable && reader.next()) tickets.push_back(rows.read());
        if (readable && tickets.empty() && reader.good()) trace.problem("file", "a header without rows", "at least one row");
    }
    trace.problems(reader.take_problems());
    std::stable_sort(tickets.begin(), tickets.end(), [](const Ticket& a, const Ticket& b) { return a.arrived_s < b.arrived_s; });
    return tickets;
}

}  // namespace counterless
