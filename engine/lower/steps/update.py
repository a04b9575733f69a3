"""UPDATE and DELETE."""

from engine.lower.into_clause import returning_clauses
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import spread_list
from engine.lower.step import StepWriters
from engine.spec.steps.delete import DeleteStep
from engine.spec.steps.step import NamedExpressions
from engine.spec.steps.update import UpdateStep


def table_text(table: str, alias: str | None) -> str:
    """`table [AS alias]`."""
    if alias is None:
        return table
    return f"{table} AS {alias}"


def set_clause(assignments: NamedExpressions) -> str:
    """`SET column = value, …`."""
    return spread_list("SET ", tuple(f"{column} = {value}" for column, value in assignments), "")


def lower_update(step: UpdateStep, page: SqlPage) -> None:
    """`UPDATE table SET … FROM … WHERE … RETURNING …`."""
    clauses = [f"UPDATE {table_text(step.table, step.as_)}", set_clause(step.set)]
    _finish(page, clauses, "FROM", step.from_, step)


def lower_delete(step: DeleteStep, page: SqlPage) -> None:
    """`DELETE FROM table USING … WHERE … RETURNING …`."""
    _finish(page, [f"DELETE FROM {table_text(step.table, step.as_)}"], "USING", step.using, step)


def _finish(page: SqlPage, clauses: list[str], word: str, others: str | None, step: UpdateStep | DeleteStep) -> None:
    if others is not None:
        clauses.append(f"{word} {others}")
    if step.where is not None:
        clauses.append(f"WHERE {step.where}")
    page.clauses([*clauses, *returning_clauses(step.returning, step.into, strict=step.strict)])


WRITERS: StepWriters = {UpdateStep: lower_update, DeleteStep: lower_delete}
