"""Is the answer of `counterless staff` right? python3 docs/background/staffing_check.py build/release/counterless [--from FILE]

Three questions about the October week at eleven digital shares: how long it takes; whether every target holds in runs with another
seed; whether an agent could be spared somewhere. The runs go through `counterless run`, which shares no code with the search but the
engine itself: the plan is written into the scenario as clock pieces of agents, and the answer read from the series by half-hour."""
import argparse
import collections
import json
import math
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

LIBRARY = Path(__file__).parents[2] / "scenarios/library"
SCENARIO = LIBRARY / "ordinary-week-2018.json"
SHARES = "90%:100%:1%"
MEASURE = "service_level@10min/offered"
LEAST = 0.89      # 90 % less the tolerance of one point
FAMILY = 0.05     # chance that any of all claims is called broken though it holds
REACHABLE = 0.97387  # more is not possible in this scenario (`run` refuses it and says so); staff takes a higher share as this one
AFTER_CLOSING = "20:30"  # the last agents stay until those inside are served
PLACES = 50
DECIDED = 1.65    # standard errors from the edge; nearer to it a place is lived through again
TIMES_MORE = 4, 16  # replications; whoever is not shown needed then is asked with the next


def seconds_of(clock):
    hours, minutes = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes)


def student(level, freedom):
    """Upper quantile of Student's t: bisection on the regularised incomplete beta by its series in steps of Simpson."""
    def upper(t):
        last = math.atan(t / math.sqrt(freedom))  # t = sqrt(freedom) tan x: the density becomes cos^(freedom - 1)
        steps = 2000
        width = (math.pi / 2 - last) / steps
        heights = [math.cos(last + i * width) ** (freedom - 1) for i in range(steps + 1)]
        area = width / 3 * (heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]))
        return area * math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)
    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if upper(middle) > level else (low, middle)
    return low


def plan_of(share):
    """Agents by (centre, station) and begin of the interval."""
    plan = collections.defaultdict(dict)
    for centre in share["centres"]:
        for row in centre["agents"]:
            plan[centre["centre"], row["station"]][row["from"]] = (row["until"], row["agents"])
    return plan


def scenario_of(digital_share, plan):
    centres = {}
    for (centre, station), day in plan.items():
        pieces = [{"from": begin, "until": end, "agents": number} for begin, (end, number) in sorted(day.items())]
        pieces[-1]["until"] = AFTER_CLOSING
        centres.setdefault(centre, {"stations": {}})["stations"][station] = {"agents": pieces}
    return {"extends": SCENARIO.name, "name": "A plan, checked", "adoption": {"share": min(digital_share, REACHABLE)}, "centres": centres,
            "channels": {channel: {"fidelity": "delay"} for channel in ("app", "web", "b2g")}, "study": {"series": "typical_day"}}


class Check:
    def __init__(self, program, folder, seed, replications):
        self.program, self.folder, self.seed, self.replications = program, folder, seed, replications
        self.seen = {}
        self.student = student(0.025, replications - 1)

    def run(self, digital_share, plan):
        """By (station's place, begin in seconds): customers an interval, share served in time, its standard error."""
        text = json.dumps(scenario_of(digital_share, plan))
        if text not in self.seen:
            self.seen[text] = self.live(text)
        return self.seen[text]

    def live(self, text):
        file = self.folder / "plan.json"
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([self.program, "run", file, "--json", "-", "--quiet", "--seed", str(self.seed), "--replications",
                               str(self.replications)], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr)
        came, level = {}, {}
        for row in json.loads(done.stdout)["series"]:
            key = row["of"], round(row["start"])
            if row["measure"] == "arrivals":
                came[key] = row["mean"]
            elif row["measure"] == MEASURE and row["mean"] is not None:
                level[key] = row["mean"], (row["half_width"] or 0) / self.student
        return {key: (came[key], *level[key]) for key in level if key in came}

    def claim(self, seen, target):
        """Value and standard error of a claim; intervals that were joined, or stations for a centre's day, are weighted by their
        customers, as if independent."""
        if "from" in target:
            begins = range(seconds_of(target["from"]), seconds_of(target["until"]), 1800)
            rows = [seen[key] for begin in begins if (key := (target["of"], begin)) in seen]
        else:
            rows = [row for (of, _), row in seen.items() if of.startswith(target["of"] + "/")]
        total = sum(came for came, _, _ in rows)
        if not total:
            return None
        return (sum(came * value for came, value, _ in rows) / total,
                math.sqrt(sum((came * error) ** 2 for came, _, error in rows)) / total, total)


