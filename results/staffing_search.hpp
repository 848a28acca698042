// results/staffing_search.hpp: how the least agents are looked for; what they are is results/staffing.hpp, why in this way
// docs/decisions/staffing.md. In order: the load is learnt and Erlang's formula gives a start (staffing_search.cpp); agents are
// added until no target fails (staffing_adding.cpp), taken away while none does (staffing_taking.cpp), and the judges' days have
// the last word (staffing_adding.cpp). Every candidate is lived through on the same days by the same people.
#pragma once

#include <array>
#include <optional>

#include "results/staffing.hpp"
#include "results/staffing_judge.hpp"

namespace counterless {

// The search of one centre.
class StaffingSearch {
  public:
    StaffingSearch(const StaffingTask& task, const Sureness& sureness, const Live& live, const Live& judge)
        : task_(task), sureness_(sureness), live_(live), judge_(judge) {}
    StaffingAnswer find();

  private:
    using Look = std::vector<Claim>;
    struct Place {
        std::size_t post, cell;
        bool operator==(const Place&) const = default;
    };
    struct Missed {
        std::vector<char> by_agent;  // of those who are left out
        bool decided = true;         // more days would not say more
    };
    static constexpr std::uint32_t first_look = 3;  // stretches before a candidate may be turned down

    // The start, and looking at one candidate (staffing_search.cpp).
    void learn_load();
    void start();
    [[nodiscard]] std::size_t first_post(Index station) const;
    [[nodiscard]] std::optional<int> erlang(std::size_t post, std::size_t cell) const;
    [[nodiscard]] int most_useful(std::size_t post) const;
    // Lives through as many stretches as the first of `looks` says, from `begin` on; if no claim is broken by then and some are
    // not decided, through as many as the next says. `miss`: of each claim at each look.
    Look look(const Live& live, std::uint32_t begin, std::array<std::uint32_t, 2> looks, double miss);
    void live_until(Evidence& evidence, const Live& live, std::uint32_t begin, std::uint32_t wanted);
    [[nodiscard]] bool undecided(const Claim& claim, double narrow) const;
    [[nodiscard]] bool all_hold(const Look& claims) const;
    [[nodiscard]] double tolerance_of(const Claim& claim) const;
    [[nodiscard]] std::vector<std::uint32_t> looks_to(std::uint32_t most) const;

    // Adding and judging (staffing_adding.cpp).
    std::vector<Place> add_until_it_holds(std::array<std::uint32_t, 2> looks);
    std::vector<Place> mend(Look& claims, const Lived& lived);
    [[nodiscard]] std::optional<Place> place_to_mend(const Claim& claim, const Lived& lived) const;
    [[nodiscard]] std::size_t best_post(std::size_t post, std::size_t cell);
    bool ask_before_judging(const std::vector<Place>& added);  // whether anybody could go
    void judge_and_mend(std::vector<Place> added);

    // Taking away (staffing_taking.cpp).
    std::vector<Place> take_away_together();
    bool ask_alone(const std::vector<Place>& asked);  // whether anybody could go
    [[nodiscard]] std::vector<Place> beside(const std::vector<Place>& added, std::vector<Place> asked) const;
    bool take(std::vector<Place>& without, std::vector<Place>& unsure);
    [[nodiscard]] Missed missed(const std::vector<Place>& without, const std::vector<Evidence>& seen, bool last) const;
    [[nodiscard]] double lost(std::size_t claim, double present) const;
    [[nodiscard]] std::size_t culprit(const Claim& claim, const std::vector<Place>& without) const;
    void begin_trial(const Live& live, std::uint32_t begin, std::uint32_t most);
    void live_on(std::vector<Evidence>& seen, const Agents& agents) const;  // to the next of trial_.looks

    [[nodiscard]] std::size_t cells() const { return task_.timetable.cells(); }
    [[nodiscard]] std::size_t at(std::size_t post, std::size_t cell) const { return post * cells() + cell; }
    [[nodiscard]] int at_station(Index station, std::size_t cell) const {
        int sum = 0;
        for (std::size_t post = 0; post < task_.posts.size(); ++post)
            if (task_.posts[post].station == station) sum += answer_.agents[post][cell];
        return sum;
    }
    [[nodiscard]] bool may_have_more(std::size_t post, std::size_t cell) const {
        return answer_.agents[post][cell] < most_useful(post) &&
               at_station(task_.posts[post].station, cell) < task_.posts[post].desks;
    }
    [[nodiscard]] bool spare(const Place& place) const {
        const Post& post = task_.posts[place.post];
        return answer_.agents[place.post][place.cell] > post.least && at_station(post.station, place.cell) > post.presence;
    }
    [[nodiscard]] double family_miss() const { return (1 - sureness_.confidence) / std::max(sureness_.family, 1.0); }

    const StaffingTask& task_;
    const Sureness& sureness_;
    const Live &live_, &judge_;

    std::vector<Claim> blank_;  // claims before anything is known of them
    Lived load_, lived_;        // lived_: of the last look
    struct Trial {              // the days on which agents are taken away
        const Live* live = nullptr;
        std::uint32_t begin = 0;
        std::vector<std::uint32_t> looks;  // stretches after which a plan with fewer agents is looked at
        bool stays = false;                // present_ is of the plan as it was when the days were begun
    } trial_;
    std::vector<Evidence> present_;  // of the plan that others are compared with, on the days of the trial: after each look, and
                                     // after all days it was judged on
    Agents present_agents_;
    std::vector<double> at_first_;                                    // of each claim, the value when the days of the trial began
    std::uint32_t together_max_ = 0, alone_max_ = 0, judge_max_ = 0;  // stretches
    std::vector<char> hopeless_;                                      // by claim: no agent anywhere helps it
    StaffingAnswer answer_;
};

}  // namespace counterless
