"""A case in lines that a person can read, and nearly paste into psql."""

from collections.abc import Mapping

from engine.trial.case import DmlEvent, TrialCase


def describe_case(case: TrialCase) -> tuple[str, ...]:
    """Return a line for each row, and one for the call or the event."""
    rows = [f"INSERT INTO {table} {_columns(row)};" for table, rows in case.rows.items() for row in rows]
    if case.event is not None:
        return (*rows, describe_event(case.event))
    arguments = ", ".join("DEFAULT" if each is None else each for each in case.arguments)
    return (*rows, f"call with ({arguments})")


def describe_event(event: DmlEvent) -> str:
    """Return the statement that fires the trigger."""
    where = " AND ".join(f"{name} = {value}" for name, value in event.where.items())
    condition = where and f" WHERE {where}"
    if event.operation == "INSERT":
        return f"INSERT INTO {event.table} {_columns(event.values)};"
    if event.operation == "UPDATE":
        changes = ", ".join(f"{name} = {value}" for name, value in event.values.items())
        return f"UPDATE {event.table} SET {changes}{condition};"
    if event.operation == "DELETE":
        return f"DELETE FROM {event.table}{condition};"
    return f"TRUNCATE {event.table};"


def _columns(row: Mapping[str, str]) -> str:
    return f"({', '.join(row)}) VALUES ({', '.join(row.values())})"
