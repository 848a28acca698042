#include "results/report/tracks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "results/report/text.hpp"

namespace counterless::report {
namespace {

double percent_of(const Tracks& tracks, double value) {
    const double width = tracks.high - tracks.low;
    return width > 0 ? std::clamp(100 * (value - tracks.low) / width, 0.0, 100.0) : 50;
}

std::string mark_html(const Tracks& tracks, const TrackMark& mark) {
    constexpr const char* kinds[] = {"tb", "tw", "td", "th", "tl"};
    const double from = percent_of(tracks, std::min(mark.from, mark.until)),
                 until = percent_of(tracks, std::max(mark.from, mark.until));
    const bool wide = mark.kind == MarkKind::bar || mark.kind == MarkKind::whisker;
    const double at = wide ? from : percent_of(tracks, mark.from);
    std::string place = fmt::format("inset-inline-start:{:.2f}%", at);
    if (wide) place += fmt::format(";inline-size:{:.2f}%", until - from);
    return fmt::format("<i class=\"{}{}\" style=\"{}\"></i>", kinds[static_cast<std::size_t>(mark.kind)], mark.bad ? " bad" : "",
                       place);
}

}  // namespace

std::string tracks(const Tracks& all) {
    std::string rows;
    for (const TrackRow& row : all.rows) {
        std::string marks;
        for (const TrackMark& mark : row.marks) marks += mark_html(all, mark);
        rows += element("div class=trow",
                        element("div class=tname", html(row.name) + (row.tag.empty() ? "" : " " + row.tag)) +
                            element("div class=track", marks) +
                            element("div class=tends", element("span", html(row.start)) + element("span", html(row.end))));
    }
    rows += element("div class=\"trow tscale\"",
                    element("div class=tends", element("span", html(all.low_text)) + element("span", html(all.high_text))));
    return "<div class=tracks role=img aria-label=\"" + attribute(all.label) + "\">" + rows + "</div>";
}

}  // namespace counterless::report
