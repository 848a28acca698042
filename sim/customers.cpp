#include "sim/customers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "models/adoption.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {

// The luck of a letter: by the name of its initiative (FNV-1a), so that another initiative in the file moves nobody's.
std::uint32_t draw_of_letter(const std::string& initiative, std::uint32_t number) {
    std::uint32_t hash = 2166136261u;
    for (const char letter : initiative) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619u;
    return ((hash ^ (hash >> 16)) & 0xfffu) << 12 | (number & 0xfffu);
}

// What is left of something after so many days.
double left_after(double days, double half_life_s) {
    return half_life_s >= infinite ? 1 : std::exp2(-days * 86400 / half_life_s);
}

std::size_t day_of(double now_s) { return static_cast<std::size_t>(now_s / 86400); }

// Of the registered ones those that a sample holds; at least one, so that the needs are somebody's.
std::uint32_t number_of(const Segment& segment, double scale) {
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::llround(segment.customers * scale)));
}

}  // namespace

Customers::Customers(const Scenario& scenario, const Luck& luck, const ChoiceTable& table)
    : scenario_(scenario), luck_(luck), first_{0} {
    for (const Segment& segment : scenario.segments) first_.push_back(first_.back() + number_of(segment, scenario.study.scale));
    people_.resize(first_.back());
    for (Index segment = 0; segment < scenario.segments.size(); ++segment) settle(segment, first_[segment + 1] - first_[segment]);
    if (scenario.adoption.model != AdoptionModel::bass) return;
    std::vector<char> able;
    for (const Customer& one : people_) able.push_back(static_cast<char>(one.able));
    adopters_.emplace(scenario.adoption.bass, table.adopters, able, luck);
}

void Customers::settle(Index segment, std::uint32_t number) {
    const Segment& group = scenario_.segments[segment];
    std::vector<double> activity(number, 1.0);
    const bool sample = scenario_.study.scale < 1;  // then each has his own part of the law, so that few stand for many
    for (std::uint32_t k = 0; k < number; ++k) {
        const Index customer = first_[segment] + k;
        Customer& one = people_[customer];
        one.wait_s = static_cast<float>(scenario_.adoption.weights.reference_wait_s);
        if (group.habit_sd > 0 || group.activity.sd > 0) {
            const Uniforms traits = luck_.at(Purpose::traits, customer);
            if (group.habit_sd > 0) one.habit = static_cast<float>(group.habit_sd * normal_quantile(traits.u));
            if (group.activity.sd > 0) activity[k] = quantile(group.activity, sample ? (k + traits.v) / number : traits.v);
        }
        if (group.offline > 0) one.able = luck_.at(Purpose::ability, customer).u >= group.offline;
    }
    picks_.emplace_back(activity);
    const double mean = std::accumulate(activity.begin(), activity.end(), 0.0) / number;
    activity_.push_back(sample ? mean / group.activity.mean : 1);
}

double Customers::learnt(const Customer& one, std::size_t day) const {
    if (one.learnt == 0) return 0;
    return one.learnt * left_after(static_cast<double>(day - one.learnt_day), scenario_.adoption.learning.half_life_s);
}

double Customers::lifted(const Customer& one, std::size_t day) const {
    if (one.lifted == 0) return 0;
    return one.lifted * left_after(static_cast<double>(day - one.lifted_day), scenario_.adoption.learning.message_half_life_s);
}

double Customers::counter_chance(Index customer, double offered, double trip_s, std::size_t day) const {
    const Customer& one = people_[customer];
    if (!one.able) return 1;
    if (adopters_) return adopters_->has(customer) ? 0 : 1;
    const Weights& weights = scenario_.adoption.weights;
    const double memories = learnt(one, day) + lifted(one, day) + weights.wait_per_s * one.wait_s + weights.trip_per_s * trip_s;
    return 1 - logistic(offered + one.habit + memories);
}

Customers::Post Customers::send(const Knob& letter, std::uint32_t number, std::size_t day) {
    const Initiative& initiative = scenario_.initiatives[letter.initiative];
    const std::uint32_t draw = draw_of_letter(initiative.id, number);
    Post post;
    for (Index segment = 0; segment + 1 < first_.size(); ++segment) {
        if (!initiative.covers(none, segment)) continue;
        for (Index customer = first_[segment]; customer < first_[segment + 1]; ++customer) {
            const double u = luck_.at(Purpose::letter, customer, draw).u;
            post.sent += u < initiative.letter_reach;
            if (u >= initiative.letter_read) continue;
            ++post.read;
            if (letter.value == 0) continue;  // tells him nothing, and tires nobody
            Customer& one = people_[customer];
            const double fresh = letter.value * std::pow(1 - scenario_.adoption.learning.message_fatigue, one.letters);
            one.lifted = static_cast<float>(lifted(one, day) + fresh);
            one.lifted_day = static_cast<std::uint16_t>(day);
            if (one.letters < 255) ++one.letters;
        }
    }
    return post;
}

// Towards a limit on either side: what he knows by heart he cannot learn again.
void Customers::learn(Customer& one, double gain, double now_s) {
    const double limit = scenario_.adoption.learning.limit, before = learnt(one, day_of(now_s));
    const double room = gain > 0 ? 1 - before / limit : 1 + before / limit;
    one.learnt = static_cast<float>(std::clamp(before + gain * room, -limit, limit));
    one.learnt_day = static_cast<std::uint16_t>(day_of(now_s));
}

void Customers::succeeded(Index customer, How how, double now_s, double kept) {
    const Learning& learning = scenario_.adoption.learning;
    if (how == How::elsewhere) return;
    const double chance = how == How::taught ? learning.taught_kept : how == How::moved ? learning.moved_kept : 1;
    if (kept >= chance) return;
    if (adopters_ && how != How::own) return adopters_->adopt(customer);
    const double gain = how == How::taught ? learning.taught : how == How::moved ? learning.moved : learning.success;
    if (gain != 0) learn(people_[customer], gain, now_s);
}

void Customers::failed(Index customer, double now_s) {
    if (const double loss = scenario_.adoption.learning.failure; loss != 0) learn(people_[customer], -loss, now_s);
}

void Customers::served_at_counter(Index customer, double now_s, double waited_s) {
    if (const double loss = scenario_.adoption.learning.counter; loss != 0) learn(people_[customer], -loss, now_s);
    const double weight = scenario_.adoption.weights.memory;
    Customer& one = people_[customer];
    one.wait_s = static_cast<float>((1 - weight) * one.wait_s + weight * waited_s);
}

}  // namespace counterless
