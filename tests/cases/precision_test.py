"""Replications until the answer is as sure as was asked, pairs and controls, and a line that grows without bound."""
import json
import unittest

from command import TOWN, WEEK, Command


class Precision(Command):
    def answer(self, *words):
        code, _, err = self.call("run", *words, "--json", "answer.json", "--quiet")
        self.assertEqual((code, err), (0, ""), words)
        return (self.folder / "answer.json").read_text()

    def test_it_runs_until_the_half_width_holds_twice(self):
        self.queue()
        answer = json.loads(self.answer("queue.json", "--precision", "wait_mean=5%"))
        wait = next(m for m in answer["measures"] if m["measure"] == "wait_mean" and m["of"] == "all")
        self.assertTrue(answer["precision"]["reached"])
        self.assertLessEqual(wait["half_width"], 0.05 * wait["mean"])
        rounds = [20]
        while rounds[-1] < answer["replications"]:
            rounds.append(rounds[-1] + (rounds[-1] + 3) // 4)
        self.assertEqual(rounds[-1], answer["replications"])       # it ends with a round
        self.assertEqual(len(rounds), answer["precision"]["rounds"])
        # Not held at the round before the last but one: else it had ended there.
        earlier = json.loads(self.answer("queue.json", "--replications", rounds[-3]))
        before = next(m for m in earlier["measures"] if m["measure"] == "wait_mean" and m["of"] == "all")
        self.assertGreater(before["half_width"], 0.05 * before["mean"])

    def test_workers_and_databases_change_nothing(self):
        asked = ("--precision", "visits@centre/*=8%", "--set", "/channels/*/fidelity=pool")
        first = self.answer(WEEK, *asked, "--workers", "1")
        self.assertEqual(self.answer(WEEK, *asked, "--workers", "3"), first)
        self.answer(WEEK, "--set", "/channels/*/fidelity=pool", "--replications", "60", "--db", "week.db")  # more than it takes
        self.assertEqual(self.answer(WEEK, *asked, "--db", "week.db"), first)

    def test_a_precision_of_the_scenario_is_taken_and_the_command_line_goes_first(self):
        self.queue(', "precision": {"wait": {"measure": "wait_mean", "half_width": "10%"}}')
        self.assertIn("precision", json.loads(self.answer("queue.json")))
        alone = json.loads(self.answer("queue.json", "--replications", "7"))
        self.assertEqual((alone["replications"], "precision" in alone), (7, False))

    def test_at_the_cap_it_is_exit_3_with_what_it_would_take(self):
        self.queue()
        code, out, err = self.call("run", "queue.json", "--precision", "wait_mean=0.1%", "--most", "25")
        self.assertEqual(code, 3)
        self.assertIn("NOT REACHED", out)
        self.assertIn("not reached within 25 replications", err)
        self.assertRegex(err, r"mean wait, min: asked ±0.1%, is ±[0-9.]+ % of a mean of [0-9.]+; about [0-9,]+ replications would do")

    def test_what_is_asked_and_what_is_told_have_one_unit(self):
        self.queue()
        code, _, err = self.call("run", "queue.json", "--precision", "wait_mean=0.6 s", "--most", "25")
        self.assertEqual(code, 3)
        self.assertRegex(err, r"mean wait, min: asked ±0.010 min, is ±[0-9.]+ min of a mean of [0-9.]+; about")

    def test_what_held_once_at_the_cap_is_not_confirmed(self):
        self.queue()
        words = ("run", "queue.json", "--precision", "wait_mean=99%", "--precision", "wait_mean=98%")
        for low in (["--most", "20"], ["--most", "49", "--antithetic"], ["--set", "/study/replications_max=24"]):
            code, out, err = self.call(*words, *low)
            self.assertEqual((code, out), (2, ""), low)
            self.assertIn(low[0] if low[0] == "--most" else "/study/replications_max", err)
        # The half-width that holds at 25 replications and not at 20: between the two that they have.
        # A seed whose first five more replications make it narrower, as most do.
        for seed in range(1, 30):
            half = []
            for runs in (20, 25):
                answer = json.loads(self.answer("queue.json", "--replications", runs, "--seed", seed))
                wait = next(m for m in answer["measures"] if m["measure"] == "wait_mean" and m["of"] == "all")
                half.append(wait["half_width"] / wait["mean"])
            if half[1] < 0.98 * half[0]:
                break
        self.assertLess(half[1], half[0])
        asked = f"wait_mean={50 * (half[0] + half[1]):.6f}%"
        code, out, err = self.call("run", "queue.json", "--seed", seed, "--precision", asked, "--most", "25", "--json", "a.json", "--report", "a.html")
        self.assertEqual(code, 3)
        self.assertIn("HELD after 2 rounds, NOT CONFIRMED: one more round, to 32 replications, would tell", out)
        self.assertIn("--most 32", err)
        self.assertNotIn("not reached", err)
        found = json.loads((self.folder / "a.json").read_text())["precision"]
        self.assertEqual((found["reached"], found["unconfirmed"], found["measures"][0]["held"]), (False, True, True))
        self.assertIn("held, not confirmed by a second round", (self.folder / "a.html").read_text())
        self.assertIn("all held at two successive rounds", self.good("run", "queue.json", "--seed", seed, "--precision", asked, "--most", "60"))

    def test_pairs_and_controls_say_what_they_save(self):
        self.queue()
        plain = json.loads(self.answer("queue.json", "--replications", "60"))
        both = json.loads(self.answer("queue.json", "--replications", "60", "--antithetic", "--controls"))
        self.assertEqual((both["antithetic"], both["controls"]), (True, True))
        wait = [next(m for m in one["measures"] if m["measure"] == "wait_mean" and m["of"] == "all") for one in (plain, both)]
        self.assertEqual((wait[0]["n"], wait[1]["n"]), (60, 30))
        self.assertGreater(wait[1]["runs_saved"], 1)
        self.assertNotIn("runs_saved", wait[0])
        # Both are intervals of one mean; apart by more than both half-widths once in some thousand seeds.
        self.assertLess(abs(wait[0]["mean"] - wait[1]["mean"]), wait[0]["half_width"] + wait[1]["half_width"])

    def test_what_saved_replications_is_named_where_it_did(self):
        self.queue()
        for number, words, title in ((4, [], "antithetic pairs"), (12, ["--controls"], "antithetic pairs"),
                                     (60, ["--controls"], "antithetic pairs and control variates")):
            out = self.call("run", "queue.json", "--antithetic", "--replications", number, *words)[1]
            self.assertIn(f"REPLICATIONS SAVED BY {title}\n", out)
        self.assertIn("it takes two pairs at least", self.good("run", "queue.json", "--antithetic", "--replications", "2"))

    def test_too_few_replications_for_controls_are_told(self):
        self.queue()
        few = ("run", "queue.json", "--controls", "--json", "answer.json", "--report", "answer.html")
        for words, needed in ((("--replications", "19"), 20), (("--replications", "38", "--antithetic"), 40)):
            code, out, err = self.call(*few, *words)
            self.assertEqual(code, 0)
            self.assertIn("too few for controls", err)
            self.assertIn(f"take {needed} or more", err)
            self.assertIn(f"they take at least {needed}", out)
            self.assertIn("but not used", (self.folder / "answer.html").read_text())
            answer = json.loads((self.folder / "answer.json").read_text())
            self.assertEqual((answer["controls"], answer["controls_from"]), (True, needed))
        plain = self.answer("queue.json", "--replications", "19")
        self.call(*few, "--replications", "19")
        corrected = json.loads((self.folder / "answer.json").read_text())
        self.assertEqual(corrected["measures"], json.loads(plain)["measures"])
        self.assertNotIn("controls_from", json.loads(self.answer("queue.json", "--replications", "20", "--controls")))

    def test_a_measure_that_is_its_own_control_is_as_unsure_as_before(self):
        self.queue()
        ways = [json.loads(self.answer("queue.json", "--replications", "40", *how)) for how in ((), ("--controls",))]
        visits = [next(m for m in one["measures"] if m["measure"] == "visits" and m["of"] == "all") for one in ways]
        self.assertEqual(visits[0], visits[1])
        self.assertGreater(visits[1]["half_width"], 0)

    def test_one_of_a_pair_alone(self):
        self.queue()
        first, second = (json.loads(self.answer("queue.json", "--antithetic", "--replay", number)) for number in ("0", "1"))
        waits = [next(m["mean"] for m in one["measures"] if m["measure"] == "wait_mean" and m["of"] == "all") for one in (first, second)]
        self.assertIsNotNone(waits[0])
        self.assertNotEqual(waits[0], waits[1])

    def test_a_line_that_grows_is_said(self):
        self.queue()
        code, out, _ = self.call("run", "queue.json", "--set", '/demand/streams/all/rate="2.3 / min"', "--replications", "10")
        self.assertEqual(code, 0)
        self.assertIn("NO STEADY STATE", out)
        self.assertNotIn("NO STEADY STATE", self.good("run", "queue.json"))

    def test_what_cannot_be_asked_is_refused_at_once(self):
        self.queue()
        for words, places in ((["--precision", "wait_meen=2%", "--precision", "wait_mean@hall=2%"], ["wait_meen", '"hall"']),
                              (["--precision", "wait_mean"], ["--precision"]), (["--precision", "wait_mean=0%"], ["--precision"]),
                              (["--precision", "visits=10 s"], ["no time"]), (["--most", "100"], ["--most"]), (["--most", "5"], ["--most"]),
                              (["--precision", "wait_mean=2%", "--replications", "50"], ["--replications"]),
                              (["--antithetic", "--replications", "5"], ["an even number"]),
                              (["--replications", "1000000", "--set", "/study/series=half_hour", "--set", '/study/horizon="900 d"'], ["16 GB"]),
                              (["--precision", "wait_mean=2%", "--shard", "1/2", "--db", "x.db"], ["--precision"])):
            code, out, err = self.call("run", "queue.json", *words)
            self.assertEqual((code, out), (2, ""), words)
            for place in places:
                self.assertIn(place, err, words)
        self.assertEqual(self.left_behind(), ["queue.json"])
        self.file("plain.json", TOWN.read_text())
        self.file("mirrored.json", '{"extends": "plain.json", "name": "m", "study": {"antithetic": true, "baseline": "plain.json"}}')
        for words in (["run", "mirrored.json"], ["compare", "mirrored.json", "plain.json"]):
            code, _, err = self.call(*words)
            self.assertEqual(code, 2)
            self.assertIn("/study/antithetic", err)
        code, _, err = self.call("run", self.uncertain(), "--precision", "visits=2%")
        self.assertEqual(code, 2)
        self.assertIn("--draws 0", err)


if __name__ == "__main__":
    unittest.main()
