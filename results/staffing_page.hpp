// results/staffing_page.hpp: the parts of the page of `counterless staff`, each in one language, as HTML, and the words they
// share. The page itself is staffing_page.cpp. Tested in tests/results/staffing_page_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "results/report/words.hpp"
#include "results/staffing_study.hpp"

namespace counterless::report {

// ---- words: text, not HTML
std::string exact_percent(Lang lang, double share);  // "99.5 %": as many decimals as it has, four at most; isolated
std::string points_text(Lang lang, double share);    // "1 percentage point"
bool share_is_stated(const StaffingStudy& study, const ShareStaffing& share);
std::string share_text(Lang lang, const StaffingStudy& study, const ShareStaffing& share);
std::string interval_text(Lang lang, const Timetable& table, std::size_t from_cell, std::size_t until_cell);
std::string aim_value_text(Lang lang, const Aim& aim, double value);
std::string centre_text(Lang lang, const StaffingStudy& study, const CentreStaffing& centre);
// The first share and, if there are several, the last: pages and paper end.
std::vector<const ShareStaffing*> ends_of(const StaffingStudy& study);
double centre_days_judged(const StaffingStudy& study);

// ---- parts
std::string staffing_shares(const StaffingStudy& study, Lang lang);                               // table and chart
std::string staffing_centres(const StaffingStudy& study, const ShareStaffing& share, Lang lang);  // need, have, gap
std::string staffing_plan(const StaffingStudy& study, const ShareStaffing& share, Lang lang);     // by interval, all posts
std::string staffing_posts(const StaffingStudy& study, const ShareStaffing& share, Lang lang);    // by interval, post by post
std::string staffing_claims(const StaffingStudy& study, Lang lang);                               // not met, not settled
std::string staffing_rules(const StaffingStudy& study, Lang lang);                                // what must hold

}  // namespace counterless::report
