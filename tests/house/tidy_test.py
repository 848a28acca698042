"""A second reader: clang-tidy over the rooms' sources, with the checks of .clang-tidy, every finding an error.

A source is read again only if it, a header, the checks or its command changed since it was last found clean; the marks lie in
BUILD/tidy. The time is bounded: what was not reached by then is named, and the test fails. Skipped (77) without the tool.
"""
import concurrent.futures
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOMS = ("models/", "scenarios/", "sim/", "results/")
TIME_S = 1500       # all together; the test's own limit in house.cmake is a little above
ONE_TIME_S = 300    # one source


def sources(root, build):
    """Source and compile command, the largest source first so that the last one to finish is a short one."""
    commands = json.loads((build / "compile_commands.json").read_text())
    ours = [c for c in commands if c["file"].endswith(".cpp") and os.path.relpath(c["file"], root).startswith(ROOMS)]
    return sorted(((Path(c["file"]), c["command"]) for c in ours), key=lambda c: -c[0].stat().st_size)


def fingerprint(root):
    """Of what every source depends on: the tool, the checks, all headers of ours."""
    digest = hashlib.sha256(subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout)
    headers = [p for room in ROOMS for p in sorted((root / room).rglob("*.hpp"))]
    for path in [root / ".clang-tidy", *headers]:
        digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()


def read(source, build, deadline):
    """Findings as text; empty when clean, None when there was no time left."""
    left = min(deadline - time.monotonic(), ONE_TIME_S)
    if left <= 0:
        return None
    try:
        # -w: gcc already is the first reader of warnings.
        done = subprocess.run(["clang-tidy", "-p", build, "--quiet", "--extra-arg=-w", source], capture_output=True, text=True,
                              timeout=left, check=False)
    except subprocess.TimeoutExpired:
        return None
    return (done.stdout or done.stderr or f"clang-tidy ended with {done.returncode}") if done.returncode else ""


def main(root, build):
    if not shutil.which("clang-tidy"):
        print("no clang-tidy here")
        return 77
    marks = build / "tidy"
    marks.mkdir(exist_ok=True)
    common, deadline = fingerprint(root), time.monotonic() + TIME_S
    known = {}
    for source, command in sources(root, build):
        mark = marks / hashlib.sha256(common + command.encode() + source.read_bytes()).hexdigest()
        if not mark.exists():
            known[source] = mark
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, found in zip(known, pool.map(lambda s: read(s, build, deadline), known)):
            if found == "":
                known[source].touch()
                continue
            failed += 1
            print(f"{source}: not read in time" if found is None else found)
    print(f"{len(known)} sources read, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
