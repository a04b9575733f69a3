"""Does a lowered script make what the original makes? PostgreSQL is the judge.

    python bench/scripts.py PATH... [--exclude REGEX] [--projects] [--list other_catalog|fails|skipped]

Every SQL file that loads into a scratch database without an error is composed, written as YAML, read again, lowered
and loaded into a second one, and the catalogs are compared: `same`, `other_catalog`, or `fails` where the lowered
script does not load. With --projects each PATH is one script. The last line is one JSON object.
"""

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from corpora.files import LEFT_OUT, files_of
from scratch.catalog import first_difference, read_catalog
from scratch.cluster import Cluster, running_cluster

from engine.compose_project import compose_project
from engine.source.load_order import load_order
from engine.source.split_file import split
from engine.source.unit import SourceFile

COMMANDS = frozenset({"psql", "include"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one script: same, other_catalog, fails, or skipped where the original does not load."""

    path: str
    kind: str
    reason: str = ""


def main() -> None:
    options = _options()
    scripts = [files_of([path], options.exclude) for path in options.paths]
    if not options.projects:
        scripts = [[file] for files in scripts for file in files]
    begun, outcomes = perf_counter(), []
    with running_cluster() as cluster:
        for files in scripts:
            outcome = judge(cluster, list(files))
            outcomes.append(outcome)
            if outcome.kind in options.list:
                print(f"{outcome.kind}: {outcome.path}: {outcome.reason}", flush=True)
    print(json.dumps({**figures(outcomes), "seconds": round(perf_counter() - begun, 1)}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--exclude", default=LEFT_OUT, help="leave out files whose path below PATH matches")
    parser.add_argument("--projects", action="store_true", help="load each PATH as one script")
    parser.add_argument(
        "--list", nargs="*", default=[], choices=["other_catalog", "fails", "skipped"], help="print these first"
    )
    return parser.parse_args()


def judge(cluster: Cluster, files: list[Path]) -> Outcome:
    """Load the original, then what was lowered from its specs, and compare the catalogs."""
    name = str(files[0].parent if len(files) > 1 else files[0]) if files else ""
    try:
        sources = load_order([split(file.read_text(encoding="utf-8"), str(file)) for file in files])
    except (UnicodeDecodeError, OSError) as error:
        return Outcome(name, "skipped", str(error))
    if not any(source.units for source in sources):
        return Outcome(name, "skipped", "no statements")
    with cluster.database("original") as database:
        error = cluster.load(database, original_script(sources), files[0].parent)
        if error:
            return Outcome(name, "skipped", error)
        with cluster.connect(database) as connection:
            original = read_catalog(connection)
    return _compare(cluster, name, sources, original)


def _compare(cluster: Cluster, name: str, sources: tuple[SourceFile, ...], original: dict[str, list[str]]) -> Outcome:
    proved = compose_project(sources)
    with cluster.database("lowered") as database:
        error = cluster.load(database, proved.script, Path(sources[0].path).parent)
        if error:
            return Outcome(name, "fails", error)
        with cluster.connect(database) as connection:
            difference = first_difference(original, read_catalog(connection))
    return Outcome(name, "other_catalog", difference) if difference else Outcome(name, "same")


def original_script(sources: tuple[SourceFile, ...]) -> str:
    """The files without the commands of psql, which no spec holds: `\\quit` at the head would load nothing."""
    return "\n".join(_without_commands(source) for source in sources)


def _without_commands(source: SourceFile) -> str:
    pieces, at = [], 0
    for aside in source.asides:
        if aside.kind in COMMANDS:
            pieces.append(source.text[at : aside.span.start])
            at = aside.span.end
    return "".join(pieces) + source.text[at:]


def figures(outcomes: list[Outcome]) -> dict[str, object]:
    counts = Counter(outcome.kind for outcome in outcomes)
    loads = len(outcomes) - counts["skipped"]
    return {
        "scripts": len(outcomes),
        "loads": loads,
        **{kind: counts[kind] for kind in ("same", "other_catalog", "fails")},
        "same_share": round(counts["same"] / loads, 4) if loads else None,
    }


if __name__ == "__main__":
    main()
