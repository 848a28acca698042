// results/comparison.cpp: every measure of every side as one value a replication; differences, tests and rankings are made of
// these.
#include "results/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>

#include "models/intervals.hpp"
#include "results/conclude.hpp"
#include "results/estimate.hpp"

namespace counterless {
namespace {

constexpr std::size_t deciding_most = 4;

struct Sample {  // of one measure and side
    const Replicated* parts = nullptr;
    std::size_t replications = 0;
};
double variance(std::span<const double> values) {
    const double sd = moments(values).sd;
    return sd * sd;
}

// What a difference is judged by: its estimate, its standard error, and how many degrees of freedom that has.
struct Judged {
    Estimate difference;
    double error = 0, freedom = 0;
    std::optional<double> pairing;
};

// Pair by pair.
Judged paired(const Sample& ours, const Sample& theirs, double confidence) {
    Replicated both{*ours.parts->whole - *theirs.parts->whole, {}};
    const auto &a = ours.parts->values, &b = theirs.parts->values;
    for (std::size_t pair = 0; pair < std::min(a.size(), b.size()); ++pair) both.values.push_back(a[pair] - b[pair]);
    Judged judged{.difference = estimate_of(both, ours.replications, confidence)};
    if (both.values.size() < 2) return judged;
    const double together = variance(both.values);
    judged.freedom = static_cast<double>(both.values.size() - 1);
    judged.error = std::sqrt(together / static_cast<double>(both.values.size()));
    if (together > 0) judged.pairing = (variance(a) + variance(b)) / together;
    return judged;
}

// Independent sides: Welch's interval, whose freedom is rounded down.
Judged unpaired(const Sample& ours, const Sample& theirs, double confidence) {
    Judged judged;
    judged.difference = {.known = true, .mean = *ours.parts->whole - *theirs.parts->whole, .confidence = confidence, .n = 1};
    const auto &a = ours.parts->values, &b = theirs.parts->values;
    if (a.size() < 2 || b.size() < 2) return judged;
    const double from_a = variance(a) / static_cast<double>(a.size()), from_b = variance(b) / static_cast<double>(b.size());
    const double both = from_a + from_b;
    judged.error = std::sqrt(both);
    judged.freedom = static_cast<double>(std::min(a.size(), b.size()) - 1);
    if (both > 0)
        judged.freedom = std::floor(
            both * both /
            (from_a * from_a / static_cast<double>(a.size() - 1) + from_b * from_b / static_cast<double>(b.size() - 1)));
    judged.difference.n = static_cast<int>(std::min(ours.replications, theirs.replications));
    judged.difference.half_width = student_factor(static_cast<std::size_t>(judged.freedom) + 1, confidence) * judged.error;
    judged.difference.sd = judged.error * std::sqrt(static_cast<double>(judged.difference.n));
    return judged;
}

Finding finding_of(double difference, Direction direction) {
    if (direction == Direction::neutral) return Finding::changed;
    return (difference > 0) == (direction == Direction::higher_is_better) ? Finding::better : Finding::worse;
}

using Key = std::pair<std::string, std::string>;
using Places = std::map<Key, std::size_t>;  // where a measure stands in the layout
Places places_of(const Layout& layout) {
    Places places;
    for (std::size_t at = 0; at < layout.measures.size(); ++at)
        places.emplace(Key(layout.measures[at].name, layout.measures[at].of), at);
    return places;
}

class Comparing {
  public:
    Comparing(Comparison& comparison, const std::vector<Layout>& layouts, const Sides& sides)
        : comparison_(comparison), layouts_(layouts), sides_(sides) {
        for (std::size_t side = 0; side < sides.size(); ++side) {
            places_.push_back(places_of(layouts[side]));
            whole_.push_back(replicated(layouts[side].measures, sides[side]));
        }
    }
    void rows();
    void decide(const std::vector<MeasureOf>& by);
    void rank();
    void course();
    void outcomes();

