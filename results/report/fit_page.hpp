// results/report/fit_page.hpp: the page of a fit: curves and what was seen, then tables, then remarks; in English. The sheet, the
// type and the chart library are those of the report, inside the file. Every text but `cards` is plain.
// Tested in tests/results/share_calibration_test.cpp and tuning_test.cpp, looked at in tests/browser.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace counterless::report {

struct FitLook {
    const char* colour;  // of the sheet: ink, good, bad, plum, same
    const char* stroke;  // solid, dashed, dotted
    double width = 1.8;
};
// Of the fitted curve in that place: the first is the one to look at, the next are told apart by stroke as well as by colour.
FitLook fit_look(std::size_t place);

struct FitBand {
    double x, low, high;
};
struct FitCurve {
    std::string name;
    FitLook look;
    bool step = false;
    std::vector<std::pair<double, double>> points = {};
    std::vector<FitBand> band = {};
};
struct FitPoint {
    double x, y;
    std::string label;  // what stands under the pointer
};
struct FitAxis {
    std::string name;
    std::optional<double> low, high;  // absent: as the data need
};
struct FitChart {
    std::string title, note;
    FitAxis x, y;
    std::vector<FitCurve> curves = {};
    std::vector<FitPoint> seen = {}, unseen = {};  // filled; hollow: no fit has seen them
    std::optional<double> split = {};              // where those begin
};
struct FitPage {
    std::string title, kicker, lead;
    std::vector<FitChart> charts;
    std::string cards;  // HTML, made with results/report/markup.hpp
    std::vector<std::string> remarks;
    std::string made;  // how, in a sentence
};
std::string fit_page(const FitPage& page);

}  // namespace counterless::report
