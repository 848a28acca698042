// Days that begin, change and end: staff by the clock, appointments, closing time, absence, against Kolmogorov's equations and
// numbers found by hand. Minutes throughout, of the day (08:00 is 480).
#include "models/appointments.hpp"

#include <array>
#include <limits>
#include <numbers>
#include <numeric>

#include "models/transient.hpp"
#include "tests/oracle/oracle.hpp"
#include "tests/oracle/town_text.hpp"

using namespace counterless;

namespace {
constexpr const char* desk = "centre/hall/desk";
constexpr const char* kolmogorov = "Kolmogorov's equations (Grassmann 1977)";
constexpr double never_min = std::numeric_limits<double>::infinity();

// So many days, all alike, from the first Monday of 2018 on; the doors open and close at these times.
std::string days(int number, const char* open, const char* close) {
    constexpr std::array months = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::size_t month = 0;
    int day = number;
    for (; day > months[month]; ++month) day -= months[month];
    return fmt::format(
        R"("calendar": {{"start": "2018-01-01", "end": "2018-{:02}-{:02}", "hours": {{"from": "{}", "until": "{}"}}}}, )",
        month + 1, day, open, close);
}
const std::string by_half_hour = R"("replications": 20, "series": "typical_day")";
const std::string minute = R"({"law": "exponential", "mean": "1 min"})";

// Half-hours from 08:00 on, each with its rate; within a piece the rate may rise in steps of a minute.
struct Plan {
    double arrivals_per_min, arrivals_end_per_min;
    int counters;
};
DayAnswer follow(const Hall& hall, const std::vector<Plan>& plan, int inside_start = 0) {
    std::vector<DayPiece> pieces;
    for (const Plan& half_hour : plan)
        for (int k = 0; k < 30; ++k)
            pieces.push_back(
                {1, half_hour.arrivals_per_min + (half_hour.arrivals_end_per_min - half_hour.arrivals_per_min) * (k + 0.5) / 30,
                 half_hour.counters});
    return follow_day(hall, pieces, inside_start);
}
double line_mean(const DayAnswer& day, std::size_t half_hour) {
    double sum = 0;
    for (std::size_t k = 0; k < 30; ++k) sum += day.pieces[30 * half_hour + k].line_mean / 30;
    return sum;
}
double total(const DayAnswer& day, double PieceAnswer::*what) {
    return std::accumulate(day.pieces.begin(), day.pieces.end(), 0.0,
                           [&](double sum, const PieceAnswer& piece) { return sum + piece.*what; });
}
void hold_lines(const Simulated& simulated, const DayAnswer& theory, const std::vector<std::size_t>& half_hours, double width) {
    for (const std::size_t k : half_hours)
        simulated.check_part("queue_length_mean", desk, (8 + 0.5 * static_cast<double>(k)) * 3600, line_mean(theory, k), width,
                             kolmogorov);
}
}  // namespace

