"""One case as statements: its rows, the expressions to compare, or the error to expect."""

from dataclasses import dataclass

from engine.trial.case import TrialCase
from engine.trial.observe.run_script import call_statement, setup_statements, snapshot_statement
from engine.trial.observe.variant import TrialSubject
from engine.trial.sandbox.server_message import ServerMessage


@dataclass(frozen=True, slots=True)
class TapCase:
    """`call` is the statement under test. `result` reads what it returned as JSON, `state` the tables afterwards.

    A statement that changes rows may be read in a WITH clause only: then `clause` holds it, and `result` reads that.
    """

    setup: tuple[str, ...]
    call: str
    clause: str
    result: str
    state: str


@dataclass(frozen=True, slots=True)
class ExpectedCase:
    """A case with what the original does: its result and the state, or its error."""

    case: TapCase
    result: str | None
    state: str | None
    error: ServerMessage | None = None

    @property
    def checks(self) -> int:
        """Return the number of tests that it makes."""
        if self.error is not None:
            return 1
        return 1 + bool(self.case.state)


def tap_case(subject: TrialSubject, case: TrialCase, restarts: tuple[str, ...]) -> TapCase:
    """Return the statements of a case; `restarts` set the sequences to their start."""
    call = call_statement(subject, case)
    clause = f"WITH called AS ({call}) " if subject.routine.kind == "trigger" else ""
    state = _as_json(snapshot_statement(subject.tables, ())) if subject.tables else ""
    return TapCase((*restarts, *setup_statements(case, ())[1:]), call, clause, _result(subject, call), state)


def _result(subject: TrialSubject, call: str) -> str:
    """Return the query for the result as JSON; a procedure has none that a query could read."""
    if subject.routine.kind == "trigger":
        return _as_json("SELECT * FROM called")
    if subject.routine.kind == "procedure":
        return ""
    return _as_json(call)


def _as_json(query: str) -> str:
    return f"SELECT coalesce(json_agg(row_to_json(found)), '[]')::text FROM ({query}) AS found"
