"""Does a script without the statements that later ones replace make the same database? PostgreSQL is the judge.

    python bench/history.py PATH... [--files] [--exclude REGEX]

Each PATH is one script (with --files, each file is one). The original and what is left of it are loaded into two
scratch databases and their catalogs compared. Scripts without a replaced statement do not count. The last line is
one JSON object: `replaced` and `kept` are statements; `other_catalog` and `fails` are unsound.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from corpora.files import LEFT_OUT, files_of
from scratch.catalog import first_difference, read_catalog
from scratch.cluster import Cluster, running_cluster
from scripts import COMMANDS

from engine.proof.scripts.history import history_of
from engine.source.load_order import load_order
from engine.source.split_file import split
from engine.source.unit import SourceFile


def main() -> None:
    """Judge every script and print the figures as the last line."""
    options = _options()
    scripts = [list(files_of([path], options.exclude)) for path in options.paths]
    if options.files:
        scripts = [[file] for files in scripts for file in files]
    counts = Counter[str]()
    with running_cluster() as cluster:
        for files in scripts:
            counts += _judge(cluster, files)
    names = ("scripts", "replaced", "kept", "skipped", "same", "other_catalog", "fails")
    print(json.dumps({name: counts[name] for name in names}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--files", action="store_true", help="load each file as one script")
    parser.add_argument("--exclude", default=LEFT_OUT, help="leave out files whose path below PATH matches")
    return parser.parse_args()


def _judge(cluster: Cluster, files: list[Path]) -> Counter[str]:
    sources = load_order([split(file.read_text(encoding="utf-8", errors="replace"), str(file)) for file in files])
    found = history_of(sources)
    kept = sum(not each.is_proved for each in found.replacements)
    if not found.removable:
        return Counter(kept=kept)
    folder = files[0].parent
    with cluster.database("original") as database:
        if cluster.load(database, _script(sources, frozenset()), folder):
            return Counter(scripts=1, skipped=1, kept=kept)
        with cluster.connect(database) as connection:
            original = read_catalog(connection)
    removed = frozenset(id(found.statements.units[number]) for number in found.removable)
    with cluster.database("current") as database:
        error = cluster.load(database, _script(sources, removed), folder)
        if error:
            print(f"fails: {folder}: {error}", flush=True)
            return Counter(scripts=1, fails=1)
        with cluster.connect(database) as connection:
            difference = first_difference(original, read_catalog(connection))
    if difference:
        print(f"other_catalog: {folder}: {difference}", flush=True)
    outcome = "other_catalog" if difference else "same"
    return Counter(scripts=1, replaced=len(removed), kept=kept) + Counter([outcome])


def _script(sources: tuple[SourceFile, ...], removed: frozenset[int]) -> str:
    """Return the files without the removed statements and the commands of psql."""
    return "\n".join(_left(source, removed) for source in sources)


def _left(source: SourceFile, removed: frozenset[int]) -> str:
    cut = [unit.span for unit in source.units if id(unit) in removed]
    cut += [aside.span for aside in source.asides if aside.kind in COMMANDS]
    pieces, at = [], 0
    for span in sorted(cut, key=lambda each: each.start):
        pieces.append(source.text[at : span.start])
        at = max(at, span.end)
    return "".join(pieces) + source.text[at:]


if __name__ == "__main__":
    main()
