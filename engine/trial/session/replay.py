"""Run a stored trial again: its counterexample alone, or all of its cases."""

from contextlib import ExitStack

from engine.proof.verdict import VerdictKind
from engine.trial.case import TrialCase
from engine.trial.observe.observer import observing
from engine.trial.observe.variant import RoutineVariant
from engine.trial.routine.body_view import body_view
from engine.trial.routine.routine_text import routine_text
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.session.stubbed_database import stubbed_database
from engine.trial.session.trial_database import TrialDatabase, open_database
from engine.trial.session.trial_record import TrialRecord
from engine.trial.session.trial_request import TrialRequest
from engine.trial.session.trial_subject import find_subject
from engine.trial.session.try_routine import regenerated_variant, try_routine
from engine.trial.verdict.compare_runs import is_same
from engine.trial.verdict.trial_budget import Clock


def replay_trial(sandbox: Sandbox, record: TrialRecord, clock: Clock) -> VerdictKind:
    """Return the verdict that a stored trial has now."""
    database = open_database(sandbox, record.statements)
    if record.case is None:
        return try_routine(sandbox, database, record.request, clock).evidence.kind
    if still_differs(sandbox, database, record.request, record.case):
        return VerdictKind.REFUTED
    return VerdictKind.UNVERIFIED


def still_differs(sandbox: Sandbox, database: TrialDatabase, request: TrialRequest, case: TrialCase) -> bool:
    """Whether the two versions still behave differently for a counterexample."""
    unit = request.unit
    routine = routine_text(unit)
    with ExitStack() as stack:
        stubbed = stubbed_database(sandbox, database, body_view(routine), unit.search_path)
        own = stack.enter_context(stubbed).database
        subject = find_subject(unit, routine, own.schema)
        observer = stack.enter_context(observing(sandbox, own.loaded.database, subject))
        original = observer.observe(RoutineVariant("original", routine.text), case)
        other = observer.observe(regenerated_variant(request.regenerated), case)
        return original.is_valid and not is_same(original, other)
