#include "sim/attempts.hpp"

#include <algorithm>

#include "sim/steps.hpp"

namespace counterless {

Attempts::Attempts(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder,
                   std::vector<Carrier*> carriers)
    : scenario_(scenario), luck_(luck), events_(events), recorder_(recorder), carriers_(std::move(carriers)) {}

void Attempts::begin(double now_s, Attempt attempt) {
    attempt.began_s = now_s;
    attempt.number = ++begun_;
    if (attempt.holder != none) ++held_;
    carry(now_s, present.add(attempt));
}

// Whether it fails is drawn now, for tries begin in the order of their addresses and end in another: neighbours' luck is cheap.
void Attempts::carry(double now_s, std::uint32_t attempt) {
    Attempt& one = present[attempt];
    const Channel& channel = scenario_.channels[one.channel];
    if (one.holder == none && channel.failure > 0) one.luck = luck_.at(Purpose::attempt, one.who, one.which);
    if (channel.centre != none) return events_.push(now_s, Rank::arrival, EventKind::call_begins, attempt);
    const bool fee = one.service != none && scenario_.services[one.service].fee > 0;
    const auto fidelity = static_cast<std::size_t>(channel.fidelity);
    carriers_[fidelity]->begin(now_s, attempt, {.who = one.who, .which = one.which, .channel = one.channel, .fee = fee});
}

void Attempts::handle(const Event& event) {
    const bool of_pool = event.kind() == EventKind::step_done || event.kind() == EventKind::transfer_begins;
    const Fidelity whose = of_pool ? Fidelity::pool : StepwiseCarrier::carrier_of(event);
    carriers_[static_cast<std::size_t>(whose)]->handle(event);
}

void Attempts::change(double now_s, const ConditionChange& change) {
    for (Carrier* carrier : carriers_)
        if (carrier != nullptr) carrier->change(now_s, change);
}

Outcome Attempts::end(double now_s, std::uint32_t attempt, Failure why) {
    Attempt& one = present[attempt];
    const Index tried = one.channel;
    const Channel& channel = scenario_.channels[tried];
    const bool at_desk = one.holder != none;
    if (!at_desk && why != Failure::nothing && channel.failure <= 0)  // the machines failed it
        one.luck = luck_.at(Purpose::attempt, one.who, one.which);
    if (!at_desk && why == Failure::nothing && one.luck.u < channel.failure) why = Failure::error;
    const Outcome outcome = why == Failure::nothing ? Outcome::completed
                            : at_desk               ? Outcome::tries_again
                                                    : react(one, why, one.luck.v);
    const bool again = outcome == Outcome::tries_again;
    recorder_.attempt_ended({one.began_s, now_s, tried, one.service, one.segment, why, again, one.number, one.visit});
    if (outcome == Outcome::completed || outcome == Outcome::gives_up) {
        if (at_desk) --held_;
        present.remove(attempt);
        return outcome;
    }
    constexpr double agent_tries_again_s = 60;
    double delay_s = quantile(channel.after(why).delay, luck_.at(Purpose::retry, one.who, one.which).u);
    if (at_desk) delay_s = std::max(delay_s, agent_tries_again_s);
    pause(now_s, 1);
    events_.push(now_s + delay_s, Rank::retry, outcome == Outcome::visits ? EventKind::visit_later : EventKind::retry, attempt);
    return outcome;
}

// People at a phone take every service; another channel only its own.
bool Attempts::offers(Index service, Index channel) const {
    if (service == none || scenario_.channels[channel].centre != none) return true;
    const std::vector<Index>& offered = scenario_.services[service].channels;
    return std::find(offered.begin(), offered.end(), channel) != offered.end();
}

Outcome Attempts::react(Attempt& attempt, Failure why, double v) const {
    const Reaction& reaction = scenario_.channels[attempt.channel].after(why);
    if (v < reaction.retry) return Outcome::tries_again;
    v -= reaction.retry;
    if (v < reaction.move) {
        if (!offers(attempt.service, reaction.channel)) return Outcome::gives_up;
        attempt.channel = reaction.channel;
        return Outcome::tries_again;
    }
    const bool may_visit =
        attempt.service != none && scenario_.services[attempt.service].at_counter && !scenario_.centres.empty();
    return may_visit && v - reaction.move < reaction.visit ? Outcome::visits : Outcome::gives_up;
}

void Attempts::try_again(double now_s, std::uint32_t attempt) {
    pause(now_s, -1);
    // The next number belongs to the next desk of whom an agent tries for: he gets luck of his own by another way.
    if (present[attempt].holder != none)
        present[attempt].who += 0x9e3779b97f4a7c15u;
    else
        ++present[attempt].which;
    present[attempt].began_s = now_s;
    carry(now_s, attempt);
}

void Attempts::becomes_visit(double now_s, std::uint32_t attempt) {
    pause(now_s, -1);
    present.remove(attempt);
}

void Attempts::pause(double now_s, int change) {
    pausing_ += static_cast<std::uint64_t>(change);
    recorder_.pausing(now_s, static_cast<int>(pausing_));
}

}  // namespace counterless
