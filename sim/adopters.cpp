#include "sim/adopters.hpp"

#include <algorithm>
#include <cmath>

#include "models/bass.hpp"
#include "models/law.hpp"
#include "scenarios/choice.hpp"

namespace counterless {
namespace {
constexpr double days_a_year = 365.25;
}  // namespace

Adopters::Adopters(const Bass& bass, double start, const std::vector<char>& able, const Luck& luck)
    : bass_(bass), luck_(luck), state_(able.size(), State::never), rank_(able.size()), runs_(able.size()), clocks_(able.size()) {
    ceiling_ = std::max(value_at(bass.ceiling, 0), start);
    const double before = ceiling_ > start ? -std::log1p(-start / ceiling_) : infinite;  // hazard added up until time 0
    for (Index customer = 0; customer < able.size(); ++customer) {
        rank_[customer] = 2;  // above every ceiling
        if (!able[customer]) continue;
        ++able_;
        rank_[customer] = static_cast<float>(luck.at(Purpose::ability, customer).v);
        if (rank_[customer] >= ceiling_) continue;
        state_[customer] = State::may;
        start_clock(customer, -before);
        if (heap_.back().at < 0) end_clock_of_last();
    }
    std::make_heap(heap_.begin(), heap_.end());
}

void Adopters::adopt(Index customer) {
    if (state_[customer] == State::adopted) return;
    state_[customer] = State::adopted;
    ++adopted_;
}

// Each of his clocks has luck of its own; the heap's order is the caller's to restore.
void Adopters::start_clock(Index customer, double hazard_from) {
    const double threshold = unit_exponential(luck_.at(Purpose::adoption, customer, clocks_[customer]++).u);
    heap_.push_back({static_cast<float>(hazard_from + threshold), customer});
    runs_[customer] = 1;
}

void Adopters::end_clock_of_last() {
    const Index customer = heap_.back().customer;
    heap_.pop_back();
    runs_[customer] = 0;
    if (state_[customer] == State::may) adopt(customer);
}

void Adopters::move_ceiling(double ceiling) {
    for (Index customer = 0; customer < state_.size(); ++customer) {
        if (state_[customer] == State::adopted) continue;
        const bool may = rank_[customer] < ceiling;
        if (may && runs_[customer] == 0) start_clock(customer, hazard_);
        state_[customer] = may ? State::may : State::never;
    }
    std::make_heap(heap_.begin(), heap_.end());
    ceiling_ = ceiling;
}

void Adopters::pass_day(double from_s, double lift) {
    if (const double ceiling = value_at(bass_.ceiling, from_s); ceiling != ceiling_ && from_s > 0) move_ceiling(ceiling);
    const BassCurve curve{bass_.innovation_per_year, bass_.imitation_per_year, ceiling_, std::min(share(), ceiling_)};
    constexpr double all_of_them = 100;  // a hazard that nobody's threshold passes
    hazard_ += std::min(bass_hazard(curve, 1 / days_a_year), all_of_them) * std::exp(lift);
    while (!heap_.empty() && heap_.front().at <= hazard_) {
        std::pop_heap(heap_.begin(), heap_.end());
        end_clock_of_last();
    }
}

}  // namespace counterless
