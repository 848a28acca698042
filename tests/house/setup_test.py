"""The set-up of ./counterless, tried in a checkout of stand-ins: cmake, apt-get and dpkg-query are small scripts here that
write down how they were called, so nothing is installed and nothing is compiled.
"""
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(sys.argv.pop(1) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]).resolve()
BUILT = """#!/bin/sh
mkdir -p build/release
[ ! -e broken ] || { echo "planted.cpp:1: error: no"; exit 1; }
case "$*" in
  --preset*) echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" > build/release/CMakeCache.txt; : > build/release/build.ninja ;;
  *) printf '#!/bin/sh\\necho "at $PWD with $*"\\nexit 3\\n' > build/release/counterless; chmod +x build/release/counterless ;;
esac
echo "cmake $*" >> calls
"""


class SetUp(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = Path(folder.name) / "a checkout"
        self.tools = Path(folder.name) / "tools"
        for path in (self.top / ".ci", self.tools, self.top / "elsewhere", self.top / "scenarios/library"):
            path.mkdir(parents=True)
        os.chmod(folder.name, 0o777)
        for name in ("counterless", ".ci/setup.sh", ".ci/packages"):
            shutil.copy(ROOT / name, self.top / name)
        for room in ("models", "sim", "results"):
            (self.top / room).mkdir()
        for name in ("models/a.cpp", "CMakeLists.txt", "CMakePresets.json"):
            (self.top / name).write_text("")
        self.tool("cmake", BUILT)
        self.tool("apt-get", f'#!/bin/sh\necho "apt-get $*" >> "{self.top}/calls"\ncase "$*" in install*) touch "{self.tools}/all" ;; esac\n')
        # Installed is what stands in the list, less libfmt-dev until apt-get has come by.
        self.tool("dpkg-query", f"#!/bin/sh\nawk '$1 ~ /run|test/ {{print $2 \":amd64|installed|\"}}' \"{self.top}/.ci/packages\" |\n"
                                f'  if [ -e "{self.tools}/all" ]; then cat; else grep -v libfmt; fi\n')
        for name in ("g++", "ninja", "node", "npm", "pkg-config"):
            self.tool(name, "#!/bin/sh\n")
        (self.tools / "all").touch()
        self.settle()

    def tool(self, name, text):
        (self.tools / name).write_text(text)
        (self.tools / name).chmod(0o755)

    def settle(self):
        """Lets the clock of the file system move on, so that what is written next is younger."""
        time.sleep(0.02)

    def call(self, *arguments, user=None):
        """Runs the wrapper from another folder, without a terminal. Gives the result and how the stand-ins were called."""
        calls = self.top / "calls"
        calls.unlink(missing_ok=True)
        command = [str(self.top / "counterless"), *arguments]
        if user:
            command = ["setpriv", f"--reuid={user}", "--clear-groups", *command]
        environment = {"PATH": f"{self.tools}:/usr/bin:/bin", "HOME": "/"}
        done = subprocess.run(command, cwd=self.top / "elsewhere", env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=60, check=False)
        return done, calls.read_text().splitlines() if calls.exists() else []

    def test_the_first_call_builds_and_the_program_sees_the_callers_folder(self):
        done, calls = self.call("run", "x y.json")
        self.assertEqual(done.stdout, f"at {self.top}/elsewhere with run x y.json\n")
        self.assertEqual(done.returncode, 3, "the program's own exit code comes through")
        self.assertEqual(len(calls), 2)
        self.assertIn("-DCOUNTERLESS_TOGETHER=ON", calls[0])
        self.assertIn("--target counterless", calls[1])

    def test_a_folder_that_was_set_up_otherwise_stays_as_it_is(self):
        (self.top / "build/release").mkdir(parents=True)
        (self.top / "build/release/build.ninja").touch()
        self.assertEqual([call for call in self.call()[1] if "TOGETHER" in call], [])

    def test_a_later_call_builds_nothing(self):
        self.call()
        done, calls = self.call("--version")
        self.assertEqual((calls, done.stderr), ([], ""))

    def test_a_changed_source_is_built_and_a_scenario_is_not_a_source(self):
        self.call()
        self.settle()
        (self.top / "scenarios/library/mine.json").write_text("{}")
        self.assertEqual(self.call()[1], [])
        (self.top / "models/a.cpp").write_text("int a;")
        self.assertEqual(len(self.call()[1]), 1)
        self.assertEqual(self.call()[1], [])

    def test_a_removed_source_is_noticed(self):
        self.call()
        self.settle()
        (self.top / "models/a.cpp").unlink()
        self.assertEqual(len(self.call()[1]), 1)

    def test_a_moved_checkout_starts_afresh(self):
        self.call()
        moved = self.top.with_name("moved")
        self.top.rename(moved)
        self.top = moved
        done, calls = self.call()
        self.assertEqual(done.returncode, 3)
        self.assertEqual(len(calls), 2)

    def test_a_failed_build_is_shown_and_tried_again(self):
        (self.top / "broken").touch()
        done, _ = self.call()
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("planted.cpp:1: error: no", done.stderr)
        (self.top / "broken").unlink()
        self.assertEqual(self.call()[0].returncode, 3)

    @unittest.skipUnless(os.geteuid() == 0, "needs root")
    def test_root_gets_the_missing_packages_installed(self):
        (self.tools / "all").unlink()
        done, calls = self.call()
        self.assertEqual(done.returncode, 3)
        self.assertIn("missing: libfmt-dev\n", done.stderr)
        self.assertEqual(calls[1], "apt-get install -y --no-install-recommends libfmt-dev")

    def test_another_user_without_a_terminal_is_told_the_command(self):
        (self.tools / "all").unlink()
        for path in (self.top, *self.top.rglob("*")):
            path.chmod(0o777)
        done, calls = self.call(user=65534 if os.geteuid() == 0 else None)
        self.assertEqual((done.returncode, done.stdout, calls), (1, "", []))
        self.assertIn("  apt-get update && apt-get install -y --no-install-recommends libfmt-dev\n", done.stderr)

    def asked(self, answer):
        """Another user at a terminal, who gives this answer. Gives what the terminal showed and how the stand-ins were called."""
        (self.tools / "all").unlink()
        self.tool("sudo", f'#!/bin/sh\necho "sudo $*" >> "{self.top}/calls"\n[ "$1" = -v ] || exec "$@"\n')
        for path in (self.tools, self.top, *self.top.rglob("*")):
            path.chmod(0o777)
        ours, theirs = pty.openpty()
        os.write(ours, answer.encode())
        drop = ["setpriv", "--reuid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        environment = {"PATH": f"{self.tools}:/usr/bin:/bin", "HOME": "/"}
        done = subprocess.run([*drop, str(self.top / "counterless")], cwd=self.top, env=environment, stdin=theirs, stdout=theirs,
                              stderr=theirs, timeout=60, check=False)
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:   # Linux says so when the other end is closed and all is read
            pass
        os.close(ours)
        calls = self.top / "calls"
        return done.returncode, shown.decode(), calls.read_text().splitlines() if calls.exists() else []

    def test_at_a_terminal_sudo_comes_after_a_yes(self):
        status, shown, calls = self.asked("y\n")
        self.assertEqual(status, 3, shown)
        self.assertIn("install them now, with sudo? [y/N]", shown)
        self.assertEqual(calls[:2], ["sudo -v", "sudo apt-get update"])

    def test_at_a_terminal_a_no_installs_nothing(self):
        status, shown, calls = self.asked("\n")
        self.assertEqual((status, calls), (1, []))
        self.assertIn("apt-get install -y --no-install-recommends libfmt-dev", shown)

    def test_the_list_names_each_package_once(self):
        lines = [line.split() for line in (ROOT / ".ci/packages").read_text().splitlines() if line and not line.startswith("#")]
        self.assertTrue(all(line[0] in ("run", "test") and len(line) > 3 for line in lines))
        self.assertEqual(len({line[1] for line in lines}), len(lines))


if __name__ == "__main__":
    unittest.main()
