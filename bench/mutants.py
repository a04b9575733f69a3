"""Is the prover sound? Edit routines, and see whether it still calls them equal.

    python bench/mutants.py PATH... [--n N] [--seed S] [--routines R]

Each mutant is a routine's original text with one token edited (or, apart, its lowered text, or its spec), compared
with the unmutated other side. A mutant that does not parse is judged only if it is called equal. Those that the
mutator's own list knows to change nothing are counted apart.
"""

import argparse
import json
import random
import sys
from pathlib import Path

from engine.proof.verdict import Verdict
from mutation.bases import Base, bases_of
from mutation.judge import Judge, Tally
from mutation.mutant import Mutant, mutant_of
from mutation.spec_edits import spec_mutant
from mutation.text import dollar_quoted, pieces_of

A_BASE = 8  # mutants of one routine at a time
SIDES = ("original",) * 6 + ("lowered", "spec")
AROUND = 60


def main() -> int:
    """Judge mutants until enough were judged; 1 if one was called equal."""
    options = _options()
    chance = random.Random(options.seed)
    bases = bases_of(options.paths, chance, options.routines)
    tallies = {side: Tally() for side in SIDES}
    while bases and sum(tally.judged.total() for tally in tallies.values()) < options.n:
        _mutate(chance, chance.choice(bases), chance.choice(SIDES), tallies)
    print(json.dumps(_figures(tallies, len(bases))))
    return int(any(tally.unsound for tally in tallies.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--n", type=int, default=10_000, help="mutants to judge")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--routines", type=int, default=1_000, help="routines to edit, at most")
    return parser.parse_args()


def _mutate(chance: random.Random, base: Base, side: str, tallies: dict[str, Tally]) -> None:
    text, other = (base.lowered, base.original) if side != "original" else (base.original, base.lowered)
    text = dollar_quoted(text)
    pieces = pieces_of(text)

    def report(verdict: Verdict, mutant: Mutant) -> None:
        _print_unsound(side, text, verdict, mutant)

    judge = Judge(text, other, tallies[side], report)
    for _ in range(A_BASE):
        mutant = spec_mutant(chance, base.spec) if side == "spec" else mutant_of(chance, text, pieces)
        if mutant:
            judge(mutant)


def _print_unsound(side: str, text: str, verdict: Verdict, mutant: Mutant) -> None:
    at = next((at for at, pair in enumerate(zip(mutant.text, text, strict=False)) if pair[0] != pair[1]), 0)
    print(f"UNSOUND in the {side}: {mutant.kind}, {mutant.edit}: {mutant.before!r} to {mutant.after!r}")
    print(f"  {verdict.kind} by {', '.join(verdict.evidence.rules) or 'its tokens'}")
    print(f"  before: {text[max(at - AROUND, 0) : at + AROUND]!r}")
    print(f"  after:  {mutant.text[max(at - AROUND, 0) : at + AROUND]!r}", flush=True)


def _figures(tallies: dict[str, Tally], routines: int) -> dict[str, object]:
    judged = tallies["original"].judged + tallies["lowered"].judged + tallies["spec"].judged
    return {
        "mutants": judged.total(),
        "equivalent": sum(tally.equivalent.total() for tally in tallies.values()),
        "unsound": sum(tally.unsound for tally in tallies.values()),
        "invalid": sum(tally.invalid for tally in tallies.values()),
        "routines": routines,
        "by_class": dict(sorted(judged.items())),
        "by_side": {side: tally.judged.total() for side, tally in sorted(tallies.items())},
    }


if __name__ == "__main__":
    sys.exit(main())
