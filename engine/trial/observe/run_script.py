"""The statements of one run: the rows of a case, the call, and the questions afterwards."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.trial.case import DmlEvent, InputRow, TrialCase
from engine.trial.observe.sequence_state import SequenceState
from engine.trial.observe.variant import TrialSubject
from engine.trial.schema.trial_schema import quoted_name

ARMED = "specdeck_trial.armed"  # a setting; the trigger under trial fires only while it is on
MOST_ROWS = 10_000  # a result is held in our memory
_SEEDS = 1_000_003
# Advisory locks, prepared statements and the last values of sequences outlive a rollback.
CLEAN_SESSION = ("DEALLOCATE ALL", "DISCARD SEQUENCES")
_COMMITS = re.compile(r"\b(?:COMMIT|ROLLBACK)\b", re.IGNORECASE)


@dataclass(frozen=True)
class RunScript:
    """Statements in order; those before `setup_count` insert the rows, the one at that index is the call."""

    statements: tuple[str, ...]
    setup_count: int

    @cached_property
    def text(self) -> str:
        """Return the message to the server."""
        return ";\n".join(self.statements)


def setup_statements(case: TrialCase, resets: Sequence[str]) -> list[str]:
    """Return what makes the state of a case: the seed, the sequences and the rows."""
    seed = (case.seed % _SEEDS) / _SEEDS
    start = ", ".join(["pg_catalog.pg_advisory_unlock_all()", f"pg_catalog.setseed({seed!r})", *resets])
    return [f"SELECT {start}", *(insert for table, rows in case.rows.items() for insert in _inserts(table, rows))]


def _inserts(table: str, rows: Sequence[InputRow]) -> Iterator[str]:
    """Return one INSERT for each run of rows that name the same columns."""
    by_columns: Mapping[tuple[str, ...], list[str]] = defaultdict(list)
    for row in rows:
        by_columns[tuple(row)].append(f"({', '.join(row.values())})")
    for columns, values in by_columns.items():
        if not columns:
            yield from (f"INSERT INTO {table} DEFAULT VALUES" for _ in values)
            continue
        names = ", ".join(map(quoted_name, columns))
        yield f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE VALUES {', '.join(values)}"


def call_statement(subject: TrialSubject, case: TrialCase) -> str:
    """Return the statement under trial."""
    routine = subject.routine
    if routine.kind == "trigger":
        return _event_statement(case.event)
    arguments = list(_arguments(subject, case))
    if routine.kind == "procedure":
        for place, type_name in routine.outputs:
            arguments.insert(place, _typed("NULL", type_name))
        return f"CALL {routine.qualified}({', '.join(arguments)})"
    call = f"{routine.qualified}({', '.join(arguments)})"
    if routine.return_type == "record" and not routine.has_columns:
        return f"SELECT {call} AS result"
    return f"SELECT * FROM {call} AS result LIMIT {MOST_ROWS}"


def _arguments(subject: TrialSubject, case: TrialCase) -> Iterator[str]:
    for parameter, literal in zip(subject.routine.parameters, case.arguments, strict=False):
        if literal is not None:
            prefix = "VARIADIC " if parameter.is_variadic else ""
            yield f"{prefix}{_typed(literal, parameter.type_name)}"


def _typed(literal: str, type_name: str) -> str:
    return f"CAST({literal} AS {type_name})"


def _event_statement(event: DmlEvent | None) -> str:
    if event is None:
        return "SELECT"
    return _EVENTS[event.operation](event)


def _insert(event: DmlEvent) -> str:
    return next(_inserts(event.table, [event.values])) + " RETURNING *"


def _update(event: DmlEvent) -> str:
    pairs = ", ".join(f"{quoted_name(name)} = {literal}" for name, literal in event.values.items())
    return f"UPDATE {event.table} SET {pairs}{_where(event)} RETURNING *"


def _where(event: DmlEvent) -> str:
    terms = " AND ".join(f"{quoted_name(name)} = {literal}" for name, literal in event.where.items())
    return f" WHERE {terms}" if terms else ""


_EVENTS = {
    "INSERT": _insert,
    "UPDATE": _update,
    "DELETE": lambda event: f"DELETE FROM {event.table}{_where(event)} RETURNING *",
    "TRUNCATE": lambda event: f"TRUNCATE {event.table}",
}


def snapshot_statement(tables: Sequence[str], sequences: Sequence[str]) -> str:
    """Return the query for the rows of all watched tables and the values of the sequences, in order."""
    parts = [_rows_of(table) for table in tables]
    parts += [
        f"SELECT {_literal(f'sequence {each}')}, last_value || ' ' || is_called FROM {each}" for each in sequences
    ]
    if not parts:
        return "SELECT WHERE false"
    union = " UNION ALL ".join(parts)
    return f'SELECT * FROM ({union}) AS seen (name, row) ORDER BY name, row COLLATE pg_catalog."C"'


def _rows_of(table: str) -> str:
    return f"SELECT {_literal(table)}, pg_catalog.row_to_json(specdeck_row)::text FROM {table} AS specdeck_row"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def run_script(subject: TrialSubject, case: TrialCase, sequences: Sequence[SequenceState]) -> RunScript:
    """Return the statements of a run."""
    before = ["ROLLBACK TO SAVEPOINT variant", *CLEAN_SESSION]
    before += setup_statements(case, [each.reset for each in sequences])
    if subject.trigger:
        before.append(f"SET LOCAL {ARMED} = 'on'")
    names = [each.name for each in sequences]
    after = ["SET CONSTRAINTS ALL IMMEDIATE", NOTIFICATIONS, snapshot_statement(subject.tables, names)]
    return RunScript((*before, call_statement(subject, case), *after), len(before))


NOTIFICATIONS = "SELECT channel, payload FROM specdeck_trial.notification ORDER BY ordinal"


def commits(subject: TrialSubject) -> bool:
    """Whether the routine, or one that it calls, may end transactions, so that a run needs a database of its own."""
    if subject.routine.kind != "procedure":
        return False
    return any(_COMMITS.search(each.source) for each in (subject.routine, *subject.procedures))
