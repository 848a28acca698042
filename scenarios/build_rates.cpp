// scenarios/build_rates.cpp: a rate as people state it, cut into pieces from the start to the horizon.
// Three forms: one rate; a list of pieces, in time from the start or by the clock of every working day; or a base with factors by
// half-hour, weekday, month, holiday and growth, which multiply. Tested in tests/scenarios/streams_test.cpp.
#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr std::size_t pieces_max = 1'000'000;
constexpr double half_hour_s = 1800, year_days = 365.25;

// What of the piece lies behind those already there; a gap between them is a piece without anybody. Equal neighbours become one.
void add_piece(std::vector<Piece>& pieces, Piece piece, double horizon_s) {
    const double reached_s = pieces.empty() ? 0 : pieces.back().until_s;
    const double from_s = std::max(piece.from_s, reached_s);
    piece.rate_per_s = piece.rate_at(from_s);
    piece.from_s = from_s;
    piece.until_s = std::min(piece.until_s, horizon_s);
    if (piece.from_s >= piece.until_s || pieces.size() > pieces_max) return;
    if (piece.from_s > reached_s) pieces.push_back({reached_s, piece.from_s, 0});
    const bool same = !pieces.empty() && piece.growth_per_s2 == 0 && pieces.back().growth_per_s2 == 0 &&
                      pieces.back().rate_per_s == piece.rate_per_s;
    if (same)
        pieces.back().until_s = piece.until_s;
    else
        pieces.push_back(piece);
}
void finish(std::vector<Piece>& pieces, double horizon_s) {
    const double reached_s = pieces.empty() ? 0 : pieces.back().until_s;
    if (reached_s < horizon_s) add_piece(pieces, {reached_s, horizon_s, 0}, horizon_s);
}

// ---- a list of pieces
// -----------------------------------------------------------------------------------------------------------
struct RateList {
    bool clock = false;  // times of day, repeated every working day
    std::vector<Piece> pieces;
};
RateList read_rates(const View& stream, const Dates& dates) {
    RateList list;
    for (const View& piece : stream.elements("rate")) {
        const auto from = piece.stated_number("from"), until = piece.stated_number("until");
        if (!from || !until) continue;
        const bool from_clock = parse_clock(piece.text("from")).has_value(),
                   until_clock = parse_clock(piece.text("until")).has_value();
        if (from_clock != until_clock || (!list.pieces.empty() && from_clock != list.clock))
            piece.problem("clock times mixed with durations", "one of them in the whole list");
        if (from_clock && !dates.stated)
            piece.problem("from", "a clock time without a calendar", "a duration from the start, or a calendar");
        if (*from >= *until || (!list.pieces.empty() && *from < list.pieces.back().until_s))
            piece.problem(piece.text("from") + " to " + piece.text("until"), "pieces in order, each ending after it begins");
        list.clock = from_clock;
        const double rate = piece.number("rate"), to_rate = piece.has("to_rate") ? piece.number("to_rate") : rate;
        list.pieces.push_back({*from, *until, rate, *from < *until ? (to_rate - rate) / (*until - *from) : 0});
    }
    return list;
}

std::vector<Piece> listed(const View& stream, const Dates& dates, const Scenario& scenario) {
    const double horizon_s = scenario.study.horizon_s;
    const RateList list = read_rates(stream, dates);
    std::vector<Piece> pieces;
    if (!list.clock) {
        for (const Piece& piece : list.pieces) add_piece(pieces, piece, horizon_s);
        return pieces;
    }
    for (const Day& day : scenario.calendar.days) {
        if (!day.working) continue;
        for (Piece piece : list.pieces) {
            piece.from_s += day.start_s;
            piece.until_s += day.start_s;
            add_piece(pieces, piece, horizon_s);
        }
    }
    return pieces;
}

// ---- a base with factors
// --------------------------------------------------------------------------------------------------------
std::vector<double> half_hours(const View& owner, std::string_view key) {
    const std::vector<double> list = owner.numbers(key);
    return list.size() == 48 ? list : std::vector<double>();  // otherwise the checker has refused it
}

std::vector<Piece> by_factors(const View& stream, const Dates& dates, const Scenario& scenario) {
    const View rate = stream.at("rate");
    if (!dates.stated)
        stream.problem("rate", "factors without a calendar", "one rate, pieces in time from the start, or a calendar");
    std::array<std::vector<double>, 7> halves;
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
        halves[weekday] = half_hours(rate.at("by_weekday_and_half_hour"), weekday_words[weekday]);
        if (halves[weekday].empty()) halves[weekday] = half_hours(rate, "by_half_hour");
    }
    std::vector<Piece> pieces;
    for (std::size_t index = 0; index < scenario.calendar.days.size(); ++index) {
        const Day& day = scenario.calendar.days[index];
        const auto date = dates.start + std::chrono::days(index);
        const auto weekday = static_cast<std::size_t>(day.weekday);
        const double factor = rate.at("by_weekday").number(weekday_words[weekday]) * season(rate, dates, date) *
                              (dates.holidays.contains(date) ? rate.number("on_holidays") : 1);
        const double base_per_s = rate.number("base") * factor;
        if (halves[weekday].empty()) add_piece(pieces, {day.start_s, day.start_s + 86400, base_per_s}, scenario.study.horizon_s);
        for (std::size_t half = 0; half < halves[weekday].size(); ++half) {
            const double from_s = day.start_s + static_cast<double>(half) * half_hour_s;
            add_piece(pieces, {from_s, from_s + half_hour_s, base_per_s * halves[weekday][half]}, scenario.study.horizon_s);
        }
    }
    return pieces;
}
}  // namespace

double season(const View& owner, const Dates& dates, std::chrono::sys_days date) {
    const auto month = static_cast<unsigned>(std::chrono::year_month_day(date).month());
    const double years = static_cast<double>((date - dates.start).count()) / year_days;
    return owner.at("by_month").number(month_words[month - 1]) * std::pow(1 + owner.number("growth_per_year"), years);
}

std::vector<Piece> build_rate(const View& stream, const Dates& dates, const Scenario& scenario) {
    const double horizon_s = scenario.study.horizon_s;
    std::vector<Piece> pieces;
    if (!stream.at("rate").keys().empty())
        pieces = by_factors(stream, dates, scenario);
    else if (!stream.elements("rate").empty())
        pieces = listed(stream, dates, scenario);
    else
        add_piece(pieces, {0, horizon_s, stream.number("rate")}, horizon_s);
    finish(pieces, horizon_s);
    if (pieces.size() > pieces_max) stream.problem("rate", "more than a million pieces", "a coarser rate or fewer days");
    return pieces;
}

// People come to a centre only while it is open.
std::vector<Piece> while_open(const std::vector<Piece>& pieces, const Centre& centre, double horizon_s) {
    if (centre.always_open) return pieces;
    std::vector<Piece> clipped;
    std::size_t first = 0;
    for (const OpenInterval& open : centre.open) {
        while (first < pieces.size() && pieces[first].until_s <= open.open_s) ++first;
        for (std::size_t i = first; i < pieces.size() && pieces[i].from_s < open.close_s; ++i) {
            Piece piece = pieces[i];
            piece.from_s = std::max(piece.from_s, open.open_s);
            piece.rate_per_s = pieces[i].rate_at(piece.from_s);
            piece.until_s = std::min(piece.until_s, open.close_s);
            add_piece(clipped, piece, horizon_s);
        }
    }
    finish(clipped, horizon_s);
    return clipped;
}

}  // namespace counterless
