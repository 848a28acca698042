"""Is a roster what its need and its rules ask for? Reads the need (CSV), the rules (the /roster part of a scenario, all stated) and the
roster's CSV, minute by minute, and knows nothing of how the roster was made. Complaints are a list; the cost is worked out anew."""
import csv
import datetime
import math
import re
from collections import defaultdict

DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
DAY = 1440


def minutes(text):
    if re.fullmatch(r"\d\d:\d\d", text):
        return int(text[:2]) * 60 + int(text[3:])
    return {"min": 1, "h": 60}[text.split()[1]] * float(text.split()[0])


def is_clock(text):
    return re.fullmatch(r"\d\d:\d\d", text) is not None


def weekday(date):
    return DAYS[(date.weekday() + 1) % 7]


def stretches(text, after):
    """"11:00-11:45 meal; ..." as (from, until, word), each begin the first such clock time not before `after`."""
    found = []
    for part in filter(None, text.split("; ")):
        times, word = part.split(" ", 1)
        begin, end = (minutes(one) for one in times.split("-"))
        while begin < after:
            begin += DAY
        while end <= begin:
            end += DAY
        found.append((begin, end, word))
    return found


def rows(file):
    with open(file, newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


class Verifier:
    def __init__(self, need_file, roster_file, rules, start, weeks, working):
        self.rules, self.start, self.weeks, self.working = rules, datetime.date.fromisoformat(start), weeks, working
        self.contracts = rules["contracts"]
        self.limits = {"hours_a_day": "8 h", "hours_a_week": "48 h", "rest": "11 h", "days_in_a_row": 6, "days_off": 1, **rules.get("limits", {})}
        self.complaints = []
        self.people = {}
        for contract, one in self.contracts.items():
            for number in range(1, one.get("people", 0) + 1):
                self.people[f"{contract}-{number:02}"] = {"contract": contract, "skills": one.get("skills", [])}
        for name, one in rules.get("people", {}).items():
            contract = one.get("contract", next(iter(self.contracts)))
            self.people[name] = {"contract": contract, "skills": one.get("skills", self.contracts[contract].get("skills", [])), **{
                key: one[key] for key in ("unavailable",) if key in one}}
        self.need = self.read_need(need_file)
        self.shifts = [self.read_shift(row) for row in rows(roster_file)]

    def complain(self, what, *about):
        self.complaints.append(" ".join(map(str, (what, *about))))

    def dates(self):
        return [self.start + datetime.timedelta(days=day) for day in range(7 * self.weeks)]

    def less(self, date):
        return max((minutes(one.get("hours_less", "2 h")) for one in self.rules.get("seasons", [])
                    if one["from"] <= date.isoformat() <= one["until"]), default=0)

    def read_need(self, file):
        """By post and minute of the roster."""
        lines = rows(file)
        need = defaultdict(lambda: defaultdict(int))
        for line in lines:
            line["post"] = line.get("station", "") + ("/" + line["skill"] if line.get("skill") else "")
        for post in {line["post"] for line in lines}:
            for number, date in enumerate(self.dates()):
                ranked = defaultdict(list)
                for line in lines:
                    day = line.get("day", "")
                    fits = day == date.isoformat() or (weekday(date) in self.working and day in ("", weekday(date)))
                    if line["post"] == post and fits:
                        ranked[2 if "-" in day else 1 if day else 0].append(line)
                for line in ranked[max(ranked)] if ranked else []:
                    begin, end = minutes(line["from"]), minutes(line["until"])
                    for minute in range(begin, end if end > begin else end + DAY):
                        need[post][number * DAY + minute] += int(line["agents"])
        return need

    def read_shift(self, row):
        date = datetime.date.fromisoformat(row["date"])
        day = (date - self.start).days
        begin = day * DAY + minutes(row["from"])
        end = day * DAY + minutes(row["until"])
        return {"person": row["person"], "kind": row["shift"], "date": date, "day": day, "begin": begin, "hours": float(row["hours"]),
                "end": end if end > begin else end + DAY, "breaks": stretches(row["breaks"], begin), "posts": stretches(row["posts"], begin)}

    # ---- one shift
    def lengths_of(self, kind, date):
        for text in kind["lengths"]:
            yield minutes(text) - (self.less(date) if minutes(text) > 300 else 0)

    def check_shift(self, shift):
        person = self.people.get(shift["person"])
        if person is None:
            return self.complain("nobody of that name:", shift["person"])
        kind = self.rules["shifts"].get(shift["kind"])
        allowed = self.contracts[person["contract"]].get("shifts", list(self.rules["shifts"]))
        if kind is None or shift["kind"] not in allowed:
            return self.complain("a kind of shift the contract does not allow:", shift)
        if weekday(shift["date"]) not in kind.get("days", DAYS):
            self.complain("a kind of shift of another weekday:", shift)
        first, last = minutes(kind["from"]), minutes(kind.get("until", kind["from"]))
        clock = shift["begin"] - shift["day"] * DAY
        if not first <= clock <= last or (clock - first) % minutes(kind.get("step", "30 min")) != 0:
            self.complain("a begin that the kind of shift does not have:", shift)
        if shift["end"] - shift["begin"] not in list(self.lengths_of(kind, shift["date"])):
            self.complain("a length that the kind of shift does not have:", shift)
        if shift["date"].isoformat() in person.get("unavailable", []):
            self.complain("a shift on a day of leave:", shift)
        self.check_breaks(shift)
        self.check_posts(shift, person)

    def check_breaks(self, shift):
        work = length = shift["end"] - shift["begin"]
        taken = {word: (begin, end) for begin, end, word in shift["breaks"]}
        if len(taken) != len(shift["breaks"]):
            self.complain("a break twice:", shift)
        for name, rule in self.rules.get("breaks", {}).items():
            pause = minutes(rule["length"])
            windows = []
            for night in (0, DAY) if is_clock(rule["from"]) else (0,):
                zero = shift["day"] * DAY + night if is_clock(rule["from"]) else shift["begin"]
                low = max(zero + minutes(rule["from"]), shift["begin"])
                high = min(zero + minutes(rule["until"]), shift["end"] - pause)
                if low <= high and length > minutes(rule.get("longer_than", "0 min")):
                    windows.append((low, high))
            if bool(windows) != (name in taken):
                self.complain("a break missing, or taken without a right to it:", name, shift)
            if name not in taken:
                continue
            begin, end = taken.pop(name)
            if end - begin != pause or not any(low <= begin <= high for low, high in windows):
                self.complain("a break outside its window:", name, shift)
            work -= 0 if rule.get("paid") else pause
        if taken:
            self.complain("a break that no rule knows:", shift)
        ordered = sorted(shift["breaks"])
        if any(one[1] > other[0] for one, other in zip(ordered, ordered[1:])):
            self.complain("breaks over each other:", shift)
        if abs(work / 60 - shift["hours"]) > 0.005:
            self.complain("hours that are not those of the shift:", shift)
        if work > minutes(self.limits["hours_a_day"]) - self.less(shift["date"]):
            self.complain("more than a day's legal hours:", shift)

    def check_posts(self, shift, person):
        """Posts and breaks together fill the shift, without gap and overlap."""
        at = shift["begin"]
        for begin, end, word in sorted(shift["posts"] + shift["breaks"]):
            if begin != at:
                self.complain("a gap, or two things at once:", shift)
            at = end
        if at != shift["end"]:
            self.complain("posts that do not reach the end:", shift)
        for _, _, post in shift["posts"]:
            skills = person["skills"]
            if post != "spare" and skills and post not in skills and post.split("/")[0] not in skills:
                self.complain("a post without the skill:", post, shift)

    # ---- all at once
    def check_cover(self):
        there = defaultdict(lambda: defaultdict(int))
        on_duty, away = defaultdict(int), defaultdict(lambda: defaultdict(int))
        for shift in self.shifts:
            for minute in range(int(shift["begin"]), int(shift["end"])):
                on_duty[minute] += 1
            for begin, end, word in shift["posts"]:
                for minute in range(begin, end):
                    there["" if word == "any" else word][minute] += 1
            for begin, end, word in shift["breaks"]:
                for minute in range(begin, end):
                    away[word][minute] += 1
        self.missing = 0
        for post, needed in self.need.items():
            for minute, agents in needed.items():
                self.missing += max(0, agents - there[post][minute])
        if self.missing:
            self.complain("minutes of agents missing:", self.missing)
        for word, by_minute in away.items():
            share = self.rules["breaks"][word].get("at_once", 1)
            for minute, people in by_minute.items():
                if people > math.ceil(share * on_duty[minute] - 1e-9):
                    self.complain("too many on one break:", word, people, "of", on_duty[minute], "at minute", minute)
        for station, one in self.rules.get("stations", {}).items():
            for post, by_minute in there.items():
                if post.split("/")[0] == station and max(by_minute.values(), default=0) > one["counters"]:
                    self.complain("more than there are desks:", post)
        if max(on_duty.values(), default=0) > self.rules.get("seats", math.inf):
            self.complain("more than there are seats:", max(on_duty.values()))

    # ---- one person
    def week_part(self, week):
        days = self.dates()[7 * week:7 * week + 7]
        return sum(1 - self.less(date) / minutes(self.limits["hours_a_day"]) for date in days) / 7

    def check_person(self, name):
        mine = sorted((shift for shift in self.shifts if shift["person"] == name), key=lambda shift: shift["begin"])
        contract = self.contracts[self.people[name]["contract"]]
        days = [shift["day"] for shift in mine]
        if len(set(days)) != len(days):
            self.complain("two shifts on one day:", name)
        for one, other in zip(mine, mine[1:]):
            if other["begin"] - one["end"] < minutes(self.limits["rest"]):
                self.complain("too short a rest:", name, one["date"])
        worked = [day in days for day in range(7 * self.weeks)]
        row = 0
        for works in worked:
            row = row + 1 if works else 0
            if row > self.limits["days_in_a_row"]:
                self.complain("too many days in a row:", name)
        for week in range(self.weeks):
            self.check_week(name, contract, week, worked[7 * week:7 * week + 7], [s for s in mine if s["day"] // 7 == week])

    def check_week(self, name, contract, week, worked, mine):
        off = self.limits["days_off"]
        if off and not any(not any(worked[at:at + off]) for at in range(8 - off)):
            self.complain("no", off, "days off in a row:", name, "week", week)
        hours, part = sum(shift["hours"] for shift in mine), self.week_part(week)
        most = min(minutes(contract.get("hours_max", "48 h")), minutes(self.limits["hours_a_week"])) / 60 * part
        if hours > most + 1e-6:
            self.complain("too many hours in a week:", name, "week", week, hours)
        free = [date for date in self.dates()[7 * week:7 * week + 7] if weekday(date) in self.working]
        there = [date for date in free if date.isoformat() not in self.people[name].get("unavailable", [])]
        least = minutes(contract.get("hours_min", "0 h")) / 60 * part * len(there) / len(free)
        if hours < least - 1e-6:
            self.complain("too few hours in a week:", name, "week", week, hours, "of", least)
        hour = money(contract.get("hour", "1 AED"))
        overtime = money(contract["overtime_hour"]) if "overtime_hour" in contract else 1.25 * hour
        over = max(0, hours - minutes(contract.get("hours", "40 h")) / 60 * part)
        self.cost += hours * hour + over * (overtime - hour)
        self.cost += sum(money(self.rules["shifts"].get(shift["kind"], {}).get("cost", "0 AED")) for shift in mine)

    def verify(self):
        self.cost = 0
        for shift in self.shifts:
            self.check_shift(shift)
        self.check_cover()
        for name in self.people:
            self.check_person(name)
        return self.complaints


def money(text):
    return float(text.split()[0])
