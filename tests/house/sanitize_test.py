"""The claims once more, in the build with AddressSanitizer and UBSan; but for those of the suite "repeats", which live through the
same code a hundred times to count how often something holds. Skipped (77) where tests/run has not made that build."""
import subprocess
import sys
from pathlib import Path


def main(root, claims):
    build = Path(root) / "build/sanitize"
    if not (build / "build.ninja").exists():
        print("no sanitize build here: tests/run makes it")
        return 77
    program = build / "tests" / claims
    if not program.exists():
        print(f"{program} is missing")
        return 1
    return subprocess.run([program, "--test-suite-exclude=repeats"], cwd=build, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
