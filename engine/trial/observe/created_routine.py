"""Whether a version takes the place of the routine: one with another name or signature is created, but never called."""

from engine.trial.observe.observable_text import observable_text
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.schema.trial_schema import quoted_name

_COUNT = "SELECT pg_catalog.count(*) FROM pg_catalog.pg_proc"


def creates_another(sandbox: Sandbox, database: str, subject: TrialSubject, variant: RoutineVariant) -> bool:
    """Whether a version adds a routine instead of replacing the one under trial; one that is refused adds none."""
    with sandbox.connect(database) as connection:  # which rolls back when it is closed
        connection.run("BEGIN")
        if subject.search_path:
            connection.run(f"SET LOCAL search_path = {', '.join(map(quoted_name, subject.search_path))}")
        before = _count(connection)
        error = connection.run(observable_text(variant.sql)).error
        return error is None and _count(connection) != before


def _count(connection: ServerConnection) -> str | None:
    return connection.run(_COUNT).statements[0].rows[0][0]
