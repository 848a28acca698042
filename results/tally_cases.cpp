// results/tally_cases.cpp: digital transactions that a person must finish: how many, how long, and whether as promised.
#include <algorithm>

#include "results/tally.hpp"

namespace counterless {
namespace {
std::size_t day_of(double time_s) { return static_cast<std::size_t>(time_s / 86400); }
}  // namespace

void Tally::integrate_tray(double now_s, std::size_t back_office) {
    integrate(trays_[back_office].open, now_s, [&](double area, std::size_t bin) {
        total(layout_.casework(back_office, Casework::open_area)) += area;
        if (layout_.bins > 0) total(layout_.case_part(back_office, bin, CasePart::open_area)) += area;
    });
}

void Tally::case_opened(double now_s, Index back_office, Index) {
    integrate_tray(now_s, back_office);
    Tray& tray = trays_[back_office];
    ++tray.open.number;
    if (!measured(now_s)) return;
    if (day_of(now_s) >= tray.arose_on.size()) tray.arose_on.resize(day_of(now_s) + 1);
    ++tray.arose_on[day_of(now_s)];
    ++total(layout_.casework(back_office, Casework::arose));
    if (layout_.bins > 0) ++total(layout_.case_part(back_office, layout_.bin_of(now_s), CasePart::arose));
}

void Tally::case_ended(const CaseRecord& one) {
    integrate_tray(one.ended_s, one.back_office);
    Tray& tray = trays_[one.back_office];
    --tray.open.number;
    if (!measured(one.opened_s)) return;
    --tray.arose_on[day_of(one.opened_s)];
    const auto add = [&](Casework what, double amount) { total(layout_.casework(one.back_office, what)) += amount; };
    add(one.done ? Casework::done : Casework::given_up, 1);
    // A promise that falls due beyond the end is left out, kept or not: those broken there could not be known.
    if (scenario_.back_offices[one.back_office].due_of(one.opened_s) <= scenario_.study.horizon_s) {
        add(Casework::known, 1);
        add(Casework::kept, one.in_time);
    }
    if (!one.done) return;
    add(Casework::time_sum, one.ended_s - one.opened_s);
    summary_.distributions[layout_.case_times(one.back_office)].add(one.ended_s - one.opened_s);
}

// At the end: in the tray, and so late already that it does not matter when they will be done.
void Tally::count_open(double end_s, std::size_t back_office) {
    const BackOffice& office = scenario_.back_offices[back_office];
    const std::vector<double>& arose_on = trays_[back_office].arose_on;
    for (std::size_t day = 0; day < arose_on.size(); ++day) {
        total(layout_.casework(back_office, Casework::open)) += arose_on[day];
        const bool late = office.due_of(static_cast<double>(day) * 86400) <= end_s;
        if (late) total(layout_.casework(back_office, Casework::known)) += arose_on[day];
    }
}

}  // namespace counterless
