"""Does anything that a hostile model says get through? Changed specs, capturing names, hidden orders, secrets.

    python bench/attacks.py [PATH ...] [--n N]

`through` counts what was marked safe or sent and should not have been; each is printed, and the exit status is 1.
New names are words that the body uses alone, as a column, a table or another variable would be. A rename to one of them
that is proved is printed for reading: it is harmless where the word is a target of UPDATE or INSERT, or a type.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hostile.attack import Attack
from hostile.changed_specs import attack_specs
from hostile.false_library import attack_library
from hostile.false_names import attack_names
from hostile.false_roles import attack_roles
from hostile.false_summaries import attack_summaries
from hostile.hidden_orders import attack_orders
from hostile.long_routines import attack_cache, attack_trimming

from engine.check_edit import EditedUnit
from engine.conversion import convert_file
from engine.source.split_file import split
from engine.source.unit import ROUTINES

SAMPLE = Path(__file__).parents[1] / "specdeck" / "sample" / "db"
FAMILIES = (
    attack_specs, attack_names, attack_orders, attack_summaries, attack_roles, attack_trimming, attack_cache,
)  # fmt: skip


def main() -> int:
    """Attack until there are enough; 1 if anything got through."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--n", type=int, default=100_000, help="stop after that many attacks")
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    through = proved_names = 0
    for attack in _attacks(options.paths):
        tally[attack.family] += 1
        if attack.through:
            through += 1
            print(f"{attack.family}: {attack.unit}: {attack.through}")
        if attack.proved_name:
            proved_names += 1
            print(f"to read: {attack.unit}: {attack.proved_name}")
        if tally.total() >= options.n:
            break
    figures = {"attacks": tally.total(), "through": through, "proved_names": proved_names}
    print(json.dumps({**figures, "by_family": dict(tally)}))
    return int(through > 0)


def _attacks(paths: list[Path]) -> Iterator[Attack]:
    yield from attack_library()
    for unit in _routines(paths):
        for family in FAMILIES:
            yield from family(unit)


def _routines(paths: list[Path]) -> Iterator[EditedUnit]:
    """Yield the routines below the paths that are proved as they are."""
    for path in sorted(file for root in paths for file in (root.rglob("*.sql") if root.is_dir() else [root])):
        text = path.read_text(encoding="utf-8", errors="replace")
        for found in convert_file(split(text, str(path))):
            if found.kind in ROUTINES and found.verdict and found.verdict.kind == "proved":
                yield EditedUnit(found.kind, found.unit, text[found.span.start : found.span.end], found.spec)


if __name__ == "__main__":
    sys.exit(main())
