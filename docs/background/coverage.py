"""The tables of docs/background/coverage.md from what tests/coverage wrote:

    COVERAGE=counts.tsv build/release/tests/coverage_test
    python3 docs/background/coverage.py counts.tsv
"""
import csv
import sys

KINDS = ["mean", "ratio", "quantile", "paired difference", "antithetic pairs", "control variates", "until precise"]
rows = list(csv.reader(open(sys.argv[1]), delimiter="\t"))
models = list(dict.fromkeys(row[0] for row in rows))
print("| interval | of | " + " | ".join(models) + " |")
print("|---|---|" + "---|" * len(models))
for kind in KINDS:
    for measure in dict.fromkeys(row[2] for row in rows if row[1] == kind):
        cells = []
        for model in models:
            found = [row for row in rows if row[:3] == [model, kind, measure]]
            if not found:
                cells.append("")
                continue
            held, remark = int(found[-1][3]) / 10, float(found[-1][4])
            note = f" ({remark:.0f} runs)" if kind == "until precise" else f" (saves {remark:.2f}x)" if remark > 0 else ""
            cells.append(f"{held:.1f} %{note}")
        print(f"| {kind} | `{measure}` | " + " | ".join(cells) + " |")
