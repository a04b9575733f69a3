"""INSERT of one row, or of what a query gives."""

from engine.lower.error import LowerError
from engine.lower.into_clause import returning_clauses
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import append_sql, spread_list
from engine.lower.step import StepWriters
from engine.lower.steps.update import set_clause, table_text
from engine.spec.steps.insert import InsertStep, OnConflict


def lower_insert(step: InsertStep, page: SqlPage) -> None:
    """`INSERT INTO table (columns) VALUES (one row)`."""
    clauses = [
        spread_list(
            f"INSERT INTO {table_text(step.table, step.as_)} (", tuple(column for column, _ in step.values), ")"
        ),
        *_rows(step),
    ]
    if step.on_conflict:
        clauses += _conflict_clauses(step.on_conflict)
    page.clauses([*clauses, *returning_clauses(step.returning, step.into, strict=step.strict)])


def _rows(step: InsertStep) -> list[str]:
    values = tuple(value for _, value in step.values)
    if step.from_ is not None and step.where is not None:
        raise LowerError("an `insert` has both `from` and `where`", "write the WHERE at the end of `from`")
    if step.from_ is not None:
        return [spread_list("SELECT ", values, ""), f"FROM {step.from_}"]
    if step.where is not None:
        return [spread_list("SELECT ", values, ""), f"WHERE {step.where}"]
    return [spread_list("VALUES (", values, ")")]


def _conflict_clauses(conflict: OnConflict) -> list[str]:
    head = "ON CONFLICT"
    if conflict.constraint is not None:
        head = f"ON CONFLICT ON CONSTRAINT {conflict.constraint}"
    elif conflict.target is not None:
        head = f"ON CONFLICT {conflict.target}"
    if conflict.do == "nothing":
        return [append_sql(head, "DO NOTHING")]
    clauses = [append_sql(head, "DO UPDATE"), set_clause(conflict.set)]
    if conflict.where is not None:
        clauses.append(f"WHERE {conflict.where}")
    return clauses


WRITERS: StepWriters = {InsertStep: lower_insert}
