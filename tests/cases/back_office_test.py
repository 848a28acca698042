"""A back office, as a visitor sees it: its table, its target and exit code, its log, what `check` foretells, and all mistakes at once."""
import csv
import json
import unittest

from command import Command

# Two weeks. Cases arise at all hours; workers are there from eight to three, Sunday to Thursday, and 200 a day are too many for two.
OFFICE = """{ "name": "Office",
  "calendar": { "start": "2018-10-21", "end": "2018-11-03", "working_week": ["sun", "mon", "tue", "wed", "thu"] },
  "demand": { "streams": { "all": { "to": "web", "rate": "20 / h" } } },
  "channels": { "web": { "response": "10 s" } },
  "centres": { "office": { "remote": true, "always_open": true, "stations": { "desk": { "service": "10 min",
      "staff": { "workers": { "shifts": [ { "from": "08:00", "until": "15:00", "agents": %d } ] } } } } } },
  "back_office": { "refunds": { "name": "Refunds", "centre": "office", "share": 0.5, "promise": 2 } },
  "targets": { "promise": { "measure": "promise_kept", "of": "back_office/refunds", "at_least": 0.99 } },
  "study": { "replications": 3, "seed": 1 } }"""


class BackOffice(Command):
    def office(self, workers):
        return self.file("office.json", OFFICE % workers)

    def test_a_promise_is_a_target(self):
        out = self.good("run", self.office(12))
        self.assertRegex(out, r"BACK OFFICE .*\nQueue +cases +done")
        self.assertRegex(out, r"\n *Refunds +3,3\d\d")
        self.assertRegex(out, "cases done as promised, % .*: met")
        code, out, _ = self.call("run", self.office(3))
        self.assertEqual(code, 3)
        self.assertRegex(out, "cases done as promised, % .*: MISSED")

    def test_every_case_is_accounted_for(self):
        answer = json.loads(self.call("run", self.office(3), "--quiet", "--json", "-")[1])
        self.assertTrue(answer["balance"]["holds"])
        value = {one["measure"]: one["mean"] for one in answer["measures"] if one["of"] == "back_office/refunds"}
        self.assertAlmostEqual(value["cases"], value["cases_done"] + value["cases_open"])
        self.assertEqual(value["cases_given_up"], 0)
        self.assertAlmostEqual(answer["balance"]["open"] / 3, value["cases_open"], delta=3)
        self.assertLess(value["promise_kept"], 0.6)
        series = {one["measure"] for one in answer["series"] if one["of"] == "back_office/refunds"}
        self.assertEqual(series, {"cases", "cases_open_mean"})

    def test_the_log_names_the_visit_of_a_case(self):
        self.good("run", self.office(12), "--quiet", "--log", "office.csv")
        with open(self.folder / "office.csv", encoding="utf-8") as file:
            desk = [row for row in csv.DictReader(file) if row["activity"] == "office/desk"]
        self.assertEqual({row["lifecycle"] for row in desk}, {"schedule", "start", "complete"})
        nights = [row for row in desk if row["lifecycle"] == "start" and not "08:00" <= row["time"][11:16] < "15:00"]
        self.assertEqual(nights, [])    # nobody begins a case when no one is on duty
        self.assertTrue(any(row["lifecycle"] == "schedule" and row["time"][11:13] == "23" for row in desk))

    def test_check_foretells_the_cases(self):
        self.assertRegex(self.good("check", self.office(12)), r"cases for the back office +3,360\n")

    def test_all_mistakes_at_once(self):
        code, out, err = self.call("check", self.office(12), "--set", "/centres/office/always_open=false", "--set", "/back_office/refunds/share=2",
                                   "--set", "/back_office/refunds/promise=0")
        self.assertEqual((code, out), (2, ""))
        for place in ("/back_office/refunds/centre", "/back_office/refunds/share", "/back_office/refunds/promise"):
            self.assertIn(place, err)


if __name__ == "__main__":
    unittest.main()
