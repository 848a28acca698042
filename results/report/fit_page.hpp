// results/report/fit_page.hpp: the page of a calibration: one language, the report's sheet, script and rules.
// Tested in tests/results/share_calibration_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace counterless::report {

// `title` is text; `body` is HTML, made with results/report/markup.hpp. Nothing is fetched from anywhere.
std::string plain_page(std::string_view title, std::string_view kicker, std::string_view body);

// What the chart `fit` of charts.js draws: curves through what was seen. The band belongs to the first curve.
struct FitChart {
    struct Point {
        double x, y;
        std::string label;  // what stands under the pointer
    };
    struct Curve {
        std::string name;
        std::vector<std::pair<double, double>> values;  // x, y
    };
    struct BandPoint {
        double x, low, high;
    };
    std::string x_text, y_text;
    std::vector<Point> seen, unseen;
    std::vector<Curve> curves, naive;
    std::vector<BandPoint> band;
    double split = 0;  // where what was held out begins
    bool has_split = false;
};
std::string fit_chart(std::string_view label, const FitChart& chart);  // HTML

}  // namespace counterless::report
