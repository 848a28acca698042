"""The tables of docs/background/platform-capacity.md: python3 docs/background/platform_capacity.py build/release/counterless

The smallest platform is searched host by host: from the least that can carry the mean load on, one host more for the tier that is
busiest, until 99 of 100 attempts of the busy Sunday are answered within the target. Then no host can be taken away again: each is tried.
"""
import json
import subprocess
import sys
from pathlib import Path

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios/library/platform-capacity.json"
TARGET_S = 30
TIERS = {"web": 4, "application": 4, "database": 4, "gateway": 1}   # cores of a host
EVERYTHING = ["/services/*/presence=0", '/services/*/channels=["app", "web", "b2g"]', "/channels/*/retry=1", "/adoption/share=1"]   # no counter is left
CASES = [("90 %", 1, ["/adoption/share=0.90"]), ("95 %", 1, ["/adoption/share=0.95"]),
         ("99 %", 1, ["/services/*/presence=0", "/channels/*/retry=1", "/adoption/share=0.985"]), ("100 %", 1, EVERYTHING),
         ("90 %", 3, ["/adoption/share=0.90"]), ("95 %", 3, ["/adoption/share=0.95"]), ("100 %", 3, EVERYTHING)]


def run(program, hosts, volume, settings):
    sets = [*settings, f'/demand/volume="{215000 * volume} / week"', *(f"/platform/tiers/{tier}/hosts={n}" for tier, n in hosts.items())]
    arguments = [program, "run", SCENARIO, "--quiet", "--json", "-", *(word for one in sets for word in ("--set", one))]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout)
    values = {(one["measure"], one["of"]): one for one in told["measures"]}
    busiest = {tier: max(one["mean"] or 0 for one in told["series"] if one["measure"] == "utilisation" and one["of"] == f"platform/{tier}")
               for tier in hosts}
    return values, busiest


def p99(values):
    return values["response_p99", "platform"]["mean"]


def smallest(program, volume, settings):
    hosts = {tier: 1 for tier in TIERS}
    values, busiest = run(program, hosts, volume, settings)
    path = []
    while p99(values) > TARGET_S:
        hosts[max(busiest, key=busiest.get)] += 1
        values, busiest = run(program, hosts, volume, settings)
        path.append((dict(hosts), p99(values)))
    for tier in hosts:   # none too many
        while hosts[tier] > 1:
            fewer = {**hosts, tier: hosts[tier] - 1}
            tried, load = run(program, fewer, volume, settings)
            if p99(tried) > TARGET_S:
                break
            hosts, values, busiest = fewer, tried, load
    return hosts, values, busiest, path


def main(program):
    print("| digital share | volume | attempts | hosts: web, application, database, gateway | busiest half-hour, % | 99 in 100 within, s |")
    print("|---|---|---|---|---|---|")
    for share, volume, settings in CASES:
        hosts, values, busiest, _ = smallest(program, volume, settings)
        attempts = sum(one["mean"] for (measure, of), one in values.items() if measure == "attempts" and of.startswith("channel/"))
        response = values["response_p99", "platform"]
        print(f"| {share} | {volume}x | {attempts:,.0f} | {', '.join(str(n) for n in hosts.values())} | "
              f"{', '.join(f'{100 * load:.0f}' for load in busiest.values())} | {response['mean']:.1f} ± {response['half_width']:.1f} |", flush=True)
    print("\n| volume of a platform made for 90 % | p50, s | p90, s | p99, s | busiest half-hour of any tier, % |\n|---|---|---|---|---|")
    hosts = smallest(program, 1, CASES[0][2])[0]
    for volume in (0.5, 0.8, 1.0, 1.2, 1.4, 1.5, 1.6, 1.7, 1.8):
        values, busiest = run(program, hosts, volume, CASES[0][2])
        cells = " | ".join(f"{values[f'response_p{q}', 'platform']['mean']:,.1f}" for q in (50, 90, 99))
        print(f"| {volume:g}x | {cells} | {100 * max(busiest.values()):.0f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
