#!/usr/bin/env python3
"""Observed beside simulated: the whole month, and by half-hour of the day in which the call reached the line.

    counterless run bank-calls-1999-08.json --json result.json
    python3 compare.py CALLS.csv result.json [--chart FILE.svg]

A ± is the 95 % half-width of the simulated mean. The *spread* is where 95 of 100 single simulated months lie (half-width times the
root of the number of months): the observed month is one month, so this is what it must be held against.
"""
import argparse
import json
import math
import statistics

import fit

PLACE = "centre/bank/agents"


class Result:
    def __init__(self, path):
        with open(path) as file:
            self.data = json.load(file)
        self.months = self.data["replications"]

    def measure(self, name, of=PLACE):
        for m in self.data["measures"]:
            if (m["measure"], m["of"]) == (name, of) and m["mean"] is not None:
                return m["mean"], m["half_width"], m["half_width"] * math.sqrt(self.months)
        return None

    def slots(self, name):
        """By half-hour of the day: mean, half-width, spread; None where nobody came."""
        found = [None] * fit.SLOTS
        for s in self.data["series"]:
            if (s["measure"], s["of"]) == (name, PLACE) and s["mean"] is not None:
                found[fit.slot_of(s["start"])] = s["mean"], s["half_width"], s["half_width"] * math.sqrt(self.months)
        return found


def quantile(values, q):
    return sorted(values)[min(len(values) - 1, int(q * len(values)))]


def observed_slots(calls):
    """By half-hour: calls a day, abandonment, mean wait of the served."""
    rows = []
    for slot in range(fit.SLOTS):
        some = [c for c in calls if fit.slot_of(c.line_s) == slot]
        served = [c.wait_s for c in some if c.served]
        rows.append((len(some) / fit.DAYS, 1 - len(served) / len(some) if some else None, statistics.mean(served) if served else None))
    return rows


def row(name, observed, simulated, scale=1, digits=1):
    if simulated is None:
        return
    mean, half, spread = (scale * v for v in simulated)
    place = "inside" if abs(scale * observed - mean) <= spread else "OUTSIDE"
    print(f"{name:40s} {scale * observed:9.{digits}f} {mean:9.{digits}f} ± {half:5.{digits}f}   "
          f"{mean - spread:8.{digits}f} to {mean + spread:8.{digits}f}  {place}")


def show_month(calls, result):
    waits = [c.wait_s for c in calls if c.served]
    print(f"{'the month':40s} {'observed':>9s} {'simulated':>17s}   spread of one month")
    row("calls that reached the line", len(calls), result.measure("arrivals"), 1, 0)
    row("abandonment, %", 1 - len(waits) / len(calls), result.measure("abandonment"), 100)
    row("wait of the served: mean, s", statistics.mean(waits), result.measure("wait_mean"))
    row("  standard deviation, s", statistics.pstdev(waits), result.measure("wait_sd"))
    for name, q in (("wait_p50", 0.5), ("wait_p90", 0.9), ("wait_p99", 0.99)):
        row(f"  quantile {q}, s", quantile(waits, q), result.measure(name))
    row("waited, % of the served", sum(w > 0 for w in waits) / len(waits), result.measure("wait_probability"), 100)
    for kind in ("prospective", "stock", "internet"):
        some = [c for c in calls if c.kind == kind]
        of = f"{PLACE}/class/{kind}"
        row(f"{kind}: abandonment, %", sum(not c.served for c in some) / len(some), result.measure("abandonment", of), 100)
        row(f"{kind}: mean wait, s", statistics.mean(c.wait_s for c in some if c.served), result.measure("wait_mean", of))


