"""Where two texts differ, on the wire: the reason, and the line of each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text, counted from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceInfo:
    """The first difference between the SQL of a unit and the SQL that its spec means (`lowered`)."""

    reason: str
    original: TextLine | None = None
    lowered: TextLine | None = None