def staffed(arguments):
    if arguments.answer:
        return json.loads(Path(arguments.answer).read_text(encoding="utf-8"))
    began = time.monotonic()
    done = subprocess.run([arguments.program, "staff", SCENARIO, "--shares", SHARES, "--json", "-"], capture_output=True, text=True,
                          check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    print(f"staffing of {SHARES}: {time.monotonic() - began:.0f} s\n")
    return json.loads(done.stdout)


def show_answer(answer):
    print("| digital share | visits a day | agent hours a day | centres at presence | claims | broken | open |\n|---|---|---|---|---|---|---|")
    for share in answer["shares"]:
        centres = share["centres"]
        print(f"| {share['digital_share']:.0%} | {share['visits_a_day']:.0f} | {share['agent_hours_a_day']:.1f} | "
              f"{sum(centre['at_presence'] for centre in centres)} of {len(centres)} | "
              f"{sum(len(centre['targets']) for centre in centres)} | {share['claims_broken']} | {share['claims_open']} |")


def verify(check, answer):
    """Every claim in a run of its own."""
    family = sum(len(centre["targets"]) for share in answer["shares"] for centre in share["centres"])
    bound = student(FAMILY / family, check.replications - 1)
    print(f"\nEvery plan lived through {check.replications} weeks more with seed {check.seed}; broken: {LEAST:.0%} lies more than "
          f"{bound:.2f} standard errors above the value, so that of all {family} claims one is called broken wrongly with a chance of at "
          f"most {FAMILY:.0%}.\n\n| digital share | claims | broken | below {LEAST:.0%} by value | of these more than two standard errors | "
          f"lowest value | its customers a day | off staff's own value, in standard errors: mean, spread |\n|---|---|---|---|---|---|---|---|")
    worst = []
    for share in answer["shares"]:
        seen = check.run(share["digital_share"], plan_of(share))
        claims = [(*found, target) for centre in share["centres"] for target in centre["targets"] if (found := check.claim(seen, target))]
        below = [claim for claim in claims if claim[0] < LEAST]
        broken = [claim for claim in below if claim[0] + bound * claim[1] < LEAST]
        clear = sum(claim[0] + 2 * claim[1] < LEAST for claim in below)
        lowest = min(claims, key=lambda claim: claim[0])
        off = [(value - target["value"]) / error for value, error, _, target in claims if error > 0]
        worst += [(share["digital_share"], *claim) for claim in broken]
        print(f"| {share['digital_share']:.0%} | {len(claims)} | {len(broken)} | {len(below)} | {clear} | {lowest[0]:.3f} | {lowest[2]:.1f} | "
              f"{statistics.mean(off):+.2f}, {statistics.stdev(off):.2f} |", flush=True)
    for digital_share, value, error, came, target in worst:
        print(f"broken: {digital_share:.0%} {target['of']} {target.get('from', 'day')}: {value:.4f}, standard error {error:.4f}, "
              f"{came:.1f} customers a day; staff said {target['value']:.4f}, {target['state']}")


def rounds_of(places):
    """By (share's number, turn): as many turns as a centre comes up, so that none lacks two agents at once."""
    rounds = collections.defaultdict(list)
    for place in places:
        turn = sum(other[:2] == place[:2] for turns in rounds.values() for other in turns)
        rounds[place[0], turn].append(place)
    return rounds


def sample(answer, seed):
    """Places where more than the minimum stands: (share's number, centre, station, begin)."""
    places = [(number, centre["centre"], row["station"], row["from"]) for number, share in enumerate(answer["shares"])
              for centre in share["centres"] for row in centre["agents"] if row["agents"] > max(answer["presence"], 1)]
    drawn = random.Random(seed).sample(places, min(PLACES, len(places)))
    return len(places), drawn


def without_one(check, answer, places):
    """By place, with one agent less there: kind, and value and standard error of the lowest claim of that station from the interval
    before on, for who comes late in it waits in this."""
    outcomes = {}
    for (number, _), together in sorted(rounds_of(places).items()):
        share = answer["shares"][number]
        plan = plan_of(share)
        for _, centre, station, begin in together:
            until, agents = plan[centre, station][begin]
            plan[centre, station][begin] = until, agents - 1
        seen = check.run(share["digital_share"], plan)
        for place in together:
            _, centre, station, begin = place
            targets = [target for one in share["centres"] if one["centre"] == centre for target in one["targets"]
                       if target["of"] == f"centre/{centre}/{station}" and "from" in target and seconds_of(target["until"]) >= seconds_of(begin)]
            found = [(claim, target) for target in targets if (claim := check.claim(seen, target))]
            (value, error, _), target = min(found, key=lambda pair: pair[0][0])
            off = (value - LEAST) / error if error else math.copysign(math.inf, value - LEAST)
            outcomes[place] = "needed" if off < -DECIDED else "spare" if off > DECIDED else "open", value, error, target
    return outcomes


def spare_one(check, answer, seed):
    """Drawn places with one agent less each; where that decides nothing, on more weeks."""
    number_of_places, drawn = sample(answer, seed)
    outcomes = without_one(check, answer, drawn)
    print(f"\n{len(drawn)} of {number_of_places} places above the minimum, drawn with seed {seed}; one agent less at each, same seed as above.")
    report_spared(answer, outcomes, check.replications)
    before = check.replications
    for times in TIMES_MORE:
        undecided = [place for place in drawn if outcomes[place][0] != "needed"]
        if not undecided:
            return
        longer = Check(check.program, check.folder, check.seed, times * check.replications)
        outcomes.update(without_one(longer, answer, undecided))
        report_spared(answer, outcomes, f"{longer.replications}, where {before} had not shown him needed,")
        before = longer.replications


def report_spared(answer, outcomes, replications):
    counts = collections.Counter(outcome[0] for outcome in outcomes.values())
    below = sum(outcome[0] == "open" and outcome[1] < LEAST for outcome in outcomes.values())
    print(f"With {replications} replications the lowest target of that station from the interval before on lies below {LEAST:.0%} by more than "
          f"{DECIDED} standard errors in {counts['needed']} places, above by more in {counts['spare']}; nearer to it in {counts['open']}, "
          f"{below} of them below.", flush=True)
    for (number, centre, station, begin), (kind, value, error, target) in outcomes.items():
        if kind != "needed":
            print(f"{kind}: {answer['shares'][number]['digital_share']:.0%} {centre}/{station} {begin}: {value:.4f} "
                  f"(standard error {error:.4f}) at {target['from']}-{target['until']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--from", dest="answer", help="the JSON of a staffing that was made before")
    parser.add_argument("--seed", type=int, default=777)
    parser.add_argument("--replications", type=int, default=40)
    arguments = parser.parse_args()
    answer = staffed(arguments)
    show_answer(answer)
    with tempfile.TemporaryDirectory() as folder:
        for file in LIBRARY.glob("*.json"):
            shutil.copy(file, folder)
        check = Check(Path(arguments.program).resolve(), Path(folder), arguments.seed, arguments.replications)
        verify(check, answer)
        spare_one(check, answer, arguments.seed)


if __name__ == "__main__":
    main()
