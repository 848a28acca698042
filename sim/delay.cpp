// sim/delay.cpp: one event an attempt. Work and bytes are recorded at its beginning, since the future cannot be recorded.
#include "sim/delay.hpp"

#include <algorithm>
#include <stdexcept>

namespace counterless {

DelayCarrier::DelayCarrier(const Scenario& scenario, const Luck& luck, const Conditions& conditions, Recorder& recorder,
                           EventQueue& events)
    : scenario_(scenario), luck_(luck), conditions_(conditions), first_host_{0}, recorder_(recorder), events_(events) {
    for (const Tier& tier : scenario.platform.tiers) first_host_.push_back(first_host_.back() + static_cast<Index>(tier.hosts));
}

void DelayCarrier::begin(double now_s, std::uint32_t attempt, const Journey& journey) {
    const Walk walked = walk(now_s, journey);
    events_.push(now_s + walked.length_s, Rank::completion, EventKind::attempt_done, attempt,
                 static_cast<std::uint32_t>(walked.why));
}

void DelayCarrier::handle(const Event&) { throw std::logic_error("delay: a carrier without events of its own was given one"); }

DelayCarrier::Walk DelayCarrier::walk(double now_s, const Journey& journey) {
    const Channel& channel = scenario_.channels[journey.channel];
    if (channel.steps.empty())
        return {quantile(channel.response, luck_.at(Purpose::work, journey.who, journey.which * 64).u), Failure::nothing};
    Walk walk;
    StepAmounts amounts;
    for (std::uint32_t number = 0; number < channel.steps.size() && walk.why == Failure::nothing; ++number) {
        const Step& step = channel.steps[number];
        if (step.only_with_fee && !journey.fee) continue;
        take(walk, now_s, channel, step, amounts.of(luck_, step, journey, number));
        if (walk.why == Failure::nothing && step.kind == StepKind::work &&
            declines(scenario_, luck_, step.where, journey, number))
            walk.why = Failure::declined;
    }
    return walk;
}

void DelayCarrier::take(Walk& walk, double now_s, const Channel& channel, const Step& step, double amount) {
    const Platform& platform = scenario_.platform;
    double longest_s = channel.session_timeout_s, takes_s = amount;
    if (step.kind != StepKind::think) {
        const bool transfer = step.kind == StepKind::transfer;
        const double plain_s =
            transfer ? amount / platform.links[step.where].bandwidth_per_s : amount / platform.tiers[step.where].speed;
        takes_s = length_s(step, now_s + walk.length_s, plain_s);
        if (takes_s < 0) return void(walk.why = Failure::outage);
        if (transfer) {
            takes_s = platform.links[step.where].latency_s + takes_s;
            recorder_.transferred(now_s, step.where, amount);
        } else {
            recorder_.worked(now_s, step.where, plain_s);
        }
        longest_s = channel.timeout_s;
    }
    if (takes_s > longest_s) walk.why = step.kind == StepKind::think ? Failure::expired : Failure::timed_out;
    walk.length_s += std::min(takes_s, longest_s);
}

double DelayCarrier::length_s(const Step& step, double from_s, double plain_s) const {
    if (scenario_.platform.disruptions.empty() || from_s == infinite) return plain_s;
    double time_s = from_s, pace = pace_of(step, time_s);
    if (plain_s <= 0) return std::min(pace, 0.0);  // what takes no time does not notice that all stands still
    while (pace == 0 && time_s < infinite) {       // frozen
        time_s = conditions_.next_change_s(time_s);
        pace = time_s < infinite ? pace_of(step, time_s) : 1;
    }
    return pace < 0 ? pace : time_s - from_s + plain_s / pace;
}

double DelayCarrier::pace_of(const Step& step, double time_s) const {
    const Index first = step.kind == StepKind::work ? first_host_[step.where] : first_host_.back() + step.where;
    const Index last = step.kind == StepKind::work ? first_host_[step.where + 1] : first + 1;
    double best = -1;
    for (Index element = first; element < last; ++element) {
        const MachineState condition = conditions_.at(element, time_s);
        if (condition.accepts()) best = std::max(best, condition.pace());
    }
    return best;
}

}  // namespace counterless
