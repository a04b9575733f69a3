"""Observe a procedure that ends transactions: each run has a copy of the database, which is dropped afterwards."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from engine.trial.case import TrialCase
from engine.trial.observe.observable_text import observable_text
from engine.trial.observe.observation import Observation
from engine.trial.observe.read_results import observation_of
from engine.trial.observe.run_script import NOTIFICATIONS, call_statement, setup_statements, snapshot_statement
from engine.trial.observe.sequence_state import read_sequences
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.server_connection import MessageResult, ServerConnection
from engine.trial.schema.trial_schema import quoted_name

_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d(?::?\d\d)?)?")
_TOLERANCE = timedelta(minutes=2)


def observe_in_copy(
    sandbox: Sandbox, database: str, subject: TrialSubject, variant: RoutineVariant, case: TrialCase
) -> Observation:
    """Run one case in a copy of the database.

    Each transaction has its own time, so a time of about now is replaced by a mark in what is observed.
    """
    copy = sandbox.create_database(template=database)
    try:
        with sandbox.connect(copy) as connection:
            return _without_times(_run(connection, subject, variant, case))
    finally:
        sandbox.drop_database(copy)


def _run(connection: ServerConnection, subject: TrialSubject, variant: RoutineVariant, case: TrialCase) -> Observation:
    """Send each statement alone: a procedure may end transactions only outside of any other."""
    if subject.search_path:
        connection.run(f"SET search_path = {', '.join(map(quoted_name, subject.search_path))}")
    if error := connection.run(observable_text(variant.sql) or "SELECT").error:
        return Observation(error=error)
    sequences = read_sequences(connection)
    for each in setup_statements(case, [each.reset for each in sequences]):
        if error := connection.run(each).error:
            return Observation(setup_error=error)
    called = connection.run(call_statement(subject, case))
    names = [each.name for each in sequences]
    questions = [connection.run(each) for each in ("SELECT", NOTIFICATIONS, snapshot_statement(subject.tables, names))]
    if called.error:  # what was committed before the error stays
        failed = observation_of(called, 0)
        return replace(failed, tables=observation_of(_joined(_EMPTY, *questions), 0).tables)
    return observation_of(_joined(called, *questions), 0)


_EMPTY = MessageResult((), ())


def _joined(called: MessageResult, *questions: MessageResult) -> MessageResult:
    first = called.statements[-1:] or questions[0].statements[:1]
    return MessageResult((*first, *(each.statements[0] for each in questions)), called.notices)


def _without_times(observed: Observation) -> Observation:
    now = datetime.now(UTC)
    return replace(
        observed,
        rows=tuple(_marked(each, now) for each in observed.rows),
        tables={table: tuple(_marked(each, now) for each in rows) for table, rows in observed.tables.items()},
        notices=tuple(replace(each, message=_marked(each.message, now)) for each in observed.notices),
    )


def _marked(text: str, now: datetime) -> str:
    def mark(found: re.Match[str]) -> str:
        return "<now>" if _is_near(found.group(), now) else found.group()

    return _TIME.sub(mark, text)


def _is_near(text: str, now: datetime) -> bool:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return False
    return abs(found.replace(tzinfo=found.tzinfo or UTC) - now) < _TOLERANCE
