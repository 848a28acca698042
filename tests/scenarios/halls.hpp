// tests/scenarios/halls.hpp: one hall with the stations under test, with or without a calendar.
// The study lasts a day without a calendar, or the working week from Sunday 2018-10-21 to Thursday with a holiday on Tuesday.
#pragma once

#include "tests/scenarios/reading.hpp"

namespace counterless {

inline const std::string two_classes = R"("customers": {"classes": {"vip": {}, "plain": {"name": "Plain"}}})";
inline const std::string to_hall = R"("demand": {"streams": {"all": {"to": "hall", "rate": "1 / min"}}})";

inline ReadResult read_hall(const std::string& stations, const std::string& more = two_classes) {
    return read_parts(to_hall + R"(, "centres": {"hall": {"stations": {)" + stations + R"(}}}, "study": {"horizon": "1 d"}, )" +
                      more);
}
inline const std::string week = R"("calendar": {"start": "2018-10-21", "end": "2018-10-25", "holidays": ["2018-10-23"],
    "working_week": ["sun", "mon", "tue", "wed", "thu"], "hours": {"from": "07:30", "until": "14:30"}}, )" +
                                two_classes;
inline ReadResult read_week(const std::string& stations) {
    return read_parts(to_hall + R"(, "centres": {"hall": {"stations": {)" + stations + "}}}, " + week);
}

// One station "desk" with these fields beside its service.
inline std::string desk_of(const std::string& fields) { return R"("desk": {"service": "1 min", )" + fields + "}"; }
inline ReadResult read_desk(const std::string& fields) { return read_hall(desk_of(fields)); }
inline bool desk_tells(const std::string& fields, const std::string& place, const std::string& found) {
    return tells(read_desk(fields).problems, "/centres/hall/stations/desk" + place, found);
}

}  // namespace counterless
