// scenarios/build_staff.cpp: who is on duty when, and what he can do: pools, skills, shifts and breakdowns.
// A shift is stated once, in clock times of certain weekdays or in time from the start; here it becomes one `Duty` for each time
// it is worked within the horizon. A clock time not after the begin is of the next morning, so the night shift of the day before
// the first one also shows. Tested in tests/scenarios/build_staff_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr std::size_t duties_max = 1'000'000;

// ---- shifts -------------------------------------------------------------------------------------------------------------------
struct Workday {
    double start_s;
    int weekday;
};

// Days on which shifts begin; the day before the first too, for its night shift.
std::vector<Workday> workdays(const Dates& dates, const Scenario& scenario) {
    std::vector<Workday> days;
    if (!dates.usable || scenario.calendar.days.empty()) return days;
    const int before = (scenario.calendar.days.front().weekday + 6) % 7;
    if (dates.works_on(dates.start - std::chrono::days(1))) days.push_back({-day_s, before});
    for (const Day& day : scenario.calendar.days)
        if (day.working) days.push_back({day.start_s, day.weekday});
    return days;
}

struct Shift {
    Duty duty{};  // as of a day that begins at 0
    bool clock = false;
    std::array<bool, 7> days{true, true, true, true, true, true, true};
};

bool is_clock(const View& view, std::string_view key) { return parse_clock(view.text(key)).has_value(); }

void read_breaks(const View& view, Shift& shift) {
    for (const View& pause : view.elements("breaks")) {
        auto from = pause.stated_number("from"), until = pause.stated_number("until");
        const auto length = pause.stated_number("length");
        if (!from || !until || !length) continue;
        if (is_clock(pause, "from") != shift.clock || is_clock(pause, "until") != shift.clock) {
            pause.problem("clock times mixed with durations", "breaks stated as their shift is");
            continue;
        }
        if (shift.clock && *from < shift.duty.from_s) *from += day_s;  // after midnight
        if (shift.clock && *until < shift.duty.from_s) *until += day_s;
        if (*from < shift.duty.from_s || *until > shift.duty.until_s || *from >= shift.duty.until_s)
            pause.problem("a break outside its shift", "a time from " + view.text("from") + " to " + view.text("until"));
        else if (*until < *from)
            pause.problem(pause.text("from") + " to " + pause.text("until"), "an end not before the begin");
        else if (*length <= 0)
            pause.problem("length", "a break of no length", "a length above 0");
        shift.duty.breaks.push_back({*from, *until, *length});
    }
}

void read_days(const View& view, const Dates& dates, Shift& shift) {
    if (!view.has("days")) return;
    if (!shift.clock) view.problem("days", "weekdays of times from the start", "clock times, or no days");
    shift.days.fill(false);
    for (const std::string& word : view.words("days")) {
        const auto weekday = static_cast<std::size_t>(weekday_named(word));
        if (weekday == 7) continue;
        if (shift.days[weekday]) view.problem("days", word + " twice", "each weekday once");
        if (!dates.ever_works(weekday)) view.problem("days", word + ", on which no centre opens", "days of the working week");
        shift.days[weekday] = true;
    }
}

std::optional<Shift> read_shift(const View& view, const Dates& dates, double missing) {
    const auto from = view.stated_number("from"), until = view.stated_number("until");
    if (!from || !until) return {};
    Shift shift;
    shift.clock = is_clock(view, "from");
    const int agents = view.whole("agents");
    const int present = agents == unlimited ? agents : static_cast<int>(std::floor(agents * (1 - missing) + 0.5));
    shift.duty = {*from, *until, present, {}};
    if (shift.clock != is_clock(view, "until")) {
        view.problem("a clock time mixed with a duration", "one of them in the whole shift");
        return {};
    }
    if (shift.clock && !dates.stated)
        view.problem("from", "a clock time without a calendar", "a duration from the start, or a calendar");
    if (shift.clock && *until <= *from) shift.duty.until_s += day_s;
    if (shift.duty.until_s <= shift.duty.from_s)
        view.problem(view.text("from") + " to " + view.text("until"), "an end after the begin");
    read_days(view, dates, shift);
    read_breaks(view, shift);
    return shift;
}

// One time that it is worked, as far as it lies inside the horizon.
void add_duty(const Duty& shift, double start_s, double horizon_s, std::vector<Duty>& duties) {
    const auto clip = [&](double time_s) { return std::clamp(start_s + time_s, 0.0, horizon_s); };
    Duty duty{clip(shift.from_s), clip(shift.until_s), shift.agents, {}};
    if (duty.from_s >= duty.until_s) return;
    for (const Break& pause : shift.breaks)
        if (start_s + pause.from_s >= 0 && start_s + pause.from_s < horizon_s)
            duty.breaks.push_back({start_s + pause.from_s, clip(pause.until_s), pause.length_s});
    duties.push_back(std::move(duty));
}

