"""The installed library is enough to build on: the examples of docs/reference, as they stand there, against an installed copy."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# What each page's example prints: M/M/8 at 0.9 load by Erlang's formula; a row whose warm-up and mean are known by construction;
# a rate of log 2, 0.693, within its interval.
EXAMPLES = {"calibrate.md": r"^rate 0\.70 per year, 95 % from 0\.69 to 0\.71$", "theory.md": r"^0\.7015 52\.61$", "analyse.md": r"^50 rows of warm-up, mean 4\.5 \+- 0\.0$"}


def block(page, language):
    return re.search(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL).group(1)


def run(*words, **options):
    done = subprocess.run(words, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main(root, build):
    reference = root / "docs/reference"
    with tempfile.TemporaryDirectory() as folder:
        prefix, work = Path(folder) / "installed", Path(folder) / "example"
        run("cmake", "--install", build, "--prefix", prefix, "--component", "library")
        for page, expected in EXAMPLES.items():
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
            (work / "CMakeLists.txt").write_text(block(reference / "library.md", "cmake"))
            (work / "example.cpp").write_text(block(reference / page, "cpp"))
            run("cmake", "-S", work, "-B", work / "build", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Release")
            run("cmake", "--build", work / "build")
            said = run(work / "build/example").strip()
            if not re.search(expected, said):
                sys.exit(f"{page}: its example says {said!r}, expected {expected}")
            print(f"{page}: {said}")
    return 0


if __name__ == "__main__":
    os.environ.pop("DESTDIR", None)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
