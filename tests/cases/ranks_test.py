"""The same commands under mpirun: the same answer to the byte, whatever becomes of a rank. Says so and skips where there is no MPI."""
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unittest
from pathlib import Path

from command import PROGRAM, TOWN, WEEK, Command

LAUNCHER = PROGRAM.parent / "counterless-mpi"
if not LAUNCHER.exists() or not shutil.which("mpirun"):
    print("skipped: " + ("counterless-mpi was built without MPI" if shutil.which("mpirun") else "there is no mpirun"))
    sys.exit(0)

ENVIRONMENT = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(child) for child in file.read().split()]
    except OSError:
        return []


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


class Ranks(Command):
    LONG = ["run", "queue.json", "--set", "/study/horizon=40000 min", "--replications", "250", "--quiet"]

    def mpirun(self, *words, ranks=3):
        return subprocess.Popen(["mpirun", "--oversubscribe", "-n", str(ranks), LAUNCHER, *map(str, words)], cwd=self.folder, env=ENVIRONMENT,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def ranks(self, *words, ranks=3):
        process = self.mpirun(*words, ranks=ranks)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def bytes(self, name):
        return (self.folder / name).read_bytes()

    def wait_for(self, what):
        for _ in range(3000):
            found = what()
            if found:
                return found
            time.sleep(0.01)
        self.fail("waited in vain")

    def stored(self, name):
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.folder}/{name}?mode=ro", uri=True)) as database:
                return database.execute("SELECT count(*) FROM replications").fetchone()[0]
        except sqlite3.Error:
            return 0

    def launchers(self, process):
        return [one for one in children(process.pid) if b"counterless-mpi" in Path(f"/proc/{one}/cmdline").read_bytes()]

    def test_the_same_bytes_as_one_machine(self):
        scenario = self.uncertain()
        for words in (["run", WEEK], ["run", TOWN, "--replications", "4"], ["run", scenario]):
            self.good(*words, "--quiet", "--json", "alone.json")
            for ranks in (1, 3):
                code, out, err = self.ranks(*words, "--json", "ranks.json", ranks=ranks)
                self.assertEqual((code, err), (0, ""))
                self.assertEqual(out.count(" visits; "), 1)      # one answer, of the head
                self.assertEqual(self.bytes("ranks.json"), self.bytes("alone.json"))

    def test_sweep_and_compare_under_ranks(self):
        for words in self.studies():
            self.good(*words, "--quiet", "--json", "alone.json", "--workers", "1")
            for workers in (1, 2):
                code, _, err = self.ranks(*words, "--quiet", "--workers", str(workers), "--json", "ranks.json", ranks=3)
                self.assertEqual((code, err), (0, ""), words)
                self.same("ranks.json", "alone.json")

    def test_a_warm_up_found_by_pilots_and_several_processes_a_rank(self):
        self.queue()
        words = ["run", "queue.json", "--set", "/study/warmup=auto", "--replications", "40", "--quiet"]
        self.good(*words, "--json", "alone.json")
        code, _, err = self.ranks(*words, "--workers", "2", "--json", "ranks.json")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(self.bytes("ranks.json"), self.bytes("alone.json"))

    def test_a_database_and_shards_under_ranks(self):
        code, _, err = self.ranks("run", WEEK, "--quiet", "--db", "week.db", "--json", "ranks.json")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(self.stored("week.db"), 12)
        self.assertIn("(6 from the database)", self.ranks("run", WEEK, "--db", "week.db")[1])
        for shard in (1, 2):
            self.assertEqual(self.ranks("run", WEEK, "--shard", f"{shard}/2", "--db", f"{shard}.db", ranks=2)[0], 0)
        self.good("merge", "all.db", "1.db", "2.db")
        self.good("run", WEEK, "--db", "all.db", "--json", "merged.json", "--quiet")
        self.assertEqual(self.bytes("merged.json"), self.bytes("ranks.json"))

    def test_what_needs_no_ranks_and_what_is_wrong_is_said_once(self):
        self.assertEqual(self.ranks("--version"), (0, self.good("--version"), ""))
        code, out, err = self.ranks("run", "none.json", "--workers", "0")
        self.assertEqual((code, out), (2, ""))
        self.assertEqual(err.count("--workers: found"), 1)
        self.queue(top=', "targets": { "service": { "measure": "service_level@10min/offered", "of": "all", "at_least": 0.9999 } }')
        self.assertEqual(self.ranks("run", "queue.json", "--quiet", "--set", "/centres/hall/stations/counter/agents=1")[0], 3)

    def test_a_server_that_dies_costs_only_what_it_had_in_hand(self):
        self.queue()
        process = self.mpirun(*self.LONG, "--db", "killed.db", "--json", "killed.json")
        self.wait_for(lambda: self.stored("killed.db") > 5)
        server = children(self.launchers(process)[-1])[0]
        os.kill(server, signal.SIGKILL)
        _, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 0, err)
        self.assertIn("Killed; it is started again", err)
        self.good(*self.LONG, "--json", "alone.json")
        self.assertEqual(self.bytes("killed.json"), self.bytes("alone.json"))

    def test_a_rank_that_dies_ends_the_run_and_loses_nothing(self):
        self.queue()
        process = self.mpirun(*self.LONG, "--db", "dead.db", "--json", "dead.json")
        self.wait_for(lambda: self.stored("dead.db") > 5)
        before = self.stored("dead.db")
        os.kill(self.launchers(process)[-1], signal.SIGKILL)
        _, err = process.communicate(timeout=120)
        self.assertNotEqual(process.returncode, 0)
        # mpirun gives the head a second to speak; after that it speaks alone.
        self.assertRegex(err, "250 replications.*the same command goes on from there|rank 2 .* exited on signal 9")
        with contextlib.closing(sqlite3.connect(self.folder / "dead.db")) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertGreaterEqual(self.stored("dead.db"), before)
        self.good(*self.LONG, "--db", "dead.db", "--json", "resumed.json")
        self.good(*self.LONG, "--json", "alone.json")
        self.assertEqual(self.bytes("resumed.json"), self.bytes("alone.json"))

    def test_ctrl_c_keeps_what_is_finished(self):
        self.queue()
        process = self.mpirun(*self.LONG, "--db", "stopped.db")
        self.wait_for(lambda: self.stored("stopped.db") > 5)
        started = [one for launcher in self.launchers(process) for one in [launcher, *children(launcher)]]
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("interrupted after", err)
        self.assertGreater(self.stored("stopped.db"), 5)
        self.wait_for(lambda: not [one for one in started if alive(one)])

    def test_the_launcher_links_no_simgrid(self):
        linked = subprocess.run(["ldd", LAUNCHER], capture_output=True, text=True, check=True).stdout
        self.assertIn("libmpi", linked)
        self.assertNotIn("simgrid", linked)


if __name__ == "__main__":
    unittest.main()
