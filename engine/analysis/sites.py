"""Nodes with their place: what the checks of rules are called with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pglast import ast

from engine.source.span import Span

if TYPE_CHECKING:
    from engine.analysis.parsed_unit import ParsedUnit
    from engine.analysis.place import Place
    from engine.plpgsql.tree import Fragment


@dataclass(frozen=True, slots=True, eq=False)
class StepSite:
    """A part of a PL/pgSQL body: a statement, a handler, a branch, or the whole `Body`."""

    node: Any
    parent: StepSite | None
    unit: ParsedUnit

    @property
    def span(self) -> Span:
        """The characters of the file that the node covers."""
        inner = getattr(self.node, "span", None)
        if inner:
            return self.unit.body_span(inner)
        return self.unit.unit.span

    @property
    def place(self) -> Place:
        return self.unit.place(self.span)

    def ancestors(self) -> Iterator[StepSite]:
        """What encloses it, nearest first."""
        each = self.parent
        while each is not None:
            yield each
            each = each.parent


@dataclass(frozen=True, slots=True, eq=False)
class SqlText:
    """A text that was parsed: a whole statement of the file, or a fragment of a body."""

    unit: ParsedUnit
    step: StepSite | None
    fragment: Fragment | None
    prefix: int

    def position(self, location: int) -> int:
        """The character of the file that a location of the parsed text is about."""
        at = max(location - self.prefix, 0)
        if self.fragment is None:
            return self.unit.unit.span.start + at
        return self.unit.body_place(_within_body(self.fragment, at, self.unit))


@dataclass(frozen=True, slots=True, eq=False)
class SqlSite:
    """A node of PostgreSQL's syntax tree."""

    node: Any
    parent: SqlSite | None
    text: SqlText

    @property
    def unit(self) -> ParsedUnit:
        return self.text.unit

    @property
    def step(self) -> StepSite | None:
        """The PL/pgSQL statement that holds it; None at the top of a file."""
        return self.text.step

    @property
    def is_statement(self) -> bool:
        """Whether it is a statement of the file itself, not of a body."""
        return self.parent is None and self.text.fragment is None

    @property
    def start(self) -> int:
        """Where it begins in the file; nodes without a location take that of their nearest ancestor."""
        each: SqlSite | None = self
        while each is not None:
            location = getattr(each.node, "location", None)
            if isinstance(location, int) and location >= 0:
                return self.text.position(location)
            each = each.parent
        return self.text.position(self.text.prefix)

    @property
    def place(self) -> Place:
        start = self.start
        return self.unit.place(Span(start, start + 1))

    def ancestors(self) -> Iterator[SqlSite]:
        """The nodes above it in its own text, nearest first."""
        each = self.parent
        while each is not None:
            yield each
            each = each.parent

    def above(self, *kinds: type[ast.Node]) -> Any:  # noqa: ANN401 - the node of whichever kind was asked for
        """The nearest node of these kinds above it."""
        return next((each.node for each in self.ancestors() if isinstance(each.node, kinds)), None)


def _within_body(fragment: Fragment, at: int, unit: ParsedUnit) -> int:
    """A character of a fragment as one of the body: INTO may have been cut out of its middle."""
    tokens = unit.tokens
    if len(fragment.ranges) < 2 or not tokens:
        return fragment.span.start + at
    first, second = fragment.ranges[0], fragment.ranges[-1]
    length = tokens[first[1] - 1].end - tokens[first[0]].start
    tail = tokens[second[1] - 1].end - tokens[second[0]].start
    offset = at - (len(fragment.text) - tail)
    if at < length or offset < 0:
        return fragment.span.start + at
    return tokens[second[0]].start + offset
