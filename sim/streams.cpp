#include "sim/streams.hpp"

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "models/rate.hpp"

namespace counterless {
namespace {
constexpr Arrival nobody{infinite, 0, 0, 0, none};

const Wave* wave_of(const Stream& stream) { return stream.wave ? &*stream.wave : nullptr; }
bool varies(const Law& law) { return law.family != LawFamily::deterministic || law.mean != 1; }
bool later(const Arrival& a, const Arrival& b) { return a.time_s != b.time_s ? a.time_s > b.time_s : a.who > b.who; }

bool is_plain(const Stream& stream, bool by_day) {
    return stream.process == Process::poisson && !by_day && !stream.wave && stream.batch.shares.empty() &&
           stream.pieces.size() == 1 && stream.pieces[0].from_s == 0 && stream.pieces[0].rate_per_s > 0 &&
           stream.pieces[0].growth_per_s2 == 0;
}

std::vector<double> running_sums(const std::vector<double>& shares) {
    std::vector<double> sums;
    for (const double share : shares) sums.push_back(share + (sums.empty() ? 0 : sums.back()));
    return sums;
}
// By inversion, so that more luck never means a smaller batch.
std::uint32_t size_of_batch(const std::vector<double>& sums, double v) {
    if (sums.empty()) return 1;
    const auto found = std::upper_bound(sums.begin(), sums.end(), v * sums.back());
    return static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(found - sums.begin(), std::ssize(sums) - 1)) + 1;
}

// Walks the pieces from `from_s` until `wanted` arrivals were expected; `at` stays with the piece. Infinite: not before
// `until_s`.
double walk(const Stream& stream, std::size_t& at, double from_s, double until_s, double wanted) {
    const Wave* wave = wave_of(stream);
    for (; at < stream.pieces.size(); ++at) {
        const Piece& piece = stream.pieces[at];
        const double begin_s = std::max(from_s, piece.from_s), end_s = std::min(until_s, piece.until_s);
        if (begin_s >= until_s) return infinite;
        if (begin_s < end_s) {
            const double left = expected_arrivals(piece, wave, begin_s, end_s);
            if (wanted < left) return instant_of(piece, wave, begin_s, wanted);
            wanted -= left;
        }
        if (piece.until_s > until_s) return infinite;
    }
    return infinite;
}
}  // namespace

std::uint64_t address_of_stream(Index stream, std::uint64_t ordinal) {
    return (std::uint64_t{1} << 63) | (std::uint64_t{stream} << 53) | ordinal;
}
std::uint64_t address_of_stream(Index stream, std::uint64_t day, std::uint64_t ordinal) {
    return address_of_stream(stream, (day << 26) | ordinal);
}

Streams::Streams(const Scenario& scenario, const Luck& luck)
    : scenario_(scenario), luck_(luck), fingers_(scenario.streams.size()) {
    for (Index i = 0; i < fingers_.size(); ++i) {
        const Stream& stream = scenario.streams[i];
        Finger& finger = fingers_[i];
        const bool anew = stream.process == Process::poisson || stream.process == Process::appointments;
        finger.by_day = anew && (scenario.calendar.has_dates || varies(stream.day_factor));
        finger.address = address_of_stream(i, 0);
        finger.klass = stream.klass;
        finger.sizes = running_sums(stream.batch.shares);
        if (is_plain(stream, finger.by_day)) {
            finger.mean_gap_s = 1 / stream.pieces[0].rate_per_s;
            finger.until_s = stream.pieces[0].until_s;
        } else if (finger.by_day) {
            begin_day(i, 0);
        }
        if (stream.process == Process::finite_source)
            for (int k = stream.present_at_start; k < stream.population; ++k) finger.pending.push_back(think(i, 0));
        std::make_heap(finger.pending.begin(), finger.pending.end(), later);
    }
}

void Streams::begin_day(Index stream, std::uint64_t day) {
    Finger& finger = fingers_[stream];
    const Law& law = scenario_.streams[stream].day_factor;
    finger.day = day;
    finger.address = address_of_stream(stream, day, 0);
    finger.time_s = static_cast<double>(day) * day_s;
    finger.until_s = finger.time_s + day_s;
    if (varies(law)) finger.factor = quantile(law, luck_.at(Purpose::day_factor, finger.address).u);
}

void Streams::draw_gaps(Finger& finger) const {
    for (std::size_t i = 0; i < finger.gaps.size(); ++i)
        finger.gaps[i] = unit_exponential(luck_.at(Purpose::gap, finger.address + i).u);
}

Arrival Streams::next_of(Index stream) {
    switch (scenario_.streams[stream].process) {
        case Process::poisson:
            return next_poisson(stream);
        case Process::renewal:
            return next_renewal(stream);
        case Process::finite_source:
            return first_pending(stream);
        case Process::trace:
            return next_ticket(stream);
        case Process::appointments:
            return next_appointment(stream);
    }
    return nobody;
}