std::vector<Duty> read_duties(const View& owner, std::string_view key, const Dates& dates, const Scenario& scenario,
                              double missing) {
    std::vector<Duty> duties;
    const auto days = workdays(dates, scenario);
    const double horizon_s = scenario.study.horizon_s;
    for (const View& view : owner.elements(key)) {
        const auto shift = read_shift(view, dates, missing);
        if (!shift) continue;
        if (!shift->clock) add_duty(shift->duty, 0, horizon_s, duties);
        for (const Workday& day : days)
            if (shift->clock && shift->days[static_cast<std::size_t>(day.weekday)] && duties.size() <= duties_max)
                add_duty(shift->duty, day.start_s, horizon_s, duties);
    }
    if (duties.size() > duties_max) owner.problem(key, "more than a million shifts to work", "fewer shifts or fewer days");
    std::stable_sort(duties.begin(), duties.end(), [](const Duty& one, const Duty& other) { return one.from_s < other.from_s; });
    return duties;
}

// ---- skills, breakdown --------------------------------------------------------------------------------------------------------
void read_skills(const View& view, const Scenario& scenario, Pool& pool) {
    if (!view.has("skills")) return;
    const View skills = view.at("skills");
    const auto ids = ids_of(scenario.classes);
    for (const View& one : skills.members()) {
        const Index klass = index_in(ids, one.id());
        if (klass == none) continue;
        Skill& skill = pool.skills.emplace_back();
        skill.klass = klass;
        skill.speed = one.number("speed");
        skill.agent_prefers = one.whole("agent_prefers");
        skill.customer_prefers = one.whole("customer_prefers");
        skill.reserve = one.whole("reserve");
        if (one.has("service")) skill.service = build_law(one, "service", LawOf::time);
    }
    if (skills.keys().empty()) view.problem("skills", "a pool that serves no class", "at least one class, or no \"skills\"");
}

void read_breakdown(const View& view, Pool& pool) {
    if (!view.has("breakdown")) return;
    const View stated = view.at("breakdown");
    Breakdown& breakdown = pool.breakdown.emplace();
    breakdown.while_busy = stated.choice("clock") == 1;
    breakdown.together = stated.choice("of") == 1;
    for (const std::string_view key : {"up", "repair"})
        if (!stated.has(key))
            stated.problem(fmt::format("no \"{}\"", key), fmt::format("\"{}\": {}", key, expectation(stated.field(key))));
    breakdown.up = build_law(stated, "up", LawOf::time);
    breakdown.repair = build_law(stated, "repair", LawOf::time);
    breakdown.repairers = stated.whole("repairers");
    breakdown.work = word_of<Interruption>(stated, "work");
    if (stated.has("up") && breakdown.up.mean <= 0) stated.problem("up", "breakdowns without a pause", "a mean above 0");
    if (breakdown.together && breakdown.while_busy)
        stated.problem("clock", "\"while_busy\" of a whole station", "\"always\", or breakdowns of \"agent\"");
    if (breakdown.together && stated.has("repairers"))
        stated.problem("repairers", "repairers of one thing", "breakdowns of \"agent\", or no repairers");
}

// ---- pools --------------------------------------------------------------------------------------------------------------------
// Agents without number have no faces: nothing can happen to one of them.
void check_unlimited(const View& view, const Pool& pool) {
    if (!pool.endless()) return;
    for (const std::string_view key : {"absence", "shrinkage", "setup", "breakdown"})
        if (view.has(key)) view.problem(key, "agents without number, of whom one has " + std::string(key), "a number of agents");
    if (std::any_of(pool.duties.begin(), pool.duties.end(),
                    [](const Duty& duty) { return duty.agents == unlimited && !duty.breaks.empty(); }))
        view.problem("shifts", "agents without number who take breaks", "a number of agents, or no breaks");
}

void check_pool(const View& view, const Pool& pool) {
    const bool shifts = view.has("shifts");
    if (view.has("agents") == shifts)
        view.problem(shifts ? "agents and shifts" : "no \"agents\"", "either \"agents\" or \"shifts\"");
    if (shifts) return;
    if (pool.absence > 0) view.problem("absence", "absence from no shift", "\"shifts\", or \"shrinkage\"");
    if (pool.end != EndOfShift::finish) view.problem("end_of_shift", "the end of no shift", "\"shifts\"");
}

