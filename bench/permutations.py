"""Attack the dependency rule: statements that the proof lets change places must not change what a script makes.

    python bench/permutations.py PATH... [--seconds N] [--seed S]

Files that load are permuted at random, as far as the proof of scripts calls the result equal. PostgreSQL loads the file
and the permutation and compares their catalogs. The last line is one JSON object; `other_catalog` and `fails` are
unsound.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic

from corpora.files import LEFT_OUT, files_of
from scratch.catalog import first_difference, read_catalog
from scratch.cluster import Cluster, running_cluster

from engine.proof.scripts.prove_script import OriginalScript
from engine.source.script_units import is_script_statement
from engine.source.split_file import split

MOVES = 12
PERMUTATIONS = 3
STATEMENTS = range(4, 201)


def main() -> None:
    options = _options()
    chance, end = random.Random(options.seed), monotonic() + options.seconds
    files = list(files_of(options.paths, LEFT_OUT))
    chance.shuffle(files)
    counts = Counter[str]()
    with running_cluster() as cluster:
        for file in files:
            if monotonic() > end:
                break
            counts.update(_outcomes(cluster, file, chance))
    figures = {kind: counts[kind] for kind in ("same", "other_catalog", "fails")}
    print(json.dumps({"permutations": sum(figures.values()), **figures, "seed": options.seed}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _outcomes(cluster: Cluster, file: Path, chance: random.Random) -> Iterator[str]:
    statements = _statements(file)
    if len(statements) not in STATEMENTS:
        return
    text = _script(statements)
    original = _catalog(cluster, text)
    if isinstance(original, str):
        return
    proof = OriginalScript([split(text, file.name)])
    for _ in range(PERMUTATIONS):
        permuted = _permuted(statements, proof, chance)
        if permuted == statements:
            continue
        found = _catalog(cluster, _script(permuted))
        reason = found if isinstance(found, str) else first_difference(original, found)
        if reason:
            print(f"{file}: {reason}", flush=True)
        yield _outcome(found, reason)


def _outcome(found: dict[str, list[str]] | str, reason: str | None) -> str:
    if isinstance(found, str):
        return "fails"
    return "other_catalog" if reason else "same"


def _statements(file: Path) -> list[str]:
    """Return the statements of a file; none of one that sets a search path, includes files or has rows."""
    try:
        source = split(file.read_text(encoding="utf-8"), file.name)
    except (UnicodeDecodeError, OSError):
        return []
    if source.asides or not all(map(is_script_statement, source.units)):
        return []
    return [unit.text.rstrip().rstrip(";") + ";" for unit in source.units]


def _script(statements: Sequence[str]) -> str:
    return "\n".join(statements)


def _permuted(statements: list[str], proof: OriginalScript, chance: random.Random) -> list[str]:
    """Move statements at random, and keep each move that the proof calls equal."""
    kept = statements
    for _ in range(MOVES):
        moved = list(kept)
        moved.insert(chance.randrange(len(moved)), moved.pop(chance.randrange(len(moved))))
        if proof.compare([split(_script(moved), "permuted.sql")]).is_proved:
            kept = moved
    return kept


def _catalog(cluster: Cluster, script: str) -> dict[str, list[str]] | str:
    """Return what a script leaves in the catalog, or the error that it stops at."""
    with cluster.database("permuted") as database:
        error = cluster.load(database, script, Path.cwd())
        if error:
            return error
        with cluster.connect(database) as connection:
            return read_catalog(connection)


if __name__ == "__main__":
    main()
