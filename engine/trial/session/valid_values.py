"""Ask the server which of the values that a generator would draw a column can hold: its type, domain and CHECKs."""

import re
from collections.abc import Callable, Iterator, Sequence

from engine.trial.generate.table_states import TablePlan
from engine.trial.generate.value_pools import quoted
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.schema.trial_schema import TableShape, quoted_name

_HELPER = """
CREATE FUNCTION pg_temp.can_hold(value text, type_name text, condition text, column_name text) RETURNS boolean
LANGUAGE plpgsql AS $body$
DECLARE found boolean;
BEGIN
  EXECUTE format('SELECT (%s) IS NOT FALSE FROM (SELECT CAST(%L AS %s) AS %I) AS candidate',
                 condition, value, type_name, column_name) INTO found;
  RETURN found;
EXCEPTION WHEN OTHERS THEN RETURN false;
END $body$
"""
_CHECK = re.compile(r"CHECK \((.*)\)(?: NO INHERIT)?(?: NOT VALID)?$", re.DOTALL)
_LENGTH = re.compile(r"(?:character varying|character|bpchar|varchar)\((\d+)\)")
_MOST = 4000  # candidates of one routine


def valid_values(connection: ServerConnection, plans: Sequence[TablePlan]) -> Callable[[str, str, str], bool]:
    """Return whether a column of a table can hold a value; what was not asked is taken to be valid."""
    lengths = _lengths(plans)
    refused = _refused(connection, plans)
    return lambda table, column, value: (
        len(value) <= lengths.get((table, column), len(value)) and (table, column, value) not in refused
    )


def _lengths(plans: Sequence[TablePlan]) -> dict[tuple[str, str], int]:
    """Return how long a text of each column with a limit may be; a cast cuts off what is too long."""
    return {
        (plan.table.qualified, column.name): int(found.group(1))
        for plan in plans
        for column in plan.columns
        if (found := _LENGTH.fullmatch(column.type_name))
    }


def _refused(connection: ServerConnection, plans: Sequence[TablePlan]) -> frozenset[tuple[str, str, str]]:
    """Return the values that the server refuses, each with its table and column."""
    asked = list(_candidates(plans))[:_MOST]
    if not asked:
        return frozenset()
    rows = ", ".join(
        f"({at}, {quoted(value)}, {quoted(type_name)}, {quoted(check)}, {quoted(column)})"
        for at, (_, column, value, type_name, check) in enumerate(asked)
    )
    query = (
        "SELECT number FROM (VALUES " + rows + ") AS candidate (number, value, type_name, condition, name)"
        " WHERE NOT pg_temp.can_hold(value, type_name, condition, name)"
    )
    message = connection.run(f"BEGIN; {_HELPER}; {query}")
    connection.run("ROLLBACK")
    if message.error:
        return frozenset()
    return frozenset(asked[int(row[0] or 0)][:3] for row in message.statements[-1].rows)


def _candidates(plans: Sequence[TablePlan]) -> Iterator[tuple[str, str, str, str, str]]:
    for plan in plans:
        for column in plan.columns:
            check = _condition(plan.table, column.name)
            for value in plan.sources[column.name].values:
                yield plan.table.qualified, column.name, value, column.type_name, check


def _condition(table: TableShape, name: str) -> str:
    """Return the CHECK constraints that are about one column alone."""
    others = [each.name for each in table.columns if each.name != name]
    found = [match.group(1) for each in table.checks if (match := _CHECK.match(each))]
    own = [each for each in found if _mentions(each, name) and not any(_mentions(each, other) for other in others)]
    return " AND ".join(f"({each})" for each in own) or "true"


def _mentions(text: str, name: str) -> bool:
    """Whether a constraint names a column, apart from its literals."""
    plain = re.sub(r"'(?:[^']|'')*'", "''", text)
    return quoted_name(name) in plain or re.search(rf"(?<![\w\"]){re.escape(name)}(?![\w\"])", plain) is not None
