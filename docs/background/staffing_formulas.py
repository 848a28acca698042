"""Prints every figure of staffing-formulas.md: the example of Feldman and others, a day after Green and Kolesar, a hall's day.

python3 docs/background/staffing_formulas.py build/release/counterless
"""
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "build/release/counterless"
WAYS = ("sipp", "lag_sipp", "mol", "isa")


def day(rows, *words):
    """What `theory day` answers to (from, until, per hour), times in hours."""
    def clock(hour):
        minutes = round(60 * hour)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "day.csv"
        file.write_text("from,until,arrivals_per_h\n" + "".join(f"{clock(a)},{clock(b)},{rate:.6f}\n" for a, b, rate in rows))
        done = subprocess.run([PROGRAM, "theory", "day", "--rates", file, *words, "--json", "-"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def sinusoid(mean, amplitude, period, step, until=24):
    """Means over each step of mean (1 + amplitude sin(2 pi t / period))."""
    omega = 2 * math.pi / period
    count = round(until / step)
    return [(k * step, (k + 1) * step,
             mean * (1 + amplitude * (math.cos(omega * k * step) - math.cos(omega * (k + 1) * step)) / (omega * step))) for k in range(count)]


def span(answer, way, keep):
    met = [one[way]["wait_probability"] for one in answer["intervals"] if keep(one)]
    return min(met), max(met)


def line(title, answer, keep):
    cells = ["{:.3f} to {:.3f}".format(*span(answer, way, keep)) for way in WAYS]
    print(f"| {title} | " + " | ".join(cells) + f" | {answer['iterations']} |")


def feldman():
    for name, words in (("with patience of mean 1 h", ["--patience", "1 h"]), ("without patience", [])):
        print(f"\n100 + 20 sin t an hour, service of mean 1 h, {name}; chance to wait by 6 minutes, after the first 5 hours\n")
        print("| target | SIPP | lag-SIPP | MOL | ISA | iterations |\n|---|---|---|---|---|---|")
        for tenths in range(1, 10):
            answer = day(sinusoid(100, 0.2, 2 * math.pi, 0.1), "--service", "1 h", *words, "--waiting", str(tenths / 10))
            line(f"{tenths / 10}", answer, lambda one: one["from"] >= 5 * 3600)


def green_kolesar():
    print("\nMean load times (1 + sin), period 24 h, staffed by the half-hour for a chance to wait of 0.2; half-hours with at least a fifth"
          "\nof the mean rate, after the first\n")
    print("| mean load, service | SIPP | lag-SIPP | MOL | ISA | iterations |\n|---|---|---|---|---|---|")
    for load in (10, 30):
        for minutes in (5, 15, 30):
            mean = load * 60 / minutes
            answer = day(sinusoid(mean, 1, 24, 0.5), "--service", f"{minutes} min", "--waiting", "0.2")
            line(f"{load} erlang, {minutes} min", answer, lambda one: one["arrivals_per_s"] * 3600 >= mean / 5 and one["from"] > 0)


def cost():
    print("\nThe same days: agent hours, and half-hours that miss the target\n")
    print("| mean load, service | SIPP | lag-SIPP | MOL | ISA |\n|---|---|---|---|---|")
    for load in (10, 30):
        for minutes in (5, 15, 30):
            answer = day(sinusoid(load * 60 / minutes, 1, 24, 0.5), "--service", f"{minutes} min", "--waiting", "0.2")
            print(f"| {load} erlang, {minutes} min | " + " | ".join(f"{way['agent_hours']:.1f}, {way['intervals_missed']}" for way in answer["day"]) + " |")


if __name__ == "__main__":
    feldman()
    green_kolesar()
    cost()
