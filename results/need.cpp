#include "results/need.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "models/constants.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

constexpr double agents_max = 5000;  // as of a station in a scenario
constexpr std::array<std::string_view, 7> weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr std::array<std::string_view, 7> columns{"from", "until", "agents", "centre", "station", "skill", "day"};

struct Columns {
    std::array<std::optional<std::size_t>, columns.size()> at;
    [[nodiscard]] std::string text(const CsvReader& reader, std::size_t which) const {
        return at[which] ? std::string(reader.cells()[*at[which]]) : std::string();
    }
};

struct Header {
    Columns columns;
    Problems problems;
    bool enough = true, sure = true;  // to read the lines; that no column that matters has another name
};

Header read_header(const CsvReader& reader, const std::string& place) {
    Header header;
    Columns& found = header.columns;
    const std::vector<std::string> known(columns.begin(), columns.end());
    for (std::size_t which = 0; which < columns.size(); ++which) {
        found.at[which] = reader.column(columns[which]);
        if (which >= 3 || found.at[which]) continue;
        header.problems.push_back({place, fmt::format("no column \"{}\"", columns[which]), "columns from, until and agents"});
        header.enough = false;
    }
    for (const std::string& name : reader.header()) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        header.problems.push_back({place, fmt::format("the column \"{}\"", name), suggestion(name, known)});
        header.sure = header.sure && nearest(name, known).empty();
    }
    return header;
}

// False where it is no day; likewise the times.
bool take_day(CsvReader& reader, const Columns& found, NeedLine& line) {
    const std::string day = found.text(reader, 6);
    if (day.empty()) return true;
    line.date = parse_date(day);
    const auto named = std::find(weekdays.begin(), weekdays.end(), day);
    if (named != weekdays.end()) line.weekday = static_cast<int>(named - weekdays.begin());
    const bool known = line.date || named != weekdays.end();
    if (!known)
        reader.problem(*found.at[6], "a date such as 2018-10-21, a weekday (sun ... sat), or nothing for every working day");
    return known;
}

bool take_times(CsvReader& reader, const Columns& found, NeedLine& line) {
    const auto from = parse_clock(found.text(reader, 0)), until = parse_clock(found.text(reader, 1));
    if (!from || *from >= day_s) reader.problem(*found.at[0], "a clock time from 00:00 to 23:59");
    if (!until) reader.problem(*found.at[1], "a clock time from 00:00 to 24:00");
    if (!from || !until || (*from >= day_s)) return false;
    line.from_s = *from;
    line.until_s = *until <= *from ? *until + day_s : *until;
    if (*until == *from) reader.problem(*found.at[1], "a time other than the begin");
    return *until != *from;
}

void take_agents(CsvReader& reader, const Columns& found, NeedLine& line) {
    const auto agents = csv_number(reader.cells()[*found.at[2]]);
    if (!agents || *agents < 0 || *agents > agents_max || *agents != static_cast<int>(*agents))
        return reader.problem(*found.at[2], fmt::format("a whole number from 0 to {:.0f}", agents_max));
    line.agents = static_cast<int>(*agents);
}

// Nothing where the line does not say of when it speaks; its other mistakes are the reader's too.
std::optional<NeedLine> take_line(CsvReader& reader, const Columns& found) {
    NeedLine line{.centre = found.text(reader, 3), .post = found.text(reader, 4), .line = reader.line()};
    const std::string skill = found.text(reader, 5);
    if (!skill.empty()) line.post += "/" + skill;
    const bool has_day = take_day(reader, found, line), has_times = take_times(reader, found, line);
    take_agents(reader, found, line);
    return has_day && has_times ? std::optional(line) : std::nullopt;
}

// How particular a line is about its day: a date before a weekday before every working day.
int rank_of(const NeedLine& line) { return line.date ? 2 : line.weekday >= 0 ? 1 : 0; }

bool holds_on(const NeedLine& line, const RosterDates& dates, std::size_t day) {
    if (line.date) return *line.date == dates.days[day];
    if (line.weekday >= 0)
        return (dates.working[day] || dates.assumed) &&
               static_cast<unsigned>(line.weekday) == std::chrono::weekday(dates.days[day]).c_encoding();
    return dates.working[day];
}

std::string choose_centre(const NeedTable& table, const std::string& asked, Problems& problems) {
    std::set<std::string> centres;
    for (const NeedLine& line : table.lines)
        if (!line.centre.empty()) centres.insert(line.centre);
    const std::vector<std::string> known(centres.begin(), centres.end());
    if (!asked.empty() && !known.empty() && !centres.contains(asked))
        problems.push_back({table.place, "nothing of the centre \"" + asked + "\"", suggestion(asked, known)});
    if (asked.empty() && known.size() > 1)
        problems.push_back({table.place, fmt::format("{} centres", known.size()), "one of them, as in --centre " + known[0]});
    return !asked.empty() ? asked : known.empty() ? "" : known[0];
}

void check_overlaps(const NeedTable& table, std::vector<const NeedLine*>& lines, std::set<std::size_t>& told,
                    Problems& problems) {
    std::stable_sort(lines.begin(), lines.end(), [](const auto* one, const auto* other) { return one->from_s < other->from_s; });
    for (std::size_t at = 1; at < lines.size(); ++at)
        if (lines[at]->from_s < lines[at - 1]->until_s && told.insert(lines[at]->line).second)
            problems.push_back({fmt::format("{}:{}", table.place, lines[at]->line),
                                fmt::format("a time that line {} has stated", lines[at - 1]->line),
                                "intervals of one station that do not overlap"});
}

