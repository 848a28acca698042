// results/report/text.hpp: one text, three places to land. Inside the report a text is plain Unicode in which every number and
// every name a user typed stands in its own isolate (UAX #9), so that neither turns the Arabic round it about. Where the text
// lands, one function each makes it safe: HTML (isolates become <bdi>), an attribute, JSON inside a page. Tested in
// tests/results/report_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace counterless::report {

std::string ltr(std::string_view number);   // keeps sign, unit sign and digits in their order
std::string named(std::string_view typed);  // a name from a scenario: its own direction, its control characters taken out

std::string html(std::string_view text);         // for the inside of an element
std::string attribute(std::string_view text);    // for the inside of "quotes"
std::string bare(std::string_view text);         // without isolates, not escaped: for <title>, then html()
std::string script_json(std::string_view json);  // for the inside of <script type="application/json">

// <open>inside</name>; `open` is the tag with its attributes, `inside` is HTML already.
std::string element(std::string_view open, std::string_view inside);

}  // namespace counterless::report
