"""The tables of docs/background/last-ten.md and guides-and-counters.md:

    python3 docs/background/last_ten.py build/release/counterless [--only shares,root,merge,service,even,guides] [--from FILE] [--keep FOLDER]

Everything is an answer of `counterless staff` on the library's October week or a variant of it written here. --from takes the JSON of
the eleven shares that was made before; --keep leaves the answers in a folder, and takes them from there the next time."""
import argparse
import json
import math
import shutil
import subprocess
import tempfile
from pathlib import Path

LIBRARY = Path(__file__).parents[2] / "scenarios/library"
ORDINARY, WEEK = "ordinary-week-2018.json", "week-without-centres-2018.json"
AGENT_HOUR = 100      # AED; assumed, as the library's guide_hour
CENTRE_DAY = 5000     # AED; the library's centre_day, assumed there
CUSTOMER_HOUR = 100   # AED; assumed: an hour of a customer is worth an hour of an agent
TRIP_MIN = 60         # the library's trip_time, assumed there
OPEN_H = 7            # 07:30 to 14:30
MERGERS = [("airport_terminal_3", "airport_terminal_1"), ("al_maktoum_air_cargo", "al_maktoum_passengers"),
           ("jebel_ali_free_zone", "technopark"), ("creek_deira", "hamriya"), ("postal_karama", "port_rashid"),
           ("express_courier", "flower_centre"), ("multi_commodities", "silicon_oasis")]
MERGED_AT = (0.9, 0.95, 0.99)
LEVELS = (70, 80, 90, 95, 98)
GUIDED = ("ducamz", "creek_deira", "silicon_oasis")
GUIDES = (0, 1, 2, 3, 6)


class Staff:
    def __init__(self, program, folder, keep):
        self.program, self.folder, self.keep = program, folder, keep

    def ask(self, name, scenario, *words):
        """The answer as JSON; the command is printed, for the page."""
        kept = self.keep / f"{name}.json"
        if not kept.exists():
            command = [self.program, "staff", self.folder / scenario, "--json", kept, "--quiet", *words]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode not in (0, 3):
                raise SystemExit(done.stderr)
        print(f"    counterless staff {scenario} {' '.join(words)}\n")
        return json.loads(kept.read_text(encoding="utf-8"))

    def write(self, name, scenario):
        (self.folder / name).write_text(json.dumps(scenario), encoding="utf-8")
        return name


def weights():
    """Of the centres, read out of the library's own lines (the file has comments)."""
    found, centre = {}, None
    for line in (LIBRARY / "dubai-customs-2018.json").read_text(encoding="utf-8").split('"centres": {', 1)[1].splitlines():
        if line.startswith('    "') and line.endswith('": {'):
            centre = line.split('"')[1]
        elif centre and '"weight": ' in line and centre not in found:
            found[centre] = float(line.split('"weight": ')[1].rstrip(","))
        elif line.startswith('  "channels"'):
            break
    return found


def by_centre(share):
    return {centre["centre"]: centre for centre in share["centres"]}


def hours(centres):
    return sum(centre["agent_hours_a_day"] for centre in centres)


def occupancy(centres):
    """Load over agents: what is offered, over the open hours. Who gives up takes a little off it."""
    rows = [row for centre in centres for row in centre["agents"]]
    return sum(row["load"] for row in rows) / sum(row["agents"] for row in rows)


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def head(*cells):
    row(*cells)
    print("|" + "---|" * len(cells))


def shares_table(answer):
    head("digital share", "visits a day", "agent hours a day", "agent hours a visit", "occupancy", "agents, AED a visit", "with centres, AED a visit",
         "centres at presence")
    for share in answer["shares"]:
        centres, visits = share["centres"], share["visits_a_day"]
        paid = AGENT_HOUR * hours(centres)
        row(f"{share['digital_share']:.0%}", f"{visits:.0f}", f"{hours(centres):.0f}", f"{hours(centres) / visits:.3f}", f"{occupancy(centres):.0%}",
            f"{paid / visits:.0f}", f"{(paid + CENTRE_DAY * len(centres)) / visits:.0f}", f"{sum(one['at_presence'] for one in centres)} of {len(centres)}")


def centres_table(answer):
    print()
    shares = answer["shares"]
    shown = [share for share in shares if round(100 * share["digital_share"]) in (90, 95, 99, 100)]
    head("centre", *(f"{share['digital_share']:.0%}: visits, agents at most, occupancy, AED a visit" for share in shown), "at presence from")
    for name in by_centre(shares[0]):
        cells = []
        for share in shown:
            one = by_centre(share)[name]
            cost = (AGENT_HOUR * one["agent_hours_a_day"] + CENTRE_DAY) / max(one["visits_a_day"], 1e-9)
            cells.append(f"{one['visits_a_day']:.0f}, {one['agents_most']:.0f}, {occupancy([one]):.0%}, {cost:.0f}")
        least = next((f"{share['digital_share']:.0%}" for share in shares if by_centre(share)[name]["at_presence"]), "never")
        row(name, *cells, least)


