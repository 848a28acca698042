"""The tables of docs/background/fidelity.md: python3 docs/background/fidelity.py build/release/counterless"""
import json
import subprocess
import sys
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[2] / "scenarios/library"
SMALLEST = [f"/platform/tiers/{tier}/hosts={n}" for tier, n in (("web", 2), ("application", 1), ("database", 1), ("gateway", 1))]
CASES = [("idle: 2018's machines, a tenth of the volume", "platform-no-outage.json", 0.1, []),
         ("2018's machines", "platform-no-outage.json", 1, []),
         ("2018's machines, gateway down two hours", "platform-outage.json", 1, []),
         ("the smallest machines, 0.8 of the volume", "platform-no-outage.json", 0.8, SMALLEST),
         ("the smallest machines", "platform-no-outage.json", 1, SMALLEST),
         ("the smallest machines, 1.3 times the volume", "platform-no-outage.json", 1.3, SMALLEST),
         ("the smallest machines, 1.6 times the volume", "platform-no-outage.json", 1.6, SMALLEST)]
FIDELITIES = ("platform", "pool", "delay")
COLUMNS = [("response_mean", "channel/web", 1, 2), ("response_p99", "platform", 1, 1), ("failure_share", "channel/web", 100, 2),
           ("visits", "all", 1, 0), ("wait_p90", "all", 1 / 60, 2)]


def run(program, file, volume, settings, fidelity):
    sets = [*(["/study/baseline=null"] if "-outage" in file and "no-" not in file else []), "/calendar/end=2018-10-21", "/study/replications=5", f'/demand/volume="{215000 * volume} / week"', *settings,
            *(f"/channels/{channel}/fidelity={fidelity}" for channel in ("app", "web", "b2g"))]
    arguments = [program, "run", LIBRARY / file, "--quiet", "--json", "-", *(word for one in sets for word in ("--set", one))]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout)
    values = {(one["measure"], one["of"]): one for one in told["measures"]}
    busiest = max(one["mean"] or 0 for one in told["series"] if one["measure"] == "utilisation" and one["of"].startswith("platform/"))
    return values, busiest


def main(program):
    print("| case | busiest half-hour of a tier, % | fidelity | website: mean response, s | 99 in 100 within, s | website: attempts that fail, % | visits | nine in ten wait within, min |")
    print("|---|---|---|---|---|---|---|---|")
    for name, file, volume, settings in CASES:
        for fidelity in FIDELITIES:
            values, busiest = run(program, file, volume, settings, fidelity)
            cells = [f"{scale * values[measure, of]['mean']:,.{digits}f} ± {scale * values[measure, of]['half_width']:,.{digits}f}"
                     for measure, of, scale, digits in COLUMNS]
            print(f"| {name} | {100 * busiest:.0f} | `{fidelity}` | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
