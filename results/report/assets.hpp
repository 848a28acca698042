// results/report/assets.hpp: what results/report/assets.cmake packed into the program: the sheet with its fonts, the script with
// its chart library, and the notices both ask to be carried along.
#pragma once

#include <string_view>

namespace counterless::report {

std::string_view style_sheet();
std::string_view script();
std::string_view notices();

}  // namespace counterless::report
