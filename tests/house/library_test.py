"""The shipped scenarios keep their promises: counts that were stated, a parent for every number, and room for what was reported.

What makes a scenario valid is for the reader in scenarios/ to say (`counterless check`); here is what a reader cannot know.
"""
import json
import re
import sys
from pathlib import Path

COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
WORDS = {"stated", "found", "derived", "known", "assumed", "unknown", "fitted"}
SAYS_ITSELF = {"confidence", "source", "note"}
REPORTED_SMART, WEEK = 203650, 215000


def load(file):
    scenario = json.loads(COMMENT.sub(lambda m: m.group(1) or "", file.read_text(encoding="utf-8")))
    bases = scenario.pop("extends", [])
    merged = {}
    for base in [bases] if isinstance(bases, str) else bases:
        merged = merge(merged, load(file.parent / base))
    return merge(merged, scenario)


def merge(base, patch):
    """RFC 7386."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        merged[key] = merge(merged.get(key), value)
        if value is None:
            del merged[key]
    return merged


def members(scenario):
    """Whatever may say where its values come from: each member of a collection, and each part that is not a collection."""
    for part in ("services", "stations", "centres", "channels", "back_office", "initiatives", "targets"):
        for name, member in scenario.get(part, {}).items():
            yield f"/{part}/{name}", member
    for outer, inner in (("customers", "segments"), ("platform", "tiers"), ("platform", "links"), ("platform", "sites"), ("platform", "disruptions")):
        for name, member in scenario.get(outer, {}).get(inner, {}).items():
            yield f"/{outer}/{inner}/{name}", member
    for part in ("calendar", "demand", "adoption", "costs"):
        if part in scenario:
            yield f"/{part}", scenario[part]


def without_parent(scenario):
    for place, member in members(scenario):
        confidence, source = member.get("confidence", {}), member.get("source", "")
        words = set(confidence.values()) if isinstance(confidence, dict) else {confidence}
        if not words <= WORDS:
            yield f"{place}: confidence {sorted(words - WORDS)}"
        if not source:
            yield f"{place}: no source"
        if isinstance(confidence, dict):
            for key in member.keys() - confidence.keys() - SAYS_ITSELF - {"category"}:
                yield f"{place}/{key}: no confidence"
            for key in {key.split("/")[0] for key in confidence} - member.keys():  # "volume/3" is an element of a list
                yield f"{place}/{key}: a confidence without a value"


def fitted(scenario):
    return [f"{place}/{key}" for place, member in members(scenario) if isinstance(member.get("confidence"), dict)
            for key, word in member["confidence"].items() if word == "fitted"]


def main(root):
    library = Path(root) / "scenarios/library"
    complaints = []

    def expect(true, text):
        if not true:
            complaints.append(text)

    for file in sorted(library.glob("*.json")):
        scenario = load(file)
        expect("$schema" in scenario, f"{file.name}: no $schema")
        title = scenario.get("title")
        expect(title is None or {"en", "ar"} <= title.keys(), f"{file.name}: a title in one language only")
        part = "demand" not in scenario  # for others to extend
        if "services" in scenario or part:
            complaints += [f"{file.name}: {text}" for text in without_parent(scenario)]
        if "services" not in scenario:
            continue
        services = scenario["services"].values()
        expect(len(services) == 48, f"{file.name}: {len(services)} services, expected 48")
        halls = [name for name, centre in scenario["centres"].items() if not centre.get("remote")]
        expect(len(halls) == 23, f"{file.name}: {len(halls)} centres, expected 23")
        volume = [float(service["volume"].split()[0]) for service in services]
        presence = [service["presence"][0]["value"] for service in services]
        ceiling = WEEK * (1 - sum(v * p for v, p in zip(volume, presence)) / sum(volume))
        expect(ceiling > REPORTED_SMART, f"{file.name}: presence leaves room for {ceiling:.0f} smart, {REPORTED_SMART} were reported")
    week = load(library / "week-without-centres-2018.json")
    expect(fitted(week) == ["/initiatives/week/acceptance"], f"fitted are {fitted(week)}, expected the acceptance of the Week alone")
    expect(week["demand"]["volume"] == f"{WEEK} / week", "the volume of the Week is that of any week")
    print("\n".join(complaints) or "every value has its parent")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
