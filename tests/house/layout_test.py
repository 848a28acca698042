"""The layout: models <- scenarios <- sim <- results, results/cli on top, and what stands only where.

Each rule is a function from a tree to complaints. The tree of this repository must raise none; then each rule is proven
by planting its fault in a copy of the tree: a rule that stays silent there is itself the fault.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOMS = ["models", "scenarios", "sim", "results", "results/cli"]  # a room includes from itself and from rooms before it
TOP_LEVEL = {"models", "scenarios", "sim", "results", "tests", "docs", "counterless", "README.md", "LICENSE", "CITATION.cff",
             "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json"}
# Slow to compile, so never in a header: prefix of the include, the only places for it, and how many sources may have it.
HEAVY = {"Eigen/": (r"models/", 6), "boost/math/": (r"models/|results/", 13), "nlopt": (r"models/maximise", 1), "nlohmann/json.hpp": (r"scenarios/|results/", 44),
         "CLI/": (r"results/cli/", 20), "SQLiteCpp/": (r"results/store", 5), "pugixml.hpp": (r"scenarios/platform_screen", 1)}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.MULTILINE)
# Comments, strings (raw ones first) and characters are not code.
NOT_CODE = re.compile(r'''//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])[']''', re.DOTALL)
PRINTING = re.compile(r"std::(?:cout|cerr|clog|exit|quick_exit|puts|perror|putchar)\b|(?<![\w.>])(?:printf|vprintf|puts|putchar|perror)\s*\("
                      r"|(?:fprintf|fputs|fwrite)\s*\([^;]*\bstd(?:out|err)\b|fmt::print\b|\bSTD(?:OUT|ERR)_FILENO\b"
                      r"|(?<![\w.>:_])exit\s*\(|\bEXIT_(?:SUCCESS|FAILURE)\b")
SIMGRID = re.compile(r"\bsimgrid::|\bsimgrid/|\bxbt[_/]|\bsg_\w+\s*\(")


class Tree:
    """The C++ files of the rooms: text, includes, and which room and unit each belongs to."""

    def __init__(self, root):
        self.root = Path(root)
        self.text = {}
        for room in ("models", "scenarios", "sim", "results"):
            for path in sorted((self.root / room).rglob("*")):
                if path.suffix in (".hpp", ".cpp") and path.is_file():
                    self.text[path.relative_to(self.root).as_posix()] = path.read_text(encoding="utf-8")
        self.includes = {name: INCLUDE.findall(text) for name, text in self.text.items()}

    def code(self, name):
        """Without comments and strings, but with includes and line numbers kept."""
        def blank(match):
            return "\n" * match.group().count("\n")
        return NOT_CODE.sub(blank, self.text[name])

    def own_includes(self, name):
        return [target for mark, target in self.includes[name] if mark == '"']


def room(name):
    return "results/cli" if name.startswith("results/cli/") else name.split("/")[0]


def unit(name):
    return re.sub(r"\.(hpp|cpp)$", "", name)


def upward_includes(tree):
    for name in tree.text:
        for target in tree.own_includes(name):
            if room(target) not in ROOMS:
                yield f'{name}: includes "{target}", expected a path from the root'
            elif ROOMS.index(room(target)) > ROOMS.index(room(name)):
                yield f"{name}: includes {target} from the room above"


def results_look_into_sim(tree):
    """Of sim, results may see only the record, not even through another header; so results compile without SimGrid."""
    for name in tree.text:
        if room(name) != "results":
            continue
        seen, todo = set(), [name]
        while todo:
            for target in tree.own_includes(todo.pop()):
                if room(target) == "sim" and target != "sim/record.hpp":
                    yield f"{name}: reaches {target}, of sim only sim/record.hpp is allowed"
                elif target in tree.text and target not in seen:
                    seen.add(target)
                    todo.append(target)


def rings(tree):
    """No ring of units. A unit is foo.hpp with foo.cpp; found by taking away whatever includes nothing that is left."""
    edges = {unit(name): set() for name in tree.text}
    for name in tree.text:
        edges[unit(name)] |= {unit(target) for target in tree.own_includes(name) if target in tree.text}
    for name, targets in edges.items():
        targets.discard(name)
    while True:
        leaves = [name for name, targets in edges.items() if not targets & edges.keys()]
        if not leaves:
            break
        for name in leaves:
            del edges[name]
    # What is left is rings and what leads to them; only what is also led to from there lies on a ring.
    while True:
        pointed = set().union(*edges.values()) if edges else set()
        outside = [name for name in edges if name not in pointed]
        if not outside:
            break
        for name in outside:
            del edges[name]
    if edges:
        yield "units in a ring: " + ", ".join(sorted(edges))


def simgrid_outside_its_wall(tree):
    for name in tree.text:
        if name.startswith("sim/machines"):
            continue
        if SIMGRID.search(tree.code(name)) or any(re.match(r"simgrid|xbt", target) for _, target in tree.includes[name]):
            yield f"{name}: SimGrid outside sim/machines*"


def printing_outside_cli(tree):
    for name in tree.text:
        if room(name) == "results/cli":
            continue
        for number, line in enumerate(tree.code(name).splitlines(), 1):
            found = PRINTING.search(line)
            if found:
                yield f"{name}:{number}: {found.group().strip()} outside results/cli"


def heavy_headers(tree):
    for prefix, (places, most) in HEAVY.items():
        users = [name for name in tree.text if any(t.startswith(prefix) for _, t in tree.includes[name])]
        for name in users:
            if name.endswith(".hpp"):
                yield f"{name}: a header includes <{prefix}...>"
            elif not re.match(places, name):
                yield f"{name}: includes <{prefix}...>, whose place is {places}"
        if len(users) > most:
            yield f"<{prefix}...> is included by {len(users)} files, expected at most {most}: {', '.join(users)}"


def top_level(tree):
    """What git knows at the top; without git what lies there, save what is made."""
    git = subprocess.run(["git", "-C", tree.root, "ls-files", "-z"], capture_output=True, text=True, check=False)
    if (tree.root / ".git").exists() and git.returncode == 0 and git.stdout:
        names = {path.split("/")[0] for path in git.stdout.split("\0") if path}
    else:
        names = {path.name for path in tree.root.iterdir()} - {"build"}
    for name in sorted(names):
        if name not in TOP_LEVEL and not name.startswith("."):
            yield f"{name}: not one of the names at the top level"


TYPE = re.compile(r"^(?:enum |template <[^>]*>\s*)?(?:struct|class|union) (?:alignas\([^)]*\) )?(\w+)(?: final)?\s*(?::[^:][^;]*)?\{")


def types_of_one_name(tree):
    """A name for one type. The linker keeps one of what two types of a name have in common (a vector's way to grow), for both."""
    places = {}
    for name in tree.text:
        depth, nameless = 0, None  # of braces; and where a namespace without a name began, in which a type is the source's own
        for number, line in enumerate(tree.code(name).split("\n"), 1):
            if nameless is None and line.startswith("namespace {"):
                nameless = depth
            found = TYPE.match(line)
            if found and nameless is None:
                places.setdefault(found.group(1), []).append(f"{name}:{number}")
            depth += line.count("{") - line.count("}")
            if nameless is not None and depth <= nameless and "}" in line:
                nameless = None
    for type_name, where in sorted(places.items()):
        if len(where) > 1:
            yield f"{type_name}: more than one type of this name, {', '.join(where)}"


RULES = [upward_includes, results_look_into_sim, rings, simgrid_outside_its_wall, printing_outside_cli, heavy_headers, top_level, types_of_one_name]

# For each rule, faults to plant: files to write (a text that starts with + is appended). Every one of them must be seen.
FAULTS = [
    (upward_includes, {"models/planted.hpp": '#include "scenarios/scenario.hpp"\n'}),
    (upward_includes, {"sim/planted.cpp": '#include "results/cli/planted.hpp"\n'}),
    (upward_includes, {"results/planted.cpp": '  #  include "results/cli/planted.hpp"\n'}),
    (upward_includes, {"sim/planted.cpp": '#include "clock.hpp"\n'}),
    (results_look_into_sim, {"results/planted.cpp": '#include "sim/run.hpp"\n'}),
    (results_look_into_sim, {"results/planted.cpp": '#include "sim/record.hpp"\n', "sim/record.hpp": '+\n#include "sim/planted.hpp"\n'}),
    (rings, {"models/planted_a.hpp": '#include "models/planted_b.hpp"\n', "models/planted_b.hpp": "",
             "models/planted_b.cpp": '#include "models/planted_a.hpp"\n'}),
    (rings, {"sim/planted_a.hpp": '#include "sim/planted_b.hpp"\n', "sim/planted_b.hpp": '#include "sim/planted_c.hpp"\n',
             "sim/planted_c.hpp": '#include "sim/planted_a.hpp"\n'}),
    (simgrid_outside_its_wall, {"sim/planted.cpp": "#include <simgrid/s4u.hpp>\n"}),
    (simgrid_outside_its_wall, {"results/planted.cpp": "double now() { return simgrid::s4u::Engine::get_clock(); }\n"}),
    (printing_outside_cli, {"sim/planted.cpp": "void f() { std::cout << 1; }\n"}),
    (printing_outside_cli, {"models/planted.cpp": 'void f() { printf("%d", 1); }\n'}),
    (printing_outside_cli, {"models/planted.cpp": 'void f() { fmt::print("{}", 1); }\n'}),
    (printing_outside_cli, {"results/planted.cpp": 'void f() { std::fprintf(stderr, "no"); }\n'}),
    (printing_outside_cli, {"scenarios/planted.cpp": "void f() { std::exit(2); }\n"}),
    (printing_outside_cli, {"scenarios/planted.cpp": "void f() { exit(2); }\n"}),
    (heavy_headers, {"models/planted.hpp": "#include <Eigen/Dense>\n"}),
    (heavy_headers, {"results/planted.cpp": "#include <nlopt.h>\n"}),
    (heavy_headers, {"scenarios/planted.hpp": "#include <nlohmann/json.hpp>\n"}),
    (heavy_headers, {f"results/cli/planted_{i}.cpp": "#include <CLI/CLI.hpp>\n" for i in range(21)}),
    (heavy_headers, {"sim/planted.cpp": "#include <nlohmann/json.hpp>\n"}),
    (top_level, {"utilities/planted.txt": "where does this belong?\n"}),
    (types_of_one_name, {"models/planted.hpp": "namespace counterless {\nstruct Planted {\n    int x;\n};\n}  // namespace counterless\n",
                         "results/planted.hpp": "namespace counterless {\nclass Planted final : public Grown {\n};\n}  // namespace counterless\n"}),
    (types_of_one_name, {"results/planted.cpp": "namespace counterless {\nnamespace {\nvoid f() {}\n}  // namespace\nenum class Rank : int { one };\n}\n"}),
]
# What must not be taken for a fault: words in comments and strings, and what a child process needs.
HARMLESS = {"models/planted.cpp": "namespace counterless {\nnamespace {\nstruct Rank {\n    int x;\n};\n}  // namespace\nstruct Rank;\n}\n",
            "sim/planted.cpp": 'char mark = \'"\'; const char* raw = R"x(puts(")x";\n'
                               '// std::cout would be wrong here, and so would <simgrid/s4u.hpp>\n'
                               'const char* text = "printf(exit(1))";\n/* puts("no") */ void leave() { _exit(0); }\n'
                               'void f(char* to) { std::snprintf(to, 3, "%d", 1); }\n'}


def plant(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if text.startswith("+") else "w", encoding="utf-8") as file:
            file.write(text.removeprefix("+"))


def with_fault(root, files, rules):
    """The complaints of some rules about a copy of the tree in which files were planted."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for name in Tree(root).text:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(root) / name, copy / name)
        plant(copy, files)
        tree = Tree(copy)
        return [complaint for rule in rules for complaint in rule(tree)]


def main(root):
    complaints = [complaint for rule in RULES for complaint in rule(Tree(root))]
    clean = {rule: set(with_fault(root, {}, [rule])) for rule in RULES}
    for rule, files in FAULTS:
        if not set(with_fault(root, files, [rule])) - clean[rule]:
            complaints.append(f"{rule.__name__} does not see the fault planted in {', '.join(files)}")
    for complaint in set(with_fault(root, HARMLESS, RULES)) - set().union(*clean.values()):
        complaints.append(f"taken for a fault: {complaint}")
    for complaint in complaints:
        print(complaint)
    print(f"{len(RULES)} rules, {len(FAULTS)} planted faults, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]))
