#!/usr/bin/env python3
"""What one month of a bank's telephone calls says about arrivals, service, patience and staff.

    python3 fit.py CALLS.csv                  prints every fitted figure of technion-1999.md
    python3 fit.py CALLS.csv --scenario FILE  also writes the scenario

Standard library only. The calls are those that reached the line: served, or gone after waiting; who left in the menu is counted
and dropped. A *class* is what the queue can tell apart: regular customers of high and of normal priority, prospective customers,
stock exchange, internet support. How each figure is made, and what it is worth, is in technion-1999.md.
"""
import argparse
import collections
import csv
import datetime
import itertools
import math
import statistics

DAYS, SLOTS, SLOT_S, DAY_S = 31, 48, 1800, 86400
SERVICE_S_MIN, SERVICE_S_MAX = 10, 3600  # outside: a call that was not one, or a clock that was not stopped
GAP_S_MAX, WAITED_S_MAX = 1800, 60       # an idle agent is on duty through a gap not longer, in which people waited not longer
CLASSES = ("regular_high", "regular", "prospective", "stock", "internet")
KINDS = {"PS": "regular", "PE": "regular", "TT": "regular", "NW": "prospective", "NE": "stock", "IN": "internet"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Call = collections.namedtuple("Call", "day line_s wait_s served kind klass agent began_s service_s")


# ---- reading ------------------------------------------------------------------------------------------------------------------
def read_calls(path):
    """The calls that reached the line, how many left in the menu, and the mean time in the menu of all."""
    calls, left_in_menu, menu_s = [], 0, 0
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            menu_s += int(row["vru_s"])
            wait_s, served = int(row["queue_s"]), row["outcome"] == "AGENT"
            if not served and wait_s == 0:
                left_in_menu += 1
                continue
            line_s = int(row["arrival_s"]) + int(row["vru_s"])
            kind = KINDS[row["type"]]
            klass = "regular_high" if kind == "regular" and row["priority"] == "2" else kind
            calls.append(Call(int(row["date"][-2:]) - 1, line_s, wait_s, served, kind, klass, row["server"],
                              int(row["service_start_s"] or line_s + wait_s), int(row["service_s"] or 0)))
    return calls, left_in_menu, menu_s / (len(calls) + left_in_menu)


def weekday(day):
    return WEEKDAYS[datetime.date(1999, 8, day + 1).weekday()]


def day_type(day):
    return {"fri": "friday", "sat": "saturday"}.get(weekday(day), "working")


def slot_of(time_s):
    return min(int(time_s) // SLOT_S, SLOTS - 1)


def week(day):
    return day // 7


# ---- arrivals -----------------------------------------------------------------------------------------------------------------
def two_way(totals):
    """Weekday level x week factor, the maximum-likelihood fit for counts (iterative scaling); the mean of the factors is 1."""
    level, factor = {}, {w: 1.0 for w in range(5)}
    for _ in range(200):
        for name in WEEKDAYS:
            days = [d for d in range(DAYS) if weekday(d) == name]
            level[name] = sum(totals[d] for d in days) / sum(factor[week(d)] for d in days)
        for w in factor:
            days = [d for d in range(DAYS) if week(d) == w]
            factor[w] = sum(totals[d] for d in days) / sum(level[weekday(d)] for d in days)
    scale = sum(factor[week(d)] for d in range(DAYS)) / DAYS
    return {k: v * scale for k, v in level.items()}, {k: v / scale for k, v in factor.items()}


def fit_wave(totals):
    """Weekday level x a slow wave, by least chi-square over a grid. Times in days from 1 August. The period is set: a month cannot
    tell it, and from 50 days to 80 it fits about as well."""
    best, period = None, 60
    for percent, peak in itertools.product(range(15, 40), range(-16, 5)):
        wave = [1 + percent / 100 * math.cos(2 * math.pi * (d + 0.5 - peak) / period) for d in range(DAYS)]
        level = {}
        for name in WEEKDAYS:
            days = [d for d in range(DAYS) if weekday(d) == name]
            level[name] = sum(totals[d] for d in days) / sum(wave[d] for d in days)
        expected = [level[weekday(d)] * wave[d] for d in range(DAYS)]
        chi_square = sum((n - e) ** 2 / e for n, e in zip(totals, expected))
        if best is None or chi_square < best["chi_square"]:
            best = {"chi_square": chi_square, "period": period, "amplitude": percent / 100, "peak": peak, "wave": wave, "level": level}
    best["dispersion"] = best["chi_square"] / (DAYS - 7 - 2)
    # Var N = m + cv^2 m^2: cv of the gamma factor by moments, over the days at once; its interval from that of the chi-square.
    cv_of = lambda dispersion: math.sqrt(max(0, (dispersion - 1) * DAYS / sum(totals)))
    free = DAYS - 7 - 2
    best["cv"] = cv_of(best["dispersion"])
    best["cv_interval"] = [cv_of(best["chi_square"] / chi_square_quantile(free, z)) for z in (1.96, -1.96)]
    return best


def chi_square_quantile(free, z):
    """Wilson and Hilferty 1931."""
    return free * (1 - 2 / (9 * free) + z * math.sqrt(2 / (9 * free))) ** 3


def fit_arrivals(calls):
    counts = [[0] * SLOTS for _ in range(DAYS)]
    for call in calls:
        counts[call.day][slot_of(call.line_s)] += 1
    totals = [sum(row) for row in counts]
    level, factor = two_way(totals)
    expected = [level[weekday(d)] * factor[week(d)] for d in range(DAYS)]
    chi_square = sum((n - e) ** 2 / e for n, e in zip(totals, expected))
    free = DAYS - 7 - 5 + 1
    shape = {}
    for name in ("working", "friday", "saturday"):
        days = [d for d in range(DAYS) if day_type(d) == name]
        all_calls = sum(totals[d] for d in days)
        shape[name] = [sum(counts[d][s] for d in days) / all_calls for s in range(SLOTS)]
    within = sum((counts[d][s] - totals[d] * shape[day_type(d)][s]) ** 2 / (totals[d] * shape[day_type(d)][s])
                 for d in range(DAYS) for s in range(SLOTS) if shape[day_type(d)][s] > 0)
    within_free = sum(sum(p > 0 for p in shape[day_type(d)]) - 1 for d in range(DAYS)) - sum(
        sum(p > 0 for p in row) - 1 for row in shape.values())
    return {"counts": counts, "totals": totals, "level": level, "factor": factor, "dispersion": chi_square / free, "wave": fit_wave(totals),
            "shape": shape, "dispersion_in_day": within / within_free}


def class_shares(calls):
    """Shares of arrivals. Priority is known only of those who waited: their split of the regular is taken for all."""
    waited = [c for c in calls if c.wait_s > 0 and c.kind == "regular"]
    high = sum(c.klass == "regular_high" for c in waited) / len(waited)
    share = {k: sum(c.kind == k for c in calls) / len(calls) for k in ("regular", "prospective", "stock", "internet")}
    return {"regular_high": high * share["regular"], "regular": (1 - high) * share["regular"],
            **{k: share[k] for k in CLASSES[2:]}}


# ---- service ------------------------------------------------------------------------------------------------------------------
def normal_below(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


def fit_service(values):
    """Short calls apart; the rest lognormal by the moments of the logarithm."""
    times = [v for v in values if v <= SERVICE_S_MAX]
    short = [v for v in times if v < SERVICE_S_MIN]
    logs = sorted(math.log(v) for v in times if v >= SERVICE_S_MIN)
    mean, sd = statistics.mean(logs), statistics.pstdev(logs)
    distance = max(abs(normal_below((x - mean) / sd) - (i + 0.5) / len(logs)) for i, x in enumerate(logs))
    long = [v for v in times if v >= SERVICE_S_MIN]
    return {"n": len(times), "mean_s": statistics.mean(times), "half_s": 1.96 * statistics.pstdev(times) / math.sqrt(len(times)),
            "cv": statistics.pstdev(times) / statistics.mean(times), "short": len(short) / len(times),
            "long_mean_s": statistics.mean(long), "long_cv": statistics.pstdev(long) / statistics.mean(long),
            "log_mean": mean, "log_sd": sd, "law_mean_s": math.exp(mean + sd * sd / 2), "law_cv": math.sqrt(math.exp(sd * sd) - 1),
            "distance": distance}


def services(calls):
    room, served = internet_room(calls), [c for c in calls if c.served]
    result = {k: fit_service([c.service_s for c in served if c.kind == k]) for k in ("regular", "prospective", "stock")}
    for name, inside in (("internet", False), ("internet_room", True)):
        result[name] = fit_service([c.service_s for c in served if c.kind == "internet" and (c.agent in room) == inside])
    return result


# ---- patience -----------------------------------------------------------------------------------------------------------------
def kaplan_meier(waits):
    """Steps (time, share still willing, Greenwood's relative variance); a served wait ends the watching, not the patience."""
    gone, seen = collections.Counter(w for w, served in waits if not served), collections.Counter(w for w, _ in waits)
    watched, willing, variance, steps = len(waits), 1.0, 0.0, []
    for time_s in sorted(seen):
        if gone[time_s]:
            willing *= 1 - gone[time_s] / watched
            variance += gone[time_s] / (watched * max(1, watched - gone[time_s]))
            steps.append((time_s, willing, variance))
        watched -= seen[time_s]
    return steps


def willing_after(steps, time_s):
    past = [s for s in steps if s[0] <= time_s]
    return (past[-1][1], 1.96 * past[-1][1] * math.sqrt(past[-1][2])) if past else (1.0, 0.0)


def two_phases(waits):
    """Hyperexponential with two phases, by EM on censored waits: share of the first, both means."""
    share, first_s, second_s = 0.2, 60.0, 800.0
    table = collections.Counter(waits).items()
    for _ in range(400):
        a_n = a_gone = a_time = b_n = b_gone = b_time = 0.0
        for (wait_s, served), n in table:
            a, b = share * math.exp(-wait_s / first_s), (1 - share) * math.exp(-wait_s / second_s)
            if not served:
                a, b = a / first_s, b / second_s
            p = a / (a + b)
            a_n, b_n = a_n + n * p, b_n + n * (1 - p)
            a_time, b_time = a_time + n * p * wait_s, b_time + n * (1 - p) * wait_s
            if not served:
                a_gone, b_gone = a_gone + n * p, b_gone + n * (1 - p)
        share, first_s, second_s = a_n / (a_n + b_n), a_time / a_gone, b_time / b_gone
    return share, first_s, second_s


def fit_patience(calls):
    waits = [(c.wait_s, c.served) for c in calls if c.wait_s > 0]
    gone = sum(not served for _, served in waits)
    mean_s = sum(w for w, _ in waits) / gone  # exact for exponential patience: time watched over those who left
    return {"n": len(waits), "gone": gone, "mean_s": mean_s, "half_s": 1.96 * mean_s / math.sqrt(gone), "steps": kaplan_meier(waits),
            "phases": two_phases(waits), "waits": waits}


def hazard_per_min(waits, from_s, until_s):
    gone = sum(1 for w, served in waits if not served and from_s < w <= until_s)
    watched_s = sum(max(0, min(w, until_s) - from_s) for w, _ in waits)
    return 60 * gone / watched_s, 60 * 1.96 * math.sqrt(gone) / watched_s


# ---- staff --------------------------------------------------------------------------------------------------------------------
def internet_room(calls):
    """Agents whose calls are internet support to at least 85 in 100."""
    all_calls, support = collections.Counter(), collections.Counter()
    for call in calls:
        if call.served and call.agent:
            all_calls[call.agent] += 1
            support[call.agent] += call.kind == "internet"
    return {agent for agent in all_calls if support[agent] >= 0.85 * all_calls[agent]}


def waited_until(calls, day):
    """For each second of the day, how many seconds so far somebody was in line."""
    change = collections.Counter()
    for call in calls:
        if call.day == day and call.wait_s > 0:
            change[call.line_s] += 1
            change[call.line_s + call.wait_s] -= 1
    waiting, total, sums = 0, 0, []
    for second in range(DAY_S + 1):
        sums.append(total)
        waiting += change[second]
        total += waiting > 0
    return sums


def fit_staff(calls, in_pool, line, waited_s_max=WAITED_S_MAX):
    """Agents on duty by day and half-hour: from one service to the next, unless the gap looks like a break."""
    duty = [[0.0] * SLOTS for _ in range(DAYS)]
    for day in range(DAYS):
        waited = waited_until([c for c in calls if line(c)], day)
        stints = collections.defaultdict(list)
        for call in calls:
            if call.day == day and call.served and in_pool(call):
                stints[call.agent].append((call.began_s, min(call.service_s, SERVICE_S_MAX)))
        for agent, services in stints.items():
            services.sort()
            following = [began for began, _ in services[1:]] + [None]
            for (began_s, service_s), next_s in zip(services, following):
                named = agent and next_s is not None
                end_s = min(began_s + service_s, next_s) if named else began_s + service_s
                if named and next_s - end_s <= GAP_S_MAX and next_s < DAY_S and waited[next_s] - waited[end_s] <= waited_s_max:
                    end_s = next_s
                spread(duty[day], began_s, end_s)
    return duty


def spread(slots, from_s, until_s):
    while from_s < min(until_s, DAY_S):
        end_s = min(until_s, (from_s // SLOT_S + 1) * SLOT_S)
        slots[from_s // SLOT_S] += (end_s - from_s) / SLOT_S
        from_s = end_s


def after_service(calls):
    """Seconds from the end of a service to the agent's next, while people wait: what he needs between two calls. Breaks apart."""
    room, between = internet_room(calls), []
    for day in range(DAYS):
        waited = waited_until([c for c in calls if c.kind != "internet"], day)
        stints = collections.defaultdict(list)
        for call in calls:
            if call.day == day and call.served and call.agent and call.agent not in room:
                stints[call.agent].append((call.began_s, call.began_s + call.service_s))
        for services in stints.values():
            services.sort()
            for (_, end_s), (next_s, _) in zip(services, services[1:]):
                if 5 <= end_s < next_s < DAY_S and waited[end_s] - waited[end_s - 5] == 5:
                    between.append(waited[next_s] - waited[end_s])
    kept = [b for b in between if b <= WAITED_S_MAX]
    return {"n": len(between), "kept": len(kept) / len(between), "median_s": statistics.median(kept), "mean_s": statistics.mean(kept),
            "cv": statistics.pstdev(kept) / statistics.mean(kept)}


def mean_staff(duty, days):
    return [sum(duty[d][s] for d in days) / len(days) for s in range(SLOTS)]


def whole_agents(mean):
    """Rounded to whole agents; what rounding takes from one half-hour it gives to the next, so that the hours agree."""
    owed, agents = 0.0, []
    for value in mean:
        count = max(0, round(value + owed)) if value > 0.25 else 0
        owed = (owed + value - count) if value > 0.25 else 0.0
        agents.append(count)
    return agents


def fit_absence(duty, slots=4):
    """How unlike working days are: variance over mean of the agents on duty, as means over so many half-hours. For agents who miss a
    shift of that length each by himself this is the chance of it."""
    days, blocks = [d for d in range(DAYS) if day_type(d) == "working"], range(14, SLOTS - slots + 1, slots)
    table = [[statistics.mean(duty[d][b : b + slots]) for d in days] for b in blocks]
    return sum(map(statistics.variance, table)) / sum(map(statistics.mean, table))


def staff_follows_calls(calls, duty):
    """Correlation, over the half-hours of working days, of what calls and staff are beyond their usual."""
    counts, days = fit_arrivals(calls)["counts"], [d for d in range(DAYS) if day_type(d) == "working"]
    usual_calls, usual_staff = mean_staff(counts, days), mean_staff(duty, days)
    pairs = [(counts[d][s] / usual_calls[s] - 1, (duty[d][s] - usual_staff[s]) / math.sqrt(usual_staff[s]))
             for d in days for s in range(14, SLOTS)]
    return sum(a * b for a, b in pairs) / math.sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))


def shifts(mean, absence):
    """Shifts (from, until, agents) in half-hours whose expected number, absent agents off, is the mean: two hours, and shorter for peaks."""
    agents = whole_agents([value / (1 - absence) for value in mean])
    rows = collections.Counter()
    for block in range(14, SLOTS, 4):
        for level in range(1, max(agents[block : block + 4]) + 1):
            run = None
            for slot in range(block, min(block + 4, SLOTS) + 1):
                inside = slot < min(block + 4, SLOTS) and agents[slot] >= level
                if inside and run is None:
                    run = slot
                if not inside and run is not None:
                    rows[run, slot] += 1
                    run = None
    return [(begin, end, n) for (begin, end), n in sorted(rows.items())]


def one_agent(mean):
    """For a pool that is mostly empty: one agent for as many half-hours as the mean day holds, in a row, where it holds most."""
    length = round(sum(mean))
    begin = max(range(SLOTS - length + 1), key=lambda b: sum(mean[b : b + length]))
    return [int(begin <= slot < begin + length) for slot in range(SLOTS)]


def fit_both_pools(calls):
    """The hall, whose agents serve everybody, and the internet room; gaps are judged by the line that the pool should serve."""
    room = internet_room(calls)
    hall = fit_staff(calls, lambda c: c.agent not in room, lambda c: c.kind != "internet")
    return hall, fit_staff(calls, lambda c: c.agent in room, lambda c: c.kind == "internet")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("calls", help="the month's calls, a CSV file")
    parser.add_argument("--scenario", help="write the fitted scenario to this file")
    stated = parser.parse_args()
    calls, left_in_menu, menu_s = read_calls(stated.calls)
    import figures  # it imports this file
    figures.show_all(calls, left_in_menu, menu_s)
    if stated.scenario:
        import scenario_file
        with open(stated.scenario, "w") as file:
            file.write(scenario_file.text(calls, left_in_menu, menu_s))


if __name__ == "__main__":
    main()
