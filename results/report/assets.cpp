// results/report/assets.cpp: the bytes that results/report/assets.S holds, as views. Each pair of labels is a beginning and an
// end.
#include "results/report/assets.hpp"

extern "C" {
extern const char counterless_report_css[], counterless_report_css_end[];
extern const char counterless_report_js[], counterless_report_js_end[];
extern const char counterless_report_notices[], counterless_report_notices_end[];
}

namespace counterless::report {
namespace {
std::string_view view(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
}  // namespace

std::string_view style_sheet() { return view(counterless_report_css, counterless_report_css_end); }
std::string_view script() { return view(counterless_report_js, counterless_report_js_end); }
std::string_view notices() { return view(counterless_report_notices, counterless_report_notices_end); }

}  // namespace counterless::report
