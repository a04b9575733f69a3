"""Which repeated code of a code base is generalised to candidates, and whether each instance is proved.

    python bench/mining.py PATH... [--top N]

PATH: files and folders of SQL. Routines that a pattern explains are left out. Every instance of every candidate is
derived from it again and proved; `unproved_instances` counts those that a second, independent pass does not prove. The
last line is one JSON object.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from engine.conversion import convert_unit
from engine.patterns.mining.find_candidates import unexplained_units
from engine.patterns.mining.mine_patterns import MinedCandidate, derives, mine_patterns
from engine.source.split_file import split
from engine.source.unit import SourceFile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--top", type=int, default=10, help="print so many candidates with their specs")
    wish = parser.parse_args()
    began = process_time()
    sources = list(read_sources(wish.paths))
    units = list(unexplained_units(sources, convert_unit))
    candidates = mine_patterns(units)
    for each in candidates[: wish.top]:
        show(each)
    instances = [(each, instance) for each in candidates for instance in each.instances]
    figures = {
        "files": len(sources),
        "unexplained": len(units),
        "candidates": len(candidates),
        "instances": len(instances),
        "unproved_instances": sum(
            not derives(each.pattern.spec, each.pattern.parameters, instance.parameters, instance.unit.unit.text)
            for each, instance in instances
        ),
        "largest": [len(each.instances) for each in candidates[:10]],
        "triggers": sorted({trigger for each in candidates for trigger in each.triggers}),
        "cpu_s": round(process_time() - began, 1),
    }
    print(json.dumps(figures))


def read_sources(paths: list[Path]) -> Iterator[SourceFile]:
    for path in paths:
        for file in sorted(path.rglob("*.sql")) if path.is_dir() else [path]:
            text = file.read_text("utf-8", "replace")
            if "\0" not in text:
                yield split(text, str(file))


def show(candidate: MinedCandidate) -> None:
    pattern = candidate.pattern
    print(f"--- {pattern.id}: {pattern.description} fixed {candidate.fixed}, {', '.join(candidate.triggers)}")
    for each in candidate.instances[:3]:
        print(f"    {each.unit.path}:{each.unit.line} {each.parameters}")
    print("    " + pattern.spec.replace("\n", "\n    "))


if __name__ == "__main__":
    sys.exit(main())