Arrival Streams::next_poisson(Index stream) {
    Finger& finger = fingers_[stream];
    const Stream& stated = scenario_.streams[stream];
    while (!finger.over) {
        const std::uint64_t who = finger.address;
        const Uniforms luck = luck_.at(Purpose::gap, who);
        const double wanted = finger.factor > 0 ? unit_exponential(luck.u) / finger.factor : infinite;
        const double time_s = walk(stated, finger.at, finger.time_s, finger.until_s, wanted);
        if (time_s < infinite) {
            finger.time_s = time_s;
            ++finger.address;
            return {time_s, who, size_of_batch(finger.sizes, luck.v), finger.klass, none};
        }
        finger.over = finger.at == stated.pieces.size();
        if (!finger.over) begin_day(stream, finger.day + 1);
    }
    return nobody;
}

Arrival Streams::next_renewal(Index stream) {
    Finger& finger = fingers_[stream];
    const Stream& stated = scenario_.streams[stream];
    if (finger.over) return nobody;
    const std::uint64_t who = finger.address;
    const Uniforms luck = luck_.at(Purpose::gap, who);
    finger.time_s = open_time_after(stated, finger.time_s, quantile(stated.gap, luck.u));
    ++finger.address;
    finger.over = finger.time_s == infinite;
    return {finger.time_s, who, size_of_batch(finger.sizes, luck.v), finger.klass, none};
}

// The instant when the doors will have been open for so long. Without pieces they always are.
double Streams::open_time_after(const Stream& stream, double now_s, double amount_s) const {
    if (stream.pieces.empty()) return now_s + amount_s;
    const auto here = std::upper_bound(stream.pieces.begin(), stream.pieces.end(), now_s,
                                       [](double time_s, const Piece& piece) { return time_s < piece.until_s; });
    auto at = static_cast<std::size_t>(here - stream.pieces.begin());
    return walk(stream, at, now_s, infinite, amount_s);
}

Arrival Streams::think(Index stream, double now_s) {
    Finger& finger = fingers_[stream];
    const Stream& stated = scenario_.streams[stream];
    const std::uint64_t who = finger.address;
    ++finger.address;
    const double amount_s = quantile(stated.gap, luck_.at(Purpose::gap, who).u);
    return {open_time_after(stated, now_s, amount_s), who, 1, finger.klass, none};
}
Arrival Streams::after_thinking(Index stream, double now_s) { return think(stream, now_s); }

Arrival Streams::first_pending(Index stream) {
    std::vector<Arrival>& pending = fingers_[stream].pending;
    if (pending.empty()) return nobody;
    std::pop_heap(pending.begin(), pending.end(), later);
    const Arrival first = pending.back();
    pending.pop_back();
    return first;
}

Arrival Streams::next_ticket(Index stream) {
    Finger& finger = fingers_[stream];
    const std::vector<Ticket>& trace = scenario_.streams[stream].trace;
    if (finger.at == trace.size()) return nobody;
    const auto row = static_cast<Index>(finger.at++);
    return {trace[row].arrived_s, address_of_stream(stream, row), 1, trace[row].klass, row};
}

// Of those called so far the first, once nobody of a later slot can come before him.
Arrival Streams::next_appointment(Index stream) {
    Finger& finger = fingers_[stream];
    const Appointments& booked = scenario_.streams[stream].appointments;
    while (finger.at < booked.slots.size() &&
           (finger.pending.empty() || booked.slots[finger.at].time_s - booked.early_s <= finger.pending.front().time_s))
        call_slot(stream, booked.slots[finger.at++]);
    return first_pending(stream);
}

void Streams::call_slot(Index stream, const Slot& slot) {
    Finger& finger = fingers_[stream];
    const Appointments& booked = scenario_.streams[stream].appointments;
    const auto day = static_cast<std::uint64_t>(slot.time_s / day_s);
    if (finger.by_day && day != finger.day) begin_day(stream, day);
    for (int k = 0; k < slot.booked; ++k, ++finger.address) {
        const Uniforms luck = luck_.at(Purpose::appointment, finger.address);
        if (luck.u < booked.no_show) continue;
        const double time_s = std::max(slot.opens_s, slot.time_s - booked.early_s + quantile(booked.lateness, luck.v));
        const std::uint32_t size =
            finger.sizes.empty() ? 1 : size_of_batch(finger.sizes, luck_.at(Purpose::gap, finger.address).v);
        finger.pending.push_back({time_s, finger.address, size, finger.klass, none});
        std::push_heap(finger.pending.begin(), finger.pending.end(), later);
    }
}

Arrival Streams::present(Index stream, std::uint32_t k) const {
    const std::uint64_t who = address_of_stream(stream, (std::uint64_t{1} << 42) | k);
    return {0, who, 1, fingers_[stream].klass, none};
}

}  // namespace counterless
