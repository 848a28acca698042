"""A second reader: clang-tidy over the rooms' sources, with the checks of .clang-tidy, every finding an error.

A source is read again only if it, a header, the checks or its command changed since it was last found clean; the marks lie in
BUILD/tidy. Many sources are read in groups, pasted into one text, since most of the time goes into the headers they share; what
is found is told by source and line. Where a text does not compile, its sources are read one by one. The time is bounded: what was
not reached by then is named, and the test fails. Skipped (77) without the tool.
The reader itself is proven by faults planted in a source of its own: one that it passes over is the fault.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import together

ROOMS = ("models/", "scenarios/", "sim/", "results/")
TIME_S = 1500       # all together; the test's own limit in house.cmake is a little above
ONE_TIME_S = 300    # one source
CONFIG = Path(__file__).resolve().parents[2] / ".clang-tidy"
FEW, MOST = 6, 10   # as few sources are read alone; at most so many together
NOT_READ = ("-O", "-W", "-flto", "-ffat-lto")   # flags that are nothing to a reader

# Check and a fault it must see; the analyzer's are to be found across calls, and behind more branches than can be combined.
FAULTS = {
    "bugprone-use-after-move": "#include <string>\n#include <utility>\n"
                               "std::size_t twice(std::string a) { std::string b = std::move(a); return a.size() + b.size(); }\n",
    "clang-analyzer-core.NullDereference": "static int held(const int* at) { return *at; }\n"
                                           "int value(int n) {\n    const int* at = n > 3 ? &n : nullptr;\n    return n < 2 ? held(at) : 0;\n}\n",
    "clang-analyzer-core.DivideZero": "int last(const int* in, int n) {\n    int sum = 0;\n"
                                      + "".join(f"    if (in[{i}] > {i}) sum += in[{i}];\n" for i in range(24))
                                      + "    if (n == 0) return sum / n;\n    return sum;\n}\n",
    "clang-analyzer-cplusplus.NewDeleteLeaks": "#include <vector>\nint size(const std::vector<int>& all) {\n    int* copy = new int(0);\n"
                                               "    for (const int one : all) *copy += one;\n    return *copy;\n}\n",
    "clang-analyzer-deadcode.DeadStores": "int count(int n) {\n    int seen = n + 1;\n    seen = n + 2;\n    return seen;\n}\n",
    "readability-function-size": "int much(int n) {\n" + "    ++n;\n" * 70 + "    return n;\n}\n",
}


def sources(root, folder):
    """Source and compile command, the largest source first so that the last one to finish is a short one."""
    commands = json.loads((folder / "compile_commands.json").read_text())
    ours = [c for c in commands if c["file"].endswith(".cpp") and os.path.relpath(c["file"], root).startswith(ROOMS)]
    return sorted(((Path(c["file"]), c["command"]) for c in ours), key=lambda c: -c[0].stat().st_size)


def commands(root, build):
    """A folder with the command of each source alone, whether the build takes them in groups or not: set up, never built."""
    folder = build / "tidy" / "alone"
    subprocess.run(["cmake", "-S", root, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DCOUNTERLESS_TESTS=OFF"], check=True,
                   stdout=subprocess.DEVNULL)
    return folder


def fingerprint(root):
    """Of what every source depends on: the tool, the checks, all headers of ours."""
    digest = hashlib.sha256(subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout)
    headers = [p for room in ROOMS for p in sorted((root / room).rglob("*.hpp"))]
    for path in [root / ".clang-tidy", *headers]:
        digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()


def tidy(words, limit):
    """Findings as text; empty when clean, None when there was no time left."""
    if limit <= 0:
        return None
    try:
        # -w: gcc already is the first reader of warnings.
        done = subprocess.run(["clang-tidy", "--quiet", f"--config-file={CONFIG}", "--extra-arg=-w", *words], capture_output=True,
                              text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return None
    return (done.stdout or done.stderr or f"clang-tidy ended with {done.returncode}") if done.returncode else ""


def read(sources, flags, build, deadline):
    """Pairs of a source and what was found there."""
    if len(sources) == 1:
        return [(sources[0], tidy(["-p", build / "tidy" / "alone", sources[0]], min(deadline - time.monotonic(), ONE_TIME_S)))]
    with tempfile.NamedTemporaryFile("w", suffix=".cpp", dir=build / "tidy", encoding="utf-8") as pasted:
        lines = []     # of the pasted text: source and its own number
        for source in sources:
            text = source.read_text(encoding="utf-8").splitlines()
            lines += [(source, number) for number in range(1, len(text) + 1)]
            pasted.write("\n".join(text) + "\n")
        pasted.flush()
        found = tidy([pasted.name, "--", *flags], deadline - time.monotonic())
        if found and "clang-diagnostic-error" in found:
            return [one for source in sources for one in read([source], flags, build, deadline)]
        place = re.compile(re.escape(pasted.name) + r":(\d+)")
        found = found and place.sub(lambda match: "{}:{}".format(*lines[int(match.group(1)) - 1]), found)
    return [(source, found) for source in sources]


def batches(root, known):
    """Sources that are read together, and their flags."""
    by_flags = {}
    for source, (_, command) in known.items():
        words = shlex.split(command)[1:]
        flags = [word for place, word in enumerate(words) if word not in ("-o", "-c") and (place == 0 or words[place - 1] not in ("-o", "-c"))
                 and not word.startswith(NOT_READ)]
        by_flags.setdefault((source.relative_to(root).parts[0], *flags), []).append(source)
    most = MOST if len(known) > FEW else 1
    return [(group, key[1:]) for key, sources in by_flags.items() for group in together.groups(root, most, sources)]


def overlooked(build):
    """The planted faults that are not found, or not where they are, when all are read in one text."""
    with tempfile.TemporaryDirectory() as folder:
        planted = {Path(folder) / f"{number}.cpp": check for number, check in enumerate(FAULTS)}
        for source, check in planted.items():
            source.write_text(FAULTS[check], encoding="utf-8")
        found = read(list(planted), ["-std=c++20"], build, time.monotonic() + ONE_TIME_S)[0][1] or "nothing"
        for source, check in planted.items():
            if not re.search(rf"^{re.escape(str(source))}:\d+:.*\[{re.escape(check)}", found, re.MULTILINE):
                yield f"not found: the planted fault of {check}"


def main(root, build):
    if not shutil.which("clang-tidy"):
        print("no clang-tidy here")
        return 77
    marks = build / "tidy"
    marks.mkdir(exist_ok=True)
    if blind := list(overlooked(build)):
        print("\n".join(blind))
        return 1
    common, deadline = fingerprint(root), time.monotonic() + TIME_S
    known = {}
    for source, command in sources(root, commands(root, build)):
        mark = marks / hashlib.sha256(common + command.encode() + source.read_bytes()).hexdigest()
        if not mark.exists():
            known[source] = (mark, command)
    work = sorted(batches(root, known), key=lambda batch: -sum(source.stat().st_size for source in batch[0]))
    told = set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in pool.map(lambda batch: read(*batch, build, deadline), work):
            for source, found in done:
                if found == "":
                    known[source][0].touch()
                else:
                    told.add(f"{source}: not read in time" if found is None else found)
    print("\n".join([*told, f"{len(known)} sources read in {len(work)} texts, {len(told)} with findings"]))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
