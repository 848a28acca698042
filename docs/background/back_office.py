"""The tables of docs/background/back-office.md: python3 docs/background/back_office.py build/release/counterless

The work of a year is known before any run: `check` foretells the cases, and each takes 20 minutes. As many workers as that needs, rounded
up, are then simulated, and some fewer and more. One replication a row: a year has over 300,000 cases.
"""
import json
import math
import re
import subprocess
import sys
from pathlib import Path

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios/library/back-office-refunds.json"
CASE_S = 20 * 60
DESK = "centre/back_office/desk"
YEAR_S = 365 * 86400
EVERYTHING = ["/services/*/presence=0", '/services/*/channels=["app", "web", "b2g"]', "/channels/*/retry=1", "/adoption/share=1"]   # no counter is left
SHARES = [("90 %", ["/adoption/share=0.90"]), ("95 %", ["/adoption/share=0.95"]),
          ("99 %", ["/services/*/presence=0", '/services/*/channels=["app", "web", "b2g", "counter"]', "/channels/*/retry=1", "/adoption/share=0.99"]),
          ("100 %", EVERYTHING)]
# A quarter of the cases each, all in one line: what would have become of each promise.
PROMISES = {"one": 1, "two": 2, "three": 3, "five": 5}
QUEUES = json.dumps({name: {"centre": "back_office", "share": 0.03 / 4, "promise": days} for name, days in PROMISES.items()})


def call(program, command, settings, *more):
    done = subprocess.run([program, command, SCENARIO, *more, *(word for one in settings for word in ("--set", one))],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    return done.stdout


def foretold(program, settings):
    return float(re.search(r"cases for the back office +([\d,]+)", call(program, "check", settings))[1].replace(",", ""))


def run(program, settings, workers):
    shift = [{"from": "07:30", "until": "14:30", "agents": workers, "breaks": [{"from": "10:00", "until": "12:00", "length": "30 min"}]}]
    staff = [f"/centres/back_office/stations/desk/staff/workers/shifts={json.dumps(shift)}", "/study/replications=1", "/study/series=none"]
    told = json.loads(call(program, "run", [*settings, *staff], "--quiet", "--json", "-"))
    return {(one["measure"], one["of"]): one["mean"] for one in told["measures"]}


def load(value, cases):
    return cases * CASE_S / (value["agents", DESK] * YEAR_S)


def main(program):
    once = run(program, SHARES[0][1], 70)
    a_worker = once["agents", DESK] / 70 * YEAR_S   # seconds at the desk in the year
    print("| digital | cases in the year | case workers | their work, % of what they can do | hours, mean | hours, 9 in 10 | open at the end | promise kept, % |")
    print("|---" * 8 + "|")
    for name, settings in SHARES:
        workers = math.ceil(foretold(program, settings) * CASE_S / a_worker)
        value, of = run(program, settings, workers), "back_office/review"
        print(f"| {name} | {value['cases', of]:,.0f} | {workers} | {100 * load(value, value['cases', of]):.1f} | {value['case_time_mean', of] / 3600:.0f} | "
              f"{value['case_time_p90', of] / 3600:.0f} | {value['cases_open', of]:,.0f} | {100 * value['promise_kept', of]:.2f} |", flush=True)
    print("\n| case workers | their work, % of what they can do | open, mean | open at the end | " +
          " | ".join(f"{days} day{'s' * (days > 1)} kept, %" for days in PROMISES.values()) + " |")
    print("|---" * (4 + len(PROMISES)) + "|")
    for more in (-6, -3, -1, 0, 1, 3, 6, 12):
        value = run(program, [*EVERYTHING, f"/back_office={QUEUES}", "/targets={}"], workers + more)
        total = {what: sum(value[what, f"back_office/{name}"] for name in PROMISES) for what in ("cases", "cases_open", "cases_open_mean")}
        print(f"| {workers + more} | {100 * load(value, total['cases']):.1f} | {total['cases_open_mean']:,.0f} | {total['cases_open']:,.0f} | " +
              " | ".join(f"{100 * value['promise_kept', f'back_office/{name}']:.2f}" for name in PROMISES) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