  private:
    [[nodiscard]] const Measure* measure(std::size_t side, const Measure& like) const {
        const auto found = places_[side].find(Key(like.name, like.of));
        return found == places_[side].end() ? nullptr : &layouts_[side].measures[found->second];
    }
    [[nodiscard]] Sample sample(std::size_t side, const Measure& like) const {
        const auto found = places_[side].find(Key(like.name, like.of));
        if (found == places_[side].end()) return {};
        return {&whole_[side][found->second], sides_[side].size()};
    }
    [[nodiscard]] std::vector<Summary> first(std::size_t side, std::size_t count) const {
        return {sides_[side].begin(), sides_[side].begin() + static_cast<std::ptrdiff_t>(count)};
    }
    [[nodiscard]] Judged judged(std::size_t side, const Measure& like) const;
    void add_row(const Measure& like);

    Comparison& comparison_;
    const std::vector<Layout>& layouts_;
    const Sides& sides_;
    std::vector<Places> places_;
    std::vector<std::vector<Replicated>> whole_;                    // by side, then measure of its layout
    std::map<std::pair<std::size_t, std::size_t>, Judged> judged_;  // by row and side
};

// After a race sides have run unequally often; what is paired has its partner among the first of both.
Judged Comparing::judged(std::size_t side, const Measure& like) const {
    const std::size_t base = comparison_.baseline;
    Sample ours = sample(side, like), theirs = sample(base, like);
    if (!ours.parts || !theirs.parts || !ours.parts->whole || !theirs.parts->whole) return {};
    if (comparison_.independent) return unpaired(ours, theirs, comparison_.confidence);
    if (ours.replications == theirs.replications) return paired(ours, theirs, comparison_.confidence);
    const std::size_t both = std::min(ours.replications, theirs.replications);
    const auto cut = [&](std::size_t of) { return replicated({measure(of, like), 1}, first(of, both)); };
    const auto a = cut(side), b = cut(base);
    if (!a.front().whole || !b.front().whole) return {};
    return paired({a.data(), both}, {b.data(), both}, comparison_.confidence);
}

void Comparing::add_row(const Measure& like) {
    const double confidence = comparison_.confidence;
    MeasureRow row{.measure = like};
    for (std::size_t side = 0; side < sides_.size(); ++side) {
        const Sample one = sample(side, like);
        row.estimates.push_back(one.parts ? estimate_of(*one.parts, one.replications, confidence)
                                          : Estimate{.confidence = confidence});
        Against against{.difference = {.confidence = confidence}, .half_width_together = 0};
        if (side != comparison_.baseline) {
            const Judged found = judged(side, like);
            against.difference = found.difference;
            against.pairing = found.pairing;
            judged_.emplace(std::pair(comparison_.rows.size(), side), found);
        }
        row.against.push_back(against);
    }
    comparison_.rows.push_back(std::move(row));
}

void Comparing::rows() {
    std::map<Key, bool> there;
    const auto all_of = [&](std::size_t side) {
        for (const Measure& one : layouts_[side].measures)
            if (there.emplace(Key(one.name, one.of), true).second) add_row(one);
    };
    all_of(comparison_.baseline);
    for (std::size_t side = 0; side < sides_.size(); ++side) all_of(side);
}

void Comparing::decide(const std::vector<MeasureOf>& by) {
    for (const MeasureOf& which : by)
        for (std::size_t at = 0; at < comparison_.rows.size(); ++at)
            if (comparison_.rows[at].measure.name == which.measure && comparison_.rows[at].measure.of == which.of)
                comparison_.deciding.push_back(at);
    std::vector<double> p;
    std::vector<Against*> tested;
    for (const std::size_t at : comparison_.deciding) {
        MeasureRow& row = comparison_.rows[at];
        row.deciding = true;
        for (std::size_t side = 0; side < sides_.size(); ++side) {
            const auto found = judged_.find({at, side});
            if (found == judged_.end() || !found->second.difference.known || found->second.freedom < 1) continue;
            Against& against = row.against[side];
            const double together = bonferroni_confidence(comparison_.confidence, comparison_.family());
            against.half_width_together =
                student_factor(static_cast<std::size_t>(found->second.freedom) + 1, together) * found->second.error;
            against.p = student_p(against.difference.mean, found->second.error, found->second.freedom);
            against.finding = finding_of(against.difference.mean, row.measure.direction);
            p.push_back(against.p);
            tested.push_back(&against);
        }
    }
    const std::vector<double> adjusted = holm_adjusted(p);
    for (std::size_t at = 0; at < tested.size(); ++at) {
        tested[at]->p_adjusted = adjusted[at];
        if (adjusted[at] > 1 - comparison_.confidence) tested[at]->finding = Finding::not_shown;
    }
}

// Against the best: all sides over the replications that every one of them has.
void Comparing::rank() {
    Ranking ranking{.row = comparison_.deciding.front(), .against_best = {}};
    for (const std::size_t at : comparison_.deciding)  // the first of which more or less is better
        if (comparison_.rows[at].measure.direction != Direction::neutral) {
            ranking.row = at;
            break;
        }
    const Measure& like = comparison_.rows[ranking.row].measure;
    ranking.best = comparison_.terms ? comparison_.terms->best : best_end(like.direction);
    std::size_t shortest = sides_.front().size();
    for (const auto& side : sides_) shortest = std::min(shortest, side.size());
    std::vector<std::vector<double>> values;
    for (std::size_t side = 0; side < sides_.size(); ++side) {
        const Measure* own = measure(side, like);
        if (!own) break;
        values.push_back(sides_[side].size() == shortest ? sample(side, like).parts->values
                                                         : replicated({own, 1}, first(side, shortest)).front().values);
        if (values.back().size() < 2) break;
    }
    const bool ordered = like.direction != Direction::neutral && !comparison_.independent;
    const bool open = comparison_.race && comparison_.race->end != RaceEnd::decided;  // a race that tells none is not overruled
    if (ordered && !open && values.size() == sides_.size() && values.back().size() >= 2)
        ranking.against_best = compare_with_best(values, ranking.best, comparison_.confidence);
    comparison_.ranking = std::move(ranking);
}

// What one run brings, less the same run of the baseline.
void Comparing::outcomes() {
    const Measure& like = comparison_.rows[comparison_.ranking->row].measure;
    const std::size_t base = comparison_.baseline;
    const Measure* before = measure(base, like);
    for (std::size_t side = 0; side < sides_.size(); ++side) {
        Contender& contender = comparison_.contenders[side];
        contender.replications = static_cast<int>(sides_[side].size());
        contender.balance = balance(layouts_[side], sides_[side]);
        const Measure* own = measure(side, like);
        if (side == base || comparison_.independent || !own || !before) continue;
        for (std::size_t run = 0; run < std::min(sides_[side].size(), sides_[base].size()); ++run) {
            const auto ours = value_of(*own, sides_[side][run]), theirs = value_of(*before, sides_[base][run]);
            if (ours && theirs) contender.outcomes.push_back(*ours - *theirs);
        }
    }
}

// The ranking measure where the series has it, else a measure that says how full it was.
void Comparing::course() {
    const Layout& layout = layouts_[comparison_.baseline];
    std::vector<Measure> found;
    for (const std::string& name : {comparison_.rows[comparison_.ranking->row].measure.name, std::string("wait_mean"),
                                    std::string("visits"), std::string("arrivals"), std::string("digital_share")}) {
        for (const Measure& part : layout.parts)
            if (part.of == "all" && part.name == name) found.push_back(part);
        if (!found.empty()) break;
    }
    if (found.size() < 2) return;
    Course course{.measure = found.front(), .clock = {}, .by_side = {}};
    const auto before = estimate(found, sides_[comparison_.baseline], comparison_.confidence);
    for (std::size_t at = 0; at < found.size(); ++at) course.clock.push_back({found[at], before[at]});
    for (std::size_t side = 0; side < sides_.size(); ++side) {
        std::vector<Measure> own;
        for (const Measure& part : layouts_[side].parts)
            if (part.of == "all" && part.name == found.front().name) own.push_back(part);
        if (own.size() != found.size()) return;
        course.by_side.push_back(estimate(own, sides_[side], comparison_.confidence));
    }
    comparison_.course = std::move(course);
}

}  // namespace

bool Comparison::balanced() const {
    return std::all_of(contenders.begin(), contenders.end(), [](const Contender& one) { return one.balance.holds(); });
}

const Measure* find_measure(const Layout& layout, const MeasureOf& which) {
    for (const Measure& measure : layout.measures)
        if (measure.name == which.measure && measure.of == which.of) return &measure;
    return nullptr;
}

Best best_end(Direction direction) { return direction == Direction::higher_is_better ? Best::greatest : Best::least; }

namespace {

Saying saying_of_race(const Comparison& comparison) {
    const RaceResult& race = *comparison.race;
    if (race.end == RaceEnd::decided) return {Says::race_decided, {race.leader}};
    Saying saying{Says::race_open, {}};
    if (comparison.terms->independent) {
        if (std::isfinite(race.means[race.leader])) saying.who.push_back(race.leader);  // else nobody was judged yet
        return saying;
    }
    for (std::size_t side = 0; side < race.alive.size(); ++side)
        if (race.alive[side]) saying.who.push_back(side);
    return saying;
}

}  // namespace

Saying saying_of(const Comparison& comparison) {
    if (comparison.race) return saying_of_race(comparison);
    const std::vector<AgainstBest>& found = comparison.ranking->against_best;
    Saying saying{found.empty() ? Says::better_than : Says::told_apart_not, {}};
    const MeasureRow& row = comparison.rows[comparison.ranking->row];
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side)
        if (found.empty() ? row.against[side].finding == Finding::better : found[side].may_be_best) saying.who.push_back(side);
    if (found.empty()) return saying;
    if (saying.who.size() == 1) saying.what = Says::one_best;
    if (saying.who.size() == found.size()) saying = {Says::no_difference, {}};
    return saying;
}

