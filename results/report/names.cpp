// results/report/names.cpp: the table of measures in words, and the look-up of things in the scenario.
#include "results/report/names.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "results/report/format.hpp"
#include "results/report/text.hpp"

namespace counterless::report {
namespace {

constexpr auto table = std::to_array<MeasureWords>({
    {"transactions", "Completed transactions", "المعاملات المنجزة", Show::count},
    {"digital_transactions", "Transactions on smart channels", "المعاملات عبر القنوات الذكية", Show::count},
    {"digital_share", "Digital share", "الحصة الرقمية", Show::share},
    {"transaction_share", "Share of all transactions", "الحصة من جميع المعاملات", Show::share},
    {"counter_transactions", "Transactions at counters", "المعاملات عند الشبابيك", Show::count},
    {"moved_in_hall", "Transactions moved to digital in the hall", "معاملات حُوّلت إلى القنوات الرقمية في القاعة", Show::count},
    {"needs", "Transactions that arose", "المعاملات التي نشأت", Show::count},
    {"visits", "Visits to centres", "زيارات المراكز", Show::count},
    {"wait_mean", "Mean wait", "متوسط الانتظار", Show::minutes},
    {"wait_sd", "Standard deviation of the wait", "الانحراف المعياري للانتظار", Show::minutes},
    {"wait_p50", "Half wait no longer than", "أقصى انتظار لنصف المتعاملين", Show::minutes},
    {"wait_p90", "Nine in ten wait no longer than", "أقصى انتظار لتسعة من كل عشرة", Show::minutes},
    {"wait_p99", "99 of 100 wait no longer than", "أقصى انتظار لتسعة وتسعين من كل مئة", Show::minutes},
    {"wait_q", "Quantile of the wait at {0}", "شريحة الانتظار عند {0}", Show::minutes},
    {"wait_probability", "Had to wait", "اضطروا إلى الانتظار", Show::share},
    {"wait_over", "Waited longer than {0}", "انتظروا أكثر من {0}", Show::share},
    {"service_level", "Served within {0}, of those who came", "خُدموا في غضون {0}، من القادمين", Show::share},
    {"service_level/served", "Served within {0}, of those served", "خُدموا في غضون {0}، من المخدومين", Show::share},
    {"abandonment", "Gave up waiting", "غادروا قبل دورهم", Show::share},
    {"service_level/by_start", "Served within {0}, of those who began", "خُدموا في غضون {0}، ممن بدأت خدمتهم", Show::share},
    {"wait_mean/by_start", "Mean wait, by start of service", "متوسط الانتظار حسب بدء الخدمة", Show::minutes},
    {"started", "Customers who begin their service", "المتعاملون الذين تبدأ خدمتهم", Show::count},
    {"served", "Customers served", "المتعاملون المخدومون", Show::count},
    {"blocked", "Found the place full", "وجدوا المكان ممتلئاً", Show::share},
    {"balking", "Saw the line and did not join", "رأوا الصف ولم ينضموا", Show::share},
    {"closed", "Found the doors closed", "وجدوا الأبواب مغلقة", Show::share},
    {"moved", "Moved to another line", "نُقلوا إلى صف آخر", Show::share},
    {"dropped", "Lost during service", "انقطعت خدمتهم ولم تكتمل", Show::share},
    {"interruptions", "Interruptions of a service", "مرات انقطاع الخدمة", Show::ratio},
    {"balking", "Left at once", "انصرفوا فوراً", Show::share},
    {"queue_length_mean", "Mean length of the line", "متوسط طول الطابور", Show::ratio},
    {"in_system_mean", "Mean number inside", "متوسط عدد الموجودين", Show::ratio},
    {"occupancy", "Agents busy", "إشغال الموظفين", Show::share},
    {"utilisation", "Core-time used", "استخدام المعالجات", Show::share},
    {"sojourn_mean", "Mean time from coming to leaving", "متوسط الوقت من القدوم إلى المغادرة", Show::minutes},
    {"throughput", "Throughput", "المعدّل المُنجز", Show::other},
    {"overtime", "Work after closing", "العمل بعد الإغلاق", Show::minutes},
    {"last_out", "Last customer out after closing", "خروج آخر متعامل بعد الإغلاق", Show::minutes},
    {"response_mean", "Mean response time", "متوسط زمن الاستجابة", Show::seconds},
    {"response_p50", "Half of responses within", "زمن الاستجابة لنصف المحاولات", Show::seconds},
    {"response_p90", "Nine in ten responses within", "زمن الاستجابة لتسع من كل عشر محاولات", Show::seconds},
    {"response_p99", "99 of 100 responses within", "زمن الاستجابة لتسع وتسعين من كل مئة محاولة", Show::seconds},
    {"attempts", "Digital attempts", "المحاولات الرقمية", Show::count},
    {"attempts_failed", "Failed digital attempts", "المحاولات الرقمية غير الناجحة", Show::count},
    {"failure_share", "Digital attempts that fail", "نسبة المحاولات غير الناجحة", Show::share},
    {"sheets", "Paper, sheets", "الورق، بعدد الأوراق", Show::count},
    {"customer_hours", "Time customers spend", "وقت المتعاملين", Show::hours},
    {"cost", "Cost", "التكلفة", Show::money},
    {"initiative_cost", "Cost of initiatives", "تكلفة المبادرات", Show::money},
    {"cost_per_shifted_transaction", "Cost of initiatives for each transaction shifted", "تكلفة المبادرات لكل معاملة حُوّلت",
     Show::money},
    {"net_cost_per_shifted_transaction", "Change of all cost for each transaction shifted", "تغيّر التكلفة الكلية لكل معاملة حُوّلت",
     Show::money},
    {"happiness", "Happiness, of 100", "السعادة، من 100", Show::ratio},
    {"agent_hours", "Hours of agents on duty", "ساعات عمل الموظفين", Show::hours},
    {"staff", "Agents on duty while a centre is open", "الموظفون المناوبون أثناء الدوام", Show::ratio},
    {"given_up_share", "Needs given up", "المعاملات المتروكة", Show::share},
    {"trip_per_need", "Time on the way for each need", "وقت الطريق لكل معاملة", Show::minutes},
    {"wait_per_need", "Time in line for each need", "وقت الانتظار لكل معاملة", Show::minutes},
    {"messages_sent", "Messages of the initiative sent", "رسائل المبادرة المرسلة", Show::count},
    {"messages_read", "Messages of the initiative read", "رسائل المبادرة المقروءة", Show::count},
    {"co2", "CO₂ of trips, paper, buildings and machines", "انبعاثات الكربون من الرحلات والورق والمباني والأجهزة",
     Show::kilograms},
    {"co2/trips", "CO₂ of trips", "انبعاثات الكربون من الرحلات", Show::kilograms},
    {"co2/paper", "CO₂ of paper", "انبعاثات الكربون من الورق", Show::kilograms},
    {"co2/buildings", "CO₂ of the centres' buildings", "انبعاثات الكربون من مباني المراكز", Show::kilograms},
    {"co2/machines", "CO₂ of the platform", "انبعاثات الكربون من المنصة", Show::kilograms},
    {"energy", "Energy, kWh", "الطاقة، كيلوواط ساعة", Show::count},
    {"power", "Power drawn, W", "القدرة المستهلكة، واط", Show::count},
    {"hosts", "Hosts switched on", "الخوادم العاملة", Show::ratio},
    {"backlog_mean", "Customers waiting to try again", "متعاملون ينتظرون معاودة المحاولة", Show::ratio},
    {"recovery_time", "Time to recover", "زمن التعافي", Show::minutes},
    {"messages", "Messages sent", "الرسائل المرسلة", Show::count},
    {"messages_lost", "Messages lost", "الرسائل المفقودة", Show::count},
    {"message_delay_mean", "Mean delay of a message", "متوسط تأخر الرسالة", Show::seconds},
    {"taught", "Transactions taught in the hall", "معاملات أُنجزت بإرشاد في القاعة", Show::count},
    {"given_up", "Transactions given up", "معاملات تُركت", Show::count},
    {"visits_gave_up", "Visits that ended by giving up", "زيارات انتهت بالمغادرة قبل الدور", Show::count},
    {"visits_refused", "Visits that ended by being turned away", "زيارات انتهت بالاعتذار عن الخدمة", Show::count},
    {"visits_returning", "Visits not served that will be made again", "زيارات لم تُخدم وستتكرر", Show::count},
    {"visits_taught", "Visits that ended at the teaching desk", "زيارات انتهت عند مكتب الإرشاد", Show::count},
    {"cases", "Cases that need a human", "معاملات تحتاج إلى موظف", Show::count},
    {"cases_done", "Cases done", "معاملات أنجزها موظف", Show::count},
    {"cases_given_up", "Cases that nobody served", "معاملات لم يخدمها أحد", Show::count},
    {"cases_open", "Cases open at the end", "معاملات مفتوحة في النهاية", Show::count},
    {"cases_open_mean", "Mean number of open cases", "متوسط عدد المعاملات المفتوحة", Show::ratio},
    {"case_time_mean", "Mean time until a case is done", "متوسط مدة إنجاز المعاملة", Show::minutes},
    {"case_time_p50", "Half of the cases done within", "مدة إنجاز نصف المعاملات", Show::minutes},
    {"case_time_p90", "Nine in ten cases done within", "مدة إنجاز تسع من كل عشر معاملات", Show::minutes},
    {"case_time_p99", "99 of 100 cases done within", "مدة إنجاز تسع وتسعين من كل مئة معاملة", Show::minutes},
    {"promise_kept", "Cases done as promised", "معاملات أُنجزت في الموعد الموعود", Show::share},
    {"arrivals", "Customers who come", "المتعاملون القادمون", Show::count},
    {"agents", "Agents on duty", "الموظفون المناوبون", Show::ratio},
});

const MeasureWords* look_up(std::string_view name) {
    const std::string_view stem = name.substr(0, name.find('@'));
    std::string_view wanted = stem;
    if (stem == "service_level" && name.ends_with("/served")) wanted = "service_level/served";
    if (stem == "service_level" && name.ends_with("/by_start")) wanted = "service_level/by_start";
    for (const MeasureWords& words : table)
        if (words.name == wanted) return &words;
    return nullptr;
}

// "service_level@10min/offered" to "10 minutes"; a parameter of another form stays as it is.
std::string parameter_text(Lang lang, std::string_view name) {
    const std::size_t at = name.find('@');
    if (at == std::string_view::npos) return {};
    const std::string parameter(name.substr(at + 1, name.find('/', at) - at - 1));
    char* rest = nullptr;
    const double value = std::strtod(parameter.c_str(), &rest);
    const std::string_view unit(rest);
    if (unit == "s") return minutes(lang, value);
    if (unit == "min") return minutes(lang, 60 * value);
    if (unit == "h") return duration(lang, 3600 * value);
    return ltr(parameter);
}

template <class Things>
std::string member_name(Lang lang, const Things& things, const std::string& id) {
    for (const auto& thing : things)
        if (thing.id == id) return name_text(lang, thing.name, id);
    return named(id);
}

std::string station_name(Lang lang, const Scenario& scenario, const std::string& centre, const std::string& id) {
    for (const Station& station : scenario.stations)
        if (station.id == id && station.centre < scenario.centres.size() && scenario.centres[station.centre].id == centre)
            return name_text(lang, station.name, id);
    return named(id);
}

}  // namespace

std::span<const MeasureWords> measure_words() { return table; }

std::string measure_text(Lang lang, const Measure& measure) {
    const MeasureWords* words = look_up(measure.name);
    if (!words) return named(measure.name);
    std::string text(lang == Lang::en ? words->en : words->ar);
    if (const std::size_t place = text.find("{0}"); place != std::string::npos)
        text.replace(place, 3, parameter_text(lang, measure.name));
    return text;
}

Show show_of(const Measure& measure) {
    if (measure.unit == "B/s") return Show::other;  // a link carries bytes, not customers
    if (const MeasureWords* words = look_up(measure.name)) return words->show;
    if (measure.unit == "1") return Show::share;
    if (measure.unit == "s") return Show::seconds;
    return Show::other;
}

double scale_of(Show show) { return show == Show::minutes ? 1.0 / 60 : 1; }

int digits_of(const Estimate& estimate, Show show) {
    const int digits = digits_for(estimate, show == Show::share ? 100 : scale_of(show));
    return show == Show::share ? std::min(digits, 2) : digits;  // a hundredth of a per cent is as fine as anybody reads
}

std::string unit_text(Lang lang, const Measure& measure, const std::string& currency) {
    switch (show_of(measure)) {
        case Show::share:
            return say(lang, "percent");
        case Show::minutes:
            return say(lang, "min");
        case Show::seconds:
            return say(lang, "s");
        case Show::hours:
            return say(lang, "h");
        case Show::money:
            return currency == "AED" ? say(lang, "aed") : named(currency);
        case Show::kilograms:
            return say(lang, "kg");
        case Show::count:
        case Show::ratio:
            return {};
        default:
            return measure.unit == "1/h" ? say(lang, "per_hour") : named(measure.unit);
    }
}

std::string value_text(Lang lang, double value, Show show, int digits) {
    return show == Show::share ? percent(lang, value, digits) : number(value * scale_of(show), digits);
}

std::string plus_minus(Lang lang, const Estimate& estimate, Show show) {
    if (!estimate.known) return "–";
    const int digits = digits_of(estimate, show);
    std::string text = value_text(lang, estimate.mean, show, digits);
    if (has_interval(estimate))
        text += " ± " + number(estimate.half_width * (show == Show::share ? 100 : scale_of(show)), digits);
    return ltr(text);
}

std::string with_unit(Lang lang, double value, const Measure& measure, const std::string& currency, int digits) {
    const Show show = show_of(measure);
    const std::string text = ltr(value_text(lang, value, show, digits));
    const std::string unit = unit_text(lang, measure, currency);
    return show == Show::share || unit.empty() ? text : text + "\u00A0" + unit;
}

std::string name_text(Lang lang, const Name& name, const std::string& id) {
    if (lang == Lang::ar && !name.ar.empty()) return named(name.ar);
    return named(name.en.empty() ? id : name.en);
}

std::string thing_text(Lang lang, const Scenario& scenario, const std::string& of) {
    const std::size_t first = of.find('/');
    if (first == std::string::npos)
        return of == "all" ? say(lang, "of_all") : of == "platform" ? say(lang, "platform") : named(of);
    const std::string kind = of.substr(0, first), rest = of.substr(first + 1);
    if (of == "channel/counter") return say(lang, "counter");
    if (kind == "channel") return member_name(lang, scenario.channels, rest);
    if (kind == "service") return member_name(lang, scenario.services, rest);
    if (kind == "initiative") return member_name(lang, scenario.initiatives, rest);
    if (kind == "back_office") return member_name(lang, scenario.back_offices, rest);
    if (kind == "segment") return member_name(lang, scenario.segments, rest);
    if (kind == "platform") {
        for (const Tier& tier : scenario.platform.tiers)
            if (tier.id == rest) return name_text(lang, tier.name, rest);
        return member_name(lang, scenario.platform.links, rest);
    }
    if (kind != "centre") return named(of);
    const std::size_t second = rest.find('/');
    const std::string centre = rest.substr(0, second);
    std::string text = member_name(lang, scenario.centres, centre);
    if (second != std::string::npos)
        text += say(lang, "comma_sign") + station_name(lang, scenario, centre, rest.substr(second + 1));
    return text;
}

std::string list_text(Lang lang, std::span<const std::string> items, std::size_t most) {
    const std::size_t shown = items.size() <= most + 1 ? items.size() : most;  // "and 1 more" would be longer than the name
    std::vector<std::string> parts(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(shown));
    if (shown < items.size()) parts.push_back(say(lang, "more", {ltr(number(static_cast<double>(items.size() - shown)))}));
    if (parts.empty()) return {};
    std::string text = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i)
        text = i + 1 == parts.size() ? say(lang, "and", {text, parts[i]}) : say(lang, "comma", {text, parts[i]});
    return text;
}

std::string either_text(Lang lang, std::span<const std::string> items, std::size_t most) {
    const std::size_t shown = std::min(items.size(), most), more = items.size() - shown;
    std::string text = shown > 0 ? items.front() : std::string();
    for (std::size_t i = 1; i < shown; ++i)
        text = say(lang, i + 1 == shown && more == 0 ? Word("or") : Word("or_comma"), {text, items[i]});
    return more > 0 ? say(lang, "or_more", {text, ltr(number(static_cast<double>(more)))}) : text;
}

bool is_service_level(const std::string& measure) {
    return measure.starts_with("service_level@") && measure.ends_with("/offered");
}

const Value* service_level(const StudyResult& result, const std::string& of) {
    for (const Value& value : result.measures)
        if (value.measure.of == of && is_service_level(value.measure.name)) return &value;
    return nullptr;
}

}  // namespace counterless::report