def root_table(answer):
    """Agents above the load, over the root of the load: the square-root law says one number. Counters only, where more than one stands."""
    head("load of the half-hour (erlang)", "half-hours", "load, mean", "agents above load, mean", "over root of load", "occupancy")
    bands = [(0, 0.25), (0.25, 0.5), (0.5, 1), (1, 2), (2, 4), (4, 8), (8, 16), (16, 1e9)]
    rows = [one for share in answer["shares"] for centre in share["centres"] for one in centre["agents"] if one["station"] == "counter"]
    for low, high in bands:
        here = [one for one in rows if low <= one["load"] < high]
        if not here:
            continue
        load, above = sum(one["load"] for one in here), sum(one["agents"] - one["load"] for one in here)
        root = sum((one["agents"] - one["load"]) / math.sqrt(one["load"]) for one in here if one["load"] > 0) / len(here)
        row(f"{low} to {high}" if high < 1e9 else f"{low} or more", len(here), f"{load / len(here):.2f}", f"{above / len(here):.2f}", f"{root:.2f}",
            f"{load / (load + above):.0%}")


def merge_table(staff):
    weight = weights()
    centres = {}
    for stays, goes in MERGERS:
        centres |= {stays: {"weight": round(weight[stays] + weight[goes], 6)}, goes: None}
    staff.write("merged.json", {"extends": ORDINARY, "name": "Merged", "centres": centres})
    shares = ",".join(f"{share:.0%}" for share in MERGED_AT)
    two = staff.ask("alone", ORDINARY, "--shares", shares, "--weeks", "10", "--centres", ",".join(name for pair in MERGERS for name in pair))
    one = staff.ask("merged", "merged.json", "--shares", shares, "--weeks", "10", "--centres", ",".join(stays for stays, _ in MERGERS))
    head("digital share", "stays + goes", "visits a day of each", "agent hours: two", "one", "saved", "break-even extra trip, min, staff only", "with the centre's fixed cost")
    for alone, merged in zip(two["shares"], one["shares"]):
        for stays, goes in MERGERS:
            a, b, c = by_centre(alone)[stays], by_centre(alone)[goes], by_centre(merged)[stays]
            saved = hours([a, b]) - hours([c])
            minutes = [60 * money / b["visits_a_day"] / CUSTOMER_HOUR for money in (AGENT_HOUR * saved, AGENT_HOUR * saved + CENTRE_DAY)]
            row(f"{alone['digital_share']:.0%}", f"{stays} + {goes}", f"{a['visits_a_day']:.0f} + {b['visits_a_day']:.0f}", f"{hours([a, b]):.1f}",
                f"{hours([c]):.1f}", f"{saved:.1f}", *(f"{value:.0f} ({value / TRIP_MIN:.0%} of a trip)" for value in minutes))


def service_table(staff, picture):
    answers = [staff.ask(f"level-{level}", ORDINARY, "--shares", "95%", "--weeks", "10", "--set", f"/targets/ten_minutes/at_least={level / 100:g}")
               for level in LEVELS]
    head("served within 10 min, each half-hour and station", "agent hours a day", "AED a day", "AED a visit", "AED a day for each point more", "occupancy")
    points, before = [], None
    for level, answer in zip(LEVELS, answers):
        share = answer["shares"][0]
        paid = AGENT_HOUR * hours(share["centres"])
        slope = f"{(paid - before[1]) / (level - before[0]):.0f}" if before else ""
        row(f"{level} %", f"{hours(share['centres']):.0f}", f"{paid:.0f}", f"{paid / share['visits_a_day']:.1f}", slope, f"{occupancy(share['centres']):.0%}")
        before = level, paid
        points.append(before)
    if picture:
        picture.write_text(chart(points), encoding="utf-8")


