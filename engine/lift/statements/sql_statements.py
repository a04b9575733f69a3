"""Lift an embedded SQL statement to `query`, `insert`, `update`, `delete`, or `sql` for any other."""

from engine.lift.lift_context import LiftContext
from engine.lift.origin import Path
from engine.lift.statements.clauses import Clauses
from engine.lift.statements.row_changes import IntoTargets, lift_delete, lift_insert, lift_update
from engine.plpgsql import tree
from engine.spec.steps.query import QueryStep
from engine.spec.steps.sql import SqlStep
from engine.spec.steps.step import Step

_ROWS = {"insert": lift_insert, "update": lift_update, "delete": lift_delete}
_QUERIES = frozenset({"select", "values", "table"})
_MAIN = _QUERIES | frozenset({"insert", "update", "delete", "merge"})
_DEPTH = {"(": 1, ")": -1}


def lift_sql(context: LiftContext, statement: tree.Sql, _: Path) -> Step:
    """Return the most specific step whose lowering gives the same tokens."""
    into = IntoTargets(into=(), strict=False)
    if statement.into:
        into = IntoTargets(into=context.names(statement.into.targets), strict=statement.into.strict)
    return lift_statement(context, statement.statement, into)


def lift_statement(context: LiftContext, fragment: tree.Fragment, into: IntoTargets) -> Step:
    """Lift one statement without its INTO."""
    text = context.sql(fragment)
    word = context.tokens[fragment.ranges[0][0]].word
    if word in _QUERIES or (word == "with" and _main_word(context, fragment) in _QUERIES):
        return QueryStep(query=text, **into)
    lift_rows = _ROWS.get(word)
    if lift_rows and len(fragment.ranges) == 1 and not context.hints(fragment.ranges[0][0]):
        step = lift_rows(Clauses(context, fragment.ranges[0]), into)
        if step:
            return step
    return SqlStep(sql=text, **into)


def _main_word(context: LiftContext, fragment: tree.Fragment) -> str:
    """Return the first word of the statement after its WITH clause."""
    depth = 0
    for start, stop in fragment.ranges:
        for token in context.tokens[start:stop]:
            depth += _DEPTH.get(token.word, 0)
            if not depth and token.word in _MAIN:
                return token.word
    return ""
