// scenarios/build_adoption.cpp: why a need goes digital, and what customers remember of it.
// Each model takes its own parts and no others: what a model would not read is a problem, because who states it expects it to
// count. What segments say of their customers may stay when a model that does not tell them apart is tried for comparison.
// Tested in tests/scenarios/build_adoption_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
double or_never(const View& view, std::string_view key) { return view.has(key) ? view.number(key) : infinite; }

Bass build_bass(const View& bass, const Dates& dates) {
    return {.innovation_per_year = bass.number("innovation_per_year"),
            .imitation_per_year = bass.number("imitation_per_year"),
            .ceiling = dated_values(bass, "ceiling", dates)};
}

Learning build_learning(const View& learning) {
    return {.success = learning.number("success"),
            .taught = learning.number("taught"),
            .taught_kept = learning.number("taught_kept"),
            .moved = learning.number("moved"),
            .moved_kept = learning.number("moved_kept"),
            .failure = learning.number("failure"),
            .counter = learning.number("counter"),
            .limit = learning.number("limit"),
            .half_life_s = or_never(learning, "half_life"),
            .message_half_life_s = or_never(learning, "message_half_life"),
            .message_fatigue = learning.number("message_fatigue")};
}

Weights build_weights(const View& weights) {
    return {.wait_per_s = weights.number("wait_per_minute") / 60,
            .trip_per_s = weights.number("trip_per_minute") / 60,
            .effort_per_s = weights.number("effort_per_minute") / 60,
            .reference_wait_s = weights.number("reference_wait"),
            .memory = weights.number("memory")};
}

// Which models read which part.
struct Reader {
    const char* part;
    bool bass, habit, logit;
};
constexpr std::array<Reader, 3> readers{
    {{"bass", true, false, false}, {"learning", false, true, true}, {"weights", false, true, true}}};

void check_parts(const View& adoption, AdoptionModel model) {
    const std::string word = adoption.text("model");
    for (const Reader& one : readers) {
        const bool read = model == AdoptionModel::bass    ? one.bass
                          : model == AdoptionModel::habit ? one.habit
                          : model == AdoptionModel::logit ? one.logit
                                                          : false;
        if (!adoption.has(one.part) || read) continue;
        adoption.problem(one.part, "the model \"" + word + "\", which does not read it",
                         one.bass ? "the model \"bass\"" : "the model \"habit\" or \"logit\"");
    }
    if (model == AdoptionModel::bass && !adoption.has("bass"))
        adoption.problem("no \"bass\"", "\"bass\": how adoption spreads, for the model \"bass\"");
    if (model == AdoptionModel::logit && !adoption.has("weights"))
        adoption.problem("no \"weights\"", "\"weights\": what customers weigh, for the model \"logit\"");
}

// The models that remember tell customers apart, so they must know how many there are.
void check_customers(const View& root, const Adoption& adoption) {
    const std::string word = root.at("adoption").text("model");
    if (!root.at("demand").has("volume"))
        root.at("adoption").problem("model", "\"" + word + "\", without needs", "\"/demand/volume\", or the model \"fixed\"");
    for (const View& segment : root.at("customers").at("segments").members()) {
        if (!segment.has("customers"))
            segment.problem("no \"customers\"", "\"customers\": how many are registered, for the model \"" + word + "\"");
        if (adoption.model != AdoptionModel::bass) continue;
        for (const char* key : {"habit_sd", "offline"})
            if (segment.number(key) > 0)
                segment.problem(key, "the model \"bass\", which does not read it",
                                "the model \"habit\" or \"logit\"; /adoption/bass/ceiling says who never may");
    }
}
}  // namespace

Adoption build_adoption(const View& root, const Dates& dates) {
    const View view = root.at("adoption");
    Adoption built;
    built.model = word_of<AdoptionModel>(view, "model");
    built.share = view.number("share");
    if (built.model == AdoptionModel::bass && view.has("bass")) built.bass = build_bass(view.at("bass"), dates);
    built.learning = build_learning(view.at("learning"));
    built.weights = build_weights(view.at("weights"));
    check_parts(view, built.model);
    if (built.remembers()) check_customers(root, built);
    return built;
}

}  // namespace counterless
