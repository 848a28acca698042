#!/usr/bin/env python3
"""A second method: the same month simulated by another program, in another language, and by Erlang A half-hour by half-hour.

    python3 by_hand.py CALLS.csv

Shares no code with Counterless; takes the fits of fit.py. A ladder of models, from the arrivals as they came to the patterns of the
scenario, tells what each simplification costs. Each line is the mean of MONTHS months with a 95 % half-width. About a minute.
"""
import bisect
import copy
import heapq
import math
import random
import statistics
import sys

import fit

MONTHS = 40
HEAD_START_S = 90  # of time in queue, given to customers of high priority
END = float("inf")


# ---- the model ----------------------------------------------------------------------------------------------------------------
class Laws:
    """The fitted laws of service and patience."""

    def __init__(self, calls):
        self.service = fit.services(calls)
        self.service["regular_high"] = self.service["regular"]
        self.phases = {k: fit.fit_patience([c for c in calls if c.klass == k])["phases"] for k in fit.CLASSES}
        self.after = fit.after_service(calls)
        self.head_start_s = HEAD_START_S
        self.high = fit.class_shares(calls)
        self.high = self.high["regular_high"] / (self.high["regular_high"] + self.high["regular"])

    def service_s(self, luck, klass):
        law = self.service[klass]
        if luck.random() < law["short"]:
            return luck.uniform(0, fit.SERVICE_S_MIN)
        return lognormal(luck, law["long_mean_s"], law["long_cv"])

    def after_s(self, luck):
        return lognormal(luck, self.after["mean_s"], self.after["cv"])

    def patience_s(self, luck, klass):
        share, first_s, second_s = self.phases[klass]
        return luck.expovariate(1 / (first_s if luck.random() < share else second_s))


def lognormal(luck, mean, cv):
    variance = math.log(1 + cv**2)
    return luck.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))


def as_they_came(calls, laws, luck):
    arrivals = []
    for call in calls:
        klass = call.klass
        if call.kind == "regular" and call.wait_s == 0:  # his priority was not recorded
            klass = "regular_high" if luck.random() < laws.high else "regular"
        arrivals.append((call.day * fit.DAY_S + call.line_s, klass))
    return sorted(arrivals)


def poisson(mean_calls, shares, luck):
    """Arrivals from the expected number in each half-hour of the month, classes by their shares."""
    names, sums = list(shares), [sum(list(shares.values())[: i + 1]) for i in range(len(shares))]
    arrivals = []
    for slot, mean in enumerate(mean_calls):
        at = luck.expovariate(1)
        while at < mean:
            klass = names[min(bisect.bisect(sums, luck.random()), len(names) - 1)]
            arrivals.append(((slot + at / mean) * fit.SLOT_S, klass))
            at += luck.expovariate(1)
    return sorted(arrivals)


# ---- the simulation -----------------------------------------------------------------------------------------------------------
class Centre:
    """Two pools: the hall serves everybody, the internet room its own callers. The line is ordered by arrival less head start."""

    def __init__(self, arrivals, laws, hall, room, luck):
        self.arrivals, self.laws, self.luck, self.staff = arrivals, laws, luck, {"hall": hall, "room": room}
        self.free, self.lines, self.events = {"hall": 0, "room": 0}, {False: [], True: []}, []
        self.fate = [None] * len(arrivals)  # None: in line; else the wait if served, -1 if gone

    def run(self):
        slots, slot, at = len(self.staff["hall"]), 0, 0
        while True:
            arrival_s = self.arrivals[at][0] if at < len(self.arrivals) else END
            event_s = self.events[0][0] if self.events else END
            shift_s = slot * fit.SLOT_S if slot < slots else END
            now = min(arrival_s, event_s, shift_s)
            if now == END:
                return self.fate
            if now == shift_s:
                self.change_shift(slot, now)
                slot += 1
            elif now == event_s:
                self.handle(heapq.heappop(self.events))
            else:
                self.admit(at, now)
                at += 1

    def change_shift(self, slot, now):  # who is serving finishes: free may be below 0 for a while
        for pool, staff in self.staff.items():
            self.free[pool] += staff[slot] - (staff[slot - 1] if slot else 0)
            self.call_next(pool, now)

    def admit(self, who, now):
        klass = self.arrivals[who][1]
        support = klass == "internet"
        for pool in ("room", "hall") if support else ("hall",):
            if self.free[pool] > 0:
                return self.serve(pool, who, now)
        heapq.heappush(self.lines[support], (now - (self.laws.head_start_s if klass in ("regular_high", "stock") else 0), who))
        heapq.heappush(self.events, (now + self.laws.patience_s(self.luck, klass), "patience", who))
        return None

    def serve(self, pool, who, now):
        klass = self.arrivals[who][1]
        self.free[pool] -= 1
        self.fate[who] = now - self.arrivals[who][0]
        law = "internet_room" if pool == "room" else klass
        heapq.heappush(self.events, (now + self.laws.service_s(self.luck, law) + self.laws.after_s(self.luck), "done", pool))

    def handle(self, event):
        now, kind, subject = event
        if kind == "done":
            self.free[subject] += 1
            self.call_next(subject, now)
        elif self.fate[subject] is None:
            self.fate[subject] = -1

    def call_next(self, pool, now):
        while self.free[pool] > 0:
            best = None
            for support in (True,) if pool == "room" else (True, False):
                line = self.lines[support]
                while line and self.fate[line[0][1]] is not None:
                    heapq.heappop(line)
                if line and (best is None or line[0] < best[0]):
                    best = line
            if best is None:
                return
            self.serve(pool, heapq.heappop(best)[1], now)


