"""counterless sweep: whole commands, whose answers are reasoned, or those of counterless run with the same settings."""
import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv.pop()).resolve() if len(sys.argv) > 1 else pathlib.Path("build/release/counterless")
LIBRARY = pathlib.Path(__file__).resolve().parents[2] / "scenarios" / "library"
QUEUE = {"name": "M/M/c", "demand": {"streams": {"all": {"to": "hall", "rate": "7.2 / min"}}},
         "centres": {"hall": {"stations": {"counter": {"agents": 8, "service": {"law": "exponential", "mean": "1 min"}}}}},
         "targets": {"wait": {"measure": "wait_mean", "of": "all", "at_most": 20}},
         "study": {"horizon": "4000 min", "warmup": "100 min", "replications": 4, "seed": 1}}
AGENTS = "/centres/hall/stations/counter/agents"
SERVICE = "/centres/hall/stations/counter/service/mean"


class Sweep(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.queue = self.file("queue.json", json.dumps(QUEUE))

    def file(self, name, content):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(content)
        return str(path)

    def read(self, name):
        return (pathlib.Path(self.folder.name) / name).read_text()

    def command(self, command, *words, code=0):
        done = subprocess.run([PROGRAM, command, *words], capture_output=True, text=True, cwd=self.folder.name, timeout=300)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def sweep(self, *words, code=0):
        return self.command("sweep", self.queue, *words, code=code)

    def answer(self, *words, code=0):
        return json.loads(self.sweep(*words, "--json", "-", code=code).stdout)

    def test_a_point_is_what_run_says_with_the_same_settings_and_shares_its_database(self):
        answer = self.answer("--vary", f"{AGENTS}=9,10", "--measure", "wait_mean", "--measure", "occupancy@centre/hall/counter",
                             "--db", "all.db")
        for point, agents in zip(answer["points"], ("9", "10")):
            done = self.command("run", self.queue, "--set", f"{AGENTS}={agents}", "--db", "all.db")
            self.assertIn("4 from the database", done.stdout)
            run = json.loads(self.command("run", self.queue, "--set", f"{AGENTS}={agents}", "--json", "-").stdout)
            for ours in point["measures"]:
                theirs = next(one for one in run["measures"] if (one["measure"], one["of"]) == (ours["measure"], ours["of"]))
                self.assertEqual(ours, theirs)
            self.assertEqual(point["sha256"], run["scenario"]["sha256"])

    def test_neither_workers_nor_a_resumed_database_change_a_byte(self):
        words = ["--vary", f"{AGENTS}=8:10:1", "--vary", f"{SERVICE}=0.9:1.1:0.1"]
        alone = self.sweep(*words, "--json", "-", "--workers", "1").stdout
        self.assertEqual(alone, self.sweep(*words, "--json", "-", "--workers", "3").stdout)
        self.sweep(*words, "--replications", "2", "--db", "some.db", code=0)
        self.assertEqual(alone, self.sweep(*words, "--json", "-", "--db", "some.db").stdout)

    def test_a_database_that_keeps_all_changes_no_byte_and_keeps_what_run_asks_of_it(self):
        day = str(LIBRARY / "ordinary-day-2017.json")
        pool = ["--set", "/channels/*/fidelity=pool", "--replications", "2"]
        words = [day, "--vary", "/adoption/share=0.9,0.95", *pool, "--json", "-"]
        self.assertEqual(self.command("sweep", *words).stdout, self.command("sweep", *words, "--db", "days.db").stdout)
        same = ["run", day, "--set", "/adoption/share=0.95", *pool, "--json", "-"]
        alone, kept = self.command(*same), self.command(*same, "--db", "days.db")
        self.assertEqual(json.loads(alone.stdout)["series"], json.loads(kept.stdout)["series"])

    def test_a_grid_has_each_value_with_each_other_and_numbers_take_the_unit_that_stands_there(self):
        answer = self.answer("--vary", f"{AGENTS}=9,10", "--vary", f"{SERVICE}=0.5:0.7:0.1")
        self.assertEqual([tuple(point["values"].values()) for point in answer["points"]],
                         [(agents, service) for agents in ("9", "10") for service in ("0.5 min", "0.6 min", "0.7 min")])
        self.assertEqual(answer["inputs"][1]["unit"], "min")

    def test_more_agents_never_make_longer_waits_of_the_same_people(self):
        waits = [point["measures"][0]["mean"] for point in self.answer("--vary", f"{AGENTS}=8:14:1", "--measure", "wait_mean")["points"]]
        self.assertEqual(waits, sorted(waits, reverse=True))

    def test_points_from_a_table_tied_places_and_designs_over_ranges(self):
        self.file("points.csv", f"{AGENTS},{SERVICE}\n9,1 min\n12,80 s\n")
        answer = self.answer("--points-from", "points.csv")
        self.assertEqual([list(point["values"].values()) for point in answer["points"]], [["9", "1 min"], ["12", "80 s"]])
        tied = self.answer("--vary", f"{AGENTS}=/centres/hall/stations/counter/counters=9,10")
        self.assertEqual(list(tied["points"][0]["values"]), [f"{AGENTS}=/centres/hall/stations/counter/counters"])
        spread = self.answer("--vary", f"{AGENTS}=9:12", "--design", "lhs", "--points", "8")
        self.assertEqual(sorted(point["values"][AGENTS] for point in spread["points"]), ["10", "10", "11", "11", "12", "12", "9", "9"])
        self.assertEqual(len({point["sha256"] for point in spread["points"]}), 4)  # twice the same number is one study
        self.assertEqual(len(self.answer("--vary", f"{SERVICE}=0.5:1", "--design", "sobol", "--points", "4")["points"]), 4)

    def test_a_target_is_judged_at_each_point_and_three_says_that_none_will_do(self):
        # Erlang C: 46 s with 8 agents, 13 s with 9, 5 s with 10.
        done = self.sweep("--vary", f"{AGENTS}=8:10:1")
        self.assertIn("target wait_mean of all: met at 2 of 3 points (from counter/agents 9)", done.stdout)
        self.sweep("--vary", f"{SERVICE}=1:1.05:0.05", code=3)

    def test_the_table_holds_every_point(self):
        self.sweep("--vary", f"{AGENTS}=8:10:1", "--csv", "out.csv", "--report", "page.html")
        rows = list(csv.DictReader(io.StringIO(self.read("out.csv"))))
        self.assertEqual([row[AGENTS] for row in rows], ["8", "9", "10"])
        self.assertEqual([row["target wait_mean@all"] for row in rows], ["missed", "met", "met"])
        self.assertGreater(float(rows[0]["wait_mean@all"]), float(rows[1]["wait_mean@all"]))
        page = self.read("page.html")
        for figure in ("lang=en", "lang=ar", "data-chart=sweep", "How this was made"):
            self.assertIn(figure, page)

    def test_steps_of_any_size_are_as_typed(self):
        def values(typed, place="/demand/streams/all/rate"):
            answer = self.answer("--vary", f"{place}={typed}", "--measure", "visits", "--replications", "1")
            return [point["values"][place] for point in answer["points"]]
        self.assertEqual(values("1e-10:3e-10:1e-10"), ["1e-10 / min", "2e-10 / min", "3e-10 / min"])
        self.assertEqual(values("0.1:0.4:0.1"), ["0.1 / min", "0.2 / min", "0.3 / min", "0.4 / min"])
        self.assertEqual(values("0.0000001:0.2000001:0.1"), ["1e-07 / min", "0.1000001 / min", "0.2000001 / min"])
        self.assertEqual(values("5:6:0.333333333333"), ["5 / min", "5.3333333333 / min", "5.6666666667 / min", "6 / min"])

    def test_mirrored_replications_come_in_pairs(self):
        words = ["--vary", f"{AGENTS}=9,10", "--set", "/study/antithetic=true", "--measure", "wait_mean"]
        self.assertIn("found 3, of an antithetic study, expected an even number: pairs", self.sweep(*words, "--replications", "3", code=2).stderr)
        self.assertEqual(self.answer(*words, "--replications", "4")["points"][0]["measures"][0]["n"], 2)

    def test_what_only_run_does_is_said_to_be_left_out(self):
        plain = self.sweep("--vary", f"{AGENTS}=9,10")
        self.assertEqual(plain.stderr, "")
        words = ["--vary", f"{AGENTS}=9,10", "--set", "/study/controls=true"]
        done = self.sweep(*words, "--report", "page.html")
        self.assertIn("not used by sweep: /study/controls\n", done.stderr)
        self.assertIn("not used here: /study/controls\n", done.stdout)
        self.assertIn("Stated, but not used here", self.read("page.html"))
        self.assertNotIn("control variates", self.read("page.html"))
        self.assertEqual(self.answer(*words)["not_used"], "/study/controls")

    def test_a_point_whose_line_grows_without_bound_is_told_and_no_figure_changes(self):
        words = ["--vary", f"{AGENTS}=6,9", "--measure", "wait_mean"]
        done = self.sweep(*words, "--report", "page.html")
        self.assertIn(f"point 1 with {AGENTS}=6: the queue at hall/counter grows without bound", done.stderr)
        self.assertIn("NO STEADY STATE at 1 of 2 points (1)", done.stdout)
        self.assertTrue("There is no steady state at these points:" in self.read("page.html"))
        answer = self.answer(*words)
        self.assertEqual(["growth" in point for point in answer["points"]], [True, False])
        run = json.loads(self.command("run", self.queue, "--set", f"{AGENTS}=6", "--json", "-", code=3).stdout)
        self.assertEqual({"at": "hall/counter", **run["growth"]}, answer["points"][0]["growth"])
        wait = next(one for one in run["measures"] if (one["measure"], one["of"]) == ("wait_mean", "all"))
        self.assertEqual(wait, answer["points"][0]["measures"][0])

    def test_all_that_is_wrong_is_said_at_once(self):
        for values, wanted in (("1:100000:1", "more than 20,000 values"), ("9:8:1", "whose LOW is above its HIGH"),
                               ("8:9:0", "whose STEP is not above 0"), ("", "/POINTER=LOW:HIGH:STEP")):
            self.assertIn(wanted, self.sweep("--vary", f"{AGENTS}={values}", code=2).stderr)
        for design in ("lhs", "sobol"):
            said = self.sweep("--vary", f"{AGENTS}=8.2:8.8", "--design", design, "--points", "4", code=2).stderr
            self.assertIn(f'found "{AGENTS}=8.2:8.8", expected whole numbers for both ends', said)
        said = self.sweep("--vary", f"{AGENTS}=-1:1:1", "--measure", "wait_meen", "--csv", "/nowhere/x.csv", code=2).stderr
        for place in (f"point 1 with {AGENTS}=-1: ", "--measure: found \"wait_meen\"", "/nowhere/x.csv"):
            self.assertIn(place, said)
        said = self.sweep("--vary", "agents=1", "--design", "lhs", "--points", "1", code=2).stderr
        for place in ("--vary: found \"agents=1\"", "--points: found \"1\""):
            self.assertIn(place, said)
        said = self.sweep("--vary", "agents=1", "--measure", "wait_meen", "--csv", "/nowhere/x.csv", code=2).stderr
        for place in ("--vary: found \"agents=1\"", "--measure: found \"wait_meen\"", "/nowhere/x.csv", "3 problems"):
            self.assertIn(place, said)
        self.assertIn("nothing that is varied", self.sweep(code=2).stderr)
        self.assertIn("not of how", self.sweep("--vary", "/study/seed=1,2", code=2).stderr)
        self.file("bad.csv", f"{AGENTS},agents\n9,\n")
        said = self.sweep("--points-from", "bad.csv", code=2).stderr
        self.assertIn("the place that it sets", said)
        self.assertIn("bad.csv:2", said)


if __name__ == "__main__":
    unittest.main()
