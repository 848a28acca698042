// results/report/tracks.hpp: rows of marks on one common scale: bars, dots and whiskers, in HTML and the sheet alone. It needs no
// script, mirrors itself in Arabic, and prints. A picture: whatever it shows stands in a table beside it.
#pragma once

#include <string>
#include <vector>

namespace counterless::report {

enum class MarkKind : unsigned char { bar, whisker, dot, hollow, line };
struct TrackMark {
    MarkKind kind;
    double from = 0, until = 0;  // on the scale; of a dot or line only `from`
    bool bad = false;            // in the colour of what is worse
};
struct TrackRow {
    std::string name;        // text
    std::string tag;         // HTML beside the name; may be empty
    std::string start, end;  // text below the track, at its two ends
    std::vector<TrackMark> marks;
};
struct Tracks {
    std::string label;         // what is heard instead: the finding
    double low = 0, high = 1;  // the scale
    std::string low_text, high_text;
    std::vector<TrackRow> rows;
};
std::string tracks(const Tracks& tracks);

}  // namespace counterless::report
