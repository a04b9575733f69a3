"""Create a routine, run each of its statements on its own, and return their errors."""

from collections.abc import Iterator, Sequence

from engine.trial.routine.body_view import BodyView
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.sandbox.server_message import ServerMessage
from engine.trial.schema.trial_schema import quoted_name
from engine.trial.stubs.probe_text import REPORT, probe_text
from engine.trial.stubs.server_demands import is_of_the_probe

Failed = tuple[ServerMessage, str]  # an error, and the statement that it is about
_IDENTITY = """
    SELECT p.oid::pg_catalog.regprocedure, p.prokind, p.proisstrict, p.prorettype::pg_catalog.regtype,
           (SELECT string_agg(format('NULL::%s', a.type::pg_catalog.regtype), ', ')
              FROM unnest(p.proargtypes) a(type))
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
     WHERE p.proname = {} AND n.nspname !~ '^pg_' ORDER BY p.oid DESC LIMIT 1
"""


def probe_errors(connection: ServerConnection, view: BodyView, trigger_table: str) -> Iterator[Failed]:
    """Create the routine and report what its statements lack; the routine stays, all else is rolled back.

    `trigger_table` is the invented table for a trigger function; empty where there is none.
    """
    created = connection.run(f"SET check_function_bodies = {_checks(view)}; {view.routine.text}").error
    if created:
        yield created, view.routine.text
        return
    routine = _identity(connection, view)
    if routine is None:
        return
    text, statements = probe_text(view)
    connection.run("BEGIN")
    try:
        yield from _run(connection, text, statements, _calls(routine, view, trigger_table))
    finally:
        connection.run("ROLLBACK")


def _checks(view: BodyView) -> str:
    """A body of SQL is planned when it is created; one of PL/pgSQL would only be parsed."""
    return "off" if view.routine.language == "plpgsql" else "on"


def _identity(connection: ServerConnection, view: BodyView) -> Sequence[str | None] | None:
    name = "'" + view.routine.path[-1].replace("'", "''") + "'"
    rows = connection.run(_IDENTITY.format(name)).statements[0].rows
    return rows[0] if rows else None


def _calls(routine: Sequence[str | None], view: BodyView, trigger_table: str) -> list[str]:
    signature, kind, strict, returns, nulls = routine
    name = ".".join(map(quoted_name, view.routine.path))
    if returns == "trigger":
        if not trigger_table:
            return []
        table = quoted_name(trigger_table)
        return [
            f"CREATE TRIGGER specdeck_probe BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"INSERT INTO {table} DEFAULT VALUES",
        ]
    if kind == "p":
        return [f"CALL {name}({nulls or ''})"]
    before = [f"ALTER FUNCTION {signature} CALLED ON NULL INPUT"] if strict == "t" else []
    return [*before, f"SELECT {name}({nulls or ''})"]


def _run(connection: ServerConnection, text: str, statements: Sequence[str], calls: Sequence[str]) -> Iterator[Failed]:
    if text and (error := connection.run(text).error):
        yield error, text
        return
    for call in calls:
        message = connection.run(call)
        for notice in message.notices:
            if notice.sqlstate == REPORT:
                failed = ServerMessage("ERROR", notice.hint, notice.message, column=notice.column)
                if not is_of_the_probe(failed):
                    yield failed, statements[int(notice.detail)]
        if message.error:
            yield message.error, text or call
            return
