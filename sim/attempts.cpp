#include "sim/attempts.hpp"

namespace counterless {

Attempts::Attempts(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder,
                   std::vector<Carrier*> carriers)
    : scenario_(scenario),
      luck_(luck),
      events_(events),
      recorder_(recorder),
      carriers_(std::move(carriers)),
      pool_(carriers_[static_cast<std::size_t>(Fidelity::pool)]) {}

void Attempts::begin(double now_s, Attempt attempt) {
    attempt.began_s = now_s;
    attempt.number = ++begun_;
    held_ += attempt.holder != none;
    carry(now_s, present.add(attempt));
}

void Attempts::carry(double now_s, std::uint32_t attempt) {
    const Attempt& one = present[attempt];
    const bool fee = one.service != none && scenario_.services[one.service].fee > 0;
    const auto fidelity = static_cast<std::size_t>(scenario_.channels[one.channel].fidelity);
    carriers_[fidelity]->begin(now_s, attempt, {.who = one.who, .which = one.which, .channel = one.channel, .fee = fee});
}

Outcome Attempts::end(double now_s, std::uint32_t attempt) {
    const Attempt& one = present[attempt];
    const Channel& channel = scenario_.channels[one.channel];
    const Uniforms luck =
        channel.failure > 0 && one.holder == none ? luck_.at(Purpose::attempt, one.who, one.which) : Uniforms{1, 1};
    const bool failed = luck.u < channel.failure;
    const Outcome outcome = failed ? after_failure(one, luck.v) : Outcome::completed;
    const bool again = outcome == Outcome::tries_again;
    recorder_.attempt_ended({one.began_s, now_s, one.channel, one.service, one.segment, failed, again, one.number, one.visit});
    if (outcome == Outcome::completed || outcome == Outcome::gives_up) {
        held_ -= one.holder != none;
        present.remove(attempt);
        return outcome;
    }
    const double delay_s = quantile(channel.retry_delay, luck_.at(Purpose::retry, one.who, one.which).u);
    ++pausing_;
    events_.push(now_s + delay_s, Rank::retry, outcome == Outcome::visits ? EventKind::visit_later : EventKind::retry, attempt);
    return outcome;
}

Outcome Attempts::after_failure(const Attempt& attempt, double v) const {
    const Channel& channel = scenario_.channels[attempt.channel];
    if (v < channel.retry) return Outcome::tries_again;
    const bool may_visit =
        attempt.service != none && scenario_.services[attempt.service].at_counter && !scenario_.centres.empty();
    return may_visit && v - channel.retry < channel.visit_after_failure * (1 - channel.retry) ? Outcome::visits
                                                                                              : Outcome::gives_up;
}

void Attempts::try_again(double now_s, std::uint32_t attempt) {
    --pausing_;
    ++present[attempt].which;
    present[attempt].began_s = now_s;
    carry(now_s, attempt);
}

void Attempts::becomes_visit(std::uint32_t attempt) {
    --pausing_;
    present.remove(attempt);
}

}  // namespace counterless
