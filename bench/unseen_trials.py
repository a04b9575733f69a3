"""Try routines of real projects against other texts that mean the same: what the cases notice, and false alarms.

    python bench/unseen_trials.py PATH... [--sample N] [--seed S] [--equal N] [--deep] [--cpu-clock] [--list]

Each PATH is a project, whose DDL is loaded first. A routine is tried against what its own spec lowers to. `--equal`
compares that many further cases of each with its text in other names, where that is proved to mean the same. The last
line is one JSON object; the exit code is 1 after a false alarm.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora.files import LEFT_OUT, files_of
from trial_checks.cpu_clock import CpuClock
from trial_checks.equal_cases import EqualCases, compare_equal_cases
from trial_checks.renamed_text import renamed_text

from engine.conversion import convert_unit
from engine.proof.prove import prove
from engine.proof.verdict import VerdictKind
from engine.source.load_order import load_order
from engine.source.split_file import split
from engine.source.unit import SourceFile, Unit
from engine.trial.routine.routine_text import UntriableError
from engine.trial.sandbox.sandbox import Sandbox, running_sandbox
from engine.trial.schema.schema_statement import schema_statements
from engine.trial.session.trial_database import TrialDatabase, open_database
from engine.trial.session.trial_request import TrialOutcome, TrialRequest
from engine.trial.session.try_routine import try_routine
from engine.trial.verdict.trial_budget import DEEP, QUICK, Clock


def main() -> int:
    """Try the routines and print the figures."""
    options = _options()
    projects = [(path, list(_sources(path))) for path in options.paths]
    every = [(path, unit) for path, sources in projects for unit in _routines(sources)]
    chosen = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    outcomes: list[TrialOutcome] = []
    started, equal = time.monotonic(), EqualCases()
    with running_sandbox() as sandbox:
        clock = CpuClock(str(sandbox.server.sockets)) if options.cpu_clock else time.monotonic
        for path, sources in projects:
            units = [unit for project, unit in chosen if project == path]
            database = open_database(sandbox, schema_statements(sources)) if units else None
            for unit in units if database else ():
                outcomes.append(_tried(sandbox, database, unit, options, clock))
                _compare(sandbox, database, unit, options.equal, equal)
    print(json.dumps(_figures(outcomes, equal) | {"seconds": round(time.monotonic() - started, 1)}))
    return int(bool(equal.differences))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--sample", type=int, default=40, metavar="N", help="that many routines of all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--equal", type=int, default=0, metavar="N", help="further cases of each, with other names")
    parser.add_argument("--deep", action="store_true", help="with the deep budget")
    parser.add_argument("--cpu-clock", action="store_true", help="count the budget in CPU seconds of the trial")
    parser.add_argument("--list", action="store_true", help="print each verdict")
    return parser.parse_args()


def _sources(path: Path) -> Sequence[SourceFile]:
    texts = ((file, file.read_bytes()) for file in files_of([path], LEFT_OUT))
    return load_order([split(text.decode("utf-8", "replace"), str(file)) for file, text in texts])


def _routines(sources: Sequence[SourceFile]) -> Iterator[Unit]:
    """Return the routines that a trial is for, each text once."""
    found = {unit.text: unit for source in sources for unit in source.units if unit.is_routine}
    for unit in found.values():
        if unit.fault is None and not unit.template and unit.language in {"sql", "plpgsql"}:
            yield unit


def _tried(
    sandbox: Sandbox, database: TrialDatabase, unit: Unit, options: argparse.Namespace, clock: Clock
) -> TrialOutcome:
    request = TrialRequest(unit, convert_unit(unit).lowered or unit.text, DEEP if options.deep else QUICK)
    outcome = try_routine(sandbox, database, request, clock)
    if options.list:
        print(f"{outcome.seconds:.1f} s {unit.name}: {outcome.evidence.sentence}", file=sys.stderr, flush=True)
    if outcome.evidence.kind == VerdictKind.REFUTED:
        proof = prove(unit.text, request.regenerated).kind
        print(f"REFUTED {unit.name}, by proof {proof}: {outcome.evidence.counterexample_lines}", file=sys.stderr)
    return outcome


def _compare(sandbox: Sandbox, database: TrialDatabase, unit: Unit, most: int, equal: EqualCases) -> None:
    other = renamed_text(unit) if most else None
    if other is None:
        return
    try:
        compare_equal_cases(sandbox, database, TrialRequest(unit, other), most, equal)
    except UntriableError:
        return


def _figures(outcomes: Sequence[TrialOutcome], equal: EqualCases) -> dict[str, object]:
    tested = [each.evidence for each in outcomes if each.evidence.kind == VerdictKind.TESTED]
    scores = [each.mutation for each in tested]
    kinds = Counter(str(each.evidence.kind) for each in outcomes)
    return {
        "routines": len(outcomes),
        **dict(sorted(kinds.items())),
        "on_stubs": sum(bool(each.stubs) for each in tested),
        "kill_rate": round(sum(each.killed for each in scores) / max(sum(each.mutants for each in scores), 1), 4),
        "mutants": sum(each.mutants for each in scores),
        "stmt_coverage_median": round(statistics.median([each.coverage.statements for each in tested] or [0]), 4),
        "undecided": sum(each.undecided for each in tested) + equal.undecided,
        "equal_cases": sum(each.cases for each in tested) + equal.cases,
        "false_alarms": equal.differences,
        "reasons": dict(Counter(each.evidence.reason[:70] for each in outcomes if each.evidence.reason).most_common(9)),
    }


if __name__ == "__main__":
    sys.exit(main())