std::vector<MeasureOf> deciding_measures(const Scenario& baseline, const Layout& layout, bool initiatives) {
    std::vector<MeasureOf> wanted, found;
    for (const Target& target : baseline.targets) wanted.push_back({target.measure, target.of});
    if (initiatives) wanted.push_back({"visits"});
    wanted.push_back({"wait_mean"});
    for (const Measure& measure : layout.measures)
        if (measure.of == "all" && measure.name.starts_with("service_level@") && measure.name.ends_with("/offered"))
            wanted.push_back({measure.name});
    wanted.insert(wanted.end(), {{"cost"}, {"visits"}, {"digital_share"}, {"response_mean"}});
    for (const MeasureOf& one : wanted)
        if (found.size() < deciding_most && find_measure(layout, one) &&
            std::find(found.begin(), found.end(), one) == found.end())
            found.push_back(one);
    if (found.empty() && !layout.measures.empty()) found.push_back({layout.measures.front().name, layout.measures.front().of});
    return found;
}

void compare(Comparison& comparison, const std::vector<Layout>& layouts, const Sides& sides, const std::vector<MeasureOf>& by) {
    if (comparison.race)  // one that was stopped has fewer runs than it asked for
        for (std::size_t side = 0; side < sides.size(); ++side)
            comparison.race->asked[side] = std::min(comparison.race->asked[side], sides[side].size());
    Comparing comparing(comparison, layouts, sides);
    comparing.rows();
    comparing.decide(by);
    comparing.rank();
    comparing.outcomes();
    comparing.course();
}

}  // namespace counterless
