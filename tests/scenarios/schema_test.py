"""A second reader holds the JSON Schema to the scenarios: good files pass, each kind of fault that a schema can see does not.

Skips (77) without python3-jsonschema.
"""
import copy
import json
import re
import sys
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
ROOT = Path(sys.argv[1])
FIXTURES = ROOT / "tests/scenarios/fixtures"


def load(file):
    return json.loads(COMMENT.sub(lambda match: match.group(1) or "", file.read_text(encoding="utf-8")))


def changed(scenario, pointer, value):
    scenario = copy.deepcopy(scenario)
    *above, last = pointer.split("/")[1:]
    at = scenario
    for key in above:
        at = at[key]
    at[last] = value
    return scenario


FAULTS = [("/nmae", "x"), ("/name", 7), ("/name", "two\nlines" * 100), ("/stations/reception/service", 30), ("/stations/reception/service", "30 secs"),
          ("/centres/main/stations/counter/agents", -1), ("/centres/main/stations/counter/agents", 2.5), ("/centres/main/wieght", 1),
          ("/centres/Main", {}), ("/demand/volume", "5 / h"), ("/calendar/start", "21.10.2018"), ("/calendar/hours/from", "7:30"),
          ("/calendar/hours/friday", {"from": "07:30", "until": "12:00"}), ("/calendar/hours/fri", {"from": "07:30"}),
          ("/calendar/seasons", [{"from": "2018-05-17"}]), ("/calendar/seasons", [{"from": "2018-05-17", "until": "2018-06-14", "our": {}}]),
          ("/demand/volume", [{"from": "2018-01-01", "value": "5"}]), ("/demand/volume", []), ("/extends", 7),
          ("/calendar/working_week", ["sunday"]), ("/calendar/day_factors", {"sunday": 1}), ("/channels/web/fidelity", "platfrom"),
          ("/channels/web/journey", [{"work": 5}]), ("/services/licence/presence", 1.5), ("/services/licence/presence", [{"value": 1}]),
          ("/services/licence/confidence", "sure"), ("/costs/guide_hour", 100), ("/platform/links/internet/bandwidth", "1 GB"),
          ("/services/licence", {"name": "no volume"}), ("/calendar", {"start": "2018-10-21"})]


HALL = "/centres/hall/stations"
HALL_FAULTS = [(HALL + "/desk/line/within", "fofo"), (HALL + "/scan/agents", "endless"), (HALL + "/scan/agents", -1),
               (HALL + "/reception/agents", [{"from": "07:00", "agents": 2}]), (HALL + "/reception/agents", []),
               (HALL + "/reception/balking/steps", [{"from": "ten", "chance": 0.3}]), (HALL + "/reception/next", [{"share": 1}]),
               (HALL + "/desk/on_closing", 0.9), (HALL + "/desk/on_closing", {"tomorow": 0.9}), (HALL + "/desk/fork", ["scan"]),
               (HALL + "/desk/staff/officer/shifts", [{"from": 7, "until": "15:00", "agents": 2}]),
               (HALL + "/desk/staff/amal/skills/plain", {"speed": "fast"}), (HALL + "/papers/batch", 5)]


def main():
    schema = json.loads((ROOT / "docs/reference/scenario.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    wrong = []
    for file in sorted(FIXTURES.glob("*.json")) + sorted((ROOT / "scenarios/library").glob("*.json")):
        wrong += [f"{file.name}: {list(error.absolute_path)}: {error.message[:120]}" for error in validator.iter_errors(load(file))]
    town = load(FIXTURES / "town.json")
    wrong += [f"the schema lets pass {pointer} = {value!r}" for pointer, value in FAULTS
              if validator.is_valid(changed(town, pointer, value))]
    hall = load(FIXTURES / "halls.json")
    wrong += [f"the schema lets pass {pointer} = {value!r}" for pointer, value in HALL_FAULTS
              if validator.is_valid(changed(hall, pointer, value))]
    variant = {"extends": "town.json", "centres": {"port": None, "main": {"stations": {"counter": {"service": {"mean": "4 min"}}}}}}
    wrong += [f"a variant is refused: {error.message[:120]}" for error in validator.iter_errors(variant)]
    print("\n".join(wrong) or f"{len(FAULTS) + len(HALL_FAULTS)} faults seen")
    return 1 if wrong else 0


sys.exit(main())
