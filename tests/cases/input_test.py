"""Bad input is found before anything is run or written: every problem with its place, what was found, what was expected; exit 2."""
import os
import sqlite3
import unittest

from command import MACHINES, WEEK, TOWN, Command


class Input(Command):
    def refused(self, *words, problems=None):
        code, out, err = self.call(*words)
        self.assertEqual((code, out), (2, ""), err)
        lines = err.splitlines()
        self.assertRegex(lines[-1], r"^\d+ problems?$")
        self.assertEqual(int(lines[-1].split()[0]), len(lines) - 1)
        for line in lines[:-1]:
            self.assertRegex(line, r"^.+: found .+, expected .+$")
        if problems is not None:
            self.assertEqual(len(lines) - 1, problems, err)
        return err

    def test_all_problems_of_a_scenario_at_once(self):
        self.file("bad.json", """{
          "name": "bad", "servces": {},
          "demand": { "streams": { "all": { "to": "nowhere", "rate": 7 } } },
          "centres": { "hall": { "stations": { "counter": { "agents": -1, "service": { "law": "exponential", "mean": "1 min" } } } } },
          "study": { "horizon": "200 min", "seed": "one" } }""")
        err = self.refused("check", "bad.json")
        for word in ("servces", "services", "agents", "-1", "/study/seed", "/demand/streams/all/rate"):
            self.assertIn(word, err)
        self.assertEqual(err, self.refused("run", "bad.json"))

    def test_words_that_are_wrong_hide_no_file_that_is(self):
        self.file("bad.json", '{ "name": "bad", "servces": {} }')
        self.file("bad.csv", "wait\nlong\n")
        self.file("points.csv", "/adoption/share,/demand/transactions_per_visit\na,1.2\n,1.3\n")
        for words, told, problems in (
                (("run", "none.json", "--bogus", "--set", "x"), ("--bogus", '--set: found "x"', "none.json"), 3),
                (("run", TOWN, "--precision", "wait_meen=2%", "--precision", "digital_share", "--most", "30"), ("wait_meen", '"digital_share"'), 2),
                (("check", "none.json", "--set", "x"), ('"x"', "none.json"), 2),
                (("sensitivity", TOWN, "--vary", "agents=1:2", "--measure", "wait_meen"), ("agents=1:2", "wait_meen"), 2),
                (("staff", TOWN, "--target", "nonsense", "--centres", "nirth", "--weeks", "1", "--csv", "nowhere/x"),
                 ("nonsense", "nirth", '"1"', "nowhere/x"), 4),
                (("analyse", "bad.csv", "--confidence", "7", "--column", "1"), ('"7"', "bad.csv:2"), 2),
                (("analyse", "-", "--confidence", "7"), ('"7"',), 1),  # nobody is made to type a table first
                (("analyse", "bad.csv", "--separator", "xx"), ('"xx"',), 1),
                (("calibrate", "times", "bad.csv", "--confidence", "7"), ('"7"', "bad.csv:2"), 2),
                (("calibrate", "shares", "none.csv", "--confidence", "7", "--hold-out", "z"), ('"7"', '"z"', "none.csv"), 3),
                (("calibrate", "arrivals", "bad.csv", "--separator", "xx"), ('"xx"',), 1),
                (("calibrate", "shares", "bad.csv", "--separator", ""), ('""',), 1),
                (("export", "none.db"), ("no output", "none.db"), 2),
                (("merge", "all.db", "none.db", "bad.csv", "--bogus", ""), ("--bogus", "an empty name", "none.db", "bad.csv"), 4),
                (("run", TOWN, "--set", "/adoption/share=7", "--set", "/seed=1", "--precision", "wait_meen=2%"), ("found 7", "/seed", "wait_meen"), 3),
                (("sweep", TOWN, "--set", "/adoption/share=7", "--vary", "/nope=1", "--measure", "wait_meen"), ("found 7", "wait_meen"), 2),
                (("theory", "erlang-c", "--agents", "x", "--arrivals", "1 / min", "--service", "1 min", "--json", "nowhere/x"), ('"x"', "nowhere/x"), 2),
                (("theory", "day", "--rates", "none.csv", "--service", "1 min", "--json", "nowhere/x"), ("none.csv", "nowhere/x"), 2),
                (("merge", "--bogus"), ("--bogus", "no files"), 2),
                (("staff", TOWN, "--presence", "-1", "--target", "occupancy=0%", "--centres", "nirth"),
                 ("--presence: found -1", '--target "occupancy=0%": at_most: found 0', "nirth"), 3),
                (("sensitivity", TOWN, "--vary", "/nope=1:2", "--method", "guess"), ("guess", "what is varied, /nope=1: --set /nope"), 3),
                (("sweep", TOWN, "--vary", "/adoption/share=0.1,a", "--design", "guess"), ("guess", "what is varied, /adoption/share=a"), 2),
                (("sweep", TOWN, "--points-from", "points.csv"), ("points.csv:3", "point 1 with /adoption/share=a"), 2)):
            with self.subTest(words):
                err = self.refused(*words, problems=problems)
                for word in told:
                    self.assertIn(word, err)
        self.assertIn("servces", self.refused("compare", "bad.json", "--variant", "x", "--confidence", "7"))

    def test_a_full_standard_output_is_told(self):
        self.queue()
        for words in (("theory", "erlang-c", "--arrivals", "1 / min", "--service", "30 s", "--agents", "1"), ("check", "queue.json"), ("schema",), ("--help",), ("run", "queue.json")):
            with self.subTest(words), open("/dev/full", "w") as full:
                process = self.start(*words, stdout=full)
                self.assertEqual((process.communicate(timeout=60)[1].splitlines()[-1], process.returncode), ("cannot write to standard output", 1))

    def test_files_that_are_no_scenario(self):
        self.file("empty.json", "")
        self.file("cut.json", '{ "name": "cut",')
        self.file("twice.json", '{ "name": "a", "name": "b" }')
        self.file("binary.json", bytes(range(256)) * 100)
        self.file("deep.json", "[" * 100000)
        self.file("deep_even.json", "[" * 100000 + "]" * 100000)
        self.file("loop.json", '{ "extends": "loop.json", "name": "loop" }')
        self.file("orphan.json", '{ "extends": "none.json", "name": "orphan" }')
        with open(self.folder / "huge.json", "wb") as huge:
            huge.truncate(1 << 30)
        os.mkdir(self.folder / "folder.json")
        for name in ("empty", "cut", "twice", "binary", "deep", "deep_even", "loop", "orphan", "huge", "folder", "missing"):
            with self.subTest(name):
                self.assertIn(name + ".json", self.refused("check", name + ".json"))
        self.assertRegex(self.refused("check", "cut.json"), r"line 1|1:\d+")

    def test_a_share_that_presence_forbids(self):
        self.refused("run", TOWN, "--set", "/adoption/share=0.99", problems=1)

    def test_platform_files_that_are_refused(self):
        """Before SimGrid sees them, or by SimGrid, which may abort: always a list and 2, and nothing is read or written."""
        self.file("precious", "dear\n")
        config = '<config><prop id="tracing" value="1"/><prop id="tracing/filename" value="precious"/></config><trace id="t"/>'
        for change, by, words in (("<zone", config + "<zone", ("dc.xml:4:3: found <config>", "dc.xml:4:96: found <trace>")),
                                  ("1Gf", "1Gg", ("dc.xml: found Parse error at line 5: unknown unit: Gg",)),
                                  ('core="2"', 'core="0"', ("dc.xml: found SimGrid aborts: Host node-1 must",)),
                                  ("</zone>", "", ("dc.xml:9:2: found broken XML",)),
                                  ('"node-2" speed="1Gf"', '"node-2" speed="2Gf"', ("node-1 (2 cores of 1e+09 flop/s) and node-2",)),
                                  ("node-2", "node-3", ('/platform/tiers/web/machines/1: found "node-2", expected',))):
            with self.subTest(by):
                self.town_on_a_platform_file(MACHINES.replace(change, by))
                for word in words:
                    self.assertIn(word, self.refused("run", "town.json", problems=len(words)))
        self.assertEqual((self.folder / "precious").read_text(), "dear\n")
        self.town_on_a_platform_file()
        self.assertIn("another file", self.refused("run", "town.json", "--json", "dc.xml", problems=1))
        self.assertEqual((self.folder / "dc.xml").read_text(), MACHINES)

    def test_a_draw_that_the_reader_refuses_is_told_with_its_values(self):
        scenario = self.uncertain('"law": "uniform", "low": 0.9, "high": 1.4')
        err = self.refused("run", scenario)
        self.assertRegex(err, r"draw \d with /adoption/share=1\.\d+: --set: /adoption/share: found 1\.\d+, expected a share")
        self.refused("run", TOWN, "--draws", "5", problems=1)
        self.refused("run", scenario, "--draws", "1", problems=1)

    def test_overrides_are_checked_like_the_file(self):
        self.refused("check", TOWN, "--set", "/centres/north/stations/counter/agents=-1", "--set", "/nothing/here=1")

    def test_a_bad_baseline_is_a_problem_unless_it_is_not_wanted(self):
        self.file("before.json", '{ "name": "before" }')
        self.queue(', "baseline": "before.json"')
        self.assertIn("before.json", self.refused("run", "queue.json"))
        self.good("run", "queue.json", "--no-baseline", "--quiet")
        self.queue(', "baseline": "none.json"')
        self.assertIn("none.json", self.refused("run", "queue.json"))

    def test_outputs_that_cannot_be_written_are_found_before_the_run(self):
        self.queue()
        os.mkdir(self.folder / "taken")
        before = self.left_behind()
        err = self.refused("run", "queue.json", "--json", "no/such/folder.json", "--report", "taken", problems=2)
        self.assertIn("no/such/folder.json", err)
        self.assertEqual(self.left_behind(), before)

    def test_no_output_falls_upon_what_is_read_or_upon_another(self):
        """By whatever name: another spelling, a link, a base of the scenario."""
        self.queue()
        self.file("variant.json", '{"extends": "queue.json", "name": "variant"}')
        os.symlink("queue.json", self.folder / "link")
        before = self.left_behind()
        content = (self.folder / "queue.json").read_bytes()
        for words in (("--json", "./queue.json"), ("--report", "link"), ("--db", "./queue.json"), ("--json", "queue.json"),
                      ("--json", "same", "--db", "./same"), ("--report", "same", "--json", "./same")):
            with self.subTest(words):
                self.refused("run", "variant.json", *words)
                self.assertEqual((self.left_behind(), (self.folder / "queue.json").read_bytes()), (before, content))

    def test_closed_standard_streams(self):
        """Whoever starts us may have closed them; then nothing of ours may take their numbers."""
        self.queue()
        for closed, expected in ((0, 0), (1, 1), (2, 0)):
            with self.subTest(closed):
                process = self.start("run", "queue.json", "--quiet", preexec_fn=lambda: os.close(closed))
                process.communicate(timeout=60)
                self.assertEqual(process.returncode, expected)

    def test_only_like_is_compared_with_like(self):
        """The baseline has two days; a third has nobody to be paired with."""
        self.assertIn("/calendar", self.refused("run", WEEK, "--set", "/calendar/end=2018-10-23"))
        self.good("run", WEEK, "--set", "/calendar/end=2018-10-23", "--no-baseline", "--quiet")

    def test_all_problems_of_a_column_at_once(self):
        self.file("bad.csv", 'wait,who\n1,a\n"2,b"\nlong,c\n,d\n5,e,f\n6" pipe,g\ninf,h\n"7","i"\n')
        err = self.refused("analyse", "bad.csv", problems=6)
        for place in ("bad.csv:3: found 1 cell", 'bad.csv:4, column "wait": found "long"', "bad.csv:5, column", "bad.csv:6: found 3 cells",
                      "bad.csv:7:2: found a quotation mark", 'bad.csv:8, column "wait": found "inf"'):
            self.assertIn(place, err)
        self.file("worse.csv", "wait\n" + "x\n" * 5000)
        self.assertIn("worse.csv: found 4980 more problems", self.refused("analyse", "worse.csv", "--column", "1", problems=21))

    def test_files_without_a_column_of_numbers(self):
        os.mkdir(self.folder / "folder.csv")
        os.mkfifo(self.folder / "pipe.csv")
        for name, text in {"empty": "", "names": "wait,who\n", "words": "wait,who\na,b\n", "bare": "1,2\n3,4\n", "open": 'wait\n"1\n2\n',
                           "sixteen": "wait\n1\n".encode("utf-16"), "binary": b"\x00\x01" * 5000}.items():
            self.file(name + ".csv", text)
        for name in ("empty", "names", "words", "bare", "open", "sixteen", "binary", "folder", "pipe", "missing"):
            with self.subTest(name):
                self.assertIn(name + ".csv", self.refused("analyse", name + ".csv"))
        self.assertIn("standard input", self.refused("analyse", "-"))

    def test_questions_that_the_file_cannot_answer(self):
        self.file("few.csv", "wait,who\n1,a\n2,b\n3,c\n")
        before = (self.folder / "few.csv").read_bytes()
        self.assertIn("did you mean", self.refused("analyse", "few.csv", "--column", "wiat", "--column", "3", problems=2))
        self.assertIn("fewer than the 3 rows", self.refused("analyse", "few.csv", "--warmup", "3", problems=1))
        self.assertIn("at most 1", self.refused("analyse", "few.csv", "--batches", "2", problems=1))
        self.refused("analyse", "few.csv", "--json", "./few.csv", problems=1)
        self.refused("analyse", "few.csv", "--json", "no/such/folder.json", problems=1)
        self.assertEqual((self.folder / "few.csv").read_bytes(), before)

    def test_databases_that_are_not_ours(self):
        self.queue()
        self.file("text.db", "no database at all\n" * 1000)
        os.mkdir(self.folder / "folder.db")
        with sqlite3.connect(self.folder / "other.db") as other:
            other.execute("CREATE TABLE people(name)")
        other.close()
        content = {name: (self.folder / name).read_bytes() for name in ("text.db", "other.db")}
        for name in ("text.db", "folder.db", "other.db", "none/week.db", "/dev/null", "queue.json"):
            with self.subTest(name):
                self.refused("run", "queue.json", "--db", name, problems=1)
        for name, before in content.items():
            self.assertEqual((self.folder / name).read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
