// results/report/markup.hpp: the few shapes the page is built of: card, table, closed list, chart. All take and give HTML;
// text goes through html() on the way in. Closing tags that HTML lets one leave out are left out: a full table has 2,000 rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "results/report/text.hpp"
#include "results/report/words.hpp"

namespace counterless::report {

struct Column {
    std::string head;    // text
    bool words = false;  // a column of words starts at the line's start; numbers stand at the right in both directions
};
struct Table {
    std::string caption;                         // text; heard, and the name of the box it scrolls in
    std::vector<Column> columns;                 // the first column is the row's head
    std::vector<std::vector<std::string>> rows;  // HTML
    std::string style;                           // class
};

std::string table(const Table& table);                                                          // in a box that scrolls sideways
std::string closed(std::string_view summary_text, std::string_view inside);                     // <details>
std::string card(std::string_view title, std::string_view note, std::string_view inside);       // title and note are text
std::string list_card(std::string_view title, std::string_view note, std::string_view inside);  // only closed lists: not printed
std::string figure(std::string_view title, std::string_view note, std::string_view inside);
// A box the script draws into, with its figures beside it as JSON. `json` is text of a JSON object.
std::string chart(std::string_view kind, std::string_view label, const std::string& json);
// The verdict word with its shape: a blue dot, an orange diamond, a hollow grey dot; a square for a change that is neither.
std::string verdict(std::string_view tone, std::string_view word);  // tone: good, bad, same, changed
std::string swatch(std::string_view tone, std::string_view text);   // one entry of a key

}  // namespace counterless::report
