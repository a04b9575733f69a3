"""The state of lifting one body."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from engine.lift.comment_notes import CommentNotes
from engine.lift.identifiers import plain_name
from engine.lift.layout import normalize_layout
from engine.lift.lift_result import LiftCounts
from engine.lift.origin import Origin, Path
from engine.plpgsql.embedded_sql import embedded_sql_error
from engine.plpgsql.tree import Comment, Fragment, Range, Statement, Token
from engine.source.span import Span
from engine.spec.steps.step import Step


class UnliftableError(Exception):
    """No step can hold a statement; it becomes `raw` with this reason."""


@dataclass(slots=True)
class LiftContext:
    """A body while it is lifted: its text, its remaining comments, and the origins found so far."""

    text: str
    tokens: tuple[Token, ...]
    comments: tuple[Comment, ...]
    lifters: Mapping[type, Callable[["LiftContext", Any, Path], Step]]
    notes: CommentNotes = field(init=False)
    origins: dict[Path, Origin] = field(default_factory=dict)
    statements: int = 0
    raw: int = 0
    opaque_tokens: int = 0

    def __post_init__(self) -> None:
        self.notes = CommentNotes(self.text, self.tokens, self.comments)

    def counted(self) -> LiftCounts:
        """The counts so far."""
        return LiftCounts(self.statements, self.raw, len(self.tokens), self.opaque_tokens)

    def sql(self, fragment: Fragment) -> str:
        """Return the text of a fragment for an sql slot, checked against PostgreSQL's grammar."""
        reason = embedded_sql_error(fragment)
        if reason:
            raise UnliftableError(reason)
        return self.slot(fragment)

    def optional_sql(self, fragment: Fragment | None) -> str | None:
        """Return the text of a fragment for an sql slot, or None without a fragment."""
        if fragment is None:
            return None
        return self.sql(fragment)

    def slot(self, fragment: Fragment) -> str:
        """Return the text of a fragment for a slot, with its inner comments."""
        for start, stop in fragment.ranges:
            self.notes.keep_inside(self.tokens[start].start, self.tokens[stop - 1].end)
        if "\n" not in fragment.text:
            text = fragment.text
        else:
            text = self.written(fragment.ranges[0]) if len(fragment.ranges) == 1 else self._joined(fragment)
        if not self.comments:
            return text
        return self.hints(fragment.ranges[0][0]) + text

    def hints(self, first: int) -> str:
        """Return the planner hints right before a token."""
        floor = 0
        if first:
            floor = self.tokens[first - 1].end
        return self.notes.hints(floor, self.tokens[first].start)

    def written(self, tokens: Range) -> str:
        """Return the text of a range of tokens for a slot."""
        start, end = self.tokens[tokens[0]].start, self.tokens[tokens[1] - 1].end
        text = self.text[start:end]
        if "\n" not in text:
            return text
        return normalize_layout(text, self.tokens[tokens[0] : tokens[1]], start)

    def _joined(self, fragment: Fragment) -> str:
        """Return the text of two pieces, with the positions of the second one moved to its place in the text."""
        (first, split), (second, stop) = fragment.ranges
        start = self.tokens[first].start
        moved = self.tokens[second].start - (len(fragment.text) - (fragment.span.end - self.tokens[second].start))
        placed = [Span(token.start - start, token.end - start) for token in self.tokens[first:split]]
        placed += [Span(token.start - moved, token.end - moved) for token in self.tokens[second:stop]]
        return normalize_layout(fragment.text, placed)

    def name(self, fragment: Fragment) -> str:
        """Return the text of a fragment for a name slot: a target, a cursor, a collation."""
        return plain_name(self.sql(fragment) if "[" in fragment.text else self.slot(fragment))

    def argument(self, argument: Fragment) -> str:
        """Return a cursor argument, `name := value` or only a value."""
        start, stop = argument.ranges[0]
        if stop - start > 2 and self.tokens[start + 1].word in {":=", "=>"}:
            value = self.tokens[start + 2].start
            text = self.text[value : argument.span.end]
            named = Fragment("expression", text, Span(value, argument.span.end), ((start + 2, stop),))
            self.sql(named)
            return self.slot(argument)
        return self.sql(argument)

    def origins_below(self, path: Path) -> list[Path]:
        """Return the paths below one whose origins were the last to be found."""
        depth = len(path)
        return list(takewhile(lambda found: found[:depth] == path, reversed(self.origins)))

    def index(self, position: int) -> int:
        """Return the index of the first token at or after a position."""
        return bisect_left(self.tokens, (position,))

    def semicolon(self, fragment: Fragment) -> int:
        """Return the end of the semicolon after a fragment, or of the fragment if there is none."""
        stop = fragment.ranges[-1][1]
        if stop < len(self.tokens):
            return self.tokens[stop].end
        return fragment.span.end

    def names(self, fragments: tuple[Fragment, ...]) -> tuple[str, ...]:
        return tuple(self.name(fragment) for fragment in fragments)

    def list(self, fragments: tuple[Fragment, ...] | None) -> tuple[str, ...]:
        """Return the texts of several expressions."""
        return tuple(self.sql(fragment) for fragment in fragments or ())

    def lift(self, statement: Statement, path: Path) -> Step:
        """Return the step of one statement, without its note; raise UnliftableError if there is none."""
        return self.lifters[type(statement)](self, statement, path)
