"""A place in a project: a span of a file inside of a unit."""

from dataclasses import dataclass

from engine.source.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is in a project: a span of characters of a file, inside a unit."""

    path: str
    unit: str
    kind: str
    span: Span
    line: int
    column: int
