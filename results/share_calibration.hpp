// results/share_calibration.hpp: fits of a share, put into words, a table, JSON, a scenario's fragment and a page.
// The mathematics is in models/share_fit.hpp. Tested in tests/results/share_calibration_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/share_fit.hpp"
#include "results/share_table.hpp"

namespace counterless {

struct ShareCalibration {
    std::string file, version;
    std::string series;  // which rows: what `where` says; empty: all
    ShareTable table;
    ShareFits fits;
};

// What may be believed of one fit, in sentences; the first are the gravest.
std::vector<std::string> share_remarks(const ShareFits& fits, const ShareFit& fit);
// Which of the fits the information criterion prefers; nothing if none has one.
std::optional<std::size_t> share_preferred(const ShareFits& fits);

std::string share_calibration_text(const ShareCalibration& calibration);
std::string share_calibration_json(const ShareCalibration& calibration);
std::string share_calibration_page(const ShareCalibration& calibration);  // one self-contained HTML file

// A fragment that a scenario can extend, or that extends one. Bass and habit alone: the simulation knows no other.
struct ShareFragment {
    std::size_t fit = 0;     // index into ShareFits::fits
    double time = 0;         // the first day of the scenario, in years
    std::string time_label;  // as it was given
    std::string extends;     // empty: it is extended itself
};
bool share_usable(const ShareFit& fit);
std::string share_fragment(const ShareCalibration& calibration, const ShareFragment& fragment);

}  // namespace counterless
