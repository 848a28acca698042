// results/report/frame.hpp: what stands round a page in one language: the bar with the switch of language and print. A page holds
// <main lang=en> and <main lang=ar> in one file, one of them shown. The switch is a link to #ar or #en that the sheet alone
// obeys, so it works without the script. Tested in tests/results/report_test.cpp and, in a browser, in tests/browser/.
#pragma once

#include <string>

#include "results/report/words.hpp"

namespace counterless::report {

// `title` is text, of the page in that language; `inside` is HTML. Arabic is hidden until it is asked for.
std::string framed(Lang lang, const std::string& title, const std::string& inside);

}  // namespace counterless::report
