"""Rosters as whole commands, each looked at by a verifier that knows nothing of the program; small cases by hand."""
import datetime
import json
import math
import os
import re
import shutil
import unittest

from command import Command
from roster_verifier import Verifier

START = "2018-10-07"
WORKING = ["sun", "mon", "tue", "wed", "thu"]
SHAPE = [.5, .75, .95, 1, 1, .97, .93, .9, .86, .8, .76, .74, .74, .76, .72, .66, .58, .5, .4, .3]  # of a day of ten hours

STUB = {"name": "rules", "demand": {"streams": {"all": {"to": "hall", "rate": "1 / h"}}},
        "centres": {"hall": {"stations": {"counter": {"agents": 1, "service": "1 min"}}}}, "study": {"horizon": "1 h"}}

DATED = {key: part for key, part in STUB.items() if key != "study"}  # with a calendar instead

LARGE = {
    "shifts": {"full": {"from": "07:30", "until": "09:30", "lengths": ["8 h"]},
               "long": {"from": "07:30", "until": "08:30", "lengths": ["9 h"]},
               "part": {"from": "07:30", "until": "13:00", "lengths": ["4 h 30 min", "5 h"], "cost": "20 AED"}},
    "breaks": {"meal": {"from": "3 h", "until": "4 h 30 min", "length": "45 min", "longer_than": "5 h", "at_once": 0.5},
               "prayer": {"from": "12:00", "until": "13:00", "length": "15 min", "longer_than": "5 h", "at_once": 0.34}},
    "contracts": {"full": {"people": 24, "shifts": ["full", "long"], "hours_min": "28 h", "hour": "60 AED"},
                  "clerk": {"people": 8, "shifts": ["full", "long"], "skills": ["counter"], "hours_min": "28 h", "hour": "50 AED"},
                  "part": {"people": 6, "shifts": ["part"], "skills": ["counter", "reception"], "hours": "25 h", "hours_max": "28 h",
                           "hour": "65 AED"}},
    "people": {"mariam": {"name": "Mariam", "contract": "full", "unavailable": ["2018-10-14", "2018-10-15", "2018-10-16"],
                          "wishes": [{"for": "early", "weight": 2}, {"for": "off", "dates": ["2018-10-25"]}]},
               "omar": {"name": "Omar", "contract": "clerk", "wishes": [{"for": "late"}]}},
    "limits": {"days_in_a_row": 5, "days_off": 2},
    "stations": {"counter": {"counters": 20}},
    "fairness": {"late_from": "09:00"},
}


def clock(minute):
    return f"{minute // 60:02}:{minute % 60:02}"


def hours_in_minutes(rules):
    """A duration has one unit in the format: 4 h 30 min is 270 min."""
    text = json.dumps(rules)
    for words, short in (("4 h 30 min", "270 min"),):
        text = text.replace(words, short)
    return json.loads(text)


