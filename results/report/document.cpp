#include "results/report/document.hpp"

#include "results/report/assets.hpp"
#include "results/report/text.hpp"

namespace counterless::report {

std::string document(const std::string& title, const std::string& body, Script wanted) {
    std::string page = "<!doctype html>\n<!--\n";
    page.append(notices()).append("-->\n<html lang=en dir=ltr><head><meta charset=utf-8>");
    page +=
        "<meta name=viewport content=\"width=device-width,initial-scale=1\"><meta name=color-scheme content=\"light dark\">"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
        "'unsafe-inline'; font-src data:\">";
    page += element("title", html(bare(title)));
    page.append("<style>").append(style_sheet()).append("</style></head><body>\n").append(body);
    if (wanted == Script::charts) page.append("<script>").append(script()).append("</script>");
    return page.append("</body></html>\n");
}

}  // namespace counterless::report
