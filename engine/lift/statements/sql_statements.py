"""An embedded SQL statement: `query`, `insert`, `update`, `delete`, or `sql` for all the others."""

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


def lift_sql(lifting: LiftContext, statement: tree.Sql, _: Path) -> Step:
    """The friendliest step whose lowering gives the same tokens back."""
    into = IntoTargets(into=(), strict=False)
    if statement.into:
        into = IntoTargets(into=lifting.names(statement.into.targets), strict=statement.into.strict)
    return lift_statement(lifting, statement.statement, into)


def lift_statement(lifting: LiftContext, fragment: tree.Fragment, into: IntoTargets) -> Step:
    """One statement without its INTO."""
    text = lifting.sql(fragment)
    word = lifting.tokens[fragment.ranges[0][0]].word
    if word in _QUERIES or (word == "with" and _main_word(lifting, fragment) in _QUERIES):
        return QueryStep(query=text, **into)
    lift_rows = _ROWS.get(word)
    if lift_rows and len(fragment.ranges) == 1 and not lifting.hints(fragment.ranges[0][0]):
        step = lift_rows(Clauses(lifting, fragment.ranges[0]), into)
        if step:
            return step
    return SqlStep(sql=text, **into)


def _main_word(lifting: LiftContext, fragment: tree.Fragment) -> str:
    """The word that begins the statement after its WITH clause."""
    depth = 0
    for start, stop in fragment.ranges:
        for token in lifting.tokens[start:stop]:
            depth += _DEPTH.get(token.word, 0)
            if not depth and token.word in _MAIN:
                return token.word
    return ""