// Of a table that is wrong elsewhere too, and so is not laid on dates: lines of one post and centre, of the very same days.
void check_same_days(const NeedTable& table, Problems& problems) {
    std::map<std::tuple<std::string, std::string, int, std::optional<std::chrono::sys_days>>, std::vector<const NeedLine*>> alike;
    for (const NeedLine& line : table.lines) alike[{line.centre, line.post, line.weekday, line.date}].push_back(&line);
    std::set<std::size_t> told;
    for (auto& [days, lines] : alike) check_overlaps(table, lines, told, problems);
}

// Lines of one post on one day: only the most particular ones count.
std::vector<const NeedLine*> lines_on(const NeedTable& table, const RosterDates& dates, std::size_t day,
                                      const std::string& centre, const std::string& post) {
    std::vector<const NeedLine*> lines;
    int best = 0;
    const auto mine = [&](const NeedLine& line) {
        return line.post == post && (line.centre.empty() || line.centre == centre) && holds_on(line, dates, day);
    };
    for (const NeedLine& line : table.lines)
        if (mine(line)) best = std::max(best, rank_of(line));
    for (const NeedLine& line : table.lines)
        if (mine(line) && rank_of(line) == best) lines.push_back(&line);
    return lines;
}

std::size_t lines_of_other_dates(const NeedTable& table, const RosterDates& dates) {
    return static_cast<std::size_t>(std::count_if(table.lines.begin(), table.lines.end(), [&](const NeedLine& line) {
        return line.date && (*line.date < dates.days.front() || *line.date > dates.days.back());
    }));
}

std::vector<NeedLine> idle_lines(const NeedTable& table, const RosterDates& dates, const std::string& centre) {
    std::vector<NeedLine> idle;
    for (const NeedLine& line : table.lines) {
        if (line.weekday < 0 || line.agents == 0 || (!line.centre.empty() && line.centre != centre)) continue;
        bool holds = false;
        for (std::size_t day = 0; day < dates.days.size(); ++day) holds = holds || holds_on(line, dates, day);
        if (!holds) idle.push_back(line);
    }
    return idle;
}

// What runs past midnight may meet what is stated of the next morning. `stated`: the line of each span.
void check_nights(const NeedTable& table, const StaffNeed& need, const std::vector<std::size_t>& stated, Problems& problems) {
    std::set<std::pair<std::size_t, std::size_t>> told;
    for (std::size_t at = 1; at < need.spans.size(); ++at) {
        const NeedSpan &before = need.spans[at - 1], &after = need.spans[at];
        if (before.post != after.post || before.until_s <= after.from_s || before.day == after.day) continue;
        if (!told.insert({stated[at - 1], stated[at]}).second) continue;
        problems.push_back({fmt::format("{}:{}", table.place, stated[at - 1]),
                            fmt::format("a night that runs into what line {} states of the next day", stated[at]),
                            "intervals of one station that do not overlap"});
    }
}

}  // namespace

std::string weekday_word(int weekday) { return std::string(weekdays.at(static_cast<std::size_t>(weekday))); }

NeedTable read_need(const std::filesystem::path& file, const std::string& place, Problems& problems) {
    NeedTable table{.place = place};
    CsvReader reader(file, place);
    const bool sound = reader.good();
    const Header header = read_header(reader, place);
    const Columns& found = header.columns;
    const bool foreign = !found.at[0] && !found.at[1] && !found.at[2];
    if (sound && header.enough)
        while (reader.next())
            if (const auto line = take_line(reader, found)) table.lines.push_back(*line);
    if (sound || !foreign) append(problems, header.problems);  // else no header of a need at all: the reader says why
    const Problems read = reader.take_problems();
    append(problems, read);
    if (header.sure && !(header.problems.empty() && read.empty())) check_same_days(table, problems);
    if (problems.empty() && table.lines.empty()) problems.push_back({place, "no line of need", "at least one"});
    return table;
}

void check_need(const NeedTable& table, const std::optional<std::string>& centre, Problems& problems) {
    if (centre) choose_centre(table, *centre, problems);
    check_same_days(table, problems);
}

StaffNeed need_on(const NeedTable& table, const RosterDates& dates, const std::string& centre, Problems& problems) {
    StaffNeed need{.centre = choose_centre(table, centre, problems)};
    need.passed_over = lines_of_other_dates(table, dates);
    need.idle = idle_lines(table, dates, need.centre);
    for (const NeedLine& line : table.lines)
        if ((line.centre.empty() || line.centre == need.centre) &&
            std::find(need.posts.begin(), need.posts.end(), line.post) == need.posts.end())
            need.posts.push_back(line.post);
    std::set<std::size_t> told;
    std::vector<std::size_t> stated;
    for (Index post = 0; post < need.posts.size(); ++post)
        for (std::size_t day = 0; day < dates.days.size(); ++day) {
            auto lines = lines_on(table, dates, day, need.centre, need.posts[post]);
            check_overlaps(table, lines, told, problems);
            const double start_s = day_s * static_cast<double>(day);
            for (const NeedLine* line : lines) {
                if (line->agents == 0) continue;
                need.spans.push_back(
                    {post, static_cast<int>(day), start_s + line->from_s, start_s + line->until_s, line->agents});
                stated.push_back(line->line);
            }
        }
    check_nights(table, need, stated, problems);
    return need;
}

}  // namespace counterless
