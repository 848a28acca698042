#include "results/staffing_study.hpp"
namespace counterless {
std::string staffing_page(const StaffingStudy& study) { return staffing_text(study); }
}  // namespace counterless
