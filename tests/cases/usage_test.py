"""What is said about itself, and how nonsense on the command line is answered. Nothing here may depend on luck but the one
textbook queue, whose table is approved to the last digit that is shown."""
import re
import unittest

from command import TOWN, WEEK, Command

# Customers per hour at a counter by the half-hour from 07:30, invented.
DAY = "from,until,arrivals_per_h\n" + "".join(
    f"{(450 + 30 * k) // 60:02}:{(450 + 30 * k) % 60:02},{(480 + 30 * k) // 60:02}:{(480 + 30 * k) % 60:02},{come}\n"
    for k, come in enumerate([20, 45, 70, 85, 90, 80, 60, 50, 55, 60, 50, 35, 20, 10]))


class Usage(Command):
    def test_help_and_version(self):
        for kind in ("shares", "times", "patience", "arrivals"):
            self.approved(f"calibrate-{kind}-help.txt", self.good("calibrate", kind, "--help"))
        for name, words in {"help": ["--help"], "run-help": ["run", "--help"], "check-help": ["check", "-h"],
                            "schema-help": ["schema", "--help"], "analyse-help": ["analyse", "--help"],
                            "theory-help": ["theory", "--help"], "roster-help": ["roster", "--help"], "staff-help": ["staff", "--help"], "compare-help": ["compare", "--help"], "sweep-help": ["sweep", "--help"], "sensitivity-help": ["sensitivity", "--help"], "merge-help": ["merge", "--help"], "export-help": ["export", "--help"], "calibrate-help": ["calibrate", "--help"],
                            "erlang-c-help": ["theory", "erlang-c", "--help"], "theory-day-help": ["theory", "day", "--help"], "version": ["--version"]}.items():
            self.approved(name + ".txt", self.good(*words))
        self.assertEqual(self.good(), self.good("--help"))

    def test_nonsense_is_answered_with_all_that_is_wrong(self):
        lines = ""
        for words in (["rnu", "x"], ["run"], ["check"], ["--foo"], ["run", TOWN, "--set"], ["run", TOWN, "--seed", "1", "--seed", "2"],
                      ["run", TOWN, "more.json", "--foo", "--seed", "abc", "--workers", "0", "--replications", "-3", "--set", "nonsense",
                       "--set", "agents=5", "--json", "", "--replay", "1.5"],
                      ["run", TOWN, "--seed", "18446744073709551616"], ["run", TOWN, "--json", "a", "--report", "a", "--db", "a"],
                      ["schema", "more"], ["merge"], ["merge", "out.db"], ["export"], ["export", "x.db", "more", "--csv", "-", "--json", "-"],
                      ["run", TOWN, "--shard", "4/3", "--json", "a.json"], ["analyse"], ["theory"], ["theory", "erlang-x", "--agents", "3"],
                      ["calibrate"], ["calibrate", "sharez", "x.csv"], ["calibrate", "shares"],
                      ["calibrate", "shares", "none.csv", "more", "--unit", "eon", "--where", "a", "--separator", "::", "--models", "bas,habit", "--free", "y",
                       "--fix", "ceiling=2", "--fix", "x=1", "--needs-per-year", "0", "--confidence", "7", "--intervals", "some", "--seed", "3",
                       "--json", "", "--use", "gompertz", "--share", "s", "--digital", "d"],
                      ["analyse", "none.csv", "--confidence", "95", "--quantiles", "0.5,1.5,x", "--batches", "1", "--warmup", "some",
                       "--separator", "::", "--json", "", "--independent"],
                      ["theory", "erlang-c", "more", "--agents", "5:3", "--arrivals", "7.2", "--within", "1", "--patience", "1 min"],
                      ["theory", "mg1", "--arrivals", "0 / min", "--service", "1e13 s", "--cv", "-1"],
                      ["theory", "staff-erlang-a", "--arrivals", "5:2 / min", "--service", "3 min", "--level", "90"],
                      ["theory", "staff-erlang-c", "--arrivals", "5 / min", "--service", "3 min"],
                      ["theory", "day"], ["theory", "day", "--rates", "none.csv", "--service", "8", "--level", "9", "--lost", "5%", "--json", ""]):
            code, out, err = self.call(*words)
            self.assertEqual((code, out), (2, ""), words)
            lines += "$ counterless " + " ".join(map(str, words)) + "\n" + err
        self.approved("nonsense.txt", lines)
        self.assertEqual(self.left_behind(), [])

    def test_schema_is_json(self):
        import json
        self.assertEqual(json.loads(self.good("schema"))["$schema"], "https://json-schema.org/draft/2020-12/schema")

    def test_check_foretells(self):
        self.approved("check-week.txt", self.good("check", WEEK))

    def test_the_table_of_a_textbook_queue(self):
        self.queue()
        self.approved("queue.txt", self.good("run", "queue.json", "--workers", "2", "--seed", "9"))
        self.approved("queue-quiet.txt", self.good("run", "queue.json", "--seed", "9", "--quiet"))

    def test_a_column_of_numbers(self):
        """Waits of a line whose luck is a rule anyone can follow: the generator of POSIX, whole numbers only."""
        state, wait, rows = 1, 0, ""
        for n in range(5000):
            rows += f"{n},{wait},{'even' if n % 2 == 0 else 'odd'}\n"
            state = (1103515245 * state + 12345) % 2**31
            wait = max(0, wait + (state >> 16) % 21 - 12)
        self.file("waits.csv", "n,wait,kind\n" + rows)
        self.approved("analyse.txt", self.good("analyse", "waits.csv", "--unit", "min", "--column", "wait"))
        both = self.good("analyse", "waits.csv", "--quantiles", "0.5")
        self.assertIn('not looked at: "kind"', both)
        self.assertIn("\nn\n", both)
        piped = self.good("analyse", "-", "--column", "2", stdin=open(self.folder / "waits.csv"))
        self.assertEqual(piped.split("\n", 1)[1], self.good("analyse", "waits.csv", "--column", "2").split("\n", 1)[1])

    def test_a_share_by_time(self):
        """Odds that double each year, from 1 to 4 at first, and a wobble of two parts in a hundred of them."""
        rows = ""
        for year in range(10):
            odds = 0.25 * 2**year * (1.02 if year % 3 else 0.97)
            rows += f"{2010 + year},{odds / (1 + odds):.5f}\n"
        self.file("shares.csv", "year,share\n" + rows)
        words = ["calibrate", "shares", "shares.csv", "--models", "logistic", "--hold-out", "1/3"]
        self.approved("calibrate-shares.txt", self.good(*words))
        import json
        answer = json.loads(self.good(*words, "--json", "-"))
        self.assertAlmostEqual(answer["fits"][0]["parameters"]["rate"]["value"], 0.693, delta=0.03)
        self.assertEqual(self.good(*words, "--intervals", "bootstrap", "--seed", "5"), self.good(*words, "--intervals", "bootstrap", "--seed", "5"))
        self.good("calibrate", "shares", "shares.csv", "--models", "bass,habit", "--use", "bass", "--scenario", "adoption.json", "--plot", "page.html",
                  "--extends", "base.json")
        text = (self.folder / "adoption.json").read_text()
        fragment = json.loads("".join(line for line in text.splitlines(True) if not line.startswith("//")))
        self.assertEqual(fragment["adoption"]["model"], "bass")
        self.assertIn("data-chart=fit", (self.folder / "page.html").read_text())
        code, out, err = self.call("calibrate", "shares", "shares.csv", "--hold-out", "10", "--scenario", "x.json", "--models", "logistic")
        self.assertEqual((code, out, err.count("expected")), (2, "", 2))
        self.assertFalse((self.folder / "x.json").exists())
        code, out, err = self.call("calibrate", "shares", "shares.csv", "--models", "bass,habit,bass")
        self.assertEqual((code, out, err), (2, "", '--models: found "bass" twice, expected each model once\n1 problem\n'))

    def test_theory(self):
        queue = ["--arrivals", "7.2 / min", "--service", "1 min"]
        self.approved("theory.txt", self.good("theory", "erlang-c", "--agents", "8", *queue, "--within", "2 min") + "\n" +
                      self.good("theory", "erlang-a", "--agents", "5:9:2,12", *queue, "--patience", "10 min"))
        self.file("day.csv", DAY)
        import json
        import shlex
        formulas = [line.split()[0] for line in self.good("theory", "--help").split("Subcommands:\n")[1].split("\n\n")[0].splitlines()
                    if line.startswith("  ") and line[2] != " "]
        self.assertGreaterEqual(len(formulas), 16)
        for formula in formulas:
            example = shlex.split(self.good("theory", formula, "--help").split("Example:\n")[1])
            self.assertEqual(example[:3], ["counterless", "theory", formula])
            out = self.good(*example[1:])
            self.assertNotIn("∞", out)
            if formula != "day":  # between two times of the day
                self.assertNotIn("–", out)
        answer = json.loads(self.good("theory", "erlang-c", "--agents", "7,8", *queue, "--json", "-"))
        self.assertEqual([row["agents"] for row in answer["answers"]], [7, 8])
        self.assertIsNone(answer["answers"][0]["wait_mean"])
        self.good("theory", "ps", *queue[:2], "--service", "8 s", "--json", "ps.json")
        self.assertEqual(json.loads((self.folder / "ps.json").read_text())["formula"], "ps")

    def test_a_target_that_no_number_of_agents_meets(self):
        queue = ["--arrivals", "7.2 / min", "--service", "1 min"]
        more = {"staff-erlang-a": ["--patience", "10 min"], "staff-mmc-patience": ["--patience", "10 min", "--patience-cv", "1.5"],
                "staff-mmck": ["--capacity", "300"], "staff-mgc": ["--cv", "0.7"]}
        targets = {"staff-erlang-b": ["lost", "busy"], "staff-erlang-c": ["level", "waiting", "wait", "busy"],
                   "staff-erlang-a": ["level", "waiting", "wait", "lost", "busy"], "staff-mmc-patience": ["level", "waiting", "wait", "lost", "busy"],
                   "staff-mmck": ["level", "waiting", "wait", "lost", "busy"], "staff-mgc": ["level", "waiting", "wait", "busy"]}
        for formula, names in targets.items():
            for name in names:
                values = ["0 s", "-1 s", "nan s", "1e13 s"] if name == "wait" else ["0%", "100%", "101%", "-5%", "nan", "1e-300"]
                for value in values:
                    words = ["theory", formula, *queue, *more.get(formula, []), "--" + name, value, *(["--within", "10 s"] if name == "level" else [])]
                    code, out, err = self.call(*words)
                    if formula == "staff-mmck" and value in ("0%", "0 s") and name in ("waiting", "wait"):
                        self.assertEqual((code, [line.split()[-1] for line in out.splitlines() if "agents needed" in line]), (0, ["300"]), words)
                    elif formula == "staff-mmck" and name == "waiting" and value == "1e-300":
                        self.assertEqual(code, 0)
                    else:
                        self.assertEqual((code, out, len(re.findall("expected an? ", err))), (2, "", 1), words)
        for words in (["square-root", "--waiting", "0%"], ["square-root", "--waiting", "100%"],
                      ["efficiency-driven", "--patience", "10 min", "--lost", "0%"], ["efficiency-driven", "--patience", "10 min", "--lost", "100%"]):
            code, out, err = self.call("theory", words[0], *queue, *words[1:])
            self.assertEqual((code, out), (2, ""), words)
            self.assertIn("expected a share above 0 % and below 100 %, to nine digits", err)
        room = ["theory", "staff-mmck", *queue, "--capacity", "6", "--lost", "1%", "--wait", "5 s"]
        code, out, err = self.call(*room)
        self.assertEqual((code, err), (3, ""))
        self.assertIn("no number of agents keeps --lost 1%; beside it the best that can be had, with 6.", out)
        import json
        code, out, err = self.call(*room, "--json", "-")
        row = json.loads(out)["answers"][0]
        self.assertEqual((code, row["agents"], row["agents_best"], row["targets_missed"]), (3, None, 6, ["lost"]))
        code, out, err = self.call("theory", "square-root", "--arrivals", "1000 / s", "--service", "3 min", "--waiting", "20%")
        self.assertEqual((code, "beyond what this formula can be computed for" in out), (0, True))

    def test_a_day_by_formulas(self):
        self.file("day.csv", DAY)
        day = ["theory", "day", "--rates", "day.csv", "--service", "12 min"]
        self.approved("theory-day.txt", self.good(*day, "--level", "90%", "--within", "10 min") + "\n" +
                      self.good(*day, "--patience", "20 min", "--lost", "5%", "--cv", "0.6"))
        import json
        answer = json.loads(self.good(*day, "--waiting", "20%", "--json", "-"))
        self.assertEqual([way["staffing"] for way in answer["day"]], ["sipp", "lag_sipp", "mol", "isa"])
        self.assertEqual(answer["day"][3]["intervals_missed"], 0)
        self.file("staffed.csv", "from,until,arrivals_per_h,agents\n08:00,09:00,40,9\n09:00,10:00,60,9\n10:00,12:00,0,0\n12:00,13:00,10,3\n")
        self.approved("theory-day-stated.txt", self.good("theory", "day", "--rates", "staffed.csv", "--service", "12 min"))
        self.approved("theory-day-targets.txt", self.good(*day, "--patience", "20 min", "--lost", "5%", "--busy", "80%"))
        code, out, err = self.call(*day, "--busy", "0.005%")
        self.assertEqual((code, err), (3, ""))
        self.assertIn("No number of agents up to 100,000 keeps the target in each interval", out)
        code, out, err = self.call(*day, "--busy", "0.001%", "--json", "-")
        self.assertEqual((code, json.loads(out)["possible"], json.loads(out)["intervals"][0]["isa"]["agents"]), (3, False, 100_000))
        words = "found {}, expected an occupancy above 0: whoever serves is busy"  # staff says the same
        for command in (day, ["theory", "staff-erlang-c", "--arrivals", "1 / min", "--service", "3 min"]):
            self.assertEqual(self.call(*command, "--busy", "0%"), (2, "", "--busy: " + words.format('"0%"') + "\n1 problem\n"))
        self.assertIn(words.format(0), self.call("staff", TOWN, "--target", "occupancy=0%")[2])
        self.file("bad.csv", "from,until,arrivals_per_h,agents\n09:00,08:00,5,1\n10:00,11:00,-5,1.5\n10:30,25:00,x,\n")
        code, out, err = self.call("theory", "day", "--rates", "bad.csv", "--service", "12 min", "--level", "90%")
        self.assertEqual((code, out), (2, ""))
        for place in ("until", "arrivals_per_h", "agents", "--level without --within"):
            self.assertIn(place, err)
        self.assertEqual(err.count("expected"), 8)  # the last begins before the line above it ends
        self.assertIn('bad.csv:4, column "from": found "10:30", expected 11:00, where line 3 ends\n', err)
        self.file("nobody.csv", "from,until,arrivals_per_h\n09:00,10:00,0\n")
        code, out, err = self.call("theory", "day", "--rates", "nobody.csv", "--service", "12 min", "--busy", "80%")
        self.assertEqual((code, err.count("nobody comes")), (2, 1))
        # Who leaves an hour out has not said that nobody comes in it.
        self.file("gap.csv", "from,until,arrivals_per_h\n08:00,09:00,10\n09:00,10:00,50\n11:00,12:00,30\n")
        self.assertEqual(self.call("theory", "day", "--rates", "gap.csv", "--service", "12 min", "--busy", "80%"),
                         (2, "", 'gap.csv:4, column "from": found "11:00", expected 10:00, where line 3 ends; or a line 10:00 to '
                                 '11:00 between them, with arrivals_per_h 0 if nobody comes\n1 problem\n'))
        self.file("names.csv", "from,till,arrivals_per_h,agent\n08:00,09:00,10,1\n")
        err = self.call("theory", "day", "--rates", "names.csv", "--service", "12 min", "--busy", "80%")[2]
        for words in ('no column "until"', 'the column "till"', 'the column "agent", expected "agents" (did you mean it?)'):
            self.assertIn(words, err)

    def test_a_number_that_is_not_zero_never_reads_as_zero(self):
        self.file("day.csv", DAY)
        day = ["theory", "day", "--rates", "day.csv", "--service", "12 min"]
        zero = re.compile(r"(?<![\d.,:–e-])0(\.0+)?(?![\d.,:e–])")  # 0, 0.0, 0.00, as a number of its own
        for target, goal in ((["--waiting", "0.000001%"], "at most 1e-06 %"), (["--wait", "0.001 ms"], "mean wait, at most 0.001 ms")):
            out = self.good(*day, *target)
            self.assertIn(goal, out)
            for line in out.split("agent hours")[0].splitlines()[3:]:
                self.assertIsNone(zero.search(line), line)
        self.file("rare.csv", "from,until,arrivals_per_h,agents\n09:00,10:00,0.001,1\n")
        out = self.good("theory", "day", "--rates", "rare.csv", "--service", "2 min")
        line = out.splitlines()[3].split()
        self.assertEqual(line[:4], ["09:00–10:00", "0.001", "3.22e-05", "1"])  # 0.001 / h of 2 min: 1/30,000 erlang, less the first minutes
        self.assertIsNone(zero.search(" ".join(line[:7])), out)
        self.assertIn("a time from 0.001 ms to", self.call(*day, "--wait", "0.0001 ms")[2])

    def test_what_was_asked_stands_whole_before_its_answer(self):
        self.file("day.csv", DAY)
        out = self.good("theory", "day", "--rates", "day.csv", "--service", "12 min", "--level", "99.9999999%", "--within", "1 min")
        self.assertNotIn("…", out)
        self.assertIn("07:30–08:00", out)
        out = self.good("theory", "staff-erlang-a", "--arrivals", "1234567.89123456,1:2:0.1 / min", "--service", "1 ms", "--patience", "10 min",
                        "--wait", "0.001 ms", "--level", "99.99999%", "--within", "1 ms")
        self.assertIn("\n1234567.89123456 / min ", out)
        self.assertIn("\n1.3 / min ", out)

    def test_no_line_is_wider_than_a_terminal(self):
        for line in self.good("run", WEEK).splitlines():
            if not line.startswith(("counterless run", "scenario sha256")):
                self.assertLessEqual(len(line), 100, line)
        for formula, words in {"erlang-c": [], "erlang-a": ["--patience", "10 min"], "priority": ["--urgent", "1 / min"]}.items():
            within = [] if formula == "priority" else ["--within", "2 min"]
            for line in self.good("theory", formula, "--agents", "8:10", "--arrivals", "7.2 / min", "--service", "1 min", *words,
                                  *within).split("Assumes")[0].splitlines():
                self.assertLessEqual(len(line), 100, line)


if __name__ == "__main__":
    unittest.main()