def measures(fate):
    waits = [f for f in fate if f is not None and f >= 0]
    return len(fate), 1 - len(waits) / len(fate), statistics.mean(waits), sum(w > 0 for w in waits) / len(waits)


# ---- the ladder ---------------------------------------------------------------------------------------------------------------
def patterned(duty, kind_of_day, whole=fit.whole_agents, periods=((1, fit.DAYS),)):
    """Staff of each half-hour of the month: the mean of the days of the same kind and period, in whole agents."""
    table = [None] * fit.DAYS
    for first, last in periods:
        for kind in {kind_of_day(d) for d in range(first - 1, last)}:
            days = [d for d in range(first - 1, last) if kind_of_day(d) == kind]
            for day in days:
                table[day] = whole(fit.mean_staff(duty, days))
    return [agents for row in table for agents in row]


def with_absences(duty, absence, luck):
    """The scenario's shifts, one table for each kind of day; each agent of each shift of each day is absent by chance."""
    table = [[0] * fit.SLOTS for _ in range(fit.DAYS)]
    for kind in ("working", "friday", "saturday"):
        days = [d for d in range(fit.DAYS) if fit.day_type(d) == kind]
        rows = fit.shifts(fit.mean_staff(duty, days), absence)
        for day in days:
            for begin, end, agents in rows:
                there = sum(luck.random() >= absence for _ in range(agents))
                for slot in range(begin, end):
                    table[day][slot] += there
    return [agents for row in table for agents in row]


def by_date(duty):
    return [agents for row in duty for agents in fit.whole_agents(row)]


def pattern_calls(arrivals, falling, cv, luck):
    """Expected calls by half-hour: weekday level, the month's wave or none, shape of the day type, perhaps a gamma factor of the day."""
    means, wave = [], arrivals["wave"]
    for day in range(fit.DAYS):
        same = [d for d in range(fit.DAYS) if fit.weekday(d) == fit.weekday(day)]
        level = wave["level"][fit.weekday(day)] * (wave["wave"][day] if falling else statistics.mean(wave["wave"][d] for d in same))
        level *= luck.gammavariate(1 / cv**2, cv**2) if cv else 1
        means += [level * share for share in arrivals["shape"][fit.day_type(day)]]
    return means


def line(name, months):
    columns = list(zip(*months))
    text = []
    for values, scale, unit in ((columns[1], 100, "%"), (columns[2], 1, "s"), (columns[3], 100, "%")):
        half = 2.02 * statistics.stdev(values) / math.sqrt(len(values))
        text.append(f"{scale * statistics.mean(values):6.1f} ± {scale * half:3.1f} (sd {scale * statistics.stdev(values):3.1f}) {unit}")
    print(f"{name:62s} {text[0]:26s} {text[1]:26s} {text[2]}", flush=True)


def variants(laws, calls):
    """The fitted laws with one thing taken away."""
    exponential, prompt, equal = copy.copy(laws), copy.copy(laws), copy.copy(laws)
    exponential.phases = {}
    for k in fit.CLASSES:
        mean_s = fit.fit_patience([c for c in calls if c.klass == k])["mean_s"]
        exponential.phases[k] = (0.5, mean_s, mean_s)
    prompt.after = {"mean_s": 1e-3, "cv": 1}
    equal.head_start_s = 0
    return {"patience exponential": exponential, "no time between calls": prompt, "no head start for high priority": equal}


