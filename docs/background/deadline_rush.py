"""The tables of docs/background/deadline-rush.md: python3 docs/background/deadline_rush.py build/release/counterless"""
import json
import subprocess
import sys
from pathlib import Path

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios/library/deadline-rush.json"
# Filings an hour of 10,000 on the day: as in the scenario.
HOURS = [45] * 7 + [200, 400, 550, 650, 700, 700, 700, 750, 785, 800, 700, 550, 500, 460, 430, 410, 400]
PLATFORMS = {"as in 2018: 4, 2, 1, 2": {}, "the smallest: 2, 1, 1, 1": {"web": 2, "application": 1, "database": 1, "gateway": 1}}


def run(program, times, hosts):
    rate = [{"from": f"{hour:02}:00", "until": f"{hour + 1:02}:00", "rate": f"{n * times} / h"} for hour, n in enumerate(HOURS)]
    sets = [f"/demand/streams/rush/rate={json.dumps(rate)}", *(f"/platform/tiers/{tier}/hosts={n}" for tier, n in hosts.items())]
    done = subprocess.run([program, "run", SCENARIO, "--quiet", "--json", "-", *(word for one in sets for word in ("--set", one))],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def main(program):
    print("| hosts | filings | filed | given up | filings that failed, % | app: failed, % | p99 of the worst half-hour, s | when | midnight's p99, s |")
    print("|---" * 9 + "|")
    for name, hosts in PLATFORMS.items():
        for times in (0.01, 1, 2, 4, 6, 8):
            told = run(program, times, hosts)
            value = {(one["measure"], one["of"]): one["mean"] for one in told["measures"]}
            by_time = {one["start"]: one["mean"] for one in told["series"] if one["measure"] == "response_p99" and one["of"] == "platform" and one["mean"]}
            worst = max(by_time, key=by_time.get)
            print(f"| {name} | {10000 * times:,.0f} | {value['transactions', 'channel/filing']:,.0f} | {value['given_up', 'channel/filing']:,.0f} | "
                  f"{100 * value['failure_share', 'channel/filing']:.1f} | {100 * value['failure_share', 'channel/app']:.1f} | {by_time[worst]:,.0f} | "
                  f"{worst // 3600:02.0f}:{worst % 3600 // 60:02.0f} | {by_time[max(by_time)]:,.0f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
