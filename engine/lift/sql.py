"""An embedded SQL statement: `query`, `insert`, `update`, `delete`, or `sql` for all the others."""

from engine.lift.clauses import Clauses
from engine.lift.lifting import Lifting
from engine.lift.origin import Path
from engine.lift.rows import Into, lift_delete, lift_insert, lift_update
from engine.plpgsql import tree
from engine.spec.steps.query import Query
from engine.spec.steps.sql import Sql
from engine.spec.steps.step import Step

_ROWS = {"insert": lift_insert, "update": lift_update, "delete": lift_delete}
_QUERIES = frozenset({"select", "values", "table"})
_MAIN = _QUERIES | frozenset({"insert", "update", "delete", "merge"})
_DEPTH = {"(": 1, ")": -1}


def lift_sql(lifting: Lifting, statement: tree.Sql, _: Path) -> Step:
    """The friendliest step whose lowering gives the same tokens back."""
    into = Into(into=(), strict=False)
    if statement.into:
        into = Into(into=lifting.names(statement.into.targets), strict=statement.into.strict)
    return lift_statement(lifting, statement.statement, into)


def lift_statement(lifting: Lifting, fragment: tree.Fragment, into: Into) -> Step:
    """One statement without its INTO."""
    text = lifting.sql(fragment)
    word = lifting.tokens[fragment.ranges[0][0]].word
    if word in _QUERIES or (word == "with" and _main_word(lifting, fragment) in _QUERIES):
        return Query(query=text, **into)
    lift_rows = _ROWS.get(word)
    if lift_rows and len(fragment.ranges) == 1 and not lifting.hints(fragment.ranges[0][0]):
        step = lift_rows(Clauses(lifting, fragment.ranges[0]), into)
        if step:
            return step
    return Sql(sql=text, **into)


def _main_word(lifting: Lifting, fragment: tree.Fragment) -> str:
    """The word that begins the statement after its WITH clause."""
    depth = 0
    for start, stop in fragment.ranges:
        for token in lifting.tokens[start:stop]:
            depth += _DEPTH.get(token.word, 0)
            if not depth and token.word in _MAIN:
                return token.word
    return ""
