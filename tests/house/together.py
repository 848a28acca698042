"""Which sources can be compiled together, as one text: those that would not mistake each other's helpers for their own.

Helpers live in unnamed namespaces, so two sources may have a `line_of` each; pasted into one text they clash. Here every source's
names are read, roughly, and sources are put into groups in which no helper's name, and none outside all namespaces, is declared
elsewhere by another member or by a header that another member includes. Nobody needs to think of this when naming a helper: a clash only means another group.
together.py ROOT MOST SOURCE...: prints the groups, of at most MOST sources, as CMake has it said.
"""
import re
import sys
from functools import cache
from pathlib import Path

NOT_CODE = re.compile(r'''//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])[']''', re.DOTALL)
OWN_INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
DIRECTIVE = re.compile(r"^\s*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
NAMESPACE = re.compile(r"\bnamespace(?:\s+[\w:]+)?\s*$")
ALIAS = re.compile(r"(?:using|namespace)\s+(\w+)\s*=|using\s+(?:\w+::)+(\w+)$")
INNER = re.compile(r"\bcounterless::")
USES_INNER = re.compile(r"^using\s+namespace\s+counterless::", re.MULTILINE)
NAMELESS = re.compile(r"using\s+namespace\b|TEST_CASE\b|static_assert\b")
PLAIN_ENUM = re.compile(r"\benum\b(?!\s+(?:class|struct)\b)")
LONER = re.compile(r"^\s*#\s*define\b|^using\s+(?:enum\b|namespace\s+(?!counterless))", re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")
NOT_NAMES = {"final", "const", "noexcept", "override", "operator", "template", "explicit"}


def statements(code):
    """Declarations at the level of namespaces: (where it stands, text up to its body or its end)."""
    scopes, depth, start = [], 0, 0     # depth counts all other braces

    def place():
        return next((kind for kind in ("unnamed", "inner") if kind in scopes), "named" if scopes else "unnamed")
    for match in re.finditer(r"[{};]", code):
        mark, at = match.group(), match.start()
        if mark == "{":
            head = code[start:at]
            if depth == 0 and (found := NAMESPACE.search(head)):
                head = found.group().strip()
                scopes.append("unnamed" if head == "namespace" else "inner" if INNER.search(head) else "named")
                start = at + 1
                continue
            if depth == 0:
                yield place(), head.strip()
                if PLAIN_ENUM.search(head):
                    yield place(), "enum " + code[at + 1:code.index("}", at)]
            depth += 1
        elif mark == "}":
            if depth == 0:
                if scopes:
                    scopes.pop()
            else:
                depth -= 1
            if depth == 0:
                start = at + 1
        elif depth == 0:
            yield place(), code[start:at].strip()
            start = at + 1


def names(statement):
    """What a declaration declares, each name with its text if it is an alias: the same alias may be said twice."""
    if NAMELESS.match(statement):
        return {}
    if found := ALIAS.match(statement):
        return {found.group(1) or found.group(2): " ".join(statement.split())}
    text, before = re.sub(r"\[\[.*?\]\]", "", statement), None
    while text != before:
        before, text = text, re.sub(r"<[^<>]*>|\w+\s*::\s*", " ", text)
    function = "(" in text.split("=")[0]
    found = {}
    for part in [text] if function else text.split(","):
        words = [w for w in WORD.findall(re.split(r"[(=\[:]", part)[0]) if w not in NOT_NAMES]
        found |= dict.fromkeys(words[-1:], "")
    return found


@cache
def read(path):
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def declared(path):
    """Names by where they stand: unnamed (or nowhere), inner, named; each with what makes it the same name elsewhere."""
    found = {"unnamed": {}, "inner": {}, "named": {}}
    for place, statement in statements(DIRECTIVE.sub("", NOT_CODE.sub("", read(path)))):
        found["unnamed" if statement.startswith("static ") else place] |= {name: alias or path for name, alias in names(statement).items()}
    return found


def headers(root, path):
    seen, todo = set(), [path]
    while todo:
        here = todo.pop()
        for target in OWN_INCLUDE.findall(read(here)):
            for header in (root / target, here.parent / target):
                if header.is_file() and header not in seen:
                    seen.add(header)
                    todo.append(header)
    return seen


class Source:
    """A source and all it knows of. `hidden`: names that stand for themselves here; `seen`: others; `hides`: inner ones, which take the
    place of outer ones for `words`, those of a source that lives inside."""
    def __init__(self, root, path):
        code = NOT_CODE.sub("", read(path))
        known = [declared(one) for one in (path, *headers(root, path))]
        self.path, self.alone = path, bool(LONER.search(code))
        together = {place: {name: origin for one in known for name, origin in one[place].items()} for place in known[0]}
        inside = USES_INNER.search(code)    # what is used in one text is known in all that follow
        self.hidden = together["unnamed"] | (together["inner"] if inside else {})
        self.seen, self.hides = together["named"], together["inner"]
        self.words = set(WORD.findall(code)) if INNER.search(code) else set()

    def clashes(self, other):
        return self.alone or other.alone or self.mistakes(other) or other.mistakes(self)

    def mistakes(self, other):
        """Whether some name of this source becomes another beside `other`."""
        if any(known.get(name, origin) != origin for name, origin in self.hidden.items() for known in (other.hidden, other.seen, other.hides)):
            return True
        return any(name in other.words and name not in other.hides for name in self.hides)


def groups(root, most, sources):
    """Each source goes to the first group that takes it, those that clash with most others first."""
    all_of_them = [Source(root, path) for path in sources]
    clashes = {one: {other for other in all_of_them if other is not one and one.clashes(other)} for one in all_of_them}
    made = []
    for source in sorted(all_of_them, key=lambda one: -len(clashes[one])):
        group = next((group for group in made if len(group) < most and not clashes[source].intersection(group)), None)
        if group is None:
            made.append(group := [])
        group.append(source)
    return [[source.path for source in group] for group in made]


def main(root, most, sources):
    for number, group in enumerate(groups(root, most, sources)):
        if len(group) > 1:
            print("set_source_files_properties(" + " ".join(f'"{source}"' for source in group), f'PROPERTIES UNITY_GROUP "{number}")')


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [Path(source) for source in sys.argv[3:]])
