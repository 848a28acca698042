// models/appointments.hpp: people come at times given to them, or do not come; how long do they wait, and when is the day over?
// Between two appointments the hall only empties; its law is carried from one to the next (Bailey 1952; Hassin and Mendel 2008).
// Exponential service. Tested in tests/models/appointments_test.cpp; against the simulation in tests/oracle/.
#pragma once

#include <vector>

namespace counterless {

struct AppointmentDay {
    std::vector<double> times_s;  // not falling; alike for people asked to come together
    double service_mean_s;
    int counters = 1;
    double no_show = 0;    // chance that one does not come; those who come are on time
    double closing_s = 0;  // at or after the last time
};
struct AppointmentAnswer {
    std::vector<double> wait_mean_s;  // by appointment, of those who come
    double overtime_mean_s;           // from closing to the last departure, 0 if all have left
    double inside_closing_mean;       // at closing
};
AppointmentAnswer appointments(const AppointmentDay& day);

}  // namespace counterless
