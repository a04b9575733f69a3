"""Run a stored trial again: its counterexample alone, or all of its cases."""

from contextlib import ExitStack

from engine.proof.verdict import VerdictKind
from engine.trial.observe.observer import observing
from engine.trial.observe.variant import RoutineVariant
from engine.trial.routine.body_view import body_view
from engine.trial.routine.routine_text import routine_text
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.session.stubbed_database import stubbed_database
from engine.trial.session.trial_database import TrialDatabase, open_database
from engine.trial.session.trial_record import TrialRecord
from engine.trial.session.trial_subject import find_subject
from engine.trial.session.try_routine import regenerated_variant, try_routine
from engine.trial.verdict.compare_runs import is_same
from engine.trial.verdict.trial_budget import Clock


def replay_trial(sandbox: Sandbox, record: TrialRecord, clock: Clock) -> VerdictKind:
    """Return the verdict that a stored trial has now."""
    database = open_database(sandbox, record.statements)
    if record.case is None:
        return try_routine(sandbox, database, record.request, clock).evidence.kind
    if _differs(sandbox, database, record):
        return VerdictKind.REFUTED
    return VerdictKind.UNVERIFIED


def _differs(sandbox: Sandbox, database: TrialDatabase, record: TrialRecord) -> bool:
    """Whether the counterexample still shows a difference."""
    unit = record.request.unit
    routine = routine_text(unit)
    if record.case is None:
        return False
    with ExitStack() as stack:
        stubbed = stubbed_database(sandbox, database, body_view(routine), unit.search_path)
        own = stack.enter_context(stubbed).database
        subject = find_subject(unit, routine, own.schema)
        observer = stack.enter_context(observing(sandbox, own.loaded.database, subject))
        original = observer.observe(RoutineVariant("original", routine.text), record.case)
        other = observer.observe(regenerated_variant(record.request.regenerated), record.case)
        return original.is_valid and not is_same(original, other)
