"""Convert every statement of a folder that is not a routine: `python bench/objects.py PATH…`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from engine.conversion import Conversion, convert_file
from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from engine.source.unit import ROUTINES, SourceFile

STRUCTURE = {
    "table", "view", "materialized_view", "index", "trigger", "event_trigger", "type", "domain", "sequence", "policy",
    "grant", "schema", "rule", "aggregate", "cast", "extension", "role", "foreign_table", "comment", "alter", "drop",
    "data", "query", "transaction", "set", "do",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="leave out files whose path holds one of these")
    arguments = parser.parse_args()
    files = [path for path in _files(arguments.paths) if not any(part in str(path) for part in arguments.without)]
    print(json.dumps(measure(files)))


def _files(paths: list[Path]) -> list[Path]:
    return sorted(found for path in paths for found in ([path] if path.is_file() else path.rglob("*.sql")))


def measure(files: list[Path]) -> dict[str, object]:
    """Return the figures of all objects that parse and are not templates."""
    begun, seen, whole, counts = process_time(), Counter[str](), Counter[str](), Counter[str]()
    for source in _sources(files):
        for conversion in _objects(source):
            seen[conversion.kind] += 1
            if conversion.counts.raw:
                whole[conversion.kind] += 1
            counts["proved"] += conversion.verdict is not None and conversion.verdict.kind is VerdictKind.PROVED
            counts["same_again"] += _same_again(conversion)
    total, shaped = sum(seen.values()), sum(seen[kind] for kind in STRUCTURE)
    kept = sum(whole[kind] for kind in STRUCTURE)
    return {
        "objects": total,
        "structured_share": round(1 - kept / shaped, 4) if shaped else None,
        "proved_share": round(counts["proved"] / total, 4) if total else None,
        "same_again_share": round(counts["same_again"] / total, 4) if total else None,
        "carried_whole": dict(whole.most_common()),
        "seconds": round(process_time() - begun, 1),
    }


def _sources(files: list[Path]) -> Iterator[SourceFile]:
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):
            continue
        yield split(text, str(path))


def _objects(source: SourceFile) -> Iterator[Conversion]:
    plain = {unit.span for unit in source.units if unit.fault is None and not unit.template}
    for conversion in convert_file(source):
        if conversion.kind not in ROUTINES and conversion.span in plain:
            yield conversion


def _same_again(conversion: Conversion) -> bool:
    """Whether lifting the lowered text gives the same bytes."""
    again = list(convert_file(split(conversion.lowered, conversion.file)))
    return [each.spec for each in again] == [conversion.spec]


if __name__ == "__main__":
    main()
