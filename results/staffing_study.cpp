// results/staffing_study.cpp: the answer as numbers and as files; the table is staffing_text.cpp, the page staffing_page.cpp.
#include "results/staffing_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace counterless {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 7> weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

std::string clock(double second) {
    const auto minutes = std::lround(second / 60);
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

const char* state_word(const Claim& claim) {
    if (claim.state == ClaimState::held) return "held";
    return claim.state == ClaimState::broken ? "broken" : "open";
}

// The id of a pool; empty where a station has one kind of agents.
std::string skill_of(const Scenario& scenario, const CentreStaffing& centre, const Post& post) {
    const auto kinds = std::count_if(centre.task.posts.begin(), centre.task.posts.end(),
                                     [&](const Post& other) { return other.station == post.station; });
    return kinds > 1 ? scenario.stations[post.station].pools[post.pool].id : "";
}

template <typename Each>
void each_cell(const ShareStaffing& share, Each each) {
    for (const CentreStaffing& centre : share.centres)
        for (std::size_t post = 0; post < centre.task.posts.size(); ++post)
            for (std::size_t cell = 0; cell < centre.task.timetable.cells(); ++cell)
                if (centre.answer.open_s[cell] > 0) each(centre, post, cell);
}

Json claims_json(const Scenario& scenario, const CentreStaffing& centre) {
    Json claims = Json::array();
    const Timetable& table = centre.task.timetable;
    for (const Claim& claim : centre.answer.claims) {
        const Aim& aim = centre.task.aims[claim.aim];
        Json one{{"target", aim.id}, {"measure", aim.measure}};
        one["of"] = "centre/" + scenario.centres[centre.task.centre].id + (aim.station.empty() ? "" : "/" + aim.station);
        if (aim.each_interval) {
            if (table.rows > 1) one["day"] = day_of(table, claim.from_cell);
            one["from"] = clock(table.from_s(claim.from_cell));
            one["until"] = clock(table.until_s(claim.until_cell - 1));
        }
        one[aim.at_least ? "at_least" : "at_most"] = aim.value;
        one["value"] = claim.value;
        one["half_width"] = claim.half_width;
        one["count"] = claim.count;
        one["state"] = state_word(claim);
        if (claim.at_limit) one["at_limit"] = true;
        claims.push_back(std::move(one));
    }
    return claims;
}

Json agents_json(const Scenario& scenario, const CentreStaffing& centre) {
    Json rows = Json::array();
    for (std::size_t post = 0; post < centre.task.posts.size(); ++post)
        for (std::size_t cell = 0; cell < centre.task.timetable.cells(); ++cell) {
            if (centre.answer.open_s[cell] <= 0) continue;
            const PostFigures figures = figures_of(centre, post, cell);
            Json row{{"station", scenario.stations[centre.task.posts[post].station].id}};
            if (const std::string skill = skill_of(scenario, centre, centre.task.posts[post]); !skill.empty())
                row["skill"] = skill;
            if (const std::string day = day_of(centre.task.timetable, cell); !day.empty()) row["day"] = day;
            row["from"] = clock(centre.task.timetable.from_s(cell));
            row["until"] = clock(centre.task.timetable.until_s(cell));
            row["agents"] = centre.answer.agents[post][cell];
            row["erlang"] = figures.erlang ? Json(*figures.erlang) : Json(nullptr);
            row["load"] = figures.load ? Json(*figures.load) : Json(nullptr);
            row["customers_a_day"] = figures.came ? Json(*figures.came) : Json(nullptr);
            rows.push_back(std::move(row));
        }
    return rows;
}

}  // namespace

std::string day_of(const Timetable& table, std::size_t cell) {
    if (table.rows == 1) return "";
    const auto row = static_cast<int>(cell / table.count);
    for (std::size_t weekday = 0; weekday < 7; ++weekday)
        if (table.row[weekday] == row) return std::string(weekdays[weekday]);
    return "";
}

double ShareStaffing::hours_a_day() const {
    double hours = 0;
    for (const CentreStaffing& centre : centres) hours += centre.answer.hours_a_day();
    return hours;
}
std::size_t ShareStaffing::broken() const {
    std::size_t number = 0;
    for (const CentreStaffing& centre : centres)
        for (const Claim& claim : centre.answer.claims) number += claim.is_missed();
    return number;
}
std::size_t ShareStaffing::open() const {
    std::size_t number = 0;
    for (const CentreStaffing& centre : centres)
        for (const Claim& claim : centre.answer.claims) number += claim.state == ClaimState::open && !claim.is_missed();
    return number;
}
bool StaffingStudy::holds() const {
    return std::all_of(shares.begin(), shares.end(), [](const ShareStaffing& share) {
        return std::all_of(share.centres.begin(), share.centres.end(),
                           [](const CentreStaffing& centre) { return centre.answer.holds(); });
    });
}

bool at_presence(const CentreStaffing& centre) {
    for (std::size_t post = 0; post < centre.task.posts.size(); ++post)
        for (std::size_t cell = 0; cell < centre.task.timetable.cells(); ++cell)
            if (centre.answer.open_s[cell] > 0 && centre.answer.agents[post][cell] > std::max(centre.task.posts[post].least, 1))
                return false;
    return true;
}

double agents_most(const CentreStaffing& centre) {
    int most = 0;
    for (std::size_t cell = 0; cell < centre.task.timetable.cells(); ++cell) {
        int sum = 0;
        for (const auto& post : centre.answer.agents) sum += post[cell];
        most = std::max(most, sum);
    }
    return most;
}

