"""What the pages print of a run is what the run prints: the Week (README.md, docs/background/week-2018.md) and the bank's month
(docs/background/technion-1999). Whatever moves a draw's luck moves these figures a little; then the pages are written anew.
"""
import json
import math
import re
import unittest

from command import HERE, Command

ROOT = HERE.parents[1]
LIBRARY = ROOT / "scenarios/library"


class Figures:
    def __init__(self, file):
        told = json.loads(file.read_text(encoding="utf-8"))
        self.n = told["replications"]
        self.measures = {(one["measure"], one["of"]): one for one in told["measures"]}

    def mean(self, measure, of, digits, scale=1):
        one = self.measures[measure, of]
        return f"{scale * one['mean']:,.{digits}f} ± {scale * one['half_width']:,.{digits}f}"

    def spread(self, measure, of, digits, scale=1):
        """Where 95 of 100 single runs lie."""
        one = self.measures[measure, of]
        reach = one["half_width"] * math.sqrt(self.n)
        return " to ".join(f"{scale * (one['mean'] + side * reach):,.{digits}f}" for side in (-1, 1))


class Pages(Command):
    def lived(self, scenario):
        file = self.folder / "result.json"
        process = self.start("run", LIBRARY / scenario, "--json", file)
        out, _ = process.communicate(timeout=500)
        return out, Figures(file)

    def test_the_month_of_a_bank_is_as_its_page_says(self):
        _, month = self.lived("bank-calls-1999-08.json")
        line = "centre/bank/agents"

        def pair(measure, digits, scale=1, unit="", of=line):
            return [month.mean(measure, of, digits, scale) + unit, month.spread(measure, of, digits, scale) + unit]
        rows = {"calls that reached the line": pair("arrivals", 0), "gave up": pair("abandonment", 1, 100, " %"),
                "mean wait of the served": pair("wait_mean", 1, 1, " s"), "standard deviation of the wait": pair("wait_sd", 1, 1, " s"),
                "90 %": pair("wait_p90", 0, 1, " s"), "99 %": pair("wait_p99", 0, 1, " s"),
                "waited at all": pair("wait_probability", 1, 100, " %")}
        text = (ROOT / "docs/background/technion-1999/technion-1999.md").read_text(encoding="utf-8").replace("**", "")
        table = {}
        for line_of_page in text.split("Forty simulated months.")[1].splitlines():
            if line_of_page.startswith("|"):
                first, *rest = [cell.strip() for cell in line_of_page.strip("| ").split("|")]
                table.setdefault(first, rest)
        for name, (mean, spread) in rows.items():
            self.assertEqual(table[name][1:3], [mean, spread], name)
        for name, klass in (("prospective: gave up, mean wait", "prospective"), ("stock exchange", "stock"), ("internet", "internet")):
            of = f"{line}/class/{klass}"
            self.assertEqual(table[name][1], f"{month.mean('abandonment', of, 1, 100)} %, {month.mean('wait_mean', of, 1)} s", name)
        scenario = "*the scenario in Counterless* [R]"
        self.assertEqual(table[scenario], [f"*{month.mean('abandonment', line, 1, 100)} %*", f"*{month.mean('wait_mean', line, 1)} s*",
                                           f"*{month.mean('wait_probability', line, 1, 100)} %*"])

    def test_the_week_is_as_the_readme_and_its_page_say(self):
        out, week = self.lived("week-without-centres-2018.json")
        said = {re.sub(r"\s+", " ", line).strip() for line in out.splitlines()}
        printed = (ROOT / "README.md").read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
        for line in printed.splitlines():
            if line != "...":
                self.assertIn(re.sub(r"\s+", " ", line).strip(), said, "README.md prints a line that the run does not")
        page = (ROOT / "docs/background/week-2018.md").read_text(encoding="utf-8")
        self.assertIn("bring " + week.mean("digital_transactions", "all", 0), page)
        # What the table says of the ordinary week and of the difference, the run says too, digit for digit.
        table = page.split("| | ordinary week |")[1].split("\n\n")[0]
        for name, before, difference in re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE):
            if name.strip("-"):
                name = re.sub(r" \(.*\)", "", name)
                wanted = re.compile(rf"{re.escape(before)}\s+{re.escape(difference.strip('+').replace('−', '-'))}\b")
                self.assertTrue(any(wanted.search(line) for line in said), f"week-2018.md: {name}: {before}, {difference}")


if __name__ == "__main__":
    unittest.main()
