#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/build.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr double day_s = 86400;
constexpr double weeks_a_year = 365.25 / 7;
constexpr std::size_t pieces_max = 1'000'000;

std::vector<ProfilePiece> profile_or(const std::vector<ProfilePiece>& stated, const std::vector<ProfilePiece>& otherwise) {
    return stated.empty() ? otherwise : stated;
}

void check_counter_profile(const View& demand, const std::vector<ProfilePiece>& profile, const Hours& hours) {
    for (const ProfilePiece& piece : profile)
        if (piece.share > 0 && (piece.from_s < hours.from_s || piece.until_s > hours.until_s))
            return demand.problem("counter_profile", "visits outside the opening hours", "pieces inside /calendar/hours");
}

// What a volume cannot do without.
void check_needs(const View& root, const Scenario& scenario, const Dates& dates) {
    const View demand = root.at("demand");
    const auto lacks = [&](const std::string& what) { demand.problem("volume", "a volume, but no " + what, "/" + what); };
    if (!dates.stated) lacks("calendar");
    if (scenario.services.empty()) lacks("services");
    if (scenario.segments.empty()) lacks("customers/segments");
    const bool share_stated = root.at("adoption").has("share");
    if (!share_stated) return lacks("adoption/share");
    const bool smart =
        std::any_of(scenario.channels.begin(), scenario.channels.end(), [](const Channel& channel) { return channel.smart; });
    if (scenario.adoption.share < 1 && scenario.centres.empty()) lacks("centres");
    if (scenario.adoption.share > 0 && !smart)
        demand.problem("volume", "a digital share, but no smart channel", "a smart channel in /channels");
}

// ---- streams
// --------------------------------------------------------------------------------------------------------------------
void add_piece(std::vector<Piece>& pieces, double from_s, double until_s, double rate_per_s, double horizon_s) {
    const double reached_s = pieces.empty() ? 0 : pieces.back().until_s;
    from_s = std::max(from_s, reached_s);
    until_s = std::min(until_s, horizon_s);
    if (from_s >= until_s || pieces.size() > pieces_max) return;
    if (from_s > reached_s) pieces.push_back({reached_s, from_s, 0});
    pieces.push_back({from_s, until_s, rate_per_s});
}

void finish(std::vector<Piece>& pieces, double horizon_s) {
    const double reached_s = pieces.empty() ? 0 : pieces.back().until_s;
    if (reached_s < horizon_s) pieces.push_back({reached_s, horizon_s, 0});
}

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
        list.pieces.push_back({*from, *until, piece.number("rate")});
    }
    return list;
}

std::vector<Piece> stated_pieces(const View& stream, const Dates& dates, const Scenario& scenario) {
    const double horizon_s = scenario.study.horizon_s;
    if (stream.elements("rate").empty()) return {{0, horizon_s, stream.number("rate")}};
    const RateList list = read_rates(stream, dates);
    std::vector<Piece> pieces;
    if (!list.clock) {
        for (const Piece& piece : list.pieces) add_piece(pieces, piece.from_s, piece.until_s, piece.rate_per_s, horizon_s);
    } else {
        for (const Day& day : scenario.calendar.days)
            for (const Piece& piece : list.pieces)
                if (day.working)
                    add_piece(pieces, day.start_s + piece.from_s, day.start_s + piece.until_s, piece.rate_per_s, horizon_s);
    }
    finish(pieces, horizon_s);
    return pieces;
}

// People come to a centre only while it is open.
std::vector<Piece> while_open(const std::vector<Piece>& pieces, const Centre& centre, double horizon_s) {
    if (centre.always_open) return pieces;
    std::vector<Piece> clipped;
    std::size_t first = 0;
    for (const OpenInterval& open : centre.open) {
        while (first < pieces.size() && pieces[first].until_s <= open.open_s) ++first;
        for (std::size_t i = first; i < pieces.size() && pieces[i].from_s < open.close_s; ++i)
            add_piece(clipped, std::max(pieces[i].from_s, open.open_s), std::min(pieces[i].until_s, open.close_s),
                      pieces[i].rate_per_s, horizon_s);
    }
    finish(clipped, horizon_s);
    return clipped;
}

