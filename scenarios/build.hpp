// scenarios/build.hpp: from checked fields to one Scenario: ids become indices, dates become seconds, defaults become values.
// One builder a part, called in the order in which the parts need each other; each reports what only the whole shows and goes on
// with something harmless. Tested in tests/scenarios/build_test.cpp and read_test.cpp.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "scenarios/knob_box.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/survey.hpp"
#include "scenarios/view.hpp"

namespace counterless {

// Who comes back sooner than this on average goes round so often that a run would not end.
inline constexpr double return_mean_min_s = 1;

inline constexpr std::array<std::string_view, 12> month_words{"jan", "feb", "mar", "apr", "may", "jun",
                                                              "jul", "aug", "sep", "oct", "nov", "dec"};

inline constexpr std::array<std::string_view, 7> weekday_words{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Hours {
    double from_s = 0, until_s = 86400;  // seconds of the day
};
using WeekHours = std::array<std::optional<Hours>, 7>;  // by weekday; empty: nothing stated

// What the days of a week are like.
struct Week {
    std::array<bool, 7> working{true, true, true, true, true, true, true};
    std::array<double, 7> factor{1, 1, 1, 1, 1, 1, 1};
    std::array<Hours, 7> hours{};

    [[nodiscard]] int working_days() const;
};

// The calendar as stated, before the horizon cuts it into days.
struct Dates {
    bool stated = false;  // there is a calendar
    bool usable = false;  // and its first and last day make sense
    std::chrono::sys_days start, end;
    std::map<std::chrono::sys_days, Week> weeks{{std::chrono::sys_days::min(), {}}};  // from that day on
    std::set<std::chrono::sys_days> holidays;
    Hours usual;  // for which the counter profile is stated

    [[nodiscard]] const Week& week() const { return weeks.begin()->second; }  // outside the seasons
    [[nodiscard]] const Week& week_on(std::chrono::sys_days day) const { return std::prev(weeks.upper_bound(day))->second; }
    [[nodiscard]] int working_days_a_week() const { return week().working_days(); }
    [[nodiscard]] bool ever_works(std::size_t weekday) const;
    [[nodiscard]] double second_of(std::chrono::sys_days day) const;  // midnight, from the start of the horizon
    [[nodiscard]] double length_s() const;
    [[nodiscard]] bool works_on(std::chrono::sys_days day) const;
};

Index index_in(const std::vector<std::string>& ids, const std::string& id);  // `none` if it is not there

// Of a list of ids those that are known, each once; one that stands there twice is reported.
std::vector<Index> indices_of(const View& owner, std::string_view key, const std::vector<std::string>& ids,
                              const std::string& what);

template <typename Thing>
std::vector<std::string> ids_of(const std::vector<Thing>& things) {
    std::vector<std::string> ids;
    for (const Thing& thing : things) ids.push_back(thing.id);
    return ids;
}

// A word as the enum whose values stand in the order of the field's words.
template <typename Enum>
Enum word_of(const View& owner, std::string_view key) {
    return static_cast<Enum>(owner.choice(key));
}

// build_calendar.cpp
int weekday_named(std::string_view word);  // 0 is "sun"; 7 if it is none
Dates read_dates(const View& calendar, bool stated);
Calendar build_calendar(const Dates& dates, double horizon_s);
std::vector<DatedValue> dated_values(const View& owner, std::string_view key, const Dates& dates);  // one, or a dated list
// Growth, season and what becomes of a holiday's needs, as factors of the days.
void shape_days(const View& demand, const Dates& dates, Calendar& calendar);
// `own` hours of a centre, or null: those of the calendar.
std::vector<OpenInterval> open_intervals(const Calendar& calendar, const WeekHours* own, double horizon_s);

// build_seasons.cpp
WeekHours read_hours(const View& owner);  // of its key "hours"
void read_weeks(const View& calendar, Dates& dates);

// build_study.cpp
Study build_study(const View& study, const Dates& dates);
void check_scale(const View& root, const Scenario& scenario);  // what a sample of the customers cannot tell
Costs build_costs(const View& costs);
Happiness build_happiness(const View& root);
std::vector<Target> build_targets(const View& targets);
// build_staffing.cpp
StaffingRules build_staffing(const View& staffing, const Scenario& scenario);
std::vector<Reported> build_reported(const View& reported);

// build_channels.cpp
Platform build_platform(const View& platform, const PlatformSurvey* survey);
std::vector<Channel> build_channels(const View& channels, const Platform& platform);
void join_channels(const View& channels, Scenario& scenario);  // what names centres and other channels; when all are known

// build_machines.cpp: what stands in a platform file; null if there is none, or it was refused.
void build_machines(const View& platform, const PlatformSurvey* survey, Platform& built);

// build_disruptions.cpp
std::optional<double> begin_of(const View& view, const Dates& dates);  // of its keys "date" and "from", in seconds
void build_disruptions(const View& platform, const Dates& dates, double horizon_s, Platform& built);

// build_capacity.cpp: which hosts are switched on when; before disruptions and channels.
void build_capacity(const View& platform, const Dates& dates, double horizon_s, Platform& built);

// build_people.cpp
std::vector<CustomerClass> build_classes(const View& classes);                     // one at least
Index class_of(const View& owner, const Scenario& scenario, Index otherwise = 0);  // of its key "class"
std::vector<Segment> build_segments(const View& segments, const Scenario& scenario);
std::vector<Service> build_services(const View& root, const Scenario& scenario, const Dates& dates);

// build_adoption.cpp: when channels, services and segments are known; before the initiatives.
Adoption build_adoption(const View& root, const Dates& dates);

// build_demand.cpp
std::vector<ProfilePiece> build_profile(const View& owner, std::string_view key);  // empty if not stated
void build_needs(const View& root, const Dates& dates, Scenario& scenario);
double transactions_per_working_day(const View& owner, std::string_view key, const Dates& dates);

// build_years.cpp: a volume stated year by year; shapes the days and sets the mean working day.
void build_years(const View& demand, const Dates& dates, Calendar& calendar, Needs& needs);

// build_streams.cpp
using TraceFiles = std::map<std::string, std::filesystem::path>;  // by stream id
void build_streams(const View& streams, const Dates& dates, const TraceFiles& traces, Scenario& scenario);
Law build_day_factor(const View& owner);  // of its key "day_factor"

// trace.cpp: sorted by time.
std::vector<Ticket> build_trace(const View& trace, const std::filesystem::path& file, const Dates& dates,
                                const Scenario& scenario, const Stream& stream);

// build_rates.cpp: consecutive pieces from 0 to the horizon.
std::vector<Piece> build_rate(const View& stream, const Dates& dates, const Scenario& scenario);
double season(const View& owner, const Dates& dates, std::chrono::sys_days date);  // its by_month and growth_per_year
std::vector<Piece> while_open(const std::vector<Piece>& pieces, const Centre& centre, double horizon_s);

// build_centres.cpp: reads also which centres get a teaching desk, because it stands among their stations.
void build_centres(const View& root, const Dates& dates, Scenario& scenario);
void check_reasons(const View& root, Scenario& scenario);  // of going unserved, at every station; when the streams are known

// build_station.cpp: one station, without what names other stations.
Station build_station(const View& view, Index centre, const Dates& dates, const Scenario& scenario);

// build_staff.cpp: who is on duty when, and what he can do.
void build_staff(const View& station, const Dates& dates, const Scenario& scenario, Station& built);

// build_flow.cpp: what names other stations; built when all are known.
void build_flow(const View& station, const Scenario& scenario, Station& built);
void check_reasons(const View& station, const Scenario& scenario, const Station& built);
void check_flow(const View& root, const Scenario& scenario);  // what only the whole shows

// build_back_office.cpp: what a person must finish, where, and by when.
void build_back_office(const View& back_office, const Dates& dates, Scenario& scenario);

// build_initiatives.cpp
struct GuideDesk {
    std::string centre;
    View guides;
};
std::vector<GuideDesk> guide_desks(const View& initiatives, const std::vector<std::string>& centres);  // the first of each centre
int guides_at(const View& initiative, const std::string& centre);
void build_initiatives(const View& initiatives, const Dates& dates, Scenario& scenario);

// build_measures.cpp
void add_measures(const View& initiative, const Dates& dates, KnobBox& box);
void check_closures(const View& initiatives, const Scenario& scenario);

// build_roster.cpp: rules for people and shifts; nothing if there are none.
std::optional<RosterRules> build_roster(const View& root);

// uncertain.cpp: what is drawn anew, where it stands in the file, and by which law.
void build_uncertain(const View& study, const Json& scenario, Study& built);

// build_provenance.cpp
std::vector<Provenance> build_provenance(const Json& scenario);

// build.cpp: everything, without text, sha256 and baseline_file.
Scenario build_scenario(const Json& scenario, const TraceFiles& traces, const PlatformSurvey* survey, Report& report);

}  // namespace counterless