def large_need():
    """Four weeks, no two days alike: about 40 people."""
    rows = ["day,from,until,station,agents"]
    for day in range(28):
        date = datetime.date.fromisoformat(START) + datetime.timedelta(days=day)
        if (date.weekday() + 1) % 7 > 4:
            continue
        factor = [1.12, 1.05, 1, .95, .88][(date.weekday() + 1) % 7] * (1 + 0.03 * (day // 7 - 1.5))
        for station, base in (("counter", 15), ("reception", 3), ("cashier", 5)):
            for at, share in enumerate(SHAPE):
                rows.append(f"{date},{clock(450 + 30 * at)},{clock(480 + 30 * at)},{station},{math.ceil(base * factor * share)}")
    return "\n".join(rows) + "\n"


@unittest.skipUnless(shutil.which("cbc"), "no CBC here")
class Roster(Command):
    def rules(self, rules):
        self.stated = hours_in_minutes(rules)
        self.file("rules.json", json.dumps({**STUB, "roster": self.stated}))
        return "rules.json"

    def roster(self, *words, code=0):
        found, out, err = self.call("roster", *words, "--need", "need.csv", "--csv", "roster.csv", "--json", "-", "--start", START)
        self.assertEqual(found, code, out + err)
        return json.loads(out)

    def verified(self, weeks, working=WORKING):
        verifier = Verifier(self.folder / "need.csv", self.folder / "roster.csv", self.stated, START, weeks, working)
        return verifier, verifier.verify()

    # ---- the large case
    def test_the_large_case_is_legal_covered_and_proven(self):
        self.file("need.csv", large_need())
        answer = self.roster(self.rules(LARGE), "--weeks", "4", "--time-limit", "600 s")  # 20 s of a processor, which may be busy; the proof ends it
        verifier, complaints = self.verified(4)
        self.assertEqual(complaints, [])
        self.assertAlmostEqual(verifier.cost, answer["cost"], places=3)
        self.assertLessEqual(answer["cost_bound"], answer["cost"] + 1e-6)
        self.assertLess(answer["gap"], 0.01)

    # ---- without an answer of the solver
    def unsolved(self, *words, code):
        """The answer where the time ends before CBC has found anything, as it says so."""
        solver = self.file("cbc", "#!/bin/sh\nfor last; do :; done\n"
                                  'echo "Stopped on time (no integer solution - continuous used) - objective value 0" > "$last"\n')
        solver.chmod(0o755)
        found, out, err = self.call("roster", *words, "--need", "need.csv", "--csv", "roster.csv", "--json", "answer.json", "--start", START,
                                    env={**os.environ, "COUNTERLESS_CBC": str(solver)})
        self.assertEqual(found, code, out + err)
        return json.loads((self.folder / "answer.json").read_text()), out

    def test_the_large_case_without_the_solver_is_legal_and_covered(self):
        self.file("need.csv", large_need())
        answer, out = self.unsolved(self.rules(LARGE), "--weeks", "4", code=0)
        verifier, complaints = self.verified(4)
        self.assertEqual(complaints, [])
        self.assertAlmostEqual(verifier.cost, answer["cost"], places=3)
        self.assertEqual((answer["gap"], answer["cost_bound"], answer["cut_short"]), (None, None, True))
        self.assertEqual(answer["without_solver"], ["shifts", "people"])
        self.assertIn("found without the solver, whose time ended first: nothing proven, the gap is unknown", out)

    def test_round_the_clock_without_the_solver_is_legal_and_covered(self):
        """Three at any time of seven days, each away for a meal: shifts end on the next morning, and eleven hours of rest follow."""
        self.file("need.csv", "from,until,agents\n00:00,24:00,3\n")
        shifts = {"full": {"from": "00:00", "until": "23:30", "step": "30 min", "lengths": ["8 h", "4 h"]}}
        meal = {"meal": {"from": "3 h", "until": "270 min", "length": "45 min", "longer_than": "5 h", "at_once": 0.5}}
        rules = {"shifts": shifts, "breaks": meal, "contracts": {"full": {"people": 20}}}
        self.file("calendar.json", json.dumps({**DATED, "roster": rules, "calendar": {"start": START, "end": "2018-10-13"}}))
        self.stated = rules
        answer, _ = self.unsolved("calendar.json", code=0)
        self.assertEqual(self.verified(1, working=["sun", "mon", "tue", "wed", "thu", "fri", "sat"])[1], [])
        self.assertEqual((answer["covered"], answer["uncovered"], answer["open_shifts"]), (True, [], []))

    def test_as_many_as_it_takes_without_the_solver_is_as_many_as_can_cover_it(self):
        self.file("need.csv", "from,until,agents\n00:00,24:00,8\n")
        answer, _ = self.unsolved("--weeks", "1", code=0)
        self.assertTrue(answer["covered"])

    def test_too_few_people_without_the_solver_is_told(self):
        """Three are there and five needed: two are missing, whatever the solver would have found, and whether so is not decided."""
        self.file("need.csv", "from,until,agents,day\n08:00,16:00,5,sun\n")
        answer, out = self.unsolved(self.rules(self.one_kind(contracts={"full": {"people": 3}})), "--weeks", "1", code=3)
        self.assertEqual([(one["missing"], one["why"]) for one in answer["uncovered"]], [(2, "time")])
        self.assertIn("Not decided", out)

    def test_the_verifier_sees_what_is_planted(self):
        """Each fault, written into a good roster by hand, is told; so its silence about the large case means something."""
        self.file("need.csv", "from,until,station,agents\n08:00,16:00,counter,2\n08:00,16:00,cashier,1\n")
        lunch = {"lunch": {"from": "12:00", "until": "13:00", "length": "30 min", "at_once": 0.5}}
        contracts = {"clerk": {"people": 6, "skills": ["counter"]}, "cashier": {"people": 4, "skills": ["cashier"]}}
        self.roster(self.rules(self.one_kind(breaks=lunch, contracts=contracts)), "--weeks", "1")
        self.assertEqual(self.verified(1)[1], [])
        good = (self.folder / "roster.csv").read_text()
        lines = good.splitlines(keepends=True)
        first = lines[1]
        planted = {
            "minutes of agents missing": "".join(lines[:1] + lines[2:]),
            "two shifts on one day": good + first,
            "nobody of that name": good + first.replace("clerk-", "ghost-", 1),
            "a post without the skill": good.replace("16:00 counter", "16:00 cashier", 1),
            "a break missing": good.replace(first, first.replace(first.split(",")[8], "")),
            "a begin that the kind of shift does not have": good.replace(",08:00,16:00,", ",08:05,16:00,", 1),
            "hours that are not those of the shift": good.replace(",7.50,", ",7.00,", 1),
            "a kind of shift the contract does not allow": good.replace(",day,", ",night,", 1),
        }
        for fault, text in planted.items():
            self.file("roster.csv", text)
            self.assertTrue(any(one.startswith(fault) for one in self.verified(1)[1]), fault)

    def test_the_same_again_is_the_same(self):
        self.file("need.csv", "from,until,agents\n07:30,10:00,3\n10:00,14:30,5\n")
        first = self.roster("--weeks", "2")
        before = (self.folder / "roster.csv").read_bytes()
        second = self.roster("--weeks", "2")
        self.assertEqual(before, (self.folder / "roster.csv").read_bytes())
        self.assertEqual(first, second)

    # ---- small cases, by hand
    def one_kind(self, **more):
        return {"shifts": {"day": {"from": "08:00", "lengths": ["8 h"]}}, "breaks": {}, "contracts": {"full": {"people": 10}}, **more}

    def test_as_many_as_are_needed_and_no_more(self):
        """Need 3 then 5 then 2, shifts of 4 h at 8:00 and 12:00 and of 8 h: 2 all day, 1 in the morning and 3 in the afternoon is 32 h;
        with the morning's last as 8 h it is the same. The need itself is 3 x 4 + 5 x 2 + 2 x 2 = 26 h, so waste is in 12:00 to 16:00."""
        self.file("need.csv", "from,until,agents,day\n08:00,12:00,3,sun\n12:00,14:00,5,sun\n14:00,16:00,2,sun\n")
        rules = self.one_kind()
        rules["shifts"] = {"half": {"from": "08:00", "until": "12:00", "step": "4 h", "lengths": ["4 h"]}, "day": rules["shifts"]["day"]}
        answer = self.roster(self.rules(rules), "--weeks", "1", "--gap", "0")
        self.assertEqual(self.verified(1)[1], [])
        self.assertAlmostEqual(answer["cost"], 32)
        self.assertAlmostEqual(answer["cost_bound"], 32, places=4)

    def test_lunch_is_staggered_so_that_two_stay(self):
        """Two are needed all day; the break may begin at three times, half an hour apart. A third covers each of two breaks: three
        people, one away at a time. Two people would leave one alone."""
        self.file("need.csv", "from,until,agents,day\n08:00,16:00,2,sun\n")
        lunch = {"lunch": {"from": "12:00", "until": "13:00", "length": "30 min"}}
        answer = self.roster(self.rules(self.one_kind(breaks=lunch)), "--weeks", "1", "--gap", "0")
        self.assertEqual(self.verified(1)[1], [])
        self.assertEqual(len(answer["shifts"]), 3)
        begins = sorted(shift["breaks"][0]["from"][-5:] for shift in answer["shifts"])
        self.assertEqual(begins, ["12:00", "12:30", "13:00"])

    def test_a_break_whose_window_lies_inside_another_is_kept(self):
        """A break of an hour begins from 10:00 to 12:00. Who works from 8 to 16 may take it at 10:00 or 12:00, when nobody is needed; who
        works from 10:30 to 12:30 must begin it from 10:30 to 11:30, and lacks half an hour of the two needed from 11:00 to 12:00. Breaks
        counted without his window would be at 10:00 and 12:00, and nobody would lack."""
        self.file("need.csv", "from,until,agents,day\n08:00,10:00,1,sun\n11:00,12:00,2,sun\n13:00,16:00,1,sun\n")
        rules = self.one_kind(breaks={"tea": {"from": "10:00", "until": "12:00", "length": "1 h"}},
                              contracts={"all": {"people": 1, "shifts": ["day"]}, "noon": {"people": 1, "shifts": ["noon"]}})
        rules["shifts"]["noon"] = {"from": "10:30", "lengths": ["2 h"]}
        answer = self.roster(self.rules(rules), "--weeks", "1", "--gap", "0", code=3)
        self.assertEqual(self.verified(1)[1], ["minutes of agents missing: 30"])
        self.assertEqual([one["missing"] for one in answer["uncovered"]], [1])

    def test_either_break_may_come_first(self):
        """Prayer is at 12:00 sharp, the meal of 45 minutes begins from 11:00 to 13:00. Two are needed until 12:00 and one from 12:15 on: both
        eat after prayer, one at 12:15 and one at 13:00. With the meal always first, as its window begins first, nobody could."""
        self.file("need.csv", "from,until,agents,day\n10:00,12:00,2,sun\n12:15,14:00,1,sun\n")
        breaks = {"meal": {"from": "11:00", "until": "13:00", "length": "45 min"}, "prayer": {"from": "12:00", "until": "12:00", "length": "15 min"}}
        answer = self.roster(self.rules(self.one_kind(breaks=breaks, contracts={"full": {"people": 2}})), "--weeks", "1", "--gap", "0")
        self.assertEqual(self.verified(1)[1], [])
        self.assertTrue(answer["breaks_parted"])
        meals = sorted(one["from"][-5:] for shift in answer["shifts"] for one in shift["breaks"] if one["break"] == "meal")
        self.assertIn(meals[0], ("12:15",))
        self.assertGreaterEqual(meals[1], "13:00")

    def test_begins_that_differ_stagger_breaks_by_themselves(self):
        """A break exactly 90 minutes after the begin, one of two at a time; begins at 8:00 and 9:00. One is needed from 9:00 to 16:00: at 9:30 and
        at 10:30 the other is there."""
        self.file("need.csv", "from,until,agents,day\n09:00,16:00,1,sun\n")
        rules = self.one_kind(breaks={"tea": {"from": "90 min", "until": "90 min", "length": "15 min", "at_once": 0.5}})
        rules["shifts"] = {"day": {"from": "08:00", "until": "09:00", "step": "60 min", "lengths": ["8 h"]}}
        answer = self.roster(self.rules(rules), "--weeks", "1", "--gap", "0")
        self.assertEqual(self.verified(1)[1], [])
        self.assertEqual(sorted(shift["from"][-5:] for shift in answer["shifts"]), ["08:00", "09:00"])

    def test_who_is_left_on_duty_is_not_all_at_prayer_at_once(self):
        """Two are needed on Sunday until 22:00 and four on Monday from 7:00: with eleven hours of rest the two cannot come before 9:00, so that of
        four people two are there on Monday, and two shifts stay open. One of two may be away at a time."""
        self.file("need.csv", "day,from,until,agents\nsun,14:00,22:00,2\nmon,07:00,12:00,4\n")
        rules = self.one_kind(breaks={"prayer": {"from": "12:00", "until": "12:15", "length": "15 min", "at_once": 0.5}},
                              contracts={"full": {"people": 4}})
        rules["shifts"] = {"early": {"from": "07:00", "lengths": ["8 h"]}, "late": {"from": "14:00", "lengths": ["8 h"]}}
        answer = self.roster(self.rules(rules), "--weeks", "1", code=3)
        complaints = self.verified(1)[1]
        self.assertEqual([one for one in complaints if not one.startswith("minutes of agents missing")], [])
        self.assertEqual(len(complaints), 1)
        self.assertEqual(answer["more_people"], [{"contract": "full", "skills": [], "people": 2}])
        out = self.call("roster", "rules.json", "--need", "need.csv", "--start", START, "--weeks", "1")[1]
        self.assertIn("2 more of full\n    with them all is covered that people can cover; with fewer like those there are it is not", out)

    def test_as_many_more_as_are_said_to_do_do(self):
        """Two are needed on Sunday until 22:00 and four on Monday from 7:00: of four people two have no rest. Two more, as is told, and all is
        covered; a third is not told, and one more would be too few."""
        self.file("need.csv", "day,from,until,agents\nsun,14:00,22:00,2\nmon,07:00,12:00,4\n")
        rules = self.one_kind()
        rules["shifts"] = {"early": {"from": "07:00", "lengths": ["8 h"]}, "late": {"from": "14:00", "lengths": ["8 h"]}}
        for people, more in ((4, 2), (5, 1), (6, 0)):
            rules["contracts"]["full"]["people"] = people
            answer = self.roster(self.rules(rules), "--weeks", "1", code=3 if more else 0)
            self.assertEqual([one for one in self.verified(1)[1] if not one.startswith("minutes of agents missing")], [])
            self.assertEqual(sum(one["people"] for one in answer["more_people"]), more)
            self.assertEqual(answer["more_people_least"], more or None)
            self.assertLess(answer["gap"], 0.01)  # the first stage knows of rest

    def late_and_early(self, days):
        """Four late on one day and four early on the next, over and over."""
        lines = [f"{'06:00,14:00' if day % 2 else '14:00,22:00'},2018-10-{7 + day:02},4\n" for day in range(days)]
        self.file("need.csv", "from,until,day,agents\n" + "".join(lines))

    def test_rest_from_day_to_day_asks_for_eight_where_each_day_has_five(self):
        """Four are there on Sunday until 22:00 and may not begin before 9:00; so those four who begin on Monday at 6:00 are others: eight. Eight do,
        for who ends on Sunday by 19:00 can stand in at the breaks of the late, and who begins on Monday at 9:00 at those of the early. As many
        as it takes are eight, too."""
        self.late_and_early(2)
        for people, more in ((4, 4), (7, 1), (8, 0)):
            found, out, err = self.call("roster", "--need", "need.csv", "--start", START, "--weeks", "1", "--people", str(people), "--json", "-",
                                        "--csv", "roster.csv")
            answer = json.loads(out)
            self.assertEqual(found, 3 if more else 0, err)
            self.assertEqual(sum(one["people"] for one in answer["more_people"]), more)
        answer = json.loads(self.call("roster", "--need", "need.csv", "--start", START, "--weeks", "1", "--json", "-")[1])
        self.assertEqual((answer["covered"], len(answer["people"])), (True, 8))

    def test_the_longer_of_two_shifts_that_rest_parts_is_worked(self):
        """One person; four hours in the evening of three days, eight in the morning after each. Either may be worked, not both: three times eight
        hours are covered, and nobody else is there for the rest."""
        self.file("need.csv", "day,from,until,agents\n" + "".join(
            f"{late},18:00,22:00,1\n{early},06:00,14:00,1\n" for late, early in (("sun", "mon"), ("tue", "wed"), ("thu", "fri"))))
        rules = self.one_kind(contracts={"full": {"people": 1}})
        rules["shifts"] = {"early": {"from": "06:00", "lengths": ["8 h"]}, "late": {"from": "18:00", "lengths": ["4 h"]}}
        self.file("calendar.json", json.dumps({**DATED, "roster": rules, "calendar": {"start": START, "end": "2018-10-13", "working_week": ["sun", "mon", "tue", "wed", "thu", "fri"]}}))
        answer = self.roster("calendar.json", "--weeks", "1", code=3)
        self.assertEqual((answer["hours_worked"], answer["hours_needed"]), (24, 36))
        self.assertEqual(answer["more_people"], [{"contract": "full", "skills": [], "people": 1}])

    PART = {"day": {"from": "08:00", "lengths": ["8 h"]}, "part": {"from": "08:00", "until": "16:00", "step": "8 h", "lengths": ["4 h"]}}

    def covered_without_more(self, weeks, **rules):
        stated = {"breaks": {}, **rules}
        answer = self.roster(self.rules(stated), "--weeks", str(weeks))
        self.assertEqual((self.verified(weeks)[1], answer["more_people"], answer["shifts_added"]), ([], [], 0))
        self.assertLess(answer["gap"], 0.01)

    def test_hours_of_one_person_are_whole_shifts(self):
        """Two part-timers of at most 14 h work three shifts of 4 h each: six, where seven are needed; the eighth hour of the day is for who works it
        in full, though that costs more."""
        self.file("need.csv", "day,from,until,agents\n,08:00,12:00,1\nwed,08:00,12:00,1\nwed,18:00,20:00,1\nthu,08:00,12:00,1\nthu,18:00,20:00,1\n")
        self.covered_without_more(1, shifts=self.PART, contracts={"full": {"people": 1, "shifts": ["day"]},
                                                                  "part": {"people": 2, "shifts": ["part"], "hours_max": "14 h"}})

    def test_days_in_a_row_are_known_before_shifts_are_chosen(self):
        """Four days in a row are the most: who alone works evenings is free on one of the other four days."""
        self.file("need.csv", "day,from,until,agents\n,08:00,12:00,1\nwed,18:00,20:00,1\n")
        self.covered_without_more(2, shifts=self.PART, contracts={"full": {"people": 1, "shifts": ["day"]}, "part": {"people": 1, "shifts": ["part"]}},
                                  limits={"days_in_a_row": 4})

    def test_rest_from_week_to_week_is_known_where_it_matters(self):
        """Late on the last day of a week and early on the first of the next: the cheaper of two could do either, and must not do both."""
        self.file("need.csv", "day,from,until,agents\n2018-10-13,14:00,22:00,1\n2018-10-14,06:00,10:00,1\n")
        shifts = {"late": {"from": "14:00", "lengths": ["8 h"]}, "early": {"from": "06:00", "lengths": ["4 h"]}}
        self.covered_without_more(2, shifts=shifts, contracts={"full": {"people": 1, "shifts": ["late"], "hour": "2 AED"},
                                                               "part": {"people": 1, "shifts": ["late", "early"], "hour": "1 AED"}})

    def test_more_than_there_are_seats_is_told_as_such_though_seats_are_free(self):
        """Four at two stations and three seats, two people: one more person sits, the fourth cannot."""
        self.file("need.csv", "from,until,station,agents,day\n08:00,16:00,counter,2,sun\n08:00,16:00,reception,2,sun\n")
        contracts = {"clerk": {"people": 1, "skills": ["counter"]}, "host": {"people": 1, "skills": ["reception"]}}
        answer = self.roster(self.rules(self.one_kind(contracts=contracts, seats=3)), "--weeks", "1", code=3)
        self.assertEqual(sorted(one["why"] for one in answer["uncovered"]), ["people", "seats"])
        self.assertEqual(sum(one["people"] for one in answer["more_people"]), 1)

    def test_what_nobody_able_has_a_shift_for_is_no_lack_of_people(self):
        """A night at a post whose people work by day: no shift of theirs reaches it, though others have one then."""
        self.file("need.csv", "from,until,station,agents,day\n08:00,16:00,counter,2,sun\n22:00,06:00,cash,1,sun\n")
        shifts = {"day": {"from": "08:00", "lengths": ["8 h"]}, "night": {"from": "22:00", "lengths": ["8 h"]}}
        contracts = {"full": {"people": 1, "shifts": ["day"]}, "n": {"people": 1, "shifts": ["night"], "skills": ["counter"]}}
        answer = self.roster(self.rules({"shifts": shifts, "breaks": {}, "contracts": contracts}), "--weeks", "1", code=3)
        self.assertEqual({(one["post"], one["why"]) for one in answer["uncovered"]}, {("counter", "people"), ("cash", "no_shift")})

    def test_as_many_as_it_takes_are_enough_where_rest_days_are_many(self):
        """Three days off in a row, three days of work at most, 20 h a week: five people, as five that are stated."""
        self.file("need.csv", "from,until,station,agents\n07:00,10:00,counter,2\n10:00,13:00,counter,1\n")
        shifts = {"full": {"from": "07:00", "until": "14:00", "step": "1 h", "lengths": ["9 h", "8 h"]}}
        rules = {"shifts": shifts, "contracts": {"full": {"hours_max": "20 h"}}, "limits": {"days_in_a_row": 3, "days_off": 3}}
        self.assertEqual(len(self.roster(self.rules(rules), "--weeks", "1")["people"]), 5)

    def test_at_most_a_share_is_at_prayer_at_once(self):
        """Nobody is needed at noon, so only the share keeps eight people apart: a quarter, in windows of four times."""
        self.file("need.csv", "from,until,agents,day\n08:00,12:00,8,sun\n14:00,16:00,8,sun\n")
        prayer = {"prayer": {"from": "12:00", "until": "12:45", "length": "15 min", "at_once": 0.25, "paid": True}}
        answer = self.roster(self.rules(self.one_kind(breaks=prayer)), "--weeks", "1")
        self.assertEqual(self.verified(1)[1], [])
        begins = sorted(shift["breaks"][0]["from"][-5:] for shift in answer["shifts"])
        self.assertEqual(begins, [time for time in ("12:00", "12:15", "12:30", "12:45") for _ in range(2)])

    def test_nights_run_over_midnight_with_legal_rest(self):
        """Round the clock, three on each of three shifts a day of 8 h: 63 shifts a week, at most 6 of one person: 11 people. Rest of 11 h
        forbids a morning after a night and a day after an evening."""
        self.file("need.csv", "from,until,agents\n06:00,14:00,3\n14:00,22:00,3\n22:00,06:00,3\n")
        shifts = {word: {"from": begin, "lengths": ["8 h"]} for word, begin in (("early", "06:00"), ("late", "14:00"), ("night", "22:00"))}
        rules = {"shifts": shifts, "breaks": {}, "contracts": {"full": {"people": 12, "hours": "48 h"}}}
        self.file("calendar.json", json.dumps({**DATED, "roster": rules, "calendar": {"start": START, "end": "2018-10-20"}}))
        self.stated = rules
        answer = self.roster("calendar.json", "--weeks", "2")
        self.assertEqual(self.verified(2, working=["sun", "mon", "tue", "wed", "thu", "fri", "sat"])[1], [])
        self.assertEqual(len(answer["shifts"]), 126)

    def test_two_days_off_in_a_row_need_more_people(self):
        """One each day of a week, at most 5 days: two people. Each has two free days side by side, and all seven days are covered."""
        self.file("need.csv", "from,until,agents\n08:00,16:00,1\n")
        rules = self.one_kind(limits={"days_off": 2}, contracts={"full": {"people": 2}})
        self.file("calendar.json", json.dumps({**DATED, "roster": rules, "calendar": {"start": START, "end": "2018-10-20"}}))
        self.stated = rules
        self.roster("calendar.json", "--weeks", "1")
        self.assertEqual(self.verified(1, working=["sun", "mon", "tue", "wed", "thu", "fri", "sat"])[1], [])

    def test_ramadan_takes_two_hours_off(self):
        self.file("need.csv", "from,until,agents\n09:00,14:00,2\n")
        season = {"name": "Ramadan", "from": "2018-10-10", "until": "2018-10-12", "hours_less": "2 h"}
        answer = self.roster(self.rules(self.one_kind(seasons=[season])), "--weeks", "1")
        self.assertEqual(self.verified(1)[1], [])
        by_date = {shift["from"][:10]: shift["hours"] for shift in answer["shifts"]}
        self.assertEqual((by_date["2018-10-09"], by_date["2018-10-10"]), (8, 6))

    def test_a_line_of_a_date_goes_before_a_weekday_before_every_day(self):
        self.file("need.csv", "day,from,until,agents\n,08:00,16:00,1\nmon,08:00,16:00,2\n2018-10-15,08:00,16:00,3\n")
        answer = self.roster(self.rules(self.one_kind()), "--weeks", "2")
        self.assertEqual(self.verified(2)[1], [])
        by_date = [shift["from"][:10] for shift in answer["shifts"]]
        self.assertEqual([by_date.count(f"2018-10-{day:02}") for day in (7, 8, 14, 15)], [1, 2, 1, 3])

    def test_wishes_are_granted_where_they_cost_nothing(self):
        self.file("need.csv", "from,until,agents\n08:00,16:00,1\n")
        people = {"aisha": {"wishes": [{"for": "off", "days": ["tue"]}]}, "bilal": {"wishes": [{"for": "off", "days": ["wed"]}]}}
        rules = self.one_kind(people=people)
        rules["contracts"]["full"]["people"] = 0
        answer = self.roster(self.rules(rules), "--weeks", "2")
        self.assertEqual([(one["granted"], one["wishes"]) for one in answer["people"]], [(2, 2), (2, 2)])
        hours = [one["hours"] for one in answer["people"]]
        self.assertEqual(max(hours) - min(hours), 0)

    def test_absence_adds_people_and_changes_no_shift(self):
        self.file("need.csv", "from,until,agents\n08:00,15:00,9\n")
        plain = self.roster(self.rules(self.one_kind()), "--weeks", "1")
        more = self.roster("rules.json", "--weeks", "1", "--shrinkage", "0.1")
        self.assertEqual(plain["shifts"], more["shifts"])
        self.assertEqual(more["employ"], [{"contract": "full", "people": 12}])  # 10 / 0.9, rounded up

    # ---- the proof by simulation
    def hall(self, counter):
        stations = {"counter": {"service": {"law": "exponential", "mean": "8 min"}, **counter}}
        return {"name": "hall", "calendar": {"start": START, "end": "2018-10-13", "hours": {"from": "08:00", "until": "16:00"},
                                             "working_week": WORKING},
                "demand": {"streams": {"all": {"to": "hall", "rate": "18 / h"}}}, "centres": {"hall": {"stations": stations}},
                "targets": {"fast": {"measure": "wait_mean", "of": "centre/hall/counter", "at_most": 3600}},
                "study": {"replications": 5, "seed": 3}}

    def minutes_waited(self, out):
        """The row of the stations' table: mean, "±", half-width, once with all there and once with absence."""
        label = "mean wait, min (centre/hall/counter)"
        rows = [line for line in out.splitlines() if line.startswith(label) and "<=" not in line]
        self.assertEqual(len(rows), 1, out)
        return rows[0][len(label):].split()

    def test_the_roster_simulated_is_the_scenario_with_those_shifts(self):
        """Three from 8 to 16 without breaks, as a roster and as a shift of the scenario: the same people meet the same luck."""
        self.file("shift.json", json.dumps(self.hall({"staff": {"roster": {"shifts": [{"from": "08:00", "until": "16:00", "agents": 3}]}}})))
        found = json.loads(self.good("run", "shift.json", "--json", "-", "--quiet"))
        wait = next(one["mean"] for one in found["measures"] if (one["measure"], one["of"]) == ("wait_mean", "centre/hall/counter"))
        rules = self.one_kind()
        self.file("hall.json", json.dumps({**self.hall({"agents": 9}), "roster": rules}))
        self.file("need.csv", "centre,station,from,until,agents\nhall,counter,08:00,16:00,3\n")
        out = self.good("roster", "hall.json", "--need", "need.csv", "--simulate", "--absence", "0.2", "--quiet")
        row = self.minutes_waited(out)
        self.assertAlmostEqual(float(row[0]), wait / 60, delta=0.51)  # shown to the minute, as its interval is wide
        self.assertGreater(float(row[3]), 1.2 * wait / 60)  # a fifth away: 2.4 of 3 for a load of 2.4
        self.assertRegex(out, r"mean wait, min \(centre/hall/counter\) +<= 60\.0 ")  # of the target: 3600 s
        self.assertRegex(out, r"within 10 min, % \(centre/hall/counter\) +[0-9.]+ ± ")
        self.assertRegex(out, r"occupancy, % \(centre/hall/counter\) +[0-9.]+ ± ")
        self.good("roster", "hall.json", "--need", "need.csv", "--simulate", "--absence", "0.2", "--quiet", "--json", "roster.json")
        told = json.loads((self.folder / "roster.json").read_text())
        self.assertEqual((told["simulated"], len(told["shifts"])), ({"replications": 5, "absence": 0.2}, 15))  # three on each of five days
        target = told["simulated_targets"][0]
        self.assertAlmostEqual(target["all_come"]["mean"], wait, delta=1e-9 * wait)
        self.assertEqual((target["at_most"], target["all_come"]["verdict"]), (3600, "met"))
        self.assertIn(("occupancy", "centre/hall/counter"), [(one["measure"], one["of"]) for one in told["simulated_stations"]])

    def test_what_cannot_be_simulated_is_told_before_the_solver_works(self):
        self.file("hall.json", json.dumps({**self.hall({"agents": 9}), "roster": self.one_kind()}))
        self.file("need.csv", "centre,station,skill,from,until,agents\nhall,cuonter,vip,08:00,16:00,3\n")
        err = self.refused("hall.json", "--need", "need.csv", "--simulate")
        self.assertIn('the station "cuonter/vip" of the need, expected "counter" (did you mean it?)', err)
        lost = '/targets={"level":{"measure":"wait_mean","of":"nowhere","at_most":60}}'
        self.assertIn('/targets/level/of: found "nowhere"', self.refused("hall.json", "--need", "need.csv", "--simulate", "--set", lost))
        self.file("need.csv", "centre,station,skill,from,until,agents\nhall,counter,vip,08:00,16:00,3\n")
        self.assertIn('the skill "vip", no pool of that station and no class', self.refused("hall.json", "--need", "need.csv", "--simulate"))

    def test_a_pool_that_the_need_leaves_out_is_refused_unless_that_is_said(self):
        """The lounge alone serves VIPs: without it about 4 an hour, eight hours a day, five days, come and meet nobody: 160, give or take 4 x 13."""
        hall = self.hall({"staff": {"desk": {"agents": 4, "skills": {"plain": {}}}, "lounge": {"agents": 1, "skills": {"vip": {}}},
                                    "helper": {"agents": 1, "skills": {"plain": {}}}}})
        hall["customers"] = {"classes": {"plain": {"name": "Plain"}, "vip": {"name": "VIP"}}}
        hall["demand"] = {"streams": {"all": {"to": "hall", "rate": "14 / h", "class": "plain"}, "few": {"to": "hall", "rate": "4 / h", "class": "vip"}}}
        self.file("hall.json", json.dumps({**hall, "roster": self.one_kind()}))
        desk = "centre,station,skill,from,until,agents\nhall,counter,desk,08:00,16:00,3\n"
        self.file("need.csv", desk)
        err = self.refused("hall.json", "--need", "need.csv", "--simulate")
        self.assertIn('found a need without "counter/lounge", expected a line for it, of 0 agents if nobody is to come: '
                      "no other post of the need serves vip", err)
        self.assertNotIn("helper", err)  # whom he serves the desk serves too
        self.file("need.csv", desk + "hall,counter,lounge,08:00,16:00,0\n")
        code, out, err = self.call("roster", "hall.json", "--need", "need.csv", "--simulate", "--quiet", "--json", "roster.json")
        self.assertEqual(code, 3, out + err)
        self.assertRegex(out, r"Nobody on the roster can serve vip at counter: [0-9.]+ ± [0-9.]+ customers who came were not served")
        told = json.loads((self.folder / "roster.json").read_text())["simulated_unserved"]
        unserved, = [one for one in told if one["measure"] == "arrivals"]
        self.assertEqual([(one["of"], one["all_come"]["mean"]) for one in told if one != unserved], [("centre/hall/counter/pool/lounge", 40)])
        self.assertEqual((unserved["measure"], unserved["of"]), ("arrivals", "centre/hall/counter/class/vip"))
        self.assertAlmostEqual(unserved["all_come"]["mean"], 160, delta=52)
        self.file("need.csv", desk + "hall,counter,lounge,08:00,16:00,1\n")
        self.good("roster", "hall.json", "--need", "need.csv", "--simulate", "--quiet")

    def test_of_pools_that_serve_the_same_one_is_asked_for(self):
        hall = self.hall({"staff": {"desk": {"agents": 4, "skills": {"plain": {}}}, "lounge": {"agents": 1, "skills": {"vip": {}, "gold": {}}},
                                    "salon": {"agents": 1, "skills": {"vip": {}, "gold": {}}}}})
        hall["customers"] = {"classes": {name: {"name": name} for name in ("plain", "vip", "gold")}}
        hall["demand"] = {"streams": {name: {"to": "hall", "rate": "4 / h", "class": name} for name in ("plain", "vip", "gold")}}
        self.file("hall.json", json.dumps({**hall, "roster": self.one_kind()}))
        self.file("need.csv", "centre,station,skill,from,until,agents\nhall,counter,desk,08:00,16:00,3\n")
        self.assertEqual(self.refused("hall.json", "--need", "need.csv", "--simulate"),
                         '--simulate: found a need without "counter/lounge" and "counter/salon", expected a line for one of them, of 0 agents if '
                         "nobody is to come: no other post of the need serves vip and gold\n1 problem\n")

    def test_hours_in_which_the_doors_are_open_and_nobody_is_there_are_told_with_who_came(self):
        """The lounge alone serves VIPs, 4 an hour from 8 to 16 on five days, and is in the need on one day: 128 in 32 h come and find nobody, give or
        take 4 x 11. Those of the first days wait for its day; those of the last are never served."""
        hall = self.hall({"staff": {"desk": {"agents": 4, "skills": {"plain": {}}}, "lounge": {"agents": 1, "skills": {"vip": {}}},
                                    "helper": {"agents": 1, "skills": {"plain": {}}}}})
        hall["customers"] = {"classes": {"plain": {"name": "Plain"}, "vip": {"name": "VIP"}}}
        hall["demand"] = {"streams": {"all": {"to": "hall", "rate": "14 / h", "class": "plain"}, "few": {"to": "hall", "rate": "4 / h", "class": "vip"}}}
        self.file("hall.json", json.dumps({**hall, "roster": self.one_kind()}))
        need = "centre,station,skill,day,from,until,agents\nhall,counter,desk,,08:00,16:00,3\n"
        self.file("need.csv", need + "hall,counter,lounge,tue,08:00,16:00,1\nhall,counter,helper,mon,08:00,16:00,1\n")
        code, out, err = self.call("roster", "hall.json", "--need", "need.csv", "--simulate", "--quiet", "--json", "roster.json")
        self.assertEqual(code, 3, out + err)
        self.assertRegex(out, r"counter/lounge +40\.0 +32\.0\n")
        self.assertRegex(out, r"counter/helper +40\.0 +32\.0\n")
        self.assertNotRegex(out, r"counter/desk +40\.0 ")
        self.assertRegex(" ".join(out.split()), r"- [0-9.]+ ± [0-9.]+ vip customers came to counter in the 32\.0 h in which it is open and nobody on the roster is "
                                                r"there for them; [0-9.]+ ± [0-9.]+ of these were never served\.")
        self.assertNotIn("plain customers came", out)  # whom the helper serves the desk serves too
        told = {(one["measure"], one["of"]): one["all_come"]["mean"] for one in json.loads((self.folder / "roster.json").read_text())["simulated_unserved"]}
        vip = "centre/hall/counter/class/vip"
        self.assertEqual(told[("hours_unattended", "centre/hall/counter/pool/lounge")], 32)
        self.assertAlmostEqual(told[("arrivals_unattended", vip)], 128, delta=44)
        self.assertLess(told[("unserved_unattended", vip)], told[("arrivals_unattended", vip)])
        self.assertGreater(told[("unserved_unattended", vip)], 0)
        self.assertEqual(len(told), 4)
        # Half an hour a day: who is there for it stays for the four hours of his shift.
        self.file("hall.json", json.dumps({**hall, "roster": self.one_kind(shifts={"day": {"from": "08:00", "lengths": ["4 h", "8 h"]}})}))
        self.file("need.csv", need + "hall,counter,lounge,,08:00,08:30,1\n")
        code, out, err = self.call("roster", "hall.json", "--need", "need.csv", "--simulate", "--quiet")
        self.assertEqual((code, bool(re.search(r"counter/lounge +40\.0 +20\.0\n", out))), (3, True), out + err)
        # A station without pools.
        from_nine = self.one_kind(shifts={"day": {"from": "09:00", "lengths": ["7 h"]}})
        self.file("hall.json", json.dumps({**self.hall({"agents": 9}), "roster": from_nine}))
        self.file("need.csv", "centre,station,from,until,agents\nhall,counter,09:00,16:00,4\n")
        code, out, err = self.call("roster", "hall.json", "--need", "need.csv", "--simulate", "--quiet", "--json", "roster.json")
        self.assertEqual(code, 3, out + err)
        self.assertIn("customers came to counter in the 5.0 h", " ".join(out.split()))
        told = [(one["measure"], one["of"]) for one in json.loads((self.folder / "roster.json").read_text())["simulated_unserved"]]
        self.assertEqual(told, [(name, "centre/hall/counter") for name in ("hours_unattended", "arrivals_unattended", "unserved_unattended")])

    def test_hours_in_which_nobody_comes_need_nobody(self):
        hall = self.hall({"agents": 9})
        hall["demand"]["streams"]["all"]["rate"] = [{"from": "09:00", "until": "16:00", "rate": "18 / h"}]
        self.file("hall.json", json.dumps({**hall, "roster": self.one_kind(shifts={"day": {"from": "09:00", "lengths": ["7 h"]}})}))
        self.file("need.csv", "centre,station,from,until,agents\nhall,counter,09:00,16:00,4\n")
        out = self.good("roster", "hall.json", "--need", "need.csv", "--simulate", "--quiet")
        self.assertRegex(out, r"counter +40\.0 +5\.0\n")
        self.assertNotIn("customers came", out)

    def test_who_is_on_duty_before_the_need_begins_serves_who_comes(self):
        """Shifts begin at 8:00, the need at 9:00: four are at the counter from 8:00 on, and no hour is without anybody."""
        self.file("hall.json", json.dumps({**self.hall({"agents": 9}), "roster": self.one_kind()}))
        self.file("need.csv", "centre,station,from,until,agents\nhall,counter,09:00,16:00,4\n")
        out = self.good("roster", "hall.json", "--need", "need.csv", "--simulate", "--quiet", "--csv", "roster.csv")
        self.assertNotIn("Open without anybody", out)
        self.assertEqual({line.rstrip().split(",")[9] for line in (self.folder / "roster.csv").read_text().splitlines()[1:]}, {"08:00-16:00 counter"})

    def test_a_skill_is_a_pool_of_the_station_with_all_that_its_people_are(self):
        """As staff --need names pools: the roster's three work like the pool's three, notes after each customer included."""
        pool = {"after_service": "30 s"}
        self.file("shift.json", json.dumps(self.hall({"staff": {"desk": {**pool, "shifts": [{"from": "08:00", "until": "16:00", "agents": 3}]}}})))
        found = json.loads(self.good("run", "shift.json", "--json", "-", "--quiet"))
        wait = next(one["mean"] for one in found["measures"] if (one["measure"], one["of"]) == ("wait_mean", "centre/hall/counter"))
        self.file("hall.json", json.dumps({**self.hall({"staff": {"desk": {**pool, "agents": 1}}}), "roster": self.one_kind()}))
        self.file("need.csv", "centre,station,skill,from,until,agents\nhall,counter,desk,08:00,16:00,3\n")
        out = self.good("roster", "hall.json", "--need", "need.csv", "--simulate", "--quiet")
        self.assertAlmostEqual(float(self.minutes_waited(out)[0]), wait / 60, delta=0.51)  # shown to the minute, as its interval is wide

    # ---- what cannot be
    def test_too_few_people_names_times_and_remedy(self):
        """Three are there and five needed from 10:00 to 12:00: two missing then, and two people more would do."""
        self.file("need.csv", "from,until,agents,day\n08:00,10:00,3,sun\n10:00,12:00,5,sun\n")
        answer = self.roster(self.rules(self.one_kind(contracts={"full": {"people": 3}})), "--weeks", "1", code=3)
        self.assertEqual([(one["from"], one["until"], one["missing"], one["why"]) for one in answer["uncovered"]],
                         [("2018-10-07 10:00", "2018-10-07 12:00", 2, "people")])
        self.assertEqual(answer["more_people"], [{"contract": "full", "skills": [], "people": 2}])

    def test_too_few_with_a_skill(self):
        contracts = {"clerk": {"people": 2, "skills": ["counter"]}, "cashier": {"people": 1, "skills": ["cashier"]}}
        self.file("need.csv", "from,until,station,agents,day\n08:00,12:00,counter,1,sun\n08:00,12:00,cashier,2,sun\n")
        answer = self.roster(self.rules(self.one_kind(contracts=contracts)), "--weeks", "1", code=3)
        self.assertEqual([one["post"] for one in answer["uncovered"]], ["cashier"])
        self.assertEqual(answer["more_people"], [{"contract": "cashier", "skills": ["cashier"], "people": 1}])

    def test_no_shift_reaches_and_no_desk_is_left(self):
        self.file("need.csv", "from,until,station,agents,day\n08:00,17:00,counter,3,sun\n")
        rules = self.one_kind(stations={"counter": {"counters": 2}})
        answer = self.roster(self.rules(rules), "--weeks", "1", code=3)
        self.assertEqual({(one["from"][-5:], one["until"][-5:], one["missing"], one["why"]) for one in answer["uncovered"]},
                         {("08:00", "17:00", 1, "desks"), ("16:00", "17:00", 2, "no_shift")})
        self.assertEqual(len(answer["shifts"]), 2)

    def test_seats_that_are_taken_are_told_and_more_people_are_no_remedy(self):
        """Three seats for a need of five, and six people: two are missing whoever else is hired."""
        self.file("need.csv", "from,until,agents,day\n08:00,16:00,5,sun\n")
        rules = self.rules(self.one_kind(contracts={"full": {"people": 6}}, seats=3))
        answer = self.roster(rules, "--weeks", "1", code=3)
        self.assertEqual([(one["missing"], one["why"]) for one in answer["uncovered"]], [(2, "seats")])
        self.assertEqual(answer["more_people"], [])
        code, out, _ = self.call("roster", rules, "--need", "need.csv", "--start", START, "--weeks", "1")
        self.assertEqual(code, 3)
        self.assertIn("2 missing, all seats are taken", out)
        self.assertIn("more seats than 3, and the people for them (/roster/seats)", out)

    def test_promised_hours_that_the_need_does_not_give_are_named(self):
        """One is needed on one day of a week, for eight hours; two are promised twenty each: one has eight, one none, or both none."""
        self.file("need.csv", "from,until,agents,day\n08:00,16:00,1,sun\n")
        rules = self.rules(self.one_kind(contracts={"full": {"people": 2, "hours_min": "20 h"}}))
        code, out, err = self.call("roster", rules, "--need", "need.csv", "--start", START, "--weeks", "1", "--json", "answer.json")
        self.assertEqual(code, 3, out + err)
        self.assertIn("Promised and not given (hours_min):", out)
        answer = json.loads((self.folder / "answer.json").read_text())
        worked = sum(person["hours"] for person in answer["people"])
        self.assertAlmostEqual(answer["hours_short"], 40 - worked)
        self.assertTrue(answer["covered"])

    def test_a_file_called_like_standard_output_is_not_made(self):
        self.file("need.csv", "from,until,agents\n08:00,16:00,1\n")
        self.assertIn("-: found standard output", self.refused("--need", "need.csv", "--start", START, "--csv", "-"))

    def test_zero_need_is_a_clear_answer(self):
        self.file("need.csv", "from,until,agents\n08:00,16:00,0\n")
        code, out, err = self.call("roster", "--need", "need.csv", "--start", START)
        self.assertEqual(code, 0, err)
        self.assertIn("Nobody is needed on any day from 2018-10-07 to 2018-11-03", err)

    # ---- bad input
    def refused(self, *words):
        code, out, err = self.call("roster", *words)
        self.assertEqual((code, out), (2, ""), err)
        return err

    def test_all_that_is_wrong_with_a_need_is_told_at_once(self):
        self.file("need.csv", "from,until,agents,day\n08:00,10:00,-1,\n10:00,25:00,2,\n09:00,11:00,unlimited,mon\n12:00,12:00,1,someday\n")
        err = self.refused("--need", "need.csv", "--start", START)
        for told in ('need.csv:2', '"-1"', '"25:00"', '"unlimited"', "a whole number from 0 to 5000", '"someday"', "a time other than the begin"):
            self.assertIn(told, err)

    def test_a_need_is_looked_at_though_words_are_wrong(self):
        self.file("need.csv", "from,until,agent,centre,centre\n08:00,10:00,-1,a,b\n")
        err = self.refused("--need", "need.csv", "--weeks", "99", "--csv", "nowhere/roster.csv", "--people", "3")
        for told in ("no --start", '--weeks: found "99"', 'no column "agents"', 'did you mean it?', 'two columns called "centre"', "nowhere/roster.csv"):
            self.assertIn(told, err)
        self.file("need.csv", "1,2\n3,4\n")
        self.assertEqual(self.refused("--need", "need.csv", "--start", START).count("\n"), 2)  # no header at all: told once
        self.file("town.json", json.dumps({**DATED, "roster": {"shifts": {}}}))
        self.file("need.csv", "from,until,agents\n08:00,10:00,-1\n")
        err = self.refused("town.json", "--need", "need.csv", "--gap", "7")
        for told in ("/roster/shifts", "need.csv:2", "--gap"):
            self.assertIn(told, err)

    def test_one_mistake_does_not_hide_those_elsewhere(self):
        """Each of a word, the scenario, the need, the centre and the solver is told whatever is wrong with the others."""
        self.file("need.csv", "centre,from,until,agents,station,remark\nhall,08:00,10:00,-1,counter,\nhall,08:00,10:00,1,till,\nhall,09:00,11:00,1,till,\n")
        self.file("town.json", json.dumps({**DATED, "calendar": {"start": START, "end": "2018-10-13"}}))
        code, _, err = self.call("roster", "town.json", "--need", "need.csv", "--centre", "hill", "--gap", "7", env={**os.environ, "COUNTERLESS_CBC": "/nowhere"})
        self.assertEqual(code, 2)
        for told in ("--gap", 'need.csv: found the column "remark"', "need.csv:2", "need.csv:4: found a time that line 3 has stated", '--centre: found the centre "hill"', "COUNTERLESS_CBC"):
            self.assertIn(told, err)
        self.file("need.csv", "centre,from,until,agents\nhall,08:00,10:00,1\n")
        err = self.refused("town.json", "--need", "need.csv", "--centre", "hill", "--set", "/nothing=1")
        self.assertIn("/nothing", err)
        self.assertIn('need.csv: found nothing of the centre "hill"', err)
        self.file("need.csv", "centre,from,until,agents\nhall,08:00,10:00,1\nhill,08:00,10:00,1\n")
        err = self.refused("town.json", "--need", "need.csv", "--set", "/nothing=1")
        self.assertNotIn("centres", err.replace('"centres"', ""))  # whose need is meant the scenario may say, once it is read
        self.file("need.csv", "from,until,station,agents\n08:00,10:00,till,1\n")
        err = self.refused("town.json", "--need", "need.csv", "--simulate", "--people", "0")
        self.assertIn("--people", err)
        self.assertIn('--simulate: found the station "till" of the need', err)

    def test_lines_of_days_that_are_never_worked_are_named(self):
        """Sunday to Thursday by the calendar: the line of Friday holds on no day, and is no part of "all"."""
        self.file("need.csv", "from,until,agents,day\n08:00,16:00,1,\n08:00,16:00,1,fri\n")
        self.file("week.json", json.dumps({**DATED, "calendar": {"start": START, "end": "2018-10-13", "working_week": WORKING}}))
        code, out, _ = self.call("roster", "week.json", "--need", "need.csv", "--json", "answer.json")
        self.assertEqual(code, 0)
        self.assertIn("hold on no day of the roster, for none of that name is a working day in it: need.csv:3 (fri)", out)
        self.assertEqual(json.loads((self.folder / "answer.json").read_text())["idle_need"], [{"line": 3, "day": "fri"}])
        answer = self.roster("--weeks", "1")  # no calendar forbids it
        self.assertEqual((answer["idle_need"], answer["hours_needed"]), ([], 48))

    def test_more_people_than_can_be_placed_one_by_one_are_refused(self):
        self.file("need.csv", "from,until,station,agents\n08:00,12:00,counter,600\n10:00,16:00,cashier,401\n")
        self.assertIn("1001 agents at once, on 2018-10-07 at 10:00, expected at most 1000 in one roster", self.refused("--need", "need.csv", "--start", START))

    def test_a_night_that_runs_into_the_next_morning_is_told_by_its_lines(self):
        self.file("need.csv", "from,until,agents\n05:00,09:00,2\n22:00,06:00,1\n")
        err = self.refused("--need", "need.csv", "--start", START)
        self.assertIn("need.csv:3: found a night that runs into what line 2 states of the next day", err)
        self.assertIn("1 problem", err)

    def test_intervals_over_each_other_are_told(self):
        self.file("need.csv", "from,until,agents\n08:00,10:00,1\n09:00,11:00,2\n")
        self.assertIn("a time that line 2 has stated", self.refused("--need", "need.csv", "--start", START))

    def test_skills_that_nobody_has(self):
        self.file("need.csv", "from,until,station,skill,agents\n08:00,10:00,counter,customs,1\n08:00,10:00,cashier,,1\n")
        rules = self.rules(self.one_kind(contracts={"full": {"people": 3, "skills": ["reception"]}}))
        err = self.refused(rules, "--need", "need.csv", "--start", START)
        for post in ("counter/customs", "cashier"):
            self.assertIn(f'a need of "{post}", expected somebody who can do it', err)

    def test_no_shift_is_no_roster(self):
        self.file("need.csv", "from,until,agents\n08:00,16:00,1\n")
        rules = self.rules(self.one_kind(shifts={}))
        self.assertIn("/roster/shifts: found 0 members", self.refused(rules, "--need", "need.csv", "--start", START))
        rules = self.rules(self.one_kind(shifts={"long": {"from": "08:00", "lengths": ["12 h"]}}))
        self.assertIn("no shift that is legal and meets any need", self.refused(rules, "--need", "need.csv", "--start", START))

    def test_a_break_for_which_there_is_no_time(self):
        self.file("need.csv", "from,until,agents\n08:00,16:00,1\n")
        rules = self.rules(self.one_kind(breaks={"tea": {"from": "12:00", "until": "12:00", "length": "30 min", "at_once": 0.5}}))
        self.assertIn("/roster/breaks/tea", self.refused(rules, "--need", "need.csv", "--start", START))

    def test_outside_opening_hours(self):
        town = {**DATED, "calendar": {"start": START, "end": "2018-10-13", "hours": {"from": "08:00", "until": "14:00"}}}
        self.file("town.json", json.dumps(town))
        self.file("need.csv", "centre,from,until,agents,day\nhall,08:00,12:00,1,sun\nhall,15:00,16:00,1,sun\n")
        self.assertIn("a need on 2018-10-07 from 15:00 to 16:00, expected a time at which hall is open", self.refused("town.json", "--need", "need.csv"))

    def test_a_centre_that_is_none(self):
        self.file("need.csv", "centre,from,until,agents\nhal,08:00,12:00,1\n")
        self.assertIn('the centre "hal", expected "hall" (did you mean it?)', self.refused(self.rules(self.one_kind()), "--need", "need.csv", "--start", START))

    def test_words_that_do_not_fit(self):
        err = self.refused("--people", "0", "--weeks", "99", "--start", "soon", "--gap", "2", "--shrinkage", "x")
        for told in ("no --need", "--people", "--weeks", "--start", "--gap", "--shrinkage"):
            self.assertIn(told, err)

    def test_no_solver_and_no_folder_for_its_files_are_told_by_where_they_were_looked_for(self):
        self.file("need.csv", "from,until,agents\n08:00,16:00,1\n")
        no_program = self.file("cbc", "")
        ill = {
            ("COUNTERLESS_CBC", "/nowhere/cbc"): 'COUNTERLESS_CBC: found "/nowhere/cbc", where there is nothing, expected the solver CBC',
            ("COUNTERLESS_CBC", str(no_program)): f'COUNTERLESS_CBC: found "{no_program}", a file that may not be run, expected the solver CBC',
            ("COUNTERLESS_CBC", str(self.folder)): f'COUNTERLESS_CBC: found "{self.folder}", which is no file, expected the solver CBC',
            ("PATH", "/nowhere"): 'PATH: found no program "cbc" in its folders, expected the solver CBC, as in: apt-get install coinor-cbc',
            ("TMPDIR", "/nowhere"): 'TMPDIR: found "/nowhere", which is no folder, expected a folder for the files of the solver CBC',
            ("TMPDIR", str(no_program)): f'TMPDIR: found "{no_program}", which is no folder, expected a folder',
        }
        for (variable, value), told in ill.items():
            code, out, err = self.call("roster", "--need", "need.csv", "--start", START, env={**os.environ, variable: value})
            self.assertEqual((code, out), (2, ""), err)
            self.assertIn(told, err)
        both = {**os.environ, "COUNTERLESS_CBC": "/nowhere/cbc", "TMPDIR": "/nowhere"}
        self.assertIn("2 problems", self.call("roster", "--need", "need.csv", "--start", START, env=both)[2])
        self.good("roster", "--need", "need.csv", "--start", START, "--weeks", "1", env={**os.environ, "COUNTERLESS_CBC": ""})

    def test_a_solver_that_crashes_is_told(self):
        solver = self.file("cbc", "#!/bin/sh\nkill -SEGV $$\n")
        solver.chmod(0o755)
        self.file("need.csv", "from,until,agents\n08:00,16:00,1\n")
        code, _, err = self.call("roster", "--need", "need.csv", "--start", START, env={**os.environ, "COUNTERLESS_CBC": str(solver)})
        self.assertEqual(code, 1)
        self.assertIn("ended without a solution, ", err)

    def test_a_solver_that_crashes_in_its_preprocessing_is_asked_again_without(self):
        solver = self.file("cbc", f'#!/bin/sh\ncase "$*" in *"-preprocess off"*) exec {shutil.which("cbc")} "$@";; esac\nkill -ABRT $$\n')
        solver.chmod(0o755)
        self.file("need.csv", "from,until,agents\n08:00,16:00,1\n")
        words = ("roster", "--need", "need.csv", "--start", START, "--weeks", "1", "--json", "-")
        crashed = self.call(*words, env={**os.environ, "COUNTERLESS_CBC": str(solver)})
        self.assertEqual(crashed[0], 0, crashed[2])
        self.assertEqual(json.loads(crashed[1])["cost"], json.loads(self.good(*words))["cost"])

    def test_sheets_call_posts_as_the_scenario_does_and_need_no_script(self):
        named = {"name": {"en": "Counter", "ar": "الكاونتر"}, "staff": {"both": {"name": {"en": "Both languages", "ar": "اللغتان"}, "agents": 1}}}
        self.file("hall.json", json.dumps({**self.hall(named), "roster": self.one_kind()}))
        self.file("need.csv", "centre,station,skill,from,until,agents\nhall,counter,both,08:00,16:00,1\nhall,till,,08:00,16:00,1\n")
        self.good("roster", "hall.json", "--need", "need.csv", "--sheets", "sheets.html")
        page = (self.folder / "sheets.html").read_text()
        self.assertIn("Counter, Both languages", page)
        self.assertIn("الكاونتر، اللغتان", page)
        self.assertIn("till", page)
        self.assertNotIn("<script", page)

    def test_sheets_hold_everybody(self):
        self.file("need.csv", "from,until,agents\n08:00,15:00,3\n")
        self.call("roster", "--need", "need.csv", "--start", START, "--weeks", "1", "--sheets", "sheets.html", "--people", "4")
        page = (self.folder / "sheets.html").read_text()
        self.assertEqual(page.count("<section class=sheet>"), 4)
        self.assertIn("المناوبة", page)


if __name__ == "__main__":
    unittest.main()
