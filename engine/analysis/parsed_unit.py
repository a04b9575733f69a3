"""A unit with everything that rules ask of it: its body, its statements and its SQL nodes by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeAlias

from engine.analysis.line_index import LineIndex, line_index
from engine.analysis.place import Place
from engine.analysis.routine_header import DeclaredHeader, routine_header
from engine.analysis.sites import SqlSite, SqlText, StepSite
from engine.analysis.sql_nodes import SqlTree, flatten, fragment_tree
from engine.plpgsql import parse_body, parse_sql_body
from engine.plpgsql.tree import Body, Fragment, SqlBody, Token
from engine.source.routine_body import RoutineBody, routine_body
from engine.source.span import Span
from engine.source.unit import SourceFile, Unit

Tree: TypeAlias = Body | SqlBody
_SKIPPED = frozenset({"span", "tokens", "comments", "opaque", "text", "begin", "ranges"})


@dataclass(frozen=True, slots=True, eq=False)
class ParsedUnit:
    """A unit, read to the last expression. `steps` and `sql` hold its sites by the class of their node."""

    path: str
    unit: Unit
    lines: LineIndex
    header: DeclaredHeader | None
    body: RoutineBody | None
    tree: Tree | None
    steps: Mapping[type, list[StepSite]]
    sql: Mapping[type, list[SqlSite]]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the body."""
        if self.tree:
            return self.tree.tokens
        return ()

    @property
    def block(self) -> Any:  # noqa: ANN401 - a Block, where the body is PL/pgSQL and was read
        if isinstance(self.tree, Body):
            return self.tree.block
        return None

    def body_place(self, position: int) -> int:
        """The character of the file for one of the body."""
        if self.body:
            return self.body.place(position)
        return self.unit.span.start

    def body_span(self, span: Span) -> Span:
        """The characters of the file for a span of the body."""
        return Span(self.body_place(span.start), self.body_place(max(span.end - 1, span.start)) + 1)

    def place(self, span: Span | None = None) -> Place:
        """A span of the file as a place; without one, the first line of the unit."""
        found = span or Span(self.unit.span.start, self.unit.span.start + 1)
        line, column = self.lines.line_column(found.start)
        return Place(self.path, self.unit.name, self.unit.kind, found, line, column)

    def source(self, span: Span) -> str:
        """The text of the unit at a span of the file."""
        shift = self.unit.span.start
        return self.unit.text[span.start - shift : span.end - shift]

    def sites(self, kind: type) -> list[Any]:
        """The sites of a kind, in the order of the text."""
        return self.sql.get(kind) or self.steps.get(kind) or []


def parse_source(source: SourceFile) -> Iterator[ParsedUnit]:
    """The units of a file, read to the last expression."""
    lines = line_index(source.text)
    for unit in source.units:
        if unit.node is not None:
            yield parse_unit(unit, source.path, lines)


def parse_unit(unit: Unit, path: str, lines: LineIndex) -> ParsedUnit:
    """Read a unit: its statement, its body and all SQL within."""
    body = routine_body(unit) if unit.node is not None else None
    tree = _tree(unit, body)
    header = routine_header(unit.node, unit.language)
    parsed = ParsedUnit(path, unit, lines, header, body, tree, defaultdict(list), defaultdict(list))
    if unit.node is not None:
        _add_sql(parsed, SqlTree(flatten(unit.node), 0), SqlText(parsed, None, None, 0))
    if tree is not None and not (body and body.form != "quoted"):
        _add_step(parsed, tree, None)
    return parsed


def _tree(unit: Unit, body: RoutineBody | None) -> Tree | None:
    if body is None:
        return None
    if unit.language == "plpgsql":
        return parse_body(body.text)
    if unit.language == "sql" and body.form == "quoted":
        return parse_sql_body(body.text)
    return None


def _add_step(parsed: ParsedUnit, node: Any, parent: StepSite | None) -> None:  # noqa: ANN401 - any part of a body
    site = StepSite(node, parent, parsed)
    parsed.steps[type(node)].append(site)  # type: ignore[index]
    for each in _parts(node):
        if isinstance(each, Fragment):
            tree = fragment_tree(each)
            if tree is not None:
                _add_sql(parsed, tree, SqlText(parsed, site, each, tree.prefix))
        else:
            _add_step(parsed, each, site)


def _add_sql(parsed: ParsedUnit, tree: SqlTree, text: SqlText) -> None:
    found: list[SqlSite] = []
    for node, parent in tree.nodes:
        site = SqlSite(node, found[parent] if parent >= 0 else None, text)
        found.append(site)
        parsed.sql[type(node)].append(site)  # type: ignore[index]


def _parts(node: object) -> Iterator[Any]:
    """The statements, clauses and fragments that a part of a body is made of, in order."""
    for name in _field_names(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from (each for each in value if is_dataclass(each))
        elif is_dataclass(value):
            yield value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in _SKIPPED)
