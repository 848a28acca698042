"""The whole program, as a shell starts it: wall time of many short replications, and memory after many customers.

    python3 tests/bench/whole_program.py build/release/counterless [ROUNDS]

Prints, judges nothing. Start-up (a dynamic linker that loads SimGrid) is in every figure; `--version` shows how much of it there is.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def queue(replications, horizon_min):
    return {"name": "bench", "demand": {"streams": {"all": {"to": "hall", "rate": "7.2 / min"}}},
            "centres": {"hall": {"stations": {"counter": {"agents": 8, "service": {"law": "exponential", "mean": "1 min"}}}}},
            "study": {"seed": 1, "series": "typical_day", "replications": replications, "horizon": f"{horizon_min} min"}}


def run(command):
    """Wall seconds, CPU seconds and peak memory in MB of a command and its children."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(what, command, rounds):
    runs = [run(command) for _ in range(rounds)]
    wall, cpu, memory = (sorted(column) for column in zip(*runs))
    print(f"{what:<52} wall {statistics.median(wall):.3f} s [{wall[0]:.3f}..{wall[-1]:.3f}]"
          f"   CPU {statistics.median(cpu):.3f} s   peak {statistics.median(memory):.1f} MB")
    return statistics.median(memory)


def main(program, rounds):
    with tempfile.TemporaryDirectory() as folder:
        def stated(name, scenario):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                json.dump(scenario, file)
            return path
        idle = show("counterless --version", [program, "--version"], rounds)
        short = stated("short.json", queue(100, 3000 / 7.2))
        show("100 replications of 3,000 customers, 2 workers", [program, "run", short, "--quiet", "--workers", "2"], rounds)
        long = stated("long.json", queue(1, 10_000_000 / 7.2))
        for what, options in (("10 million served", []), ("10 million served, in one process", ["--replay", "0"])):
            memory = show(what, [program, "run", long, "--quiet", *options], 1)
            print(f"{'':<52} {memory - idle:.1f} MB above --version")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 9)
