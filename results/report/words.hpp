// results/report/words.hpp: every word of the page, once, in English and Arabic side by side.
// A word is asked for by its key, which the compiler looks up: a missing one does not compile. {0}, {1} .. are the places of
// numbers and names, the same in both languages. Digits are Western in both, as Dubai's press prints them. Tested in
// tests/results/report_test.cpp: none empty, none doubled, the same places, Arabic written in Arabic.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace counterless::report {

enum class Lang : unsigned char { en, ar };
inline constexpr Lang langs[] = {Lang::en, Lang::ar};

struct Phrase {
    std::string_view key, en, ar;
};

// clang-format off
inline constexpr Phrase phrases[] = {
    // ---- the frame
    {"title", "Counterless: {0}", "Counterless: {0}"},
    {"run_report", "Run report", "تقرير تشغيل"},
    {"scenario", "scenario “{0}”", "سيناريو «{0}»"},
    {"visits_each", "about {0} in each replication", "نحو {0} في كل تكرار"},
    {"from_to", "{0} to {1}", "من {0} إلى {1}"},
    {"skip", "Skip to the results", "انتقل إلى النتائج"},
    {"print", "Print", "طباعة"},
    {"other_language", "العربية", "English"},
    {"no_script", "Charts need JavaScript; all figures are in the tables.", "تتطلب الرسوم تفعيل JavaScript؛ وجميع الأرقام في الجداول."},
    {"as_table", "Show as a table", "عرض في جدول"},
    {"more", "{0} more", "{0} غيرها"},
    {"and", "{0} and {1}", "{0} و{1}"},
    {"comma", "{0}, {1}", "{0} و{1}"},
    {"comma_sign", ", ", "، "},
    {"pair", "{0}: {1}", "{0}: {1}"},
    {"between", "between {0} and {1}", "بين الساعة {0} والساعة {1}"},
    // ---- the headline: the answer first
    {"head_met", "Yes: {0} of {1} customers at the counters were served within {2}; the target is {3}",
     "تحقق الهدف: خُدم {0} من كل {1} متعامل عند الشبابيك في غضون {2}، والمستهدف {3}"},
    {"head_missed", "No: {0} of {1} customers at the counters were served within {2}; the target is {3}",
     "لم يتحقق الهدف: خُدم {0} من كل {1} متعامل عند الشبابيك في غضون {2}، والمستهدف {3}"},
    {"head_undecided", "Too close to call: between {0} and {1} of {2} customers at the counters were served within {3}; the target is {4}",
     "النتيجة غير محسومة: خُدم ما بين {0} و{1} من كل {2} متعامل عند الشبابيك في غضون {3}، والمستهدف {4}"},
    {"head_once", "One replication, so no verdict: {0} of {1} customers at the counters were served within {2}; the target is {3}",
     "تكرار واحد لا يكفي للحكم: خُدم {0} من كل {1} متعامل عند الشبابيك في غضون {2}، والمستهدف {3}"},
    {"head_any_met", "Yes, the target is met. {0}: {1}; the target is {2}", "تحقق الهدف. {0}: {1}، والمستهدف {2}"},
    {"head_any_missed", "No, the target is missed. {0}: {1}; the target is {2}", "لم يتحقق الهدف. {0}: {1}، والمستهدف {2}"},
    {"head_any_undecided", "Too close to call. {0}: {1}; the target is {2}", "النتيجة غير محسومة. {0}: {1}، والمستهدف {2}"},
    {"head_any_once", "One replication, so no verdict. {0}: {1}; the target is {2}", "تكرار واحد لا يكفي للحكم. {0}: {1}، والمستهدف {2}"},
    {"head_wait", "Customers waited {0} on average; nine in ten no longer than {1}",
     "انتظر المتعاملون {0} في المتوسط، ولم يتجاوز انتظار تسعة من كل عشرة {1}"},
    {"head_wait_mean", "Customers waited {0} on average", "انتظر المتعاملون {0} في المتوسط"},
    {"head_digital", "{0} of {1} completed transactions went through smart channels", "أُنجزت {0} من كل {1} معاملة عبر القنوات الذكية"},
    {"head_response", "A digital attempt took {0} on average", "استغرقت المحاولة الرقمية {0} في المتوسط"},
    {"head_nothing", "Nothing was measured: nobody came after the warm-up", "لم يُقَس شيء: لم يحضر أحد بعد فترة الإحماء"},
    {"head_broken", "Do not use these results: the customers do not add up", "لا تستخدم هذه النتائج: أعداد المتعاملين غير متوازنة"},
    // ---- what speaks against it
    {"would_decide", "About {0} would decide it.", "ويلزم لحسمها نحو {0}."},
    {"hardly_decide", "The average lies so near the target that more replications would hardly decide it.",
     "المتوسط قريب جداً من المستهدف، فلن تحسم النتيجةَ زيادةُ التكرارات."},
    {"centres_short", "{0} of {1} are clearly below the target: {2}.", "{0} من أصل {1} دون المستهدف بوضوح: {2}."},
    {"centre_short", "One of {0} is clearly below the target: {1}.", "مركز واحد من أصل {0} دون المستهدف بوضوح: {1}."},
    {"no_centre_short", "No centre is clearly below the target.", "لا يوجد مركز دون المستهدف بوضوح."},
    {"short_hours", "All centres together are below it {0}.", "والمراكز مجتمعةً دون المستهدف {0}."},
    {"longest_wait", "The wait is longest at {0}: {1} on average.", "وأطول انتظار في {0}: {1} في المتوسط."},
    {"others_missed", "Also missed: {0}.", "ولم يتحقق أيضاً: {0}."},
    {"others_close", "Too close to call: {0}.", "وغير محسوم: {0}."},
    {"sure", "{0}. ± is half of the {1} interval of the average: how well the run knows the mean, not how far one real day may lie from it.",
     "{0}. الرمز ± نصف فترة الثقة {1} للمتوسط: أي مدى دقة معرفتنا بالمتوسط، لا مدى ابتعاد يوم بعينه عنه."},
    {"sure_once", "One replication: no interval can be given. Add {0}.", "تكرار واحد: لا يمكن تقدير فترة ثقة. أضف {0}."},
    {"some_missing", "{0} of {1} replications are missing; results use {2}.", "{0} من {1} من التكرارات غير متوفرة؛ وتستند النتائج إلى {2}."},
    {"interrupted", "Stopped after {0} of {1}; run again to finish.", "توقف التشغيل بعد {0} من {1}؛ أعد الأمر للإكمال."},
    {"balance_broken", "Do not use these results: {0} visits and {1} transactions are unaccounted for.",
     "لا تستخدم هذه النتائج: {0} من الزيارات و{1} من المعاملات غير محسوبة."},
    // ---- verdicts
    {"met", "met", "تحقق"},
    {"missed", "missed", "لم يتحقق"},
    {"undecided", "too close to call", "غير محسوم"},
    {"unlimited", "unlimited", "غير محدود"},
    {"no_verdict", "one replication, no verdict", "تكرار واحد، لا حكم"},
    {"better", "better", "أفضل"},
    {"worse", "worse", "أسوأ"},
    {"changed", "changed", "تغيّر"},
    {"same", "no clear difference", "فرق غير واضح"},
    {"meets", "meets {0}", "يحقق {0}"},
    {"below", "below {0}", "دون {0}"},
    {"no_target", "no target stated", "بلا مستهدف"},
    {"at_least", "at least {0}", "{0} على الأقل"},
    {"at_most", "at most {0}", "{0} على الأكثر"},
    // ---- tiles
    {"tiles", "Key figures", "المؤشرات الرئيسية"},
    {"tile_within", "Served within {0}", "خُدموا في غضون {0}"},
    {"tile_p90", "Nine in ten wait no longer than", "أقصى انتظار لتسعة من كل عشرة"},
    {"tile_gave_up", "Gave up waiting", "غادروا قبل دورهم"},
    {"tile_busy", "Agents busy", "إشغال الموظفين"},
    {"tile_digital", "Digital share", "الحصة الرقمية"},
    // ---- expected and simulated
    {"forecast", "Transactions on smart channels: what the formulas expect, what was simulated",
     "المعاملات عبر القنوات الذكية: ما تتوقعه المعادلات وما أظهرته المحاكاة"},
    {"forecast_expected", "The scenario's formulas expect {0} on smart channels, of {1} in all.",
     "تتوقع معادلات السيناريو {0} عبر القنوات الذكية، من أصل {1}."},
    {"forecast_without", "Without the initiative it would be {0}.", "ومن دون المبادرة يكون العدد {0}."},
    {"forecast_ceiling", "Presence sets a ceiling of {0}: the rest needs a person at the counter.",
     "ويحدّ شرط الحضور العدد عند {0}: فالباقي يتطلب حضور صاحب المعاملة."},
    {"forecast_simulated", "The simulation completed {0} ({1}), {2} {3} the expectation.", "وأنجزت المحاكاة {0} ({1})، أي {3} المتوقع بنسبة {2}."},
    {"reported_beside", "Reported in life: {0}; the simulated mean lies {1} {2} it ({3}).",
     "والعدد المعلن في الواقع: {0}؛ ومتوسط المحاكاة {2} المعلن بنسبة {1} ({3})."},
    {"reported_unmeasured", "Reported in life: {0}; this scenario does not measure it.",
     "والعدد المعلن في الواقع: {0}؛ ولا يقيسه هذا السيناريو."},
    {"above_it", "above", "أعلى من"},
    {"below_it", "below", "أقل من"},
    {"forecast_inside", "The expectation lies inside the interval.", "والمتوقع داخل فترة الثقة."},
    {"forecast_outside", "The expectation lies outside the interval: the simulation holds something the formulas leave out.",
     "والمتوقع خارج فترة الثقة: ففي المحاكاة ما لا تشمله المعادلات."},
    {"interval_words", "interval {0} to {1}", "فترة الثقة من {0} إلى {1}"},
    // ---- against the baseline
    {"baseline", "Against {0}", "مقارنةً بـ«{0}»"},
    {"baseline_note", "Difference from the baseline, replication by replication with the same people and the same luck; below it the {0} interval of the average.",
     "الفرق عن سيناريو الأساس، تكراراً بتكرار، بالمتعاملين أنفسهم والظروف العشوائية نفسها؛ وتحته فترة الثقة {0} للمتوسط."},
    {"col_measure", "Measure", "المؤشر"},
    {"col_baseline", "Baseline", "الأساس"},
    {"col_difference", "Difference", "الفرق"},
    {"other_differences", "Other differences", "فروق أخرى"},
    {"points", "points", "نقطة مئوية"},
    // ---- the day
    {"day_over", "More customers come than the open counters can serve {0}", "يفوق عدد القادمين طاقة الشبابيك المفتوحة {0}"},
    {"day_enough", "The open counters can serve everyone who comes, all day", "تكفي طاقة الشبابيك المفتوحة جميع القادمين طوال اليوم"},
    {"day_plain", "Who came, and how long they waited", "من حضر وكم انتظر"},
    {"day_note", "{0}, all centres together. Orange: more than can be served, or a wait beyond {1}. Band: {2} interval of the average.",
     "{0}، لجميع المراكز مجتمعةً. البرتقالي: ما يفوق الطاقة أو انتظار يتجاوز {1}. النطاق المظلل: فترة الثقة {2} للمتوسط."},
    {"day_capacity_note", "What the open counters can serve: the agents on duty over the mean work of one customer, as if all shared it.",
     "طاقة الشبابيك المفتوحة: عدد الموظفين المناوبين مقسوماً على متوسط ما يتطلبه المتعامل، كأنهم يتقاسمون العمل."},
    {"average_day", "Average working day, by half-hour", "متوسط يوم عمل، بحسب أنصاف الساعات"},
    {"average_week", "Average week", "متوسط أسبوع"},
    {"by_day", "By day", "بحسب الأيام"},
    {"whole_run", "Over the whole run", "على مدى التشغيل كله"},
    {"panel_arrivals", "Customers who come in each interval", "المتعاملون القادمون في كل فترة"},
    {"panel_wait", "Nine in ten wait no longer than, minutes", "أقصى انتظار لتسعة من كل عشرة، بالدقائق"},
    {"arrive", "Customers who come", "المتعاملون القادمون"},
    {"capacity", "Open counters can serve", "طاقة الشبابيك المفتوحة"},
    {"capacity_short", "can be served", "طاقة الشبابيك"},
    {"agents_on", "Agents on duty", "الموظفون المناوبون"},
    {"p90", "Nine in ten wait at most", "أقصى انتظار لتسعة من عشرة"},
    {"p90_short", "wait", "الانتظار"},
    {"threshold", "target: {0}", "المستهدف: {0}"},
    {"clock_from", "From", "من الساعة"},
    {"min", "min", "دقيقة"},
    {"s", "s", "ثانية"},
    {"h", "h", "ساعة"},
    {"kg", "kg", "كغ"},
    {"per_hour", "per hour", "في الساعة"},
    {"aed", "AED", "درهم"},
    {"percent", "%", "%"},
    // ---- the balance
    {"balance_title", "Every customer is accounted for", "لا يسقط أي متعامل من الحساب"},
    {"balance_note", "Counts of {0} together. What came in equals the sum of how it ended; the sum is checked after each run.",
     "الأعداد لمجموع {0}. ما دخل يساوي مجموع ما انتهى إليه، ويُتحقق من المجموع بعد كل تشغيل."},
    {"balance_visits", "Visits to centres: {0}", "زيارات المراكز: {0}"},
    {"balance_transactions", "Transactions: {0}", "المعاملات: {0}"},
    {"end_served", "Served at a counter", "خُدموا عند الشباك"},
    {"end_taught", "Taught, then done digitally", "أُرشدوا فأنجزوا معاملتهم رقمياً"},
    {"end_gave_up", "Gave up waiting", "غادروا قبل دورهم"},
    {"end_refused", "Left at once or turned away", "انصرفوا فوراً أو اعتُذر عن خدمتهم"},
    {"end_returning", "Not served, will come again", "لم يُخدموا وسيعودون"},
    {"end_inside", "Still inside at the end", "ما زالوا في المركز عند النهاية"},
    {"end_counter", "Completed at a counter", "أُنجزت عند الشباك"},
    {"end_smart", "Completed on a smart channel", "أُنجزت عبر قناة ذكية"},
    {"end_other", "Completed on another channel", "أُنجزت عبر قناة أخرى"},
    {"end_given_up", "Given up", "تُركت"},
    {"end_open", "Still open at the end", "ما زالت مفتوحة عند النهاية"},
    // ---- centre by half-hour
    {"heat_title", "{0} of {1} half-hours at the centres are clearly below the target, most of them at {2}",
     "{0} من {1} من أنصاف الساعات في المراكز دون المستهدف بوضوح، ومعظمها في {2}"},
    {"heat_none", "No half-hour is clearly below the target at any centre", "لا يقل أي نصف ساعة عن المستهدف بوضوح في أي مركز"},
    {"heat_plain", "Where and when customers are served in time", "أين ومتى يُخدم المتعاملون في الوقت"},
    {"heat_note", "Served within {0}, per cent of those who came in that half-hour. Reference: {1}. Worst centre first. Orange and bold: below it. Grey: fewer than {2} customers in all replications.",
     "نسبة من خُدموا في غضون {0} من القادمين في كل نصف ساعة. المرجع: {1}. المراكز مرتبة من الأدنى إلى الأعلى. البرتقالي والخط العريض: دونه. الرمادي: أقل من {2} متعاملاً في جميع التكرارات."},
    {"heat_low", "below {0}", "أقل من {0}"},
    {"heat_high", "{0} and more", "{0} فأكثر"},
    {"heat_few", "few customers", "متعاملون قلائل"},
    {"few", "few", "قليل"},
    {"counter", "Counter", "الشباك"},
    // ---- centres
    {"centres", "Centres", "المراكز"},
    {"centres_note", "The whole run, worst first. ± is half of the {0} interval of the average.", "التشغيل كله، بدءاً من الأدنى أداءً. الرمز ± نصف فترة الثقة {0} للمتوسط."},
    {"col_centre", "Centre", "المركز"},
    {"col_visits", "Customers a replication", "المتعاملون في كل تكرار"},
    {"col_wait", "Mean wait, min", "متوسط الانتظار، بالدقائق"},
    {"col_p90", "Nine in ten within, min", "أقصى انتظار لتسعة من عشرة، بالدقائق"},
    {"col_within", "Served within {0}", "خُدموا في غضون {0}"},
    {"col_gave_up", "Gave up", "غادروا قبل دورهم"},
    {"col_agents", "Agents", "الموظفون"},
    {"col_busy", "Busy", "الإشغال"},
    {"no_centres", "The scenario has no centres", "لا يتضمن السيناريو مراكز خدمة"},
    // ---- channels and platform
    {"channels", "Digital channels", "القنوات الرقمية"},
    {"channels_title", "{0} of digital attempts succeed; fewest on {1}, {2}", "تنجح {0} من المحاولات الرقمية، وأقلها نجاحاً {1} بنسبة {2}"},
    {"channels_one", "{0} of digital attempts succeed", "تنجح {0} من المحاولات الرقمية"},
    {"channels_note", "All attempts of a channel are {0}. The whole run, mean of the replications.", "جميع محاولات القناة {0}. التشغيل كله، متوسط التكرارات."},
    {"attempt_done", "succeeded", "نجحت"},
    {"attempt_failed", "failed: tried again, taken to a centre, or given up", "لم تنجح: أُعيدت أو نُقلت إلى مركز أو تُركت"},
    {"col_channel", "Channel", "القناة"},
    {"col_attempts", "Attempts", "المحاولات"},
    {"col_failed", "Failed", "لم تنجح"},
    {"col_completed", "Completed transactions", "معاملات منجزة"},
    {"col_response", "Mean response", "متوسط الاستجابة"},
    {"col_response_p90", "Nine in ten within", "تسعة من عشرة خلال"},
    {"col_response_p99", "99 of 100 within", "99 من كل 100 خلال"},
    {"no_channels", "The scenario has no digital channels", "لا يتضمن السيناريو قنوات رقمية"},
    {"platform", "Platform", "المنصة الرقمية"},
    {"platform_title", "The slowest {0} of attempts take longer than {1}; the busiest tier is {2}, {3} used",
     "تستغرق أبطأ {0} من المحاولات أكثر من {1}؛ وأكثر المستويات استخداماً {2} بنسبة {3}"},
    {"platform_busiest", "The busiest tier is {0}, {1} used", "أكثر المستويات استخداماً {0} بنسبة {1}"},
    {"platform_slowest", "The slowest {0} of attempts take longer than {1}", "تستغرق أبطأ {0} من المحاولات أكثر من {1}"},
    {"platform_note", "{0}. Above: response time in seconds, the slowest {1} of all digital attempts with its {2} interval, and the mean of each channel. Below: core-time used on each tier.",
     "{0}. أعلى الشكل: زمن الاستجابة بالثواني، أبطأ {1} من جميع المحاولات الرقمية مع فترة الثقة {2}، ومتوسط كل قناة. أسفله: نسبة استخدام المعالجات في كل مستوى."},
    {"panel_response", "Response time, seconds", "زمن الاستجابة، بالثواني"},
    {"panel_utilisation", "Core-time used, per cent", "استخدام المعالجات، بالنسبة المئوية"},
    {"slowest", "slowest {0}", "أبطأ {0}"},
    {"mean_of", "{0}, mean", "{0}، المتوسط"},
    {"no_platform", "The scenario has no platform", "لا يتضمن السيناريو منصة رقمية"},
    {"col_tier", "Tier", "المستوى"},
    {"col_cores", "Cores", "الأنوية"},
    {"col_utilisation", "Used", "الاستخدام"},
    // ---- services and all measures
    {"services", "Services", "الخدمات"},
    {"services_note", "{0}, the largest first. Presence: the share for which a person must come, as the scenario states it at the end of the run.",
     "{0}، بدءاً من الأكبر. الحضور: نسبة ما يتطلب حضور صاحب المعاملة كما يحددها السيناريو في نهاية التشغيل."},
    {"col_service", "Service", "الخدمة"},
    {"col_smart", "On smart channels", "عبر القنوات الذكية"},
    {"col_counter", "At counters", "عند الشبابيك"},
    {"col_digital", "Digital share", "الحصة الرقمية"},
    {"col_presence", "Presence", "الحضور"},
    {"col_fee", "Fee", "الرسم"},
    {"col_sheets", "Sheets", "الأوراق"},
    {"all_measures", "All measures", "جميع المؤشرات"},
    {"all_measures_note", "Every measure of the run with its {0} interval of the average. A dash: nothing to measure, or one replication.",
     "جميع مؤشرات التشغيل مع فترة الثقة {0} للمتوسط. الشَّرطة: لا شيء يُقاس، أو تكرار واحد."},
    {"col_of", "Of", "النطاق"},
    {"col_unit", "Unit", "الوحدة"},
    {"col_mean", "Mean", "المتوسط"},
    {"col_from", "From", "من"},
    {"col_to", "To", "إلى"},
    {"col_n", "Replications", "التكرارات"},
    {"of_all", "all", "الكل"},
    {"open_list", "Open the list", "عرض القائمة"},
    // ---- how this was made
    {"how", "How this was made", "كيف أُعدّ هذا التقرير"},
    {"how_command", "Command", "الأمر"},
    {"how_file", "Scenario file", "ملف السيناريو"},
    {"how_sha", "Scenario sha256", "بصمة السيناريو sha256"},
    {"how_baseline", "Baseline", "سيناريو الأساس"},
    {"how_seed", "Seed", "البذرة"},
    {"how_replications", "Replications", "التكرارات"},
    {"how_replications_are", "{0} finished of {1} asked", "اكتمل {0} من {1}"},
    {"how_warmup", "Warm-up left out", "فترة الإحماء المستبعدة"},
    {"how_version", "Version", "الإصدار"},
    {"how_cpu", "CPU class", "فئة المعالج"},
    {"how_balance", "Balance sheet", "ميزان الحساب"},
    {"how_balance_holds", "holds: what came in equals what went out and what is still inside", "متوازن: ما دخل يساوي ما خرج وما بقي"},
    {"how_balance_broken", "broken: do not use these results", "غير متوازن: لا تستخدم هذه النتائج"},
    {"none_word", "none", "لا يوجد"},
    {"assumptions", "What it rests on", "ما يستند إليه"},
    {"assumptions_note", "{0} of the scenario carry a statement of where they come from; {1} of them are assumed or unknown. The results are only as good as these.",
     "{0} من السيناريو مبيَّنة المصدر؛ منها {1} مفترضة أو غير معروفة. ولا تكون النتائج أدق منها."},
    {"assumptions_none", "The scenario says of none of its values where it comes from.", "لا يبيّن السيناريو مصدر أي من قيمه."},
    {"col_place", "Place", "الموضع"},
    {"col_value", "Value", "القيمة"},
    {"col_confidence", "Confidence", "درجة الثقة"},
    {"col_source", "Source", "المصدر"},
    {"stated", "stated", "مذكور في التكليف"},
    {"found", "found", "موثّق بمصدر"},
    {"derived", "derived", "مشتق"},
    {"known", "known", "معروف"},
    {"assumed", "assumed", "مفترض"},
    {"unknown", "unknown", "غير معروف"},
    {"fitted", "fitted", "مُعايَر"},
    {"part/calendar", "Calendar", "التقويم"},
    {"part/services", "Services", "الخدمات"},
    {"part/customers", "Customers", "المتعاملون"},
    {"part/demand", "Demand", "الطلب"},
    {"part/stations", "Stations", "محطات الخدمة"},
    {"part/centres", "Centres", "المراكز"},
    {"part/channels", "Channels", "القنوات"},
    {"part/platform", "Platform", "المنصة الرقمية"},
    {"part/adoption", "Adoption", "التحول الرقمي"},
    {"part/initiatives", "Initiatives", "المبادرات"},
    {"part/targets", "Targets", "المستهدفات"},
    {"part/costs", "Costs", "التكاليف"},
    {"part/study", "Study", "الدراسة"},
};

// clang-format on

consteval std::size_t find_phrase(std::string_view key) {
    for (std::size_t i = 0; i < std::size(phrases); ++i)
        if (phrases[i].key == key) return i;
    throw "no such word in results/report/words.hpp";
}

// A key that the compiler has found in the table.
struct Word {
    std::size_t index;
    consteval Word(const char* key) : index(find_phrase(key)) {}
};

// The phrase in that language with its places filled. Arguments are text (see text.hpp), still to be escaped where it lands.
std::string say(Lang lang, Word word, std::initializer_list<std::string> arguments = {});

// ---- counted nouns: English has two forms, Arabic six (CLDR: zero, one, two, few 3-10, many 11-99, other)
enum class Noun : unsigned char {
    visit,
    transaction,
    customer,
    centre,
    replication,
    value,
    service,
    hour,
    minute,
    second,
    millisecond,
    count
};
struct NounForms {
    std::string_view en_one, en_other;
    std::string_view ar[6];  // zero, one and two stand alone; few, many and other follow the number
};
const NounForms& forms(Noun noun);

}  // namespace counterless::report
