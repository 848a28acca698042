#include "results/path_shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

namespace counterless {
namespace {

using Json = nlohmann::json;

std::optional<std::chrono::sys_days> day_of(const std::string& text) {
    int year = 0;
    unsigned month = 0, day = 0;
    const auto number = [&](std::size_t from, std::size_t count, auto& into) {
        const char* begin = text.data() + from;
        return std::from_chars(begin, begin + count, into).ptr == begin + count;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return {};
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (!date.ok()) return {};
    return std::chrono::sys_days(date);
}

struct Point {
    std::string month;  // "2019-10", of the first day of its interval
    double share;
};

// The digital shares of a result, by the months in which their intervals begin; throws Json's exceptions for what is no result.
std::vector<Point> points_of(const Json& result) {
    std::vector<Point> points;
    const auto start = day_of(result.at("calendar").at("start").get<std::string>());
    if (!start) throw std::runtime_error("calendar");
    for (const Json& one : result.at("series")) {
        if (one.at("measure") != "digital_share" || one.at("of") != "all" || one.at("mean").is_null()) continue;
        const auto days = std::chrono::days(std::lround(one.at("start").get<double>() / 86400));
        const std::chrono::year_month_day date(*start + days);
        points.push_back({fmt::format("{:04}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month())),
                          one.at("mean").get<double>()});
    }
    return points;
}

std::string dates_of(const std::vector<Point>& points, const std::string& file) {
    const std::string &first = points.front().month, &last = points.back().month;
    const bool by_year = std::all_of(points.begin(), points.end(), [](const Point& one) { return one.month.ends_with("-01"); });
    if (!by_year || points.size() < 2) return fmt::format("a month of {}, which has {} to {}", file, first, last);
    return fmt::format("a year of {}, which has {} to {} (months: run it with --set '/study/series=\"month\"')", file,
                       first.substr(0, 4), last.substr(0, 4));
}

}  // namespace

std::vector<std::pair<std::string, double>> path_shares(const std::string& file, const std::vector<std::string>& dates,
                                                        Problems& problems) {
    std::vector<Point> points;
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return problems.push_back({"--path", "\"" + file + "\", which cannot be read", "a result of run --json"}),
               std::vector<std::pair<std::string, double>>{};
    try {
        points = points_of(Json::parse(in));
    } catch (const std::exception&) { points.clear(); }
    if (points.empty())
        problems.push_back({file, "no digital shares by date",
                            "a result of run --json, of a scenario with dates whose study/series is month or year"});
    std::vector<std::pair<std::string, double>> shares;
    for (const std::string& date : dates) {
        const auto found = std::find_if(points.begin(), points.end(), [&](const Point& point) {
            return date.size() == 4 ? point.month.starts_with(date) : point.month == date;
        });
        if (found != points.end())
            shares.emplace_back(date, found->share);
        else if (!points.empty())
            problems.push_back({"--dates", "\"" + date + "\"", dates_of(points, file)});
    }
    return shares;
}

}  // namespace counterless
