// sim/delay.cpp: one event an attempt. Work and bytes are recorded at its beginning, since the future cannot be recorded.
#include "sim/delay.hpp"

#include <stdexcept>

namespace counterless {

void DelayCarrier::begin(double now_s, std::uint32_t attempt, const Journey& journey) {
    events_.push(now_s + duration_s(now_s, journey), Rank::completion, EventKind::attempt_done, attempt);
}

void DelayCarrier::handle(const Event&) { throw std::logic_error("delay: a carrier without events of its own was given one"); }

double DelayCarrier::duration_s(double now_s, const Journey& journey) {
    const Channel& channel = scenario_.channels[journey.channel];
    if (channel.steps.empty()) return quantile(channel.response, luck_.at(Purpose::work, journey.who, journey.which * 64).u);
    StepAmounts amounts;
    double sum_s = 0;
    for (std::uint32_t number = 0; number < channel.steps.size(); ++number) {
        const Step& step = channel.steps[number];
        if (step.only_with_fee && !journey.fee) continue;
        const double amount = amounts.of(luck_, step, journey, number);
        if (step.kind == StepKind::transfer) {
            const Link& link = scenario_.platform.links[step.where];
            sum_s += link.latency_s + amount / link.bandwidth_per_s;
            recorder_.transferred(now_s, step.where, amount);
        } else {
            const double busy_s = amount / scenario_.platform.tiers[step.where].speed;
            sum_s += busy_s;
            recorder_.worked(now_s, step.where, busy_s);
        }
    }
    return sum_s;
}

}  // namespace counterless
