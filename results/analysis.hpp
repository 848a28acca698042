// results/analysis.hpp: what may be said of one column of given numbers, rows in the order of the file.
// The mathematics is in models/series.hpp and models/intervals.hpp; here it is put together, put into words, and written as text
// and JSON. Tested in tests/results/analysis_test.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/intervals.hpp"
#include "models/series.hpp"

namespace counterless {

enum class WarmUpRule : unsigned char { nothing, by_mser5, fixed };

struct Question {
    double confidence = 0.95;
    std::vector<double> quantiles{0.5, 0.9, 0.99};
    std::optional<std::size_t> batches;  // absent: by Law and Carson's test
    WarmUpRule warm_up = WarmUpRule::nothing;
    std::size_t left_out = 0;  // with WarmUpRule::fixed
    bool independent = false;  // the caller says that the rows do not know of each other
};

struct Analysis {
    std::string name, unit;
    std::size_t empty = 0;     // cells passed over because they were empty
    std::size_t left_out = 0;  // rows of the warm-up
    Question question;
    WarmUp warm_up;  // what MSER-5 says of the whole column
    Moments all;     // from here on: without the rows left out
    std::optional<MeanInterval> if_independent;
    std::optional<BatchMeans> batch_means;
    std::vector<QuantileInterval> quantiles;
    std::vector<std::pair<std::size_t, double>> correlations;  // lag, value
    Histogram histogram;
    std::vector<std::string> remarks;  // what may be believed, in sentences
};

// `values` holds at least one value more than are left out by a fixed warm-up.
Analysis analyse(Observations values, const Question& question);

std::string analysis_text(const Analysis& analysis);
struct AnalysedFile {
    std::string file, version;
    std::size_t rows = 0;
    std::vector<Analysis> columns;
};
std::string analysis_json(const AnalysedFile& analysed);

}  // namespace counterless
