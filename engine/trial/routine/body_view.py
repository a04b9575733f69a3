"""A body as a flat list of its parts, each with the statement that it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args

from engine.plpgsql import parse_body, parse_sql_body, tree
from engine.plpgsql.tree import Body, Fragment, SqlBody, Token
from engine.trial.routine.routine_text import RoutineText

_SKIPPED = frozenset({"span", "tokens", "comments", "opaque", "text", "begin", "ranges"})
_SQL = frozenset({"expression", "statement", "query", "perform", "call"})
_STATEMENTS = get_args(tree.Statement)


@dataclass(frozen=True, slots=True)
class Part:
    """A node of the body; `statement` is the innermost statement around it, or itself."""

    node: Any
    statement: Any


@dataclass(frozen=True, slots=True)
class BodyView:
    """The text of a body, its tokens and its parts in order."""

    text: str
    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]
    block: tree.Block | None
    routine: RoutineText

    def of(self, *kinds: type) -> Iterator[Any]:
        """Return the nodes of some kinds."""
        return (part.node for part in self.parts if isinstance(part.node, kinds))

    def statements(self) -> Iterator[Any]:
        """Return all statements."""
        return self.of(*_STATEMENTS)

    def fragments(self) -> Iterator[Fragment]:
        """Return the pieces of SQL that are evaluated."""
        return (node for node in self.of(Fragment) if node.kind in _SQL)

    def tokens_of(self, fragment: Fragment) -> tuple[Token, ...]:
        """Return the tokens of a fragment."""
        return tuple(token for first, end in fragment.ranges for token in self.tokens[first:end])


def body_view(routine: RoutineText) -> BodyView:
    """Read the body of a routine."""
    if routine.language == "sql":
        return _sql_view(routine, parse_sql_body(routine.body))
    return _plpgsql_view(routine, parse_body(routine.body))


def _sql_view(routine: RoutineText, body: SqlBody) -> BodyView:
    parts = tuple(Part(each, each) for each in body.statements)
    return BodyView(body.text, body.tokens, parts, None, routine)


def _plpgsql_view(routine: RoutineText, body: Body) -> BodyView:
    parts = tuple(_parts(body.block, body.block)) if body.block else ()
    return BodyView(body.text, body.tokens, parts, body.block, routine)


def _parts(node: Any, statement: Any) -> Iterator[Part]:  # noqa: ANN401 - any part of a body
    owner = node if isinstance(node, _STATEMENTS) else statement
    yield Part(node, owner)
    for name in _field_names(type(node)):
        value = getattr(node, name)
        for each in value if isinstance(value, tuple) else (value,):
            if is_dataclass(each):
                yield from _parts(each, owner)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in _SKIPPED)
