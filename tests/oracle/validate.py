"""Writes docs/background/validation.md: every claim of tests/oracle beside its theory.

    python3 tests/oracle/validate.py build/release            runs oracle_test there, then writes the page
    python3 tests/oracle/validate.py build/release --check    runs nothing: are the rows that ctest's run left those of the page?
"""
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/background/validation.md"
HEAD = """# Simulated against theory

*Made by `python3 tests/oracle/validate.py build/release`; do not edit by hand. A test holds the page to what the program says.*

{claims} claims in {cases} cases. A case is a scenario file, written as a user would write it (the text stands in `tests/oracle`), run by
the whole program; a claim is one measure of it whose value is known: from a closed form, from a Markov chain or its Kolmogorov
equations solved numerically, or from a published law. None of the theory shares code with the simulation but the laws' own formulas.

**Read a row so.** `simulated ± half-width` is the program's own interval at confidence 0.9999 (jackknife over replications, Student's
t); the claim holds while theory lies inside. A right simulator fails one claim with chance 0.0001, so with fresh seeds some claim of this
page would fail with chance {any:.3f} at most. Each case has a seed of its own, made from its name: nobody chose it, cases do not share
their luck, and it stays, so a failure is a change of the program. `z` is
(simulated - theory) / standard error: about Student's t with replications - 1 degrees. Here the root of its mean square is {rms:.2f}
(near 1 expected; claims of one case are dependent), the largest is {most:.1f}, and the mean is {mean:+.2f}. Each test
also bounds the half-width, so that no claim holds by being vague: half of them are narrower than {median:.1%} of the theory.
Times are in seconds.

| case | quantity | theory | simulated | ± | z | theory by |
|---|---|---:|---:|---:|---:|---|
"""


class Claim:
    def __init__(self, line):
        (self.case, self.quantity, self.unit, theory, mean, half_width, z, self.n, self.seed, self.source) = line.split("\t")
        self.theory, self.mean, self.half_width, self.z = (float(text) for text in (theory, mean, half_width, z))

    def row(self):
        digits = lambda x: f"{x:,.5g}" if abs(x) < 1e5 else f"{x:,.0f}"
        unit = "" if self.unit in ("1", "s") else f", {self.unit}"
        cells = [self.case, self.quantity + unit, digits(self.theory), digits(self.mean), f"{self.half_width:.2g}", f"{self.z:+.2f}",
                 self.source]
        return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n"


def page(claims):
    rows = sorted(claims, key=lambda claim: (claim.case, claim.quantity))
    zs = [claim.z for claim in claims]
    widths = sorted(abs(claim.half_width / claim.theory) for claim in claims if claim.theory)
    return HEAD.format(claims=len(claims), cases=len({claim.case for claim in claims}), any=min(1, 1e-4 * len(claims)),
                       rms=(sum(z * z for z in zs) / len(zs)) ** 0.5, most=max(abs(z) for z in zs), mean=sum(zs) / len(zs),
                       median=widths[len(widths) // 2]) + "".join(claim.row() for claim in rows)


def main(build, check=None):
    rows = Path(build) / "validation.tsv"
    if not check:
        subprocess.run([Path(build) / "tests/oracle_test"], env={**os.environ, "VALIDATION": str(rows)}, check=True)
    claims = [Claim(line) for line in rows.read_text(encoding="utf-8").splitlines()]
    twice = [name for name, times in Counter((claim.case, claim.quantity) for claim in claims).items() if times > 1]
    if twice:
        print(f"told twice: {twice}; each case needs a name of its own")
        return 1
    if not check:
        PAGE.write_text(page(claims), encoding="utf-8")
        print(f"{PAGE}: {len(claims)} claims")
        return 0
    if PAGE.read_text(encoding="utf-8") == page(claims):
        return 0
    there = PAGE.read_text(encoding="utf-8")
    print("docs/background/validation.md is not what the program says; renew it: python3 tests/oracle/validate.py", build)
    print("".join(claim.row() for claim in claims if claim.row() not in there))
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
