"""What does routing save against always asking the cloud, and can a budget be overspent?

    python bench/costs.py [PATH ...] [--reservations N] [--seed S]

The savings are of a simulated model, whose rules are in bench/spending/simulated_run.py; prompts, caches, router,
prices and the gate are real. `token_saving` counts the tokens of every model, `cloud_token_saving` those of the cloud.
`overspends` is of concurrent processes that reserve and settle while they are killed at random.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from spending.reservations import run_reservations
from spending.simulated_run import SimulatedRun, Spent, dollars

from engine.check_edit import EditedUnit
from engine.conversion import convert_file
from engine.source.split_file import split
from engine.source.unit import ROUTINES

SAMPLE = Path(__file__).parents[1] / "specdeck" / "sample" / "db"


def main() -> int:
    """Print the figures; 1 if a budget was overspent or a cached answer was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--reservations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    run = SimulatedRun()
    run.ask_all(_routines(options.paths))
    spending = run_reservations(options.reservations, options.seed)
    print(json.dumps(_savings(run) | asdict(spending)))
    return int(bool(spending.overspends or spending.sums_differ or run.cache_wrong))


def _savings(run: SimulatedRun) -> dict[str, object]:
    always, routed = run.always, run.routed
    return {
        "cost_saving": _saved(routed.cloud_nanodollars, always.cloud_nanodollars),
        "token_saving": _saved(routed.tokens, always.tokens),
        "cloud_token_saving": _saved(routed.cloud_tokens, always.cloud_tokens),
        "cache_hits": dict(run.hits),
        "cache_wrong": run.cache_wrong,
        "always": _summary(always),
        "routed": _summary(routed),
    }


def _saved(used: int, baseline: int) -> float:
    return round(1 - used / baseline, 4)


def _summary(spent: Spent) -> dict[str, object]:
    return {"dollars": dollars(spent.cloud_nanodollars), "tokens": spent.tokens, "calls": dict(spent.calls)}


def _routines(paths: list[Path]) -> Iterator[EditedUnit]:
    """Yield the routines below the paths that are proved as they are."""
    for path in sorted(file for root in paths for file in (root.rglob("*.sql") if root.is_dir() else [root])):
        text = path.read_text(encoding="utf-8", errors="replace")
        for found in convert_file(split(text, str(path))):
            if found.kind in ROUTINES and found.verdict and found.verdict.kind == "proved":
                yield EditedUnit(found.kind, found.unit, text[found.span.start : found.span.end], found.spec)


if __name__ == "__main__":
    sys.exit(main())
