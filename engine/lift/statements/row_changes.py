"""Lift INSERT, UPDATE and DELETE in their plain forms."""

from typing import TypedDict

from engine.lift.identifiers import plain_name
from engine.lift.statements.clauses import Clauses
from engine.spec.steps.delete import DeleteStep
from engine.spec.steps.insert import InsertStep, OnConflict
from engine.spec.steps.update import UpdateStep

_NOT_VALUES = frozenset({"all", "distinct"})
_AFTER_VALUES = (
    "from", "where", "group", "having", "window", "order", "limit", "offset", "fetch", "for", "union", "intersect",
    "except", "returning",
)  # fmt: skip


class IntoTargets(TypedDict):
    """The INTO of a statement that returns rows."""

    into: tuple[str, ...]
    strict: bool


def lift_insert(clauses: Clauses, into: IntoTargets) -> InsertStep | None:
    """Lift INSERT of one VALUES row, or of a plain SELECT, into as many plain columns; None for any other."""
    if not clauses.accept("insert", "into"):
        return None
    table = clauses.path()
    alias = clauses.alias()
    columns = clauses.parenthesised_names()
    values, from_, where = _lift_rows(clauses)
    if table is None or not columns or not values or len(columns) != len(set(columns)) or len(columns) != len(values):
        return None
    conflict = _lift_conflict(clauses) if clauses.accept("on", "conflict") else None
    returning = clauses.clause("returning")
    pairs = tuple((plain_name(column), value) for column, value in zip(columns, values, strict=True))
    insert = InsertStep(
        table=plain_name(table), as_=alias and plain_name(alias), values=pairs, from_=from_, where=where,
        on_conflict=conflict, returning=returning, **into
    )  # fmt: skip
    if clauses.done:
        return insert
    return None


def _lift_rows(clauses: Clauses) -> tuple[list[str] | None, str | None, str | None]:
    """Consume VALUES of one row, or SELECT with its FROM or its WHERE; a query of several SELECTs is not split."""
    if clauses.accept("values"):
        return clauses.parenthesised_values(), None, None
    if not clauses.accept("select") or clauses.word() in _NOT_VALUES:
        return None, None, None
    values = clauses.listed(*_AFTER_VALUES)
    from_, where = clauses.query_rest("from"), clauses.query_rest("where")
    if from_ is None and where is None:
        return None, None, None
    return values, from_, where


def _lift_conflict(clauses: Clauses) -> OnConflict | None:
    constraint = target = None
    if clauses.accept("on", "constraint"):
        constraint = plain_name(clauses.name() or "")
    elif clauses.word() == "(":
        target = clauses.until("do")
    if clauses.accept("do", "nothing"):
        return OnConflict(target=target, constraint=constraint, do="nothing")
    if not clauses.accept("do", "update", "set"):
        return None
    assignments = clauses.assignments("where", "returning")
    where = clauses.clause("where", "returning")
    return OnConflict(target=target, constraint=constraint, set=_plain(assignments), where=where)


def lift_update(clauses: Clauses, into: IntoTargets) -> UpdateStep | None:
    """Lift UPDATE of plain columns, each named once; None for any other."""
    if not clauses.accept("update"):
        return None
    table = clauses.path()
    alias = clauses.alias()
    if table is None or not clauses.accept("set"):
        return None
    assignments = clauses.assignments("from", "where", "returning")
    from_ = clauses.clause("from", "where", "returning")
    where = clauses.clause("where", "returning")
    returning = clauses.clause("returning")
    update = UpdateStep(
        table=plain_name(table), as_=alias and plain_name(alias), set=_plain(assignments), from_=from_, where=where,
        returning=returning, **into
    )  # fmt: skip
    if clauses.done:
        return update
    return None


def lift_delete(clauses: Clauses, into: IntoTargets) -> DeleteStep | None:
    """Lift DELETE without ONLY; None for any other."""
    if not clauses.accept("delete", "from"):
        return None
    table = clauses.path()
    if table is None:
        return None
    alias = clauses.alias()
    using = clauses.clause("using", "where", "returning")
    where = clauses.clause("where", "returning")
    returning = clauses.clause("returning")
    delete = DeleteStep(
        table=plain_name(table), as_=alias and plain_name(alias), using=using, where=where, returning=returning, **into
    )
    if clauses.done:
        return delete
    return None


def _plain(assignments: tuple[tuple[str, str], ...] | None) -> tuple[tuple[str, str], ...]:
    return tuple((plain_name(column), value) for column, value in assignments or ())
