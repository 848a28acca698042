"""What the initiatives bring, what they leave behind, and what a shifted transaction costs: the tables of initiatives.md.

    python3 docs/background/initiatives.py build/release/counterless [REPLICATIONS]

Runs the autumn scenarios of the library against the autumn in which nothing is done, twice each: over all twelve weeks, and with the
weeks up to a month after the end as warm-up, so that only the week from 25 November (a month after the Week) is counted.
"""
import json
import subprocess
import sys
from pathlib import Path

LIBRARY = Path(__file__).parents[2] / "scenarios/library"
SIX = ["autumn-messages-2018", "autumn-signs-2018", "autumn-guides-2018", "autumn-week-2018"]


def run(program, name, replications, *sets):
    command = [program, "run", str(LIBRARY / f"{name}.json"), "--replications", str(replications), "--set", "/study/series=none",
               "--quiet", "--json", "-"]
    for one in sets:
        command += ["--set", one]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode not in (0, 3):
        sys.exit(made.stderr)
    return json.loads(made.stdout)


def difference(result, measure):
    for one in result["baseline"]["differences"]:
        if one["measure"] == measure and one["of"] == "all":
            return one["difference"], one["half_width"]
    return None, None


def show(result, measure, scale=1.0, digits=0):
    mean, half = difference(result, measure)
    if mean is None or half is None:
        return "not clear"
    return f"{mean * scale:,.{digits}f} ± {half * scale:,.{digits}f}"


def main():
    program, replications = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10
    print("| initiative | smart transactions | visits | sheets | customer hours | dirhams per shifted transaction | net of what it saves |")
    print("|---|---|---|---|---|---|---|")
    after = []
    for name in SIX + ["autumn-day-2017"]:
        whole = run(program, name, replications)
        print(f"| `{name}` | {show(whole, 'digital_transactions')} | {show(whole, 'visits')} | {show(whole, 'sheets')} | "
              f"{show(whole, 'customer_hours')} | {show(whole, 'cost_per_shifted_transaction', 1, 2)} | "
              f"{show(whole, 'net_cost_per_shifted_transaction', 1, 2)} |")
        first = "63 d" if name == "autumn-day-2017" else "70 d"
        after.append((name, run(program, name, replications, f"/study/warmup={first}", f"/study/horizon={int(first[:2]) + 7} d")))
    print("\n| initiative | smart transactions of the week a month later | digital share, points |")
    print("|---|---|---|")
    for name, late in after:
        print(f"| `{name}` | {show(late, 'digital_transactions')} | {show(late, 'digital_share', 100, 3)} |")


main()