def chart(points):
    """Money a day over the service level, as a line; axes by hand, for five points need no library."""
    low, high = 10_000 * math.floor(points[0][1] / 10_000), 10_000 * math.ceil(points[-1][1] / 10_000)
    place = [(60 + 16 * (level - 68), 260 - 220 * (paid - low) / (high - low)) for level, paid in points]
    marks = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/><text x="{x:.0f}" y="{y - 9:.0f}" text-anchor="middle">{level} %: {paid:,.0f}</text>'
                    for (x, y), (level, paid) in zip(place, points))
    sides = "".join(f'<text x="54" y="{y + 4}" text-anchor="end">{value:,.0f}</text><path d="M60 {y}H560" stroke="#ccc"/>'
                    for y, value in ((260, low), (150, (low + high) / 2), (40, high)))
    feet = "".join(f'<text x="{60 + 16 * (level - 68)}" y="276" text-anchor="middle">{level}</text>' for level in range(70, 100, 10))
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in place)
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 310" font-family="sans-serif" font-size="11">'
            f'<rect width="600" height="310" fill="#fff"/>{sides}{feet}<polyline points="{line}" fill="none" stroke="#06c" stroke-width="2"/>{marks}'
            '<text x="300" y="298" text-anchor="middle">served within 10 minutes, per cent, in each half-hour at each station</text>'
            '<text x="60" y="20">agents, AED a day, all centres; 95 % digital</text></svg>\n')


def even_table(staff):
    staff.write("even.json", {"extends": ORDINARY, "name": "Even",
                              "demand": {"counter_profile": [{"from": "07:30", "until": "14:30", "share": 1.0}]}})
    answers = [staff.ask(name, scenario, "--shares", "90%,95%,99%", "--weeks", "10") for name, scenario in (("peaked", ORDINARY), ("even", "even.json"))]
    head("digital share", "as they come: hours", "evenly: hours", "saved", "agents at most (sum of centres)", "evenly")
    for peaked, even in zip(answers[0]["shares"], answers[1]["shares"]):
        a, b = hours(peaked["centres"]), hours(even["centres"])
        most = [sum(one["agents_most"] for one in share["centres"]) for share in (peaked, even)]
        row(f"{peaked['digital_share']:.0%}", f"{a:.0f}", f"{b:.0f}", f"{a - b:.0f} ({(a - b) / a:.0%})", f"{most[0]:.0f}", f"{most[1]:.0f}")


def guides_table(staff):
    """In the Week as it was, and guides as the only measure."""
    alone = {"name": "Guides alone", "from": "2018-10-21", "until": "2018-10-25", "acceptance": 0.8,
             "guides": {"agents": 0, "lesson": {"law": "lognormal", "mean": "10 min", "cv": 0.6}, "success": 0.7}}
    staff.write("guides-alone.json", {"extends": ORDINARY, "name": "Guides alone", "calendar": {"start": "2018-10-21", "end": "2018-10-25"},
                                      "initiatives": {"week": alone}})
    for name, file in (("as the Week was", WEEK), ("guides alone", "guides-alone.json")):
        print(f"\n{name}\n")
        answers = {number: by_centre(staff.ask(f"{file[:6]}-{number}", file, "--centres", ",".join(GUIDED), "--set",
                   f"/initiatives/week/guides/agents={number}")["shares"][0]) for number in GUIDES}
        head("centre", "guides", "visits a day", "to the counter", "agent hours a day", "saved by the last guides, hours", "their hours", "saved in all, less all guides' hours, AED a day")
        for centre in GUIDED:
            before = None
            for number in GUIDES:
                one = answers[number][centre]
                counter = sum(cell["customers_a_day"] for cell in one["agents"] if cell["station"] == "counter")
                needed, at_first = one["agent_hours_a_day"], answers[0][centre]["agent_hours_a_day"]
                row(centre, number, f"{one['visits_a_day']:.0f}", f"{counter:.0f}", f"{needed:.1f}", f"{before[1] - needed:.1f}" if before else "",
                    OPEN_H * (number - before[0]) if before else "", f"{AGENT_HOUR * (at_first - needed - OPEN_H * number):.0f}")
                before = number, needed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--only", default="shares,root,merge,service,even,guides")
    parser.add_argument("--from", dest="answer", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--picture", type=Path, help="where the chart of cost against service goes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for file in LIBRARY.glob("*.json"):
            shutil.copy(file, folder)
        keep = arguments.keep or Path(folder) / "answers"
        keep.mkdir(exist_ok=True)
        if arguments.answer:
            shutil.copy(arguments.answer, keep / "shares.json")
        staff = Staff(Path(arguments.program).resolve(), Path(folder), keep)
        for name in arguments.only.split(","):
            print(f"\n## {name}\n")
            if name in ("shares", "root"):
                answer = staff.ask("shares", ORDINARY, "--shares", "90%:100%:1%")
                (shares_table if name == "shares" else root_table)(answer)
                if name == "shares":
                    centres_table(answer)
            else:
                {"merge": merge_table, "service": lambda one: service_table(one, arguments.picture), "even": even_table, "guides": guides_table}[name](staff)


if __name__ == "__main__":
    main()
