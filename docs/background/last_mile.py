"""The tables of docs/background/last-mile.md: python3 docs/background/last_mile.py build/release/counterless FOLDER

FOLDER holds uk_service_quarters.csv (service_id, quarter, transactions, digital_transactions), hmrc_self_assessment_deadline.csv and
digital_channel_anchors.csv; docs/background/last-mile.md says where they come from."""
import csv
import io
import json
import math
import statistics
import subprocess
import sys
from pathlib import Path

ROWS_LEAST = 12          # quarters with both counts: eight to fit, four to foretell
TRANSACTIONS_LEAST = 100  # a quarter: below that a share is a few people
MODELS = {"bass": "Bass", "bass-ceiling": "Bass with ceiling", "logistic": "logistic", "logistic-ceiling": "logistic with ceiling",
          "gompertz": "Gompertz with ceiling", "habit": "habit", "gains": "habit, counter loss stated as 0"}


def calibrate(program, table, *words):
    done = subprocess.run([program, "calibrate", "shares", "-", "--json", "-", "--intervals", "none", *words], input=table, text=True,
                          capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def series(file):
    """Of each service, its quarters with both counts. Left out, and counted: too short, counts above their total, too few people."""
    services = {}
    for row in csv.DictReader(file.open(encoding="utf-8")):
        if row["transactions"] and row["digital_transactions"]:
            services.setdefault(row["service_id"], []).append((row["quarter"], int(row["transactions"]), int(row["digital_transactions"])))
    left_out = {"shorter than 12 quarters": 0, "digital above the total": 0, "fewer than 100 transactions in a quarter": 0,
                "never above 90 %": 0, "at 90 % or more from the first quarter on": 0, "below 1 % in all of the first two thirds": 0}
    kept = {}
    for service, rows in services.items():
        shares = [digital / total if total else 0 for _, total, digital in rows]
        reasons = (len(rows) < ROWS_LEAST, any(digital > total for _, total, digital in rows),
                   min(total for _, total, _ in rows) < TRANSACTIONS_LEAST, max(shares) <= 0.9, shares[0] >= 0.9,
                   max(shares[:len(rows) - len(rows) // 3]) < 0.01)
        first = next((name for name, holds in zip(left_out, reasons) if holds), None)
        if first:
            left_out[first] += 1
        else:
            kept[service] = rows
    return kept, left_out, len(services)


def as_csv(rows):
    table = io.StringIO()
    csv.writer(table).writerows([("quarter", "total", "digital"), *rows])
    return table.getvalue()


def sign_test(wins, losses):
    """Two-sided: how often a fair coin would be as far from half."""
    n, k = wins + losses, min(wins, losses)
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n) if n else 1.0


def errors(answer, gains):
    """Mean absolute error of each model on the quarters held out, in points."""
    found = {fit["model"]: 100 * fit["held_out"]["mean_absolute"] for fit in answer["fits"]}
    found["gains"] = 100 * gains["fits"][0]["held_out"]["mean_absolute"]
    found["by AICc"] = found[answer["lowest_aicc"]] if answer["lowest_aicc"] else found["logistic"]
    found["last value"] = 100 * answer["last_value"]["mean_absolute"]
    found["linear drift"] = 100 * answer["linear_drift"]["mean_absolute"]
    return found


def table(title, all_errors):
    names = list(all_errors[0])
    models = [name for name in names if name != "by AICc"]
    print(f"\n### {title}: {len(all_errors)} series\n")
    print("| forecast | median error | mean error | worst | best of all nine | nearer than last value | sign test |")
    print("|---|---|---|---|---|---|---|")
    for name in names:
        own = [one[name] for one in all_errors]
        best = sum(one[name] <= min(one[other] for other in models) + 1e-9 for one in all_errors)
        wins = sum(one[name] < one["last value"] - 1e-9 for one in all_errors)
        losses = sum(one[name] > one["last value"] + 1e-9 for one in all_errors)
        against = "" if name == "last value" else f"{wins} of {wins + losses} | {sign_test(wins, losses):.2g}"
        shown = "" if name == "by AICc" else f"{100 * best / len(all_errors):.0f} %"
        print(f"| {MODELS.get(name, name)} | {statistics.median(own):.2f} | {statistics.mean(own):.2f} | {max(own):.1f} | {shown} | "
              f"{against or '|'} |")


def services(program, folder):
    kept, left_out, everything = series(folder / "uk_service_quarters.csv")
    print(f"{everything} services; left out: " + "; ".join(f"{name} {count}" for name, count in left_out.items()) + f"; kept {len(kept)}")
    groups, bias, squares = {"all": []}, {}, {}
    for rows in kept.values():
        answer = calibrate(program, as_csv(rows), "--time", "quarter", "--digital", "digital", "--total", "total", "--hold-out", "1/3")
        gains = calibrate(program, as_csv(rows), "--time", "quarter", "--digital", "digital", "--total", "total", "--hold-out", "1/3",
                          "--models", "habit", "--fix", "counter=0")
        found = errors(answer, gains)
        seen = [row["share"] for row in answer["rows"] if not row["held_out"]]
        steady = all(b > a - 0.02 for a, b in zip(seen, seen[1:]))
        late = "already at 90 % at the end of what was seen" if seen[-1] >= 0.9 else "below 90 % at the end of what was seen"
        groups["all"].append(found)
        groups.setdefault(late, []).append(found)
        if steady:
            groups.setdefault("no fall of more than 2 points in what was seen", []).append(found)
        for fit in answer["fits"]:
            bias.setdefault(fit["model"], []).append(100 * fit["held_out"]["mean_error"])
            squares.setdefault(fit["model"], []).append(100 * fit["held_out_least_squares"]["mean_absolute"])
        bias.setdefault("last value", []).append(100 * answer["last_value"]["mean_error"])
        bias.setdefault("linear drift", []).append(100 * answer["linear_drift"]["mean_error"])
    for title, found in groups.items():
        table(title, found)
    print("\n### Foretold less seen, in points; and the error of the same curves fitted by least squares\n")
    print("| forecast | median | too high in | median error by least squares | mean |\n|---|---|---|---|---|")
    for name, own in bias.items():
        by_squares = f"{statistics.median(squares[name]):.2f} | {statistics.mean(squares[name]):.2f}" if name in squares else "|"
        print(f"| {MODELS.get(name, name)} | {statistics.median(own):+.2f} | {sum(one > 0 for one in own)} of {len(own)} | {by_squares} |")


def self_assessment(program, folder):
    rows = (folder / "hmrc_self_assessment_deadline.csv").read_text(encoding="utf-8")
    answer = calibrate(program, rows, "--share", "online_share_pct_stated", "--percent", "--skip-empty", "--hold-out", "1/3")
    held = [row for row in answer["rows"] if row["held_out"]]
    print("\n### Self Assessment, fitted to 2011-2016\n\n| forecast | " + " | ".join(row["time"][:4] for row in held) + " | mean error |")
    print("|---|" + "---|" * (len(held) + 1))
    print("| seen | " + " | ".join(f"{100 * row['share']:.2f}" for row in held) + " | |")
    for fit in [*answer["fits"], {"model": "last value", "held_out": answer["last_value"]}, {"model": "linear drift", "held_out": answer["linear_drift"]}]:
        ahead = fit["held_out"]
        print(f"| {MODELS.get(fit['model'], fit['model'])} | " + " | ".join(f"{100 * share:.2f}" for share in ahead["shares"]) +
              f" | {100 * ahead['mean_absolute']:.2f} |")


def mandate(program, folder):
    """Denmark's Digital Post: two figures before the mandate of 1 November 2014, one after. 4.7 million people are over 15."""
    figures = {(row["date"], row["metric"]): float(row["value"])
               for row in csv.DictReader((folder / "digital_channel_anchors.csv").open(encoding="utf-8")) if row["place"] == "Denmark"}
    registered = figures["2014-05-28", "citizens registered for Digital Post"] / 4.7e6
    ready = figures["2014-10-20", "target group ready for Digital Post"] / 100
    after = figures["2015", "citizens signed up to Digital Post"] / 100
    rows = f"date,share\n2014-05-28,{registered:.4f}\n2014-10-20,{ready:.4f}\n2015-07-01,{after:.4f}\n"
    answer = calibrate(program, rows, "--hold-out", "1", "--models", "bass,logistic,habit")
    print("\n### Denmark: two figures before the mandate, the third foretold\n\n| forecast | mid-2015 |\n|---|---|")
    print(f"| seen, after the mandate | {100 * after:.0f} |")
    for fit in answer["fits"]:
        print(f"| {MODELS[fit['model']]} | {100 * fit['held_out']['shares'][0]:.1f} |")
    last = 100 * answer["linear_drift"]["shares"][0]
    print(f"| last value | {100 * ready:.1f} |\n| linear drift | {last:.0f} |")


if __name__ == "__main__":
    for part in (services, self_assessment, mandate):
        part(sys.argv[1], Path(sys.argv[2]))
