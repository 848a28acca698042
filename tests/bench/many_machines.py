"""What more workers and more machines cost and bring, measured on this one: `python3 tests/bench/many_machines.py PROGRAM [PART ...]`.

efficiency  the ordinary week with one worker and with two, in turns: wall time, and the gain of the second
replication processor seconds and bytes of a replication of the ordinary week; seconds to read it; memory of the head for each
letters     replications of almost nothing through a nursery and through ranks: how many a second the machinery carries
commits     rows of that size into a database by the program's own rhythm, and without a pause
"""
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(sys.argv[1]).resolve()
LAUNCHER = PROGRAM.parent / "counterless-mpi"
PARTS = sys.argv[2:] or ["efficiency", "replication", "letters", "commits"]
LIBRARY = Path(__file__).resolve().parents[2] / "scenarios/library"
WEEK = [LIBRARY / "ordinary-week-2018.json", "--set", "/channels/*/fidelity=pool", "--no-baseline", "--quiet"]
TINY = """{ "name": "tiny", "demand": { "streams": { "all": { "to": "hall", "rate": "1 / min" } } },
  "centres": { "hall": { "stations": { "counter": { "agents": 2, "service": { "law": "exponential", "mean": "1 min" } } } } },
  "study": { "horizon": "30 min", "seed": 1 } }"""
ENVIRONMENT = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}


def timed(words, folder):
    """Wall seconds, processor seconds of it and its children, its peak in bytes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen([str(word) for word in words], cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            peak = max(peak, *(int(line.split()[1]) * 1024 for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("VmHWM")))
        except (OSError, TypeError, ValueError):
            pass
        time.sleep(0.02)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0, words
    return time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak


def efficiency(folder):
    gains = []
    print(f"load average at the start {os.getloadavg()[0]:.1f}")
    for pair in range(3):
        one, two = (timed([PROGRAM, "run", *WEEK, "--replications", 24, "--workers", workers], folder) for workers in (1, 2))
        gains.append(one[0] / two[0])
        print(f"pair {pair + 1}: one worker {one[0]:.1f} s (processor {one[1]:.1f} s), two {two[0]:.1f} s ({two[1]:.1f} s): {gains[-1]:.2f} times")
    print(f"median {statistics.median(gains):.2f} times; load average at the end {os.getloadavg()[0]:.1f}")


def replication(folder):
    few, many = (timed([PROGRAM, "run", *WEEK, "--replications", n, "--workers", 1, "--db", f"{n}.db"], folder) for n in (4, 40))
    rows = sqlite3.connect(f"{folder}/40.db").execute("SELECT avg(length(summary)) FROM replications").fetchone()[0]
    print(f"processor {(many[1] - few[1]) / 36:.3f} s a replication; summary {rows:,.0f} bytes, "
          f"database {(os.path.getsize(f'{folder}/40.db') - os.path.getsize(f'{folder}/4.db')) / 36:,.0f}; "
          f"memory of the head {(many[2] - few[2]) / 36:,.0f} bytes a replication")
    print(f"reading it and beginning: {timed([PROGRAM, 'check', WEEK[0]], folder)[1]:.3f} s")


def letters(folder):
    Path(folder, "tiny.json").write_text(TINY)
    words = ["run", "tiny.json", "--replications", 20000, "--quiet"]
    for name, command in {"nursery, 1 worker": [PROGRAM, *words, "--workers", 1], "nursery, 2 workers": [PROGRAM, *words, "--workers", 2],
                          "2 ranks": ["mpirun", "--oversubscribe", "-n", 2, LAUNCHER, *words], "8 ranks": ["mpirun", "--oversubscribe", "-n", 8, LAUNCHER, *words]}.items():
        if command[0] == "mpirun" and not (LAUNCHER.exists() and shutil.which("mpirun")):
            continue
        wall, processor, _ = timed(command, folder)
        print(f"{name}: 20,000 replications of nothing in {wall:.1f} s, {20000 / wall:,.0f} a second; processor {processor:.1f} s")


def commits(folder):
    row = os.urandom(150_000)
    for name, batch in {"each row alone": 1, "forty rows at once": 40}.items():
        database = sqlite3.connect(f"{folder}/{batch}.sqlite", isolation_level=None)
        database.execute("PRAGMA journal_mode = TRUNCATE")
        database.execute("CREATE TABLE replications(study INTEGER, replication INTEGER, summary BLOB, PRIMARY KEY(study, replication))")
        began, count = time.monotonic(), 0
        while time.monotonic() - began < 5:
            database.execute("BEGIN IMMEDIATE")
            for _ in range(batch):
                database.execute("INSERT INTO replications VALUES(1, ?, ?)", (count, row))
                count += 1
            database.execute("COMMIT")
        print(f"{name}: {count / (time.monotonic() - began):,.0f} rows of 150,000 bytes a second")
        database.close()


with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as scratch:
    for part in PARTS:
        print(f"== {part}")
        {"efficiency": efficiency, "replication": replication, "letters": letters, "commits": commits}[part](scratch)
