"""Which patterns are claimed, and how well the claims agree with labels.

    python bench/patterns.py [PATH...] [--labels FILE] [--predictions FILE] [--folds] [--sample N] [--seed S]

PATH: files and folders of SQL. `--labels FILE` holds a line a unit: {"path", "line", "patterns": [...],
"arguable": [...]}; without it, the units in `pattern_labels` are the labelled set, and `--mistakes development` prints
what went wrong in that half. `--predictions FILE` writes a line a unit with its claims. `--folds` folds every claim and
proves it. `--sample N` prints N claims drawn at random, with their evidence, for reading by hand.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from pattern_folds.fold_units import fold_units
from pattern_labels.agreement import Judged, judge, mistakes, scores, scores_per_pattern
from pattern_labels.labelled_units import read_labelled

from engine.patterns.detect_patterns import all_detectors, detect_in_project
from engine.patterns.pattern_match import PatternMatch
from engine.source.split_file import split
from engine.source.unit import SourceFile

LABELS = Path(__file__).with_name("pattern_labels")


def main() -> None:
    wish = arguments()
    began = process_time()
    sources = read_sources(wish.paths) if wish.paths else []
    claims = list(detect_in_project(sources))
    figures: dict[str, object] = {
        "units": sum(len(source.units) for source in sources),
        "claims": len(claims),
        "claims_per_pattern": dict(Counter(claim.pattern for claim in claims).most_common()),
        "units_per_s": round(sum(len(each.units) for each in sources) / max(1e-9, process_time() - began)),
    }
    if wish.folds:
        figures |= fold_units(sources, claims).to_json()
    if wish.predictions:
        write_predictions(wish.predictions, claims)
    if wish.sample:
        show_sample(claims, {source.path: source.text for source in sources}, wish.sample, random.Random(wish.seed))
    if wish.labels:
        figures |= scores(labels_of_file(wish.labels, claims))
    else:
        figures |= labelled_figures(wish.mistakes)
    print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--mistakes", choices=("development", "held_out"), default="")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def read_sources(paths: Iterable[Path]) -> list[SourceFile]:
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [source for file in files if file.suffix in {".sql", ".pgsql", ".plsql"} and (source := read_source(file))]


def read_source(file: Path) -> SourceFile | None:
    text = file.read_text(encoding="utf-8", errors="replace")
    return None if "\0" in text else split(text, str(file))


def write_predictions(file: Path, claims: Iterable[PatternMatch]) -> None:
    units: dict[tuple[str, int, str], list[dict[str, object]]] = {}
    for claim in claims:
        found = units.setdefault((claim.path, claim.unit_line, claim.unit), [])
        found.append({"pattern": claim.pattern, "lines": list(claim.lines)})
    rows = (
        {"unit": {"path": path, "line": line, "name": name}, "patterns": found}
        for (path, line, name), found in units.items()
    )
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def show_sample(claims: list[PatternMatch], texts: dict[str, str], count: int, chance: random.Random) -> None:
    for claim in chance.sample(claims, min(count, len(claims))):
        print(
            f"--- {claim.pattern} {claim.strength} {dict(claim.parameters)} {claim.path}:{claim.lines[0]} {claim.unit}"
        )
        for span in claim.spans[:2]:
            print(
                "    " + texts[claim.path][span.start : max(span.end, span.start + 160)][:400].replace("\n", "\n    ")
            )


def labelled_figures(show: str) -> dict[str, object]:
    """Score the labelled units in both halves; print the mistakes in the half to show."""
    units = list(read_labelled(LABELS))
    halves = {
        "development": judge(each for each in units if not each.is_held_out),
        "held_out": judge(each for each in units if each.is_held_out),
    }
    for line in mistakes(halves.get(show, [])):
        print(line)
    both = [each for half in halves.values() for each in half]
    figures = {"labelled": len(units), **scores(both), "per_pattern": scores_per_pattern(both)}
    return figures | {name: scores(half) for name, half in halves.items()}


def labels_of_file(file: Path, claims: Iterable[PatternMatch]) -> list[Judged]:
    claimed: dict[tuple[str, int], set[str]] = {}
    for claim in claims:
        claimed.setdefault((claim.path, claim.unit_line), set()).add(claim.pattern)
    found: list[Judged] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        there = claimed.get((row["path"], row["line"]), set())
        decided = {each.pattern for each in all_detectors()} - set(row.get("arguable", ()))
        found += [Judged(row["path"], name, name in row["patterns"], name in there) for name in sorted(decided)]
    return found


if __name__ == "__main__":
    sys.exit(main())
