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
ALIAS = re.compile(r"(?:using|namespace)\s+(\w+)\s*=")
APART = re.compile(r"namespace\s*$|\bcounterless::")     # the latter's names are made known by a using directive of tests
NAMELESS = re.compile(r"using\s+namespace\b|TEST_CASE\b|static_assert\b")
PLAIN_ENUM = re.compile(r"\benum\b(?!\s+(?:class|struct)\b)")
LONER = re.compile(r"^\s*#\s*define\b|^using\s+(?:enum\b|namespace\s+(?!counterless))", re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")
NOT_NAMES = {"final", "const", "noexcept", "override", "operator", "template", "explicit"}


def statements(code):
    """Declarations at the level of namespaces: (does it stand in a named one alone, text up to its body or its end)."""
    scopes, depth, start = [], 0, 0     # a scope is True where it is named, not apart; depth counts all other braces

    def named():
        return bool(scopes) and all(scopes)
    for match in re.finditer(r"[{};]", code):
        mark, at = match.group(), match.start()
        if mark == "{":
            head = code[start:at]
            if depth == 0 and (found := NAMESPACE.search(head)):
                scopes.append(not APART.search(found.group()))
                start = at + 1
                continue
            if depth == 0:
                yield named(), head.strip()
                if PLAIN_ENUM.search(head):
                    yield named(), "enum " + code[at + 1:code.index("}", at)]
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
            yield named(), code[start:at].strip()
            start = at + 1


def names(statement):
    """What a declaration declares, each name with its text if it is an alias: the same alias may be said twice."""
    if NAMELESS.match(statement):
        return {}
    if found := ALIAS.match(statement):
        return {found.group(1): " ".join(statement.split())}
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
    """(names in unnamed namespaces or none, names in named ones); each with what makes it the same name elsewhere."""
    code = DIRECTIVE.sub("", NOT_CODE.sub("", read(path)))
    hidden, others = {}, {}
    for named, statement in statements(code):
        apart = not named or statement.startswith("static ")
        (hidden if apart else others).update({name: alias or path for name, alias in names(statement).items()})
    return hidden, others


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


class Group:
    def __init__(self):
        self.sources, self.hidden, self.seen, self.alone = [], {}, {}, False

    def add(self, source, hidden, seen, alone):
        self.sources.append(source)
        self.hidden |= hidden
        self.seen |= seen
        self.alone = alone

    def takes(self, hidden, seen, alone):
        return not (alone or self.alone or clash(hidden, self.hidden | self.seen) or clash(self.hidden, hidden | seen))


def clash(some, others):
    return any(others.get(name, origin) != origin for name, origin in some.items())


def groups(root, most, sources):
    """Each source goes to the first group that takes it."""
    made = []
    for source in sources:
        hidden, seen = (dict(names) for names in declared(source))
        for header in headers(root, source):
            hidden |= declared(header)[0]    # a definition is the name that its header declares
            seen |= declared(header)[1]
        alone = bool(LONER.search(NOT_CODE.sub("", read(source))))
        group = next((group for group in made if len(group.sources) < most and group.takes(hidden, seen, alone)), None)
        if group is None:
            made.append(group := Group())
        group.add(source, hidden, seen, alone)
    return [group.sources for group in made]


def main(root, most, sources):
    for number, group in enumerate(groups(root, most, sources)):
        if len(group) > 1:
            print("set_source_files_properties(" + " ".join(f'"{source}"' for source in group), f'PROPERTIES UNITY_GROUP "{number}")')


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [Path(source) for source in sys.argv[3:]])