Pool build_pool(const View& view, const Dates& dates, const Scenario& scenario) {
    Pool pool;
    pool.id = view.id();
    pool.name = view.name("name", pool.id);
    const double missing = view.number("shrinkage");
    const int agents = view.whole("agents");
    pool.agents = agents == unlimited ? agents : static_cast<int>(std::floor(agents * (1 - missing) + 0.5));
    pool.duties = read_duties(view, "shifts", dates, scenario, missing);
    pool.end = word_of<EndOfShift>(view, "end_of_shift");
    pool.absence = view.number("absence");
    pool.after_service = build_law(view, "after_service", LawOf::time);
    pool.setup = build_law(view, "setup", LawOf::time);
    read_skills(view, scenario, pool);
    read_breakdown(view, pool);
    check_pool(view, pool);
    check_unlimited(view, pool);
    return pool;
}

// ---- together -----------------------------------------------------------------------------------------------------------------
int sum_of(int one, int other) { return one == unlimited || other == unlimited ? unlimited : one + other; }

// The most who are ever on duty at once.
int agents_at_most(const std::vector<Pool>& pools) {
    struct Change {
        double time_s;
        int by;
    };
    int always = 0;
    std::vector<Change> changes;
    for (const Pool& pool : pools) {
        if (pool.duties.empty()) always = sum_of(always, pool.agents);
        for (const Duty& duty : pool.duties) {
            if (duty.agents == unlimited) return unlimited;
            changes.push_back({duty.from_s, duty.agents});
            changes.push_back({duty.until_s, -duty.agents});
        }
    }
    std::sort(changes.begin(), changes.end(), [](const Change& one, const Change& other) {
        return one.time_s != other.time_s ? one.time_s < other.time_s : one.by < other.by;  // who goes makes room first
    });
    int now = 0, most = 0;
    for (const Change& change : changes) most = std::max(most, now += change.by);
    return sum_of(always, most);
}

void check_choice(const View& station, const Station& built) {
    if (!station.has("choice") || built.choice != AgentChoice::preferred) return;
    for (const Pool& pool : built.pools)
        for (const Skill& skill : pool.skills)
            if (skill.customer_prefers != 0) return;
    station.problem("choice", "\"preferred\", but no skill says by whom", "\"customer_prefers\" in the skills of staff");
}

// What a line cannot know or keep.
void check_skills_in_line(const View& station, const Station& built) {
    for (const Pool& pool : built.pools)
        for (const Skill& skill : pool.skills) {
            if (skill.service && built.within == OrderWithin::shortest_first)
                station.at("line").problem("within", "shortest first, where service depends on who serves",
                                           "another order, or no \"service\" in the skills of " + pool.id);
            if (skill.reserve > 0 && built.lines == LinesPer::counter)
                station.at("line").problem("per", "a line before each counter, and a reserve",
                                           "one line, or no \"reserve\" in " + pool.id);
        }
}
}  // namespace

void build_staff(const View& station, const Dates& dates, const Scenario& scenario, Station& built) {
    built.choice = word_of<AgentChoice>(station, "choice");
    if (!station.elements("agents").empty()) {
        Pool& pool = built.pools.emplace_back();
        pool.id = "agents";
        pool.one_crew = built.lines == LinesPer::station;  // else each has a line of his own
        pool.name = built.name;
        pool.duties = read_duties(station, "agents", dates, scenario, 0);
    }
    for (const View& view : station.at("staff").members()) built.pools.push_back(build_pool(view, dates, scenario));
    built.agents = built.pools.empty() ? station.whole("agents") : agents_at_most(built.pools);
    if (station.has("counters") && (built.agents == unlimited || built.agents > station.whole("counters")))
        station.problem("counters",
                        built.agents == unlimited ? "agents without number" : fmt::format("{} agents at once", built.agents),
                        fmt::format("at most one for each of the {} counters", station.whole("counters")));
    if (built.pools.size() > 1 && built.lines == LinesPer::counter)
        station.at("line").problem("per", "a line before each agent of several pools", "one pool, or a number of agents");
    if (built.agents == unlimited && built.lines == LinesPer::counter)
        station.at("line").problem("per", "a line before each of agents without number", "a number of agents");
    if (built.agents == unlimited && built.batch_max > 1)
        station.problem("batch", "batches of agents without number", "a number of agents");
    check_choice(station, built);
    check_skills_in_line(station, built);
}

}  // namespace counterless