TEST_CASE("M(t)/M/s(t)+M through a day: a rising morning, a noon hour without anybody on duty, three changes, overtime") {
    const Simulated simulated(to_text(
        {.name = "M(t)/M/s(t)+M through a day",
         .streams =
             R"("all": {"to": "hall", "rate": [{"from": "08:00", "until": "09:00", "rate": "0 / min", "to_rate": "4 / min"},
                       {"from": "09:00", "until": "12:00", "rate": "4 / min"}, {"from": "12:00", "until": "13:00", "rate": "0.5 / min"},
                       {"from": "13:00", "until": "15:00", "rate": "3 / min"}]})",
         .stations = R"("desk": {"service": )" + minute + R"(, "patience": {"law": "exponential", "mean": "5 min"},
                       "agents": [{"from": "08:00", "until": "10:00", "agents": 3}, {"from": "10:00", "until": "12:00", "agents": 5},
                                  {"from": "13:00", "until": "14:00", "agents": 4}, {"from": "14:00", "until": "18:00", "agents": 2}]})",
         .more = days(250, "08:00", "15:00"),
         .study = by_half_hour}));
    const Hall hall{1, 5, ShiftEnd::finish, 80};
    std::vector<Plan> plan = {{0, 2, 3}, {2, 4, 3}, {4, 4, 3}, {4, 4, 3}};
    for (int k = 0; k < 4; ++k) plan.push_back({4, 4, 5});
    for (const int counters : {0, 0}) plan.push_back({0.5, 0.5, counters});
    for (const int counters : {4, 4, 2, 2}) plan.push_back({3, 3, counters});
    const DayAnswer theory = follow(hall, plan);
    const ClosingAnswer closing = close_day(hall, theory.end, 2);
    hold_lines(simulated, theory, {0, 1, 3, 4, 7, 8, 9, 10, 12, 13}, 0.1);
    simulated.check("abandonment", desk,
                    (total(theory, &PieceAnswer::abandoned) + closing.abandoned) / total(theory, &PieceAnswer::arrivals), 0.02,
                    kolmogorov);
    simulated.check("overtime", "centre/hall", 60 * closing.overtime_mean_s, 0.05, kolmogorov);
}

TEST_CASE("a shift hands its customers over to the next") {
    const Simulated simulated(to_text(
        {.name = "M(t)/M/s(t) with customers handed over",
         .streams = R"("all": {"to": "hall", "rate": "3 / min"})",
         .stations = R"("desk": {"service": )" + minute + R"(, "staff": {"clerks": {"end_of_shift": "hand_over", "shifts": [
                       {"from": "08:00", "until": "09:00", "agents": 2}, {"from": "09:00", "until": "10:00", "agents": 5},
                       {"from": "10:00", "until": "11:00", "agents": 3}, {"from": "11:00", "until": "18:00", "agents": 4}]}}})",
         .more = days(250, "08:00", "12:00"),
         .study = by_half_hour}));
    const Hall hall{1, never_min, ShiftEnd::return_to_line, 200};
    std::vector<Plan> plan;
    for (const int counters : {2, 2, 5, 5, 3, 3, 4, 4}) plan.push_back({3, 3, counters});
    const DayAnswer theory = follow(hall, plan);
    hold_lines(simulated, theory, {0, 1, 2, 3, 4, 5, 7}, 0.17);
    simulated.check("overtime", "centre/hall", 60 * close_day(hall, theory.end, 4).overtime_mean_s, 0.06, kolmogorov);
}

TEST_CASE("turned away at closing: only those at the desks are served to the end") {
    const Simulated simulated(to_text({.name = "M/M/2, turned away at closing",
                                       .streams = stream("all", "hall", 2),
                                       .stations = station("desk", 2, 1, R"(, "at_closing": "turn_away")"),
                                       .more = days(300, "08:00", "08:30"),
                                       .study = R"("replications": 20, "series": "none")"}));
    const Hall hall{1, never_min, ShiftEnd::finish, 120};
    const DayAnswer theory = follow(hall, {{2, 2, 2}});
    HallLaw at_desks(2, 0);
    std::fill(at_desks.share.begin(), at_desks.share.end(), 0.0);
    for (int busy = 0; busy <= 2; ++busy)
        for (int line = 0; line <= theory.end.line_max; ++line)
            at_desks.share[at_desks.index(busy, 0)] += theory.end.at(busy, line);
    simulated.check("closed", desk, theory.end.line_mean() / 60, 0.06, kolmogorov);
    simulated.check("overtime", "centre/hall", 60 * close_day({1, never_min, ShiftEnd::finish, 0}, at_desks, 2).overtime_mean_s,
                    0.06, kolmogorov);
}

