// results/report/document.hpp: one HTML file that fetches nothing: notices of what is inside, policy, style, what it says,
// script. Every page of ours is one. Tested in tests/results/report_test.cpp and, in a browser, in tests/browser/.
#pragma once

#include <string>

namespace counterless::report {

// `title` is text; `body` is HTML.
enum class Script : unsigned char { charts, none };  // none: a page without charts or a choice of language
std::string document(const std::string& title, const std::string& body, Script script = Script::charts);

}  // namespace counterless::report
