"""The tables of docs/background/back-office.md: python3 docs/background/back_office.py build/release/counterless

The fewest case workers are found by halving, for more of them never break a promise that fewer keep; the same luck for every number.
"""
import json
import subprocess
import sys
from pathlib import Path

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios/library/back-office-refunds.json"
OFFICE = "back_office/review"
KEPT = 0.99
EVERYTHING = ["/services/*/presence=0", '/services/*/channels=["app", "web", "b2g"]', "/channels/*/retry=1", "/adoption/share=1"]   # no counter is left
SHARES = [("90 %", ["/adoption/share=0.90"]), ("95 %", ["/adoption/share=0.95"]),
          ("99 %", [*EVERYTHING[:1], '/services/*/channels=["app", "web", "b2g", "counter"]', "/channels/*/retry=1", "/adoption/share=0.99"]), ("100 %", EVERYTHING)]


def run(program, settings, workers):
    shift = [{"from": "07:30", "until": "14:30", "agents": workers, "breaks": [{"from": "10:00", "until": "12:00", "length": "30 min"}]}]
    sets = [*settings, f"/centres/back_office/stations/desk/staff/workers/shifts={json.dumps(shift)}"]
    done = subprocess.run([program, "run", SCENARIO, "--quiet", "--json", "-", *(word for one in sets for word in ("--set", one))],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout)
    return {(one["measure"], one["of"]): one["mean"] for one in told["measures"]}


def fewest(program, settings):
    low, high = 48, 80    # not kept, kept
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if run(program, settings, middle)["promise_kept", OFFICE] >= KEPT else (middle, high)
    return high


def row(program, settings, workers):
    value = run(program, settings, workers)
    return (f"{workers} | {100 * value['utilisation', 'centre/back_office']:.1f} | {value['case_time_mean', OFFICE] / 3600:.0f} | "
            f"{value['case_time_p90', OFFICE] / 3600:.0f} | {value['cases_open', OFFICE]:,.0f} | {100 * value['promise_kept', OFFICE]:.2f} |"), value


def main(program):
    heads = "case workers | of paid time busy, % | hours, mean | hours, 9 in 10 | open at the end | promise kept, % |"
    print("| digital | digital transactions | cases | " + heads)
    print("|---" * 9 + "|")
    for name, settings in SHARES:
        cells, value = row(program, settings, fewest(program, settings))
        print(f"| {name} | {value['digital_transactions', 'all']:,.0f} | {value['cases', OFFICE]:,.0f} | {cells}", flush=True)
    print("\n| " + heads)
    print("|---" * 6 + "|")
    for workers in (50, 54, 58, 60, 62, 64, 66, 68, 72, 80):
        print(f"| {row(program, EVERYTHING, workers)[0]}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
