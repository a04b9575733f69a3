"""Run cases as the file will run them, with the project's own triggers, and keep those that repeat themselves."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from engine.trial.case import TrialCase
from engine.trial.observe.sequence_state import read_sequences
from engine.trial.observe.variant import TrialSubject
from engine.trial.pgtap.tap_case import ExpectedCase, TapCase, tap_case
from engine.trial.pgtap.tap_file import start_statements
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.server_connection import ServerConnection

_MOST_CASES = 25


def expected_cases(
    sandbox: Sandbox, database: str, subject: TrialSubject, cases: Sequence[TrialCase]
) -> list[ExpectedCase]:
    """Return cases with what the original does; those that depend on the time or on chance are left out."""
    with sandbox.connect(database) as connection:
        restarts = tuple(f"ALTER SEQUENCE {each.name} RESTART WITH {each.start}" for each in read_sequences(connection))
        asked = [tap_case(subject, case, restarts) for case in cases[:_MOST_CASES]]
        first = list(_observed(connection, subject, asked))
        again = list(_observed(connection, subject, asked))
    today = datetime.now(UTC).date().isoformat()
    return [one for one, other in zip(first, again, strict=True) if one and one == other and today not in repr(one)]


def _observed(
    connection: ServerConnection, subject: TrialSubject, cases: Sequence[TapCase]
) -> Iterator[ExpectedCase | None]:
    """Run the cases in one transaction; None for one whose rows are refused or that does not end in time."""
    connection.run("; ".join(["BEGIN", *start_statements(subject)]))
    for case in cases:
        connection.run("SAVEPOINT one_case")
        yield _one(connection, case)
        connection.run("ROLLBACK TO SAVEPOINT one_case")
    connection.run("ROLLBACK")


def _one(connection: ServerConnection, case: TapCase) -> ExpectedCase | None:
    if case.setup and connection.run("; ".join(case.setup)).error:
        return None
    called = connection.run(f"{case.clause}{case.result}" if case.result else case.call)
    if called.timed_out:
        return None
    if called.error:
        return ExpectedCase(case, None, None, called.error)
    result = called.statements[-1].rows[0][0] if case.result else None
    if not case.state:
        return ExpectedCase(case, result, None)
    state = connection.run(case.state)
    return None if state.error else ExpectedCase(case, result, state.statements[-1].rows[0][0])