def ladder(calls):
    laws, arrivals, shares = Laws(calls), fit.fit_arrivals(calls), fit.class_shares(calls)
    hall, room = fit.fit_both_pools(calls)
    dated = [n for row in arrivals["counts"] for n in row]

    def months(name, source, staff, of=laws):
        results = []
        for month_number in range(MONTHS):
            luck = random.Random(1000 + month_number)
            results.append(measures(Centre(source(luck), of, *(staff(luck) if callable(staff) else staff), luck).run()))
        line(name, results)

    def pattern(falling=True, cv=arrivals["wave"]["cv"]):
        return lambda luck: poisson(pattern_calls(arrivals, falling, cv, luck), shares, luck)

    dates = by_date(hall), by_date(room)
    plain = patterned(hall, fit.day_type), patterned(room, fit.day_type, fit.one_agent)
    halves = [patterned(duty, fit.day_type, periods=((1, 14), (15, 31))) for duty in (hall, room)]
    print(f"{'model':62s} {'abandonment':26s} {'mean wait of the served':26s} waited")
    months("calls as they came, staff by date", lambda luck: as_they_came(calls, laws, luck), dates)
    months("Poisson at each date's own half-hour counts, staff by date", lambda luck: poisson(dated, shares, luck), dates)
    months("weekday x wave and day factor, staff by day type and half month", pattern(), halves)
    months("weekday x wave and day factor, staff by weekday", pattern(), (patterned(hall, fit.weekday), plain[1]))
    months("weekday x wave and day factor, staff by day type", pattern(), plain)
    absence = fit.fit_absence(hall)
    roster = lambda luck: (with_absences(hall, absence, luck), plain[1])
    months("the same with absences: the scenario", pattern(), roster)
    spread = fit.fit_absence(hall, 1)
    months("  the scenario, but absences as single half-hours vary", pattern(),
           lambda luck: (with_absences(hall, spread, luck), plain[1]))
    for name, of in variants(laws, calls).items():
        months("  the scenario, but " + name, pattern(), roster, of)
    months("  the scenario, but no day factor", pattern(cv=0), roster)
    months("  the scenario, but no wave over the month", pattern(falling=False), roster)


# ---- Erlang A, half-hour by half-hour -----------------------------------------------------------------------------------------
def erlang_a(agents, load, service_over_patience):
    """Chance to give up in M/M/n+M: the birth and death chain, summed upwards until the terms vanish."""
    if agents == 0:
        return 1.0
    term, total, in_line = 1.0, 1.0, 0.0
    for people in range(1, agents + 2000):
        term *= load / (min(people, agents) + max(0, people - agents) * service_over_patience)
        total += term
        in_line += max(0, people - agents) * term
        if people > agents and term < 1e-12 * total:
            break
    return in_line / total * service_over_patience / load


def half_hour_by_half_hour(calls):
    """Each half-hour of the month as if it lasted for ever: all callers and agents alike, patience exponential, staff as inferred."""
    arrivals, (hall, room) = fit.fit_arrivals(calls), fit.fit_both_pools(calls)
    service_s = statistics.mean(min(c.service_s, fit.SERVICE_S_MAX) for c in calls if c.served)
    patience_s = fit.fit_patience(calls)["mean_s"]
    gone = came = 0.0
    for day in range(fit.DAYS):
        for slot in range(fit.SLOTS):
            n, staff = arrivals["counts"][day][slot], hall[day][slot] + room[day][slot]
            if n == 0:
                continue
            load, low = n * service_s / fit.SLOT_S, math.floor(staff)
            chance = [erlang_a(low + k, load, service_s / patience_s) for k in (0, 1)]  # between whole agents: in proportion
            came, gone = came + n, gone + n * (chance[0] + (staff - low) * (chance[1] - chance[0]))
    print(f"Erlang A by half-hour: service {service_s:.0f} s, patience {patience_s:.0f} s: abandonment {100 * gone / came:.1f} %, "
          f"mean wait of all {gone / came * patience_s:.1f} s")


if __name__ == "__main__":
    read = fit.read_calls(sys.argv[1])[0]
    half_hour_by_half_hour(read)
    ladder(read)