TEST_CASE("ten people at the door when it opens") {
    const Simulated simulated(to_text({.name = "M/M/2 from ten inside",
                                       .streams = R"("all": {"to": "hall", "rate": "1.5 / min", "present_at_start": 10})",
                                       .stations = station("desk", 2, 1),
                                       .study = R"("horizon": "1 h", "replications": 4000, "series": "half_hour")"}));
    const DayAnswer theory = follow({1, never_min, ShiftEnd::finish, 150}, {{1.5, 1.5, 2}, {1.5, 1.5, 2}}, 10);
    simulated.check_part("queue_length_mean", desk, 0, line_mean(theory, 0), 0.06, kolmogorov);
    simulated.check_part("queue_length_mean", desk, 1800, line_mean(theory, 1), 0.12, kolmogorov);
}

// ---- appointments
// ---------------------------------------------------------------------------------------------------------------------------

TEST_CASE("appointments with no-shows: waits by the hour, and overtime") {
    for (const int booked : {1, 2}) {
        CAPTURE(booked);
        const Simulated simulated(
            to_text({.name = fmt::format("appointments, {} a slot", booked),
                     .streams = fmt::format(
                         R"("all": {{"to": "hall", "appointments": {{"from": "08:00", "until": "11:00", "every": "{} min",
                                       "booked": {}, "no_show": 0.15}}}})",
                         10 * booked, booked),
                     .stations = station("desk", 1, 9),
                     .more = days(300, "08:00", "11:00"),
                     .study = R"("replications": 100, "series": "typical_day")"}));
        std::vector<double> times;
        for (int slot = 0; slot < 18 / booked; ++slot)
            for (int one = 0; one < booked; ++one) times.push_back(10.0 * booked * slot);
        const AppointmentAnswer theory = appointments({.times_s = times, .service_mean_s = 9, .no_show = 0.15, .closing_s = 180});
        const std::vector<double>& waits = theory.wait_mean_s;
        constexpr const char* source = "law carried from slot to slot (Bailey 1952; Hassin and Mendel 2008)";
        simulated.check("wait_mean", desk, 60 * std::accumulate(waits.begin(), waits.end(), 0.0) / 18, 0.04, source);
        simulated.check("overtime", "centre/hall", 60 * theory.overtime_mean_s, 0.05, source);
        if (booked == 1)
            simulated.check_part("wait_mean", desk, 9 * 3600, 60 * (waits[6] + waits[7] + waits[8]) / 3, 0.06, source);
    }
}

// ---- staff
// ----------------------------------------------------------------------------------------------------------------------------------

// As many come as a binomial draw says; without a line the day forgets within minutes.
TEST_CASE("absence: a mixture of loss systems") {
    const Simulated simulated(to_text({.name = "absence 0.2 of 4, loss",
                                       .streams = stream("all", "hall", 2),
                                       .stations = R"("desk": {"service": )" + minute +
                                                   R"(, "line": {"capacity": 0}, "staff": {"clerks": {"absence": 0.2, "shifts": [
                       {"from": "08:00", "until": "10:00", "agents": 4}]}}})",
                                       .more = days(250, "08:00", "10:00"),
                                       .study = R"("replications": 20, "series": "none")"}));
    const double chance[] = {0.0016, 0.0256, 0.1536, 0.4096, 0.4096};  // of 0 to 4 who come
    double refused = 0, present = 0;
    for (int k = 0; k <= 4; ++k) {
        const DayPiece piece{120, 2, k};
        refused += chance[k] * follow_day({1, never_min, ShiftEnd::finish, 0}, {&piece, 1}).pieces[0].refused / 240;
        present += chance[k] * k / 12;  // two hours of twenty-four
    }
    simulated.check("blocked", desk, refused, 0.05, "binomial mixture of transient loss systems");
    simulated.check("agents", desk, present, 0.02, "binomial mean");
}