// Those who come to the first post of the way; a visit passes it once.
double visits_a_day(const CentreStaffing& centre) {
    double visits = 0;
    if (centre.task.posts.empty()) return 0;
    for (std::size_t cell = 0; cell < centre.task.timetable.cells(); ++cell) visits += centre.answer.came[cell];
    return visits;
}

double cost_a_day(const Scenario& scenario, const CentreStaffing& centre) {
    if (scenario.costs.agent_hour <= 0) return 0;
    const double paid = 1 - scenario.staffing.shrinkage;
    return scenario.costs.agent_hour * centre.answer.hours_a_day() / paid +
           (scenario.centres[centre.task.centre].remote ? 0 : scenario.costs.centre_day);
}

PostFigures figures_of(const CentreStaffing& centre, std::size_t post, std::size_t cell) {
    const std::vector<Post>& posts = centre.task.posts;
    const std::size_t at = post * centre.task.timetable.cells() + cell;
    const auto same = [&](const Post& other) { return other.station == posts[post].station; };
    PostFigures figures{.alone = std::count_if(posts.begin(), posts.end(), same) == 1};
    const bool first = std::none_of(posts.begin(), posts.begin() + static_cast<std::ptrdiff_t>(post), same);
    if (first) figures.load = centre.answer.load[at], figures.came = centre.answer.came[at];
    if (figures.alone) figures.erlang = centre.answer.erlang[post][cell];
    return figures;
}

std::string staffing_csv(const StaffingStudy& study) {
    std::string text = "share,centre,station,skill,day,from,until,agents,erlang,load,customers_a_day\n";
    for (const ShareStaffing& share : study.shares)
        each_cell(share, [&](const CentreStaffing& centre, std::size_t post, std::size_t cell) {
            const Scenario& scenario = study.scenario;
            const Timetable& table = centre.task.timetable;
            const PostFigures figures = figures_of(centre, post, cell);
            const auto known = [](const std::optional<double>& value) { return value ? fmt::format("{:.4f}", *value) : ""; };
            text +=
                fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", share.share < 0 ? "" : fmt::format("{:g}", share.share),
                            scenario.centres[centre.task.centre].id, scenario.stations[centre.task.posts[post].station].id,
                            skill_of(scenario, centre, centre.task.posts[post]), day_of(table, cell), clock(table.from_s(cell)),
                            clock(table.until_s(cell)), centre.answer.agents[post][cell],
                            figures.erlang ? fmt::format("{}", *figures.erlang) : "", known(figures.load), known(figures.came));
        });
    return text;
}

std::string need_csv(const StaffingStudy& study, const ShareStaffing& share) {
    std::string text = "centre,station,skill,day,from,until,agents\n";
    each_cell(share, [&](const CentreStaffing& centre, std::size_t post, std::size_t cell) {
        const Scenario& scenario = study.scenario;
        const Timetable& table = centre.task.timetable;
        text += fmt::format("{},{},{},{},{},{},{}\n", scenario.centres[centre.task.centre].id,
                            scenario.stations[centre.task.posts[post].station].id,
                            skill_of(scenario, centre, centre.task.posts[post]), day_of(table, cell), clock(table.from_s(cell)),
                            clock(table.until_s(cell)), centre.answer.agents[post][cell]);
    });
    return text;
}

std::string staffing_json(const StaffingStudy& study) {
    Json shares = Json::array();
    for (const ShareStaffing& share : study.shares) {
        Json one;
        one["digital_share"] = share.share < 0 ? Json() : Json(share.share);
        if (share.reached >= 0) one["digital_share_reached"] = share.reached;
        if (!share.date.empty()) one["date"] = share.date;
        one["visits_a_day"] = share.visits_a_day;
        one["agent_hours_a_day"] = share.hours_a_day();
        one["claims_broken"] = share.broken();
        one["claims_open"] = share.open();
        one["centres"] = Json::array();
        for (const CentreStaffing& centre : share.centres) {
            Json its{{"centre", study.scenario.centres[centre.task.centre].id},
                     {"visits_a_day", visits_a_day(centre)},
                     {"agent_hours_a_day", centre.answer.hours_a_day()},
                     {"have_agent_hours_a_day", centre.have_hours_a_day},
                     {"agents_most", agents_most(centre)},
                     {"at_presence", at_presence(centre)}};
            if (study.scenario.costs.agent_hour > 0) its["cost_a_day"] = cost_a_day(study.scenario, centre);
            its["days_searched"] = centre.answer.days_searched;
            its["days_judged"] = centre.answer.days_judged;
            its["candidates"] = centre.answer.candidates;
            its["agents"] = agents_json(study.scenario, centre);
            its["targets"] = claims_json(study.scenario, centre);
            one["centres"].push_back(std::move(its));
        }
        shares.push_back(std::move(one));
    }
    const StaffingRules& rules = study.scenario.staffing;
    Json all{{"schema_version", 1},
             {"scenario", {{"name", study.scenario.name}, {"sha256", study.scenario.sha256}}},
             {"version", study.version},
             {"seed", study.scenario.study.seed},
             {"interval", rules.interval_s},
             {"presence", rules.presence},
             {"tolerance", rules.tolerance},
             {"time_tolerance", rules.time_tolerance},
             {"confidence", rules.confidence},
             {"shrinkage", rules.shrinkage},
             {"claims", study.claims},
             {"weeks", study.weeks},
             {"shares", std::move(shares)}};
    return all.dump(1) + "\n";
}

}  // namespace counterless
