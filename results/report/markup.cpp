// results/report/markup.cpp: strings in, HTML out; no decision is taken here.
#include "results/report/markup.hpp"

namespace counterless::report {
namespace {

std::string head_cell(const Column& column) {
    return std::string("<th scope=col") + (column.words ? "" : " class=n") + ">" + html(column.head);
}

// On a phone a stacked row says its column beside each cell.
std::string cell_tag(const Column& column, bool stacked) {
    std::string tag = column.words ? "<td" : "<td class=n";
    if (stacked) tag += " data-h=\"" + attribute(bare(column.head)) + "\"";
    return tag + ">";
}

std::string row_cells(const std::vector<std::string>& row, const std::vector<Column>& columns, bool stacked) {
    std::string out = "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i == 0)
            out += "<th scope=row>";
        else if (!row[i].starts_with("<td"))
            out += cell_tag(columns.at(i), stacked);  // a cell may bring its own tag
        out += row[i];
    }
    return out + "\n";
}

std::string titled(std::string_view title, std::string_view note) {
    std::string out = element("h2 class=t", html(title));
    if (!note.empty()) out += element("p class=note", html(note));
    return out;
}

}  // namespace

std::string table(const Table& table) {
    std::string out = "<div class=scroll tabindex=0 role=region aria-label=\"" + attribute(table.caption) + "\"><table";
    if (!table.style.empty()) out += " class=\"" + table.style + "\"";
    out += "><caption class=vh>" + html(table.caption) + "</caption><thead><tr>";
    for (const Column& column : table.columns) out += head_cell(column);
    out += "</thead><tbody>\n";
    const bool stacked = table.style.find("stack") != std::string::npos;
    for (const auto& row : table.rows) out += row_cells(row, table.columns, stacked);
    return out + "</tbody></table></div>";
}

std::string closed(std::string_view summary_text, std::string_view inside) {
    return element("details class=data", element("summary", html(summary_text)) + std::string(inside));
}

std::string card(std::string_view title, std::string_view note, std::string_view inside) {
    return element("section class=card", element("div class=cap", titled(title, note)) + std::string(inside)) + "\n";
}

std::string list_card(std::string_view title, std::string_view note, std::string_view inside) {
    return element("section class=\"card lists\"", element("div class=cap", titled(title, note)) + std::string(inside)) + "\n";
}

std::string figure(std::string_view title, std::string_view note, std::string_view inside) {
    return element("figure class=card", element("figcaption", titled(title, note)) + std::string(inside)) + "\n";
}

std::string chart(std::string_view kind, std::string_view label, const std::string& json) {
    return "<div class=chart data-chart=" + std::string(kind) + " role=img aria-label=\"" + attribute(label) +
           "\"></div><script type=\"application/json\">" + script_json(json) + "</script>";
}

std::string verdict(std::string_view tone, std::string_view word) {
    const std::string_view shape = tone == "good"      ? "<circle cx=6 cy=6 r=5 />"
                                   : tone == "bad"     ? "<path d=\"M6 0l6 6-6 6-6-6z\"/>"
                                   : tone == "changed" ? "<path d=\"M1 1h10v10H1z\"/>"
                                                       : "<circle cx=6 cy=6 r=4.4 />";
    return "<span class=\"v " + std::string(tone) + "\"><svg class=g viewBox=\"0 0 12 12\" aria-hidden=true>" +
           std::string(shape) + "</svg>" + html(word) + "</span>";
}

std::string swatch(std::string_view tone, std::string_view text) {
    return "<li><i class=\"sw " + std::string(tone) + "\"></i>" + html(text) + "\n";
}

}  // namespace counterless::report
