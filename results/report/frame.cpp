#include "results/report/frame.hpp"

#include "results/report/text.hpp"

namespace counterless::report {
namespace {

constexpr std::string_view mark =
    "<svg viewBox=\"0 0 26 22\" aria-hidden=true><rect x=0 y=0 width=4 height=22 rx=2 /><rect x=7 y=4 width=4 height=18 rx=2 "
    "opacity=.75 />"
    "<rect x=14 y=9 width=4 height=13 rx=2 opacity=.5 /><circle cx=23 cy=19 r=2.6 opacity=.8 /></svg>";

std::string code_of(Lang lang) { return lang == Lang::en ? "en" : "ar"; }

std::string header(Lang lang) {
    const std::string other = code_of(lang == Lang::en ? Lang::ar : Lang::en);
    const std::string print = "<button type=button class=print>" + html(say(lang, "print")) + "</button>";
    const std::string link = "<a class=switch href=\"#" + other + "\" lang=" + other + " hreflang=" + other + ">" +
                             html(say(lang, "other_language")) + "</a>";
    return element(
        "header class=bar",
        element("div class=top", "<span class=mark>" + std::string(mark) + "<bdi>Counterless</bdi></span>" +
                                     element("nav aria-label=\"" + attribute(say(lang, "other_language")) + "\"", print + link)));
}

}  // namespace

std::string framed(Lang lang, const std::string& title, const std::string& inside) {
    const std::string code = code_of(lang), direction = lang == Lang::en ? "ltr" : "rtl";
    const std::string skip = "<a class=skip href=\"#" + code + "-results\">" + html(say(lang, "skip")) + "</a>";
    const std::string main = element("main id=" + code + "-results lang=" + code + " dir=" + direction + " tabindex=-1", inside);
    const std::string hidden = lang == Lang::ar ? " hidden" : "";
    return element("div class=language id=" + code + " lang=" + code + " dir=" + direction + " data-title=\"" +
                       attribute(bare(title)) + "\"" + hidden,
                   skip + header(lang) + main) +
           "\n";
}

}  // namespace counterless::report
