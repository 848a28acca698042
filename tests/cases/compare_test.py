"""counterless compare: whole commands, whose answers are reasoned, not copied."""
import csv
import json
import unittest

from command import TOWN, WEEK, Command

ONE_MORE = "more=/centres/north/stations/counter/agents=6"
TWO_LESS = "less=/centres/north/stations/counter/agents=4,/centres/south/stations/counter/agents=2"


class Compare(Command):
    def answer(self, *words, code=0):
        got, out, err = self.call("compare", *words, "--quiet", "--json", "answer.json")
        self.assertEqual((got, err), (code, ""), words)
        return json.loads((self.folder / "answer.json").read_text())

    def bytes_of(self, *words, code=0):
        self.answer(*words, code=code)
        return (self.folder / "answer.json").read_bytes()

    def test_more_agents_are_better_and_dearer_and_the_same_people_come(self):
        found = self.answer(TOWN, "--variant", ONE_MORE, "--variant", TWO_LESS, "--csv", "all.csv", "--report", "page.html")
        verdicts = {(line["scenario"], line["measure"]): line["verdict"] for line in found["deciding"]}
        self.assertEqual(verdicts["more", "wait_mean"], "better")
        self.assertEqual(verdicts["less", "wait_mean"], "worse")
        self.assertEqual(verdicts["more", "visits"], "no_difference_shown")   # nobody knows beforehand how long he will wait
        self.assertEqual(found["statements_together"], 8)
        self.assertEqual(found["ranking"]["measure"], "wait_mean")
        self.assertEqual([line["is_best"] for line in found["ranking"]["against_the_best_other"]], [False, True, False])
        for line in found["deciding"]:
            self.assertGreaterEqual(line["p_holm"], line["p"])
        waits = {line["scenario"]: line for line in found["measures"] if (line["measure"], line["of"]) == ("wait_mean", "all")}
        self.assertAlmostEqual(waits["more"]["difference"], waits["more"]["mean"] - waits["A day in town"]["mean"])
        self.assertGreater(waits["more"]["pairing"], 2)
        rows = list(csv.DictReader((self.folder / "all.csv").read_text().splitlines()))
        self.assertEqual(len(rows), len(found["measures"]))
        self.assertIn("<main id=ar-results", (self.folder / "page.html").read_text())

    def test_a_side_is_what_run_says_it_is_and_shares_its_database(self):
        self.answer(TOWN, "--variant", ONE_MORE, "--db", "town.db")
        out = self.good("run", TOWN, "--set", "/centres/north/stations/counter/agents=6", "--db", "town.db", "--json", "-")
        alone = {(line["measure"], line["of"]): (line["mean"], line["half_width"]) for line in json.loads(out)["measures"]}
        beside = {(line["measure"], line["of"]): (line["mean"], line["half_width"])
                  for line in self.answer(TOWN, "--variant", ONE_MORE)["measures"] if line["scenario"] == "more"}
        self.assertEqual(alone, beside)
        self.assertIn("6 from the database", self.good("run", TOWN, "--db", "town.db"))

    def test_workers_and_resuming_change_nothing(self):
        words = (TOWN, "--variant", ONE_MORE)
        once = self.bytes_of(*words, "--workers", "1")
        self.assertEqual(self.bytes_of(*words, "--workers", "3"), once)
        self.answer(*words, "--replications", "3", "--db", "kept.db")
        self.assertEqual(self.bytes_of(*words, "--db", "kept.db"), once)
        self.answer(*words, "--replications", "9", "--db", "kept.db")
        self.assertEqual(self.bytes_of(*words, "--db", "kept.db"), once)   # more are there than are asked for

    def queues(self):
        self.queue()
        return ["queue.json"] + [word for agents in (3, 4) for word in ("--variant", f"a{agents}=/centres/hall/stations/counter/agents={agents}")]

    def test_the_race_ends_with_the_best_and_is_the_same_for_everybody(self):
        for how in ([], ["--independent"]):
            words = self.queues() + ["--best", "wait_mean", "--difference", "3", *how]
            once = self.bytes_of(*words, "--workers", "1")
            race = json.loads(once)["race"]
            self.assertEqual((race["end"], race["best"], race["method"]), ("decided", "a4", "ocba" if how else "kn"))
            self.assertGreaterEqual(race.get("chance", 1), 0.95)
            if not how:   # OCBA is looked at seldom, so it may run a little longer than equal shares would have needed
                self.assertLessEqual(race["runs"], race["runs_if_all_alike"])
            runs = {line["scenario"]: line["runs"] for line in race["scenarios"]}
            self.assertEqual(runs["M/M/2"], 10)   # four times as long a wait: out at the first look
            self.assertEqual(self.bytes_of(*words, "--workers", "3"), once)
            kept = ["--db", "race.db"]
            self.answer(*words, *kept, "--most", "10", code=0 if race["runs"] == 30 else 3)
            again = json.loads(self.bytes_of(*words, *kept))
            self.assertEqual(again, json.loads(once))

    def test_a_race_that_may_not_run_long_enough_ends_with_3(self):
        words = self.queues()[:3] + ["--variant", "same=/centres/hall/stations/counter/agents=3,/centres/hall/stations/counter/counters=900"]
        found = self.answer(*words, "--best", "wait_mean", "--difference", "0.001", "--most", "12", code=3)
        self.assertEqual(found["race"]["end"], "most_reached")
        self.assertIsNone(found["race"]["best"])

    def test_a_race_that_is_open_calls_nobody_the_best(self):
        """Twelve paired runs would show that four agents are best; a race for a tenth of a second has not told it by then."""
        words = self.queues()[:1] + self.queues()[3:]
        fixed = self.answer(*words, "--by", "wait_mean", "--replications", "12")
        self.assertEqual([one["is_best"] for one in fixed["ranking"]["against_the_best_other"]], [False, True])
        race = [*words, "--best", "wait_mean", "--difference", "0.001", "--most", "12"]
        found = self.answer(*race, "--report", "page.html", code=3)
        self.assertEqual((found["race"]["best"], found["ranking"]["against_the_best_other"]), (None, []))
        code, out, err = self.call("compare", *race)
        self.assertRegex(out, r"^Not known yet which is best")
        self.assertNotRegex(out, r"\b(yes|perhaps)\b")
        page = (self.folder / "page.html").read_text()
        self.assertIn("still in the race are", page)
        self.assertNotIn("Against it speaks", page)   # there is no best to speak against

    def test_nobody_leaves_a_race_of_independent_runs_so_one_leads(self):
        alike = "same=/centres/hall/stations/counter/agents=3,/centres/hall/stations/counter/counters=900"
        race = [*self.queues()[:3], "--variant", alike, "--best", "wait_mean", "--independent", "--difference", "0", "--most", "12"]
        found = self.answer(*race, "--report", "page.html", code=3)
        self.assertEqual((found["race"]["end"], found["race"]["best"]), ("most_reached", None))
        runs = [line["runs"] for line in found["race"]["scenarios"]]
        page = (self.folder / "page.html").read_text()
        for said in ("leads so far</h1>", "المتقدم حتى الآن"):
            self.assertIn(said, page)
        self.assertNotIn("still in the race", page)
        self.assertEqual(len(set(runs)) > 1, "replications of a scenario, each with luck of its own" in page)
        code, out, err = self.call("compare", *race)
        self.assertRegex(out, r"^Not known yet which is best in mean wait, min: (a3|same) leads so far\n")

    def test_ocba_estimates_and_never_begins_with_less_than_ten(self):
        self.queue()
        words = ["queue.json", "--variant", "a4=/centres/hall/stations/counter/agents=4", "--best", "wait_mean", "--independent",
                 "--replications", "2"]
        out = self.good("compare", *words, "--difference", "0")
        self.assertRegex(out, r"^a4 is best in mean wait, min: estimated chance (above )?[0-9.]+ % after \d+ runs\n")
        self.assertIn("10 of each first, not 2", out)
        found = self.answer(*words, "--difference", "3", "--report", "page.html")["race"]
        self.assertEqual((found["first_stage"], found["first_stage_asked"]), (10, 2))
        self.assertGreaterEqual(found["looks"], 1)
        self.assertIn("Estimated chance of that", (self.folder / "page.html").read_text())
        code, out, err = self.call("compare", *words, "--most", "9")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("no fewer than the first stage, 10", err)

    def test_a_share_of_nothing_is_no_difference(self):
        self.queue()
        words = ["queue.json", "--variant", "a4=/centres/hall/stations/counter/agents=4", "--best", "abandonment"]
        code, out, _ = self.call("compare", *words, "--report", "page.html")
        self.assertEqual(code, 3)
        self.assertIn("the baseline's mean is 0, and 5 % of 0 is 0; say what is too small to matter with --difference D", out)
        self.assertNotIn("below 0 does not matter", out)
        self.assertIn("Say with", (self.folder / "page.html").read_text())

    def test_independent_sides_do_not_share_their_luck(self):
        found = self.answer(TOWN, "--variant", ONE_MORE, "--independent")
        self.assertFalse(found["paired"])
        visits = [line["mean"] for line in found["measures"] if (line["measure"], line["of"]) == ("visits", "all")]
        self.assertNotEqual(*visits)
        self.assertNotEqual(*[one["seed"] for one in found["scenarios"]])

    def test_the_baseline_may_be_another(self):
        found = self.answer(TOWN, "--variant", ONE_MORE, "--baseline", "more", "--by", "wait_mean")
        self.assertEqual([one["baseline"] for one in found["scenarios"]], [False, True])
        self.assertEqual([(line["scenario"], line["verdict"]) for line in found["deciding"]], [("A day in town", "worse")])

    def test_a_side_whose_line_grows_without_bound_is_told(self):
        self.queue()
        words = ["queue.json", "--variant", "one=/centres/hall/stations/counter/agents=1"]
        code, out, err = self.call("compare", *words, "--json", "answer.json", "--report", "page.html")
        self.assertEqual(code, 0)
        self.assertEqual(err, "one: the queue at hall/counter grows without bound; its figures depend on the length of the run\n")
        self.assertIn("NO STEADY STATE in one", out)
        scenarios = json.loads((self.folder / "answer.json").read_text())["scenarios"]
        self.assertEqual(["growth" in one for one in scenarios], [False, True])
        self.assertIn("There is no steady state in", (self.folder / "page.html").read_text())

    def test_what_only_run_does_is_said_to_be_left_out(self):
        code, out, err = self.call("compare", TOWN, "--variant", ONE_MORE, "--set", "/study/controls=true", "--quiet")
        self.assertEqual((code, err), (0, "not used by compare: /study/controls\n"))

    def test_all_that_is_wrong_is_said_at_once(self):
        other = self.file("other.json", TOWN.read_text().replace('"2018-10-22"', '"2018-10-23"'))
        self.queue()
        for words, wanted in (
                ([TOWN], ["one scenario"]),
                ([], ["no FILE"]),
                ([TOWN, TOWN], ["the same scenario as"]),
                ([TOWN, other], ["/calendar", "3 days from"]),
                ([TOWN, "queue.json"], ["/services"]),
                ([TOWN, WEEK, "--by", "wait_meen", "--best", "cost@centre/nort"], ['did you mean', '"centre/nort"']),
                ([TOWN, "--variant", "x", "--variant", "y=/a", "--replications", "1", "--difference", "5", "--confidence", "7"],
                 ['"x"', '"y=/a"', "2 or more", "no --best", "--confidence"]),
                ([TOWN, "--variant", "x", "--variant", "y=/centres/nirth/weight=1", "--by", "wait_meen", "--csv", "nowhere/a.csv"],
                 ['"x"', "--variant y: ", 'did you mean', "nowhere/a.csv", "4 problems"]),
                (["none.json", "--variant", "a=/study/seed=5", "--by", "wait_mean"], ["none.json: found no such file", '"/study/seed"']),
                ([TOWN, "--variant", "a=/name=b", "--variant", "a=/name=c"], ['two of the name "a"']),
                ([TOWN, "--variant", "a=/study/seed=5"], ['"/study/seed"', "not of how", "nothing that is lived through differs"]),
                ([TOWN, "--variant", "a=/name=foo"], ["nothing that is lived through differs from"]),
                ([TOWN, "--variant", "a=/description=foo,/study/series=none"], ["nothing that is lived through differs from"]),
                ([TOWN, "--variant", "a=/study/antithetic=true"], ["/study/antithetic"]),
                ([TOWN, "--variant", "a=/study/replications=4,/centres/north/stations/counter/agents=6"], ['"/study/replications"']),
                ([TOWN, "--variant", "a=/centres/nirth/weight=1"], ["--variant a"]),
                ([TOWN, WEEK, "--baseline", "weak"], ['"weak"']),
                ([TOWN, WEEK, "--best", "transactions"], ["neither more nor less"]),
                ([TOWN, WEEK, "--best", "cost", "--difference", "-1", "--most", "1"], ["--difference", "--most"]),
                ([TOWN, WEEK, "--json", "a", "--csv", "a"], ['a']),
                ([TOWN, WEEK, "--csv", TOWN], [str(TOWN)])):
            code, out, err = self.call("compare", *words)
            self.assertEqual((code, out), (2, ""), words)
            for part in wanted:
                self.assertIn(part, err, words)
        self.assertEqual(self.left_behind(), ["other.json", "queue.json"])


if __name__ == "__main__":
    unittest.main()
