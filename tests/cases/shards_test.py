"""Parts of one study on machines that know nothing of each other: together they are the whole, to the byte; and what does not fit
together is refused whole. And what a database tells other programs."""
import contextlib
import csv
import json
import os
import resource
import shutil
import sqlite3
import unittest

from command import WEEK, Command


class Shards(Command):
    def shards(self, count, *words, scenario=WEEK):
        for number in range(1, count + 1):
            self.good("run", scenario, "--shard", f"{number}/{count}", "--db", f"{number}.db", "--quiet", *words)
        return [f"{number}.db" for number in range(1, count + 1)]

    def numbers(self, name):
        with contextlib.closing(sqlite3.connect(self.folder / name)) as database:
            return database.execute("SELECT name, replication FROM replications JOIN study ON id = study ORDER BY 1, 2").fetchall()

    def change(self, name, statement, *values):
        with contextlib.closing(sqlite3.connect(self.folder / name)) as database:
            database.execute(statement, values)
            database.commit()

    def test_shards_and_merge_are_the_whole(self):
        """Six replications of two sides are twelve tasks; five shards hold two or three each, and none holds another's."""
        names = self.shards(5)
        parts = [self.numbers(name) for name in names]
        self.assertEqual(sorted(len(part) for part in parts), [2, 2, 2, 3, 3])
        out = self.good("merge", "all.db", *names)
        self.assertIn("all.db: 12 replications of 2 studies, 12 of them new", out)
        self.assertEqual(sorted(sum(parts, [])), self.numbers("all.db"))
        text = self.good("run", WEEK, "--db", "all.db", "--json", "merged.json")
        self.assertIn("6 of 6 replications (6 from the database)", text)
        self.good("run", WEEK, "--quiet", "--json", "alone.json")
        self.assertEqual((self.folder / "merged.json").read_bytes(), (self.folder / "alone.json").read_bytes())
        self.assertEqual([name for name in self.left_behind() if name.startswith(".")], [])

    def test_a_shard_says_what_is_there(self):
        said = self.good("run", WEEK, "--shard", "1/3", "--db", "a.db")
        self.assertEqual(said, "shard 1/3: 4 of its 4 replications are in a.db; 8 of all 12 are not there, they are for other shards\n")
        self.assertEqual(self.good("run", WEEK, "--shard", "1/3", "--db", "a.db"), said)     # nothing is done twice
        self.good("run", WEEK, "--shard", "2/3", "--db", "a.db")
        self.assertIn("all 12 are there", self.good("run", WEEK, "--shard", "3/3", "--db", "a.db"))

    def test_draws_go_in_shards_too(self):
        scenario = self.uncertain()
        names = self.shards(3, scenario=scenario)
        self.good("merge", "all.db", *names, "--quiet")
        self.good("run", scenario, "--db", "all.db", "--quiet", "--json", "merged.json")
        self.good("run", scenario, "--quiet", "--json", "alone.json")
        self.assertEqual((self.folder / "merged.json").read_bytes(), (self.folder / "alone.json").read_bytes())

    def test_sweep_and_compare_go_in_shards_too(self):
        """Points and sides are studies of one database; neither shards nor workers change a byte of what is concluded from them."""
        for words in self.studies():
            with self.subTest(words[0]):
                self.good(*words, "--quiet", "--json", "alone.json", "--workers", "1")
                names = [f"{words[0]}-{number}.db" for number in (1, 2, 3)]
                for number, name in enumerate(names, 1):
                    self.good(*words, "--quiet", "--shard", f"{number}/3", "--db", name, "--workers", "2")
                parts = [self.numbers(name) for name in names]
                self.assertEqual([len(part) for part in parts], [5, 5, 5])
                merged = self.good("merge", f"{words[0]}.db", *names)
                for agents in (2, 3, 4):  # all are called M/M/2
                    self.assertIn(f"M/M/2, counter/agents={agents} ", merged)
                self.assertEqual(sorted(sum(parts, [])), self.numbers(f"{words[0]}.db"))
                for workers in (1, 2):
                    self.good(*words, "--quiet", "--db", f"{words[0]}.db", "--workers", str(workers), "--json", "merged.json")
                    self.same("merged.json", "alone.json")
                self.assertEqual(len(self.numbers(f"{words[0]}.db")), 15)    # nothing was simulated again
                self.good(*words, "--quiet", "--json", "beside.json", "--workers", "2")
                self.same("beside.json", "alone.json")

    def test_a_shard_draws_no_answer(self):
        code, _, err = self.call("run", WEEK, "--shard", "4/3", "--json", "a.json", "--report", "a.html", "--log", "a.csv")
        self.assertEqual(code, 2)
        for word in ('--shard: found "4/3"', "--db FILE beside it", "--json: found", "--report: found", "--log: found", "5 problems"):
            self.assertIn(word, err)
        for wrong in ("3", "/3", "0/2", "1/0", "a/b", "-1/3", "1/3/4"):
            self.assertEqual(self.call("run", WEEK, "--shard", wrong, "--db", "x.db")[0], 2, wrong)

    def test_merging_again_and_what_is_missing(self):
        names = self.shards(3)
        code, out, err = self.call("merge", "all.db", names[0], names[1])
        self.assertEqual(code, 0)
        self.assertIn("is a shard missing?", err)
        self.assertIn("8 of them new", out)
        self.assertIn("12 replications of 2 studies, 4 of them new", self.good("merge", "all.db", names[2], names[0]))
        self.assertIn("12 replications of 2 studies, 0 of them new", self.good("merge", "all.db", *names, "--quiet"))

    def test_a_file_that_may_not_grow_is_told_and_nothing_half_made_stays(self):
        names = self.shards(2)
        small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2**16, 2**16))
        code, out, err = self.call("merge", "all.db", *names, preexec_fn=small)
        self.assertEqual((code, out), (1, ""))
        self.assertIn("cannot write", err)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), names)

    def test_a_shard_of_all_of_one_side_is_missed(self):
        self.good("run", WEEK, "--quiet", "--shard", "1/2", "--db", "1.db")    # two sides in turn: the first of each pair
        code, _, err = self.call("merge", "all.db", "1.db")
        self.assertEqual(code, 0)
        self.assertIn("a shard may be missing", err)

    def test_the_same_replication_may_cost_another_time_but_not_come_to_another_end(self):
        for name in ("a.db", "b.db"):
            self.good("run", WEEK, "--db", name, "--quiet")      # computed twice: their times differ
        self.assertIn("12 of them new", self.good("merge", "all.db", "a.db", "b.db"))
        # Replication 0 of b.db becomes a whole summary of another: its number is wrong, or its outcome.
        self.good("run", WEEK, "--db", "c.db", "--seed", "99", "--quiet")
        with contextlib.closing(sqlite3.connect(self.folder / "c.db")) as database:
            other = database.execute("SELECT summary FROM replications WHERE study = 1 AND replication = 2").fetchone()[0]
        self.change("b.db", "UPDATE replications SET summary = ? WHERE study = 1 AND replication = 2", other)
        code, _, err = self.call("merge", "new.db", "a.db", "b.db")
        self.assertEqual(code, 2)
        self.assertIn("b.db: A day in town with messages, seed 3, replication 2: found another outcome than in a.db", err)
        self.assertFalse((self.folder / "new.db").exists())

    def test_all_that_is_wrong_with_the_files_at_once(self):
        names = self.shards(2)
        self.call("merge", "all.db", names[0])
        before = self.numbers("all.db")
        shutil.copy(self.folder / "2.db", self.folder / "torn.db")
        with open(self.folder / "torn.db", "r+b") as file:
            file.truncate(os.path.getsize(self.folder / "torn.db") // 2)
        shutil.copy(self.folder / "2.db", self.folder / "bad.db")
        self.change("bad.db", "UPDATE replications SET summary = ? WHERE replication = 1", b"nonsense")
        self.file("empty.db", "")
        self.change("other.db", "CREATE TABLE t(a)")
        code, out, err = self.call("merge", "all.db", "torn.db", "bad.db", "empty.db", "none.db", "other.db", WEEK, ".", "2.db")
        self.assertEqual((code, out), (2, ""))
        for word in ("torn.db: found", "bad.db: A day in town, seed 3, replication 1: found a damaged summary",
                     "empty.db: found an empty file", "none.db: found no such file", "other.db: found a database of another program",
                     "week.json: found no sound database", ".: found a folder"):
            self.assertIn(word, err)
        self.assertEqual(self.numbers("all.db"), before)         # 2.db, which is sound, was not taken alone
        code, _, err = self.call("merge", "other.db", "all.db", "2.db")
        self.assertEqual(code, 2)
        self.assertIn("other.db: found a database of another program", err)
        self.assertEqual(self.call("merge", "all.db", "all.db")[0], 2)
        self.assertEqual(self.call("merge")[0], 2)
        self.assertEqual(self.call("merge", "all.db")[0], 2)

    def test_kinds_of_cpu_and_builds_that_differ_are_said(self):
        self.shards(3)
        self.change("2.db", "UPDATE study SET cpu_class = 'abacus'")
        self.change("3.db", "UPDATE study SET version = '0.0.1'")
        code, out, err = self.call("merge", "all.db", "1.db", "2.db", "3.db")
        self.assertEqual(code, 0)
        self.assertIn("another kind of CPU (abacus", err)
        self.assertIn("comes from 2 builds of counterless", err)
        self.assertIn("4 studies", out)

    def test_export_gives_each_replications_values(self):
        """A count is what the table `measures` has as mean; a share is that of the replication's own totals."""
        self.good("run", WEEK, "--db", "week.db", "--quiet")
        self.good("export", "week.db", "--csv", "values.csv", "--series", "series.csv", "--json", "values.json")
        with open(self.folder / "values.csv") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(list(rows[0]), ["study", "scenario", "replication", "measure", "of", "unit", "value"])
        value = {(row["study"], int(row["replication"]), row["measure"], row["of"]): float(row["value"]) for row in rows if row["value"]}
        with contextlib.closing(sqlite3.connect(self.folder / "week.db")) as database:
            mean = dict(((measure, of), mean) for measure, of, mean in database.execute(
                'SELECT measure, "of", mean FROM measures WHERE study = 1'))
        for measure in ("transactions", "digital_transactions", "visits"):
            found = [value["1", replication, measure, "all"] for replication in range(6)]
            self.assertAlmostEqual(sum(found) / 6, mean[measure, "all"], places=9)
            self.assertTrue(all(number == int(number) for number in found))
        for replication in range(6):
            self.assertAlmostEqual(value["1", replication, "digital_share", "all"],
                                   value["1", replication, "digital_transactions", "all"] / value["1", replication, "transactions", "all"])
        known = json.loads((self.folder / "values.json").read_text())
        self.assertEqual([study["study"] for study in known["studies"]], [1, 2])
        for study in known["studies"]:
            self.assertEqual(study["replications"], list(range(6)))
            for line in study["measures"]:
                self.assertEqual(line["values"], [value.get((str(study["study"]), n, line["measure"], line["of"])) for n in range(6)])
        with open(self.folder / "series.csv") as file:
            series = [row for row in csv.DictReader(file) if (row["study"], row["replication"], row["measure"], row["of"]) == ("1", "0", "transactions", "channel/web")]
        whole = value["1", 0, "transactions", "channel/web"]
        days = whole / sum(float(row["value"]) for row in series)      # half-hours are means over the days of the horizon
        self.assertAlmostEqual(days, round(days), places=9)
        self.assertEqual(self.good("export", "week.db", "--csv", "-"), (self.folder / "values.csv").read_text())

    def test_export_of_nothing(self):
        self.good("run", WEEK, "--db", "week.db", "--quiet")
        for words in (["none.db", "--csv", "x.csv"], ["week.db"], [], ["week.db", "--csv", "week.db"], ["week.db", "--csv", "a", "--json", "a"],
                      ["week.db", "--csv", "-", "--json", "-"], [WEEK, "--csv", "x.csv"]):
            code, out, _ = self.call("export", *words)
            self.assertEqual((code, out), (2, ""), words)


if __name__ == "__main__":
    unittest.main()
