"""counterless sensitivity: through the command, against Erlang's formula at the same points."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv.pop()).resolve() if len(sys.argv) > 1 else pathlib.Path("build/release/counterless")
QUEUE = {"name": "M/M/8", "demand": {"streams": {"all": {"to": "hall", "rate": "6 / min"}}},
         "centres": {"hall": {"stations": {"counter": {"agents": 8, "service": {"law": "exponential", "mean": "1 min"}}}}},
         "targets": {"wait": {"measure": "wait_mean", "of": "all", "at_most": 15}},
         "study": {"horizon": "3000 min", "warmup": "100 min", "replications": 4, "seed": 1}}
RATE, SERVICE = "/demand/streams/all/rate", "/centres/hall/stations/counter/service/mean"
RANGES = ["--vary", f"{RATE}=5:6.5", "--vary", f"{SERVICE}=0.9:1.1"]


def erlang_c_wait_s(rate_per_min, service_min, agents=8):
    load, blocked = rate_per_min * service_min, 1.0
    for n in range(1, agents + 1):
        blocked = load * blocked / (n + load * blocked)
    waits = agents * blocked / (agents - load * (1 - blocked))
    return 60 * waits * service_min / (agents - load)


def number(text):
    return float(text.split()[0])


class Sensitivity(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.queue = self.file("queue.json", QUEUE)

    def file(self, name, content):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(json.dumps(content))
        return str(path)

    def command(self, *words, code=0):
        done = subprocess.run([PROGRAM, "sensitivity", *words], capture_output=True, text=True, cwd=self.folder.name, timeout=300)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def answer(self, *words):
        return json.loads(self.command(self.queue, *RANGES, *words, "--json", "-").stdout)

    def test_the_indices_are_those_of_the_formula_at_the_same_points(self):
        answer = self.answer("--method", "sobol", "--rows", "64")
        waits = [erlang_c_wait_s(number(p["values"][RATE]), number(p["values"][SERVICE])) for p in answer["points"]]
        self.assertEqual(len(waits), 64 * 4)
        rows = [waits[4 * row:4 * row + 4] for row in range(64)]  # A, B, and A with the column of each input from B
        both = [row[side] for row in rows for side in (0, 1)]
        mean = sum(both) / len(both)
        variance = sum((value - mean) ** 2 for value in both) / (len(both) - 1)
        for place, column in ((RATE, 2), (SERVICE, 3)):
            driver = next(one for one in answer["outcomes"][0]["drivers"] if one["input"] == place)
            first = sum((b - mean) * (row[column] - row[0]) for row in rows for b in [row[1]]) / len(rows) / variance
            total = sum((row[0] - row[column]) ** 2 for row in rows) / 2 / len(rows) / variance
            for name, by_formula in (("first", first), ("total", total)):
                index = driver[name]
                self.assertLess(index["low"], by_formula)
                self.assertGreater(index["high"], by_formula)
                self.assertAlmostEqual(index["value"], by_formula, delta=0.15)

    def test_a_tornado_has_both_ends_and_the_whole_way_between_them(self):
        answer = self.answer()
        self.assertEqual(answer["method"], "tornado")
        self.assertEqual(len(answer["points"]), 5)
        outcome = answer["outcomes"][0]
        stated = erlang_c_wait_s(6, 1)
        self.assertAlmostEqual(outcome["stated"]["mean"], stated, delta=3 * outcome["stated"]["half_width"])
        for driver in outcome["drivers"]:
            self.assertAlmostEqual(driver["change"]["mean"], driver["at_high"]["mean"] - driver["at_low"]["mean"], places=9)
        rate = next(one for one in outcome["drivers"] if one["input"] == RATE)
        self.assertTrue(rate["flips"])  # Erlang C: 2.3 s and 19 s round a target of 15 s
        self.assertLess(outcome["luck_left_sd"], 2 * outcome["luck_sd"])

    def test_morris_finds_both_and_orders_them_as_the_formula_does(self):
        answer = self.answer("--method", "morris", "--trajectories", "8")
        self.assertEqual(len(answer["points"]), 8 * 3)
        waits = [erlang_c_wait_s(number(p["values"][RATE]), number(p["values"][SERVICE])) for p in answer["points"]]
        effects = {RATE: [], SERVICE: []}
        for at in range(0, len(waits), 3):
            for step in (1, 2):
                before, after = answer["points"][at + step - 1]["values"], answer["points"][at + step]["values"]
                moved = RATE if before[RATE] != after[RATE] else SERVICE
                effects[moved].append(abs(waits[at + step] - waits[at + step - 1]) * 1.5)  # a step is two thirds of a range
        for driver in answer["outcomes"][0]["drivers"]:
            mine = effects[driver["input"]]
            self.assertAlmostEqual(driver["mu_star"], sum(mine) / len(mine), delta=0.3 * sum(mine) / len(mine) + 1)

    def test_morris_and_the_tornado_agree_on_whole_numbers(self):
        agents = "/centres/hall/stations/counter/agents"
        for ends in ("8:9", "8:10", "8:16"):
            words = [self.queue, "--vary", f"{agents}={ends}", "--json", "-"]
            tornado = json.loads(self.command(*words).stdout)["outcomes"][0]["drivers"][0]["change"]["mean"]
            answer = json.loads(self.command(*words, "--method", "morris").stdout)
            driver, low = answer["outcomes"][0]["drivers"][0], int(ends.split(":")[0])
            waits = {int(p["values"][agents]): p["measures"][0]["mean"] for p in answer["points"]}
            span = int(ends.split(":")[1]) - low
            pairs = [sorted(int(p["values"][agents]) for p in answer["points"][at:at + 2]) for at in range(0, len(answer["points"]), 2)]
            self.assertEqual(len(pairs), len({tuple(pair) for pair in pairs}))  # none walked twice
            effects = [(waits[b] - waits[a]) * span / (b - a) for a, b in pairs]
            self.assertAlmostEqual(driver["mu"], sum(effects) / len(effects))
            if ends == "8:9":
                self.assertAlmostEqual(driver["mu"], tornado)
                self.assertIsNone(driver["mu_star_half_width"])
                self.assertIsNone(driver["sigma"])
                self.assertNotIn("± 0.00", self.command(*words[:-2], "--method", "morris").stdout)

    def test_an_odd_number_of_mirrored_replications_is_refused_as_run_refuses_it(self):
        words = [self.queue, "--set", "/study/antithetic=true", "--replications", "3"]
        self.assertIn("an even number: pairs", self.command(*words, *RANGES, code=2).stderr)

    def test_a_point_whose_line_grows_without_bound_is_told(self):
        done = self.command(self.queue, "--vary", "/centres/hall/stations/counter/agents=5:9", "--json", "-")
        answer = json.loads(done.stdout)
        self.assertIn("point 2 with /centres/hall/stations/counter/agents=5: the queue at hall/counter grows without bound", done.stderr)
        self.assertEqual(["growth" in point for point in answer["points"]], [False, True, False])
        self.assertEqual(answer["points"][1]["growth"]["at"], "hall/counter")

    def test_neither_workers_nor_a_database_change_a_byte(self):
        alone = self.command(self.queue, *RANGES, "--json", "-", "--workers", "1").stdout
        self.command(self.queue, *RANGES, "--replications", "2", "--db", "all.db")
        self.assertEqual(alone, self.command(self.queue, *RANGES, "--json", "-", "--workers", "3", "--db", "all.db").stdout)

    def test_the_difference_from_the_baseline_of_the_same_world(self):
        self.file("base.json", QUEUE)
        variant = self.file("variant.json", {"extends": "base.json", "name": "One more", "study": {"baseline": "base.json"},
                                             "centres": {"hall": {"stations": {"counter": {"agents": 9}}}}})
        answer = json.loads(self.command(variant, *RANGES, "--against-baseline", "--json", "-").stdout)
        for point in answer["points"]:
            rate, service = number(point["values"].get(RATE) or "6"), number(point["values"].get(SERVICE) or "1")
            expected = erlang_c_wait_s(rate, service, 9) - erlang_c_wait_s(rate, service, 8)
            self.assertLess(point["differences"][0]["mean"], 0)
            self.assertAlmostEqual(point["differences"][0]["mean"], expected,
                                   delta=max(4 * point["differences"][0]["half_width"], 0.5))

    def test_what_the_scenario_calls_uncertain_is_varied_by_its_laws(self):
        queue = json.loads(json.dumps(QUEUE))
        queue["study"].update(draws=4, uncertain={"service": {"place": SERVICE, "law": {"law": "uniform", "low": 0.9, "high": 1.1}}})
        answer = json.loads(self.command(self.file("uncertain.json", queue), "--json", "-").stdout)
        driver = answer["outcomes"][0]["drivers"][0]
        self.assertEqual((driver["low"], driver["high"]), ("0.91 min", "1.09 min"))  # nine in ten lie between

    def test_all_that_is_wrong_is_said_at_once(self):
        said = self.command(self.queue, "--vary", f"{RATE}=6", "--method", "tornade", "--rows", "64", code=2).stderr
        for place in ("--vary", "--method", "--rows"):
            self.assertIn(place + ": found", said)
        self.assertIn("no /study/uncertain", self.command(self.queue, code=2).stderr)
        self.assertIn("measured against nothing", self.command(self.queue, *RANGES, "--against-baseline", code=2).stderr)
        self.assertIn("whose LOW is above its HIGH", self.command(self.queue, "--vary", f"{RATE}=6:5", code=2).stderr)
        for method in ("tornado", "morris", "sobol"):
            said = self.command(self.queue, "--vary", "/centres/hall/stations/counter/agents=8.2:9.7", "--method", method, code=2).stderr
            self.assertIn("whole numbers for both ends", said)
        self.assertIn("a power of two", self.command(self.queue, *RANGES, "--method", "sobol", "--rows", "65", code=2).stderr)

    def test_the_strongest_is_named_only_where_no_other_interval_reaches_its_own(self):
        for words in ([], ["--method", "morris", "--trajectories", "3"], ["--method", "sobol", "--rows", "8"]):
            done = self.command(self.queue, *RANGES, *words, "--json", "answer.json")
            outcome = json.loads((pathlib.Path(self.folder.name) / "answer.json").read_text())["outcomes"][0]
            ends = []
            for driver in outcome["drivers"]:
                if "total" in driver:
                    ends.append((driver["total"]["low"], driver["total"]["high"]))
                else:
                    size, half = (driver["mu_star"], driver["mu_star_half_width"]) if "mu_star" in driver else \
                        (abs(driver["change"]["mean"]), driver["change"]["half_width"])
                    ends.append((max(0, size - half), size + half))
            names = [driver["input"] for driver in outcome["drivers"]]
            self.assertEqual(outcome["not_told_apart"], [] if ends[0][0] > ends[1][1] else names)
            self.assertIn("hangs most on " + (f"{names[0]} or {names[1]}: not told apart" if outcome["not_told_apart"] else f"{names[0]}: "),
                          done.stdout)

    def test_a_page_for_each_method(self):
        for method in ("tornado", "morris", "sobol"):
            extra = {"tornado": [], "morris": ["--trajectories", "2"], "sobol": ["--rows", "8"]}[method]
            self.command(self.queue, *RANGES, "--method", method, *extra, "--replications", "2", "--report", "page.html")
            page = (pathlib.Path(self.folder.name) / "page.html").read_text()
            for figure in ("lang=en", "lang=ar", "class=tracks", "How this was made"):
                self.assertIn(figure, page)


if __name__ == "__main__":
    unittest.main()
