"""The same answer, to the byte, whatever happens on the way: more workers, a kill, Ctrl-C, a database taken up again. And where no
answer is possible, a clear word and the right exit code."""
import json
import os
import pty
import resource
import signal
import sqlite3
import subprocess
import time
import unittest

from command import MACHINES, TOWN, WEEK, Command


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


class Running(Command):
    def answer(self, *words, scenario=WEEK):
        self.good("run", scenario, "--quiet", "--json", "answer.json", *words)
        return (self.folder / "answer.json").read_bytes()

    def wait_for(self, what):
        for _ in range(2000):
            found = what()
            if found:
                return found
            time.sleep(0.01)
        self.fail("waited in vain")

    def stored(self):
        try:
            with sqlite3.connect(f"file:{self.folder}/week.db?mode=ro", uri=True) as database:
                return database.execute("SELECT count(*) FROM replications").fetchone()[0]
        except sqlite3.Error:
            return 0

    def first_stored(self, seed):
        """On a busy machine one worker may store ten replications while the other is still at the first."""
        try:
            with sqlite3.connect(f"file:{self.folder}/week.db?mode=ro", uri=True) as database:
                return database.execute("SELECT count(*) FROM replications JOIN study ON study.id = study WHERE seed = ? AND replication = 0",
                                        (seed,)).fetchone()[0] == 2   # of the week, and of the town that it is measured against
        except sqlite3.Error:
            return False

    def long_run(self, *words):
        """A run that takes some seconds and stores what it does."""
        return self.start("run", WEEK, "--replications", "150", "--workers", "2", "--db", "week.db", "--quiet", *words)

    def test_any_number_of_workers_gives_the_same_bytes(self):
        one = self.answer("--workers", "1")
        for workers in ("2", "7"):
            self.assertEqual(self.answer("--workers", workers), one)
        self.assertEqual(self.good("run", WEEK, "--json", "-").encode(), one)
        result = json.loads(one)
        self.assertEqual((result["schema_version"], result["replications"], result["ending"]), (1, 6, "done"))
        self.assertTrue(result["balance"]["holds"])

    def test_draws_of_uncertain_values(self):
        """Any number of workers and a second run from the database give the same bytes; differences hold less than what both share."""
        scenario = self.uncertain()
        one = self.answer("--workers", "1", scenario=scenario)
        self.assertEqual(self.answer("--workers", "3", "--db", "draws.db", scenario=scenario), one)
        self.assertEqual(self.answer("--db", "draws.db", scenario=scenario), one)
        result = json.loads(one)
        found = result["uncertainty"]
        self.assertEqual((found["draws"], found["replications_each"], result["replications"]), (6, 2, 2))
        self.assertTrue(result["balance"]["holds"])
        self.assertEqual(sorted(int((value - 0.5) / 0.2 * 6) for value, in found["values"]), list(range(6)))
        by_name = {line["measure"]: line for line in found["measures"]}
        self.assertGreater(by_name["digital_share"]["parameters"]["variance"], by_name["digital_share"]["luck"]["variance"])
        self.assertEqual({line["n"] for line in result["measures"] if line["measure"] == "digital_share" and line["of"] == "all"}, {6})
        self.assertTrue(found["differences"])
        self.good("run", scenario, "--draws", "0", "--quiet", "--json", "stated.json")
        self.assertNotIn("uncertainty", json.loads((self.folder / "stated.json").read_text()))

    def test_machines_from_a_platform_file_are_those_typed_in(self):
        """To the last bit of every measure, on SimGrid and as queues; only the scenario's text is another."""
        found = self.town_on_a_platform_file()
        for fidelity in ("platform", "pool"):
            words = ("--replications", "2", "--set", f"/channels/web/fidelity={fidelity}")
            typed, named = (json.loads(self.answer(*words, scenario=scenario)) for scenario in (TOWN, found))
            self.assertNotEqual(typed["scenario"].pop("sha256"), named["scenario"].pop("sha256"))
            self.assertEqual(typed, named)
        before = json.loads(self.answer("--replications", "1", scenario=found))["scenario"]["sha256"]
        self.file("dc.xml", MACHINES.replace("\n", "\n\n"))
        self.assertNotEqual(json.loads(self.answer("--replications", "1", scenario=found))["scenario"]["sha256"], before)

    def test_seed_and_replications_matter(self):
        self.assertNotEqual(self.answer("--seed", "4"), self.answer())
        self.assertEqual(json.loads(self.answer("--replications", "3"))["replications"], 3)

    def test_one_replication_has_no_interval(self):
        measures = json.loads(self.answer("--replications", "1"))["measures"]
        self.assertEqual({measure["half_width"] for measure in measures}, {None})
        self.assertNotIn("NaN", (self.folder / "answer.json").read_text())

    def test_a_second_run_reuses_what_is_there(self):
        first = self.answer("--db", "week.db")
        self.assertEqual(self.stored(), 12)    # the scenario and its baseline
        self.assertEqual(self.answer("--db", "week.db"), first)
        self.assertIn("6 of 6 replications (6 from the database)", self.good("run", WEEK, "--db", "week.db"))
        more = self.answer("--db", "week.db", "--replications", "9")
        self.assertEqual(more, self.answer("--replications", "9"))
        self.assertEqual(self.answer("--db", "week.db"), first)

    def test_the_database_holds_what_json_says(self):
        measures = json.loads(self.answer("--db", "week.db"))["measures"]
        with sqlite3.connect(self.folder / "week.db") as database:
            rows = database.execute('SELECT measure, "of", mean, half_width FROM measures').fetchall()
        self.assertEqual(sorted(map(repr, rows)), sorted(repr((m["measure"], m["of"], m["mean"], m["half_width"])) for m in measures))
        answer = json.loads((self.folder / "answer.json").read_text())
        with sqlite3.connect(self.folder / "week.db") as database:
            series = database.execute('SELECT measure, "of", start_s, end_s, mean FROM series').fetchall()
            differences = database.execute('SELECT measure, "of", mean, half_width FROM differences').fetchall()
            balance = dict(database.execute("SELECT what, count FROM balance").fetchall())
        self.assertEqual(sorted(map(repr, series)), sorted(repr((m["measure"], m["of"], m["start"], m["end"], m["mean"])) for m in answer["series"]))
        self.assertEqual(sorted(map(repr, differences)), sorted(
            repr((m["measure"], m["of"], m["difference"], m["half_width"])) for m in answer["baseline"]["differences"]))
        self.assertEqual(balance, {what: count for what, count in answer["balance"].items() if what != "holds"})

    def test_killed_and_taken_up_again(self):
        process = self.long_run()
        self.wait_for(lambda: self.stored() > 20)
        process.kill()
        process.communicate()
        there = self.stored()
        self.assertLess(there, 300)
        self.assertEqual(self.answer("--replications", "150", "--db", "week.db"), self.answer("--replications", "150"))

    def test_a_target_that_is_not_measured_is_called_by_its_own_time(self):
        self.queue()
        target = '/targets={"quick":{"measure":"service_level@20s/offered","of":"all","at_least":0.9}}'
        out = self.good("run", "queue.json", "--set", target, "--quiet")
        self.assertIn("target within 20s, %: –, wanted at least 0.90: not measured: --set /study/within=TIME", out)

    def test_a_killed_worker_costs_only_its_replication(self):
        process = self.long_run("--json", "killed.json")
        landed = 0
        for _ in range(3):
            jobs = self.wait_for(lambda: [job for nursery in children(process.pid) for job in children(nursery)])
            try:
                os.kill(jobs[0], signal.SIGKILL)
                landed += 1
            except ProcessLookupError:   # finished between our look and the kill
                pass
            time.sleep(0.1)
        self.assertGreater(landed, 0)
        _, err = process.communicate()
        self.assertEqual((process.returncode, err), (0, ""))
        self.assertEqual((self.folder / "killed.json").read_bytes(), self.answer("--replications", "150"))

    def test_interruption_keeps_what_is_finished(self):
        for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(wanted):
                process = self.long_run("--json", "stopped.json", "--seed", str(int(wanted)))
                before = self.stored()
                self.wait_for(lambda: self.stored() > before + 10 and self.first_stored(str(int(wanted))))
                process.send_signal(wanted)
                _, err = process.communicate(timeout=20)
                self.assertEqual(process.returncode, 130)
                self.assertIn("interrupted after", err)
                self.assertEqual(json.loads((self.folder / "stopped.json").read_text())["ending"], "interrupted")
        words = ("--replications", "150", "--seed", str(int(signal.SIGINT)))
        self.assertEqual(self.answer(*words, "--db", "week.db"), self.answer(*words))

    def test_ctrl_c_on_a_terminal(self):
        terminal, other_end = pty.openpty()
        process = self.start("run", WEEK, "--replications", "100000", stdin=other_end, stderr=other_end, start_new_session=True,
                             preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0))
        os.close(other_end)
        seen = b""
        while b"left" not in seen:          # the bar with the time left
            seen += os.read(terminal, 4096)
        jobs = [job for nursery in children(process.pid) for job in [nursery, *children(nursery)]]
        os.write(terminal, b"\x03")
        process.communicate(timeout=20)
        os.close(terminal)
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"replications", seen)
        for job in jobs:
            self.assertFalse(os.path.exists(f"/proc/{job}") and "Z" not in open(f"/proc/{job}/stat").read().split()[2])

    def test_a_missed_target_is_exit_3(self):
        target = ', "targets": { "service": { "measure": "service_level@10min/offered", "of": "all", "at_least": %s } }'
        self.queue(top=target % 0.9999)
        code, out, err = self.call("run", "queue.json", "--set", "/centres/hall/stations/counter/agents=1")
        self.assertEqual((code, err), (3, ""))
        self.assertIn("MISSED", out)
        self.queue(top=target % 0.01)
        self.assertIn(": met", self.good("run", "queue.json", "--quiet"))

    def test_a_full_disk_is_said_and_leaves_nothing_half_written(self):
        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000))
        code, _, err = self.call("run", WEEK, "--replications", "100", "--db", "week.db", "--quiet", preexec_fn=small)
        self.assertEqual(code, 1, err)
        self.assertIn("week.db", err)
        self.assertEqual(self.answer("--replications", "20", "--db", "week.db"), self.answer("--replications", "20"))
        code, _, err = self.call("run", WEEK, "--replications", "2", "--report", "week.html", "--quiet", preexec_fn=small)
        self.assertEqual(code, 1, err)
        self.assertIn("week.html", err)
        self.assertEqual([name for name in self.left_behind() if "html" in name], [])

    def test_standard_output_that_takes_nothing(self):
        self.queue()
        with open("/dev/full", "w") as full:
            code, _, err = self.call("run", "queue.json", "--quiet", stdout=full)
        self.assertEqual(code, 1)
        self.assertIn("standard output", err)

    def test_a_locked_database(self):
        self.answer("--db", "week.db")
        holder = sqlite3.connect(self.folder / "week.db")
        holder.execute("BEGIN EXCLUSIVE")
        code, _, err = self.call("run", WEEK, "--db", "week.db", "--quiet")
        holder.close()
        self.assertEqual(code, 1)
        self.assertIn("locked by another process", err)

    def test_progress_is_sparse_lines_elsewhere_and_nothing_when_quiet(self):
        self.queue()
        _, _, err = self.call("run", "queue.json")
        self.assertNotIn("\r", err)
        self.assertEqual(self.call("run", "queue.json", "--quiet")[2], "")

    def test_one_replication_again(self):
        self.assertIn("1 of 1 replications", self.good("run", TOWN, "--replay", "4"))

    def test_a_report_is_written_whole(self):
        self.good("run", WEEK, "--quiet", "--report", "week.html")
        page = (self.folder / "week.html").read_text()
        self.assertTrue(page.startswith("<!") and page.rstrip().endswith("</html>"))


if __name__ == "__main__":
    unittest.main()
