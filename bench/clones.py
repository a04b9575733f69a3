"""How well copies are told from routines that only look alike.

    python bench/clones.py [PATH...]

The pairs are routines that we write, each with changes that keep what a person decides about it (names, order,
layout, what RAISE prints) and changes that do not (a literal, an operator, a function, an attribute). PATH: SQL in
which clusters of copies are counted. `unseen` scores pairs that were written after the comparison was. The last
line is one JSON object; `by_token_names` is how well token equality under renaming does alone.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from bench.clone_pairs import questions, triggers, unseen, writes
from bench.clone_pairs.base import Base
from bench.retrieval_sets.ranking_scores import interval
from engine.plpgsql.lexer import tokenize
from engine.retrieval.clones.find_clones import are_clones, compared_unit, find_clones
from engine.source.split_file import split
from engine.source.unit import Unit

BASES = (*writes.BASES, *questions.BASES, *triggers.BASES)
Pair = tuple[Unit, Unit, bool]  # two routines, and whether they are copies
Judged = tuple[bool, bool]  # whether they are copies, and whether they are found to be


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print the pairs that are judged wrong")
    wish = parser.parse_args()
    pairs = pairs_of(BASES)
    plain = [(is_same, token_names(one) == token_names(other)) for one, other, is_same in pairs]
    apart = pairs_of(unseen.BASES)
    figures = {"pairs": len(pairs), "copies": sum(is_same for *_, is_same in pairs)} | scores(
        judge(pairs, wish.verbose)
    )
    figures |= {"by_token_names": scores(plain)}
    figures |= {"unseen": {"pairs": len(apart)} | scores(judge(apart, wish.verbose))}
    print(json.dumps(figures | clusters(wish.paths)))


def pairs_of(bases: Iterable[Base]) -> list[Pair]:
    return [
        (unit_of(base.text), unit_of(base.changed(changes)), is_same)
        for base in bases
        for is_same, every in ((True, base.same), (False, base.different))
        for changes in every
    ]


def judge(pairs: Iterable[Pair], verbose: bool) -> list[Judged]:  # noqa: FBT001 - the option's value
    judged = []
    for one, other, is_same in pairs:
        found = are_clones(compared_unit(one), compared_unit(other))
        judged.append((is_same, found))
        if verbose and is_same != found:
            print(f"--- copies: {is_same}, found: {found}\n{one.text}\n{other.text}")
    return judged


def unit_of(text: str) -> Unit:
    (unit,) = split(text, "pair.sql").units
    return unit


def scores(judged: list[Judged]) -> dict[str, object]:
    claimed = [is_same for is_same, found in judged if found]
    wanted = [found for is_same, found in judged if is_same]
    return {
        "precision": round(sum(claimed) / max(1, len(claimed)), 4),
        "precision_interval": interval([float(each) for each in claimed]),
        "recall": round(sum(wanted) / max(1, len(wanted)), 4),
        "recall_interval": interval([float(each) for each in wanted]),
    }


def token_names(unit: Unit) -> list[str]:
    """The tokens of a routine with a number for each name, and one mark for all literals."""
    numbers: dict[str, str] = {}
    tokens = [each for text in re.split(r"\$\$", unit.text) for each in tokenize(text)[0]]
    return [
        numbers.setdefault(each.word, f"name {len(numbers)}")
        if each.name == "IDENT"
        else literal_or_word(each.name, each.word)
        for each in tokens
    ]


def literal_or_word(name: str, word: str) -> str:
    return "literal" if name in {"SCONST", "ICONST", "FCONST"} else word


def clusters(paths: Iterable[Path]) -> dict[str, object]:
    files = [file for path in paths for file in (sorted(path.rglob("*.sql")) if path.is_dir() else [path])]
    if not files:
        return {}
    began = process_time()
    texts = ((file, file.read_text("utf-8", "replace")) for file in files)
    units = [unit for file, text in texts if "\0" not in text for unit in split(text, str(file)).units]
    distinct = {unit.text: unit for unit in units if unit.is_routine and unit.node is not None}
    found = find_clones(compared_unit(each) for each in distinct.values())
    return {
        "routines": len(distinct),
        "clusters": len(found),
        "in_clusters": sum(len(each.members) for each in found),
        "largest": [len(each.members) for each in found[:5]],
        "cpu_s": round(process_time() - began, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
