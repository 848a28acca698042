"""Finished work is never lost: the program is killed at fifty random moments, two of them share a file, the disk is full; and each
time the file is sound and the answer that comes of it is the undisturbed one."""
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import time
import unittest

from command import Command

FLUSH_S = 0.25            # what a finished replication waits for its commit, at most
LATE_S = 3.0              # what a loaded machine may add to that


class Interruption(Command):
    def setUp(self):
        super().setUp()
        self.queue()
        # About 20 ms a replication: a kill finds one in flight, and a flush holds several.
        self.words = ["run", "queue.json", "--set", "/study/horizon=40000 min", "--replications", "600", "--workers", "1", "--quiet"]

    def sound(self, name):
        with contextlib.closing(sqlite3.connect(self.folder / name)) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            return {row[0] for row in database.execute("SELECT replication FROM replications")}

    def peek(self, name):
        """What is committed, seen from outside and without waiting."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.folder}/{name}?mode=ro", uri=True, timeout=0.05)) as database:
                return {row[0] for row in database.execute("SELECT replication FROM replications")}
        except sqlite3.Error:
            return set()

    def test_killed_at_fifty_random_moments(self):
        chance = random.Random(20181021)
        there, landed, began = set(), 0, time.monotonic()
        while landed < 50 and time.monotonic() - began < 200:
            process = self.start(*self.words, "--db", "killed.db", "--json", "never.json")
            wait = chance.uniform(0.02, 0.7)
            time.sleep(wait)
            seen, looked = self.peek("killed.db"), time.time()
            written = os.path.getmtime(self.folder / "killed.db") if (self.folder / "killed.db").exists() else looked
            process.send_signal(signal.SIGKILL)
            process.communicate()
            landed += process.returncode == -signal.SIGKILL
            if not (self.folder / "killed.db").exists():
                continue
            found = self.sound("killed.db")
            # What was committed stays; what was finished longer than a flush ago had been committed.
            self.assertLessEqual(seen, found)
            self.assertLessEqual(there, found)
            if seen > there:
                self.assertLess(looked - written, FLUSH_S + LATE_S)
            there = found
            if process.returncode == 0:
                break
        self.assertGreaterEqual(landed, 40, "most kills found it at work")
        self.assertGreater(len(there), 0)
        self.good(*self.words, "--db", "killed.db", "--json", "resumed.json")
        self.good(*self.words, "--json", "calm.json")
        self.assertEqual((self.folder / "resumed.json").read_bytes(), (self.folder / "calm.json").read_bytes())
        self.assertEqual(self.sound("killed.db"), set(range(600)))

    def test_two_at_one_file_take_turns(self):
        words = [word if word != "600" else "60" for word in self.words] + ["--db", "shared.db"]
        pair = [self.start(*words, "--json", f"{name}.json") for name in "ab"]
        for process in pair:
            _, err = process.communicate(timeout=120)
            self.assertEqual((process.returncode, err), (0, ""))
        self.assertEqual((self.folder / "a.json").read_bytes(), (self.folder / "b.json").read_bytes())
        self.good(*[word for word in words if word not in ("--db", "shared.db")], "--json", "alone.json")
        self.assertEqual((self.folder / "a.json").read_bytes(), (self.folder / "alone.json").read_bytes())
        self.assertEqual(self.sound("shared.db"), set(range(60)))

    def test_a_full_file_system_and_space_again(self):
        words = [word if word != "600" else "150" for word in self.words]
        disk = self.folder / "disk"
        disk.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", disk], capture_output=True).returncode != 0:
            self.skipTest("needs a file system of its own: run as root where mounting is allowed")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        code, _, err = self.call(*words, "--db", "disk/full.db")
        self.assertEqual(code, 1)
        self.assertIn("full.db", err)
        self.assertIn("kept", err)
        there = self.sound("disk/full.db")
        self.assertGreater(len(there), 0)
        self.assertLess(len(there), 150)
        subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
        self.good(*words, "--db", "disk/full.db", "--json", "resumed.json")
        self.good(*words, "--json", "calm.json")
        self.assertEqual((self.folder / "resumed.json").read_bytes(), (self.folder / "calm.json").read_bytes())


if __name__ == "__main__":
    unittest.main()
