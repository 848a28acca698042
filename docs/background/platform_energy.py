"""The tables of docs/background/platform-energy.md: python3 docs/background/platform_energy.py build/release/counterless"""
import json
import subprocess
import sys
from pathlib import Path

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios/library/platform-energy.json"
NIGHT = '/platform/tiers/{}/capacity=[{{"from": "06:00", "every_day": true, "hosts": {}}}, {{"from": "20:00", "every_day": true, "hosts": 1}}]'
SCALED = '/platform/tiers/{}/autoscale={{"min": 1, "up_above": 0.5, "down_below": 0.15, "every": "1 min", "delay": "3 min", "cool_down": "5 min"}}'
WAYS = {"all hosts always on": [], "one host of a tier at night": [NIGHT.format("web", 4), NIGHT.format("application", 2)],
        "autoscaler": [SCALED.format("web"), SCALED.format("application")]}
SHARES = [("90 %", ["/adoption/share=0.90"]), ("95 %", ["/adoption/share=0.95"]),
          ("100 %", ["/services/*/presence=0", '/services/*/channels=["app", "web", "b2g"]', "/channels/*/retry=1", "/adoption/share=1"])]


def run(program, settings):
    arguments = [program, "run", SCENARIO, "--quiet", "--json", "-", *(word for one in settings for word in ("--set", one))]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    return {(one["measure"], one["of"]): one for one in json.loads(done.stdout)["measures"]}


def main(program):
    print("| how | kWh a week, with PUE | Wh a digital transaction | hosts on: web, application | mean response, s | 99 in 100, s |\n|---|---|---|---|---|---|")
    for how, settings in WAYS.items():
        values = run(program, settings)
        energy, done = values["energy", "platform"], values["digital_transactions", "all"]["mean"]
        hosts = [values.get(("hosts", f"platform/{tier}"), {"mean": most})["mean"] for tier, most in (("web", 4), ("application", 2))]
        response = values["response_mean", "channel/web"]["mean"]
        print(f"| {how} | {energy['mean']:.1f} ± {energy['half_width']:.1f} | {1000 * energy['mean'] / done:.2f} | "
              f"{hosts[0]:.2f}, {hosts[1]:.2f} | {response:.2f} | {values['response_p99', 'platform']['mean']:.1f} |", flush=True)
    print("\n| digital share | trips, kg | buildings, kg | paper, kg | machines, kg | machines of all, % |\n|---|---|---|---|---|---|")
    for share, settings in SHARES:
        values = run(program, settings)
        parts = [values[f"co2/{part}", "all"]["mean"] for part in ("trips", "buildings", "paper", "machines")]
        print(f"| {share} | {' | '.join(f'{part:,.0f}' for part in parts)} | {100 * parts[3] / sum(parts):.2f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
