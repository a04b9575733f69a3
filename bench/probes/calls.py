"""Call a routine with NULL and with simple values, and return the error of each call."""

from collections.abc import Iterator

from engine.trial.routine.body_view import BodyView
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.sandbox.server_message import ServerMessage
from engine.trial.schema.read_schema import read_schema
from engine.trial.schema.trial_schema import ParameterShape, RoutineShape, TriggerShape, quoted_name
from engine.trial.stubs.routine_uses import TRIGGER_TABLE

_VALUES = {
    "integer": "1", "bigint": "1", "smallint": "1", "numeric": "1", "real": "1", "double precision": "1",
    "text": "'a'", "character varying": "'a'", "character": "'a'", "name": "'a'", "boolean": "true",
    "date": "'2024-01-01'", "timestamp with time zone": "'2024-01-01'", "timestamp without time zone": "'2024-01-01'",
    "uuid": "'00000000-0000-0000-0000-000000000001'", "json": "'{}'", "jsonb": "'{}'", "interval": "'1 day'",
    "oid": "1", "bytea": "''", "time without time zone": "'12:00'", "regclass": "'pg_class'",
}  # fmt: skip


def call_errors(connection: ServerConnection, view: BodyView) -> list[ServerMessage | None]:
    """Return one entry a call, None for one that succeeded; nothing where there is no way to call the routine."""
    schema = read_schema(connection)
    name = view.routine.path[-1]
    routine = next((each for each in reversed(schema.routines) if each.name == name), None)
    if routine is None:
        return []
    if routine.kind == "trigger":
        return [_error(connection, statements) for statements in _events(routine, schema.triggers)]
    return [_error(connection, [call]) for call in _calls(routine)]


def _error(connection: ServerConnection, statements: list[str]) -> ServerMessage | None:
    error = connection.run(f"BEGIN; {'; '.join(statements)}").error
    connection.run("ROLLBACK")
    return error


def _calls(routine: RoutineShape) -> Iterator[str]:
    verb = "CALL" if routine.kind == "procedure" else "SELECT"
    for value in (_null, _simple):
        arguments = ", ".join(map(value, routine.parameters))
        yield f"{verb} {routine.qualified}({arguments})"


def _null(parameter: ParameterShape) -> str:
    return "NULL::text" if parameter.type_name.startswith("any") else f"NULL::{parameter.type_name}"


def _simple(parameter: ParameterShape) -> str:
    if parameter.enum_labels:
        return f"'{parameter.enum_labels[0]}'::{parameter.type_name}"
    if parameter.base_type not in _VALUES:
        return _null(parameter)
    return f"{_VALUES[parameter.base_type]}::{parameter.type_name}"


def _events(routine: RoutineShape, triggers: tuple[TriggerShape, ...]) -> Iterator[list[str]]:
    mine = [each for each in triggers if each.function == routine.qualified]
    if mine:
        for trigger in mine[:3]:
            yield [f"INSERT INTO {trigger.table} DEFAULT VALUES", f"DELETE FROM {trigger.table}"]
        return
    table = quoted_name(TRIGGER_TABLE)
    head = f"CREATE TRIGGER specdeck_call BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW"
    yield [
        f"{head} EXECUTE FUNCTION {routine.qualified}()",
        f"INSERT INTO {table} DEFAULT VALUES",
        f"DELETE FROM {table}",
    ]
