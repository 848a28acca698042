"""The customer log of whole runs: three forms that agree, legal lives, the same bytes for any number of workers; and the long run in
batches with its warm-up found."""
import csv
import json
import re
import sqlite3
import unittest
import xml.etree.ElementTree as Tree
from collections import defaultdict

from command import TOWN, WEEK, Command

SPACE = "{http://www.xes-standard.org/}"
LIFE = re.compile(r"(schedule (start (suspend resume )*(complete|ate_abort) |withdraw )|schedule (start (suspend )?)?$|autoskip |manualskip |"
                  r"start (complete|ate_abort) )*")  # at a station, or of an attempt


class Log(Command):
    def events(self, name):
        with open(self.folder / name, newline="") as file:
            return list(csv.DictReader(file))

    def test_every_customer_leads_a_legal_life(self):
        for scenario in (TOWN, WEEK):
            self.good("run", scenario, "--quiet", "--no-baseline", "--log", "log.csv", "--replications", "1", "--json", "answer.json")
            lives, before = defaultdict(str), {}
            for event in self.events("log.csv"):
                key = event["case"], event["activity"]
                lives[key] += event["lifecycle"] + " "
                self.assertGreaterEqual(float(event["time_s"]), before.get(event["case"], 0))
                before[event["case"]] = float(event["time_s"])
            for key, life in lives.items():
                self.assertTrue(LIFE.fullmatch(life), (key, life))

    def test_the_log_counts_what_the_answer_counts(self):
        self.queue()
        answer = json.loads(self.good("run", "queue.json", "--json", "-", "--replications", "1", "--log", "log.csv"))
        events = self.events("log.csv")
        start = {event["case"]: float(event["time_s"]) for event in events if event["lifecycle"] == "start"}
        came = {event["case"]: float(event["time_s"]) for event in events if event["lifecycle"] == "schedule"}
        self.assertEqual(answer["balance"]["visits"], len(came))
        mean = sum(start[case] - came[case] for case in start) / len(start)
        wait = next(m for m in answer["measures"] if m["measure"] == "wait_mean" and m["of"] == "hall" or
                    m["measure"] == "wait_mean" and m["of"] == "centre/hall")
        self.assertAlmostEqual(mean, wait["mean"], places=4)

    def test_a_log_spares_finished_runs_and_devices(self):
        self.queue()
        self.good("run", "queue.json", "--quiet", "--db", "runs.db")
        code, _, err = self.call("run", "queue.json", "--quiet", "--log", "runs.db")
        self.assertEqual(code, 2)
        self.assertIn("runs.db: found a database of runs, made by --db", err)
        self.good("run", "queue.json", "--quiet", "--log", "log.db")
        self.good("run", "queue.json", "--quiet", "--log", "log.db")    # one log replaces another
        (self.folder / "device.sqlite").symlink_to("/dev/full")
        code, _, err = self.call("run", "queue.json", "--quiet", "--log", "device.sqlite")
        self.assertEqual(code, 2)
        self.assertIn("device.sqlite: found a device or pipe", err)
        (self.folder / "link.csv").symlink_to("one.csv")                # which is not there yet
        code, _, err = self.call("run", "queue.json", "--log", "link.csv", "--json", "one.csv")
        self.assertEqual(code, 2)
        self.assertIn("expected another file than that of", err)

    def test_three_forms_tell_the_same(self):
        for name in ("log.csv", "log.xes", "log.sqlite"):
            self.good("run", TOWN, "--quiet", "--log", name, "--log-replication", "1", "--replications", "2")
        lines = sorted((e["case"], e["activity"], e["lifecycle"], e["time"]) for e in self.events("log.csv"))
        database = sqlite3.connect(self.folder / "log.sqlite")
        rows = sorted(database.execute('SELECT "case", activity, lifecycle, time FROM events'))
        database.close()
        found = []
        for trace in Tree.parse(self.folder / "log.xes").getroot().iter(SPACE + "trace"):
            said = lambda thing: {child.get("key"): child.get("value") for child in thing}
            for event in trace.iter(SPACE + "event"):
                one = said(event)
                found.append((said(trace)["concept:name"], one["concept:name"], one["lifecycle:transition"],
                              one["time:timestamp"].removesuffix("+00:00")))
        self.assertEqual(lines, rows)
        self.assertEqual(lines, sorted(found))
        self.assertGreater(len(lines), 1000)

    def test_the_same_bytes_for_any_number_of_workers(self):
        for name in ("log.csv", "log.xes"):
            texts = set()
            for workers in (1, 3):
                self.good("run", TOWN, "--quiet", "--replications", "3", "--workers", workers, "--log", name, "--log-replication", "2")
                texts.add((self.folder / name).read_bytes())
            self.assertEqual(len(texts), 1)

    def test_a_log_that_cannot_be_is_a_problem_beforehand(self):
        self.queue()
        for words in (["--log", "log.txt"], ["--log", "no/log.csv"], ["--log", "log.csv", "--replay", "1"], ["--log-replication", "1"],
                      ["--log", "a.db", "--db", "a.db"]):
            code, out, err = self.call("run", "queue.json", *words)
            self.assertEqual((code, out), (2, ""), words)
            self.assertIn("log", err)
        self.assertEqual(self.left_behind(), ["queue.json"])

    def test_one_long_run_in_batches_with_its_warm_up_found(self):
        self.queue(', "method": "batch_means", "batches": 20, "warmup": "auto"')
        words = ["run", "queue.json", "--replications", "1", "--set", '/study/horizon="400000 min"', "--json", "-"]
        text = self.good(*words, "--workers", "1")
        self.assertEqual(text, self.good(*words, "--workers", "2"))
        self.assertEqual(text, self.good(*words, "--db", "kept.db"))
        self.assertEqual(text, self.good(*words, "--db", "kept.db"))  # taken from there
        answer = json.loads(text)
        wait = next(m for m in answer["measures"] if m["measure"] == "wait_mean" and m["of"] == "all")
        self.assertEqual((answer["replications"], wait["n"], answer["batches"]["of_each_run"]), (1, 20, 20))
        self.assertLess(answer["warmup"], 50000 * 60)
        # M/M/2 at 0.8: C = 0.7111 and the mean wait C / (2 - 1.6) = 1.778 min.
        self.assertLess(abs(wait["mean"] - 1.7778 * 60), 2 * wait["half_width"])
        self.assertLess(wait["half_width"], 0.1 * wait["mean"])

    def test_too_short_a_run_has_no_warm_up(self):
        self.queue(', "warmup": "auto"')
        code, _, err = self.call("run", "queue.json", "--set", '/study/horizon="3 min"')
        self.assertEqual(code, 2)
        self.assertIn("settle", err)
        code, _, err = self.call("run", TOWN, "--set", '/study/warmup="auto"')
        self.assertEqual(code, 2)
        self.assertIn("close", err)


if __name__ == "__main__":
    unittest.main()
