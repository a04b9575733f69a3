"""Compare two versions that mean the same on many cases, and measure the speed."""

import sys
import time
from dataclasses import dataclass

from engine.trial.case import TrialCase
from engine.trial.observe.observer import Observer, observing
from engine.trial.observe.run_script import commits
from engine.trial.observe.variant import RoutineVariant
from engine.trial.routine.body_view import body_view
from engine.trial.routine.routine_text import routine_text
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.session.prepare_trial import prepare_trial
from engine.trial.session.trial_database import TrialDatabase
from engine.trial.session.trial_request import TrialRequest
from engine.trial.session.try_routine import regenerated_variant
from engine.trial.verdict.trial_budget import Clock

BATCH = 250


@dataclass
class EqualCases:
    """How many cases were run for both versions, in how long, and for how many they differ, also when repeated."""

    cases: int = 0
    skipped: int = 0
    undecided: int = 0  # did not end in time
    differences: int = 0
    unstable: int = 0  # differ once, and not when the case is repeated: the order of rows without ORDER BY
    seconds: float = 0.0
    clock: Clock = time.monotonic

    @property
    def per_second(self) -> float:
        return self.cases / self.seconds if self.seconds else 0.0


def compare_equal_cases(
    sandbox: Sandbox, database: TrialDatabase, request: TrialRequest, most: int, tally: EqualCases
) -> None:
    """Add so many cases of a routine to the tally; one that commits needs a database a run, and is left out."""
    prepared = prepare_trial(sandbox, database, request, body_view(routine_text(request.unit)))
    if commits(prepared.subject):
        return
    versions = RoutineVariant("original", prepared.original), regenerated_variant(request.regenerated)
    with observing(sandbox, database.loaded.database, prepared.subject) as observer:
        for start in range(0, most, BATCH):
            cases = [prepared.cases.case(100_000 + number) for number in range(start, min(start + BATCH, most))]
            _compare(observer, cases, versions, tally)


def _compare(
    observer: Observer, cases: list[TrialCase], versions: tuple[RoutineVariant, RoutineVariant], tally: EqualCases
) -> None:
    started = tally.clock()
    observed = observer.run_batch(cases, versions)
    tally.seconds += tally.clock() - started
    for case, (one, other) in zip(cases, observed, strict=True):
        tally.skipped += not one.is_valid
        if not one.is_valid:
            continue
        if one.timed_out:
            tally.undecided += 1
            continue
        tally.cases += 1
        if one != other:
            _confirm(observer, case, versions, tally)


def _confirm(
    observer: Observer, case: TrialCase, versions: tuple[RoutineVariant, RoutineVariant], tally: EqualCases
) -> None:
    """Repeat a case as a trial does before it reports a difference."""
    one, other, again = observer.run(case, (*versions, versions[0]))
    if one != again or one == other:
        tally.unstable += 1
        return
    tally.differences += 1
    print(f"DIFFERENT {case}\n  {one}\n  {other}", file=sys.stderr)