def show_day(calls, result):
    observed, gone, waits, came = observed_slots(calls), result.slots("abandonment"), result.slots("wait_mean"), result.slots("arrivals")
    inside = total = 0
    print("\nfrom    calls a day        abandonment, %             mean wait of the served, s")
    for slot in range(14, fit.SLOTS):
        (n, left, wait), a, w, c = observed[slot], gone[slot], waits[slot], came[slot]
        if not (a and w and c):
            continue
        total += 2
        inside += (abs(left - a[0]) <= a[2]) + (abs(wait - w[0]) <= w[2])
        print(f"{slot // 2:02d}:{30 * (slot % 2):02d} {n:6.1f} {c[0]:6.1f}     {100 * left:5.1f}  {100 * a[0]:5.1f} ± {100 * a[1]:3.1f}"
              f"       {wait:6.1f}  {w[0]:6.1f} ± {w[1]:4.1f}")
    print(f"{inside} of {total} observed half-hour figures lie inside the spread of single simulated months")


# ---- the chart ----------------------------------------------------------------------------------------------------------------
def panel(top, title, observed, simulated, highest, unit):
    """One panel: the spread of months as a band, the simulated mean as a line, the observed month as dots."""
    left, width, height, first = 60, 640, 170, 14
    x = lambda slot: left + width * (slot - first + 0.5) / (fit.SLOTS - first)
    y = lambda value: top + height * (1 - max(0, min(value, highest)) / highest)
    known = [s for s in range(first, fit.SLOTS) if simulated[s]]
    upper = [f"{x(s):.0f},{y(simulated[s][0] + simulated[s][2]):.0f}" for s in known]
    lower = [f"{x(s):.0f},{y(simulated[s][0] - simulated[s][2]):.0f}" for s in reversed(known)]
    parts = [f'<text x="{left}" y="{top - 8}" font-weight="bold">{title}</text>']
    for step in range(5):
        value = highest * step / 4
        parts.append(f'<line x1="{left}" x2="{left + width}" y1="{y(value):.0f}" y2="{y(value):.0f}" stroke="#ddd"/>'
                     f'<text x="{left - 6}" y="{y(value) + 4:.0f}" text-anchor="end">{value:g}{unit}</text>')
    parts.append(f'<polygon points="{" ".join(upper + lower)}" fill="#1f6fb2" fill-opacity="0.2"/>')
    parts.append(f'<polyline points="{" ".join(f"{x(s):.0f},{y(simulated[s][0]):.0f}" for s in known)}" fill="none" stroke="#1f6fb2" '
                 f'stroke-width="2"/>')
    parts += [f'<circle cx="{x(s):.0f}" cy="{y(observed[s]):.0f}" r="3.5" fill="#c2410c"/>' for s in known if observed[s] is not None]
    for hour in range(7, 25, 2):
        parts.append(f'<text x="{left + width * (2 * hour - first) / (fit.SLOTS - first):.0f}" y="{top + height + 16}" '
                     f'text-anchor="middle">{hour}:00</text>')
    return parts


def chart(calls, result):
    scale = lambda rows, k: [tuple(k * v for v in r) if r else None for r in rows]
    observed = observed_slots(calls)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 500" font-family="sans-serif" font-size="12">',
             '<rect width="720" height="500" fill="white"/>',
             '<text x="60" y="20">Dots: observed. Line: mean of simulated months. Band: 95 of 100 single simulated months.</text>']
    parts += panel(60, "Abandonment by half-hour", [100 * r[1] if r[1] is not None else None for r in observed],
                   scale(result.slots("abandonment"), 100), 40, " %")
    parts += panel(290, "Mean wait of the served by half-hour", [r[2] for r in observed], result.slots("wait_mean"), 200, " s")
    return "\n".join(parts + ["</svg>"]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("calls")
    parser.add_argument("result")
    parser.add_argument("--chart")
    stated = parser.parse_args()
    calls, result = fit.read_calls(stated.calls)[0], Result(stated.result)
    show_month(calls, result)
    show_day(calls, result)
    if stated.chart:
        with open(stated.chart, "w") as file:
            file.write(chart(calls, result))


if __name__ == "__main__":
    main()
