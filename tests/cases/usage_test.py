"""What is said about itself, and how nonsense on the command line is answered. Nothing here may depend on luck but the one
textbook queue, whose table is approved to the last digit that is shown."""
import unittest

from command import TOWN, WEEK, Command


class Usage(Command):
    def test_help_and_version(self):
        for name, words in {"help": ["--help"], "run-help": ["run", "--help"], "check-help": ["check", "-h"],
                            "schema-help": ["schema", "--help"], "version": ["--version"]}.items():
            self.approved(name + ".txt", self.good(*words))
        self.assertEqual(self.good(), self.good("--help"))

    def test_nonsense_is_answered_with_all_that_is_wrong(self):
        lines = ""
        for words in (["rnu", "x"], ["run"], ["check"], ["--foo"], ["run", TOWN, "--set"], ["run", TOWN, "--seed", "1", "--seed", "2"],
                      ["run", TOWN, "more.json", "--foo", "--seed", "abc", "--workers", "0", "--replications", "-3", "--set", "nonsense",
                       "--set", "agents=5", "--json", "", "--replay", "1.5"],
                      ["run", TOWN, "--seed", "18446744073709551616"], ["run", TOWN, "--json", "a", "--report", "a", "--db", "a"],
                      ["schema", "more"]):
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

    def test_no_line_is_wider_than_a_terminal(self):
        for line in self.good("run", WEEK).splitlines():
            if not line.startswith(("counterless run", "scenario sha256")):
                self.assertLessEqual(len(line), 100, line)


if __name__ == "__main__":
    unittest.main()
