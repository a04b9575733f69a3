"""Test the soundness of the prover: edit routines, and check that it does not call them equal.

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

from mutation.bases import Base, by_class, pairs_of
from mutation.judge import Judge, Tally
from mutation.mutant import Mutant, mutant_of
from mutation.spec_edits import spec_mutant

from engine.proof.verdict import Verdict

A_BASE = 4  # mutants of one routine at a time
SIDES = ("original",) * 6 + ("lowered", "spec")
AROUND = 60


def main() -> int:
    """Judge enough mutants; exit with 1 if one was called equal."""
    options = _options()
    chance = random.Random(options.seed)
    pairs = pairs_of(options.paths, chance, options.routines)
    bases = {side: by_class([pair.side(side) for pair in pairs]) for side in ("original", "lowered")}
    tallies = {side: Tally() for side in SIDES}
    while pairs and sum(tally.judged.total() for tally in tallies.values()) < options.n:
        side = chance.choice(SIDES)
        classes = bases["original" if side == "original" else "lowered"]
        kind = chance.choice(sorted(classes))
        _mutate(chance, chance.choice(classes[kind]), kind, side, tallies[side])
    print(json.dumps(_figures(tallies, len(pairs))))
    return int(any(tally.unsound for tally in tallies.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--n", type=int, default=10_000, help="mutants to judge")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--routines", type=int, default=1_000, help="routines to edit, at most")
    return parser.parse_args()


def _mutate(chance: random.Random, base: Base, kind: str, side: str, tally: Tally) -> None:
    def report(verdict: Verdict, mutant: Mutant) -> None:
        _print_unsound(side, base.text, verdict, mutant)

    judge = Judge(base.text, base.other, tally, report)
    for _ in range(A_BASE):
        edited = spec_mutant(chance, base.spec) if side == "spec" else mutant_of(chance, base.text, base.pieces, kind)
        if edited:
            judge(edited)


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
