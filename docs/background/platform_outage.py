"""The table of docs/background/platform-outage.md, from what two runs said:

    counterless run scenarios/library/platform-outage.json --json with.json
    counterless run scenarios/library/platform-no-outage.json --json without.json
    python3 docs/background/platform_outage.py with.json without.json
"""
import json
import sys


def series(file):
    with open(file, encoding="utf-8") as text:
        return {(one["measure"], one["of"], one["start"]): one for one in json.load(text)["series"]}


def number(one, scale=1.0, digits=0):
    if one is None or one["mean"] is None:
        return "–"
    return f"{scale * one['mean']:,.{digits}f} ± {scale * one['half_width']:,.{digits}f}"


def main(with_outage, without):
    runs = [series(with_outage), series(without)]
    columns = [("app: failed, %", "failure_share", "channel/app", 100, 1), ("calls", "arrivals", "centre/contact_centre", 1, 0),
               ("callers who hung up, %", "abandonment", "centre/contact_centre", 100, 0),
               ("waiting to try again", "backlog_mean", "platform", 1, 0), ("visits", "arrivals", "all", 1, 0), ("wait of nine in ten, min", "wait_p90", "all", 1 / 60, 1),
               ("given up, app", "given_up", "channel/app", 1, 0)]
    print("| from | " + " | ".join(f"{name} | without" for name, *_ in columns) + " |")
    print("|---" * (1 + 2 * len(columns)) + "|")
    day = 86400
    for start in [day * 0 + 1800 * k for k in range(16, 30)] + [day + 1800 * k for k in range(15, 22)]:
        cells = [number(run.get((measure, of, start)), scale, digits) for _, measure, of, scale, digits in columns for run in runs]
        when = f"{'Sun' if start < day else 'Mon'} {start % day // 3600:02.0f}:{start % 3600 // 60:02.0f}"
        print(f"| {when} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main(*sys.argv[1:])