std::vector<std::string> goals(const Scenario& scenario) {
    std::vector<std::string> known = ids_of(scenario.centres);
    for (const Station& station : scenario.stations)
        if (!station.guides) known.push_back(scenario.centres[station.centre].id + "/" + station.id);
    for (const Channel& channel : scenario.channels) known.push_back(channel.id);
    return known;
}

void find_goal(const View& view, const Scenario& scenario, Stream& stream) {
    const std::string to = view.text("to");
    const Index centre = index_in(ids_of(scenario.centres), to), channel = index_in(ids_of(scenario.channels), to);
    if (centre != none && channel != none)
        return view.problem("to", "\"" + to + "\", which is a centre and a channel", "different ids");
    if (centre != none && !scenario.centres[centre].path.empty()) stream.station = scenario.centres[centre].path.front();
    stream.channel = channel;
    for (Index i = 0; i < scenario.stations.size(); ++i) {
        const Station& station = scenario.stations[i];
        if (!station.guides && to == scenario.centres[station.centre].id + "/" + station.id) stream.station = i;
    }
    if (stream.station == none && stream.channel == none && centre == none && view.has("to"))
        view.problem("to", "\"" + to + "\"", suggestion(to, goals(scenario)));
}
}  // namespace

std::vector<ProfilePiece> build_profile(const View& owner, std::string_view key) {
    std::vector<ProfilePiece> pieces;
    double sum = 0;
    bool complete = true;
    for (const View& view : owner.elements(key)) {
        const auto from = view.stated_number("from"), until = view.stated_number("until"), share = view.stated_number("share");
        complete = complete && from && until && share;
        if (!from || !until || !share) continue;
        if (*from >= *until || (!pieces.empty() && *from < pieces.back().until_s))
            view.problem(view.text("from") + " to " + view.text("until"), "pieces in order, each ending after it begins");
        pieces.push_back({*from, *until, *share});
        sum += *share;
    }
    if (!pieces.empty() && complete && std::abs(sum - 1) > 1e-6)
        owner.problem(key, fmt::format("shares that sum to {:.6g}", sum), "a sum of 1");
    return pieces;
}

double transactions_per_working_day(const View& owner, std::string_view key, const Dates& dates) {
    const auto volume = parse_volume(owner.text(key));
    if (!volume || !owner.stated_number(key)) return 0;
    const double days = dates.working_days_a_week();
    if (volume->period == Period::day) return volume->count;
    return volume->count / days / (volume->period == Period::week ? 1 : weeks_a_year);
}

void build_needs(const View& root, const Dates& dates, Scenario& scenario) {
    const View demand = root.at("demand");
    const auto counter = build_profile(demand, "counter_profile"), digital = build_profile(demand, "digital_profile");
    std::vector<std::vector<ProfilePiece>> by_channel;
    for (const View& channel : root.at("channels").members())
        by_channel.push_back(profile_or(profile_or(build_profile(channel, "profile"), digital), {{0, day_s, 1}}));
    check_counter_profile(demand, counter, dates.hours);
    if (!demand.has("volume")) return;
    check_needs(root, scenario, dates);
    Needs& needs = scenario.needs.emplace();
    needs.per_working_day = transactions_per_working_day(demand, "volume", dates);
    needs.weekend_share = demand.number("weekend_share");
    needs.transactions_per_visit = demand.number("transactions_per_visit");
    needs.counter_profile = profile_or(counter, {{dates.hours.from_s, dates.hours.until_s, 1}});
    needs.channel_profile = std::move(by_channel);
}

void build_streams(const View& streams, const Dates& dates, Scenario& scenario) {
    for (const View& view : streams.members()) {
        Stream stream;
        stream.id = view.id();
        stream.name = view.name("name", stream.id);
        find_goal(view, scenario, stream);
        stream.pieces = stated_pieces(view, dates, scenario);
        if (stream.station != none)
            stream.pieces =
                while_open(stream.pieces, scenario.centres[scenario.stations[stream.station].centre], scenario.study.horizon_s);
        if (stream.pieces.size() > pieces_max) view.problem("rate", "more than a million pieces", "a coarser rate or fewer days");
        scenario.streams.push_back(std::move(stream));
    }
}

}  // namespace counterless
