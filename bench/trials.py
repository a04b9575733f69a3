"""Measure trials: the mistakes that they notice, their false alarms and their speed, on functions written for it.

    python bench/trials.py [--deep] [--equal N [--equal-only]] [--functions N] [--folder DIR]

Each function is tried against what its own spec lowers to, which means the same, so that every difference is a false
alarm. Mutants of the function measure the cases. `--deep` runs the deep budget as well, and `--equal` compares that
many further cases without mutants.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trial_checks.cpu_clock import CpuClock
from trial_checks.equal_cases import EqualCases, compare_equal_cases

from engine.conversion import convert_unit
from engine.source.split_file import split
from engine.source.unit import Unit
from engine.trial.sandbox.sandbox import Sandbox, running_sandbox
from engine.trial.schema.schema_statement import schema_statements
from engine.trial.session.trial_database import TrialDatabase, open_database
from engine.trial.session.trial_request import TrialOutcome, TrialRequest
from engine.trial.session.try_routine import try_routine
from engine.trial.verdict.trial_budget import DEEP, QUICK, Clock, TrialBudget

FOLDER = Path(__file__).with_name("trial_functions")


@dataclass
class Tally:
    """The outcomes of one budget."""

    outcomes: list[TrialOutcome] = field(default_factory=list)

    @property
    def kill_rate(self) -> float:
        scores = [each.evidence.mutation for each in self.outcomes]
        return sum(each.killed for each in scores) / max(sum(each.mutants for each in scores), 1)

    @property
    def coverage(self) -> float:
        return statistics.median(each.evidence.coverage.statements for each in self.outcomes)

    def count(self, kind: str) -> int:
        return sum(each.evidence.kind == kind for each in self.outcomes)


def main() -> int:
    """Try the functions and print the figures; exit with 1 after a false alarm."""
    options = _options()
    started = time.monotonic()
    tallies = {budget.name: Tally() for budget in _budgets(options)}
    with running_sandbox() as sandbox:
        clock = CpuClock(str(sandbox.server.sockets)) if options.cpu_clock else time.monotonic
        equal = EqualCases(clock=clock)
        chosen = _chosen(options.folder, options.functions, options.seed)
        count = sum(len(units) for _, units in chosen)
        for file, units in chosen:
            database = open_database(sandbox, schema_statements([split(file.read_text(), file.name)]))
            for unit in units:
                _try(sandbox, database, unit, tallies, options, clock)
                compare_equal_cases(sandbox, database, _request(unit, QUICK), -(-options.equal // count), equal)
    print(json.dumps(_figures(tallies, equal) | {"seconds": round(time.monotonic() - started, 1)}))
    return int(bool(equal.differences or any(tally.count("refuted") for tally in tallies.values())))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--deep", action="store_true", help="run the deep budget too")
    parser.add_argument("--cpu-clock", action="store_true", help="count the budgets in CPU seconds of the trial")
    parser.add_argument("--equal-only", action="store_true", help="try no mutants")
    parser.add_argument("--equal", type=int, default=0, help="further cases to compare, in all")
    parser.add_argument("--functions", type=int, default=1000, help="try only so many of them")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="SQL files, each with its own schema")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="print each function and its surviving mutants")
    return parser.parse_args()


def _budgets(options: argparse.Namespace) -> tuple[TrialBudget, ...]:
    if options.equal_only:
        return ()
    return (QUICK, DEEP) if options.deep else (QUICK,)


def _chosen(folder: Path, most: int, seed: int) -> Sequence[tuple[Path, list[Unit]]]:
    """Return the files with the routines to try."""
    every = [(file, unit) for file in sorted(folder.glob("*.sql")) for unit in _routines(file)]
    some = random.Random(seed).sample(every, min(most, len(every)))
    files = dict.fromkeys(file for file, _ in every)
    return [(file, units) for file in files if (units := [unit for other, unit in some if other == file])]


def _routines(file: Path) -> Iterator[Unit]:
    return (unit for unit in split(file.read_text(), file.name).units if unit.is_routine)


def _request(unit: Unit, budget: TrialBudget) -> TrialRequest:
    return TrialRequest(unit, convert_unit(unit).lowered, budget)


def _try(
    sandbox: Sandbox,
    database: TrialDatabase,
    unit: Unit,
    tallies: dict[str, Tally],
    options: argparse.Namespace,
    clock: Clock,
) -> None:
    for budget in (QUICK, DEEP):
        if budget.name in tallies:
            outcome = try_routine(sandbox, database, _request(unit, budget), clock)
            tallies[budget.name].outcomes.append(outcome)
            if options.verbose:
                _print(budget, outcome)


def _print(budget: TrialBudget, outcome: TrialOutcome) -> None:
    print(f"{budget.name} {outcome.seconds:.1f} s {outcome.unit}: {outcome.evidence.sentence}", file=sys.stderr)
    for each in outcome.evidence.mutation.survivors:
        print(f"    alive: {each}", file=sys.stderr)


def _figures(tallies: dict[str, Tally], equal: EqualCases) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, tally in tallies.items():
        found |= {"functions": len(tally.outcomes), f"tested_{name}": tally.count("tested")}
        found[f"kill_{name}"] = round(tally.kill_rate, 4)
        found[f"mutants_{name}"] = sum(each.evidence.mutation.mutants for each in tally.outcomes)
        found["stmt_coverage_median"] = round(tally.coverage, 4)
    found["false_alarms"] = sum(tally.count("refuted") for tally in tallies.values()) + equal.differences
    tried = sum(each.evidence.cases for tally in tallies.values() for each in tally.outcomes)
    found |= {"unstable": equal.unstable, "undecided": equal.undecided, "equal_cases": tried + equal.cases}
    return found | {"cases_per_s": round(equal.per_second)}


if __name__ == "__main__":
    sys.exit(main())
