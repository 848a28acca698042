// results/report/fit_page.hpp: the page of a fit: curves of what was seen and of the laws, tables, remarks; in English. The
// sheet, the type and the chart library are those of the report, inside the file. Looked at in tests/browser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace counterless::report {

struct FitCurve {
    std::string name, look, dash = "solid";  // look: ink, good, bad, plum, same
    double width = 2;
    bool step = false;
    std::vector<std::pair<double, double>> points;
};
struct FitBand {
    double x, low, high;
};
struct FitChart {
    std::string title, note, x, y;
    double x_max = 0, y_max = 0;  // 0: as the curves need
    std::vector<FitCurve> curves;
    std::vector<FitBand> band;
};
struct FitTable {
    std::string title, note;
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;  // text
};
struct FitPage {
    std::string title, kicker, lead;
    std::vector<FitChart> charts;
    std::vector<FitTable> tables;
    std::vector<std::string> remarks;
    std::string made;  // how, in one sentence
};
std::string fit_page(const FitPage& page);

}  // namespace counterless::report
