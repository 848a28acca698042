"""The claims once more, in the build with AddressSanitizer and UBSan. Skipped (77) where tests/run has not made that build."""
import subprocess
import sys
from pathlib import Path


def main(root, ctest):
    build = Path(root) / "build/sanitize"
    if not (build / "build.ninja").exists():
        print("no sanitize build here: tests/run makes it")
        return 77
    return subprocess.run([ctest, "--test-dir", build, "-R", "_test$", "--output-on-failure", "--no-tests=error"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
