// sim/customers.hpp: those who come again and remember: one small record each, living through the whole run.
// A need is somebody's: drawn by how often he needs something, so heavy users make most transactions. What befalls him moves his
// habit (Learning), a message lifts it for a while, a wait at the counter is remembered; when his next need arises these decide,
// with what the day offers, the chance that he goes digital. Nothing is scheduled for anybody: what fades is faded when he is
// next looked at, by whole days. So 200,000 customers cost memory and no time. Three models of AdoptionModel live here: `habit`
// and `logit` by the record, `bass` by Adopters. Tested in tests/sim/customers_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/alias.hpp"
#include "models/luck.hpp"
#include "scenarios/choice.hpp"
#include "scenarios/scenario.hpp"
#include "sim/adopters.hpp"

namespace counterless {

// How a transaction came to be done digitally.
enum class How : std::uint8_t {
    own,        // he chose it
    moved,      // signs, a message beforehand, restricted counters or a mandate
    taught,     // a lesson
    elsewhere,  // somebody does it for him
};

struct Customer {
    float habit = 0;   // his own beside the segment's, logits
    float learnt = 0;  // as of learnt_day
    float lifted = 0;  // by messages, as of lifted_day
    float wait_s = 0;  // at counters, as he remembers it
    std::uint16_t learnt_day = 0, lifted_day = 0;
    std::uint8_t letters = 0;  // read so far
    bool able = true;          // can go digital at all
};

class Customers {
  public:
    // Precondition: scenario.adoption.remembers(). Keeps references to scenario and luck.
    Customers(const Scenario& scenario, const Luck& luck, const ChoiceTable& table);

    [[nodiscard]] Index pick(Index segment, double u) const { return first_[segment] + picks_[segment].pick(u); }
    // Of a sample: how often its customers need something, over how often customers do on the mean; else 1.
    [[nodiscard]] double activity(Index segment) const { return activity_[segment]; }
    [[nodiscard]] std::size_t number() const { return people_.size(); }
    [[nodiscard]] const Customer& at(Index customer) const { return people_[customer]; }
    [[nodiscard]] bool able(Index customer) const { return people_[customer].able; }
    // The chance that he does at a counter what he may do either way. `offered`: logits of what the day offers, base and
    // segment's habit included; `trip_s`: to the counter and back.
    [[nodiscard]] double counter_chance(Index customer, double offered, double trip_s, std::size_t day) const;
    // A day passes for those who adopt once and for all.
    void pass_day(double from_s, double lift) {
        if (adopters_) adopters_->pass_day(from_s, lift);
    }
    struct Post {
        double sent = 0, read = 0;
    };
    // `letter`: a knob of that kind; `number`: which of its initiative's, for luck of its own whatever others send.
    Post send(const Knob& letter, std::uint32_t number, std::size_t day);
    // A transaction of his ended so. `kept`: a uniform, whether what he was shown stays with him.
    void succeeded(Index customer, How how, double now_s, double kept);
    void failed(Index customer, double now_s);
    void served_at_counter(Index customer, double now_s, double waited_s);
    // Of the able, by the model bass; else 0.
    [[nodiscard]] double adopted_share() const { return adopters_ ? adopters_->share() : 0; }

  private:
    void settle(Index segment, std::uint32_t number);
    [[nodiscard]] double learnt(const Customer& one, std::size_t day) const;
    [[nodiscard]] double lifted(const Customer& one, std::size_t day) const;
    void learn(Customer& one, double gain, double now_s);

    const Scenario& scenario_;
    const Luck& luck_;
    std::vector<Index> first_;  // by segment: its first customer; one more at the end
    std::vector<Alias> picks_;  // by segment
    std::vector<double> activity_;
    std::vector<Customer> people_;
    std::optional<Adopters> adopters_;
};

}  // namespace counterless
