"""What the cases share: calling the program in a folder of its own, and comparing with approved output."""
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

APPROVE = "--approve" in sys.argv and not sys.argv.remove("--approve")
PROGRAM = Path(sys.argv.pop(1)).resolve()
HERE = Path(__file__).resolve().parent
TOWN = HERE / "scenarios/town.json"    # six replications of two days, with machines
WEEK = HERE / "scenarios/week.json"    # the same with messages, measured against the town

# The machines of the town as a SimGrid platform file, and how the scenario names them.
MACHINES = """<?xml version='1.0'?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1">
  <zone id="dc" routing="Full">
    <host id="node-1" speed="1Gf" core="2"/>
    <host id="node-2" speed="1Gf" core="2"/>
    <link id="uplink" bandwidth="100Mbps" latency="20ms"/>
  </zone>
</platform>
"""
TYPED_IN = ('"hosts": 2, "cores": 2', '"platform": {', '"latency": "20 ms", "bandwidth": "100 Mbit/s"')
FROM_FILE = ('"machines": ["node-1", "node-2"]', '"platform": { "file": "dc.xml",', '"wire": "uplink"')

# A textbook queue, one replication in a few milliseconds.
QUEUE = """{ "name": "M/M/2",
  "demand":  { "streams": { "all": { "to": "hall", "rate": "1.6 / min" } } },
  "centres": { "hall": { "stations": { "counter": { "agents": 2, "service": { "law": "exponential", "mean": "1 min" } } } } },
  "study":   { "horizon": "2000 min", "replications": 5, "seed": 1 %s } %s }"""


class Command(unittest.TestCase):
    def uncertain(self, law='"law": "uniform", "low": 0.5, "high": 0.7'):
        """The week with an uncertain share, six draws of two runs each, measured against the town with the same draws."""
        week = json.loads(WEEK.read_text())
        self.file("town.json", TOWN.read_text())
        week["name"] = "uncertain"
        week["extends"] = "town.json"
        week.setdefault("study", {}).update({"baseline": "town.json", "replications": 2, "draws": 6, "uncertain": {
            "share": {"place": "/adoption/share", "law": json.loads("{" + law + "}")}}})
        self.file("uncertain.json", json.dumps(week))
        return "uncertain.json"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def start(self, *words, **options):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, "text": True, **options}
        return subprocess.Popen([PROGRAM, *map(str, words)], cwd=self.folder, **options)

    def call(self, *words, **options):
        """Exit code, stdout, stderr."""
        process = self.start(*words, **options)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def good(self, *words, **options):
        code, out, err = self.call(*words, **options)
        self.assertEqual((code, err), (0, ""), words)
        return out

    def file(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def queue(self, study="", top=""):
        return self.file("queue.json", QUEUE % (study, top))

    def studies(self):
        """A sweep of three points and a comparison of three sides, five replications each: the textbook queue with 2, 3 and 4 agents."""
        self.queue()
        agents = "/centres/hall/stations/counter/agents"
        return (["sweep", "queue.json", "--vary", f"{agents}=2,3,4", "--measure", "wait_mean", "--measure", "wait_p90"],
                ["compare", "queue.json", "--variant", f"three={agents}=3", "--variant", f"four={agents}=4"])

    def same(self, name, other):
        self.assertEqual((self.folder / name).read_bytes(), (self.folder / other).read_bytes(), f"{name} differs from {other}")

    def town_on_a_platform_file(self, machines=MACHINES):
        text = TOWN.read_text()
        for typed_in, from_file in zip(TYPED_IN, FROM_FILE):
            self.assertEqual(text.count(typed_in), 1)
            text = text.replace(typed_in, from_file)
        self.file("dc.xml", machines)
        return self.file("town.json", text)

    def left_behind(self):
        return sorted(name for name in os.listdir(self.folder))

    def approved(self, name, text):
        """Compares with the approved text; what differs from machine to machine is masked."""
        text = re.sub(r"(scenario sha256 \w+), .*", r"\1, CPU", text)
        text = re.sub(r"took .* in one process", "took TIME, at most MEMORY in one process", text)
        text = text.replace(str(HERE), "CASES").replace(str(self.folder), "FOLDER")
        path = HERE / "approved" / name
        if APPROVE:
            path.write_text(text)
        wanted = path.read_text() if path.exists() else ""
        difference = "\n".join(difflib.unified_diff(wanted.splitlines(), text.splitlines(), "approved", "found", lineterm=""))
        self.assertEqual(text, wanted, difference)
