// results/report/lists.cpp: the two long lists, closed until asked for: services, and every measure of the run.
#include <algorithm>
#include <limits>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless::report {
namespace {

const Value* known(const Value* value) { return value && value->estimate.known ? value : nullptr; }

double presence_at_end(const Service& service, double horizon_s) {
    double value = 0;
    for (const DatedValue& dated : service.presence)
        if (dated.from_s <= horizon_s) value = dated.value;
    return value;
}

struct Done {
    const Value *smart, *counter;
    [[nodiscard]] double all() const { return (smart ? smart->estimate.mean : 0) + (counter ? counter->estimate.mean : 0); }
};
Done done(const StudyResult& result, const Service& service) {
    const std::string of = "service/" + service.id;
    return {known(result.find("digital_transactions", of)), known(result.find("counter_transactions", of))};
}

std::vector<std::string> service_row(const StudyResult& result, const Service& service, Lang lang) {
    const Done of = done(result, service);
    const auto count = [&](const Value* value) { return value ? html(plus_minus(lang, value->estimate, Show::count)) : "–"; };
    const bool share_known = of.smart && of.counter && of.all() > 0;
    return {html(name_text(lang, service.name, service.id)),
            count(of.smart),
            count(of.counter),
            share_known ? html(ltr(percent(lang, of.smart->estimate.mean / of.all(), 1))) : "–",
            html(ltr(percent(lang, presence_at_end(service, result.scenario.study.horizon_s), 0))),
            html(ltr(number(service.fee, digits_for(0, service.fee)))),
            html(ltr(number(service.sheets, digits_for(0, service.sheets))))};
}

std::string bound(const Estimate& estimate, double offset, Show show, int digits, Lang lang) {
    return has_interval(estimate) ? value_text(lang, estimate.mean + offset * estimate.half_width, show, digits) : "–";
}

std::vector<std::string> measure_row(const StudyResult& result, const Value& value, Lang lang) {
    const Show show = show_of(value.measure);
    const Estimate& estimate = value.estimate;
    const int digits = digits_of(estimate, show);
    return {html(measure_text(lang, value.measure)),
            html(thing_text(lang, result.scenario, value.measure.of)),
            html(unit_text(lang, value.measure, result.scenario.costs.currency)),
            estimate.known ? value_text(lang, estimate.mean, show, digits) : "–",
            bound(estimate, -1, show, digits, lang),
            bound(estimate, +1, show, digits, lang),
            std::to_string(estimate.n)};
}

}  // namespace

std::string services(const StudyResult& result, Lang lang) {
    std::vector<std::pair<double, const Service*>> order;
    for (const Service& service : result.scenario.services)
        if (const Done of = done(result, service); of.smart || of.counter) order.emplace_back(of.all(), &service);
    if (order.empty()) return {};
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    const std::string currency =
        result.scenario.costs.currency == "AED" ? say(lang, "aed") : named(result.scenario.costs.currency);
    Table rows{say(lang, "services"),
               {{say(lang, "col_service"), true},
                {say(lang, "col_smart")},
                {say(lang, "col_counter")},
                {say(lang, "col_digital")},
                {say(lang, "col_presence")},
                {say(lang, "col_fee") + say(lang, "comma_sign") + currency},
                {say(lang, "col_sheets")}},
               {},
               "wide"};
    for (const auto& [count, service] : order) rows.rows.push_back(service_row(result, *service, lang));
    const std::string count = counted(lang, static_cast<double>(order.size()), Noun::service);
    return list_card(say(lang, "services"), say(lang, "services_note", {count}), closed(say(lang, "open_list"), table(rows)));
}

std::string all_measures(const StudyResult& result, Lang lang) {
    if (result.measures.empty()) return {};
    Table rows{say(lang, "all_measures"),
               {{say(lang, "col_measure"), true},
                {say(lang, "col_of"), true},
                {say(lang, "col_unit"), true},
                {say(lang, "col_mean")},
                {say(lang, "col_from")},
                {say(lang, "col_to")},
                {say(lang, "col_n")}},
               {},
               "plain"};
    for (const Value& value : result.measures) rows.rows.push_back(measure_row(result, value, lang));
    return list_card(say(lang, "all_measures"), say(lang, "all_measures_note", {confidence_text(result, lang)}),
                     closed(say(lang, "open_list"), table(rows)));
}

}  // namespace counterless::report
