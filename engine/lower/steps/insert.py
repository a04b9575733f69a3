"""INSERT of one row."""

from engine.lower.into import returning_clauses
from engine.lower.page import Page
from engine.lower.sql_text import followed, spread
from engine.lower.step import lower_step
from engine.lower.steps.update import set_clause, table_text
from engine.spec.steps.insert import Insert, OnConflict


@lower_step.register
def lower_insert(step: Insert, page: Page) -> None:
    """`INSERT INTO table (columns) VALUES (one row)`."""
    clauses = [
        spread(f"INSERT INTO {table_text(step.table, step.as_)} (", tuple(column for column, _ in step.values), ")"),
        spread("VALUES (", tuple(value for _, value in step.values), ")"),
    ]
    if step.on_conflict:
        clauses += _conflict_clauses(step.on_conflict)
    page.clauses([*clauses, *returning_clauses(step.returning, step.into, strict=step.strict)])


def _conflict_clauses(conflict: OnConflict) -> list[str]:
    head = "ON CONFLICT"
    if conflict.constraint is not None:
        head = f"ON CONFLICT ON CONSTRAINT {conflict.constraint}"
    elif conflict.target is not None:
        head = f"ON CONFLICT {conflict.target}"
    if conflict.do == "nothing":
        return [followed(head, "DO NOTHING")]
    where = [f"WHERE {conflict.where}"] if conflict.where is not None else []
    return [followed(head, "DO UPDATE"), set_clause(conflict.set), *where]