TEST_CASE("breaks are staggered over their window: agents on duty by half-hour, exactly") {
    const Simulated simulated(to_text(
        {.name = "breaks",
         .streams = stream("all", "hall", 0),
         .stations =
             R"("desk": {"service": "1 min", "staff": {"clerks": {"shifts": [{"from": "08:00", "until": "15:00", "agents": 4,
                       "breaks": [{"from": "11:00", "until": "13:00", "length": "30 min"}]}, {"from": "14:00", "until": "16:30", "agents": 2}]}}})",
         .more = days(2, "08:00", "16:00"),
         .study = R"("replications": 2, "series": "typical_day")"}));
    for (int half_hour = 16; half_hour < 33; ++half_hour) {
        CAPTURE(half_hour);
        const double hour = half_hour / 2.0;
        const int first = hour < 8 || hour >= 15 ? 0 : hour < 11 || hour >= 13 ? 4 : 3;
        const int second = hour >= 14 && hour < 16.5 ? 2 : 0;
        CHECK(simulated.part("agents", desk, half_hour * 1800.0).mean == doctest::Approx(first + second));
    }
}

// He comes ten minutes before the end of a shift with half an hour of work; the next shift begins at once or an hour later.
TEST_CASE("the end of a shift, by hand: finish, hand over, hand over and begin anew, drop") {
    struct Case {
        const char *end, *work, *next_from;
        double sojourn_min, dropped;
    };
    for (const Case& one : {Case{"finish", "resume", "1 h", 30, 0}, Case{"hand_over", "resume", "1 h", 30, 0},
                            Case{"hand_over", "restart", "1 h", 40, 0}, Case{"hand_over", "resume", "2 h", 90, 0},
                            Case{"hand_over", "restart", "2 h", 100, 0}, Case{"drop", "resume", "1 h", 0, 1}}) {
        CAPTURE(one.end);
        CAPTURE(one.sojourn_min);
        const Simulated simulated(to_text(
            {.name = "end of a shift",
             .streams = R"("all": {"to": "hall", "appointments": {"from": "50 min", "until": "51 min", "every": "10 min"}})",
             .stations = fmt::format(R"("desk": {{"service": "30 min", "line": {{"interrupted_work": "{}"}}, "staff": {{
                           "early": {{"end_of_shift": "{}", "shifts": [{{"from": "0 h", "until": "1 h", "agents": 1}}]}},
                           "late": {{"shifts": [{{"from": "{}", "until": "5 h", "agents": 1}}]}}}}}})",
                                     one.work, one.end, one.next_from),
             .study = R"("horizon": "5 h", "replications": 2)"}));
        CHECK(simulated.of("dropped", desk).mean == one.dropped);
        if (one.dropped == 0) CHECK(simulated.of("sojourn_mean", desk).mean == doctest::Approx(60 * one.sojourn_min));
    }
}

// Eick, Massey and Whitt 1993: with services of length S the mean number inside at t is what came in (t - S, t].
TEST_CASE("M(t)/D/infinity under a sinusoidal rate, by half-hour") {
    const Simulated simulated(
        to_text({.name = "M(t)/D/infinity, sinusoidal rate",
                 .streams = R"("all": {"to": "hall", "rate": "5 / min", "wave": {"amplitude": 0.8, "period": "6 h"}})",
                 .stations = R"("desk": {"agents": "unlimited", "service": "40 min"})",
                 .study = R"("horizon": "6 h", "replications": 200, "series": "half_hour")"}));
    const double turn = 2 * std::numbers::pi / 360;
    const auto came = [&](double t) { return t <= 0 ? 0 : 5 * t + 5 * 0.8 * (1 - std::cos(turn * t)) / turn; };
    for (const int half_hour : {0, 1, 2, 5, 8, 11}) {
        double mean = 0;
        for (int k = 0; k < 3000; ++k) {
            const double t = 30 * half_hour + (k + 0.5) / 100;
            mean += (came(t) - came(t - 40)) / 3000;
        }
        simulated.check_part("agents", desk, 1800.0 * half_hour, mean, 0.05, "closed form (Eick, Massey and Whitt 1993)");
    }
}
