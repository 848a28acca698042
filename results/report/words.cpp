// results/report/words.cpp: fills the places of a phrase, and the forms of the nouns that are counted.
// Places are filled in one pass from left to right: an argument is never searched for places of its own.
#include "results/report/words.hpp"

#include <array>

namespace counterless::report {

std::string say(Lang lang, Word word, std::initializer_list<std::string> arguments) {
    const std::string_view pattern = lang == Lang::en ? phrases[word.index].en : phrases[word.index].ar;
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
        const auto which = place ? static_cast<std::size_t>(pattern[i + 1] - '0') : arguments.size();
        if (which >= arguments.size()) {
            text += pattern[i];
            continue;
        }
        text += arguments.begin()[which];
        i += 2;
    }
    return text;
}

const NounForms& forms(Noun noun) {
    static constexpr std::array<NounForms, static_cast<std::size_t>(Noun::count)> table{{
        {"visit", "visits", {"لا زيارات", "زيارة واحدة", "زيارتان", "زيارات", "زيارة", "زيارة"}},
        {"transaction", "transactions", {"لا معاملات", "معاملة واحدة", "معاملتان", "معاملات", "معاملة", "معاملة"}},
        {"customer", "customers", {"لا متعاملين", "متعامل واحد", "متعاملان", "متعاملين", "متعاملاً", "متعامل"}},
        {"centre", "centres", {"لا مراكز", "مركز واحد", "مركزين", "مراكز", "مركزاً", "مركز"}},
        {"replication", "replications", {"لا تكرارات", "تكرار واحد", "تكراران", "تكرارات", "تكراراً", "تكرار"}},
        {"value", "values", {"لا قيم", "قيمة واحدة", "قيمتان", "قيم", "قيمة", "قيمة"}},
        {"service", "services", {"لا خدمات", "خدمة واحدة", "خدمتان", "خدمات", "خدمة", "خدمة"}},
        {"hour", "hours", {"0 ساعة", "ساعة واحدة", "ساعتين", "ساعات", "ساعة", "ساعة"}},
        {"minute", "minutes", {"0 دقيقة", "دقيقة واحدة", "دقيقتين", "دقائق", "دقيقة", "دقيقة"}},
        {"second", "seconds", {"0 ثانية", "ثانية واحدة", "ثانيتين", "ثوانٍ", "ثانية", "ثانية"}},
        {"millisecond",
         "milliseconds",
         {"0 مللي ثانية", "مللي ثانية واحدة", "مللي ثانيتين", "مللي ثانية", "مللي ثانية", "مللي ثانية"}},
    }};
    return table[static_cast<std::size_t>(noun)];
}

}  // namespace counterless::report
